//! Sheets of a workbook are tables: cells of every sort, titles, rows that are none, and workbooks that are broken.

use super::support::{folder, load_from, records, report};
use duecare::import::{Loaded, Refusal, SourceKind};
use rust_xlsxwriter::{ExcelDateTime, Format, Formula, Workbook, Worksheet};
use std::io::{Read, Write};
use std::path::Path;

const MAPPING: &str = "name = 'own'\n\
    [[record]]\nkind = 'child'\nfile = 'people'\nid = 'Child ID'\nfields.born = 'Born'\nfields.disabled = 'Disabled'\n\
    [[record]]\nkind = 'visit'\nfile = 'visits'\nowner = 'Child ID'\ndate = 'Date'\nfields.child-seen = 'Seen'\n\
    fields.worker = 'Worker'\n";

fn day(year: u16, month: u8, day: u8) -> ExcelDateTime {
    ExcelDateTime::from_ymd(year, month, day).unwrap()
}

fn header(sheet: &mut Worksheet, row: u32, names: &[&str]) {
    for (column, name) in names.iter().enumerate() {
        sheet.write(row, column as u16, *name).unwrap();
    }
}

/// Two sheets: people, and visits with titles above and much besides.
fn book(path: &Path) {
    let date = Format::new().set_num_format("dd/mm/yyyy");
    let mut book = Workbook::new();
    let people = book.add_worksheet().set_name("People").unwrap();
    header(people, 0, &["Child  ID", "Born", "Disabled"]);
    people.write(1, 0, 1_761_444).unwrap();
    people.write_with_format(1, 1, day(2015, 3, 27), &date).unwrap();
    people.write(1, 2, true).unwrap();
    people.write(2, 0, "C 2").unwrap();
    // 42370 is 1 January 2016, in a cell that is not formatted.
    people.write(2, 1, 42_370).unwrap();
    people.write(2, 2, "No").unwrap();
    let visits = book.add_worksheet().set_name("Visits ").unwrap();
    visits.write(0, 0, "Extract for nobody").unwrap();
    visits.write(1, 0, "Date: 1 January 2026").unwrap();
    header(visits, 3, &["Child ID", "Date", "Seen", "Worker"]);
    visits.write(4, 0, " 1761444 ").unwrap();
    visits.write_formula(4, 1, Formula::new("=TODAY()").set_result("44200")).unwrap();
    visits.write(4, 2, 1).unwrap();
    visits.write_formula(4, 3, Formula::new("=VLOOKUP(A5,X,1)").set_result("#N/A")).unwrap();
    // Row 6 is blank.
    visits.write(6, 0, "C 2").unwrap();
    visits.write(6, 1, "05/01/2021").unwrap();
    visits.write(6, 2, "maybe").unwrap();
    visits.write(6, 3, "Ann Other").unwrap();
    visits.write(6, 7, "a remark beside the table").unwrap();
    visits.write(7, 1, "06/01/2021").unwrap();
    visits.write_blank(9, 0, &date).unwrap();
    visits.write(10, 0, "  ").unwrap();
    book.save(path).unwrap();
}

fn load(path: &Path) -> Result<Loaded, String> {
    let mapping = folder(&[("own.toml", MAPPING)]);
    load_from(SourceKind::Mapping(mapping.path().join("own.toml")), path).map_err(|e| e.to_string())
}

#[test]
fn a_workbook_alone_is_a_set_of_tables() {
    let folder = folder(&[]);
    let file = folder.path().join("book.xlsx");
    book(&file);
    let loaded = load(&file).unwrap();
    assert_eq!(
        records(&loaded.caseload, "child"),
        ["1761444 born=2015-03-27 disabled=yes", "C 2 born=2016-01-01 disabled=no"]
    );
    assert_eq!(
        records(&loaded.caseload, "visit"),
        ["5 of 1761444 2021-01-04 child-seen=yes", "7 of C 2 2021-01-05 worker=Ann Other child-seen~maybe"]
    );
    let r = report(&loaded, "book.xlsx: Visits ");
    assert_eq!((r.read, r.kept, r.refused), (3, 2, 1));
    assert_eq!(r.reasons[0].0, Refusal::NoOwner);
    assert_eq!(r.reasons[0].1.first, [8]);
    assert_eq!(
        r.notes,
        [
            "the column names stand in row 4: 2 rows above them not read",
            "`Worker`: 1 error of Excel (#N/A), nothing is known there",
            "1 cell right of the last column name: not read",
        ]
    );
}

#[test]
fn workbooks_lie_in_a_folder_beside_other_tables() {
    let folder =
        folder(&[("people.csv", "child id,born\nC3,2014-01-01\n"), ("~$book.xlsx", "a lock of Excel's")]);
    book(&folder.path().join("book.xlsx"));
    std::fs::write(folder.path().join("broken.xlsx"), "PK no zip").unwrap();
    let loaded = load(folder.path()).unwrap();
    // CSV comes first where a table stands twice; the visits are of the workbook.
    assert!(records(&loaded.caseload, "child").contains(&"C3 born=2014-01-01".to_owned()));
    assert_eq!(records(&loaded.caseload, "visit").len(), 2);
    let failed = report(&loaded, "broken.xlsx").failed.clone().unwrap();
    assert_eq!(failed, "it is no sound Excel workbook: open it in Excel and save it again as .xlsx");
}

