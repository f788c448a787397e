//! The records that the chosen patterns give, with the names of the files at hand.

use super::choose::{Choice, Input, Match};
use super::pattern::{Pattern, Patterns};
use super::walk::{self, Names};
use crate::record::{Kind, Shape, Vocabulary};
use toml::{Table, Value};

/// A record of the draft.
#[derive(Debug)]
pub(super) struct Made {
    /// The place of its file.
    pub(super) input: usize,
    pub(super) kind: String,
    pub(super) family: Option<&'static str>,
    pub(super) record: Table,
}

/// A record that cannot be made.
#[derive(Debug)]
pub(super) struct NotMade {
    pub(super) input: usize,
    pub(super) kind: String,
    pub(super) why: String,
}

/// The files at hand with what was chosen for each.
#[derive(Debug, Clone, Copy)]
pub(super) struct Chosen<'c> {
    pub(super) inputs: &'c [Input],
    pub(super) choices: &'c [Choice],
    pub(super) patterns: &'c Patterns,
}

impl<'c> Chosen<'c> {
    pub(super) fn at(self, input: usize) -> Option<(&'c Match, &'c Pattern)> {
        let Choice::Made(found) = self.choices.get(input)? else { return None };
        Some((found, self.patterns.list.get(found.pattern)?))
    }

    /// The name that a column of the pattern has in a file.
    fn column(self, input: usize, column: &str) -> Option<String> {
        let (found, pattern) = self.at(input)?;
        let place = pattern.columns.iter().position(|c| c.name == column)?;
        let (own, ..) = found.pairs.iter().find(|p| p.1 == place)?;
        Some(self.inputs.get(input)?.columns.get(*own)?.seen.name.clone())
    }

    /// The file that is most like a file of a format.
    fn file(self, family: Option<&str>, file: &str) -> Option<usize> {
        let fits = |i: &usize| self.at(*i).is_some_and(|(_, p)| p.family == family && p.file == file);
        let sure = |i: &usize| self.at(*i).map_or(0.0, |(m, _)| m.score);
        (0..self.inputs.len()).filter(fits).max_by(|a, b| sure(a).total_cmp(&sure(b)).then(b.cmp(a)))
    }

    /// Every record that can be made, and those that cannot.
    pub(super) fn make(self, vocabulary: &Vocabulary) -> (Vec<Made>, Vec<NotMade>) {
        let (mut made, mut not) = (Vec::new(), Vec::new());
        for (input, file) in self.inputs.iter().enumerate() {
            let Some((_, pattern)) = self.at(input) else { continue };
            let names = Here { chosen: self, input, pattern };
            for record in &pattern.records {
                let kind = walk::text(record, "kind").to_owned();
                let declared = vocabulary.kind_named(&kind).and_then(|k| vocabulary.kind(k));
                let new = walk::renamed(record, &file.table, &names);
                let lacks = match (&new, declared) {
                    (Some(new), Some(declared)) => lacking(new, declared),
                    _ => Some("a column that tells which rows it is made of".to_owned()),
                };
                match (new, lacks) {
                    (Some(record), None) => made.push(Made { input, kind, family: pattern.family, record }),
                    (_, lacks) => {
                        let why = lacks.unwrap_or_default();
                        not.push(NotMade { input, kind, why });
                    }
                }
            }
        }
        (made, not)
    }
}

/// What a record must have and has not.
fn lacking(record: &Table, kind: &Kind) -> Option<String> {
    let has = |key: &str| record.contains_key(key);
    let wanted = [
        ("id", kind.shape == Shape::Subject && !has("group")),
        ("owner", kind.owner.is_some()),
        ("date", kind.shape == Shape::Event),
        ("start", kind.shape == Shape::Period),
    ];
    let lacks = wanted.into_iter().find(|(key, wanted)| *wanted && !has(key));
    lacks.map(|(key, _)| format!("a column for `{key}`"))
}

struct Here<'c> {
    chosen: Chosen<'c>,
    input: usize,
    pattern: &'c Pattern,
}

impl Here<'_> {
    fn place(&self, file: &str) -> Option<usize> {
        match file == self.pattern.file {
            true => Some(self.input),
            false => self.chosen.file(self.pattern.family, file),
        }
    }
}

impl Names for Here<'_> {
    fn file(&self, file: &str) -> Option<String> {
        Some(self.chosen.inputs.get(self.place(file)?)?.table.clone())
    }

    fn column(&self, file: &str, column: &str) -> Option<String> {
        self.chosen.column(self.place(file)?, &column.to_lowercase())
    }
}

/// The parts of a list in a TOML value.
pub(super) fn list(value: Option<&Value>) -> impl Iterator<Item = &str> {
    value.and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str)
}
