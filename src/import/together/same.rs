//! Which rows of a second source tell a record that the first source has too.

use crate::calendar::{Day, NEVER};
use crate::record::{Cell, FieldId, Id, KindId, RawTable, Shape, TextCode, Vocabulary};
use std::collections::HashMap;

/// For each row of the second table, the row of the first that is the same record.
///
/// A person, team ... is known by its id. An event is the same when it is about the same record, on the same day and of
/// no other `kind`; a period when it starts on the same day, or runs on a day on which the first source has one, and is
/// of no other `role`: a child has one plan, one placement, one legal status at a time, but may have several people
/// allocated. What has no day is the same as what has its id, and what belongs to nobody the same as nothing; of a kind that
/// belongs to nobody (a post, a serious incident) what has its id and its day.
pub(super) fn rows(
    vocabulary: &Vocabulary,
    kind: KindId,
    mine: &RawTable,
    theirs: &RawTable,
) -> Vec<Option<u32>> {
    let none = || vec![None; theirs.ids.len()];
    let Some(declared) = vocabulary.kind(kind) else { return none() };
    if mine.ids.is_empty() || theirs.ids.is_empty() {
        return none();
    }
    match declared.shape {
        Shape::Subject => {
            let by_id: HashMap<Id, u32> = mine
                .ids
                .iter()
                .rev()
                .zip((0..mine.ids.len() as u32).rev())
                .map(|(id, row)| (*id, row))
                .collect();
            theirs.ids.iter().map(|id| by_id.get(id).copied()).collect()
        }
        Shape::Event => on_the_day(mine, theirs, declared.field("kind"), declared.owner.is_some()),
        Shape::Period => {
            let role = declared.field("role");
            let mut same = on_the_day(mine, theirs, role, declared.owner.is_some());
            overlapping(mine, theirs, role, &mut same);
            same
        }
    }
}

/// One to one: two visits of one day in both sources are two.
fn on_the_day(mine: &RawTable, theirs: &RawTable, code: Option<FieldId>, owned: bool) -> Vec<Option<u32>> {
    let mut by_day: HashMap<(Id, Day), Vec<u32>> = HashMap::new();
    for row in 0..mine.ids.len() {
        if let Some(key) = key(mine, row) {
            by_day.entry(key).or_default().push(row as u32);
        }
    }
    let mut same = by_id(mine, theirs, owned);
    for of in same.iter().flatten() {
        if let Some(list) = key(mine, *of as usize).and_then(|key| by_day.get_mut(&key)) {
            list.retain(|row| row != of);
        }
    }
    // First what is of the same code, then what may be.
    for exactly in [true, false] {
        for (row, slot) in same.iter_mut().enumerate().filter(|(_, slot)| slot.is_none()) {
            let Some(list) = key(theirs, row).and_then(|key| by_day.get_mut(&key)) else { continue };
            let theirs_is = text(theirs, code, row);
            let fits = |of: &u32| {
                let mine_is = text(mine, code, *of as usize);
                mine_is == theirs_is || (!exactly && (mine_is.is_none() || theirs_is.is_none()))
            };
            if let Some(place) = list.iter().position(fits) {
                *slot = Some(list.remove(place));
            }
        }
    }
    same
}

/// What has the same id, and is about the same record on the same day or without one: an extract that is named twice.
fn by_id(mine: &RawTable, theirs: &RawTable, owned: bool) -> Vec<Option<u32>> {
    // Where a source gives no id its row number stands in: that says nothing.
    let told = |t: &RawTable, row: usize| {
        let (id, owner) = (*t.ids.get(row)?, t.owners.get(row).copied().unwrap_or(RawTable::NO_ID));
        let own = id.as_number() != t.source_row.get(row).copied() && (owner != RawTable::NO_ID || !owned);
        own.then(|| (id, owner, t.start.get(row).copied().unwrap_or(NEVER)))
    };
    let mut known: HashMap<(Id, Id, Day), Vec<u32>> = HashMap::new();
    for row in (0..mine.ids.len()).rev() {
        if let Some(key) = told(mine, row) {
            known.entry(key).or_default().push(row as u32);
        }
    }
    let of = |row| known.get_mut(&told(theirs, row)?)?.pop();
    (0..theirs.ids.len()).map(of).collect()
}

/// Periods that share a day with one of the first source.
fn overlapping(mine: &RawTable, theirs: &RawTable, code: Option<FieldId>, same: &mut [Option<u32>]) {
    let mut of_owner: HashMap<Id, Vec<u32>> = HashMap::new();
    for row in 0..mine.ids.len() {
        if let Some((owner, _)) = key(mine, row) {
            of_owner.entry(owner).or_default().push(row as u32);
        }
    }
    for (row, slot) in same.iter_mut().enumerate().filter(|(_, slot)| slot.is_none()) {
        let Some((owner, _)) = key(theirs, row) else { continue };
        let (from, to) = days(theirs, row);
        let theirs_is = text(theirs, code, row);
        *slot = of_owner.get(&owner).into_iter().flatten().copied().find(|of| {
            let (a, b) = days(mine, *of as usize);
            let mine_is = text(mine, code, *of as usize);
            let alike = mine_is == theirs_is || mine_is.is_none() || theirs_is.is_none();
            // Open on the same night: one that ends on the day the other starts follows it.
            alike && a < to && from < b
        });
    }
}

/// Whom a row is about and its day; nothing where either is missing.
fn key(table: &RawTable, row: usize) -> Option<(Id, Day)> {
    let (owner, day) = (*table.owners.get(row)?, *table.start.get(row)?);
    (owner != RawTable::NO_ID && day != NEVER).then_some((owner, day))
}

fn days(table: &RawTable, row: usize) -> (Day, Day) {
    let at = |v: &[Day]| v.get(row).copied().unwrap_or(NEVER);
    (at(&table.start), at(&table.end))
}

fn text(table: &RawTable, field: Option<FieldId>, row: usize) -> Option<TextCode> {
    match table.value(field?, row) {
        Some(Cell::Text(code)) => Some(code),
        _ => None,
    }
}
