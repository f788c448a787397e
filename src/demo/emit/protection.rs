//! Protection plans, their visits, core groups and review conferences.

use super::Scene;
use super::front::referral_id;
use super::inquiry::{Conference, conference_id, plan_id};
use super::visit::{Kind, Round};
use crate::calendar::{Day, add_months};
use crate::demo::chance::Chance;
use crate::demo::life::{Household, Kid, Opening, Protection};
use crate::demo::profile::Knob;
use crate::demo::sheet::Book;
use crate::demo::staff::team_id;

/// The rows of the protection plans of a referral.
pub(crate) fn write(
    book: &mut Book,
    scene: &Scene,
    house: &Household,
    opening: &Opening,
    chance: &mut Chance,
) {
    for plan in &opening.protections {
        for kid in scene.kids(house, plan.from) {
            one(book, scene, house, (opening, kid), plan, chance);
        }
    }
}

fn one(
    book: &mut Book,
    scene: &Scene,
    house: &Household,
    (opening, kid): (&Opening, &Kid),
    plan: &Protection,
    chance: &mut Chance,
) {
    let id = plan_id(kid, plan.from);
    let until = scene.ended(chance, plan.from, plan.until);
    let latest = if chance.percent(8) { "EMO" } else { plan.category };
    let before = house.openings.iter().flat_map(|o| &o.protections).filter(|p| p.from < plan.from).count();
    book.put(
        "ssd_cp_plans",
        &[
            ("cppl_cp_plan_id", (&id).into()),
            ("cppl_referral_id", referral_id(opening, kid).into()),
            ("cppl_icpc_id", conference_id(kid, plan.from).into()),
            ("cppl_person_id", (&kid.id).into()),
            ("cppl_cp_plan_start_date", plan.from.into()),
            ("cppl_cp_plan_end_date", until.into()),
            ("cppl_cp_plan_ola", false.into()),
            ("cppl_cp_plan_initial_category", plan.category.into()),
            ("cppl_cp_plan_latest_category", latest.into()),
        ],
    );
    scene.note(book, chance, "ssd_cp_plans", &id, plan.from);
    book.put(
        "cp_plan_meta",
        &[
            ("cp_plan_id", (&id).into()),
            ("child_id", (&kid.id).into()),
            ("previous_plans", (before as u32).into()),
            ("ended_by_removal", plan.until.map(|_| plan.removed).into()),
            ("team_id", team_id(plan.team).into()),
        ],
    );
    let round = Round { kind: Kind::Protection, house, kid, under: &id, team: plan.team, adoptive: false };
    round.write(book, scene, &plan.visits, chance);
    for beat in &plan.cores {
        meeting(book, scene, kid, ("core_group", beat.day, beat.done), plan.team, chance);
    }
    reviews(book, scene, kid, (plan, &id), chance);
}

fn reviews(book: &mut Book, scene: &Scene, kid: &Kid, (plan, id): (&Protection, &str), chance: &mut Chance) {
    let mut due = add_months(plan.from, 3);
    for beat in plan.reviews.iter().filter(|b| b.done) {
        review(book, scene, kid, (plan, id), (due, Some(beat.day)), chance);
        due = add_months(beat.day, 6);
    }
    // The next one, booked but not yet held.
    if plan.until.is_none() && chance.percent(20) {
        review(book, scene, kid, (plan, id), (due, None), chance);
    }
}

fn review(
    book: &mut Book,
    scene: &Scene,
    kid: &Kid,
    (plan, id): (&Protection, &str),
    (due, held): (Day, Option<Day>),
    chance: &mut Chance,
) {
    let row = book.id("RCP");
    let conference = Conference {
        id: &row,
        kid,
        kind: "review",
        day: held.unwrap_or(due),
        notified: None,
        report: 5,
        team: plan.team,
    };
    let quorate = held.map(|_| conference.write(book, scene, chance));
    book.put(
        "ssd_cp_reviews",
        &[
            ("cppr_cp_review_id", (&row).into()),
            ("cppr_person_id", (&kid.id).into()),
            ("cppr_cp_plan_id", id.into()),
            ("cppr_cp_review_due", due.into()),
            ("cppr_cp_review_date", held.into()),
            ("cppr_cp_review_outcome_continue_cp", held.map(|day| plan.until != Some(day)).into()),
            ("cppr_cp_review_quorate", quorate.into()),
            ("cppr_cp_review_participation", held.map(|day| participation(kid, day, chance)).into()),
        ],
    );
}

/// How a child took part in a review: a code of the returns.
pub(crate) fn participation(kid: &Kid, day: Day, chance: &mut Chance) -> &'static str {
    match day - kid.birth < 4 * 365 {
        true => "PN0",
        false => chance.weighted_word(&[("PN1", 45), ("PN3", 20), ("PN5", 15), ("PN6", 12), ("PN7", 8)]),
    }
}

/// A meeting that was held, or was to be held and was not.
pub(crate) fn meeting(
    book: &mut Book,
    scene: &Scene,
    kid: &Kid,
    (kind, day, held): (&'static str, Day, bool),
    team: usize,
    chance: &mut Chance,
) {
    if !held && !chance.percent(40) {
        return;
    }
    let row = book.id("ME");
    let recorded = scene.recorded(chance, day, Knob::OtherRecordedInTime, Some(team));
    book.put(
        "meeting",
        &[
            ("meeting_id", (&row).into()),
            ("child_id", (&kid.id).into()),
            ("kind", kind.into()),
            ("date", held.then_some(day).into()),
            ("due_date", day.into()),
            ("status", if held { "held" } else { "cancelled" }.into()),
            ("quorate", held.then(|| !chance.percent(5)).into()),
            ("recorded", recorded.into()),
        ],
    );
}
