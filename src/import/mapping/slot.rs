//! Where a value comes from, as a mapping writes it.

use super::read::tests;
use super::{From, LookupSpec, Place, Slot, Take};
use crate::import::toml_read::{Item, Section, TomlText};
use crate::text::Diagnostic;
use std::collections::BTreeMap;

/// What the records of a mapping share.
#[derive(Debug, Default)]
pub(super) struct Shared {
    /// Named lists of codes.
    pub(super) codes: BTreeMap<String, BTreeMap<String, String>>,
    /// Look-ups, each once.
    pub(super) lookups: Vec<LookupSpec>,
}

/// A column name, a table, or a list of these.
pub(super) fn read(item: Item<'_>, shared: &mut Shared, toml: &mut TomlText<'_>) -> Slot {
    let parts = item.as_list(toml).unwrap_or_else(|| vec![item]);
    let mut slot = Slot::default();
    for part in parts {
        if let Some(column) = part.as_text() {
            slot.from.push(From::of(Place::Column(column.to_lowercase())));
        } else if let Some(section) = part.as_section(toml, "where a value comes from") {
            slot.from.extend(from(section, &mut slot.take, shared, toml));
        } else {
            part.wrong(
                toml,
                "where a value comes from",
                "a column name, or a table with `column` or `value`",
            );
        }
    }
    slot
}

impl From {
    /// A plain column.
    pub(in crate::import) fn column(name: &str) -> From {
        From::of(Place::Column(name.to_owned()))
    }

    fn of(place: Place) -> From {
        From { place, codes: BTreeMap::new(), otherwise: None, flags: Vec::new(), unless: Vec::new() }
    }
}

fn from(
    mut part: Section<'_>,
    take: &mut Take,
    shared: &mut Shared,
    toml: &mut TomlText<'_>,
) -> Option<From> {
    let value = part.item("value");
    let column = part.text("column", toml).map(|t| t.0.to_lowercase());
    let said = part.text("take", toml).and_then(|(word, span)| {
        let found = take_named(word);
        if found.is_none() {
            let fault =
                Diagnostic::error("unknown-take", span, format!("`{word}` is no way to take a value"));
            toml.fault(fault.help("known: first, last, least, greatest"));
        }
        found
    });
    let place = match (value, column) {
        (Some(item), None) => Place::Constant(constant(item, toml)?),
        (None, Some(column)) => match part.text("file", toml).map(|t| t.0.to_lowercase()) {
            None => {
                *take = said.unwrap_or(*take);
                Place::Column(column)
            }
            Some(file) => lookup(file, column, said.unwrap_or_default(), &mut part, shared, toml)?,
        },
        _ => {
            let message = "a value comes from one `column` or is one `value`";
            toml.fault(Diagnostic::error("no-place", part.span, message));
            return None;
        }
    };
    let mut out = From::of(place);
    if let Some(item) = part.item("codes") {
        out.codes = codes(item, shared, toml);
    }
    out.otherwise = part.text("else", toml).map(|t| t.0.to_owned());
    if let Some(list) = part.section("flags", toml) {
        for entry in list.entries() {
            let value = entry.item.text(toml, "what a flag means").unwrap_or_default();
            out.flags.push((entry.key.to_owned(), value.to_owned()));
        }
    }
    out.unless = tests(part.section("unless", toml), false, toml);
    part.end(toml);
    Some(out)
}

fn take_named(word: &str) -> Option<Take> {
    match word {
        "first" => Some(Take::First),
        "last" => Some(Take::Last),
        "least" => Some(Take::Least),
        "greatest" => Some(Take::Greatest),
        _ => None,
    }
}

fn constant(item: Item<'_>, toml: &mut TomlText<'_>) -> Option<String> {
    match item.as_number() {
        Some(number) => Some(number.to_owned()),
        None => item.text(toml, "`value`").map(str::to_owned),
    }
}

fn lookup(
    file: String,
    column: String,
    take: Take,
    part: &mut Section<'_>,
    shared: &mut Shared,
    toml: &mut TomlText<'_>,
) -> Option<Place> {
    let key = part.need_text("key", toml).map(|t| t.0.to_lowercase());
    let with = part.need_text("with", toml).map(|t| t.0.to_lowercase());
    let tests = tests(part.section("where", toml), false, toml);
    let spec = LookupSpec { file, key: key?, column, tests, take };
    let lookup = shared.lookups.iter().position(|l| *l == spec).unwrap_or_else(|| {
        shared.lookups.push(spec);
        shared.lookups.len() - 1
    });
    Some(Place::Lookup { lookup, with: with? })
}

/// Codes written here, or the name of a shared list.
fn codes(item: Item<'_>, shared: &Shared, toml: &mut TomlText<'_>) -> BTreeMap<String, String> {
    if let Some(name) = item.as_text() {
        if let Some(list) = shared.codes.get(name) {
            return list.clone();
        }
        let fault =
            Diagnostic::error("unknown-codes", item.span, format!("there is no list of codes `{name}`"));
        toml.fault(fault.help(format!("write a table [codes.{name}]")));
        return BTreeMap::new();
    }
    match item.as_section(toml, "codes") {
        Some(list) => code_map(&list, toml),
        None => {
            item.wrong(toml, "`codes`", "a table of codes or the name of one");
            BTreeMap::new()
        }
    }
}

/// A table of codes: each code to what it means, or what it means to a list of codes.
pub(super) fn code_map(list: &Section<'_>, toml: &mut TomlText<'_>) -> BTreeMap<String, String> {
    let mut out: BTreeMap<String, String> = BTreeMap::new();
    for entry in list.entries() {
        let told = match entry.item.as_text() {
            Some(value) => vec![(entry.key, entry.item.span, value)],
            None => {
                let codes = entry.item.texts(toml, "what a code means");
                codes.into_iter().map(|(code, span)| (code, span, entry.key)).collect()
            }
        };
        for (code, span, value) in told {
            match out.get(&code.trim().to_lowercase()) {
                Some(other) if other != value => {
                    let message = format!("the code `{code}` is said to mean both `{other}` and `{value}`");
                    toml.fault(Diagnostic::error("two-meanings", span, message).help("keep one of the two"));
                }
                _ => drop(out.insert(code.trim().to_lowercase(), value.to_owned())),
            }
        }
    }
    out
}
