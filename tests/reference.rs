//! Two evaluators on random records and standards: every verdict of every obligation on every day.
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

use duecare::calendar::{Day, to_iso};
use duecare::judge::VerdictWord;
use rayon::prelude::*;
use serde_json::json;
use std::time::Instant;
use support::generate::{FORMS, Sample, sample};
use support::shrink::shrink;
use support::trial::{Difference, Outcome, run};

/// Obligation-days compared when `DUECARE_FUZZ_DAYS` does not say.
const DAYS: u64 = 1_000_000;
/// The first seed when `DUECARE_FUZZ_SEED` does not say; each try takes the next.
const SEED: u64 = 20_260_105;
/// From here on every verdict that a form can have must have been seen often.
const MANY: u64 = DAYS;
/// How often.
const OFTEN: u64 = 1_000;
/// Tries of each form in one round.
const ROUND: u64 = 40;
/// How far from the first the seeds of a form's further tries in a round lie.
const AGAIN: u64 = 1 << 40;
/// One try in so many is judged again on what could be seen on each of its days.
const EVERY_DAY: u64 = 40;
/// A long run says how far it is each time it has done so many.
const STEP: u64 = 5_000_000;
/// Differences made small and shown.
const SHOWN: usize = 3;
/// Differences after which it is no use to go on.
const ENOUGH: usize = 12;

fn number(name: &str, otherwise: u64) -> u64 {
    std::env::var(name).ok().and_then(|v| v.replace('_', "").parse().ok()).unwrap_or(otherwise)
}

/// Counts of each verdict of each form.
type Counts = Vec<[u64; 8]>;

/// Days on which the engine also judges what could then be seen: every day of some tries, two of the others.
fn truncated(s: &Sample, seed: u64) -> Vec<Day> {
    if seed.is_multiple_of(EVERY_DAY) {
        return (s.first..=s.last).collect();
    }
    let days = (s.last - s.first) as u64;
    (1..3).map(|i| s.first + ((seed.wrapping_mul(0x9E37_79B9) >> (8 * i)) % days) as Day).collect()
}

enum Tried {
    Agreed(usize, [u64; 8]),
    Differs(Box<(Sample, Difference, Vec<Day>, u64)>),
    /// The generator made what cannot be read.
    Unread(String),
}

fn one(form: usize, seed: u64) -> Tried {
    let s = sample(seed, Some(form));
    let cut = truncated(&s, seed);
    match run(&s, &cut) {
        Ok(Outcome::Agreed(list)) => {
            let mut counts = [0; 8];
            for a in list {
                counts[place(a.word)] += 1;
            }
            Tried::Agreed(form, counts)
        }
        Ok(Outcome::Differs(d)) => Tried::Differs(Box::new((s, d, cut, seed))),
        Err(fault) => Tried::Unread(format!("seed {seed} of {}: {fault}", FORMS[form])),
    }
}

fn place(word: VerdictWord) -> usize {
    VerdictWord::ALL.iter().position(|w| *w == word).expect("one of the eight")
}

/// The verdicts a form can have.
fn possible(form: &str) -> Vec<VerdictWord> {
    use VerdictWord::{CannotTell, Due, Exempt, Lapsed, Late, Met, Missed, Overdue};
    match form {
        // What a limit counts cannot be put right, and an excuse does not touch it.
        "6.2 at most within" => vec![Met, Due, Missed, Lapsed, CannotTell, Exempt],
        // `during` is closed by the end, not cut short by it.
        "6.2 at most during" => vec![Met, Due, Missed, CannotTell, Exempt],
        "6.7 during" => vec![Met, Due, Missed, CannotTell, Exempt],
        // Asked once.
        "6.5 in the last, of an event" | "6.6 asked of an event" => vec![Met, Missed, CannotTell, Exempt],
        // It holds or fails; due only where gaps are tolerated.
        "6.6 counts in the last" | "6.6 open now" | "6.14 in the last n" => {
            vec![Met, Late, Overdue, Missed, CannotTell, Exempt]
        }
        "6.6 throughout" | "6.11 versions of a state" => {
            vec![Met, Due, Late, Overdue, Missed, CannotTell, Exempt]
        }
        // A window that closed can be answered by nothing.
        "6.7 in each slot" | "6.7 within before" | "6.14 between" => {
            vec![Met, Due, Missed, Lapsed, CannotTell, Exempt]
        }
        // Its end is its answer: never too early, and not to be missed.
        "6.8 last at most" => vec![Met, Due, Late, Overdue, CannotTell, Exempt],
        "6.8 last at least" => vec![Met, Due, Missed, CannotTell, Exempt],
        "6.9 must satisfy" => vec![Met, Due, Late, Overdue, Missed, CannotTell, Exempt],
        // One oversight of an event without end; no fact it needs can be missing but the calendar's.
        "6.10 breach of" => vec![Met, Due, Late, Overdue, CannotTell, Exempt],
        // Workers have no end but the standard's own, and no excuses here; what is unknown is a child's age.
        "6.12 groups" => vec![Met, Due, Late, Overdue, Missed, Lapsed, CannotTell],
        _ => VerdictWord::ALL.to_vec(),
    }
}

