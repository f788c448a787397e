//! Rows offered, a block at a time, to a record of the mapping.

use super::bind::Bound;
use super::group::GroupRows;
use super::{Desk, columns, group, repeats};
use crate::calendar::{Day, NEVER};
use crate::import::cell::{RowOf, Rows, Value};
use crate::import::tally::{FileTally, Refusal};
use crate::record::{FieldId, Id, RawColumn, RawTable, Shape, TextCode, Texts, Vocabulary};

/// What became of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::import) enum Offer {
    /// A record was made, or will be with other rows.
    Taken,
    /// It is not for this record.
    NotMine,
    /// It is, but cannot be used.
    Refused(Refusal),
}

/// A record of the mapping being filled.
#[derive(Debug)]
pub(in crate::import) struct Filler {
    bound: Bound,
    raw: RawTable,
    order: Vec<Day>,
}

/// What a file can hold of a kind.
#[derive(Debug, Clone, Default)]
pub(in crate::import) struct Holds {
    pub(in crate::import) fields: Vec<FieldId>,
    /// The day of entry.
    pub(in crate::import) recorded: bool,
    /// The last day.
    pub(in crate::import) end: bool,
    /// The mapping says where the last day stands, and the file does not have it.
    pub(in crate::import) lost_end: bool,
    /// Only the last of a child's records.
    pub(in crate::import) latest: bool,
    /// Fields that may be blank though the fact is known.
    pub(in crate::import) partial: Vec<FieldId>,
}

/// A finished table.
#[derive(Debug)]
pub(in crate::import) struct Filled {
    pub(in crate::import) raw: RawTable,
    /// What the file can hold of the kind.
    pub(in crate::import) holds: Holds,
    /// The rows of each record that several make.
    pub(in crate::import) groups: GroupRows,
    /// Records without a day.
    pub(in crate::import) undated: u64,
    /// Periods that end before they start.
    pub(in crate::import) impossible: u64,
}

impl Offer {
    fn refuse(&mut self, why: Refusal) {
        if *self == Offer::NotMine {
            *self = Offer::Refused(why);
        }
    }
}

/// Rows for one record: each by its place among the rows and among those offered.
#[derive(Debug, Default)]
struct Picked {
    list: Vec<(u32, u32)>,
}

impl Picked {
    fn rows(&self) -> impl Iterator<Item = u32> {
        self.list.iter().map(|p| p.0)
    }

    /// Refuses the rows that have no id in `ids`, and takes them out of `others` too.
    fn refuse(&mut self, why: Refusal, offers: &mut [Offer], ids: &mut Vec<Id>, others: &mut Vec<Id>) {
        if !ids.contains(&RawTable::NO_ID) {
            return;
        }
        let missing: Vec<bool> = ids.iter().map(|i| *i == RawTable::NO_ID).collect();
        for ((_, offered), missing) in self.list.iter().zip(&missing) {
            if *missing && let Some(offer) = offers.get_mut(*offered as usize) {
                offer.refuse(why);
            }
        }
        keep(&mut self.list, &missing);
        keep(ids, &missing);
        keep(others, &missing);
    }

    fn taken(&self, offers: &mut [Offer]) {
        for (_, offered) in &self.list {
            if let Some(offer) = offers.get_mut(*offered as usize) {
                *offer = Offer::Taken;
            }
        }
    }
}

/// Keeps what is not gone.
fn keep<T>(list: &mut Vec<T>, gone: &[bool]) {
    let mut gone = gone.iter();
    list.retain(|_| !gone.next().copied().unwrap_or(false));
}

impl Filler {
    pub(in crate::import) fn new(bound: Bound, vocabulary: &Vocabulary) -> Filler {
        let raw = RawTable::new(vocabulary, bound.kind);
        Filler { bound, raw, order: Vec::new() }
    }

    /// What the mapping reads and the file has no column for, in words.
    pub(in crate::import) fn lacks(&self) -> &[String] {
        &self.bound.lacks
    }

    /// The columns that are read.
    pub(in crate::import) fn columns(&self) -> &[usize] {
        &self.bound.columns
    }

