//! What is said beside a list: of the calendar, and of files that cannot be read.

use crate::program::duecare;
use crate::records;
use crate::{run, written};

#[test]
fn a_day_after_the_end_of_the_calendar_is_said() {
    let run =
        |day: &str| duecare(&["run", "--records", records(), "--as-at", day, "--standard", "placed-near"]);
    let said = "the calendar of this version of duecare ends on 31 December 2030";
    let (status, _, error) = run("2031-01-01");
    assert_eq!(status, 0, "{error}");
    assert!(error.contains(said) && error.contains("cannot be told after it"), "{error}");
    assert!(!run("2030-12-31").2.contains(said));
}

#[test]
fn a_file_that_cannot_be_read_is_named() {
    let folder = tempfile::tempdir().unwrap();
    for entry in std::fs::read_dir(records()).unwrap() {
        let path = entry.unwrap().path();
        std::fs::copy(&path, folder.path().join(path.file_name().unwrap())).unwrap();
    }
    let run = || {
        let path = folder.path().display().to_string();
        duecare(&["run", "--records", &path, "--as-at", "2021-03-31", "--standard", "placed-near"]).2
    };
    assert!(!run().contains("could not be read"));
    let file = folder.path().join("ssd_cin_visits.csv");
    let text = std::fs::read_to_string(&file).unwrap() + "\"a quote that nothing closes\n";
    std::fs::write(&file, text).unwrap();
    let said = run();
    assert!(said.contains("ssd_cin_visits.csv could not be read, and nothing of it is judged"), "{said}");
}

#[test]
fn that_every_role_holds_a_case_is_said_until_an_authority_names_those_that_do() {
    let (_, _, error) = run(&[]);
    assert!(error.contains(" roles, and each counts as holding the case"), "{error}");
    let folder = tempfile::tempdir().unwrap();
    let own =
        written(folder.path(), "own.toml", "name = \"own\"\n[roles]\nallocated = [\"social-worker\"]\n");
    let (status, _, error) = run(&["--authority", &own.display().to_string()]);
    assert_eq!(status, 0, "{error}");
    assert!(!error.contains("counts as holding the case"), "{error}");
}
