//! All plug-ins of a rule set, ready to be called.

use super::engine::{compile, engine};
use super::fault::{PluginFault, ScriptFault};
use super::memo::{Key, Memo};
use super::table;
use super::value::{PluginType, PluginValue};
use rhai::{AST, CallFnOptions, Dynamic, Engine, Scope};

/// A plug-in as it is declared.
#[derive(Debug, Clone, Copy)]
pub struct Program<'a> {
    /// The name called in rules; the function has `_` for `-`.
    pub name: &'a str,
    /// The text of the script.
    pub script: &'a str,
    /// The text of the table beside it.
    pub table: Option<&'a str>,
    /// Types of the arguments.
    pub takes: &'a [PluginType],
    /// Type of the answer.
    pub gives: PluginType,
}

#[derive(Debug)]
struct Ready {
    name: String,
    function: String,
    script: AST,
    table: Option<Dynamic>,
    takes: Vec<PluginType>,
    gives: PluginType,
}

/// The plug-ins of a rule set. Calls may come from many threads.
#[derive(Debug)]
pub struct Host {
    engine: Engine,
    ready: Vec<Ready>,
    memo: Memo,
}

impl Host {
    /// Reads all scripts; each fault with the place of its program in the list.
    pub fn new(programs: &[Program<'_>]) -> Result<Host, Vec<(usize, ScriptFault)>> {
        let engine = engine();
        let mut ready = Vec::with_capacity(programs.len());
        let mut faults = Vec::new();
        for (i, program) in programs.iter().enumerate() {
            match prepare(&engine, program) {
                Ok(one) => ready.push(one),
                Err(fault) => faults.push((i, fault)),
            }
        }
        if faults.is_empty() { Ok(Host { engine, ready, memo: Memo::default() }) } else { Err(faults) }
    }

    /// Calls a plug-in by its place. The same arguments always give the same answer: the script runs once for them.
    /// An unknown argument gives an unknown answer without a call.
    pub fn call(&self, plugin: usize, arguments: &[PluginValue]) -> Result<PluginValue, PluginFault> {
        let Some(one) = self.ready.get(plugin) else { return Err(PluginFault::Stranger) };
        let fits = arguments.len() == one.takes.len()
            && arguments.iter().zip(&one.takes).all(|(a, t)| a.plugin_type().is_none_or(|x| x == *t));
        if !fits {
            return Err(PluginFault::WrongCall { plugin: one.name.clone() });
        }
        let Some(keys) = arguments.iter().map(Key::of).collect::<Option<Vec<Key>>>() else {
            return Ok(PluginValue::Unknown);
        };
        let asked = (plugin, keys);
        if let Some(answer) = self.memo.get(&asked) {
            return answer;
        }
        let answer = self.run(one, arguments);
        self.memo.put(asked, answer.clone());
        answer
    }

    fn run(&self, one: &Ready, arguments: &[PluginValue]) -> Result<PluginValue, PluginFault> {
        let mut values: Vec<Dynamic> = arguments.iter().map(PluginValue::to_script).collect();
        values.extend(one.table.clone());
        let options = CallFnOptions::new().eval_ast(false);
        let mut scope = Scope::new();
        let answer = self
            .engine
            .call_fn_with_options::<Dynamic>(options, &mut scope, &one.script, &one.function, values)
            .map_err(|e| PluginFault::of(&one.name, &e))?;
        PluginValue::from_script(&answer, one.gives)
            .ok_or_else(|| PluginFault::WrongAnswer { plugin: one.name.clone(), expected: one.gives.words() })
    }
}

fn prepare(engine: &Engine, program: &Program<'_>) -> Result<Ready, ScriptFault> {
    let script = compile(engine, program.script)?;
    let table = program.table.map(table::read).transpose()?;
    let function = program.name.replace('-', "_");
    let expected = program.takes.len() + usize::from(table.is_some());
    let found: Vec<usize> =
        script.iter_functions().filter(|f| f.name == function).map(|f| f.params.len()).collect();
    match found.first() {
        None => Err(ScriptFault::NoFunction { function }),
        Some(_) if found.contains(&expected) => Ok(Ready {
            name: program.name.to_owned(),
            function,
            script,
            table,
            takes: program.takes.to_vec(),
            gives: program.gives,
        }),
        Some(&found) => Err(ScriptFault::Arguments { function, found, expected }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn host(script: &str, table: Option<&str>, takes: &[PluginType]) -> Host {
        Host::new(&[Program { name: "my-points", script, table, takes, gives: PluginType::Number }]).unwrap()
    }

    fn call(script: &str) -> Result<PluginValue, PluginFault> {
        host(script, None, &[PluginType::Number]).call(0, &[PluginValue::Number(2.0)])
    }

    #[test]
    fn a_table_is_the_last_argument() {
        let host = host(
            "fn my_points(kind, t) { if kind in t.points { t.points[kind] } else { t.otherwise } }",
            Some("otherwise = 1\n[points]\n\"protection\" = 2.5\n"),
            &[PluginType::Text],
        );
        let ask = |text: &str| host.call(0, &[PluginValue::Text(text.to_owned())]);
        assert_eq!(ask("protection"), Ok(PluginValue::Number(2.5)));
        assert_eq!(ask("care"), Ok(PluginValue::Number(1.0)));
        assert_eq!(ask("care"), Ok(PluginValue::Number(1.0)));
        assert_eq!(host.call(0, &[PluginValue::Unknown]), Ok(PluginValue::Unknown));
        assert!(matches!(host.call(0, &[]), Err(PluginFault::WrongCall { .. })));
        assert_eq!(host.call(7, &[]), Err(PluginFault::Stranger));
    }

    #[test]
    fn nothing_runs_away() {
        for script in [
            "fn my_points(n) { loop {} }",
            "fn my_points(n) { my_points(n + 1) }",
            "fn my_points(n) { let s = \"aaaaaaaa\"; loop { s += s; } }",
            "fn my_points(n) { let a = [0]; loop { a += a; } }",
            "fn my_points(n) { let m = #{}; let i = 0; loop { m[i.to_string()] = i; i += 1; } }",
        ] {
            assert!(matches!(call(script), Err(PluginFault::Stopped { .. })), "{script}: {:?}", call(script));
        }
    }

    #[test]
    fn no_door_is_open() {
        for script in [
            "fn my_points(n) { eval(\"1\") }",
            "import \"x\" as y; fn my_points(n) { 1 }",
            "fn my_points(n) { print(n); 1 }",
            "fn my_points(n) { debug(n); 1 }",
            "fn my_points(n) { timestamp(); 1 }",
            "fn my_points(n) { outside }",
        ] {
            let program = Program {
                name: "my-points",
                script,
                table: None,
                takes: &[PluginType::Number],
                gives: PluginType::Number,
            };
            let refused = match Host::new(&[program]) {
                Err(_) => true,
                Ok(host) => host.call(0, &[PluginValue::Number(1.0)]).is_err(),
            };
            assert!(refused, "{script}");
        }
    }

    #[test]
    fn a_fault_says_nothing_of_the_record() {
        let fault = call("fn my_points(n) {\n throw \"secret \" + n }").unwrap_err();
        assert_eq!(fault.to_string(), "the plug-in `my-points` failed at line 2 of its script");
        let fault = call("fn my_points(n) { \"two\" }").unwrap_err();
        assert_eq!(fault.to_string(), "the plug-in `my-points` did not answer with a number");
        assert!(matches!(call("fn my_points(n) { 1.0 / 0.0 }"), Err(PluginFault::WrongAnswer { .. })));
        assert_eq!(call("fn my_points(n) { 3 }"), Ok(PluginValue::Number(3.0)));
        assert_eq!(call("fn my_points(n) { () }"), Ok(PluginValue::Unknown));
    }

    #[test]
    fn a_script_that_does_not_fit_is_refused() {
        let faults = |script: &str| {
            let program = Program {
                name: "my-points",
                script,
                table: None,
                takes: &[PluginType::Number],
                gives: PluginType::Number,
            };
            Host::new(&[program]).unwrap_err().remove(0).1
        };
        assert!(matches!(faults("fn my_points(n) { "), ScriptFault::Unreadable { .. }));
        assert!(matches!(faults("fn other(n) { 1 }"), ScriptFault::NoFunction { .. }));
        assert!(matches!(faults("fn my_points(n, m) { 1 }"), ScriptFault::Arguments { .. }));
    }
}
