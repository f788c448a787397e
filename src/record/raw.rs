//! Rows as they were read, column by column, before owners and links are found.

use super::arrange::{Arrangement, Moved, Room, arrange};
use super::builder::Made;
use super::caseload::Table;
use super::column::Column;
use super::id::Id;
use super::order::Lookup;
use super::texts::{TextCode, Texts};
use super::vocabulary::{FieldId, FieldType, KindId, Shape, Vocabulary};
use crate::calendar::{Day, NEVER};
use std::collections::BTreeMap;

/// Where a row was read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct RowPlace {
    /// Place of the file in the caseload's list.
    pub file: u16,
    /// Row in the file, the header being row 1; 0 for a record that was made.
    pub row: u32,
}

/// A value for one field of a row.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Cell {
    /// A date.
    Date(Day),
    /// Yes or no.
    YesNo(bool),
    /// A number.
    Number(f64),
    /// A text or code.
    Text(TextCode),
    /// The id of a linked record.
    Link(Id),
    /// Written, but refused by the type: kept as written, the value unknown.
    Invalid(TextCode),
}

/// A row without its fields. Missing days are [`NEVER`].
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct RowInput {
    /// Its id; the row number stands in when the source has none.
    pub id: Option<Id>,
    /// The owner's id.
    pub owner: Option<Id>,
    /// The day or first day.
    pub start: Day,
    /// The last day.
    pub end: Day,
    /// The day it was entered.
    pub recorded: Day,
    /// Where it was read.
    pub place: RowPlace,
}

impl Default for RowInput {
    fn default() -> Self {
        RowInput {
            id: None,
            owner: None,
            start: NEVER,
            end: NEVER,
            recorded: NEVER,
            place: RowPlace::default(),
        }
    }
}

/// A column being filled; it may be shorter than the table while no row has said anything since.
#[derive(Debug, Clone, PartialEq)]
pub enum RawColumn {
    /// Dates.
    Date(Vec<Day>),
    /// 0, 1 or 2 (missing).
    YesNo(Vec<u8>),
    /// Numbers, NaN missing.
    Number(Vec<f64>),
    /// Texts.
    Text(Vec<TextCode>),
    /// Ids of linked records.
    Link(Vec<Id>),
}

/// One kind's rows as read. Importers may fill the vectors whole; all must be as long as `ids`, or empty.
#[derive(Debug, Clone)]
pub struct RawTable {
    /// The kind.
    pub kind: KindId,
    /// Ids.
    pub ids: Vec<Id>,
    /// Owners' ids; empty for a kind without owner.
    pub owners: Vec<Id>,
    /// First days; empty for subjects.
    pub start: Vec<Day>,
    /// Last days; empty unless periods.
    pub end: Vec<Day>,
    /// Days of entry; empty when no row says.
    pub recorded: Vec<Day>,
    /// Fields in the order of the vocabulary.
    pub columns: Vec<RawColumn>,
    /// Files; empty when all rows come from `only_file`.
    pub file: Vec<u16>,
    /// The one file.
    pub only_file: u16,
    /// Source rows.
    pub source_row: Vec<u32>,
    /// What was written where the type refused it.
    pub invalid: BTreeMap<(FieldId, u32), TextCode>,
    shape: Shape,
    owned: bool,
}

impl RawTable {
    /// "No id" in a column of ids.
    pub const NO_ID: Id = Id(u32::MAX);

    /// An empty table of a kind.
    pub fn new(vocabulary: &Vocabulary, kind: KindId) -> RawTable {
        let found = vocabulary.kind(kind);
        let columns = found.map_or(Vec::new(), |k| k.fields.iter().map(|f| empty(&f.field_type)).collect());
        RawTable {
            kind,
            ids: Vec::new(),
            owners: Vec::new(),
            start: Vec::new(),
            end: Vec::new(),
            recorded: Vec::new(),
            columns,
            file: Vec::new(),
            only_file: 0,
            source_row: Vec::new(),
            invalid: BTreeMap::new(),
            shape: found.map_or(Shape::Subject, |k| k.shape),
            owned: found.is_some_and(|k| k.owner.is_some()),
        }
    }

    /// Where row `i` was read.
    pub fn place(&self, i: usize) -> RowPlace {
        RowPlace {
            file: self.file.get(i).copied().unwrap_or(self.only_file),
            row: self.source_row.get(i).copied().unwrap_or(0),
        }
    }

