//! Broken inputs of every kind, made from our own exports and the shared samples: each ends in a report or an error that
//! says where and what to do, in bounded time and memory, and without a word of any record.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::print_stdout,
    reason = "a test fails by panicking, and says what it leaves out"
)]

mod base;
mod book;
mod found;
mod id_map;
mod mapping;
mod parquet_file;
#[path = "../support/generate/rng.rs"]
mod rng;
#[path = "../support/shared.rs"]
mod shared;
mod table;
mod watch;
mod xml;

use base::{Base, Sort, bases};
use rng::Rng;
use std::collections::BTreeMap;
use std::time::{Duration, Instant};
use watch::{FATES, Fate, Trial, watch};

/// What is done to the bytes of a file.
pub(crate) type Damage = (&'static str, fn(&[u8], &mut Rng) -> Vec<u8>);

/// Fewer make no corpus.
const LEAST: usize = 300;
/// Longer is a hang, even where nothing is optimised and others work beside.
const LONGEST: Duration = Duration::from_secs(20);
/// More memory of the whole process is unbounded: the largest file here has 64 MB unpacked.
const MOST_MEMORY: u64 = 700;

fn damages(sort: Sort) -> &'static [Damage] {
    match sort {
        Sort::Table => table::DAMAGES,
        Sort::Xml => xml::DAMAGES,
        Sort::Book => book::DAMAGES,
        Sort::Parquet => parquet_file::DAMAGES,
        Sort::Mapping => mapping::DAMAGES,
        Sort::IdMap => id_map::DAMAGES,
    }
}

fn trial(base: &Base, damage: &Damage, seed: u64) -> Trial {
    let mut rng = Rng::new(seed);
    let hit = *rng.pick(&base.targets);
    let mut files = base.files.clone();
    files[hit].1 = damage.1(&files[hit].1, &mut rng);
    Trial {
        what: format!("{} of {}, {}, seed {seed}", damage.0, base.name, files[hit].0),
        from: base.from.clone(),
        records: base.records.clone(),
        beside: base.beside.clone(),
        id_map: base.id_map.clone(),
        hit: files[hit].0.clone(),
        files,
    }
}

#[test]
fn nothing_broken_stops_hangs_or_tells() {
    let began = Instant::now();
    let mut counts: BTreeMap<(Sort, &str), [usize; FATES]> = BTreeMap::new();
    let (mut faults, mut slowest) = (Vec::new(), (Duration::ZERO, String::new()));
    let mut tries = 0;
    for base in bases() {
        for damage in damages(base.sort) {
            for seed in 0..base.seeds {
                let trial = trial(&base, damage, tries as u64 * 16 + seed);
                let started = Instant::now();
                let fate = watch(&trial);
                let took = started.elapsed();
                tries += 1;
                if took > LONGEST {
                    faults.push(format!("{}: took {took:?}", trial.what));
                }
                if took > slowest.0 {
                    slowest = (took, trial.what.clone());
                }
                match fate {
                    Ok(fate) => counts.entry((base.sort, damage.0)).or_default()[fate as usize] += 1,
                    Err(why) => faults.push(format!("{}: {why}", trial.what)),
                }
            }
        }
    }
    println!("{:<10} {:<34} {}", "", "", Fate::WORDS.map(|w| format!("{w:>9}")).join(""));
    for ((sort, what), row) in &counts {
        let numbers = row.map(|n| format!("{n:>9}")).join("");
        println!("{:<10} {what:<34} {numbers}", format!("{sort:?}").to_lowercase());
    }
    let peak = peak_memory();
    println!(
        "{tries} broken inputs in {:.0} s, at most {peak:?} MB; slowest {:.1} s: {}",
        began.elapsed().as_secs_f64(),
        slowest.0.as_secs_f64(),
        slowest.1
    );
    assert!(faults.is_empty(), "{} faults:\n{}", faults.len(), faults.join("\n"));
    assert!(tries >= LEAST, "only {tries} broken inputs");
    for sort in [Sort::Table, Sort::Xml, Sort::Book, Sort::Parquet, Sort::Mapping, Sort::IdMap] {
        for (what, _) in damages(sort) {
            assert!(counts.contains_key(&(sort, *what)), "{sort:?}: {what} never happened");
        }
    }
    assert!(peak.is_none_or(|mb| mb < MOST_MEMORY), "{peak:?} MB");
}

/// The most memory this process ever held, in MB, where the system says it.
fn peak_memory() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|l| l.starts_with("VmHWM:"))?;
    line.split_whitespace().nth(1)?.parse::<u64>().ok().map(|kb| kb / 1024)
}
