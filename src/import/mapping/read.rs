//! A mapping file, table by table.

use super::check::Checker;
use super::slot::{self, Shared};
use super::{DateForm, Forms, Mapping, RecordSpec, Slot, Test};
use crate::import::toml_read::{Section, TomlText};
use crate::record::{FieldType, Shape, Vocabulary};
use crate::text::{Diagnostic, Diagnostics, Sources, nearest};
use std::collections::{BTreeMap, BTreeSet};

pub(super) fn read(
    name: &str,
    text: &str,
    vocabulary: &Vocabulary,
    sources: &mut Sources,
) -> (Mapping, Diagnostics) {
    let mut toml = TomlText::new(name, text, sources);
    let table = toml.table();
    let whole = toml.span(0..0);
    let mut file = Section::new(&table, whole, &toml, "a mapping");
    let title = file.need_text("name", &mut toml).map(|t| t.0.to_owned()).unwrap_or_default();
    // For the reader of the file.
    file.text("about", &mut toml);
    let recognise = lower(file.texts("recognise", &mut toml));
    let ignore = lower(file.texts("ignore", &mut toml));
    let forms = forms(file.section("forms", &mut toml), &mut toml);
    let aliases = aliases(file.section("files", &mut toml), &mut toml);
    let yearly = yearly(file.section("yearly", &mut toml), &mut toml);
    let codes = shared_codes(file.section("codes", &mut toml), &mut toml);
    let mut shared = Shared { codes, lookups: Vec::new() };
    let records = file.sections("record", &mut toml);
    let records = records.into_iter().filter_map(|r| record(r, vocabulary, &mut shared, &mut toml)).collect();
    file.end(&mut toml);
    let lookups = shared.lookups;
    (
        Mapping { name: title, own: false, recognise, ignore, forms, yearly, aliases, lookups, records },
        toml.finish(),
    )
}

pub(super) fn lower(list: Vec<(&str, crate::text::Span)>) -> Vec<String> {
    list.into_iter().map(|(t, _)| t.trim().to_lowercase()).collect()
}

/// What means yes where a mapping does not say.
pub(in crate::import) const YES: [&str; 5] = ["y", "yes", "true", "t", "1"];
/// What means no where a mapping does not say.
pub(in crate::import) const NO: [&str; 5] = ["n", "no", "false", "f", "0"];

fn forms(part: Option<Section<'_>>, toml: &mut TomlText<'_>) -> Forms {
    let words = |list: &[&str]| list.iter().map(|w| (*w).to_owned()).collect::<Vec<_>>();
    let mut forms = Forms {
        dates: BTreeSet::from([DateForm::Iso, DateForm::Uk]),
        yes: words(&YES),
        no: words(&NO),
        blank: Vec::new(),
        lettered: false,
    };
    let Some(mut part) = part else { return forms };
    if part.item("dates").is_some() {
        forms.dates.clear();
        for (word, span) in part.texts("dates", toml) {
            let form = match word {
                "iso" => DateForm::Iso,
                "uk" => DateForm::Uk,
                "compact" => DateForm::Compact,
                "excel" => DateForm::Excel,
                _ => {
                    let fault =
                        Diagnostic::error("unknown-form", span, format!("`{word}` is no form of a date"));
                    toml.fault(fault.help("known: iso, uk, compact, excel"));
                    continue;
                }
            };
            forms.dates.insert(form);
        }
    }
    if part.item("yes").is_some() {
        forms.yes = lower(part.texts("yes", toml));
    }
    if part.item("no").is_some() {
        let said = part.texts("no", toml);
        for (word, span) in &said {
            if forms.yes.contains(&word.trim().to_lowercase()) {
                let message = format!("`{word}` is said to mean both yes and no");
                toml.fault(Diagnostic::error("two-meanings", *span, message).help("keep one of the two"));
            }
        }
        forms.no = lower(said);
    }
    forms.blank = lower(part.texts("blank", toml));
    forms.lettered = part.flag("lettered", toml);
    part.end(toml);
    forms
}

fn aliases(part: Option<Section<'_>>, toml: &mut TomlText<'_>) -> BTreeMap<String, Vec<String>> {
    let mut out = BTreeMap::new();
    for entry in part.iter().flat_map(|p| p.entries()) {
        out.insert(entry.key.to_lowercase(), lower(entry.item.texts(toml, "the other names of a file")));
    }
    out
}

fn yearly(part: Option<Section<'_>>, toml: &mut TomlText<'_>) -> BTreeMap<String, Vec<String>> {
    let mut out = BTreeMap::new();
    for entry in part.iter().flat_map(|p| p.entries()) {
        out.insert(
            entry.key.to_lowercase(),
            lower(entry.item.texts(toml, "the columns that tell rows apart")),
        );
    }
    out
}

