//! The load report: what was read, kept, refused and changed, file by file.

mod json;
mod text;

pub use super::tally::{Refusal, RowList};

use super::tally::{ColumnTally, FileTally};
use crate::calendar::Day;
use crate::record::Texts;

/// What a load did. It holds no value of any child: files, columns, row numbers and codes of lists only.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct LoadReport {
    /// The mapping or format: `ssd`.
    pub source: String,
    /// Files read, in the order of the mapping.
    pub files: Vec<FileReport>,
    /// Files that the mapping would read and that are not there.
    pub missing: Vec<String>,
    /// Files that were left unread because nothing that is needed comes from them.
    pub not_needed: Vec<String>,
    /// Files in the folder that the mapping does not know.
    pub unknown: Vec<String>,
    /// What the loaded files can hold.
    pub provides: Vec<ProvidedKind>,
    /// Kinds that two sources tell, and where they say otherwise.
    pub agreeing: Vec<Agreeing>,
}

/// Records of one kind that two sources tell: the first source's stand, and take from the second what they lack.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Agreeing {
    /// The kind.
    pub kind: String,
    /// The source that comes first.
    pub first: String,
    /// The source that follows it.
    pub second: String,
    /// Records that both tell.
    pub same: u64,
    /// Records of the second source that the first does not have: added.
    pub only_second: u64,
    /// Facts that only the second source knew of records that both tell.
    pub filled: u64,
    /// Facts of which they say otherwise: the first source's stand.
    pub differing: Vec<Differing>,
}

/// A field of which two sources say otherwise.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Differing {
    /// The field, or `start` or `end`.
    pub field: String,
    /// In how many records.
    pub count: u64,
    /// The first few, each by its place in the first source and in the second.
    pub rows: Vec<(String, String)>,
}

/// A kind that the loaded files can hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProvidedKind {
    /// The kind.
    pub kind: String,
    /// Its records.
    pub records: u64,
    /// Its fields that can be held.
    pub fields: Vec<String>,
    /// Whether some source holds the last record of a child only, not those before it.
    pub latest: bool,
}

/// What became of one file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FileReport {
    /// The file's name.
    pub file: String,
    /// Why nothing of it is kept, when it could not be read.
    pub failed: Option<String>,
    /// Why it could not be read to its end, when what came before that place is kept.
    pub broken_off: Option<String>,
    /// What the mapping reads of it and it has no column for, in words: nothing that needs it is judged.
    pub lacks: Vec<String>,
    /// What else a reader should know.
    pub notes: Vec<String>,
    /// Rows below the header.
    pub read: u64,
    /// Rows of which something is kept.
    pub kept: u64,
    /// Rows refused; `read` is always `kept + refused`.
    pub refused: u64,
    /// The refused rows by reason.
    pub reasons: Vec<(Refusal, RowList)>,
    /// Records made.
    pub made: Vec<Made>,
    /// Columns in which something was changed or could not be read.
    pub columns: Vec<ColumnReport>,
    /// Rows kept although an earlier row has the same id: they say something else.
    pub same_id: RowList,
    /// Rows kept whose child (worker, team ...) stands in no file: one was made, with all its facts unknown.
    pub orphans: RowList,
    /// Fields that name somebody who stands in no file, though others of the kind do, and in how many rows: one was
    /// made, with all its facts unknown.
    pub strays: Vec<(String, u64)>,
    /// Whether nothing in it is of a kind that the vocabulary has: its rows are counted, and none is missed.
    pub unneeded: bool,
    /// The newest day on which something in it happened or was entered: how fresh it is.
    pub newest: Option<Day>,
    /// Rows dated before such records began.
    pub too_early: RowList,
    /// Rows dated after today.
    pub too_late: RowList,
}

/// Records made of the rows of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Made {
    /// The kind.
    pub kind: String,
    /// How many.
    pub records: u64,
    /// How many have no day: kept and listed, never evidence.
    pub undated: u64,
    /// How many end before they start.
    pub impossible: u64,
}

/// What was noticed in a column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ColumnReport {
    /// The column as the file spells it.
    pub column: String,
    /// Values changed: something that stands for nothing, a time of day or blanks dropped.
    pub changed: u64,
    /// Values that could not be read: the fact is unknown, the text is kept with the record.
    pub unreadable: RowList,
    /// Codes that the list does not have, the commonest first.
    pub unknown_codes: Vec<UnknownCode>,
}

/// A code that its list does not have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnknownCode {
    /// The code; not shown when it is rare, for it may be no code but something about one child.
    pub code: Option<String>,
    /// Its rows.
    pub rows: RowList,
}

/// How many rows of rare codes are named.
const NAMED: usize = 10;

