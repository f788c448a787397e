//! Conditions asked of a record of a kind.

use super::Making;
use super::amounts::{amount, setting};
use super::evidence::{counted, fact};
use serde_json::{Value as Json, json};

/// The fields of a kind that the samples use: name and sort.
pub(crate) fn fields(kind: &str) -> &'static [(&'static str, &'static str)] {
    match kind {
        "visit" => &[("seen", "yes-no"), ("kind", "text")],
        "review" | "conference" | "decision" | "report" | "check" | "discussion" | "episode" | "abroad"
        | "missing" | "oversight" => &[("kind", "text")],
        "referral" => &[
            ("decided", "date"),
            ("agreed", "planned"),
            ("a", "yes-no"),
            ("b", "yes-no"),
            ("refused", "yes-no"),
        ],
        "plan" => &[("kind", "text"), ("target", "planned"), ("signed", "date"), ("ok", "yes-no")],
        "placement" => &[("kind", "text"), ("until-18", "yes-no")],
        "assessment" => &[("agreed-date", "planned")],
        _ => &[],
    }
}

/// Whether a kind is a period.
pub(crate) fn is_period(kind: &str) -> bool {
    matches!(kind, "plan" | "placement" | "episode" | "assessment" | "abroad" | "missing" | "allocation")
}

/// Whether a kind has no day of its own.
pub(crate) fn is_subject(kind: &str) -> bool {
    matches!(kind, "child" | "worker")
}

const CMPS: [&str; 6] = ["eq", "ne", "lt", "le", "gt", "ge"];

/// A test of a field of a kind, if it has one.
pub(crate) fn field_test(m: &mut Making, kind: &str) -> Option<Json> {
    let list = fields(kind);
    if list.is_empty() {
        return None;
    }
    let (name, sort) = *m.rng.pick(list);
    Some(match (sort, m.rng.below(5)) {
        (_, 0) => json!(["known", name]),
        (_, 1) => json!(["missing", name]),
        ("yes-no", _) => json!([if m.rng.one_in(4) { "ne" } else { "eq" }, name, m.rng.one_in(2)]),
        ("text", 2) => json!(["in", name, ["x", "y"]]),
        ("text", _) => json!([if m.rng.one_in(4) { "ne" } else { "eq" }, name, m.rng.pick(&["x", "y"])]),
        ("date" | "planned", _) => {
            let cmp = *m.rng.pick(&CMPS);
            if m.rng.one_in(3) && !is_subject(kind) {
                json!([cmp, name, {"field": "start"}])
            } else {
                json!([cmp, name, m.iso()])
            }
        }
        _ => json!(["known", name]),
    })
}

/// A condition of a subject.
pub(crate) fn condition(m: &mut Making, kind: &str, depth: u32) -> Json {
    if depth > 0 {
        match m.rng.below(8) {
            0 => return json!(["and", condition(m, kind, depth - 1), condition(m, kind, depth - 1)]),
            1 => return json!(["or", condition(m, kind, depth - 1), condition(m, kind, depth - 1)]),
            2 => return json!(["not", condition(m, kind, depth - 1)]),
            _ => {}
        }
    }
    let child_is_known = kind != "worker";
    match m.rng.below(8) {
        0 | 1 if child_is_known => {
            json!(["age", m.rng.pick(&CMPS), 4 + m.rng.below(3)])
        }
        2 if is_period(kind) => {
            let a = if m.rng.one_in(5) { setting(m) } else { amount(m) };
            json!(["lasted", m.rng.pick(&CMPS[2..]), a])
        }
        3 if is_period(kind) => json!(["open"]),
        4 | 5 if child_is_known => {
            let e = fact(m);
            match m.rng.one_in(3) && windowed(&e) {
                true => json!(["has", e, amount(m)]),
                false => json!(["has", e]),
            }
        }
        6 if child_is_known => {
            let e = counted(m);
            let a = if m.rng.one_in(2) && windowed(&e) { json!(amount(m)) } else { Json::Null };
            json!(["number", e, a, m.rng.pick(&CMPS), m.rng.below(4)])
        }
        _ => field_test(m, kind).unwrap_or_else(|| match child_is_known {
            true => json!(["age", "lt", 5]),
            false => json!(["true"]),
        }),
    }
}

/// Whether `in the last A` may be said of it.
fn windowed(e: &Json) -> bool {
    e.get("a").is_some()
}
