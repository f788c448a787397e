//! Timings and amounts of a tree.

use super::cond::{amount_of, cond, day_expr};
use super::duty::evidence;
use super::json::{Fault, Read, amount, at, flag, list, object, text};
use super::standard::Scope;
use duecare::calendar::AddOptions;
use duecare::lang::checked::{DayExpr, Limit, LimitArm, Passes, Stage, Start, StartKind, Timing, Which};
use serde_json::{Map, Value as Json};

const KEYS: &[&str] = &[
    "within",
    "of",
    "counting",
    "roll",
    "by",
    "either",
    "which",
    "stages",
    "in_last",
    "in_last_of",
    "throughout",
    "gaps",
    "now",
    "during",
    "in_every",
    "before",
    "at_least",
    "between",
];

/// A timing.
pub(crate) fn timing(scope: &Scope, tree: &Json) -> Read<Timing> {
    let map = object(tree, "timing", KEYS)?;
    let only = |keys: &[&str]| match map.keys().find(|k| !keys.contains(&k.as_str())) {
        Some(k) => Err(Fault::new(format!("`{k}` does not go with this timing: {tree}"))),
        None => Ok(()),
    };
    let get = |key: &str| map.get(key).filter(|v| !v.is_null());
    if let Some(parts) = get("either") {
        only(&["either", "which"])?;
        let which = match get("which").map(|w| text(w, "which")).transpose()? {
            Some("sooner") | None => Which::Sooner,
            Some("later") => Which::Later,
            Some(other) => return Err(Fault::new(format!("unknown `which`: {other}"))),
        };
        let mut all = Vec::new();
        for part in list(parts, "either")? {
            if part.get("either").is_none() {
                all.push(start(scope, part)?);
                continue;
            }
            // The sooner of the sooner of two is the sooner of them all.
            match timing(scope, part)? {
                Timing::Once(inner, of) if of == which => all.extend(inner),
                _ => {
                    return Err(Fault::new(
                        "a sooner among later parts, or the other way round, is not read",
                    ));
                }
            }
        }
        return Ok(Timing::Once(all, which));
    }
    if get("within").is_some() || get("by").is_some() {
        return Ok(Timing::Once(vec![start(scope, tree)?], Which::Sooner));
    }
    if let Some(stages) = get("stages") {
        only(&["stages"])?;
        if list(stages, "stages")?.is_empty() {
            return Err(Fault::new("no stages"));
        }
        return Ok(Timing::Stages(
            list(stages, "stages")?.iter().map(|s| stage(scope, s)).collect::<Read<_>>()?,
        ));
    }
    if let Some(s) = get("in_last") {
        only(&["in_last"])?;
        return Ok(Timing::InLast(limit(scope, s)?));
    }
    if let Some(latest) = get("in_last_of") {
        only(&["in_last_of"])?;
        let latest = list(latest, "in_last_of")?;
        let n = at(latest, 0, "in_last_of")?.as_u64().and_then(|n| u32::try_from(n).ok());
        let n = n.ok_or_else(|| Fault::new("`in_last_of` wants a number first"))?;
        return Ok(Timing::InLastOf(n, Box::new(evidence(scope, at(latest, 1, "in_last_of")?)?.thing)));
    }
    if get("throughout").is_some() {
        only(&["throughout", "gaps"])?;
        return Ok(Timing::Throughout(get("gaps").map(|g| amount(g, "gaps")).transpose()?));
    }
    if get("now").is_some() {
        only(&["now"])?;
        return Ok(Timing::Now);
    }
    if let Some(d) = get("during") {
        only(&["during"])?;
        return match d.as_str() {
            Some("it") => Ok(Timing::During),
            _ => Ok(Timing::DuringThe(Box::new(evidence(scope, d)?.thing))),
        };
    }
    if let Some(slot) = get("in_every") {
        only(&["in_every"])?;
        return Ok(Timing::InEach(text(slot, "in_every")?.to_owned()));
    }
    if let Some(s) = get("before") {
        only(&["before", "of", "at_least"])?;
        let anchor = anchor(scope, map)?;
        let limit = limit(scope, s)?;
        return Ok(match flag(get("at_least"), "at_least")? {
            true => Timing::AtLeastBefore(limit, anchor),
            false => Timing::WithinBefore(limit, anchor),
        });
    }
    if let Some(ends) = get("between") {
        only(&["between"])?;
        let ends = list(ends, "between")?;
        let (x, y) = (at(ends, 0, "between")?, at(ends, 1, "between")?);
        return Ok(Timing::Between(day_expr(scope, x)?, day_expr(scope, y)?));
    }
    Err(Fault::new(format!("no timing in {tree}")))
}

fn anchor(scope: &Scope, map: &Map<String, Json>) -> Read<DayExpr> {
    let tree = map.get("of").cloned().unwrap_or_else(|| Json::String("start".to_owned()));
    day_expr(scope, &tree)
}

fn options(map: &Map<String, Json>) -> Read<AddOptions> {
    Ok(AddOptions { counting: flag(map.get("counting"), "counting")?, roll: flag(map.get("roll"), "roll")? })
}

fn start(scope: &Scope, tree: &Json) -> Read<Start> {
    let map = object(tree, "part", &["within", "of", "by", "counting", "roll"])?;
    let options = options(map)?;
    match (map.get("within"), map.get("by")) {
        (Some(s), None) => {
            let kind = StartKind::Within(limit(scope, s)?);
            Ok(Start { kind, anchor: anchor(scope, map)?, options })
        }
        (None, Some(d)) => Ok(Start { kind: StartKind::By, anchor: day_expr(scope, d)?, options }),
        _ => Err(Fault::new(format!("a part says within or by: {tree}"))),
    }
}

fn stage(scope: &Scope, tree: &Json) -> Read<Stage> {
    let keys = [
        "within",
        "of",
        "counting",
        "roll",
        "every",
        "for_first",
        "until_first",
        "then_within",
        "either",
        "which",
    ];
    let map = object(tree, "stage", &keys)?;
    if let Some(s) = map.get("every") {
        let passes = match (map.get("for_first"), map.get("until_first")) {
            (None, None) => Passes::No,
            (Some(a), None) => Passes::ForFirst(amount(a, "for_first")?),
            (None, Some(e)) => Passes::UntilFirst(Box::new(evidence(scope, e)?.thing)),
            _ => return Err(Fault::new("a stage says for_first or until_first, not both")),
        };
        return Ok(Stage::Every { limit: limit(scope, s)?, options: options(map)?, passes });
    }
    if let Some(s) = map.get("then_within") {
        return Ok(Stage::Then(limit(scope, s)?, options(map)?));
    }
    match timing(scope, tree)? {
        Timing::Once(parts, which) => Ok(Stage::First(parts, which)),
        _ => Err(Fault::new(format!("no stage: {tree}"))),
    }
}

/// An amount, a setting, or arms `[[S, C], ..., [S, null]]`.
pub(crate) fn limit(scope: &Scope, tree: &Json) -> Read<Limit> {
    let Json::Array(arms) = tree else { return Ok(Limit::plain(amount_of(scope, tree)?)) };
    let mut out = Vec::new();
    for arm in arms {
        let arm = list(arm, "arm")?;
        let condition = match arm.get(1) {
            None | Some(Json::Null) => None,
            Some(c) => Some(cond(scope, c)?),
        };
        out.push(LimitArm { amount: amount_of(scope, at(arm, 0, "arm")?)?, condition });
    }
    match out.last() {
        Some(LimitArm { condition: None, .. }) => Ok(Limit { arms: out }),
        _ => Err(Fault::new(format!("the last arm has a condition: {tree}"))),
    }
}
