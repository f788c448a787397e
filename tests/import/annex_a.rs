//! Annex A: a workbook or a folder of its lists; what it says, and what it does not.

use crate::shared::shared;
use crate::support::{folder, load_from, records, report};
use duecare::import::{Loaded, SourceKind};
use duecare::record::{KindId, Provides};
use rust_xlsxwriter::Workbook;
use std::io::Read;
use std::path::Path;

const HEADS: [&str; 3] = ["Child Unique ID", "Gender", "Date of Birth"];

fn load(path: &Path) -> Loaded {
    load_from(SourceKind::Format("annex-a"), path).unwrap_or_else(|e| panic!("{e}"))
}

/// A sheet's name, the columns it has beside [`HEADS`], and its rows.
type Sheet<'s> = (&'s str, &'s [&'s str], &'s [&'s [&'s str]]);

/// A workbook of sheets, each with the columns that all lists begin with and some of its own.
fn book(path: &Path, sheets: &[Sheet<'_>]) {
    let mut book = Workbook::new();
    for (name, heads, rows) in sheets {
        let sheet = book.add_worksheet().set_name(*name).unwrap();
        for (column, head) in HEADS.iter().chain(*heads).enumerate() {
            sheet.write(0, column as u16, *head).unwrap();
        }
        for (row, cells) in rows.iter().enumerate() {
            for (column, cell) in cells.iter().enumerate() {
                let (row, column) = (row as u32 + 1, column as u16);
                match cell.parse::<f64>() {
                    Ok(number) => drop(sheet.write(row, column, number).unwrap()),
                    Err(_) => drop(sheet.write(row, column, *cell).unwrap()),
                }
            }
        }
    }
    book.save(path).unwrap();
}

#[test]
fn codes_behind_letters_names_and_latest_facts_are_read() {
    let folder = folder(&[]);
    let file = folder.path().join("annex.xlsx");
    let contacts: &[&[&str]] = &[
        &["1", "b) Female", "", "05/01/2021", "q) 6: Police"],
        &["1", "b) Female", "42370", "44201", "a) Individual"],
    ];
    let care_heads = [
        "Does the Child have a Disability",
        "Date Started to be Looked After",
        "Child\u{2019}s Legal Status",
        "Start date of current legal status",
        "Date of Latest Statutory Review",
        "Date of Last Social Work Visit",
        "Date of Last Dental Check",
        "Date Ceased to be Looked After",
        "Reason Ceased to be Looked After",
        "Start Date of Most Recent Placement",
        "Placement Type",
        "Placement Provider",
        "Allocated Team",
        "Allocated Worker",
    ];
    let care: &[&[&str]] = &[
        &[
            "1",
            "b) Female",
            "#N/A",
            "a) Yes",
            "2020-02-01",
            "C2: FCO",
            "44000",
            "2020-03-01",
            "",
            "2020-03-05",
            "2021-02-01",
            "k) E47: Special Guardianship Orders",
            "2020-06-01",
            "f) U6: Foster placement - not FFA",
            "e) PR4 - Private provision",
            " Team One ",
            "Ann Other",
        ],
        &[
            "2",
            "Female",
            "2012-12-01",
            "maybe",
            "2020-02-01",
            "e) Accommodated under S20",
            "nope",
            "",
            "2020-03-02",
            "",
            "",
            "",
            "2020-06-01",
            "h) Children\u{2019}s Homes",
            "a) Own LA",
            "Team One",
            "#N/A",
        ],
    ];
    book(
        &file,
        &[("Contacts", &["Date of Contact", "Contact Source"], contacts), ("List 8", &care_heads, care)],
    );
    let loaded = load(&file);
    let made = |kind: &str| records(&loaded.caseload, kind);
    // The two rows of a child in one list say together what each leaves out; the list that says most comes first.
    assert_eq!(made("child"), ["1 sex=F disabled=yes", "2 born=2012-12-01 sex=F disabled~maybe"]);
    assert_eq!(made("contact"), ["2 of 1 2021-01-05 sender=6", "3 of 1 2021-01-05 sender=Individual"]);
    assert_eq!(
        made("care-period"),
        ["2 of 1 2020-02-01..2021-02-01 end-reason=special-guardianship", "3 of 2 2020-02-01.."]
    );
    assert_eq!(made("legal-status").len(), 2);
    assert!(
        made("legal-status")[0].contains("2020-06-18..2021-02-01 kind=care-order"),
        "{:?}",
        made("legal-status")
    );
    assert!(
        made("placement")[0].contains("kind=fostering provider=agency team=Team One"),
        "{:?}",
        made("placement")
    );
    assert!(made("placement")[1].contains("kind=residential provider=in-house"), "{:?}", made("placement"));
    assert_eq!(made("visit"), ["3 of 2 2020-03-02 kind=care"]);
    assert_eq!(made("dental-check"), ["2 of 1 2020-03-05 status=completed"]);
    assert_eq!(made("team"), ["Team One name=Team One"]);
    assert_eq!(made("worker"), ["Ann Other name=Ann Other"]);
    // No dates of allocations: none are made, and no source holds them.
    let kind = |name: &str| loaded.caseload.vocabulary.kind_named(name).unwrap();
    let provides = &loaded.caseload.provides;
    assert!(!provides.kind(kind("allocation")) && !provides.kind(kind("child-in-need-plan")));
    let latest = ["visit", "dental-check", "looked-after-review", "placement", "legal-status"];
    assert!(latest.iter().all(|k| provides.latest.contains(&kind(k))));
    assert!(!provides.latest.contains(&kind("care-period")) && !provides.latest.contains(&kind("contact")));
    for f in &loaded.report.files {
        assert_eq!(f.read, f.kept + f.refused, "{}", f.file);
    }
}

#[test]
fn beside_a_source_that_holds_all_the_latest_is_no_limit() {
    let names = ["visit", "dental-check"];
    let vocabulary = super::vocabulary();
    let kinds = names.map(|n| vocabulary.kind_named(n).unwrap());
    let held = |kinds: &[KindId], latest: bool| Provides {
        kinds: kinds.iter().map(|k| (*k, None)).collect(),
        latest: kinds.iter().filter(|_| latest).copied().collect(),
        ..Provides::default()
    };
    let mut both = held(&kinds, true);
    both.join(&held(&kinds[..1], false));
    assert_eq!(both.latest.iter().copied().collect::<Vec<_>>(), kinds[1..]);
    let mut both = held(&kinds[..1], false);
    both.join(&held(&kinds, true));
    assert_eq!(both.latest.iter().copied().collect::<Vec<_>>(), kinds[1..]);
}

#[test]
fn a_folder_of_lists_is_the_same() {
    let loaded = load(
        folder(&[
            ("list_1.csv", "Child Unique ID,Gender,Date of Birth,Date of Contact\n7,a) Male,01/02/2015,05/01/2021\n"),
            ("LIST_7.csv", "Child Unique ID,Gender,Date of Birth,Child Protection Plan Start Date,Child Protection Plan End Date,Date of the Last Statutory Visit,Was the Child Seen Alone?,Date of latest review conference\n7,a) Male,01/02/2015,01/03/2021,,04/04/2021,a) Yes,05/05/2021\n"),
            ("list_11.csv", "Individual adopter identifier\n9\n"),
        ])
        .path(),
    );
    assert_eq!(records(&loaded.caseload, "child"), ["7 born=2015-02-01 sex=M"]);
    assert_eq!(
        records(&loaded.caseload, "visit"),
        ["2 of 7 2021-04-04 kind=protection child-seen=yes seen-alone=yes"]
    );
    assert_eq!(records(&loaded.caseload, "conference"), ["2 of 7 2021-05-05 kind=review"]);
    let adopters = report(&loaded, "list_11.csv");
    assert!(loaded.report.not_needed.is_empty() && loaded.report.is_whole());
    assert_eq!((adopters.read, adopters.kept, adopters.refused, adopters.unneeded), (1, 0, 1, true));
}

#[test]
fn a_row_whose_records_all_stand_elsewhere_is_refused_once_and_one_that_still_feeds_another_is_kept() {
    let loaded = load(
        folder(&[
            (
                "list_4.csv",
                "Child Unique ID,Gender,Allocated Team,Allocated Worker,Continuous Assessment Start Date
7,a) Male,Hub,Jo,01/03/2021
8,a) Male,Hub,Jo,02/03/2021
",
            ),
            // No day of referral: a child, a team and a worker are made of it, the first two known before.
            (
                "list_3.csv",
                "Child Unique ID,Gender,Allocated Team,Allocated Worker
7,a) Male,Hub,Jo
7,a) Male,Hub,Jo
8,a) Male,Hub,Jo
8,a) Male,Hub,Ann
",
            ),
        ])
        .path(),
    );
    let r = report(&loaded, "list_3.csv");
    assert_eq!((r.read, r.kept, r.refused), (4, 1, 3), "{r:?}");
    assert_eq!(r.reasons.len(), 1, "{r:?}");
    assert_eq!((r.reasons[0].1.count, &r.reasons[0].1.first), (3, &vec![2, 3, 4]), "{r:?}");
}

