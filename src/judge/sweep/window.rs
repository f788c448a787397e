//! Windows: during, in each slot, within before, at least before, between (`obligations.md` 6.7, 6.14).

use super::amounts::{Clock, Paced};
use super::anchor::Anchored;
use super::{Stretch, Subject, Sweeper, emit_due, emit_plain, running};
use crate::calendar::{ALWAYS, AddOptions, Day, NEVER};
use crate::judge::ask::{DayRange, ask_condition, first_within};
use crate::judge::ledger::Ledger;
use crate::judge::obligation::Form;
use crate::judge::tri::Tri;
use crate::lang::checked::{DayExpr, Evidence, Limit, Timing};
use crate::record::Shape;

impl Sweeper<'_> {
    /// First day of a `during`, and the stretch it makes of the subject's.
    pub(super) fn during_span(
        &self,
        root: u32,
        subject: &Subject,
        s: &Stretch,
        t: &Timing,
    ) -> Option<(Day, Stretch)> {
        match t {
            Timing::DuringThe(thing) => {
                let (start, end) = self.first_period(root, subject, thing, s.start)?;
                (start <= s.last).then(|| {
                    let span = Stretch { last: end, ended: end, seen: end, ..s.clone() };
                    (start, span)
                })
            }
            _ => Some((s.open, s.clone())),
        }
    }

    fn first_period(
        &self,
        root: u32,
        subject: &Subject,
        t: &crate::lang::checked::Thing,
        from: Day,
    ) -> Option<(Day, Day)> {
        let ctx = self.ctx(root, subject, NEVER - 1);
        let table = self.world.table(t.kind)?;
        let mut best: Option<(Day, u32)> = None;
        crate::judge::ask::for_each_in_pool(t, ctx, &mut |row| {
            let day = table.start(row);
            if day >= from
                && best.is_none_or(|b| (day, row) < b)
                && crate::judge::ask::own_truth(t, ctx, row) == Tri::Yes
            {
                best = Some((day, row));
            }
        });
        best.map(|(day, row)| (day, table.end(row)))
    }

    pub(super) fn during(
        &mut self,
        root: u32,
        subject: &Subject,
        s: &Stretch,
        e: &Evidence,
        t: &Timing,
        out: &mut Ledger,
    ) {
        let Some((from, span)) = self.during_span(root, subject, s, t) else { return };
        if s.open.max(from) > s.opens_until {
            return;
        }
        let need = self.needed(root, subject, e, s.open);
        self.gather_on(root, subject, e, (from, span.last), need);
        let clock = until_the_end(&span);
        self.window(subject, &span, (s.open.max(from), from), clock, need, Form::During, out);
    }

    pub(super) fn in_each(
        &mut self,
        root: u32,
        subject: &Subject,
        s: &Stretch,
        e: &Evidence,
        slot: &str,
        out: &mut Ledger,
    ) {
        let calendar = self.world.calendar;
        let mut gathered = false;
        let (until, end) = (s.last.min(s.opens_until), calendar.slots_end(slot));
        for (a, b) in calendar.slots_from(slot, s.open, until.min(end)) {
            // A slot before the standard was in force is another standard's; one the ending is seen by never opens.
            if a < s.open || !s.may_open(a) && a != s.open {
                continue;
            }
            let need = self.needed(root, subject, e, a);
            let clock = Clock { lo: b, hi: b, dues: Vec::new() };
            let span = Stretch { last: s.last.min(b), ..s.clone() };
            if !gathered || !e.thing.is_dated() {
                self.gather_on(root, subject, e, (a, span.last), need);
                gathered = true;
            }
            self.window(subject, &span, (a, a), clock, need, Form::Window, out);
        }
        let after = if end == ALWAYS { s.open } else { (end + 1).max(s.open) };
        if after <= until && (s.may_open(after) || after == s.open) {
            self.fixed(Form::Doubt, (after, s.last), subject, out);
        }
    }

    pub(super) fn between(
        &mut self,
        root: u32,
        subject: &Subject,
        s: &Stretch,
        e: &Evidence,
        (a, b): (&DayExpr, &DayExpr),
        out: &mut Ledger,
    ) {
        let (from, to) = match (self.anchor(root, subject, s, a), self.anchor(root, subject, s, b)) {
            (Anchored::At { day: a, seen: x }, Anchored::At { day: b, seen: y }) => ((a, x), (b, y)),
            (Anchored::NoPlan(seen), _) | (_, Anchored::NoPlan(seen)) => {
                return self.no_plan(subject, s, seen, out);
            }
            _ => return,
        };
        // Opened on X; but not before both days can be seen.
        let opened = s.open.max(from.0.lo).max(from.1).max(to.1);
        let early = s.early() && from.0.lo < self.first_in_force();
        let before = self.opened_before(s, from.0.lo.max(from.1).max(to.1));
        if early || before || opened > s.opens_until {
            return;
        }
        let need = self.needed(root, subject, e, opened);
        self.gather_on(root, subject, e, (from.0.lo, s.last.min(to.0.hi)), need);
        let clock = Clock { lo: to.0.lo, hi: to.0.hi, dues: Vec::new() };
        self.window(subject, s, (opened, from.0.lo), clock, need, Form::Window, out);
    }

    /// `within A before T`: evidence x <= T with T <= add(x, A).
    pub(super) fn within_before(
        &mut self,
        root: u32,
        subject: &Subject,
        s: &Stretch,
        e: &Evidence,
        (limit, anchor): (&Limit, &DayExpr),
        out: &mut Ledger,
    ) {
        let (t, seen) = match self.anchor(root, subject, s, anchor) {
            Anchored::At { day, seen } => (day, seen),
            Anchored::NoPlan(seen) => return self.no_plan(subject, s, seen, out),
            Anchored::NotYet => return,
        };
        let opened = s.open.max(seen);
        if t.lo < self.first_in_force() || self.opened_before(s, seen) || opened > s.opens_until {
            return;
        }
        let forces = self.forces(root, subject, limit, AddOptions::default());
        let calendar = self.world.calendar;
        let amounts: Vec<_> = forces.on(opened).to_vec();
        // An amount that is not known may be none, or any.
        let unknown = forces.unknown_on(opened);
        let reach = |x: Day| {
            let sums = amounts.iter().map(|a| calendar.add_plain(x, a.amount));
            let first = if unknown { (x, NEVER) } else { (NEVER, ALWAYS) };
            sums.fold(first, |acc, r| (acc.0.min(r.lo), acc.1.max(r.hi)))
        };
        let need = self.needed(root, subject, e, opened);
        // No day before the earliest that may reach so far is looked at: of what lasts, each of its days is.
        let reaches = |a: &Paced| first_within(calendar, DayRange::exact(t.lo), a.amount).lo;
        let earliest = amounts.iter().map(reaches).min().filter(|_| !unknown).unwrap_or(ALWAYS);
        self.gather_on(root, subject, e, (earliest, t.lo), u32::MAX);
        // Far enough forward certainly, or only maybe.
        let mut found = std::mem::take(&mut self.found);
        found.retain(|f| f.day <= t.lo && reach(f.day).1 >= t.lo);
        found.iter_mut().for_each(|f| f.certain &= reach(f.day).0 >= t.lo);
        self.found = found;
        self.found_of = None;
        self.key_each(root, subject, &e.thing);
        let clock = Clock { lo: t.lo, hi: t.hi, dues: Vec::new() };
        self.window(subject, s, (opened, ALWAYS + 1), clock, need, Form::Window, out);
    }

    /// `at least A before T`: due on the last x with add(x, A) <= T; evidence up to T.
    pub(super) fn at_least_before(
        &mut self,
        root: u32,
        subject: &Subject,
        s: &Stretch,
        e: &Evidence,
        (limit, anchor): (&Limit, &DayExpr),
        out: &mut Ledger,
    ) {
        let (t, seen) = match self.anchor(root, subject, s, anchor) {
            Anchored::At { day, seen } => (day, seen),
            Anchored::NoPlan(seen) => return self.no_plan(subject, s, seen, out),
            Anchored::NotYet => return,
        };
        let opened = s.open.max(seen);
        if t.lo < self.first_in_force() || self.opened_before(s, seen) || opened > s.opens_until {
            return;
        }
        let forces = self.forces(root, subject, limit, AddOptions::default());
        let unknown = forces.unknown_on(opened);
        let (mut lo, mut hi) = if unknown { (ALWAYS, t.lo) } else { (NEVER, ALWAYS) };
        for a in forces.on(opened) {
            let r = self.world.calendar.sub(t.lo, a.amount);
            (lo, hi) = (lo.min(r.lo), hi.max(r.hi));
        }
        let need = self.needed(root, subject, e, opened);
        let over = t.lo.saturating_add(1);
        let (ended, seen) = if s.ended < over && s.seen <= over { (s.ended, s.seen) } else { (over, over) };
        let span = Stretch { last: t.lo.min(s.last), ended, seen, ..s.clone() };
        // What was done for an event came before the event.
        let from = if self.shape == Shape::Event { ALWAYS } else { s.start.min(t.lo) };
        let clock = Clock { lo, hi, dues: Vec::new() };
        self.gather_on(root, subject, e, (from, span.last), need);
        let (o, dues) = self.act(&span, opened, self.seek(0, from), clock, need, None);
        emit_due(out, subject, o, dues);
    }

    /// An obligation that only evidence in a window answers.
    #[allow(clippy::too_many_arguments, reason = "the parts of one window, all of different meaning")]
    fn window(
        &mut self,
        subject: &Subject,
        s: &Stretch,
        (opened, from): (Day, Day),
        clock: Clock,
        need: u32,
        form: Form,
        out: &mut Ledger,
    ) {
        let mut o = running(form, opened, s);
        (o.lo, o.hi) = (clock.lo, clock.hi);
        let to = s.last.min(o.hi);
        let mut counted = self.count();
        for (i, f) in self.found.iter().enumerate().skip(self.seek(0, from)).take_while(|(_, f)| f.day <= to)
        {
            counted.add(self.key(i), f.certain);
            if f.certain && counted.certain() >= need {
                (o.done, o.answered_by) = (f.day, f.row);
                break;
            }
            // In some reading it was answered then: it cannot be called missed.
            if counted.possible >= need && f.day <= o.lo {
                o.hi = NEVER;
            }
        }
        if o.done == NEVER || o.done > o.lo {
            let lapses = form == Form::Window && o.ended <= o.lo;
            if s.excuse(o.lo).is_some() && o.lo != NEVER && !lapses {
                o.exempt = o.lo.saturating_add(1).max(opened);
            }
        }
        emit_due(out, subject, o, clock.dues);
    }

    /// `must last at most A`.
    pub(super) fn last_at_most(
        &mut self,
        root: u32,
        subject: &Subject,
        s: &Stretch,
        limit: &Limit,
        out: &mut Ledger,
    ) {
        let forces = self.forces(root, subject, limit, AddOptions::default());
        let clock = forces.clock(self.world.calendar, s.open, s.start);
        let mut o = running(Form::Last, s.open, s);
        (o.lo, o.hi, o.done) = (clock.lo, clock.hi, s.last);
        // The end answers it, so the end does not end it: it never lapses.
        if s.excuse(o.lo).is_some() && o.done > o.lo {
            o.exempt = o.lo.saturating_add(1).max(o.opened);
        }
        emit_due(out, subject, o, clock.dues);
    }

    /// `must last at least A`.
    pub(super) fn last_at_least(
        &mut self,
        root: u32,
        subject: &Subject,
        s: &Stretch,
        limit: &Limit,
        out: &mut Ledger,
    ) {
        let forces = self.forces(root, subject, limit, AddOptions::default());
        let unknown = forces.unknown_on(s.open);
        let (mut lo, mut hi) = if unknown { (s.start, NEVER) } else { (NEVER, ALWAYS) };
        for a in forces.on(s.open) {
            let r = self.world.calendar.add_plain(s.start, a.amount);
            (lo, hi) = (lo.min(r.lo), hi.max(r.hi));
        }
        let mut o = running(Form::Keep, s.open, s);
        (o.lo, o.hi) = (lo, hi);
        emit_plain(out, subject, o);
    }

    /// Whether a day is excused for sure.
    pub(super) fn excused_on(&self, root: u32, subject: &Subject, day: Day) -> bool {
        let reliefs = self.plan.standard.reliefs.iter();
        let ctx = self.ctx(root, subject, day);
        reliefs
            .filter(|r| r.kind == crate::lang::checked::ReliefKind::ExcusedWhile)
            .any(|r| ask_condition(&r.condition, ctx) == Tri::Yes)
    }
}

/// Due on the last day, which is known from the day the end is seen.
pub(super) fn until_the_end(s: &Stretch) -> Clock {
    let dues = match s.last {
        NEVER => Vec::new(),
        last => vec![(ALWAYS, NEVER, NEVER), (s.seen, last, last)],
    };
    Clock { lo: s.last, hi: s.last, dues }
}
