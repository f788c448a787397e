//! Standards and checks: for each X, must Y.

use super::{Bound, Cond, DateText, Duty, Example, Name, Text, Thing, Value};
use crate::calendar::Amount;
use crate::text::Span;

/// A standard or a check.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standard {
    /// Which of the two words began it.
    pub kind: StandardKind,
    /// The id; versions share it.
    pub id: Name,
    /// What it asks, in words.
    pub title: Text,
    /// Sources, force, severity, warning, settings.
    pub header: Header,
    /// For each what.
    pub scope: Scope,
    /// What must be.
    pub duty: Duty,
    /// Settings that may be varied for one child.
    pub agreements: Vec<Agreement>,
    /// Exceptions and excuses.
    pub reliefs: Vec<Relief>,
    /// Worked examples.
    pub examples: Vec<Example>,
    /// From the first word to the last.
    pub span: Span,
}

/// Standard or check.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum StandardKind {
    /// `standard`: judged day by day.
    Standard,
    /// `check`: judged once on the whole of what was sent.
    Check,
}

/// The lines above `for each` (of a measure or theme: above its figure or cohort).
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Header {
    /// Law, guidance or procedure: names and quoted words, in order.
    pub sources: Vec<Text>,
    /// `in force from D until E`.
    pub in_force: Option<InForce>,
    /// `severity high`: a word for the checker.
    pub severity: Option<Name>,
    /// `warn 5 days before`.
    pub warn: Option<(Amount, Span)>,
    /// Settings.
    pub settings: Vec<Setting>,
}

/// `in force from D until E`; one of the two may be left out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InForce {
    /// First day; always when not said.
    pub from: Option<DateText>,
    /// Last day; for good when not said.
    pub until: Option<DateText>,
    /// The clause.
    pub span: Span,
}

/// `setting interval is 6 weeks from 1 April 2020, 4 weeks from 1 May 2024, at most 6 weeks`, or
/// `setting limit is set by each authority, in examples 18`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Setting {
    /// Its name.
    pub name: Name,
    /// At least one value, in order as written.
    pub values: Vec<Dated>,
    /// Whether each authority must set it: its one value is for the examples.
    pub open: bool,
    /// Its bounds.
    pub bounds: Vec<Bound>,
    /// The clause.
    pub span: Span,
}

/// A value, maybe from a day on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dated {
    /// The value.
    pub value: Value,
    /// From which day.
    pub from: Option<DateText>,
}

/// For each what.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scope {
    /// Kinds, participle, joining, `where`. It has no window and no `each X once`.
    pub thing: Thing,
    /// `while`.
    pub during: Option<Cond>,
    /// From `for`.
    pub span: Span,
}

/// `agreement on X, at most A, approved by R`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Agreement {
    /// The setting.
    pub setting: Name,
    /// Its bounds.
    pub bounds: Vec<Bound>,
    /// Who must approve.
    pub approved_by: Option<Name>,
    /// The clause.
    pub span: Span,
}

/// `except where C because "..."`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Relief {
    /// `except` or `excused`.
    pub word: ReliefWord,
    /// `where` or `while`.
    pub asked: ReliefAsked,
    /// C.
    pub condition: Cond,
    /// Why.
    pub because: Option<Text>,
    /// The clause.
    pub span: Span,
}

/// `except` takes out of the denominator, `excused` is shown as exempt.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ReliefWord {
    /// `except`.
    Except,
    /// `excused`.
    Excused,
}

/// `where` is asked once, on the first day; `while` of each day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ReliefAsked {
    /// `where`.
    Where,
    /// `while`.
    While,
}
