//! Each format written, loaded back and judged.

use crate::differences::{Difference, compare};
use crate::judged::{gone, loaded, original};
use crate::plain::authority;
use duecare::demo::{NationalFormat, export};
use duecare::report::{MAPPING_FILE, tables};
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
    compare(&back, &[], |_, lines| lines);
}

const CENSUS: &[Difference] = &[(
    "conference-timely",
    12,
    "the census knows the day the enquiry started: three started the day before their strategy discussion",
)];

#[test]
fn the_census_gives_the_same_verdicts() {
    let folder = tempfile::tempdir().unwrap();
    write(NationalFormat::CinCensus, folder.path());
    compare(&loaded("cin-census", folder.path()), CENSUS, |_, lines| lines);
}
