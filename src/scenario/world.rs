//! The facts of an example become records.

use crate::calendar::NEVER;
use crate::lang::checked::{Example, Fact, FactValue, Literal};
use crate::record::{
    Agreement, AgreementValue, Caseload, CaseloadBuilder, Cell, FieldId, FieldType, Id, KindId, Provides,
    RowInput, RowPlace, Shape, Vocabulary,
};
use crate::text::Diagnostic;
use std::sync::Arc;

/// The records of an example. `about` is the kind an agreement belongs to when it does not say whose it is.
pub(super) fn caseload(
    example: &Example,
    vocabulary: &Arc<Vocabulary>,
    about: KindId,
) -> Result<Caseload, Box<Diagnostic>> {
    let mut builder = CaseloadBuilder::new(vocabulary.clone());
    let file = builder.file("example");
    *builder.provides() = Provides::all();
    let maker = Maker { example, vocabulary };
    let mut owners: Vec<(KindId, String)> = Vec::new();
    for (place, fact) in example.facts.iter().enumerate() {
        let line = RowPlace { file, row: place as u32 + 1 };
        match fact {
            Fact::Record { kind, start, end, recorded, fields, .. } => {
                let owner = maker.owner(place, fact)?;
                owners.extend(vocabulary.kind(*kind).and_then(|k| k.owner).zip(owner.clone()));
                let cells: Vec<(FieldId, Cell)> = fields
                    .iter()
                    .filter_map(|(f, v)| Some((*f, maker.cell(*kind, *f, v, &mut builder)?)))
                    .collect();
                let row = RowInput {
                    id: Some(Id::of(&maker.id(place, fact), builder.texts())),
                    owner: owner.map(|o| Id::of(&o, builder.texts())),
                    start: start.unwrap_or(NEVER),
                    end: end.unwrap_or(NEVER),
                    recorded: recorded.unwrap_or(NEVER),
                    place: line,
                };
                builder.push(*kind, row, &cells);
            }
            Fact::Agreement { setting, value, from, until, agreed, of, span } => {
                let value = match value {
                    Literal::Amount(a) => AgreementValue::Amount(*a),
                    Literal::Number(n) => AgreementValue::Number(*n),
                    _ => continue,
                };
                let whose = match of {
                    Some(name) => name.clone(),
                    None => maker.subject(about).ok_or_else(|| maker.whose(about, *span))?,
                };
                let agreement = Agreement {
                    id: Id::of(&format!("agreement {}", place + 1), builder.texts()),
                    root: (about, 0),
                    standard: None,
                    setting: builder.texts().code(setting),
                    value,
                    from: *from,
                    until: until.unwrap_or(NEVER),
                    agreed: agreed.unwrap_or(*from),
                    recorded: NEVER,
                    approved_by: None,
                };
                let whose = Id::of(&whose, builder.texts());
                builder.agreement(whose, agreement);
            }
        }
    }
    maker.subjects(owners, &mut builder);
    Ok(builder.finish().0)
}

struct Maker<'a> {
    example: &'a Example,
    vocabulary: &'a Vocabulary,
}

