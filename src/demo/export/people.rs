//! The people an export is about, with the facts that every format asks for.

use super::extract::{Extract, of};
use crate::calendar::Day;

/// A child or young person.
#[derive(Debug, Clone)]
pub(super) struct Person<'e> {
    pub(super) id: &'e str,
    /// M, F or U.
    pub(super) sex: &'e str,
    pub(super) born: Option<Day>,
    pub(super) due: Option<Day>,
    pub(super) died: Option<Day>,
    /// A code; `NOBT` where it is not yet known.
    pub(super) ethnicity: &'e str,
    pub(super) upn: Option<&'e str>,
    pub(super) upn_unknown: Option<&'e str>,
    /// Codes; none for a child without a disability.
    pub(super) disabilities: Vec<&'e str>,
}

/// Everybody, in the order of the extract.
pub(super) fn people(extract: &Extract) -> Vec<Person<'_>> {
    let disabilities = extract.by("ssd_disability", "disa_person_id");
    extract
        .rows("ssd_person")
        .map(|row| {
            let id = row.get("pers_person_id");
            Person {
                id,
                sex: row.said("pers_sex").unwrap_or("U"),
                born: row.day("pers_dob"),
                due: row.day("pers_expected_dob"),
                died: row.day("pers_death_date"),
                ethnicity: row.said("pers_ethnicity").unwrap_or("NOBT"),
                upn: row.said("pers_upn"),
                upn_unknown: row.said("pers_upn_unknown"),
                disabilities: of(&disabilities, id).iter().map(|r| r.get("disa_disability_code")).collect(),
            }
        })
        .collect()
}
