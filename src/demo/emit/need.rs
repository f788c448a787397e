//! Child in need plans, their visits, meetings and reviews.

use super::Scene;
use super::front::referral_id;
use super::protection::meeting;
use super::visit::{Kind, Round};
use crate::demo::chance::Chance;
use crate::demo::life::{Household, Opening};
use crate::demo::sheet::Book;
use crate::demo::staff::team_id;

/// The rows of the child in need plans of a referral.
pub(crate) fn write(
    book: &mut Book,
    scene: &Scene,
    house: &Household,
    opening: &Opening,
    chance: &mut Chance,
) {
    for plan in &opening.needs {
        for kid in scene.kids(house, plan.from) {
            let id = book.id("NP");
            let worker = scene.worker(house, plan.until.unwrap_or(scene.world.last));
            let until = scene.ended(chance, plan.from, plan.until);
            book.put(
                "ssd_cin_plans",
                &[
                    ("cinp_cin_plan_id", (&id).into()),
                    ("cinp_referral_id", referral_id(opening, kid).into()),
                    ("cinp_person_id", (&kid.id).into()),
                    ("cinp_cin_plan_start_date", plan.from.into()),
                    ("cinp_cin_plan_end_date", until.into()),
                    ("cinp_cin_plan_team", team_id(plan.team).into()),
                    ("cinp_cin_plan_worker_id", worker.into()),
                ],
            );
            scene.note(book, chance, "ssd_cin_plans", &id, plan.from);
            let round = Round { kind: Kind::Need, house, kid, under: "", team: plan.team, adoptive: false };
            round.write(book, scene, &plan.visits, chance);
            for beat in &plan.reviews {
                meeting(book, scene, kid, ("plan_review", beat.day, beat.done), plan.team, chance);
            }
            for beat in &plan.meetings {
                meeting(book, scene, kid, ("cin_review", beat.day, beat.done), plan.team, chance);
            }
            if plan.supervision_order {
                let row = book.id("LS");
                book.put(
                    "ssd_legal_status",
                    &[
                        ("lega_legal_status_id", (&row).into()),
                        ("lega_person_id", (&kid.id).into()),
                        ("lega_legal_status", "SO".into()),
                        ("lega_legal_status_start_date", plan.from.into()),
                        ("lega_legal_status_end_date", plan.until.into()),
                    ],
                );
            }
        }
    }
}
