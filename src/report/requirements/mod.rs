//! The requirements of the councils' reports as they are shown: each with what does it and the command that shows it.

mod json;
mod lines;
mod text;

pub use json::requirements_json;
pub use lines::{REQUIREMENT_COLUMNS, requirement_lines};
pub use text::requirements_text;

use std::collections::BTreeMap;

/// Whether a requirement is worked out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum How {
    /// From the records.
    Computed,
    /// As a fact that is taken from the report, with its source.
    Imported,
    /// Not: its words are kept as data.
    Narrative,
    /// Not at all, for the reason it gives.
    Cannot,
}

impl How {
    /// All, in order.
    pub const ALL: [How; 4] = [How::Computed, How::Imported, How::Narrative, How::Cannot];

    /// `computed`, `imported`, `narrative`, `cannot`.
    pub fn word(self) -> &'static str {
        match self {
            How::Computed => "computed",
            How::Imported => "imported",
            How::Narrative => "narrative",
            How::Cannot => "cannot",
        }
    }
}

/// What sort of thing does a requirement.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Means {
    /// A measure.
    Measure,
    /// A standard.
    Standard,
    /// A check of the data.
    Check,
    /// A theme.
    Theme,
    /// A block of the report's layout, `SECTION / BLOCK`.
    Block,
    /// A note at the foot of the report.
    Note,
    /// A column of the tables of figures.
    Column,
    /// A printed figure, kept with its source.
    Figure,
    /// A command, or an option of one.
    Command,
}

impl Means {
    /// The word before its name.
    pub fn word(self) -> &'static str {
        match self {
            Means::Measure => "measure",
            Means::Standard => "standard",
            Means::Check => "check",
            Means::Theme => "theme",
            Means::Block => "block",
            Means::Note => "note",
            Means::Column => "column",
            Means::Figure => "printed figure",
            Means::Command => "command",
        }
    }
}

/// One thing that does a requirement.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct DoneBy {
    /// What it is.
    pub means: Means,
    /// Its name.
    pub name: String,
}

/// A requirement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Requirement {
    /// Its id.
    pub id: String,
    /// The report it is of.
    pub report: String,
    /// What sort it is.
    pub kind: String,
    /// What is asked.
    pub what: String,
    /// Whether it is worked out.
    pub how: How,
    /// What does it.
    pub by: Vec<DoneBy>,
    /// The commands that show it.
    pub commands: Vec<String>,
    /// Why it cannot be done, or only so.
    pub reason: Option<String>,
}

/// How many rows of each kind there are, by how they are done, in the order of [`How::ALL`].
pub fn requirement_counts(rows: &[Requirement]) -> BTreeMap<&str, [usize; 4]> {
    let mut counts: BTreeMap<&str, [usize; 4]> = BTreeMap::new();
    for row in rows {
        let of_kind = counts.entry(&row.kind).or_default();
        for (n, _) in of_kind.iter_mut().zip(How::ALL).filter(|(_, how)| *how == row.how) {
            *n += 1;
        }
    }
    counts
}
