//! The worked cases: every check of every `*cases*.json` through both evaluators.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::print_stdout,
    reason = "a test fails by panicking, and says what it read"
)]

mod support;

use duecare::calendar::to_iso;
use duecare::judge::{Tri, VerdictWord};
use duecare::lang::load_rules;
use duecare::measure::{Figure, Tally};
use serde_json::Value as Json;
use std::path::{Path, PathBuf};
use support::cases::{Check, Expected, files_of, read_check, read_file};
use support::compare::{Engine, in_order, reference, show};
use support::figure::figure;
use support::naive::{self, Answer};

/// What the two evaluators made of a check: `None` where they agree with each other and with the case.
fn differs(tree: &Json) -> Option<String> {
    let check = match read_check(tree) {
        Ok(check) => check,
        Err(fault) => return Some(format!("cannot be read: {fault}")),
    };
    match check {
        Check::Verdicts { world, rules, as_at, expect } => {
            let id = rules.last().map(|s| s.id.clone()).unwrap_or_default();
            let engine = Engine::new(&world, &rules);
            let fast = in_order(engine.sweep().answers(&id, as_at));
            let book = naive::book(&world, &rules, as_at);
            let slow = reference(&world, &rules, &id, as_at, &book);
            told_apart("engine", &fast, &expect).or_else(|| told_apart("reference", &slow, &expect))
        }
        Check::Add { day, amount, options, calendar } => {
            let expect = tree.get("expect").and_then(Json::as_str).unwrap_or("");
            let fast = calendar.to_calendar().expect("the calendar is in order").add(day, amount, options);
            let slow = calendar.add(day, amount, options);
            let word = |(lo, hi): (i32, i32)| if lo == hi { to_iso(lo) } else { "cannot tell".to_owned() };
            let (fast, slow) = (word((fast.lo, fast.hi)), word(slow));
            (fast != expect || slow != expect)
                .then(|| format!("expected {expect}, engine {fast}, reference {slow}"))
        }
        Check::Holds { world, cond, it, on, expect } => {
            let fast = match Engine::new(&world, &[]).holds(&world, &cond, it, on) {
                Tri::Yes => "true",
                Tri::No => "false",
                _ => "unknown",
            };
            let slow = match naive::holds(&world, &cond, it, on) {
                naive::Tri::True => "true",
                naive::Tri::False => "false",
                _ => "unknown",
            };
            (fast != expect || slow != expect)
                .then(|| format!("expected {expect}, engine {fast}, reference {slow}"))
        }
        Check::Measure { counts, expect } => {
            let (fast, slow) = (ours(&counts), figure(&counts));
            (fast != expect || slow != expect)
                .then(|| format!("expected {expect}, engine {fast}, reference {slow}"))
        }
    }
}

/// A percentage of the counts of a case, against its targets, by the code that works measures out. Targets that point
/// different ways are refused where the measure is read.
fn ours(counts: &Json) -> String {
    let clauses = ["green", "amber"].map(|colour| {
        let said = counts.get(colour).and_then(Json::as_str);
        said.map(|t| format!("  {colour} {}%\n", t.trim_end_matches('%'))).unwrap_or_default()
    });
    let text = format!(
        "subject child (children)\nevent visit of child has seen as yes-no\nmeasure m \"M\"\n  percentage of visits in the month that satisfy seen is yes\n{}",
        clauses.concat()
    );
    let loaded = load_rules(&[("case.care", text.as_str())], &|_| None, None);
    let Some(rules) = loaded.rules else {
        let fault = loaded.diagnostics.list.first().map(|d| d.message.clone()).unwrap_or_default();
        return format!("refused: {}", fault.split(':').next().unwrap_or_default());
    };
    let n = |key: &str| counts.get(key).and_then(Json::as_i64).map_or(0, i128::from) * 1_000_000;
    let (met, cannot) = (n("met"), n("cannot"));
    let figure =
        Figure::percentage((met, met + n("breach") + cannot, cannot), None, &rules.measures[0].targets);
    let tally = Tally { cannot_tell: (cannot / 1_000_000) as u64, ..Tally::default() };
    Figure { tally, ..figure }.told()
}

/// An expectation without a day leaves the day open; the order of subjects is not part of it.
fn told_apart(who: &str, got: &[Answer], expect: &[Expected]) -> Option<String> {
    let mut expect: Vec<&Expected> = expect.iter().collect();
    expect.sort_by(|a, b| (&a.subject, a.ordinal).cmp(&(&b.subject, b.ordinal)));
    let agrees = |a: &Answer, e: &Expected| {
        let day = match e.word {
            VerdictWord::CannotTell | VerdictWord::Lapsed | VerdictWord::Exempt => {
                e.day.is_none() || a.day.is_none() || e.day == a.day
            }
            _ => e.day.is_none() || e.day == a.day,
        };
        a.subject == e.subject && a.ordinal == e.ordinal && a.word == e.word && day
    };
    let same = got.len() == expect.len() && got.iter().zip(&expect).all(|(a, e)| agrees(a, e));
    (!same).then(|| {
        let wanted: Vec<String> = expect
            .iter()
            .map(|e| {
                let day = e.day.map(|d| format!(" {}", to_iso(d))).unwrap_or_default();
                format!("{}#{} {}{day}", e.subject, e.ordinal, e.word.words())
            })
            .collect();
        format!("expected [{}], {who} says [{}]", wanted.join(", "), show(got).join(", "))
    })
}

/// Runs a file; says how many cases and checks agreed, and returns the rest in words.
fn run_file(path: &Path) -> Vec<String> {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let list = match read_file(path) {
        Ok(list) => list,
        Err(fault) => return vec![format!("{name}: {fault}")],
    };
    let (mut agreed, mut checks, mut all_checks) = (0, 0, 0);
    let mut wrong = Vec::new();
    for one in &list {
        let before = wrong.len();
        for (i, tree) in one.checks.iter().enumerate() {
            all_checks += 1;
            match differs(tree) {
                None => checks += 1,
                Some(words) => wrong.push(format!("{name} {} check {}: {words}", one.id, i + 1)),
            }
        }
        agreed += usize::from(wrong.len() == before);
    }
    println!("{name}: {agreed} of {} cases agree, {checks} of {all_checks} checks", list.len());
    wrong
}

fn run_folder(folder: &Path) -> (usize, Vec<String>) {
    let files = files_of(folder);
    let wrong = files.iter().flat_map(|f| run_file(f)).collect();
    (files.len(), wrong)
}

#[test]
fn the_shared_cases_agree() {
    let folder =
        std::env::var_os("DUECARE_CASES").map_or_else(|| PathBuf::from("../shared/design"), PathBuf::from);
    let (files, wrong) = run_folder(&folder);
    if files == 0 {
        println!(
            "SKIPPED: no worked cases (`*cases*.json`) here; set DUECARE_CASES to the folder that has them"
        );
    }
    assert!(wrong.is_empty(), "{} checks differ:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn our_own_cases_agree() {
    let (files, wrong) = run_folder(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/scenarios"));
    assert!(files > 0, "tests/scenarios holds no worked cases");
    assert!(wrong.is_empty(), "{} checks differ:\n{}", wrong.len(), wrong.join("\n"));
}
