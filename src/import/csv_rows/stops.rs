//! Where cells, rows and quotes lie, found 64 bytes at a time.

use crate::record::bits::packed;

/// What is found among 64 bytes, a bit for each, the first byte's lowest.
pub(super) struct Stops {
    /// Ends of cells, the last of a row among them.
    pub(super) cells: u64,
    /// Ends of rows.
    pub(super) rows: u64,
}

/// The ends in a text without a quote, part by part; behind the text there is none.
pub(super) fn stops(text: &[u8], delimiter: u8) -> impl Iterator<Item = Stops> {
    parts(text).map(move |part| stops_of(&part, delimiter))
}

/// The same in a text whose quotes hold whole cells: what stands within them ends nothing.
pub(super) fn stops_outside(text: &[u8], delimiter: u8) -> impl Iterator<Item = Stops> {
    let mut within = Within::default();
    parts(text).map(move |part| {
        let outside = !within.mask(bits(&part, b'"'));
        let Stops { cells, rows } = stops_of(&part, delimiter);
        Stops { cells: cells & outside, rows: rows & outside }
    })
}

/// The parts of a text; the last is filled up with zeros, and there is always one.
pub(super) fn parts(text: &[u8]) -> impl Iterator<Item = [u8; 64]> {
    let (parts, rest) = text.as_chunks::<64>();
    let mut last = [0; 64];
    last.iter_mut().zip(rest).for_each(|(slot, byte)| *slot = *byte);
    parts.iter().copied().chain(std::iter::once(last))
}

fn stops_of(part: &[u8; 64], delimiter: u8) -> Stops {
    let (mut cells, mut rows) = ([0u8; 64], [0u8; 64]);
    for ((cell, row), byte) in cells.iter_mut().zip(&mut rows).zip(part) {
        *row = u8::from(*byte == b'\n');
        *cell = *row | u8::from(*byte == delimiter);
    }
    Stops { cells: packed(&cells), rows: packed(&rows) }
}

/// Where a byte stands.
pub(super) fn bits(part: &[u8; 64], wanted: u8) -> u64 {
    packed(&part.map(|byte| u8::from(byte == wanted)))
}

/// Which bytes stand within quotes, part after part.
#[derive(Debug, Default)]
pub(super) struct Within {
    open: bool,
}

impl Within {
    /// Whether a quote is open behind the last part.
    pub(super) fn is_open(&self) -> bool {
        self.open
    }

    /// Those of the next part, from each quote that opens to the byte before the one that closes.
    pub(super) fn mask(&mut self, quotes: u64) -> u64 {
        // Every bit becomes the parity of the quotes up to it.
        let mut mask = quotes;
        for by in [1, 2, 4, 8, 16, 32] {
            mask ^= mask << by;
        }
        let mask = if self.open { !mask } else { mask };
        self.open = mask >> 63 == 1;
        mask
    }
}
