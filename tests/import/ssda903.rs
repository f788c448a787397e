//! SSDA903: episodes become time in care, placements and legal statuses; the files of several years are one source.

use crate::shared::shared;
use crate::support::{folder, load_from, records, report};
use duecare::import::{Loaded, Refusal, SourceKind};

const HEADER: &str = "CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB\n";
const EPISODES: &str =
    "CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,HOME_POST,PL_POST,URN\n";

fn load(files: &[(&str, String)]) -> Loaded {
    let files: Vec<(&str, &str)> = files.iter().map(|(n, t)| (*n, t.as_str())).collect();
    let folder = folder(&files);
    let loaded = load_from(SourceKind::Auto, folder.path()).unwrap_or_else(|e| panic!("{e}"));
    assert_eq!(loaded.report.source, "ssda903");
    for f in &loaded.report.files {
        assert_eq!(f.read, f.kept + f.refused, "{}", f.file);
    }
    loaded
}

fn episodes(rows: &[&str]) -> String {
    format!("{EPISODES}{}\n", rows.join("\n"))
}

/// Records without their ids, which are rows: `of` and what follows.
fn made(loaded: &Loaded, kind: &str) -> Vec<String> {
    let all = records(&loaded.caseload, kind);
    all.iter().map(|r| r.split_once(" of ").map_or(r.as_str(), |p| p.1).to_owned()).collect()
}

#[test]
fn one_time_in_care_with_two_placements_and_two_statuses() {
    let rows = [
        "1,01/02/2020,S,V2,N1,U4,PR1,01/05/2020,X1,,,,111",
        "1,01/05/2020,L,C2,N1,U4,PR1,10/06/2020,X1,,,,111",
        "1,10/06/2020,P,C2,N1,K2,PR4,11/06/2021,E4A,,,,222",
    ];
    let loaded = load(&[
        ("Header.csv", format!("{HEADER}1,2,05/06/2010,WBRI,,,\n")),
        ("EPISODES.csv", episodes(&rows)),
    ]);
    assert_eq!(made(&loaded, "child"), ["1 born=2010-06-05 sex=F ethnicity=WBRI"]);
    assert_eq!(
        made(&loaded, "care-period"),
        ["1 2020-02-01..2021-06-11 end-reason=returned-home respite-only=no remand=no"]
    );
    assert_eq!(
        made(&loaded, "placement"),
        [
            "1 2020-02-01..2020-06-10 kind=fostering provider=in-house",
            "1 2020-06-10..2021-06-11 kind=residential provider=agency",
        ]
    );
    assert_eq!(
        made(&loaded, "legal-status"),
        ["1 2020-02-01..2020-05-01 kind=accommodated", "1 2020-05-01..2021-06-11 kind=care-order"]
    );
    let r = report(&loaded, "EPISODES.csv");
    assert_eq!((r.read, r.kept, r.refused), (3, 3, 0));
    assert!(r.notes.is_empty(), "{:?}", r.notes);
}

