//! Worked cases: a file of JSON trees, each a standard, records, days and the verdicts expected.

mod build;
mod check;
mod cond;
mod duty;
mod json;
mod names;
mod standard;
mod timing;

pub(crate) use build::{Source, build};
pub(crate) use check::{Check, Expected, read_check};
pub(crate) use json::Fault;
pub(crate) use standard::read_standards;

use serde_json::Value as Json;
use std::path::{Path, PathBuf};

/// A case of a file: its checks as they stand, so that one bad tree fails alone.
#[derive(Debug, Clone)]
pub(crate) struct Worked {
    pub(crate) id: String,
    pub(crate) checks: Vec<Json>,
}

/// The files `*cases*.json` of a folder, in order of name.
pub(crate) fn files_of(folder: &Path) -> Vec<PathBuf> {
    let Ok(list) = std::fs::read_dir(folder) else { return Vec::new() };
    let mut out: Vec<PathBuf> = list
        .filter_map(|e| e.ok().map(|e| e.path()))
        .filter(|p| p.extension().is_some_and(|e| e == "json"))
        .filter(|p| p.file_name().is_some_and(|n| n.to_string_lossy().contains("cases")))
        .collect();
    out.sort();
    out
}

/// The cases of a file.
pub(crate) fn read_file(path: &Path) -> Result<Vec<Worked>, Fault> {
    let text = std::fs::read_to_string(path).map_err(|e| Fault::new(format!("cannot be read: {e}")))?;
    let tree: Json = serde_json::from_str(&text).map_err(|e| Fault::new(format!("is not JSON: {e}")))?;
    let list = match &tree {
        Json::Array(list) => list,
        Json::Object(o) => o.get("cases").and_then(Json::as_array).ok_or_else(|| Fault::new("no `cases`"))?,
        _ => return Err(Fault::new("neither a list nor an object")),
    };
    let mut out = Vec::new();
    for (i, one) in list.iter().enumerate() {
        let id = match one.get("id") {
            Some(Json::String(s)) => s.clone(),
            Some(other) => other.to_string(),
            None => format!("number {}", i + 1),
        };
        let checks = match one.get("check").or_else(|| one.get("checks")) {
            Some(Json::Array(list)) => list.clone(),
            Some(check) => vec![check.clone()],
            None => return Err(Fault::new(format!("{id} has no `check`"))),
        };
        out.push(Worked { id, checks });
    }
    Ok(out)
}
