//! Whom a tried standard catches, beside whom the live one catches.

use super::state::Asking;
use super::wire::Breach;
use crate::record::Row;
use crate::report::{Book, Finding, Naming, rows, why};
use crate::service::{Found, Trial};
use serde::Serialize;
use std::collections::BTreeMap;
use utoipa::ToSchema;

/// How many of a list are shown; the counts say how many there are.
const SHOWN: usize = 50;

/// Whom a standard of the text would catch. Caught is who has an obligation that is
/// overdue, or was missed where the duty is one that cannot be done late.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub(super) struct Preview {
    /// The standard.
    pub standard: String,
    /// What it asks.
    pub title: String,
    /// Whether a live standard has that name, which the text would take the place of.
    pub replaces: bool,
    /// Why it is not judged: facts that the records do not hold, values that the authority has not set.
    pub not_judged: Option<String>,
    /// Obligations by verdict.
    pub verdicts: BTreeMap<String, usize>,
    /// Those of the live standard.
    pub live_verdicts: Option<BTreeMap<String, usize>>,
    /// How many children (workers, teams) it catches.
    pub caught: usize,
    /// How many of them the live standard does not catch; all, where there is none.
    pub newly_caught: usize,
    /// How many the live standard catches and it does not.
    pub no_longer_caught: usize,
    /// The worst obligation of each that is newly caught, the first 50.
    pub newly: Vec<Breach>,
    /// The worst obligation, under the live standard, of each that is no longer caught, the first 50.
    pub no_longer: Vec<Breach>,
}

/// The previews of a trial.
pub(super) fn preview(asking: &Asking<'_>, trial: &Trial) -> Vec<Preview> {
    let list = trial.tried.iter().map(|t| {
        let book = trial.book(asking.engine, asking.judged, t);
        let none = Found::default();
        let live = t.live.as_ref().unwrap_or(&none);
        let (newly, no_longer) = (t.found.beyond(live), live.beyond(&t.found));
        Preview {
            standard: t.id.clone(),
            title: t.title.clone(),
            replaces: t.live.is_some(),
            not_judged: t.not_judged.clone(),
            verdicts: counted(&t.found),
            live_verdicts: t.live.as_ref().map(counted),
            caught: t.found.caught.len(),
            newly_caught: newly.len(),
            no_longer_caught: no_longer.len(),
            newly: shown(asking, &book, &newly),
            no_longer: shown(asking, &asking.book, &no_longer),
        }
    });
    list.collect()
}

fn counted(found: &Found) -> BTreeMap<String, usize> {
    found.verdicts.iter().map(|(word, n)| ((*word).to_owned(), *n)).collect()
}

fn shown(asking: &Asking<'_>, book: &Book<'_>, list: &[&Finding]) -> Vec<Breach> {
    let key = |at: Row| asking.judged.keys.of(&asking.judged.caseload, at);
    let some: Vec<Finding> = list.iter().take(SHOWN).map(|f| **f).collect();
    rows(book, &some, Naming::Keys(&key), |f| why(book, f)).into_iter().map(Breach::from).collect()
}
