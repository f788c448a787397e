//! Where cells, rows and quotes lie, found 64 bytes at a time.

use crate::record::bits::packed;

/// Where cells end in a text without a quote, the last of a row among them: a bit for each byte of a part, the first
/// byte's lowest. Behind the text there is none.
pub(super) fn stops(text: &[u8], delimiter: u8) -> impl Iterator<Item = u64> {
    parts(text).map(move |part| ends(&part, delimiter))
}

/// The same in a text whose quotes hold whole cells: what stands within them ends nothing.
pub(super) fn stops_outside(text: &[u8], delimiter: u8) -> impl Iterator<Item = u64> {
    let mut within = Within::default();
    parts(text).map(move |part| ends(&part, delimiter) & !within.mask(bits(&part, b'"')))
}

/// The parts of a text; the last is filled up with zeros, and there is always one.
pub(super) fn parts(text: &[u8]) -> impl Iterator<Item = [u8; 64]> {
    let (parts, rest) = text.as_chunks::<64>();
    let mut last = [0; 64];
    last.iter_mut().zip(rest).for_each(|(slot, byte)| *slot = *byte);
    parts.iter().copied().chain(std::iter::once(last))
}

fn ends(part: &[u8; 64], delimiter: u8) -> u64 {
    packed(&part.map(|byte| u8::from(byte == b'\n') | u8::from(byte == delimiter)))
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
