//! Lists 1 to 3: contacts, early help, referrals.

use super::book::Cell;
use super::codes;
use super::facts::Facts;
use crate::demo::export::extract::of;

pub(super) fn contacts<'e>(facts: &Facts<'e>) -> Vec<Vec<Cell<'e>>> {
    let rows = facts.extract.rows("ssd_contacts");
    rows.map(|c| {
        let mut row = facts.child(c.get("cont_person_id"));
        row.push(Cell::Day(c.day("cont_contact_date")));
        row.push(Cell::Text(codes::sender(c.get("cont_contact_source_code"))));
        row
    })
    .collect()
}

pub(super) fn early_help<'e>(facts: &Facts<'e>) -> Vec<Vec<Cell<'e>>> {
    let rows = facts.extract.rows("ssd_early_help_episodes");
    rows.map(|e| {
        let mut row = facts.child(e.get("earl_person_id"));
        row.push(Cell::Day(e.day("earl_episode_start_date")));
        row.push(Cell::Day(e.day("earl_episode_end_date")));
        row.push(Cell::Text(e.get("earl_episode_organisation")));
        row
    })
    .collect()
}

pub(super) fn referrals<'e>(facts: &Facts<'e>) -> Vec<Vec<Cell<'e>>> {
    let by_child = facts.extract.by("ssd_cin_episodes", "cine_person_id");
    let rows = facts.extract.rows("ssd_cin_episodes");
    rows.map(|r| {
        let id = r.get("cine_person_id");
        let mut row = facts.child(id);
        row.push(Cell::Day(r.day("cine_referral_date")));
        row.push(Cell::Text(codes::sender(r.get("cine_referral_source_code"))));
        row.push(Cell::Text(codes::yes_no(r.get("cine_referral_nfa") == "Y")));
        row.push(facts.in_year(of(&by_child, id), "cine_referral_date"));
        row.extend(facts.allocated(id, facts.until(r.day("cine_close_date"))));
        row
    })
    .collect()
}
