//! Rows in any order become a caseload: owners and links found, groups made, days sorted.

use super::agreement::Agreement;
use super::ahead::Ahead;
use super::arrange::{Arrangement, Room};
use super::caseload::{Caseload, NO_ROW, Provides, Table};
use super::column::Column;
use super::id::Id;
use super::order::{Lookup, group_rows, id_order};
use super::raw::{Cell, RawColumn, RawTable, RowInput, RowPlace};
use super::texts::Texts;
use super::vocabulary::{FieldId, FieldType, KindId, Shape, Vocabulary};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Why a row that was read could not be kept, or what was done about it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum BuildNote {
    /// The same id stands twice in a kind that is its own root: the first is kept.
    Duplicate,
    /// The owner is no person: a record of an event or period that no source holds. Refused.
    OwnerMissing,
    /// The child (or worker, team ...) stands in no table of its own: one was made, all its facts unknown.
    OwnerMade,
    /// A field names somebody who stands in no table of that kind, though others do: one was made, all facts unknown.
    LinkMade(FieldId),
}

/// A note about one row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct NotedRow {
    /// The kind of the row.
    pub kind: KindId,
    /// Where it was read.
    pub place: RowPlace,
    /// What is noted.
    pub note: BuildNote,
}

/// Collects rows and makes the caseload.
#[derive(Debug)]
pub struct CaseloadBuilder {
    pub(super) vocabulary: Arc<Vocabulary>,
    pub(super) texts: Texts,
    pub(super) raw: Vec<RawTable>,
    pub(super) files: Vec<String>,
    pub(super) agreements: Vec<(Id, Agreement)>,
    pub(super) provides: Provides,
}

impl CaseloadBuilder {
    /// An empty builder.
    pub fn new(vocabulary: Arc<Vocabulary>) -> Self {
        let raw = vocabulary.iter().map(|(id, _)| RawTable::new(&vocabulary, id)).collect();
        CaseloadBuilder {
            vocabulary,
            texts: Texts::default(),
            raw,
            files: Vec::new(),
            agreements: Vec::new(),
            provides: Provides::default(),
        }
    }

    /// The vocabulary rows are made for.
    pub fn vocabulary(&self) -> &Arc<Vocabulary> {
        &self.vocabulary
    }

    /// The dictionary of the rows pushed one by one.
    pub fn texts(&mut self) -> &mut Texts {
        &mut self.texts
    }

    /// Names a source file.
    pub fn file(&mut self, name: &str) -> u16 {
        self.files.push(name.to_owned());
        (self.files.len() - 1) as u16
    }

    /// What the sources can hold.
    pub fn provides(&mut self) -> &mut Provides {
        &mut self.provides
    }

    /// Adds one row; ids and texts are of [`CaseloadBuilder::texts`].
    pub fn push(&mut self, kind: KindId, row: RowInput, cells: &[(FieldId, Cell)]) {
        if let Some(raw) = self.raw.get_mut(kind.0 as usize) {
            raw.push(row, cells);
        }
    }

    /// Adds a whole table read elsewhere with a dictionary of its own.
    pub fn append(&mut self, table: RawTable, texts: &Texts) {
        let table = table.recoded(texts, &mut self.texts);
        if let Some(raw) = self.raw.get_mut(table.kind.0 as usize) {
            raw.append(table);
        }
    }

    /// Adds an agreement of a root subject; its `root` row is found when the caseload is made.
    pub fn agreement(&mut self, of: Id, agreement: Agreement) {
        self.agreements.push((of, agreement));
    }

