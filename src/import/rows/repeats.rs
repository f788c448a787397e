//! Ids that stand twice in one file: a row that says nothing new is taken out, one that says something else stays.

use crate::import::tally::RowList;
use crate::record::{Id, RawColumn, RawTable};
use std::collections::HashMap;

/// Takes out rows that repeat an earlier one in everything that is read. Gives their row numbers, and counts rows with
/// the same id but other facts.
pub(super) fn take_out(raw: &mut RawTable, same_id: &mut RowList) -> Vec<u32> {
    if !any_repeat(&raw.ids) {
        return Vec::new();
    }
    let mut seen: HashMap<Id, Vec<usize>> = HashMap::new();
    let mut keep = vec![true; raw.ids.len()];
    let mut gone = Vec::new();
    for (row, id) in raw.ids.iter().enumerate() {
        if *id == RawTable::NO_ID {
            continue;
        }
        let before = seen.entry(*id).or_default();
        let number = raw.source_row.get(row).copied().unwrap_or(0);
        if before.iter().any(|b| same(raw, *b, row)) {
            gone.push(number);
            if let Some(keep) = keep.get_mut(row) {
                *keep = false;
            }
            continue;
        }
        if !before.is_empty() {
            same_id.add(number);
        }
        before.push(row);
    }
    if !gone.is_empty() {
        raw.retain(&keep);
    }
    gone
}

/// Whether any id stands twice. Numbers are looked up in a bit each, so that a large file costs little.
fn any_repeat(ids: &[Id]) -> bool {
    let top = ids.iter().filter_map(|i| i.as_number()).max().unwrap_or(0) as usize;
    if top > ids.len().saturating_mul(64) + 4096 || ids.iter().any(|i| i.as_number().is_none()) {
        let mut seen = std::collections::HashSet::with_capacity(ids.len());
        return ids.iter().any(|i| !seen.insert(*i));
    }
    let mut bits = vec![0u64; top / 64 + 1];
    for n in ids.iter().filter_map(|i| i.as_number()) {
        let Some(word) = bits.get_mut(n as usize / 64) else { continue };
        let bit = 1 << (n % 64);
        if *word & bit != 0 {
            return true;
        }
        *word |= bit;
    }
    false
}

fn same(raw: &RawTable, a: usize, b: usize) -> bool {
    fn eq<T: PartialEq>(v: &[T], a: usize, b: usize) -> bool {
        v.get(a) == v.get(b)
    }
    let columns = raw.columns.iter().enumerate().all(|(i, c)| {
        let field = crate::record::FieldId(i as u16);
        let written = |row: usize| raw.invalid.get(&(field, row as u32));
        let values = match c {
            RawColumn::Date(v) => eq(v, a, b),
            RawColumn::YesNo(v) => eq(v, a, b),
            RawColumn::Number(v) => v.get(a).map(|n| n.to_bits()) == v.get(b).map(|n| n.to_bits()),
            RawColumn::Text(v) => eq(v, a, b),
            RawColumn::Link(v) => eq(v, a, b),
        };
        values && written(a) == written(b)
    });
    columns && eq(&raw.owners, a, b) && eq(&raw.start, a, b) && eq(&raw.end, a, b) && eq(&raw.recorded, a, b)
}
