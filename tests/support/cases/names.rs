//! Names of fields, kinds and pools found in the vocabulary.

use super::json::{Fault, Read};
use duecare::lang::checked::{Base, FieldRef, Leaf, Pool, Step, ValueType};
use duecare::record::{FieldType, KindId, Shape, Vocabulary};

/// The kind of a name.
pub(crate) fn kind(vocabulary: &Vocabulary, name: &str) -> Read<KindId> {
    vocabulary.kind_named(name).ok_or_else(|| Fault::new(format!("no kind `{name}`")))
}

/// A field of a kind, else of its owners (2.2); `date`, `start` and `end` are the record's own days.
pub(crate) fn field(vocabulary: &Vocabulary, of: KindId, name: &str) -> Read<FieldRef> {
    let shape = vocabulary.kind(of).map(|k| k.shape);
    let own = |leaf| FieldRef {
        base: Base::It,
        steps: Vec::new(),
        kind: of,
        leaf,
        value_type: ValueType::HappeningDay,
    };
    match name {
        "start" => return Ok(own(Leaf::Start)),
        "date" if shape != Some(Shape::Subject) => return Ok(own(Leaf::Start)),
        "end" if shape == Some(Shape::Period) => return Ok(own(Leaf::End)),
        "recorded" => return Ok(own(Leaf::Recorded)),
        _ => {}
    }
    let mut steps = Vec::new();
    for at in std::iter::once(of).chain(vocabulary.owners(of)) {
        let found = vocabulary.kind(at).and_then(|k| Some((k.field(name)?, k)));
        if let Some((id, k)) = found {
            let value_type = k.field_at(id).map(|f| value_type(&f.field_type));
            let value_type = value_type.ok_or_else(|| Fault::no_field(vocabulary.name(of), name))?;
            return Ok(FieldRef { base: Base::It, steps, kind: at, leaf: Leaf::Field(id), value_type });
        }
        steps.push(Step::Owner);
    }
    Err(Fault::no_field(vocabulary.name(of), name))
}

fn value_type(field: &FieldType) -> ValueType {
    match field {
        FieldType::Date => ValueType::HappeningDay,
        FieldType::PlannedDate => ValueType::PlannedDay,
        FieldType::YesNo => ValueType::YesNo,
        FieldType::Number => ValueType::Number,
        FieldType::Text | FieldType::OneOf(_) => ValueType::Text,
        FieldType::Link(k) => ValueType::Link(*k),
    }
}

/// Whose records of `evidence` are looked at for a subject of `subject`: those linked to it where such a link is,
/// else those of the same child.
pub(crate) fn pool(vocabulary: &Vocabulary, subject: KindId, evidence: KindId) -> Read<Pool> {
    let shape = vocabulary.kind(subject).map(|k| k.shape);
    if shape == Some(Shape::Subject)
        && let Some(k) = vocabulary.kind(evidence)
        && let Some((i, _)) =
            k.fields.iter().enumerate().find(|(_, f)| f.field_type == FieldType::Link(subject))
    {
        return Ok(Pool::Linked(FieldRef {
            base: Base::It,
            steps: Vec::new(),
            kind: evidence,
            leaf: Leaf::Field(duecare::record::FieldId(i as u16)),
            value_type: ValueType::Link(subject),
        }));
    }
    if vocabulary.root(subject) != vocabulary.root(evidence) {
        return Err(Fault::new(format!(
            "records of {} have nothing to do with {}",
            vocabulary.name(evidence),
            vocabulary.name(subject)
        )));
    }
    Ok(Pool::Root)
}
