//! Every row of every check of the returns, judged twice: by the engine, and by a reference that is slow and plain.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::print_stdout,
    reason = "a test fails by panicking, and says what it read"
)]

mod damaged;
mod kept;
mod make;
mod sheet;
mod slow;
#[path = "../support/mod.rs"]
mod support;
mod twice;

use duecare::judge::Plugins;
use duecare::service::ReturnRules;
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use twice::{Counts, Difference, differences, shrunk};

/// Returns of each kind when `DUECARE_FUZZ_RETURNS` does not say.
const RETURNS: u64 = 120;
/// The first seed when `DUECARE_FUZZ_SEED` does not say.
const SEED: u64 = 20_260_331;
/// Differences made small and shown, each of another check.
const SHOWN: usize = 6;

fn number(name: &str, otherwise: u64) -> u64 {
    std::env::var(name).ok().and_then(|v| v.replace('_', "").parse().ok()).unwrap_or(otherwise)
}

/// The newest rules of each return, as they stand on disk.
fn folders() -> Vec<PathBuf> {
    let inside = |path: &Path| -> Vec<PathBuf> {
        let list = std::fs::read_dir(path).unwrap().map(|e| e.unwrap().path());
        let mut list: Vec<PathBuf> = list.filter(|p| p.is_dir()).collect();
        list.sort();
        list
    };
    let all = Path::new(env!("CARGO_MANIFEST_DIR")).join("rules/checks");
    inside(&all).iter().filter_map(|of| inside(of).pop()).collect()
}

#[test]
fn two_evaluators_agree_on_every_row_of_every_check() {
    let (tries, first) = (number("DUECARE_FUZZ_RETURNS", RETURNS), number("DUECARE_FUZZ_SEED", SEED));
    let only = std::env::var("DUECARE_FUZZ_CHECK").ok();
    let mut failures = Vec::new();
    // One that panics is a difference, told as such.
    std::panic::set_hook(Box::new(|_| {}));
    for folder in folders() {
        let rules = ReturnRules::folder(&folder).unwrap_or_else(|fault| panic!("{fault}"));
        let plugins = Plugins::new(&rules.set).unwrap();
        let named = make::Named::of(&rules.set);
        let told = |check: &str| only.as_ref().is_none_or(|o| o == check);
        let found: Vec<(Counts, Vec<Difference>)> = (first..first + tries)
            .into_par_iter()
            .map(|seed| {
                let sheets = make::sheets(&rules.set, &named, seed);
                differences(&rules.set, &plugins, &sheets, seed)
            })
            .collect();
        let mut counts = Counts::new();
        let mut differ: BTreeMap<String, Vec<Difference>> = BTreeMap::new();
        for (some, list) in found {
            for (check, n) in some {
                let sum = counts.entry(check).or_insert([0; 3]);
                (0..3).for_each(|i| sum[i] += n[i]);
            }
            list.into_iter()
                .filter(|d| told(&d.check))
                .for_each(|d| differ.entry(d.check.clone()).or_default().push(d));
        }
        let rows: u64 = counts.values().flatten().sum();
        println!(
            "{} {}: {tries} returns, {} checks, {rows} rows judged twice",
            rules.of,
            rules.year,
            counts.len()
        );
        let never = |i: usize| -> Vec<&str> {
            counts.iter().filter(|(_, n)| n[i] == 0).map(|(c, _)| c.as_str()).collect()
        };
        for (i, words) in ["passing", "failing", "not judged"].iter().enumerate() {
            println!("  never seen {words}: {}", never(i).join(" "));
        }
        for (check, list) in differ.iter().take(SHOWN) {
            let smallest =
                shrunk(&rules.set, &plugins, &list[0], |seed| make::sheets(&rules.set, &named, seed));
            failures
                .push(format!("{check}: {} returns differ; the first made small:\n{smallest}", list.len()));
        }
        let rest: Vec<&str> = differ.keys().skip(SHOWN).map(String::as_str).collect();
        if !rest.is_empty() {
            failures.push(format!("and {}", rest.join(" ")));
        }
    }
    let _ = std::panic::take_hook();
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

#[test]
fn something_wrong_in_every_field_loses_no_rule() {
    for folder in folders() {
        let rules = ReturnRules::folder(&folder).unwrap_or_else(|fault| panic!("{fault}"));
        let plugins = Plugins::new(&rules.set).unwrap();
        let tried = damaged::holds(&rules, &plugins, &make::Named::of(&rules.set), SEED);
        println!("{} {}: {tried} damaged returns", rules.of, rules.year);
    }
}

#[test]
fn what_is_found_does_not_hang_on_the_number_of_threads() {
    for folder in folders() {
        let rules = ReturnRules::folder(&folder).unwrap_or_else(|fault| panic!("{fault}"));
        let named = make::Named::of(&rules.set);
        for seed in SEED..SEED + 4 {
            let sheets = make::sheets(&rules.set, &named, seed);
            let found = |threads| {
                let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
                pool.install(|| rules.validate(&twice::tables(&rules.set, &sheets), twice::calendar()))
            };
            assert_eq!(found(1), found(4), "{} with seed {seed}", rules.of);
        }
    }
}

#[test]
fn what_the_two_once_differed_on_is_right() {
    for kept in kept::KEPT {
        let folder = folders().into_iter().find(|f| f.parent().is_some_and(|of| of.ends_with(kept.of)));
        let rules = ReturnRules::folder(&folder.unwrap()).unwrap_or_else(|fault| panic!("{fault}"));
        let v = rules.validate(&twice::tables(&rules.set, &kept.sheets()), twice::calendar());
        let r = v.rules.iter().find(|r| r.code == kept.check).unwrap();
        let failed: Vec<u32> = r.failed.iter().map(|f| f.row).collect();
        assert_eq!(
            (r.passed, failed.as_slice(), r.not_judged),
            (kept.passed, kept.failed, kept.not_judged),
            "{}: {}",
            kept.check,
            kept.why
        );
    }
}
