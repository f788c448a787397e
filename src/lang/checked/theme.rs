//! Themes: standards, a cohort, a sample and questions for a thematic audit.

use super::{Cohort, measure::By};
use crate::text::Span;

/// A thematic check.
#[derive(Debug, Clone, PartialEq)]
pub struct Theme {
    /// The id.
    pub id: String,
    /// In words.
    pub title: String,
    /// Law, guidance or procedure.
    pub sources: Vec<String>,
    /// For each what.
    pub cohort: Cohort,
    /// `sample 24 by team`.
    pub sample: Option<(u32, Vec<By>)>,
    /// Ids of the standards it names.
    pub standards: Vec<String>,
    /// What only a person can answer.
    pub questions: Vec<Question>,
    /// The whole theme.
    pub span: Span,
}

/// How a question is answered.
#[derive(Debug, Clone, PartialEq)]
pub enum AnswerType {
    /// Yes or no.
    YesNo,
    /// A number.
    Number,
    /// A day.
    Date,
    /// Text.
    Text,
    /// One of these.
    OneOf(Vec<String>),
}

/// A question for the auditor.
#[derive(Debug, Clone, PartialEq)]
pub struct Question {
    /// Its id.
    pub id: String,
    /// In words.
    pub words: String,
    /// How it is answered.
    pub answer: AnswerType,
}