#[test]
fn what_does_not_follow_is_another_time_in_care() {
    let rows = [
        // Ends for a reason, starts again; the second is still open.
        "1,01/02/2020,S,J1,N1,R5,PR1,01/03/2020,E7,,,,",
        "1,01/05/2020,S,C2,N1,U4,PR1,,,,,,",
        // X1 on one day and the next episode on another: the chain breaks.
        "2,01/02/2020,S,C2,N1,U4,PR1,01/03/2020,X1,,,,",
        "2,05/03/2020,P,C2,N1,U5,PR1,01/04/2020,X1,,,,",
        // Goes on from a year that is not here.
        "3,01/02/2020,L,C2,N1,U4,PR1,,,,,,",
        // A short break is none.
        "4,01/02/2020,S,V3,N2,U6,PR1,03/02/2020,X1,,,,",
        // The agreement of a series says nothing of the days of its breaks.
        "4,01/03/2020,S,V4,N2,U6,PR1,,,,,,",
        // No day: kept for what it says.
        "5,soon,S,C2,N1,K2,PR1,01/02/2020,E3,,,,",
        // Nobody's, and one that stands twice.
        ",01/02/2020,S,C2,N1,K2,PR1,01/02/2020,E3,,,,",
        "3,01/02/2020,L,C2,N1,U4,PR1,,,,,,",
    ];
    let loaded =
        load(&[("header.csv", format!("{HEADER}1,1,,,,,\n")), ("2020_episodes.csv", episodes(&rows))]);
    assert_eq!(
        made(&loaded, "care-period"),
        [
            "1 2020-02-01..2020-03-01 end-reason=other respite-only=no remand=yes",
            "1 2020-05-01.. respite-only=no remand=no",
            "2 2020-02-01..2020-03-01 respite-only=no remand=no",
            // Undated: it is kept and listed, and nothing is judged by a day that nobody wrote.
            "2 ..2020-04-01 respite-only=no remand=no",
            "3 .. respite-only=no remand=no",
        ]
    );
    assert_eq!(made(&loaded, "short-break"), ["4 2020-02-01..2020-02-03", "4 .."]);
    assert_eq!(
        made(&loaded, "placement"),
        [
            "1 2020-02-01..2020-03-01 kind=residential provider=in-house",
            "1 2020-05-01.. kind=fostering provider=in-house",
            "2 2020-02-01..2020-03-01 kind=fostering provider=in-house",
            "2 2020-03-05..2020-04-01 kind=fostering provider=in-house",
            "3 .. kind=fostering provider=in-house",
            "5 ..2020-02-01 kind=residential provider=in-house",
        ]
    );
    let r = report(&loaded, "2020_episodes.csv");
    assert_eq!((r.read, r.kept, r.refused), (10, 8, 2));
    let reasons: Vec<_> = r.reasons.iter().map(|(why, rows)| (*why, rows.first.clone())).collect();
    assert_eq!(reasons, [(Refusal::NoOwner, vec![10]), (Refusal::Repeat, vec![11])]);
    assert_eq!(
        r.notes,
        [
            "2 episodes go on from none that is here: when time in care began is not known",
            "2 episodes end without a reason and no other follows that day: time in care ends with them",
            "1 episode agrees a series of short breaks (V4): the days of the breaks are not recorded",
        ]
    );
    let told = r.columns.iter().find(|c| c.column == "DECOM").unwrap();
    assert_eq!(told.unreadable.first, [9]);
}

#[test]
fn a_later_year_tells_on_and_anew() {
    let first = ["1,01/02/2017,S,C2,N1,U4,PR1,,,,,,111", "2,01/02/2017,S,C2,N1,U4,PR1,,,,,,"];
    let later = [
        "1,01/02/2017,S,C2,N1,U4,PR1,01/09/2017,X1,,,,111",
        "1,01/09/2017,P,C2,N1,K2,PR4,,,,,,222",
        "2,01/05/2018,P,C2,N1,K2,PR4,,,,,,",
    ];
    let reviews = "CHILD,DOB,REVIEW,REVIEW_CODE\n1,01/01/2010,01/03/2017,PN1\n";
    let header = |ethnic: &str| format!("{HEADER}1,M,01/01/2010,{ethnic},,,\n");
    let loaded = load(&[
        ("2017-header.csv", header("WBRI")),
        ("2018-header.csv", header("WOTH")),
        ("2017-episodes.csv", episodes(&first)),
        ("2018-episodes.csv", episodes(&later)),
        ("2017-reviews.csv", reviews.to_owned()),
        ("2018-reviews.csv", reviews.replace("01/03/2017", "2017-03-01") + "1,01/01/2010,01/09/2017,PN0\n"),
    ]);
    assert_eq!(made(&loaded, "child")[0], "1 born=2010-01-01 sex=M ethnicity=WOTH");
    assert_eq!(
        made(&loaded, "care-period"),
        ["1 2017-02-01.. respite-only=no remand=no", "2 2017-02-01.. respite-only=no remand=no"]
    );
    assert_eq!(made(&loaded, "placement").len(), 4);
    assert_eq!(made(&loaded, "placement")[2], "2 2017-02-01..2018-05-01 kind=fostering provider=in-house");
    assert_eq!(
        made(&loaded, "looked-after-review"),
        ["1 2017-03-01 cancelled=no child-took-part=yes", "1 2017-09-01 cancelled=no child-took-part=no"]
    );
    for file in ["2017-header.csv", "2017-episodes.csv", "2017-reviews.csv"] {
        let r = report(&loaded, file);
        assert_eq!((r.reasons[0].0, &r.reasons[0].1.first), (Refusal::Replaced, &vec![2]), "{file}");
    }
    assert_eq!(
        report(&loaded, "2018-episodes.csv").notes,
        ["1 episode has no end though another follows: it ends on the day that one starts"]
    );
}

