//! The catalogue as it is shown: each row with the rules that do it.

mod json;
mod lines;
mod text;

pub use json::catalogue_json;
pub use lines::{CATALOGUE_COLUMNS, catalogue_lines};
pub use text::catalogue_text;

/// How far a row is done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Done {
    /// By the rules it names.
    Whole,
    /// By the rules it names, but for what its reason says.
    Part,
    /// Not at all, for the reason it gives.
    Not,
}

impl Done {
    /// `done`, `in part`, `not done`.
    pub fn word(self) -> &'static str {
        match self {
            Done::Whole => "done",
            Done::Part => "in part",
            Done::Not => "not done",
        }
    }
}

/// What a named rule is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RuleKind {
    /// A standard.
    Standard,
    /// A check of the data.
    Check,
    /// A measure.
    Measure,
    /// A theme.
    Theme,
}

impl RuleKind {
    /// The word of the language.
    pub fn word(self) -> &'static str {
        match self {
            RuleKind::Standard => "standard",
            RuleKind::Check => "check",
            RuleKind::Measure => "measure",
            RuleKind::Theme => "theme",
        }
    }
}

/// A rule, as the loaded rules describe it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DescribedRule {
    /// What it is.
    pub kind: RuleKind,
    /// Its id.
    pub id: String,
    /// Its title; of several versions the last one's.
    pub title: String,
    /// What it asks, in the words of the rule; nothing of a measure or theme.
    pub duty: Option<String>,
    /// How many versions there are; 1 of a measure or theme.
    pub versions: usize,
    /// How many worked examples hold it, those of all versions.
    pub examples: usize,
}

/// A row of the catalogue.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CatalogueRow {
    /// Its id.
    pub id: String,
    /// What is asked.
    pub title: String,
    /// What does it, in the order of the file: standards and checks, measures, themes.
    pub rules: Vec<DescribedRule>,
    /// Why it is not done, or done in part only.
    pub reason: Option<String>,
}

impl CatalogueRow {
    /// How far it is done.
    pub fn done(&self) -> Done {
        match (&self.reason, self.rules.is_empty()) {
            (None, _) => Done::Whole,
            (Some(_), false) => Done::Part,
            (Some(_), true) => Done::Not,
        }
    }

    /// Its rules of one kind.
    pub fn of(&self, kind: RuleKind) -> impl Iterator<Item = &DescribedRule> {
        self.rules.iter().filter(move |rule| rule.kind == kind)
    }

    /// The ids of its rules of one kind.
    fn ids(&self, kind: RuleKind) -> Vec<&str> {
        self.of(kind).map(|rule| rule.id.as_str()).collect()
    }
}

/// Rules that no row is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OtherRow {
    /// They.
    pub rules: Vec<DescribedRule>,
    /// Why.
    pub reason: String,
}

/// The whole catalogue.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Catalogue {
    /// Its rows, in the order of the file.
    pub rows: Vec<CatalogueRow>,
    /// What stands in no row.
    pub others: Vec<OtherRow>,
}

impl Catalogue {
    /// How many rows are done so far.
    pub fn count(&self, done: Done) -> usize {
        self.rows.iter().filter(|row| row.done() == done).count()
    }
}
