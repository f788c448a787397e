//! One cell of a sheet, as the importer takes it.

use crate::calendar::{Day, from_civil};
use calamine::{DataRef, ExcelDateTime};

/// What stands in a cell; texts lie in a buffer beside it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Stored {
    Missing,
    /// From and up to a place in the buffer.
    Text(usize, usize),
    Day(Day),
    Whole(i64),
    Real(f64),
    Flag(bool),
    /// An error of Excel by its sign: nothing is known.
    Error(&'static str),
}

impl Stored {
    /// Takes a cell's value; a text goes to the end of the buffer.
    pub(super) fn of(value: &DataRef<'_>, texts: &mut Vec<u8>) -> Stored {
        match value {
            DataRef::Empty => Stored::Missing,
            DataRef::String(text) | DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => {
                Stored::text(text, texts)
            }
            DataRef::SharedString(text) => Stored::text(text, texts),
            DataRef::Int(n) => Stored::Whole(*n),
            DataRef::Float(n) => Stored::number(*n),
            DataRef::Bool(yes) => Stored::Flag(*yes),
            DataRef::DateTime(when) => day(when).map_or(Stored::number(when.as_f64()), Stored::Day),
            DataRef::Error(error) => Stored::Error(sign(error)),
        }
    }

    /// A number: whole when nothing stands behind its point, as ids are.
    fn number(n: f64) -> Stored {
        // Every whole number up to here is held exactly.
        if n.fract() == 0.0 && n.abs() < 9_007_199_254_740_992.0 {
            return Stored::Whole(n as i64);
        }
        Stored::Real(n)
    }

    fn text(text: &str, texts: &mut Vec<u8>) -> Stored {
        let trimmed = text.trim();
        if trimmed.is_empty() {
            return Stored::Missing;
        }
        let from = texts.len();
        texts.extend_from_slice(trimmed.as_bytes());
        Stored::Text(from, texts.len())
    }
}

/// The day of a date; nothing for a length of time, and for what no date of a record can be.
fn day(when: &ExcelDateTime) -> Option<Day> {
    if !when.is_datetime() || when.as_f64() < 1.0 {
        return None;
    }
    let (year, month, day, ..) = when.to_ymd_hms_milli();
    if !(1900..=2199).contains(&year) {
        return None;
    }
    from_civil(i32::from(year), u32::from(month), u32::from(day))
}

fn sign(error: &calamine::CellErrorType) -> &'static str {
    use calamine::CellErrorType as E;
    match error {
        E::Div0 => "#DIV/0!",
        E::NA => "#N/A",
        E::Name => "#NAME?",
        E::Null => "#NULL!",
        E::Num => "#NUM!",
        E::Ref => "#REF!",
        E::Value => "#VALUE!",
        E::GettingData => "#GETTING_DATA",
    }
}
