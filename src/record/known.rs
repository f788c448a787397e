//! What was known on a day (`obligations.md` 1.3).

use super::caseload::{Caseload, NO_ROW, Table};
use super::column::Column;
use super::vocabulary::{FieldId, FieldType, KindId, Shape};
use crate::calendar::{Day, NEVER};

impl Caseload {
    /// The records and agreements entered by `known_on`. A blank day of entry counts as the record's own day, of an
    /// agreement as the day it begins. A person,
    /// team or other subject that was entered later stays, with nothing known of it, where a record of it or a link to it
    /// was entered in time: its records would be lost with it. Also says how many rows had the day of entry blank.
    pub fn known_on(&self, known_on: Day) -> (Caseload, u64) {
        let mut blank = 0;
        let mut kept: Vec<Vec<bool>> = Vec::with_capacity(self.tables.len());
        for table in &self.tables {
            let rows = (0..table.len()).map(|row| {
                let (entered, own) = (table.recorded(row), table.start(row));
                if entered != NEVER {
                    return entered <= known_on;
                }
                blank += u64::from(own != NEVER);
                own == NEVER || own <= known_on
            });
            kept.push(rows.collect());
        }
        let named = self.named_by(&kept);
        let stay = |(kept, named): (&Vec<bool>, &Vec<bool>)| {
            let rows = kept.iter().zip(named.iter().chain(std::iter::repeat(&false))).enumerate();
            rows.filter(|(_, (kept, named))| **kept || **named).map(|(row, _)| row as u32).collect()
        };
        let rows: Vec<Vec<u32>> = kept.iter().zip(&named).map(stay).collect();
        blank += self.agreements.iter().filter(|a| a.recorded == NEVER).count() as u64;
        let mut out = self.with_rows(&rows);
        for ((table, rows), kept) in out.tables.iter_mut().zip(&rows).zip(&kept) {
            let unknown = |old: &u32| !kept.get(*old as usize).copied().unwrap_or(true);
            for (row, _) in rows.iter().enumerate().filter(|(_, old)| unknown(old)) {
                table.forget(row);
            }
        }
        out.agreements.retain(|a| {
            let entered = if a.recorded == NEVER { a.agreed.max(a.from) } else { a.recorded };
            entered <= known_on
        });
        (out, blank)
    }

    /// Of each table of subjects that stand on their own the rows that a kept record belongs to or links to.
    fn named_by(&self, kept: &[Vec<bool>]) -> Vec<Vec<bool>> {
        let own = |kind: KindId| {
            self.vocabulary.kind(kind).is_some_and(|k| k.shape == Shape::Subject && k.owner.is_none())
        };
        let mut named: Vec<Vec<bool>> = self
            .tables
            .iter()
            .map(|t| if own(t.kind) { vec![false; t.len() as usize] } else { Vec::new() })
            .collect();
        let mut name = |kind: KindId, row: u32| {
            let slot = named.get_mut(kind.0 as usize).and_then(|rows| rows.get_mut(row as usize));
            if let Some(slot) = slot.filter(|_| row != NO_ROW) {
                *slot = true;
            }
        };
        for (table, kept) in self.tables.iter().zip(kept) {
            let Some(kind) = self.vocabulary.kind(table.kind) else { continue };
            let root = self.vocabulary.root(table.kind);
            let links: Vec<(KindId, &Column)> = (table.columns.iter().enumerate())
                .filter_map(|(i, column)| match kind.field_at(FieldId(i as u16))?.field_type {
                    FieldType::Link(to) => Some((to, column)),
                    _ => None,
                })
                .collect();
            for row in (0..table.len()).filter(|row| kept.get(*row as usize).is_some_and(|kept| *kept)) {
                if kind.owner.is_some() {
                    name(root, table.root_of(row));
                }
                links.iter().for_each(|(to, column)| name(*to, column.link(row).unwrap_or(NO_ROW)));
            }
        }
        named
    }
}

impl Table {
    /// Leaves of a row of subjects no more than its id.
    fn forget(&mut self, row: usize) {
        self.columns.iter_mut().for_each(|column| column.forget(row));
        if let Some(entered) = self.recorded.as_mut().and_then(|v| v.get_mut(row)) {
            *entered = NEVER;
        }
        if let Some(place) = self.source_row.get_mut(row) {
            *place = 0;
        }
        self.invalid.retain(|(_, of), _| *of as usize != row);
    }
}
