//! At most, no and exactly, in a window (`obligations.md` 6.2).

use super::amounts::Clock;
use super::anchor::Anchored;
use super::once::Opening;
use super::{Stretch, Subject, Sweeper, emit_due, running};
use crate::calendar::{ALWAYS, Day, NEVER};
use crate::judge::ask::{for_each_in_pool, own_truth};
use crate::judge::ledger::Ledger;
use crate::judge::obligation::Form;
use crate::judge::tri::Tri;
use crate::lang::checked::{DayExpr, Evidence, Quantity, RecordDay, Start, Timing, Which};

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
                self.gather(root, subject, &e.thing);
                self.limit(root, subject, s, e, (o.opened, o.evidence_from), o.clock, Form::Limit, out);
            }
            Opening::NoPlan => self.no_plan(subject, s, out),
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
            (Anchored::NoPlan, _) | (_, Anchored::NoPlan) => return self.no_plan(subject, s, out),
            _ => return,
        };
        let opened = s.open.max(from.lo);
        if from.lo < self.first_in_force() || self.opened_before(s, from.lo) || opened > s.opens_until {
            return;
        }
        self.gather(root, subject, &e.thing);
        let clock = Clock { lo: to.lo, hi: to.hi, dues: Vec::new() };
        self.limit(root, subject, s, e, (opened, from.lo), clock, Form::Limit, out);
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
        self.gather(root, subject, &e.thing);
        if e.thing.by == RecordDay::Open {
            self.gather_open(root, subject, e, from, if s.last == NEVER { NEVER } else { s.last - 1 });
        }
        let clock = super::window::until_the_end(&s);
        self.limit(root, subject, &s, e, (s.open.max(from), from), clock, Form::LimitDuring, out);
    }

    /// Replaces the evidence by the first day each period is open in `from..=to`.
    fn gather_open(&mut self, root: u32, subject: &Subject, e: &Evidence, from: Day, to: Day) {
        self.found.clear();
        self.found_of = None;
        let ctx = self.ctx(root, subject, NEVER - 1);
        let mut found = std::mem::take(&mut self.found);
        let Some(table) = self.world.table(e.thing.kind) else { return };
        for_each_in_pool(&e.thing, ctx, &mut |row| {
            let last_open = if table.end(row) == NEVER { NEVER } else { table.end(row) - 1 };
            let day = table.start(row).max(from);
            if day > last_open || day > to {
                return;
            }
            match own_truth(&e.thing, ctx, row) {
                Tri::No => {}
                t => found.push(super::evidence::Found { day, row, certain: t == Tri::Yes }),
            }
        });
        found.sort_by_key(|f| (f.day, f.row));
        self.found = found;
    }

    #[allow(clippy::too_many_arguments, reason = "the parts of one limit, all of different meaning")]
    fn limit(
        &mut self,
        root: u32,
        subject: &Subject,
        s: &Stretch,
        e: &Evidence,
        (opened, from): (Day, Day),
        clock: Clock,
        form: Form,
        out: &mut Ledger,
    ) {
        let n = self.needed(root, subject, e, opened);
        let mut o = running(form, opened, s);
        (o.lo, o.hi) = (clock.lo, clock.hi);
        let found = self.found_in(from.max(ALWAYS + 1), s.last);
        let mut counted = Counted::new(e.thing.distinct.is_some());
        for f in found.iter().take_while(|f| f.day <= o.hi) {
            let key = match &e.thing.distinct {
                Some(d) => {
                    let row = crate::record::Row { kind: e.thing.kind, row: f.row };
                    crate::judge::ask::value_key(&d.by, self.whole(root, subject).of(row))
                }
                None => None,
            };
            // Between the two days it may be after the last: possible, not certain.
            counted.add(key, f.certain && f.day <= o.lo);
            if counted.certain > n {
                o.done = o.done.min(f.day);
            }
            if counted.possible > n {
                o.exempt = o.exempt.min(f.day);
            }
        }
        o.answer = match e.quantity {
            Quantity::AtLeast(_) => Tri::at_least(counted.certain, counted.possible, n),
            Quantity::AtMost(_) => Tri::at_most(counted.certain, counted.possible, n),
            Quantity::Exactly(_) => Tri::exactly(counted.certain, counted.possible, n),
        };
        emit_due(out, subject, o, clock.dues);
    }
}

/// A running certain and possible number, each value once where asked.
struct Counted {
    certain: u32,
    possible: u32,
    keys: Option<Vec<(u64, bool)>>,
}

impl Counted {
    fn new(distinct: bool) -> Counted {
        Counted { certain: 0, possible: 0, keys: distinct.then(Vec::new) }
    }

    fn add(&mut self, key: Option<u64>, certain: bool) {
        if let (Some(keys), Some(key)) = (&mut self.keys, key) {
            match keys.iter_mut().find(|k| k.0 == key) {
                Some(known) => {
                    self.certain += u32::from(certain && !known.1);
                    known.1 |= certain;
                }
                None => {
                    keys.push((key, certain));
                    self.certain += u32::from(certain);
                    self.possible += 1;
                }
            }
            return;
        }
        // Without a key (blank) it might be any of the others: possible, not certain.
        self.certain += u32::from(certain && self.keys.is_none());
        self.possible += 1;
    }
}
