//! The count that gives a due day, in words.

use super::ClockLine;
use super::skipped::{Skipped, skipped};
use crate::calendar::{ALWAYS, Day, Unit, to_long};
use crate::judge::derivation::{Derivation, From, Source, Step, Sum};
use crate::judge::{Form, VerdictWord};
use crate::lang::checked::DayExpr;
use crate::report::phrase::Phrase;

/// A line for each step of the derivation's clock.
pub(super) fn words(say: &Phrase<'_>, d: &Derivation) -> Vec<ClockLine> {
    d.clock
        .iter()
        .map(|step| match step {
            Step::Sum(sum) => {
                let passed = skipped(say.book.calendar, sum);
                ClockLine { words: sum_words(say, sum, &passed), skipped: passed }
            }
            other => ClockLine { words: step_words(say, d, other), skipped: Vec::new() },
        })
        .collect()
}

fn step_words(say: &Phrase<'_>, d: &Derivation, step: &Step) -> String {
    match step {
        Step::Sum(_) => String::new(),
        Step::Named { what: DayExpr::On(_), .. } => String::new(),
        Step::Named { what, day } => {
            let is = if matches!(what, DayExpr::First(_)) { "was on" } else { "is" };
            format!("{} {is} {}", say.day(what), to_long(*day))
        }
        Step::Window { from, to, slot, amount } => window(say, d, (*from, *to), slot.as_deref(), *amount),
        Step::NotBefore(day) => format!("it is not due before {}", to_long(*day)),
        Step::Rolled(day) => format!("that is no working day: the next is {}", to_long(*day)),
        Step::Nothing(day) => {
            format!("nothing that counts had been done by {}, when it was first asked", to_long(*day))
        }
        Step::Chosen { sooner, day } => {
            format!("whichever is {} is {}", if *sooner { "sooner" } else { "later" }, to_long(*day))
        }
        Step::Stood { until, due } => {
            format!("until {} it was due by {}", to_long(*until), to_long(*due))
        }
        Step::Gap { from, until, gaps } => {
            let since = match d.verdict.word {
                VerdictWord::Late => format!("it did not hold from {}", to_long(*from)),
                VerdictWord::CannotTell => format!("it may not have held since {}", to_long(*from)),
                _ => format!("it has not held since {}", to_long(*from)),
            };
            match gaps {
                Some(g) => format!("{since}; a gap of at most {g} is let pass, up to {}", to_long(*until)),
                None => since,
            }
        }
    }
}

fn window(
    say: &Phrase<'_>,
    d: &Derivation,
    (from, to): (Day, Option<Day>),
    slot: Option<&str>,
    amount: Option<crate::calendar::Amount>,
) -> String {
    let kind = say.kind(say.standard.scope.kind);
    let (a, b) = (to_long(from), to.map(to_long));
    // The calendar does not say how far back the amount reaches.
    if let (ALWAYS, Some(b)) = (from, &b) {
        return format!("it counts up to {b}");
    }
    match (slot, b, d.obligation.form) {
        (Some(slot), Some(b), _) => format!("the {slot} runs from {a} to {b}"),
        (_, None, _) => format!("it counts from {a}, for as long as the {kind} runs"),
        (_, Some(b), Form::Standing | Form::Asked | Form::Excused) => match amount {
            Some(amount) => format!("the last {amount} run from {a} to {b}"),
            None => format!("from {a} to {b}"),
        },
        (_, Some(b), _) => match amount {
            Some(amount) => format!("it counts from {a} to {b}: within {amount} before"),
            None => format!("it counts from {a} to {b}"),
        },
    }
}

fn sum_words(say: &Phrase<'_>, sum: &Sum, passed: &[Skipped]) -> String {
    let from = to_long(sum.from);
    let mut lead = String::new();
    match &sum.what {
        From::InForce => lead = format!("the clock began with the standard, {from}; "),
        From::Ended => {
            lead = format!("the version before had ended its clock, and the next began on {from}; ")
        }
        From::Away => lead = format!("{from} was the last day excused; "),
        From::Changed => lead = format!("another limit holds from {from}; "),
        From::Answer(None) => lead = format!("it was last answered on {from}; "),
        _ => {}
    }
    let arm = match &sum.source.condition {
        Some(c) => format!(" (where {})", say.condition(c)),
        None => String::new(),
    };
    let side = if sum.back { "before" } else { "after" };
    let counting = if sum.options.counting { ", counting that day," } else { "" };
    let roll = if sum.options.roll { ", or the next working day," } else { "" };
    if !sum.known {
        let what = if sum.amount.unit == Unit::SchoolDays { "school days" } else { "working days" };
        return format!(
            "{lead}{}{arm} {side} {from} cannot be counted: the {what} are not known so far",
            sum.amount
        );
    }
    let mut out = format!("{lead}{}{arm} {side} {from}{counting}{roll} is {}", sum.amount, to_long(sum.to));
    if !passed.is_empty() {
        let words: Vec<String> = passed.iter().map(Skipped::words).collect();
        out.push_str(&format!("\nskipped: {}", words.join(", ")));
    }
    out
}

/// `interval: 4 weeks, Devon`: the setting an amount or number comes from.
pub(super) fn setting(say: &Phrase<'_>, source: &Source, value: &str) -> Option<String> {
    let standard = say.book.standard(source.standard)?;
    let setting = standard.settings.get(source.setting?)?;
    if source.agreement.is_some() {
        return Some(format!("{}: {value}, agreed", setting.name));
    }
    let by = setting.set_by.as_ref().map(|b| format!(", {b}")).unwrap_or_default();
    Some(format!("{}: {value}{by}", setting.name))
}
