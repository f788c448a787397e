//! Each format written, loaded back and judged.

use crate::differences::{Difference, compare};
use crate::judged::{gone, loaded, original};
use crate::plain::authority;
use duecare::demo::{NationalFormat, export};
use duecare::report::{MAPPING_FILE, TableForm, table_files, tables};
use std::path::Path;

fn write(format: NationalFormat, folder: &Path) {
    for file in export(authority(), format).unwrap() {
        std::fs::write(folder.join(file.name), file.bytes).unwrap();
    }
}

#[test]
fn tables_lose_nothing() {
    let folder = tempfile::tempdir().unwrap();
    for file in tables(original()).unwrap() {
        std::fs::write(folder.path().join(file.name), file.text).unwrap();
    }
    let back = loaded(folder.path().join(MAPPING_FILE).to_str().unwrap(), folder.path());
    assert_eq!(gone(&back), gone(original()));
    compare(&back, &[]);
}

#[test]
fn tables_in_parquet_lose_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let (mut files, mut rows) = (0, 0);
    for file in table_files(original(), TableForm::Parquet) {
        let file = file.unwrap();
        files += usize::from(file.name.ends_with(".parquet"));
        rows += file.rows.unwrap_or(0);
        std::fs::write(folder.path().join(file.name), file.text).unwrap();
    }
    let csv = tables(original()).unwrap();
    assert_eq!((files, rows), (csv.len() - 1, csv.iter().filter_map(|f| f.rows).sum()));
    let back = loaded(folder.path().join(MAPPING_FILE).to_str().unwrap(), folder.path());
    assert_eq!(back.provides, original().provides);
    // Written again as CSV, not a cell differs.
    assert_eq!(tables(&back).unwrap(), csv);
    compare(&back, &[]);
}

/// A snapshot held as one, by tables of its own.
#[test]
fn tables_of_a_snapshot_say_that_it_is_one() {
    let folder = tempfile::tempdir().unwrap();
    write(NationalFormat::AnnexA, folder.path());
    let lists = loaded("annex-a", &folder.path().join("annex_a.xlsx"));
    assert!(!lists.provides.latest.is_empty());
    let folder = tempfile::tempdir().unwrap();
    for file in tables(&lists).unwrap() {
        std::fs::write(folder.path().join(file.name), file.text).unwrap();
    }
    let back = loaded(folder.path().join(MAPPING_FILE).to_str().unwrap(), folder.path());
    assert_eq!(back.provides, lists.provides);
}

/// What list 7 leaves open after a visit at which the child was not alone.
const NOT_ALONE: &str = "the list says whether a child was seen alone, not whether it was seen at all";

const ANNEX_A: &[Difference] = &[
    (
        "strategy-before-section-47",
        12,
        "the list has one day for the discussion and the enquiry: three enquiries started the day before theirs",
    ),
    ("protection-visits", 11, NOT_ALONE),
    ("protection-visits-in-weeks", 6, NOT_ALONE),
    ("protection-visits-inclusive", 6, NOT_ALONE),
    ("protection-seen-in-two-weeks", 3, NOT_ALONE),
    (
        "conference-timely",
        3,
        "the list holds the last conference only: what an earlier one may have answered is not told",
    ),
    ("assessment-45", 24, "the list does not say that a child was not yet born"),
];

#[test]
fn annex_a_gives_the_same_verdicts() {
    let folder = tempfile::tempdir().unwrap();
    write(NationalFormat::AnnexA, folder.path());
    compare(&loaded("annex-a", &folder.path().join("annex_a.xlsx")), ANNEX_A);
}

const CENSUS: &[Difference] = &[(
    "conference-timely",
    25,
    "the census knows the day the enquiry started: where that is the day before its discussion, another one began what ran",
)];

#[test]
fn the_census_gives_the_same_verdicts() {
    let folder = tempfile::tempdir().unwrap();
    write(NationalFormat::CinCensus, folder.path());
    compare(&loaded("cin-census", folder.path()), CENSUS);
}

const RETURN: &[Difference] = &[
    (
        "immunised",
        90,
        "of children who left care before the year that is asked about, the return says nothing",
    ),
    (
        "looked-after-reviews",
        28,
        "a time in care that was remand in part only: our table calls all of it remand, the return none",
    ),
];

#[test]
fn the_return_about_children_looked_after_gives_the_same_verdicts() {
    let folder = tempfile::tempdir().unwrap();
    write(NationalFormat::Ssda903, folder.path());
    compare(&loaded("ssda903", folder.path()), RETURN);
}
