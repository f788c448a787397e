//! A record made as "closes with" describes it.

use duecare::lang::checked::{
    Base, Cmp, Cond, Duty, FieldRef, Leaf, Literal, Pool, RecordDay, Standard, State, Thing, Value, walk,
};
use duecare::record::{FieldId, FieldType, KindId, Vocabulary};
use std::collections::BTreeMap;

/// What a field of the made record says.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Says {
    Literal(Literal),
    /// Any value of its type.
    Something,
}

/// The fields that make a record of a thing pass; nothing where more than its own fields decide.
pub(crate) fn fields(t: &Thing, vocabulary: &Vocabulary) -> Option<BTreeMap<FieldId, Says>> {
    let plain = matches!(t.by, RecordDay::Plain | RecordDay::Started);
    if t.pool != Pool::Root || !plain || t.window.is_some() || t.joined.is_some() || t.distinct.is_some() {
        return None;
    }
    let mut out = BTreeMap::new();
    solve(&t.condition, vocabulary, &mut out)?;
    Some(out)
}

fn solve(c: &Cond, vocabulary: &Vocabulary, out: &mut BTreeMap<FieldId, Says>) -> Option<()> {
    let mut say = |f: FieldId, s: Says| match out.get(&f) {
        Some(said) if *said != s && *said != Says::Something && s != Says::Something => None,
        Some(Says::Literal(_)) => Some(()),
        _ => {
            out.insert(f, s);
            Some(())
        }
    };
    match c {
        Cond::Always(true) => Some(()),
        Cond::All(list) => list.iter().try_for_each(|c| solve(c, vocabulary, out)),
        Cond::Any(list) => solve(list.first()?, vocabulary, out),
        Cond::Compare(cmp, Value::Field(f), Value::Literal(l)) => {
            let field = own(f)?;
            let value = match (cmp, l) {
                (Cmp::Is | Cmp::AtMost | Cmp::AtLeast, l) => l.clone(),
                (Cmp::Under, Literal::Number(n)) => Literal::Number(n - 1.0),
                (Cmp::Over, Literal::Number(n)) => Literal::Number(n + 1.0),
                (Cmp::IsNot, Literal::YesNo(b)) => Literal::YesNo(!b),
                (Cmp::IsNot, l) => Literal::Text(other(f, std::slice::from_ref(l), vocabulary)?),
                _ => return None,
            };
            say(field, Says::Literal(value))
        }
        Cond::OneOf(Value::Field(f), list) => say(own(f)?, Says::Literal(list.first()?.clone())),
        Cond::Holds(Value::Field(f)) => say(own(f)?, Says::Literal(Literal::YesNo(true))),
        Cond::Is(f, State::Known) => say(own(f)?, Says::Something),
        Cond::Not(inner) => match &**inner {
            Cond::Compare(Cmp::Is, Value::Field(f), Value::Literal(Literal::YesNo(b))) => {
                say(own(f)?, Says::Literal(Literal::YesNo(!b)))
            }
            Cond::Compare(Cmp::Is, Value::Field(f), Value::Literal(l)) => {
                let text = other(f, std::slice::from_ref(l), vocabulary)?;
                say(own(f)?, Says::Literal(Literal::Text(text)))
            }
            Cond::OneOf(Value::Field(f), list) => {
                let text = other(f, list, vocabulary)?;
                say(own(f)?, Says::Literal(Literal::Text(text)))
            }
            Cond::Is(f, State::Blank) => say(own(f)?, Says::Something),
            _ => None,
        },
        _ => None,
    }
}

fn own(f: &FieldRef) -> Option<FieldId> {
    match (&f.base, f.steps.is_empty(), f.leaf) {
        (Base::It, true, Leaf::Field(id)) => Some(id),
        _ => None,
    }
}

/// A text or code that is none of some.
fn other(f: &FieldRef, none_of: &[Literal], vocabulary: &Vocabulary) -> Option<String> {
    let none = |text: &String| !none_of.contains(&Literal::Text(text.clone()));
    match &vocabulary.kind(f.kind)?.field_at(own(f)?)?.field_type {
        FieldType::OneOf(codes) => codes.codes.iter().find(|c| none(c)).cloned(),
        FieldType::Text => Some("something else".to_owned()),
        _ => None,
    }
}

/// How often a standard looks at records of a kind: where more than its evidence does, a new record may change more.
pub(crate) fn looks_at(s: &Standard, kind: KindId) -> usize {
    struct Kinds(KindId, usize);
    impl walk::Parts for Kinds {
        fn thing(&mut self, t: &Thing) {
            self.1 += usize::from(t.kind == self.0);
        }
    }
    let mut kinds = Kinds(kind, 0);
    walk::standard(s, &mut kinds);
    kinds.1
}

/// Whether a standard's evidence belongs to one obligation each.
pub(crate) fn is_own(s: &Standard) -> bool {
    matches!(&s.duty, Duty::Have(e, _) if e.own)
}
