//! The caseload: a table per kind, and how rows find each other.

use super::agreement::Agreement;
use super::column::Column;
use super::id::Id;
use super::texts::Texts;
use super::vocabulary::{FieldId, KindId, Vocabulary};
use crate::calendar::{Day, NEVER};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// No such row.
pub const NO_ROW: u32 = u32::MAX;

/// A row of a kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Row {
    /// The kind.
    pub kind: KindId,
    /// The row in that kind's table.
    pub row: u32,
}

/// Rows `start..end` of a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RowRange {
    /// First row.
    pub start: u32,
    /// One past the last.
    pub end: u32,
}

impl RowRange {
    /// Whether there is no row.
    #[inline]
    pub fn is_empty(self) -> bool {
        self.start >= self.end
    }

    /// The rows.
    pub fn iter(self) -> std::ops::Range<u32> {
        self.start..self.end
    }
}

/// All records of one kind: grouped by root subject, in a group by day and then id; undated rows last.
#[derive(Debug, Clone)]
pub struct Table {
    /// The kind.
    pub kind: KindId,
    /// Rows of root subject r are `offsets[r]..offsets[r + 1]`. Empty for a kind that is its own root: row r is subject r.
    pub offsets: Vec<u32>,
    /// Row of the owner's kind; `None` when the owner is the root itself (then the group tells).
    pub parent: Option<Vec<u32>>,
    /// The day, or the first day; [`NEVER`] when undated. Empty for subjects.
    pub start: Vec<Day>,
    /// The last day; [`NEVER`] when missing. Empty for events and subjects.
    pub end: Vec<Day>,
    /// The day it was entered; `None` when no row says. [`NEVER`] when blank.
    pub recorded: Option<Vec<Day>>,
    /// Ids.
    pub ids: Vec<Id>,
    /// Fields in the order of the vocabulary.
    pub columns: Vec<Column>,
    /// Source file of every row, as a place in [`Caseload::files`]; `None` when all come from `only_file`.
    pub file: Option<Vec<u16>>,
    /// The one file, when there is only one.
    pub only_file: u16,
    /// Row in the source file, from 1 with the header as row 1; 0 for a record that was made (an orphan's child).
    pub source_row: Vec<u32>,
    /// What was written where the type refused it: (field, row) to the text.
    pub invalid: BTreeMap<(FieldId, u32), super::TextCode>,
}

impl Table {
    /// Number of rows.
    pub fn len(&self) -> u32 {
        self.ids.len() as u32
    }

    /// Whether there is no row.
    pub fn is_empty(&self) -> bool {
        self.ids.is_empty()
    }

    /// Whether a row was made to join others, and no source holds it.
    pub fn is_made(&self, row: u32) -> bool {
        self.source_row.get(row as usize) == Some(&0)
    }

    /// The day or first day; [`NEVER`] when undated or a subject.
    #[inline]
    pub fn start(&self, row: u32) -> Day {
        self.start.get(row as usize).copied().unwrap_or(NEVER)
    }

    /// The last day; [`NEVER`] when open (or an event).
    #[inline]
    pub fn end(&self, row: u32) -> Day {
        self.end.get(row as usize).copied().unwrap_or(NEVER)
    }

    /// The day it was entered; [`NEVER`] when not said.
    pub fn recorded(&self, row: u32) -> Day {
        self.recorded.as_ref().and_then(|v| v.get(row as usize).copied()).unwrap_or(NEVER)
    }

    /// A field's column.
    #[inline]
    pub fn column(&self, field: FieldId) -> &Column {
        const EMPTY: &Column = &Column::Empty;
        self.columns.get(field.0 as usize).unwrap_or(EMPTY)
    }

    /// The rows of a root subject.
    #[inline]
    pub fn group(&self, root_row: u32) -> RowRange {
        if self.offsets.is_empty() {
            let inside = root_row < self.len();
            return RowRange {
                start: if inside { root_row } else { 0 },
                end: if inside { root_row + 1 } else { 0 },
            };
        }
        let at = |i: u32| self.offsets.get(i as usize).copied().unwrap_or_else(|| self.len());
        RowRange { start: at(root_row), end: at(root_row.saturating_add(1)) }
    }

    /// The root subject of a row.
    pub fn root_of(&self, row: u32) -> u32 {
        if self.offsets.is_empty() {
            return row;
        }
        self.offsets.partition_point(|&o| o <= row).saturating_sub(1) as u32
    }

    /// The owner's row.
    pub fn parent_of(&self, row: u32) -> u32 {
        match &self.parent {
            Some(v) => v.get(row as usize).copied().unwrap_or(NO_ROW),
            None => self.root_of(row),
        }
    }

