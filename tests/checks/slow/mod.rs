//! The reference evaluator of checks: every row of every check, from the texts of the tables, by looking at all records
//! again for each question. Written from `obligations.md` 6.13 and 6.14 and what the language says of blanks; it shares
//! the checked tree and the text of the rules with the engine, and no judging, loading or calendar.

mod ask;
mod days;
mod load;
mod outcome;
mod text;
mod things;
mod value;

pub use outcome::{Outcome, outcomes};

use crate::support::world::PlainCalendar;
use duecare::calendar::Day;
use duecare::judge::Plugins;
use duecare::lang::checked::{Leaf, RuleSet};
use duecare::record::{KindId, Shape};
use std::collections::BTreeSet;

/// What stands in a cell.
#[derive(Debug, Clone, PartialEq)]
pub enum Cell {
    /// Its column, or its table, was not sent.
    NotSent,
    Blank,
    /// Written, and its type refuses it.
    Refused(String),
    Day(Day),
    YesNo(bool),
    Number(f64),
    Text(String),
    /// Another record, by its place.
    Record(usize),
    /// The key of a table that was not sent.
    Key(String),
}

/// A row, or what rows that name it make of it.
#[derive(Debug, Clone)]
pub struct Rec {
    pub kind: KindId,
    /// Its number in its table, 0 of one that is only named.
    pub row: u32,
    pub owner: Option<usize>,
    /// The keys of its owners, the outermost first, and its own; blank is empty.
    pub keys: Vec<String>,
    pub start: Cell,
    pub end: Cell,
    pub fields: Vec<Cell>,
}

impl Rec {
    /// Whether only other rows name it.
    pub fn made(&self) -> bool {
        self.row == 0
    }

    pub fn start_day(&self) -> Option<Day> {
        match self.start {
            Cell::Day(d) => Some(d),
            _ => None,
        }
    }

    pub fn end_day(&self) -> Option<Day> {
        match self.end {
            Cell::Day(d) => Some(d),
            _ => None,
        }
    }
}

/// A return, read.
pub struct Book<'a> {
    pub rules: &'a RuleSet,
    pub plugins: &'a Plugins,
    pub calendar: &'a PlainCalendar,
    /// In order of kind, then of the table; those that are only named last.
    pub records: Vec<Rec>,
    /// Kinds whose table was sent.
    pub sent: BTreeSet<KindId>,
    /// Kinds of which it is not told to which record of another kind their rows belong.
    pub loose: BTreeSet<(KindId, KindId)>,
    /// The day checks are judged on.
    pub day: Day,
}

impl Book<'_> {
    /// The record so many owners up.
    pub fn climb(&self, from: usize, up: u8) -> Option<usize> {
        (0..up).try_fold(from, |at, _| self.records[at].owner)
    }

    pub fn root(&self, from: usize) -> usize {
        let mut at = from;
        while let Some(up) = self.records[at].owner {
            at = up;
        }
        at
    }

    pub fn shape(&self, kind: KindId) -> Shape {
        self.rules.vocabulary.kind(kind).unwrap().shape
    }

    /// The record next below the return that a record belongs to, or its own: the child.
    pub fn person(&self, from: usize) -> usize {
        let mut at = from;
        while let Some(up) = self.records[at].owner
            && self.records[up].owner.is_some()
        {
            at = up;
        }
        at
    }

    /// Where a record stands in the order of its kind: by day, then as the file has it. One without a day stands in no
    /// order, unless its kind has no days at all.
    pub fn order(&self, rec: usize) -> Option<(Day, u32)> {
        let r = &self.records[rec];
        let without = self.rules.vocabulary.kind(r.kind).unwrap().start_column.is_none();
        match r.start {
            Cell::Day(d) => Some((d, r.row)),
            _ if without => Some((Day::MAX, r.row)),
            _ => None,
        }
    }

    /// The kind so many owners up.
    pub fn kind_above(&self, kind: KindId, up: u8) -> KindId {
        match up {
            0 => kind,
            n => self.rules.vocabulary.owners(kind)[usize::from(n) - 1],
        }
    }

    /// Whether rows of a kind say to which record so many owners up they belong.
    pub fn tied(&self, kind: KindId, up: u8) -> bool {
        !self.loose.contains(&(kind, self.kind_above(kind, up)))
    }

    /// A cell of a record; of one that is only named nothing was sent.
    pub fn cell(&self, rec: usize, leaf: Leaf) -> Cell {
        let r = &self.records[rec];
        if r.made() && leaf != Leaf::Record {
            return Cell::NotSent;
        }
        match leaf {
            Leaf::Start => r.start.clone(),
            Leaf::End => r.end.clone(),
            Leaf::Recorded => Cell::NotSent,
            Leaf::Record => Cell::Record(rec),
            Leaf::Field(f) => r.fields[usize::from(f.0)].clone(),
        }
    }
}
