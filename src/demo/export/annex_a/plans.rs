//! Lists 6 and 7: children in need, child protection plans.

use super::book::Cell;
use super::codes;
use super::facts::{Facts, latest, latest_day};
use crate::calendar::{Day, add_months};
use crate::demo::export::extract::{Groups, Row, of};

pub(super) fn in_need<'e>(facts: &Facts<'e>) -> Vec<Vec<Cell<'e>>> {
    let extract = facts.extract;
    let visits = [
        (extract.by("ssd_cin_visits", "cinv_person_id"), "cinv_cin_visit_date", "cinv_cin_visit_seen"),
        (extract.by("ssd_cp_visits", "cppv_person_id"), "cppv_cp_visit_date", "cppv_cp_visit_seen"),
        (extract.by("ssd_cla_visits", "clav_person_id"), "clav_cla_visit_date", "clav_cla_visit_seen"),
    ];
    let protections = extract.by("ssd_cp_plans", "cppl_person_id");
    let plans = extract.by("ssd_cin_plans", "cinp_person_id");
    // Of a referral on which nothing was done the child never became one in need.
    let rows = extract.rows("ssd_cin_episodes").filter(|r| r.get("cine_referral_nfa") != "Y");
    rows.map(|r| {
        let id = r.get("cine_person_id");
        let (from, closed) = (r.day("cine_referral_date"), r.day("cine_close_date"));
        let time = (from, facts.until(closed));
        let seen = visits.iter().filter_map(|(by_child, date, seen)| {
            latest(of(by_child, id), date, time, |v| v.get(seen) == "Y")?.day(date)
        });
        let open = |groups: &Groups<'_>, from: &str, until: &str| {
            of(groups, id).iter().any(|p| {
                p.day(from).is_some_and(|d| d <= facts.last) && p.day(until).is_none_or(|d| d > facts.last)
            })
        };
        let in_care = facts.periods.iter().any(|p| p.child == id && p.until.is_none() && !p.is_respite());
        let status = match closed.is_some_and(|d| d <= facts.last) {
            true => "e) Closed episode",
            _ if in_care => "a) Looked after child",
            _ if open(&protections, "cppl_cp_plan_start_date", "cppl_cp_plan_end_date") => {
                "b) Child Protection plan"
            }
            _ if open(&plans, "cinp_cin_plan_start_date", "cinp_cin_plan_end_date") => {
                "c) Child in need plan"
            }
            _ => "d) Open assessment",
        };
        let mut row = facts.child(id);
        row.push(facts.disabled(id));
        row.push(Cell::Day(from));
        row.push(Cell::Text(codes::need(r.get("cine_cin_primary_need_code"))));
        row.push(Cell::Day(seen.max()));
        row.push(Cell::Day(closed));
        row.push(Cell::Text(closed.map_or("", |_| codes::closed(r.get("cine_close_reason")))));
        row.push(Cell::Text(status));
        row.extend(facts.allocated(id, facts.until(closed)));
        row
    })
    .collect()
}

pub(super) fn protection<'e>(facts: &Facts<'e>) -> Vec<Vec<Cell<'e>>> {
    let extract = facts.extract;
    let visits = extract.by("ssd_cp_visits", "cppv_cp_plan_id");
    let reviews = extract.by("ssd_cp_reviews", "cppr_cp_plan_id");
    let statuses = extract.by("ssd_legal_status", "lega_person_id");
    let facts_of = extract.by("cp_plan_meta", "cp_plan_id");
    let rows = extract.rows("ssd_cp_plans");
    rows.map(|p| {
        let (id, plan) = (p.get("cppl_person_id"), p.get("cppl_cp_plan_id"));
        let (from, ended) = (p.day("cppl_cp_plan_start_date"), p.day("cppl_cp_plan_end_date"));
        let time = (from, facts.until(ended));
        let visit = latest(of(&visits, plan), "cppv_cp_visit_date", time, |_| true);
        let previous = of(&facts_of, plan).iter().find_map(|f| f.said("previous_plans")).unwrap_or("0");
        let mut row = facts.child(id);
        row.push(facts.disabled(id));
        row.push(Cell::Day(from));
        row.push(Cell::Text(codes::abuse(p.get("cppl_cp_plan_initial_category"))));
        row.push(Cell::Text(codes::abuse(p.get("cppl_cp_plan_latest_category"))));
        row.push(Cell::Day(visit.and_then(|v| v.day("cppv_cp_visit_date"))));
        row.push(Cell::Text(visit.map_or("", |v| codes::flag(v.get("cppv_cp_visit_seen_alone")))));
        row.push(latest_day(of(&reviews, plan), "cppr_cp_review_date", time, |_| true));
        row.push(Cell::Day(ended));
        row.push(Cell::Text(codes::yes_no(protected(of(&statuses, id), facts.last))));
        row.push(Cell::Number(previous.parse().unwrap_or(0)));
        row.extend(facts.allocated(id, facts.until(ended)));
        row
    })
    .collect()
}

/// Whether the child was under an emergency order or police powers in the last six months.
fn protected(statuses: &[Row<'_>], last: Day) -> bool {
    statuses.iter().any(|s| {
        matches!(s.get("lega_legal_status"), "L1" | "L2")
            && s.day("lega_legal_status_end_date").is_none_or(|d| d > add_months(last, -6))
    })
}