fn shared_codes(
    part: Option<Section<'_>>,
    toml: &mut TomlText<'_>,
) -> BTreeMap<String, BTreeMap<String, String>> {
    let mut out = BTreeMap::new();
    for entry in part.iter().flat_map(|p| p.entries()) {
        match entry.item.as_section(toml, "a list of codes") {
            Some(list) => {
                out.insert(entry.key.to_owned(), slot::code_map(&list, toml));
            }
            None => entry.item.wrong(toml, &format!("`{}`", entry.key), "a table of codes"),
        }
    }
    out
}

/// Tests as a table: `{ kind = "core_group", status = ["held", "done"] }`.
pub(super) fn tests(part: Option<Section<'_>>, not: bool, toml: &mut TomlText<'_>) -> Vec<Test> {
    let mut out = Vec::new();
    for entry in part.iter().flat_map(|p| p.entries()) {
        let codes = lower(entry.item.texts(toml, "a test of a column"));
        out.push(Test { column: entry.key.to_lowercase(), codes, not });
    }
    out
}

fn record(
    mut part: Section<'_>,
    vocabulary: &Vocabulary,
    shared: &mut Shared,
    toml: &mut TomlText<'_>,
) -> Option<RecordSpec> {
    let file = part.need_text("file", toml).map(|t| t.0.to_lowercase());
    let kind = part.need_text("kind", toml);
    let (kind_name, kind_span) = kind?;
    let found = vocabulary.kind_named(kind_name).filter(|k| vocabulary.name(*k) == kind_name);
    let Some(kind) = found else {
        let message = format!("the vocabulary has no kind `{kind_name}`");
        let names: Vec<&str> = vocabulary.iter().map(|(_, k)| k.name.as_str()).collect();
        let mut fault = Diagnostic::error("unknown-kind", kind_span, message);
        if let Some(near) = nearest(kind_name, names) {
            fault = fault.help(format!("did you mean `{near}`?"));
        }
        toml.fault(fault);
        return None;
    };
    let declared = vocabulary.kind(kind)?;
    let mut tests_of_row = tests(part.section("where", toml), false, toml);
    tests_of_row.extend(tests(part.section("where-not", toml), true, toml));
    let needs = lower(part.texts("needs", toml));
    let unless_files = lower(part.texts("unless-file", toml));
    let told_in = lower(part.texts("told-in", toml));
    let told_by_day = part.flag("told-by-day", toml);
    let latest = part.flag("latest", toml);
    let partial = part.texts("partial", toml);
    let group = part.text("group", toml).map(|t| t.0.to_lowercase());
    let order = part.text("order", toml).map(|t| t.0.to_lowercase());
    let mut named = |key: &'static str, part: &mut Section<'_>, toml: &mut TomlText<'_>| -> Option<Slot> {
        part.item(key).map(|item| slot::read(item, shared, toml))
    };
    let id = named("id", &mut part, toml);
    let owner = named("owner", &mut part, toml);
    let date = named("date", &mut part, toml);
    let start = named("start", &mut part, toml);
    let end = named("end", &mut part, toml);
    let recorded = named("recorded", &mut part, toml);
    let mut checker = Checker { toml };
    checker.shape(declared, &part, [owner.is_some(), date.is_some(), start.is_some(), end.is_some()]);
    if declared.shape == Shape::Subject && id.is_none() && group.is_none() {
        part.missing("id", checker.toml);
    }
    for slot in [&date, &start, &end, &recorded].into_iter().flatten() {
        checker.values(slot, &FieldType::Date, part.span);
    }
    let partial = partial.into_iter().filter_map(|(name, span)| checker.field(declared, name, span));
    let partial = partial.map(|(field, _)| field).collect();
    let mut fields = Vec::new();
    if let Some(list) = part.section("fields", checker.toml) {
        for entry in list.entries() {
            let slot = slot::read(entry.item, shared, checker.toml);
            if let Some((field, field_type)) = checker.field(declared, entry.key, entry.span) {
                checker.values(&slot, &field_type, entry.item.span);
                fields.push((field, slot));
            }
        }
    }
    part.end(toml);
    Some(RecordSpec {
        kind,
        file: file?,
        tests: tests_of_row,
        needs,
        unless_files,
        told_in,
        told_by_day,
        latest,
        partial,
        group,
        order,
        id,
        owner,
        start: date.or(start),
        end,
        recorded,
        fields,
    })
}
