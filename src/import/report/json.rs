//! The load report as JSON.

use super::{ColumnReport, FileReport, LoadReport, RowList};
use serde_json::{Value, json};

impl LoadReport {
    /// The report as data: `{source, files: [{file, failed, read, kept, refused, reasons ...}], ...}`.
    pub fn to_json(&self) -> Value {
        let (read, kept, refused) = self.totals();
        let provides = self
            .provides
            .iter()
            .map(|p| json!({ "kind": p.kind, "records": p.records, "fields": p.fields }))
            .collect::<Vec<_>>();
        json!({
            "source": self.source,
            "read": read,
            "kept": kept,
            "refused": refused,
            "files": self.files.iter().map(file).collect::<Vec<_>>(),
            "missing": self.missing,
            "not_needed": self.not_needed,
            "unknown": self.unknown,
            "provides": provides,
        })
    }
}

fn file(f: &FileReport) -> Value {
    let made = f.made.iter().map(
        |m| json!({ "kind": m.kind, "records": m.records, "undated": m.undated, "impossible": m.impossible }),
    );
    let reasons = f.reasons.iter().map(
        |(why, list)| json!({ "reason": why.code(), "words": why.words(), "count": list.count, "rows": list.first }),
    );
    json!({
        "file": f.file,
        "failed": f.failed,
        "read": f.read,
        "kept": f.kept,
        "refused": f.refused,
        "reasons": reasons.collect::<Vec<_>>(),
        "made": made.collect::<Vec<_>>(),
        "columns": f.columns.iter().map(column).collect::<Vec<_>>(),
        "same_id": rows(&f.same_id),
        "orphans": rows(&f.orphans),
        "notes": f.notes,
    })
}

fn column(c: &ColumnReport) -> Value {
    let codes = c
        .unknown_codes
        .iter()
        .map(|u| json!({ "code": u.code, "count": u.rows.count, "rows": u.rows.first }));
    json!({
        "column": c.column,
        "changed": c.changed,
        "unreadable": rows(&c.unreadable),
        "unknown_codes": codes.collect::<Vec<_>>(),
    })
}

fn rows(list: &RowList) -> Value {
    json!({ "count": list.count, "rows": list.first })
}