    /// Makes the caseload, with a note for every row that was not simply kept.
    pub fn finish(mut self) -> (Caseload, Vec<NotedRow>) {
        let mut notes = Vec::new();
        let mut ahead = Ahead::find(&self.vocabulary, &mut self.raw, is_own_root(&self.vocabulary));
        let made = self.missing_subjects(&ahead, &mut notes);
        if !made.is_empty() {
            ahead.give_back(&mut self.raw);
        }
        for (kind, ids) in made {
            for id in ids {
                self.push(kind, RowInput { id: Some(id), ..RowInput::default() }, &[]);
            }
        }
        let mut order: Vec<KindId> = self.vocabulary.iter().map(|(id, _)| id).collect();
        // Owners first. Of kinds as deep as each other the largest comes last: moving its rows takes memory, and the
        // ids of the others' owners are gone by then.
        let rows = |k: &KindId| self.raw.get(k.0 as usize).map_or(0, |raw| raw.ids.len());
        order.sort_by_key(|k| (self.vocabulary.owners(*k).len(), rows(k)));
        let most = self.raw.iter().map(|raw| raw.ids.len()).max().unwrap_or(0);
        let mut rooms = [Room::new(most), Room::new(most)];
        let count = self.vocabulary.len();
        let mut tables: Vec<Option<Table>> = (0..count).map(|_| None).collect();
        let mut lookups: Vec<Option<Lookup>> = (0..count).map(|_| None).collect();
        let mut links: Vec<Vec<(FieldId, Vec<Id>)>> = vec![Vec::new(); count];
        for kind in order {
            let Some(slot) = self.raw.get_mut(kind.0 as usize) else { continue };
            let raw = std::mem::replace(slot, RawTable::new(&self.vocabulary, kind));
            let parent = self.vocabulary.kind(kind).and_then(|k| k.owner);
            let (table, lookup, link_ids) = match parent {
                None => self.own_root(kind, raw, &mut notes, &mut rooms),
                Some(owner) => {
                    let up = tables.get(owner.0 as usize).and_then(Option::as_ref);
                    let known = lookups.get(owner.0 as usize).and_then(Option::as_ref);
                    match (up, known) {
                        (Some(up), Some(known)) => {
                            let found = ahead.take(kind);
                            self.owned(kind, raw, owner, (up, known, found), &tables, &mut notes, &mut rooms)
                        }
                        _ => self.own_root(kind, raw, &mut notes, &mut rooms),
                    }
                }
            };
            if let (Some(t), Some(l), Some(i)) = (
                tables.get_mut(kind.0 as usize),
                lookups.get_mut(kind.0 as usize),
                links.get_mut(kind.0 as usize),
            ) {
                (*t, *l, *i) = (Some(table), Some(lookup), link_ids);
            }
        }
        drop(rooms);
        let mut tables: Vec<Table> = tables.into_iter().flatten().collect();
        for (table, ids) in tables.iter_mut().zip(links) {
            for (field, ids) in ids {
                let target = match self.vocabulary.kind(table.kind).and_then(|k| k.field_at(field)) {
                    Some(f) => match f.field_type {
                        FieldType::Link(t) => t,
                        _ => continue,
                    },
                    None => continue,
                };
                let Some(Some(lookup)) = lookups.get(target.0 as usize) else { continue };
                let rows = ids.into_iter().map(|id| lookup.row(id)).collect();
                if let Some(c) = table.columns.get_mut(field.0 as usize) {
                    *c = Column::Link(rows);
                }
            }
        }
        let texts = &self.texts;
        let mut agreements: Vec<Agreement> = self
            .agreements
            .into_iter()
            .filter_map(|(of, mut a)| {
                a.root.1 = lookups.get(a.root.0.0 as usize)?.as_ref()?.row(of);
                Some(a)
            })
            .collect();
        agreements.sort_by(|a, b| {
            a.root.cmp(&b.root).then(a.begins().cmp(&b.begins())).then_with(|| a.id.order(b.id, texts))
        });
        notes.sort();
        let caseload = Caseload {
            vocabulary: self.vocabulary,
            tables,
            texts: self.texts,
            files: self.files,
            agreements,
            provides: self.provides,
        };
        (caseload, notes)
    }

    /// Subjects that rows name and no table holds, by kind.
    fn missing_subjects(&self, ahead: &Ahead, notes: &mut Vec<NotedRow>) -> BTreeMap<KindId, Vec<Id>> {
        let mut wanted: BTreeMap<KindId, BTreeSet<u32>> = BTreeMap::new();
        let own_root = is_own_root(&self.vocabulary);
        let known: BTreeMap<KindId, super::order::IdSet> = self
            .raw
            .iter()
            .filter(|r| own_root(r.kind))
            .map(|r| (r.kind, super::order::IdSet::new(&r.ids)))
            .collect();
        for raw in &self.raw {
            let Some(kind) = self.vocabulary.kind(raw.kind) else { continue };
            if let Some(owner) = kind.owner.filter(|o| own_root(*o))
                && let Some(have) = known.get(&owner)
            {
                let mut look = |i: usize, id: Id| {
                    if id != RawTable::NO_ID && !have.contains(id) {
                        let place = raw.place(i);
                        notes.push(NotedRow { kind: raw.kind, place, note: BuildNote::OwnerMade });
                        wanted.entry(owner).or_default().insert(id.0);
                    }
                };
                match ahead.strays(raw.kind) {
                    Some(strays) => strays.iter().for_each(|(i, id)| look(*i as usize, *id)),
                    None => raw.owners.iter().enumerate().for_each(|(i, id)| look(i, *id)),
                }
            }
            for (place, (column, field)) in raw.columns.iter().zip(&kind.fields).enumerate() {
                if let (RawColumn::Link(ids), FieldType::Link(target)) = (column, &field.field_type)
                    && let Some(have) = known.get(target)
                {
                    // Where no file holds such records all of them are made, and nothing is amiss.
                    let told = self.raw.iter().any(|r| r.kind == *target && !r.ids.is_empty());
                    let made = |id: &Id| *id != RawTable::NO_ID && !have.contains(*id);
                    for (i, id) in ids.iter().enumerate().filter(|(_, id)| made(id)) {
                        wanted.entry(*target).or_default().insert(id.0);
                        if told {
                            let note = BuildNote::LinkMade(FieldId(place as u16));
                            notes.push(NotedRow { kind: raw.kind, place: raw.place(i), note });
                        }
                    }
                }
            }
        }
        for (of, a) in &self.agreements {
            if known.get(&a.root.0).is_some_and(|have| !have.contains(*of)) {
                wanted.entry(a.root.0).or_default().insert(of.0);
            }
        }
        wanted.into_iter().map(|(k, ids)| (k, ids.into_iter().map(Id).collect())).collect()
    }

