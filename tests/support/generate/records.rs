//! Records for some standards: nulls, open and impossible periods, undated, same-day and future events, overlaps.

use super::Making;
use super::amounts::amount;
use super::conditions::{fields, is_period, is_subject};
use duecare::calendar::{from_civil, to_civil, to_iso};
use serde_json::{Value as Json, json};

/// The lines of a try.
pub(crate) fn lines(m: &mut Making, standards: &[Json]) -> Vec<String> {
    let mut out = Vec::new();
    let mut kinds = Vec::new();
    for s in standards {
        kinds_of(s, &mut kinds);
    }
    kinds.sort();
    kinds.dedup();
    let children = if m.rng.one_in(4) { vec!["c", "d"] } else { vec!["c"] };
    for c in &children {
        out.push(child(m, c));
    }
    let about: Vec<String> =
        standards.iter().filter_map(|s| s["for"]["each"].as_str().map(str::to_owned)).collect();
    let mut id = 0;
    for kind in &kinds {
        if is_subject(kind) {
            continue;
        }
        let often = match about.contains(kind) {
            true => 1 + m.rng.below(3),
            false if is_period(kind) => m.rng.below(4),
            false => {
                let most = *m.rng.pick(&[3, 6, 12]);
                m.rng.below(most)
            }
        };
        for _ in 0..often {
            id += 1;
            let of = *m.rng.pick(&children);
            let line = record(m, kind, id, of);
            out.push(line);
        }
    }
    for s in standards {
        for name in s["agreements"].as_array().into_iter().flatten().filter_map(Json::as_str) {
            for _ in 0..m.rng.below(3) {
                id += 1;
                let of = *m.rng.pick(&children);
                let line = agreement(m, name, id, of);
                out.push(line);
            }
        }
    }
    out
}

fn kinds_of(tree: &Json, out: &mut Vec<String>) {
    match tree {
        Json::Object(map) => {
            for (key, v) in map {
                if (key == "a" || key == "each") && v.is_string() {
                    out.extend(v.as_str().map(str::to_owned));
                }
                kinds_of(v, out);
            }
        }
        Json::Array(list) => list.iter().for_each(|v| kinds_of(v, out)),
        _ => {}
    }
}

fn child(m: &mut Making, id: &str) -> String {
    let mut line = format!("child {id} -");
    match m.rng.below(6) {
        0 => {}
        1 => line += &format!(" born={}", m.iso()),
        2 => line += &format!(" born={}-02-29", m.rng.pick(&["2020", "2016"])),
        _ => {
            // A birthday somewhere in the horizon.
            let (y, month, day) = to_civil(m.day()).expect("a real day");
            let y = y - 4 - m.rng.below(3) as i32;
            let born = from_civil(y, month, day).unwrap_or_else(|| from_civil(y, 3, 1).expect("a real day"));
            line += &format!(" born={}", to_iso(born));
        }
    }
    if m.rng.one_in(3) {
        line += &format!(" due-date={}", m.iso());
    }
    line
}

fn record(m: &mut Making, kind: &str, id: u32, of: &str) -> String {
    let names = ["v", "w", "p", "q"];
    let name = if m.rng.one_in(3) { id.to_string() } else { format!("{}{id}", m.rng.pick(&names)) };
    let mut line = format!("{kind} {name}");
    let start = m.day();
    if m.rng.one_in(30) {
        line += " -";
    } else if is_period(kind) {
        let end = match m.rng.below(12) {
            0..=3 => String::new(),
            4 => to_iso(start),
            5 => to_iso(start + 1),
            6 if m.rng.one_in(3) => to_iso(start - 1 - m.rng.below(8) as i32),
            7 | 8 => {
                let hot = *m.rng.pick(&m.hot.clone());
                to_iso(hot.max(start))
            }
            _ => to_iso(start + m.rng.below(40) as i32),
        };
        line += &format!(" {}..{end}", to_iso(start));
    } else {
        line += &format!(" {}", to_iso(start));
    }
    if of != "c" {
        line += &format!(" of={of}");
    }
    if kind == "allocation" && !m.rng.one_in(8) {
        line += &format!(" worker={}", m.rng.pick(&["k", "k", "l"]));
    }
    for (field, sort) in fields(kind) {
        let missing = m.rng.one_in(if kind == "oversight" { 2 } else { 4 });
        if missing {
            continue;
        }
        let value = match *sort {
            "yes-no" => (*m.rng.pick(&["yes", "yes", "no"])).to_owned(),
            "text" => (*m.rng.pick(&["x", "x", "y"])).to_owned(),
            "planned" if m.rng.one_in(2) => to_iso(start + m.rng.below(40) as i32),
            _ => match m.rng.below(3) {
                0 => m.iso(),
                _ => to_iso(start - 3 + m.rng.below(20) as i32),
            },
        };
        line += &format!(" {field}={value}");
    }
    if m.rng.one_in(6) {
        line += &format!(" recorded={}", to_iso(start + m.rng.below(12) as i32));
    }
    line
}

fn agreement(m: &mut Making, name: &str, id: u32, of: &str) -> String {
    let from = m.day();
    let mut line = format!("agreement g{id} -");
    if of != "c" {
        line += &format!(" of={of}");
    }
    line += &format!(" setting={name} value={} from={}", amount(m).replace(' ', "_"), to_iso(from));
    if m.rng.one_in(2) {
        line += &format!(" agreed={}", to_iso(from - 4 + m.rng.below(12) as i32));
    }
    if m.rng.one_in(2) {
        line += &format!(" until={}", to_iso(from + m.rng.below(25) as i32));
    }
    line
}

/// A calendar with closures and terms, which sometimes runs out or begins inside the horizon.
pub(crate) fn calendar(m: &mut Making) -> Option<Json> {
    let mut out = json!({});
    let mut terms = Vec::new();
    let mut at = m.base - 10 + m.rng.below(20) as i32;
    for _ in 0..1 + m.rng.below(4) {
        let end = at + 3 + m.rng.below(18) as i32;
        terms.push(json!([to_iso(at), to_iso(end)]));
        at = end + 1 + m.rng.below(6) as i32;
    }
    out["slots"] = json!({"term": terms});
    if m.rng.one_in(3) {
        let days: Vec<String> = (0..1 + m.rng.below(4)).map(|_| m.iso()).collect();
        out["closures"] = json!(days);
    }
    if m.rng.one_in(8) {
        out["last"] = json!(to_iso(m.base + 10 + m.rng.below(m.span as u64) as i32));
    }
    if m.rng.one_in(20) {
        out["first"] = json!(to_iso(m.base - 5 + m.rng.below(15) as i32));
        if out.get("last").is_some() {
            out["last"] = json!(to_iso(m.base + m.span));
        }
    }
    if m.rng.one_in(5) {
        let from = m.day();
        let until = from + m.rng.below(6) as i32;
        out["outages"] = json!([{"from": to_iso(from), "until": to_iso(until)}]);
        match m.rng.below(4) {
            0 => out["outages"][0]["exempts"] = json!([]),
            1 => out["outages"][0]["exempts"] = json!(["one"]),
            _ => {}
        }
    }
    Some(out)
}
