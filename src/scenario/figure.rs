//! The examples of a measure: its facts become records, and the figure is worked out as anywhere else.

use super::report::{MeasureReport, ScenarioReport};
use super::run::needed;
use super::world::caseload;
use crate::calendar::{Calendar, to_long};
use crate::judge::{Attribution, Functions, Program};
use crate::lang::checked::{Example, Expectation, Expected, Literal, Measure, RuleSet};
use crate::measure::{
    Comparators, Figure, Fraction, Ground, Missing, Populations, Request, Sort, at_day, standards_of,
};
use crate::text::Diagnostic;

pub(super) fn measure(
    measure: &Measure,
    rules: &RuleSet,
    calendar: &Calendar,
    functions: &dyn Functions,
    report: &mut ScenarioReport,
) {
    let own = RuleSet { measures: vec![measure.clone()], ..needed(rules, &standards_of(measure)) };
    let (mut passed, mut failed) = (0, 0);
    for example in &measure.examples {
        let faults = run(example, measure, &own, (calendar, functions));
        match faults.is_empty() {
            true => passed += 1,
            false => failed += 1,
        }
        faults.into_iter().for_each(|d| report.say(d));
    }
    report.measures.push(MeasureReport { id: measure.id.clone(), passed, failed });
}

fn run(
    example: &Example,
    measure: &Measure,
    rules: &RuleSet,
    (calendar, functions): (&Calendar, &dyn Functions),
) -> Vec<Diagnostic> {
    let about = rules.vocabulary.kind_named("child").unwrap_or(crate::record::KindId(0));
    let records = match caseload(example, &rules.vocabulary, about) {
        Ok(records) => records,
        Err(fault) => return vec![*fault],
    };
    let program = Program::with_functions(rules, &records, calendar, functions);
    let ledger = program.sweep();
    let attribution = Attribution::new(&rules.vocabulary);
    let (populations, comparators) = (Populations::default(), Comparators::default());
    let ground = Ground {
        rules,
        program: &program,
        ledger: &ledger,
        attribution: attribution.as_ref(),
        absent: &[],
        populations: &populations,
        comparators: &comparators,
    };
    let figure = |x: &Expectation| {
        let request = Request { as_at: x.as_at, ..Request::default() };
        fault(x, &at_day(&ground, measure, &request), &example.title)
    };
    example.expectations.iter().filter_map(figure).collect()
}

/// What is wrong with an expectation, if anything is.
fn fault(x: &Expectation, got: &Result<Figure, Missing>, title: &str) -> Option<Diagnostic> {
    let wanted = match &x.expected {
        Expected::NoCases => "no cases".to_owned(),
        Expected::Value(Literal::Percent(p)) => format!("{p}%"),
        Expected::Value(Literal::Number(n)) => n.to_string(),
        // The checker refuses anything else of a measure.
        Expected::Value(_) | Expected::Outcomes(_) => "a figure".to_owned(),
    };
    let came = match got {
        Ok(figure) if agrees(&x.expected, figure) => return None,
        Ok(figure) => figure.long_text(),
        Err(why) => why.words(),
    };
    Some(
        Diagnostic::error("failing-example", x.span, format!("the example \"{title}\" expects {wanted}"))
            .label(format!("as at {}: {came}", to_long(x.as_at)))
            .help("one of the two is wrong: count it by hand, then mend the measure or the example"),
    )
}

/// Exactly the value, or the value as it is shown.
fn agrees(expected: &Expected, figure: &Figure) -> bool {
    let same = |n: f64, sort: Sort| {
        let shown = figure.digits.parse::<f64>().ok().map(Fraction::of);
        figure.sort == sort
            && figure.value.is_some_and(|v| v == Fraction::of(n) || shown == Some(Fraction::of(n)))
    };
    match expected {
        Expected::NoCases => figure.value.is_none(),
        Expected::Value(Literal::Percent(p)) => same(*p, Sort::Percentage),
        Expected::Value(Literal::Number(n)) => same(*n, Sort::Number),
        _ => false,
    }
}
