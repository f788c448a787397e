//! Standards over every form of section 6, with every clause.

use super::Making;
use super::amounts::{amount, gap, limit, wide_gap};
use super::conditions::{condition, fields, is_period, is_subject};
use super::evidence::{daily, event, fact, period, several};
use super::timing::{before, between, in_last, once, stages, throughout, within};
use duecare::calendar::to_iso;
use serde_json::{Value as Json, json};

/// The forms by number of section 6 of `obligations.md`.
pub(crate) const FORMS: [&str; 25] = [
    "6.1 within, by, whichever",
    "6.2 at most within",
    "6.2 at most during",
    "6.3 its own",
    "6.4 every, stages",
    "6.5 in the last, of a period",
    "6.5 in the last, of an event",
    "6.6 counts in the last",
    "6.6 throughout",
    "6.6 open now",
    "6.6 asked of an event",
    "6.7 during",
    "6.7 in each slot",
    "6.7 within before",
    "6.7 at least before",
    "6.8 last at most",
    "6.8 last at least",
    "6.9 must satisfy",
    "6.10 breach of",
    "6.11 versions",
    "6.11 versions of a state",
    "6.11 versions of several shapes",
    "6.12 groups",
    "6.14 between",
    "6.14 in the last n",
];

pub(crate) const PERIODS: [&str; 7] =
    ["plan", "plan", "plan", "placement", "episode", "assessment", "missing"];
const EVENTS: [&str; 4] = ["referral", "referral", "discussion", "conference"];

fn any(m: &mut Making) -> &'static str {
    let list: &[&'static str] = if m.rng.one_in(3) { &EVENTS } else { &PERIODS };
    let &name = m.rng.pick(list);
    name
}

pub(crate) fn n(m: &mut Making, words: &[&str], from: u64) -> Json {
    json!([m.rng.pick(words), from + m.rng.below(3)])
}

