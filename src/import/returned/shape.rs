//! What the vocabulary says of a table: which column fills what, and by which columns its rows are joined.

use crate::record::{FieldId, FieldType, Kind, KindId, Vocabulary};
use std::collections::HashSet;

/// How the text of a cell is read.
#[derive(Debug, Clone)]
pub(super) enum Reads {
    Date,
    YesNo,
    Number,
    Text,
    Code(HashSet<String>),
    /// The key of another table.
    Link(KindId),
}

/// What a column fills: a field, or one of the days of the record.
#[derive(Debug, Clone)]
pub(super) struct Slot {
    pub(super) column: String,
    pub(super) field: FieldId,
    pub(super) reads: Reads,
}

/// A kind that the return has a table for.
#[derive(Debug, Clone)]
pub(super) struct KindShape {
    pub(super) kind: KindId,
    pub(super) table: String,
    pub(super) slots: Vec<Slot>,
    /// The key columns of its owners, the outermost first, and its own.
    pub(super) keys: Vec<String>,
    /// The field of its own key, which is then the last of `keys`.
    pub(super) own_key: Option<FieldId>,
    pub(super) owner: Option<KindId>,
    /// Owners above it.
    pub(super) depth: usize,
}

impl KindShape {
    /// The column that a slot or a day is read from.
    pub(super) fn slot(&self, column: &str) -> Option<&Slot> {
        self.slots.iter().find(|s| s.column.eq_ignore_ascii_case(column))
    }

    /// The place of a key column.
    pub(super) fn key(&self, column: &str) -> Option<usize> {
        self.keys.iter().position(|k| k.eq_ignore_ascii_case(column))
    }
}

/// The kinds that the return has tables for, owners before what they own.
pub(super) fn shapes(vocabulary: &Vocabulary) -> Vec<KindShape> {
    let mut out: Vec<KindShape> =
        vocabulary.iter().filter_map(|(id, kind)| shape(vocabulary, id, kind)).collect();
    out.sort_by_key(|s| s.depth);
    out
}

fn shape(vocabulary: &Vocabulary, id: KindId, kind: &Kind) -> Option<KindShape> {
    let table = kind.table.clone()?;
    let mut slots = Vec::new();
    let day = |column: &Option<String>, field| {
        column.clone().map(|column| Slot { column, field, reads: Reads::Date })
    };
    slots.extend(day(&kind.start_column, FieldId::START));
    slots.extend(day(&kind.end_column, FieldId::END));
    for (place, field) in kind.fields.iter().enumerate() {
        let Some(column) = field.column.clone() else { continue };
        let reads = match &field.field_type {
            FieldType::Date | FieldType::PlannedDate => Reads::Date,
            FieldType::YesNo => Reads::YesNo,
            FieldType::Number => Reads::Number,
            FieldType::Text => Reads::Text,
            FieldType::OneOf(list) => Reads::Code(list.codes.iter().cloned().collect()),
            FieldType::Link(to) => Reads::Link(*to),
        };
        slots.push(Slot { column, field: FieldId(place as u16), reads });
    }
    let owners = vocabulary.owners(id);
    let key = |k: &Kind| k.keyed_by.and_then(|f| k.field_at(f)).and_then(|f| f.column.clone());
    let above = owners.iter().rev().filter_map(|o| vocabulary.kind(*o)).filter_map(key);
    let mut keys: Vec<String> = above.collect();
    keys.extend(key(kind));
    Some(KindShape {
        kind: id,
        table,
        slots,
        keys,
        own_key: kind.keyed_by,
        owner: kind.owner,
        depth: owners.len(),
    })
}
