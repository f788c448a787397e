//! The due day and the days overdue of an obligation, as a list shows them.

use crate::calendar::{ALWAYS, Calendar, Day, NEVER};
use crate::judge::{Extra, Form, Ledger, Obligation, Verdict, VerdictWord};
use crate::lang::checked::Standard;

/// The due day to show beside a verdict; `None` where the form or the verdict has none.
pub(super) fn due_day(ledger: &Ledger, o: &Obligation, v: Verdict, as_at: Day) -> Option<Day> {
    let shown = match (o.form, v.word) {
        (_, VerdictWord::Due) => v.day,
        (Form::Doubt | Form::Excused | Form::Asked | Form::Value, _) => None,
        (Form::Standing, VerdictWord::Met | VerdictWord::Exempt) => None,
        _ => Some(ledger.due(o, as_at)),
    };
    // A clock counted from before its obligation may give a day before it opened: that day is what was missed.
    shown.filter(|d| *d != NEVER && *d != ALWAYS)
}

/// How many days it is overdue, or was when it was done: done on the day after the due day it was one. A gap is as long
/// as its days, and its last is the day before it was good again.
pub(super) fn days_overdue(extra: Option<&Extra>, o: &Obligation, v: Verdict, as_at: Day) -> Option<i32> {
    let since = match v.word {
        VerdictWord::Overdue => return v.day.map(|since| as_at.saturating_sub(since).saturating_add(1)),
        VerdictWord::Late => overdue_since(extra, o)?,
        _ => return None,
    };
    let done = v.day.filter(|done| *done >= since)?;
    let before = done.saturating_sub(since);
    Some(if o.form == Form::Standing { before.max(1) } else { before.saturating_add(1) })
}

/// The day from which on it is said to be overdue, if it is: not while an outage excuses it.
fn overdue_since(extra: Option<&Extra>, o: &Obligation) -> Option<Day> {
    let first = match o.form {
        Form::Value => extra?.values.iter().find(|s| s.verdict.word.is_breach())?.from,
        _ => Some(o.hi).filter(|hi| *hi != NEVER)?.saturating_add(1),
    };
    let relief = extra.and_then(|e| e.outage?.until).map_or(ALWAYS, |until| until.saturating_add(1));
    Some(first.max(o.opened).max(relief)).filter(|day| *day != ALWAYS)
}

/// Whether an obligation that is due falls due within the standard's `warn`.
pub(super) fn is_soon(standard: &Standard, calendar: &Calendar, v: Verdict, as_at: Day) -> bool {
    match (v.word, v.day, standard.warn) {
        (VerdictWord::Due, Some(due), Some(warn)) => calendar.add_plain(as_at, warn).lo >= due,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::judge::{Outaged, ValueStep};

    /// Due on the 8th: done on the 9th it is one day late, on the 10th two, as it was overdue one day on the 9th.
    #[test]
    fn days_late_are_counted_to_the_day_it_was_done() {
        let late = |form, done| {
            let o = Obligation { lo: 8, hi: 8, done, ..Obligation::new(form, 1) };
            days_overdue(None, &o, Verdict::on(VerdictWord::Late, done), 30)
        };
        assert_eq!([9, 10, 12].map(|done| late(Form::Act, done)), [Some(1), Some(2), Some(4)]);
        // A gap on the 9th alone, good again on the 10th, is one day long.
        assert_eq!(late(Form::Standing, 10), Some(1));
        // Exempt for an outage up to the 13th, it is overdue from the 14th: on the 16th that is three days.
        let outage = Some(Outaged { place: 0, until: Some(13) });
        let down = Extra { outage, ..Extra::default() };
        let o = Obligation { lo: 8, hi: 8, done: 16, ..Obligation::new(Form::Act, 1) };
        assert_eq!(days_overdue(Some(&down), &o, Verdict::on(VerdictWord::Late, 16), 30), Some(3));
        // A condition with a deadline of the 5th that was asked first on the 8th, and was met on the 12th.
        let step = |from, word| ValueStep { from, verdict: Verdict::on(word, from) };
        let values = vec![step(8, VerdictWord::Overdue), step(12, VerdictWord::Late)];
        let o = Obligation { lo: 5, hi: 5, ..Obligation::new(Form::Value, 8) };
        let value = Extra { values, ..Extra::default() };
        assert_eq!(days_overdue(Some(&value), &o, Verdict::on(VerdictWord::Overdue, 8), 11), Some(4));
        assert_eq!(days_overdue(Some(&value), &o, Verdict::on(VerdictWord::Late, 12), 30), Some(5));
        let o = Obligation { lo: 8, hi: 8, ..Obligation::new(Form::Act, 1) };
        assert_eq!(days_overdue(None, &o, Verdict::on(VerdictWord::Overdue, 9), 9), Some(1));
    }
}
