//! What judging reads: records, calendar, links and plug-ins.

use super::functions::Functions;
use super::keyed::{Candidates, KeyIndex, equality};
use super::made_texts::MadeTexts;
use super::said::Said;
use crate::calendar::{Calendar, Day, NEVER};
use crate::lang::checked::{Base, FieldRef, Leaf, Pool, RuleSet, Step, Thing, ValueType, walk};
use crate::record::{
    Caseload, Column, FieldId, FieldType, KindId, LinkIndex, LinkedRow, NO_ROW, Row, Shape, Table, TextCode,
};
use std::borrow::Cow;

/// Records of one run with the indexes the standards need.
pub struct World<'a> {
    /// The records.
    pub caseload: &'a Caseload,
    /// The calendar.
    pub calendar: &'a Calendar,
    /// Plug-ins.
    pub functions: &'a dyn Functions,
    links: Vec<(KindId, FieldRef, LinkIndex)>,
    /// Of each kind: the nearest kind, itself or an owner, that has a date of birth.
    born: Vec<Option<(KindId, FieldId)>>,
    roots: Vec<KindId>,
    first: Vec<(KindId, Vec<Day>)>,
    made: MadeTexts,
    said: Said,
    /// Rows of a return by what they say, for things that are joined by it.
    keyed: Vec<KeyIndex>,
    /// Whether the records are a return as it was sent.
    pub(super) returned: bool,
    /// Rows of a kind by the record that owns them so many steps above, where a whole return is one root.
    owned: Vec<(KindId, u8, LinkIndex)>,
    /// By kind the owner of each row, for kinds whose records are found by a link: those lie far apart, and looking
    /// for the group each is in would be most of the work.
    owners: Vec<Vec<u32>>,
}

/// So many days before the calendar begins and after it ends are still asked one by one.
const BEYOND: i32 = 10 * 366;

