//! The load report as JSON.

use super::{Agreeing, ColumnReport, FileReport, LoadReport, RowList};
use crate::calendar::to_iso;
use serde_json::{Value, json};

impl LoadReport {
    /// The report as data: `{source, files: [{file, failed, read, kept, refused, reasons ...}], ...}`.
    pub fn to_json(&self) -> Value {
        let (read, kept, refused) = self.totals();
        let provides = self
            .provides
            .iter()
            .map(|p| json!({ "kind": p.kind, "records": p.records, "fields": p.fields, "latest": p.latest }))
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
            "agreeing": self.agreeing.iter().map(agreeing).collect::<Vec<_>>(),
        })
    }
}

fn agreeing(a: &Agreeing) -> Value {
    let differing = a.differing.iter().map(|d| {
        let rows: Vec<Value> = d.rows.iter().map(|(x, y)| json!({ "first": x, "second": y })).collect();
        json!({ "field": d.field, "count": d.count, "rows": rows })
    });
    json!({
        "kind": a.kind,
        "first": a.first,
        "second": a.second,
        "same": a.same,
        "only_second": a.only_second,
        "filled": a.filled,
        "differing": differing.collect::<Vec<_>>(),
    })
}

fn file(f: &FileReport) -> Value {
    let made = f.made.iter().map(
        |m| json!({ "kind": m.kind, "records": m.records, "undated": m.undated, "impossible": m.impossible }),
    );
    let reasons = f.reasons.iter().map(|(why, list)| {
        let (reason, words, help) = (why.code(), why.words(), why.help());
        json!({ "reason": reason, "words": words, "help": help, "count": list.count, "rows": list.first })
    });
    json!({
        "file": f.file,
        "kind": f.kinds(),
        "failed": f.failed,
        "broken_off": f.broken_off,
        "read": f.read,
        "kept": f.kept,
        "refused": f.refused,
        "reasons": reasons.collect::<Vec<_>>(),
        "made": made.collect::<Vec<_>>(),
        "columns": f.columns.iter().map(column).collect::<Vec<_>>(),
        "same_id": rows(&f.same_id),
        "orphans": rows(&f.orphans),
        "strays": f.strays.iter().map(|(field, count)| json!({ "field": field, "count": count })).collect::<Vec<_>>(),
        "newest": f.newest.map(to_iso),
        "too_early": rows(&f.too_early),
        "too_late": rows(&f.too_late),
        "lacks": f.lacks,
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
