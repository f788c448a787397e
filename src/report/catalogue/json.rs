//! The catalogue as data.

use super::{Catalogue, DescribedRule, Done, RuleKind};
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// One document: the rows by the ids of their rules, each rule once, what stands in no row, and the counts.
pub fn catalogue_json(catalogue: &Catalogue) -> Value {
    let rows: Vec<Value> = catalogue
        .rows
        .iter()
        .map(|row| {
            json!({
                "id": row.id,
                "title": row.title,
                "state": row.done().word(),
                "standards": row.ids(RuleKind::Standard),
                "checks": row.ids(RuleKind::Check),
                "measures": row.ids(RuleKind::Measure),
                "themes": row.ids(RuleKind::Theme),
                "reason": row.reason,
            })
        })
        .collect();
    let others = catalogue.others.iter();
    let in_rows = catalogue.rows.iter().flat_map(|row| &row.rules);
    let all = in_rows.chain(others.clone().flat_map(|other| &other.rules));
    let rules: BTreeMap<(RuleKind, &str), &DescribedRule> =
        all.map(|rule| ((rule.kind, rule.id.as_str()), rule)).collect();
    let others = others.map(|other| {
        let names: Vec<&str> = other.rules.iter().map(|rule| rule.id.as_str()).collect();
        json!({ "names": names, "reason": other.reason })
    });
    json!({
        "rows": rows,
        "others": others.collect::<Vec<_>>(),
        "rules": rules.into_values().map(described).collect::<Vec<_>>(),
        "counts": {
            "rows": catalogue.rows.len(),
            "done": catalogue.count(Done::Whole),
            "in_part": catalogue.count(Done::Part),
            "not_done": catalogue.count(Done::Not),
        },
    })
}

fn described(rule: &DescribedRule) -> Value {
    json!({
        "kind": rule.kind.word(),
        "id": rule.id,
        "title": rule.title,
        "duty": rule.duty,
        "versions": rule.versions,
        "examples": rule.examples,
    })
}
