//! Record lines, or records as JSON, become a plain world; fields nobody listed are added as they look.

use super::json::{Fault, Read, amount, day, flag, list, object, pair, text};
use crate::support::world::{
    Agreed, Kinds, PlainCalendar, Rec, Val, Varied, World, read_line, sort_of_value,
};
use duecare::calendar::{Day, from_civil, parse_iso};
use duecare::record::{FieldType, KindId, Shape};
use serde_json::Value as Json;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Where the records of a check come from.
#[derive(Debug, Clone, Default)]
pub(crate) struct Source {
    pub(crate) lines: Vec<String>,
    pub(crate) calendar: Option<Json>,
    pub(crate) extra_fields: Vec<(String, String, String)>,
    pub(crate) kinds: Option<Kinds>,
    pub(crate) leap_28_february: bool,
}

/// The world of some lines.
pub(crate) fn build(source: &Source) -> Read<World> {
    let mut kinds = source.kinds.clone().unwrap_or_else(Kinds::base);
    let mut lines = Vec::new();
    for text in &source.lines {
        let line = read_line(text).map_err(|e| Fault::new(e.0))?;
        if line.kind != "agreement" {
            if !kinds.has(&line.kind) {
                let shape = if text.contains("..") { Shape::Period } else { Shape::Event };
                kinds.add(&line.kind, shape, Some("child"));
            }
            for (field, value) in line.pairs.iter().filter(|p| p.0 != "recorded") {
                kinds.field(&line.kind, field, sort_of_value(value));
            }
        }
        lines.push(line);
    }
    for (kind, field, field_type) in &source.extra_fields {
        kinds.field(kind, field, field_type);
    }
    let vocabulary = Arc::new(kinds.vocabulary().map_err(Fault::new)?);
    let calendar = Arc::new(calendar(source.calendar.as_ref(), source.leap_28_february)?);
    let mut world = World {
        vocabulary,
        records: Vec::new(),
        agreements: Vec::new(),
        calendar,
        functions: Arc::default(),
    };
    let mut places: BTreeMap<(KindId, String), usize> = BTreeMap::new();
    for line in lines.iter().filter(|l| l.kind != "agreement") {
        let kind = kind_of(&world, &line.kind)?;
        let (start, end) = match world.shape(kind) {
            Shape::Event => (line.start, None),
            Shape::Period => (line.start, line.end),
            Shape::Subject => (None, None),
        };
        let recorded = line.day("recorded").map_err(|e| Fault::new(e.0))?;
        let at = world.records.len();
        world.records.push(Rec {
            kind,
            id: line.id.clone(),
            owner: None,
            start,
            end,
            recorded,
            fields: BTreeMap::new(),
            gone: false,
        });
        if places.insert((kind, line.id.clone()), at).is_some() {
            return Err(Fault::new(format!("two records {} {}", line.kind, line.id)));
        }
    }
    let mut at = 0;
    for line in &lines {
        if line.kind == "agreement" {
            let agreed = agreement(&mut world, &mut places, line)?;
            world.agreements.push(agreed);
            continue;
        }
        let kind = world.records[at].kind;
        if let Some(owner) = world.vocabulary.kind(kind).and_then(|k| k.owner) {
            world.records[at].owner =
                Some(find_or_make(&mut world, &mut places, owner, line.of.as_deref().unwrap_or("c"))?);
        }
        for (name, written) in line.pairs.iter().filter(|p| p.0 != "recorded") {
            let field = world.vocabulary.kind(kind).and_then(|k| k.field(name));
            let field = field.ok_or_else(|| Fault::no_field(&line.kind, name))?;
            let value = value(&mut world, &mut places, kind, field, written)?;
            world.records[at].fields.insert(field, value);
        }
        at += 1;
    }
    Ok(world)
}

fn kind_of(world: &World, name: &str) -> Read<KindId> {
    world.vocabulary.kind_named(name).ok_or_else(|| Fault::new(format!("no kind `{name}`")))
}

type Places = BTreeMap<(KindId, String), usize>;

fn find_or_make(world: &mut World, places: &mut Places, kind: KindId, id: &str) -> Read<usize> {
    if let Some(at) = places.get(&(kind, id.to_owned())) {
        return Ok(*at);
    }
    if world.shape(kind) != Shape::Subject {
        return Err(Fault::new(format!("no {} `{id}`", world.vocabulary.name(kind))));
    }
    let at = world.records.len();
    world.records.push(Rec {
        kind,
        id: id.to_owned(),
        owner: None,
        start: None,
        end: None,
        recorded: None,
        fields: BTreeMap::new(),
        gone: false,
    });
    places.insert((kind, id.to_owned()), at);
    Ok(at)
}

