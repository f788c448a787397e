//! The vocabulary in two passes: names first, then owners, copies, fields and keys.

use super::owners::{circle_of_owners, copies};
use super::{did_you_mean, either};
use crate::lang::ast;
use crate::lang::checked::Literal;
use crate::record::{CodeList, Field, FieldType, Kind, KindId, Shape, Vocabulary};
use crate::text::{Diagnostic, Diagnostics, Span};
use std::collections::{BTreeMap, BTreeSet};

/// The vocabulary and what else is known of it.
#[derive(Debug, Default)]
pub(crate) struct VocabularyFacts {
    /// The kinds.
    pub(crate) vocabulary: Vocabulary,
    /// Names of kinds whose declaration was refused.
    pub(crate) refused: BTreeSet<String>,
}

/// Names with a meaning of their own, which no kind, field or definition may take.
const RESERVED: [&str; 8] = ["this", "it", "as-at", "birthday", "date", "start", "end", "recorded"];

/// Whether a name has a meaning of its own.
pub(crate) fn is_reserved(name: &str) -> bool {
    RESERVED.contains(&name)
}

/// Refuses a name that has a meaning of its own.
pub(crate) fn reserved(name: &ast::Name) -> Diagnostic {
    Diagnostic::error(
        "reserved-name",
        name.span,
        format!("`{}` has a meaning of its own and cannot be a name", name.text),
    )
    .help("choose another word")
}

/// Refuses a name that is declared twice.
pub(crate) fn twice(what: &str, name: &ast::Name, before: Span) -> Diagnostic {
    Diagnostic::error("duplicate-name", name.span, format!("there are two {what}s called `{}`", name.text))
        .related(before, "the first is here")
        .help("give one of them another name, or take it out")
}

/// Reads all declarations.
pub(crate) fn vocabulary(
    decls: &[&ast::RecordDecl],
    lists: &BTreeMap<String, Vec<Literal>>,
    out: &mut Diagnostics,
) -> VocabularyFacts {
    let mut facts = VocabularyFacts::default();
    let mut declared: Vec<(KindId, &ast::RecordDecl)> = Vec::new();
    let mut first: BTreeMap<&str, Span> = BTreeMap::new();
    for decl in decls {
        let mut names = vec![&decl.name];
        names.extend(decl.plural.iter().filter(|p| p.text != decl.name.text));
        if let Some(name) = names.iter().find(|n| is_reserved(&n.text)) {
            out.push(reserved(name));
            facts.refused.insert(decl.name.text.clone());
            continue;
        }
        if let Some(name) = names.iter().find(|n| first.contains_key(n.text.as_str())) {
            let before = first.get(name.text.as_str()).copied().unwrap_or_default();
            out.push(twice("kind", name, before));
            continue;
        }
        let mut kind = Kind::new(&decl.name.text, shape(decl.shape));
        if let Some(plural) = &decl.plural {
            kind.plural.clone_from(&plural.text);
        }
        kind.table = decl.from.as_ref().map(|t| t.text.clone());
        for name in names {
            first.insert(&name.text, name.span);
        }
        declared.push((facts.vocabulary.add(kind), decl));
    }
    for (id, decl) in &declared {
        if let Some(of) = &decl.of {
            match kind_named(&facts, of, out) {
                Some(owner) => {
                    if let Some(kind) = facts.vocabulary.kind_mut(*id) {
                        kind.owner = Some(owner);
                    }
                }
                None => continue,
            }
        }
    }
    circle_of_owners(&mut facts.vocabulary, &declared, out);
    for (id, decl) in &declared {
        let fields = fields(decl, &facts, lists, out);
        let Some(kind) = facts.vocabulary.kind_mut(*id) else { continue };
        kind.fields = fields;
        for field in &decl.fields {
            let column = field.from.as_ref().map(|t| t.text.clone());
            match field.name.text.as_str() {
                "start" | "date" => kind.start_column = column,
                "end" => kind.end_column = column,
                _ => {}
            }
        }
    }
    copies(&mut facts, &declared, out);
    for (id, decl) in &declared {
        keyed_by(&mut facts.vocabulary, *id, decl, out);
    }
    facts
}

fn shape(s: ast::Shape) -> Shape {
    match s {
        ast::Shape::Subject => Shape::Subject,
        ast::Shape::Event => Shape::Event,
        ast::Shape::Period => Shape::Period,
    }
}

/// The kind of a name.
pub(super) fn kind_named(facts: &VocabularyFacts, name: &ast::Name, out: &mut Diagnostics) -> Option<KindId> {
    let found = facts.vocabulary.kind_named(&name.text);
    if found.is_none() && !facts.refused.contains(&name.text) {
        let names: Vec<&str> = facts.vocabulary.iter().map(|(_, k)| k.name.as_str()).collect();
        let help = did_you_mean(&name.text, names)
            .unwrap_or_else(|| "declare it with `subject`, `event` or `period`".to_owned());
        out.push(
            Diagnostic::error(
                "unknown-kind",
                name.span,
                format!("there is no kind of record called `{}`", name.text),
            )
            .help(help),
        );
    }
    found
}

