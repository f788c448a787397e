//! Functions of texts and days that every rule may call, as plug-ins without a script.

use crate::lang::checked::{PluginSignature, ValueType};
use crate::plugin::{BuiltIn, PluginType};
use crate::text::Span;

/// The built-in functions as plug-ins, in order.
pub(crate) fn built_ins() -> Vec<PluginSignature> {
    BuiltIn::ALL
        .iter()
        .map(|(function, name, takes, gives)| PluginSignature {
            name: (*name).to_owned(),
            takes: takes.iter().copied().map(value_type).collect(),
            gives: value_type(*gives),
            built_in: Some(*function),
            file: String::new(),
            script: String::new(),
            table: None,
            span: Span::default(),
        })
        .collect()
}

fn value_type(t: PluginType) -> ValueType {
    match t {
        PluginType::Number => ValueType::Number,
        PluginType::YesNo => ValueType::YesNo,
        PluginType::Text => ValueType::Text,
        PluginType::Day => ValueType::PlannedDay,
    }
}
