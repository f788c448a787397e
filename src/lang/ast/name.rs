//! Names, quoted texts and dates, each with its place.

use crate::calendar::Day;
use crate::text::Span;

/// A name as written: a kind, a field, a setting, a standard.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Name {
    /// The letters.
    pub text: String,
    /// Where.
    pub span: Span,
}

/// A text in quotes.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Text {
    /// What stands between the quotes.
    pub text: String,
    /// Where, quotes included.
    pub span: Span,
}

/// A written date: `5 January 2026`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct DateText {
    /// The day.
    pub day: Day,
    /// Where.
    pub span: Span,
}
