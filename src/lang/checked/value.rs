//! Values, days and the paths that lead to a field.

use super::{Thing, duty::LimitAmount};
use crate::calendar::{Amount, Day, Unit};
use crate::record::{FieldId, KindId};

/// A written-out value.
#[derive(Debug, Clone, PartialEq)]
pub enum Literal {
    /// A number.
    Number(f64),
    /// A text, or a code of a list.
    Text(String),
    /// Yes or no.
    YesNo(bool),
    /// A day.
    Day(Day),
    /// An amount of time.
    Amount(Amount),
    /// A percentage, as written (20 for 20%).
    Percent(f64),
}

/// The type of a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ValueType {
    /// A day that happened.
    HappeningDay,
    /// A day that is agreed or expected (or written in the rule).
    PlannedDay,
    /// Yes or no.
    YesNo,
    /// A number.
    Number,
    /// A text or code.
    Text,
    /// A record of a kind.
    Link(KindId),
}

/// Where a path begins.
#[derive(Debug, Clone, PartialEq)]
pub enum Base {
    /// The record the condition is asked of: the subject in conditions of the subject, the evidence in its `where`.
    It,
    /// The record the rule is about, said `this` (or named by its kind) inside the `where` of evidence.
    This,
    /// A neighbour in the order of its owner's records of one kind: `the previous placement`.
    Neighbour(Neighbour, KindId),
    /// The first or last of some things on or before the day asked: `kind of the last review`.
    FirstOf(Box<Thing>),
    /// As `FirstOf`, the last.
    LastOf(Box<Thing>),
}

/// Which neighbour (`obligations.md` 6.14): order of start, then file order, among dated records.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Neighbour {
    /// The one before it.
    Previous,
    /// The one after it.
    Next,
    /// The first of them.
    First,
    /// The last of them.
    Last,
}

/// One step of a path.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Step {
    /// Up to the owner.
    Owner,
    /// Along a link field.
    Link(FieldId),
    /// To a neighbour of the record reached so far: `the previous episode of the previous episode`.
    Neighbour(Neighbour),
}

/// What is read at the end of a path.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Leaf {
    /// The day of an event, the first day of a period.
    Start,
    /// The last day. Missing is unknown as a value; the period is open.
    End,
    /// The day of entry.
    Recorded,
    /// A field.
    Field(FieldId),
    /// The record itself (to compare links, or for `each child once`).
    Record,
}

/// A field of a record reached by a path. The checker has already decided whose field a bare name is: the
/// record's own, else of its nearest owner that has it.
#[derive(Debug, Clone, PartialEq)]
pub struct FieldRef {
    /// Where the path begins.
    pub base: Base,
    /// Steps from there.
    pub steps: Vec<Step>,
    /// The kind of the record reached.
    pub kind: KindId,
    /// What is read there.
    pub leaf: Leaf,
    /// Its type.
    pub value_type: ValueType,
}

/// A day.
#[derive(Debug, Clone, PartialEq)]
pub enum DayExpr {
    /// A date field, start or end.
    Field(FieldRef),
    /// A day written in the rule.
    On(Day),
    /// The day asked about.
    AsAt,
    /// The day the stage before was answered.
    That,
    /// The day of the first of these things on or after the clock's start (as an anchor) or ever (in a condition).
    First(Box<Thing>),
    /// The day of the last of these on or before the day asked. Refused as an anchor of a duty.
    Last(Box<Thing>),
    /// `3 months before X`, `10 working days after X`.
    Offset {
        /// How far.
        amount: LimitAmount,
        /// Before, not after.
        before: bool,
        /// From where.
        of: Box<DayExpr>,
    },
    /// The birthday nearest to the day asked that the window of a `between` holds: `around each birthday`.
    Birthday,
}

impl DayExpr {
    /// Whether it is the end of the very record that is asked, or a day counted from that.
    pub fn is_own_end(&self) -> bool {
        match self {
            DayExpr::Field(f) => {
                f.leaf == Leaf::End && f.steps.is_empty() && matches!(f.base, Base::It | Base::This)
            }
            DayExpr::Offset { of, .. } => of.is_own_end(),
            _ => false,
        }
    }

    /// Whether it is the start of the very record that is asked, or a day counted back from that.
    pub fn is_own_start(&self) -> bool {
        match self {
            DayExpr::Field(f) => {
                f.leaf == Leaf::Start && f.steps.is_empty() && matches!(f.base, Base::It | Base::This)
            }
            DayExpr::Offset { of, before: true, .. } => of.is_own_start(),
            _ => false,
        }
    }
}

/// A value in a condition, a measure or a plug-in call.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// Written out.
    Literal(Literal),
    /// A field.
    Field(FieldRef),
    /// A day.
    Day(DayExpr),
    /// Whole years of age of the child the record belongs to, on the day asked or on another.
    Age(Option<Box<DayExpr>>),
    /// `working days from X to Y`, zero-based; whole months and years.
    Span {
        /// Counted in.
        unit: Unit,
        /// From.
        from: Box<DayExpr>,
        /// To.
        to: Box<DayExpr>,
    },
    /// `number of X`.
    Number(Box<Thing>),
    /// `number of days of X`, `total days of X`.
    DaysOf(Box<Thing>),
    /// A call of a plug-in: place in [`super::RuleSet::plugins`].
    Plugin {
        /// Which.
        plugin: usize,
        /// With what.
        arguments: Vec<Value>,
    },
    /// A number that is a setting of the standard (or measure), by place.
    Setting(usize),
    /// Sums and differences: (`true` for plus).
    Sum(Vec<(bool, Value)>),
    /// `2% of X`.
    PercentOf(f64, Box<Value>),
}
