//! What a format has read: records on their way into the caseload, and reports that are still open.

use super::report::{FileReport, LoadReport};
use super::tables::{OpenReport, look_at_days, provided, settle};
use crate::calendar::Day;
use crate::record::{Caseload, CaseloadBuilder, Column, Id, Shape, TextCode};
use std::collections::{BTreeMap, HashSet};

/// Records of one source, before owners, links and groups are found.
#[derive(Debug)]
pub(super) struct Unfinished {
    pub(super) builder: CaseloadBuilder,
    /// Reports of files that records came from, by place of the file in the builder.
    pub(super) reports: BTreeMap<u16, OpenReport>,
    /// Reports of files that no record came from: look-ups, agreements.
    pub(super) others: Vec<FileReport>,
    /// What is known of the load so far.
    pub(super) report: LoadReport,
}

impl Unfinished {
    /// Finds owners, links and groups, and closes the report; days are looked at when it is said what day it is.
    pub(super) fn finish(self, today: Option<Day>) -> (Caseload, LoadReport) {
        let Unfinished { builder, mut reports, mut others, mut report } = self;
        let (caseload, notes) = builder.finish();
        settle(&caseload, &notes, &mut reports);
        if let Some(today) = today {
            look_at_days(&caseload, today, &mut reports);
        }
        let mut files: Vec<&mut FileReport> =
            reports.values_mut().map(|open| &mut open.report).chain(&mut others).collect();
        files.retain(|file| file.columns.iter().any(|c| !c.unknown_codes.is_empty()));
        if !files.is_empty() {
            let somebody = Somebody::of(&caseload);
            files.into_iter().for_each(|file| file.hide(|code| somebody.is(code)));
        }
        report.files = reports.into_values().map(|open| open.report).collect();
        report.files.extend(others);
        report.provides = provided(&caseload);
        (caseload, report)
    }
}

/// Ids and names of the records: columns that stand swapped hold them where a code is read.
struct Somebody<'c> {
    caseload: &'c Caseload,
    ids: HashSet<Id>,
    names: HashSet<TextCode>,
}

impl Somebody<'_> {
    fn of(caseload: &Caseload) -> Somebody<'_> {
        let mut somebody = Somebody { caseload, ids: HashSet::new(), names: HashSet::new() };
        for (kind, declared) in caseload.vocabulary.iter() {
            let Some(table) = caseload.table(kind).filter(|_| declared.shape == Shape::Subject) else {
                continue;
            };
            somebody.ids.extend(&table.ids);
            if let Some(Column::Text(names)) = declared.field("name").map(|field| table.column(field)) {
                somebody.names.extend(names);
            }
        }
        somebody
    }

    fn is(&self, code: &str) -> bool {
        let texts = &self.caseload.texts;
        Id::find(code, texts).is_some_and(|id| self.ids.contains(&id))
            || texts.find(code).is_some_and(|name| self.names.contains(&name))
    }
}