/// The trees of a form; the last is judged.
pub(crate) fn standards(m: &mut Making, form: usize) -> Vec<Json> {
    let single = |m: &mut Making, kind: &str, duty: Json, clauses: Clauses| {
        let mut s = json!({"for": {"each": kind}, "duty": duty});
        clause(m, kind, &mut s, clauses);
        vec![s]
    };
    let all = Clauses { joined: true, until: true };
    let period = |m: &mut Making| *m.rng.pick(&PERIODS);
    match FORMS[form] {
        "6.1 within, by, whichever" => {
            let kind = any(m);
            let e = if m.rng.one_in(3) { several(m, kind, &["at least"], 1) } else { event(m, kind) };
            let timing = once(m, kind);
            single(m, kind, json!({"have": e, "timing": timing}), all)
        }
        "6.2 at most within" => {
            let kind = any(m);
            let e = several(m, kind, &["at most", "exactly"], 0);
            let timing = once(m, kind);
            single(m, kind, json!({"have": e, "timing": timing}), all)
        }
        "6.2 at most during" => {
            let kind = period(m);
            let e = several(m, kind, &["at most", "exactly"], 0);
            single(m, kind, json!({"have": e, "timing": {"during": "it"}}), all)
        }
        "6.3 its own" => {
            let kind = any(m);
            let mut e = event(m, kind);
            e["own"] = json!(true);
            let timing = if m.rng.one_in(4) { once(m, kind) } else { within(m, kind, true) };
            single(m, kind, json!({"have": e, "timing": timing}), all)
        }
        "6.4 every, stages" => {
            let kind = period(m);
            let e = event(m, kind);
            let timing = stages(m, kind);
            single(m, kind, json!({"have": e, "timing": timing}), all)
        }
        "6.5 in the last, of a period" => {
            let kind = period(m);
            let e = event(m, kind);
            let timing = in_last(m, kind);
            single(m, kind, json!({"have": e, "timing": timing}), all)
        }
        "6.5 in the last, of an event" => {
            let kind = *m.rng.pick(&EVENTS);
            let e = event(m, kind);
            let timing = in_last(m, kind);
            single(m, kind, json!({"have": e, "timing": timing}), Clauses { joined: false, until: false })
        }
        "6.6 counts in the last" => {
            let kind = period(m);
            let (e, timing) = (limited(m, kind), in_last(m, kind));
            single(m, kind, json!({"have": e, "timing": timing}), all)
        }
        "6.6 throughout" => {
            let kind = period(m);
            let mut e = daily(m, kind);
            if m.rng.one_in(3) {
                e["n"] = n(m, &["at least", "exactly", "at most"], 1);
            }
            if m.rng.one_in(4) {
                e["by"] = json!("open");
            }
            let timing = throughout(m);
            single(m, kind, json!({"have": e, "timing": timing}), all)
        }
        "6.6 open now" => {
            let kind = period(m);
            let mut e = daily(m, kind);
            e["n"] = n(m, &["at most", "exactly", "at least"], 0);
            at_least_one(&mut e);
            single(m, kind, json!({"have": e, "timing": {"now": true}}), all)
        }
        "6.6 asked of an event" => {
            let kind = *m.rng.pick(&EVENTS);
            let e = limited(m, kind);
            let timing = if m.rng.one_in(3) { json!({"now": true}) } else { in_last(m, kind) };
            single(m, kind, json!({"have": e, "timing": timing}), Clauses { joined: false, until: false })
        }
        "6.7 during" => {
            let kind = period(m);
            let e = if m.rng.one_in(3) { several(m, kind, &["at least"], 1) } else { event(m, kind) };
            single(m, kind, json!({"have": e, "timing": {"during": "it"}}), all)
        }
        "6.7 in each slot" => {
            let kind = period(m);
            let e = if m.rng.one_in(3) { several(m, kind, &["at least"], 1) } else { event(m, kind) };
            let slot = *m.rng.pick(&["term", "term", "month", "week"]);
            single(m, kind, json!({"have": e, "timing": {"in_every": slot}}), all)
        }
        "6.7 within before" | "6.7 at least before" => {
            let kind = any(m);
            let e = if m.rng.one_in(3) { several(m, kind, &["at least"], 1) } else { event(m, kind) };
            let timing = before(m, kind, FORMS[form] == "6.7 at least before");
            single(m, kind, json!({"have": e, "timing": timing}), all)
        }
        "6.8 last at most" => {
            let kind = period(m);
            let s = limit(m, kind);
            single(m, kind, json!({"last": {"at_most": s}}), all)
        }
        "6.8 last at least" => {
            let kind = period(m);
            let s = limit(m, kind);
            single(m, kind, json!({"last": {"at_least": s}}), all)
        }
        "6.9 must satisfy" => {
            let kind = match m.rng.below(8) {
                0 => "child",
                1..=3 => *m.rng.pick(&["referral", "plan"]),
                _ => any(m),
            };
            let c = satisfied(m, kind, 2);
            let joined = kind != "child";
            single(m, kind, json!({"satisfy": c}), Clauses { joined, until: joined })
        }
        "6.10 breach of" => {
            let inner = loop {
                let f = m.rng.below(18) as usize;
                if FORMS[f] != "6.10 breach of" {
                    break f;
                }
            };
            let mut first = standards(m, inner).remove(0);
            if first["for"]["each"] == "child" {
                first["for"]["each"] = json!("referral");
            }
            first["id"] = json!("first");
            (m.settings, m.agreements) = (Vec::new(), Vec::new());
            let a = amount(m);
            let mut e = json!({"a": "oversight"});
            if let Some(c) = super::conditions::field_test(m, "oversight") {
                e["where"] = c;
            }
            let duty = json!({"have": e, "timing": {"within": a, "of": "date"}});
            let mut second = json!({"id": "second", "for": {"breach_of": "first"}, "duty": duty});
            if m.rng.one_in(3) {
                second["excused"] = json!([{"while": ["has", fact(m)]}]);
            }
            vec![first, second]
        }
        "6.11 versions" => super::versions::versions(m),
        "6.11 versions of a state" => super::versions::states(m),
        "6.11 versions of several shapes" => super::versions::shapes(m),
        "6.12 groups" => group(m),
        "6.14 between" => {
            let kind = any(m);
            let e = if m.rng.one_in(3) { several(m, kind, &["at least"], 1) } else { event(m, kind) };
            let timing = between(m, kind);
            single(m, kind, json!({"have": e, "timing": timing}), all)
        }
        "6.14 in the last n" => {
            let kind = if m.rng.one_in(8) { *m.rng.pick(&EVENTS) } else { period(m) };
            let mut e = if m.rng.one_in(2) { json!({"a": "visit"}) } else { event(m, kind) };
            let mut things = json!({"a": e["a"]});
            if e.get("where").is_none()
                && let Some(c) = super::conditions::field_test(m, e["a"].as_str().unwrap_or(""))
            {
                e["where"] = c;
            }
            if !m.rng.one_in(3)
                && let Some(c) = super::conditions::field_test(m, e["a"].as_str().unwrap_or(""))
            {
                things["where"] = c;
            }
            if m.rng.one_in(2) {
                e["n"] = n(m, &["at least", "at most", "exactly"], 0);
                at_least_one(&mut e);
            }
            let timing = json!({"in_last_of": [1 + m.rng.below(2), things]});
            single(m, kind, json!({"have": e, "timing": timing}), all)
        }
        other => panic!("no form {other}"),
    }
}

