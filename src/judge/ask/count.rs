//! How many things there are on a day: a certain and a possible number.

use super::super::tri::Tri;
use super::day::{DayRange, amount_on, day_of};
use super::days::moved;
use super::latest::Latest;
use super::pool::{Dated, for_each_candidate, in_pool};
use super::value::field_value;
use super::{Asked, Ctx, for_each_in_pool, record_day};
use crate::calendar::{Day, NEVER};
use crate::lang::checked::{LimitAmount, Pool, RecordDay, Thing, Window};
use crate::record::{Row, Shape};
use std::ops::ControlFlow;

/// The certain and the possible number of things on the day asked (days, when the thing counts days).
pub(in super::super) fn count_things(t: &Thing, ctx: Ctx<'_>) -> (u32, u32) {
    if !super::pool::is_told(t, ctx) {
        return (0, u32::MAX);
    }
    if t.days {
        return super::count_days(t, ctx);
    }
    let mut tally = Tally::new(t, ctx);
    let mut count = |row: u32, truth: Tri| tally.add(row, truth);
    match (&t.joined, &t.window) {
        (None, Some(Window::InLastOf(n, things))) => {
            let latest = Latest::of(*n, things, ctx);
            let asked = |row: u32, latest: &Latest<'_>| qualifies_of(t, ctx, row, Some(latest));
            if let Some(counted) = latest.over_readings(t, ctx, asked) {
                return counted;
            }
            of_latest(t, ctx, &latest, &mut count)
        }
        (_, Some(Window::InAny(amount))) => return super::in_any::most(t, ctx, amount),
        (None, _) => for_each_candidate(t, ctx, |d, _| {
            count(d.row, qualifies_dated(t, ctx, &d));
            ControlFlow::Continue(())
        }),
        (Some(joined), _) => {
            return super::spells::over_readings(t, joined, ctx, |spells| {
                let mut tally = Tally::new(t, ctx);
                spells.into_iter().for_each(|spell| tally.add(spell.row.row, spell_truth(t, ctx, spell)));
                tally.counted()
            });
        }
    }
    tally.counted()
}

/// Whether a joined spell counts.
pub(in super::super) fn spell_truth(t: &Thing, ctx: Ctx<'_>, spell: Asked) -> Tri {
    match in_window(t, ctx, spell) {
        Tri::No => Tri::No,
        timely => timely.and(super::ask_spell(t, super::on_spell(ctx, spell))),
    }
}

/// The certain and the possible number of things, counted one after the other. Only different values are kept.
pub(super) struct Tally<'t, 'c> {
    thing: &'t Thing,
    ctx: Ctx<'c>,
    certain: u32,
    possible: u32,
    seen: Vec<(Option<u64>, Tri)>,
}

impl<'t, 'c> Tally<'t, 'c> {
    /// Nothing counted yet.
    pub(super) fn new(thing: &'t Thing, ctx: Ctx<'c>) -> Tally<'t, 'c> {
        Tally { thing, ctx, certain: 0, possible: 0, seen: Vec::new() }
    }

    /// Counts a record, as far as it counts.
    pub(super) fn add(&mut self, row: u32, truth: Tri) {
        match &self.thing.distinct {
            _ if truth == Tri::No => {}
            None => {
                self.certain += u32::from(truth == Tri::Yes);
                self.possible += 1;
            }
            Some(distinct) => {
                let at = self.ctx.of(Row { kind: self.thing.kind, row });
                self.seen.push((super::value::key(field_value(&distinct.by, at)), truth));
            }
        }
    }

    /// The two numbers.
    pub(super) fn counted(self) -> (u32, u32) {
        let Tally { mut certain, mut possible, mut seen, .. } = self;
        seen.sort();
        // Of each value the best truth stands last. A record whose value is blank might be any of the others.
        for same in seen.chunk_by(|a, b| a.0 == b.0) {
            let Some((key, best)) = same.last() else { continue };
            match key {
                Some(_) => {
                    certain += u32::from(*best == Tri::Yes);
                    possible += 1;
                }
                None => possible += same.len() as u32,
            }
        }
        if certain == 0 && seen.iter().any(|(k, t)| k.is_none() && *t == Tri::Yes) {
            certain = 1;
        }
        (certain, possible)
    }
}

