//! Four figures of judging, each from one run, none of them a test: `cargo bench`.
//!
//! 1. 24 month-ends read from one sweep, against one month-end; 2. one child judged again after a change;
//! 3. two threads against one; 4. obligations a second of processor time.
#![allow(
    clippy::print_stdout,
    clippy::exit,
    reason = "a benchmark prints its figures and nothing reads its status"
)]

#[path = "judge/people.rs"]
mod people;

use duecare::calendar::{Day, add_months, from_civil};
use duecare::judge::{Ledger, Prepared, Program};
use duecare::lang::load_rules;
use std::time::{Duration, Instant};

const RULES: [(&str, &str); 2] = [
    ("vocabulary.care", include_str!("../tests/bench/vocabulary.care")),
    ("bench.care", include_str!("../tests/bench/bench.care")),
];

const CHILDREN: u32 = 50_000;
const RUNS: usize = 15;

fn main() {
    let Some(rules) = load_rules(&RULES, &|_| None, None).rules else {
        println!("the benchmark's rules have an error: run `duecare check tests/bench`");
        std::process::exit(1);
    };
    let caseload = people::caseload(&rules.vocabulary, CHILDREN);
    let calendar = duecare::import::england_calendar();
    let program = Program::new(&rules, &caseload, &calendar);
    let prepared = program.prepare();
    let places: Vec<usize> = (0..rules.standards.len()).collect();
    let last = from_civil(2025, 3, 31).unwrap_or(0);
    let one = [last];
    let many: Vec<Day> = (0..24).rev().map(|n| add_months(last, -n)).collect();
    println!("{CHILDREN} invented children, {} standards, medians of {RUNS} runs", places.len());

    let pool = |threads| rayon::ThreadPoolBuilder::new().num_threads(threads).build();
    let (Ok(single), Ok(double)) = (pool(1), pool(2)) else {
        println!("no threads to run on");
        std::process::exit(1);
    };
    // What is compared runs in turns, so that both meet the same hours of a machine that others use too.
    let mut obligations = 0;
    let runs: Vec<[Duration; 3]> = (0..RUNS)
        .map(|_| {
            let (alone, found) = timed(|| single.install(|| count(&prepared, &places, &one)));
            obligations = found;
            let (months, _) = timed(|| single.install(|| count(&prepared, &places, &many)));
            let (both, _) = timed(|| double.install(|| count(&prepared, &places, &one)));
            [alone, months, both]
        })
        .collect();
    let part = |a: usize, b: usize| {
        let ratio = |r: &[Duration; 3]| Some(r.get(a)?.as_secs_f64() / r.get(b)?.as_secs_f64());
        median(runs.iter().filter_map(ratio).collect())
    };
    let seconds = |a: usize| median(runs.iter().filter_map(|r| Some(r.get(a)?.as_secs_f64())).collect());
    println!(
        "24 month-ends from one sweep: {:.2} of one month-end ({:.1} ms against {:.1} ms, one thread)",
        part(1, 0),
        seconds(1) * 1e3,
        seconds(0) * 1e3
    );
    let child = rules.vocabulary.kind_named("child").unwrap_or(duecare::record::KindId(0));
    let asked = 2_000u32;
    let again = median(
        (0..RUNS)
            .map(|_| {
                let judged = |n| prepared.sweep_one(&places, (child, n * 7 % CHILDREN)).obligations().len();
                timed(|| (0..asked).map(|n| judged(n) as u64).sum()).0.as_secs_f64()
            })
            .collect(),
    );
    println!("one child judged again: {:.1} microseconds", again * 1e6 / f64::from(asked));
    println!(
        "two threads: {:.2} times one ({:.1} ms against {:.1} ms; needs two idle cores)",
        part(0, 2),
        seconds(2) * 1e3,
        seconds(0) * 1e3
    );
    println!(
        "obligations a second of one thread, verdict read: {:.1} million ({obligations} obligations)",
        obligations as f64 / seconds(0) / 1e6
    );
}

/// Sweeps everything and reads every verdict on every day asked; returns the number of obligations.
fn count(prepared: &Prepared<'_>, places: &[usize], days: &[Day]) -> u64 {
    let read = |ledger: &Ledger| {
        let mut breaches = 0u64;
        for o in ledger.obligations() {
            ledger.verdicts(o, days, |run, verdict| {
                if verdict.is_some_and(|v| v.word.is_breach()) {
                    breaches += run.len() as u64;
                }
            });
        }
        (ledger.obligations().len() as u64, std::hint::black_box(breaches))
    };
    prepared.sweep(places, read).iter().map(|c| c.0).sum()
}

/// How long a run took, with what it returned.
fn timed(run: impl FnOnce() -> u64) -> (Duration, u64) {
    let start = Instant::now();
    let result = run();
    (start.elapsed(), result)
}

fn median(mut list: Vec<f64>) -> f64 {
    list.sort_by(f64::total_cmp);
    list.get(list.len() / 2).copied().unwrap_or_default()
}