/// Evidence with a limit, or with more than one wanted.
pub(crate) fn limited(m: &mut Making, kind: &str) -> Json {
    let mut e = if m.rng.one_in(2) { event(m, kind) } else { daily(m, kind) };
    e["n"] = match m.rng.below(3) {
        0 => n(m, &["at least"], 2),
        _ => n(m, &["at most", "exactly"], 0),
    };
    if is_period(e["a"].as_str().unwrap_or("")) && m.rng.one_in(2) {
        e["by"] = json!("open");
    }
    e
}

/// `at least 0` asks nothing.
pub(crate) fn at_least_one(e: &mut Json) {
    if e["n"][0] == "at least" && e["n"][1] == 0 {
        e["n"][1] = json!(1);
    }
}

fn satisfied(m: &mut Making, kind: &str, depth: u32) -> Json {
    if depth > 0 && m.rng.one_in(3) {
        let word = *m.rng.pick(&["and", "or"]);
        return json!([word, satisfied(m, kind, depth - 1), satisfied(m, kind, depth - 1)]);
    }
    let dates: Vec<&str> = fields(kind).iter().filter(|f| f.1 == "date").map(|f| f.0).collect();
    let planned: Vec<&str> = fields(kind).iter().filter(|f| f.1 == "planned").map(|f| f.0).collect();
    let own = if is_subject(kind) {
        "due-date"
    } else if is_period(kind) {
        "start"
    } else {
        "date"
    };
    if dates.is_empty() || m.rng.one_in(4) {
        if is_subject(kind) {
            return match m.rng.below(3) {
                0 => json!(["known", "born"]),
                1 => json!(["le", "born", m.iso()]),
                _ => json!(["by", "born", "due-date"]),
            };
        }
        return condition(m, kind, 1);
    }
    let x = *m.rng.pick(&dates);
    let y = match planned.is_empty() || m.rng.one_in(2) {
        true if m.rng.one_in(5) => json!(m.iso()),
        true => json!(own),
        false => json!(*m.rng.pick(&planned)),
    };
    match m.rng.one_in(3) {
        true => json!(["by", x, y]),
        false => json!(["within", x, amount(m), y]),
    }
}

