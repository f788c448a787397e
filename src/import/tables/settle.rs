//! The counts of each file made right once all records are together: owners missing, ids repeated over files.

use crate::import::report::FileReport;
use crate::import::rows::GroupRows;
use crate::import::tally::Refusal;
use crate::record::{BuildNote, Caseload, KindId, NotedRow};
use std::collections::{BTreeMap, HashSet};

/// A report with what is needed to put it right.
#[derive(Debug)]
pub(in crate::import) struct OpenReport {
    pub(in crate::import) report: FileReport,
    /// The rows of records that several make.
    pub(in crate::import) groups: Vec<(KindId, GroupRows)>,
}

/// Tells every row that a record was made of, by the first of them.
pub(super) fn of_record(groups: &[(KindId, GroupRows)], kind: KindId, first: u32, mut tell: impl FnMut(u32)) {
    tell(first);
    let grouped = groups.iter().filter(|g| g.0 == kind);
    grouped.flat_map(|g| g.1.of_first(first)).copied().for_each(tell);
}

/// Takes the notes of the builder into the reports; `reports` is by place of the file in the caseload.
pub(in crate::import) fn settle(
    caseload: &Caseload,
    notes: &[NotedRow],
    reports: &mut BTreeMap<u16, OpenReport>,
) {
    let mut refused: BTreeMap<(u16, u32), Refusal> = BTreeMap::new();
    for note in notes {
        let Some(open) = reports.get_mut(&note.place.file) else { continue };
        let why = match note.note {
            BuildNote::OwnerMade => {
                open.report.orphans.add(note.place.row);
                continue;
            }
            BuildNote::LinkMade(field) => {
                let kind = caseload.vocabulary.kind(note.kind);
                if let Some((kind, field)) = kind.and_then(|k| Some((k, k.field_at(field)?))) {
                    open.report.stray(&format!("{} of {}", field.name, kind.name));
                }
                continue;
            }
            BuildNote::OwnerMissing => Refusal::OwnerMissing,
            BuildNote::Duplicate => Refusal::SameId,
        };
        let kind = caseload.vocabulary.name(note.kind);
        if let Some(made) = open.report.made.iter_mut().find(|m| m.kind == kind) {
            made.records = made.records.saturating_sub(1);
        }
        let file = note.place.file;
        of_record(&open.groups, note.kind, note.place.row, |row| {
            _ = refused.entry((file, row)).or_insert(why)
        });
    }
    if refused.is_empty() {
        return;
    }
    // A row that feeds another record too is kept.
    let files: HashSet<u16> = refused.keys().map(|k| k.0).collect();
    for (kind, table) in caseload.vocabulary.iter().filter_map(|(k, _)| Some((k, caseload.table(k)?))) {
        if table.file.is_none() && !files.contains(&table.only_file) {
            continue;
        }
        for place in (0..table.len()).map(|row| table.place(row)) {
            if let Some(open) = reports.get(&place.0).filter(|_| files.contains(&place.0)) {
                of_record(&open.groups, kind, place.1, |row| _ = refused.remove(&(place.0, row)));
            }
        }
    }
    for ((file, row), why) in refused {
        if let Some(open) = reports.get_mut(&file) {
            open.report.take_back(why, row);
        }
    }
}
