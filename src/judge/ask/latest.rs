//! `in the last n things`: which records are among the latest on a day (`obligations.md` 6.14).

use super::super::tri::Tri;
use super::count::is_in_order;
use super::pool::in_pool;
use super::{Ctx, for_each_in_pool, record_day};
use crate::calendar::{ALWAYS, Day, NEVER};
use crate::lang::checked::{Pool, RecordDay, Thing};
use std::ops::Range;

/// A record by its day, then its place.
type Key = (Day, u32);

/// Where the latest n begin: from one record on perhaps, from another certainly.
pub(super) struct Latest<'t> {
    things: &'t Thing,
    /// The n-th latest of those that certainly count: none before it is among the latest n.
    perhaps: Key,
    /// The n-th latest of those that may count: from it on all that count are.
    certainly: Key,
    /// The rows that may be among them, where the table keeps them in order of their day.
    rows: Option<Range<u32>>,
    /// How many they are.
    n: u32,
    /// What is asked about is taken to be one of them.
    taken: bool,
}

impl<'t> Latest<'t> {
    /// Finds them as asked on a day.
    pub(super) fn of(n: u32, things: &'t Thing, ctx: Ctx<'_>) -> Latest<'t> {
        let mut tally =
            Tally { n: n.max(1), certain: 0, possible: 0, perhaps: BEFORE_ALL, certainly: BEFORE_ALL };
        let rows = in_order(things, ctx);
        match &rows {
            Some(rows) => {
                for row in rows.clone().rev() {
                    if in_pool(things, ctx, row) {
                        tally.take(
                            (record_day(things, ctx.world, row, ctx.it), row),
                            is_in_order(things, ctx, row),
                        );
                    }
                    if tally.full() {
                        break;
                    }
                }
            }
            None => {
                let mut list: Vec<(Key, Tri)> = Vec::new();
                for_each_in_pool(things, ctx, &mut |row| {
                    let day = record_day(things, ctx.world, row, ctx.it);
                    if day != NEVER && day <= ctx.day {
                        list.push(((day, row), is_in_order(things, ctx, row)));
                    }
                });
                list.sort_unstable();
                for (key, truth) in list.into_iter().rev() {
                    if tally.full() {
                        break;
                    }
                    tally.take(key, truth);
                }
            }
        }
        let Tally { perhaps, certainly, .. } = tally;
        let from = |r: Range<u32>| perhaps.1.max(r.start)..r.end;
        Latest { things, perhaps, certainly, rows: rows.map(from), n: n.max(1), taken: false }
    }

    /// The certain and the possible number of things among them, over all readings of which they are; nothing where that
    /// is known, and each counts by itself. `counts` says whether a record counts if it is one of them.
    pub(super) fn over_readings(
        &self,
        t: &Thing,
        ctx: Ctx<'_>,
        counts: impl Fn(u32, &Latest<'_>) -> Tri,
    ) -> Option<(u32, u32)> {
        if self.perhaps == self.certainly || self.things.kind != t.kind || t.distinct.is_some() {
            return None;
        }
        let mut list: Vec<(Key, Tri)> = Vec::new();
        for_each_in_pool(self.things, ctx, &mut |row| {
            let key = (record_day(self.things, ctx.world, row, ctx.it), row);
            if key >= self.perhaps && key.0 != NEVER && key.0 <= ctx.day {
                list.push((key, is_in_order(self.things, ctx, row)));
            }
        });
        list.sort_unstable();
        let taken = Latest { rows: None, taken: true, ..*self };
        // With so many of them taken from the latest on, how many count at least and at most.
        let mut by_taken: Vec<Option<(u32, u32)>> = vec![None; list.len().min(self.n as usize) + 1];
        if let Some(none) = by_taken.first_mut() {
            *none = Some((0, 0));
        }
        for ((_, row), truth) in list.into_iter().rev().filter(|(_, truth)| *truth != Tri::No) {
            let counted = if in_pool(t, ctx, row) { counts(row, &taken) } else { Tri::No };
            let more = (u32::from(counted == Tri::Yes), u32::from(counted != Tri::No));
            for k in (1..by_taken.len()).rev() {
                let Some(before) = by_taken.get(k - 1).copied().flatten() else { continue };
                let with = (before.0 + more.0, before.1 + more.1);
                if let Some(after) = by_taken.get_mut(k) {
                    *after = Some(after.map_or(with, |a| (a.0.min(with.0), a.1.max(with.1))));
                }
                if let Some(left) = by_taken.get_mut(k - 1).filter(|_| truth == Tri::Yes) {
                    *left = None;
                }
            }
        }
        by_taken.into_iter().flatten().reduce(|a, b| (a.0.min(b.0), a.1.max(b.1)))
    }

    /// The rows that may be among them; `None` where any row of the pool may.
    pub(super) fn rows(&self, t: &Thing) -> Option<Range<u32>> {
        self.rows.clone().filter(|_| t.pool == Pool::Root && t.kind == self.things.kind && plain(t))
    }

    /// Whether a record is one of them.
    pub(super) fn holds(&self, t: &Thing, ctx: Ctx<'_>, row: u32) -> Tri {
        let things = self.things;
        if things.kind != t.kind {
            return Tri::Unknown;
        }
        if self.taken {
            return Tri::Yes;
        }
        let mine = (record_day(things, ctx.world, row, ctx.it), row);
        if mine < self.perhaps || mine.0 == NEVER || mine.0 > ctx.day {
            return Tri::No;
        }
        let among = things.pool == t.pool || {
            let mut found = false;
            for_each_in_pool(things, ctx, &mut |other| found |= other == row);
            found
        };
        if !among {
            return Tri::No;
        }
        let late = if mine >= self.certainly { Tri::Yes } else { Tri::Unknown };
        is_in_order(things, ctx, row).and(late)
    }
}

const BEFORE_ALL: Key = (ALWAYS, 0);

struct Tally {
    n: u32,
    certain: u32,
    possible: u32,
    perhaps: Key,
    certainly: Key,
}

impl Tally {
    /// Takes the next one back in time.
    fn take(&mut self, key: Key, truth: Tri) {
        self.possible += u32::from(truth != Tri::No);
        self.certain += u32::from(truth == Tri::Yes);
        if truth != Tri::No && self.possible == self.n {
            self.certainly = key;
        }
        if truth == Tri::Yes && self.certain == self.n {
            self.perhaps = key;
        }
    }

    fn full(&self) -> bool {
        self.certain >= self.n
    }
}

fn plain(t: &Thing) -> bool {
    matches!(t.by, RecordDay::Plain | RecordDay::Started | RecordDay::Open)
}

/// The rows of a root subject up to the day asked, where a table keeps them in order of that day.
fn in_order(things: &Thing, ctx: Ctx<'_>) -> Option<Range<u32>> {
    if things.pool != Pool::Root || !plain(things) {
        return None;
    }
    let table = ctx.world.table(things.kind)?;
    if table.start.is_empty() {
        return None;
    }
    let group = table.group(ctx.world.root_of(ctx.it.row)).iter();
    let starts = table.start.get(group.start as usize..group.end as usize)?;
    let upto = starts.partition_point(|d| *d <= ctx.day) as u32;
    Some(group.start..group.start + upto)
}
