//! Duties whose evidence is held as the last record only: what came before it is unknown, what came after it is not.

use super::evidence::Found;
use super::{Subject, Sweeper};
use crate::calendar::{Day, NEVER};
use crate::judge::ledger::Ledger;
use crate::judge::obligation::{Form, Obligation};
use crate::lang::checked::walk::{self, Parts};
use crate::lang::checked::{Cond, Duty, FieldRef, Leaf, Stage, Timing};
use crate::record::FieldId;

impl Sweeper<'_> {
    /// Widens the obligations of a subject, from a place on, by what records before the last might have answered.
    pub(super) fn widen_by_latest(&self, root: u32, subject: &Subject, out: &mut Ledger, from: usize) {
        let last = self.found.iter().rev().find(|f| f.certain).copied();
        // Behind it stands a record that does not count, or may not: before that one others may have come.
        let hidden = last.is_some_and(|l| self.stands_before(root, l));
        let last = last.map(|l| l.day);
        for o in out.list.iter_mut().skip(from).filter(|o| o.form == Form::Act && o.done > o.lo) {
            // The last record lies in the days that count, and nothing came after it: that is certain.
            let told = o.done == NEVER && !hidden && last.is_some_and(|day| day <= o.last);
            if !told {
                o.hi = NEVER;
            } else if last == Some(o.opened) {
                o.hi = o.hi.max(self.later_stage(root, subject, o));
            }
        }
    }

    /// Whether a later record is of the same list as the evidence: a source may hold the last of each `kind`.
    fn stands_before(&self, root: u32, last: Found) -> bool {
        let Duty::Have(e, _) = &self.plan.standard.duty else { return false };
        if self.found.iter().any(|f| f.day > last.day) {
            return true;
        }
        let Some(table) = self.world.table(e.thing.kind) else { return false };
        let code = self.world.caseload.vocabulary.kind(e.thing.kind).and_then(|k| k.field("kind"));
        let tested = code.filter(|code| tests(&e.thing.condition, *code));
        let kind_of = |row| tested.map(|code| table.column(code).text(row));
        let later = |row: &u32| table.start(*row) > last.day && table.start(*row) != NEVER;
        table.group(root).iter().filter(later).any(|row| kind_of(row) == kind_of(last.row))
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

/// Whether a condition asks for a field of the record itself.
fn tests(condition: &Cond, field: FieldId) -> bool {
    struct Asks {
        field: FieldId,
        found: bool,
    }
    impl Parts for Asks {
        fn field(&mut self, field: &FieldRef) {
            self.found |= field.steps.is_empty() && field.leaf == Leaf::Field(self.field);
        }
    }
    let mut asks = Asks { field, found: false };
    walk::condition(condition, &mut asks);
    asks.found
}
