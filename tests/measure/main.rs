//! Measures and themes on small worlds: every number was worked out by hand, in the comment beside it.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test fails by panicking")]

mod beside;
mod cases;
mod early;
mod rates;
mod records;
mod splits;
mod themes;
mod timeless;
mod values;
mod world;
