//! Evidence and facts.

use super::Making;
use super::amounts::amount;
use super::conditions::{field_test, fields, is_period};
use super::standard::joining;
use serde_json::{Value as Json, json};

/// A fact about the child: `has a X`.
pub(crate) fn fact(m: &mut Making) -> Json {
    let kind = *m.rng.pick(&["abroad", "missing", "abroad", "missing", "review", "check"]);
    let mut e = json!({"a": kind});
    if m.rng.one_in(4)
        && let Some(c) = field_test(m, kind)
    {
        e["where"] = c;
    }
    if is_period(kind) {
        if m.rng.one_in(3) {
            e["by"] = json!("open");
        }
        sometimes_joined(m, &mut e);
    }
    if m.rng.one_in(6) {
        e["n"] = json!([m.rng.pick(&["at least", "at most", "exactly"]), m.rng.below(3)]);
    }
    e
}

/// Sometimes spells are meant: then what asks how long one lasted is asked of them.
fn sometimes_joined(m: &mut Making, e: &mut Json) {
    if !m.rng.one_in(4) {
        return;
    }
    e["joined"] = joining(m, e["a"].as_str().unwrap_or(""));
    if m.rng.one_in(3) {
        let lasted = json!(["lasted", m.rng.pick(&["ge", "gt", "lt"]), amount(m)]);
        e["where"] = match e.get("where") {
            Some(c) => json!(["and", c, lasted]),
            None => lasted,
        };
    }
}

/// What is counted in a condition.
pub(crate) fn counted(m: &mut Making) -> Json {
    let mut e = fact(m);
    if let Some(map) = e.as_object_mut() {
        map.remove("n");
    }
    e
}

/// Evidence of an event kind for a subject of a kind; never of its own kind unless `same` is said.
pub(crate) fn event(m: &mut Making, subject: &str) -> Json {
    let kinds = ["visit", "visit", "visit", "review", "conference", "decision", "referral"];
    let kind = loop {
        let k = *m.rng.pick(&kinds);
        if k != subject || m.rng.one_in(4) {
            break k;
        }
    };
    of_kind(m, kind)
}

/// Evidence of a period kind.
pub(crate) fn period(m: &mut Making, subject: &str) -> Json {
    let kinds = ["placement", "allocation", "missing", "episode"];
    let kind = loop {
        let k = *m.rng.pick(&kinds);
        if k != subject || m.rng.one_in(4) {
            break k;
        }
    };
    of_kind(m, kind)
}

/// Evidence of a period kind that is counted on each day: spells too.
pub(crate) fn daily(m: &mut Making, subject: &str) -> Json {
    let mut e = period(m, subject);
    sometimes_joined(m, &mut e);
    e
}

/// What is counted within a time: records, each kind of them once, or days on which a period is open.
pub(crate) fn several(m: &mut Making, subject: &str, words: &[&str], from: u64) -> Json {
    let word = *m.rng.pick(words);
    if m.rng.one_in(5) {
        let mut e = period(m, subject);
        e["days"] = json!(true);
        e["n"] = json!([word, from.max(1) + m.rng.below(12)]);
        return e;
    }
    let mut e = event(m, subject);
    e["n"] = json!([word, from + m.rng.below(3)]);
    let kind = e["a"].as_str().unwrap_or("");
    if fields(kind).iter().any(|f| f.0 == "kind") && m.rng.one_in(3) {
        e["distinct"] = json!("kind");
    }
    e
}

fn of_kind(m: &mut Making, kind: &str) -> Json {
    let mut e = json!({"a": kind});
    if m.rng.one_in(2)
        && let Some(c) = field_test(m, kind)
    {
        e["where"] = match field_test(m, kind) {
            Some(d) if m.rng.one_in(5) => json!([m.rng.pick(&["and", "or"]), c, d]),
            _ if m.rng.one_in(8) => json!(["and", c, ["has", fact(m)]]),
            _ if m.rng.one_in(8) => json!(["or", c, ["age", "lt", 5]]),
            _ => c,
        };
    }
    e
}
