//! What must hold whatever the records: sums, order of rows, threads, and breaches that are never undone.
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

use duecare::calendar::{AddOptions, Amount, Unit, from_civil};
use duecare::lang::checked::Standard;
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use support::cases::{Source, build, read_standards};
use support::compare::{Engine, in_order};
use support::generate::{FORMS, Sample, sample};
use support::naive::Answer;
use support::world::{PlainCalendar, World, england};

const UNITS: [Unit; 5] = [Unit::Days, Unit::Weeks, Unit::Months, Unit::Years, Unit::WorkingDays];

proptest! {
    #![proptest_config(ProptestConfig { cases: 4000, failure_persistence: None, ..ProptestConfig::default() })]

    /// The table and the fingers count alike, also where the calendar begins and ends.
    #[test]
    fn the_sum_is_the_sum(
        d in 0..900_i32,
        count in 0..40_u32,
        unit in 0..UNITS.len(),
        counting: bool,
        roll: bool,
        first in 0..300_i32,
        length in 0..900_i32,
        closed in prop::collection::btree_set(0..900_i32, 0..6),
    ) {
        let base = from_civil(2023, 6, 1).unwrap();
        let plain = PlainCalendar {
            first: base + first,
            last: base + first + length,
            holidays: england(2023, 2026),
            closures: closed.into_iter().map(|x| base + x).collect::<BTreeSet<_>>(),
            ..PlainCalendar::england()
        };
        let calendar = plain.to_calendar().unwrap();
        let (amount, options) = (Amount::new(count, UNITS[unit]), AddOptions { counting, roll });
        let fast = calendar.add(base + d, amount, options);
        prop_assert_eq!((fast.lo, fast.hi), plain.add(base + d, amount, options));
    }

    /// What is counted back is the last day from which the sum still lands in time.
    #[test]
    fn counting_back_is_counting_on(
        d in 0..700_i32,
        count in 0..20_u32,
        unit in 0..UNITS.len(),
        first in 0..600_i32,
        length in 0..600_i32,
        short: bool,
    ) {
        let base = from_civil(2023, 12, 1).unwrap();
        let mut plain = PlainCalendar::england();
        if short {
            (plain.first, plain.last) = (base + first, base + first + length);
        }
        let calendar = plain.to_calendar().unwrap();
        let amount = Amount::new(count, UNITS[unit]);
        let back = calendar.sub(base + d, amount);
        prop_assert_eq!((back.lo, back.hi), plain.minus(base + d, amount));
    }

    /// A sum never falls as its day grows.
    #[test]
    fn a_later_day_gives_no_earlier_sum(d in 0..700_i32, count in 0..40_u32, unit in 0..UNITS.len(), roll: bool) {
        let base = from_civil(2023, 12, 1).unwrap();
        let calendar = PlainCalendar::england().to_calendar().unwrap();
        let (amount, options) = (Amount::new(count, UNITS[unit]), AddOptions { counting: false, roll });
        let (a, b) = (calendar.add(base + d, amount, options), calendar.add(base + d + 1, amount, options));
        prop_assert!(a.lo <= b.lo && a.hi <= b.hi);
    }
}

/// Tries of each form.
const TRIES: u64 = 60;

fn made(s: &Sample) -> (World, Vec<Standard>) {
    let source = Source {
        lines: s.lines.clone(),
        calendar: s.calendar.clone(),
        leap_28_february: s.leap_28_february,
        ..Source::default()
    };
    let world = build(&source).expect("lines that can be read");
    let trees = serde_json::Value::Array(s.standards.clone());
    let rules = read_standards(&world.vocabulary, &trees).expect("standards that can be read");
    (world, rules)
}

fn each_try(mut check: impl FnMut(&Sample, &World, &[Standard])) {
    for form in 0..FORMS.len() {
        for seed in 0..TRIES {
            let s = sample(7_000_000 + seed, Some(form));
            let (world, rules) = made(&s);
            check(&s, &world, &rules);
        }
    }
}

/// Verdicts of every day, in order.
fn days(s: &Sample, world: &World, rules: &[Standard]) -> Vec<Vec<Answer>> {
    let id = &rules.last().expect("a standard").id;
    let engine = Engine::new(world, rules);
    let swept = engine.sweep();
    let strip = |mut a: Answer| {
        a.rec = 0;
        a
    };
    (s.first..=s.last).map(|d| in_order(swept.answers(id, d)).into_iter().map(strip).collect()).collect()
}

#[test]
fn the_order_of_rows_does_not_matter() {
    each_try(|s, world, rules| {
        let mut turned = s.clone();
        turned.lines.reverse();
        let (other, _) = made(&turned);
        assert_eq!(days(s, world, rules), days(s, &other, rules), "{}", s.to_check(s.last, &[]));
    });
}

#[test]
fn the_number_of_threads_does_not_matter() {
    let pool = |n| rayon::ThreadPoolBuilder::new().num_threads(n).build().expect("threads");
    let (one, four) = (pool(1), pool(4));
    each_try(|s, world, rules| {
        let engine = Engine::new(world, rules);
        let (a, b) =
            (one.install(|| engine.sweep().into_ledger()), four.install(|| engine.sweep().into_ledger()));
        assert!(a == b, "{}", s.to_check(s.last, &[]));
    });
}

#[test]
fn an_obligation_stays_and_its_breach_is_never_undone() {
    each_try(|s, world, rules| {
        let mut known: BTreeMap<(String, u32), Answer> = BTreeMap::new();
        for day in days(s, world, rules) {
            let today: BTreeMap<(String, u32), Answer> =
                day.into_iter().map(|a| ((a.subject.clone(), a.ordinal), a)).collect();
            for (key, before) in &known {
                let now = today.get(key);
                assert!(now.is_some_and(|a| a.opened == before.opened), "{}", s.to_check(s.last, &[]));
                let undone = before.word.is_breach() && !now.is_some_and(|a| a.word.is_breach());
                assert!(!undone, "a breach of {key:?} is undone: {}", s.to_check(s.last, &[]));
            }
            known = today;
        }
    });
}

#[test]
fn a_series_says_what_each_of_its_days_says() {
    each_try(|s, world, rules| {
        let ledger = Engine::new(world, rules).sweep().into_ledger();
        for apart in [1, 7, 30] {
            let days: Vec<_> = (s.first - 3..=s.last).step_by(apart).collect();
            for o in ledger.obligations() {
                let mut told = Vec::new();
                ledger.verdicts(o, &days, |run, verdict| {
                    assert_eq!(run.start, told.len());
                    told.extend(run.map(|_| verdict));
                });
                let each: Vec<_> = days.iter().map(|d| ledger.verdict(o, *d)).collect();
                assert_eq!(told, each, "{}", s.to_check(s.last, &[]));
            }
        }
    });
}
