//! A list as JSON and as one JSON row a line.

use super::rows::ListRow;
use crate::calendar::{Day, to_iso};
use serde_json::{Map, Value, json};
use std::io::Write;

/// What stands above the rows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListHead {
    /// The day judged.
    pub as_at: Day,
    /// What was known by when; none: everything loaded.
    pub known_on: Option<Day>,
    /// Names this run: the same rules, records and days give the same one.
    pub run: String,
    /// Names the rule set.
    pub rules: String,
}

fn day(d: Option<Day>) -> Value {
    d.map_or(Value::Null, |d| Value::String(to_iso(d)))
}

/// One row as JSON, its keys in the order of [`super::COLUMNS`].
pub fn row_json(r: &ListRow) -> Value {
    json!({
        "child": r.child,
        "standard": r.standard,
        "version": r.version,
        "severity": r.severity,
        "verdict": r.verdict,
        "opened": day(r.opened),
        "due": day(r.due),
        "done": day(r.done),
        "days_overdue": r.days_overdue,
        "team": r.team,
        "worker": r.worker,
        "why": r.why,
        "subject": r.subject,
    })
}

/// The head as JSON, without rows.
pub(super) fn head_json(head: &ListHead) -> Map<String, Value> {
    let mut map = Map::new();
    map.insert("as_at".to_owned(), day(Some(head.as_at)));
    map.insert("known_on".to_owned(), day(head.known_on));
    map.insert("run".to_owned(), Value::String(head.run.clone()));
    map.insert("rules".to_owned(), Value::String(head.rules.clone()));
    map
}

/// Writes `{as_at, known_on, run, rules, items: [...]}`.
pub fn write_json(mut out: impl Write, head: &ListHead, rows: &[ListRow]) -> std::io::Result<()> {
    let mut map = head_json(head);
    map.insert("items".to_owned(), Value::Array(rows.iter().map(row_json).collect()));
    serde_json::to_writer_pretty(&mut out, &Value::Object(map))?;
    writeln!(out)
}

/// Writes `{as_at, known_on, run, rules, items: [...]}` with items of any shape.
pub fn write_json_items(mut out: impl Write, head: &ListHead, items: Vec<Value>) -> std::io::Result<()> {
    let mut map = head_json(head);
    map.insert("items".to_owned(), Value::Array(items));
    serde_json::to_writer_pretty(&mut out, &Value::Object(map))?;
    writeln!(out)
}

/// Writes one row a line.
pub fn write_ndjson(mut out: impl Write, rows: &[ListRow]) -> std::io::Result<()> {
    for r in rows {
        serde_json::to_writer(&mut out, &row_json(r))?;
        writeln!(out)?;
    }
    Ok(())
}