#[test]
fn a_column_of_years_tells_them_apart_in_one_file() {
    let rows = "CHILD,REVIEW,REVIEW_CODE,Collection year\n1,01/03/2017,PN1,2017\n1,01/03/2017,PN0,2018\n";
    let loaded = load(&[("episodes.csv", episodes(&[])), ("reviews.csv", rows.to_owned())]);
    assert_eq!(made(&loaded, "looked-after-review"), ["1 2017-03-01 cancelled=no child-took-part=no"]);
    assert_eq!(report(&loaded, "reviews.csv").reasons[0].1.first, [2]);
}

#[test]
fn the_other_files_say_what_they_say() {
    let adopted =
        ["1,01/02/2020,S,E1,N1,U4,PR1,01/06/2020,X1,,,,1", "1,01/06/2020,P,E1,N1,A4,PR1,01/02/2021,E11,,,,2"];
    let loaded = load(&[
        ("header.csv", format!("\u{feff}{HEADER}1,1,01/01/2019,,,1.0,\n")),
        ("episodes.csv", episodes(&adopted)),
        (
            "PlacedAdoption.csv",
            "CHILD,DOB,DATE_PLACED,DATE_PLACED_CEASED,REASON_PLACED_CEASED\n1,,01/04/2020,,\n".into(),
        ),
        ("ad1.csv", "CHILD,DOB,DATE_INT,DATE_MATCH\n1,,01/04/2020,01/05/2020\n".into()),
        ("UASC.csv", "CHILD,SEX,DOB,DUC\n1,1,01/01/2019,\n".into()),
        ("oc2.csv", "CHILD,DOB,SDQ_SCORE,IMMUNISATIONS\n1,,12,1\n".into()),
        ("oc3.csv", "CHILD,DOB,IN_TOUCH\n1,,YES\n".into()),
        ("missing.csv", "CHILD,DOB,MISSING,MIS_START,MIS_END\n1,,M,01/07/2020,03/07/2020\n".into()),
        ("sw_episodes.csv", "CHILD,DOB,SW_ID,SW_DECOM,SW_DEC,SW_REASON\n1,,SW9,01/02/2020,,MANAGE\n".into()),
    ]);
    assert_eq!(made(&loaded, "child"), ["1 born=2019-01-01 sex=M immunised=yes unaccompanied=yes"]);
    assert_eq!(
        made(&loaded, "adoption-authority"),
        ["1 2020-04-01..2021-02-01 matched=2020-05-01 placed=2020-06-01 adopted=2021-02-01"]
    );
    assert_eq!(made(&loaded, "missing-episode"), ["1 2020-07-01..2020-07-03"]);
    assert_eq!(made(&loaded, "allocation"), ["1 2020-02-01.. worker=SW9 change-reason=MANAGE"]);
    assert!(loaded.report.not_needed.is_empty());
    let oc3 = report(&loaded, "oc3.csv");
    assert_eq!((oc3.read, oc3.kept, oc3.unneeded), (1, 0, true));
    let kind = |name: &str| loaded.caseload.vocabulary.kind_named(name).unwrap();
    assert!(
        !loaded.caseload.provides.kind(kind("visit")) && !loaded.caseload.provides.kind(kind("dental-check"))
    );
}

#[test]
fn the_samples_hold_what_a_plain_count_finds() {
    for samples in ["samples/ssda903", "samples/ssda903_multi_year"] {
        let Some(folder) = shared(samples) else { return };
        let loaded = load_from(SourceKind::Auto, &folder).unwrap();
        assert_eq!(loaded.report.source, "ssda903");
        let mut counted = 0;
        for r in &loaded.report.files {
            let rows = csv::ReaderBuilder::new().from_path(folder.join(&r.file)).unwrap().into_records();
            let plain = rows.filter(|row| !row.as_ref().unwrap().iter().all(str::is_empty)).count() as u64;
            assert_eq!((r.failed.as_ref(), r.read), (None, plain), "{}", r.file);
            assert_eq!(r.read, r.kept + r.refused, "{}", r.file);
            counted += 1;
        }
        assert!(counted >= 8, "{counted}");
    }
    let Some(folder) = shared("samples/ssda903") else { return };
    let loaded = load_from(SourceKind::Format("ssda903"), &folder).unwrap();
    let read = |file: &str| report(&loaded, file).read;
    assert_eq!([read("header.csv"), read("episodes.csv"), read("reviews.csv")], [2675, 5050, 12582]);
    assert_eq!(made(&loaded, "child").len(), 2676, "one more stands in the allocations only");
    assert_eq!(made(&loaded, "looked-after-review").len() as u64, report(&loaded, "reviews.csv").kept);
}
