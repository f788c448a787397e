//! A workbook of lists: texts, numbers, and dates as Excel holds them.

use super::headers::HEADERS;
use crate::calendar::{Day, to_civil};
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook, Worksheet, XlsxError};

/// 1 January 1970 as Excel counts days.
const FIRST: Day = 25_569;

/// What stands in a cell.
pub(super) enum Cell<'a> {
    Text(&'a str),
    Owned(String),
    Day(Option<Day>),
    Number(usize),
}

/// The lists written so far.
pub(super) struct Book {
    workbook: Workbook,
    date: Format,
    head: Format,
    rows: u64,
}

impl Book {
    /// An empty workbook, made on a day: no clock is read.
    pub(super) fn new(day: Day) -> Result<Book, XlsxError> {
        let mut workbook = Workbook::new();
        if let Some((year, month, day)) = to_civil(day) {
            let made = ExcelDateTime::from_ymd(year.unsigned_abs() as u16, month as u8, day as u8)?;
            workbook.set_properties(&DocProperties::new().set_creation_datetime(&made));
        }
        let date = Format::new().set_num_format("dd/mm/yyyy");
        Ok(Book { workbook, date, head: Format::new().set_bold(), rows: 0 })
    }

    /// Writes a list; each of its rows has a cell for each column of the header.
    pub(super) fn list(&mut self, number: usize, rows: &[Vec<Cell<'_>>]) -> Result<(), XlsxError> {
        let mut sheet = Worksheet::new();
        sheet.set_name(format!("List {number}"))?;
        let header = HEADERS.get(number.wrapping_sub(1)).copied().unwrap_or(&[]);
        for (column, name) in (0..).zip(header) {
            sheet.write_string_with_format(0, column, *name, &self.head)?;
            sheet.set_column_width(column, 18)?;
        }
        sheet.set_freeze_panes(1, 1)?;
        for (row, cells) in (1..).zip(rows) {
            if cells.len() != header.len() {
                let fault = format!("a row of list {number} is not as wide as its header");
                return Err(XlsxError::ParameterError(fault));
            }
            for (column, cell) in (0..).zip(cells) {
                match cell {
                    Cell::Text("") | Cell::Day(None) => continue,
                    Cell::Owned(text) => sheet.write_string(row, column, text.as_str())?,
                    Cell::Text(text) => sheet.write_string(row, column, *text)?,
                    Cell::Day(Some(day)) => {
                        sheet.write_number_with_format(row, column, day + FIRST, &self.date)?
                    }
                    Cell::Number(n) => sheet.write_number(row, column, *n as f64)?,
                };
            }
        }
        self.rows += rows.len() as u64;
        self.workbook.push_worksheet(sheet);
        Ok(())
    }

    /// The finished workbook, and the rows of all its lists.
    pub(super) fn finish(mut self) -> Result<(Vec<u8>, u64), XlsxError> {
        Ok((self.workbook.save_to_buffer()?, self.rows))
    }
}
