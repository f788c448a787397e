//! The order of rows, and rows found by id.

use super::caseload::NO_ROW;
use super::id::Id;
use super::raw::RawTable;
use super::texts::Texts;
use crate::calendar::Day;
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

/// A set of ids.
#[derive(Debug, Default)]
pub(super) struct IdSet {
    dense: Vec<bool>,
    other: HashSet<Id>,
}

impl IdSet {
    pub(super) fn new(ids: &[Id]) -> IdSet {
        let limit = (ids.len() * DENSE + 1024) as u32;
        let top = ids.iter().filter_map(|i| i.as_number()).filter(|n| *n < limit).max();
        let mut set = IdSet { dense: vec![false; top.map_or(0, |n| n as usize + 1)], other: HashSet::new() };
        for id in ids {
            match id.as_number().and_then(|n| set.dense.get_mut(n as usize)) {
                Some(slot) => *slot = true,
                None => {
                    set.other.insert(*id);
                }
            }
        }
        set
    }

    #[inline]
    pub(super) fn contains(&self, id: Id) -> bool {
        let dense = id.as_number().and_then(|n| self.dense.get(n as usize).copied());
        dense.unwrap_or_else(|| !self.other.is_empty() && self.other.contains(&id))
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

/// A new order of rows. Rows that lie far apart are first brought near each other, block by block, so that neither
/// step jumps about in memory.
#[derive(Debug, Default)]
pub(super) struct Arrangement {
    /// Where each old row goes first; empty when nothing is brought near. [`NO_ROW`] for a row that is left out.
    near: Vec<u32>,
    /// Rows of that middle order, in the new order.
    order: Vec<u32>,
}

impl Arrangement {
    /// An arrangement in one step.
    pub(super) fn plain(order: Vec<u32>) -> Arrangement {
        Arrangement { near: Vec::new(), order }
    }

    /// A column in the new order.
    pub(super) fn apply<T: Copy>(&self, v: &[T], missing: T) -> Vec<T> {
        if v.is_empty() {
            return Vec::new();
        }
        if self.near.is_empty() {
            return gather(v, &self.order, missing);
        }
        let mut middle = vec![missing; self.order.len()];
        for (value, to) in v.iter().zip(&self.near) {
            if let Some(slot) = middle.get_mut(*to as usize) {
                *slot = *value;
            }
        }
        gather(&middle, &self.order, missing)
    }

    /// The new place of every old row that is kept.
    pub(super) fn new_places(&self) -> HashMap<u32, u32> {
        let new: HashMap<u32, u32> = self.order.iter().enumerate().map(|(i, m)| (*m, i as u32)).collect();
        if self.near.is_empty() {
            return new;
        }
        let moved = self.near.iter().enumerate().filter_map(|(old, m)| Some((old as u32, *new.get(m)?)));
        moved.collect()
    }
}

fn gather<T: Copy>(v: &[T], order: &[u32], missing: T) -> Vec<T> {
    order.iter().map(|&i| v.get(i as usize).copied().unwrap_or(missing)).collect()
}

/// Roots in a block: their rows of one column stay in the cache.
const BLOCK: u32 = 2048;

/// Groups rows by root, each group by day, then id. Rows without a root are left out.
/// Returns the offsets of the groups and the new order.
pub(super) fn group_rows(
    roots: u32,
    root_of: &[u32],
    start: &[Day],
    ids: &[Id],
    texts: &Texts,
) -> (Vec<u32>, Arrangement) {
    let near = bring_near(roots, root_of);
    let first = Arrangement { order: (0..kept(root_of)).collect(), near };
    let (root_of, start, ids) = match first.near.is_empty() {
        true => (root_of.to_vec(), start.to_vec(), ids.to_vec()),
        false => (first.apply(root_of, NO_ROW), first.apply(start, 0), first.apply(ids, RawTable::NO_ID)),
    };
    let (offsets, order) = group_near(roots, &root_of, &start, &ids, texts);
    (offsets, Arrangement { near: first.near, order })
}

fn kept(root_of: &[u32]) -> u32 {
    root_of.iter().filter(|r| **r != NO_ROW).count() as u32
}

/// The place of each row when rows go block by block of roots; empty when that changes little.
fn bring_near(roots: u32, root_of: &[u32]) -> Vec<u32> {
    if root_of.len() < 1 << 16 || root_of.is_sorted() {
        return Vec::new();
    }
    let mut next = vec![0u32; (roots / BLOCK) as usize + 2];
    for &r in root_of.iter().filter(|&&r| r != NO_ROW) {
        if let Some(n) = next.get_mut((r / BLOCK) as usize + 1) {
            *n += 1;
        }
    }
    let mut total = 0;
    for n in &mut next {
        total += *n;
        *n = total;
    }
    let place = |&r: &u32| match next.get_mut((r / BLOCK) as usize) {
        Some(n) if r != NO_ROW => {
            *n += 1;
            *n - 1
        }
        _ => NO_ROW,
    };
    root_of.iter().map(place).collect()
}

fn group_near(roots: u32, root_of: &[u32], start: &[Day], ids: &[Id], texts: &Texts) -> (Vec<u32>, Vec<u32>) {
    let mut offsets = vec![0u32; roots as usize + 2];
    for &r in root_of.iter().filter(|&&r| r != NO_ROW) {
        if let Some(o) = offsets.get_mut(r as usize + 2) {
            *o += 1;
        }
    }
    let mut total = 0;
    for o in &mut offsets {
        total += *o;
        *o = total;
    }
    let mut order = vec![0u32; total as usize];
    for (row, &r) in root_of.iter().enumerate().filter(|(_, r)| **r != NO_ROW) {
        if let Some(o) = offsets.get_mut(r as usize + 1) {
            if let Some(slot) = order.get_mut(*o as usize) {
                *slot = row as u32;
            }
            *o += 1;
        }
    }
    offsets.pop();
    let day = |i: u32| start.get(i as usize).copied().unwrap_or(0);
    let id = |i: u32| ids.get(i as usize).copied().unwrap_or(RawTable::NO_ID);
    for pair in offsets.windows(2) {
        if let [a, b] = pair
            && b - a > 1
            && let Some(part) = order.get_mut(*a as usize..*b as usize)
        {
            let less = |x: &u32, y: &u32| day(*x).cmp(&day(*y)).then_with(|| id(*x).order(id(*y), texts));
            if !part.is_sorted_by(|x, y| less(x, y).is_le()) {
                part.sort_unstable_by(|x, y| less(x, y).then(x.cmp(y)));
            }
        }
    }
    (offsets, order)
}
