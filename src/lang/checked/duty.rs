//! Duties: what must be, and when it falls due.

use super::{Cond, DayExpr, FieldRef, Thing};
use crate::calendar::{AddOptions, Amount};

/// The one sentence after `must`.
#[derive(Debug, Clone, PartialEq)]
#[allow(
    clippy::large_enum_variant,
    reason = "one a standard: a box would save nothing and hide the shape of a duty"
)]
pub enum Duty {
    /// `must have <evidence> <timing>`, and `must be <date field> <timing>` with the field as evidence.
    Have(Evidence, Timing),
    /// `must last at most A`.
    LastAtMost(Limit),
    /// `must last at least A`.
    LastAtLeast(Limit),
    /// `must satisfy C`.
    Satisfy(Cond),
}

/// How many of what. A doubt about a setting's number never arises: settings are known.
#[derive(Debug, Clone, PartialEq)]
pub struct Evidence {
    /// How many.
    pub quantity: Quantity,
    /// Of what.
    pub thing: Thing,
    /// `its own`: answers one obligation only.
    pub own: bool,
}

/// A number, written or a setting by place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Count {
    /// Written.
    Fixed(u32),
    /// A setting of the standard that is a number (agreements may vary it).
    Setting(usize),
}

/// A quantity. `a` is at least 1, `no` is at most 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Quantity {
    /// At least n.
    AtLeast(Count),
    /// At most n.
    AtMost(Count),
    /// Exactly n.
    Exactly(Count),
}

impl Quantity {
    /// How many.
    pub fn count(&self) -> &Count {
        let (Quantity::AtLeast(n) | Quantity::AtMost(n) | Quantity::Exactly(n)) = self;
        n
    }
}

/// An amount: written, a setting, or from the record.
#[derive(Debug, Clone, PartialEq)]
pub enum LimitAmount {
    /// Written.
    Fixed(Amount),
    /// A setting of the standard, by place; dated values and agreements are looked up there.
    Setting(usize),
    /// A number field of the record, in this unit.
    Field(FieldRef, crate::calendar::Unit),
}

/// An amount, maybe chosen by condition. The last arm has no condition.
#[derive(Debug, Clone, PartialEq)]
pub struct Limit {
    /// In order: the first that holds is taken.
    pub arms: Vec<LimitArm>,
}

/// One arm of a chosen amount.
#[derive(Debug, Clone, PartialEq)]
pub struct LimitArm {
    /// The amount.
    pub amount: LimitAmount,
    /// When; `None` is `otherwise`.
    pub condition: Option<Cond>,
}

impl Limit {
    /// One amount, no condition.
    pub fn plain(amount: LimitAmount) -> Limit {
        Limit { arms: vec![LimitArm { amount, condition: None }] }
    }
}

/// A one-off part: what the due day is counted from.
#[derive(Debug, Clone, PartialEq)]
pub struct Start {
    /// `within A of T` or `by D`.
    pub kind: StartKind,
    /// T or D.
    pub anchor: DayExpr,
    /// `counting that day`, `or the next working day`.
    pub options: AddOptions,
}

/// How a one-off part is said.
#[derive(Debug, Clone, PartialEq)]
pub enum StartKind {
    /// `within A of T`: opens at T.
    Within(Limit),
    /// `by D`: no opening day of its own; what was done before counts (from the subject's start on).
    By,
}

/// Which of two.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Which {
    /// `whichever is sooner`.
    Sooner,
    /// `whichever is later`.
    Later,
}

/// When it falls due. Numbers are sections of `obligations.md`.
#[derive(Debug, Clone, PartialEq)]
pub enum Timing {
    /// One-off (6.1, 6.2): one part, or two with `whichever`.
    Once(Vec<Start>, Which),
    /// A chain (6.4): stages in order.
    Stages(Vec<Stage>),
    /// `in the last A` (6.5, 6.6).
    InLast(Limit),
    /// `in the last n things` (6.14).
    InLastOf(u32, Box<Thing>),
    /// `throughout [with gaps of at most A]` (6.6).
    Throughout(Option<Amount>),
    /// No timing: on every day (6.6); on its own day for an event.
    Now,
    /// `during it` (6.7).
    During,
    /// `during` another period: the first such on or after the start.
    DuringThe(Box<Thing>),
    /// `in each slot` (6.7).
    InEach(String),
    /// `within A before T` (6.7).
    WithinBefore(Limit, DayExpr),
    /// `at least A before T` (6.7).
    AtLeastBefore(Limit, DayExpr),
    /// `between X and Y` (6.14).
    Between(DayExpr, DayExpr),
    /// `before X`, `after X`, `on X` with a quantity that is a limit: asked once, on the subject's day.
    Asked,
}

impl Timing {
    /// Whether it asks for a state: on every day, or of an event once, on its own day (6.5, 6.6).
    pub fn is_state(&self) -> bool {
        use Timing::{Asked, InLast, InLastOf, Now, Throughout};
        matches!(self, InLast(_) | InLastOf(..) | Now | Throughout(_) | Asked)
    }
}

/// A stage of a chain.
#[derive(Debug, Clone, PartialEq)]
pub enum Stage {
    /// The first clock: one-off parts.
    First(Vec<Start>, Which),
    /// `then within A of that`.
    Then(Limit, AddOptions),
    /// `every A`.
    Every {
        /// A.
        limit: Limit,
        /// `counting that day`, `or the next working day`.
        options: AddOptions,
        /// When the stage passes to the next.
        passes: Passes,
    },
}

/// When an every-stage is over.
#[derive(Debug, Clone, PartialEq)]
pub enum Passes {
    /// Never: the last stage.
    No,
    /// `for the first A`.
    ForFirst(Amount),
    /// `until the first X`.
    UntilFirst(Box<Thing>),
}

/// `until`: when the duty ends before the subject does.
#[derive(Debug, Clone, PartialEq)]
pub enum Until {
    /// A happening date field.
    Field(FieldRef),
    /// The first of these on or after the start.
    First(Box<Thing>),
}
