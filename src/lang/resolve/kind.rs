//! A kind by its name, and its shape.

use super::{Resolver, did_you_mean};
use crate::lang::ast;
use crate::record::{Kind, KindId, Shape};
use crate::text::Diagnostic;

impl Resolver<'_, '_> {
    /// The kind of a name or plural.
    pub(crate) fn kind(&mut self, name: &ast::Name) -> Option<KindId> {
        if let Some(kind) = self.env.vocabulary.kind_named(&name.text) {
            return Some(kind);
        }
        // A kind whose declaration was refused is reported there, once.
        if self.env.refused.contains(&name.text) {
            return None;
        }
        let help = if self.env.standards.contains_key(&name.text) {
            format!("`{}` is a standard; its breaches are said `breach of {}`", name.text, name.text)
        } else {
            did_you_mean(&name.text, self.env.kind_names()).unwrap_or_else(|| {
                "declare it in the vocabulary with `subject`, `event` or `period`".to_owned()
            })
        };
        self.fail(
            Diagnostic::error(
                "unknown-kind",
                name.span,
                format!("there is no kind of record called `{}`", name.text),
            )
            .help(help),
        )
    }

    /// The declaration of a kind.
    pub(crate) fn declared(&self, kind: KindId) -> Option<&Kind> {
        self.env.vocabulary.kind(kind)
    }

    /// The shape of a kind.
    pub(crate) fn shape(&self, kind: KindId) -> Shape {
        self.declared(kind).map_or(Shape::Subject, |k| k.shape)
    }
}

/// `an event`, `a period`, `a subject`.
pub(crate) fn shape_words(shape: Shape) -> &'static str {
    match shape {
        Shape::Subject => "a subject",
        Shape::Event => "an event",
        Shape::Period => "a period",
    }
}
