//! What became of the tables of a return.

use std::collections::{BTreeMap, BTreeSet};

/// What was read of a table. Every row of it was kept.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TableReport {
    /// The file it stands in.
    pub file: String,
    /// What the return calls it.
    pub table: String,
    /// Its rows.
    pub rows: u32,
    /// Columns that no rule set of this return knows.
    pub unknown: Vec<String>,
    /// Columns that it ought to have, and has not: what they say is unknown.
    pub missing: Vec<String>,
}

/// What was read of a return.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ReturnReport {
    /// Its tables, in the order they were read.
    pub tables: Vec<TableReport>,
    /// Tables that were not sent.
    pub absent: Vec<String>,
    /// What a reader should know: files that hold no table of the return, rows with too many cells.
    pub notes: Vec<String>,
    /// Whether the year it is of was told beside it, for want of a word of its own.
    pub year_told: bool,
    /// Why a file could not be read to its end: what follows is lost.
    pub broken: Vec<String>,
}

impl ReturnReport {
    /// Says which tables more than one file holds: two returns given as one look like that.
    pub(super) fn tell_twice(&mut self) {
        let mut of: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
        for t in self.tables.iter().filter(|t| t.rows > 0) {
            of.entry(&t.table).or_default().insert(&t.file);
        }
        let twice = of.into_iter().filter(|(_, files)| files.len() > 1).map(|(table, files)| {
            let files = files.into_iter().collect::<Vec<_>>().join(", ");
            format!(
                "{table} stands in more than one file, and all were taken: {files}; give one return at a time"
            )
        });
        let twice: Vec<String> = twice.collect();
        self.notes.extend(twice);
    }

    /// Rows of all tables.
    pub fn rows(&self) -> u32 {
        self.tables.iter().map(|t| t.rows).sum()
    }
}
