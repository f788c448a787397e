//! List 9: care leavers.

use super::book::Cell;
use super::codes;
use super::facts::Facts;

pub(super) fn leavers<'e>(facts: &Facts<'e>) -> Vec<Vec<Cell<'e>>> {
    let rows = facts.extract.rows("ssd_care_leavers");
    rows.map(|l| {
        let id = l.get("clea_person_id");
        let mut row = facts.child(id);
        // Once unaccompanied counts here, whenever it was.
        row.push(facts.unaccompanied(id, crate::calendar::Day::MIN));
        row.push(facts.disabled(id));
        row.extend(facts.allocated(id, facts.last));
        row.push(facts.worker(l.get("clea_care_leaver_personal_advisor")));
        row.push(Cell::Text(codes::eligibility(l.get("clea_care_leaver_eligibility"))));
        row.push(Cell::Day(l.day("clea_pathway_plan_review_date")));
        row.push(Cell::Text(codes::touch(l.get("clea_care_leaver_in_touch"))));
        row.push(Cell::Day(l.day("clea_care_leaver_latest_contact")));
        row.push(Cell::Text(codes::home(l.get("clea_care_leaver_accommodation"))));
        row.push(Cell::Text(codes::suits(l.get("clea_care_leaver_accom_suitable"))));
        row.push(Cell::Text(codes::activity(l.get("clea_care_leaver_activity"))));
        row
    })
    .collect()
}
