//! The table beside a script: TOML in, constants of the script out.

use super::fault::ScriptFault;
use rhai::{Array, Dynamic, Map};

/// Reads a table; numbers become decimal numbers, as arguments are.
pub(super) fn read(text: &str) -> Result<Dynamic, ScriptFault> {
    let table: toml::Table =
        text.parse().map_err(|e: toml::de::Error| ScriptFault::Table { words: e.message().to_owned() })?;
    Ok(map(table))
}

fn map(table: toml::Table) -> Dynamic {
    Dynamic::from_map(table.into_iter().map(|(k, v)| (k.as_str().into(), value(v))).collect::<Map>())
}

fn value(v: toml::Value) -> Dynamic {
    match v {
        toml::Value::String(s) => Dynamic::from(s),
        toml::Value::Integer(n) => Dynamic::from_float(n as f64),
        toml::Value::Float(n) => Dynamic::from_float(n),
        toml::Value::Boolean(b) => Dynamic::from_bool(b),
        toml::Value::Datetime(d) => Dynamic::from(d.to_string()),
        toml::Value::Array(list) => Dynamic::from_array(list.into_iter().map(value).collect::<Array>()),
        toml::Value::Table(t) => map(t),
    }
}
