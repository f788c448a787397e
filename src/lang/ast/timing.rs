//! Timing: when a duty falls due.

use super::{AmountExpr, Expr, Limit, Name, Window};
use crate::text::Span;

/// When a duty falls due.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Timing {
    /// What.
    pub kind: TimingKind,
    /// Where.
    pub span: Span,
}

/// What a timing is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TimingKind {
    /// One stage or more, joined by `then`.
    Stages(Vec<Stage>),
    /// `in each month`.
    InEach(Name),
    /// `throughout [with gaps of at most A]`.
    Throughout(Option<AmountExpr>),
    /// A window taken as timing: `in the last 12 months`, `between X and Y`, `during the plan`.
    Window(Window),
}

/// One stage.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Stage {
    /// `within A of T`, `by D` and their like; `then within A of that` where it is not the first.
    Once(OneOff),
    /// Two of them, `whichever is sooner`.
    Either(Either),
    /// `every A`.
    Every(Every),
}

impl Stage {
    /// Where it stands.
    pub fn span(&self) -> Span {
        match self {
            Stage::Once(once) => once.span,
            Stage::Either(either) => either.span,
            Stage::Every(every) => every.span,
        }
    }
}

/// A part that falls due once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OneOff {
    /// How it is said.
    pub kind: OneOffKind,
    /// The day it is counted from (or the day itself).
    pub day: Expr,
    /// `counting that day`: the day counted from is day 1.
    pub counting: bool,
    /// `or the next working day`.
    pub roll: bool,
    /// The whole part.
    pub span: Span,
}

/// How a part that falls due once is said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum OneOffKind {
    /// `within A of T`: opens at T.
    WithinOf(Limit),
    /// `within A before T`: not more than A before.
    WithinBefore(Limit),
    /// `at least A before T`.
    AtLeastBefore(Limit),
    /// `by D`: no opening day.
    By,
}

/// Two parts of which one decides.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Either {
    /// One.
    pub first: OneOff,
    /// The other.
    pub second: OneOff,
    /// Which.
    pub which: Which,
    /// Both.
    pub span: Span,
}

/// Which of two parts decides.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Which {
    /// `whichever is sooner`.
    Sooner,
    /// `whichever is later`.
    Later,
}

/// `every A`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Every {
    /// A.
    pub limit: Limit,
    /// `counting that day`.
    pub counting: bool,
    /// `or the next working day`.
    pub roll: bool,
    /// When the next stage takes over. `until` of the last stage is [`super::Duty::until`].
    pub passes: Option<Passes>,
    /// The whole stage.
    pub span: Span,
}

/// When a stage passes to the next.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Passes {
    /// `for the first 1 year`.
    ForTheFirst(AmountExpr),
    /// `until the first review`.
    Until(Expr),
}
