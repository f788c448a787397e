//! So many rows that they are brought near each other block by block: every value stays with its row.

use super::support::{folder, load_from, records};
use duecare::calendar::{parse_iso, to_iso};
use duecare::import::SourceKind;

/// More than are put in order in one step, of more children than go into two blocks.
const ROWS: u32 = 70_000;
const CHILDREN: u32 = 5_001;

#[test]
fn many_rows_in_no_order_are_grouped_by_child_and_day() {
    let first = parse_iso("2022-01-01").unwrap();
    let row = |i: u32| {
        let day = to_iso(first + (i * 31 % 900) as i32);
        (i * 7_919 % CHILDREN + 1, day, i + 1, ["true", "false", ""][(i % 3) as usize])
    };
    let mut all: Vec<_> = (0..ROWS).map(row).collect();
    let lines = all.iter().map(|(child, day, id, seen)| format!("{id},{child},{day},{seen}\n"));
    let visits = format!("cin_visit_id,child_id,visit_date,seen\n{}", lines.collect::<String>());
    let folder = folder(&[("cin_visits.csv", &visits)]);
    let loaded = load_from(SourceKind::Format("bench"), folder.path()).unwrap_or_else(|e| panic!("{e}"));

    all.sort();
    let wanted = all.iter().map(|(child, day, id, seen)| {
        let seen = match *seen {
            "true" => " child-seen=yes",
            "false" => " child-seen=no",
            _ => "",
        };
        format!("{id} of {child} {day} kind=child-in-need{seen}")
    });
    let wrong = records(&loaded.caseload, "visit").into_iter().zip(wanted).find(|(is, wanted)| is != wanted);
    assert_eq!(wrong, None);
    let visit = loaded.caseload.vocabulary.kind_named("visit").unwrap();
    let table = loaded.caseload.table(visit).unwrap();
    assert_eq!(table.len(), ROWS);
    assert!((0..ROWS).all(|r| Some(table.source_row[r as usize] - 1) == table.ids[r as usize].as_number()));
}
