//! Names as a file has them, with their place.

use super::toml_read::TomlText;
use crate::text::{Diagnostic, Span};
use std::collections::BTreeMap;

/// A name with the place it is written at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Placed {
    /// The name.
    pub text: String,
    /// Where it is written.
    pub span: Span,
}

impl From<(&str, Span)> for Placed {
    fn from((text, span): (&str, Span)) -> Placed {
        Placed { text: text.to_owned(), span }
    }
}

/// Tells every name that stands there a second time; `what` is what it names.
pub(super) fn told_twice<'p>(all: impl IntoIterator<Item = &'p Placed>, what: &str, toml: &mut TomlText<'_>) {
    let mut first: BTreeMap<&str, Span> = BTreeMap::new();
    for one in all {
        if let Some(before) = first.insert(&one.text, one.span) {
            let message = format!("the {what} `{}` is there twice", one.text);
            toml.fault(Diagnostic::error("said-twice", one.span, message).related(before, "first here"));
        }
    }
}
