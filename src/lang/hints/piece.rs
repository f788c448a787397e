//! Pieces of a text, as hints and the formatter see them.

/// What a piece is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum PieceKind {
    /// A comment, from `--` to the end of the line.
    Note,
    /// A text in quotes.
    Text,
    /// A text whose quote is not closed on its line.
    OpenText,
    /// Anything that begins with a digit.
    Figure,
    /// A word or name.
    Word,
    /// Any other sign.
    Mark,
}

/// One piece of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Piece {
    /// What it is.
    pub(crate) kind: PieceKind,
    /// First byte.
    pub(crate) start: usize,
    /// One past the last byte.
    pub(crate) end: usize,
}

impl Piece {
    /// Its letters in the text it was cut from.
    pub(crate) fn of(self, text: &str) -> &str {
        text.get(self.start..self.end).unwrap_or("")
    }
}
