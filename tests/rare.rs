//! Rare forms of standards, worked by hand: what the two evaluators are not given, or were both wrong about.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use duecare::calendar::{Calendar, from_civil};
use duecare::judge::Plugins;
use duecare::lang::load_rules;
use duecare::scenario::run_examples;
use duecare::text::{Style, render_all};
use std::collections::{BTreeMap, BTreeSet};

const FILES: [(&str, &str); 5] = [
    ("vocabulary.care", include_str!("rare/vocabulary.care")),
    ("asked.care", include_str!("rare/asked.care")),
    ("counted.care", include_str!("rare/counted.care")),
    ("rules.care", include_str!("rare/rules.care")),
    ("held.care", include_str!("rare/held.care")),
];

const CLOCKS: [(&str, &str); 4] = [
    ("vocabulary.care", include_str!("rare/clocks/vocabulary.care")),
    ("parts.care", include_str!("rare/clocks/parts.care")),
    ("rules.care", include_str!("rare/clocks/rules.care")),
    ("versions.care", include_str!("rare/clocks/versions.care")),
];

#[test]
fn rare_forms_mean_what_they_say() {
    all_pass(&FILES);
}

#[test]
fn clocks_are_counted_as_they_say() {
    all_pass(&CLOCKS);
}

fn all_pass(files: &[(&str, &str)]) {
    let loaded = load_rules(files, &|_| None, None);
    let said = render_all(&loaded.sources, &loaded.diagnostics, Style::Plain);
    let rules = loaded.rules.ok_or(said).unwrap();
    let (first, last) = (from_civil(2020, 1, 1).unwrap(), from_civil(2030, 12, 31).unwrap());
    let calendar = Calendar::new(first, last, BTreeMap::new(), BTreeSet::new()).unwrap();
    let mut report = run_examples(&rules, &calendar, &Plugins::new(&rules).unwrap());
    // Stages that no example reaches are left out: what each shows is one case.
    report.diagnostics.list.retain(|d| d.code == "failing-example");
    assert_eq!(render_all(&loaded.sources, &report.diagnostics, Style::Plain), "");
    assert!(report.examples().0 > 20, "{:?}", report.examples());
}
