//! The census checks over the cases of a folder: whoever wrote a case, it runs through the ordinary engine.
//!
//! The folder is `DUECARE_VALIDATOR_CASES`, else the shared one. A file `fixtures_RETURN.json` holds cases of that return.
//! The rules are read from the newest year in `rules/checks/RETURN`, so that changed rules are tried without a build.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::print_stdout,
    reason = "a test fails by panicking, and says what it compared"
)]

mod case;
mod differences;

use case::{Came, Case, run};
use differences::DIFFERENCES;
use duecare::service::{ReturnRules, ReturnRulesFault};
use duecare::text::{Style, render_all};
use std::collections::BTreeMap;
use std::io::Write as _;
use std::path::{Path, PathBuf};

fn folder() -> PathBuf {
    std::env::var_os("DUECARE_VALIDATOR_CASES")
        .map_or_else(|| PathBuf::from("../shared/validators"), PathBuf::from)
}

/// Straight to the terminal: what a test that passes prints is never seen.
fn say(words: &str) {
    let _ = std::io::stderr().write_all(format!("{words}\n").as_bytes());
}

#[test]
fn cin_cases_agree() {
    agree("cin");
}

#[test]
fn ssda903_cases_agree() {
    agree("ssda903");
}

/// The folder of the newest year of a return's rules.
fn newest(of: &str) -> PathBuf {
    let of = PathBuf::from("rules/checks").join(of);
    let years = std::fs::read_dir(&of).unwrap_or_else(|fault| panic!("{}: {fault}", of.display()));
    years.map(|entry| entry.unwrap().path()).filter(|path| path.is_dir()).max().unwrap()
}

/// The rules, or what is wrong with them.
fn rules(folder: &Path) -> ReturnRules {
    ReturnRules::folder(folder).unwrap_or_else(|fault| match fault {
        ReturnRulesFault::Faulty { faults, sources } => {
            panic!("{}", render_all(&sources, &faults, Style::Plain))
        }
        other => panic!("{other}"),
    })
}

/// `8500` of `cin-8500`.
pub fn code(id: &str) -> &str {
    id.split_once('-').map_or(id, |(_, code)| code)
}

fn agree(of: &str) {
    let path = folder().join(format!("fixtures_{of}.json"));
    let Ok(text) = std::fs::read_to_string(&path) else {
        say(&format!(
            "SKIPPED: {} IS NOT THERE, and no case of {of} was run (set DUECARE_VALIDATOR_CASES)",
            path.display()
        ));
        return;
    };
    let file: serde_json::Value = serde_json::from_str(&text).unwrap();
    let cases =
        file["fixtures"].as_array().unwrap_or_else(|| panic!("{}: no list `fixtures`", path.display()));
    let rules = rules(&newest(of));
    let year = format!("20{}", rules.year.rsplit('-').next().unwrap());
    let mut by_rule: BTreeMap<String, [u32; 2]> = BTreeMap::new();
    let (mut faults, mut others, mut left) = (Vec::new(), [0u32; 2], Vec::new());
    for value in cases {
        let case = Case::new(value, &year);
        if case.of_another_set {
            left.push(case.id.clone());
            continue;
        }
        let came = run(&case, &rules);
        let counts = by_rule.entry(case.rule.clone()).or_default();
        let known = DIFFERENCES.iter().find(|(id, _)| *id == case.id);
        let agrees = matches!(came, Came::Agrees { .. });
        counts[usize::from(!agrees)] += 1;
        match (&came, known) {
            (Came::Agrees { others: same }, None) => others[usize::from(!same)] += 1,
            (Came::Agrees { .. }, Some(_)) => {
                faults.push(format!("{}: agrees, and stands among the differences", case.id))
            }
            (Came::Differs(_), Some((_, why))) => say(&format!("{}: differs, as said: {why}", case.id)),
            (Came::Differs(words), None) => faults.push(format!("{}: {words}", case.id)),
        }
    }
    let all: [u32; 2] = by_rule.values().fold([0, 0], |a, b| [a[0] + b[0], a[1] + b[1]]);
    for (rule, [agree, differ]) in &by_rule {
        println!("{of} {rule}: {agree} agree, {differ} differ");
    }
    say(&format!(
        "{of}: {} cases of {} rules: {} agree, {} differ; of those that agree, rows of other tables: {} the same as the derived places and records, {} not",
        all[0] + all[1],
        by_rule.len(),
        all[0],
        all[1],
        others[0],
        others[1]
    ));
    if !left.is_empty() {
        say(&format!(
            "{of}: {} cases are of rules that the set does not hold any more, and were not run: {}",
            left.len(),
            left.join(", ")
        ));
    }
    assert!(faults.is_empty(), "{} cases differ:\n{}", faults.len(), faults.join("\n"));
    assert!(all[0] > 0, "{}: no case agrees", path.display());
}

#[test]
fn the_list_of_differences_is_short_and_has_reasons() {
    assert!(DIFFERENCES.len() <= 8);
    assert!(DIFFERENCES.iter().all(|(id, why)| !id.is_empty() && why.len() > 20));
}
