//! What goes wrong in a return, by chance from a seed.

use duecare::calendar::{Day, parse_iso, to_iso};
use std::collections::BTreeMap;

/// A row that goes wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RowFault {
    /// It stands there twice.
    Twice,
    /// It stands there again, begun a few days later: two that overlap.
    Overlap,
    /// The id it is joined by is none that the return has.
    Orphan,
}

/// Damages cells and rows, and counts what it did.
pub struct Damage {
    state: u64,
    share: u64,
    counts: BTreeMap<&'static str, u64>,
}

impl Damage {
    pub fn new(seed: u64, share: u64) -> Damage {
        Damage { state: seed ^ 0x5DEE_CE66_D1CE_4E5B, share, counts: BTreeMap::new() }
    }

    /// How many of what was done.
    pub fn counts(&self) -> impl Iterator<Item = (&'static str, u64)> {
        self.counts.iter().map(|(what, n)| (*what, *n))
    }

    /// splitmix64.
    fn next(&mut self) -> u64 {
        self.state = self.state.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.state;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    fn below(&mut self, n: u64) -> u64 {
        self.next() % n
    }

    fn hits(&mut self) -> bool {
        self.below(100_000) < self.share
    }

    fn did(&mut self, what: &'static str) {
        *self.counts.entry(what).or_default() += 1;
    }

    /// Whether a row goes wrong, and how.
    pub fn row(&mut self) -> Option<RowFault> {
        if !self.hits() {
            return None;
        }
        let (fault, what) = match self.below(3) {
            0 => (RowFault::Twice, "rows twice"),
            1 => (RowFault::Overlap, "rows again, begun later"),
            _ => (RowFault::Orphan, "rows of nobody"),
        };
        self.did(what);
        Some(fault)
    }

    /// Damages the cells of a row, as columns and texts; one that is blank is left so.
    pub fn cells(&mut self, cells: &mut [&mut String]) {
        for at in 0..cells.len() {
            let Some(text) = cells.get(at).map(|c| c.to_string()).filter(|t| !t.is_empty()) else { continue };
            if !self.hits() {
                continue;
            }
            let Some(day) = day_of(&text) else {
                let (wrong, what) = match self.below(3) {
                    0 => (String::new(), "cells blank"),
                    1 => ("XX".to_owned(), "bad codes"),
                    _ => (text.chars().rev().collect(), "codes written backwards"),
                };
                self.did(what);
                set(cells, at, wrong);
                continue;
            };
            let other =
                (0..cells.len()).find(|i| *i != at && cells.get(*i).is_some_and(|c| day_of(c).is_some()));
            match (self.below(4), other) {
                (0, _) => {
                    self.did("dates blank");
                    set(cells, at, String::new());
                }
                (1, _) => {
                    self.did("impossible dates");
                    set(cells, at, if text.contains('/') { "31/02/2026" } else { "2026-02-31" }.to_owned());
                }
                (2, Some(other)) => {
                    self.did("dates exchanged");
                    let theirs = cells.get(other).map(|c| c.to_string()).unwrap_or_default();
                    set(cells, at, theirs);
                    set(cells, other, text);
                }
                _ => {
                    self.did("dates moved");
                    let by = self.below(800) as Day - 400;
                    set(cells, at, written_like(&text, day + by));
                }
            }
        }
    }
}

fn set(cells: &mut [&mut String], at: usize, text: String) {
    if let Some(cell) = cells.get_mut(at) {
        **cell = text;
    }
}

/// A day as either return writes it.
pub fn day_of(text: &str) -> Option<Day> {
    let mut parts = text.split('/');
    match (parts.next(), parts.next(), parts.next()) {
        (Some(d), Some(m), Some(y)) => parse_iso(&format!("{y}-{m}-{d}")),
        _ => parse_iso(text),
    }
}

/// A day written as another is.
pub fn written_like(other: &str, day: Day) -> String {
    let iso = to_iso(day);
    let mut parts = iso.split('-').rev();
    match (other.contains('/'), parts.next(), parts.next(), parts.next()) {
        (true, Some(d), Some(m), Some(y)) => format!("{d}/{m}/{y}"),
        _ => iso,
    }
}
