//! List 8: children in care, a row for each time in care.

use super::book::Cell;
use super::codes;
use super::facts::{Facts, latest, latest_day};
use crate::demo::export::extract::{Row, of};
use crate::demo::export::invent::placement_postcode;
use crate::demo::export::period::Period;
use std::collections::BTreeMap;

/// Beyond so many miles from home a placement counts as outside the authority: the dataset knows the distance only.
const OUTSIDE: f64 = 20.0;

pub(super) fn looked_after<'e>(facts: &Facts<'e>) -> Vec<Vec<Cell<'e>>> {
    let extract = facts.extract;
    let statuses = extract.by("ssd_legal_status", "lega_person_id");
    let reviews = extract.by("ssd_cla_reviews", "clar_cla_id");
    let visits = extract.by("ssd_cla_visits", "clav_cla_id");
    let health = extract.by("ssd_cla_health", "clah_person_id");
    let missing = extract.by("ssd_missing", "miss_person_id");
    let placements = extract.by("ssd_cla_placement", "clap_person_id");
    let plans: BTreeMap<&str, &str> =
        extract.rows("care_period").map(|r: Row<'e>| (r.get("cla_id"), r.get("permanence"))).collect();
    let periods = facts.periods.iter().filter(|p| !p.is_respite());
    periods
        .filter_map(|period| {
            let latest_episode = period.episodes.last()?.row;
            let (id, care) = (period.child, latest_episode.get("clae_cla_id"));
            let time = (period.from, facts.until(period.until));
            let status = latest(of(&statuses, id), "lega_legal_status_start_date", time, |_| true);
            let done = |kind: &'static str| {
                latest_day(of(&health, id), "clah_health_check_date", (None, time.1), move |h| {
                    h.get("clah_health_check_type").ends_with(kind)
                        && h.get("clah_health_check_status") == "Completed"
                })
            };
            let mut row = facts.child(id);
            row.push(facts.unaccompanied(id, facts.year_ago()));
            row.push(facts.disabled(id));
            row.push(Cell::Day(period.from));
            row.push(Cell::Text(codes::need(latest_episode.get("clae_cla_primary_need_code"))));
            row.push(Cell::Text(codes::yes_no(again(facts, period))));
            row.push(Cell::Day(status.and_then(|s| s.day("lega_legal_status_start_date"))));
            row.push(Cell::Text(
                status.map_or("zzCodeError", |s| codes::legal_status(s.get("lega_legal_status"))),
            ));
            row.push(latest_day(of(&reviews, care), "clar_cla_review_date", time, |r| {
                r.get("clar_cla_review_cancelled") != "Y"
            }));
            row.push(latest_day(of(&visits, care), "clav_cla_visit_date", time, |_| true));
            row.push(Cell::Text(codes::permanence(plans.get(care).copied().unwrap_or(""))));
            row.push(Cell::Day(latest_episode.day("clae_cla_last_iro_contact_date")));
            row.push(done("Health Assessment"));
            row.push(done("Dental Check"));
            row.push(facts.in_year(of(&placements, id), "clap_cla_placement_start_date"));
            row.push(Cell::Day(period.until));
            row.push(Cell::Text(
                period
                    .until
                    .map_or("", |_| codes::ceased(latest_episode.get("clae_cla_episode_ceased_reason"))),
            ));
            row.extend(home(facts, period));
            row.extend(gone(facts, of(&missing, id), time));
            row.extend(facts.allocated(id, time.1));
            Some(row)
        })
        .collect()
}

/// Whether another time in care lies less than twelve months before this one.
fn again(facts: &Facts<'_>, period: &Period<'_>) -> bool {
    let before = |other: &&Period<'_>| {
        let ended = other.until.zip(period.from);
        other.child == period.child
            && !other.is_respite()
            && ended.is_some_and(|(u, f)| u <= f && f - u <= 365)
    };
    facts.periods.iter().any(|p| before(&p))
}

/// The most recent placement, where it is.
fn home<'e>(facts: &Facts<'e>, period: &Period<'e>) -> Vec<Cell<'e>> {
    let Some(placement) = period.episodes.iter().rev().find_map(|e| e.placement) else {
        return vec![
            Cell::Day(None),
            Cell::Text(""),
            Cell::Text(""),
            Cell::Text(""),
            Cell::Text(""),
            Cell::Text(""),
            Cell::Text(""),
        ];
    };
    let far = placement.get("clap_cla_placement_distance").parse().is_ok_and(|miles: f64| miles > OUTSIDE);
    let postcode = match placement.said("clap_cla_placement_postcode") {
        Some(known) => known.to_owned(),
        None => placement_postcode(placement.get("clap_cla_placement_id")),
    };
    vec![
        Cell::Day(placement.day("clap_cla_placement_start_date")),
        Cell::Text(codes::placement(placement.get("clap_cla_placement_type"))),
        Cell::Text(codes::provider(placement.get("clap_cla_placement_provider"))),
        Cell::Owned(postcode),
        Cell::Text(placement.get("clap_cla_placement_urn")),
        Cell::Text(if far { "b) Out" } else { "a) In" }),
        Cell::Owned(if far { "Elsewhere (invented)".to_owned() } else { facts.extract.authority.clone() }),
    ]
}

/// Episodes of being missing and absent in the last twelve months, and the interview after the last of them.
fn gone<'e>(
    facts: &Facts<'e>,
    episodes: &[Row<'e>],
    time: (Option<crate::calendar::Day>, crate::calendar::Day),
) -> Vec<Cell<'e>> {
    const START: &str = "miss_missing_episode_start_date";
    let of_kind = |away: bool| -> Vec<Row<'e>> {
        let fits = |m: &&Row<'e>| (m.get("miss_missing_episode_type") == "Away") == away;
        episodes.iter().filter(fits).copied().collect()
    };
    let last = latest(episodes, START, time, |_| true);
    let said = |column| Cell::Text(last.map_or("", |m| codes::flag(m.get(column))));
    vec![
        facts.in_year(&of_kind(false), START),
        facts.in_year(&of_kind(true), START),
        said("miss_missing_rhi_offered"),
        said("miss_missing_rhi_accepted"),
    ]
}
