//! Excel workbooks: each sheet is a table.

mod batch;
mod book;
mod cell;
mod head;
mod notes;
mod rows;
mod sizes;

pub(super) use batch::Batch;
pub(super) use book::{Book, Sheet};
pub(super) use head::Head;
pub(super) use notes::Noted;
pub(super) use rows::{RowCells, SheetRows};
