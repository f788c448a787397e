//! Rows put into groups by the record they belong to, and a group put in order of day.

use crate::calendar::{Day, sortable};
use std::cmp::Ordering;

/// Fills `rows` with what `make` says of each row, groups in order, rows of a group as they came. Rows of no group are
/// left out. Returns where each group begins, the end of the last behind them.
pub(super) fn grouped<T: Copy>(
    groups: u32,
    group_of: &[u32],
    none: T,
    make: impl Fn(u32) -> T,
    rows: &mut Vec<T>,
) -> Vec<u32> {
    rows.clear();
    if group_of.is_empty() {
        // Never written to, it takes no memory: many kinds have no row.
        return vec![0; groups as usize + 1];
    }
    let mut offsets = vec![0u32; groups as usize + 2];
    for &group in group_of.iter().filter(|&&group| group < groups) {
        if let Some(o) = offsets.get_mut(group as usize + 2) {
            *o += 1;
        }
    }
    let mut total = 0;
    for o in &mut offsets {
        total += *o;
        *o = total;
    }
    rows.resize(total as usize, none);
    for (row, &group) in group_of.iter().enumerate().filter(|(_, group)| **group < groups) {
        if let Some(o) = offsets.get_mut(group as usize + 1) {
            if let Some(slot) = rows.get_mut(*o as usize) {
                *slot = make(row as u32);
            }
            *o += 1;
        }
    }
    offsets.pop();
    offsets
}

/// Room to sort groups in, used for one after another.
pub(super) struct Sorter<T> {
    keys: Vec<u64>,
    sorted: Vec<T>,
}

impl<T: Copy> Sorter<T> {
    pub(super) fn new() -> Sorter<T> {
        Sorter { keys: Vec::new(), sorted: Vec::new() }
    }

    /// Puts a group in order of day; `tie` orders what is of one day. Numbers are sorted faster than rows: day and place
    /// go into one.
    pub(super) fn sort(
        &mut self,
        group: &mut [T],
        day: impl Fn(&T) -> Day,
        tie: impl Fn(&T, &T) -> Ordering,
    ) {
        if group.is_sorted_by(|a, b| day(a).cmp(&day(b)).then_with(|| tie(a, b)).is_le()) {
            return;
        }
        self.keys.clear();
        let key = |(place, of): (usize, &T)| u64::from(sortable(day(of))) << 32 | place as u64;
        self.keys.extend(group.iter().enumerate().map(key));
        self.keys.sort_unstable();
        self.sorted.clear();
        self.sorted.extend(self.keys.iter().filter_map(|key| group.get(*key as u32 as usize)));
        let mut at = 0;
        for same in self.keys.chunk_by(|a, b| a >> 32 == b >> 32) {
            let rows = self.sorted.get_mut(at..at + same.len()).filter(|rows| rows.len() > 1);
            if let Some(rows) = rows {
                rows.sort_by(&tie);
            }
            at += same.len();
        }
        group.copy_from_slice(&self.sorted);
    }
}
