//! The rows of a sheet, one after the other, as its cells stream in.

use super::book::{Open, guarded};
use super::cell::Stored;
use calamine::{DataRef, XlsxCellReader};
use std::fs::File;
use std::io::BufReader;

/// Bytes that a text of Excel has at most: 32,767 letters. One text may stand in a million cells, and is copied.
const LONGEST: usize = 4 * 32_767;

/// One row: the cells in which something stands, by column.
#[derive(Debug, Clone, Default)]
pub(in crate::import) struct RowCells {
    /// Excel's own number.
    pub(super) number: u32,
    pub(super) cells: Vec<(usize, Stored)>,
    pub(super) texts: Vec<u8>,
    /// Columns with a formula of which no result is stored.
    pub(super) unfinished: Vec<usize>,
}

/// The rows of one sheet in which anything stands.
pub(in crate::import) struct SheetRows<'b> {
    cells: XlsxCellReader<'b, BufReader<File>>,
    /// The first cell of the next row, read already.
    ahead: Option<(u32, usize, Stored, bool)>,
    ahead_texts: Vec<u8>,
    /// The end was reached; beyond it the reader would take the file for cut short.
    ended: bool,
}

impl<'b> SheetRows<'b> {
    /// The rows of a sheet of an open workbook.
    pub(in crate::import) fn new(book: &'b mut Open, sheet: &str) -> Result<SheetRows<'b>, String> {
        let cells = guarded(move || book.worksheet_cells_reader(sheet))?;
        Ok(SheetRows { cells, ahead: None, ahead_texts: Vec::new(), ended: false })
    }

    /// Reads the next row that is not blank into `row`; gives whether there was one.
    pub(in crate::import) fn next(&mut self, row: &mut RowCells) -> Result<bool, String> {
        row.clear();
        let mut at = None;
        if let Some((number, column, stored, unfinished)) = self.ahead.take() {
            std::mem::swap(&mut row.texts, &mut self.ahead_texts);
            row.put(column, stored, unfinished);
            at = Some(number);
        }
        loop {
            let cell = match self.ended {
                true => None,
                false => {
                    let cells = &mut self.cells;
                    guarded(move || cells.next_cell_with_formula_metadata())?
                }
            };
            let Some(cell) = cell else {
                self.ended = true;
                row.number = at.unwrap_or(0);
                return Ok(at.is_some());
            };
            let (number, column) = (cell.pos.0.saturating_add(1), cell.pos.1 as usize);
            if length(&cell.value) > LONGEST {
                return Err(format!(
                    "row {number} has a longer text than Excel can hold: open it in Excel and save it again as .xlsx"
                ));
            }
            let is_next = at.is_some_and(|at| at != number);
            self.ahead_texts.clear();
            let texts = if is_next { &mut self.ahead_texts } else { &mut row.texts };
            let stored = Stored::of(&cell.value, texts);
            let unfinished = cell.formula.is_some() && cell.value == DataRef::Empty;
            if stored == Stored::Missing && !unfinished {
                continue;
            }
            if is_next {
                self.ahead = Some((number, column, stored, unfinished));
                row.number = at.unwrap_or(0);
                return Ok(true);
            }
            at = Some(number);
            row.put(column, stored, unfinished);
        }
    }
}

/// Bytes of a text.
fn length(value: &DataRef<'_>) -> usize {
    match value {
        DataRef::String(text) => text.len(),
        DataRef::SharedString(text) => text.len(),
        _ => 0,
    }
}

impl RowCells {
    fn clear(&mut self) {
        self.cells.clear();
        self.texts.clear();
        self.unfinished.clear();
    }

    fn put(&mut self, column: usize, stored: Stored, unfinished: bool) {
        match unfinished {
            true => self.unfinished.push(column),
            false => self.cells.push((column, stored)),
        }
    }

    /// The text of each column up to the last in which something stands, as names of columns are.
    pub(super) fn names(&self) -> Vec<String> {
        let width = self.cells.iter().map(|c| c.0 + 1).max().unwrap_or(0);
        let mut names = vec![String::new(); width];
        for (column, stored) in &self.cells {
            if let Some(name) = names.get_mut(*column) {
                *name = self.text(*stored);
            }
        }
        names
    }

    fn text(&self, stored: Stored) -> String {
        match stored {
            Stored::Text(from, to) => {
                let bytes = self.texts.get(from..to).unwrap_or(&[]);
                String::from_utf8_lossy(bytes).into_owned()
            }
            Stored::Day(day) => crate::calendar::to_iso(day),
            Stored::Whole(n) => n.to_string(),
            Stored::Real(n) => n.to_string(),
            Stored::Flag(yes) => yes.to_string(),
            Stored::Error(sign) => sign.to_owned(),
            Stored::Missing => String::new(),
        }
    }
}
