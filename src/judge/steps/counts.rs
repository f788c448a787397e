//! The number of things on every day, by one sweep over the days they begin and cease to count.

use super::super::ask::{Ctx, Dated, for_each_dated, own_truth, value_key};
use super::super::plan::Truth;
use super::super::tri::Tri;
use crate::calendar::{ALWAYS, Amount, Day, NEVER, sortable, unsortable};
use crate::lang::checked::{Base, Leaf, LimitAmount, Pool, RecordDay, Step, Thing, Window};
use crate::record::{Row, Shape};

/// From each day on, a certain and a possible number.
pub(in super::super) type Counts = Vec<(Day, u32, u32)>;

/// Room for counting, used again and again.
#[derive(Debug, Default)]
pub(in super::super) struct CountRoom {
    spans: Vec<Span>,
    /// The spans by key, then first day.
    order: Vec<u128>,
    changes: Vec<Change>,
    pub(in super::super) counts: Counts,
}

/// Days on which a record counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Span {
    /// Records of one key count once.
    key: u64,
    first: Day,
    certain_last: Day,
    possible_last: Day,
}

/// How the numbers change on a day, as one number that sorts by day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Change(u64);

impl Change {
    fn new(day: Day, certain: i32, possible: i32) -> Change {
        let small = |n: i32| u64::from(n.saturating_add(1).cast_unsigned() & 3);
        Change(u64::from(sortable(day)) << 32 | small(certain) << 2 | small(possible))
    }

    fn day(self) -> Day {
        unsortable((self.0 >> 32) as u32)
    }

    fn certain(self) -> i32 {
        (self.0 >> 2 & 3) as i32 - 1
    }

    fn possible(self) -> i32 {
        (self.0 & 3) as i32 - 1
    }
}

/// Fills `order` with the places of spans by key, then first day: numbers are sorted faster than spans.
fn by_key(spans: &[Span], order: &mut Vec<u128>) {
    order.clear();
    let key = |(place, s): (usize, &Span)| {
        u128::from(s.key) << 64 | u128::from(sortable(s.first)) << 32 | u128::from(place as u32)
    };
    order.extend(spans.iter().enumerate().map(key));
    order.sort_unstable();
}

/// Whether each owner counts once.
fn by_owner(t: &Thing, ctx: Ctx<'_>) -> bool {
    let owned = ctx.world.caseload.vocabulary.kind(t.kind).is_some_and(|k| k.owner.is_some());
    owned
        && t.distinct.as_ref().is_some_and(|d| {
            d.by.base == Base::It && d.by.leaf == Leaf::Record && d.by.steps == [Step::Owner]
        })
}

/// Fills `room.counts`. `known` is the truth of the thing's `where`, when the rows alone decide it. Says no when the
/// window moves in a way that only asking day by day tells.
pub(in super::super) fn count_steps(
    t: &Thing,
    ctx: Ctx<'_>,
    (from, to): (Day, Day),
    known: Option<&Truth>,
    room: &mut CountRoom,
) -> bool {
    if t.days || t.joined.is_some() {
        return false;
    }
    let amount = match &t.window {
        None => None,
        Some(Window::InLast(a)) => match fixed(a, ctx) {
            Some(a) => Some(a),
            None => return false,
        },
        Some(_) => return false,
    };
    let CountRoom { spans, order, changes, counts } = room;
    spans.clear();
    changes.clear();
    let mut blank = false;
    let by_owner = by_owner(t, ctx);
    let counting = Counting::new(t, ctx, amount);
    for_each_dated(t, ctx, |d| {
        let row = d.row;
        let truth = known.map_or_else(|| own_truth(t, ctx, row), |k| k.of(row));
        if truth == Tri::No {
            return;
        }
        let Some((first, certain_last, possible_last)) = counting.days(&d) else { return };
        if first > to || possible_last < from.max(first) {
            return;
        }
        let (first, sure) = (first.max(from), truth == Tri::Yes);
        let key = match (&t.distinct, d.owner.filter(|_| by_owner)) {
            (None, _) => {
                // Known for certain as long as it may count at all: one change instead of two.
                let certain = i32::from(sure && certain_last == possible_last);
                change(first, possible_last, to, |day, n| changes.push(Change::new(day, n * certain, n)));
                if certain == 0 && sure && certain_last >= first {
                    change(first, certain_last, to, |day, n| changes.push(Change::new(day, n, 0)));
                }
                return;
            }
            (_, Some(owner)) => u64::from(owner),
            (Some(by), None) => match value_key(&by.by, ctx.of(Row { kind: t.kind, row }).on(NEVER - 1)) {
                Some(k) => k,
                None => {
                    blank = true;
                    return;
                }
            },
        };
        let certain_last = if sure { certain_last } else { ALWAYS };
        spans.push(Span { key, first, certain_last, possible_last });
    });
    if blank {
        return false;
    }
    if t.distinct.is_some() {
        by_key(spans, order);
        let sorted = || order.iter().filter_map(|o| spans.get(*o as u32 as usize));
        if spans.iter().all(|s| s.certain_last == s.possible_last) {
            joined(sorted(), to, |s| s.certain_last, |day, n| changes.push(Change::new(day, n, n)));
        } else {
            joined(sorted(), to, |s| s.certain_last, |day, n| changes.push(Change::new(day, n, 0)));
            joined(sorted(), to, |s| s.possible_last, |day, n| changes.push(Change::new(day, 0, n)));
        }
    }
    // What happens on one day is added up, in whatever order.
    changes.sort_unstable();
    counts.clear();
    counts.push((from, 0, 0));
    let (mut certain, mut possible) = (0i32, 0i32);
    for change in changes.iter() {
        certain += change.certain();
        possible += change.possible();
        note(counts, change.day(), certain, possible);
    }
    true
}