/// Whether there is any such thing on the day asked: as soon as no other can change the answer, no more are looked at.
pub(in super::super) fn any_thing(t: &Thing, ctx: Ctx<'_>) -> Tri {
    if !super::pool::is_told(t, ctx) {
        return Tri::Unknown;
    }
    let several = matches!(t.window, Some(Window::InLastOf(..) | Window::InAny(_)));
    if t.days || t.distinct.is_some() || t.joined.is_some() || several {
        let (certain, possible) = count_things(t, ctx);
        return Tri::at_least(certain, possible, 1);
    }
    let mut any = Tri::No;
    for_each_candidate(t, ctx, |d, sure| {
        any = any.or(qualifies_dated(t, ctx, &d));
        let most = if sure { Tri::Yes } else { Tri::Unknown };
        if any >= most { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    });
    any
}

/// Whether a record counts on the day asked: its day in the window, and its `where` on its own day.
pub(in super::super) fn qualifies(t: &Thing, ctx: Ctx<'_>, row: u32) -> Tri {
    qualifies_of(t, ctx, row, None)
}

/// The same of a record whose days are at hand.
pub(super) fn qualifies_dated(t: &Thing, ctx: Ctx<'_>, d: &Dated) -> Tri {
    let row = Row { kind: t.kind, row: d.row };
    match in_window(t, ctx, Asked { row, start: d.start, end: d.end, seen: d.end }) {
        Tri::No => Tri::No,
        timely => timely.and(own_truth(t, ctx, d.row)),
    }
}

/// The same where it is known already which are the latest.
fn qualifies_of(t: &Thing, ctx: Ctx<'_>, row: u32, latest: Option<&Latest<'_>>) -> Tri {
    let timely = in_window_of(t, ctx, Asked::plain(ctx.world, Row { kind: t.kind, row }), latest);
    if timely == Tri::No {
        return Tri::No;
    }
    timely.and(own_truth(t, ctx, row))
}

/// Whether a record is one of those that follow each other in order, of which the first, the last or the latest are
/// asked for: they are all that began by then, also what has ended since (`obligations.md` 6.14).
pub(super) fn is_in_order(t: &Thing, ctx: Ctx<'_>, row: u32) -> Tri {
    if t.by == RecordDay::Plain && t.window.is_none() {
        let day = record_day(t, ctx.world, row, ctx.it);
        return if day <= ctx.day.min(ctx.sees) && day != NEVER { own_truth(t, ctx, row) } else { Tri::No };
    }
    qualifies(t, ctx, row)
}

/// The `where` of a thing, asked of a record on the record's own day.
pub(in super::super) fn own_truth(t: &Thing, ctx: Ctx<'_>, row: u32) -> Tri {
    if t.condition.is_true() {
        return Tri::Yes;
    }
    let own_day = match t.by {
        RecordDay::Any => ctx.day,
        _ => record_day(t, ctx.world, row, ctx.it),
    };
    super::ask_condition(&t.condition, ctx.of(Row { kind: t.kind, row }).on(own_day))
}

/// The day a record or spell counts by.
pub(in super::super) fn piece_day(t: &Thing, ctx: Ctx<'_>, piece: Asked) -> Day {
    match (t.by, &t.pool) {
        (RecordDay::Plain | RecordDay::Any | RecordDay::Started | RecordDay::Open, Pool::Itself) => {
            ctx.it.start
        }
        (RecordDay::Plain | RecordDay::Any | RecordDay::Started | RecordDay::Open, _) => piece.start,
        (RecordDay::Ended, Pool::Itself) => ctx.it.end,
        (RecordDay::Ended, _) => piece.end,
        _ => record_day(t, ctx.world, piece.row.row, ctx.it),
    }
}

/// Whether the day of a record or spell lies in the window of a thing, as asked on a day.
pub(in super::super) fn in_window(t: &Thing, ctx: Ctx<'_>, piece: Asked) -> Tri {
    in_window_of(t, ctx, piece, None)
}

fn in_window_of(t: &Thing, ctx: Ctx<'_>, piece: Asked, latest: Option<&Latest<'_>>) -> Tri {
    match t.by {
        RecordDay::Open => return open_in_window(t, ctx, piece, latest),
        RecordDay::Any => return Tri::Yes,
        _ => {}
    }
    let x = piece_day(t, ctx, piece);
    let subject_kind = ctx.world.shape(t.kind) == Shape::Subject;
    if subject_kind && t.window.is_none() && t.by == RecordDay::Plain {
        return Tri::Yes;
    }
    // A record that has not begun is not there, whatever dates it holds.
    let begins = piece.start != NEVER && piece.start > ctx.sees;
    // A spell ends when nothing can join it any more (`obligations.md` 3.1).
    let goes_on = t.by == RecordDay::Ended && piece.seen > ctx.sees;
    if x == NEVER || x > ctx.sees || begins || goes_on {
        return Tri::No;
    }
    let Some(window) = &t.window else {
        let period = ctx.world.shape(t.kind) == Shape::Period && t.by == RecordDay::Plain;
        return Tri::of(x <= ctx.day && (!period || ctx.day <= piece.end_seen(ctx.sees)));
    };
    if x > ctx.day && ctx.sees != NEVER {
        return Tri::No;
    }
    match window {
        Window::InLastOf(n, things) => among(*n, things, ctx, piece.row.row, (t, latest)),
        other => day_in(other, ctx, x),
    }
}

/// Whether a day lies in a window of days.
pub(in super::super) fn day_in(window: &Window, ctx: Ctx<'_>, x: Day) -> Tri {
    match window {
        Window::InLast(a) => match amount_on(a, ctx) {
            Some(a) => {
                Tri::of(x <= ctx.day).and(DayRange::from(ctx.world.calendar.add_plain(x, a)).grade(ctx.day))
            }
            None => Tri::Unknown,
        },
        Window::Before(a, d) => match (amount_on(a, ctx), day_of(d, ctx)) {
            (Some(a), Some(d)) => {
                d.at_least(x).and(DayRange::from(ctx.world.calendar.add_plain(x, a)).reaches(d))
            }
            _ => Tri::Unknown,
        },
        Window::After(a, d) => match (amount_on(a, ctx), day_of(d, ctx)) {
            (Some(a), Some(d)) => d.at_most(x).and(super::day::sum(ctx.world.calendar, d, a).grade(x)),
            _ => Tri::Unknown,
        },
        _ => match bounds(window, ctx) {
            Some((from, to)) => from.at_most(x).and(to.grade(x)),
            None => Tri::Unknown,
        },
    }
}

/// First and last day of a window that has both, or an open side.
fn bounds(w: &Window, ctx: Ctx<'_>) -> Option<(DayRange, DayRange)> {
    let (always, never) = (DayRange::exact(crate::calendar::ALWAYS), DayRange::exact(NEVER));
    match w {
        Window::Between(a, b) => Some((day_of(a, ctx)?, day_of(b, ctx)?)),
        Window::BeforeDay(d) => Some((always, moved(day_of(d, ctx)?, -1))),
        Window::AfterDay(d) => Some((moved(day_of(d, ctx)?, 1), never)),
        Window::OnDay(d) => day_of(d, ctx).map(|d| (d, d)),
        Window::During => Some((DayRange::exact(ctx.this.start), DayRange::exact(ctx.this.end))),
        Window::InSlot(name) => {
            let calendar = ctx.world.calendar;
            let (first, _) = calendar.slot_of(name, ctx.day)?;
            let (_, last) = calendar.slot_of(name, ctx.day)?;
            Some((DayRange::exact(first), DayRange::exact(last)))
        }
        Window::InAny(_) => Some((always, never)),
        Window::InLast(_) | Window::InLastOf(..) | Window::Before(..) | Window::After(..) => None,
    }
}

/// Whether a period is open at the close of some day of the window (of the day asked, when there is no window).
fn open_in_window(t: &Thing, ctx: Ctx<'_>, piece: Asked, latest: Option<&Latest<'_>>) -> Tri {
    let (start, end, row) = (piece.start, piece.end_seen(ctx.sees), piece.row.row);
    let now = ctx.day.min(ctx.sees);
    if start == NEVER || start > now {
        return Tri::No;
    }
    if ctx.world.end_unread(piece.row) {
        return Tri::Unknown;
    }
    // The last day it was open at the close of, as far as can be seen.
    let last_open = if end != NEVER { end - 1 } else { now };
    let last_open = if ctx.sees == NEVER && end == NEVER { NEVER } else { last_open };
    if last_open < start {
        return Tri::No;
    }
    let reach = |y: Day, a: &LimitAmount, to: DayRange| match amount_on(a, ctx) {
        Some(a) => DayRange::from(ctx.world.calendar.add_plain(y, a)).reaches(to),
        None => Tri::Unknown,
    };
    match &t.window {
        None => Tri::of(last_open >= ctx.day),
        Some(Window::InLast(a)) => reach(last_open.min(ctx.day), a, DayRange::exact(ctx.day)),
        Some(Window::InLastOf(n, things)) => among(*n, things, ctx, row, (t, latest)),
        Some(Window::Before(a, d)) => match day_of(d, ctx) {
            Some(d) => Tri::of(start <= d.lo).and(reach(last_open.min(d.lo), a, d)),
            None => Tri::Unknown,
        },
        Some(Window::After(a, d)) => match (amount_on(a, ctx), day_of(d, ctx)) {
            (Some(a), Some(d)) => {
                let to = super::day::sum(ctx.world.calendar, d, a);
                Tri::of(last_open >= d.lo).and(to.grade(start))
            }
            _ => Tri::Unknown,
        },
        Some(Window::During) => {
            // Days on which both are open at the close: the hand-over day is shared by neither.
            let (from, to) = (ctx.this.start.max(start), ctx.this.end.saturating_sub(1).min(last_open));
            Tri::of(from <= to)
        }
        Some(w) => match bounds(w, ctx) {
            // Where the second day lies before the first there is no day it could be open on.
            Some((from, to)) => from.at_most(last_open).and(to.grade(start)).and(to.reaches(from)),
            None => Tri::Unknown,
        },
    }
}

/// Whether a record is among the latest n of some things; `latest` where that is known already.
fn among(n: u32, things: &Thing, ctx: Ctx<'_>, row: u32, (t, latest): (&Thing, Option<&Latest<'_>>)) -> Tri {
    match latest {
        Some(latest) => latest.holds(t, ctx, row),
        None => Latest::of(n, things, ctx).holds(t, ctx, row),
    }
}

/// Tells every record that may be among the latest n of some things, and whether it counts.
fn of_latest(t: &Thing, ctx: Ctx<'_>, latest: &Latest<'_>, tell: &mut dyn FnMut(u32, Tri)) {
    let mut each = |row: u32| tell(row, qualifies_of(t, ctx, row, Some(latest)));
    match latest.rows(t) {
        Some(rows) => rows.filter(|row| in_pool(t, ctx, *row)).for_each(each),
        None => for_each_in_pool(t, ctx, &mut each),
    }
}
