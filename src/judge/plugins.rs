//! The plug-ins of a rule set, as judging calls them.

use super::functions::{Argument, Functions, Returned};
use crate::lang::checked::{PluginSignature, RuleSet, ValueType};
use crate::plugin::{Host, PluginType, PluginValue, Program, ScriptFault};

/// Every plug-in of a rule set, ready to be called from any thread.
#[derive(Debug)]
pub struct Plugins {
    host: Host,
}

impl Plugins {
    /// Reads the scripts of a rule set; each fault with the place of its plug-in.
    pub fn new(rules: &RuleSet) -> Result<Plugins, Vec<(usize, ScriptFault)>> {
        let types = |p: &PluginSignature| p.takes.iter().map(|t| plugin_type(*t)).collect();
        let takes: Vec<Vec<PluginType>> = rules.plugins.iter().map(types).collect();
        let mut programs: Vec<Program<'_>> = Vec::with_capacity(takes.len());
        for (p, takes) in rules.plugins.iter().zip(&takes) {
            let table = p.table.as_ref().map(|t| t.text.as_str());
            let gives = plugin_type(p.gives);
            programs.push(Program { name: &p.name, script: &p.script, table, takes, gives });
        }
        Host::new(&programs).map(|host| Plugins { host })
    }
}

impl Functions for Plugins {
    fn call(&self, plugin: usize, arguments: &[Argument<'_>]) -> Result<Returned, String> {
        let values: Vec<PluginValue> = arguments
            .iter()
            .map(|a| match a {
                Argument::Number(n) => PluginValue::Number(*n),
                Argument::Text(t) => PluginValue::Text((*t).to_owned()),
                Argument::YesNo(b) => PluginValue::YesNo(*b),
                Argument::Day(d) => PluginValue::Day(*d),
            })
            .collect();
        match self.host.call(plugin, &values) {
            Ok(PluginValue::Number(n)) => Ok(Returned::Number(n)),
            Ok(PluginValue::Text(t)) => Ok(Returned::Text(t)),
            Ok(PluginValue::YesNo(b)) => Ok(Returned::YesNo(b)),
            Ok(PluginValue::Day(d)) => Ok(Returned::Day(d)),
            Ok(PluginValue::Unknown) => Err("the plug-in has no answer for these values".to_owned()),
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
