//! What goes in and what comes out of a plug-in.

use crate::calendar::Day;
use rhai::Dynamic;

/// The type of an argument or an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum PluginType {
    /// A number.
    Number,
    /// Yes or no.
    YesNo,
    /// A text, a code or the id of a record.
    Text,
    /// A day.
    Day,
}

impl PluginType {
    /// As a reader would say it.
    pub fn words(self) -> &'static str {
        match self {
            PluginType::Number => "a number",
            PluginType::YesNo => "yes or no",
            PluginType::Text => "a text",
            PluginType::Day => "a day",
        }
    }
}

/// An argument or an answer.
#[derive(Debug, Clone, PartialEq)]
pub enum PluginValue {
    /// A number.
    Number(f64),
    /// Yes or no.
    YesNo(bool),
    /// A text, a code or the id of a record.
    Text(String),
    /// A day.
    Day(Day),
    /// Not known: as an argument it makes the answer unknown; a script answers it with `()`.
    Unknown,
}

impl PluginValue {
    /// Its type; nothing for an unknown.
    pub fn plugin_type(&self) -> Option<PluginType> {
        match self {
            PluginValue::Number(_) => Some(PluginType::Number),
            PluginValue::YesNo(_) => Some(PluginType::YesNo),
            PluginValue::Text(_) => Some(PluginType::Text),
            PluginValue::Day(_) => Some(PluginType::Day),
            PluginValue::Unknown => None,
        }
    }

    pub(super) fn to_script(&self) -> Dynamic {
        match self {
            PluginValue::Number(n) => Dynamic::from_float(*n),
            PluginValue::YesNo(b) => Dynamic::from_bool(*b),
            PluginValue::Text(t) => Dynamic::from(t.clone()),
            PluginValue::Day(d) => Dynamic::from_int(i64::from(*d)),
            PluginValue::Unknown => Dynamic::UNIT,
        }
    }

    /// What a script answered, if it is of the type declared.
    pub(super) fn from_script(answer: &Dynamic, gives: PluginType) -> Option<PluginValue> {
        if answer.is_unit() {
            return Some(PluginValue::Unknown);
        }
        match gives {
            PluginType::Number => {
                let number = answer.as_float().or_else(|_| answer.as_int().map(|n| n as f64)).ok()?;
                number.is_finite().then_some(PluginValue::Number(number))
            }
            PluginType::YesNo => answer.as_bool().ok().map(PluginValue::YesNo),
            PluginType::Text => answer.clone().into_string().ok().map(PluginValue::Text),
            PluginType::Day => answer.as_int().ok().and_then(|d| Day::try_from(d).ok()).map(PluginValue::Day),
        }
    }
}