/// A code is shown when it stands in so many rows at least ...
const COMMON: u64 = 3;
/// ... and the column has no more unknown codes than this ...
const MOST_CODES: usize = 50;
/// ... and it is no longer than this.
const LONGEST_CODE: usize = 60;

impl FileReport {
    pub(super) fn new(file: &str, tally: FileTally, texts: &Texts) -> FileReport {
        let refused = tally.refused.values().map(|r| r.count).sum();
        let columns = tally.columns.iter().filter_map(|c| column(c, texts)).collect();
        FileReport {
            file: file.to_owned(),
            read: tally.read,
            kept: tally.kept,
            refused,
            reasons: tally.refused.into_iter().collect(),
            columns,
            same_id: tally.same_id,
            ..FileReport::default()
        }
    }

    /// Counts one more row in which a field names somebody who stands in no file.
    pub(super) fn stray(&mut self, field: &str) {
        match self.strays.iter_mut().find(|(name, _)| name == field) {
            Some((_, count)) => *count += 1,
            None => self.strays.push((field.to_owned(), 1)),
        }
    }

    /// The kinds of record that it makes.
    pub(super) fn kinds(&self) -> String {
        self.made.iter().map(|m| m.kind.as_str()).collect::<Vec<_>>().join(", ")
    }

    /// Shows no unknown code that is told to be something about one person: it counts with the rare ones.
    pub(super) fn hide(&mut self, about_somebody: impl Fn(&str) -> bool) {
        for column in &mut self.columns {
            let mut rare = RowList::default();
            column.unknown_codes.retain(|unknown| match &unknown.code {
                Some(code) if !about_somebody(code) => true,
                _ => {
                    rare.count += unknown.rows.count;
                    rare.first.extend(&unknown.rows.first);
                    false
                }
            });
            if rare.count > 0 {
                rare.first.sort_unstable();
                rare.first.truncate(NAMED);
                column.unknown_codes.push(UnknownCode { code: None, rows: rare });
            }
        }
    }

    /// Counts a row that was kept as refused after all.
    pub(super) fn take_back(&mut self, why: Refusal, row: u32) {
        self.kept = self.kept.saturating_sub(1);
        self.refused += 1;
        match self.reasons.iter_mut().find(|r| r.0 == why) {
            Some((_, rows)) => rows.add(row),
            None => {
                self.reasons.push((why, RowList { count: 1, first: vec![row] }));
                self.reasons.sort_by_key(|r| r.0);
            }
        }
    }
}

fn column(tally: &ColumnTally, texts: &Texts) -> Option<ColumnReport> {
    let changed = tally.stand_ins + tally.tidied;
    if changed == 0 && tally.refused.count == 0 {
        return None;
    }
    Some(ColumnReport {
        column: tally.column.clone(),
        changed,
        unreadable: tally.refused.clone(),
        unknown_codes: unknown_codes(tally, texts),
    })
}

fn unknown_codes(tally: &ColumnTally, texts: &Texts) -> Vec<UnknownCode> {
    let few = tally.unknown.len() <= MOST_CODES;
    let mut all: Vec<UnknownCode> = Vec::new();
    let mut rare = RowList::default();
    let mut sorted: Vec<_> = tally.unknown.iter().map(|(code, rows)| (texts.text(*code), rows)).collect();
    sorted.sort_by(|a, b| b.1.count.cmp(&a.1.count).then(a.0.cmp(b.0)));
    for (code, rows) in sorted {
        if few && rows.count >= COMMON && code.chars().count() <= LONGEST_CODE {
            all.push(UnknownCode { code: Some(code.to_owned()), rows: rows.clone() });
        } else {
            rare.count += rows.count;
            rare.first.extend(&rows.first);
        }
    }
    if rare.count > 0 {
        rare.first.sort_unstable();
        rare.first.truncate(NAMED);
        all.push(UnknownCode { code: None, rows: rare });
    }
    all
}

impl LoadReport {
    /// Rows read, kept and refused over all files.
    pub fn totals(&self) -> (u64, u64, u64) {
        self.files.iter().fold((0, 0, 0), |t, f| (t.0 + f.read, t.1 + f.kept, t.2 + f.refused))
    }

    /// Whether every file was read to its end, with every column that the mapping reads, and every row kept that a
    /// record could be made of.
    pub fn is_whole(&self) -> bool {
        let whole = |f: &FileReport| {
            let read = f.failed.is_none() && f.broken_off.is_none() && f.lacks.is_empty();
            read && (f.refused == 0 || f.unneeded)
        };
        self.files.iter().all(whole)
    }

    /// Whether any file could not be read.
    pub fn any_failed(&self) -> bool {
        self.files.iter().any(|f| f.failed.is_some())
    }
}
