//! Records of two builders brought together: one dictionary, one list of files.

use super::agreement::Agreement;
use super::builder::CaseloadBuilder;
use super::caseload::Provides;
use super::id::Id;
use super::raw::{Cell, RawColumn, RawTable};
use super::texts::TextCode;
use super::vocabulary::{FieldId, KindId};
use crate::calendar::NEVER;

impl CaseloadBuilder {
    /// Puts another builder's records into the terms of this one: its dictionary, and files counted behind this one's.
    /// Returns how many files come before the other's.
    pub fn speak_alike(&mut self, other: &mut CaseloadBuilder) -> u16 {
        let before = self.files.len() as u16;
        let codes = self.texts.adopt(&other.texts);
        let code = |c: TextCode| match c {
            TextCode::NONE => c,
            known => codes.get(known.0 as usize).copied().unwrap_or(known),
        };
        for raw in &mut other.raw {
            let kind = raw.kind;
            let table = std::mem::replace(raw, RawTable::new(&other.vocabulary, kind));
            let mut table = table.recoded(&other.texts, &mut self.texts);
            table.only_file += before;
            table.file.iter_mut().for_each(|f| *f += before);
            *raw = table;
        }
        for (of, a) in &mut other.agreements {
            *of = of.recoded(code);
            *a = Agreement {
                id: a.id.recoded(code),
                standard: a.standard.map(code),
                setting: code(a.setting),
                approved_by: a.approved_by.map(code),
                ..a.clone()
            };
        }
        before
    }

    /// The rows of a kind so far.
    pub fn rows(&self, kind: KindId) -> Option<&RawTable> {
        self.raw.get(kind.0 as usize)
    }

    /// The rows of a kind so far, to be changed.
    pub fn rows_mut(&mut self, kind: KindId) -> Option<&mut RawTable> {
        self.raw.get_mut(kind.0 as usize)
    }

    /// Changes the ids that agreements are of.
    pub fn agreements_of(&mut self, change: impl Fn(KindId, Id) -> Id) {
        for (of, a) in &mut self.agreements {
            *of = change(a.root.0, *of);
        }
    }

    /// Takes over everything of a builder that speaks alike.
    pub fn take_over(&mut self, other: CaseloadBuilder) {
        self.files.extend(other.files);
        for (mine, more) in self.raw.iter_mut().zip(other.raw) {
            if !more.ids.is_empty() {
                mine.append(more);
            }
        }
        self.agreements.extend(other.agreements);
        self.provides.join(&other.provides);
    }
}

impl RawTable {
    /// What stands in a field of a row, when it is known.
    pub fn value(&self, field: FieldId, row: usize) -> Option<Cell> {
        match self.columns.get(field.0 as usize)? {
            RawColumn::Date(v) => v.get(row).copied().filter(|d| *d != NEVER).map(Cell::Date),
            RawColumn::YesNo(v) => v.get(row).filter(|b| **b < 2).map(|b| Cell::YesNo(*b == 1)),
            RawColumn::Number(v) => v.get(row).copied().filter(|n| !n.is_nan()).map(Cell::Number),
            RawColumn::Text(v) => v.get(row).copied().filter(|t| *t != TextCode::NONE).map(Cell::Text),
            RawColumn::Link(v) => v.get(row).copied().filter(|i| *i != Self::NO_ID).map(Cell::Link),
        }
    }

    /// Writes a value into a field of a row; what could not be read there before is forgotten.
    pub fn fill(&mut self, field: FieldId, row: usize, value: Cell) {
        fn put<T: Clone>(v: &mut Vec<T>, row: usize, missing: T, value: T) {
            if v.len() <= row {
                v.resize(row + 1, missing);
            }
            if let Some(slot) = v.get_mut(row) {
                *slot = value;
            }
        }
        let Some(column) = self.columns.get_mut(field.0 as usize) else { return };
        match (column, value) {
            (RawColumn::Date(v), Cell::Date(d)) => put(v, row, NEVER, d),
            (RawColumn::YesNo(v), Cell::YesNo(b)) => put(v, row, 2, u8::from(b)),
            (RawColumn::Number(v), Cell::Number(n)) => put(v, row, f64::NAN, n),
            (RawColumn::Text(v), Cell::Text(t)) => put(v, row, TextCode::NONE, t),
            (RawColumn::Link(v), Cell::Link(id)) => put(v, row, Self::NO_ID, id),
            // A cell of another type than its column: the importer converted wrongly; the value stays unknown.
            _ => return,
        }
        self.invalid.remove(&(field, row as u32));
    }

    /// Keeps the rows that are marked.
    pub fn retain(&mut self, keep: &[bool]) {
        fn pick<T>(v: &mut Vec<T>, keep: &[bool]) {
            let mut at = 0;
            v.retain(|_| {
                at += 1;
                keep.get(at - 1).copied().unwrap_or(true)
            });
        }
        self.pad();
        let mut new = 0;
        let places: Vec<Option<u32>> = (keep.iter())
            .map(|k| {
                new += u32::from(*k);
                k.then(|| new - 1)
            })
            .collect();
        let moved = std::mem::take(&mut self.invalid).into_iter();
        self.invalid = moved
            .filter_map(|((field, row), text)| Some(((field, (*places.get(row as usize)?)?), text)))
            .collect();
        pick(&mut self.ids, keep);
        pick(&mut self.owners, keep);
        pick(&mut self.start, keep);
        pick(&mut self.end, keep);
        pick(&mut self.recorded, keep);
        pick(&mut self.file, keep);
        pick(&mut self.source_row, keep);
        for column in &mut self.columns {
            match column {
                RawColumn::Date(v) => pick(v, keep),
                RawColumn::YesNo(v) => pick(v, keep),
                RawColumn::Number(v) => pick(v, keep),
                RawColumn::Text(v) => pick(v, keep),
                RawColumn::Link(v) => pick(v, keep),
            }
        }
    }
}

impl Provides {
    /// Adds what another source can hold.
    pub fn join(&mut self, other: &Provides) {
        // What a source tells of itself is no longer made of other records.
        self.told_by.retain(|told, by| !other.kind(*told) || other.told_by.get(told) == Some(by));
        let new = other.told_by.iter().filter(|(told, _)| !self.kind(**told));
        let new: Vec<(KindId, KindId)> = new.map(|(told, by)| (*told, *by)).collect();
        self.told_by.extend(new);
        // Only the latest is held where no source holds all.
        let whole = |of: &Provides, kind: &KindId| of.kinds.contains_key(kind) && !of.latest.contains(kind);
        let mut latest = self.latest.clone();
        latest.extend(&other.latest);
        latest.retain(|kind| !whole(self, kind) && !whole(other, kind));
        self.latest = latest;
        // A row that no other source tells leaves such a field blank all the same.
        self.partial.extend(&other.partial);
        self.everything |= other.everything;
        for (kind, fields) in &other.kinds {
            match (self.kinds.get_mut(kind), fields) {
                (None, _) => {
                    self.kinds.insert(*kind, fields.clone());
                }
                (Some(mine), None) => *mine = None,
                (Some(Some(mine)), Some(more)) => {
                    mine.extend(more);
                    mine.sort_unstable();
                    mine.dedup();
                }
                (Some(None), _) => {}
            }
        }
        self.recorded.extend(&other.recorded);
        self.ends.extend(&other.ends);
        self.lost_ends.extend(&other.lost_ends);
    }
}
