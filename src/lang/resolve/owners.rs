//! Circles of owners, and kinds that are `like` another.

use super::vocabulary::{VocabularyFacts, kind_named};
use crate::lang::ast;
use crate::record::{KindId, Vocabulary};
use crate::text::{Diagnostic, Diagnostics};

/// Refuses kinds that are owned, in the end, by themselves; the last owner of a circle is taken away.
pub(super) fn circle_of_owners(
    vocabulary: &mut Vocabulary,
    declared: &[(KindId, &ast::RecordDecl)],
    out: &mut Diagnostics,
) {
    for (id, decl) in declared {
        let mut at = *id;
        for _ in 0..=vocabulary.len() {
            match vocabulary.kind(at).and_then(|k| k.owner) {
                Some(up) if up == *id => {
                    let span = decl.of.as_ref().map_or(decl.name.span, |n| n.span);
                    out.push(
                        Diagnostic::error(
                            "circle",
                            span,
                            format!("`{}` belongs, in the end, to itself", decl.name.text),
                        )
                        .help("one of the kinds on this way must belong to none of the others"),
                    );
                    if let Some(kind) = vocabulary.kind_mut(*id) {
                        kind.owner = None;
                    }
                    break;
                }
                Some(up) => at = up,
                None => break,
            }
        }
    }
}

/// Gives each kind that is `like` another its fields, in front of its own.
pub(super) fn copies(
    facts: &mut VocabularyFacts,
    declared: &[(KindId, &ast::RecordDecl)],
    out: &mut Diagnostics,
) {
    let mut waiting: Vec<(KindId, &ast::RecordDecl, KindId)> = Vec::new();
    for (id, decl) in declared {
        let Some(like) = &decl.like else { continue };
        if let Some(model) = kind_named(facts, like, out) {
            waiting.push((*id, decl, model));
        }
    }
    // A model that is itself a copy is completed first.
    while !waiting.is_empty() {
        let open: Vec<KindId> = waiting.iter().map(|w| w.0).collect();
        let (ready, rest): (Vec<_>, Vec<_>) = waiting.into_iter().partition(|w| !open.contains(&w.2));
        if ready.is_empty() {
            for (_, decl, _) in &rest {
                let span = decl.like.as_ref().map_or(decl.name.span, |n| n.span);
                out.push(
                    Diagnostic::error(
                        "circle",
                        span,
                        format!("`{}` is, in the end, like itself", decl.name.text),
                    )
                    .help("one of the kinds on this way must say its own fields"),
                );
            }
            return;
        }
        for (id, _, model) in ready {
            copy(&mut facts.vocabulary, id, model);
        }
        waiting = rest;
    }
}

fn copy(vocabulary: &mut Vocabulary, id: KindId, model: KindId) {
    let Some(from) = vocabulary.kind(model).cloned() else { return };
    let Some(kind) = vocabulary.kind_mut(id) else { return };
    let same_shape = kind.shape == from.shape;
    let own = std::mem::take(&mut kind.fields);
    kind.fields = from.fields;
    for field in own {
        match kind.fields.iter_mut().find(|f| f.name == field.name) {
            // Said again: another column or type.
            Some(copied) => *copied = field,
            None => kind.fields.push(field),
        }
    }
    kind.like = Some(model);
    kind.owner = kind.owner.or(from.owner);
    // Last year's file of people may be a list of events: it has their fields, not their days.
    if same_shape {
        kind.start_column = kind.start_column.take().or(from.start_column);
        kind.end_column = kind.end_column.take().or(from.end_column);
    }
}
