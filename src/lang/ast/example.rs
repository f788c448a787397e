//! Examples: facts and what is expected of them.

use super::{DateText, Name, Text, Value};
use crate::text::Span;

/// `example "..." given ... as at D expect ...`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Example {
    /// What it shows.
    pub title: Text,
    /// The records.
    pub facts: Vec<Fact>,
    /// What is expected of them.
    pub expectations: Vec<Expectation>,
    /// The whole block.
    pub span: Span,
}

/// `given visit of ann on D with child-seen yes`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fact {
    /// What kind of fact.
    pub kind: FactKind,
    /// A name for the record: `given worker ann`.
    pub name: Option<Name>,
    /// The name of the record it is of.
    pub of: Option<Name>,
    /// When.
    pub time: FactTime,
    /// Its fields.
    pub fields: Vec<(Name, Value)>,
    /// The whole fact.
    pub span: Span,
}

/// What a fact is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FactKind {
    /// A record of a kind.
    Record(Name),
    /// `agreement`: its fields are settings.
    Agreement(Span),
}

/// When a fact is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FactTime {
    /// Not said.
    None,
    /// `on D`.
    On(DateText),
    /// `from D to E`; either may be left out, not both.
    Between(Option<DateText>, Option<DateText>),
}

/// `as at D expect only met on E, due by F`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Expectation {
    /// D.
    pub as_at: DateText,
    /// `only`: nothing else may be there.
    pub only: bool,
    /// What.
    pub expected: Expected,
    /// The whole line.
    pub span: Span,
}

/// What is expected.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Expected {
    /// `no cases`.
    Nothing,
    /// Verdicts that must be among those of the facts.
    Verdicts(Vec<ExpectedVerdict>),
    /// The figure of a measure.
    Value(Value),
}

/// `overdue from D`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExpectedVerdict {
    /// Which.
    pub verdict: Verdict,
    /// The day.
    pub day: Option<(Preposition, DateText)>,
    /// Where.
    pub span: Span,
}

/// The word before the day of a verdict.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Preposition {
    /// `met on`.
    On,
    /// `due by`.
    By,
    /// `overdue from`.
    From,
}

/// A verdict word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Verdict {
    /// `met`.
    Met,
    /// `due`.
    Due,
    /// `late`.
    Late,
    /// `overdue`.
    Overdue,
    /// `missed`.
    Missed,
    /// `lapsed`.
    Lapsed,
    /// `exempt`.
    Exempt,
    /// `cannot tell`.
    CannotTell,
    /// `fail`, of a check.
    Fail,
    /// `pass`, of a check.
    Pass,
}

impl Verdict {
    /// Every verdict, in the order of the reference page.
    pub const ALL: [Verdict; 10] = [
        Verdict::Met,
        Verdict::Due,
        Verdict::Late,
        Verdict::Overdue,
        Verdict::Missed,
        Verdict::Lapsed,
        Verdict::Exempt,
        Verdict::CannotTell,
        Verdict::Fail,
        Verdict::Pass,
    ];

    /// As written in a rule.
    pub fn words(self) -> &'static str {
        match self {
            Verdict::Met => "met",
            Verdict::Due => "due",
            Verdict::Late => "late",
            Verdict::Overdue => "overdue",
            Verdict::Missed => "missed",
            Verdict::Lapsed => "lapsed",
            Verdict::Exempt => "exempt",
            Verdict::CannotTell => "cannot tell",
            Verdict::Fail => "fail",
            Verdict::Pass => "pass",
        }
    }
}
