//! What the checks found as a workbook: the failing places, every rule with its outcome, and notes.

use crate::report::{VALIDATION_COLUMNS, Validation};
use rust_xlsxwriter::{Format, Workbook, XlsxError};

/// The bytes of the workbook.
pub fn validation_book(v: &Validation) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    let bold = Format::new().set_bold();
    let sheet = book.add_worksheet();
    sheet.set_name("Failing places")?;
    let widths = [14.0, 8.0, 9.0, 60.0, 22.0, 28.0, 8.0, 22.0, 50.0];
    for (at, (width, column)) in widths.iter().zip(VALIDATION_COLUMNS).enumerate() {
        sheet.set_column_width(at as u16, *width)?;
        sheet.write_with_format(0, at as u16, column, &bold)?;
    }
    sheet.set_freeze_panes(1, 0)?;
    let mut row = 0;
    for line in v.lines() {
        row += 1;
        for (at, cell) in line.iter().enumerate() {
            match (at, cell.parse::<u32>()) {
                (6, Ok(number)) => sheet.write(row, at as u16, number)?,
                _ => sheet.write(row, at as u16, cell.as_str())?,
            };
        }
    }
    if row > 0 {
        sheet.autofilter(0, 0, row, VALIDATION_COLUMNS.len() as u16 - 1)?;
    }
    let sheet = book.add_worksheet();
    sheet.set_name("Rules")?;
    let columns = ["rule", "severity", "message", "outcome", "failing", "passed", "not judged"];
    for (at, (width, column)) in [8.0, 9.0, 80.0, 30.0, 9.0, 9.0, 11.0].iter().zip(columns).enumerate() {
        sheet.set_column_width(at as u16, *width)?;
        sheet.write_with_format(0, at as u16, column, &bold)?;
    }
    sheet.set_freeze_panes(1, 0)?;
    for (at, r) in v.rules.iter().enumerate() {
        let row = at as u32 + 1;
        sheet.write(row, 0, r.code.as_str())?;
        sheet.write(row, 1, r.severity.word())?;
        sheet.write(row, 2, r.message.as_str())?;
        sheet.write(row, 3, r.outcome.words())?;
        sheet.write(row, 4, r.failed.len() as u32)?;
        sheet.write(row, 5, r.passed)?;
        sheet.write(row, 6, r.not_judged)?;
    }
    let sheet = book.add_worksheet();
    sheet.set_name("Notes")?;
    sheet.set_column_width(0, 120.0)?;
    for (at, note) in v.remarks().enumerate() {
        sheet.write(at as u32, 0, note.as_str())?;
    }
    book.save_to_buffer()
}
