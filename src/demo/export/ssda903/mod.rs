//! The return about children looked after (SSDA903): a CSV for each of its tables.

mod adoption;
mod codes;
mod episodes;
mod header;
mod once;
mod outcomes;

use super::Exported;
use super::extract::Extract;
use super::people::{Person, people};
use super::period::{Period, periods};
use crate::demo::error::DemoError;
use std::collections::BTreeSet;

/// What every table is made from.
struct Return<'e> {
    extract: &'e Extract,
    /// Whom the return is about: everybody who was ever looked after, and care leavers.
    people: Vec<Person<'e>>,
    /// Their times in care, the earliest first.
    periods: Vec<Period<'e>>,
}

impl Return<'_> {
    /// The times in care of a child, series of short breaks left out.
    fn in_care(&self, child: &str) -> impl Iterator<Item = &Period<'_>> {
        self.periods.iter().filter(move |p| p.child == child && !p.is_respite())
    }
}

/// The files of the return.
pub(super) fn files(extract: &Extract) -> Result<Vec<Exported>, DemoError> {
    let periods = periods(extract);
    let leavers = extract.rows("ssd_care_leavers").map(|r| r.get("clea_person_id"));
    let about: BTreeSet<&str> = periods.iter().map(|p| p.child).chain(leavers).collect();
    let people = people(extract).into_iter().filter(|p| about.contains(p.id)).collect();
    let of = Return { extract, people, periods };
    [
        header::header(&of),
        episodes::episodes(&of),
        once::reviews(&of),
        header::uasc(&of),
        outcomes::in_care(&of),
        outcomes::leavers(&of),
        adoption::adopted(&of),
        adoption::placed(&of),
        once::previous(&of),
        once::missing(&of),
        once::workers(&of),
    ]
    .into_iter()
    .collect()
}
