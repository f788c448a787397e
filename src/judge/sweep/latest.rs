//! Duties whose evidence is held as the last record only: what came before it is unknown, what came after it is not.

use super::{Subject, Sweeper};
use crate::calendar::{Day, NEVER};
use crate::judge::ledger::Ledger;
use crate::judge::obligation::{Form, Obligation};
use crate::lang::checked::{Duty, Stage, Timing};

impl Sweeper<'_> {
    /// Widens the obligations of a subject, from a place on, by what records before the last might have answered.
    pub(super) fn widen_by_latest(&self, root: u32, subject: &Subject, out: &mut Ledger, from: usize) {
        let last = self.found.iter().rev().find(|f| f.certain).map(|f| f.day);
        for o in out.list.iter_mut().skip(from).filter(|o| o.form == Form::Act && o.done > o.lo) {
            // The last record lies in the days that count, and nothing came after it: that is certain.
            let told = o.done == NEVER && last.is_some_and(|day| day <= o.last);
            if !told {
                o.hi = NEVER;
            } else if last == Some(o.opened) {
                o.hi = o.hi.max(self.later_stage(root, subject, o));
            }
        }
    }

    /// The latest due day that a clock opened by the last record could have: it may have been answer to a later stage.
    fn later_stage(&self, root: u32, subject: &Subject, o: &Obligation) -> Day {
        let Duty::Have(_, Timing::Stages(stages)) = &self.plan.standard.duty else { return o.hi };
        let later = stages.iter().skip(usize::from(o.stage) + 1);
        let due = |stage: &Stage| {
            let (Stage::Then(limit, options) | Stage::Every { limit, options, .. }) = stage else {
                return Day::MIN;
            };
            self.forces(root, subject, limit, *options).clock(self.world.calendar, o.opened, o.opened).hi
        };
        match stages.get(usize::from(o.stage)) {
            // Every-stages pass from one to the next by the day, not by the number of answers.
            Some(Stage::Then(..)) => later.map(due).max().unwrap_or(o.hi),
            _ => o.hi,
        }
    }
}
