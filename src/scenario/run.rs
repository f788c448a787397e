//! Runs every example of the standards of a rule set.

use super::coverage::Coverage;
use super::expect::outcomes;
use super::report::{RuleReport, ScenarioReport};
use super::terms::with_terms;
use super::world::caseload;
use crate::calendar::Calendar;
use crate::judge::{Functions, Program, Verdict};
use crate::lang::checked::{Example, RuleSet, Standard};
use crate::text::Diagnostic;

/// Runs every example of the standards and measures: its facts become records, its own standard is judged over them (with the ones it
/// is about), and what comes is compared with what is expected. Examples are about the rules as they are written: give
/// a rule set loaded without an authority's settings, and a calendar without its closures. Terms and school days are those
/// of all examples.
pub fn run_examples(rules: &RuleSet, calendar: &Calendar, functions: &dyn Functions) -> ScenarioReport {
    let calendar = &with_terms(calendar);
    let mut report = ScenarioReport::default();
    let mut at = 0;
    while let Some(first) = rules.standards.get(at) {
        // The parts of a version (one for each kind it is about) share their examples.
        let parts =
            rules.standards.iter().skip(at).take_while(|s| s.id == first.id && s.version == first.version);
        at += parts.count().max(1);
        standard(first, rules, calendar, functions, &mut report);
    }
    for measure in rules.measures.iter().filter(|m| !m.examples.is_empty()) {
        super::figure::measure(measure, rules, calendar, functions, &mut report);
    }
    report.diagnostics.sort();
    report
}

fn standard(
    first: &Standard,
    rules: &RuleSet,
    calendar: &Calendar,
    functions: &dyn Functions,
    report: &mut ScenarioReport,
) {
    let needed = needed(rules, &[&first.id]);
    let mut coverage = Coverage::default();
    let (mut passed, mut failed) = (0, 0);
    for example in &first.examples {
        let faults = run(example, first, &needed, (calendar, functions), &mut coverage);
        match faults.is_empty() {
            true => passed += 1,
            false => failed += 1,
        }
        faults.into_iter().for_each(|d| report.say(d));
    }
    if first.examples.is_empty() && !first.check {
        report.say(
            Diagnostic::error("example-missing", first.span, format!("`{}` has no example", first.id))
                .help("add one that shows a case in time and one that is not"),
        );
    } else if !first.check {
        coverage.faults(first).into_iter().for_each(|d| report.say(d));
    }
    report.rules.push(RuleReport {
        id: first.id.clone(),
        version: first.version,
        passed,
        failed,
        stages: coverage.stages(first),
        arms: coverage.arms(first),
    });
}

/// The rules without the standards that an example about `ids` has nothing to do with, and without measures.
pub(super) fn needed(rules: &RuleSet, ids: &[&str]) -> RuleSet {
    let mut ids: Vec<&str> = ids.to_vec();
    let mut next = 0;
    while let Some(&id) = ids.get(next) {
        let about =
            rules.standards.iter().filter(|s| s.id == id).filter_map(|s| s.scope.breach_of.as_deref());
        for other in about {
            if !ids.contains(&other) {
                ids.push(other);
            }
        }
        next += 1;
    }
    RuleSet {
        standards: rules.standards.iter().filter(|s| ids.contains(&s.id.as_str())).cloned().collect(),
        measures: Vec::new(),
        themes: Vec::new(),
        ..rules.clone()
    }
}

/// The faults of one example of a standard.
fn run(
    example: &Example,
    of: &Standard,
    rules: &RuleSet,
    (calendar, functions): (&Calendar, &dyn Functions),
    coverage: &mut Coverage,
) -> Vec<Diagnostic> {
    let about = rules.vocabulary.root(of.scope.kind);
    let records = match caseload(example, &rules.vocabulary, about) {
        Ok(records) => records,
        Err(fault) => return vec![*fault],
    };
    let own = |place: u32| rules.standards.get(place as usize).filter(|s| s.id == of.id);
    let mut faults = Vec::new();
    // One sweep answers every day; but a check is judged on the whole of what was sent, on the day it is looked at.
    let mut program = Program::with_functions(rules, &records, calendar, functions);
    let mut ledger = None;
    for x in &example.expectations {
        if of.check {
            program = program.checks_on(x.as_at);
            ledger = None;
        }
        let ledger = ledger.get_or_insert_with(|| program.sweep());
        let mut got: Vec<Verdict> = Vec::new();
        for o in ledger.obligations() {
            let Some(standard) = own(o.standard) else { continue };
            let Some(verdict) = ledger.verdict(o, x.as_at) else { continue };
            if standard.version == of.version {
                coverage.see(standard, o, &program);
            }
            got.push(verdict);
        }
        faults.extend(outcomes(x, &got, of.check, &example.title));
    }
    faults
}
