//! What differs between two caseloads of one vocabulary: records added, changed and withdrawn.

use super::caseload::{Caseload, NO_ROW, Row, Table};
use super::column::Column;
use super::vocabulary::{FieldId, FieldType, KindId, Shape};
use crate::calendar::NEVER;
use std::collections::{BTreeMap, HashMap};

/// One record that is not as it was.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// The record as it was; none when it is new.
    pub before: Option<Row>,
    /// The record as it is; none when it is gone.
    pub now: Option<Row>,
    /// Of a record that is in both: what differs (`start`, `end`, `recorded`, `belongs to`, or a field).
    pub what: Vec<String>,
}

/// Two caseloads side by side.
struct Pair<'c> {
    before: &'c Caseload,
    now: &'c Caseload,
}

/// Every record that differs, by kind, then by whom it is about. Records are the same when they say the same; a record
/// that says something else is known again by its id, or, where the source gives none (its row number stands in), by
/// its day.
pub fn changes(before: &Caseload, now: &Caseload) -> Vec<Change> {
    let pair = Pair { before, now };
    let mut out = Vec::new();
    // Children (workers, teams ...) are known by their ids: asked once for all kinds of record about them.
    let mut same: BTreeMap<KindId, HashMap<u32, u32>> = BTreeMap::new();
    for (kind, declared) in before.vocabulary.iter() {
        let (Some(old), Some(new)) = (before.table(kind), now.table(kind)) else { continue };
        let root = before.vocabulary.root(kind);
        if root == kind {
            match declared.shape {
                Shape::Subject => pair.subjects(kind, (old, new), &mut out),
                // What belongs to nobody makes one group.
                _ => {
                    let all = |t: &Table| (0..t.len()).collect::<Vec<u32>>();
                    pair.group(kind, (old, &all(old)), (new, &all(new)), &mut out);
                }
            }
            continue;
        }
        let (Some(old_roots), Some(new_roots)) = (before.table(root), now.table(root)) else { continue };
        let same = same.entry(root).or_insert_with(|| pair.same_ids(old_roots, new_roots));
        let mut met = vec![false; new_roots.len() as usize];
        for root in 0..old_roots.len() {
            let to = same.get(&root).copied();
            if let Some(slot) = to.and_then(|to| met.get_mut(to as usize)) {
                *slot = true;
            }
            let mine: Vec<u32> = old.group(root).iter().collect();
            let theirs: Vec<u32> = to.map_or(Vec::new(), |to| new.group(to).iter().collect());
            pair.group(kind, (old, &mine), (new, &theirs), &mut out);
        }
        for (root, _) in met.iter().enumerate().filter(|(_, met)| !**met) {
            let theirs: Vec<u32> = new.group(root as u32).iter().collect();
            pair.group(kind, (old, &[]), (new, &theirs), &mut out);
        }
    }
    out
}