/// Tells the days on which the number of keys that count changes: of each key the days of its records together.
fn joined<'s>(
    spans: impl Iterator<Item = &'s Span>,
    to: Day,
    last: impl Fn(&Span) -> Day,
    mut tell: impl FnMut(Day, i32),
) {
    let mut open: Option<(u64, Day, Day)> = None;
    for s in spans.filter(|s| last(s) >= s.first) {
        match &mut open {
            Some((key, _, until)) if *key == s.key && s.first <= until.saturating_add(1) => {
                *until = (*until).max(last(s));
            }
            _ => {
                if let Some((_, first, until)) = open.replace((s.key, s.first, last(s))) {
                    change(first, until, to, &mut tell);
                }
            }
        }
    }
    if let Some((_, first, until)) = open {
        change(first, until, to, &mut tell);
    }
}

/// Tells that something counts on the days `first..=last`, up to `to`.
fn change(first: Day, last: Day, to: Day, mut tell: impl FnMut(Day, i32)) {
    tell(first, 1);
    if last < to {
        tell(last + 1, -1);
    }
}

fn note(out: &mut Counts, day: Day, certain: i32, possible: i32) {
    let (c, p) = (certain.max(0) as u32, possible.max(0) as u32);
    match out.last_mut() {
        Some(last) if last.0 == day => (last.1, last.2) = (c, p),
        Some(last) if (last.1, last.2) == (c, p) => {}
        _ => out.push((day, c, p)),
    }
}

/// An amount that no day can change.
fn fixed(a: &LimitAmount, ctx: Ctx<'_>) -> Option<Amount> {
    match a {
        LimitAmount::Fixed(a) => Some(*a),
        LimitAmount::Setting(i) => {
            let s = ctx.plan.settings.get(*i)?;
            match s.values.as_slice() {
                [(_, crate::lang::checked::SettingValue::Amount(a))] if !s.agreed => Some(*a),
                _ => None,
            }
        }
        LimitAmount::Field(..) => None,
    }
}

/// On which days the records of a thing count.
struct Counting<'t, 'c> {
    thing: &'t Thing,
    ctx: Ctx<'c>,
    amount: Option<Amount>,
    shape: Shape,
    /// They count by their first day.
    by_start: bool,
}

impl<'t, 'c> Counting<'t, 'c> {
    fn new(thing: &'t Thing, ctx: Ctx<'c>, amount: Option<Amount>) -> Counting<'t, 'c> {
        let start =
            matches!(thing.by, RecordDay::Plain | RecordDay::Any | RecordDay::Started | RecordDay::Open);
        let by_start = start && thing.pool != Pool::Itself;
        Counting { thing, ctx, amount, shape: ctx.world.shape(thing.kind), by_start }
    }

    /// First day a record counts, last day it certainly does, last day it may.
    #[inline]
    fn days(&self, d: &Dated) -> Option<(Day, Day, Day)> {
        let plain = self.thing.by == RecordDay::Plain;
        if self.shape == Shape::Subject && self.amount.is_none() && plain {
            return Some((ALWAYS, NEVER, NEVER));
        }
        let x = if self.by_start { d.start } else { d.day(self.thing, self.ctx) };
        if x == NEVER {
            return None;
        }
        let within = |day: Day, a: Amount| self.ctx.world.calendar.add_plain(day, a);
        if self.thing.by == RecordDay::Open {
            let last_open = if d.end == NEVER { NEVER } else { d.end - 1 };
            if last_open < x {
                return None;
            }
            return Some(match self.amount.map(|a| within(last_open, a)) {
                None => (x, last_open, last_open),
                Some(r) => (x, r.lo, r.hi),
            });
        }
        // A record that has not begun is not there, whatever dates it holds.
        let first = if d.start == NEVER { x } else { x.max(d.start) };
        Some(match self.amount.map(|a| within(x, a)) {
            Some(r) => (first, r.lo, r.hi),
            None if self.shape == Shape::Period && plain => (x, d.end, d.end),
            None => (first, NEVER, NEVER),
        })
    }
}
