//! What a second source adds to records that the first has, and what it says otherwise.

use crate::calendar::NEVER;
use crate::import::report::{Agreeing, Differing};
use crate::import::unfinished::Unfinished;
use crate::record::{FieldId, KindId, RawTable, RowPlace};
use std::collections::BTreeMap;

/// Rows named of a difference.
const NAMED: usize = 10;

/// Takes into the first source's rows what only the second knows; what both know and say otherwise stays as the first
/// has it and is counted. `before` is how many files the first source has.
pub(super) fn take(
    kind: KindId,
    same: &[Option<u32>],
    (first, second, before): (&mut Unfinished, &mut Unfinished, u16),
    agreeing: &mut Agreeing,
) {
    let Some(theirs) = second.builder.rows(kind) else { return };
    let vocabulary = std::sync::Arc::clone(first.builder.vocabulary());
    let Some(declared) = vocabulary.kind(kind) else { return };
    let names = (file_names(first, 0), file_names(second, before));
    let first_ends = first.builder.provides().end(kind);
    let Some(mine) = first.builder.rows_mut(kind) else { return };
    let mut differing: BTreeMap<usize, Differing> = BTreeMap::new();
    // `start` and `end` come before the fields.
    let mut differs = |place: usize, name: &str, at: (RowPlace, RowPlace)| {
        let d = differing
            .entry(place)
            .or_insert_with(|| Differing { field: name.to_owned(), ..Differing::default() });
        d.count += 1;
        if d.rows.len() < NAMED {
            let named = |names: &BTreeMap<u16, String>, at: RowPlace| {
                format!("{} row {}", names.get(&at.file).map_or("", String::as_str), at.row)
            };
            d.rows.push((named(&names.0, at.0), named(&names.1, at.1)));
        }
    };
    let mut gone: BTreeMap<u16, u64> = BTreeMap::new();
    for (row, of) in same.iter().enumerate().filter_map(|(row, of)| Some((row, (*of)? as usize))) {
        agreeing.same += 1;
        let places = (mine.place(of), theirs.place(row));
        *gone.entry(places.1.file).or_default() += 1;
        match day(&mine.start, &theirs.start, of, row) {
            (a, b) if a != b && b != NEVER => differs(0, "start", places),
            _ => {}
        }
        match day(&mine.end, &theirs.end, of, row) {
            (NEVER, b) if b != NEVER && !first_ends => {
                if let Some(end) = mine.end.get_mut(of) {
                    *end = b;
                    agreeing.filled += 1;
                }
            }
            (a, b) if a != b && b != NEVER => differs(1, "end", places),
            _ => {}
        }
        recorded(mine, theirs, of, row);
        for (place, field) in declared.fields.iter().enumerate() {
            let id = FieldId(place as u16);
            match (mine.value(id, of), theirs.value(id, row)) {
                (None, Some(value)) => {
                    mine.fill(id, of, value);
                    agreeing.filled += 1;
                }
                (Some(a), Some(b)) if a != b => differs(place + 2, &field.name, places),
                _ => {}
            }
        }
    }
    agreeing.differing = differing.into_values().collect();
    for (file, count) in gone {
        let Some(open) = second.reports.get_mut(&(file - before.min(file))) else { continue };
        if let Some(made) = open.report.made.iter_mut().find(|m| m.kind == declared.name) {
            made.records = made.records.saturating_sub(count);
        }
    }
}

/// The names of a source's files by their places in the whole.
fn file_names(of: &Unfinished, before: u16) -> BTreeMap<u16, String> {
    of.reports.iter().map(|(file, open)| (file + before, open.report.file.clone())).collect()
}

fn day(mine: &[i32], theirs: &[i32], of: usize, row: usize) -> (i32, i32) {
    let at = |v: &[i32], row: usize| v.get(row).copied().unwrap_or(NEVER);
    (at(mine, of), at(theirs, row))
}

/// The day of entry, where only the second source has it.
fn recorded(mine: &mut RawTable, theirs: &RawTable, of: usize, row: usize) {
    let (known, other) = day(&mine.recorded, &theirs.recorded, of, row);
    if known == NEVER && other != NEVER {
        if mine.recorded.len() < mine.ids.len() {
            mine.recorded.resize(mine.ids.len(), NEVER);
        }
        if let Some(slot) = mine.recorded.get_mut(of) {
            *slot = other;
        }
    }
}
