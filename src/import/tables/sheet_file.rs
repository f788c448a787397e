//! A sheet of a workbook fed to a sink.

use super::sink::Sink;
use crate::import::workbook::{Batch, Head, Noted, RowCells, Sheet, SheetRows};
use crate::text::many;

/// Reads the sheet to its end and gives the notes for the report. An error says why it could not be read; rows before it
/// were fed.
pub(super) fn read(sheet: &Sheet, sink: &mut impl Sink) -> Result<Vec<String>, String> {
    let mut book = sheet.book.open()?;
    let mut rows = SheetRows::new(&mut book, &sheet.name)?;
    let head = Head::find(&mut rows, |header| sink.known(header))?;
    let Some(Head { header, below, row: header_row, titles }) = head else {
        return Err("the sheet is empty: export it again".to_owned());
    };
    sink.begin(&header)?;
    let mut noted = Noted::default();
    let mut batch = Batch::new(header.len());
    for row in &below {
        batch.take(row, &mut noted);
    }
    let mut row = RowCells::default();
    loop {
        let more = rows.next(&mut row)?;
        if batch.is_full() || !more {
            sink.rows(&batch, &batch.places(), true);
            batch.clear();
        }
        if !more || sink.is_full() {
            break;
        }
        batch.take(&row, &mut noted);
    }
    let mut notes = noted.words(&header, &sink.columns());
    if titles > 0 {
        let above = many(titles as u64, "row");
        notes.insert(0, format!("the column names stand in row {header_row}: {above} above them not read"));
    }
    Ok(notes)
}
