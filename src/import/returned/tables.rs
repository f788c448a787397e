//! The tables of a return while they are read: typed cells, and the keys that join their rows.

use super::report::{ReturnReport, TableReport};
use super::shape::{KindShape, Slot, shapes};
use super::value;
use crate::calendar::{Day, NEVER};
use crate::record::{CaseloadBuilder, Cell, FieldId, RowPlace, TextCode, Vocabulary};
use std::collections::BTreeSet;
use std::sync::Arc;

/// No owner is known yet.
pub(super) const NOBODY: u32 = u32::MAX;

/// Collects the tables of a return. What no table says is unknown, never empty.
#[derive(Debug)]
pub struct ReturnTables {
    pub(super) vocabulary: Arc<Vocabulary>,
    pub(super) shapes: Vec<KindShape>,
    pub(super) gathered: Vec<Gathered>,
    pub(super) builder: CaseloadBuilder,
    pub(super) report: ReturnReport,
}

/// The rows of one kind as they were read.
#[derive(Debug, Default)]
pub(super) struct Gathered {
    pub(super) rows: Vec<Head>,
    pub(super) cells: Vec<(FieldId, Cell)>,
    /// The keys of each row, as many as its shape has; blank is [`TextCode::NONE`].
    pub(super) keys: Vec<TextCode>,
    /// What the table says; nothing when it was not sent.
    pub(super) sent: Option<Sent>,
}

/// A row without its fields.
#[derive(Debug, Clone, Copy)]
pub(super) struct Head {
    pub(super) start: Day,
    pub(super) end: Day,
    pub(super) place: RowPlace,
    /// Where its cells begin.
    pub(super) cells: usize,
    /// The row of its owner.
    pub(super) owner: u32,
}

/// The columns a table has.
#[derive(Debug, Clone, Default)]
pub(super) struct Sent {
    pub(super) fields: BTreeSet<FieldId>,
    pub(super) keys: Vec<bool>,
}

/// A table that rows are given to: what each of its columns fills.
#[derive(Debug, Clone)]
pub struct TableRows {
    /// For each kind of the table: its place among the shapes, and what each column fills.
    parts: Vec<(usize, Vec<Fills>)>,
    file: u16,
    report: usize,
}

#[derive(Debug, Clone, Default)]
struct Fills {
    slots: Vec<Slot>,
    key: Option<usize>,
}

impl ReturnTables {
    /// No table yet.
    pub fn new(vocabulary: Arc<Vocabulary>) -> ReturnTables {
        let shapes = shapes(&vocabulary);
        let gathered = shapes.iter().map(|_| Gathered::default()).collect();
        let builder = CaseloadBuilder::new(Arc::clone(&vocabulary));
        ReturnTables { vocabulary, shapes, gathered, builder, report: ReturnReport::default() }
    }

    /// Begins a table of a file, by the names of its columns; nothing when the return has no table of that name.
    pub fn table(&mut self, file: &str, name: &str, columns: &[&str]) -> Option<TableRows> {
        let of_name = |s: &KindShape| alike(&s.table, name);
        let places: Vec<usize> =
            self.shapes.iter().enumerate().filter(|(_, s)| of_name(s)).map(|(i, _)| i).collect();
        let called = places.first().and_then(|i| self.shapes.get(*i)).map(|s| s.table.clone())?;
        let mut known = vec![false; columns.len()];
        let (mut parts, mut missing) = (Vec::new(), Vec::new());
        for place in places {
            let (Some(shape), Some(gathered)) = (self.shapes.get(place), self.gathered.get_mut(place)) else {
                continue;
            };
            let sent = gathered.sent.get_or_insert_with(Sent::default);
            sent.keys.resize(shape.keys.len(), false);
            let mut fills = Vec::with_capacity(columns.len());
            for (column, known) in columns.iter().zip(&mut known) {
                let slots: Vec<Slot> =
                    shape.slots.iter().filter(|s| s.column.eq_ignore_ascii_case(column)).cloned().collect();
                let key = shape.key(column);
                *known |= key.is_some() || !slots.is_empty();
                sent.fields.extend(slots.iter().map(|s| s.field));
                if let Some(said) = key.and_then(|k| sent.keys.get_mut(k)) {
                    *said = true;
                }
                fills.push(Fills { slots, key });
            }
            let lacks = shape.slots.iter().filter(|s| !sent.fields.contains(&s.field));
            missing.extend(lacks.map(|s| s.column.clone()));
            parts.push((place, fills));
        }
        let unknown = columns.iter().zip(known).filter(|(_, known)| !known).map(|(c, _)| (*c).to_owned());
        let report = TableReport {
            file: file.to_owned(),
            table: called,
            rows: 0,
            unknown: unknown.collect(),
            missing,
        };
        self.report.tables.push(report);
        let file = self.builder.file(file);
        Some(TableRows { parts, file, report: self.report.tables.len() - 1 })
    }

