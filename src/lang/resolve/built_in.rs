//! Functions of texts and days that every rule may call, written as plug-ins of our own.

use crate::lang::checked::{PluginSignature, ValueType};
use crate::text::Span;

/// The file that built-in functions name.
pub(crate) const BUILT_IN: &str = "built-in";

const SCRIPT: &str = include_str!("built_in.rhai");

const NUMBER: ValueType = ValueType::Number;
const TEXT: ValueType = ValueType::Text;
const YES_NO: ValueType = ValueType::YesNo;
const DAY: ValueType = ValueType::PlannedDay;

/// Name, arguments, answer.
const FUNCTIONS: [(&str, &[ValueType], ValueType); 11] = [
    ("length", &[TEXT], NUMBER),
    ("characters", &[TEXT, NUMBER, NUMBER], TEXT),
    ("looks-like", &[TEXT, TEXT], YES_NO),
    ("contains", &[TEXT, TEXT], YES_NO),
    ("upper-case", &[TEXT], TEXT),
    ("lower-case", &[TEXT], TEXT),
    ("without-spaces", &[TEXT], TEXT),
    ("only-letters-and-digits", &[TEXT], YES_NO),
    ("valid-postcode", &[TEXT], YES_NO),
    ("day-of-week", &[DAY], TEXT),
    ("date-from-year", &[TEXT, TEXT], DAY),
];

/// The built-in functions as plug-ins, in order.
pub(crate) fn built_ins() -> Vec<PluginSignature> {
    FUNCTIONS
        .iter()
        .map(|(name, takes, gives)| PluginSignature {
            name: (*name).to_owned(),
            takes: takes.to_vec(),
            gives: *gives,
            file: BUILT_IN.to_owned(),
            script: SCRIPT.to_owned(),
            table: None,
            span: Span::default(),
        })
        .collect()
}
