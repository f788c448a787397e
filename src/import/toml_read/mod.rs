//! TOML read with places: every key that nobody asked for is a fault with its line.

mod section;
mod value;

pub(super) use section::Section;
pub(super) use value::{Entry, Item};

use crate::text::{Diagnostic, Diagnostics, SourceId, Sources, Span};
use std::ops::Range;
use toml::de::DeTable;

/// A TOML text being read, with the faults found so far.
#[derive(Debug)]
pub(super) struct TomlText<'i> {
    source: SourceId,
    faults: Diagnostics,
    text: &'i str,
}

impl<'i> TomlText<'i> {
    /// Keeps the text under a name, for messages.
    pub(super) fn new(name: &str, text: &'i str, sources: &mut Sources) -> Self {
        TomlText { source: sources.add(name, text), faults: Diagnostics::default(), text }
    }

    /// The table of the whole text; faults of TOML itself are kept, and what could be read is given.
    pub(super) fn table(&mut self) -> DeTable<'i> {
        let (table, errors) = DeTable::parse_recoverable(self.text);
        for e in errors {
            let span = self.span(e.span().unwrap_or(0..0));
            let first_line = e.message().lines().next().unwrap_or("not TOML").trim_end_matches('.');
            self.fault(Diagnostic::error("toml-syntax", span, lower_first(first_line)));
        }
        table.into_inner()
    }

    /// A place in this text.
    pub(super) fn span(&self, range: Range<usize>) -> Span {
        let at = |n: usize| u32::try_from(n.min(self.text.len())).unwrap_or(u32::MAX);
        Span { source: self.source, start: at(range.start), end: at(range.end) }
    }

    /// Keeps a fault.
    pub(super) fn fault(&mut self, fault: Diagnostic) {
        self.faults.push(fault);
    }

    /// The faults in the order of the text.
    pub(super) fn finish(mut self) -> Diagnostics {
        self.faults.sort();
        self.faults
    }
}

fn lower_first(text: &str) -> String {
    let mut letters = text.chars();
    match letters.next() {
        Some(c) => c.to_lowercase().chain(letters).collect(),
        None => String::new(),
    }
}
