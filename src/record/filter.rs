//! A caseload without some of its rows.

use super::caseload::{Caseload, NO_ROW, Table};
use super::column::Column;
use super::vocabulary::{FieldId, KindId, Shape};
use std::collections::BTreeMap;

impl Caseload {
    /// A caseload of the given rows of each table (in order). Rows whose owner is left out go with it.
    pub fn with_rows(&self, kept: &[Vec<u32>]) -> Caseload {
        let mut new_rows: Vec<Vec<u32>> =
            self.tables.iter().map(|t| vec![NO_ROW; t.len() as usize]).collect();
        let mut by_depth: Vec<KindId> = self.vocabulary.iter().map(|(id, _)| id).collect();
        by_depth.sort_by_key(|k| self.vocabulary.owners(*k).len());
        let mut orders: Vec<Vec<u32>> = vec![Vec::new(); self.tables.len()];
        for kind in by_depth {
            let Some(table) = self.table(kind) else { continue };
            let owner = self.vocabulary.kind(kind).and_then(|k| k.owner);
            let order: Vec<u32> = kept
                .get(kind.0 as usize)
                .map_or(&[][..], |v| v)
                .iter()
                .copied()
                .filter(|&row| match owner {
                    None => true,
                    Some(o) => new_rows
                        .get(o.0 as usize)
                        .and_then(|m| m.get(table.parent_of(row) as usize))
                        .is_some_and(|r| *r != NO_ROW),
                })
                .collect();
            if let Some(map) = new_rows.get_mut(kind.0 as usize) {
                for (new, old) in order.iter().enumerate() {
                    if let Some(slot) = map.get_mut(*old as usize) {
                        *slot = new as u32;
                    }
                }
            }
            if let Some(slot) = orders.get_mut(kind.0 as usize) {
                *slot = order;
            }
        }
        let tables =
            self.tables.iter().zip(&orders).map(|(t, order)| self.reordered(t, order, &new_rows)).collect();
        let agreements = self.agreements.iter().filter_map(|a| {
            let row = *new_rows.get(a.root.0.0 as usize)?.get(a.root.1 as usize)?;
            (row != NO_ROW).then(|| super::Agreement { root: (a.root.0, row), ..a.clone() })
        });
        Caseload {
            vocabulary: self.vocabulary.clone(),
            tables,
            texts: self.texts.clone(),
            files: self.files.clone(),
            agreements: agreements.collect(),
            provides: self.provides.clone(),
        }
    }

    fn reordered(&self, t: &Table, order: &[u32], new_rows: &[Vec<u32>]) -> Table {
        fn pick<T: Copy>(v: &[T], order: &[u32]) -> Vec<T> {
            order.iter().filter_map(|&i| v.get(i as usize).copied()).collect()
        }
        let moved = |kind: KindId, row: u32| {
            new_rows.get(kind.0 as usize).and_then(|m| m.get(row as usize)).copied().unwrap_or(NO_ROW)
        };
        let kind = self.vocabulary.kind(t.kind);
        let root = self.vocabulary.root(t.kind);
        let own_root = kind.is_none_or(|k| k.owner.is_none());
        let offsets = if own_root {
            Vec::new()
        } else {
            let roots =
                new_rows.get(root.0 as usize).map_or(0, |m| m.iter().filter(|r| **r != NO_ROW).count());
            let mut offsets = vec![0u32; roots + 1];
            for &row in order {
                let r = moved(root, t.root_of(row));
                if let Some(o) = offsets.get_mut(r as usize + 1) {
                    *o += 1;
                }
            }
            let mut total = 0;
            for o in &mut offsets {
                total += *o;
                *o = total;
            }
            offsets
        };
        let owner = kind.and_then(|k| k.owner);
        let parent = t
            .parent
            .as_ref()
            .map(|_| order.iter().map(|&row| owner.map_or(NO_ROW, |o| moved(o, t.parent_of(row)))).collect());
        let columns = t.columns.iter().enumerate().map(|(i, c)| {
            let column = c.permuted(order);
            let target = kind.and_then(|k| k.field_at(FieldId(i as u16))).map(|f| &f.field_type);
            match (column, target) {
                (Column::Link(rows), Some(super::FieldType::Link(to))) => {
                    Column::Link(rows.into_iter().map(|r| moved(*to, r)).collect())
                }
                (other, _) => other,
            }
        });
        let invalid: BTreeMap<_, _> = t
            .invalid
            .iter()
            .filter_map(|((f, r), text)| {
                let row = moved(t.kind, *r);
                (row != NO_ROW).then_some(((*f, row), *text))
            })
            .collect();
        Table {
            kind: t.kind,
            offsets,
            parent,
            start: if kind.is_some_and(|k| k.shape != Shape::Subject) {
                pick(&t.start, order)
            } else {
                Vec::new()
            },
            end: pick(&t.end, order),
            recorded: t.recorded.as_ref().map(|v| pick(v, order)),
            ids: pick(&t.ids, order),
            columns: columns.collect(),
            file: t.file.as_ref().map(|v| pick(v, order)),
            only_file: t.only_file,
            source_row: pick(&t.source_row, order),
            invalid,
        }
    }
}
