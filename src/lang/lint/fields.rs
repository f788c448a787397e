//! Fields that a duty reads and no check of the data looks at: left empty, a breach is one that cannot be told.

use super::rules::field_name;
use super::{Finding, found};
use crate::lang::checked::{Cond, Duty, FieldRef, Leaf, RuleSet, Severity, Standard, ValueType, walk};
use crate::record::{FieldId, KindId};
use crate::text::Span;
use std::collections::{BTreeMap, BTreeSet};

/// A field of a kind.
type Key = (KindId, FieldId);

/// Who reads a field first, where, what it is called, and how many more do.
type Readers = BTreeMap<Key, (String, Span, String, usize)>;

pub(super) fn without_check(set: &RuleSet, out: &mut Vec<Finding>) {
    let mut looked_at: BTreeSet<Key> = BTreeSet::new();
    let mut readers: Readers = BTreeMap::new();
    for s in &set.standards {
        if let Duty::Satisfy(c) = &s.duty {
            let mut asked = AskedKnown::default();
            walk::condition(c, &mut asked);
            looked_at.extend(asked.0);
        }
        if !s.check && s.part == 0 && matters(s) {
            read_by(set, s, &mut readers);
        }
    }
    for (field, (standard, span, name, more)) in readers {
        if looked_at.contains(&field) {
            continue;
        }
        let kind = set.vocabulary.kind(field.0).map_or("", |k| &k.name);
        let more = match more {
            0 => String::new(),
            n => format!(" and {}", crate::text::many(n, "more standard")),
        };
        let words =
            format!("`{name}` of `{kind}` decides `{standard}`{more}, and no check says where it is empty");
        let help = format!("write a `check` that asks that `{name} is known`: an empty field hides a breach");
        out.push(found("field-without-check", &format!("{kind} {name}"), span, words, &help));
    }
}

/// Checks are asked for where a child may be at risk, or the law or guidance speaks.
fn matters(s: &Standard) -> bool {
    matches!(s.severity, Severity::Critical | Severity::High)
}

/// The fields of the evidence, and those of the scope: a date that is empty has not happened.
fn read_by(set: &RuleSet, s: &Standard, readers: &mut Readers) {
    let mut seen: BTreeSet<Key> = BTreeSet::new();
    let mut note = |fields: Fields, span: Span| {
        for f in &fields.0 {
            let Some(key) = key(f) else { continue };
            if !seen.insert(key) {
                continue;
            }
            match readers.get_mut(&key) {
                Some(known) if known.0 == s.id => {}
                Some(known) => known.3 += 1,
                None => {
                    readers.insert(key, (s.id.clone(), span, field_name(set, f), 0));
                }
            }
        }
    };
    let mut scope = Fields::default();
    walk::condition(&s.scope.condition, &mut scope);
    note(scope, s.scope_span);
    let mut duty = Fields::default();
    if let Duty::Have(evidence, _) = &s.duty {
        walk::evidence(evidence, &mut duty);
    }
    note(duty, s.duty_span);
}

fn key(f: &FieldRef) -> Option<Key> {
    let day = matches!(f.value_type, ValueType::HappeningDay | ValueType::PlannedDay);
    match f.leaf {
        Leaf::Field(id) if !day => Some((f.kind, id)),
        _ => None,
    }
}

/// Fields of which is asked whether they are known (blank, invalid).
#[derive(Default)]
struct AskedKnown(Vec<Key>);

impl walk::Parts for AskedKnown {
    fn condition(&mut self, c: &Cond) {
        if let Cond::Is(f, _) = c {
            self.0.extend(key(f));
        }
    }
}

#[derive(Default)]
struct Fields(Vec<FieldRef>);

impl walk::Parts for Fields {
    fn field(&mut self, f: &FieldRef) {
        self.0.push(f.clone());
    }
}
