//! A file and what stands in it.

use super::{Define, ListDecl, Measure, Plugin, RecordDecl, Standard, Theme};
use crate::text::{SourceId, Span};

/// One `.care` file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct File {
    /// Which text.
    pub source: SourceId,
    /// What stands in it, in order. Items that could not be read are not here: the diagnostics name them.
    pub items: Vec<Item>,
}

/// One top-level thing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Item {
    /// `subject`, `event`, `period`.
    Record(RecordDecl),
    /// `list`.
    List(ListDecl),
    /// `define`.
    Define(Define),
    /// `plugin`.
    Plugin(Plugin),
    /// `standard`, `check`.
    Standard(Box<Standard>),
    /// `measure`.
    Measure(Box<Measure>),
    /// `theme`.
    Theme(Box<Theme>),
}

impl Item {
    /// Where it stands.
    pub fn span(&self) -> Span {
        match self {
            Item::Record(x) => x.span,
            Item::List(x) => x.span,
            Item::Define(x) => x.span,
            Item::Plugin(x) => x.span,
            Item::Standard(x) => x.span,
            Item::Measure(x) => x.span,
            Item::Theme(x) => x.span,
        }
    }
}
