//! Rows that make one record together, columns of other files, local codes.

use super::support::{folder, mapped, records, report, ssd};
use duecare::import::{AuthorityFile, LoadRequest, load};
use duecare::text::Sources;

const EPISODES: &str = "clae_cla_episode_id,clae_person_id,clae_cla_episode_start_date,clae_cla_episode_ceased_date,clae_cla_episode_ceased_reason,clae_cla_id,clae_entered_care_date\n\
    E3,C1,2020-06-01,2020-09-01,E4A,L1,2020-01-01\n\
    E1,C1,2020-01-01,2020-03-01,X1,L1,2020-01-01\n\
    E2,C1,2020-03-01,2020-06-01,X1,L1,2020-01-01\n\
    E4,C2,2020-02-01,2020-05-01,X1,L2,2020-02-01\n\
    E5,C2,2020-05-01,,,L2,2020-02-01\n\
    E6,C2,2020-05-01,,,,2020-02-01\n";

#[test]
fn episodes_of_one_id_are_one_time_in_care() {
    let loaded = ssd(&[("ssd_person.csv", "pers_person_id\nC1\nC2\n"), ("ssd_cla_episodes.csv", EPISODES)]);
    assert_eq!(
        records(&loaded.caseload, "care-period"),
        ["L1 of C1 2020-01-01..2020-09-01 end-reason=returned-home", "L2 of C2 2020-02-01.."]
    );
    let r = report(&loaded, "ssd_cla_episodes.csv");
    assert_eq!((r.read, r.kept, r.refused), (6, 5, 1));
}

#[test]
fn columns_of_other_files_are_found_by_their_key() {
    let loaded = ssd(&[
        ("ssd_person.csv", "pers_person_id\nC1\nC2\nC3\n"),
        ("ssd_disability.csv", "disa_person_id,disa_disability_code\nC1,NONE\nC2,NONE\nC2,LD\n"),
        ("ssd_family.csv", "fami_table_id,fami_family_id,fami_person_id\n1,F7,C1\n2,F7,C2\n3,F8,C3\n"),
        ("ssd_cin_visits.csv", "cinv_cin_visit_id,cinv_person_id,cinv_cin_visit_date\n7,C1,2021-01-04\n"),
        (
            "visit_meta.csv",
            "visit_id,recorded_at,worker_id\n7,2021-01-06 09:30:00,W1\n9,2021-01-06,W2\n,2021-01-01,\n",
        ),
    ]);
    assert_eq!(
        records(&loaded.caseload, "child"),
        ["C1 disabled=no family=F7", "C2 disabled=yes family=F7", "C3 family=F8"]
    );
    assert_eq!(records(&loaded.caseload, "family"), ["F7", "F8"]);
    let visits = records(&loaded.caseload, "visit");
    assert_eq!(visits, ["7 of C1 2021-01-04 recorded 2021-01-06 kind=child-in-need worker=W1"]);
    let r = report(&loaded, "visit_meta.csv");
    assert_eq!((r.read, r.kept, r.refused), (3, 2, 1));
}

#[test]
fn an_authoritys_own_codes_come_first() {
    let folder = folder(&[
        ("ssd_person.csv", "pers_person_id\nC1\n"),
        (
            "ssd_cla_health.csv",
            "clah_health_check_id,clah_person_id,clah_health_check_type,clah_health_check_date,clah_health_check_status\n\
             1,C1,LAC medical,2021-01-04,done\n2,C1,Optician,2021-01-05,done\n",
        ),
    ]);
    let text = "name = 'N'\n[codes.ssd_cla_health]\n\
                clah_health_check_type = { 'lac medical' = 'Review Health Assessment' }\n\
                clah_health_check_status = { 'Done' = 'completed' }\n";
    let (authority, faults) = AuthorityFile::parse("a.toml", text, &mut Sources::default());
    assert!(!faults.has_errors());
    let request =
        LoadRequest { records: folder.path().to_owned(), codes: authority.codes, ..LoadRequest::default() };
    let loaded = load(&request, super::vocabulary()).unwrap();
    let found = records(&loaded.caseload, "health-assessment");
    assert_eq!(found, ["1 of C1 2021-01-04 kind=review status=completed"]);
    assert_eq!(report(&loaded, "ssd_cla_health.csv").refused, 1);
}

#[test]
fn flags_in_json_the_first_that_is_yes() {
    let header = "cont_contact_id,cont_person_id,cont_contact_date,cont_contact_outcome_json\n";
    let rows = "1,C1,2021-01-04,\"{\"\"NEW_REFERRAL_FLAG\"\":\"\"N\"\",\"\"NFA_FLAG\"\":\"\"Y\"\"}\"\n\
                2,C1,2021-01-05,\"{\"\"NEW_REFERRAL_FLAG\"\":\"\"Y\"\",\"\"NFA_FLAG\"\":\"\"Y\"\"}\"\n\
                3,C1,2021-01-06,{}\n4,C1,2021-01-07,no json\n5,C1,2021-01-08,\n";
    let loaded =
        ssd(&[("ssd_person.csv", "pers_person_id\nC1\n"), ("ssd_contacts.csv", &format!("{header}{rows}"))]);
    assert_eq!(
        records(&loaded.caseload, "contact"),
        [
            "1 of C1 2021-01-04 outcome=no-further-action",
            "2 of C1 2021-01-05 outcome=referral",
            "3 of C1 2021-01-06",
            "4 of C1 2021-01-07 outcome~no json",
            "5 of C1 2021-01-08",
        ]
    );
}

