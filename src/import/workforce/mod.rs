//! The children's social work workforce census in XML: workers and their posts on 30 September.

mod record;

use super::codes::CodeOverrides;
use super::error::ImportError;
use super::unfinished::Unfinished;
use super::xml::{self, Known, Layout, Part};
use crate::record::{Provides, Vocabulary};
use Part::{Once, Unread};
use std::path::Path;
use std::sync::Arc;

const LAYOUT: Layout = Layout {
    source: "workforce-census",
    called: "social work workforce census",
    item: "CSWWWorker",
    must: &["Message"],
    around: xml::MESSAGE,
    // Totals of the authority.
    unread: &["LALevelVacancies", "NumberOfVacancies", "NoAgencyFTE", "NoAgencyHeadcount"],
    known: WORKER,
};

const WORKER: Known = &[(
    "CSWWWorker",
    &[
        Once("AgencyWorker"),
        Once("SWENo"),
        Once("FTE"),
        Unread("PersonBirthDate"),
        Unread("GenderCurrent"),
        Unread("Sex"),
        Unread("Ethnicity"),
        Unread("QualInst"),
        Unread("QualLevel"),
        Unread("StepUpGrad"),
        Once("OrgRole"),
        Once("RoleStartDate"),
        Unread("StartOrigin"),
        Once("RoleEndDate"),
        Unread("LeaverDestination"),
        Unread("ReasonLeave"),
        Unread("FTE30"),
        Unread("Cases30"),
        Unread("WorkingDaysLost"),
        Unread("ContractWeeks"),
        Unread("FrontlineGrad"),
        Unread("Absat30Sept"),
        Unread("ReasonAbsence"),
        Unread("CFKSSstatus"),
    ],
)];

/// Whether a path is an XML file that begins like this census, or a folder that holds one.
pub(super) fn looks_like_one(path: &Path) -> bool {
    xml::looks_like(path, |start| {
        start.contains("<Message") && (start.contains("CSWWWorker>") || start.contains("<LALevelVacancies"))
    })
}

/// Reads a census file, or the one XML file of a folder. The authority may say what its roles mean: `[codes.csww.OrgRole]`.
pub(super) fn read(
    path: &Path,
    vocabulary: &Arc<Vocabulary>,
    codes: &CodeOverrides,
) -> Result<Unfinished, ImportError> {
    let mut workers = record::Workforce { roles: codes.of("csww", "OrgRole") };
    xml::read(path, vocabulary, LAYOUT, &mut workers)
}

/// What the census can hold.
pub(super) fn can_hold(vocabulary: &Vocabulary) -> Provides {
    record::can_hold(vocabulary)
}
