//! What judging reads: records, calendar, links and plug-ins.

use super::functions::Functions;
use crate::calendar::{Calendar, Day, NEVER};
use crate::lang::checked::{FieldRef, Leaf, Pool, RuleSet, Step, Thing, ValueType, walk};
use crate::record::{
    Caseload, Column, FieldId, FieldType, KindId, LinkIndex, LinkedRow, NO_ROW, Row, Shape, Table,
};

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
    /// By kind the owner of each row, for kinds whose records are found by a link: those lie far apart, and looking
    /// for the group each is in would be most of the work.
    owners: Vec<Vec<u32>>,
}

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
            owners,
        };
        let mut wanted = Wanted(Vec::new());
        for s in &rules.standards {
            walk::standard(s, &mut wanted);
            world.first_days(s.scope.kind);
        }
        rules.measures.iter().for_each(|m| walk::measure(m, &mut wanted));
        rules.themes.iter().for_each(|t| walk::theme(t, &mut wanted));
        for (kind, path) in wanted.0 {
            world.index(kind, path);
        }
        world
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
        let target_of: Vec<u32> = match (path.steps.as_slice(), path.leaf) {
            // A link of the record itself is a column already.
            ([], Leaf::Field(field)) => match table.column(field) {
                Column::Link(rows) => rows.clone(),
                _ => vec![NO_ROW; table.len() as usize],
            },
            _ => {
                let reach = |row| self.reach(Row { kind, row }, &path).map_or(NO_ROW, |r| r.row);
                (0..table.len()).map(reach).collect()
            }
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
            for (place, column) in table.columns.iter().enumerate() {
                let field = FieldId(place as u16);
                let Some(declared) =
                    self.caseload.vocabulary.kind(table.kind).and_then(|k| k.field_at(field))
                else {
                    continue;
                };
                if declared.field_type == FieldType::Link(kind) {
                    (0..table.len())
                        .for_each(|row| see(column.link(row).unwrap_or(NO_ROW), table.start(row)));
                }
            }
        }
        self.first.push((kind, first));
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

    /// The kind at the top of the owners of a kind.
    #[inline]
    pub fn root_kind(&self, kind: KindId) -> KindId {
        self.roots.get(kind.0 as usize).copied().unwrap_or(kind)
    }

    /// The root subject of a record.
    pub fn root_of(&self, row: Row) -> u32 {
        self.table(row.kind).map_or(NO_ROW, |t| t.root_of(row.row))
    }

    /// The record a path leads to.
    pub fn follow(&self, from: Row, steps: &[Step]) -> Option<Row> {
        let mut at = from;
        for step in steps {
            at = match step {
                Step::Owner => self.owner(at)?,
                Step::Link(field) => self.link(at, *field)?,
                Step::Neighbour(which) => super::ask::neighbour(self, at, *which)?,
            };
        }
        Some(at)
    }

    /// The record that a path with a link (or the record itself) at its end leads to.
    pub fn reach(&self, from: Row, path: &FieldRef) -> Option<Row> {
        let at = self.follow(from, &path.steps)?;
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

    /// The day of birth of whoever a record is about, whatever the day asked; [`NEVER`] when unknown.
    pub fn born(&self, of: Row) -> Day {
        self.born_on(of)
            .and_then(|(at, field)| Some(self.table(at.kind)?.column(field).date(at.row)))
            .unwrap_or(NEVER)
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

struct Wanted(Vec<(KindId, FieldRef)>);

impl walk::Parts for Wanted {
    fn thing(&mut self, thing: &Thing) {
        match &thing.pool {
            Pool::Linked(path) | Pool::SameLink(path, _) => self.0.push((thing.kind, path.clone())),
            _ => {}
        }
    }
}
