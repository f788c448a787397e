//! What a format has read: records on their way into the caseload, and reports that are still open.

use super::report::{FileReport, LoadReport};
use super::tables::{OpenReport, look_at_days, provided, settle};
use crate::calendar::Day;
use crate::record::{Caseload, CaseloadBuilder, Column, Id, KindId, Shape, TextCode};
use std::collections::{BTreeMap, HashMap, HashSet};

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

/// What tells about somebody: ids and names of the records, which columns that stand swapped hold where a code is read,
/// and whatever stands in the records of one child (worker ...) only.
struct Somebody<'c> {
    caseload: &'c Caseload,
    ids: HashSet<Id>,
    names: HashSet<TextCode>,
    of_one: HashSet<TextCode>,
}

impl Somebody<'_> {
    fn of(caseload: &Caseload) -> Somebody<'_> {
        let of_one = of_one(caseload);
        let mut somebody = Somebody { caseload, ids: HashSet::new(), names: HashSet::new(), of_one };
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
            || texts.find(code).is_some_and(|text| self.names.contains(&text) || self.of_one.contains(&text))
    }
}

/// Texts that could not be read, and that stand with the records of one subject alone.
fn of_one(caseload: &Caseload) -> HashSet<TextCode> {
    // Whose it is, or that it is more than one's.
    let mut whose: HashMap<TextCode, Option<(KindId, u32)>> = HashMap::new();
    for (kind, _) in caseload.vocabulary.iter() {
        let root = caseload.vocabulary.root(kind);
        for ((_, row), text) in
            caseload.table(kind).iter().flat_map(|t| t.invalid.iter().map(move |i| (i.0, i.1)))
        {
            let of = caseload.table(kind).map(|t| (root, t.root_of(*row)));
            let known = whose.entry(*text).or_insert(of);
            if *known != of {
                *known = None;
            }
        }
    }
    whose.into_iter().filter(|(_, of)| of.is_some()).map(|(text, _)| text).collect()
}