    /// Adds one row.
    pub fn push(&mut self, row: RowInput, cells: &[(FieldId, Cell)]) {
        let at = self.ids.len();
        if at == 0 && self.file.is_empty() {
            self.only_file = row.place.file;
        } else if row.place.file != self.only_file && self.file.is_empty() {
            self.file = vec![self.only_file; at];
        }
        if !self.file.is_empty() || (at > 0 && row.place.file != self.only_file) {
            self.file.push(row.place.file);
        }
        self.ids.push(row.id.unwrap_or(Id(row.place.row)));
        if self.owned {
            self.owners.push(row.owner.unwrap_or(Self::NO_ID));
        }
        if self.shape != Shape::Subject {
            self.start.push(row.start);
        }
        if self.shape == Shape::Period {
            self.end.push(row.end);
        }
        if row.recorded != NEVER || !self.recorded.is_empty() {
            self.recorded.resize(at, NEVER);
            self.recorded.push(row.recorded);
        }
        self.source_row.push(row.place.row);
        for (field, cell) in cells {
            self.set(*field, at, *cell);
        }
    }

    fn set(&mut self, field: FieldId, at: usize, cell: Cell) {
        match cell {
            Cell::Invalid(text) => {
                self.invalid.insert((field, at as u32), text);
            }
            value => self.fill(field, at, value),
        }
    }

    /// Pads columns that fell behind, so that all are as long as the table or empty.
    pub(super) fn pad(&mut self) {
        let n = self.ids.len();
        for column in &mut self.columns {
            match column {
                RawColumn::Date(v) if !v.is_empty() => v.resize(n, NEVER),
                RawColumn::YesNo(v) if !v.is_empty() => v.resize(n, 2),
                RawColumn::Number(v) if !v.is_empty() => v.resize(n, f64::NAN),
                RawColumn::Text(v) if !v.is_empty() => v.resize(n, TextCode::NONE),
                RawColumn::Link(v) if !v.is_empty() => v.resize(n, Self::NO_ID),
                _ => {}
            }
        }
        if !self.recorded.is_empty() {
            self.recorded.resize(n, NEVER);
        }
    }

    /// The same rows with the codes of another dictionary.
    pub(super) fn recoded(mut self, from: &Texts, to: &mut Texts) -> RawTable {
        let codes = to.adopt(from);
        let code = |c: TextCode| codes.get(c.0 as usize).copied().unwrap_or(c);
        if codes.iter().enumerate().all(|(i, c)| c.0 as usize == i) {
            return self;
        }
        for c in &mut self.columns {
            if let RawColumn::Text(v) = c {
                v.iter_mut().filter(|t| **t != TextCode::NONE).for_each(|t| *t = code(*t));
            }
        }
        for t in self.invalid.values_mut() {
            *t = code(*t);
        }
        Id::recode(&mut self.ids, code);
        Id::recode(&mut self.owners, code);
        for c in &mut self.columns {
            if let RawColumn::Link(v) = c {
                Id::recode(v, code);
            }
        }
        self
    }

    /// Adds the rows of another table of the same kind.
    pub(super) fn append(&mut self, other: RawTable) {
        if self.ids.is_empty() {
            *self = other;
            return;
        }
        let (at, more) = (self.ids.len(), other.ids.len());
        self.pad();
        let mut b = other;
        b.pad();
        if !self.file.is_empty() || !b.file.is_empty() || self.only_file != b.only_file {
            self.file.resize(at, self.only_file);
            b.file.resize(more, b.only_file);
            self.file.append(&mut b.file);
        }
        self.ids.append(&mut b.ids);
        self.owners.append(&mut b.owners);
        self.start.append(&mut b.start);
        self.end.append(&mut b.end);
        if !self.recorded.is_empty() || !b.recorded.is_empty() {
            self.recorded.resize(at, NEVER);
            self.recorded.append(&mut b.recorded);
            self.recorded.resize(at + more, NEVER);
        }
        self.source_row.append(&mut b.source_row);
        self.invalid.extend(b.invalid.iter().map(|((f, r), t)| ((*f, r + at as u32), *t)));
        for (x, y) in self.columns.iter_mut().zip(b.columns) {
            join(x, y, at);
        }
    }

