//! Explanations against the ledger: over random records and standards of every form, and over an invented authority
//! under every shipped standard. What an explanation says must be what was judged.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::print_stdout,
    reason = "a test fails by panicking, and says how much it asked"
)]

#[path = "../support/authority.rs"]
mod settings;
#[path = "../support/mod.rs"]
mod support;

mod answer;
mod checks;
mod copy;
mod days;
mod random;
mod shipped;
mod sums;
