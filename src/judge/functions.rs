//! Plug-in functions as judging sees them: pure, by place, arguments in, value out.

use super::datum::Datum;

/// What a rule set's plug-ins can be asked.
pub trait Functions: Sync {
    /// Calls a plug-in. `Err` holds the words for the reader; the verdict is then "cannot tell".
    fn call(&self, plugin: usize, arguments: &[Argument<'_>]) -> Result<Returned, String>;
}

/// An argument. Unknown values are never passed: an unknown argument makes the result unknown.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Argument<'a> {
    /// A number.
    Number(f64),
    /// A text or code.
    Text(&'a str),
    /// Yes or no.
    YesNo(bool),
    /// A day.
    Day(crate::calendar::Day),
}

/// What comes back.
#[derive(Debug, Clone, PartialEq)]
pub enum Returned {
    /// A number.
    Number(f64),
    /// A text.
    Text(String),
    /// Yes or no.
    YesNo(bool),
    /// A day.
    Day(crate::calendar::Day),
}

impl Returned {
    /// As a value to compare; `code` gives a text its number, also one that no record holds.
    pub fn datum(&self, code: impl FnOnce(&str) -> crate::record::TextCode) -> Datum {
        match self {
            Returned::Number(n) => Datum::Number(*n),
            Returned::Text(t) => Datum::Text(code(t)),
            Returned::YesNo(b) => Datum::YesNo(*b),
            Returned::Day(d) => Datum::Day(*d),
        }
    }
}

/// No plug-ins at all.
#[derive(Debug, Clone, Copy, Default)]
pub struct NoFunctions;

impl Functions for NoFunctions {
    fn call(&self, _plugin: usize, _arguments: &[Argument<'_>]) -> Result<Returned, String> {
        Err("no plug-in is loaded".to_owned())
    }
}