/// Rows of a sheet in which any value stands, by a look at its XML that shares nothing with the importer.
pub fn rows_of_sheets(file: &Path) -> Vec<u64> {
    let mut zip = zip::ZipArchive::new(std::fs::File::open(file).unwrap()).unwrap();
    let one = |n: usize| {
        let mut text = String::new();
        zip.by_name(&format!("xl/worksheets/sheet{n}.xml")).unwrap().read_to_string(&mut text).unwrap();
        text.split("<row ").skip(1).filter(|row| row.contains("<v>")).count() as u64 - 1
    };
    (1..=11).map(one).collect()
}

#[test]
fn the_dirty_samples_end_in_messages_and_lose_nothing() {
    let Some(samples) = shared("samples/annex_a") else { return };
    for name in ["Annex_A_2024_Jan.xlsx", "Annex_A_liia-tools.xlsx"] {
        let file = samples.join(name);
        let loaded = load_from(SourceKind::Auto, &file).unwrap();
        assert_eq!(loaded.report.source, "annex-a");
        for (place, rows) in rows_of_sheets(&file).into_iter().enumerate() {
            let list = format!("{name}: List {}", place + 1);
            let r = report(&loaded, &list);
            assert_eq!((r.failed.as_ref(), r.read), (None, rows), "{list}");
            assert_eq!(r.read, r.kept + r.refused, "{list}");
        }
        assert!(loaded.report.not_needed.is_empty());
        let text = loaded.report.to_string();
        for told in ["#N/A", "CS Assessment Updated"] {
            assert!(text.contains(told), "{told}");
        }
    }
    // A folder with the lists as files and as two workbooks: the files are read, and what is left is named.
    let dumped = load_from(SourceKind::Auto, &samples).unwrap();
    assert_eq!(dumped.report.source, "annex-a");
    assert_eq!(report(&dumped, "list_3.csv").read, 6);
    assert!(dumped.report.not_needed.contains(&"Annex_A_liia-tools.xlsx: List 3".to_owned()));
    assert!(dumped.report.unknown.is_empty(), "{:?}", dumped.report.unknown);
}
