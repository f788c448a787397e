//! A CSV file fed to a sink.

use super::sink::Sink;
use crate::import::cell::{Rows, Value};
use crate::import::csv_rows::{Block, CsvRows, Row};
use crate::import::rows::Header;
use crate::import::tally::Refusal;
use std::io::Read;
use std::path::Path;

/// Reads the file to its end. An error says why it could not be read; rows before it were fed.
pub(super) fn read(path: &Path, sink: &mut impl Sink) -> Result<(), String> {
    let rows = CsvRows::of_file(path)?;
    let header = Header::new(rows.header());
    sink.begin(&header)?;
    feed(rows, header.len(), sink)
}

/// Feeds rows of so many cells to a sink that knows the header.
pub(super) fn feed(mut rows: CsvRows<impl Read>, width: usize, sink: &mut impl Sink) -> Result<(), String> {
    let mut sound = Vec::new();
    while let Some(block) = rows.next_block().map_err(|e| e.to_string())? {
        sound.clear();
        let even = block.even(width);
        for place in 0..even.start {
            let Some(row) = block.get(place) else { continue };
            if row.len() == width || only_blanks_more(&row, width) {
                sound.push(place);
            } else {
                sink.refuse(Refusal::Ragged, row.number());
            }
        }
        sound.extend(even);
        sink.rows(block, &sound, block.is_utf8());
        if sink.is_full() {
            break;
        }
    }
    Ok(())
}

impl Rows for Block {
    #[inline(always)]
    fn cell(&self, row: u32, column: usize) -> Value<'_> {
        Value::Bytes(Block::cell(self, row, column))
    }

    fn number(&self, row: u32) -> u32 {
        Block::number(self, row)
    }
}

/// A row may end in separators with nothing behind them.
fn only_blanks_more(row: &Row<'_>, width: usize) -> bool {
    row.len() > width && (width..row.len()).all(|i| row.cell(i).trim_ascii().is_empty())
}
