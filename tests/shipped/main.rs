//! Two evaluators under every shipped standard and check of the data: what they say of generated records on the days on
//! which something changes. A standard that never came to `met`, or never to a breach, was not tried.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::print_stdout,
    reason = "a test fails by panicking, and says what it read"
)]

#[path = "../support/authority.rs"]
mod settings;
#[path = "../support/mod.rs"]
mod support;

mod days;
mod judge;
mod make;
mod reads;
mod rules;
mod seen;
mod small;
mod worked;

use judge::{Difference, Try};
use rayon::prelude::*;
use reads::Reads;
use rules::Shipped;
use seen::Seen;
use std::collections::BTreeSet;
use std::time::Instant;

/// Tries of each standard when `DUECARE_FUZZ_ROUNDS` does not say.
const ROUNDS: u64 = 6;
/// More tries of a standard that has not yet shown what it should.
const MORE: u64 = 400;
/// The first seed when `DUECARE_FUZZ_SEED` does not say; each try takes the next.
const SEED: u64 = 20_260_105;
/// How far apart the seeds of two standards lie.
const APART: u64 = 1 << 32;
/// Differences made small and shown.
const SHOWN: usize = 3;
/// Differences of one standard after which it is left.
const ENOUGH: usize = 2;

fn number(name: &str, otherwise: u64) -> u64 {
    std::env::var(name).ok().and_then(|v| v.replace('_', "").parse().ok()).unwrap_or(otherwise)
}

/// A try that differs: its seed, the standards and records, and how.
type Found = (u64, Try, Difference);

#[test]
fn what_the_tries_found_stays_mended() {
    worked::all_hold(&Shipped::load());
}

#[test]
fn two_evaluators_agree_under_every_shipped_standard() {
    let (rounds, first) = (number("DUECARE_FUZZ_ROUNDS", ROUNDS), number("DUECARE_FUZZ_SEED", SEED));
    let only = std::env::var("DUECARE_FUZZ_STANDARD").ok();
    let shipped = Shipped::load();
    // Nothing shipped is left out.
    for s in &shipped.set.standards {
        assert!(shipped.judged.iter().any(|j| j.rules.contains(s)), "{} is not judged", s.id);
    }
    let began = Instant::now();
    // The two evaluators are asked not to panic; one that does is a difference, told as such.
    std::panic::set_hook(Box::new(|_| {}));
    let places: Vec<usize> = (0..shipped.judged.len())
        .filter(|i| only.as_ref().is_none_or(|o| shipped.judged[*i].id.starts_with(o.as_str())))
        .collect();
    let results: Vec<(Seen, Vec<Found>)> = places
        .par_iter()
        .map(|i| {
            let judged = &shipped.judged[*i];
            let reads = Reads::of(&judged.rules, &shipped.set.vocabulary);
            let (mut seen, mut differ) = (Seen::of(judged), Vec::new());
            let start = Instant::now();
            for n in 0..rounds + MORE {
                if n >= rounds && seen.lacks().is_empty() || differ.len() >= ENOUGH {
                    break;
                }
                let seed = first + n + APART * (*i as u64);
                let made = judge::make(&shipped, judged, &reads, seed);
                match judge::run(&shipped, &made) {
                    Ok(list) => seen.add(&list),
                    Err(d) => differ.push((seed, made, d)),
                }
            }
            seen.seconds = start.elapsed().as_secs_f64();
            (seen, differ)
        })
        .collect();
    let (seen, differ): (Vec<Seen>, Vec<Vec<Found>>) = results.into_iter().unzip();
    println!("{}\n{:.0} s", seen::table(&seen), began.elapsed().as_secs_f64());
    let all: usize = differ.iter().map(Vec::len).sum();
    let standards: BTreeSet<&str> = differ.iter().flatten().map(|f| f.1.id.as_str()).collect();
    let mut first_of_each: Vec<Found> = differ.iter().filter_map(|of| of.first().cloned()).collect();
    first_of_each.sort_by_key(|f| f.1.world.records.len());
    let words = |(seed, t, d): Found| {
        let (t, d) = small::small(&shipped, t, d);
        small::told(&t, &d, seed)
    };
    let shown = number("DUECARE_FUZZ_SHOWN", SHOWN as u64) as usize;
    let words: Vec<String> = first_of_each.into_iter().take(shown).map(words).collect();
    let _ = std::panic::take_hook();
    assert!(
        all == 0,
        "{all} tries differ, of {} standards {standards:?}:\n{}",
        standards.len(),
        words.join("\n")
    );
    let tame: Vec<String> = seen.iter().flat_map(Seen::lacks).collect();
    assert!(tame.is_empty(), "the tries are too tame:\n{}", tame.join("\n"));
}
