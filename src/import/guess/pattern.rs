//! What a file may be: a table of a shipped format, or a kind of the vocabulary, with the columns it would have.

use super::lexicon::{Lexicon, Word};
use super::names::{split, squashed};
use super::walk::{self, Role};
use crate::import::error::ImportError;
use crate::import::mapping;
use crate::record::{FieldType, Kind, Shape, Vocabulary};
use std::collections::{BTreeMap, BTreeSet};
use toml::{Table, Value};

/// What a column should hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Expects {
    Date,
    YesNo,
    Number,
    Id,
    Anything,
}

/// One thing that a column does for a kind.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Use {
    pub(super) kind: String,
    pub(super) role: Role,
}

/// A column of a pattern.
#[derive(Debug)]
pub(super) struct PatternColumn {
    pub(super) name: String,
    pub(super) squashed: String,
    pub(super) uses: Vec<Use>,
    pub(super) expects: Expects,
    /// Whether a format gives it a name of its own.
    pub(super) has_name: bool,
    /// Names it may have, its own first.
    pub(super) spellings: Vec<Vec<Word>>,
    raw: Vec<Vec<String>>,
}

/// A file that we would know what to make of.
#[derive(Debug)]
pub(super) struct Pattern {
    /// The shipped format it is of; none for a kind of the vocabulary.
    pub(super) family: Option<&'static str>,
    pub(super) file: String,
    /// Names of the file.
    pub(super) names: Vec<(String, Vec<Word>)>,
    pub(super) columns: Vec<PatternColumn>,
    /// The records made of it.
    pub(super) records: Vec<Table>,
}

/// Every pattern, and what the shipped formats say of values.
#[derive(Debug)]
pub(super) struct Patterns {
    pub(super) list: Vec<Pattern>,
    /// By family: the whole mapping.
    pub(super) mappings: BTreeMap<&'static str, Table>,
    pub(super) lexicon: Lexicon,
}

