//! Expressions: what a condition compares, and the days that clocks are counted from.

use super::AmountExpr;
use super::literal::Decimal;
use super::{Cond, Literal, Name, Thing, Window};
use crate::calendar::Unit;
use crate::text::Span;

/// An expression. Where a day must stand (an anchor) the parser admits only [`ExprKind::Literal`] dates,
/// [`ExprKind::That`], [`ExprKind::Path`] and [`ExprKind::Offset`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Expr {
    /// What.
    pub kind: ExprKind,
    /// Where.
    pub span: Span,
}

/// What an expression is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ExprKind {
    /// A value written out (never [`Literal::Word`]).
    Literal(Literal),
    /// A field, a link, a bare value, a `define`, `this`, `as-at`, or records chosen by order.
    Path(Path),
    /// `it`: the record the condition is asked of (`it covers D`, `it has lasted ...`).
    It,
    /// `that`: the day that answered the stage before.
    That,
    /// `age`, `age on D`.
    Age(Option<Box<Expr>>),
    /// `working days from X to Y`.
    Span(Box<SpanExpr>),
    /// `number of X`, `number of days of X`, `number of different f of X`.
    Count(Box<Counted>),
    /// `18 years after born`.
    Offset {
        /// How far.
        amount: AmountExpr,
        /// Which way.
        side: Side,
        /// From where.
        of: Box<Expr>,
    },
    /// `looks-like(upn, "A999")`: a plug-in or a built-in function.
    Call(Call),
    /// `2% of number of children`.
    PercentOf(Decimal, Box<Expr>),
    /// `X plus Y minus Z`, left to right. No part is itself a sum.
    Sum(Box<Expr>, Vec<(Sign, Expr)>),
}

/// Before or after.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Side {
    /// `before`.
    Before,
    /// `after`.
    After,
}

/// Added or taken away.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Sign {
    /// `plus`.
    Plus,
    /// `minus`.
    Minus,
}

/// `months from the start to as-at`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SpanExpr {
    /// Counted in.
    pub unit: Unit,
    /// From this day.
    pub from: Expr,
    /// To this day.
    pub to: Expr,
}

/// What is counted, and how.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Counted {
    /// Records, days or values.
    pub tally: Tally,
    /// Of what.
    pub thing: Thing,
}

/// How a count counts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Tally {
    /// `number of X`: records.
    Rows,
    /// `number of days of X` (also written `total days of X`): days on which one is open.
    Days,
    /// `number of different f of X`: values of a field.
    Different(Name),
}

/// `role of worker`, `end of the previous placement`, `the last visit where seen is yes`.
///
/// Read from the back: the last step is found first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Path {
    /// At least one.
    pub steps: Vec<Step>,
    /// The whole path.
    pub span: Span,
}

impl Path {
    /// The name, where the path is one bare name (`the` allowed).
    pub fn single(&self) -> Option<&Name> {
        match self.steps.as_slice() {
            [step] if step.is_plain() => Some(&step.name),
            _ => None,
        }
    }
}

/// One name of a path.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// `the` was said; it has no meaning of its own.
    pub the: bool,
    /// `first`, `last`, `previous`, `next`: then the name is a kind and the rest says which of them.
    pub order: Option<Order>,
    /// A field, a kind, `this`, `as-at`.
    pub name: Name,
    /// `open`, `started`, `ended` or a date field.
    pub participle: Option<Name>,
    /// Which days count.
    pub window: Option<Box<Window>>,
    /// `where`.
    pub filter: Option<Box<Cond>>,
}

impl Step {
    /// A bare name.
    pub fn is_plain(&self) -> bool {
        self.order.is_none() && self.participle.is_none() && self.window.is_none() && self.filter.is_none()
    }
}

/// Which of the records of a kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Order {
    /// `first`.
    First,
    /// `last`.
    Last,
    /// `previous`.
    Previous,
    /// `next`.
    Next,
}

/// `name(a, b)`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Call {
    /// The function.
    pub name: Name,
    /// Its arguments.
    pub arguments: Vec<Expr>,
}
