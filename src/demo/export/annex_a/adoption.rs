//! Lists 10 and 11: children on their way to adoption, and the adopters, whom the dataset does not know: they are invented.

use super::book::Cell;
use super::codes;
use super::facts::Facts;
use crate::demo::export::extract::{Row, of};

pub(super) fn children<'e>(facts: &Facts<'e>) -> Vec<Vec<Cell<'e>>> {
    let entered = facts.extract.by("permanence_meta", "perm_table_id");
    let rows = facts.extract.rows("ssd_permanence");
    rows.map(|w| {
        let id = w.get("perm_person_id");
        let mut row = facts.child(id);
        row.insert(1, Cell::Owned(family(w)));
        row.push(facts.disabled(id));
        row.push(Cell::Day(of(&entered, w.get("perm_table_id")).iter().find_map(|e| e.day("entered_care"))));
        for column in [
            "perm_adm_decision_date",
            "perm_placement_order_date",
            "perm_matched_date",
            "perm_placed_for_adoption_date",
            "perm_permanence_order_date",
            "perm_decision_reversed_date",
        ] {
            row.push(Cell::Day(w.day(column)));
        }
        row.push(Cell::Text(codes::reversed(w.get("perm_decision_reversed_reason"))));
        row.push(Cell::Day(w.day("perm_placed_ffa_cp_date")));
        row
    })
    .collect()
}

/// The adopting family of a child: what brings the two lists together.
fn family(way: Row<'_>) -> String {
    format!("AF-{}", way.get("perm_table_id"))
}

pub(super) fn adopters<'e>(facts: &Facts<'e>) -> Vec<Vec<Cell<'e>>> {
    let mut out = Vec::new();
    for way in facts.extract.rows("ssd_permanence") {
        let Some(matched) = way.day("perm_matched_date") else { continue };
        let count: usize = way.get("perm_number_of_adopters").parse().unwrap_or(1);
        for number in 1..=count.min(2) {
            let stage = |days: i32| Cell::Day(Some(matched - days));
            out.push(vec![
                Cell::Owned(format!("{}-{number}", family(way))),
                Cell::Owned(family(way)),
                Cell::Text(codes::gender(if number == 1 { "F" } else { "M" })),
                Cell::Text(codes::ethnicity("NOBT")),
                Cell::Text(codes::yes_no(false)),
                Cell::Text(codes::yes_no(way.said("perm_placed_ffa_cp_date").is_some())),
                stage(420),
                stage(400),
                stage(345),
                stage(338),
                stage(225),
                stage(240),
                stage(218),
                Cell::Day(Some(matched)),
                Cell::Day(way.day("perm_placed_for_adoption_date")),
                way.day("perm_placed_for_adoption_date").map_or(Cell::Text(""), |_| Cell::Number(1)),
                Cell::Day(way.day("perm_permanence_order_date")),
                Cell::Day(None),
                Cell::Text(""),
            ]);
        }
    }
    out
}