#[test]
fn a_mapping_of_ones_own() {
    let mapping = "name = 'own'\n\
        [forms]\ndates = ['uk', 'excel', 'compact']\nyes = ['ja']\nno = ['nein']\nblank = ['-', '01/01/1900']\n\
        [files]\npeople = ['kids']\n\
        [[record]]\nkind = 'child'\nfile = 'people'\nid = 'Number'\nfields.born = ['Born', 'Date of birth']\n\
        [[record]]\nkind = 'visit'\nfile = 'calls'\nid = 'no'\nowner = 'child'\ndate = 'day'\n\
        fields.kind = { column = 'sort', codes = { care = ['L', 'M'], protection = 'P' }, else = 'child-in-need' }\n\
        fields.child-seen = 'seen'\n";
    let mapping = mapping.replace("protection = 'P'", "'P' = 'protection'");
    let files = [
        ("Kids.CSV", "number;date of birth\n12;5/1/2015\n13;01/01/1900\n"),
        (
            "calls.csv",
            "no;child;day;sort;seen\n1;12;44200;l;JA\n2;12;20210105;P;nein\n3;13;05-01-2021;;-\n4;13;2021-01-07;q;ja\n",
        ),
    ];
    let loaded = mapped(&mapping, &files).unwrap();
    assert_eq!(records(&loaded.caseload, "child"), ["12 born=2015-01-05", "13"]);
    assert_eq!(
        records(&loaded.caseload, "visit"),
        [
            "1 of 12 2021-01-04 kind=care child-seen=yes",
            "2 of 12 2021-01-05 kind=protection child-seen=no",
            "3 of 13 2021-01-05",
            "4 of 13 2021-01-07 kind=child-in-need child-seen=yes",
        ]
    );
}

const TWICE: &str = "name = 'own'\n\
    [[record]]\nkind = 'child'\nfile = 'people'\nid = 'key'\n\
    [[record]]\nkind = 'visit'\nfile = 'all'\ntold-in = ['plan', 'care']\nBY-DAYid = 'note'\nowner = 'key'\ndate = 'day'\n\
    [[record]]\nkind = 'visit'\nfile = 'plan'\nid = 'note'\nowner = 'key'\ndate = 'day'\n\
    [[record]]\nkind = 'visit'\nfile = 'care'\nid = 'note'\nowner = 'key'\ndate = 'day'\n";

#[test]
fn a_record_that_stands_in_two_files_is_one() {
    let files = [
        ("people.csv", "key\nA\nB\n"),
        (
            "all.csv",
            "note,key,day\nN1,A,2025-01-20\nP1,A,2025-01-27\nN2,A,2025-02-03\nN3,B,2025-02-03\nN4,B,\n",
        ),
        ("plan.csv", "note,key,day\nP1,A,2025-01-27\n"),
        ("care.csv", "note,key,day\nL9,A,2025-02-03\nL8,B,\n"),
    ];
    // By its id P1; by child and day N2 too. N3 is of another child, N4 has no day.
    for (option, gone) in [("", vec![3]), ("told-by-day = true\n", vec![3, 4])] {
        let loaded = mapped(&TWICE.replace("BY-DAY", option), &files).unwrap();
        let report = report(&loaded, "all.csv");
        let kept = 5 - gone.len() as u64;
        assert_eq!((report.read, report.kept, report.made[0].records), (5, kept, kept));
        let (why, rows) = &report.reasons[0];
        assert_eq!((why.code(), &rows.first), ("told-elsewhere", &gone));
        assert_eq!(records(&loaded.caseload, "visit").len() as u64, kept + 3);
    }
}

#[test]
fn the_latest_of_a_care_leaver_is_read_where_no_file_holds_them_over_time() {
    let leavers = "clea_table_id,clea_person_id,clea_care_leaver_latest_contact,clea_pathway_plan_review_date\n1,C1,2021-02-01,2021-01-05\n2,C2,,\n";
    let person = ("ssd_person.csv", "pers_person_id\nC1\nC2\n");
    let loaded = ssd(&[person, ("ssd_care_leavers.csv", leavers)]);
    assert_eq!(records(&loaded.caseload, "leaver-contact"), ["2 of C1 2021-02-01"]);
    assert_eq!(records(&loaded.caseload, "pathway-plan"), ["2 of C1 2021-01-05"]);
    let latest = |kind: &str, loaded: &duecare::import::Loaded| {
        loaded.report.provides.iter().any(|p| p.kind == kind && p.latest)
    };
    assert!(latest("leaver-contact", &loaded) && latest("pathway-plan", &loaded));
    let own = ("leaver_contact.csv", "contact_id,child_id,date\n9,C1,2020-12-01\n");
    let loaded = ssd(&[person, ("ssd_care_leavers.csv", leavers), own]);
    assert_eq!(records(&loaded.caseload, "leaver-contact"), ["9 of C1 2020-12-01"]);
    assert!(!latest("leaver-contact", &loaded));
}
