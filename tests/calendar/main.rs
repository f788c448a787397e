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
mod tally;
mod trials;
mod vectors;
mod working;

use duecare::calendar::{Day, parse_iso};
use std::io::Write as _;
use std::path::PathBuf;

/// A file of the shared folder (`DUECARE_SHARED`, else `../shared`), said loudly where it is not there.
fn shared(path: &str) -> Option<String> {
    let folder = std::env::var_os("DUECARE_SHARED").map_or_else(|| PathBuf::from("../shared"), PathBuf::from);
    let file = folder.join(path);
    match std::fs::read_to_string(&file) {
        Ok(text) => Some(text),
        Err(_) => {
            // Straight to the terminal: what `println!` says of a test that passes is never seen.
            let file = file.display();
            let words =
                format!("SKIPPED: {file} IS NOT THERE, and its cases were NOT asked (set DUECARE_SHARED)\n");
            let _ = std::io::stderr().write_all(words.as_bytes());
            None
        }
    }
}

fn json(path: &str) -> Option<serde_json::Value> {
    shared(path).map(|text| serde_json::from_str(&text).unwrap())
}

fn day(text: &str) -> Day {
    parse_iso(text).unwrap_or_else(|| panic!("{text} is no day"))
}
