//! Owners found before their tables are made: where ids are numbers in order, a row is known by its rank. Every row of
//! every table is looked up once then, and not first to see whether its owner is there.

use super::caseload::NO_ROW;
use super::id::Id;
use super::order::Lookup;
use super::raw::RawTable;
use super::vocabulary::{KindId, Vocabulary};
use std::collections::BTreeMap;

/// The owners of the rows of some kinds.
#[derive(Debug, Default)]
pub(super) struct Ahead {
    of: BTreeMap<KindId, Owners>,
}

/// The owners of the rows of a kind.
#[derive(Debug)]
struct Owners {
    owner: KindId,
    /// The row of each one's owner.
    rows: Vec<u32>,
    /// The owner's id, by place, of each that was not found.
    strays: Vec<(u32, Id)>,
}

impl Ahead {
    /// Takes the owners' ids out of the tables whose owners are of such kinds, and finds their rows.
    pub(super) fn find(
        vocabulary: &Vocabulary,
        raw: &mut [RawTable],
        own_root: impl Fn(KindId) -> bool,
    ) -> Ahead {
        let in_order = |r: &&RawTable| own_root(r.kind) && !r.ids.is_empty() && numbers_in_order(&r.ids);
        let lookups: BTreeMap<KindId, Lookup> =
            raw.iter().filter(in_order).map(|r| (r.kind, Lookup::new(&r.ids))).collect();
        let mut ahead = Ahead::default();
        for table in raw {
            let owner = vocabulary.kind(table.kind).and_then(|k| k.owner);
            let Some((owner, lookup)) = owner.and_then(|o| Some((o, lookups.get(&o)?))) else { continue };
            let mut strays = Vec::new();
            let row = |(place, id): (usize, Id)| {
                let row = lookup.row(id);
                if row == NO_ROW {
                    strays.push((place as u32, id));
                }
                row
            };
            let rows = std::mem::take(&mut table.owners).into_iter().enumerate().map(row).collect();
            ahead.of.insert(table.kind, Owners { owner, rows, strays });
        }
        ahead
    }

    /// The places of the rows of a kind whose owners are not there, with their ids; `None` where they were not found
    /// ahead.
    pub(super) fn strays(&self, kind: KindId) -> Option<&[(u32, Id)]> {
        self.of.get(&kind).map(|o| o.strays.as_slice())
    }

    /// The row of each one's owner, once.
    pub(super) fn take(&mut self, kind: KindId) -> Option<Vec<u32>> {
        self.of.remove(&kind).map(|o| o.rows)
    }

    /// Puts the ids back as they were: with more owners the rows are others.
    pub(super) fn give_back(&mut self, raw: &mut [RawTable]) {
        for (kind, owners) in std::mem::take(&mut self.of) {
            let ids = raw.get(place(owners.owner)).map_or(&[][..], |r| &r.ids);
            let id = |row: u32| ids.get(row as usize).copied().unwrap_or(RawTable::NO_ID);
            let mut back: Vec<Id> = owners.rows.into_iter().map(id).collect();
            for (place, stray) in owners.strays {
                if let Some(slot) = back.get_mut(place as usize) {
                    *slot = stray;
                }
            }
            if let Some(table) = raw.get_mut(place(kind)) {
                table.owners = back;
            }
        }
    }
}

fn place(kind: KindId) -> usize {
    kind.0 as usize
}

/// Whether ids are numbers, each greater than the one before it.
fn numbers_in_order(ids: &[Id]) -> bool {
    ids.iter().all(|id| id.as_number().is_some()) && ids.is_sorted_by(|a, b| a.as_number() < b.as_number())
}
