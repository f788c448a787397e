//! What an invented authority holds, in numbers.

use crate::calendar::Day;

/// The rows of one file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rows {
    /// The table; the file is `<table>.csv`.
    pub table: &'static str,
    /// Rows after the header.
    pub rows: u64,
}

/// What was made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Summary {
    /// The profile's name.
    pub profile: String,
    /// What the authority is called.
    pub authority: String,
    /// The seed: the same one gives the same bytes.
    pub seed: u64,
    /// The last day of the extract: judge as at this day.
    pub last_day: Day,
    /// Children with a record.
    pub children: u32,
    /// Families they belong to.
    pub families: u32,
    /// Children on a child in need plan on the last day.
    pub in_need: u32,
    /// Children on a protection plan on the last day.
    pub on_protection_plan: u32,
    /// Children in care on the last day, without those on short breaks.
    pub in_care: u32,
    /// Social workers and personal advisers on the last day.
    pub workers: u32,
    /// Teams.
    pub teams: u32,
    /// Rows of every file, in order of name.
    pub tables: Vec<Rows>,
}

impl Summary {
    /// Rows of a table; 0 for a stranger.
    pub fn rows(&self, table: &str) -> u64 {
        self.tables.iter().find(|t| t.table == table).map_or(0, |t| t.rows)
    }

    /// Rows of all tables.
    pub fn all_rows(&self) -> u64 {
        self.tables.iter().map(|t| t.rows).sum()
    }
}