fn fields(
    decl: &ast::RecordDecl,
    facts: &VocabularyFacts,
    lists: &BTreeMap<String, Vec<Literal>>,
    out: &mut Diagnostics,
) -> Vec<Field> {
    let mut fields: Vec<Field> = Vec::new();
    let mut first: BTreeMap<&str, Span> = BTreeMap::new();
    for field in &decl.fields {
        let name = &field.name;
        let Some(field_type) = &field.field_type else {
            untyped(decl, field, out);
            continue;
        };
        if is_reserved(&name.text) {
            let shape = super::article(decl.shape.word());
            out.push(
                Diagnostic::error(
                    "reserved-name",
                    name.span,
                    format!("`{}` is there without being declared", name.text),
                )
                .help(format!(
                    "every event has a `date`, every period a `start` and an `end`, every record of them `recorded`; this is {shape}. Choose another word"
                )),
            );
            continue;
        }
        if let Some(before) = first.get(name.text.as_str()) {
            out.push(twice("field", name, *before));
            continue;
        }
        first.insert(&name.text, name.span);
        let Some(found) = field_type_of(field_type, facts, lists, out) else { continue };
        let column = field.from.as_ref().map(|t| t.text.clone());
        fields.push(Field { name: name.text.clone(), field_type: found, column });
    }
    fields
}

/// `start from "DECOM"`: only a day that is there anyway may be named without a type.
fn untyped(decl: &ast::RecordDecl, field: &ast::Field, out: &mut Diagnostics) {
    let fits = matches!(
        (field.name.text.as_str(), decl.shape),
        ("date", ast::Shape::Event)
            | ("start" | "end", ast::Shape::Period)
            | ("recorded", ast::Shape::Event | ast::Shape::Period)
    );
    if !fits {
        out.push(
            Diagnostic::error(
                "no-type",
                field.name.span,
                format!("it is not said what `{}` holds", field.name.text),
            )
            .help(format!(
                "say for example `{} as date`, `as yes-no`, `as number` or `as text`",
                field.name.text
            )),
        );
    }
}

fn field_type_of(
    t: &ast::FieldType,
    facts: &VocabularyFacts,
    lists: &BTreeMap<String, Vec<Literal>>,
    out: &mut Diagnostics,
) -> Option<FieldType> {
    Some(match &t.kind {
        ast::TypeKind::Date => FieldType::Date,
        ast::TypeKind::PlannedDate => FieldType::PlannedDate,
        ast::TypeKind::YesNo => FieldType::YesNo,
        ast::TypeKind::Number => FieldType::Number,
        ast::TypeKind::Text => FieldType::Text,
        ast::TypeKind::OneOf(items) => {
            let codes = super::lists::written_out(items, out)?;
            FieldType::OneOf(CodeList { name: None, codes: texts(&codes) })
        }
        ast::TypeKind::OneOfList(name) => match lists.get(&name.text) {
            Some(codes) => FieldType::OneOf(CodeList { name: Some(name.text.clone()), codes: texts(codes) }),
            None => {
                let help = did_you_mean(&name.text, lists.keys().map(String::as_str))
                    .unwrap_or_else(|| format!("declare it with `list {} is (...)`", name.text));
                out.push(
                    Diagnostic::error(
                        "unknown-list",
                        name.span,
                        format!("there is no list called `{}`", name.text),
                    )
                    .help(help),
                );
                return None;
            }
        },
        ast::TypeKind::Kind(name) => match facts.vocabulary.kind_named(&name.text) {
            Some(kind) => FieldType::Link(kind),
            None => {
                if !facts.refused.contains(&name.text) {
                    let types = ["date", "planned date", "yes-no", "number", "text"];
                    let kinds = facts.vocabulary.iter().map(|(_, k)| k.name.as_str());
                    let help = did_you_mean(&name.text, types.into_iter().chain(kinds))
                        .unwrap_or_else(|| format!("a type is {} or a kind of record", either(&types)));
                    out.push(
                        Diagnostic::error(
                            "unknown-type",
                            name.span,
                            format!("there is no type and no kind of record called `{}`", name.text),
                        )
                        .help(help),
                    );
                }
                return None;
            }
        },
    })
}

fn texts(codes: &[Literal]) -> Vec<String> {
    let text = |l: &Literal| match l {
        Literal::Text(t) => Some(t.clone()),
        _ => None,
    };
    codes.iter().filter_map(text).collect()
}

fn keyed_by(vocabulary: &mut Vocabulary, id: KindId, decl: &ast::RecordDecl, out: &mut Diagnostics) {
    let Some(name) = &decl.keyed_by else { return };
    let Some(kind) = vocabulary.kind_mut(id) else { return };
    match kind.field(&name.text) {
        Some(field) => kind.keyed_by = Some(field),
        None => {
            let names: Vec<&str> = kind.fields.iter().map(|f| f.name.as_str()).collect();
            let help = did_you_mean(&name.text, names.iter().copied())
                .unwrap_or_else(|| format!("declare it among the fields: `{} as text`", name.text));
            out.push(
                Diagnostic::error(
                    "unknown-field",
                    name.span,
                    format!("{} has no field called `{}`", super::article(&kind.name), name.text),
                )
                .help(help),
            );
        }
    }
}
