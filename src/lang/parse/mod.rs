//! Text to tree: the only place that names the parser generator.
//!
//! A file is cut at the words that open its items and each stretch is read on its own. Where reading stops,
//! the hints say what the slip is; if they know how to mend it, a mended copy is read on, so that a file
//! shows all its slips at once. The tree builder adds the faults that a shape cannot show (`and` beside `or`,
//! a day that is not).

mod build;
mod chunks;
mod conditions;
mod depth;
mod duties;
mod examples;
mod expressions;
mod grammar;
mod measures;
mod parts;
mod pieces;
mod places;
mod standards;
mod stretch;
mod things;
mod values;
mod vocabulary;
mod wanted;

use crate::lang::ast::File;
use crate::text::{Diagnostic, Diagnostics, SourceId, Span};

pub(crate) use pieces::cut;

/// Reads one file. The tree holds every item that could be read, slips mended; with an error among the
/// diagnostics it is good for finding more faults and for nothing else.
pub fn parse(source: SourceId, text: &str) -> (File, Diagnostics) {
    let mut found = Diagnostics::default();
    if let Some(at) = lone_return(text) {
        let span = Span { source, start: at, end: at + 1 };
        let message = "lines end here as they did on old Macs, so that a comment would never end";
        found.push(
            Diagnostic::error("line-ends", span, message)
                .help("save the file with the line ends of Windows or Unix"),
        );
    }
    let mut items = Vec::new();
    let all = cut(text);
    let mut effort = stretch::EFFORT;
    for range in chunks::chunks(text, &all) {
        let stretch = text.get(range.clone()).unwrap_or("");
        items.extend(stretch::read(source, range.start, stretch, &mut effort, &mut found));
    }
    found.sort();
    (File { source, items }, found)
}

/// The first carriage return that no line feed follows.
fn lone_return(text: &str) -> Option<u32> {
    let bytes = text.as_bytes();
    let returns = bytes.iter().enumerate().filter(|(_, b)| **b == b'\r');
    returns.map(|(i, _)| i).find(|i| bytes.get(i + 1) != Some(&b'\n')).and_then(|i| u32::try_from(i).ok())
}