    /// Whether any record finds records of this kind by id.
    fn looked_up(&self, kind: KindId) -> bool {
        let by = |k: &super::Kind| {
            k.owner == Some(kind) || k.fields.iter().any(|f| f.field_type == FieldType::Link(kind))
        };
        self.vocabulary.iter().any(|(_, k)| by(k)) || self.agreements.iter().any(|(_, a)| a.root.0 == kind)
    }

    fn own_root(
        &self,
        kind: KindId,
        mut raw: RawTable,
        notes: &mut Vec<NotedRow>,
        rooms: &mut [Room; 2],
    ) -> Made {
        raw.pad();
        let mut order = id_order(&raw.ids, &self.texts);
        let subject = self.vocabulary.kind(kind).is_some_and(|k| k.shape == Shape::Subject);
        let mut last = None;
        order.retain(|&i| {
            let id = raw.ids.get(i as usize).copied();
            let repeat = subject && id.is_some() && id == last;
            if repeat {
                notes.push(NotedRow { kind, place: raw.place(i as usize), note: BuildNote::Duplicate });
            }
            last = id;
            !repeat
        });
        raw.into_table(&Arrangement::plain(order), false, Vec::new(), None, self.looked_up(kind), rooms)
    }

    #[allow(clippy::too_many_arguments, reason = "one step of `finish`, which holds all of these")]
    fn owned(
        &self,
        kind: KindId,
        mut raw: RawTable,
        owner: KindId,
        (up, known, found): (&Table, &Lookup, Option<Vec<u32>>),
        tables: &[Option<Table>],
        notes: &mut Vec<NotedRow>,
        rooms: &mut [Room; 2],
    ) -> Made {
        raw.pad();
        let owners = std::mem::take(&mut raw.owners);
        let look = || owners.into_iter().map(|id| known.row(id)).collect();
        let parents: Vec<u32> = found.unwrap_or_else(look);
        for (i, _) in parents.iter().enumerate().filter(|(_, p)| **p == NO_ROW) {
            notes.push(NotedRow { kind, place: raw.place(i), note: BuildNote::OwnerMissing });
        }
        let root = self.vocabulary.root(kind);
        let roots = tables.get(root.0 as usize).and_then(Option::as_ref).map_or(0, Table::len);
        let (root_of, parent) = match owner == root {
            true => (parents, None),
            false => {
                let root = |&p: &u32| if p == NO_ROW { NO_ROW } else { up.root_of(p) };
                (parents.iter().map(root).collect(), Some(parents))
            }
        };
        let [room, _] = &mut *rooms;
        let (offsets, order) = group_rows(roots, root_of, &mut raw.start, &mut raw.ids, &self.texts, room);
        let made = raw.into_table(&order, true, offsets, parent, self.looked_up(kind), rooms);
        let [room, _] = rooms;
        room.keep(order);
        made
    }
}

/// Tells the kinds that belong to no other.
fn is_own_root(vocabulary: &Vocabulary) -> impl Fn(KindId) -> bool {
    let own_root = |k: &super::Kind| k.shape == Shape::Subject && k.owner.is_none();
    move |kind| vocabulary.kind(kind).is_some_and(own_root)
}

/// A finished table, the look-up of its ids, and its link fields still as ids.
pub(super) type Made = (Table, Lookup, Vec<(FieldId, Vec<Id>)>);
