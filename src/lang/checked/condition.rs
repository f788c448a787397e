//! Conditions in three-valued logic.

use super::{Evidence, FieldRef, Literal, Thing, Value, duty::LimitAmount, value::DayExpr};

/// A comparison.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Cmp {
    /// `is`.
    Is,
    /// `is not`.
    IsNot,
    /// `under`, `before`.
    Under,
    /// `at most`, `on or before`, `not after`.
    AtMost,
    /// `over`, `after`.
    Over,
    /// `at least`, `on or after`, `not before`.
    AtLeast,
}

/// The three plain states of a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum State {
    /// A value of its type.
    Known,
    /// Nothing written.
    Blank,
    /// Written, but refused by the type.
    Invalid,
}

/// A condition. `is not known` is `Not(Known)`; `is not one of` is `Not(OneOf)`.
#[derive(Debug, Clone, PartialEq)]
pub enum Cond {
    /// Always or never.
    Always(bool),
    /// All of them.
    All(Vec<Cond>),
    /// Any of them.
    Any(Vec<Cond>),
    /// Not.
    Not(Box<Cond>),
    /// Two values of one type. Two days where the left is a happening date is a *deadline test* inside
    /// `must satisfy` only when it is [`Cond::By`] or [`Cond::Within`].
    Compare(Cmp, Value, Value),
    /// One of a list.
    OneOf(Value, Vec<Literal>),
    /// Known, blank or invalid: always plain.
    Is(FieldRef, State),
    /// `it has lasted over 12 months`: min(day asked, end) against add(start, A).
    Lasted(Cmp, LimitAmount),
    /// `it is open`: at the close of the day asked.
    Open,
    /// `has a X`, `has no X`, `has at least 2 X`.
    Has(Box<Evidence>),
    /// `X is within A of Y`: Y <= X <= add(Y, A).
    Within {
        /// The day tested (a field).
        x: FieldRef,
        /// How long.
        amount: LimitAmount,
        /// From.
        of: DayExpr,
        /// `within A before Y`: X <= Y <= add(X, A).
        before: bool,
    },
    /// `X is on or before Y`, X a date field, Y any day: a deadline test with no lower end when X is happening.
    By {
        /// The day tested (a field).
        x: FieldRef,
        /// The last day.
        day: DayExpr,
    },
    /// `X is at least 12 months after Y` (or `before`, `before: true`): compares X with the sum.
    Distance {
        /// How X compares.
        cmp: Cmp,
        /// The day tested.
        x: DayExpr,
        /// How far.
        amount: LimitAmount,
        /// Before, not after.
        before: bool,
        /// From.
        of: DayExpr,
    },
    /// `matches`: same value or both blank; always plain.
    Matches(Value, Value),
    /// `is between A and B`, both inside.
    Between(Value, Value, Value),
    /// `it covers D`: a period of a day, an open end covering every later one.
    Covers(FieldRef, DayExpr),
    /// `it overlaps X`: two periods share at least one day, or the given number.
    Overlaps(FieldRef, FieldRef, Option<LimitAmount>),
    /// A call of a yes-no plug-in, or a yes-no field standing alone.
    Holds(Value),
    /// `this` record is among those things (for `no other`): used by the checker for neighbours; never written.
    Among(Box<Thing>),
}

impl Cond {
    /// The condition that always holds.
    pub const TRUE: Cond = Cond::Always(true);

    /// Whether it is the condition that always holds.
    pub fn is_true(&self) -> bool {
        matches!(self, Cond::Always(true))
    }
}
