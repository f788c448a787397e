//! `its own`: each piece of evidence answers one obligation (`obligations.md` 6.3).

use super::evidence::Found;
use super::once::Opening;
use super::{Stretch, Subject, Sweeper, emit, number, running};
use crate::calendar::{AddOptions, Day, NEVER};
use crate::judge::ledger::Ledger;
use crate::judge::obligation::{Extra, Form, Obligation};
use crate::lang::checked::{Duty, Evidence, Limit, Start, StartKind, Timing};

/// An obligation that waits for an answer of its own.
#[derive(Debug, Clone)]
struct Waiting {
    subject: usize,
    stretch: Stretch,
    o: Obligation,
    extra: Extra,
}

impl Sweeper<'_> {
    /// All obligations of one root subject, matched with the evidence they share.
    pub(super) fn own(&mut self, root: u32, subjects: &[Subject], out: &mut Ledger) {
        let standard = self.plan.standard;
        let Duty::Have(e, Timing::Once(parts, which)) = &standard.duty else { return };
        let mut fixed: Vec<Ledger> = Vec::with_capacity(subjects.len());
        let mut waiting: Vec<Waiting> = Vec::new();
        for (i, subject) in subjects.iter().enumerate() {
            let mut plain = Ledger::default();
            self.find_stretches(root, subject, &mut plain);
            let stretches = std::mem::take(&mut self.stretches);
            for s in &stretches {
                match self.open_once(root, subject, s, (parts, *which)) {
                    Opening::NoPlan => self.no_plan(subject, s, &mut plain),
                    Opening::None => {}
                    Opening::Opened(opened) => {
                        let stretch = s.clone();
                        let mut o = running(Form::Act, opened.opened, &stretch);
                        (o.lo, o.hi) = (opened.clock.lo, opened.clock.hi);
                        let extra = Extra { dues: opened.clock.dues, ..Extra::default() };
                        waiting.push(Waiting { subject: i, stretch, o, extra });
                    }
                }
            }
            self.stretches = stretches;
            fixed.push(plain);
        }
        let evidence = self.shared_evidence(root, subjects, e);
        let certain = |f: &Found| f.certain;
        let mut plain = self.deal(root, subjects, waiting.clone(), &evidence, &certain, parts);
        if evidence.iter().flatten().any(|f| !f.certain) {
            // Matched again with the doubtful rows: answered in time there and not here is a doubt.
            let hopeful = self.deal(root, subjects, waiting, &evidence, &|_| true, parts);
            for w in &mut plain {
                let there = hopeful.iter().find(|h| h.subject == w.subject && h.o.opened == w.o.opened);
                if there.is_some_and(|h| h.o.done <= h.o.lo) && w.o.done > w.o.lo {
                    w.o.hi = NEVER;
                }
            }
        }
        for (i, subject) in subjects.iter().enumerate() {
            let from = out.list.len();
            if let Some(ledger) = fixed.get_mut(i) {
                out.extend(std::mem::take(ledger));
            }
            for w in plain.iter().filter(|w| w.subject == i) {
                emit(out, subject, w.o, w.extra.clone());
            }
            number(out, from, subject, root, self.plan.place);
        }
    }

    /// What each subject of a root may be answered by, by day, then id: a subject is never its own evidence.
    fn shared_evidence(&mut self, root: u32, subjects: &[Subject], e: &Evidence) -> Vec<Vec<Found>> {
        let mut all = Vec::with_capacity(subjects.len());
        for subject in subjects {
            self.gather(root, subject, &e.thing);
            all.push(self.found.clone());
        }
        all
    }

    /// Deals the evidence out day by day: in time with the earliest due day first; only if none is in time, to the
    /// one longest overdue.
    fn deal(
        &self,
        root: u32,
        subjects: &[Subject],
        mut waiting: Vec<Waiting>,
        evidence: &[Vec<Found>],
        counts: &dyn Fn(&Found) -> bool,
        parts: &[Start],
    ) -> Vec<Waiting> {
        let ranks = self.by_id(subjects);
        let mut rows: Vec<(Day, u32)> =
            evidence.iter().flatten().filter(|f| counts(f)).map(|f| (f.day, f.row)).collect();
        rows.sort_unstable();
        rows.dedup();
        for (day, row) in rows {
            self.excuse_until(root, subjects, &mut waiting, day, parts);
            let passes = |w: &Waiting| {
                let list = evidence.get(w.subject).map_or(&[][..], |l| l);
                let at = list.partition_point(|f| (f.day, f.row) < (day, row));
                list.get(at).is_some_and(|f| (f.day, f.row) == (day, row) && counts(f))
            };
            let open = |w: &Waiting| {
                w.o.done == NEVER
                    && w.o.opened <= day
                    && day <= w.stretch.last
                    && day < w.o.exempt
                    && passes(w)
            };
            // The due day as it stood on that day: a later step does not deal the past again.
            let due = |w: &Waiting| w.extra.dues.iter().rev().find(|d| d.0 <= day).map_or(w.o.lo, |d| d.1);
            let rank = |w: &Waiting| (due(w), w.o.opened, ranks.get(w.subject).copied());
            let timely = waiting.iter().enumerate().filter(|(_, w)| open(w) && day <= due(w));
            let pick = timely.min_by_key(|(_, w)| rank(w)).map(|(i, _)| i).or_else(|| {
                waiting
                    .iter()
                    .enumerate()
                    .filter(|(_, w)| open(w))
                    .min_by_key(|(_, w)| rank(w))
                    .map(|(i, _)| i)
            });
            if let Some(w) = pick.and_then(|i| waiting.get_mut(i)) {
                (w.o.done, w.o.answered_by) = (day, row);
            }
        }
        self.excuse_until(root, subjects, &mut waiting, NEVER, parts);
        waiting
    }

    /// The rank of each subject by its id.
    fn by_id(&self, subjects: &[Subject]) -> Vec<usize> {
        let texts = &self.world.caseload.texts;
        let id = |i: usize| {
            let row = subjects.get(i)?.row;
            self.world.table(row.kind)?.ids.get(row.row as usize).copied()
        };
        let mut order: Vec<usize> = (0..subjects.len()).collect();
        order.sort_by(|a, b| match (id(*a), id(*b)) {
            (Some(x), Some(y)) => x.order(y, texts).then(a.cmp(b)),
            _ => a.cmp(b),
        });
        let mut ranks = vec![0; order.len()];
        for (rank, i) in order.into_iter().enumerate() {
            if let Some(r) = ranks.get_mut(i) {
                *r = rank;
            }
        }
        ranks
    }

    /// Exempts what fell due, unanswered, inside an excuse before `day`, and opens the clocks that follow.
    fn excuse_until(
        &self,
        root: u32,
        subjects: &[Subject],
        waiting: &mut Vec<Waiting>,
        day: Day,
        parts: &[Start],
    ) {
        let mut i = 0;
        while let Some(w) = waiting.get(i) {
            let lo = w.o.lo;
            let due_here = w.o.exempt == NEVER && w.o.done > lo && lo < day && w.o.ended > lo;
            if let Some((_, b)) = w.stretch.excuse(lo).filter(|_| due_here) {
                let next = self.reopened(root, subjects, w, b, parts);
                if let Some(w) = waiting.get_mut(i) {
                    w.o.exempt = lo.saturating_add(1).max(w.o.opened);
                }
                waiting.extend(next);
            }
            i += 1;
        }
    }

    fn reopened(
        &self,
        root: u32,
        subjects: &[Subject],
        w: &Waiting,
        b: Day,
        parts: &[Start],
    ) -> Option<Waiting> {
        let (limit, options): (&Limit, AddOptions) = match parts {
            [Start { kind: StartKind::Within(limit), options, .. }] => (limit, *options),
            _ => return None,
        };
        if b == NEVER || !w.stretch.may_open(b + 1) {
            return None;
        }
        let subject = subjects.get(w.subject)?;
        let mut clock = self.forces(root, subject, limit, options).clock(self.world.calendar, b + 1, b);
        super::once::not_before(&mut clock, b + 1);
        let mut o = running(Form::Act, b + 1, &w.stretch);
        (o.lo, o.hi) = (clock.lo, clock.hi);
        let extra = Extra { dues: clock.dues, ..Extra::default() };
        Some(Waiting { subject: w.subject, stretch: w.stretch.clone(), o, extra })
    }
}
