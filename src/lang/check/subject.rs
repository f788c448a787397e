//! The subject of a duty: its kind, shape and where its names are looked up.

use crate::lang::resolve::{Frame, Resolver, View};
use crate::record::{KindId, Shape};

/// What a duty is asked of.
#[derive(Debug, Clone)]
pub(crate) struct Subject {
    /// The kind.
    pub(crate) kind: KindId,
    /// Its shape; a breach is an event.
    pub(crate) shape: Shape,
    /// It is a breach of another standard.
    pub(crate) breach: bool,
    /// Its pieces are joined.
    pub(crate) joined: bool,
    /// Where its names are looked up.
    pub(crate) view: View,
}

impl Subject {
    /// A subject of a kind.
    pub(crate) fn new(resolver: &Resolver<'_, '_>, kind: KindId, breach: bool, joined: bool) -> Subject {
        let shape = if breach { Shape::Event } else { resolver.shape(kind) };
        let frame = Frame { breach, ..Frame::it(kind) };
        Subject { kind, shape, breach, joined, view: View::of(frame) }
    }
}
