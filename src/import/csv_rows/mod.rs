//! CSV read in blocks by `csv-core`, nothing allocated per row: rows are places in a block.

mod block;
mod even;
mod first_bytes;
mod stops;
#[cfg(test)]
mod tests;
mod tidy;

use super::encoding::marked;
use super::error::plain_reason;
use block::Added;
pub(super) use block::{Block, Row};

use csv_core::{ReadRecordResult, Reader, ReaderBuilder};
pub(in crate::import) use first_bytes::delimiter;
use first_bytes::{MARK, fault};
use std::fs::File;
use std::io::{BufRead, Read};
use std::path::Path;
use tidy::tidy_rows;

/// How much is read at a time.
const BLOCK: usize = 1 << 16;
/// A row longer than this is no row: most likely a quote was left open.
const LONGEST_ROW: usize = 1 << 24;

/// Why a file cannot be read on. Rows are counted as people count them: the header is row 1.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub(super) enum CsvFault {
    #[error("it is empty: there is not even a row of column names; export it again")]
    Empty,
    #[error("it is written in UTF-16 and does not begin by saying so: save it as \"CSV UTF-8\"")]
    Utf16,
    #[error("it is {0}, not CSV: save it as \"CSV UTF-8\", or name it by what it is")]
    NotCsv(&'static str),
    #[error("row {0} is longer than 16 MB: is a quote left open there?")]
    LongRow(u32),
    #[error(
        "a quote that opens in row {0} is never closed: export it again, with the quotes within a text doubled"
    )]
    OpenQuote(u32),
    #[error("it has more than {} rows: make two files of it", u32::MAX)]
    TooManyRows,
    #[error("reading stopped after row {row}: {why}; export it again")]
    Read { row: u32, why: String },
}

/// A CSV text being read.
#[derive(Debug)]
pub(super) struct CsvRows<R> {
    source: R,
    parser: Reader,
    delimiter: u8,
    input: Vec<u8>,
    block: Block,
    /// Whether the block holds what followed the header.
    fresh: bool,
    ended: bool,
    /// Whether a row has been begun and not ended.
    in_row: bool,
    /// The last byte that was read of the text.
    last: u8,
    row: u32,
    header: Vec<String>,
}

impl CsvRows<Box<dyn BufRead>> {
    /// Opens a file, in UTF-8 or in marked UTF-16; an error says why it cannot be read.
    pub(super) fn of_file(path: &Path) -> Result<Self, String> {
        let source = File::open(path).and_then(marked);
        let source = source.map_err(|e| format!("it cannot be read: {}", plain_reason(&e)))?;
        CsvRows::open(source).map_err(|e| e.to_string())
    }
}

impl<R: Read> CsvRows<R> {
    /// Reads the row of column names: trimmed, without a byte order mark.
    pub(super) fn open(source: R) -> Result<Self, CsvFault> {
        let mut rows = CsvRows {
            source,
            parser: Reader::new(),
            delimiter: b',',
            input: Vec::new(),
            block: Block::default(),
            fresh: true,
            ended: false,
            in_row: false,
            last: b'\n',
            row: 0,
            header: Vec::new(),
        };
        rows.read()?;
        if let Some(why) = fault(&rows.input) {
            return Err(why);
        }
        if rows.input.starts_with(MARK) {
            rows.input.drain(..MARK.len());
        }
        rows.delimiter = delimiter(&rows.input);
        rows.parser = ReaderBuilder::new().delimiter(rows.delimiter).build();
        loop {
            rows.split()?;
            if let Some(names) = rows.block.pop_first() {
                rows.header = names;
                return Ok(rows);
            }
            if !rows.read()? {
                return Err(CsvFault::Empty);
            }
        }
    }

    /// The column names.
    pub(super) fn header(&self) -> &[String] {
        &self.header
    }

    /// The next rows; nothing at the end. The first call gives what followed the header in its block.
    pub(super) fn next_block(&mut self) -> Result<Option<&Block>, CsvFault> {
        if !std::mem::take(&mut self.fresh) {
            loop {
                self.block.drop_rows();
                if !self.read()? {
                    return Ok(None);
                }
                self.split()?;
                if self.block.len() > 0 {
                    break;
                }
            }
        }
        Ok(Some(&self.block))
    }

