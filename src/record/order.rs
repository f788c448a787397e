//! The order of rows, and rows found by id.

use super::arrange::{Arrangement, block_places};
use super::caseload::NO_ROW;
use super::groups::{Sorter, grouped};
use super::id::Id;
use super::raw::RawTable;
use super::texts::Texts;
use crate::calendar::{Day, NEVER};
use std::collections::{HashMap, HashSet};

/// Row of each id. Numbers that lie densely are found by place, without hashing.
#[derive(Debug, Clone, Default)]
pub(super) struct Lookup {
    dense: Vec<u32>,
    other: HashMap<Id, u32>,
}

/// Numbers up to this many times the number of rows (and a little) count as dense.
const DENSE: usize = 16;

impl Lookup {
    /// The look-up of a column of ids; the first row of an id wins.
    pub(super) fn new(ids: &[Id]) -> Lookup {
        let limit = (ids.len() * DENSE + 1024) as u32;
        let top = ids.iter().filter_map(|i| i.as_number()).filter(|n| *n < limit).max();
        let mut dense = vec![NO_ROW; top.map_or(0, |n| n as usize + 1)];
        let mut other = HashMap::new();
        for (row, id) in ids.iter().enumerate() {
            match id.as_number().and_then(|n| dense.get_mut(n as usize)) {
                Some(slot) if *slot == NO_ROW => *slot = row as u32,
                Some(_) => {}
                None => {
                    other.entry(*id).or_insert(row as u32);
                }
            }
        }
        Lookup { dense, other }
    }

    /// The row of an id, [`NO_ROW`] when there is none.
    #[inline]
    pub(super) fn row(&self, id: Id) -> u32 {
        if id == RawTable::NO_ID {
            return NO_ROW;
        }
        if let Some(n) = id.as_number()
            && let Some(row) = self.dense.get(n as usize)
        {
            return *row;
        }
        if self.other.is_empty() { NO_ROW } else { self.other.get(&id).copied().unwrap_or(NO_ROW) }
    }
}

/// A set of ids, a bit for each number: every row of every table is looked up in one, so that it must fit the cache.
#[derive(Debug, Default)]
pub(super) struct IdSet {
    dense: Vec<u64>,
    /// Numbers below this have a bit.
    limit: u32,
    other: HashSet<Id>,
}

impl IdSet {
    pub(super) fn new(ids: &[Id]) -> IdSet {
        let limit = (ids.len() * DENSE + 1024) as u32;
        let top = ids.iter().filter_map(|i| i.as_number()).filter(|n| *n < limit).max();
        let limit = top.map_or(0, |n| n + 1);
        let dense = vec![0; (limit as usize).div_ceil(64)];
        let mut set = IdSet { dense, limit, other: HashSet::new() };
        for id in ids {
            match set.bit(*id).and_then(|n| set.dense.get_mut(n as usize / 64).zip(Some(1 << (n % 64)))) {
                Some((word, bit)) => *word |= bit,
                None => {
                    set.other.insert(*id);
                }
            }
        }
        set
    }

    #[inline]
    pub(super) fn contains(&self, id: Id) -> bool {
        match self.bit(id) {
            Some(n) => self.dense.get(n as usize / 64).is_some_and(|word| word >> (n % 64) & 1 == 1),
            None => !self.other.is_empty() && self.other.contains(&id),
        }
    }

    /// The number of an id that has a bit.
    #[inline]
    fn bit(&self, id: Id) -> Option<u32> {
        id.as_number().filter(|n| *n < self.limit)
    }
}

/// Rows in order of id.
pub(super) fn id_order(ids: &[Id], texts: &Texts) -> Vec<u32> {
    let mut order: Vec<u32> = (0..ids.len() as u32).collect();
    let id = |i: u32| ids.get(i as usize).copied().unwrap_or(RawTable::NO_ID);
    if !order
        .windows(2)
        .all(|w| w.first().zip(w.get(1)).is_some_and(|(a, b)| id(*a).order(id(*b), texts).is_lt()))
    {
        order.sort_by(|&a, &b| id(a).order(id(b), texts));
    }
    order
}

/// Roots in a block: their rows of one column stay in the cache.
const BLOCK: u32 = 2048;

/// Groups rows by root, each group by day, then id; `start` and `ids` are put in the new order. Rows without a root
/// are left out. Returns the offsets of the groups and the new order.
pub(super) fn group_rows(
    roots: u32,
    mut root_of: Vec<u32>,
    start: &mut Vec<Day>,
    ids: &mut Vec<Id>,
    texts: &Texts,
) -> (Vec<u32>, Arrangement) {
    let kept = root_of.iter().filter(|r| **r != NO_ROW).count();
    let first = Arrangement::near(block_places(roots, &root_of, BLOCK));
    first.bring_near(&mut root_of, kept, NO_ROW);
    first.bring_near(start, kept, NEVER);
    first.bring_near(ids, kept, RawTable::NO_ID);
    let (offsets, order) = group_near(roots, &root_of, start, ids, texts);
    drop(root_of);
    let whole = first.then(order, &offsets, BLOCK);
    whole.order(start, NEVER);
    whole.order(ids, RawTable::NO_ID);
    (offsets, whole)
}

fn group_near(roots: u32, root_of: &[u32], start: &[Day], ids: &[Id], texts: &Texts) -> (Vec<u32>, Vec<u32>) {
    let (offsets, mut order) = grouped(roots, root_of, NO_ROW, |row| row);
    let day = |row: &u32| start.get(*row as usize).copied().unwrap_or(0);
    let id = |row: &u32| ids.get(*row as usize).copied().unwrap_or(RawTable::NO_ID);
    let tie = |x: &u32, y: &u32| id(x).order(id(y), texts).then(x.cmp(y));
    let mut sorter = Sorter::new();
    for pair in offsets.windows(2) {
        if let [a, b] = pair
            && b - a > 1
            && let Some(part) = order.get_mut(*a as usize..*b as usize)
        {
            sorter.sort(part, day, tie);
        }
    }
    (offsets, order)
}
