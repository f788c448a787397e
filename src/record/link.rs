//! Rows of one kind by the record they link to.

use super::caseload::{NO_ROW, Table};
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
        let mut offsets = vec![0u32; targets as usize + 2];
        for &t in target_of.iter().filter(|&&t| t < targets) {
            if let Some(o) = offsets.get_mut(t as usize + 2) {
                *o += 1;
            }
        }
        let mut total = 0;
        for o in &mut offsets {
            total += *o;
            *o = total;
        }
        let none = LinkedRow { row: NO_ROW, owner: NO_ROW, start: 0, end: 0 };
        let mut rows = vec![none; total as usize];
        for (row, &t) in target_of.iter().enumerate().filter(|(_, t)| **t < targets) {
            if let Some(o) = offsets.get_mut(t as usize + 1) {
                if let Some(slot) = rows.get_mut(*o as usize) {
                    let owner = owners.get(row).copied().unwrap_or(NO_ROW);
                    let row = row as u32;
                    *slot = LinkedRow { row, owner, start: table.start(row), end: table.end(row) };
                }
                *o += 1;
            }
        }
        let mut room = Room::default();
        for pair in offsets.windows(2) {
            if let [a, b] = pair
                && let Some(part) = rows.get_mut(*a as usize..*b as usize)
            {
                room.sort(part, table, texts);
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

/// Room to sort in, used for one target after another.
#[derive(Default)]
struct Room {
    keys: Vec<u64>,
    sorted: Vec<LinkedRow>,
}

impl Room {
    /// By day, then id. Numbers are sorted faster than rows, and ids are looked up only where days are the same.
    fn sort(&mut self, part: &mut [LinkedRow], table: &Table, texts: &Texts) {
        if part.is_sorted_by(|a, b| a.start < b.start) {
            return;
        }
        let day = |d: Day| u64::from(d.cast_unsigned() ^ 1 << 31) << 32;
        self.keys.clear();
        self.keys.extend(part.iter().enumerate().map(|(i, r)| day(r.start) | i as u64));
        self.keys.sort_unstable();
        self.sorted.clear();
        self.sorted.extend(self.keys.iter().filter_map(|k| part.get((k & u64::from(u32::MAX)) as usize)));
        let id = |r: &LinkedRow| table.ids.get(r.row as usize).copied();
        for same in self.sorted.chunk_by_mut(|a, b| a.start == b.start).filter(|same| same.len() > 1) {
            same.sort_by(|a, b| match (id(a), id(b)) {
                (Some(x), Some(y)) => x.order(y, texts).then(a.row.cmp(&b.row)),
                _ => a.row.cmp(&b.row),
            });
        }
        part.copy_from_slice(&self.sorted);
    }
}
