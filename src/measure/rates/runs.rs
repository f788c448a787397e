//! The days on which an obligation stands, and how it stands on each (`grammar/LANGUAGE.md`, Rates).

use crate::calendar::{Day, NEVER};
use crate::judge::{Extra, Form, Ledger, Obligation, Verdict, VerdictWord};

/// How a day counts: the first of those that apply to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Sort {
    /// Overdue at its close, or missed on it.
    Out,
    /// Whether it is overdue cannot be told.
    CannotTell,
    /// Running or holding, or answered on it.
    InTime,
    /// Excused: in no scope.
    Exempt,
}

/// Days in a row that count alike.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Run {
    pub sort: Sort,
    pub first: Day,
    pub last: Day,
}

/// What of an obligation its own days do not say.
#[derive(Debug, Clone, Copy)]
pub(super) struct About {
    /// It is about something that lasts, not about an event.
    pub lasts: bool,
    /// The day the next obligation of its subject opens.
    pub next: Day,
}

/// The runs of an obligation from its first day to a day, in order.
pub(super) fn runs(ledger: &Ledger, o: &Obligation, about: About, to: Day) -> Vec<Run> {
    let extra = ledger.extra(o);
    let breach = o.breach_day(extra);
    // A state, and what is asked of a stretch on its first day, holds until it ends.
    let asked = o.form == Form::Value && about.lasts && o.lo == NEVER;
    // What is asked of an event on its day stays what it is, and is of that day.
    let asked_once = matches!(o.form, Form::Value | Form::Asked)
        && !about.lasts
        && extra.is_none_or(|e| e.values.is_empty());
    let mut out = Vec::new();
    ledger.runs(o, to, |first, last, verdict| {
        let settled = match verdict.word {
            VerdictWord::Met => o.form != Form::Standing && !asked,
            VerdictWord::Late => !asked,
            VerdictWord::Missed | VerdictWord::Lapsed => true,
            // Whether it was missed cannot be told: of the day on which it would have been.
            VerdictWord::CannotTell => asked_once || first > o.last,
            _ => false,
        };
        let end = match verdict.word {
            // What can no longer be done is out of time on the day that it is missed, and on no other: so also, were it
            // not exempt, what a window that closed excuses.
            VerdictWord::Missed if first == breach => first,
            VerdictWord::CannotTell if first > o.last => first,
            VerdictWord::Exempt if matches!(o.form, Form::Window | Form::During) => first,
            VerdictWord::Exempt => {
                o.last.min(about.next.saturating_sub(1)).min(answered(o, extra).saturating_sub(1))
            }
            _ => o.last,
        };
        let last = if settled { first } else { last };
        let run = Run { sort: sort(verdict), first, last: last.min(end) };
        // A limit that was kept to the close of its last day is said to be met the day after.
        let limit = matches!(o.form, Form::Limit | Form::LimitDuring);
        let said_after = limit && verdict.word == VerdictWord::Met && first > o.opened;
        if run.first <= run.last && !said_after {
            out.push(run);
        }
        !settled
    });
    for (from, until) in extra.map_or(&[][..], |e| &e.held) {
        // Between two pieces of a spell nothing is owed.
        out = out.into_iter().flat_map(|run| without(run, *from, *until)).collect();
    }
    out
}

/// The day on which something exempt was done after all: from then on it would have been out of time no longer.
fn answered(o: &Obligation, extra: Option<&Extra>) -> Day {
    match o.form {
        Form::Act | Form::Standing => o.done,
        Form::Value => {
            let mut steps = extra.map_or(&[][..], |e| &e.values).iter();
            steps.find(|s| s.verdict.word == VerdictWord::Late).map_or(NEVER, |s| s.from)
        }
        _ => NEVER,
    }
}

fn sort(verdict: Verdict) -> Sort {
    match verdict.word {
        VerdictWord::Overdue | VerdictWord::Missed => Sort::Out,
        VerdictWord::CannotTell => Sort::CannotTell,
        VerdictWord::Exempt => Sort::Exempt,
        VerdictWord::Met | VerdictWord::Due | VerdictWord::Late | VerdictWord::Lapsed => Sort::InTime,
    }
}

/// A run without the days strictly between two.
fn without(run: Run, from: Day, until: Day) -> impl Iterator<Item = Run> {
    let before = Run { last: run.last.min(from), ..run };
    let after = Run { first: run.first.max(until), ..run };
    let kept = [before, after].into_iter().filter(|r| r.first <= r.last);
    let apart = until > from.saturating_add(1);
    let whole = (!apart).then_some(run);
    kept.filter(move |_| apart).chain(whole)
}