    /// The table in a new order of rows. `grouped` says that days and ids are in that order already.
    pub(super) fn into_table(
        self,
        order: &Arrangement,
        grouped: bool,
        offsets: Vec<u32>,
        parent: Option<Vec<u32>>,
        looked_up: bool,
        rooms: &mut [Room; 2],
    ) -> Made {
        let (mut raw, mut parent) = (self, parent);
        let invalid = if raw.invalid.is_empty() {
            BTreeMap::new()
        } else {
            let new_row = order.new_places();
            let moved = raw.invalid.iter().filter_map(|((f, r), t)| Some(((*f, *new_row.get(r)?), *t)));
            moved.collect()
        };
        let mut moved = vec![
            Moved::Days(&mut raw.end),
            Moved::Days(&mut raw.recorded),
            Moved::Rows(&mut raw.source_row),
            Moved::Files(&mut raw.file),
        ];
        moved.extend(parent.as_mut().map(Moved::Rows));
        if !grouped {
            moved.extend([Moved::Days(&mut raw.start), Moved::Ids(&mut raw.ids)]);
        }
        moved.extend(raw.columns.iter_mut().map(|c| match c {
            RawColumn::Date(v) => Moved::Days(v),
            RawColumn::YesNo(v) => Moved::Flags(v),
            RawColumn::Number(v) => Moved::Numbers(v),
            RawColumn::Text(v) => Moved::Texts(v),
            RawColumn::Link(v) => Moved::Ids(v),
        }));
        arrange(moved, order, rooms);
        let lookup = if looked_up { Lookup::new(&raw.ids) } else { Lookup::default() };
        let mut links = Vec::new();
        let mut columns = Vec::with_capacity(raw.columns.len());
        for (i, column) in raw.columns.into_iter().enumerate() {
            columns.push(match column {
                RawColumn::Date(v) if !v.is_empty() => Column::Date(v),
                RawColumn::YesNo(v) if !v.is_empty() => Column::YesNo(v),
                RawColumn::Number(v) if !v.is_empty() => Column::Number(v),
                RawColumn::Text(v) if !v.is_empty() => Column::Text(v),
                RawColumn::Link(v) if !v.is_empty() => {
                    // A link waits as ids until every table has its rows.
                    links.push((FieldId(i as u16), v));
                    Column::Empty
                }
                _ => Column::Empty,
            });
        }
        let table = Table {
            kind: raw.kind,
            offsets,
            parent,
            start: raw.start,
            end: raw.end,
            recorded: (!raw.recorded.is_empty()).then_some(raw.recorded),
            ids: raw.ids,
            columns,
            file: (!raw.file.is_empty()).then_some(raw.file),
            only_file: raw.only_file,
            source_row: raw.source_row,
            invalid,
        };
        (table, lookup, links)
    }
}

fn empty(field_type: &FieldType) -> RawColumn {
    match field_type {
        FieldType::Date | FieldType::PlannedDate => RawColumn::Date(Vec::new()),
        FieldType::YesNo => RawColumn::YesNo(Vec::new()),
        FieldType::Number => RawColumn::Number(Vec::new()),
        FieldType::Text | FieldType::OneOf(_) => RawColumn::Text(Vec::new()),
        FieldType::Link(_) => RawColumn::Link(Vec::new()),
    }
}

fn join(a: &mut RawColumn, b: RawColumn, at: usize) {
    fn add<T: Copy>(a: &mut Vec<T>, mut b: Vec<T>, at: usize, missing: T) {
        if !b.is_empty() {
            a.resize(at, missing);
            a.append(&mut b);
        }
    }
    match (a, b) {
        (RawColumn::Date(a), RawColumn::Date(b)) => add(a, b, at, NEVER),
        (RawColumn::YesNo(a), RawColumn::YesNo(b)) => add(a, b, at, 2),
        (RawColumn::Number(a), RawColumn::Number(b)) => add(a, b, at, f64::NAN),
        (RawColumn::Text(a), RawColumn::Text(b)) => add(a, b, at, TextCode::NONE),
        (RawColumn::Link(a), RawColumn::Link(b)) => add(a, b, at, RawTable::NO_ID),
        // Both are made from one declaration of fields.
        _ => {}
    }
}
