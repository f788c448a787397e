//! The counts of each file made right once all records are together: owners missing, ids repeated over files.

use crate::import::report::FileReport;
use crate::import::tally::Refusal;
use crate::record::{BuildNote, Caseload, NotedRow};
use std::collections::{BTreeMap, HashMap, HashSet};

/// A report with what is needed to put it right.
#[derive(Debug)]
pub(in crate::import) struct OpenReport {
    pub(in crate::import) report: FileReport,
    /// First rows of groups with their sizes.
    pub(in crate::import) groups: HashMap<u32, u32>,
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
            BuildNote::OwnerMissing => Refusal::OwnerMissing,
            BuildNote::Duplicate => Refusal::SameId,
        };
        let kind = caseload.vocabulary.name(note.kind);
        if let Some(made) = open.report.made.iter_mut().find(|m| m.kind == kind) {
            made.records = made.records.saturating_sub(1);
        }
        refused.entry((note.place.file, note.place.row)).or_insert(why);
    }
    if refused.is_empty() {
        return;
    }
    // A row that feeds another record too is kept.
    let files: HashSet<u16> = refused.keys().map(|k| k.0).collect();
    for table in &caseload.tables {
        if table.file.is_none() && !files.contains(&table.only_file) {
            continue;
        }
        for row in 0..table.len() {
            refused.remove(&table.place(row));
        }
    }
    for ((file, row), why) in refused {
        if let Some(open) = reports.get_mut(&file) {
            let rows = open.groups.get(&row).copied().unwrap_or(1);
            open.report.take_back(why, row, u64::from(rows));
        }
    }
}
