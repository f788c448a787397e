//! Paths, read from the back: `place of the previous episode`, `role of worker`, `end of this`.

use super::kind::shape_words;
use super::thing::Use;
use super::{Found, Frame, Resolver, View, article};
use crate::lang::ast;
use crate::lang::checked::{Base, Neighbour, Step};
use crate::record::{KindId, Shape};
use crate::text::Diagnostic;

impl<'a> Resolver<'a, '_> {
    /// What a path leads to.
    pub(crate) fn path(&mut self, path: &ast::Path, view: &View) -> Option<Found<'a>> {
        let mut steps = path.steps.iter().rev();
        let mut found = self.first_step(steps.next()?, view)?;
        for step in steps {
            let frame = self.record_of(found, step)?;
            found = self.next_step(step, &frame, view)?;
        }
        Some(found)
    }

    fn first_step(&mut self, step: &ast::Step, view: &View) -> Option<Found<'a>> {
        match step.order {
            None if step.is_plain() => self.bare(&step.name, view),
            None => self.refuse(
                "unclear-record",
                step.name.span,
                format!("it is not said which `{}` is meant", step.name.text),
                format!("say `the first {0}` or `the last {0}`", step.name.text),
            ),
            Some(order) => self.chosen(step, order, view).map(Found::Record),
        }
    }

    /// The record that the rest of a path is read from.
    fn record_of(&mut self, found: Found<'a>, next: &ast::Step) -> Option<Frame> {
        match found {
            Found::Record(frame) | Found::Link(_, frame) => Some(frame),
            Found::Field(..) | Found::Day(_) | Found::Define(..) => self.refuse(
                "not-a-record",
                next.name.span,
                format!("`{} of ...` must be followed by a record", next.name.text),
                "after `of` comes a record: `role of worker`, `end of this`, `born of the child`",
            ),
        }
    }

    fn next_step(&mut self, step: &ast::Step, frame: &Frame, view: &View) -> Option<Found<'a>> {
        if let Some(order) = step.order {
            let beside = View { own: Some(frame.clone()), ..view.plain() };
            return self.chosen(step, order, &beside).map(Found::Record);
        }
        if !step.is_plain() {
            return self.refuse(
                "unclear-record",
                step.name.span,
                format!("it is not said which `{}` is meant", step.name.text),
                format!("say `the first {0}` or `the last {0}`", step.name.text),
            );
        }
        let beside = View { own: Some(frame.clone()), this: None, ..view.plain() };
        match self.lookup(frame, &step.name.text) {
            Some(found) => Some(found),
            None => self.bare(&step.name, &beside),
        }
    }

    /// `the previous placement`, `the last review before the date where ...`.
    fn chosen(&mut self, step: &ast::Step, order: ast::Order, view: &View) -> Option<Frame> {
        let kind = self.kind(&step.name)?;
        if self.shape(kind) == Shape::Subject {
            return self.refuse(
                "no-order",
                step.name.span,
                format!("`{}` is a subject: there is no first and no last of them", step.name.text),
                "only events and periods follow one another in time",
            );
        }
        let which = match order {
            ast::Order::First => Neighbour::First,
            ast::Order::Last => Neighbour::Last,
            ast::Order::Previous => Neighbour::Previous,
            ast::Order::Next => Neighbour::Next,
        };
        let among = self.beside(kind, view);
        let bare = step.participle.is_none() && step.window.is_none() && step.filter.is_none();
        match (which, among) {
            (_, Some(frame)) if bare => Some(neighbour(&frame, which)),
            (Neighbour::Previous | Neighbour::Next, _) => self.no_neighbour(step, kind, view),
            (Neighbour::First | Neighbour::Last, _) => {
                let thing = self.thing(&as_thing(step), view, Use::Chosen)?;
                let base = match which {
                    Neighbour::First => Base::FirstOf(Box::new(thing)),
                    _ => Base::LastOf(Box::new(thing)),
                };
                Some(Frame { base, steps: Vec::new(), kind, breach: false })
            }
        }
    }

    /// The record of that kind among the record, its owners and (inside a `where`) those of the rule.
    fn beside(&self, kind: KindId, view: &View) -> Option<Frame> {
        let own = view.own.as_ref().map(|f| self.chain(f)).unwrap_or_default();
        let this = view.this.as_ref().map(|f| self.chain(f)).unwrap_or_default();
        own.into_iter().chain(this).find(|f| f.kind == kind && !f.breach)
    }

    fn no_neighbour<T>(&mut self, step: &ast::Step, kind: KindId, view: &View) -> Option<T> {
        let name = self.kind_name(kind);
        let own = view.own.as_ref().map_or("", |f| self.kind_name(f.kind));
        let message = if self.beside(kind, view).is_some() {
            format!("`the previous {name}` stands alone: no time and no `where` can follow it")
        } else {
            format!("`previous` and `next` go from one {name} to another, and this is about {}", article(own))
        };
        let shape = view.own.as_ref().map_or(Shape::Event, |f| self.shape(f.kind));
        let day = if shape == Shape::Event { "date" } else { "start" };
        self.fail(
            Diagnostic::error("no-neighbour", step.name.span, message)
                .help(format!("say `the last {name} before the {day}`"))
                .label(format!("`{name}` is {}", shape_words(self.shape(kind)))),
        )
    }
}

fn neighbour(frame: &Frame, which: Neighbour) -> Frame {
    match (&frame.base, frame.steps.is_empty()) {
        (Base::It, true) => Frame {
            base: Base::Neighbour(which, frame.kind),
            steps: Vec::new(),
            kind: frame.kind,
            breach: false,
        },
        _ => frame.step(Step::Neighbour(which), frame.kind),
    }
}

/// The thing a step with `first` or `last` chooses from.
fn as_thing(step: &ast::Step) -> ast::Thing {
    ast::Thing {
        joined: None,
        kinds: vec![ast::Kind::Named(step.name.clone())],
        of: None,
        participle: step.participle.clone(),
        window: step.window.clone(),
        filter: step.filter.clone(),
        once: None,
        span: step.name.span,
    }
}
