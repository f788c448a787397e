//! Worked examples: facts and what is expected of them.

use super::Literal;
use crate::calendar::Day;
use crate::record::{FieldId, KindId};
use crate::text::Span;

/// An example block.
#[derive(Debug, Clone, PartialEq)]
pub struct Example {
    /// Its title.
    pub title: String,
    /// The records.
    pub facts: Vec<Fact>,
    /// What is expected.
    pub expectations: Vec<Expectation>,
    /// The whole block.
    pub span: Span,
}

/// A value in a fact.
#[derive(Debug, Clone, PartialEq)]
pub enum FactValue {
    /// Written out.
    Literal(Literal),
    /// What a return says in a field whose type refuses it: `with sex "X"`.
    Written(String),
    /// A record by its name in the example (made, all facts unknown, when no `given` names it).
    Record(String),
}

/// A `given`.
#[derive(Debug, Clone, PartialEq)]
pub enum Fact {
    /// A record.
    Record {
        /// Its kind.
        kind: KindId,
        /// Its name, when said (`given worker ann`).
        name: Option<String>,
        /// The name of the record it is of, when said; else the one default subject of the example.
        of: Option<String>,
        /// Its day or first day.
        start: Option<Day>,
        /// Its last day.
        end: Option<Day>,
        /// The day it was entered.
        recorded: Option<Day>,
        /// Fields.
        fields: Vec<(FieldId, FactValue)>,
        /// Where it is written.
        span: Span,
    },
    /// An agreement.
    Agreement {
        /// The setting, by name.
        setting: String,
        /// The value.
        value: Literal,
        /// From.
        from: Day,
        /// Until.
        until: Option<Day>,
        /// Agreed on; the first day when not said.
        agreed: Option<Day>,
        /// Whose, by name; else the default subject.
        of: Option<String>,
        /// Where it is written.
        span: Span,
    },
}

/// What is expected on a day.
#[derive(Debug, Clone, PartialEq)]
pub struct Expectation {
    /// As at.
    pub as_at: Day,
    /// What.
    pub expected: Expected,
    /// `expect only`: nothing else may be there.
    pub only: bool,
    /// Where it is written.
    pub span: Span,
}

/// The two kinds of expectation.
#[derive(Debug, Clone, PartialEq)]
pub enum Expected {
    /// Verdicts that must be among those of the example; an empty list is `no cases`.
    Outcomes(Vec<ExpectedOutcome>),
    /// The value of a measure.
    Value(Literal),
    /// `no cases` of a measure or standard.
    NoCases,
}

/// A verdict word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum OutcomeWord {
    /// Met.
    Met,
    /// Due.
    Due,
    /// Late.
    Late,
    /// Overdue.
    Overdue,
    /// Missed.
    Missed,
    /// Lapsed.
    Lapsed,
    /// Exempt.
    Exempt,
    /// Cannot tell.
    CannotTell,
    /// A check that fails.
    Fail,
    /// A check that passes.
    Pass,
}

/// A verdict, and its day when said (`met on`, `due by`, `overdue from`).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ExpectedOutcome {
    /// The word.
    pub word: OutcomeWord,
    /// The day.
    pub day: Option<Day>,
}