/// Tries of a form for each seed: more where few obligations come of one.
fn share(form: &str) -> u64 {
    match form {
        "6.14 in the last n" => 4,
        "6.12 groups" => 3,
        "6.7 at least before" | "6.10 breach of" | "6.11 versions of a state" => 2,
        _ => 1,
    }
}

fn table(counts: &Counts) -> String {
    let mut out = format!("{:32}", "form (section of obligations.md)");
    for w in VerdictWord::ALL {
        out += &format!("{:>12}", w.words());
    }
    for (form, row) in FORMS.iter().zip(counts) {
        out += &format!("\n{form:32}");
        for n in row {
            out += &format!("{n:>12}");
        }
    }
    out
}

fn told((s, d, cut, seed): (Sample, Difference, Vec<Day>, u64)) -> String {
    let form = FORMS[s.form];
    let (s, d) = shrink(s, d, &cut);
    let case = json!({
        "id": format!("seed-{seed}"),
        "rule": form,
        "why": "found by tests/reference.rs",
        "check": s.to_check(d.day, &d.reference),
    });
    format!(
        "{form}, seed {seed}: {} differ on {}\n  engine    [{}]\n  reference [{}]\n  for tests/scenarios: {case}",
        d.what,
        to_iso(d.day),
        d.engine.join(", "),
        d.reference.join(", ")
    )
}

#[test]
fn two_evaluators_agree_on_every_verdict_of_every_day() {
    let (wanted, first) = (number("DUECARE_FUZZ_DAYS", DAYS), number("DUECARE_FUZZ_SEED", SEED));
    let only = std::env::var("DUECARE_FUZZ_FORM").ok();
    let forms: Vec<usize> = (0..FORMS.len())
        .filter(|f| only.as_ref().is_none_or(|o| FORMS[*f].starts_with(o.as_str())))
        .collect();
    let began = Instant::now();
    let mut counts: Counts = vec![[0; 8]; FORMS.len()];
    let (mut days, mut tries, mut seed) = (0, 0, first);
    let mut told_at = STEP;
    let (mut differ, mut unread) = (Vec::new(), Vec::new());
    // The two evaluators are asked not to panic; one that does is a difference, told as such.
    std::panic::set_hook(Box::new(|_| {}));
    while days < wanted && differ.len() < ENOUGH && unread.is_empty() {
        let jobs: Vec<(usize, u64)> = (seed..seed + ROUND)
            .flat_map(|s| {
                forms.iter().flat_map(move |f| (0..share(FORMS[*f])).map(move |i| (*f, s + i * AGAIN)))
            })
            .collect();
        let results: Vec<Tried> = jobs.par_iter().map(|(f, s)| one(*f, *s)).collect();
        for r in results {
            tries += 1;
            match r {
                Tried::Agreed(form, row) => {
                    for (n, more) in counts[form].iter_mut().zip(row) {
                        *n += more;
                        days += more;
                    }
                }
                Tried::Differs(found) => differ.push(*found),
                Tried::Unread(fault) => unread.push(fault),
            }
        }
        seed += ROUND;
        if days >= told_at {
            println!("{days} obligation-days agree so far ({:.0} s)", began.elapsed().as_secs_f64());
            told_at += STEP;
        }
    }
    let _ = std::panic::take_hook();
    println!(
        "{days} obligation-days agree in {tries} tries, seeds {first} to {} ({:.0} s)\n{}",
        seed - 1,
        began.elapsed().as_secs_f64(),
        table(&counts)
    );
    assert!(unread.is_empty(), "what cannot be read was made:\n{}", unread.join("\n"));
    let all = differ.len();
    differ.sort_by_key(|x| x.0.lines.len());
    let hook = std::panic::take_hook();
    std::panic::set_hook(Box::new(|_| {}));
    let words: Vec<String> = differ.into_iter().take(SHOWN).map(told).collect();
    std::panic::set_hook(hook);
    assert!(all == 0, "{all} tries differ:\n{}", words.join("\n"));
    if days >= MANY && only.is_none() {
        let mut tame = Vec::new();
        for (form, row) in FORMS.iter().zip(&counts) {
            for w in possible(form) {
                if row[place(w)] < OFTEN {
                    tame.push(format!("{form}: {} {} times", w.words(), row[place(w)]));
                }
            }
        }
        assert!(tame.is_empty(), "the tries are too tame:\n{}", tame.join("\n"));
    }
}
