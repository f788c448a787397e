//! What is refused, changed or made up, and how it is told.

use super::support::{folder, load_from, records, report, ssd};
use duecare::import::{Refusal, SourceKind};

const PEOPLE: &str = "pers_person_id,pers_dob\nC1,2015-03-27\nC2,2016-01-02\n";

fn visits(rows: &str) -> Vec<(&'static str, String)> {
    let header = "cinv_cin_visit_id,cinv_person_id,cinv_cin_visit_date,cinv_cin_visit_seen\n";
    vec![("ssd_person.csv", PEOPLE.to_owned()), ("ssd_cin_visits.csv", format!("{header}{rows}"))]
}

fn load(files: &[(&'static str, String)]) -> duecare::import::Loaded {
    ssd(&files.iter().map(|(n, t)| (*n, t.as_str())).collect::<Vec<_>>())
}

#[test]
fn every_refusal_names_its_rows_and_the_rest_is_kept() {
    let rows = "V1,C1,2021-01-04,Y\n\
                V2,C1,2021-01-05\n\
                V3,,2021-01-06,Y\n\
                V4,C1,2021-01-07,Y,extra\n\
                V5,C9,2021-01-08,Y\n\
                V1,C1,2021-01-04,Y\n\
                V1,C1,2021-02-04,Y\n\
                V6,C2,2021-01-09,Y,,\n\
                (8 rows affected)\n";
    let loaded = load(&visits(rows));
    let r = report(&loaded, "ssd_cin_visits.csv");
    assert_eq!((r.read, r.kept, r.refused), (9, 4, 5));
    let reasons: Vec<_> = r.reasons.iter().map(|(why, rows)| (*why, rows.first.clone())).collect();
    let expected =
        [(Refusal::Ragged, vec![3, 5, 10]), (Refusal::NoOwner, vec![4]), (Refusal::Repeat, vec![7])];
    assert_eq!(reasons, expected);
    assert_eq!(r.orphans.first, [6]);
    assert_eq!(r.same_id.first, [8]);
    assert_eq!(
        records(&loaded.caseload, "visit"),
        [
            "V1 of C1 2021-01-04 kind=child-in-need child-seen=yes",
            "V1 of C1 2021-02-04 kind=child-in-need child-seen=yes",
            "V6 of C2 2021-01-09 kind=child-in-need child-seen=yes",
            "V5 of C9 2021-01-08 kind=child-in-need child-seen=yes",
        ]
    );
}

#[test]
fn what_cannot_be_read_is_unknown_and_counted() {
    let rows = "1,C1, 2021-01-04 ,y\n2,C1,2021-01-05 00:00:00,maybe\n3,C1,2021-01-06T14:30:00,No\n\
                4,C2,31/12/2020,maybe\n5,C1,2021-02-30,maybe\n6,C1,,unknown\n";
    let loaded = load(&visits(rows));
    let text = loaded.report.to_string();
    let part = text.split("ssd_cin_visits.csv").nth(1).unwrap().split("\n\n").next().unwrap();
    assert_eq!(
        part,
        "\n  read 6   kept 6   refused 0   makes 6 visit\
         \n  visit without a day: 2\
         \n  cinv_cin_visit_date: 2 values tidied or standing for nothing\
         \n  cinv_cin_visit_date: 1 value not readable, the fact is unknown (row 6)\
         \n  cinv_cin_visit_seen: 1 value tidied or standing for nothing\
         \n  cinv_cin_visit_seen: unknown code `maybe` 3 times"
    );
    assert_eq!(
        records(&loaded.caseload, "visit"),
        [
            "1 of C1 2021-01-04 kind=child-in-need child-seen=yes",
            "2 of C1 2021-01-05 kind=child-in-need child-seen~maybe",
            "3 of C1 2021-01-06 kind=child-in-need child-seen=no",
            "5 of C1  kind=child-in-need child-seen~maybe",
            "6 of C1  kind=child-in-need",
            "4 of C2 2020-12-31 kind=child-in-need child-seen~maybe",
        ]
    );
    // What stands with one child alone may be about that child: it is counted, and not shown.
    let text = load(&visits(&rows.replace("4,C2,", "4,C1,"))).report.to_string();
    assert!(text.contains("cinv_cin_visit_seen: 3 with rare unknown codes (rows 3, 5, 6)"), "{text}");
}

#[test]
fn a_rare_unknown_code_is_not_shown() {
    // A column that was swapped may hold a name: what stands in few rows is counted, not told.
    let loaded = load(&visits("1,C1,2021-01-04,Aloysius\n2,C1,2021-01-05,Aloysius\n"));
    let text = loaded.report.to_string();
    assert!(text.contains("cinv_cin_visit_seen: 2 with rare unknown codes (rows 2, 3)"), "{text}");
    assert!(!text.contains("Aloysius") && !loaded.report.to_json().to_string().contains("Aloysius"));
}

#[test]
fn broken_files_fail_alone() {
    let broken: [(&[u8], &str); 7] = [
        (b"", "it is empty: there is not even a row of column names; export it again"),
        (
            b"c\0i\0n\0v\0_\0c\0i\0n\0_\0v\0",
            "it is written in UTF-16 and does not begin by saying so: save it as \"CSV UTF-8\"",
        ),
        (
            b"PK\x03\x04 a workbook",
            "it is an Excel workbook or a zip file, not CSV: save it as \"CSV UTF-8\", or name it by what it is",
        ),
        (
            b"cinv_cin_visit_id,cinv_cin_visit_date\nV1,2021-01-04\n",
            "it has no column `cinv_person_id` or `cinv_cin_plan_id`",
        ),
        (
            b"cinv_cin_visit_id,cinv_person_id,cinv_cin_visit_date,CINV_PERSON_ID\n",
            "the column `cinv_person_id` stands twice: take one out",
        ),
        (
            b"cinv_cin_visit_id,cinv_person_id,cinv_cin_visit_date\nV1,C1,2021-01-04\nV2,C1,\"2021-01-05\n",
            "a quote that opens in row 3 is never closed: export it again, with the quotes within a text doubled",
        ),
        (b"cinv_cin_visit_id,cinv_person_id\nV1,C1\n", "it has no column `cinv_cin_visit_date`"),
    ];
    for (bytes, why) in broken {
        let folder = folder(&[("ssd_person.csv", PEOPLE)]);
        std::fs::write(folder.path().join("ssd_cin_visits.csv"), bytes).unwrap();
        let loaded = load_from(SourceKind::Format("ssd"), folder.path()).unwrap();
        let r = report(&loaded, "ssd_cin_visits.csv");
        assert_eq!(r.failed.as_deref(), Some(why));
        assert_eq!((r.read, r.kept), (r.refused, 0), "{why}");
        assert_eq!(records(&loaded.caseload, "child").len(), 2);
        let visit = loaded.caseload.vocabulary.kind_named("visit").unwrap();
        assert!(!loaded.caseload.provides.kind(visit), "a failed file provides nothing: {why}");
        assert!(loaded.report.to_string().contains(&format!("ssd_cin_visits.csv  FAILED: {why}")));
    }
}

#[test]
fn letters_that_are_no_utf8_matter_only_where_they_are_read() {
    let folder = folder(&[]);
    let path = folder.path();
    std::fs::write(
        path.join("ssd_person.csv"),
        b"\xEF\xBB\xBFPERS_PERSON_ID,pers_forename,pers_sex\r\nC1,Jos\xE9,M\r\nC\xE9,x,F\r\n",
    )
    .unwrap();
    let loaded = load_from(SourceKind::Format("ssd"), path).unwrap();
    let r = report(&loaded, "ssd_person.csv");
    assert_eq!((r.read, r.kept), (2, 1));
    assert_eq!(r.reasons[0].0, Refusal::Encoding);
    assert_eq!(r.reasons[0].1.first, [3]);
    assert_eq!(records(&loaded.caseload, "child"), ["C1 sex=M"]);
}

#[test]
fn a_person_told_twice_is_kept_once() {
    let loaded = ssd(&[("ssd_person.csv", "pers_person_id,pers_sex\nC1,M\nC2,F\nC1,F\n,M\n")]);
    let r = report(&loaded, "ssd_person.csv");
    assert_eq!((r.read, r.kept, r.refused), (4, 2, 2));
    assert_eq!(r.made[0].records, 2);
    let reasons: Vec<_> = r.reasons.iter().map(|x| (x.0, x.1.first.clone())).collect();
    assert_eq!(reasons, [(Refusal::NoId, vec![5]), (Refusal::SameId, vec![4])]);
    assert_eq!(records(&loaded.caseload, "child"), ["C1 sex=M", "C2 sex=F"]);
}

#[test]
fn a_record_of_a_record_that_is_not_there_is_refused() {
    let loaded = ssd(&[
        ("ssd_person.csv", PEOPLE),
        ("placement_plan.csv", "plan_id,placement_id,child_id,from,until\nP1,X1,C1,2021-01-01,\n"),
        (
            "ssd_cla_placement.csv",
            "clap_cla_placement_id,clap_person_id,clap_cla_placement_start_date\nX2,C1,2021-01-01\n",
        ),
    ]);
    let r = report(&loaded, "placement_plan.csv");
    assert_eq!((r.read, r.kept, r.refused), (1, 0, 1));
    assert_eq!((r.made[0].records, r.reasons[0].0), (0, Refusal::OwnerMissing));
}

#[test]
fn a_row_that_feeds_two_kinds_counts_once() {
    let loaded = ssd(&[
        ("ssd_person.csv", PEOPLE),
        (
            "ssd_cin_episodes.csv",
            "cine_referral_id,cine_person_id,cine_referral_date,cine_close_date,cine_referral_nfa\n\
             R1,C1,2021-01-04,2021-03-04,N\nR2,C2,2021-01-05,,Y\n",
        ),
    ]);
    let r = report(&loaded, "ssd_cin_episodes.csv");
    assert_eq!((r.read, r.kept, r.refused), (2, 2, 0));
    let made: Vec<_> = r.made.iter().map(|m| (m.kind.as_str(), m.records)).collect();
    assert_eq!(made, [("referral", 2), ("case", 1)]);
}

#[test]
fn an_empty_table_is_no_missing_table() {
    let loaded = ssd(&[
        ("ssd_person.csv", PEOPLE),
        ("ssd_cp_plans.csv", "cppl_cp_plan_id,cppl_person_id,cppl_cp_plan_start_date\n"),
    ]);
    let kind = |name| loaded.caseload.vocabulary.kind_named(name).unwrap();
    let provides = &loaded.caseload.provides;
    assert!(provides.kind(kind("protection-plan")) && !provides.kind(kind("child-in-need-plan")));
    assert!(loaded.report.missing.contains(&"ssd_cin_plans".to_owned()));
}

#[test]
fn a_file_in_utf_16_is_read_where_it_begins_by_saying_so() {
    let files = visits("V1,C1,2021-01-04,Y\nV2,C2,2021-01-05,N\n");
    let plain = load(&files);
    let written = |unit: fn(u16) -> [u8; 2], mark: &str| {
        let folder = folder(&[]);
        for (name, text) in &files {
            let bytes: Vec<u8> = mark.encode_utf16().chain(text.encode_utf16()).flat_map(unit).collect();
            std::fs::write(folder.path().join(name), bytes).unwrap();
        }
        load_from(SourceKind::Format("ssd"), folder.path()).unwrap()
    };
    for unit in [u16::to_le_bytes, u16::to_be_bytes] {
        let loaded = written(unit, "\u{feff}");
        assert_eq!(records(&loaded.caseload, "visit"), records(&plain.caseload, "visit"));
        assert_eq!(report(&loaded, "ssd_cin_visits.csv").kept, 2);
    }
    let unmarked = written(u16::to_le_bytes, "");
    let why = "it is written in UTF-16 and does not begin by saying so";
    assert!(unmarked.report.to_string().contains(why), "{}", unmarked.report);
}

#[test]
fn a_link_to_somebody_who_stands_in_no_file_is_counted() {
    let involvements = "invo_involvements_id,invo_person_id,invo_professional_id,invo_involvement_start_date\n\
        I1,C1,W1,2021-01-04\nI2,C1,W9,2021-02-04\nI3,C2,W8,2021-02-04\nI4,C2,,2021-03-04\n";
    let with = |workers: Option<&str>| {
        let mut files = vec![("ssd_person.csv", PEOPLE), ("ssd_involvements.csv", involvements)];
        files.extend(workers.map(|text| ("ssd_professionals.csv", text)));
        ssd(&files)
    };
    let loaded = with(Some("prof_professional_id\nW1\n"));
    let strays = &report(&loaded, "ssd_involvements.csv").strays;
    assert_eq!(*strays, [("worker of allocation".to_owned(), 2)]);
    let told = "  worker of allocation: 2 of somebody who stands in no file, added with nothing known\n";
    assert!(loaded.report.to_string().contains(told), "{}", loaded.report);
    assert_eq!(records(&loaded.caseload, "worker").len(), 3);
    // Where no file tells of workers, all of them are made, and nothing is amiss.
    assert!(report(&with(None), "ssd_involvements.csv").strays.is_empty());
}
