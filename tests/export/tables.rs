//! The plain tables: each kind with its rows, counted by plain code.

use crate::judged::original;
use crate::plain::{header, rows, ssd};
use duecare::report::{MAPPING_FILE, tables, write_table};
use std::collections::BTreeSet;

#[test]
fn every_kind_has_a_table_with_the_vocabularys_own_names() {
    let caseload = original();
    let files = tables(caseload).unwrap();
    let names: BTreeSet<&str> = files.iter().map(|f| f.name.as_str()).collect();
    assert_eq!(names.len(), files.len(), "two files of one name");
    for (id, kind) in caseload.vocabulary.iter() {
        let file = files.iter().find(|f| f.name == format!("{}.csv", kind.plural));
        let file = file.unwrap_or_else(|| panic!("no table of {}", kind.name));
        let count = rows(&file.text).len() as u64;
        assert_eq!(Some(count), file.rows, "{}", kind.name);
        assert_eq!(count, u64::from(caseload.table(id).unwrap().len()), "{}", kind.name);
        let mut alone = Vec::new();
        assert_eq!(write_table(&mut alone, caseload, id).unwrap(), count);
        assert_eq!(alone, file.text);
    }
    assert_eq!(files.iter().filter(|f| f.name == MAPPING_FILE).count(), 1);
    let visits = files.iter().find(|f| f.name == "visits.csv").unwrap();
    assert_eq!(header(&visits.text)[..5], ["id", "owner", "date", "recorded", "kind"]);
    let plans = files.iter().find(|f| f.name == "protection-plans.csv").unwrap();
    assert_eq!(header(&plans.text)[..6], ["id", "owner", "start", "end", "recorded", "category"]);
}

#[test]
fn cells_are_those_of_the_dataset() {
    let files = tables(original()).unwrap();
    let of = |name: &str| rows(&files.iter().find(|f| f.name == name).unwrap().text);
    let pairs = |list: Vec<crate::plain::Row>, keys: [&str; 3]| -> BTreeSet<[String; 3]> {
        list.iter().map(|r| keys.map(|k| r[k].clone())).collect()
    };
    assert_eq!(
        pairs(of("child-in-need-plans.csv"), ["id", "owner", "start"]),
        pairs(ssd("ssd_cin_plans"), ["cinp_cin_plan_id", "cinp_person_id", "cinp_cin_plan_start_date"])
    );
    assert_eq!(
        pairs(of("allocations.csv"), ["owner", "worker", "end"]),
        pairs(
            ssd("ssd_involvements"),
            ["invo_person_id", "invo_professional_id", "invo_involvement_end_date"]
        )
    );
    assert_eq!(
        pairs(of("agreements.csv"), ["agreement_id", "value", "approved_by"]),
        pairs(ssd("agreements"), ["agreement_id", "value", "approved_by"])
    );
}
