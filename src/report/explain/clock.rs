//! The clock of an obligation in words: which amount, counted from which day, over which days.

use crate::calendar::{Amount, Day, NEVER, Unit, is_weekend, to_long};
use crate::judge::Obligation;
use crate::lang::checked::{
    Duty, Limit, LimitAmount, SettingValue, Stage, Standard, Start, StartKind, Timing,
};
use crate::report::{Book, Finding};

/// The sum that gives the due day. Only a sum that comes out is shown.
pub(super) fn words(book: &Book<'_>, standard: &Standard, o: &Obligation, f: &Finding) -> Vec<String> {
    let Some(due) = f.due else { return Vec::new() };
    let start = book.caseload.table(standard.scope.kind).map_or(NEVER, |t| t.start(o.subject));
    for (name, amount) in amounts(standard, o.opened) {
        for from in [o.opened, start, o.ended].into_iter().filter(|d| *d != NEVER) {
            if book.calendar.add_plain(from, amount).lo != due {
                continue;
            }
            let name = name.map(|n| format!(" ({n})")).unwrap_or_default();
            let mut out = vec![format!("{amount}{name} after {} is {}", to_long(from), to_long(due))];
            out.extend(skipped(book, amount, from, due));
            return out;
        }
    }
    vec![format!("the clock began {}; it falls due {}", to_long(o.opened), to_long(due))]
}

/// The days a count of working days passed over.
fn skipped(book: &Book<'_>, amount: Amount, from: Day, due: Day) -> Option<String> {
    if amount.unit != Unit::WorkingDays {
        return None;
    }
    let mut parts = Vec::new();
    let weekend = (from.saturating_add(1)..=due).filter(|d| is_weekend(*d)).count();
    if weekend > 0 {
        parts.push(format!("{weekend} days of weekends"));
    }
    let days = from.saturating_add(1)..=due;
    parts.extend(
        book.calendar.holidays.range(days.clone()).map(|(d, name)| format!("{name} on {}", to_long(*d))),
    );
    let closed = book.calendar.closures.range(days).map(|d| format!("the closure on {}", to_long(*d)));
    parts.extend(closed);
    (!parts.is_empty()).then(|| format!("skipped: {}", parts.join(", ")))
}

/// The amounts a duty names, those of settings as they stood on a day with their name.
fn amounts(standard: &Standard, day: Day) -> Vec<(Option<String>, Amount)> {
    let mut limits: Vec<&Limit> = Vec::new();
    match &standard.duty {
        Duty::LastAtMost(l) | Duty::LastAtLeast(l) => limits.push(l),
        Duty::Have(_, timing) => of_timing(timing, &mut limits),
        Duty::Satisfy(_) => {}
    }
    limits.iter().flat_map(|l| &l.arms).filter_map(|arm| of_amount(standard, &arm.amount, day)).collect()
}

fn of_timing<'a>(timing: &'a Timing, out: &mut Vec<&'a Limit>) {
    match timing {
        Timing::Once(starts, _) => of_starts(starts, out),
        Timing::Stages(stages) => {
            for stage in stages {
                match stage {
                    Stage::First(starts, _) => of_starts(starts, out),
                    Stage::Then(l, _) => out.push(l),
                    Stage::Every { limit, .. } => out.push(limit),
                }
            }
        }
        Timing::InLast(l) | Timing::WithinBefore(l, _) | Timing::AtLeastBefore(l, _) => out.push(l),
        _ => {}
    }
}

fn of_starts<'a>(starts: &'a [Start], out: &mut Vec<&'a Limit>) {
    for start in starts {
        if let StartKind::Within(l) = &start.kind {
            out.push(l);
        }
    }
}

fn of_amount(standard: &Standard, amount: &LimitAmount, day: Day) -> Option<(Option<String>, Amount)> {
    match amount {
        LimitAmount::Fixed(a) => Some((None, *a)),
        LimitAmount::Field(..) => None,
        LimitAmount::Setting(i) => {
            let setting = standard.settings.get(*i)?;
            let value = setting.values.iter().rev().find(|(from, _)| *from <= day)?;
            let by = setting.set_by.as_ref().map(|b| format!(", {b}")).unwrap_or_default();
            match value.1 {
                SettingValue::Amount(a) => Some((Some(format!("{}{by}", setting.name)), a)),
                SettingValue::Number(_) => None,
            }
        }
    }
}
