//! Lists 4 and 5: assessments, section 47 enquiries and the conferences they led to.

use super::book::Cell;
use super::codes;
use super::facts::Facts;
use crate::demo::export::extract::of;

pub(super) fn assessments<'e>(facts: &Facts<'e>) -> Vec<Vec<Cell<'e>>> {
    let rows = facts.extract.rows("ssd_cin_assessments");
    rows.map(|a| {
        let id = a.get("cina_person_id");
        let authorised = a.day("cina_assessment_auth_date");
        let support = match a.get("cina_assessment_outcome_nfa") {
            "Y" => "b) No",
            "N" => "a) Yes",
            _ => "",
        };
        let mut row = facts.child(id);
        row.push(facts.disabled(id));
        row.push(Cell::Day(a.day("cina_assessment_start_date")));
        row.push(Cell::Text(codes::flag(a.get("cina_assessment_child_seen"))));
        row.push(Cell::Day(authorised));
        row.push(Cell::Text(support));
        row.extend(facts.allocated(id, facts.until(authorised)));
        row
    })
    .collect()
}

pub(super) fn enquiries<'e>(facts: &Facts<'e>) -> Vec<Vec<Cell<'e>>> {
    let by_child = facts.extract.by("ssd_s47_enquiry", "s47e_person_id");
    let conferences = facts.extract.by("ssd_initial_cp_conference", "icpc_s47_enquiry_id");
    let all_of_child = facts.extract.by("ssd_initial_cp_conference", "icpc_person_id");
    let decisions = facts.extract.by("decision", "ref");
    let rows = facts.extract.rows("ssd_s47_enquiry");
    rows.map(|e| {
        let (id, enquiry) = (e.get("s47e_person_id"), e.get("s47e_s47_enquiry_id"));
        let conference = of(&conferences, enquiry).first();
        let ended = e.day("s47e_s47_end_date");
        // Blank while it is open: nobody has said so yet.
        let decided = of(&decisions, enquiry).iter().find_map(|d| d.said("decision"));
        let unnecessary = match decided {
            Some("no-conference") => "a) Yes",
            Some(_) => "b) No",
            None if conference.is_some() => "b) No",
            None => codes::flag(e.get("s47e_s47_nfa")),
        };
        let mut row = facts.child(id);
        row.push(facts.disabled(id));
        row.push(Cell::Day(e.day("s47e_s47_start_date")));
        row.push(Cell::Text(unnecessary));
        row.push(Cell::Day(conference.and_then(|c| c.day("icpc_icpc_date"))));
        row.push(Cell::Text(conference.map_or("", |c| codes::flag(c.get("icpc_icpc_outcome_cp_flag")))));
        row.push(facts.in_year(of(&by_child, id), "s47e_s47_start_date"));
        row.push(facts.in_year(of(&all_of_child, id), "icpc_icpc_date"));
        row.extend(facts.allocated(id, facts.until(ended)));
        row
    })
    .collect()
}
