//! From where names are looked up: a record reached by a path, and what a bare name means there.

use crate::lang::checked::{Base, FieldRef, Leaf, Step, ValueType};
use crate::record::KindId;

/// A record reached by a path.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Frame {
    /// Where the path begins.
    pub(crate) base: Base,
    /// Steps from there.
    pub(crate) steps: Vec<Step>,
    /// The kind reached.
    pub(crate) kind: KindId,
    /// It stands for a breach of a standard whose subject is of that kind: its day is the breach day.
    pub(crate) breach: bool,
}

impl Frame {
    /// The record a condition is asked of.
    pub(crate) fn it(kind: KindId) -> Frame {
        Frame { base: Base::It, steps: Vec::new(), kind, breach: false }
    }

    /// One step on.
    pub(crate) fn step(&self, step: Step, kind: KindId) -> Frame {
        let mut steps = self.steps.clone();
        steps.push(step);
        Frame { base: self.base.clone(), steps, kind, breach: false }
    }

    /// What is read there.
    pub(crate) fn read(&self, leaf: Leaf, value_type: ValueType) -> FieldRef {
        FieldRef { base: self.base.clone(), steps: self.steps.clone(), kind: self.kind, leaf, value_type }
    }

    /// The record itself.
    pub(crate) fn record(&self) -> FieldRef {
        self.read(Leaf::Record, ValueType::Link(self.kind))
    }

    /// Whether it is the very record asked, not one reached from it.
    pub(crate) fn is_it(&self) -> bool {
        self.base == Base::It && self.steps.is_empty()
    }
}

/// Whether deadline tests of `must satisfy` may stand here (`obligations.md` 6.9).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Deadlines {
    /// No: `on or before` compares two known days.
    Plain,
    /// Yes: an empty date that may still come is "not yet".
    Tests,
    /// Under a `not`, where they are refused.
    Negated,
}

/// What names mean at a place of a rule.
#[derive(Debug, Clone)]
pub(crate) struct View {
    /// The record bare names belong to; none in the window of a measure, which is about no record.
    pub(crate) own: Option<Frame>,
    /// The record the rule is about, inside the `where` of another; none where it is `own`.
    pub(crate) this: Option<Frame>,
    /// Deadline tests.
    pub(crate) deadlines: Deadlines,
    /// `that` has a meaning: the stage before was answered on a day.
    pub(crate) that: bool,
}

impl View {
    /// Conditions of a subject.
    pub(crate) fn of(frame: Frame) -> View {
        View { own: Some(frame), this: None, deadlines: Deadlines::Plain, that: false }
    }

    /// No record at all.
    pub(crate) fn nowhere() -> View {
        View { own: None, this: None, deadlines: Deadlines::Plain, that: false }
    }

    /// The `where` of a record of another kind: bare names are that record's, `this` stays the rule's.
    pub(crate) fn inside(&self, kind: KindId) -> View {
        let this = self.this.clone().or_else(|| self.own.clone().map(as_this));
        View { own: Some(Frame::it(kind)), this, deadlines: Deadlines::Plain, that: false }
    }

    /// The record the rule is about.
    pub(crate) fn rule(&self) -> Option<&Frame> {
        self.this.as_ref().or(self.own.as_ref())
    }

    /// The same place without deadline tests.
    pub(crate) fn plain(&self) -> View {
        View { deadlines: Deadlines::Plain, ..self.clone() }
    }
}

fn as_this(frame: Frame) -> Frame {
    match frame.base {
        Base::It => Frame { base: Base::This, ..frame },
        _ => frame,
    }
}
