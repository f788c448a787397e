//! Duties and evidence of a tree.

use super::cond::cond;
use super::json::{Fault, Read, at, flag, list, object, text};
use super::names;
use super::standard::{Scope, joined};
use super::timing::{limit, timing};
use duecare::lang::checked::{
    Base, Cond, Count, Distinct, Duty, Evidence, FieldRef, Leaf, Pool, Quantity, RecordDay, Step, Thing,
    Timing, ValueType,
};
use duecare::record::{KindId, Shape};
use serde_json::Value as Json;

/// A duty of a subject.
pub(crate) fn duty(scope: &Scope, tree: &Json) -> Read<Duty> {
    let map = object(tree, "duty", &["have", "be", "timing", "last", "satisfy"])?;
    if let Some(c) = map.get("satisfy") {
        return Ok(Duty::Satisfy(cond(scope, c)?));
    }
    if let Some(last) = map.get("last") {
        let last = object(last, "last", &["at_most", "at_least"])?;
        return match (last.get("at_most"), last.get("at_least")) {
            (Some(s), None) => Ok(Duty::LastAtMost(limit(scope, s)?)),
            (None, Some(s)) => Ok(Duty::LastAtLeast(limit(scope, s)?)),
            _ => Err(Fault::new("`last` says neither or both of at_most and at_least")),
        };
    }
    let when = map.get("timing").ok_or_else(|| Fault::new("a duty to have without `timing`"))?;
    let timing = timing(scope, when)?;
    let mut evidence = match (map.get("have"), map.get("be")) {
        (Some(e), None) => evidence(scope, e)?,
        (None, Some(f)) => be(scope, f)?,
        _ => return Err(Fault::new("a duty has one of have, be, last, satisfy")),
    };
    // No timing and a period: is open on the day (ruling A7).
    let period = scope.shape(evidence.thing.kind) == Shape::Period;
    if matches!(timing, Timing::Now) && period && evidence.thing.by == RecordDay::Plain {
        evidence.thing.by = RecordDay::Open;
    }
    Ok(Duty::Have(evidence, timing))
}

/// `must be signed ...`: the field of the subject itself as evidence.
fn be(scope: &Scope, tree: &Json) -> Read<Evidence> {
    let found = super::cond::field(scope, tree)?;
    let Leaf::Field(field) = found.leaf else { return Err(Fault::new("`be` names no field")) };
    let mut thing = thing(scope.kind, Pool::Itself);
    thing.by = RecordDay::Field(field);
    Ok(Evidence { quantity: Quantity::AtLeast(Count::Fixed(1)), thing, own: false })
}

fn thing(kind: KindId, pool: Pool) -> Thing {
    Thing {
        kind,
        pool,
        joined: None,
        by: RecordDay::Plain,
        window: None,
        condition: Cond::TRUE,
        distinct: None,
        days: false,
    }
}

/// Evidence.
pub(crate) fn evidence(scope: &Scope, tree: &Json) -> Read<Evidence> {
    let map = object(tree, "evidence", &["a", "where", "n", "own", "distinct", "by", "days", "joined"])?;
    let name = map.get("a").ok_or_else(|| Fault::new("evidence without `a`"))?;
    let kind = names::kind(scope.vocabulary, text(name, "a")?)?;
    let mut thing = thing(kind, names::pool(scope.vocabulary, scope.kind, kind)?);
    if let Some(c) = map.get("where") {
        thing.condition = cond(&scope.inside(kind), c)?;
    }
    thing.by = match map.get("by").map(|b| text(b, "by")).transpose()? {
        None => RecordDay::Plain,
        Some("open") => RecordDay::Open,
        Some("start" | "started") => RecordDay::Started,
        Some("end" | "ended") => RecordDay::Ended,
        Some(other) => return Err(Fault::new(format!("unknown `by`: {other}"))),
    };
    if let Some(d) = map.get("distinct") {
        thing.distinct = Some(distinct(scope, kind, text(d, "distinct")?)?);
    }
    thing.joined = map.get("joined").map(|j| joined(&scope.inside(kind), j)).transpose()?;
    thing.days = flag(map.get("days"), "days")?;
    let quantity = match map.get("n") {
        None | Some(Json::Null) => Quantity::AtLeast(Count::Fixed(1)),
        Some(n) => quantity(scope, n)?,
    };
    Ok(Evidence { quantity, thing, own: flag(map.get("own"), "own")? })
}

fn distinct(scope: &Scope, kind: KindId, name: &str) -> Read<Distinct> {
    let vocabulary = scope.vocabulary;
    if let Ok(by) = names::field(vocabulary, kind, name) {
        return Ok(Distinct { name: name.to_owned(), by });
    }
    let target = names::kind(vocabulary, name)?;
    let owners = vocabulary.owners(kind);
    let up = owners.iter().position(|k| *k == target).ok_or_else(|| Fault::no_field(name, name))?;
    let by = FieldRef {
        base: Base::It,
        steps: vec![Step::Owner; up + 1],
        kind: target,
        leaf: Leaf::Record,
        value_type: ValueType::Link(target),
    };
    Ok(Distinct { name: name.to_owned(), by })
}

fn quantity(scope: &Scope, tree: &Json) -> Read<Quantity> {
    let items = list(tree, "n")?;
    let k = at(items, 1, "n")?;
    let count = match k.as_str().and_then(|t| t.strip_prefix('@')) {
        Some(name) => Count::Setting(scope.setting(name)?),
        None => {
            let n = k.as_u64().and_then(|n| u32::try_from(n).ok());
            Count::Fixed(n.ok_or_else(|| Fault::new(format!("{k} is not a count")))?)
        }
    };
    match text(at(items, 0, "n")?, "n")? {
        "at least" => Ok(Quantity::AtLeast(count)),
        "at most" => Ok(Quantity::AtMost(count)),
        "exactly" => Ok(Quantity::Exactly(count)),
        other => Err(Fault::new(format!("unknown quantity `{other}`"))),
    }
}
