//! The kinds of the worked cases, and what a case adds to them.

use duecare::record::{Field, FieldType, Kind, KindId, Shape, Vocabulary};
use std::collections::BTreeMap;

/// Name, shape, owner and fields (name, type), a link written `-> kind`.
type Made = (String, Shape, Option<String>, Vec<(String, String)>);

/// A vocabulary being made: kinds by name.
#[derive(Debug, Clone)]
pub(crate) struct Kinds {
    list: Vec<Made>,
}

const BASE: &str = "\
subject child born:date due-date:planned
subject worker
event visit seen:yes-no kind:text
event review kind:text
event conference kind:text
event decision kind:text
event report kind:text
event oversight kind:text
event check kind:text
event discussion kind:text
event referral decided:date agreed:planned a:yes-no b:yes-no refused:yes-no
period plan kind:text target:planned signed:date ok:yes-no
period placement kind:text until-18:yes-no
period episode kind:text
period assessment agreed-date:planned
period abroad kind:text
period missing kind:text
period allocation worker:->worker";

impl Kinds {
    /// None.
    pub(crate) fn empty() -> Kinds {
        Kinds { list: Vec::new() }
    }

    /// Those of `cases-format.md`.
    pub(crate) fn base() -> Kinds {
        let mut out = Kinds::empty();
        for line in BASE.lines() {
            let mut words = line.split(' ');
            let (shape, name) = (words.next().unwrap_or(""), words.next().unwrap_or(""));
            let shape = Kinds::shape(shape).expect("a shape");
            let owner = (shape != Shape::Subject).then_some("child");
            out.add(name, shape, owner);
            for field in words {
                let (field, kind) = field.split_once(':').expect("name:type");
                out.field(name, field, kind);
            }
        }
        out
    }

    /// `event`, `period`, `subject`.
    pub(crate) fn shape(word: &str) -> Option<Shape> {
        match word {
            "event" => Some(Shape::Event),
            "period" => Some(Shape::Period),
            "subject" => Some(Shape::Subject),
            _ => None,
        }
    }

    /// Adds a kind.
    pub(crate) fn add(&mut self, name: &str, shape: Shape, owner: Option<&str>) {
        self.list.push((name.to_owned(), shape, owner.map(str::to_owned), Vec::new()));
    }

    /// Whether a kind is known.
    pub(crate) fn has(&self, kind: &str) -> bool {
        self.list.iter().any(|k| k.0 == kind)
    }

    /// Whether a kind has a field.
    pub(crate) fn has_field(&self, kind: &str, field: &str) -> bool {
        self.list.iter().any(|k| k.0 == kind && k.3.iter().any(|f| f.0 == field))
    }

    /// Adds a field: `date`, `planned`, `yes-no`, `number`, `text` or `->kind`. One already there stays.
    pub(crate) fn field(&mut self, kind: &str, field: &str, field_type: &str) {
        if let Some(k) = self.list.iter_mut().find(|k| k.0 == kind)
            && !k.3.iter().any(|f| f.0 == field)
        {
            k.3.push((field.to_owned(), field_type.to_owned()));
        }
    }

    /// The vocabulary.
    pub(crate) fn vocabulary(&self) -> Result<Vocabulary, String> {
        let ids: BTreeMap<&str, KindId> =
            self.list.iter().enumerate().map(|(i, k)| (k.0.as_str(), KindId(i as u16))).collect();
        let find = |name: &str| ids.get(name).copied().ok_or_else(|| format!("no kind `{name}`"));
        let mut out = Vocabulary::default();
        for (name, shape, owner, fields) in &self.list {
            let mut kind = Kind::new(name, *shape);
            kind.owner = owner.as_deref().map(find).transpose()?;
            for (field, word) in fields {
                let field_type = match word.as_str() {
                    "date" => FieldType::Date,
                    "planned" | "planned date" => FieldType::PlannedDate,
                    "yes-no" | "yes/no" => FieldType::YesNo,
                    "number" => FieldType::Number,
                    "text" => FieldType::Text,
                    other => FieldType::Link(find(other.strip_prefix("->").unwrap_or(other))?),
                };
                kind.fields.push(Field { name: field.clone(), field_type, column: None });
            }
            out.add(kind);
        }
        Ok(out)
    }
}
