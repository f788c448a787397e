//! What an example expects against what came.

use crate::calendar::to_long;
use crate::judge::{Verdict, VerdictWord};
use crate::lang::checked::{Expectation, Expected, ExpectedOutcome, OutcomeWord};
use crate::text::Diagnostic;

/// The fault of an expectation about a standard, if it has one. `check` words differ: a check passes or fails.
pub(super) fn outcomes(x: &Expectation, got: &[Verdict], check: bool, title: &str) -> Option<Diagnostic> {
    let day = to_long(x.as_at);
    let wrong =
        |message: String| {
            let came = format!("as at {day}: {}", all(got, check));
            Some(Diagnostic::error("failing-example", x.span, message).label(came).help(
                "one of the two is wrong: work the days out by hand, then mend the rule or the example",
            ))
        };
    match &x.expected {
        Expected::NoCases if got.is_empty() => None,
        Expected::NoCases => wrong(format!("the example \"{title}\" expects no cases, and there are some")),
        Expected::Value(_) => wrong(format!("the example \"{title}\" expects a figure of a standard")),
        Expected::Outcomes(list) => {
            let mut left: Vec<&Verdict> = got.iter().collect();
            let mut missing: Vec<&ExpectedOutcome> = Vec::new();
            // Those with a day first: one without may take any of its word.
            let (dated, plain): (Vec<&ExpectedOutcome>, Vec<&ExpectedOutcome>) =
                list.iter().partition(|e| e.day.is_some());
            for e in dated.into_iter().chain(plain) {
                match left.iter().position(|v| is(e, v)) {
                    Some(at) => {
                        left.swap_remove(at);
                    }
                    None => missing.push(e),
                }
            }
            if let Some(first) = missing.first() {
                return wrong(format!("the example \"{title}\" expects {}", said(first)));
            }
            if x.only && !left.is_empty() {
                return wrong(format!("the example \"{title}\" expects nothing else"));
            }
            None
        }
    }
}

fn is(e: &ExpectedOutcome, v: &Verdict) -> bool {
    let word = match e.word {
        OutcomeWord::Met | OutcomeWord::Pass => VerdictWord::Met,
        OutcomeWord::Due => VerdictWord::Due,
        OutcomeWord::Late => VerdictWord::Late,
        OutcomeWord::Overdue => VerdictWord::Overdue,
        OutcomeWord::Missed | OutcomeWord::Fail => VerdictWord::Missed,
        OutcomeWord::Lapsed => VerdictWord::Lapsed,
        OutcomeWord::Exempt => VerdictWord::Exempt,
        OutcomeWord::CannotTell => VerdictWord::CannotTell,
    };
    word == v.word && (e.day.is_none() || e.day == v.day)
}

fn said(e: &ExpectedOutcome) -> String {
    let word = match e.word {
        OutcomeWord::Met => "met",
        OutcomeWord::Due => "due",
        OutcomeWord::Late => "late",
        OutcomeWord::Overdue => "overdue",
        OutcomeWord::Missed => "missed",
        OutcomeWord::Lapsed => "lapsed",
        OutcomeWord::Exempt => "exempt",
        OutcomeWord::CannotTell => "cannot tell",
        OutcomeWord::Fail => "fail",
        OutcomeWord::Pass => "pass",
    };
    dated(word, e.day)
}

fn dated(word: &str, day: Option<crate::calendar::Day>) -> String {
    let with = match word {
        "due" => "by",
        "overdue" => "from",
        _ => "on",
    };
    day.map_or_else(|| word.to_owned(), |d| format!("{word} {with} {}", to_long(d)))
}

/// Every verdict in words, as an example would say it.
fn all(got: &[Verdict], check: bool) -> String {
    if got.is_empty() {
        return "no cases".to_owned();
    }
    let word = |v: &Verdict| match (check, v.word) {
        (true, VerdictWord::Met) => "pass".to_owned(),
        (true, VerdictWord::Missed) => "fail".to_owned(),
        (_, word) => dated(word.words(), v.day),
    };
    got.iter().map(word).collect::<Vec<String>>().join(", ")
}
