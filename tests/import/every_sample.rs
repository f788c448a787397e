//! Every file of the shared samples, loaded: its counts are those of a plain second reader, and every refusal has a reason.
//! A sample that no loader here takes fails the test.

use crate::shared::shared;
use crate::support::load_from;
use duecare::import::{FileReport, LoadReport, SourceKind, read_statistics};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// How the files of a folder of samples are given to the program.
enum Taken {
    /// Each file by itself.
    OneByOne,
    /// The folder as it stands.
    Together,
}

/// Folders with the format they must be seen to be.
const FOLDERS: [(&str, Taken, &str); 7] = [
    ("cin_census", Taken::OneByOne, "cin-census"),
    ("csww", Taken::OneByOne, "workforce-census"),
    ("ssda903", Taken::Together, "ssda903"),
    ("ssda903", Taken::OneByOne, "ssda903"),
    ("ssda903_multi_year", Taken::Together, "ssda903"),
    ("annex_a", Taken::Together, "annex-a"),
    ("annex_a", Taken::OneByOne, "annex-a"),
];

#[test]
fn every_sample_is_loaded_and_its_rows_are_those_of_a_plain_count() {
    let Some(samples) = shared("samples") else { return };
    let mut left: BTreeSet<PathBuf> = BTreeSet::new();
    walk(&samples, &mut left);
    left.remove(&samples.join("SOURCES.md"));
    assert!(left.len() >= 50, "{}", left.len());
    let mut rows = 0;
    for (name, taken, source) in FOLDERS {
        let folder = samples.join(name);
        match taken {
            Taken::Together => rows += judged(load(&folder, source), &folder, &mut left),
            Taken::OneByOne => {
                let alone = |f: &PathBuf| matches!(ending(f).as_str(), "xml" | "xlsx");
                let files: Vec<PathBuf> = files(&folder).into_iter().filter(alone).collect();
                assert!(!files.is_empty(), "{name}");
                for file in files {
                    rows += judged(load(&file, source), &folder, &mut left);
                }
            }
        }
    }
    let figures = samples.join("dfe_stats");
    rows += judged(read_statistics(&figures).unwrap().1, &figures, &mut left);
    assert!(left.is_empty(), "no loader took these samples: {left:?}");
    println!("{rows} rows of the samples stand in the reports as a plain reader counts them");
}

fn load(path: &Path, source: &str) -> LoadReport {
    let loaded = load_from(SourceKind::Auto, path).unwrap_or_else(|e| panic!("{e}"));
    assert_eq!(loaded.report.source, source, "{}", path.display());
    loaded.report
}

/// Holds a report to the files it is about, and takes these off the list. Only what stands in the folder twice, as files
/// and in a workbook or a document, is left unread and named as not needed; none is unknown.
fn judged(report: LoadReport, folder: &Path, left: &mut BTreeSet<PathBuf>) -> u64 {
    assert!(report.unknown.is_empty(), "{:?}", report.unknown);
    let not_needed = report.not_needed.iter().map(String::as_str);
    for name in report.files.iter().map(|f| f.file.as_str()).chain(not_needed) {
        let file = folder.join(name.split(": ").next().unwrap());
        assert!(file.is_file(), "{name} is no file of {}", folder.display());
        left.remove(&file);
    }
    let text = report.to_string();
    for file in &report.files {
        let (path, part) = file.file.split_once(": ").unwrap_or((&file.file, ""));
        let wanted = plain_count(&folder.join(path), part);
        assert_eq!((file.failed.as_ref(), file.read), (None, wanted), "{}", file.file);
        explained(file, &text);
    }
    report.files.iter().map(|f| f.read).sum()
}

fn explained(file: &FileReport, text: &str) {
    assert_eq!(file.read, file.kept + file.refused, "{}", file.file);
    let reasons: u64 = file.reasons.iter().map(|(_, rows)| rows.count).sum();
    assert_eq!(reasons, file.refused, "{}", file.file);
    for (why, rows) in &file.reasons {
        assert!(!why.words().is_empty() && text.contains(why.words()), "{}: {why:?}", file.file);
        assert!(rows.first.iter().all(|row| *row > 0) && !rows.first.is_empty(), "{}: {why:?}", file.file);
    }
}

/// The rows of a file (of a sheet of it, or of a table in it), counted by what shares nothing with the importer.
fn plain_count(file: &Path, part: &str) -> u64 {
    match ending(file).as_str() {
        "csv" => {
            let rows = csv::ReaderBuilder::new().flexible(true).from_path(file).unwrap().into_byte_records();
            rows.filter(|row| !row.as_ref().unwrap().iter().all(<[u8]>::is_empty)).count() as u64
        }
        "xlsx" => {
            let place: usize = part.trim_start_matches("List ").parse().unwrap();
            super::annex_a::rows_of_sheets(file)[place - 1]
        }
        _ => {
            let text = std::fs::read_to_string(file).unwrap();
            let elements: &[&str] = match part {
                "header" => &["HEADER"],
                "episodes" => &["EPISODE"],
                "reviews" => &["AREVIEW"],
                "uasc" => &["DUC"],
                "oc2" => &["OC2"],
                "ad1" => &["DATE_MATCH"],
                "placed_adoption" => &["AD_PLACED"],
                "missing" => &["AMISSING"],
                "oc3" => &["OC3"],
                "previous_permanence" => &["PREV_PERM"],
                "" if text.contains("<CSWWWorker>") => &["CSWWWorker"],
                "" => &[
                    "Child",
                    "CINdetails",
                    "Assessments",
                    "CINPlanDates",
                    "Section47",
                    "ChildProtectionPlans",
                    "CPPreviewDate",
                    "PreProceedingsandFGDM",
                ],
                other => panic!("nobody counts {other}"),
            };
            elements.iter().map(|e| text.matches(&format!("<{e}>")).count() as u64).sum()
        }
    }
}

fn walk(folder: &Path, out: &mut BTreeSet<PathBuf>) {
    for path in files(folder) {
        match path.is_dir() {
            true => walk(&path, out),
            false => _ = out.insert(path),
        }
    }
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut files: Vec<_> = std::fs::read_dir(folder).unwrap().map(|e| e.unwrap().path()).collect();
    files.sort();
    files
}

fn ending(file: &Path) -> String {
    file.extension().map(|e| e.to_string_lossy().to_lowercase()).unwrap_or_default()
}
