//! What would answer an obligation that runs.

use super::{At, Sweeper};
use crate::calendar::{ALWAYS, NEVER};
use crate::judge::derivation::{Closes, Derivation, Why};
use crate::judge::obligation::Form;
use crate::judge::tri::Tri;
use crate::judge::verdict::VerdictWord;
use crate::lang::checked::{Duty, Evidence, Quantity, Thing, Timing};
use crate::record::Shape;

impl Sweeper<'_> {
    /// What answers an obligation that is due or overdue, or cannot be told while it still runs; nothing for what
    /// only time or nobody can answer (limits, `last at least`, an event asked once).
    pub(super) fn closes(&self, at: &At<'_>, d: &Derivation) -> Option<Closes> {
        let o = at.o;
        let runs = match at.verdict.word {
            VerdictWord::Due | VerdictWord::Overdue => true,
            VerdictWord::CannotTell => o.done > at.day && o.ended_seen > at.day && o.form != Form::Doubt,
            _ => false,
        };
        if !runs {
            return None;
        }
        match (&self.plan.standard.duty, o.form) {
            (Duty::Satisfy(_), Form::Value) => {
                let open = d.tests.iter().filter(|t| t.answer != Some(Tri::Yes));
                let tests: Vec<_> = open.map(|t| t.condition.clone()).collect();
                (!tests.is_empty()).then_some(Closes::When(tests))
            }
            (Duty::LastAtMost(_), Form::Last) => Some(Closes::End),
            (Duty::Have(e, _), Form::Act | Form::Window | Form::During) => self.answering(at, e, d),
            (Duty::Have(e, t), Form::Standing) => self.restoring(at, e, t, d),
            _ => None,
        }
    }

    fn answering(&self, at: &At<'_>, e: &Evidence, d: &Derivation) -> Option<Closes> {
        let (from, to) = d.window?;
        if at.verdict.word == VerdictWord::CannotTell && at.o.form != Form::Act {
            return None;
        }
        let records = d.looked.iter().filter(|l| l.why == Why::Counted).count() as u32;
        let have = d.count.filter(|_| e.thing.days).map_or(records, |c| c.certain);
        let more = d.needed.as_ref().map_or(1, |n| n.number).saturating_sub(have).max(1);
        // An answer that only the past could have given is none to ask for.
        let from = if from == ALWAYS { at.o.opened } else { from };
        // Only a window has a last day of its own; the end of a duty is not foreseen.
        let fixed = match at.o.form {
            Form::Act => matches!(&self.plan.standard.duty, Duty::Have(_, Timing::AtLeastBefore(..))),
            Form::During => at.stretch.as_ref().is_some_and(|s| s.seen <= at.day),
            _ => true,
        };
        let to = Some(to).filter(|t| *t != NEVER && fixed);
        Some(Closes::With { thing: Box::new(e.thing.clone()), more, from, to })
    }

    fn restoring(&self, at: &At<'_>, e: &Evidence, t: &Timing, d: &Derivation) -> Option<Closes> {
        let (count, needed) = (d.count?, d.needed.as_ref()?);
        let thing: Thing = self.every_day_thing(e, t);
        let thing = Box::new(Thing { window: e.thing.window.clone(), ..thing });
        let more = |n: u32| {
            let from = if self.world.shape(e.thing.kind) == Shape::Period { at.day } else { at.o.gap };
            Closes::With { thing: thing.clone(), more: n, from, to: None }
        };
        let n = needed.number;
        Some(match needed.quantity {
            Quantity::AtLeast(_) => more(n.saturating_sub(count.certain).max(1)),
            Quantity::Exactly(_) if count.certain < n => more(n - count.certain),
            _ => Closes::Fewer { thing: thing.clone(), fewer: count.certain.saturating_sub(n).max(1) },
        })
    }
}