fn value(
    world: &mut World,
    places: &mut Places,
    kind: KindId,
    field: duecare::record::FieldId,
    written: &str,
) -> Read<Val> {
    let wrong = || Fault::new(format!("`{written}` is not of its field's type"));
    let vocabulary = world.vocabulary.clone();
    let field = vocabulary.kind(kind).and_then(|k| k.field_at(field)).ok_or_else(wrong)?;
    Ok(match &field.field_type {
        FieldType::Date | FieldType::PlannedDate => Val::Date(parse_iso(written).ok_or_else(wrong)?),
        FieldType::YesNo => Val::YesNo(match written {
            "yes" | "true" => true,
            "no" | "false" => false,
            _ => return Err(wrong()),
        }),
        FieldType::Number => Val::Number(written.parse().map_err(|_| wrong())?),
        FieldType::Text | FieldType::OneOf(_) => Val::Text(written.to_owned()),
        FieldType::Link(to) => Val::Record(find_or_make(world, places, *to, written)?),
    })
}

fn agreement(world: &mut World, places: &mut Places, line: &crate::support::world::Line) -> Read<Agreed> {
    let wrong = |what: &str| Fault::new(format!("agreement {}: {what}", line.id));
    let day = |key| line.day(key).map_err(|e| Fault::new(e.0));
    if let Some(key) = line
        .pairs
        .iter()
        .map(|p| p.0.as_str())
        .find(|k| !["setting", "value", "from", "agreed", "until", "recorded"].contains(k))
    {
        return Err(wrong(&format!("unknown key `{key}`")));
    }
    let value = match line.amount("value") {
        Some(a) => Varied::Amount(a),
        None => {
            Varied::Number(line.get("value").and_then(|v| v.parse().ok()).ok_or_else(|| wrong("no value"))?)
        }
    };
    let kind = if line.get("of").is_some() { None } else { world.vocabulary.kind_named("child") };
    let kind = kind.or_else(|| world.vocabulary.kind_named("child")).ok_or_else(|| wrong("no child kind"))?;
    let of = find_or_make(world, places, kind, line.of.as_deref().unwrap_or("c"))?;
    let (from, agreed) = (day("from")?, day("agreed")?);
    let first = from.or(agreed).or(line.start).ok_or_else(|| wrong("neither `from` nor `agreed`"))?;
    Ok(Agreed {
        id: line.id.clone(),
        of,
        setting: line.get("setting").ok_or_else(|| wrong("no setting"))?.to_owned(),
        value,
        from: from.unwrap_or(first),
        until: day("until")?,
        agreed: agreed.unwrap_or(from.unwrap_or(first)),
        recorded: day("recorded")?,
    })
}

fn calendar(tree: Option<&Json>, leap_28_february: bool) -> Read<PlainCalendar> {
    let mut out = PlainCalendar::england();
    out.leap_28_february = leap_28_february;
    let Some(tree) = tree else { return Ok(out) };
    let keys = ["holidays", "first", "last", "closures", "school", "slots", "leap_28_february", "outages"];
    let map = object(tree, "calendar", &keys)?;
    let days = |key: &str| -> Read<Option<Vec<Day>>> {
        let Some(tree) = map.get(key) else { return Ok(None) };
        list(tree, key)?.iter().map(|d| day(d, key)).collect::<Read<Vec<Day>>>().map(Some)
    };
    if let Some(list) = days("holidays")? {
        out.holidays = list.into_iter().collect();
    }
    if let Some(list) = days("closures")? {
        out.closures = list.into_iter().collect();
    }
    if let Some(d) = map.get("first") {
        out.first = day(d, "first")?;
    }
    if let Some(d) = map.get("last") {
        out.last = day(d, "last")?;
    }
    if let Some(tree) = map.get("school") {
        for term in list(tree, "school")? {
            out.school.push(match term {
                Json::String(_) => (day(term, "school")?, day(term, "school")?),
                _ => pair(term, "school")?,
            });
        }
    }
    if let Some(tree) = map.get("slots") {
        for (name, stretches) in tree.as_object().ok_or_else(|| Fault::new("slots is not an object"))? {
            let stretches: Read<Vec<(Day, Day)>> =
                list(stretches, "slots")?.iter().map(|s| pair(s, "slot")).collect();
            out.slots.insert(name.clone(), stretches?);
        }
    }
    if let Some(tree) = map.get("outages") {
        for one in list(tree, "outages")? {
            let of = object(one, "outage", &["from", "until", "exempts"])?;
            let end = |key: &str| of.get(key).map(|d| day(d, key)).transpose();
            let exempts = match of.get("exempts") {
                None => None,
                Some(ids) => {
                    let word = |id: &Json| id.as_str().map(str::to_owned);
                    Some(list(ids, "exempts")?.iter().filter_map(word).collect())
                }
            };
            let (from, until) = end("from")?.zip(end("until")?).ok_or_else(|| Fault::new("no outage"))?;
            out.outages.push((from, until, exempts));
        }
    }
    out.leap_28_february |= flag(map.get("leap_28_february"), "leap_28_february")?;
    Ok(out)
}

