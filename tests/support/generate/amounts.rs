//! Amounts: written, set, agreed, chosen by condition.

use super::Making;
use super::conditions::condition;
use duecare::calendar::to_iso;
use serde_json::{Value as Json, json};

/// A small amount.
pub(crate) fn amount(m: &mut Making) -> String {
    let (n, unit) = match m.rng.below(10) {
        0..=3 => (m.rng.below(15), "day"),
        4..=5 => (m.rng.below(4), "week"),
        6 => (m.rng.below(3), "month"),
        _ => (m.rng.below(11), "working day"),
    };
    let n = if n == 0 && !m.rng.one_in(6) { 1 + m.rng.below(5) } else { n };
    format!("{n} {unit}{}", if n == 1 { "" } else { "s" })
}

/// A gap that is tolerated: small.
pub(crate) fn gap(m: &mut Making) -> String {
    let n = m.rng.below(6);
    let unit = if m.rng.one_in(3) { "working day" } else { "day" };
    format!("{n} {unit}{}", if n == 1 { "" } else { "s" })
}

/// A gap that is tolerated in cover: of any unit, and wide enough to be bridged.
pub(crate) fn wide_gap(m: &mut Making) -> String {
    let (n, unit) = match m.rng.below(8) {
        0..=3 => (m.rng.below(14), "day"),
        4..=5 => (1 + m.rng.below(6), "working day"),
        6 => (1 + m.rng.below(2), "week"),
        _ => (1, "month"),
    };
    format!("{n} {unit}{}", if n == 1 { "" } else { "s" })
}

/// A longer amount, for what is owed some time before a day.
pub(crate) fn notice(m: &mut Making) -> String {
    let (n, unit) =
        if m.rng.one_in(2) { (8 + m.rng.below(25), "days") } else { (5 + m.rng.below(14), "working days") };
    format!("{n} {unit}")
}

/// A setting with dated values; agreements may vary it.
pub(crate) fn setting(m: &mut Making) -> String {
    if !m.settings.is_empty() && m.rng.one_in(3) {
        return format!("@{}", m.rng.pick(&m.settings.clone()).0);
    }
    let name = format!("often{}", m.settings.len());
    let mut steps = vec![json!(["0001-01-01", amount(m)])];
    let mut days: Vec<i32> = (0..m.rng.below(3)).map(|_| m.day()).collect();
    days.sort_unstable();
    days.dedup();
    for d in days {
        steps.push(json!([to_iso(d), amount(m)]));
    }
    if m.rng.one_in(2) {
        m.agreements.push(name.clone());
    }
    m.settings.push((name.clone(), Json::Array(steps)));
    format!("@{name}")
}

/// An amount or a setting.
pub(crate) fn plain(m: &mut Making) -> Json {
    if m.rng.one_in(3) { json!(setting(m)) } else { json!(amount(m)) }
}

/// As `plain`, or arms by condition of the subject.
pub(crate) fn limit(m: &mut Making, kind: &str) -> Json {
    if !m.rng.one_in(3) {
        return plain(m);
    }
    let mut arms = Vec::new();
    for _ in 0..=m.rng.below(2) {
        let a = plain(m);
        arms.push(json!([a, condition(m, kind, 1)]));
    }
    let a = plain(m);
    arms.push(json!([a, null]));
    Json::Array(arms)
}
