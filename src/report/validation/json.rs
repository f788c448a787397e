//! What the checks found, for machines.

use super::{Because, Failed, Ruled, Validation};
use serde_json::{Value, json};

/// The whole as one document.
pub fn validation_json(v: &Validation) -> Value {
    let rules: Vec<Value> = v.rules.iter().map(rule).collect();
    json!({ "return": v.of, "year": v.year, "rules": rules, "broken": v.broken, "notes": v.notes })
}

fn rule(r: &Ruled) -> Value {
    json!({
        "rule": r.code,
        "severity": r.severity.word(),
        "message": r.message,
        "outcome": r.outcome.words(),
        "passed": r.passed,
        "not_judged": r.not_judged,
        "failing": r.failed.iter().map(failed).collect::<Vec<_>>(),
    })
}

fn failed(f: &Failed) -> Value {
    let cells = f.cells.iter().map(|(column, value)| json!({ "column": column, "value": value }));
    json!({
        "child": f.child,
        "table": f.table,
        "row": f.row,
        "cells": cells.collect::<Vec<_>>(),
        "because": f.because.iter().map(because).collect::<Vec<_>>(),
    })
}

/// A record that was only counted has no column.
fn because(b: &Because) -> Value {
    match b.column.is_empty() {
        true => json!({ "table": b.table, "row": b.row }),
        false => json!({ "table": b.table, "row": b.row, "column": b.column, "value": b.value }),
    }
}
