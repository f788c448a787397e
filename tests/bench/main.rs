//! The rules of the side-by-side benchmark against rows worked by hand from a few records, so that they do not rot.
//! Every one of the thirteen has a breach here; `records/` holds the records, the two files beside it the rows.

#[path = "../../examples/peers/judge.rs"]
mod judge;
#[path = "../../examples/peers/rows.rs"]
mod rows;

use duecare::calendar::parse_iso;
use duecare::import::{LoadRequest, SourceKind, load};
use std::path::Path;

fn lines(text: &str) -> Vec<&str> {
    let mut lines: Vec<&str> = text.lines().collect();
    lines.sort_unstable();
    lines
}

#[test]
fn thirteen_rules_give_the_rows_worked_by_hand() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/bench");
    let rules = judge::rules().unwrap();
    let (kinds, fields) = rows::needed(&rules);
    let request = LoadRequest {
        from: SourceKind::Bench,
        records: folder.join("records"),
        only: Some(kinds),
        fields: Some(fields),
        ..LoadRequest::default()
    };
    let caseload = load(&request, rules.vocabulary.clone()).unwrap().caseload;
    let as_at = parse_iso("2025-03-31").unwrap();
    let found = judge::evaluate(&rules, &caseload, &duecare::import::england_calendar(), as_at);
    assert_eq!(found.len(), 20);
    let out = tempfile::tempdir().unwrap();
    found.write(out.path(), &caseload).unwrap();
    for file in ["breaches.csv", "teams.csv"] {
        let expected = std::fs::read_to_string(folder.join(file)).unwrap();
        let printed = std::fs::read_to_string(out.path().join(file)).unwrap();
        assert_eq!(lines(&printed), lines(&expected), "{file}");
    }
}
