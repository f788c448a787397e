//! The invented authority: same seed, same bytes; its shape; its profiles and the figures they lean on.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::print_stdout,
    reason = "helpers of tests fail loudly and say what they found"
)]

#[path = "../support/authority.rs"]
mod authority;
#[path = "../support/engine.rs"]
mod engine_parts;
mod figures;
mod files;
mod profiles;
mod records;
mod shape;
#[path = "../support/shared.rs"]
mod shared;
