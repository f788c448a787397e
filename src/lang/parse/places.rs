//! From places in the text that is read to places in the text that was written.
//!
//! A stretch with a slip is mended in a copy so that reading can go on and find the next slip; every place is
//! still shown where the author wrote it.

use crate::text::{SourceId, Span};

/// A copy of a stretch of text, maybe mended.
pub(super) struct Copy {
    source: SourceId,
    base: usize,
    text: String,
    /// For each byte of `text` and its end: the offset in the stretch as written. Empty while nothing is
    /// mended.
    origin: Vec<usize>,
}

impl Copy {
    /// The stretch that begins at `base` of its source.
    pub(super) fn new(source: SourceId, base: usize, text: &str) -> Copy {
        Copy { source, base, text: text.to_owned(), origin: Vec::new() }
    }

    /// The text to read.
    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// The text as it would be with one stretch replaced.
    pub(super) fn with(&self, start: usize, end: usize, new: &str) -> Option<String> {
        Some(format!("{}{new}{}", self.text.get(..start)?, self.text.get(end..)?))
    }

    /// Replaces a stretch.
    pub(super) fn mend(&mut self, start: usize, end: usize, new: &str) {
        let Some(text) = self.with(start, end, new) else { return };
        if self.origin.is_empty() {
            self.origin = (0..=self.text.len()).collect();
        }
        let from = self.origin.get(start).copied().unwrap_or(0);
        self.origin.splice(start..end, std::iter::repeat_n(from, new.len()));
        self.text = text;
    }

    /// A place as written.
    pub(super) fn span(&self, start: usize, end: usize) -> Span {
        let place = |at: usize| {
            let written =
                if self.origin.is_empty() { at } else { self.origin.get(at).copied().unwrap_or(at) };
            (self.base + written) as u32
        };
        Span { source: self.source, start: place(start), end: place(end).max(place(start)) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_point_at_what_was_written() {
        let mut copy = Copy::new(SourceId(0), 100, "a wihtin b");
        copy.mend(2, 8, "within all of");
        assert_eq!(copy.text(), "a within all of b");
        assert_eq!((copy.span(16, 17).start, copy.span(16, 17).end), (109, 110));
        assert_eq!((copy.span(2, 15).start, copy.span(2, 15).end), (102, 108));
    }
}
