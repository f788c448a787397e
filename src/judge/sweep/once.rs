//! One-off duties: within, by, whichever (`obligations.md` 6.1).

use super::amounts::{Clock, Forces};
use super::anchor::Anchored;
use super::{Dues, Stretch, Subject, Sweeper, emit_due, running};
use crate::calendar::{ALWAYS, AddOptions, Amount, Day, NEVER, Unit};
use crate::judge::ask::DayRange;
use crate::judge::ledger::Ledger;
use crate::judge::obligation::{Form, Obligation};
use crate::lang::checked::{
    Count, Duty, Evidence, Limit, Quantity, Standard, Start, StartKind, Timing, Which,
};

/// A one-off clock that has opened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Opened {
    pub(super) opened: Day,
    /// Evidence counts from here.
    pub(super) evidence_from: Day,
    pub(super) clock: Clock,
}

/// What came of a one-off clock.
pub(super) enum Opening {
    Opened(Opened),
    /// All planned dates missing, as is seen from a day on.
    NoPlan(Day),
    /// Nothing (yet).
    None,
}

struct Part {
    seen: Day,
    anchor: Day,
    by: bool,
    clock: Clock,
}

impl<'a> Sweeper<'a> {
    /// Opens the clock of one or two parts.
    pub(super) fn open_once(
        &self,
        root: u32,
        subject: &Subject,
        s: &Stretch,
        (parts, which): (&[Start], Which),
    ) -> Opening {
        if let [part] = parts {
            return self.open_single(root, subject, s, part);
        }
        let mut seen_parts: Vec<Part> = Vec::with_capacity(parts.len());
        let (mut dropped, mut waiting, mut gone) = (0, 0, ALWAYS);
        for part in parts {
            match self.anchor(root, subject, s, &part.anchor) {
                Anchored::NoPlan(seen) => (dropped, gone) = (dropped + 1, gone.max(seen)),
                Anchored::NotYet => waiting += 1,
                Anchored::At { day, seen } => {
                    let clock = self.part_clock(root, subject, part, s.open.max(seen), day);
                    seen_parts.push(Part { seen, anchor: day.lo, by: part.kind == StartKind::By, clock });
                }
            }
        }
        if dropped == parts.len() {
            return Opening::NoPlan(gone);
        }
        if which == Which::Sooner {
            // What came before the standard was in force opens nothing (3.5): the other part is left.
            seen_parts.retain(|p| p.anchor >= self.first_in_force());
        }
        if seen_parts.is_empty() || (which == Which::Later && waiting > 0) {
            return Opening::None;
        }
        seen_parts.sort_by_key(|p| p.seen);
        let first_seen = match which {
            Which::Sooner => seen_parts.first().map_or(NEVER, |p| p.seen),
            Which::Later => seen_parts.last().map_or(NEVER, |p| p.seen),
        };
        let opened = s.open.max(first_seen);
        // A part that is seen later never takes the due day below the day it is seen (7.2).
        for p in seen_parts.iter_mut().filter(|p| p.by && p.seen > opened) {
            not_before(&mut p.clock, p.seen);
        }
        let known: Vec<&Part> = seen_parts.iter().filter(|p| p.seen <= opened).collect();
        let earliest = known.iter().map(|p| p.anchor).min().unwrap_or(NEVER);
        if earliest < self.first_in_force() || self.opened_before(s, first_seen) || opened > s.opens_until {
            return Opening::None;
        }
        let evidence_from = known.iter().filter(|p| !p.by).map(|p| p.anchor).min().unwrap_or(ALWAYS);
        let clock = join(&seen_parts, opened, which);
        Opening::Opened(Opened { opened, evidence_from, clock })
    }

    /// Opens the clock of a single part.
    fn open_single(&self, root: u32, subject: &Subject, s: &Stretch, part: &Start) -> Opening {
        let (day, seen) = match self.anchor(root, subject, s, &part.anchor) {
            Anchored::NoPlan(seen) => return Opening::NoPlan(seen),
            Anchored::NotYet => return Opening::None,
            Anchored::At { day, seen } => (day, seen),
        };
        let opened = s.open.max(seen);
        if day.lo < self.first_in_force() || self.opened_before(s, seen) || opened > s.opens_until {
            return Opening::None;
        }
        let clock = self.part_clock(root, subject, part, opened, day);
        let evidence_from = if part.kind == StartKind::By { ALWAYS } else { day.lo };
        Opening::Opened(Opened { opened, evidence_from, clock })
    }

