//! Rows of one file become raw tables: columns found, cells converted, rows refused with a reason.

mod bind;
mod columns;
mod fill;
mod group;
mod header;
mod repeats;
mod source;

pub(super) use bind::{Surroundings, bind};
pub(super) use fill::{Filler, Holds, Offer};
pub(super) use group::GroupRows;
pub(super) use header::Header;
pub(super) use source::BoundTest;

use super::tally::FileTally;
use crate::record::Texts;

/// What every row needs beside its cells.
#[derive(Debug)]
pub(super) struct Desk<'d> {
    /// The file's dictionary.
    pub(super) texts: &'d mut Texts,
    /// The file's counts.
    pub(super) tally: &'d mut FileTally,
}
