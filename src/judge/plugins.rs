//! The plug-ins of a rule set, as judging calls them.

use super::functions::{Argument, Functions, Returned};
use crate::lang::checked::{PluginSignature, RuleSet, ValueType};
use crate::plugin::{Answer, BuiltIn, Given, Host, PluginType, PluginValue, Program, ScriptFault};

/// Every plug-in of a rule set, ready to be called from any thread.
#[derive(Debug)]
pub struct Plugins {
    host: Host,
    /// What is called at each place of the rule set's list.
    called: Vec<Called>,
}

#[derive(Debug, Clone, Copy)]
enum Called {
    /// A function of ours.
    BuiltIn(BuiltIn),
    /// A script, by its place in the host.
    Script(usize),
}

impl Plugins {
    /// Reads the scripts of a rule set; each fault with the place of its plug-in.
    pub fn new(rules: &RuleSet) -> Result<Plugins, Vec<(usize, ScriptFault)>> {
        let scripts: Vec<(usize, &PluginSignature)> =
            rules.plugins.iter().enumerate().filter(|(_, p)| p.built_in.is_none()).collect();
        let types = |p: &PluginSignature| p.takes.iter().map(|t| plugin_type(*t)).collect();
        let takes: Vec<Vec<PluginType>> = scripts.iter().map(|(_, p)| types(p)).collect();
        let mut programs: Vec<Program<'_>> = Vec::with_capacity(takes.len());
        for ((_, p), takes) in scripts.iter().zip(&takes) {
            let table = p.table.as_ref().map(|t| t.text.as_str());
            let gives = plugin_type(p.gives);
            programs.push(Program { name: &p.name, script: &p.script, table, takes, gives });
        }
        let place = |(at, fault): (usize, ScriptFault)| (scripts.get(at).map_or(at, |s| s.0), fault);
        let host =
            Host::new(&programs).map_err(|faults| faults.into_iter().map(place).collect::<Vec<_>>())?;
        let mut scripted = 0..;
        let called = rules.plugins.iter().map(|p| match p.built_in {
            Some(function) => Called::BuiltIn(function),
            None => Called::Script(scripted.next().unwrap_or_default()),
        });
        Ok(Plugins { host, called: called.collect() })
    }
}

impl Functions for Plugins {
    fn call(&self, plugin: usize, arguments: &[Argument<'_>]) -> Result<Returned, String> {
        match self.called.get(plugin) {
            Some(Called::BuiltIn(function)) => built_in(*function, arguments).ok_or_else(no_answer),
            Some(Called::Script(place)) => self.script(*place, arguments),
            None => Err("there is no such plug-in".to_owned()),
        }
    }
}

/// What no built-in function takes more of.
const MOST: usize = 3;

fn built_in(function: BuiltIn, arguments: &[Argument<'_>]) -> Option<Returned> {
    let mut given = [Given::Number(0.0); MOST];
    for (given, argument) in given.iter_mut().zip(arguments) {
        *given = match argument {
            Argument::Number(n) => Given::Number(*n),
            Argument::Text(t) => Given::Text(t),
            Argument::Day(d) => Given::Day(*d),
            Argument::YesNo(_) => return None,
        };
    }
    Some(match function.call(given.get(..arguments.len())?)? {
        Answer::Number(n) => Returned::Number(n),
        Answer::YesNo(b) => Returned::YesNo(b),
        Answer::Text(t) => Returned::Text(t),
        Answer::Day(d) => Returned::Day(d),
    })
}

fn no_answer() -> String {
    "the plug-in has no answer for these values".to_owned()
}

impl Plugins {
    fn script(&self, place: usize, arguments: &[Argument<'_>]) -> Result<Returned, String> {
        let values: Vec<PluginValue> = arguments
            .iter()
            .map(|a| match a {
                Argument::Number(n) => PluginValue::Number(*n),
                Argument::Text(t) => PluginValue::Text((*t).to_owned()),
                Argument::YesNo(b) => PluginValue::YesNo(*b),
                Argument::Day(d) => PluginValue::Day(*d),
            })
            .collect();
        match self.host.call(place, &values) {
            Ok(PluginValue::Number(n)) => Ok(Returned::Number(n)),
            Ok(PluginValue::Text(t)) => Ok(Returned::Text(t)),
            Ok(PluginValue::YesNo(b)) => Ok(Returned::YesNo(b)),
            Ok(PluginValue::Day(d)) => Ok(Returned::Day(d)),
            Ok(PluginValue::Unknown) => Err(no_answer()),
            Err(fault) => Err(fault.to_string()),
        }
    }
}

/// A link goes in as the id of the record it leads to.
fn plugin_type(t: ValueType) -> PluginType {
    match t {
        ValueType::Number => PluginType::Number,
        ValueType::YesNo => PluginType::YesNo,
        ValueType::HappeningDay | ValueType::PlannedDay => PluginType::Day,
        ValueType::Text | ValueType::Link(_) => PluginType::Text,
    }
}
