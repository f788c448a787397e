//! The formatter: one way to write each tree, with the comments of the source kept.
//!
//! It prints the tree, so what it writes means what was read; where the end of a phrase would take hold of
//! what follows, it sets brackets.

mod choices;
mod conditions;
mod duties;
mod examples;
mod expressions;
mod measures;
mod notes;
mod open;
mod phrase;
mod standards;
mod things;
mod values;
mod vocabulary;
mod words;
mod writer;

use super::ast::{File, Item, Shows};
use super::parse::cut;
use writer::Writer;

/// Writes a file in its one form. `source` is the text it was read from, for its comments and the blank lines
/// between declarations; for a tree that was made, an empty text.
pub fn format(file: &File, source: &str) -> String {
    let mut writer = Writer::new(source, cut(source));
    let mut before: Option<&Item> = None;
    for item in &file.items {
        let start = item.span().start;
        let apart = before.is_some_and(|b| is_long(b) || is_long(item));
        writer.item(start, apart);
        match item {
            Item::Record(x) => writer.record(x),
            Item::List(x) => writer.list(x),
            Item::Define(x) => writer.define(x),
            Item::Plugin(x) => writer.plugin(x),
            Item::Standard(x) => writer.standard(x),
            Item::Measure(x) => writer.measure(x),
            Item::Theme(x) => writer.theme(x),
        }
        before = Some(item);
    }
    writer.finish()
}

/// What a measure shows, in one line: `percentage of referrals in the month that ...`.
pub(crate) fn shown(shows: &Shows) -> String {
    let mut writer = Writer::new("", cut(""));
    writer.shows(shows);
    writer.finish().split_whitespace().collect::<Vec<&str>>().join(" ")
}

/// Whether an item has blank lines round it.
fn is_long(item: &Item) -> bool {
    matches!(item, Item::Standard(_) | Item::Measure(_) | Item::Theme(_))
}
