//! What a format has read: records on their way into the caseload, and reports that are still open.

use super::report::{FileReport, LoadReport};
use super::tables::{OpenReport, look_at_days, provided, settle};
use crate::calendar::Day;
use crate::record::{Caseload, CaseloadBuilder};
use std::collections::BTreeMap;

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
        let Unfinished { builder, mut reports, others, mut report } = self;
        let (caseload, notes) = builder.finish();
        settle(&caseload, &notes, &mut reports);
        if let Some(today) = today {
            look_at_days(&caseload, today, &mut reports);
        }
        report.files = reports.into_values().map(|open| open.report).collect();
        report.files.extend(others);
        report.provides = provided(&caseload);
        (caseload, report)
    }
}
