//! The shipped rules: no faults, every example gives what it expects, every stage and arm is reached.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "a test fails by panicking, and says what it ran"
)]

#[path = "support/world/holidays.rs"]
mod holidays;

use duecare::calendar::{Calendar, from_civil};
use duecare::judge::Plugins;
use duecare::lang::checked::{Cohort, Expectation, Expected, Measure, OutcomeWord, Shows, That};
use duecare::lang::{Loaded, load_rules};
use duecare::scenario::{ScenarioReport, run_examples};
use duecare::service::RuleFiles;
use duecare::text::{Style, render_all};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// Every `.care` file under a folder, by path.
fn care_files(folder: &Path, out: &mut Vec<PathBuf>) {
    let mut entries: Vec<PathBuf> =
        std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    entries.sort();
    for path in entries {
        if path.is_dir() {
            // The rules of returns are programs of their own.
            if !path.ends_with("checks") {
                care_files(&path, out);
            }
        } else if path.extension().is_some_and(|e| e == "care") {
            out.push(path);
        }
    }
}

fn load(folder: &str) -> Loaded {
    let mut paths = Vec::new();
    care_files(&root().join(folder), &mut paths);
    let name = |p: &Path| p.strip_prefix(root()).unwrap_or(p).display().to_string();
    let files: Vec<(String, String)> =
        paths.iter().map(|p| (name(p), std::fs::read_to_string(p).unwrap())).collect();
    let plugins = root().join("rules/plugins");
    load_rules(&files, &|file: &str| std::fs::read_to_string(plugins.join(file)).ok(), None)
}

/// England's bank holidays worked out from their rules, not read from the shipped file.
fn england() -> Calendar {
    let named: BTreeMap<_, _> =
        holidays::england(2000, 2030).into_iter().map(|d| (d, "bank holiday".to_owned())).collect();
    let (first, last) = (from_civil(2000, 1, 1).unwrap(), from_civil(2030, 12, 31).unwrap());
    Calendar::new(first, last, named, BTreeSet::new()).unwrap()
}

fn run(folder: &str) -> (Loaded, ScenarioReport) {
    let loaded = load(folder);
    let said = render_all(&loaded.sources, &loaded.diagnostics, Style::Plain);
    assert!(said.is_empty(), "{folder} has faults:\n{said}");
    let rules = loaded.rules.as_ref().unwrap();
    let plugins = Plugins::new(rules).unwrap();
    let report = run_examples(rules, &england(), &plugins);
    (loaded, report)
}

fn all_green(folder: &str) -> ScenarioReport {
    let (loaded, report) = run(folder);
    let said = render_all(&loaded.sources, &report.diagnostics, Style::Plain);
    assert!(said.is_empty(), "{folder}:\n{said}");
    let (passed, failed) = report.examples();
    let (stages, arms) = report.coverage();
    println!(
        "{folder}: {} rules, {passed} examples passed, stages {} of {}, arms {} of {}",
        report.rules.len(),
        stages.reached,
        stages.of,
        arms.reached,
        arms.of
    );
    assert_eq!(failed, 0);
    assert!(stages.all() && arms.all());
    report
}

#[test]
fn the_shipped_rules_are_green() {
    let report = all_green("rules");
    assert!(report.rules.len() >= 25, "{} standards", report.rules.len());
    let of_measures: usize = report.measures.iter().map(|m| m.passed).sum();
    assert!(of_measures >= 18, "{of_measures} examples of measures");
}

fn words(x: &Expectation) -> Vec<OutcomeWord> {
    match &x.expected {
        Expected::Outcomes(list) => list.iter().map(|o| o.word).collect(),
        _ => Vec::new(),
    }
}

/// The rules of each return, as they are in each year: every check has an example that fails and one that passes.
#[test]
fn the_checks_of_returns_are_green() {
    for (of, years) in RuleFiles::carried_returns() {
        for year in years {
            let loaded = RuleFiles::carried_return(&of, &year).load(None);
            let said = render_all(&loaded.sources, &loaded.diagnostics, Style::Plain);
            assert!(said.is_empty(), "{of} {year} has faults:\n{said}");
            let rules = loaded.rules.as_ref().unwrap();
            let report = run_examples(rules, &england(), &Plugins::new(rules).unwrap());
            let said = render_all(&loaded.sources, &report.diagnostics, Style::Plain);
            assert!(said.is_empty(), "{of} {year}:\n{said}");
            for check in &rules.standards {
                let words: BTreeSet<OutcomeWord> =
                    check.examples.iter().flat_map(|e| &e.expectations).flat_map(words).collect();
                let both = words.contains(&OutcomeWord::Fail) && words.contains(&OutcomeWord::Pass);
                assert!(both, "{}: {words:?}", check.id);
            }
            println!("{of} {year}: {} checks, {} examples", rules.standards.len(), report.examples().0);
        }
    }
}

#[test]
fn the_benchmark_rules_are_green() {
    all_green("tests/bench");
}

/// What the recalled rows of the catalogue rest on was not read at its source, and says so.
#[test]
fn every_standard_says_what_it_rests_on() {
    let loaded = load("rules");
    for s in &loaded.rules.as_ref().unwrap().standards {
        assert!(!s.sources.is_empty(), "{} has no source", s.id);
        assert!(s.sources.iter().all(|t| !t.contains("recalled")), "{}: say `unverified`", s.id);
    }
}

/// The standards that some measure counts: its cases, its breaches.
fn measured(measure: &Measure) -> Vec<&str> {
    let cohort = match &measure.shows {
        Shows::Percentage(cohort, that) => {
            if let That::NoBreachOf(id) = that {
                return vec![id];
            }
            cohort
        }
        Shows::Number(cohort) | Shows::Share(cohort) | Shows::Rate { of: cohort, .. } => cohort,
        _ => return Vec::new(),
    };
    match cohort {
        Cohort::Cases { standard, .. } => vec![standard],
        Cohort::Things { .. } => Vec::new(),
    }
}

#[test]
fn every_standard_has_a_measure() {
    let loaded = load("rules");
    let rules = loaded.rules.as_ref().unwrap();
    let counted: BTreeSet<&str> = rules.measures.iter().flat_map(measured).collect();
    // A check of the data is listed, and needs no figure.
    let standards = rules.standards.iter().filter(|s| !s.check);
    let without: BTreeSet<&str> =
        standards.map(|s| s.id.as_str()).filter(|id| !counted.contains(id)).collect();
    assert!(without.is_empty(), "no measure counts {without:?}");
    assert!(!rules.themes.is_empty());
}
