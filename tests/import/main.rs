//! Importers: what is read, what is refused and why, and that nothing is lost on the way.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::print_stdout,
    reason = "a test fails by panicking, and says what it leaves out"
)]

mod agreed;
mod agreements;
mod annex_a;
mod census;
mod every_sample;
mod grouped;
mod guess;
mod invented;
mod known;
mod many;
mod mappings;
mod parquet;
mod properties;
mod refused;
mod samples;
#[path = "../support/shared.rs"]
mod shared;
mod ssda903;
mod ssda903_xml;
mod statistics;
mod support;
mod together;
mod workbooks;
mod workforce;

use duecare::demo::{Options, Profile, write_authority};
use duecare::import::{LoadRequest, Loaded, load};
use duecare::lang::load_rules;
use duecare::record::Vocabulary;
use duecare::service::RuleFiles;
use std::path::Path;
use std::sync::{Arc, OnceLock};

/// The shipped vocabulary, read once.
fn vocabulary() -> Arc<Vocabulary> {
    static READ: OnceLock<Arc<Vocabulary>> = OnceLock::new();
    let read = || {
        let files = RuleFiles::carried();
        load_rules(&files.care, &|name| files.other(name), None).rules.unwrap().vocabulary
    };
    Arc::clone(READ.get_or_init(read))
}

fn loaded(records: &Path) -> Loaded {
    let request = LoadRequest { records: records.to_owned(), ..LoadRequest::default() };
    load(&request, vocabulary()).unwrap_or_else(|e| panic!("{e}"))
}

fn invented() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let options = Options { children: 60, seed: 3, last_day: None };
    write_authority(&Profile::named("default").unwrap(), folder.path(), &options).unwrap();
    folder
}

#[test]
fn every_row_read_is_kept_or_refused() {
    let folder = invented();
    let report = loaded(folder.path()).report;
    let (read, kept, refused) = report.totals();
    assert!(read > 1000);
    assert_eq!(read, kept + refused);
    for file in &report.files {
        assert_eq!(file.read, file.kept + file.refused, "{}", file.file);
    }
}

#[test]
fn a_broken_file_fails_alone_and_is_told() {
    let folder = invented();
    let whole = loaded(folder.path());
    std::fs::write(folder.path().join("ssd_cin_visits.csv"), [0xff, 0xfe, 0x00, b'\n', 0x00]).unwrap();
    let broken = loaded(folder.path());
    assert_eq!(whole.report.files.len(), broken.report.files.len());
    let told = broken.report.to_string();
    assert!(told.contains("ssd_cin_visits.csv"), "{told}");
    let visits = |l: &Loaded| {
        let kind = l.caseload.vocabulary.kind_named("visit").unwrap();
        l.caseload.table(kind).unwrap().len()
    };
    assert!(visits(&broken) < visits(&whole) && visits(&broken) > 0);
}

#[test]
fn a_folder_that_is_not_there_is_an_error_in_words() {
    let request = LoadRequest { records: "no-such-folder".into(), ..LoadRequest::default() };
    let error = load(&request, vocabulary()).err().unwrap().to_string();
    assert!(error.contains("no-such-folder"), "{error}");
}
