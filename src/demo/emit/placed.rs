//! The rows of placements.

use super::Scene;
use super::care::Time;
use crate::demo::chance::Chance;
use crate::demo::diary::working;
use crate::demo::profile::Knob;
use crate::demo::sheet::{Book, tenths};
use crate::demo::staff::team_id;

/// The rows of a child's placements and their plans.
pub(crate) fn write(book: &mut Book, scene: &Scene, time: &Time, chance: &mut Chance) {
    let last = time.placements.len();
    for (n, placed) in time.placements.iter().enumerate() {
        let id = placement_id(time, n);
        let until = if n + 1 == last { scene.ended(chance, placed.from, placed.until) } else { placed.until };
        // Some systems say 999.9 for a distance that is not known.
        let unknown = || chance_text(chance.percent(30));
        let distance = placed.distance.map_or_else(unknown, tenths);
        book.put(
            "ssd_cla_placement",
            &[
                ("clap_cla_placement_id", (&id).into()),
                ("clap_cla_id", (&time.id).into()),
                ("clap_person_id", (&time.kid.id).into()),
                ("clap_cla_placement_start_date", placed.from.into()),
                ("clap_cla_placement_type", placed.code.into()),
                (
                    "clap_cla_placement_urn",
                    matches!(placed.code, "K2" | "H5").then(|| format!("SC{:06}", placed.carer)).into(),
                ),
                ("clap_cla_placement_distance", distance.into()),
                ("clap_cla_placement_provider", placed.provider.into()),
                ("clap_cla_placement_end_date", until.into()),
                (
                    "clap_cla_placement_change_reason",
                    placed.until.filter(|_| n + 1 < last).map(|_| "PLAN").into(),
                ),
            ],
        );
        book.put(
            "placement_meta",
            &[
                ("placement_id", (&id).into()),
                ("child_id", (&time.kid.id).into()),
                ("approval", placed.approval.into()),
                ("carer", format!("Carer {}", placed.carer).into()),
                ("intended_until_18", placed.until_18.into()),
                ("long_term_agreed", placed.long_term.into()),
                ("emergency", placed.emergency.into()),
                ("fully_approved", placed.approved.into()),
                ("team_id", team_id(time.care.team).into()),
            ],
        );
        let share = scene.world.team(time.care.team, Knob::PlacementPlanInTime);
        let made = scene.world.once(chance, placed.from, working(5), share, 10);
        if made <= placed.until.unwrap_or(time.stop) {
            let row = book.id("PPN");
            book.put(
                "placement_plan",
                &[
                    ("plan_id", (&row).into()),
                    ("placement_id", (&id).into()),
                    ("child_id", (&time.kid.id).into()),
                    ("from", made.into()),
                    ("until", placed.until.into()),
                ],
            );
        }
    }
}

fn chance_text(sentinel: bool) -> String {
    if sentinel { "999.9".to_owned() } else { String::new() }
}

/// The id of a child's n-th placement.
pub(crate) fn placement_id(time: &Time, n: usize) -> String {
    format!("{}-{}", time.id, n + 1)
}
