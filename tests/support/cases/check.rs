//! One check of a case: what is asked, and what is expected.

use super::build::{Source, build, kinds_of_json, lines_of_json, read_add};
use super::cond::cond;
use super::json::{Fault, Read, day, list, object, text};
use super::standard::{Scope, read_standards};
use crate::support::world::{Kinds, PlainCalendar, World};
use duecare::calendar::{AddOptions, Amount, Day, parse_iso};
use duecare::judge::VerdictWord;
use duecare::lang::checked::{Cond, Standard};
use serde_json::Value as Json;

/// A verdict expected: `p#2 late 2026-02-03`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Expected {
    pub(crate) subject: String,
    pub(crate) ordinal: u32,
    pub(crate) word: VerdictWord,
    pub(crate) day: Option<Day>,
}

/// A check.
#[derive(Debug, Clone)]
pub(crate) enum Check {
    /// Verdicts of the last standard on a day.
    Verdicts { world: Box<World>, rules: Vec<Standard>, as_at: Day, expect: Vec<Expected> },
    /// A sum.
    Add { day: Day, amount: Amount, options: AddOptions, calendar: PlainCalendar },
    /// A condition of one record on a day.
    Holds { world: Box<World>, cond: Box<Cond>, it: usize, on: Day, expect: String },
    /// A figure.
    Measure { counts: Json, expect: String },
}

const KEYS: &[&str] = &[
    "standard",
    "standards",
    "records",
    "as_at",
    "known_on",
    "calendar",
    "expect",
    "add",
    "holds",
    "it",
    "on",
    "measure",
    "vocabulary",
    "agreements",
    "leap-birthday",
    "world",
    "seed",
];

/// Reads a check; fields that only the standard names are added with a likely type and the check read again.
pub(crate) fn read_check(tree: &Json) -> Read<Check> {
    let mut flat = object(tree, "check", KEYS)?.clone();
    if let Some(Json::Object(world)) = flat.remove("world") {
        flat.extend(world);
    }
    let tree = Json::Object(flat);
    let tree = &tree;
    object(tree, "check", KEYS)?;
    let mut source = Source::default();
    for _ in 0..20 {
        match read_once(tree, &source) {
            Err(Fault { missing: Some((kind, field)), words }) => {
                let Some(guess) = likely_type(tree, &field) else { return Err(Fault::new(words)) };
                if source.extra_fields.iter().any(|x| x.0 == kind && x.1 == field) {
                    return Err(Fault::new(words));
                }
                source.extra_fields.push((kind, field, guess.to_owned()));
            }
            other => return other,
        }
    }
    Err(Fault::new("too many fields that nobody declares"))
}

fn read_once(tree: &Json, extra: &Source) -> Read<Check> {
    if let Some(add) = tree.get("add") {
        return read_add(add, tree.get("calendar"));
    }
    if let Some(counts) = tree.get("measure") {
        let expect = text(tree.get("expect").unwrap_or(&Json::Null), "expect")?.to_owned();
        return Ok(Check::Measure { counts: counts.clone(), expect });
    }
    let mut source = Source { calendar: tree.get("calendar").cloned(), ..extra.clone() };
    if let Some(v) = tree.get("vocabulary") {
        source.kinds = Some(kinds_of_json(v)?);
    }
    source.leap_28_february = match tree.get("leap-birthday").map(|b| text(b, "leap-birthday")).transpose()? {
        None | Some("1 March") => false,
        Some("28 February") => true,
        Some(other) => return Err(Fault::new(format!("leap-birthday `{other}`"))),
    };
    source.lines = match tree.get("records") {
        None | Some(Json::Null) => Vec::new(),
        Some(Json::Array(lines)) => {
            lines.iter().map(|l| text(l, "record").map(str::to_owned)).collect::<Read<_>>()?
        }
        Some(records) => {
            let kinds = source.kinds.clone().unwrap_or_else(Kinds::base);
            lines_of_json(records, tree.get("agreements"), &kinds)?
        }
    };
    let mut world = build(&source)?;
    if let Some(d) = tree.get("known_on").filter(|d| !d.is_null()) {
        world = world.known_on(day(d, "known_on")?);
    }
    if let Some(c) = tree.get("holds") {
        return holds(tree, c, world);
    }
    let rules = tree.get("standard").or_else(|| tree.get("standards"));
    let rules = rules.ok_or_else(|| Fault::new("a check without standard, add, holds or measure"))?;
    let rules = read_standards(&world.vocabulary, rules)?;
    let as_at = day(tree.get("as_at").unwrap_or(&Json::Null), "as_at")?;
    let expect = tree.get("expect").ok_or_else(|| Fault::new("nothing expected"))?;
    let expect: Read<Vec<Expected>> =
        list(expect, "expect")?.iter().map(|e| expected(text(e, "expect")?)).collect();
    Ok(Check::Verdicts { world: Box::new(world), rules, as_at, expect: expect? })
}

