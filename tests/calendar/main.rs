//! Days, sums of days, intervals and three-valued logic: our own facts, and the cases that other projects and other
//! programs worked out, asked of this engine's calendar, duties and conditions.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::print_stdout,
    reason = "a test fails by panicking, and says what it skipped"
)]

mod catala;
mod cql;
mod cql_read;
mod differences;
mod dues;
mod feel;
mod months;
mod own;
mod relations;
#[path = "../support/shared.rs"]
mod shared;
mod tally;
mod trials;
mod vectors;
mod working;

use duecare::calendar::{Day, parse_iso};

/// A file of the shared material, as text.
fn shared(path: &str) -> Option<String> {
    shared::shared(path).map(|file| std::fs::read_to_string(file).unwrap())
}

fn json(path: &str) -> Option<serde_json::Value> {
    shared(path).map(|text| serde_json::from_str(&text).unwrap())
}

fn day(text: &str) -> Day {
    parse_iso(text).unwrap_or_else(|| panic!("{text} is no day"))
}