    pub(super) fn part_clock(
        &self,
        root: u32,
        subject: &Subject,
        part: &Start,
        opened: Day,
        day: DayRange,
    ) -> Clock {
        let StartKind::Within(limit) = &part.kind else {
            let rolled = |d: Day| self.world.calendar.add(d, Amount::new(0, Unit::Days), part.options);
            return by(DayRange { lo: rolled(day.lo).lo, hi: rolled(day.hi).hi });
        };
        let forces = self.forces(root, subject, limit, part.options);
        let mut clock = forces.clock(self.world.calendar, opened, day.lo);
        if day.hi != day.lo {
            clock.hi = forces.clock(self.world.calendar, opened, day.hi).hi;
        }
        clock
    }

    /// A one-off duty of a stretch, with the clocks that follow an excuse.
    pub(super) fn once(
        &mut self,
        root: u32,
        subject: &Subject,
        s: &Stretch,
        e: &Evidence,
        once: (&[Start], Which),
        out: &mut Ledger,
    ) {
        let opened = match self.open_once(root, subject, s, once) {
            Opening::Opened(o) => o,
            Opening::NoPlan(seen) => return self.no_plan(subject, s, seen, out),
            Opening::None => return,
        };
        let first = (opened.opened, opened.evidence_from, opened.clock);
        self.clocks(root, subject, s, e, first, single_within(once.0), out);
    }

    /// The duty of a single `within`, which opens again after an excuse.
    pub(super) fn reopens(&self) -> Option<(&'a Evidence, &'a Limit, AddOptions)> {
        let standard: &'a Standard = self.plan.standard;
        let Duty::Have(e, Timing::Once(parts, _)) = &standard.duty else { return None };
        let (limit, options) = single_within(parts)?;
        matches!(e.quantity, Quantity::AtLeast(_)).then_some((e, limit, options))
    }

    /// The clock that follows an excuse, up to a day, of what an earlier version opened.
    #[allow(clippy::too_many_arguments, reason = "the parts of one clock, all of different meaning")]
    pub(super) fn after_carried(
        &mut self,
        root: u32,
        subject: &Subject,
        s: &Stretch,
        e: &Evidence,
        single: (&Limit, AddOptions),
        b: Day,
        out: &mut Ledger,
    ) {
        if b == NEVER || !s.may_open(b + 1) {
            return;
        }
        let mut clock = self.forces(root, subject, single.0, single.1).clock(self.world.calendar, b + 1, b);
        not_before(&mut clock, b + 1);
        self.clocks(root, subject, s, e, (b + 1, b + 1, clock), Some(single), out);
    }

    /// One clock and those that follow its excuses.
    #[allow(clippy::too_many_arguments, reason = "the parts of one duty, all of different meaning")]
    fn clocks(
        &mut self,
        root: u32,
        subject: &Subject,
        s: &Stretch,
        e: &Evidence,
        (mut day, mut from, mut clock): (Day, Day, Clock),
        single: Option<(&Limit, AddOptions)>,
        out: &mut Ledger,
    ) {
        let need = self.needed(root, subject, e, day);
        self.gather_on(root, subject, e, (from, s.last), need);
        loop {
            let (o, dues) = self.act(s, day, self.seek(0, from), clock, need, None);
            let reopen = (o.exempt != NEVER).then(|| s.excuse(o.lo)).flatten();
            emit_due(out, subject, o, dues);
            let (Some((_, b)), Some((limit, options))) = (reopen, single) else { return };
            if b == NEVER || !s.may_open(b + 1) {
                return;
            }
            clock = self.forces(root, subject, limit, options).clock(self.world.calendar, b + 1, b);
            not_before(&mut clock, b + 1);
            (day, from) = (b + 1, b + 1);
            if !e.thing.is_dated() {
                self.gather_on(root, subject, e, (from, s.last), need);
            }
        }
    }

    /// A planned date that is the only date the duty has is missing: it cannot be told.
    pub(super) fn no_plan(&self, subject: &Subject, s: &Stretch, seen: Day, out: &mut Ledger) {
        let opened = s.open.max(seen);
        // What an earlier version has told is told once.
        if opened <= s.opens_until && !self.opened_before(s, seen) {
            self.fixed(Form::Doubt, (opened, s.last), subject, out);
        }
    }

    /// How many pieces of evidence answer one obligation.
    pub(super) fn needed(&self, root: u32, subject: &Subject, e: &Evidence, day: Day) -> u32 {
        let (Quantity::AtLeast(n) | Quantity::AtMost(n) | Quantity::Exactly(n)) = e.quantity;
        match n {
            Count::Fixed(n) => n,
            Count::Setting(i) => crate::judge::ask::number_on(i, self.ctx(root, subject, day)).unwrap_or(0),
        }
    }

