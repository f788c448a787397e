//! Finds the ends of cells, eight bytes at a time.

use super::CsvFault;
use super::block::{Block, Mark};
use super::quoted;

/// How cells and rows end in one file.
#[derive(Debug, Clone, Copy)]
pub(super) struct Scanner {
    delimiter: u8,
    /// Rows end with a bare carriage return.
    old_line_ends: bool,
}

impl Default for Scanner {
    fn default() -> Self {
        Scanner { delimiter: b',', old_line_ends: false }
    }
}

const LOW: u64 = 0x7F7F_7F7F_7F7F_7F7F;
const ONES: u64 = 0x0101_0101_0101_0101;

/// The high bit of every byte of `word` that is `byte`.
#[inline]
fn equal(word: u64, byte: u8) -> u64 {
    let x = word ^ (ONES * u64::from(byte));
    !(((x & LOW) + LOW) | x | LOW)
}

impl Scanner {
    /// Looks at the first line: which of `,` `;` tab and `|` stands in it most often.
    pub(super) fn for_text(bytes: &[u8]) -> Scanner {
        // The last byte may be a line end that was added.
        let all_but_last = bytes.split_last().map_or(bytes, |(_, rest)| rest);
        let old_line_ends = !all_but_last.contains(&b'\n') && all_but_last.contains(&b'\r');
        let first_line = bytes.split(|b| matches!(b, b'\n' | b'\r')).find(|l| !l.is_empty()).unwrap_or(&[]);
        let count = |d: u8| first_line.iter().filter(|b| **b == d).count();
        let delimiter = [b',', b';', b'\t', b'|'].into_iter().rev().max_by_key(|d| count(*d)).unwrap_or(b',');
        Scanner { delimiter, old_line_ends }
    }

    /// Turns bare carriage returns into line ends, in a file that has no others.
    pub(super) fn unify_line_ends(self, bytes: &mut [u8]) {
        if self.old_line_ends {
            for b in bytes.iter_mut().filter(|b| **b == b'\r') {
                *b = b'\n';
            }
        }
    }

    /// Splits the block into rows and gives the number of bytes left behind the last whole row.
    pub(super) fn split(self, block: &mut Block, row: &mut u32, ended: bool) -> Result<usize, CsvFault> {
        self.unify_line_ends(&mut block.bytes);
        block.ends.clear();
        block.rows.clear();
        block.utf8 = std::str::from_utf8(&block.bytes).is_ok();
        let mut line = Line { start: block.begin, first: 0 };
        let mut at = block.begin;
        loop {
            match self.run(block, at, &mut line, row)? {
                Stop::End => break,
                Stop::Quote => {
                    // The row is read again from its start, slowly; its cells are moved together in place.
                    block.ends.truncate(line.first as usize);
                    let Some(next) = quoted::row(block, line.start, self.delimiter) else {
                        if ended {
                            return Err(CsvFault::OpenQuote(row.saturating_add(1)));
                        }
                        break;
                    };
                    line.close(block, next, row)?;
                    at = next;
                }
            }
        }
        block.ends.truncate(line.first as usize);
        // A block cut inside a letter is valid up to the rest; the next block looks at the rest again.
        if !block.utf8 {
            block.utf8 = block.bytes.get(..line.start).is_some_and(|b| std::str::from_utf8(b).is_ok());
        }
        Ok(block.bytes.len() - line.start)
    }

    /// Goes on until a quote or the end of the block.
    fn run(self, block: &mut Block, from: usize, line: &mut Line, row: &mut u32) -> Result<Stop, CsvFault> {
        let Block { bytes, ends, rows, .. } = block;
        let mut at = from;
        while let Some(eight) = bytes.get(at..).and_then(|b| b.first_chunk::<8>()) {
            let word = u64::from_le_bytes(*eight);
            let mut hits = equal(word, self.delimiter) | equal(word, b'\n') | equal(word, b'"');
            while hits != 0 {
                let place = (hits.trailing_zeros() / 8) as usize;
                let byte = (word >> (place * 8)) as u8;
                if byte == b'"' {
                    return Ok(Stop::Quote);
                }
                ends.push((at + place) as u32);
                if byte == b'\n' {
                    line.end_plain(bytes, ends, rows, at + place, row)?;
                }
                hits &= hits - 1;
            }
            at += 8;
        }
        for (i, &byte) in bytes.iter().enumerate().skip(at) {
            if byte == b'"' {
                return Ok(Stop::Quote);
            }
            if byte == self.delimiter || byte == b'\n' {
                ends.push(i as u32);
            }
            if byte == b'\n' {
                line.end_plain(bytes, ends, rows, i, row)?;
            }
        }
        Ok(Stop::End)
    }
}

enum Stop {
    End,
    Quote,
}

/// The row being split.
struct Line {
    start: usize,
    first: u32,
}

impl Line {
    /// A row that ends with the line end at `at`, which is the last of `ends`.
    #[inline]
    fn end_plain(
        &mut self,
        bytes: &[u8],
        ends: &mut Vec<u32>,
        rows: &mut Vec<Mark>,
        at: usize,
        row: &mut u32,
    ) -> Result<(), CsvFault> {
        if at > self.start
            && bytes.get(at - 1) == Some(&b'\r')
            && let Some(last) = ends.last_mut()
        {
            *last -= 1;
        }
        *row = row.checked_add(1).ok_or(CsvFault::TooManyRows)?;
        let blank = ends.len() as u32 == self.first + 1 && ends.last() == Some(&(self.start as u32));
        if blank {
            ends.pop();
        } else {
            rows.push(Mark { start: self.start as u32, first: self.first, number: *row });
        }
        *self = Line { start: at + 1, first: ends.len() as u32 };
        Ok(())
    }

    /// A row with quotes, whose cells are in place; the next one begins at `next`.
    fn close(&mut self, block: &mut Block, next: usize, row: &mut u32) -> Result<(), CsvFault> {
        *row = row.checked_add(1).ok_or(CsvFault::TooManyRows)?;
        block.rows.push(Mark { start: self.start as u32, first: self.first, number: *row });
        *self = Line { start: next, first: block.ends.len() as u32 };
        Ok(())
    }
}
