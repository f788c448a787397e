//! How far rows reach that can be taken as they stand: without a quote, or with quotes around whole cells only.

use super::stops::{Within, bits, parts};

/// What a text begins with.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Tidy {
    /// The length of the whole rows before anything that only the parser can tell.
    pub(super) rows: usize,
    /// Whether nothing but the text's end stops them.
    pub(super) open: bool,
    /// Whether there are quotes in them.
    pub(super) quoted: bool,
}

/// The tidy rows that a text begins with, or the first of them only.
pub(super) fn tidy_rows(text: &[u8], delimiter: u8, first: bool) -> Tidy {
    let plain_end = |at: &usize| text.get(*at) == Some(&b'\r') && text.get(at + 1) == Some(&b'\n');
    let stop = memchr::memchr2_iter(b'"', b'\r', text).find(|at| !plain_end(at)).unwrap_or(text.len());
    let rows = text.get(..stop).unwrap_or_default();
    let end = if first { memchr::memchr(b'\n', rows) } else { memchr::memrchr(b'\n', rows) };
    if text.get(stop) == Some(&b'"') && !(first && end.is_some()) {
        return quoted_rows(text, delimiter, first);
    }
    // A carriage return at the very end may be half of a line end.
    let open = stop == text.len() || stop + 1 == text.len() && text.get(stop) == Some(&b'\r');
    Tidy { rows: end.map_or(0, |last| last + 1), open, quoted: false }
}

/// The same of a text with quotes. Each must stand at the beginning or the end of a cell: a doubled quote, or one within
/// a text, is the parser's to read.
fn quoted_rows(text: &[u8], delimiter: u8, first: bool) -> Tidy {
    let mut within = Within::default();
    // Whether the byte before the part ends a cell, closes a quote, is a carriage return.
    let (mut ended, mut closed, mut carriage) = (1, 0, 0);
    let (mut rows, mut at, mut sound) = (0, 0, true);
    for part in parts(text) {
        let quotes = bits(&part, b'"');
        let inside = within.mask(quotes);
        let row_ends = bits(&part, b'\n') & !inside;
        let cell_ends = row_ends | bits(&part, delimiter) & !inside;
        let returns = bits(&part, b'\r') & !inside;
        let (opening, closing) = (quotes & inside, quotes & !inside);
        let misplaced = opening & !(cell_ends << 1 | ended)
            | (closing << 1 | closed) & !(cell_ends | returns)
            | (returns << 1 | carriage) & !row_ends;
        (ended, closed, carriage) = (cell_ends >> 63, closing >> 63, returns >> 63);
        // Behind the text there is nothing to be wrong.
        let length = text.len().saturating_sub(at).min(64);
        let misplaced = if length == 64 { misplaced } else { misplaced & !(u64::MAX << length) };
        let before = if misplaced == 0 { u64::MAX } else { (1 << misplaced.trailing_zeros()) - 1 };
        let found = row_ends & before;
        if first && found != 0 {
            return Tidy { rows: at + found.trailing_zeros() as usize + 1, open: false, quoted: true };
        }
        if found != 0 {
            rows = at + 64 - found.leading_zeros() as usize;
        }
        if misplaced != 0 {
            sound = false;
            break;
        }
        at += 64;
    }
    // Only the parser tells of a quote that is still open.
    Tidy { rows, open: sound && !within.is_open(), quoted: true }
}