    /// Adds a row of a table: its number in the file, from 1, and its cells in the order of the columns.
    pub fn row<'c>(
        &mut self,
        table: &TableRows,
        number: u32,
        cells: impl Iterator<Item = Option<&'c str>> + Clone,
    ) {
        if let Some(report) = self.report.tables.get_mut(table.report) {
            report.rows += 1;
        }
        for (place, fills) in &table.parts {
            let (Some(shape), Some(gathered)) = (self.shapes.get(*place), self.gathered.get_mut(*place))
            else {
                continue;
            };
            let place = RowPlace { file: table.file, row: number.max(1) };
            let at = gathered.begin(shape, place, NOBODY);
            for (fills, text) in fills.iter().zip(cells.clone()) {
                let Some(text) = text.map(str::trim).filter(|t| !t.is_empty()) else { continue };
                let texts = self.builder.texts();
                if let Some(key) = fills.key {
                    let code = texts.code(text);
                    gathered.set_key(shape, at, key, code);
                }
                for slot in &fills.slots {
                    let value = value::cell(text, &slot.reads, texts);
                    gathered.fill(at, slot.field, value);
                }
            }
        }
    }

    /// Adds a row of the kind at a place of the shapes, whose owner is known; gives its number among the kind's.
    pub(super) fn part<'c>(
        &mut self,
        place: usize,
        (row_place, owner): (RowPlace, u32),
        cells: impl Iterator<Item = (&'c str, &'c str)>,
    ) -> u32 {
        let (Some(shape), Some(gathered)) = (self.shapes.get(place), self.gathered.get_mut(place)) else {
            return NOBODY;
        };
        let at = gathered.begin(shape, row_place, owner);
        for (column, text) in cells {
            let text = text.trim();
            if text.is_empty() {
                continue;
            }
            for slot in shape.slots.iter().filter(|s| s.column.eq_ignore_ascii_case(column)) {
                let value = value::cell(text, &slot.reads, self.builder.texts());
                gathered.fill(at, slot.field, value);
            }
        }
        at as u32
    }

    /// Sets the keys of a row by its cells.
    pub(super) fn keyed(&mut self, place: usize, row: u32, cells: &[(&str, &str)]) {
        let (Some(shape), Some(gathered)) = (self.shapes.get(place), self.gathered.get_mut(place)) else {
            return;
        };
        for (column, text) in cells.iter().filter(|(_, t)| !t.trim().is_empty()) {
            if let Some(key) = shape.key(column) {
                let code = self.builder.texts().code(text.trim());
                gathered.set_key(shape, row as usize, key, code);
            }
        }
    }

    /// Says which year the return is of and whose it is, where it is no part of the return: a table that no file holds.
    pub fn collection(&mut self, told: &[(&str, String)]) {
        let whole = self.shapes.iter().find(|s| s.owner.is_none() && s.own_key.is_none());
        let Some((name, known)) = whole.map(|s| (s.table.clone(), s.slot("collection_end").is_some())) else {
            return;
        };
        if !known || self.shapes.iter().zip(&self.gathered).any(|(s, g)| s.table == name && g.sent.is_some())
        {
            return;
        }
        let columns: Vec<&str> = told.iter().map(|(column, _)| *column).collect();
        if let Some(table) = self.table("", &name, &columns) {
            // What was told beside the return is no row of it.
            self.report.tables.pop();
            self.report.year_told = columns.contains(&"collection_end");
            self.row(&table, 1, told.iter().map(|(_, text)| Some(text.as_str())));
        }
    }
}

impl Gathered {
    pub(super) fn begin(&mut self, shape: &KindShape, place: RowPlace, owner: u32) -> usize {
        self.keys.resize(self.keys.len() + shape.keys.len(), TextCode::NONE);
        self.rows.push(Head { start: NEVER, end: NEVER, place, cells: self.cells.len(), owner });
        self.rows.len() - 1
    }

    pub(super) fn set_key(&mut self, shape: &KindShape, row: usize, key: usize, code: TextCode) {
        if let Some(cell) = self.keys.get_mut(row * shape.keys.len() + key) {
            *cell = code;
        }
    }

    /// Fills a cell of the last row.
    pub(super) fn fill(&mut self, row: usize, field: FieldId, value: Cell) {
        match (field, value) {
            (FieldId::START, Cell::Date(day)) => self.head(row, |head| head.start = day),
            (FieldId::END, Cell::Date(day)) => self.head(row, |head| head.end = day),
            _ => self.cells.push((field, value)),
        }
    }

    fn head(&mut self, row: usize, change: impl FnOnce(&mut Head)) {
        if let Some(head) = self.rows.get_mut(row) {
            change(head);
        }
    }

    /// The keys of a row.
    pub(super) fn keys_of(&self, shape: &KindShape, row: usize) -> &[TextCode] {
        let from = row * shape.keys.len();
        self.keys.get(from..from + shape.keys.len()).unwrap_or(&[])
    }
}

/// Whether a table or file goes by a name, however it is capitalised and spaced.
pub(super) fn alike(table: &str, name: &str) -> bool {
    let plain = |t: &str| -> String {
        t.chars().filter(|c| c.is_ascii_alphanumeric()).map(|c| c.to_ascii_lowercase()).collect()
    };
    plain(table) == plain(name)
}
