//! Duties: the one sentence after `must` (and after `that` in a measure).

use super::{Cond, Count, Expr, Limit, Name, Thing, Timing, Value};
use crate::text::Span;

/// A duty.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Duty {
    /// What must be.
    pub form: DutyForm,
    /// `until the end`, `until placed`, `until the first review`: ends the duty.
    pub until: Option<Expr>,
    /// The whole duty, from its first word.
    pub span: Span,
}

/// What must be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DutyForm {
    /// `have a visit ...`.
    Have(Have),
    /// `be authorised within ...`.
    Be(Be),
    /// `last at most A`.
    Last(LastFor),
    /// `satisfy C`.
    Satisfy(Cond),
}

/// `have <evidence> <timing>`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Have {
    /// What. Its thing has no window.
    pub evidence: Evidence,
    /// When; nothing means at every moment.
    pub timing: Option<Timing>,
}

/// `be <date field> <timing>`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Be {
    /// A date field of the subject.
    pub field: Name,
    /// When.
    pub timing: Timing,
}

/// `last at most A`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LastFor {
    /// At most or at least.
    pub side: BoundSide,
    /// A.
    pub limit: Limit,
}

/// How many of what.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Evidence {
    /// How many.
    pub quantity: Quantity,
    /// `days of`: days are counted, not records.
    pub days: bool,
    /// Of what.
    pub thing: Thing,
    /// The whole phrase.
    pub span: Span,
}

/// A quantity.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Quantity {
    /// `a`, `an`: one answers.
    A,
    /// `its own`: one answers, and answers nothing else.
    ItsOwn,
    /// `another`: one that is not the record the rule is about.
    Another,
    /// `no`.
    No,
    /// `no other`.
    NoOther,
    /// `at least n`.
    AtLeast(Count),
    /// `at most n`.
    AtMost(Count),
    /// `exactly n`.
    Exactly(Count),
}

/// Upper or lower.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum BoundSide {
    /// `at most`.
    AtMost,
    /// `at least`.
    AtLeast,
}

/// A bound: `at most 6 weeks`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bound {
    /// Upper or lower.
    pub side: BoundSide,
    /// The value.
    pub value: Value,
    /// The whole bound.
    pub span: Span,
}
