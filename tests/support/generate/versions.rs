//! Versions of one standard, which differ in amounts, in evidence, in whom they are about or in what they ask for (6.11).

use super::Making;
use super::amounts::amount;
use super::conditions::fields;
use super::evidence::{daily, event, fact, period};
use super::standard::{Clauses, PERIODS, at_least_one, clause, limited, n};
use super::timing::throughout;
use duecare::calendar::to_iso;
use serde_json::{Value as Json, json};

pub(crate) fn versions(m: &mut Making) -> Vec<Json> {
    let kind = *m.rng.pick(&PERIODS);
    let e = event(m, kind);
    let form = m.rng.below(8);
    // Days that can be seen at the start: one that comes after the end under a later version would open only to lapse.
    let planned: Vec<&str> = fields(kind).iter().filter(|f| f.1 == "planned").map(|f| f.0).collect();
    let of = match m.rng.below(4) {
        0 => json!(m.iso()),
        1 => json!(planned.first().copied().unwrap_or("due-date")),
        _ => json!("start"),
    };
    let then = m.rng.one_in(2);
    let make = |m: &mut Making| {
        let a = amount(m);
        let of = if m.rng.one_in(6) { json!("start") } else { of.clone() };
        let e = if m.rng.one_in(4) { event(m, kind) } else { e.clone() };
        match form {
            6 => json!({"have": e, "timing": {"within": a, "of": of}}),
            7 => json!({"have": e, "timing": {"before": a, "of": of}}),
            4 | 5 => {
                let mut stages = vec![json!({"within": a, "of": of})];
                if then {
                    stages.push(json!({"then_within": amount(m)}));
                }
                stages.push(json!({"every": amount(m)}));
                json!({"have": e, "timing": {"stages": stages}})
            }
            0 => json!({"have": e, "timing": {"within": a, "of": "start"}}),
            1 => json!({"last": {"at_most": a}}),
            2 => json!({"have": e, "timing": {"in_last": a}}),
            _ => json!({"have": e, "timing": {"stages": [{"every": a}]}}),
        }
    };
    let mut base = json!({"for": {"each": kind}});
    clause(m, kind, &mut base, Clauses { joined: true, until: false });
    in_force(m, &base, true, make)
}

/// Versions of what must hold on every day: each counts something else, so long back, or tolerates other gaps.
pub(crate) fn states(m: &mut Making) -> Vec<Json> {
    let kind = *m.rng.pick(&PERIODS);
    let &form = m.rng.pick(&[0, 1, 1, 1, 2]);
    let evidence = |m: &mut Making| {
        if form == 0 {
            return limited(m, kind);
        }
        let mut e = daily(m, kind);
        if form == 2 || m.rng.one_in(3) {
            e["n"] = n(m, &["at most", "exactly", "at least"], 0);
            at_least_one(&mut e);
        }
        e
    };
    let first = evidence(m);
    let make = |m: &mut Making| {
        let e = if m.rng.one_in(3) { evidence(m) } else { first.clone() };
        let timing = match form {
            0 => json!({"in_last": amount(m)}),
            1 => throughout(m),
            _ => json!({"now": true}),
        };
        json!({"have": e, "timing": timing})
    };
    let mut base = json!({"for": {"each": kind}});
    clause(m, kind, &mut base, Clauses { joined: true, until: true });
    in_force(m, &base, false, make)
}

/// Versions of which one asks for what must hold on every day, another for something by a day.
pub(crate) fn shapes(m: &mut Making) -> Vec<Json> {
    let kind = *m.rng.pick(&PERIODS);
    let e = event(m, kind);
    let make = |m: &mut Making| {
        let a = amount(m);
        let mut e = if m.rng.one_in(3) { event(m, kind) } else { e.clone() };
        match m.rng.below(9) {
            0 | 1 => json!({"have": e, "timing": {"stages": [{"every": a}]}}),
            2 => {
                let stages = vec![json!({"within": a, "of": "start"}), json!({"every": amount(m)})];
                json!({"have": e, "timing": {"stages": stages}})
            }
            3 => json!({"have": e, "timing": {"in_last": a}}),
            4 => {
                e["n"] = n(m, &["at least", "at most"], 2);
                json!({"have": e, "timing": {"in_last": a}})
            }
            5 => json!({"have": e, "timing": {"within": a, "of": "start"}}),
            6 => json!({"have": period(m, kind), "timing": throughout(m)}),
            7 => json!({"last": {"at_most": a}}),
            _ => {
                let latest = json!([1 + m.rng.below(3), {"a": e["a"]}]);
                json!({"have": e, "timing": {"in_last_of": latest}})
            }
        }
    };
    let mut base = json!({"for": {"each": kind}});
    clause(m, kind, &mut base, Clauses { joined: true, until: true });
    in_force(m, &base, false, make)
}

/// Two versions of a standard, or three, each with its own duty.
fn in_force(
    m: &mut Making,
    base: &Json,
    spells: bool,
    mut make: impl FnMut(&mut Making) -> Json,
) -> Vec<Json> {
    let change = m.day();
    let again = change + 1 + m.rng.below(25) as i32;
    let days = if m.rng.one_in(4) { vec![change, again] } else { vec![change] };
    let kind = base["for"]["each"].as_str().unwrap_or("plan").to_owned();
    let apart = m.rng.one_in(2);
    let mut out = Vec::new();
    for i in 0..=days.len() {
        let mut s = base.clone();
        s["id"] = json!("one");
        if apart && m.rng.one_in(2) {
            scope_otherwise(m, &kind, spells, &mut s);
        }
        if m.rng.one_in(4) {
            excuse_otherwise(m, &mut s);
        }
        s["duty"] = make(m);
        let mut force = json!({});
        if i > 0 {
            force["from"] = json!(to_iso(days[i - 1]));
        }
        if i < days.len() {
            force["until"] = json!(to_iso(days[i] - 1));
        }
        s["in_force"] = force;
        out.push(s);
    }
    out
}

/// Other subjects, other days and another end than the other versions have, and now and then other spells.
fn scope_otherwise(m: &mut Making, kind: &str, spells: bool, s: &mut Json) {
    for key in ["until", "except", "excused"] {
        s.as_object_mut().map(|s| s.remove(key));
    }
    for key in ["where", "while"] {
        s["for"].as_object_mut().map(|scope| scope.remove(key));
    }
    // A state that goes on into spells joined otherwise is left out: in their gaps nothing is decided (3.1), but it was
    // opened under a version that knows no such gap.
    let joined = spells && m.rng.one_in(4);
    if joined {
        s["for"].as_object_mut().map(|scope| scope.remove("joined"));
    }
    clause(m, kind, s, Clauses { joined, until: true });
}

/// Another excuse than the other versions have, or none.
fn excuse_otherwise(m: &mut Making, s: &mut Json) {
    let mut list: Vec<Json> = s.get("excused").and_then(Json::as_array).cloned().unwrap_or_default();
    list.retain(|one| one.get("while").is_none());
    if m.rng.one_in(2) {
        list.push(json!({"while": ["has", fact(m)]}));
    }
    s["excused"] = json!(list);
}