fn holds(tree: &Json, c: &Json, world: World) -> Read<Check> {
    let id = text(tree.get("it").unwrap_or(&Json::Null), "it")?;
    let it = world.records.iter().position(|r| r.id == id);
    let it = it.ok_or_else(|| Fault::new(format!("no record `{id}`")))?;
    let scope = Scope { vocabulary: &world.vocabulary, kind: world.records[it].kind, settings: &[] };
    let cond = cond(&scope, c)?;
    let on = day(tree.get("on").unwrap_or(&Json::Null), "on")?;
    let expect = text(tree.get("expect").unwrap_or(&Json::Null), "expect")?.to_owned();
    Ok(Check::Holds { cond: Box::new(cond), it, on, expect, world: Box::new(world) })
}

/// Reads `p#2 late 2026-02-03`, `t#1#1 cannot tell`.
pub(crate) fn expected(text: &str) -> Read<Expected> {
    let wrong = |what: &str| Fault::new(format!("{what} in expectation `{text}`"));
    let (who, mut rest) = text.split_once(' ').ok_or_else(|| wrong("no verdict"))?;
    let (subject, ordinal) = who.rsplit_once('#').ok_or_else(|| wrong("no ordinal"))?;
    let ordinal = ordinal.parse().map_err(|_| wrong("no ordinal"))?;
    let mut day = None;
    if let Some((word, last)) = rest.rsplit_once(' ')
        && let Some(d) = parse_iso(last)
    {
        (rest, day) = (word, Some(d));
    }
    let word = VerdictWord::named(rest.trim()).ok_or_else(|| wrong("no verdict word"))?;
    Ok(Expected { subject: subject.to_owned(), ordinal, word, day })
}

/// The type of a field that no list declares, from how the tree uses it.
fn likely_type(tree: &Json, field: &str) -> Option<&'static str> {
    let mut found = None;
    look(tree, field, &mut found);
    found
}

fn look(tree: &Json, field: &str, found: &mut Option<&'static str>) {
    match tree {
        Json::Array(items) => {
            let is = |j: Option<&Json>| j.and_then(Json::as_str) == Some(field);
            let word = items.first().and_then(Json::as_str).unwrap_or("");
            if is(items.get(1)) {
                let guess = match (word, items.get(2)) {
                    ("within" | "by", _) => Some("date"),
                    ("known" | "missing", _) => Some("text"),
                    ("in", _) => Some("text"),
                    (_, Some(Json::Bool(_))) => Some("yes-no"),
                    (_, Some(Json::Number(_))) => Some("number"),
                    (_, Some(Json::String(s))) if parse_iso(s).is_some() => Some("date"),
                    (_, Some(Json::String(_))) => Some("text"),
                    _ => None,
                };
                if guess.is_some() && (found.is_none() || *found == Some("text")) {
                    *found = guess;
                }
            }
            items.iter().for_each(|i| look(i, field, found));
        }
        Json::Object(map) => {
            let named = |key: &str| map.get(key).and_then(Json::as_str) == Some(field);
            if ["of", "by", "until", "be"].into_iter().any(named) {
                *found = Some("date");
            }
            map.values().for_each(|v| look(v, field, found));
        }
        _ => {}
    }
}
