//! One cell, of a CSV or a typed column, turned into a value of a field's type.

mod cache;
mod convert;
mod dates;
mod lettered;
mod spelling;
#[cfg(test)]
mod tests;

pub(super) use convert::{Converter, Said};
pub(super) use lettered::Lettered;
pub(super) use spelling::Spelling;

use crate::calendar::Day;

/// What stands in a cell.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Value<'a> {
    /// Nothing.
    Missing,
    /// Bytes of a text, valid UTF-8 unless the row was refused.
    Bytes(&'a [u8]),
    /// A day.
    Day(Day),
    /// A whole number.
    Whole(i64),
    /// A number.
    Real(f64),
    /// Yes or no.
    Flag(bool),
}

/// Rows whose cells can be asked for by place.
pub(super) trait Rows {
    /// The cell of a row and column.
    fn cell(&self, row: u32, column: usize) -> Value<'_>;
    /// The row's number in its file, the header being row 1.
    fn number(&self, row: u32) -> u32;
}

/// One row of several.
#[derive(Debug)]
pub(super) struct RowOf<'r, R> {
    rows: &'r R,
    row: u32,
}

impl<R> Clone for RowOf<'_, R> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<R> Copy for RowOf<'_, R> {}

impl<'r, R: Rows> RowOf<'r, R> {
    /// A row by its place among the rows.
    pub(super) fn new(rows: &'r R, row: u32) -> Self {
        RowOf { rows, row }
    }

    /// A cell.
    #[inline]
    pub(super) fn cell(self, column: usize) -> Value<'r> {
        self.rows.cell(self.row, column)
    }

    /// The row's number in its file.
    pub(super) fn number(self) -> u32 {
        self.rows.number(self.row)
    }
}

impl Value<'_> {
    /// The value as the text it would be in a CSV, without blanks around it.
    pub(super) fn text<'s>(&'s self, scratch: &'s mut Vec<u8>) -> &'s [u8] {
        use std::io::Write as _;
        scratch.clear();
        // Writing into a vector never fails.
        let _ = match *self {
            Value::Missing => Ok(()),
            Value::Bytes(bytes) => return trimmed(bytes),
            Value::Day(day) => scratch.write_all(crate::calendar::to_iso(day).as_bytes()),
            Value::Whole(n) => write!(scratch, "{n}"),
            Value::Real(n) => write!(scratch, "{n}"),
            Value::Flag(yes) => scratch.write_all(if yes { b"true" } else { b"false" }),
        };
        scratch
    }
}

/// The bytes without blanks around them.
#[inline]
pub(super) fn trimmed(bytes: &[u8]) -> &[u8] {
    match (bytes.first(), bytes.last()) {
        (Some(a), Some(b)) if a.is_ascii_whitespace() || b.is_ascii_whitespace() => bytes.trim_ascii(),
        _ => bytes,
    }
}
