//! CSV read in blocks, without copying a cell: rows are places in a block.

mod block;
mod header;
mod quoted;
mod scan;
#[cfg(test)]
mod tests;

pub(super) use block::{Block, Row};

use header::{Signature, signature};
use scan::Scanner;
use std::io::Read;

/// How much is read at a time.
const BLOCK: usize = 1 << 18;
/// A row longer than this is no row: most likely a quote was left open.
const LONGEST_ROW: usize = 1 << 24;

/// Why a file cannot be read on. Rows are counted as people count them: the header is row 1.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub(super) enum CsvFault {
    #[error("it is empty: there is not even a row of column names")]
    Empty,
    #[error("it is written in UTF-16: save it as \"CSV UTF-8\"")]
    Utf16,
    #[error("it is {0}, not CSV")]
    NotCsv(&'static str),
    #[error("row {0} is longer than 16 MB: is a quote left open there?")]
    LongRow(u32),
    #[error("a quote that opens in row {0} is never closed")]
    OpenQuote(u32),
    #[error("it has more than {} rows", u32::MAX)]
    TooManyRows,
    #[error("reading stopped after row {row}: {why}")]
    Read { row: u32, why: String },
}

/// A CSV text being read.
#[derive(Debug)]
pub(super) struct CsvRows<R> {
    source: R,
    block: Block,
    scanner: Scanner,
    /// Unused bytes at the end of the block, the beginning of the next one.
    rest: usize,
    ended: bool,
    row: u32,
    header: Vec<String>,
}

impl<R: Read> CsvRows<R> {
    /// Reads the row of column names: trimmed, without a byte order mark.
    pub(super) fn open(source: R) -> Result<Self, CsvFault> {
        let mut rows = CsvRows {
            source,
            block: Block::default(),
            scanner: Scanner::default(),
            rest: 0,
            ended: false,
            row: 0,
            header: Vec::new(),
        };
        rows.first_block()?;
        Ok(rows)
    }

    /// The column names.
    pub(super) fn header(&self) -> &[String] {
        &self.header
    }

    /// The next rows; nothing at the end. The first call gives what followed the header in its block.
    pub(super) fn next_block(&mut self) -> Result<Option<&Block>, CsvFault> {
        if self.block.taken {
            loop {
                if !self.fill()? {
                    return Ok(None);
                }
                self.split()?;
                if self.block.has_rows() {
                    break;
                }
            }
        }
        self.block.taken = true;
        Ok(Some(&self.block))
    }

    fn first_block(&mut self) -> Result<(), CsvFault> {
        self.block.taken = true;
        if !self.fill()? {
            return Err(CsvFault::Empty);
        }
        match signature(&self.block.bytes) {
            Signature::Plain => {}
            Signature::Marked(n) => self.block.begin = n,
            Signature::Fault(fault) => return Err(fault),
        }
        self.scanner = Scanner::for_text(&self.block.bytes);
        loop {
            self.split()?;
            if let Some(row) = self.block.pop_first() {
                let names = (0..row.len()).map(|i| String::from_utf8_lossy(row.cell(i)).trim().to_owned());
                self.header = names.collect();
                self.block.taken = false;
                return Ok(());
            }
            if !self.fill()? {
                return Err(CsvFault::Empty);
            }
        }
    }

    /// Moves the rest to the front and reads more behind it; says whether there is anything.
    fn fill(&mut self) -> Result<bool, CsvFault> {
        if self.ended {
            return Ok(false);
        }
        let keep_from = self.block.bytes.len() - self.rest;
        self.block.bytes.drain(..keep_from);
        self.block.begin = 0;
        let before = self.block.bytes.len();
        // A row longer than a block is met with ever larger blocks, so that it is not scanned over and over.
        let wanted = BLOCK.max(before);
        let mut part = self.source.by_ref().take(wanted as u64);
        let read = part.read_to_end(&mut self.block.bytes);
        let n = read.map_err(|e| CsvFault::Read { row: self.row, why: super::error::plain_reason(&e) })?;
        self.scanner.unify_line_ends(self.block.bytes.get_mut(before..).unwrap_or_default());
        if n < wanted {
            self.ended = true;
            // A last row without a line end gets one.
            if self.block.bytes.last().is_some_and(|b| *b != b'\n') {
                self.block.bytes.push(b'\n');
            }
        }
        Ok(!self.block.bytes.is_empty())
    }

    fn split(&mut self) -> Result<(), CsvFault> {
        self.rest = self.scanner.split(&mut self.block, &mut self.row, self.ended)?;
        if self.rest > LONGEST_ROW {
            return Err(CsvFault::LongRow(self.row + 1));
        }
        Ok(())
    }
}
