//! One field of one kind, as a column. Missing is a value of its own in every type.

use super::caseload::NO_ROW;
use super::texts::TextCode;
use crate::calendar::{Day, NEVER};

/// A column. `Date` holds happening and planned dates alike; the vocabulary tells which.
#[derive(Debug, Clone, PartialEq)]
pub enum Column {
    /// Missing is [`NEVER`].
    Date(Vec<Day>),
    /// 0 no, 1 yes, 2 missing.
    YesNo(Vec<u8>),
    /// Missing is NaN.
    Number(Vec<f64>),
    /// Texts and codes; missing is [`TextCode::NONE`].
    Text(Vec<TextCode>),
    /// Row of the linked kind; missing or unknown id is [`NO_ROW`].
    Link(Vec<u32>),
    /// Nothing was ever written: costs nothing.
    Empty,
}

impl Column {
    /// The date of a row, [`NEVER`] when missing.
    #[inline]
    pub fn date(&self, row: u32) -> Day {
        match self {
            Column::Date(v) => v.get(row as usize).copied().unwrap_or(NEVER),
            _ => NEVER,
        }
    }

    /// Yes or no, if known.
    #[inline]
    pub fn yes_no(&self, row: u32) -> Option<bool> {
        match self {
            Column::YesNo(v) => {
                v.get(row as usize).and_then(|b| [Some(false), Some(true), None].get(*b as usize).copied()?)
            }
            _ => None,
        }
    }

    /// The number, if known.
    #[inline]
    pub fn number(&self, row: u32) -> Option<f64> {
        match self {
            Column::Number(v) => v.get(row as usize).copied().filter(|n| !n.is_nan()),
            _ => None,
        }
    }

    /// The text or code, if known.
    #[inline]
    pub fn text(&self, row: u32) -> Option<TextCode> {
        match self {
            Column::Text(v) => v.get(row as usize).copied().filter(|c| *c != TextCode::NONE),
            _ => None,
        }
    }

    /// The linked row, if known.
    #[inline]
    pub fn link(&self, row: u32) -> Option<u32> {
        match self {
            Column::Link(v) => v.get(row as usize).copied().filter(|r| *r != NO_ROW),
            _ => None,
        }
    }

    /// Whether a value of the field's type stands there (happening dates: whatever their day).
    pub fn known(&self, row: u32) -> bool {
        match self {
            Column::Date(_) => self.date(row) != NEVER,
            Column::YesNo(_) => self.yes_no(row).is_some(),
            Column::Number(_) => self.number(row).is_some(),
            Column::Text(_) => self.text(row).is_some(),
            Column::Link(_) => self.link(row).is_some(),
            Column::Empty => false,
        }
    }

    /// Makes the value of a row missing.
    pub(super) fn forget(&mut self, row: usize) {
        fn put<T>(v: &mut [T], row: usize, missing: T) {
            if let Some(slot) = v.get_mut(row) {
                *slot = missing;
            }
        }
        match self {
            Column::Date(v) => put(v, row, NEVER),
            Column::YesNo(v) => put(v, row, 2),
            Column::Number(v) => put(v, row, f64::NAN),
            Column::Text(v) => put(v, row, TextCode::NONE),
            Column::Link(v) => put(v, row, NO_ROW),
            Column::Empty => {}
        }
    }

    /// The same column in a new order of rows.
    pub(super) fn permuted(&self, order: &[u32]) -> Column {
        fn pick<T: Copy>(v: &[T], order: &[u32], missing: T) -> Vec<T> {
            order.iter().map(|&i| v.get(i as usize).copied().unwrap_or(missing)).collect()
        }
        match self {
            Column::Date(v) => Column::Date(pick(v, order, NEVER)),
            Column::YesNo(v) => Column::YesNo(pick(v, order, 2)),
            Column::Number(v) => Column::Number(pick(v, order, f64::NAN)),
            Column::Text(v) => Column::Text(pick(v, order, TextCode::NONE)),
            Column::Link(v) => Column::Link(pick(v, order, NO_ROW)),
            Column::Empty => Column::Empty,
        }
    }
}