/// The lines that say what a world in JSON says.
pub(crate) fn lines_of_json(records: &Json, agreements: Option<&Json>, kinds: &Kinds) -> Read<Vec<String>> {
    let mut out = Vec::new();
    let map = records.as_object().ok_or_else(|| Fault::new("records is neither lines nor an object"))?;
    let word = |v: &Json| match v {
        Json::String(s) => s.replace(' ', "_"),
        Json::Bool(b) => (if *b { "yes" } else { "no" }).to_owned(),
        other => other.to_string(),
    };
    for (kind, rows) in map {
        for (i, row) in list(rows, kind)?.iter().enumerate() {
            let row = row.as_object().ok_or_else(|| Fault::new(format!("a {kind} is not an object")))?;
            let get = |key: &str| row.get(key).filter(|v| !v.is_null()).map(word);
            let id = get("id").unwrap_or_else(|| format!("{kind}{}", i + 1));
            let mut line = format!("{kind} {id}");
            match (get("day").or_else(|| get("date")), get("start"), get("end")) {
                (Some(d), _, _) => line += &format!(" {d}"),
                (None, None, None) => line += " -",
                (None, a, b) => {
                    line += &format!(" {}..{}", a.unwrap_or_default(), b.unwrap_or_default());
                }
            }
            for (key, v) in row
                .iter()
                .filter(|(k, v)| !["id", "day", "date", "start", "end"].contains(&k.as_str()) && !v.is_null())
            {
                line += &format!(" {key}={}", word(v));
            }
            out.push(line);
        }
        if !kinds.has(kind) {
            return Err(Fault::new(format!("records of `{kind}`, which the vocabulary does not have")));
        }
    }
    for (i, row) in agreements.map(|a| list(a, "agreements")).transpose()?.into_iter().flatten().enumerate() {
        let row = object(row, "agreement", &["id", "of", "setting", "value", "from", "until", "agreed"])?;
        let id = row.get("id").map_or_else(|| format!("g{i}"), word);
        let pairs: Vec<String> = row
            .iter()
            .filter(|(k, v)| *k != "id" && !v.is_null())
            .map(|(k, v)| format!("{k}={}", word(v)))
            .collect();
        out.push(format!("agreement {id} - {}", pairs.join(" ")));
    }
    Ok(out)
}

/// The kinds of a vocabulary in JSON; events and periods belong to `child`, or to the one subject kind there is.
pub(crate) fn kinds_of_json(tree: &Json) -> Read<Kinds> {
    let map = tree.as_object().ok_or_else(|| Fault::new("vocabulary is not an object"))?;
    let mut out = Kinds::empty();
    let is = |k: &Json| -> Read<Shape> {
        let word = text(k.get("is").unwrap_or(&Json::Null), "is")?;
        Kinds::shape(word).ok_or_else(|| Fault::new(format!("`{word}` is no shape")))
    };
    let mut subjects = Vec::new();
    for (name, kind) in map {
        object(kind, name, &["is", "fields", "of"])?;
        if is(kind)? == Shape::Subject {
            subjects.push(name.as_str());
        }
    }
    let root = if subjects.contains(&"child") { Some("child") } else { subjects.first().copied() };
    for (name, kind) in map {
        let shape = is(kind)?;
        let of = kind.get("of").and_then(Json::as_str);
        out.add(name, shape, if shape == Shape::Subject { of } else { of.or(root) });
    }
    for (name, kind) in map {
        for (field, word) in kind.get("fields").and_then(Json::as_object).into_iter().flatten() {
            out.field(name, field, text(word, field)?);
        }
    }
    Ok(out)
}

/// Reads an `add` check: the day, the amount and its options.
pub(crate) fn read_add(tree: &Json, calendar_tree: Option<&Json>) -> Read<super::check::Check> {
    let items = list(tree, "add")?;
    let options = match items.get(2) {
        None | Some(Json::Null) => duecare::calendar::AddOptions::default(),
        Some(Json::Object(map)) => {
            object(&Json::Object(map.clone()), "add options", &["counting", "roll"])?;
            duecare::calendar::AddOptions {
                counting: flag(map.get("counting"), "counting")?,
                roll: flag(map.get("roll"), "roll")?,
            }
        }
        Some(Json::Array(words)) => duecare::calendar::AddOptions {
            counting: words.iter().any(|w| w == "counting"),
            roll: words.iter().any(|w| w == "roll"),
        },
        Some(other) => return Err(Fault::new(format!("add options: {other}"))),
    };
    let first = super::json::at(items, 0, "add")?;
    let day = day(first, "add")?;
    let amount = amount(super::json::at(items, 1, "add")?, "add")?;
    let calendar = calendar(calendar_tree, false)?;
    Ok(super::check::Check::Add { day, amount, options, calendar })
}

/// 1 January of year 1, as the trees write "always".
pub(crate) fn always() -> Day {
    from_civil(1, 1, 1).expect("a real day")
}
