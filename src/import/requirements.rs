//! The file of requirements: what the councils' reports ask for, row by row, and what does it.

use super::placed::{Placed, told_twice};
use super::toml_read::{Section, TomlText};
use crate::text::{Diagnostics, Sources, Span};

/// What a file of requirements says. Names are as they are written: nothing is known of rules and reports here.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RequirementsFile {
    /// The rows in order.
    pub rows: Vec<RequirementEntry>,
    /// The whole text.
    pub span: Span,
}

/// A row: what a report asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RequirementEntry {
    /// Its id.
    pub id: Placed,
    /// What sort of row it is: `target`, `convention` ...
    pub kind: String,
    /// The report it is of; absent where a figure of a profile says it.
    pub report: Option<Placed>,
    /// What is asked, in words; absent where a figure of a profile says it.
    pub what: Option<String>,
    /// Whether it is worked out; absent where a figure of a profile says it.
    pub how: Option<Placed>,
    /// What does it, besides what a figure of a profile names.
    pub by: Vec<Placed>,
    /// Why it cannot be done, or only so.
    pub reason: Option<String>,
}

impl RequirementsFile {
    /// Reads the text of a file of requirements; the name is used in messages, and the text is kept for them.
    pub fn parse(name: &str, text: &str, sources: &mut Sources) -> (RequirementsFile, Diagnostics) {
        let mut toml = TomlText::new(name, text, sources);
        let table = toml.table();
        let span = toml.span(0..0);
        let mut file = Section::new(&table, span, &toml, "a file of requirements");
        let rows = file.sections("row", &mut toml);
        let rows: Vec<RequirementEntry> = rows.into_iter().filter_map(|part| row(part, &mut toml)).collect();
        file.end(&mut toml);
        told_twice(rows.iter().map(|row| &row.id), "row", &mut toml);
        (RequirementsFile { rows, span }, toml.finish())
    }
}

fn row(mut part: Section<'_>, toml: &mut TomlText<'_>) -> Option<RequirementEntry> {
    part.name("a row of requirements");
    let id = part.need_text("id", toml).map(Placed::from);
    if let Some(id) = &id {
        part.name(&format!("the row `{}`", id.text));
    }
    let kind = part.need_text("kind", toml).map(|(kind, _)| kind.to_owned());
    let report = part.text("report", toml).map(Placed::from);
    let what = part.text("what", toml).map(|(what, _)| what.to_owned());
    let how = part.text("how", toml).map(Placed::from);
    let by = part.texts("by", toml).into_iter().map(Placed::from).collect();
    let reason = part.text("reason", toml).map(|(reason, _)| reason.to_owned());
    part.end(toml);
    Some(RequirementEntry { id: id?, kind: kind?, report, what, how, by, reason })
}
