//! Themes: standards, a cohort, a sample and questions for a thematic audit.

use super::{By, FieldType, Header, Name, Scope, Text};
use crate::text::Span;

/// A theme.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Theme {
    /// The id.
    pub id: Name,
    /// In words.
    pub title: Text,
    /// Sources.
    pub header: Header,
    /// For each what; its thing may have a window.
    pub scope: Scope,
    /// How many are looked at.
    pub sample: Option<Sample>,
    /// Standards read beside the answers.
    pub standards: Vec<Name>,
    /// What only a person can answer; at least one.
    pub questions: Vec<Question>,
    /// From the first word to the last.
    pub span: Span,
}

/// `sample 24 by team`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sample {
    /// How many.
    pub count: u32,
    /// Spread over what.
    pub by: Vec<By>,
    /// The clause.
    pub span: Span,
}

/// `ask voice "..." as yes-no`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    /// The id.
    pub id: Name,
    /// The question.
    pub words: Text,
    /// How it is answered.
    pub answer: FieldType,
    /// The clause.
    pub span: Span,
}