    /// Reads more; says whether the end had not been reached before.
    fn read(&mut self) -> Result<bool, CsvFault> {
        if self.ended {
            return Ok(false);
        }
        let read = self.source.by_ref().take(BLOCK as u64).read_to_end(&mut self.input);
        let n = read.map_err(|e| CsvFault::Read { row: self.row, why: plain_reason(&e) })?;
        if n < BLOCK {
            self.ended = true;
            // A last row without a line end gets one: a row still open behind it has an open quote.
            if !matches!(self.input.last().unwrap_or(&self.last), b'\n' | b'\r') {
                self.input.push(b'\n');
            }
        }
        Ok(true)
    }

    /// Splits what was read into rows.
    fn split(&mut self) -> Result<(), CsvFault> {
        self.block.make_room(self.input.len());
        let (mut at, mut kept) = (0, None);
        // Up to here the parser reads row by row.
        let mut one_by_one = 0;
        while let Some(rest) = self.input.get(at..).filter(|rest| !rest.is_empty()) {
            if !self.in_row {
                let before = at.checked_sub(1).and_then(|i| self.input.get(i)).unwrap_or(&self.last);
                let (blank, rows) = blank_rows(rest, *before);
                self.row = self.row.checked_add(rows).ok_or(CsvFault::TooManyRows)?;
                self.in_row = blank < rest.len();
                at += blank;
                if blank > 0 {
                    continue;
                }
                if at >= one_by_one {
                    // Most rows are taken as they stand. The first row of all comes alone: the others will have as many
                    // cells.
                    let tidy = tidy_rows(rest, self.delimiter, self.block.is_new());
                    if tidy.rows == 0 && tidy.open && !self.ended && rest.len() <= LONGEST_ROW {
                        // The rest of the row is still to come.
                        self.in_row = false;
                        kept = Some(at);
                        break;
                    }
                    let rows = rest.get(..tidy.rows).unwrap_or_default();
                    match self.block.add_tidy(rows, self.delimiter, tidy.quoted, self.row) {
                        Added::All(last) => {
                            self.row = last.ok_or(CsvFault::TooManyRows)?;
                            self.in_row = false;
                            at += rows.len();
                            continue;
                        }
                        Added::None => one_by_one = at + rows.len(),
                    }
                }
            }
            let (bytes, ends) = self.block.room();
            let (result, read, wrote, ended) = self.parser.read_record(rest, bytes, ends);
            at += read;
            self.block.add(wrote, ended);
            match result {
                ReadRecordResult::Record => {
                    self.row = self.row.checked_add(1).ok_or(CsvFault::TooManyRows)?;
                    self.block.close_row(self.row);
                    self.in_row = false;
                    continue;
                }
                ReadRecordResult::OutputEndsFull => self.block.make_room_for_ends(),
                ReadRecordResult::OutputFull => self.block.make_room(BLOCK),
                ReadRecordResult::InputEmpty | ReadRecordResult::End => {}
            }
            if self.block.open_size() > LONGEST_ROW {
                return Err(CsvFault::LongRow(self.row.saturating_add(1)));
            }
        }
        let done = kept.unwrap_or(self.input.len());
        self.last = done.checked_sub(1).and_then(|i| self.input.get(i)).copied().unwrap_or(self.last);
        self.input.drain(..done);
        if self.ended && self.in_row {
            return Err(CsvFault::OpenQuote(self.row.saturating_add(1)));
        }
        self.block.settle();
        Ok(())
    }
}

/// The line ends that a text begins with, and how many rows without a cell they close. The first may be the second
/// half of one that was read before.
fn blank_rows(text: &[u8], before: u8) -> (usize, u32) {
    let (mut before, mut bytes, mut rows) = (before, 0, 0);
    for byte in text.iter().take_while(|b| matches!(b, b'\n' | b'\r')) {
        rows += u32::from(*byte == b'\r' || before != b'\r');
        bytes += 1;
        before = *byte;
    }
    (bytes, rows)
}
