//! A mapping: which file feeds which kinds, column by column. It is data (TOML), checked against the vocabulary.

mod check;
mod holds;
mod read;
mod shipped;
mod slot;
#[cfg(test)]
mod tests;

pub(super) use read::{NO, YES};
pub(super) use shipped::{ANNEX_A, BENCH, SHIPPED, SSD, SSDA903};

use super::error::ImportError;
use crate::record::{FieldId, KindId, Vocabulary};
use crate::text::Sources;
use std::collections::{BTreeMap, BTreeSet};

/// A whole mapping.
#[derive(Debug, Clone)]
pub(super) struct Mapping {
    /// Its short name: `ssd`.
    pub(super) name: String,
    /// Whether it tells one authority's own tables: then every column it reads should be there. A format that comes with
    /// the program has columns that not every authority fills.
    pub(super) own: bool,
    /// A folder that holds one of these files is most likely of this shape.
    pub(super) recognise: Vec<String>,
    /// Files that stand in such a folder and hold nothing for us.
    pub(super) ignore: Vec<String>,
    /// How values are spelt.
    pub(super) forms: Forms,
    /// Files of which there may be one a year, and the columns by which a later year's row replaces an earlier one.
    pub(super) yearly: BTreeMap<String, Vec<String>>,
    /// Other names of files.
    pub(super) aliases: BTreeMap<String, Vec<String>>,
    /// Columns of other files found by a key.
    pub(super) lookups: Vec<LookupSpec>,
    /// The records.
    pub(super) records: Vec<RecordSpec>,
}

/// How values are spelt in all files.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Forms {
    /// Forms of dates.
    pub(super) dates: BTreeSet<DateForm>,
    /// Spellings of yes, in lower case.
    pub(super) yes: Vec<String>,
    /// Spellings of no, in lower case.
    pub(super) no: Vec<String>,
    /// What stands for nothing, in lower case.
    pub(super) blank: Vec<String>,
    /// Whether codes stand behind a letter: `q) 6: Police`.
    pub(super) lettered: bool,
}

/// A form of a date. A time of day behind a date is read and dropped in every form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum DateForm {
    /// `2026-01-05`
    Iso,
    /// `05/01/2026`: the day first
    Uk,
    /// `20260105`
    Compact,
    /// `46027`: days since the end of 1899
    Excel,
}

/// One kind fed from one file.
#[derive(Debug, Clone)]
pub(super) struct RecordSpec {
    pub(super) kind: KindId,
    /// The file's name without its ending, in lower case.
    pub(super) file: String,
    /// All must hold.
    pub(super) tests: Vec<Test>,
    /// Columns of which one at least must not be blank.
    pub(super) needs: Vec<String>,
    /// Used only where none of these files is there.
    pub(super) unless_files: Vec<String>,
    /// Files that may tell the same record: it is then taken from them.
    pub(super) told_in: Vec<String>,
    /// Whether a record of one of those files about the same child on the same day is the same, whatever its id.
    pub(super) told_by_day: bool,
    /// Whether the source holds the last of them only, not those before.
    pub(super) latest: bool,
    /// Fields that the file leaves blank where the fact may be known all the same.
    pub(super) partial: Vec<FieldId>,
    /// Rows with the same value here make one record.
    pub(super) group: Option<String>,
    /// The date that orders the rows of a group.
    pub(super) order: Option<String>,
    pub(super) id: Option<Slot>,
    pub(super) owner: Option<Slot>,
    pub(super) start: Option<Slot>,
    pub(super) end: Option<Slot>,
    pub(super) recorded: Option<Slot>,
    pub(super) fields: Vec<(FieldId, Slot)>,
}

/// A test of a cell: one of some codes, or none of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Test {
    pub(super) column: String,
    /// In lower case.
    pub(super) codes: Vec<String>,
    pub(super) not: bool,
}

/// Where a value comes from: the first of these that says something.
#[derive(Debug, Clone, Default)]
pub(super) struct Slot {
    pub(super) from: Vec<From>,
    pub(super) take: Take,
}

/// Which row of a group gives the value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Take {
    /// The first in order that says something.
    #[default]
    First,
    /// The last row, whatever it says.
    Last,
    /// The earliest or least.
    Least,
    /// The latest or greatest (yes before no).
    Greatest,
}

/// One place a value may come from.
#[derive(Debug, Clone)]
pub(super) struct From {
    pub(super) place: Place,
    /// Codes, in lower case, to what they mean.
    pub(super) codes: BTreeMap<String, String>,
    /// What every other code means.
    pub(super) otherwise: Option<String>,
    /// Keys of a JSON text whose flag may be yes, in order, to what they mean.
    pub(super) flags: Vec<(String, String)>,
    /// The value counts as blank where one of these holds.
    pub(super) unless: Vec<Test>,
}

/// A column, a column of another file, or a constant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Place {
    Column(String),
    Lookup {
        /// Place in [`Mapping::lookups`].
        lookup: usize,
        /// The column of this file that holds the key.
        with: String,
    },
    Constant(String),
}

/// A column of another file, found by a key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct LookupSpec {
    pub(super) file: String,
    pub(super) key: String,
    pub(super) column: String,
    pub(super) tests: Vec<Test>,
    pub(super) take: Take,
}

impl Mapping {
    /// Reads a mapping; every fault has its line.
    pub(super) fn parse(name: &str, text: &str, vocabulary: &Vocabulary) -> Result<Mapping, ImportError> {
        let mut sources = Sources::default();
        let (mapping, faults) = read::read(name, text, vocabulary, &mut sources);
        match faults.has_errors() {
            true => Err(ImportError::Faulty { faults, sources }),
            false => Ok(mapping),
        }
    }

    /// The names a file may have, its own first.
    pub(super) fn names<'a>(&'a self, file: &'a str) -> impl Iterator<Item = &'a str> {
        let others = self.aliases.get(file).into_iter().flatten().map(String::as_str);
        std::iter::once(file).chain(others)
    }

    /// Every file that a record or a look-up reads, in the order of the mapping.
    pub(super) fn files(&self) -> Vec<&str> {
        let mut out: Vec<&str> = Vec::new();
        let all = self.records.iter().map(|r| r.file.as_str());
        for file in all.chain(self.lookups.iter().map(|l| l.file.as_str())) {
            if !out.contains(&file) {
                out.push(file);
            }
        }
        out
    }
}

impl RecordSpec {
    /// Every column of its own file that the record reads.
    pub(super) fn column_names(&self) -> impl Iterator<Item = &str> {
        let places = self.slots().flat_map(|s| &s.from).filter_map(|f| match &f.place {
            Place::Column(name) => Some(name.as_str()),
            Place::Lookup { with, .. } => Some(with.as_str()),
            Place::Constant(_) => None,
        });
        let tested = self.tests.iter().map(|t| t.column.as_str());
        let named = self.needs.iter().chain(&self.group).chain(&self.order).map(String::as_str);
        places.chain(tested).chain(named)
    }

    /// Every value of the record.
    pub(super) fn slots(&self) -> impl Iterator<Item = &Slot> {
        let own = [&self.id, &self.owner, &self.start, &self.end, &self.recorded];
        own.into_iter().flatten().chain(self.fields.iter().map(|f| &f.1))
    }
}
