//! Whose obligations a changed record may change: only they are judged again.

use crate::lang::checked::walk::{self, Parts};
use crate::lang::checked::{FieldRef, Pool, RuleSet, Step, Thing};
use crate::record::{Caseload, Change, FieldId, FieldType, KindId, Row};
use std::collections::{BTreeMap, BTreeSet, VecDeque};

/// A root subject by kind and id: rows differ between two extracts.
pub(super) type Subject = (KindId, String);

/// How many changes are handed on to those who read what has changed along a link.
const HANDED_ON: usize = 10;

/// Root subjects that may be judged otherwise, each with the changes (by place) that may be why.
#[derive(Debug, Default)]
pub(super) struct Touched {
    pub(super) subjects: BTreeMap<Subject, BTreeSet<usize>>,
    /// Those whom others may read along a link, in the order found, each once.
    queue: VecDeque<Subject>,
    queued: BTreeSet<Subject>,
}

impl Touched {
    /// From the changed records: those they are about, those they link to, and those whose standards read along a link
    /// what has changed.
    pub(super) fn of(changes: &[Change], rules: &RuleSet, both: [&Caseload; 2]) -> Touched {
        let reads = Reads::of(rules);
        let mut touched = Touched::default();
        for (place, change) in changes.iter().enumerate() {
            let [before, now] = both;
            let rows = [(before, change.before), (now, change.now)];
            for (caseload, row) in rows.into_iter().filter_map(|(c, row)| Some((c, row?))) {
                if let Some(subject) = root(caseload, row) {
                    touched.add(subject, [place], true);
                }
                // Of others only the first day may be another: nobody reads that along a link.
                let counted = reads.pooled.contains(&row.kind);
                let targets = linked(caseload, row).into_iter().flatten();
                targets.for_each(|subject| touched.add(subject, [place], counted));
            }
        }
        if reads.whole && !changes.is_empty() {
            touched.everybody(both);
            return touched;
        }
        let back: Vec<Backwards> = both.into_iter().map(|c| Backwards::of(c, &reads)).collect();
        while let Some(subject) = touched.queue.pop_front() {
            let why: Vec<usize> =
                touched.subjects.get(&subject).into_iter().flatten().copied().take(HANDED_ON).collect();
            for reader in back.iter().flat_map(|b| b.readers.get(&subject).into_iter().flatten()) {
                touched.add(reader.clone(), why.iter().copied(), true);
            }
        }
        touched
    }

    fn add(&mut self, subject: Subject, why: impl IntoIterator<Item = usize>, handed_on: bool) {
        if handed_on && self.queued.insert(subject.clone()) {
            self.queue.push_back(subject.clone());
        }
        self.subjects.entry(subject).or_default().extend(why);
    }

    /// Some standard reads all records of a kind: everybody may be judged otherwise.
    pub(super) fn everybody(&mut self, both: [&Caseload; 2]) {
        for caseload in both {
            for (kind, _) in caseload.vocabulary.iter() {
                if caseload.vocabulary.root(kind) != kind {
                    continue;
                }
                let rows = caseload.table(kind).map_or(0, |t| t.len());
                let all = (0..rows).filter_map(|row| root(caseload, Row { kind, row }));
                all.for_each(|subject| {
                    self.subjects.entry(subject).or_default();
                });
            }
        }
    }

    /// The rows of the root subjects in one of the caseloads.
    pub(super) fn rows(&self, caseload: &Caseload) -> Vec<Row> {
        let mut rows: Vec<Row> = (self.subjects.keys())
            .filter_map(|(kind, id)| Some(Row { kind: *kind, row: caseload.find(*kind, id)? }))
            .collect();
        rows.sort_unstable();
        rows
    }
}

/// The root subject of a record.
pub(super) fn root(caseload: &Caseload, of: Row) -> Option<Subject> {
    let kind = caseload.vocabulary.root(of.kind);
    let row = caseload.table(of.kind)?.root_of(of.row);
    let id = caseload.table(kind)?.ids.get(row as usize)?;
    Some((kind, id.text(&caseload.texts)))
}

/// The root subjects of everything a record, or an owner of it, links to.
fn linked(caseload: &Caseload, of: Row) -> Vec<Option<Subject>> {
    let mut out = Vec::new();
    let mut at = Some(of);
    while let Some(row) = at {
        let Some(kind) = caseload.vocabulary.kind(row.kind) else { break };
        let Some(table) = caseload.table(row.kind) else { break };
        for (place, field) in kind.fields.iter().enumerate() {
            if let FieldType::Link(to) = field.field_type
                && let Some(target) = table.column(FieldId(place as u16)).link(row.row)
            {
                out.push(root(caseload, Row { kind: to, row: target }));
            }
        }
        at = kind.owner.map(|owner| Row { kind: owner, row: table.parent_of(row.row) });
    }
    out
}

/// Along which links the standards read what belongs to others.
#[derive(Default)]
struct Reads {
    links: BTreeSet<FieldId>,
    /// Kinds whose records are found by what they link to.
    pooled: BTreeSet<KindId>,
    /// Some standard reads all records of a kind.
    whole: bool,
}

impl Reads {
    fn of(rules: &RuleSet) -> Reads {
        let mut reads = Reads::default();
        rules.standards.iter().for_each(|s| walk::standard(s, &mut reads));
        reads
    }
}

impl Parts for Reads {
    fn field(&mut self, field: &FieldRef) {
        let along = field.steps.iter().filter_map(|s| match s {
            Step::Link(field) => Some(*field),
            _ => None,
        });
        self.links.extend(along);
    }

    fn thing(&mut self, thing: &Thing) {
        match &thing.pool {
            Pool::All => self.whole = true,
            Pool::Linked(_) => {
                self.pooled.insert(thing.kind);
            }
            // What links to the same record as this one: that record stands between them.
            Pool::SameLink(_, mine) => {
                self.pooled.insert(thing.kind);
                if let crate::lang::checked::Leaf::Field(field) = mine.leaf {
                    self.links.insert(field);
                }
            }
            _ => {}
        }
    }
}

/// Root subjects by the root subject they read along a link.
struct Backwards {
    readers: BTreeMap<Subject, BTreeSet<Subject>>,
}

impl Backwards {
    fn of(caseload: &Caseload, reads: &Reads) -> Backwards {
        let mut readers: BTreeMap<Subject, BTreeSet<Subject>> = BTreeMap::new();
        for (kind, declared) in caseload.vocabulary.iter() {
            let Some(table) = caseload.table(kind) else { continue };
            for (place, field) in declared.fields.iter().enumerate() {
                let id = FieldId(place as u16);
                let FieldType::Link(to) = field.field_type else { continue };
                if !reads.links.contains(&id) {
                    continue;
                }
                let column = table.column(id);
                for row in 0..table.len() {
                    let target = column.link(row).and_then(|row| root(caseload, Row { kind: to, row }));
                    if let (Some(target), Some(reader)) = (target, root(caseload, Row { kind, row })) {
                        readers.entry(target).or_default().insert(reader);
                    }
                }
            }
        }
        Backwards { readers }
    }
}
