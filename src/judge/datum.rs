//! A value while a condition is asked.

use crate::calendar::Day;
use crate::record::{Row, TextCode};

/// A value, or unknown.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Datum {
    /// Missing, or not yet.
    Unknown,
    /// A number.
    Number(f64),
    /// A number that lies between two (a count with doubtful records).
    Between(f64, f64),
    /// A text or code of the records.
    Text(TextCode),
    /// Yes or no.
    YesNo(bool),
    /// A day, or two where the calendar runs out.
    Day(Day),
    /// A day that is not known exactly.
    Days(Day, Day),
    /// A record.
    Row(Row),
}