    /// Takes of these rows those that are for it; `offers` holds what became of each, and is raised where a row is
    /// taken. `utf8` says that every cell is known to be readable.
    pub(in crate::import) fn take<R: Rows>(
        &mut self,
        rows: &R,
        places: &[u32],
        utf8: bool,
        offers: &mut [Offer],
        desk: &mut Desk<'_>,
    ) {
        let mut picked = self.pick(rows, places, utf8, offers);
        let bound = &mut self.bound;
        let mut ids = Vec::new();
        match &mut bound.group {
            Some(slot) => columns::ids(slot, rows, picked.rows(), &mut ids, desk),
            None if bound.has_id => columns::ids(&mut bound.id, rows, picked.rows(), &mut ids, desk),
            None => ids.extend(picked.rows().map(|r| Id::number(rows.number(r)).unwrap_or(RawTable::NO_ID))),
        }
        let mut owners = Vec::new();
        if bound.owned {
            columns::ids(&mut bound.owner, rows, picked.rows(), &mut owners, desk);
        }
        let id_refusal = match (&bound.group, bound.shape) {
            (Some(_), _) => Some(Refusal::NoGroup),
            (None, Shape::Subject) => Some(Refusal::NoId),
            // A record without an id keeps none: a made-up one could be another row's.
            _ => None,
        };
        if let Some(why) = id_refusal {
            picked.refuse(why, offers, &mut ids, &mut owners);
        }
        if bound.owned {
            picked.refuse(Refusal::NoOwner, offers, &mut owners, &mut ids);
        }
        picked.taken(offers);
        let raw = &mut self.raw;
        let at = raw.ids.len() as u32;
        raw.ids.append(&mut ids);
        raw.owners.append(&mut owners);
        raw.source_row.extend(picked.rows().map(|r| rows.number(r)));
        if bound.shape != Shape::Subject {
            columns::days(&mut bound.start, rows, picked.rows(), &mut raw.start, desk);
        }
        if bound.shape == Shape::Period {
            columns::days(&mut bound.end, rows, picked.rows(), &mut raw.end, desk);
        }
        if !bound.recorded.sources.is_empty() {
            columns::days(&mut bound.recorded, rows, picked.rows(), &mut raw.recorded, desk);
        }
        if let Some(order) = &mut bound.order {
            columns::days(order, rows, picked.rows(), &mut self.order, desk);
        }
        for (field, slot) in &mut bound.fields {
            let Some(column) = raw.columns.get_mut(field.0 as usize) else { continue };
            let refused = columns::field(slot, rows, picked.rows(), column, desk);
            raw.invalid.extend(refused.into_iter().map(|(i, text)| ((*field, at + i), text)));
        }
    }

    /// The rows that pass the record's tests, with their places among those offered.
    fn pick<R: Rows>(&self, rows: &R, places: &[u32], utf8: bool, offers: &mut [Offer]) -> Picked {
        let bound = &self.bound;
        let mut picked = Picked::default();
        let untested = bound.tests.is_empty() && bound.needs.is_empty() && utf8;
        for (i, place) in places.iter().enumerate() {
            if !untested {
                let row = RowOf::new(rows, *place);
                if !bound.tests.iter().all(|t| t.passes(row)) || bound.lacks(row) {
                    continue;
                }
                if !utf8 && !bound.columns.iter().all(|c| is_readable(row.cell(*c))) {
                    if let Some(offer) = offers.get_mut(i) {
                        offer.refuse(Refusal::Encoding);
                    }
                    continue;
                }
            }
            picked.list.push((*place, i as u32));
        }
        picked
    }

    /// The table, with groups made and repeats taken out; `tally` is told of each row taken out.
    pub(in crate::import) fn finish(self, texts: &Texts, tally: &mut FileTally) -> (Filled, Vec<u32>) {
        let Filler { bound, mut raw, order } = self;
        let mut groups = GroupRows::default();
        let mut gone = Vec::new();
        if bound.group.is_some() {
            groups = group::reduce(&bound, &mut raw, &order, texts);
        } else if bound.has_id && bound.shape != Shape::Subject {
            gone = repeats::take_out(&mut raw, &mut tally.same_id);
        }
        if raw.recorded.iter().all(|d| *d == NEVER) {
            raw.recorded.clear();
        }
        for column in &mut raw.columns {
            drop_empty(column);
        }
        let undated = raw.start.iter().filter(|d| **d == NEVER).count() as u64;
        let impossible = raw.start.iter().zip(&raw.end).filter(|(s, e)| e < s && **s != NEVER).count() as u64;
        let holds = Holds {
            fields: bound.fields.iter().map(|f| f.0).collect(),
            recorded: !bound.recorded.sources.is_empty(),
            end: !bound.end.sources.is_empty(),
            lost_end: bound.lost_end,
            latest: bound.latest,
            partial: bound.partial.clone(),
        };
        (Filled { raw, holds, groups, undated, impossible }, gone)
    }
}

fn is_readable(value: Value<'_>) -> bool {
    match value {
        Value::Bytes(bytes) => std::str::from_utf8(bytes).is_ok(),
        _ => true,
    }
}

/// A column in which nothing is known costs nothing.
fn drop_empty(column: &mut RawColumn) {
    match column {
        RawColumn::Date(v) if v.iter().all(|d| *d == NEVER) => v.clear(),
        RawColumn::YesNo(v) if v.iter().all(|b| *b == 2) => v.clear(),
        RawColumn::Number(v) if v.iter().all(|n| n.is_nan()) => v.clear(),
        RawColumn::Text(v) if v.iter().all(|t| *t == TextCode::NONE) => v.clear(),
        RawColumn::Link(v) if v.iter().all(|i| *i == RawTable::NO_ID) => v.clear(),
        _ => {}
    }
}
