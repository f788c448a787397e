//! Examples: what is expected of the facts, on days the rule was in force.

use super::fact::fact;
use crate::calendar::{ALWAYS, Day, to_long};
use crate::lang::ast;
use crate::lang::checked::{
    AgreementRule, Example, Expectation, Expected, ExpectedOutcome, Literal, OutcomeWord, Setting,
};
use crate::lang::resolve::Env;
use crate::text::{Diagnostic, Diagnostics, Span};

/// What the examples are of.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Owner<'a> {
    /// A standard or check.
    Standard {
        /// It is a check.
        check: bool,
        /// First day in force.
        from: Day,
        /// Its settings.
        settings: &'a [Setting],
        /// Which of them agreements may vary.
        agreements: &'a [AgreementRule],
        /// It is about breaches, so agreements of other standards matter too.
        breaches: bool,
        /// It is about joined spells: in a gap that may yet be bridged the verdict is that of an earlier day.
        joined: bool,
    },
    /// A measure.
    Measure,
}

/// All examples of a rule.
pub(crate) fn examples(
    list: &[ast::Example],
    env: &Env<'_>,
    owner: Owner<'_>,
    out: &mut Diagnostics,
) -> Vec<Example> {
    list.iter()
        .map(|e| Example {
            title: e.title.text.clone(),
            facts: e.facts.iter().flat_map(|f| fact(f, env, owner, out)).collect(),
            expectations: e.expectations.iter().filter_map(|x| expectation(x, owner, out)).collect(),
            span: e.span,
        })
        .collect()
}

fn expectation(x: &ast::Expectation, owner: Owner<'_>, out: &mut Diagnostics) -> Option<Expectation> {
    let from = match owner {
        Owner::Standard { from, .. } => from,
        Owner::Measure => ALWAYS,
    };
    let as_at = x.as_at.day;
    if as_at < from {
        let message =
            format!("the rule is in force from {}, and this asks for {}", to_long(from), to_long(as_at));
        out.push(
            Diagnostic::error("example-too-early", x.as_at.span, message)
                .help("move the dates of the example into the time the rule is in force"),
        );
        return None;
    }
    let expected = match (&x.expected, owner) {
        (ast::Expected::Nothing, _) => Expected::NoCases,
        (ast::Expected::Verdicts(list), Owner::Standard { check, joined, .. }) => {
            let found: Vec<Option<ExpectedOutcome>> =
                list.iter().map(|v| outcome(v, as_at, (check, joined), out)).collect();
            Expected::Outcomes(found.into_iter().collect::<Option<_>>()?)
        }
        (ast::Expected::Value(value), Owner::Measure) => Expected::Value(figure(value, out)?),
        (ast::Expected::Value(value), Owner::Standard { .. }) => {
            return refuse(
                out,
                value.span,
                "a standard has verdicts, not a figure",
                "say for example `expect met`",
            );
        }
        (ast::Expected::Verdicts(list), Owner::Measure) => {
            let span = list.first().map_or(x.span, |v| v.span);
            return refuse(
                out,
                span,
                "a measure has a figure, not a verdict",
                "say for example `expect 50%` or `expect 3`",
            );
        }
    };
    Some(Expectation { as_at, expected, only: x.only, span: x.span })
}

fn refuse<T>(out: &mut Diagnostics, span: Span, message: &str, help: &str) -> Option<T> {
    out.push(Diagnostic::error("wrong-expectation", span, message).help(help));
    None
}

fn figure(value: &ast::Value, out: &mut Diagnostics) -> Option<Literal> {
    match &value.literal {
        ast::Literal::Number(n) => Some(Literal::Number(n.to_f64())),
        ast::Literal::Percent(n) => Some(Literal::Percent(n.to_f64())),
        _ => refuse(out, value.span, "a figure is a number or a percentage", "say for example `expect 50%`"),
    }
}

fn outcome(
    v: &ast::ExpectedVerdict,
    as_at: Day,
    (check, joined): (bool, bool),
    out: &mut Diagnostics,
) -> Option<ExpectedOutcome> {
    let word = OutcomeWord::from(v.verdict);
    let of_check = matches!(word, OutcomeWord::Fail | OutcomeWord::Pass);
    if of_check != check && word != OutcomeWord::CannotTell {
        let (message, help) = match check {
            true => ("a check has no such verdict", "say `fail`, `pass` or `cannot tell`"),
            false => (
                "only a check can fail or pass",
                "say `met`, `due`, `late`, `overdue`, `missed`, `lapsed`, `exempt` or `cannot tell`",
            ),
        };
        return refuse(out, v.span, message, help);
    }
    let day = v.day.map(|(_, d)| d);
    if let Some(day) = day {
        let message = match word {
            OutcomeWord::Due if day.day < as_at && !joined => {
                Some("what was due before the day asked about is not due any more")
            }
            OutcomeWord::Met | OutcomeWord::Late | OutcomeWord::Overdue | OutcomeWord::Missed
                if day.day > as_at =>
            {
                Some("nothing after the day asked about is known yet")
            }
            _ => None,
        };
        if let Some(message) = message {
            return refuse(out, day.span, message, "look at the two dates of this line");
        }
    }
    Some(ExpectedOutcome { word, day: day.map(|d| d.day) })
}

impl From<ast::Verdict> for OutcomeWord {
    fn from(word: ast::Verdict) -> OutcomeWord {
        match word {
            ast::Verdict::Met => OutcomeWord::Met,
            ast::Verdict::Due => OutcomeWord::Due,
            ast::Verdict::Late => OutcomeWord::Late,
            ast::Verdict::Overdue => OutcomeWord::Overdue,
            ast::Verdict::Missed => OutcomeWord::Missed,
            ast::Verdict::Lapsed => OutcomeWord::Lapsed,
            ast::Verdict::Exempt => OutcomeWord::Exempt,
            ast::Verdict::CannotTell => OutcomeWord::CannotTell,
            ast::Verdict::Fail => OutcomeWord::Fail,
            ast::Verdict::Pass => OutcomeWord::Pass,
        }
    }
}
