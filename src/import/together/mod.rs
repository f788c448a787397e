//! Several sources made into one caseload: the same record told twice is one, and where they differ the first wins.

mod id_map;
mod same;
mod taken;

pub(super) use id_map::IdMap;

use super::report::Agreeing;
use super::unfinished::Unfinished;
use crate::record::{CaseloadBuilder, FieldId, FieldType, Id, KindId, RawColumn, RawTable, Vocabulary};
use std::collections::{HashMap, HashSet};
use std::sync::Arc;

/// Ids of the second source that are other ids in the first.
type Renamed = HashMap<(KindId, Id), Id>;

/// Adds a source to those before it, which come first where both tell the same fact.
pub(super) fn add(first: &mut Unfinished, mut second: Unfinished, ids: &mut IdMap) {
    let before = first.builder.speak_alike(&mut second.builder);
    let vocabulary = Arc::clone(first.builder.vocabulary());
    let source = second.report.source.clone();
    let named = if ids.is_empty() { HashSet::new() } else { named(&second.builder, &vocabulary) };
    let mut renamed = ids.of(&source, first.builder.texts(), &named);
    let mut kinds: Vec<KindId> = vocabulary.iter().map(|(kind, _)| kind).collect();
    // Owners first: a record is known by whom it belongs to.
    kinds.sort_by_key(|kind| vocabulary.owners(*kind).len());
    for kind in kinds {
        rename(kind, &mut second.builder, &renamed, &vocabulary);
        let found = first.builder.rows(kind).zip(second.builder.rows(kind)).map(|(mine, theirs)| {
            let same = same::rows(&vocabulary, kind, mine, theirs);
            (same, clashing(mine, theirs))
        });
        let Some((same, clashes)) = found else { continue };
        let mut agreeing = Agreeing {
            kind: vocabulary.name(kind).to_owned(),
            first: first.report.source.clone(),
            second: source.clone(),
            ..Agreeing::default()
        };
        taken::take(kind, &same, (&mut *first, &mut second, before), &mut agreeing);
        if let Some(theirs) = second.builder.rows(kind) {
            agreeing.only_second = same.iter().filter(|s| s.is_none()).count() as u64;
            let mine = first.builder.rows(kind);
            for (row, id) in theirs.ids.iter().enumerate() {
                let of_first = same.get(row).copied().flatten();
                if let Some(of) = of_first.and_then(|of| mine?.ids.get(of as usize)) {
                    renamed.insert((kind, *id), *of);
                }
            }
        }
        let keep: Vec<bool> = same.iter().map(Option::is_none).collect();
        // The id of another record of the first source: it gets a name of its own.
        for row in clashes.into_iter().filter(|row| keep.get(*row).is_some_and(|k| *k)) {
            rename_one(kind, row, &source, (&mut first.builder, &mut second.builder), &mut renamed);
        }
        if let Some(theirs) = second.builder.rows_mut(kind) {
            theirs.retain(&keep);
        }
        if agreeing.same > 0 {
            first.report.agreeing.push(agreeing);
        }
    }
    links(&mut second.builder, &renamed, &vocabulary);
    second.builder.agreements_of(|kind, id| renamed.get(&(kind, id)).copied().unwrap_or(id));
    first.builder.take_over(second.builder);
    first.reports.extend(second.reports.into_iter().map(|(file, open)| (file + before, open)));
    first.others.extend(second.others);
    let (mine, theirs) = (&mut first.report, second.report);
    mine.source = format!("{}, {}", mine.source, theirs.source);
    mine.missing.extend(theirs.missing);
    mine.not_needed.extend(theirs.not_needed);
    mine.unknown.extend(theirs.unknown);
}

/// Every record that a source names by its id: its own, those they belong to, those they link to.
fn named(source: &CaseloadBuilder, vocabulary: &Vocabulary) -> HashSet<(KindId, Id)> {
    let mut named = HashSet::new();
    for (kind, declared) in vocabulary.iter() {
        let Some(rows) = source.rows(kind) else { continue };
        named.extend(rows.ids.iter().map(|id| (kind, *id)));
        if let Some(owner) = declared.owner {
            named.extend(rows.owners.iter().map(|id| (owner, *id)));
        }
        for (column, field) in rows.columns.iter().zip(&declared.fields) {
            if let (RawColumn::Link(ids), FieldType::Link(target)) = (column, &field.field_type) {
                named.extend(ids.iter().map(|id| (*target, *id)));
            }
        }
    }
    named
}

/// Gives the rows of a kind, and whom they belong to, their names in the first source.
fn rename(kind: KindId, second: &mut CaseloadBuilder, renamed: &Renamed, vocabulary: &Vocabulary) {
    let owner = vocabulary.kind(kind).and_then(|k| k.owner);
    let Some(rows) = second.rows_mut(kind) else { return };
    let change = |kind: KindId, ids: &mut Vec<Id>| {
        for id in ids {
            *id = renamed.get(&(kind, *id)).copied().unwrap_or(*id);
        }
    };
    change(kind, &mut rows.ids);
    if let Some(owner) = owner {
        change(owner, &mut rows.owners);
    }
}

/// The same of links: every record has its name by then.
fn links(second: &mut CaseloadBuilder, renamed: &Renamed, vocabulary: &Vocabulary) {
    for (kind, declared) in vocabulary.iter() {
        for (place, field) in declared.fields.iter().enumerate() {
            let FieldType::Link(target) = field.field_type else { continue };
            let Some(rows) = second.rows_mut(kind) else { continue };
            for row in 0..rows.ids.len() {
                let field = FieldId(place as u16);
                if let Some(crate::record::Cell::Link(id)) = rows.value(field, row)
                    && let Some(new) = renamed.get(&(target, id))
                {
                    rows.fill(field, row, crate::record::Cell::Link(*new));
                }
            }
        }
    }
}

/// Rows of the second table whose id some row of the first has.
fn clashing(mine: &RawTable, theirs: &RawTable) -> Vec<usize> {
    let known: std::collections::HashSet<Id> = mine.ids.iter().copied().collect();
    (0..theirs.ids.len()).filter(|row| theirs.ids.get(*row).is_some_and(|id| known.contains(id))).collect()
}

fn rename_one(
    kind: KindId,
    row: usize,
    source: &str,
    (first, second): (&mut CaseloadBuilder, &mut CaseloadBuilder),
    renamed: &mut Renamed,
) {
    let Some(rows) = second.rows_mut(kind) else { return };
    let Some(id) = rows.ids.get_mut(row) else { return };
    let new = Id::of(&format!("{source}:{}", id.text(first.texts())), first.texts());
    renamed.insert((kind, *id), new);
    *id = new;
}
