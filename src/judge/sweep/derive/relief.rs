//! The exceptions and excuses that took hold of an obligation.

use super::{At, Sweeper};
use crate::calendar::{Day, NEVER};
use crate::judge::ask::ask_condition;
use crate::judge::derivation::Relieved;
use crate::judge::obligation::Form;
use crate::judge::tri::Tri;
use crate::judge::verdict::VerdictWord;
use crate::lang::checked::ReliefKind;

impl Sweeper<'_> {
    /// Those that made the obligation exempt, and the one whose end opened it.
    pub(super) fn relieved(&self, at: &At<'_>) -> Vec<Relieved> {
        let (o, subject) = (at.o, &at.subject);
        let mut out = Vec::new();
        let Some(s) = at.stretch.as_ref() else {
            if o.form == Form::Excused {
                self.holding_on(at, ReliefKind::ExcusedWhere, subject.start, (o.opened, NEVER), &mut out);
            }
            return out;
        };
        let excused = at.verdict.word == VerdictWord::Exempt;
        let day = match o.form {
            Form::Excused => Some(s.start),
            Form::Standing if excused => Some(o.exempt),
            Form::Value if excused => {
                let grace = o.exempt.saturating_sub(1);
                let held = |day: &Day| self.excused_on(at.root, subject, *day);
                [s.start.max(s.open), grace, s.start].into_iter().find(held)
            }
            _ if excused => Some(o.lo),
            _ => None,
        };
        if let Some(day) = day {
            let run = s.excuse(day).unwrap_or((day, day));
            self.holding_on(at, ReliefKind::ExcusedWhile, day, run, &mut out);
        }
        // The clock began again after an excuse.
        if let Some(before) = at.before().filter(|b| b.exempt != NEVER && !excused)
            && let Some(run) = s.excuse(before.lo)
        {
            self.holding_on(at, ReliefKind::ExcusedWhile, before.lo, run, &mut out);
        }
        out
    }

    fn holding_on(
        &self,
        at: &At<'_>,
        kind: ReliefKind,
        day: Day,
        (from, to): (Day, Day),
        out: &mut Vec<Relieved>,
    ) {
        let ctx = self.asking(at, day);
        let reliefs = self.plan.standard.reliefs.iter().enumerate();
        let held = reliefs.filter(|(_, r)| r.kind == kind && ask_condition(&r.condition, ctx) == Tri::Yes);
        out.extend(held.map(|(relief, _)| Relieved { relief, from, to }));
    }
}