impl Pair<'_> {
    /// Rows of the second table by the rows of the first with the same id.
    fn same_ids(&self, old: &Table, new: &Table) -> HashMap<u32, u32> {
        let text = |c: &Caseload, t: &Table, row: u32| t.ids.get(row as usize).map(|id| id.text(&c.texts));
        let by_id: HashMap<String, u32> =
            (0..new.len()).filter_map(|row| Some((text(self.now, new, row)?, row))).collect();
        let of = |row: u32| Some((row, *by_id.get(&text(self.before, old, row)?)?));
        (0..old.len()).filter_map(of).collect()
    }

    /// People, teams ... by id.
    fn subjects(&self, kind: KindId, (old, new): (&Table, &Table), out: &mut Vec<Change>) {
        let same = self.same_ids(old, new);
        let mut met = vec![false; new.len() as usize];
        for row in 0..old.len() {
            let before = Some(Row { kind, row });
            let Some(to) = same.get(&row).copied() else {
                out.push(Change { before, now: None, what: Vec::new() });
                continue;
            };
            if let Some(slot) = met.get_mut(to as usize) {
                *slot = true;
            }
            let what = self.differing(kind, (old, row), (new, to));
            if !what.is_empty() {
                out.push(Change { before, now: Some(Row { kind, row: to }), what });
            }
        }
        for (row, _) in met.iter().enumerate().filter(|(_, met)| !**met) {
            out.push(Change { before: None, now: Some(Row { kind, row: row as u32 }), what: Vec::new() });
        }
    }

    /// The records of one kind about one child (worker, team ...).
    fn group(
        &self,
        kind: KindId,
        (old, mine): (&Table, &[u32]),
        (new, theirs): (&Table, &[u32]),
        out: &mut Vec<Change>,
    ) {
        let equal = |a: u32, b: u32| self.differing(kind, (old, a), (new, b)).is_empty();
        // Most groups are as they were.
        if mine.len() == theirs.len() && mine.iter().zip(theirs).all(|(a, b)| equal(*a, *b)) {
            return;
        }
        let mut left: Vec<u32> = theirs.to_vec();
        let mut rest: Vec<u32> = Vec::new();
        for &a in mine {
            match left.iter().position(|b| equal(a, *b)) {
                Some(place) => {
                    left.remove(place);
                }
                None => rest.push(a),
            }
        }
        for &a in &rest {
            let before = Some(Row { kind, row: a });
            let id = own_id(self.before, old, a);
            let known = |b: &u32| match (&id, own_id(self.now, new, *b)) {
                (Some(a), Some(b)) => *a == b,
                (None, None) => old.start(a) == new.start(*b) && old.start(a) != NEVER,
                _ => false,
            };
            match left.iter().position(known).map(|place| left.remove(place)) {
                Some(b) => {
                    let what = self.differing(kind, (old, a), (new, b));
                    out.push(Change { before, now: Some(Row { kind, row: b }), what });
                }
                None => out.push(Change { before, now: None, what: Vec::new() }),
            }
        }
        for b in left {
            out.push(Change { before: None, now: Some(Row { kind, row: b }), what: Vec::new() });
        }
    }

    /// What two records say differently.
    fn differing(&self, kind: KindId, (old, a): (&Table, u32), (new, b): (&Table, u32)) -> Vec<String> {
        let mut what = Vec::new();
        let days = [
            ("start", old.start(a), new.start(b)),
            ("end", old.end(a), new.end(b)),
            ("recorded", old.recorded(a), new.recorded(b)),
        ];
        what.extend(days.into_iter().filter(|d| d.1 != d.2).map(|d| d.0.to_owned()));
        let Some(declared) = self.before.vocabulary.kind(kind) else { return what };
        if let Some(owner) = declared.owner
            && self.id(self.before, owner, old.parent_of(a)) != self.id(self.now, owner, new.parent_of(b))
        {
            what.push("belongs to".to_owned());
        }
        for (place, field) in declared.fields.iter().enumerate() {
            let id = FieldId(place as u16);
            let written = |t: &Table, c: &Caseload, row| {
                t.invalid.get(&(id, row)).map(|text| c.texts.text(*text).to_owned())
            };
            if !self.alike(&field.field_type, (old.column(id), a), (new.column(id), b))
                || written(old, self.before, a) != written(new, self.now, b)
            {
                what.push(field.name.clone());
            }
        }
        what
    }

    fn alike(&self, is: &FieldType, (old, a): (&Column, u32), (new, b): (&Column, u32)) -> bool {
        match is {
            FieldType::Date | FieldType::PlannedDate => old.date(a) == new.date(b),
            FieldType::YesNo => old.yes_no(a) == new.yes_no(b),
            FieldType::Number => old.number(a) == new.number(b),
            FieldType::Text | FieldType::OneOf(_) => {
                let (a, b) = (old.text(a), new.text(b));
                a.map(|t| self.before.texts.text(t)) == b.map(|t| self.now.texts.text(t))
            }
            FieldType::Link(kind) => {
                let of = |c: &Caseload, row: Option<u32>| row.map(|row| self.id(c, *kind, row));
                of(self.before, old.link(a)) == of(self.now, new.link(b))
            }
        }
    }

    fn id(&self, caseload: &Caseload, kind: KindId, row: u32) -> Option<String> {
        let id = caseload.table(kind)?.ids.get(row as usize).filter(|_| row != NO_ROW)?;
        Some(id.text(&caseload.texts))
    }
}

/// The id that the source gave a record; none where its row number stands in for one.
fn own_id(caseload: &Caseload, table: &Table, row: u32) -> Option<String> {
    let id = table.ids.get(row as usize)?;
    let number = table.source_row.get(row as usize).copied().unwrap_or(0);
    (id.as_number() != Some(number)).then(|| id.text(&caseload.texts))
}