impl Maker<'_> {
    /// The name of a fact's record, else its place among the facts: the order that ties of one day are broken in.
    fn id(&self, place: usize, fact: &Fact) -> String {
        match fact {
            Fact::Record { name: Some(name), .. } => name.clone(),
            Fact::Record { kind, .. } if self.is_root(*kind) => self.unnamed(*kind),
            _ => (place + 1).to_string(),
        }
    }

    fn is_root(&self, kind: KindId) -> bool {
        self.vocabulary.kind(kind).is_some_and(|k| k.shape == Shape::Subject && k.owner.is_none())
    }

    fn is_keyed(&self, kind: KindId) -> bool {
        self.vocabulary.kind(kind).is_some_and(|k| k.keyed_by.is_some() && k.table.is_some())
    }

    /// Whether the example gives a record of that kind and name.
    fn gives(&self, kind: KindId, name: &str) -> bool {
        let mut facts = self.example.facts.iter().enumerate();
        facts.any(|(at, f)| matches!(f, Fact::Record { kind: k, .. } if *k == kind) && self.id(at, f) == name)
    }

    fn unnamed(&self, kind: KindId) -> String {
        format!("the {}", self.vocabulary.name(kind))
    }

    /// Subjects that facts are of, that no fact gives and that are owned themselves (of the rest the builder makes one).
    fn subjects(&self, owners: Vec<(KindId, String)>, builder: &mut CaseloadBuilder) {
        let mut made: Vec<(KindId, String)> = Vec::new();
        for (kind, name) in owners {
            let Some(declared) = self.vocabulary.kind(kind) else { continue };
            let (Shape::Subject, Some(above)) = (declared.shape, declared.owner) else { continue };
            if self.gives(kind, &name) || made.contains(&(kind, name.clone())) {
                continue;
            }
            let owner = self.subject(above).unwrap_or_else(|| self.unnamed(above));
            let row = RowInput {
                id: Some(Id::of(&name, builder.texts())),
                owner: Some(Id::of(&owner, builder.texts())),
                ..RowInput::default()
            };
            builder.push(kind, row, &[]);
            made.push((kind, name));
        }
    }

    /// The one subject of a kind: the only one given, named or not; the unnamed one when none is given.
    fn subject(&self, kind: KindId) -> Option<String> {
        let given: Vec<String> = self
            .example
            .facts
            .iter()
            .enumerate()
            .filter(|(_, f)| matches!(f, Fact::Record { kind: k, .. } if *k == kind))
            .map(|(place, f)| self.id(place, f))
            .collect();
        match given.as_slice() {
            [] => Some(self.unnamed(kind)),
            [one] => Some(one.clone()),
            _ => None,
        }
    }

    /// Whose a record is: as said; else the one subject of the owner's kind; else the record of that kind given last
    /// before it, or first after it.
    fn owner(&self, place: usize, fact: &Fact) -> Result<Option<String>, Box<Diagnostic>> {
        let Fact::Record { kind, of, span, .. } = fact else { return Ok(None) };
        let Some(owner) = self.vocabulary.kind(*kind).and_then(|k| k.owner) else { return Ok(None) };
        if let Some(name) = of {
            return Ok(Some(name.clone()));
        }
        if self.is_root(owner) {
            return self.subject(owner).map(Some).ok_or_else(|| self.whose(owner, *span));
        }
        let is = |f: &Fact| matches!(f, Fact::Record { kind: k, .. } if *k == owner);
        let facts = self.example.facts.iter().enumerate();
        let before = facts.clone().take(place).rfind(|(_, f)| is(f));
        let found = before.or_else(|| facts.skip(place + 1).find(|(_, f)| is(f)));
        match found {
            Some((at, f)) => Ok(Some(self.id(at, f))),
            None if self.vocabulary.kind(owner).is_some_and(|k| k.shape == Shape::Subject) => {
                Ok(Some(self.unnamed(owner)))
            }
            None => {
                let (what, whose) = (self.vocabulary.name(*kind), self.vocabulary.name(owner));
                let message = format!("`{what}` belongs to `{whose}`, and the example gives none");
                let help = format!("add a `given {whose} ...` line");
                Err(Box::new(Diagnostic::error("fact-of-nothing", *span, message).help(help)))
            }
        }
    }

    fn whose(&self, kind: KindId, span: crate::text::Span) -> Box<Diagnostic> {
        let name = self.vocabulary.name(kind);
        let message = format!("several {name} records are given: whose is this");
        let help = "say `of` and the name after the kind, for example `given visit of ann on ...`";
        Box::new(Diagnostic::error("fact-of-whom", span, message).help(help))
    }

    fn cell(
        &self,
        kind: KindId,
        field: FieldId,
        value: &FactValue,
        builder: &mut CaseloadBuilder,
    ) -> Option<Cell> {
        if let (FieldId::START | FieldId::END, FactValue::Written(text)) = (field, value) {
            return Some(Cell::Invalid(builder.texts().code(text)));
        }
        let declared = self.vocabulary.kind(kind)?.field_at(field)?;
        Some(match (value, &declared.field_type) {
            // A key of a return that no row of the other table has is nothing but a text.
            (FactValue::Record(name), FieldType::Link(to))
                if self.is_keyed(*to) && !self.gives(*to, name) =>
            {
                Cell::Invalid(builder.texts().code(name))
            }
            (FactValue::Record(name), FieldType::Link(to)) => {
                // A link to an unnamed record of the example goes by its kind.
                let id = match self.is_root(*to) && *name == self.vocabulary.name(*to) {
                    true => self.unnamed(*to),
                    false => name.clone(),
                };
                Cell::Link(Id::of(&id, builder.texts()))
            }
            (FactValue::Written(text), _) => Cell::Invalid(builder.texts().code(text)),
            (FactValue::Record(name), _) => Cell::Text(builder.texts().code(name)),
            (FactValue::Literal(l), _) => match l {
                Literal::Number(n) | Literal::Percent(n) => Cell::Number(*n),
                Literal::Text(t) => Cell::Text(builder.texts().code(t)),
                Literal::YesNo(b) => Cell::YesNo(*b),
                Literal::Day(d) => Cell::Date(*d),
                Literal::Amount(_) => return None,
            },
        })
    }
}
