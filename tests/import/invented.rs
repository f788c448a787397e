//! The invented authority and the mapping agree: every code is known, and no row is refused but those the demo planted.

use super::support::load_from;
use duecare::demo::{Options, Profile, write_authority};
use duecare::import::{LoadReport, Refusal, SourceKind};
use std::collections::BTreeMap;
use std::path::Path;

type Row = BTreeMap<String, String>;

/// A file, and which of its rows are meant.
type Planted = (&'static str, fn(&Row) -> bool);

/// Rows that stand for nothing a standard reads, as a case system holds them: each file with what marks them.
const PLANTED: &[Planted] = &[
    // A service is no team.
    ("ssd_department.csv", |r| r["dept_team_parent_id"].is_empty()),
    // A meeting that was cancelled, or is still to come, was not held.
    ("meeting.csv", |r| ["cancelled", "planned"].contains(&r["status"].as_str())),
    ("ssd_cp_reviews.csv", |r| r["cppr_cp_review_date"].is_empty()),
    ("ssd_cla_reviews.csv", |r| r["clar_cla_review_date"].is_empty()),
    // No standard asks for eye tests.
    ("ssd_cla_health.csv", |r| r["clah_health_check_type"] == "Optician"),
];

fn invented(profile: &str, children: u32, seed: u64) -> (tempfile::TempDir, LoadReport) {
    let folder = tempfile::tempdir().unwrap();
    let options = Options { children, seed, last_day: None };
    write_authority(&Profile::named(profile).unwrap(), folder.path(), &options).unwrap();
    let report = load_from(SourceKind::Format("ssd"), folder.path()).unwrap().report;
    (folder, report)
}

fn rows(file: &Path) -> Vec<Row> {
    csv::Reader::from_path(file).unwrap().deserialize().map(Result::unwrap).collect()
}

#[test]
fn every_code_is_known_and_every_value_read_in_every_profile() {
    for profile in Profile::names() {
        let (_folder, report) = invented(profile, 500, 1);
        assert!(report.missing.is_empty(), "{profile}: not written: {:?}", report.missing);
        assert!(report.unknown.is_empty(), "{profile}: not read: {:?}", report.unknown);
        for file in &report.files {
            assert_eq!((&file.failed, &file.notes), (&None, &Vec::new()), "{profile}: {}", file.file);
            for column in &file.columns {
                assert!(column.unknown_codes.is_empty(), "{profile}: {} {column:?}", file.file);
                assert_eq!(column.unreadable.count, 0, "{profile}: {} {column:?}", file.file);
            }
        }
    }
}

#[test]
fn no_row_is_refused_but_those_that_were_planted() {
    for (profile, seed) in Profile::names().zip(1..) {
        let (folder, report) = invented(profile, 500, seed);
        for file in report.files.iter().filter(|f| !f.unneeded) {
            let planted = match PLANTED.iter().find(|p| p.0 == file.file) {
                Some((name, is_planted)) => {
                    rows(&folder.path().join(name)).iter().filter(|r| is_planted(r)).count()
                }
                None => 0,
            };
            let reasons: Vec<_> =
                file.reasons.iter().map(|(why, list)| (*why, list.count as usize)).collect();
            let expected = if planted == 0 { Vec::new() } else { vec![(Refusal::NotUsed, planted)] };
            assert_eq!(reasons, expected, "{profile}, seed {seed}: {}", file.file);
            assert_eq!((file.same_id.count, file.orphans.count), (0, 0), "{profile}: {}", file.file);
        }
    }
}
