//! Timings of every form.

use super::Making;
use super::amounts::{amount, limit, notice, plain, wide_gap};
use super::conditions::{fields, is_period};
use super::evidence::{event, fact};
use duecare::calendar::to_iso;
use serde_json::{Value as Json, json};

/// An anchor of a one-off part.
fn anchor(m: &mut Making, kind: &str, end_too: bool) -> Json {
    let own = if is_period(kind) { "start" } else { "date" };
    match m.rng.below(9) {
        0 if is_period(kind) && end_too => json!("end"),
        1 => json!(m.iso()),
        2 => {
            let mut e = event(m, kind);
            if e["a"] == kind {
                e = json!({"a": "check"});
            }
            json!({"first": e})
        }
        3..=5 => {
            let list: Vec<&str> =
                fields(kind).iter().filter(|f| f.1 == "date" || f.1 == "planned").map(|f| f.0).collect();
            match list.is_empty() || m.rng.one_in(4) {
                true => json!(*m.rng.pick(&["born", "due-date"])),
                false => json!(*m.rng.pick(&list)),
            }
        }
        _ => json!(own),
    }
}

fn options(m: &mut Making, tree: &mut Json) {
    if m.rng.one_in(8) {
        tree["counting"] = json!(true);
    }
    if m.rng.one_in(8) {
        tree["roll"] = json!(true);
    }
}

/// `within A of T`.
pub(crate) fn within(m: &mut Making, kind: &str, end_too: bool) -> Json {
    let mut out = json!({"within": limit(m, kind)});
    out["of"] = anchor(m, kind, end_too);
    options(m, &mut out);
    out
}

fn by(m: &mut Making, kind: &str) -> Json {
    let of = anchor(m, kind, false);
    let mut out = match m.rng.one_in(3) && of.is_string() {
        true => json!({"by": {"before": amount(m), "of": of}}),
        false => json!({"by": of}),
    };
    if m.rng.one_in(6) {
        out["roll"] = json!(true);
    }
    out
}

/// A one-off timing (6.1).
pub(crate) fn once(m: &mut Making, kind: &str) -> Json {
    match m.rng.below(6) {
        0 => by(m, kind),
        1 | 2 => whichever(m, kind),
        _ => within(m, kind, true),
    }
}

/// Two parts, whichever is sooner or later.
fn whichever(m: &mut Making, kind: &str) -> Json {
    let part = |m: &mut Making| if m.rng.one_in(3) { by(m, kind) } else { within(m, kind, false) };
    let parts = vec![part(m), part(m)];
    json!({"either": parts, "which": m.rng.pick(&["sooner", "later"])})
}

/// Stages (6.4).
pub(crate) fn stages(m: &mut Making, kind: &str) -> Json {
    let mut list = Vec::new();
    if m.rng.one_in(3) {
        list.push(match m.rng.below(4) {
            0 => whichever(m, kind),
            _ => within(m, kind, false),
        });
        for _ in 0..m.rng.below(2) {
            list.push(json!({"then_within": limit(m, kind)}));
        }
        if list.len() > 1 && m.rng.one_in(3) {
            return json!({"stages": list});
        }
    }
    for _ in 0..m.rng.below(3) {
        let mut s = json!({"every": limit(m, kind)});
        options(m, &mut s);
        match m.rng.one_in(2) {
            true => s["for_first"] = json!(amount(m)),
            false => s["until_first"] = first_of(m),
        }
        list.push(s);
    }
    let mut s = json!({"every": limit(m, kind)});
    options(m, &mut s);
    if m.rng.one_in(6) {
        s["until_first"] = first_of(m);
    }
    list.push(s);
    json!({"stages": list})
}

fn first_of(m: &mut Making) -> Json {
    let mut e = fact(m);
    if let Some(map) = e.as_object_mut() {
        map.remove("n");
        map.remove("by");
        // Which is the first is asked of records.
        if map.remove("joined").is_some() {
            map.remove("where");
        }
    }
    e
}

/// `in the last A`.
pub(crate) fn in_last(m: &mut Making, kind: &str) -> Json {
    json!({"in_last": limit(m, kind)})
}

/// `throughout`, with or without tolerated gaps.
pub(crate) fn throughout(m: &mut Making) -> Json {
    match m.rng.one_in(3) {
        true => json!({"throughout": true}),
        false => json!({"throughout": true, "gaps": wide_gap(m)}),
    }
}

/// `within A before T`, `at least A before T`.
pub(crate) fn before(m: &mut Making, kind: &str, at_least: bool) -> Json {
    let of = later(m, kind);
    let a = if at_least && m.rng.one_in(2) { json!(notice(m)) } else { plain(m) };
    let mut out = json!({"before": a, "of": of});
    if at_least {
        out["at_least"] = json!(true);
    }
    out
}

/// A day that often lies after the subject's own.
fn later(m: &mut Making, kind: &str) -> Json {
    let planned: Vec<&str> = fields(kind).iter().filter(|f| f.1 == "planned").map(|f| f.0).collect();
    match m.rng.below(5) {
        0 => anchor(m, kind, false),
        1 => json!(to_iso(m.base + m.span / 2 + m.rng.below(m.span as u64) as i32)),
        _ if planned.is_empty() => json!(if is_period(kind) { "due-date" } else { "date" }),
        _ => json!(*m.rng.pick(&planned)),
    }
}

/// `between X and Y`.
pub(crate) fn between(m: &mut Making, kind: &str) -> Json {
    let own = if is_period(kind) { "start" } else { "date" };
    let x = if m.rng.one_in(3) { anchor(m, kind, false) } else { json!(own) };
    json!({"between": [x, later(m, kind)]})
}
