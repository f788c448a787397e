//! Windows: which days count.

use super::{AmountExpr, Count, Expr, Limit, Name, Side, Thing};
use crate::text::Span;

/// Which days count.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Window {
    /// What.
    pub kind: WindowKind,
    /// Where.
    pub span: Span,
}

/// What a window is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum WindowKind {
    /// `in the last 6 months`; arms only in a duty.
    InLast(Limit),
    /// `in the last 2 visits where kind is care`. The thing has no window of its own.
    InLastOf(Count, Box<Thing>),
    /// `in any 12 months`.
    InAny(AmountExpr),
    /// `in the 12 months before X`.
    Around {
        /// How long.
        amount: AmountExpr,
        /// Which side of X.
        side: Side,
        /// X.
        day: Expr,
    },
    /// `in the month`, `in the term`: the slot that holds the day asked.
    InSlot(Name),
    /// `between X and Y`, both in.
    Between(Expr, Expr),
    /// `during X`: a period, by path.
    During(Expr),
    /// `before X`.
    Before(Expr),
    /// `after X`.
    After(Expr),
    /// `on X`.
    On(Expr),
}