#[test]
fn the_only_sheet_goes_by_the_name_of_its_workbook_too() {
    let folder = folder(&[]);
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    header(sheet, 0, &["Child ID", "Born"]);
    sheet.write(1, 0, "C1").unwrap();
    book.save(folder.path().join("People.xlsx")).unwrap();
    let loaded = load(folder.path()).unwrap();
    assert_eq!(records(&loaded.caseload, "child"), ["C1"]);
    assert_eq!(report(&loaded, "People.xlsx: Sheet1").read, 1);
    assert!(loaded.report.unknown.is_empty(), "{:?}", loaded.report.unknown);
}

#[test]
fn a_formula_without_a_result_is_told() {
    let folder = folder(&[]);
    let file = folder.path().join("book.xlsx");
    book(&file);
    // The stored result taken out, as programs write it that cannot calculate.
    rewrite(&file, |name, text| {
        if name == "xl/worksheets/sheet2.xml" {
            let text = String::from_utf8(text).unwrap();
            assert!(text.contains("<v>44200</v>"));
            return text.replace("<v>44200</v>", "").into_bytes();
        }
        text
    });
    let loaded = load(&file).unwrap();
    let notes = &report(&loaded, "book.xlsx: Visits ").notes;
    let told = "`Date`: 1 formula without a stored result, nothing is known there: open the workbook in Excel and save it";
    assert!(notes.iter().any(|n| n == told), "{notes:?}");
    assert_eq!(records(&loaded.caseload, "visit").len(), 2);
}

#[test]
fn a_workbook_that_unpacks_to_too_much_fails_alone() {
    let folder = folder(&[]);
    let file = folder.path().join("book.xlsx");
    book(&file);
    rewrite(&file, |name, text| match name {
        "docProps/app.xml" => vec![b' '; 40 << 20],
        _ => text,
    });
    let failed = |file: &Path| {
        let loaded = load(file).unwrap();
        assert_eq!(loaded.report.totals().0, 0);
        report(&loaded, "book.xlsx: People").failed.clone().unwrap()
    };
    let wanted = "it unpacks to more than 32 MB in one part, which no workbook of records does: save its sheets as CSV";
    assert_eq!(failed(&file), wanted);
    // A directory that says less than is there.
    let mut bytes = std::fs::read(&file).unwrap();
    let size = (40u32 << 20).to_le_bytes();
    let places: Vec<usize> = (0..bytes.len() - 4).filter(|i| bytes[*i..*i + 4] == size).collect();
    assert!(!places.is_empty());
    for place in places {
        bytes[place..place + 4].copy_from_slice(&1000u32.to_le_bytes());
    }
    std::fs::write(&file, bytes).unwrap();
    assert!(failed(&file).starts_with("it is no sound Excel workbook"), "{}", failed(&file));
}

#[test]
fn what_is_no_workbook_is_said_so() {
    let old = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, 0, 0];
    let folder = folder(&[("empty.xlsx", ""), ("text.txt", "x")]);
    std::fs::write(folder.path().join("locked.xlsx"), old).unwrap();
    let error = |name: &str| load(&folder.path().join(name)).unwrap_err();
    assert!(error("locked.xlsx").contains("it is locked with a password"), "{}", error("locked.xlsx"));
    assert!(error("empty.xlsx").contains("it is no sound Excel workbook"), "{}", error("empty.xlsx"));
    assert!(error("text.txt").contains("holds no file"), "{}", error("text.txt"));
}

/// Whatever is done to its bytes, a workbook ends in a report or an error.
#[test]
fn a_damaged_workbook_never_stops_the_program() {
    let folder = folder(&[]);
    let file = folder.path().join("book.xlsx");
    book(&file);
    let whole = std::fs::read(&file).unwrap();
    let parts = parts(&whole);
    let mut seed = 7u64;
    let mut random = |below: usize| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (seed >> 33) as usize % below
    };
    let damaged = folder.path().join("damaged.xlsx");
    for turn in 0..300 {
        if turn % 3 == 0 {
            let mut bytes = whole.clone();
            bytes.truncate(random(whole.len()));
            std::fs::write(&damaged, bytes).unwrap();
        } else {
            let chosen = random(parts.len());
            let mut changed = parts.clone();
            let text = &mut changed[chosen].1;
            for _ in 0..=random(4) {
                let at = random(text.len());
                match random(3) {
                    0 => text[at] = b"<>\"&0A9/ "[random(9)],
                    1 => drop(text.drain(at..(at + random(30)).min(text.len()))),
                    _ => text.extend_from_within(at..(at + random(60)).min(text.len())),
                }
                if text.is_empty() {
                    break;
                }
            }
            std::fs::write(&damaged, zipped(&changed)).unwrap();
        }
        if let Ok(loaded) = load(&damaged) {
            for f in &loaded.report.files {
                assert_eq!(f.read, f.kept + f.refused, "{}", f.file);
            }
        }
    }
}

type Parts = Vec<(String, Vec<u8>)>;

fn parts(bytes: &[u8]) -> Parts {
    let mut zip = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    let count = zip.len();
    let part = |i| {
        let mut entry = zip.by_index(i).unwrap();
        let mut text = Vec::new();
        entry.read_to_end(&mut text).unwrap();
        (entry.name().unwrap().into_owned(), text)
    };
    (0..count).map(part).collect()
}

fn zipped(parts: &Parts) -> Vec<u8> {
    let mut out = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, text) in parts {
        out.start_file(name.as_str(), zip::write::SimpleFileOptions::default()).unwrap();
        out.write_all(text).unwrap();
    }
    out.finish().unwrap().into_inner()
}

fn rewrite(file: &Path, change: impl Fn(&str, Vec<u8>) -> Vec<u8>) {
    let parts = parts(&std::fs::read(file).unwrap());
    let parts = parts.into_iter().map(|(name, text)| (name.clone(), change(&name, text))).collect();
    std::fs::write(file, zipped(&parts)).unwrap();
}
