//! Reports to a panel: layouts held against the rules, sides, standings and small numbers, and every form of one report.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test fails by panicking")]

mod command;
mod filled;
mod forms;
mod layouts;
mod made;
#[path = "../support/command.rs"]
mod program;
