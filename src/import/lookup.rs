//! Columns of another file, found by a key.

use super::cell::{RowOf, Rows};
use super::mapping::{LookupSpec, Take};
use super::rows::{BoundTest, Header};
use std::collections::HashMap;

/// Values by key.
#[derive(Debug, Default)]
pub(super) struct LookupTable {
    values: HashMap<Box<[u8]>, Vec<Box<[u8]>>>,
}

impl LookupTable {
    /// Adds what another table has under keys that are not here.
    pub(super) fn add(&mut self, other: LookupTable) {
        let mine = std::mem::replace(&mut self.values, other.values);
        self.values.extend(mine);
    }

    /// The values of a key: one, or all when the least or greatest is wanted.
    pub(super) fn values(&self, key: &[u8]) -> impl Iterator<Item = &[u8]> {
        self.values.get(key).into_iter().flatten().map(|b| &**b)
    }
}

/// A look-up being filled from the rows of its file.
#[derive(Debug)]
pub(super) struct LookupFiller {
    /// Place in the mapping's list.
    pub(super) lookup: usize,
    key: usize,
    column: usize,
    tests: Vec<BoundTest>,
    take: Take,
    table: LookupTable,
}

impl LookupFiller {
    /// A filler, if the file has the columns.
    pub(super) fn new(lookup: usize, spec: &LookupSpec, header: &Header) -> Option<LookupFiller> {
        let tests = spec.tests.iter().map(|t| BoundTest::new(t, header.find(&t.column), None, false));
        Some(LookupFiller {
            lookup,
            key: header.find(&spec.key)?,
            column: header.find(&spec.column)?,
            tests: tests.collect(),
            take: spec.take,
            table: LookupTable::default(),
        })
    }

    /// The columns that are read.
    pub(super) fn columns(&self) -> impl Iterator<Item = usize> {
        [self.key, self.column].into_iter().chain(self.tests.iter().filter_map(|t| t.column))
    }

    /// Takes what a row says; gives whether the row says anything here.
    pub(super) fn offer(&mut self, row: RowOf<'_, impl Rows>) -> bool {
        if !self.tests.iter().all(|t| t.passes(row)) {
            return false;
        }
        let (mut a, mut b) = (Vec::new(), Vec::new());
        let (key, value) = (row.cell(self.key), row.cell(self.column));
        let (key, value) = (key.text(&mut a), value.text(&mut b));
        if key.is_empty() || value.is_empty() {
            return false;
        }
        let slot = self.table.values.entry(key.into()).or_default();
        match self.take {
            Take::First if !slot.is_empty() => {}
            Take::First | Take::Least | Take::Greatest => slot.push(value.into()),
            Take::Last => *slot = vec![value.into()],
        }
        true
    }

    /// The finished look-up.
    pub(super) fn finish(self) -> (usize, LookupTable) {
        (self.lookup, self.table)
    }
}
