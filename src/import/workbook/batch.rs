//! Some thousand rows of a sheet, to be read column by column.

use super::cell::Stored;
use super::notes::Noted;
use super::rows::RowCells;
use crate::import::cell::{Rows, Value};

/// Rows taken before they are handed on ...
const ROWS: usize = 2048;
/// ... or bytes of their texts.
const BYTES: usize = 1 << 20;

/// Rows below a header, of the header's width.
#[derive(Debug)]
pub(in crate::import) struct Batch {
    width: usize,
    cells: Vec<Stored>,
    numbers: Vec<u32>,
    texts: Vec<u8>,
}

impl Batch {
    /// An empty batch for a header of this many columns.
    pub(in crate::import) fn new(width: usize) -> Batch {
        Batch { width, cells: Vec::new(), numbers: Vec::new(), texts: Vec::new() }
    }

    /// Takes a row. What no value can be made of is noted.
    pub(in crate::import) fn take(&mut self, row: &RowCells, noted: &mut Noted) {
        let from = self.cells.len();
        self.cells.resize(from + self.width, Stored::Missing);
        let moved = self.texts.len();
        self.texts.extend_from_slice(&row.texts);
        self.numbers.push(row.number);
        for (column, stored) in &row.cells {
            if *column >= self.width {
                noted.outside();
                continue;
            }
            let stored = match stored {
                Stored::Text(a, b) => Stored::Text(a + moved, b + moved),
                Stored::Error(sign) => {
                    noted.error(*column, sign);
                    Stored::Missing
                }
                other => *other,
            };
            if let Some(place) = self.cells.get_mut(from + column) {
                *place = stored;
            }
        }
        for column in row.unfinished.iter().filter(|c| **c < self.width) {
            noted.unfinished(*column);
        }
    }

    /// Whether the rows are to be handed on.
    pub(in crate::import) fn is_full(&self) -> bool {
        self.numbers.len() >= ROWS || self.texts.len() >= BYTES
    }

    /// The places of all rows.
    pub(in crate::import) fn places(&self) -> Vec<u32> {
        (0..self.numbers.len() as u32).collect()
    }

    /// Forgets the rows.
    pub(in crate::import) fn clear(&mut self) {
        self.cells.clear();
        self.numbers.clear();
        self.texts.clear();
    }
}

impl Rows for Batch {
    fn cell(&self, row: u32, column: usize) -> Value<'_> {
        if column >= self.width {
            return Value::Missing;
        }
        match self.cells.get(row as usize * self.width + column) {
            None | Some(Stored::Missing | Stored::Error(_)) => Value::Missing,
            Some(Stored::Text(from, to)) => self.texts.get(*from..*to).map_or(Value::Missing, Value::Bytes),
            Some(Stored::Day(day)) => Value::Day(*day),
            Some(Stored::Whole(n)) => Value::Whole(*n),
            Some(Stored::Real(n)) => Value::Real(*n),
            Some(Stored::Flag(yes)) => Value::Flag(*yes),
        }
    }

    fn number(&self, row: u32) -> u32 {
        self.numbers.get(row as usize).copied().unwrap_or(0)
    }
}
