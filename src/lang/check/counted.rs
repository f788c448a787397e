//! All that is said of evidence counts, or is refused: nothing is read over.

use crate::lang::ast;
use crate::lang::checked::{Count, Duty, Evidence, Quantity, RecordDay, Timing};
use crate::lang::resolve::Resolver;

impl Resolver<'_, '_> {
    /// Refuses what a form of duty would not count by. A state is counted anew on each day, with all that is said of it;
    /// what answers by a day, or breaks a limit on one, is a record on its own day.
    pub(crate) fn counts_as_said(&mut self, duty: Duty, have: &ast::Have) -> Option<Duty> {
        let Duty::Have(evidence, timing) = &duty else { return Some(duty) };
        let span = have.evidence.span;
        if let Timing::Between(..) | Timing::WithinBefore(..) | Timing::AtLeastBefore(..) = timing {
            let words = if matches!(timing, Timing::Between(..)) { "`between`" } else { "`before`" };
            self.own_answers_once(evidence, span, words)?;
        }
        let (what, help) = match not_counted(evidence, timing) {
            None => return Some(duty),
            Some(NotCounted::Days) => ("`days of`", "say `in the last 12 months`, or `throughout`"),
            Some(NotCounted::Joined) => ("`joined`", "leave `joined` out, or say it with `in the last ...`"),
            Some(NotCounted::Once) => {
                ("`each ... once`", "say it with `in the last ...` or with `at most`, or leave it out")
            }
            Some(NotCounted::Open) => {
                ("`open`", "say `started`, or `in the last ...`: a period answers on the day it starts")
            }
        };
        self.refuse(
            "not-counted-here",
            span,
            format!("{what} does not count with this time to do it in"),
            help,
        )
    }
}

/// What would be read over.
enum NotCounted {
    Days,
    Joined,
    Once,
    Open,
}

fn not_counted(e: &Evidence, timing: &Timing) -> Option<NotCounted> {
    if let Timing::InLast(_) | Timing::InLastOf(..) | Timing::Now | Timing::Throughout(_) | Timing::Asked =
        timing
    {
        return None;
    }
    let (t, at_least) = (&e.thing, matches!(e.quantity, Quantity::AtLeast(_)));
    let one = e.quantity == Quantity::AtLeast(Count::Fixed(1));
    if t.days {
        Some(NotCounted::Days)
    } else if t.joined.is_some() {
        Some(NotCounted::Joined)
    } else if t.distinct.is_some() && at_least && !one {
        Some(NotCounted::Once)
    } else if t.by == RecordDay::Open && at_least {
        Some(NotCounted::Open)
    } else {
        None
    }
}
