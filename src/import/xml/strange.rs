//! Elements that a return is not known to have, stand where they do not belong, or that no record holds.

use super::element::Element;
use crate::import::tally::RowList;
use std::collections::BTreeMap;

/// What is known of a part of an element.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::import) enum Part {
    /// Read, and meant to stand once.
    Once(&'static str),
    /// Read, as often as it stands.
    Many(&'static str),
    /// Known, and held by no kind of record.
    Unread(&'static str),
}

impl Part {
    fn name(self) -> &'static str {
        match self {
            Part::Once(name) | Part::Many(name) | Part::Unread(name) => name,
        }
    }
}

/// The elements of a return: each with the parts it may have.
pub(in crate::import) type Known = &'static [(&'static str, &'static [Part])];

/// As many names are told, and no more letters of each.
const MOST: usize = 20;
const LONGEST_NAME: usize = 40;

/// What was found.
#[derive(Debug, Default)]
pub(super) struct Strange {
    unknown: BTreeMap<String, RowList>,
    repeated: BTreeMap<&'static str, RowList>,
    unread: BTreeMap<&'static str, u64>,
    between: RowList,
}

impl Strange {
    /// Looks through an item.
    pub(super) fn look(&mut self, e: &Element, known: Known) {
        if e.between > 0 {
            self.between.add(e.line);
        }
        let Some((_, parts)) = known.iter().find(|(name, _)| *name == e.name) else { return };
        for (i, p) in e.parts.iter().enumerate() {
            match parts.iter().find(|k| k.name() == p.name) {
                None => _ = self.unknown(&e.name, &p.name, p.line),
                Some(Part::Unread(name)) => *self.unread.entry(name).or_default() += 1,
                Some(Part::Once(name)) => {
                    if e.parts.iter().take(i).any(|earlier| earlier.name == *name) {
                        self.repeated.entry(name).or_default().add(p.line);
                    }
                    self.look(p, known);
                }
                Some(Part::Many(_)) => self.look(p, known),
            }
        }
    }

    /// Looks at the elements outside the items: those that are neither known nor known and unread are strange.
    pub(super) fn outside(
        &mut self,
        names: &BTreeMap<String, (u64, u32)>,
        known: impl Fn(&str) -> bool,
        unread: &[&'static str],
    ) {
        for (name, (count, line)) in names.iter().filter(|(name, _)| !known(name)) {
            if let Some(unread) = unread.iter().find(|u| *u == name) {
                *self.unread.entry(unread).or_default() += count;
                continue;
            }
            if let Some(list) = self.unknown("", name, *line) {
                list.count += count - 1;
            }
        }
    }

    fn unknown(&mut self, of: &str, name: &str, line: u32) -> Option<&mut RowList> {
        // A name made to do harm fills neither memory nor the report; one that a slip has joined to a value is not told.
        let plain = name.chars().all(|c| c.is_ascii_alphabetic() || c == '_');
        let own: String = if plain { name.chars().take(LONGEST_NAME).collect() } else { "?".to_owned() };
        let name = if of.is_empty() { own } else { format!("{of}/{own}") };
        let room = self.unknown.len() < 10 * MOST || self.unknown.contains_key(&name);
        let list = room.then(|| self.unknown.entry(name).or_default())?;
        list.add(line);
        Some(list)
    }

    /// What a reader of the report should know.
    pub(super) fn notes(&self) -> Vec<String> {
        let mut notes = Vec::new();
        for (name, lines) in self.unknown.iter().take(MOST) {
            notes.push(format!("element `{name}` is not known here and was not read: {}", places(lines)));
        }
        if self.unknown.len() > MOST {
            let more = self.unknown.len() - MOST;
            notes.push(format!("{more} more names of elements are not known here and were not read"));
        }
        for (name, lines) in &self.repeated {
            notes.push(format!(
                "element `{name}` stands again where one is meant; the first is read: {}",
                places(lines)
            ));
        }
        if self.between.count > 0 {
            notes.push(format!("text between elements is not read: {}", places(&self.between)));
        }
        if !self.unread.is_empty() {
            let list: Vec<String> = self.unread.iter().map(|(name, n)| format!("{name} {n}")).collect();
            notes.push(format!("known, but held by no kind of record: {}", list.join(", ")));
        }
        notes
    }
}

/// `3 times (lines 2, 17, 40)`
fn places(lines: &RowList) -> String {
    let shown: Vec<String> = lines.first.iter().map(u32::to_string).collect();
    let more = if lines.count > shown.len() as u64 { ", ..." } else { "" };
    match lines.count {
        1 => format!("once (line {})", shown.join(", ")),
        n => format!("{n} times (lines {}{more})", shown.join(", ")),
    }
}
