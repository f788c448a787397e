//! A thing: the one phrase for scope, evidence, cohorts and facts.

use super::{AmountExpr, Cond, Name, Window};
use crate::text::Span;

/// `[joined] kind [of the X] [participle] [window] [where ...] [, each X once]`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Thing {
    /// `joined` and how.
    pub joined: Option<Joined>,
    /// At least one; more than one only in a scope, a cohort or a theme (`A or B`).
    pub kinds: Vec<Kind>,
    /// `of the child`: whose records; the nearest record both belong to when not said.
    pub of: Option<Name>,
    /// `open`, `started`, `ended` or a date field.
    pub participle: Option<Name>,
    /// Which days count. Never set in [`super::Have`]: see [`super::Have::timing`].
    pub window: Option<Box<Window>>,
    /// `where`.
    pub filter: Option<Box<Cond>>,
    /// `each child once`.
    pub once: Option<Name>,
    /// The whole phrase.
    pub span: Span,
}

/// A kind of record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Kind {
    /// A kind or its plural, by name.
    Named(Name),
    /// `breach of S`: the breaches of a standard, as events.
    BreachOf(Name, Span),
}

impl Kind {
    /// The name said: of a kind, or of a standard.
    pub fn name(&self) -> &Name {
        match self {
            Kind::Named(name) | Kind::BreachOf(name, _) => name,
        }
    }

    /// Where it stands.
    pub fn span(&self) -> Span {
        match self {
            Kind::Named(name) => name.span,
            Kind::BreachOf(_, span) => *span,
        }
    }
}

/// How pieces are joined into one spell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Joined {
    /// `with the same carer`.
    pub same: Option<Name>,
    /// `sharing a day`: only a same-day hand-over joins.
    pub sharing_a_day: bool,
    /// `with gaps of at most A`.
    pub gaps: Option<AmountExpr>,
    /// The word `joined`.
    pub span: Span,
}
