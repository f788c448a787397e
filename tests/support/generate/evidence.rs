//! Evidence and facts.

use super::Making;
use super::conditions::{field_test, is_period};
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
    if is_period(kind) && m.rng.one_in(3) {
        e["by"] = json!("open");
    }
    if m.rng.one_in(6) {
        e["n"] = json!([m.rng.pick(&["at least", "at most", "exactly"]), m.rng.below(3)]);
    }
    e
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
