//! The number of things on every day, by one sweep over the days they begin and cease to count.

use super::super::ask::{Ctx, Dated, for_each_dated, is_told, own_truth, value_key};
use super::super::plan::Truth;
use super::super::tri::Tri;
use super::proof::Proof;
use super::tally::{Changes, Counts, Runs};
use crate::calendar::{ALWAYS, Amount, Day, NEVER, sortable};
use crate::lang::checked::{Base, Leaf, LimitAmount, Pool, Quantity, RecordDay, Step, Thing, Window};
use crate::record::{Row, Shape};

/// Room for counting, used again and again.
#[derive(Debug, Default)]
pub(in super::super) struct CountRoom {
    spans: Vec<Span>,
    /// The spans by key, then first day.
    order: Vec<u128>,
    runs: Runs,
    changes: Changes,
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

/// What became of counting.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in super::super) enum CountedBy {
    /// `room.counts` holds the numbers.
    Steps,
    /// Nothing was counted: the quantity asked for holds on every day.
    Proof,
    /// The window moves in a way that only asking day by day tells, or it is not known whose records are meant.
    None,
}

/// Fills `room.counts`. `known` is the truth of the thing's `where`, when the rows alone decide it; `wanted` is the
/// quantity that nothing more is asked about, where there is one.
pub(in super::super) fn count_steps(
    t: &Thing,
    ctx: Ctx<'_>,
    (from, to): (Day, Day),
    (known, wanted): (Option<&Truth>, Option<&Quantity>),
    room: &mut CountRoom,
) -> CountedBy {
    let Some(counting) = Counting::of(t, ctx) else { return CountedBy::None };
    let mut proof = Proof::new(wanted);
    let CountRoom { spans, order, runs, changes, counts } = room;
    spans.clear();
    changes.clear();
    let mut blank = false;
    let by_owner = by_owner(t, ctx);
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
        proof.see();
        let key = match (&t.distinct, d.owner.filter(|_| by_owner)) {
            (None, _) => {
                // Known for certain as long as it may count at all: one change instead of two.
                let certain = sure && certain_last == possible_last;
                changes.add((first, possible_last), to, (certain, true));
                if !certain && sure && certain_last >= first {
                    changes.add((first, certain_last), to, (true, false));
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
        return CountedBy::None;
    }
    if proof.holds() {
        return CountedBy::Proof;
    }
    if t.distinct.is_some() {
        let same = spans.iter().all(|s| s.certain_last == s.possible_last);
        if same && spans.is_sorted_by_key(|s| s.first) {
            runs.clear(spans.len());
            spans.iter().for_each(|s| runs.add(s.key, s.first, s.certain_last));
            runs.days().for_each(|days| changes.add(days, to, (true, true)));
        } else {
            by_key(spans, order);
            let sorted = || order.iter().filter_map(|o| spans.get(*o as u32 as usize));
            joined(sorted(), |s| s.certain_last, |days| changes.add(days, to, (true, false)));
            joined(sorted(), |s| s.possible_last, |days| changes.add(days, to, (false, true)));
        }
    }
    changes.counts(from, counts);
    CountedBy::Steps
}

/// Tells the first and last days on which a key counts: of each key the days of its records together.
fn joined<'s>(
    spans: impl Iterator<Item = &'s Span>,
    last: impl Fn(&Span) -> Day,
    mut tell: impl FnMut((Day, Day)),
) {
    let mut open: Option<(u64, Day, Day)> = None;
    for s in spans.filter(|s| last(s) >= s.first) {
        match &mut open {
            Some((key, _, until)) if *key == s.key && s.first <= until.saturating_add(1) => {
                *until = (*until).max(last(s));
            }
            _ => {
                if let Some((_, first, until)) = open.replace((s.key, s.first, last(s))) {
                    tell((first, until));
                }
            }
        }
    }
    if let Some((_, first, until)) = open {
        tell((first, until));
    }
}

/// An amount that no day can change.
fn fixed(a: &LimitAmount, ctx: Ctx<'_>) -> Option<Amount> {
    match a {
        LimitAmount::Fixed(a) => Some(*a),
        LimitAmount::Setting(i) => {
            let s = ctx.plan.settings.get(*i)?;
            match s.values.as_slice() {
                [(_, crate::lang::checked::SettingValue::Amount(a))] if !s.varies() => Some(*a),
                _ => None,
            }
        }
        LimitAmount::Field(..) => None,
    }
}

/// On which days the records of a thing count.
pub(super) struct Counting<'t, 'c> {
    thing: &'t Thing,
    ctx: Ctx<'c>,
    amount: Option<Amount>,
    shape: Shape,
    /// They count by their first day.
    by_start: bool,
}

impl<'t, 'c> Counting<'t, 'c> {
    /// Nothing where the window moves in a way that only asking day by day tells, or it is not known whose records are
    /// meant.
    pub(super) fn of(thing: &'t Thing, ctx: Ctx<'c>) -> Option<Counting<'t, 'c>> {
        if thing.days || thing.joined.is_some() || !is_told(thing, ctx) {
            return None;
        }
        let amount = match &thing.window {
            None => None,
            Some(Window::InLast(a)) => Some(fixed(a, ctx)?),
            Some(_) => return None,
        };
        let start =
            matches!(thing.by, RecordDay::Plain | RecordDay::Any | RecordDay::Started | RecordDay::Open);
        let by_start = start && thing.pool != Pool::Itself;
        Some(Counting { thing, ctx, amount, shape: ctx.world.shape(thing.kind), by_start })
    }

    /// First day a record counts, last day it certainly does, last day it may.
    #[inline]
    pub(super) fn days(&self, d: &Dated) -> Option<(Day, Day, Day)> {
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
