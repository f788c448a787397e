//! The rows of a return joined: each finds its owner by the keys both tables have.

use super::report::ReturnReport;
use super::shape::KindShape;
use super::tables::{Gathered, NOBODY, ReturnTables, Sent};
use crate::record::{Caseload, Cell, FieldId, Id, KindId, Provides, RowInput, RowPlace, TextCode};
use std::collections::HashMap;

/// A return, ready to be checked.
#[derive(Debug)]
pub struct LoadedReturn {
    /// Its records. A row that only joins others has the number 0.
    pub caseload: Caseload,
    /// What was read.
    pub report: ReturnReport,
}

impl ReturnTables {
    /// Joins the rows and makes the caseload.
    pub fn finish(mut self) -> LoadedReturn {
        let mut provides = Provides { returned: true, ..Provides::default() };
        // The innermost first: what it names and no table holds is made, and looks for its own owner in turn.
        for place in (0..self.shapes.len()).rev() {
            self.join(place);
        }
        self.marks();
        self.links();
        self.unowned(&mut provides);
        for (shape, gathered) in self.shapes.iter().zip(&self.gathered) {
            told(shape, gathered.sent.as_ref(), &mut provides, &mut self.report);
        }
        *self.builder.provides() = provides;
        let ReturnTables { mut builder, shapes, gathered, mut report, .. } = self;
        report.tell_twice();
        for (shape, gathered) in shapes.iter().zip(gathered) {
            for (at, head) in gathered.rows.iter().enumerate() {
                let end = gathered.rows.get(at + 1).map_or(gathered.cells.len(), |next| next.cells);
                let cells = gathered.cells.get(head.cells..end).unwrap_or(&[]);
                let owner = if head.owner == NOBODY { None } else { Id::number(head.owner) };
                let row = RowInput {
                    id: Id::number(at as u32),
                    owner,
                    start: head.start,
                    end: head.end,
                    place: head.place,
                    ..RowInput::default()
                };
                builder.push(shape.kind, row, cells);
            }
        }
        LoadedReturn { caseload: builder.finish().0, report }
    }

    fn place_of(&self, kind: KindId) -> Option<usize> {
        self.shapes.iter().position(|s| s.kind == kind)
    }

    /// The owners that the tables do not join a kind to: one of the two lacks the key.
    fn unowned(&self, provides: &mut Provides) {
        let has = |place: usize, key: usize| {
            let sent = self.gathered.get(place).and_then(|g| g.sent.as_ref());
            sent.is_none_or(|s| s.keys.get(key).is_some_and(|said| *said))
        };
        for (place, shape) in self.shapes.iter().enumerate() {
            for (above, up) in self.shapes.iter().enumerate().filter(|(_, up)| up.own_key.is_some()) {
                let key = up.keys.len().saturating_sub(1);
                let owns = self.vocabulary.owners(shape.kind).contains(&up.kind);
                if owns && !(has(place, key) && has(above, key)) {
                    provides.unowned.insert((shape.kind, up.kind));
                }
            }
        }
    }

    /// Finds the owner of every row of a kind, or makes one that only joins.
    fn join(&mut self, place: usize) {
        let Some(above) = self.shapes.get(place).and_then(|s| s.owner).and_then(|o| self.place_of(o)) else {
            return;
        };
        let Some(mut own) = self.gathered.get_mut(place).map(std::mem::take) else { return };
        if let (Some(shape), Some(up), Some(owners)) =
            (self.shapes.get(place), self.shapes.get(above), self.gathered.get_mut(above))
        {
            if up.own_key.is_none() {
                // The return itself: there is one, also where its own table was not sent.
                if owners.rows.is_empty() {
                    owners.begin(up, RowPlace::default(), NOBODY);
                }
                own.rows.iter_mut().filter(|r| r.owner == NOBODY).for_each(|r| r.owner = 0);
            } else {
                join_by_key((shape, &mut own), (up, owners));
            }
        }
        if let Some(slot) = self.gathered.get_mut(place) {
            *slot = own;
        }
    }

