//! The file beside the rules that says which ways of writing a rule are right where they stand, and why.

use super::placed::Placed;
use super::toml_read::{Section, TomlText};
use crate::text::{Diagnostics, Sources};

/// What is allowed. Names are as they are written: nothing is known of the rules here.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct AllowedFile {
    /// In order.
    pub entries: Vec<Allowed>,
}

/// A way of writing that is right in some rules.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Allowed {
    /// The code of what `duecare lint` finds.
    pub code: Placed,
    /// The rules (or `kind field`).
    pub about: Vec<Placed>,
    /// Why it is right there.
    pub reason: String,
}

impl AllowedFile {
    /// Reads the text of such a file; the name is used in messages, and the text is kept for them.
    pub fn parse(name: &str, text: &str, sources: &mut Sources) -> (AllowedFile, Diagnostics) {
        let mut toml = TomlText::new(name, text, sources);
        let table = toml.table();
        let whole = toml.span(0..0);
        let mut file = Section::new(&table, whole, &toml, "a file of what is allowed");
        let parts = file.sections("allowed", &mut toml);
        let entries = parts.into_iter().filter_map(|part| entry(part, &mut toml)).collect();
        file.end(&mut toml);
        (AllowedFile { entries }, toml.finish())
    }
}

fn entry(mut part: Section<'_>, toml: &mut TomlText<'_>) -> Option<Allowed> {
    part.name("a part of `allowed`");
    let code = part.need_text("code", toml).map(Placed::from);
    let about: Vec<Placed> = part.texts("about", toml).into_iter().map(Placed::from).collect();
    let reason = part.need_text("reason", toml).map(|(reason, _)| reason.to_owned());
    part.end(toml);
    Some(Allowed { code: code?, about, reason: reason? })
}
