//! What records are: kinds, their owners and their typed fields.

use std::collections::HashMap;

/// A kind of the vocabulary, by place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct KindId(pub u16);

/// A field of a kind, by place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct FieldId(pub u16);

impl FieldId {
    /// The day or first day of a record, where a place among its fields is asked for.
    pub const START: FieldId = FieldId(u16::MAX);
    /// Its last day.
    pub const END: FieldId = FieldId(u16::MAX - 1);
}

/// Whether a record has a day, a stretch or neither.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Shape {
    /// A person, family, team: no day of its own.
    Subject,
    /// One day.
    Event,
    /// A start and maybe an end.
    Period,
}

/// What a field holds.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum FieldType {
    /// A thing that happened: unseen before its day, missing means not yet.
    Date,
    /// Agreed or expected: seen at once, missing means no such plan.
    PlannedDate,
    /// Yes, no or unknown.
    YesNo,
    /// A number.
    Number,
    /// Any text.
    Text,
    /// One of a list of codes.
    OneOf(CodeList),
    /// Another record, by its id.
    Link(KindId),
}

/// The codes a field may hold.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct CodeList {
    /// The name of the `list`, when it has one.
    pub name: Option<String>,
    /// The codes in order.
    pub codes: Vec<String>,
}

/// A field of a kind.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Field {
    /// Hyphenated name.
    pub name: String,
    /// What it holds.
    pub field_type: FieldType,
    /// `from "COLUMN"`: what the return calls it.
    pub column: Option<String>,
}

/// A kind of record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kind {
    /// Hyphenated name in the singular.
    pub name: String,
    /// The plural, `name + "s"` unless said.
    pub plural: String,
    /// Subject, event or period.
    pub shape: Shape,
    /// `of child`.
    pub owner: Option<KindId>,
    /// Fields in order of declaration.
    pub fields: Vec<Field>,
    /// `keyed by` this field: a look-up table.
    pub keyed_by: Option<FieldId>,
    /// `like` that kind: last year's file.
    pub like: Option<KindId>,
    /// `from "TABLE"`: what the return calls it.
    pub table: Option<String>,
    /// The return's name for the start (or the day), when said.
    pub start_column: Option<String>,
    /// The return's name for the end, when said.
    pub end_column: Option<String>,
}

impl Kind {
    /// A kind without owner and fields.
    pub fn new(name: &str, shape: Shape) -> Kind {
        Kind {
            name: name.to_owned(),
            plural: format!("{name}s"),
            shape,
            owner: None,
            fields: Vec::new(),
            keyed_by: None,
            like: None,
            table: None,
            start_column: None,
            end_column: None,
        }
    }

    /// The field of a name.
    pub fn field(&self, name: &str) -> Option<FieldId> {
        self.fields.iter().position(|f| f.name == name).map(|i| FieldId(i as u16))
    }

    /// A field by place.
    pub fn field_at(&self, id: FieldId) -> Option<&Field> {
        self.fields.get(id.0 as usize)
    }
}

/// All kinds, found by name or plural.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Vocabulary {
    kinds: Vec<Kind>,
    names: HashMap<String, KindId>,
}

impl Vocabulary {
    /// Adds a kind; the first of a name wins, so a caller that cares asks [`Vocabulary::kind_named`] first.
    pub fn add(&mut self, kind: Kind) -> KindId {
        let id = KindId(self.kinds.len() as u16);
        self.names.entry(kind.name.clone()).or_insert(id);
        self.names.entry(kind.plural.clone()).or_insert(id);
        self.kinds.push(kind);
        id
    }

    /// A kind to be completed after all names are known (owners and links may come later in the file).
    pub fn kind_mut(&mut self, id: KindId) -> Option<&mut Kind> {
        self.kinds.get_mut(id.0 as usize)
    }

    /// The kind of a name or plural.
    pub fn kind_named(&self, name: &str) -> Option<KindId> {
        self.names.get(name).copied()
    }

    /// A kind by place.
    pub fn kind(&self, id: KindId) -> Option<&Kind> {
        self.kinds.get(id.0 as usize)
    }

    /// The name of a kind, empty for a stranger.
    pub fn name(&self, id: KindId) -> &str {
        self.kind(id).map_or("", |k| k.name.as_str())
    }

    /// All kinds in order.
    pub fn iter(&self) -> impl Iterator<Item = (KindId, &Kind)> {
        self.kinds.iter().enumerate().map(|(i, k)| (KindId(i as u16), k))
    }

    /// Number of kinds.
    pub fn len(&self) -> usize {
        self.kinds.len()
    }

    /// Whether there is no kind.
    pub fn is_empty(&self) -> bool {
        self.kinds.is_empty()
    }

    /// The kind at the top of the chain of owners: whose record this is in the end. A kind without owner is its own.
    pub fn root(&self, id: KindId) -> KindId {
        let mut at = id;
        // A circle of owners is refused when the vocabulary is checked; the bound keeps this total all the same.
        for _ in 0..self.kinds.len() {
            match self.kind(at).and_then(|k| k.owner) {
                Some(up) => at = up,
                None => break,
            }
        }
        at
    }

    /// The nearest kind with a date of birth, a kind itself or one of its owners, and that field: whose age it is.
    pub fn born_of(&self, id: KindId) -> Option<(KindId, FieldId)> {
        std::iter::once(id).chain(self.owners(id)).find_map(|id| {
            let kind = self.kind(id)?;
            let born = kind.field("born")?;
            (kind.field_at(born)?.field_type == FieldType::Date).then_some((id, born))
        })
    }

    /// The owners from the record's own up to its root, nearest first.
    pub fn owners(&self, id: KindId) -> Vec<KindId> {
        let mut out = Vec::new();
        let mut at = id;
        while let Some(up) = self.kind(at).and_then(|k| k.owner) {
            if out.contains(&up) || out.len() > self.kinds.len() {
                break;
            }
            out.push(up);
            at = up;
        }
        out
    }
}