    /// Fields that name a row of another table by its key.
    fn links(&mut self) {
        let mut tables: HashMap<KindId, HashMap<TextCode, u32>> = HashMap::new();
        for (shape, gathered) in self.shapes.iter().zip(&self.gathered) {
            let Some(last) = shape.own_key.and(shape.keys.len().checked_sub(1)) else { continue };
            let by_key = tables.entry(shape.kind).or_default();
            for row in 0..gathered.rows.len() {
                if let Some(key) = gathered.keys_of(shape, row).get(last).filter(|k| **k != TextCode::NONE) {
                    by_key.entry(*key).or_insert(row as u32);
                }
            }
        }
        for (shape, gathered) in self.shapes.iter().zip(&mut self.gathered) {
            let linked: HashMap<FieldId, KindId> = shape
                .slots
                .iter()
                .filter_map(|s| match s.reads {
                    super::shape::Reads::Link(to) => Some((s.field, to)),
                    _ => None,
                })
                .collect();
            if linked.is_empty() {
                continue;
            }
            for (field, cell) in &mut gathered.cells {
                if let (Some(to), Cell::Invalid(key)) = (linked.get(field), *cell)
                    && let Some(id) =
                        tables.get(to).and_then(|t| t.get(&key)).and_then(|row| Id::number(*row))
                {
                    *cell = Cell::Link(id);
                }
            }
        }
    }
}

/// Joins the rows of a table to those of its owner by the keys that both have.
fn join_by_key((shape, own): (&KindShape, &mut Gathered), (up, owners): (&KindShape, &mut Gathered)) {
    let width = up.keys.len();
    let has = |sent: &Option<Sent>, key: usize| {
        sent.as_ref().is_none_or(|s| s.keys.get(key).is_some_and(|said| *said))
    };
    let used: Vec<usize> = (0..width).filter(|k| has(&own.sent, *k) && has(&owners.sent, *k)).collect();
    let says = width.checked_sub(1).is_some_and(|last| used.contains(&last));
    let key_of = |keys: &[TextCode]| -> Option<Vec<TextCode>> {
        used.iter().map(|k| keys.get(*k).copied().filter(|c| *c != TextCode::NONE)).collect()
    };
    let mut by_key: HashMap<Vec<TextCode>, u32> = HashMap::new();
    if says {
        for row in 0..owners.rows.len() {
            if let Some(key) = key_of(owners.keys_of(up, row)) {
                by_key.entry(key).or_insert(row as u32);
            }
        }
    }
    for row in 0..own.rows.len() {
        if own.rows.get(row).is_some_and(|r| r.owner != NOBODY) {
            continue;
        }
        let keys: Vec<TextCode> = own.keys_of(shape, row).iter().take(width).copied().collect();
        // A blank key links to nothing.
        let key = if says { key_of(&keys) } else { None };
        let found = key.as_ref().and_then(|key| by_key.get(key)).copied();
        let owner = found.unwrap_or_else(|| {
            let made = owners.begin(up, RowPlace::default(), NOBODY);
            for (at, code) in keys.iter().enumerate() {
                owners.set_key(up, made, at, *code);
            }
            if let (Some(field), Some(code)) = (up.own_key, keys.last().filter(|c| **c != TextCode::NONE)) {
                owners.fill(made, field, Cell::Text(*code));
            }
            if let Some(key) = key {
                by_key.insert(key, made as u32);
            }
            made as u32
        });
        if let Some(head) = own.rows.get_mut(row) {
            head.owner = owner;
        }
    }
}

/// What a table says, for judging, and whether it was sent, for the reader.
fn told(shape: &KindShape, sent: Option<&Sent>, provides: &mut Provides, report: &mut ReturnReport) {
    let Some(sent) = sent else {
        report.absent.push(shape.table.clone());
        return;
    };
    let fields = sent.fields.iter().copied().filter(|f| *f != FieldId::START && *f != FieldId::END);
    provides.kinds.insert(shape.kind, Some(fields.collect()));
    if sent.fields.contains(&FieldId::END) {
        provides.ends.insert(shape.kind);
    }
    if !sent.fields.contains(&FieldId::START) {
        provides.undated.insert(shape.kind);
    }
}
