//! Plug-in functions in rhai, with limits: pure, typed, remembered by their arguments.
//!
//! A script holds one function for each `plugin` declaration that names its file, with `-` written as `_`:
//! `plugin caseload-points (text, number) as number from "points.rhai"` calls `fn caseload_points(plan, age)`.
//! Numbers arrive as decimal numbers, codes and texts as strings, yes-no as `true`/`false`, days as whole numbers
//! (days since 1 January 1970; `year_of`, `month_of` and `day_of_month` take them apart). An unknown argument makes the result unknown and
//! the script is not called. The file `points.toml` beside `points.rhai`, when there is one, is given to the
//! function as one more, last argument: constants an authority can change without touching the script.
//! A script sees nothing but its arguments: no clock, no file, no network, no other record.

mod built_in;
mod engine;
mod fault;
mod host;
mod memo;
mod table;
mod value;

pub use built_in::{Answer, BuiltIn, Given};
pub use engine::{LIMITS, Limits};
pub use fault::{PluginFault, ScriptFault};
pub use host::{Host, Program};
pub use value::{PluginType, PluginValue};
