//! Conditions.

use super::{AmountExpr, CodeItem, Evidence, Expr, Name, Side};
use crate::text::Span;

/// A condition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cond {
    /// What.
    pub kind: CondKind,
    /// Where.
    pub span: Span,
}

/// What a condition is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CondKind {
    /// `A and B`: at least two.
    All(Vec<Cond>),
    /// `A or B`: at least two.
    Any(Vec<Cond>),
    /// `not A`.
    Not(Box<Cond>),
    /// `has a visit in the last 4 weeks where ...`.
    Has(Box<Evidence>),
    /// `age is at least 5`, `it covers D`, `it has lasted over 3 months`.
    Test(Box<Expr>, Box<Predicate>),
    /// An expression that stands alone: a yes-no, a `define`, a plug-in's answer; in a `define` any value.
    Holds(Box<Expr>),
}

/// What is said of an expression. `not` is always said as `is not ...`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Predicate {
    /// `is known`: a value of its type is there.
    Known {
        /// `is not known`.
        not: bool,
    },
    /// `is blank`: nothing written.
    Blank {
        /// `is not blank`.
        not: bool,
    },
    /// `is invalid`: written, but refused by the type.
    Invalid {
        /// `is not invalid`.
        not: bool,
    },
    /// `it is open`: at the close of the day asked. Only of `it`.
    Open {
        /// `it is not open`.
        not: bool,
    },
    /// `is one of (A3 to A6, U1)`, `is one of abuse-codes`.
    OneOf {
        /// `is not one of`.
        not: bool,
        /// The codes.
        set: CodeSet,
    },
    /// `is between X and Y`, both in.
    Between {
        /// `is not between`.
        not: bool,
        /// Lower end.
        low: Expr,
        /// Upper end.
        high: Expr,
    },
    /// `is within 15 working days of X`.
    Within {
        /// How long.
        amount: AmountExpr,
        /// Of, before or after.
        side: WithinSide,
        /// X.
        day: Expr,
    },
    /// `is at least 12 months after X`: compares with the sum; before X, further back is more.
    Apart {
        /// How.
        compare: Compare,
        /// How far.
        amount: AmountExpr,
        /// Which way.
        side: Side,
        /// X.
        day: Expr,
    },
    /// `is at least 5`.
    Compare {
        /// How.
        compare: Compare,
        /// With what.
        with: Expr,
    },
    /// `is before X`, `is on or after X`.
    Day {
        /// `is not before X`.
        not: bool,
        /// How.
        order: DayOrder,
        /// X.
        day: Expr,
    },
    /// `is X`.
    Is {
        /// `is not X`.
        not: bool,
        /// X.
        value: Expr,
    },
    /// `matches X`: equal, or both blank; always plain.
    Matches(Expr),
    /// `covers D`: a period and a day, an open end covering every later one.
    Covers(Expr),
    /// `overlaps X [by at least 2 days]`.
    Overlaps {
        /// The other period.
        with: Expr,
        /// At least so long.
        by: Option<AmountExpr>,
    },
    /// `has lasted over 3 months`.
    Lasted {
        /// How.
        compare: Compare,
        /// How long.
        amount: AmountExpr,
    },
}

/// A comparison of numbers or amounts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Compare {
    /// `at least`.
    AtLeast,
    /// `at most`.
    AtMost,
    /// `under`.
    Under,
    /// `over`.
    Over,
}

/// A comparison of days.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum DayOrder {
    /// `before`.
    Before,
    /// `after`.
    After,
    /// `on or before`.
    OnOrBefore,
    /// `on or after`.
    OnOrAfter,
}

/// What stands after the amount of `is within A`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum WithinSide {
    /// `of`: from that day on.
    Of,
    /// `before`: up to that day.
    Before,
    /// `after`: the same as `of`.
    After,
}

/// A set of codes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CodeSet {
    /// Written out.
    Items(Vec<CodeItem>),
    /// A `list`, by name.
    List(Name),
}
