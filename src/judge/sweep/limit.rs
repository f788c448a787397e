//! At most, no and exactly, in a window (`obligations.md` 6.2).

use super::amounts::Clock;
use super::anchor::Anchored;
use super::once::Opening;
use super::{Stretch, Subject, Sweeper, emit_due, running};
use crate::calendar::{ALWAYS, Day, NEVER};
use crate::judge::ask::is_told;
use crate::judge::ledger::Ledger;
use crate::judge::obligation::Form;
use crate::judge::tri::Tri;
use crate::lang::checked::{DayExpr, Evidence, Pool, Quantity, RecordDay, Start, Timing, Which};

impl Sweeper<'_> {
    pub(super) fn limit_once(
        &mut self,
        root: u32,
        subject: &Subject,
        s: &Stretch,
        e: &Evidence,
        once: (&[Start], Which),
        out: &mut Ledger,
    ) {
        match self.open_once(root, subject, s, once) {
            Opening::Opened(o) => {
                let need = self.needed(root, subject, e, o.opened);
                self.gather_on(root, subject, e, (o.evidence_from, s.last), need);
                self.limit(subject, s, e, (o.opened, o.evidence_from), (need, o.clock, Form::Limit), out);
            }
            Opening::NoPlan(seen) => self.no_plan(subject, s, seen, out),
            Opening::None => {}
        }
    }

    pub(super) fn limit_between(
        &mut self,
        root: u32,
        subject: &Subject,
        s: &Stretch,
        e: &Evidence,
        (a, b): (&DayExpr, &DayExpr),
        out: &mut Ledger,
    ) {
        let (from, to) = match (self.anchor(root, subject, s, a), self.anchor(root, subject, s, b)) {
            (Anchored::At { day: a, .. }, Anchored::At { day: b, .. }) => (a, b),
            (Anchored::NoPlan(seen), _) | (_, Anchored::NoPlan(seen)) => {
                return self.no_plan(subject, s, seen, out);
            }
            _ => return,
        };
        let opened = s.open.max(from.lo);
        if from.lo < self.first_in_force() || self.opened_before(s, from.lo) || opened > s.opens_until {
            return;
        }
        let need = self.needed(root, subject, e, opened);
        self.gather_on(root, subject, e, (from.lo, s.last), need);
        let clock = Clock { lo: to.lo, hi: to.hi, dues: Vec::new() };
        self.limit(subject, s, e, (opened, from.lo), (need, clock, Form::Limit), out);
    }

    /// `no X during it`: the days on which both are open, when the thing is a period that is open.
    pub(super) fn limit_during(
        &mut self,
        root: u32,
        subject: &Subject,
        s: &Stretch,
        e: &Evidence,
        t: &Timing,
        out: &mut Ledger,
    ) {
        let Some((from, s)) = self.during_span(root, subject, s, t) else { return };
        if s.open.max(from) > s.opens_until {
            return;
        }
        let opened = s.open.max(from);
        let need = self.needed(root, subject, e, opened);
        // What is open while the other is: on its last day that is over (1.7).
        let open = e.thing.by == RecordDay::Open && !e.thing.days && s.last != NEVER;
        self.gather_on(root, subject, e, (from, if open { s.last - 1 } else { s.last }), need);
        let clock = super::window::until_the_end(&s);
        self.limit(subject, &s, e, (opened, from), (need, clock, Form::LimitDuring), out);
    }

    fn limit(
        &mut self,
        subject: &Subject,
        s: &Stretch,
        e: &Evidence,
        (opened, from): (Day, Day),
        (n, clock, form): (u32, Clock, Form),
        out: &mut Ledger,
    ) {
        let mut o = running(form, opened, s);
        (o.lo, o.hi) = (clock.lo, clock.hi);
        let mut counted = self.count();
        let (at, to) = (self.seek(0, from.max(ALWAYS + 1)), s.last.min(o.hi));
        for (i, f) in self.found.iter().enumerate().skip(at).take_while(|(_, f)| f.day <= to) {
            // Between the two days it may be after the last: possible, not certain.
            counted.add(self.key(i), f.certain && f.day <= o.lo);
            if counted.certain() > n {
                o.done = o.done.min(f.day);
            }
            if counted.possible > n {
                o.exempt = o.exempt.min(f.day);
            }
        }
        if matches!(e.thing.pool, Pool::SameLink(..)) {
            let ctx = self.ctx(self.world.root_of(subject.row), subject, opened);
            if !is_told(&e.thing, ctx) {
                // Whose records are meant is not known, nor how many there are.
                (counted.possible, o.exempt) = (u32::MAX, opened);
            }
        }
        o.answer = match e.quantity {
            Quantity::AtLeast(_) => Tri::at_least(counted.certain(), counted.possible, n),
            Quantity::AtMost(_) => Tri::at_most(counted.certain(), counted.possible, n),
            Quantity::Exactly(_) => Tri::exactly(counted.certain(), counted.possible, n),
        };
        emit_due(out, subject, o, clock.dues);
    }
}
