//! Rows of one kind by the record they link to.

use super::caseload::{NO_ROW, Table};
use super::groups::{Sorter, grouped};
use super::texts::Texts;
use crate::calendar::Day;

/// A row that links to a record, with what is asked of it most: rows of one target lie far apart in their own table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LinkedRow {
    /// The row.
    pub row: u32,
    /// The row of its owner; [`NO_ROW`] where it has none.
    pub owner: u32,
    /// Its day or first day.
    pub start: Day,
    /// Its last day.
    pub end: Day,
}

/// Rows of one kind by the record they link to, of each record by day, then id.
#[derive(Debug, Clone, Default)]
pub struct LinkIndex {
    offsets: Vec<u32>,
    rows: Vec<LinkedRow>,
}

impl LinkIndex {
    /// Builds the index from a target row for each row of a table (or [`NO_ROW`]) and the owner of each.
    pub fn new(targets: u32, target_of: &[u32], owners: &[u32], table: &Table, texts: &Texts) -> LinkIndex {
        let none = LinkedRow { row: NO_ROW, owner: NO_ROW, start: 0, end: 0 };
        let owner = |row: u32| owners.get(row as usize).copied().unwrap_or(NO_ROW);
        let make = |row| LinkedRow { row, owner: owner(row), start: table.start(row), end: table.end(row) };
        let mut rows = Vec::new();
        let offsets = grouped(targets, target_of, none, make, &mut rows);
        let id = |r: &LinkedRow| table.ids.get(r.row as usize).copied();
        let tie = |a: &LinkedRow, b: &LinkedRow| match (id(a), id(b)) {
            (Some(x), Some(y)) => x.order(y, texts).then(a.row.cmp(&b.row)),
            _ => a.row.cmp(&b.row),
        };
        let mut sorter = Sorter::new();
        for pair in offsets.windows(2) {
            if let [a, b] = pair
                && let Some(part) = rows.get_mut(*a as usize..*b as usize)
            {
                sorter.sort(part, |r| r.start, tie);
            }
        }
        LinkIndex { offsets, rows }
    }

    /// The rows that link to a target.
    pub fn rows(&self, target: u32) -> &[LinkedRow] {
        let at = |i: usize| self.offsets.get(i).copied().unwrap_or(0) as usize;
        self.rows.get(at(target as usize)..at(target as usize + 1)).unwrap_or(&[])
    }
}