impl<'a> World<'a> {
    /// Makes the indexes that the rule set needs.
    pub fn new(
        rules: &RuleSet,
        caseload: &'a Caseload,
        calendar: &'a Calendar,
        functions: &'a dyn Functions,
    ) -> World<'a> {
        let vocabulary = &caseload.vocabulary;
        let born = vocabulary.iter().map(|(id, _)| vocabulary.born_of(id)).collect();
        let roots = vocabulary.iter().map(|(id, _)| vocabulary.root(id)).collect();
        let owners = vec![Vec::new(); vocabulary.len()];
        let mut world = World {
            caseload,
            calendar,
            functions,
            links: Vec::new(),
            born,
            roots,
            first: Vec::new(),
            made: MadeTexts::default(),
            said: if caseload.provides.returned { Said::new(caseload) } else { Said::default() },
            keyed: Vec::new(),
            returned: caseload.provides.returned,
            owned: Vec::new(),
            owners,
        };
        let mut wanted = Wanted::default();
        for s in &rules.standards {
            walk::standard(s, &mut wanted);
            world.first_days(s.scope.kind);
        }
        rules.measures.iter().for_each(|m| walk::measure(m, &mut wanted));
        rules.themes.iter().for_each(|t| walk::theme(t, &mut wanted));
        for (kind, path) in wanted.linked {
            world.index(kind, path);
        }
        for (kind, up) in wanted.owned {
            world.index_owned(kind, up);
        }
        for (kind, path) in wanted.keyed {
            if world.returned && !world.keyed.iter().any(|k| k.is_of(kind, &path)) {
                world.keyed.push(KeyIndex::new(&world, kind, &path));
            }
        }
        world
    }

    /// Of a whole return under one root the rows of a record are not looked for one by one.
    fn index_owned(&mut self, kind: KindId, up: u8) {
        if !self.returned || self.owned.iter().any(|(k, n, _)| (*k, *n) == (kind, up)) {
            return;
        }
        let Some(table) = self.caseload.table(kind) else { return };
        let chain = self.caseload.vocabulary.owners(kind);
        let Some(owner) = usize::from(up).checked_sub(1).and_then(|at| chain.get(at)) else { return };
        for k in std::iter::once(kind).chain(chain.iter().copied().take(usize::from(up))) {
            if let (Some(owners), Some(table)) = (self.owners.get_mut(k.0 as usize), self.caseload.table(k))
                && owners.is_empty()
            {
                *owners = table.owners();
            }
        }
        let above = |row| {
            let mut at = Row { kind, row };
            for _ in 0..up {
                at = self.owner(at)?;
            }
            Some(at.row)
        };
        let target_of: Vec<u32> = (0..table.len()).map(|row| above(row).unwrap_or(NO_ROW)).collect();
        let targets = self.caseload.table(*owner).map_or(0, Table::len);
        let owners = self.owners.get(kind.0 as usize).map_or(&[][..], |list| list);
        let index = LinkIndex::new(targets, &target_of, owners, table, &self.caseload.texts);
        self.owned.push((kind, up, index));
    }

    /// The rows of a kind that a record owns `up` steps above them, where they are indexed.
    pub(super) fn owned(&self, kind: KindId, up: u8, owner: u32) -> Option<&[LinkedRow]> {
        let found = self.owned.iter().find(|(k, n, _)| (*k, *n) == (kind, up))?;
        Some(found.2.rows(owner))
    }

    /// Of a return: the rows that may say what a record says, where a thing is joined by it; `ours` asks what it says.
    pub(super) fn candidates(
        &self,
        t: &Thing,
        ours: impl FnOnce(&FieldRef) -> Option<u64>,
    ) -> Option<Candidates<'_>> {
        if self.keyed.is_empty() {
            return None;
        }
        let (theirs, path) = equality(t)?;
        let index = self.keyed.iter().find(|k| k.is_of(t.kind, theirs))?;
        Some(index.candidates(ours(path)))
    }

    /// The number of a text, also of one that no record holds.
    pub(super) fn code(&self, text: &str) -> TextCode {
        self.caseload.texts.find(text).unwrap_or_else(|| self.made.code(text))
    }

    /// Whether no record holds the text of a number.
    pub(super) fn is_made_text(&self, code: TextCode) -> bool {
        self.made.text(code).is_some()
    }

    /// The text of a number.
    pub(super) fn text(&self, code: TextCode) -> Cow<'a, str> {
        match self.made.text(code) {
            Some(made) => Cow::Owned(made),
            None => Cow::Borrowed(self.caseload.texts.text(code)),
        }
    }

    /// The key that a record of a return is known by.
    pub(super) fn key_code(&self, at: Row) -> Option<TextCode> {
        let key = self.caseload.vocabulary.kind(at.kind)?.keyed_by?;
        self.table(at.kind)?.column(key).text(at.row)
    }

    /// Whether a row was made to join others of a return, which does not hold it.
    pub(super) fn is_made(&self, at: Row) -> bool {
        self.returned && self.said.has_made(at.kind) && self.table(at.kind).is_some_and(|t| t.is_made(at.row))
    }

    /// Whether the table of a kind was sent.
    pub(super) fn is_sent(&self, kind: KindId) -> bool {
        !self.returned || self.caseload.provides.kind(kind)
    }

    /// Whether the rows of a kind say by which key they are named: of a table that was not sent, or without its key, it is
    /// not known whether it holds one.
    pub(super) fn is_named(&self, kind: KindId) -> bool {
        let key = self.caseload.vocabulary.kind(kind).and_then(|k| k.keyed_by);
        self.is_sent(kind) && (!self.returned || key.is_none_or(|key| self.said.says(kind, Leaf::Field(key))))
    }

    /// Whether the last day of a record of a return cannot be read: it is not known whether it still goes on.
    pub(super) fn end_unread(&self, at: Row) -> bool {
        self.returned
            && self.shape(at.kind) == Shape::Period
            && (!self.says(at, Leaf::End)
                || self.table(at.kind).is_some_and(|t| t.invalid.contains_key(&(FieldId::END, at.row))))
    }

    /// Whether a kind is a return itself, which owns all that was sent.
    pub(super) fn is_return(&self, kind: KindId) -> bool {
        let declared = self.caseload.vocabulary.kind(kind);
        declared.is_some_and(|k| k.owner.is_none() && k.keyed_by.is_none() && k.table.is_some())
    }

    /// The record next below the root that a record belongs to, or the record's own: the child of a return.
    pub(super) fn below_root(&self, row: Row) -> Row {
        let mut at = row;
        while let Some(owner) = self.owner(at) {
            if self.caseload.vocabulary.kind(owner.kind).is_none_or(|k| k.owner.is_none()) {
                break;
            }
            at = owner;
        }
        at
    }

    /// Whether the rows of a kind say whose they are, up to the record so many steps above.
    pub(super) fn is_owned(&self, kind: KindId, up: u8) -> bool {
        let unowned = &self.caseload.provides.unowned;
        let owner = || self.caseload.vocabulary.owners(kind).get(usize::from(up).checked_sub(1)?).copied();
        unowned.is_empty() || owner().is_none_or(|owner| !unowned.contains(&(kind, owner)))
    }

    /// Whether a record of a return says something there, if only that it is blank.
    pub(super) fn says(&self, at: Row, leaf: Leaf) -> bool {
        if !self.returned || leaf == Leaf::Record {
            return true;
        }
        self.said.says(at.kind, leaf) && !self.is_made(at)
    }

    fn index(&mut self, kind: KindId, path: FieldRef) {
        if self.links.iter().any(|(k, p, _)| *k == kind && *p == path) {
            return;
        }
        let Some(table) = self.caseload.table(kind) else { return };
        let target = match (path.leaf, path.value_type) {
            (Leaf::Field(_), ValueType::Link(kind)) => kind,
            _ => path.kind,
        };
        if let Some(owners) = self.owners.get_mut(kind.0 as usize)
            && owners.is_empty()
        {
            *owners = table.owners();
        }
        let targets = self.caseload.table(target).map_or(0, Table::len);
        // A link of the record itself is a column already.
        let own = match (path.steps.as_slice(), path.leaf) {
            ([], Leaf::Field(field)) => Some(field),
            ([Step::Link(field)], Leaf::Record) => Some(*field),
            _ => None,
        };
        let reach = |row| self.reach(Row { kind, row }, &path).map_or(NO_ROW, |r| r.row);
        let target_of: Vec<u32> = match own.map(|field| table.column(field)) {
            Some(Column::Link(rows)) => rows.clone(),
            Some(_) => vec![NO_ROW; table.len() as usize],
            None => (0..table.len()).map(reach).collect(),
        };
        let owners = self.owners.get(kind.0 as usize).map_or(&[][..], |list| list);
        let index = LinkIndex::new(targets, &target_of, owners, table, &self.caseload.texts);
        self.links.push((kind, path, index));
    }

    /// First day on which any record of a subject without a day of its own starts: its own records, and those
    /// that link to it (`obligations.md` 3.3).
    fn first_days(&mut self, kind: KindId) {
        if self.shape(kind) != Shape::Subject || self.first.iter().any(|(k, _)| *k == kind) {
            return;
        }
        let subjects = self.table(kind).map_or(0, Table::len);
        let mut first = vec![NEVER; subjects as usize];
        let mut see = |subject: u32, day: Day| {
            if let Some(f) = first.get_mut(subject as usize) {
                *f = (*f).min(day);
            }
        };
        for table in &self.caseload.tables {
            if self.shape(table.kind) == Shape::Subject {
                continue;
            }
            if self.root_kind(table.kind) == kind {
                for subject in 0..subjects {
                    let group = table.group(subject);
                    if group.start < group.end {
                        see(subject, table.start(group.start));
                    }
                }
            }
            self.linked_days(table, kind, &mut see);
        }
        self.first.push((kind, first));
    }

    /// Tells which subjects of a kind the records of a table are of by a link of their own, or else of the nearest of
    /// their owners that has one, as pools do: the group a child is in is that of all of its records.
    fn linked_days(&self, table: &Table, kind: KindId, see: &mut dyn FnMut(u32, Day)) {
        let vocabulary = &self.caseload.vocabulary;
        let owners = vocabulary.owners(table.kind);
        for (up, at) in std::iter::once(table.kind).chain(owners.iter().copied()).enumerate() {
            let fields = vocabulary.kind(at).map_or(&[][..], |k| &k.fields);
            let links = fields.iter().enumerate().filter(|(_, f)| f.field_type == FieldType::Link(kind));
            let links: Vec<FieldId> = links.map(|(place, _)| FieldId(place as u16)).collect();
            let Some(linking) = self.table(at).filter(|_| !links.is_empty()) else { continue };
            for column in links.iter().map(|link| linking.column(*link)) {
                let to = |row: u32| column.link(row).unwrap_or(NO_ROW);
                if up > 0 && up == owners.len() {
                    // The records of a root lie together, the first of them first.
                    for root in 0..linking.len() {
                        let group = table.group(root);
                        if group.start < group.end {
                            see(to(root), table.start(group.start));
                        }
                    }
                    continue;
                }
                for row in 0..table.len() {
                    let mut of = Some(Row { kind: table.kind, row });
                    for _ in 0..up {
                        of = of.and_then(|at| self.owner(at));
                    }
                    see(of.map_or(NO_ROW, |of| to(of.row)), table.start(row));
                }
            }
            return;
        }
    }

    /// See [`World::first_days`]; [`NEVER`] when there is no such record.
    pub fn first_day(&self, subject: Row) -> Day {
        let list = self.first.iter().find(|(k, _)| *k == subject.kind);
        list.and_then(|(_, days)| days.get(subject.row as usize).copied()).unwrap_or(NEVER)
    }

    /// The rows of a kind that link to `target` by a path, by day, then id.
    pub fn linked(&self, kind: KindId, path: &FieldRef, target: u32) -> &[LinkedRow] {
        self.links
            .iter()
            .find(|(k, p, _)| *k == kind && p == path)
            .map_or(&[], |(_, _, index)| index.rows(target))
    }

    /// The table of a kind. Every kind of the vocabulary has one.
    #[inline]
    pub fn table(&self, kind: KindId) -> Option<&'a Table> {
        self.caseload.table(kind)
    }

    /// The first and last of the days that are asked one by one, where each may answer in another way: from ten years
    /// before the calendar to ten years after it. What needs no calendar goes on where there is none.
    pub(super) fn single_days(&self) -> (Day, Day) {
        let working = &self.calendar.working;
        (working.first.saturating_sub(BEYOND), working.last.saturating_add(BEYOND))
    }

    /// The kind at the top of the owners of a kind.
    #[inline]
    pub fn root_kind(&self, kind: KindId) -> KindId {
        self.roots.get(kind.0 as usize).copied().unwrap_or(kind)
    }

    /// Whether the owner of a kind is the root subject itself.
    pub fn owned_by_root(&self, kind: KindId) -> bool {
        let owner = self.caseload.vocabulary.kind(kind).and_then(|k| k.owner);
        owner.is_some_and(|owner| owner == self.root_kind(kind))
    }

    /// The root subject of a record.
    pub fn root_of(&self, row: Row) -> u32 {
        self.table(row.kind).map_or(NO_ROW, |t| t.root_of(row.row))
    }

    /// The record a path leads to, as far as it could be seen on a day.
    pub fn follow(&self, from: Row, steps: &[Step], sees: Day) -> Option<Row> {
        let mut at = from;
        for step in steps {
            at = match step {
                Step::Owner => self.owner(at)?,
                Step::Link(field) => self.link(at, *field)?,
                Step::Neighbour(which) => super::ask::neighbour(self, at, *which, sees)?,
            };
        }
        Some(at)
    }

    /// The record that a path with a link (or the record itself) at its end leads to.
    pub fn reach(&self, from: Row, path: &FieldRef) -> Option<Row> {
        let at = self.follow(from, &path.steps, NEVER)?;
        match path.leaf {
            Leaf::Field(field) => self.link(at, field),
            _ => Some(at),
        }
    }

    /// The owner of a record.
    pub fn owner(&self, at: Row) -> Option<Row> {
        let kind = self.caseload.vocabulary.kind(at.kind)?.owner?;
        let known = self.owners.get(at.kind.0 as usize).and_then(|list| list.get(at.row as usize));
        let row = match known {
            Some(row) => *row,
            None => self.table(at.kind)?.parent_of(at.row),
        };
        (row != NO_ROW).then_some(Row { kind, row })
    }

    fn link(&self, at: Row, field: FieldId) -> Option<Row> {
        let kind = match self.caseload.vocabulary.kind(at.kind)?.field_at(field)?.field_type {
            FieldType::Link(kind) => kind,
            _ => return None,
        };
        self.table(at.kind)?.column(field).link(at.row).map(|row| Row { kind, row })
    }

    /// The day of birth of whoever a record of a root subject is about, whatever the day asked; [`NEVER`] when unknown.
    pub fn born(&self, of: Row, root: u32) -> Day {
        let at = match self.born.get(of.kind.0 as usize) {
            Some(Some((kind, field))) if *kind == self.root_kind(of.kind) => {
                Some((Row { kind: *kind, row: root }, *field))
            }
            _ => self.born_on(of),
        };
        at.and_then(|(at, field)| Some(self.table(at.kind)?.column(field).date(at.row))).unwrap_or(NEVER)
    }

    /// The record that says when whoever a record is about was born, and the field it stands in.
    pub fn born_on(&self, of: Row) -> Option<(Row, FieldId)> {
        let (kind, field) = self.born.get(of.kind.0 as usize).copied().flatten()?;
        Some((Row { kind, row: self.up_to(of, kind)? }, field))
    }

    /// The row of the record of a kind above a record, or the record's own.
    fn up_to(&self, of: Row, kind: KindId) -> Option<u32> {
        if kind == self.root_kind(of.kind) {
            return Some(self.root_of(of)).filter(|row| *row != NO_ROW);
        }
        let mut at = of;
        while at.kind != kind {
            at = self.owner(at)?;
        }
        Some(at.row)
    }

    /// Whether a kind has a day of its own.
    pub fn shape(&self, kind: KindId) -> Shape {
        self.caseload.vocabulary.kind(kind).map_or(Shape::Subject, |k| k.shape)
    }
}

#[derive(Default)]
struct Wanted {
    linked: Vec<(KindId, FieldRef)>,
    owned: Vec<(KindId, u8)>,
    keyed: Vec<(KindId, FieldRef)>,
}

impl walk::Parts for Wanted {
    fn thing(&mut self, thing: &Thing) {
        self.keyed.extend(equality(thing).map(|(theirs, _)| (thing.kind, theirs.clone())));
        match &thing.pool {
            Pool::Linked(path) | Pool::SameLink(path, _) => self.linked.push((thing.kind, path.clone())),
            Pool::Owned { up } | Pool::SharedOwner { theirs: up, .. } => self.owned.push((thing.kind, *up)),
            _ => {}
        }
    }

    fn field(&mut self, field: &FieldRef) {
        if let Base::Neighbour(_, kind) = &field.base {
            self.owned.push((*kind, 1));
        }
        if field.steps.iter().any(|step| matches!(step, Step::Neighbour(_))) {
            self.owned.push((field.kind, 1));
        }
    }
}
