//! The invented authority in every format: the files held to the format's own rules by plain code, and the verdicts on
//! what loads back held to those on the Standard Safeguarding tables.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::print_stdout,
    reason = "a test fails by panicking, and says what it leaves out"
)]

mod annex_a;
mod annex_a_lists;
mod census;
mod differences;
mod judged;
mod plain;
mod round_trip;
#[path = "../support/authority.rs"]
mod settings;
#[path = "../support/shared.rs"]
mod shared;
mod ssda903;
mod ssda903_lists;
mod tables;
mod xml;
