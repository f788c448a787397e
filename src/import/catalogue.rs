//! The catalogue file: what is asked of practice, and the rules that do it.

use super::placed::{Placed, told_twice};
use super::toml_read::{Section, TomlText};
use crate::text::{Diagnostic, Diagnostics, Sources};

/// What a catalogue file says. Names are as they are written: nothing is known of the rules here.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CatalogueFile {
    /// The rows in order.
    pub rows: Vec<CatalogueEntry>,
    /// Rules that stand in no row, with the reason.
    pub others: Vec<OtherRules>,
}

/// A row of the catalogue.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CatalogueEntry {
    /// Its id.
    pub id: Placed,
    /// What is asked, in words.
    pub title: String,
    /// The standards and checks that do it.
    pub standards: Vec<Placed>,
    /// The measures that count it.
    pub measures: Vec<Placed>,
    /// The themes that ask about it.
    pub themes: Vec<Placed>,
    /// Why it is not done, or done in part only.
    pub reason: Option<String>,
}

/// Standards, checks and measures that no row is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OtherRules {
    /// Their names.
    pub names: Vec<Placed>,
    /// Why no row has them.
    pub reason: String,
}

impl CatalogueFile {
    /// Reads the text of a catalogue file; the name is used in messages, and the text is kept for them.
    pub fn parse(name: &str, text: &str, sources: &mut Sources) -> (CatalogueFile, Diagnostics) {
        let mut toml = TomlText::new(name, text, sources);
        let table = toml.table();
        let whole = toml.span(0..0);
        let mut file = Section::new(&table, whole, &toml, "a catalogue");
        let rows = file.sections("row", &mut toml);
        let rows: Vec<CatalogueEntry> = rows.into_iter().filter_map(|part| row(part, &mut toml)).collect();
        let others = file.sections("other", &mut toml);
        let others = others.into_iter().filter_map(|part| other(part, &mut toml)).collect();
        file.end(&mut toml);
        told_twice(rows.iter().map(|r| &r.id), "row", &mut toml);
        (CatalogueFile { rows, others }, toml.finish())
    }
}

fn row(mut part: Section<'_>, toml: &mut TomlText<'_>) -> Option<CatalogueEntry> {
    part.name("a row of the catalogue");
    let id = part.need_text("id", toml).map(Placed::from);
    let title = part.need_text("title", toml).map(|(title, _)| title.to_owned());
    let standards = names(&mut part, "standards", toml);
    let measures = names(&mut part, "measures", toml);
    let themes = names(&mut part, "themes", toml);
    let reason = reason(&mut part, toml);
    let span = part.span;
    part.end(toml);
    let entry = CatalogueEntry { id: id?, title: title?, standards, measures, themes, reason };
    let nothing = entry.standards.is_empty() && entry.measures.is_empty() && entry.themes.is_empty();
    if nothing && entry.reason.is_none() {
        let message = format!("`{}` names no rule, and no `reason` says why", entry.id.text);
        toml.fault(
            Diagnostic::error("missing-reason", span, message)
                .help("name what does it, or say why nothing does"),
        );
    }
    Some(entry)
}

fn other(mut part: Section<'_>, toml: &mut TomlText<'_>) -> Option<OtherRules> {
    part.name("a part of `other`");
    let names = names(&mut part, "names", toml);
    let reason = part.need_text("reason", toml).map(|(reason, _)| reason.to_owned());
    part.end(toml);
    Some(OtherRules { names, reason: reason? })
}

/// A reason; one without words says nothing.
fn reason(part: &mut Section<'_>, toml: &mut TomlText<'_>) -> Option<String> {
    let (words, span) = part.text("reason", toml)?;
    if words.trim().is_empty() {
        toml.fault(Diagnostic::error("missing-reason", span, "`reason` is empty"));
        return None;
    }
    Some(words.to_owned())
}

fn names(part: &mut Section<'_>, key: &'static str, toml: &mut TomlText<'_>) -> Vec<Placed> {
    let names: Vec<Placed> = part.texts(key, toml).into_iter().map(Placed::from).collect();
    told_twice(&names, "name", toml);
    names
}
