//! The order of rows, and rows found by id.

use super::arrange::{Arrangement, Room, block_places};
use super::caseload::NO_ROW;
use super::groups::{Sorter, grouped};
use super::id::Id;
use super::raw::RawTable;
use super::texts::Texts;
use crate::calendar::Day;
use std::collections::{HashMap, HashSet};

/// Row of each id.
#[derive(Debug, Clone, Default)]
pub(super) struct Lookup {
    /// Numbers whose rows follow each other as they do: a bit for each, and the row of the first of every sixty-four.
    /// Every row of every table looks up its owner, so this must fit the cache.
    ranked: Vec<Ranked>,
    /// Rows of numbers that lie densely, found by place.
    dense: Vec<u32>,
    other: HashMap<Id, u32>,
}

/// Sixty-four numbers.
#[derive(Debug, Clone, Copy, Default)]
struct Ranked {
    low: u32,
    high: u32,
    /// The row of the first of them that is an id.
    first: u32,
}

impl Ranked {
    fn bits(self) -> u64 {
        u64::from(self.high) << 32 | u64::from(self.low)
    }
}

/// Numbers up to this many times the number of rows (and a little) count as dense.
const DENSE: usize = 16;

impl Lookup {
    /// The look-up of a column of ids; the first row of an id wins.
    pub(super) fn new(ids: &[Id]) -> Lookup {
        let limit = (ids.len() * DENSE + 1024) as u32;
        let number = |id: &Id| id.as_number().filter(|n| *n < limit);
        let Some(top) = ids.iter().filter_map(number).max() else {
            return Lookup { other: others(ids, |_| false), ..Lookup::default() };
        };
        let numbers = ids.iter().take_while(|id| number(id).is_some()).count();
        let (first, rest) = ids.split_at(numbers);
        if first.is_sorted_by(|a, b| a.0 < b.0) && !rest.iter().any(|id| number(id).is_some()) {
            return Lookup {
                ranked: ranked(first, top),
                other: others(ids, |id| number(&id).is_some()),
                ..Lookup::default()
            };
        }
        let mut dense = vec![NO_ROW; top as usize + 1];
        for (row, n) in ids.iter().enumerate().filter_map(|(row, id)| Some((row, number(id)?))) {
            if let Some(slot) = dense.get_mut(n as usize).filter(|slot| **slot == NO_ROW) {
                *slot = row as u32;
            }
        }
        Lookup { dense, other: others(ids, |id| number(&id).is_some()), ..Lookup::default() }
    }

    /// The row of an id, [`NO_ROW`] when there is none.
    #[inline]
    pub(super) fn row(&self, id: Id) -> u32 {
        if id == RawTable::NO_ID {
            return NO_ROW;
        }
        if let Some(n) = id.as_number() {
            if let Some(part) = self.ranked.get(n as usize / 64) {
                let (bits, place) = (part.bits(), n % 64);
                if bits >> place & 1 == 1 {
                    return part.first + (bits & ((1 << place) - 1)).count_ones();
                }
            }
            if let Some(row) = self.dense.get(n as usize) {
                return *row;
            }
        }
        if self.other.is_empty() { NO_ROW } else { self.other.get(&id).copied().unwrap_or(NO_ROW) }
    }
}

/// The parts of numbers that are in order, none twice, the first of them being row 0.
fn ranked(ids: &[Id], top: u32) -> Vec<Ranked> {
    let mut parts = vec![Ranked::default(); top as usize / 64 + 1];
    for n in ids.iter().filter_map(|id| id.as_number()) {
        if let Some(part) = parts.get_mut(n as usize / 64) {
            match n % 64 {
                low @ 0..32 => part.low |= 1 << low,
                high => part.high |= 1 << (high - 32),
            }
        }
    }
    let mut row = 0;
    for part in &mut parts {
        part.first = row;
        row += part.bits().count_ones();
    }
    parts
}

