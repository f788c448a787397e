//! An invented authority in files shaped like the Standard Safeguarding Dataset, the same bytes from the same seed.

mod tables;

pub use tables::{Table, tables};
