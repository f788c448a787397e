//! What holds for any input: no order changes the records, and no bytes bring a load down.

use super::support::{everything, folder, load_from};
use duecare::demo::{Options, Profile, write_authority};
use duecare::import::{LoadRequest, SourceKind, load};
use proptest::prelude::*;
use std::path::Path;

/// A few tables of an invented authority, small enough to be changed and loaded many times.
fn few_tables() -> Vec<(String, String)> {
    let whole = tempfile::tempdir().unwrap();
    let options = Options { children: 60, seed: 5, last_day: None };
    write_authority(&Profile::named("default").unwrap(), whole.path(), &options).unwrap();
    let names = [
        "ssd_person",
        "ssd_cin_episodes",
        "ssd_cin_visits",
        "visit_meta",
        "ssd_cla_episodes",
        "ssd_involvements",
        "meeting",
        "ssd_department",
        "recorded",
    ];
    let read = |n: &&str| {
        (format!("{n}.csv"), std::fs::read_to_string(whole.path().join(format!("{n}.csv"))).unwrap())
    };
    names.iter().map(read).collect()
}

fn written(tables: &[(String, String)]) -> tempfile::TempDir {
    folder(&tables.iter().map(|(n, t)| (n.as_str(), t.as_str())).collect::<Vec<_>>())
}

fn found(path: &Path, threads: Option<usize>) -> Vec<(String, Vec<String>)> {
    let request = LoadRequest {
        from: SourceKind::Format("ssd"),
        records: path.to_owned(),
        threads,
        ..LoadRequest::default()
    };
    let caseload = load(&request, super::vocabulary()).unwrap().caseload;
    everything(&caseload)
}

#[test]
fn the_order_of_rows_and_threads_changes_nothing() {
    let tables = few_tables();
    let plain = found(written(&tables).path(), Some(1));
    for turn in 1..4u64 {
        let mixed: Vec<(String, String)> =
            tables.iter().map(|(n, t)| (n.clone(), shuffled(t, turn))).collect();
        assert_eq!(found(written(&mixed).path(), Some(2)), plain, "turn {turn}");
    }
}

/// The rows below the header in another order, always the same for a turn.
fn shuffled(table: &str, turn: u64) -> String {
    let mut lines: Vec<&str> = table.lines().collect();
    let mut state = turn;
    for i in (2..lines.len()).rev() {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        lines.swap(i, 1 + (state >> 33) as usize % i);
    }
    lines.join("\n") + "\n"
}

#[test]
fn line_ends_quotes_and_case_of_names_change_nothing() {
    let tables = few_tables();
    let plain = found(written(&tables).path(), None);
    let windows: Vec<(String, String)> = tables
        .iter()
        .map(|(n, t)| {
            let (header, rows) = t.split_once('\n').unwrap();
            (n.to_uppercase(), format!("\u{feff}{}\r\n{}", header.to_uppercase(), rows.replace('\n', "\r\n")))
        })
        .collect();
    assert_eq!(found(written(&windows).path(), None), plain);
}

const CENSUS: &str = "<Message><Children><Child><ChildIdentifiers><LAchildID>A1</LAchildID><PersonBirthDate>2015-03-27</PersonBirthDate></ChildIdentifiers>\
<CINdetails><CINreferralDate>2022-10-06</CINreferralDate><Section47><S47ActualStartDate>2022-11-20</S47ActualStartDate><ICPCnotRequired>false</ICPCnotRequired></Section47>\
<ChildProtectionPlans><CPPstartDate>2022-12-06</CPPstartDate><Reviews><CPPreviewDate>2023-01-15</CPPreviewDate></Reviews></ChildProtectionPlans></CINdetails></Child></Children></Message>";

const VISITS: &str = "cinv_cin_visit_id,cinv_person_id,cinv_cin_visit_date,cinv_cin_visit_seen\nV1,C1,2021-01-04,Y\n\"V2\",C1,\"2021-01-05\",N\nV3,C2,05/01/2021,\n";

/// A change of some bytes: cut, put in, overwritten.
fn changed(text: &'static str) -> impl Strategy<Value = Vec<u8>> {
    let odd = prop_oneof![
        Just(b'"'),
        Just(b','),
        Just(b'\n'),
        Just(b'\r'),
        Just(b'<'),
        Just(b'>'),
        Just(b'&'),
        Just(0u8),
        Just(0xFFu8),
        any::<u8>()
    ];
    let change = (any::<prop::sample::Index>(), 0..3u8, odd, 1..40usize);
    prop::collection::vec(change, 1..6).prop_map(move |changes| {
        let mut bytes = text.as_bytes().to_vec();
        for (at, what, byte, length) in changes {
            let at = at.index(bytes.len().max(1)).min(bytes.len());
            match what {
                0 => drop(bytes.drain(at..(at + length).min(bytes.len()))),
                1 => bytes.insert(at, byte),
                _ => bytes.splice(at..(at + 1).min(bytes.len()), [byte]).for_each(drop),
            }
        }
        bytes
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, ..ProptestConfig::default() })]

    #[test]
    fn changed_tables_are_read_or_refused(bytes in changed(VISITS)) {
        let folder = folder(&[("ssd_person.csv", "pers_person_id\nC1\n")]);
        std::fs::write(folder.path().join("ssd_cin_visits.csv"), bytes).unwrap();
        let loaded = load_from(SourceKind::Format("ssd"), folder.path()).unwrap();
        for r in &loaded.report.files {
            prop_assert_eq!(r.read, r.kept + r.refused);
        }
        let _ = loaded.report.to_string();
    }

    #[test]
    fn changed_censuses_are_read_or_refused(bytes in changed(CENSUS)) {
        let folder = folder(&[]);
        std::fs::write(folder.path().join("c.xml"), bytes).unwrap();
        let loaded = load_from(SourceKind::Format("cin-census"), folder.path()).unwrap();
        for r in &loaded.report.files {
            prop_assert_eq!(r.read, r.kept + r.refused);
        }
    }
}
