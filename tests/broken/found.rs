//! What the corpus found, each as small as it can be.

use crate::base::{Base, Sort, national};
use crate::book::of_part;
use crate::watch::{Fate, Trial, watch};
use duecare::demo::NationalFormat;

fn of(base: Base, hit: usize, change: impl Fn(&[u8]) -> Vec<u8>) -> Trial {
    let mut files = base.files;
    files[hit].1 = change(&files[hit].1);
    Trial {
        what: String::new(),
        from: base.from,
        records: base.records,
        beside: base.beside,
        id_map: base.id_map,
        hit: files[hit].0.clone(),
        files,
    }
}

/// Room for four thousand million texts was asked for, and the program ended.
#[test]
fn a_workbook_that_tells_more_texts_than_it_can_have_fails_alone() {
    let book = national("Annex A", NationalFormat::AnnexA, Sort::Book, 1);
    let many = b"<sst count=\"4294967295\" uniqueCount=\"4294967295\"></sst>";
    let trial = of(book, 0, |b| of_part(b, "sharedStrings", |_| many.to_vec()));
    assert_eq!(watch(&trial), Ok(Fate::FileFailed));
}

/// The reader of workbooks overflowed in counting columns and rows.
#[test]
fn a_workbook_with_places_beyond_any_sheet_fails_alone() {
    let swap = |text: Vec<u8>, what: &str, with: &str| {
        String::from_utf8(text).unwrap().replace(what, with).into_bytes()
    };
    for (what, with) in
        [("r=\"B", "r=\"ZZZZZZZZZ99999999999"), ("<dimension ref=\"A1", "<dimension ref=\"XFD1048576")]
    {
        let book = national("Annex A", NationalFormat::AnnexA, Sort::Book, 1);
        let trial = of(book, 0, |b| of_part(b, "sheet", |s| swap(s, what, with)));
        assert_eq!(watch(&trial), Ok(Fate::FileFailed), "{what}");
    }
}

/// A text of ten megabytes that many cells name would be copied for each.
#[test]
fn a_workbook_with_a_text_that_excel_cannot_hold_fails_alone() {
    let book = national("Annex A", NationalFormat::AnnexA, Sort::Book, 1);
    let long = format!("{}</t>", "x".repeat(200_000));
    let trial = of(book, 0, |b| {
        of_part(b, "sharedStrings", |s| String::from_utf8(s).unwrap().replacen("</t>", &long, 1).into_bytes())
    });
    assert_eq!(watch(&trial), Ok(Fate::FileFailed));
}

#[test]
fn an_id_that_stands_where_a_code_is_read_is_not_shown() {
    let people: String = (1..=5).map(|n| format!("K{n},2015-01-05\n")).collect();
    let visits: String = (1..=20).map(|n| format!("V{n},K1,2024-01-{n:02},K{}\n", 1 + n % 2)).collect();
    let folder = tempfile::tempdir().unwrap();
    let mapping = "name = 'own'\n[[record]]\nkind = 'child'\nfile = 'people'\nid = 'key'\nfields.born = 'born'\n\
        [[record]]\nkind = 'visit'\nfile = 'seen'\nid = 'visit'\nowner = 'key'\ndate = 'day'\nfields.kind = 'kind'\n";
    let files = [
        ("people.csv", format!("key,born\n{people}")),
        (
            "seen.csv",
            format!(
                "visit,key,day,kind\n{visits}V21,K1,2024-02-01,odd\nV22,K1,2024-02-02,odd\nV23,K2,2024-02-03,odd\n"
            ),
        ),
        ("own.toml", mapping.to_owned()),
    ];
    for (name, text) in &files {
        std::fs::write(folder.path().join(name), text).unwrap();
    }
    let request = duecare::import::LoadRequest {
        from: duecare::import::SourceKind::Mapping(folder.path().join("own.toml")),
        records: folder.path().to_owned(),
        ..duecare::import::LoadRequest::default()
    };
    let files = duecare::service::RuleFiles::carried();
    let rules = duecare::lang::load_rules(&files.care, &|name| files.other(name), None).rules.unwrap();
    let report = duecare::import::load(&request, rules.vocabulary).unwrap().report;
    let text = format!("{report} {}", report.to_json());
    assert!(text.contains("odd") && !text.contains("K1") && !text.contains("K2"), "{text}");
    assert!(text.contains("20 with rare unknown codes"), "{text}");
}
