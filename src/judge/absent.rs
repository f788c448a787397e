//! What the loaded sources cannot hold, and the standards that need it (`obligations.md` 6.15).

use crate::lang::checked::walk::{self, Parts};
use crate::lang::checked::{FieldRef, Leaf, Pool, RecordDay, RuleSet, Standard, Thing};
use crate::record::{Caseload, FieldId, KindId};
use std::collections::{BTreeMap, BTreeSet};

/// A standard that cannot be judged: no obligations, no rate, never a breach.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Absent {
    /// Place of the standard.
    pub standard: usize,
    /// What it needs that no source holds, in words: `visit`, `child-seen of visit`.
    pub needs: Vec<String>,
}

impl Absent {
    /// `not in this source: visit, authorised of assessment`.
    pub fn words(&self) -> String {
        format!("not in this source: {}", self.needs.join(", "))
    }
}

/// The standards that need a kind or field that no loaded source holds, in order of place. A standard about the
/// breaches of such a standard is one too.
pub fn absent(rules: &RuleSet, caseload: &Caseload) -> Vec<Absent> {
    if caseload.provides.everything {
        return Vec::new();
    }
    let mut out: BTreeMap<usize, Vec<String>> = BTreeMap::new();
    for (place, standard) in rules.standards.iter().enumerate() {
        let needs = lacking(standard, caseload);
        if !needs.is_empty() {
            out.insert(place, needs);
        }
    }
    // A chain of standards about each other's breaches is at most as long as the list.
    for _ in 0..rules.standards.len() {
        let found: Vec<(usize, String)> = (0..rules.standards.len())
            .filter(|place| !out.contains_key(place))
            .filter_map(|place| {
                let about = rules.standards.get(place)?.scope.breach_of.as_ref()?;
                let mut judged = rules.standards.iter().enumerate().filter(|(_, s)| s.id == *about);
                judged.all(|(i, _)| out.contains_key(&i)).then(|| (place, format!("breaches of {about}")))
            })
            .collect();
        if found.is_empty() {
            break;
        }
        out.extend(found.into_iter().map(|(place, need)| (place, vec![need])));
    }
    out.into_iter().map(|(standard, needs)| Absent { standard, needs }).collect()
}

fn lacking(standard: &Standard, caseload: &Caseload) -> Vec<String> {
    let mut needed = Needed::default();
    needed.kinds.insert(standard.scope.kind);
    // An exception or excuse must be shown (3.2): a source that cannot show it does not stop the judging.
    let bare = Standard { reliefs: Vec::new(), ..standard.clone() };
    walk::standard(&bare, &mut needed);
    needed.lacking(caseload)
}

/// What a measure or theme reads of the records itself that no loaded source holds, in words. The standards it counts
/// are not looked at: those are [`Absent`].
pub fn lacking_of(caseload: &Caseload, read: impl FnOnce(&mut dyn Parts)) -> Vec<String> {
    if caseload.provides.everything {
        return Vec::new();
    }
    let mut needed = Needed::default();
    read(&mut needed);
    needed.lacking(caseload)
}

impl Needed {
    fn lacking(&self, caseload: &Caseload) -> Vec<String> {
        let needed = self;
        let vocabulary = &caseload.vocabulary;
        let provides = &caseload.provides;
        let kinds =
            needed.kinds.iter().filter(|k| !provides.kind(**k)).map(|k| vocabulary.name(*k).to_owned());
        let fields = needed.fields.iter().filter(|(k, f)| provides.kind(*k) && !provides.field(*k, *f)).map(
            |(k, f)| {
                let field =
                    vocabulary.kind(*k).and_then(|kind| kind.field_at(*f)).map_or("", |f| f.name.as_str());
                format!("{field} of {}", vocabulary.name(*k))
            },
        );
        kinds.chain(fields).collect()
    }
}

/// The kinds and fields a standard reads.
#[derive(Debug, Default)]
struct Needed {
    kinds: BTreeSet<KindId>,
    fields: BTreeSet<(KindId, FieldId)>,
}

impl Parts for Needed {
    fn thing(&mut self, thing: &Thing) {
        self.kinds.insert(thing.kind);
        if let RecordDay::Field(f) = thing.by {
            self.fields.insert((thing.kind, f));
        }
        if let Pool::Linked(path) | Pool::SameLink(path, _) = &thing.pool
            && let Leaf::Field(f) = path.leaf
        {
            self.fields.insert((path.kind, f));
        }
    }

    fn field(&mut self, field: &FieldRef) {
        self.kinds.insert(field.kind);
        if let Leaf::Field(f) = field.leaf {
            self.fields.insert((field.kind, f));
        }
    }
}
