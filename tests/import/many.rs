//! So many rows that they are brought near each other block by block: every value stays with its row.

use super::support::{folder, load_from, records, ssd};
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

/// Of a table that is brought near block by block rows are left out, and only those.
#[test]
fn many_rows_of_which_some_belong_to_nothing_are_grouped_without_them() {
    const PLACEMENTS: u32 = 5_001;
    let placement = |i: u32| format!("X{i},C{},2021-01-01\n", i % 4_999);
    let placements: String = (0..PLACEMENTS).map(placement).collect();
    let people: String = (0..4_999).map(|i| format!("C{i},F\n")).collect();
    // Placements from 5,001 on are not there.
    let of = |i: u32| i * 7_919 % (PLACEMENTS + 400);
    let plan = |i: u32| format!("P{i},X{},C{},2021-01-01,\n", of(i), of(i) % 4_999);
    let plans: String = (0..ROWS).map(plan).collect();
    let loaded = ssd(&[
        ("ssd_person.csv", &format!("pers_person_id,pers_sex\n{people}")),
        ("placement_plan.csv", &format!("plan_id,placement_id,child_id,from,until\n{plans}")),
        (
            "ssd_cla_placement.csv",
            &format!("clap_cla_placement_id,clap_person_id,clap_cla_placement_start_date\n{placements}"),
        ),
    ]);
    let kept = (0..ROWS).filter(|i| of(*i) < PLACEMENTS).count() as u32;
    let kind = loaded.caseload.vocabulary.kind_named("placement-plan").unwrap();
    let table = loaded.caseload.table(kind).unwrap();
    assert!(kept < ROWS);
    assert_eq!(table.len(), kept);
    let placements =
        loaded.caseload.table(loaded.caseload.vocabulary.kind_named("placement").unwrap()).unwrap();
    for row in 0..kept {
        let own = table.source_row[row as usize] - 2;
        let id = |t: &duecare::record::Table, row: u32| t.ids[row as usize].text(&loaded.caseload.texts);
        assert_eq!(id(table, row), format!("P{own}"));
        assert_eq!(id(placements, table.parent_of(row)), format!("X{}", of(own)));
    }
}