    /// An obligation to act, with evidence from a place on: the earliest answer, the doubt that shields it, the excuse that takes it (5.3 to 5.5).
    /// `chain` gives the clock a doubtful answer would have opened; a one-off duty has none.
    pub(super) fn act(
        &self,
        s: &Stretch,
        opened: Day,
        at: usize,
        clock: Clock,
        need: u32,
        chain: Option<&Forces>,
    ) -> (Obligation, Dues) {
        let mut o = running(Form::Act, opened, s);
        (o.lo, o.hi) = (clock.lo, clock.hi);
        if let Some(f) = self.nth(at, need).filter(|f| f.day <= s.last) {
            (o.done, o.answered_by) = (f.day, f.row);
        }
        if o.done > o.lo {
            self.shield(&mut o, (at, s.last), need, chain);
        }
        let exempt = s.excuse(o.lo).is_some() && o.done > o.lo && o.ended > o.lo;
        if exempt {
            o.exempt = (o.lo.saturating_add(1)).max(opened);
        }
        (o, clock.dues)
    }

    /// Doubtful evidence never closes and never restarts; it only shields (5.4).
    fn shield(&self, o: &mut Obligation, (at, last): (usize, Day), need: u32, chain: Option<&Forces>) {
        let mut counted = self.count();
        for (i, f) in self.found.iter().enumerate().skip(at) {
            if f.day > o.done || f.day > o.hi || f.day > last {
                break;
            }
            counted.add(self.key(i), f.certain);
            match chain {
                Some(forces) if !f.certain => {
                    // The clock it would have opened: not before its own, but counted from it.
                    o.hi = o.hi.max(forces.clock(self.world.calendar, f.day.max(o.opened), f.day).hi);
                }
                Some(_) => {}
                // In some reading enough of them had come by then, in time.
                None if counted.possible >= need && counted.certain() < need => {
                    o.hi = NEVER;
                    break;
                }
                None => {}
            }
        }
    }
}

fn by(day: DayRange) -> Clock {
    Clock { lo: day.lo, hi: day.hi, dues: Vec::new() }
}

/// A clock that follows an excuse is never due before its first day.
pub(super) fn not_before(clock: &mut Clock, day: Day) {
    (clock.lo, clock.hi) = (clock.lo.max(day), clock.hi.max(day));
    for due in &mut clock.dues {
        (due.1, due.2) = (due.1.max(day), due.2.max(day));
    }
}

/// The limit of a duty that is a single `within`.
fn single_within(parts: &[Start]) -> Option<(&Limit, AddOptions)> {
    match parts {
        [Start { kind: StartKind::Within(limit), options, .. }] => Some((limit, *options)),
        _ => None,
    }
}

/// The due day of several parts, as each is seen: the sooner or the later of those seen so far.
fn join(parts: &[Part], opened: Day, which: Which) -> Clock {
    if let [only] = parts {
        return only.clock.clone();
    }
    // Every day on which a part is seen or one of its own due days moves.
    let mut days: Vec<Day> =
        parts.iter().flat_map(|p| p.clock.dues.iter().map(|d| d.0).chain([p.seen])).collect();
    days.retain(|d| *d > opened);
    days.sort_unstable();
    days.dedup();
    let stood = |p: &Part, day: Day| {
        let due = p.clock.dues.iter().rev().find(|d| d.0 <= day).or_else(|| p.clock.dues.first());
        due.map_or((p.clock.lo, p.clock.hi), |d| (d.1, d.2))
    };
    let on = |day: Day| {
        let seen = parts.iter().filter(|p| p.seen <= day).map(|p| stood(p, day));
        match which {
            Which::Sooner => seen.fold((NEVER, NEVER), |a, b| (a.0.min(b.0), a.1.min(b.1))),
            Which::Later => seen.fold((ALWAYS, ALWAYS), |a, b| (a.0.max(b.0), a.1.max(b.1))),
        }
    };
    let (mut lo, mut hi) = on(opened);
    let mut dues = vec![(opened, lo, hi)];
    for day in days {
        if day > hi {
            break;
        }
        let now = on(day);
        if now != (lo, hi) {
            (lo, hi) = now;
            dues.push((day, lo, hi));
        }
    }
    if dues.len() == 1 {
        dues.clear();
    }
    Clock { lo, hi, dues }
}
