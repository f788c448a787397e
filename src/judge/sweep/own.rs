//! `its own`: each piece of evidence answers one obligation (`obligations.md` 6.3).

use super::deal::{Deal, Waiting};
use super::evidence::Found;
use super::once::Opening;
use super::{Subject, Sweeper, emit, number, running};
use crate::calendar::NEVER;
use crate::judge::ledger::Ledger;
use crate::judge::obligation::{Extra, Form};
use crate::lang::checked::{Duty, Evidence, Standard, Timing};

/// Whether each piece of evidence answers one obligation only.
pub(super) fn is_own(standard: &Standard) -> bool {
    matches!(&standard.duty, Duty::Have(Evidence { own: true, .. }, Timing::Once(..)))
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
                    Opening::NoPlan(seen) => self.no_plan(subject, s, seen, &mut plain),
                    Opening::None => {}
                    Opening::Opened(opened) => {
                        let stretch = s.clone();
                        let mut o = running(Form::Act, opened.opened, &stretch);
                        (o.lo, o.hi) = (opened.clock.lo, opened.clock.hi);
                        let extra = Extra { dues: opened.clock.dues, ..Extra::default() };
                        let from = opened.evidence_from;
                        waiting.push(Waiting { subject: i, stretch, from, o, extra });
                    }
                }
            }
            self.stretches = stretches;
            fixed.push(plain);
        }
        let evidence = self.shared_evidence(root, subjects, e);
        let deal = Deal { sweeper: self, root, subjects, parts, evidence: &evidence, hopeful: false };
        let mut plain = deal.out(waiting.clone());
        if evidence.iter().flatten().any(|f| !f.certain) {
            // Matched again with the doubtful rows: answered in time there and not here is a doubt.
            let hopeful = Deal { hopeful: true, ..deal }.out(waiting);
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
}