fn group(m: &mut Making) -> Vec<Json> {
    let mut e = json!({"a": "allocation"});
    let (word, k) = (*m.rng.pick(&["at most", "at least", "at least", "exactly"]), m.rng.below(3));
    e["n"] = json!([word, k]);
    at_least_one(&mut e);
    if m.rng.one_in(3) {
        e["distinct"] = json!("child");
    }
    if m.rng.one_in(2) {
        e["where"] = json!(["age", m.rng.pick(&["lt", "ge"]), 4 + m.rng.below(3)]);
    }
    let timing = match m.rng.below(5) {
        0 => throughout(m),
        1 => json!({"in_last": amount(m)}),
        2 | 3 if word == "at least" => json!({"stages": [{"every": amount(m)}]}),
        _ => json!({"now": true}),
    };
    if timing.get("stages").is_some() {
        e["n"] = json!(["at least", 1]);
    }
    let mut s = json!({"for": {"each": "worker"}, "duty": {"have": e, "timing": timing}});
    if m.rng.one_in(2) {
        let until = m.day();
        s["in_force"] = json!({"until": to_iso(until)});
    }
    vec![s]
}

/// Which clauses go with a duty.
#[derive(Clone, Copy)]
pub(crate) struct Clauses {
    pub(crate) joined: bool,
    pub(crate) until: bool,
}

/// How records of a kind are joined.
pub(crate) fn joining(m: &mut Making, kind: &str) -> Json {
    match m.rng.below(5) {
        0 => json!({"sharing_day": true}),
        1 if fields(kind).iter().any(|f| f.0 == "kind") => json!({"same": "kind", "gaps": gap(m)}),
        2 => json!({"gaps": gap(m)}),
        3 => json!({"gaps": wide_gap(m)}),
        _ => json!({}),
    }
}

pub(crate) fn clause(m: &mut Making, kind: &str, s: &mut Json, with: Clauses) {
    if m.rng.one_in(5) {
        s["for"]["where"] = condition(m, kind, 1);
    }
    if with.joined && is_period(kind) && m.rng.one_in(4) {
        s["for"]["joined"] = joining(m, kind);
    }
    if !is_subject(kind) && m.rng.one_in(5) {
        s["for"]["while"] = condition(m, kind, 1);
    }
    if with.until && is_period(kind) && m.rng.one_in(7) {
        s["until"] = match kind == "plan" && m.rng.one_in(2) {
            true => json!("signed"),
            false => json!({"first": {"a": m.rng.pick(&["check", "review"])}}),
        };
    }
    let reliefs: [(&str, &str, u64); 4] =
        [("except", "where", 12), ("except", "while", 12), ("excused", "where", 10), ("excused", "while", 4)];
    for (key, when, odds) in reliefs {
        if is_subject(kind) && when == "while" {
            continue;
        }
        if m.rng.one_in(odds) {
            let c = if when == "while" && m.rng.one_in(2) {
                json!(["has", fact(m)])
            } else {
                condition(m, kind, 1)
            };
            let mut list = s.get(key).cloned().unwrap_or_else(|| json!([]));
            if let Some(items) = list.as_array_mut() {
                items.push(json!({when: c}));
            }
            s[key] = list;
        }
    }
    if m.rng.one_in(8) {
        let mut force = json!({});
        let (a, b) = (m.day(), m.day());
        match m.rng.below(3) {
            0 => force["from"] = json!(to_iso(a)),
            1 => force["until"] = json!(to_iso(a)),
            _ => {
                force["from"] = json!(to_iso(a.min(b)));
                force["until"] = json!(to_iso(a.max(b)));
            }
        }
        s["in_force"] = force;
    }
    if !m.settings.is_empty() {
        let map: serde_json::Map<String, Json> = m.settings.iter().cloned().collect();
        s["settings"] = Json::Object(map);
        s["agreements"] = json!(m.agreements);
    }
}