/// The first row of each id that is not found otherwise.
fn others(ids: &[Id], otherwise: impl Fn(Id) -> bool) -> HashMap<Id, u32> {
    let mut other = HashMap::new();
    for (row, id) in ids.iter().enumerate().filter(|(_, id)| !otherwise(**id)) {
        other.entry(*id).or_insert(row as u32);
    }
    other
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
    root_of: Vec<u32>,
    start: &mut Vec<Day>,
    ids: &mut Vec<Id>,
    texts: &Texts,
    room: &mut Room,
) -> (Vec<u32>, Arrangement) {
    let mut whole = room.arrangement();
    block_places(roots, &root_of, BLOCK, &mut whole.near);
    let near = match whole.near.is_empty() {
        true => &root_of,
        false => room.brought_near(&root_of, &whole.near),
    };
    let offsets = grouped(roots, near, NO_ROW, |row| row, &mut whole.order);
    drop(root_of);
    if !whole.is_idle(ids.len()) {
        room.days(start, &whole);
        room.ids(ids, &whole);
    }
    sort_groups(&offsets, start, ids, &mut whole.order, texts);
    (offsets, whole)
}

/// Puts each group in order of day, then id. Most are: records are kept in the order they were made.
fn sort_groups(offsets: &[u32], start: &mut [Day], ids: &mut [Id], order: &mut [u32], texts: &Texts) {
    // What has no day is as if of one day.
    let mut undated = vec![0; if start.is_empty() { ids.len() } else { 0 }];
    let start = if start.is_empty() { undated.as_mut_slice() } else { start };
    let mut sorter = Sorter::new();
    let mut rows: Vec<(Day, Id, u32)> = Vec::new();
    for pair in offsets.windows(2) {
        let &[a, b] = pair else { continue };
        let group = a as usize..b as usize;
        let (Some(start), Some(ids)) = (start.get_mut(group.clone()), ids.get_mut(group.clone())) else {
            continue;
        };
        let later = |i: usize| match (ids.get(i), ids.get(i + 1)) {
            (Some(a), Some(b)) => a.order(*b, texts).is_gt(),
            _ => false,
        };
        let mut days = start.iter().zip(start.iter().skip(1)).enumerate();
        if !days.any(|(i, (a, b))| a > b || a == b && later(i)) {
            continue;
        }
        let Some(order) = order.get_mut(group) else { continue };
        rows.clear();
        rows.extend(start.iter().zip(ids.iter()).zip(order.iter()).map(|((day, id), row)| (*day, *id, *row)));
        sorter.sort(&mut rows, |r| r.0, |a, b| a.1.order(b.1, texts).then(a.2.cmp(&b.2)));
        for (((day, id), row), sorted) in start.iter_mut().zip(ids).zip(order).zip(&rows) {
            (*day, *id, *row) = *sorted;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_has_no_day_is_in_order_of_id() {
        let texts = Texts::default();
        let (mut start, mut ids) = (Vec::new(), [5, 9, 3, 1, 7].map(Id).to_vec());
        let mut room = Room::new(ids.len());
        let (offsets, order) = group_rows(2, vec![1, 0, 1, 1, 0], &mut start, &mut ids, &texts, &mut room);
        assert_eq!((offsets, order.order), (vec![0, 2, 5], vec![4, 1, 3, 2, 0]));
        assert_eq!(ids, [7, 9, 1, 3, 5].map(Id));
        assert!(start.is_empty());
    }

    /// Numbers in order and not, twice, with gaps and far apart, and texts behind them.
    #[test]
    fn the_first_row_of_an_id_is_found() {
        let mut texts = Texts::default();
        let text = Id::of("a-7", &mut texts);
        let far = 1024 + 16 * 6;
        let columns: [&[u32]; 6] = [
            &[0, 1, 31, 32, 63, 64],
            &[3, 64, 65, 127, 128, 1_000],
            &[5, 4, 3, 5],
            &[3, 3, 9],
            &[60, far - 2, far - 1, far, far + 1],
            &[],
        ];
        for numbers in columns {
            let ids: Vec<Id> = numbers.iter().map(|n| Id(*n)).chain([text]).collect();
            let lookup = Lookup::new(&ids);
            for id in (0..2_000).map(Id).chain([text, RawTable::NO_ID]) {
                let first = ids.iter().position(|i| *i == id).map_or(NO_ROW, |row| row as u32);
                assert_eq!(lookup.row(id), first, "{id:?} of {numbers:?}");
            }
        }
    }
}
