//! All that is said of evidence counts, or is refused: nothing is read over.

use crate::lang::ast;
use crate::lang::checked::{Duty, Evidence, Quantity, RecordDay, Timing};
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
            Some(NotCounted::Days) => {
                ("`days of`", "say it with `within`, `in the last 12 months` or `during`")
            }
            Some(NotCounted::Joined) => {
                ("`joined`", "leave `joined` out, or say it with `within` or `in the last`")
            }
            Some(NotCounted::JoinedEnd) => (
                "a `joined` period that ended",
                "say `started`: that it ended is known only when nothing has joined it",
            ),
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
    JoinedEnd,
    Open,
}

fn not_counted(e: &Evidence, timing: &Timing) -> Option<NotCounted> {
    if timing.is_state() {
        return None;
    }
    let (t, at_least) = (&e.thing, matches!(e.quantity, Quantity::AtLeast(_)));
    // A chain goes on from a day, and what is dealt out is a record.
    let goes_on = e.own || matches!(timing, Timing::Stages(_));
    if t.days {
        goes_on.then_some(NotCounted::Days)
    } else if t.joined.is_some() {
        let starts = matches!(t.by, RecordDay::Plain | RecordDay::Started);
        match (goes_on, starts) {
            (true, _) => Some(NotCounted::Joined),
            (_, false) => Some(NotCounted::JoinedEnd),
            _ => None,
        }
    } else if t.by == RecordDay::Open && at_least {
        Some(NotCounted::Open)
    } else {
        None
    }
}