    /// The owner's row of every row. Empty for a kind that is its own root.
    pub fn owners(&self) -> Vec<u32> {
        if let Some(parents) = &self.parent {
            return parents.clone();
        }
        let mut owners = Vec::with_capacity(if self.offsets.is_empty() { 0 } else { self.ids.len() });
        for (root, pair) in self.offsets.windows(2).enumerate() {
            if let [from, to] = pair {
                owners.extend(std::iter::repeat_n(root as u32, to.saturating_sub(*from) as usize));
            }
        }
        owners
    }

    /// A period that ends before it starts.
    #[inline]
    pub fn impossible(&self, row: u32) -> bool {
        self.end(row) < self.start(row) && self.start(row) != NEVER
    }

    /// Source file and row.
    pub fn place(&self, row: u32) -> (u16, u32) {
        let file = self.file.as_ref().and_then(|v| v.get(row as usize).copied()).unwrap_or(self.only_file);
        (file, self.source_row.get(row as usize).copied().unwrap_or(0))
    }
}

/// What the loaded sources can hold (`obligations.md` 6.15).
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Provides {
    /// Kinds that some source holds, each with the fields it can hold (`None`: every field).
    pub kinds: BTreeMap<KindId, Option<Vec<FieldId>>>,
    /// Kinds of which some source holds the day of entry.
    pub recorded: BTreeSet<KindId>,
    /// Kinds of which some source holds the last day.
    pub ends: BTreeSet<KindId>,
    /// Kinds whose last day a mapping reads from a column that its file does not have.
    pub lost_ends: BTreeSet<KindId>,
    /// Kinds whose records were made of those of another kind: beside it they say nothing.
    pub told_by: BTreeMap<KindId, KindId>,
    /// Kinds of which some source holds the last record of a child only, not those before it.
    pub latest: BTreeSet<KindId>,
    /// Fields that some source leaves blank where the fact may be on record: whether it is cannot be asked.
    pub partial: BTreeSet<(KindId, FieldId)>,
    /// Everything counts as provided (examples, worked cases).
    pub everything: bool,
    /// The tables are a return as it was sent: what was not sent is unknown, never empty, and rows that only join others
    /// are no records.
    pub returned: bool,
    /// Of a return: kinds whose table does not say when they began, or on which day they were.
    pub undated: BTreeSet<KindId>,
    /// Of a return: kinds whose table does not say to which record of another kind they belong.
    pub unowned: BTreeSet<(KindId, KindId)>,
}

impl Provides {
    /// A source that can hold everything.
    pub fn all() -> Provides {
        Provides { everything: true, ..Provides::default() }
    }

    /// Whether a kind is held.
    pub fn kind(&self, kind: KindId) -> bool {
        self.everything || self.kinds.contains_key(&kind)
    }

    /// Whether everything of a kind is held.
    fn whole(&self, kind: KindId) -> bool {
        self.everything || self.kinds.get(&kind).is_some_and(Option::is_none)
    }

    /// Whether the day of entry of a kind is held.
    pub fn recorded(&self, kind: KindId) -> bool {
        self.whole(kind) || self.recorded.contains(&kind)
    }

    /// Whether the last day of a kind is held.
    pub fn end(&self, kind: KindId) -> bool {
        self.whole(kind) || self.ends.contains(&kind)
    }

    /// Whether a field of a kind is held.
    pub fn field(&self, kind: KindId, field: FieldId) -> bool {
        self.everything
            || self.kinds.get(&kind).is_some_and(|f| f.as_ref().is_none_or(|list| list.contains(&field)))
    }
}

/// All records of a run. Made by [`super::CaseloadBuilder`].
#[derive(Debug, Clone)]
pub struct Caseload {
    /// What the records are.
    pub vocabulary: Arc<Vocabulary>,
    /// A table for each kind, in the order of the vocabulary.
    pub tables: Vec<Table>,
    /// Texts and codes.
    pub texts: Texts,
    /// Source files by place.
    pub files: Vec<String>,
    /// Agreements, ordered by root subject, then by the day they begin, then by id.
    pub agreements: Vec<Agreement>,
    /// What the sources can hold.
    pub provides: Provides,
}

impl Caseload {
    /// The table of a kind.
    #[inline]
    pub fn table(&self, kind: KindId) -> Option<&Table> {
        self.tables.get(kind.0 as usize)
    }

    /// The agreements of a root subject.
    pub fn agreements_of(&self, root: (KindId, u32)) -> &[Agreement] {
        let start = self.agreements.partition_point(|a| a.root < root);
        let end = self.agreements.partition_point(|a| a.root <= root);
        self.agreements.get(start..end).unwrap_or(&[])
    }

    /// The row of an id in a kind that is its own root (rows are in order of id).
    pub fn find(&self, kind: KindId, id: &str) -> Option<u32> {
        let id = Id::find(id, &self.texts)?;
        let table = self.table(kind)?;
        table
            .ids
            .binary_search_by(|x| x.order(id, &self.texts))
            .ok()
            .or_else(|| table.ids.iter().position(|x| *x == id))
            .map(|i| i as u32)
    }
}
