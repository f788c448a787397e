//! What the loaded sources cannot hold and the authority has not set, and the standards that need it (`obligations.md` 6.15).

use super::latest::earlier_needed;
use crate::lang::checked::walk::{self, Parts};
use crate::lang::checked::{
    Base, Cond, Duty, FieldRef, Leaf, Pool, RecordDay, RuleSet, Standard, Step, Thing, Timing,
};
use crate::record::{Caseload, FieldId, FieldType, KindId, Shape};
use std::collections::{BTreeMap, BTreeSet};

/// A standard that cannot be judged: no obligations, no rate, never a breach.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Absent {
    /// Place of the standard.
    pub standard: usize,
    /// What it needs that no source holds, in words: `visit`, `child-seen of visit`.
    pub needs: Vec<String>,
    /// The settings that the authority must set and has not.
    pub unset: Vec<String>,
}

impl Absent {
    /// `not in this source: visit, authorised of assessment`, `not set by this authority: limit`.
    pub fn words(&self) -> String {
        let said = [("not in this source", &self.needs), ("not set by this authority", &self.unset)];
        let said = said.iter().filter(|(_, list)| !list.is_empty());
        said.map(|(what, list)| format!("{what}: {}", list.join(", "))).collect::<Vec<_>>().join("; ")
    }
}

/// The standards that need a kind or field that no loaded source holds or a setting that the authority has not set, in
/// order of place. A standard about the
/// breaches of such a standard is one too.
pub fn absent(rules: &RuleSet, caseload: &Caseload) -> Vec<Absent> {
    let mut out: BTreeMap<usize, [Vec<String>; 2]> = BTreeMap::new();
    for (place, standard) in rules.standards.iter().enumerate() {
        let needs = lacking(standard, caseload);
        let unset = unset(standard);
        if !needs.is_empty() || !unset.is_empty() {
            out.insert(place, [needs, unset]);
        }
    }
    // A chain of standards about each other's breaches is at most as long as the list.
    for _ in 0..rules.standards.len() {
        let found: Vec<(usize, [Vec<String>; 2])> = (0..rules.standards.len())
            .filter(|place| !out.contains_key(place))
            .filter_map(|place| {
                let about = rules.standards.get(place)?.scope.breach_of.as_ref()?;
                let mut judged = rules.standards.iter().enumerate().filter(|(_, s)| s.id == *about);
                let first = judged.clone().find_map(|(i, _)| out.get(&i));
                let lacks = judged.all(|(i, _)| out.contains_key(&i)).then_some(first)??;
                Some(match lacks {
                    [needs, unset] if needs.is_empty() => {
                        (place, [Vec::new(), unset.iter().map(|s| format!("{s} of {about}")).collect()])
                    }
                    _ => (place, [vec![format!("breaches of {about}")], Vec::new()]),
                })
            })
            .collect();
        if found.is_empty() {
            break;
        }
        out.extend(found);
    }
    out.into_iter().map(|(standard, [needs, unset])| Absent { standard, needs, unset }).collect()
}

/// Whether the sources hold what a standard needs and the authority has set what it leaves open.
pub(super) fn can_be_judged(standard: &Standard, caseload: &Caseload) -> bool {
    unset(standard).is_empty() && lacking(standard, caseload).is_empty()
}

fn unset(standard: &Standard) -> Vec<String> {
    standard.settings.iter().filter(|s| s.open).map(|s| s.name.clone()).collect()
}

fn lacking(standard: &Standard, caseload: &Caseload) -> Vec<String> {
    if caseload.provides.everything {
        return Vec::new();
    }
    let kind = standard.scope.kind;
    let mut needed = Needed::new(caseload, vec![kind]);
    needed.kinds.insert(kind);
    match &standard.duty {
        Duty::LastAtMost(_) | Duty::LastAtLeast(_) | Duty::Have(_, Timing::During) => {
            needed.facts.insert((kind, Fact::End));
        }
        Duty::Have(_, Timing::DuringThe(t)) => {
            needed.facts.insert((t.kind, Fact::End));
        }
        _ => {}
    }
    if ends_the_duty(standard, caseload) {
        needed.facts.insert((kind, Fact::End));
    }
    // An exception or excuse must be shown (3.2): a source that cannot show it does not stop the judging.
    let bare = Standard { reliefs: Vec::new(), ..standard.clone() };
    walk::standard(&bare, &mut needed);
    let mut lacking = needed.lacking();
    let earlier = earlier_needed(&bare, &caseload.provides).into_iter();
    lacking.extend(earlier.map(|kind| before_the_last(caseload, kind)));
    lacking
}

/// Whether the end of the standard's own record ends what is owed of it: without that day it would be owed for ever. What
/// is looked for before the record's start is owed by then. A source that by its format has no end of a record, but
/// the day on which it was done, tells by that day whether it is owed still.
fn ends_the_duty(standard: &Standard, caseload: &Caseload) -> bool {
    let scope = &standard.scope;
    let lasts = caseload.vocabulary.kind(scope.kind).is_some_and(|k| k.shape == Shape::Period);
    let ends = match &standard.duty {
        Duty::Have(_, Timing::WithinBefore(..) | Timing::AtLeastBefore(..)) => false,
        Duty::Have(e, _) => e.thing.pool != Pool::Itself || caseload.provides.lost_ends.contains(&scope.kind),
        _ => false,
    };
    ends && lasts && scope.breach_of.is_none()
}

/// What a measure or theme reads of the records itself that no loaded source holds, in words. The standards it counts
/// are not looked at: those are [`Absent`].
pub fn lacking_of(caseload: &Caseload, read: impl FnOnce(&mut dyn Parts)) -> Vec<String> {
    if caseload.provides.everything {
        return Vec::new();
    }
    let mut needed = Needed::new(caseload, Vec::new());
    read(&mut needed);
    let latest = needed.kinds.intersection(&caseload.provides.latest);
    let earlier = latest.map(|kind| before_the_last(caseload, *kind)).collect::<Vec<_>>();
    needed.lacking().into_iter().chain(earlier).collect()
}

