//! Each importer and the rule parser on bytes and structure changed at random, for as long as is asked for.
//!
//! `DUECARE_FUZZ_SECONDS=3600 DUECARE_FUZZ_TARGET=csv cargo test --release --test fuzz -- --nocapture`; without the first
//! each target has a second, without the second all have their turn. `DUECARE_FUZZ_SEED` begins elsewhere.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::print_stdout,
    reason = "a test fails by panicking, and says what it did"
)]
#![allow(dead_code, reason = "shares what is broken with tests/broken, and uses a part of it")]

#[path = "../broken/base.rs"]
mod base;
#[path = "../broken/book.rs"]
mod book;
mod change;
#[path = "../support/generate/rng.rs"]
mod rng;
#[path = "../support/shared.rs"]
mod shared;
mod shrink;
#[path = "../broken/table.rs"]
mod table;
#[path = "../broken/watch.rs"]
mod watch;

use base::{Base, Sort, national, ssd};
use duecare::demo::NationalFormat;
use duecare::lang::load_rules;
use duecare::report::TableForm;
use duecare::service::RuleFiles;
use rng::Rng;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::{Duration, Instant};
use watch::{Trial, watch};

/// What is done to the bytes of a file.
pub(crate) type Damage = (&'static str, fn(&[u8], &mut Rng) -> Vec<u8>);

/// Every target, by its name.
const TARGETS: [&str; 8] = ["csv", "xlsx", "cin-census", "ssda903", "parquet", "mapping", "id-map", "rules"];

/// Something that reads one file: those beside it stay as they are.
enum Target {
    Import(Base),
    /// The rule files, the vocabulary first.
    Rules(Vec<(String, String)>),
}

impl Target {
    fn named(name: &str) -> Target {
        Target::Import(match name {
            "csv" => ssd(),
            "xlsx" => national("Annex A", NationalFormat::AnnexA, Sort::Book, 1),
            "cin-census" => national("the census", NationalFormat::CinCensus, Sort::Xml, 1),
            "ssda903" => national("the return", NationalFormat::Ssda903, Sort::Table, 1),
            "parquet" => base::tables(TableForm::Parquet),
            "mapping" => base::mapping(),
            "id-map" => base::id_map(),
            "rules" => {
                let mut files = RuleFiles::carried().care;
                files.sort_by_key(|f| !f.0.contains("vocabulary"));
                return Target::Rules(files);
            }
            other => panic!("there is no target {other}: {}", TARGETS.join(", ")),
        })
    }

    /// A file to change: its place, and its bytes.
    fn file(&self, r: &mut Rng) -> (usize, Vec<u8>) {
        match self {
            Target::Import(base) => {
                let place = *r.pick(&base.targets);
                (place, base.files[place].1.clone())
            }
            Target::Rules(files) => {
                let place = r.below(files.len() as u64) as usize;
                (place, files[place].1.clone().into_bytes())
            }
        }
    }

    fn is_book(&self) -> bool {
        matches!(self, Target::Import(base) if base.sort == Sort::Book)
    }

    /// Reads it with the file changed. An error is a panic, or something untrue in the report.
    fn read(&self, place: usize, bytes: &[u8]) -> Result<(), String> {
        match self {
            Target::Import(base) => {
                let mut files = base.files.clone();
                files[place].1 = bytes.to_vec();
                let trial = Trial {
                    what: String::new(),
                    from: base.from.clone(),
                    records: base.records.clone(),
                    beside: base.beside.clone(),
                    id_map: base.id_map.clone(),
                    hit: files[place].0.clone(),
                    files,
                };
                watch(&trial).map(|_| ())
            }
            Target::Rules(files) => {
                // The vocabulary and the one file: what that says of kinds is then known.
                let text = String::from_utf8_lossy(bytes).into_owned();
                let mut two = vec![files[0].clone()];
                match place {
                    0 => two[0].1 = text,
                    _ => two.push((files[place].0.clone(), text)),
                }
                std::panic::set_hook(Box::new(|_| {}));
                let done = catch_unwind(AssertUnwindSafe(|| {
                    let loaded = load_rules(&two, &|_| None, None);
                    assert!(
                        loaded.rules.is_some() != loaded.diagnostics.has_errors(),
                        "either rules or errors"
                    );
                }));
                let _ = std::panic::take_hook();
                done.map_err(|panic| format!("PANIC {}", watch::told(panic.as_ref())))
            }
        }
    }
}

/// What a target did.
struct Told {
    runs: u64,
    faults: Vec<String>,
    slowest: (Duration, u64),
}

fn fuzz(name: &str, time: Duration, first: u64) -> Told {
    let target = Target::named(name);
    let mut told = Told { runs: 0, faults: Vec::new(), slowest: (Duration::ZERO, 0) };
    let began = Instant::now();
    while began.elapsed() < time && told.faults.len() < 10 {
        let seed = first + told.runs;
        let mut r = Rng::new(seed);
        let (place, whole) = target.file(&mut r);
        let changed = change::changed(&whole, target.is_book(), &mut r);
        let started = Instant::now();
        let read = target.read(place, &changed);
        let took = started.elapsed();
        told.runs += 1;
        if took > told.slowest.0 {
            told.slowest = (took, seed);
        }
        if let Err(why) = read {
            let small = shrink::smallest(changed, |bytes| target.read(place, bytes).is_err());
            let shown = String::from_utf8_lossy(&small[..small.len().min(400)]).into_owned();
            told.faults.push(format!(
                "{name}, seed {seed}, file {place}: {why}\n  {} bytes: {shown:?}",
                small.len()
            ));
        }
    }
    told
}

#[test]
fn changed_at_random_nothing_falls_over() {
    let number = |name: &str| std::env::var(name).ok().and_then(|v| v.parse::<u64>().ok());
    let time = number("DUECARE_FUZZ_SECONDS").map_or(Duration::from_secs(1), Duration::from_secs);
    let first = number("DUECARE_FUZZ_SEED").unwrap_or(1);
    let wanted = std::env::var("DUECARE_FUZZ_TARGET").ok();
    let targets: Vec<&str> = match &wanted {
        Some(names) => names.split([',', '|']).collect(),
        None => TARGETS.to_vec(),
    };
    let mut faults = Vec::new();
    for name in targets {
        let told = fuzz(name, time, first);
        println!(
            "{name:<10} {:>8} runs from seed {first}, {} faults; slowest {:.2} s (seed {})",
            told.runs,
            told.faults.len(),
            told.slowest.0.as_secs_f64(),
            told.slowest.1
        );
        assert!(told.runs > 0, "{name} had no turn");
        faults.extend(told.faults);
    }
    assert!(faults.is_empty(), "{} faults:\n{}", faults.len(), faults.join("\n"));
}
