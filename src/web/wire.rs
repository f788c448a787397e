//! What goes over the wire. Children stand under opaque keys; their own ids never do.

use super::state::Asking;
use crate::calendar::{Day, to_iso};
use crate::record::Row;
use crate::report::{Finding, ListRow, Naming, rows, why};
use serde::Serialize;
use utoipa::ToSchema;

/// One obligation as a list shows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct Breach {
    /// The child's opaque key; nothing where the standard is about a worker or a team.
    pub child: Option<String>,
    /// The standard's id.
    pub standard: String,
    /// Its version.
    pub version: u32,
    /// critical, high, medium or low.
    pub severity: String,
    /// The verdict, hyphenated: `overdue`, `cannot-tell` ...
    pub verdict: String,
    /// First day the duty existed.
    pub opened: Option<String>,
    /// The day it falls due.
    pub due: Option<String>,
    /// The day it was answered.
    pub done: Option<String>,
    /// Days past the due day.
    pub days_overdue: Option<i32>,
    /// The team responsible on the due day.
    pub team: Option<String>,
    /// The worker responsible on the due day.
    pub worker: Option<String>,
    /// Why, in one line.
    pub why: String,
    /// The opaque key of the family or other subject, where it is no child, worker or team.
    pub subject: Option<String>,
}

/// A page of a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub(super) struct BreachPage {
    /// The day judged.
    pub as_at: String,
    /// Records entered later are left out.
    pub known_on: Option<String>,
    /// Names the run: the same records, rules and days give the same one.
    pub run: String,
    /// Names the rule set.
    pub rules: String,
    /// How many there are on all pages.
    pub total: usize,
    /// Ask for the next page with `cursor`.
    pub next: Option<String>,
    /// The obligations.
    pub items: Vec<Breach>,
}

/// A day as data.
pub(super) fn iso(d: Day) -> String {
    to_iso(d)
}

impl From<ListRow> for Breach {
    fn from(r: ListRow) -> Breach {
        Breach {
            child: r.child,
            standard: r.standard,
            version: r.version,
            severity: r.severity.to_owned(),
            verdict: r.verdict.to_owned(),
            opened: r.opened.map(to_iso),
            due: r.due.map(to_iso),
            done: r.done.map(to_iso),
            days_overdue: r.days_overdue,
            team: r.team,
            worker: r.worker,
            why: r.why,
            subject: r.subject,
        }
    }
}

/// Rows of findings, children under their keys.
pub(super) fn listed(asking: &Asking<'_>, found: &[Finding]) -> Vec<ListRow> {
    let key = |at: Row| asking.judged.keys.of(&asking.judged.caseload, at);
    rows(&asking.book, found, Naming::Keys(&key), |f| why(&asking.book, f))
}