impl Patterns {
    /// The patterns of shipped mappings and of the vocabulary.
    pub(super) fn new(
        shipped: &[(&'static str, &str)],
        vocabulary: &Vocabulary,
    ) -> Result<Patterns, ImportError> {
        let mut patterns = Patterns { list: Vec::new(), mappings: BTreeMap::new(), lexicon: Lexicon::new()? };
        for (family, text) in shipped {
            // It is checked against the vocabulary first: what is drawn from it is sound.
            mapping::Mapping::parse(&format!("{family}.toml"), text, vocabulary)?;
            let table: Table = toml::from_str(text).unwrap_or_default();
            patterns.add_family(family, &table, vocabulary);
            patterns.mappings.insert(family, table);
        }
        for (_, kind) in vocabulary.iter().filter(|(_, k)| k.table.is_none()) {
            let record = record_of(kind);
            patterns.add(
                None,
                &kind.name,
                std::slice::from_ref(&kind.plural),
                vec![record.clone()],
                &[record],
                vocabulary,
            );
        }
        patterns.read_names();
        Ok(patterns)
    }

    fn add_family(&mut self, family: &'static str, table: &Table, vocabulary: &Vocabulary) {
        let records: Vec<Table> = tables(table.get("record"));
        let named = records.iter().flat_map(walk::named).map(|n| n.file);
        let mut files: Vec<String> = Vec::new();
        for file in records.iter().map(|r| walk::text(r, "file").to_lowercase()).chain(named) {
            if !files.contains(&file) {
                files.push(file);
            }
        }
        let aliases = table.get("files").and_then(Value::as_table);
        for file in files {
            let others = aliases.and_then(|a| a.get(&file)).and_then(Value::as_array);
            let others = others.into_iter().flatten().filter_map(Value::as_str);
            let others: Vec<String> = others.map(str::to_owned).collect();
            let own = |r: &&Table| walk::text(r, "file").eq_ignore_ascii_case(&file);
            let made = records.iter().filter(own).cloned().collect();
            self.add(Some(family), &file, &others, made, &records, vocabulary);
        }
    }

    fn add(
        &mut self,
        family: Option<&'static str>,
        file: &str,
        others: &[String],
        made: Vec<Table>,
        records: &[Table],
        vocabulary: &Vocabulary,
    ) {
        let mut uses: BTreeMap<String, (BTreeSet<Use>, bool)> = BTreeMap::new();
        let mut order: Vec<String> = Vec::new();
        for record in records {
            for named in walk::named(record).into_iter().filter(|n| n.file == file) {
                if !order.contains(&named.column) {
                    order.push(named.column.clone());
                }
                let (list, coded) = uses.entry(named.column).or_default();
                list.insert(Use { kind: walk::text(record, "kind").to_owned(), role: named.role });
                *coded |= named.coded;
            }
        }
        let columns = order.into_iter().filter_map(|name| {
            let (list, coded) = uses.remove(&name)?;
            Some(column(name, list.into_iter().collect(), coded, family.is_some(), vocabulary))
        });
        let columns = columns.collect();
        let names = std::iter::once(file).chain(others.iter().map(String::as_str));
        let names = names.map(|n| (n.to_lowercase(), Vec::new())).collect();
        self.list.push(Pattern { family, file: file.to_owned(), names, columns, records: made });
    }

    /// Learns every name first, then reads them all: a word of one name may help to read another.
    fn read_names(&mut self) {
        let lexicon = &mut self.lexicon;
        for pattern in &self.list {
            pattern.names.iter().for_each(|(name, _)| lexicon.learn(&split(name)));
            for column in &pattern.columns {
                column.raw.iter().for_each(|raw| lexicon.learn(raw));
            }
        }
        for pattern in &mut self.list {
            for (name, words) in &mut pattern.names {
                *words = lexicon.read(name);
            }
            for column in &mut pattern.columns {
                column.spellings =
                    std::mem::take(&mut column.raw).into_iter().map(|raw| lexicon.meant(raw)).collect();
                column.spellings.dedup();
            }
        }
    }
}

fn tables(value: Option<&Value>) -> Vec<Table> {
    value.and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_table).cloned().collect()
}

/// The record that a kind would be in a file of its own, each column named after what it feeds.
fn record_of(kind: &Kind) -> Table {
    let mut record = Table::new();
    let mut put = |key: &str, value: &str| record.insert(key.to_owned(), Value::String(value.to_owned()));
    put("kind", &kind.name);
    put("file", &kind.name);
    put("id", "id");
    if kind.owner.is_some() {
        put("owner", "owner");
    }
    match kind.shape {
        Shape::Subject => {}
        Shape::Event => drop(put("date", "date")),
        Shape::Period => {
            put("start", "start");
            put("end", "end");
        }
    }
    if kind.shape != Shape::Subject {
        put("recorded", "recorded");
    }
    let fields = kind.fields.iter().map(|f| (f.name.clone(), Value::String(format!("field {}", f.name))));
    record.insert("fields".to_owned(), Value::Table(fields.collect()));
    record
}

fn column(
    name: String,
    uses: Vec<Use>,
    coded: bool,
    is_shipped: bool,
    vocabulary: &Vocabulary,
) -> PatternColumn {
    let mut raw = Vec::new();
    if is_shipped {
        raw.push(split(&name));
    }
    let mut expects = None;
    for one in &uses {
        let Some(kind) = vocabulary.kind_named(&one.kind).and_then(|k| vocabulary.kind(k)) else { continue };
        let own = match &one.role {
            Role::Fills(fills) => {
                raw.extend(spelt(fills, kind, vocabulary, is_shipped).iter().map(|s| split(s)));
                type_of(fills, kind)
            }
            Role::Key => Expects::Id,
            Role::Test => Expects::Anything,
        };
        if one.role != Role::Test {
            expects = Some(expects.map_or(own, |e| if e == own { e } else { Expects::Anything }));
        }
    }
    let expects = match expects {
        Some(e) if !coded => e,
        _ => Expects::Anything,
    };
    PatternColumn {
        squashed: squashed(&name),
        name,
        uses,
        expects,
        has_name: is_shipped,
        spellings: Vec::new(),
        raw,
    }
}

fn type_of(fills: &str, kind: &Kind) -> Expects {
    match fills {
        "id" | "owner" => Expects::Id,
        _ => match kind.field(fills).and_then(|f| kind.field_at(f)).map(|f| &f.field_type) {
            Some(FieldType::Date | FieldType::PlannedDate) | None => Expects::Date,
            Some(FieldType::YesNo) => Expects::YesNo,
            Some(FieldType::Number) => Expects::Number,
            Some(FieldType::Link(_)) => Expects::Id,
            Some(FieldType::Text | FieldType::OneOf(_)) => Expects::Anything,
        },
    }
}

/// Names a column may have that feeds this; bare words such as `date` only where nothing better is known.
fn spelt(fills: &str, kind: &Kind, vocabulary: &Vocabulary, is_shipped: bool) -> Vec<String> {
    let kind_name = kind.name.as_str();
    let full = match fills {
        "id" => vec![format!("{kind_name} id")],
        "owner" => {
            let owner = kind.owner.map_or("", |o| vocabulary.name(o));
            return vec![format!("{owner} id")];
        }
        "date" => vec![format!("{kind_name} date")],
        "start" => vec![format!("{kind_name} start date"), "start date".to_owned()],
        "end" => vec![format!("{kind_name} end date"), "end date".to_owned()],
        "recorded" => vec!["recorded date".to_owned(), format!("{kind_name} recorded date")],
        field => {
            let words = match type_of(field, kind) {
                Expects::Id => format!("{field} id"),
                Expects::Date => format!("{field} date"),
                _ => format!("{kind_name} {field}"),
            };
            return vec![words, field.to_owned()];
        }
    };
    // A format with several dates does not mean one of them by `date` alone.
    let bare = (!is_shipped || fills != "date").then(|| fills.to_owned());
    full.into_iter().chain(bare).collect()
}
