//! The rhai engine with every door shut that a pure function does not need.

use super::fault::ScriptFault;
use crate::calendar::{Day, to_civil};
use rhai::{AST, Engine};

/// What a plug-in may use before it is stopped.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Steps of one call.
    pub operations: u64,
    /// Calls within calls.
    pub depth: usize,
    /// Letters of a text.
    pub text: usize,
    /// Members of a list or map.
    pub members: usize,
    /// Nesting of one expression.
    pub nesting: usize,
    /// Variables at one time, and functions of one script.
    pub names: usize,
}

/// The limits of every plug-in.
pub const LIMITS: Limits =
    Limits { operations: 100_000, depth: 16, text: 4_096, members: 1_024, nesting: 32, names: 64 };

/// An engine for all scripts.
pub(super) fn engine() -> Engine {
    let mut engine = Engine::new();
    engine
        .set_max_operations(LIMITS.operations)
        .set_max_call_levels(LIMITS.depth)
        .set_max_string_size(LIMITS.text)
        .set_max_array_size(LIMITS.members)
        .set_max_map_size(LIMITS.members)
        .set_max_expr_depths(LIMITS.nesting, LIMITS.nesting)
        .set_max_variables(LIMITS.names)
        .set_max_functions(LIMITS.names)
        .set_max_strings_interned(0)
        .set_strict_variables(true)
        .set_fail_on_invalid_map_property(true);
    for word in ["eval", "print", "debug", "import", "export", "timestamp", "sleep"] {
        engine.disable_symbol(word);
    }
    // Nothing a script says goes anywhere.
    engine.on_print(|_| {});
    engine.on_debug(|_, _, _| {});
    engine.register_fn("year_of", |d: i64| civil(d).map_or(0, |c| i64::from(c.0)));
    engine.register_fn("month_of", |d: i64| civil(d).map_or(0, |c| i64::from(c.1)));
    engine.register_fn("day_of_month", |d: i64| civil(d).map_or(0, |c| i64::from(c.2)));
    engine.register_fn("day_from", |y: i64, m: i64, d: i64| {
        let parts = (i32::try_from(y).ok(), u32::try_from(m).ok(), u32::try_from(d).ok());
        let day = match parts {
            (Some(y), Some(m), Some(d)) => crate::calendar::from_civil(y, m, d),
            _ => None,
        };
        day.map_or(rhai::Dynamic::UNIT, |d| rhai::Dynamic::from_int(i64::from(d)))
    });
    engine
}

fn civil(d: i64) -> Option<(i32, u32, u32)> {
    to_civil(Day::try_from(d).ok()?)
}

/// Reads a script.
pub(super) fn compile(engine: &Engine, script: &str) -> Result<AST, ScriptFault> {
    engine.compile(script).map_err(|e| ScriptFault::Unreadable {
        line: e.1.line().unwrap_or(0) as u32,
        column: e.1.position().unwrap_or(0) as u32,
        words: e.0.to_string(),
    })
}
