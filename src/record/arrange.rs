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
    pub(super) near: Vec<u32>,
    /// Rows of that middle order, in the new order.
    pub(super) order: Vec<u32>,
}

impl Arrangement {
    /// An arrangement in one step.
    pub(super) fn plain(order: Vec<u32>) -> Arrangement {
        Arrangement { near: Vec::new(), order }
    }

    /// Whether rows stay where they are.
    pub(super) fn is_idle(&self, rows: usize) -> bool {
        let stays = |(i, row): (usize, &u32)| i == *row as usize;
        self.near.is_empty() && self.order.len() == rows && self.order.iter().enumerate().all(stays)
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

/// What a column is moved through. It is kept from column to column and from table to table: memory that was never
/// written to costs more to come by than a value does to move.
#[derive(Debug, Default)]
pub(super) struct Room {
    /// As many rows as the largest table has.
    most: usize,
    words: Vec<u32>,
    flags: Vec<u8>,
    numbers: Vec<f64>,
    files: Vec<u16>,
    /// The arrangement before, whose room the next one takes.
    before: Arrangement,
}

impl Room {
    /// Room for tables of up to so many rows; it is taken when it is first needed.
    pub(super) fn new(most: usize) -> Room {
        Room { most, ..Room::default() }
    }

    /// An arrangement to be filled, with room for the largest table.
    pub(super) fn arrangement(&mut self) -> Arrangement {
        let mut by = std::mem::take(&mut self.before);
        for places in [&mut by.near, &mut by.order] {
            places.clear();
            places.reserve(self.most);
        }
        by
    }

    /// Takes an arrangement back.
    pub(super) fn keep(&mut self, by: Arrangement) {
        self.before = by;
    }

    /// The first step alone: what rows say, in the middle order; those that are left out are not among them.
    pub(super) fn brought_near(&mut self, v: &[u32], near: &[u32]) -> &[u32] {
        fill(v, &mut self.words, self.most, near, |row| row);
        let kept = near.iter().filter(|place| **place != NO_ROW).count();
        self.words.get(..kept).unwrap_or_default()
    }

    /// Arranges days.
    pub(super) fn days(&mut self, v: &mut Vec<Day>, by: &Arrangement) {
        step(v, &mut self.words, self.most, by, Day::cast_unsigned, u32::cast_signed);
    }

    /// Arranges ids.
    pub(super) fn ids(&mut self, v: &mut Vec<Id>, by: &Arrangement) {
        step(v, &mut self.words, self.most, by, |id| id.0, Id);
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
    fn rows(&self) -> usize {
        match self {
            Moved::Days(v) => v.len(),
            Moved::Ids(v) => v.len(),
            Moved::Texts(v) => v.len(),
            Moved::Rows(v) => v.len(),
            Moved::Flags(v) => v.len(),
            Moved::Numbers(v) => v.len(),
            Moved::Files(v) => v.len(),
        }
    }

    fn bytes(&self) -> usize {
        let width = match self {
            Moved::Days(_) | Moved::Ids(_) | Moved::Texts(_) | Moved::Rows(_) => 4,
            Moved::Flags(_) => 1,
            Moved::Numbers(_) => 8,
            Moved::Files(_) => 2,
        };
        self.rows() * width
    }
}

/// From so many rows on columns are moved one at a time: the memory for two at once would be felt.
const MANY: usize = 1 << 25;

/// Arranges columns, half of the work on another thread. All are of one length, or empty.
pub(super) fn arrange(mut columns: Vec<Moved<'_>>, by: &Arrangement, rooms: &mut [Room; 2]) {
    columns.retain(|c| c.rows() > 0);
    let most = columns.iter().map(Moved::rows).max().unwrap_or(0);
    if by.is_idle(most) {
        return;
    }
    let [one, two] = rooms;
    if most >= MANY {
        return one_by_one(columns, by, one);
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
    rayon::join(|| one_by_one(columns, by, one), || one_by_one(second, by, two));
}

fn one_by_one(columns: Vec<Moved<'_>>, by: &Arrangement, room: &mut Room) {
    let most = room.most;
    for column in columns {
        match column {
            Moved::Days(v) => room.days(v, by),
            Moved::Ids(v) => room.ids(v, by),
            Moved::Texts(v) => step(v, &mut room.words, most, by, |text| text.0, TextCode),
            Moved::Rows(v) => step(v, &mut room.words, most, by, |row| row, |row| row),
            Moved::Flags(v) => step(v, &mut room.flags, most, by, |flag| flag, |flag| flag),
            Moved::Numbers(v) => step(v, &mut room.numbers, most, by, |number| number, |number| number),
            Moved::Files(v) => step(v, &mut room.files, most, by, |file| file, |file| file),
        }
    }
}

/// Both steps: out into the room, and back in the new order. Every place that is read back was written.
fn step<T: Copy, R: Copy + Default>(
    v: &mut Vec<T>,
    room: &mut Vec<R>,
    most: usize,
    by: &Arrangement,
    out: impl Fn(T) -> R,
    back: impl Fn(R) -> T,
) {
    fill(v, room, most, &by.near, out);
    v.truncate(by.order.len());
    for (slot, row) in v.iter_mut().zip(&by.order) {
        if let Some(value) = room.get(*row as usize) {
            *slot = back(*value);
        }
    }
}

fn fill<T: Copy, R: Copy + Default>(
    v: &[T],
    room: &mut Vec<R>,
    most: usize,
    near: &[u32],
    out: impl Fn(T) -> R,
) {
    if room.len() < v.len() {
        *room = vec![R::default(); most.max(v.len())];
    }
    if near.is_empty() {
        room.iter_mut().zip(v).for_each(|(slot, value)| *slot = out(*value));
        return;
    }
    // A row that is left out has a place beyond every room.
    for (value, to) in v.iter().zip(near) {
        if let Some(slot) = room.get_mut(*to as usize) {
            *slot = out(*value);
        }
    }
}

/// The place of each row when rows go block by block of roots; empty when that changes little.
pub(super) fn block_places(roots: u32, root_of: &[u32], block: u32, places: &mut Vec<u32>) {
    places.clear();
    if root_of.len() < 1 << 16 || root_of.is_sorted() {
        return;
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
    places.extend(root_of.iter().map(place));
}
