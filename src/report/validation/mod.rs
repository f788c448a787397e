//! What the checks of a return found: every rule with its outcome, every failure with its places.

mod csv;
mod json;
mod made;
mod table;
mod told;

pub use csv::validation_csv;
pub use json::validation_json;
pub use made::ruled;
pub use table::validation_table;
pub use told::rule_text;

use crate::lang::checked::Severity;

/// A return, checked.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Validation {
    /// Which return: `cin`.
    pub of: String,
    /// The year of the rules: `2025-26`.
    pub year: String,
    /// Every rule, in order of its code.
    pub rules: Vec<Ruled>,
    /// What of the return was not read, and so not checked: no error found there says nothing.
    pub broken: Vec<String>,
    /// What a reader should know: tables that were not sent, columns that nobody knows.
    pub notes: Vec<String>,
}

/// What came of a rule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ruled {
    /// The code the validators know it by: `8500`, `8873Q`.
    pub code: String,
    /// What it says when it fails.
    pub message: String,
    /// `error` refuses the return, `query` asks for a look.
    pub severity: Severity,
    /// Whether it could be asked.
    pub outcome: RuleOutcome,
    /// How many hold to it.
    pub passed: u32,
    /// Of how many it cannot be told.
    pub not_judged: u32,
    /// Those that do not, in the order of the return.
    pub failed: Vec<Failed>,
}

/// Whether a rule could be asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RuleOutcome {
    /// It was.
    Ran,
    /// There is no record that it is about.
    NotApplicable,
    /// What it needs was not sent.
    CouldNotRun(String),
}

/// A record that fails a rule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failed {
    /// The child's id, as the council writes it; empty for the return itself.
    pub child: String,
    /// The table of the record, as the return calls it.
    pub table: String,
    /// Its row: as a spreadsheet shows it, of XML its place among the like.
    pub row: u32,
    /// The cells that are wrong: column and value as written.
    pub cells: Vec<(String, String)>,
    /// The records that made it so.
    pub because: Vec<Because>,
}

/// A cell of another record that made a record fail.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Because {
    /// Its table.
    pub table: String,
    /// Its row.
    pub row: u32,
    /// The column that was read; empty where the record was only counted.
    pub column: String,
    /// The value as written.
    pub value: String,
}

impl Validation {
    /// Failures of rules of a severity.
    pub fn failing(&self, severity: Severity) -> usize {
        self.rules.iter().filter(|r| r.severity == severity).map(|r| r.failed.len()).sum()
    }

    /// Whether the whole return was read, and no rule of it refuses it.
    pub fn is_sound(&self) -> bool {
        self.broken.is_empty() && self.failing(Severity::Error) == 0
    }

    /// What was not read, then what a reader should know, a line each.
    pub fn remarks(&self) -> impl Iterator<Item = String> {
        let broken = self.broken.iter().map(|b| format!("NOT READ  {b}"));
        broken.chain(self.notes.iter().cloned())
    }
}

impl RuleOutcome {
    /// In words.
    pub fn words(&self) -> String {
        match self {
            RuleOutcome::Ran => "ran".to_owned(),
            RuleOutcome::NotApplicable => "not applicable".to_owned(),
            RuleOutcome::CouldNotRun(why) => format!("could not run: {why}"),
        }
    }
}

impl Validation {
    /// The failing places, a line for each cell that is wrong: the cells of [`VALIDATION_COLUMNS`]. A failure without one
    /// has a line too.
    pub fn lines(&self) -> impl Iterator<Item = [String; 9]> {
        self.rules.iter().flat_map(|rule| {
            rule.failed.iter().flat_map(move |f| {
                let whole = f.cells.is_empty().then(|| (String::new(), String::new()));
                f.cells.iter().cloned().chain(whole).map(move |(column, value)| line(rule, f, column, value))
            })
        })
    }
}

fn line(rule: &Ruled, f: &Failed, column: String, value: String) -> [String; 9] {
    [
        f.child.clone(),
        rule.code.clone(),
        rule.severity.word().to_owned(),
        rule.message.clone(),
        f.table.clone(),
        column,
        f.row.to_string(),
        value,
        because_words(f),
    ]
}

/// The columns of the lists of failing places: as the validators give them, and the records that made it so.
pub const VALIDATION_COLUMNS: [&str; 9] =
    ["child", "rule", "severity", "message", "table", "column", "row", "value", "because"];

/// What a line says of the other records: `CINdetails row 3 CINreferralDate 2026-01-05; ...`.
fn because_words(failed: &Failed) -> String {
    let one = |b: &Because| {
        let cell = [b.column.as_str(), b.value.as_str()].into_iter().filter(|t| !t.is_empty());
        let cell: String = cell.map(|t| format!(" {t}")).collect();
        format!("{} row {}{cell}", b.table, b.row)
    };
    let mut said = failed.because.iter().take(MOST).map(one).collect::<Vec<_>>().join("; ");
    if let Some(more) = failed.because.len().checked_sub(MOST).filter(|n| *n > 0) {
        said += &format!("; and {more} more");
    }
    said
}

/// As many are told in a line: a rule about the whole return may count every child. JSON has them all.
const MOST: usize = 20;
