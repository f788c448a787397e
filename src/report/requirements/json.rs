//! Requirements as data.

use super::{How, Requirement, requirement_counts};
use serde_json::{Map, Value, json};

/// One document: the rows, and how many there are by kind and by how they are done.
pub fn requirements_json(rows: &[Requirement]) -> Value {
    let list: Vec<Value> = rows.iter().map(row).collect();
    let by_how = |counts: [usize; 4]| -> Value {
        let pairs = How::ALL.iter().zip(counts).map(|(how, n)| (how.word().to_owned(), json!(n)));
        Value::Object(pairs.collect::<Map<String, Value>>())
    };
    let kinds: Map<String, Value> = requirement_counts(rows)
        .into_iter()
        .map(|(kind, counts)| (kind.to_owned(), by_how(counts)))
        .collect();
    let all = How::ALL.map(|how| rows.iter().filter(|row| row.how == how).count());
    json!({ "rows": list, "counts": { "rows": rows.len(), "how": by_how(all), "kinds": kinds } })
}

fn row(row: &Requirement) -> Value {
    let by: Vec<Value> =
        row.by.iter().map(|by| json!({ "means": by.means.word(), "name": by.name })).collect();
    json!({
        "id": row.id,
        "report": row.report,
        "kind": row.kind,
        "what": row.what,
        "how": row.how.word(),
        "by": by,
        "commands": row.commands,
        "reason": row.reason,
    })
}
