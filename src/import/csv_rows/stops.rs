//! Where cells and rows end, found 64 bytes at a time.

use crate::record::bits::packed;

/// Ends among 64 bytes, a bit for each, the first byte's lowest.
pub(super) struct Stops {
    /// Of cells, the last of a row among them.
    pub(super) cells: u64,
    /// Of rows.
    pub(super) rows: u64,
}

/// The ends in a text, part by part; behind the text there is none.
pub(super) fn stops(text: &[u8], delimiter: u8) -> impl Iterator<Item = Stops> {
    let (parts, rest) = text.as_chunks::<64>();
    let mut last = [0; 64];
    last.iter_mut().zip(rest).for_each(|(slot, byte)| *slot = *byte);
    parts.iter().copied().chain(std::iter::once(last)).map(move |part| {
        let (mut cells, mut rows) = ([0u8; 64], [0u8; 64]);
        for ((cell, row), byte) in cells.iter_mut().zip(&mut rows).zip(&part) {
            *row = u8::from(*byte == b'\n');
            *cell = *row | u8::from(*byte == delimiter);
        }
        Stops { cells: packed(&cells), rows: packed(&rows) }
    })
}