/// What a source lacks that holds the last record only.
fn before_the_last(caseload: &Caseload, kind: KindId) -> String {
    format!("{} before the last", caseload.vocabulary.name(kind))
}

/// A day of a record that is no field.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Fact {
    Recorded,
    End,
}

/// The kinds, fields and days a standard reads.
struct Needed<'c> {
    caseload: &'c Caseload,
    /// The kinds of the records asked about, the standard's own first: conditions of things lie in one another.
    asked: Vec<KindId>,
    kinds: BTreeSet<KindId>,
    fields: BTreeSet<(KindId, FieldId)>,
    facts: BTreeSet<(KindId, Fact)>,
    /// Fields of which it is asked whether they are known.
    states: BTreeSet<(KindId, FieldId)>,
}

impl<'c> Needed<'c> {
    fn new(caseload: &'c Caseload, asked: Vec<KindId>) -> Needed<'c> {
        Needed {
            caseload,
            asked,
            kinds: BTreeSet::new(),
            fields: BTreeSet::new(),
            facts: BTreeSet::new(),
            states: BTreeSet::new(),
        }
    }

    fn lacking(&self) -> Vec<String> {
        let (vocabulary, provides) = (&self.caseload.vocabulary, &self.caseload.provides);
        let kinds = self.kinds.iter().filter(|k| !provides.kind(**k)).map(|k| vocabulary.name(*k).to_owned());
        let of = |word: &str, k: KindId| format!("{word} of {}", vocabulary.name(k));
        let fields = self.fields.iter().filter(|(k, f)| provides.kind(*k) && !provides.field(*k, *f));
        let fields = fields.map(|(k, f)| {
            let field = vocabulary.kind(*k).and_then(|kind| kind.field_at(*f));
            of(field.map_or("", |f| f.name.as_str()), *k)
        });
        let facts = self.facts.iter().filter(|(k, _)| provides.kind(*k)).filter_map(|(k, fact)| match fact {
            Fact::Recorded => (!provides.recorded(*k)).then(|| of("recorded", *k)),
            Fact::End => (!provides.end(*k)).then(|| of("end", *k)),
        });
        let states = self.states.intersection(&provides.partial).map(|(k, f)| {
            let field = vocabulary.kind(*k).and_then(|kind| kind.field_at(*f));
            format!("always {}", of(field.map_or("", |f| f.name.as_str()), *k))
        });
        // Records made of each other's would always agree.
        let told =
            provides.told_by.iter().filter(|(told, by)| self.kinds.contains(told) && self.kinds.contains(by));
        let told =
            told.map(|(told, by)| format!("{} apart from {}", vocabulary.name(*told), vocabulary.name(*by)));
        kinds.chain(fields).chain(facts).chain(states).chain(told).collect()
    }

    /// The links on the way from a record to a field.
    fn links(&mut self, field: &FieldRef) {
        let mut at = match &field.base {
            Base::It => self.asked.last().copied(),
            Base::This => self.asked.first().copied(),
            Base::Neighbour(_, kind) => Some(*kind),
            Base::FirstOf(t) | Base::LastOf(t) => Some(t.kind),
        };
        let vocabulary = &self.caseload.vocabulary;
        for step in &field.steps {
            let Some(kind) = at else { return };
            at = match step {
                Step::Owner => vocabulary.kind(kind).and_then(|k| k.owner),
                Step::Neighbour(_) => at,
                Step::Link(f) => {
                    self.fields.insert((kind, *f));
                    match vocabulary.kind(kind).and_then(|k| k.field_at(*f)).map(|f| &f.field_type) {
                        Some(FieldType::Link(to)) => Some(*to),
                        _ => None,
                    }
                }
            };
        }
    }
}

impl Parts for Needed<'_> {
    fn thing(&mut self, thing: &Thing) {
        self.kinds.insert(thing.kind);
        match thing.by {
            RecordDay::Field(f) => {
                self.fields.insert((thing.kind, f));
            }
            RecordDay::Recorded => {
                self.facts.insert((thing.kind, Fact::Recorded));
            }
            RecordDay::Ended => {
                self.facts.insert((thing.kind, Fact::End));
            }
            RecordDay::Plain | RecordDay::Any | RecordDay::Started | RecordDay::Open => {}
        }
    }

    fn field(&mut self, field: &FieldRef) {
        self.links(field);
        self.kinds.insert(field.kind);
        match field.leaf {
            Leaf::Field(f) => {
                self.fields.insert((field.kind, f));
            }
            Leaf::Recorded => {
                self.facts.insert((field.kind, Fact::Recorded));
            }
            Leaf::End => {
                self.facts.insert((field.kind, Fact::End));
            }
            Leaf::Start | Leaf::Record => {}
        }
    }

    fn condition(&mut self, condition: &Cond) {
        if let Cond::Is(FieldRef { kind, leaf: Leaf::Field(field), .. }, _) = condition {
            self.states.insert((*kind, *field));
        }
    }

    fn age(&mut self) {
        if let Some(born) = self.asked.last().and_then(|kind| self.caseload.vocabulary.born_of(*kind)) {
            self.kinds.insert(born.0);
            self.fields.insert(born);
        }
    }

    fn lasted(&mut self) {
        if let Some(kind) = self.asked.last() {
            self.facts.insert((*kind, Fact::End));
        }
    }

    fn enter(&mut self, kind: KindId) {
        self.asked.push(kind);
    }

    fn leave(&mut self) {
        self.asked.pop();
    }
}
