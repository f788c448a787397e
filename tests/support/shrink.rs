//! A failing try made small: records, clauses and words are dropped while it still fails.

use super::generate::Sample;
use super::trial::{Difference, Outcome, run};
use duecare::calendar::Day;
use serde_json::Value as Json;

/// The smallest failing sample that dropping finds, and how it fails.
pub(crate) fn shrink(mut sample: Sample, mut found: Difference, truncated: &[Day]) -> (Sample, Difference) {
    let fails = |s: &Sample| match run(s, truncated) {
        Ok(Outcome::Differs(d)) => Some(d),
        _ => None,
    };
    loop {
        let mut smaller = false;
        for candidate in candidates(&sample) {
            if let Some(d) = fails(&candidate) {
                (sample, found, smaller) = (candidate, d, true);
                break;
            }
        }
        if !smaller {
            return (sample, found);
        }
    }
}

fn candidates(s: &Sample) -> Vec<Sample> {
    let mut out = Vec::new();
    for i in 0..s.lines.len() {
        let mut t = s.clone();
        t.lines.remove(i);
        out.push(t);
    }
    for (i, line) in s.lines.iter().enumerate() {
        let words: Vec<&str> = line.split(' ').collect();
        for w in (3..words.len()).filter(|w| words[*w].contains('=')) {
            let mut kept = words.clone();
            kept.remove(w);
            let mut t = s.clone();
            t.lines[i] = kept.join(" ");
            out.push(t);
        }
    }
    // Versions of one standard keep one shape: what is dropped from one is dropped from all.
    let versions = s.standards.len() > 1 && s.standards.iter().all(|t| t["id"] == s.standards[0]["id"]);
    let dropped: Vec<Vec<Json>> = s.standards.iter().map(parts_dropped).collect();
    for (i, list) in dropped.iter().enumerate() {
        for (n, smaller) in list.iter().enumerate() {
            let mut t = s.clone();
            if versions {
                let all: Option<Vec<Json>> = dropped.iter().map(|d| d.get(n).cloned()).collect();
                match all {
                    Some(all) if i == 0 => t.standards = all,
                    _ => continue,
                }
            } else {
                t.standards[i] = smaller.clone();
            }
            out.push(t);
        }
    }
    if s.known_on.is_some() {
        out.push(Sample { known_on: None, ..s.clone() });
    }
    if s.leap_28_february {
        out.push(Sample { leap_28_february: false, ..s.clone() });
    }
    if let Some(c) = &s.calendar {
        out.push(Sample { calendar: None, ..s.clone() });
        for smaller in parts_dropped(c) {
            out.push(Sample { calendar: Some(smaller), ..s.clone() });
        }
    }
    out
}

/// The tree without one of its keys or items, or with a condition in place of one that holds it.
fn parts_dropped(tree: &Json) -> Vec<Json> {
    let mut out = Vec::new();
    match tree {
        Json::Object(map) => {
            for key in map.keys() {
                let mut less = map.clone();
                less.shift_remove(key);
                out.push(Json::Object(less));
            }
            for (key, value) in map {
                for smaller in parts_dropped(value) {
                    let mut less = map.clone();
                    less.insert(key.clone(), smaller);
                    out.push(Json::Object(less));
                }
            }
        }
        Json::Array(items) => {
            let word = items.first().and_then(Json::as_str).unwrap_or("");
            if matches!(word, "and" | "or" | "not") {
                out.extend(items.iter().skip(1).cloned());
            }
            for i in 0..items.len() {
                let mut less = items.clone();
                less.remove(i);
                out.push(Json::Array(less));
            }
            for (i, value) in items.iter().enumerate() {
                for smaller in parts_dropped(value) {
                    let mut less = items.clone();
                    less[i] = smaller;
                    out.push(Json::Array(less));
                }
            }
        }
        _ => {}
    }
    out
}
