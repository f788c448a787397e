//! A table of a TOML text whose keys are asked for one by one; what is left over is a fault.

use super::{Entry, Item, TomlText};
use crate::calendar::Day;
use crate::text::{Diagnostic, Span, nearest};
use std::collections::BTreeSet;
use toml::de::DeTable;

/// A table being read.
#[derive(Debug)]
pub(in crate::import) struct Section<'a> {
    entries: Vec<Entry<'a>>,
    asked: BTreeSet<&'static str>,
    what: String,
    /// Where it stands.
    pub(in crate::import) span: Span,
}

impl<'a> Section<'a> {
    pub(in crate::import) fn new(
        table: &'a DeTable<'a>,
        span: Span,
        toml: &TomlText<'_>,
        what: &str,
    ) -> Section<'a> {
        let mut entries: Vec<Entry<'a>> = table
            .iter()
            .map(|(k, v)| Entry { key: k.get_ref(), span: toml.span(k.span()), item: Item::new(v, toml) })
            .collect();
        entries.sort_by_key(|e| e.span);
        Section { entries, asked: BTreeSet::new(), what: what.to_owned(), span }
    }

    /// Calls the table something else in messages.
    pub(in crate::import) fn name(&mut self, what: &str) {
        what.clone_into(&mut self.what);
    }

    /// All keys in the order of the text, when the keys are names of the writer's own.
    pub(in crate::import) fn entries(&self) -> &[Entry<'a>] {
        &self.entries
    }

    /// The value of a key, if it is there.
    pub(in crate::import) fn item(&mut self, key: &'static str) -> Option<Item<'a>> {
        self.asked.insert(key);
        self.entries.iter().find(|e| e.key == key).map(|e| e.item)
    }

    /// A text, if it is there.
    pub(in crate::import) fn text(
        &mut self,
        key: &'static str,
        toml: &mut TomlText<'_>,
    ) -> Option<(&'a str, Span)> {
        let item = self.item(key)?;
        Some((item.text(toml, &format!("`{key}`"))?, item.span))
    }

    /// `true` or `false`; false when it is not there.
    pub(in crate::import) fn flag(&mut self, key: &'static str, toml: &mut TomlText<'_>) -> bool {
        let Some(item) = self.item(key) else { return false };
        item.as_flag().unwrap_or_else(|| {
            item.wrong(toml, &format!("`{key}`"), "true or false");
            false
        })
    }

    /// A text that must be there.
    pub(in crate::import) fn need_text(
        &mut self,
        key: &'static str,
        toml: &mut TomlText<'_>,
    ) -> Option<(&'a str, Span)> {
        if self.item(key).is_none() {
            self.missing(key, toml);
        }
        self.text(key, toml)
    }

    /// A day, if it is there.
    pub(in crate::import) fn day(
        &mut self,
        key: &'static str,
        toml: &mut TomlText<'_>,
    ) -> Option<(Day, Span)> {
        let item = self.item(key)?;
        Some((item.day(toml, &format!("`{key}`"))?, item.span))
    }

    /// A day that must be there.
    pub(in crate::import) fn need_day(
        &mut self,
        key: &'static str,
        toml: &mut TomlText<'_>,
    ) -> Option<(Day, Span)> {
        if self.item(key).is_none() {
            self.missing(key, toml);
        }
        self.day(key, toml)
    }

    /// A text or a list of texts; empty when it is not there.
    pub(in crate::import) fn texts(
        &mut self,
        key: &'static str,
        toml: &mut TomlText<'_>,
    ) -> Vec<(&'a str, Span)> {
        self.item(key).map_or_else(Vec::new, |item| item.texts(toml, &format!("`{key}`")))
    }

    /// A table inside, if it is there.
    pub(in crate::import) fn section(
        &mut self,
        key: &'static str,
        toml: &mut TomlText<'_>,
    ) -> Option<Section<'a>> {
        let item = self.item(key)?;
        let found = item.as_section(toml, &format!("`{key}`"));
        if found.is_none() {
            item.wrong(toml, &format!("`{key}`"), "a table");
        }
        found
    }

    /// The tables of a list (`[[key]]`), empty when it is not there.
    pub(in crate::import) fn sections(
        &mut self,
        key: &'static str,
        toml: &mut TomlText<'_>,
    ) -> Vec<Section<'a>> {
        let Some(item) = self.item(key) else { return Vec::new() };
        let parts = match item.as_list(toml) {
            Some(list) => list,
            None => vec![item],
        };
        let mut out = Vec::new();
        for part in parts {
            match part.as_section(toml, &format!("`{key}`")) {
                Some(s) => out.push(s),
                None => part.wrong(toml, &format!("`{key}`"), "a table, or a list of tables"),
            }
        }
        out
    }

    /// Says that a key is missing.
    pub(in crate::import) fn missing(&self, key: &str, toml: &mut TomlText<'_>) {
        let message = format!("{} lacks `{key}`", self.what);
        toml.fault(Diagnostic::error("missing-key", self.span, message));
    }

    /// Done: every key that nobody asked for is a fault.
    pub(in crate::import) fn end(self, toml: &mut TomlText<'_>) {
        for e in self.entries.iter().filter(|e| !self.asked.contains(e.key)) {
            let mut fault = Diagnostic::error(
                "unknown-key",
                e.span,
                format!("`{}` means nothing in {}", e.key, self.what),
            );
            let known = self.asked.iter().copied().collect::<Vec<_>>();
            if let Some(near) = nearest(e.key, known.iter().copied()) {
                fault = fault.help(format!("did you mean `{near}`?"));
            } else if !known.is_empty() {
                fault = fault.help(format!("known here: {}", known.join(", ")));
            }
            toml.fault(fault);
        }
    }
}
