//! Records that stand in two files: an extract of one case system lists every visit among those to children in need, and
//! those on a plan or in care in their own files too.

use super::job::FileLoad;
use super::settle::of_record;
use crate::calendar::{Day, NEVER};
use crate::import::mapping::RecordSpec;
use crate::import::tally::Refusal;
use crate::record::{Id, KindId, RawTable, Texts, Vocabulary};
use std::collections::{BTreeSet, HashSet};

/// What a record is known by in another file: its id, or whom it is about and its day.
#[derive(Default)]
struct Known {
    ids: HashSet<String>,
    days: HashSet<(String, Day)>,
}

impl Known {
    fn add(&mut self, table: &RawTable, texts: &Texts, by_day: bool) {
        for row in 0..table.ids.len() {
            self.ids.extend(id(&table.ids, row, texts));
            self.days.extend(about(table, row, texts).filter(|_| by_day));
        }
    }
}

/// Takes out of each file the records that the files named by `told-in` tell too; `specs` are those of each load.
pub(super) fn take_out(loads: &mut [FileLoad], specs: &[Vec<&RecordSpec>], vocabulary: &Vocabulary) {
    for (place, list) in specs.iter().enumerate() {
        for spec in list.iter().filter(|s| !s.told_in.is_empty()) {
            let mut known = Known::default();
            for (other, _) in
                specs.iter().enumerate().filter(|(_, s)| s.iter().any(|s| spec.told_in.contains(&s.file)))
            {
                if let Some(load) = loads.get(other) {
                    let same = load.tables.iter().filter(|t| t.kind == spec.kind);
                    same.for_each(|table| known.add(table, &load.texts, spec.told_by_day));
                }
            }
            if let Some(load) = loads.get_mut(place) {
                take(load, (spec.kind, vocabulary.name(spec.kind)), &known);
            }
        }
    }
}

fn take(load: &mut FileLoad, (kind, name): (KindId, &str), known: &Known) {
    let texts = &load.texts;
    let (mut gone, mut records) = (BTreeSet::new(), 0);
    for table in load.tables.iter_mut().filter(|t| t.kind == kind) {
        let told = |row: usize| {
            id(&table.ids, row, texts).is_some_and(|id| known.ids.contains(&id))
                || about(table, row, texts).is_some_and(|day| known.days.contains(&day))
        };
        let keep: Vec<bool> = (0..table.ids.len()).map(|row| !told(row)).collect();
        for (_, row) in keep.iter().zip(&table.source_row).filter(|(keep, _)| !**keep) {
            records += 1;
            of_record(&load.groups, kind, *row, |row| _ = gone.insert(row));
        }
        table.retain(&keep);
    }
    if let Some(made) = load.report.made.iter_mut().find(|m| m.kind == name) {
        made.records = made.records.saturating_sub(records);
    }
    load.take_back(Refusal::ToldElsewhere, gone);
}

fn id(ids: &[Id], row: usize, texts: &Texts) -> Option<String> {
    let id = ids.get(row).filter(|id| **id != RawTable::NO_ID)?;
    Some(id.text(texts))
}

fn about(table: &RawTable, row: usize, texts: &Texts) -> Option<(String, Day)> {
    let day = table.start.get(row).copied().filter(|day| *day != NEVER)?;
    Some((id(&table.owners, row, texts)?, day))
}
