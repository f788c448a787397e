//! Rows brought into a new order, column by column and in place.

use super::caseload::NO_ROW;
use super::id::Id;
use super::texts::TextCode;
use crate::calendar::Day;
use std::collections::HashMap;

/// A new order of rows. Rows that lie far apart are first brought near each other, block by block, so that neither
/// step jumps about in memory.
#[derive(Debug, Default)]
pub(super) struct Arrangement {
    /// Where each old row goes first; empty when nothing is brought near. [`NO_ROW`] for a row that is left out.
    near: Vec<u32>,
    /// Rows of that middle order, in the new order.
    order: Vec<u32>,
    /// Where each block ends, when rows are brought near: the second step moves none out of its block.
    blocks: Vec<u32>,
}

impl Arrangement {
    /// An arrangement in one step.
    pub(super) fn plain(order: Vec<u32>) -> Arrangement {
        Arrangement { order, ..Arrangement::default() }
    }

    /// The first of two steps, made before the order of the near rows is known.
    pub(super) fn near(near: Vec<u32>) -> Arrangement {
        Arrangement { near, ..Arrangement::default() }
    }

    /// The second step; `offsets` are where the groups begin, so many of them to a block.
    pub(super) fn then(self, order: Vec<u32>, offsets: &[u32], block: u32) -> Arrangement {
        let mut blocks = Vec::new();
        if !self.near.is_empty() {
            blocks.extend(offsets.iter().skip(block as usize).step_by(block as usize));
            blocks.push(order.len() as u32);
        }
        Arrangement { order, blocks, ..self }
    }

    /// Whether rows stay where they are.
    fn is_idle(&self, rows: usize) -> bool {
        let stays = |(i, row): (usize, &u32)| i == *row as usize;
        self.near.is_empty() && self.order.len() == rows && self.order.iter().enumerate().all(stays)
    }

    /// Makes the first step; `kept` is the number of rows that are not left out.
    pub(super) fn bring_near<T: Copy>(&self, v: &mut Vec<T>, kept: usize, missing: T) {
        if self.near.is_empty() || v.is_empty() {
            return;
        }
        // Every place is written once.
        let mut room = vec![missing; kept];
        for (value, to) in v.iter().zip(&self.near) {
            if let Some(slot) = room.get_mut(*to as usize) {
                *slot = *value;
            }
        }
        *v = room;
    }

    /// Makes the second step. Block by block it needs no second column.
    pub(super) fn order<T: Copy>(&self, v: &mut Vec<T>, missing: T) {
        if v.is_empty() {
            return;
        }
        let at = |v: &Vec<T>, row: &u32| v.get(*row as usize).copied().unwrap_or(missing);
        if self.blocks.is_empty() {
            *v = self.order.iter().map(|row| at(v, row)).collect();
            return;
        }
        let (mut room, mut from) = (Vec::new(), 0);
        for &end in &self.blocks {
            let places = from..end as usize;
            from = places.end;
            room.clear();
            room.extend(self.order.get(places.clone()).unwrap_or_default().iter().map(|row| at(v, row)));
            for (slot, value) in v.get_mut(places).unwrap_or_default().iter_mut().zip(&room) {
                *slot = *value;
            }
        }
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

/// A column to be arranged.
pub(super) enum Moved<'v> {
    /// Days, missing or not.
    Days(&'v mut Vec<Day>),
    /// Ids.
    Ids(&'v mut Vec<Id>),
    /// Texts.
    Texts(&'v mut Vec<TextCode>),
    /// Rows or row numbers.
    Rows(&'v mut Vec<u32>),
    /// Yes, no or missing.
    Flags(&'v mut Vec<u8>),
    /// Numbers.
    Numbers(&'v mut Vec<f64>),
    /// Files.
    Files(&'v mut Vec<u16>),
}

impl Moved<'_> {
    fn bytes(&self) -> usize {
        match self {
            Moved::Days(v) => v.len() * 4,
            Moved::Ids(v) => v.len() * 4,
            Moved::Texts(v) => v.len() * 4,
            Moved::Rows(v) => v.len() * 4,
            Moved::Flags(v) => v.len(),
            Moved::Numbers(v) => v.len() * 8,
            Moved::Files(v) => v.len() * 2,
        }
    }
}

/// From so many rows on columns are moved one at a time: the memory for two at once would be felt.
const MANY: usize = 1 << 25;

/// Arranges columns, half of the work on another thread. All are of one length, or empty.
pub(super) fn arrange(mut columns: Vec<Moved<'_>>, by: &Arrangement) {
    let rows = |c: &Moved<'_>| match c {
        Moved::Days(v) => v.len(),
        Moved::Ids(v) => v.len(),
        Moved::Texts(v) => v.len(),
        Moved::Rows(v) => v.len(),
        Moved::Flags(v) => v.len(),
        Moved::Numbers(v) => v.len(),
        Moved::Files(v) => v.len(),
    };
    let most = columns.iter().map(rows).max().unwrap_or(0);
    if by.is_idle(most) {
        return;
    }
    if most >= MANY {
        return one_by_one(columns, by);
    }
    columns.sort_by_key(|c| std::cmp::Reverse(c.bytes()));
    let total: usize = columns.iter().map(Moved::bytes).sum();
    let mut half = 0;
    let mut sum = 0;
    while half < columns.len() && sum * 2 < total {
        sum += columns.get(half).map_or(0, Moved::bytes);
        half += 1;
    }
    let second = columns.split_off(half);
    rayon::join(|| one_by_one(columns, by), || one_by_one(second, by));
}

fn one_by_one(columns: Vec<Moved<'_>>, by: &Arrangement) {
    let kept = by.order.len();
    for column in columns {
        match column {
            Moved::Days(v) => step(v, by, kept),
            Moved::Ids(v) => step(v, by, kept),
            Moved::Texts(v) => step(v, by, kept),
            Moved::Rows(v) => step(v, by, kept),
            Moved::Flags(v) => step(v, by, kept),
            Moved::Numbers(v) => step(v, by, kept),
            Moved::Files(v) => step(v, by, kept),
        }
    }
}

/// Both steps. Every place is written, so that what stands for "missing" on the way is never seen.
fn step<T: Copy>(v: &mut Vec<T>, by: &Arrangement, kept: usize) {
    let Some(&any) = v.first() else { return };
    by.bring_near(v, kept, any);
    by.order(v, any);
}

/// The place of each row when rows go block by block of roots; empty when that changes little.
pub(super) fn block_places(roots: u32, root_of: &[u32], block: u32) -> Vec<u32> {
    if root_of.len() < 1 << 16 || root_of.is_sorted() {
        return Vec::new();
    }
    let mut next = vec![0u32; (roots / block) as usize + 2];
    for &r in root_of.iter().filter(|&&r| r != NO_ROW) {
        if let Some(n) = next.get_mut((r / block) as usize + 1) {
            *n += 1;
        }
    }
    let mut total = 0;
    for n in &mut next {
        total += *n;
        *n = total;
    }
    let place = |&r: &u32| match next.get_mut((r / block) as usize) {
        Some(n) if r != NO_ROW => {
            *n += 1;
            *n - 1
        }
        _ => NO_ROW,
    };
    root_of.iter().map(place).collect()
}
