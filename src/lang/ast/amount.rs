//! Amounts of time, counts, and choices by condition.

use super::{Cond, Name};
use crate::calendar::{Amount, Unit};
use crate::text::Span;

/// An amount of time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AmountExpr {
    /// `4 weeks`.
    Fixed(Amount, Span),
    /// A setting, by name.
    Named(Name),
    /// A number field (or setting) of this unit: `agreed-weeks weeks`.
    Counted(Name, Unit, Span),
}

impl AmountExpr {
    /// Where it stands.
    pub fn span(&self) -> Span {
        match self {
            AmountExpr::Fixed(_, span) | AmountExpr::Counted(_, _, span) => *span,
            AmountExpr::Named(name) => name.span,
        }
    }
}

/// How many: a number or a setting.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Count {
    /// `2`.
    Number(u32, Span),
    /// A setting, by name.
    Named(Name),
}

/// `X where C, Y where D, Z otherwise`; with no arms just Z.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice<T> {
    /// In order: the first that holds is taken.
    pub arms: Vec<Arm<T>>,
    /// What is taken when no arm holds.
    pub otherwise: T,
    /// The whole choice.
    pub span: Span,
}

/// One arm of a choice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Arm<T> {
    /// What is taken.
    pub value: T,
    /// When.
    pub condition: Cond,
}

/// An amount, maybe chosen by condition.
pub type Limit = Choice<AmountExpr>;
