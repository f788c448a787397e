//! The way to adoption: decision, order, match, move, order; and its reviews.

use super::Scene;
use super::care::Time;
use super::protection::meeting;
use crate::calendar::Day;
use crate::demo::chance::Chance;
use crate::demo::diary::{months, weeks};
use crate::demo::life::{Care, Household, Kid, Rhythm, beats};
use crate::demo::profile::Knob;
use crate::demo::sheet::Book;

/// The days on the way.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Path {
    decided: Day,
    pub(crate) ordered: Option<Day>,
    matched: Option<Day>,
    pub(crate) placed: Option<Day>,
    adopted: Option<Day>,
}

/// The way of a child that has one: always the same for the same child.
pub(crate) fn path(
    scene: &Scene,
    house: &Household,
    care: &Care,
    kid: &Kid,
    until: Option<Day>,
) -> Option<Path> {
    let world = scene.world;
    let nth = house.kids.iter().position(|k| k.birth == kid.birth && k.id == kid.id).unwrap_or(0) as u64;
    let mut chance = world.stream("adoption", house.number * 16 + nth);
    let adopted = until.filter(|_| matches!(care.end, "E11" | "E12"));
    if let Some(adopted) = adopted {
        let placed = world.diary.back(adopted - 130 - chance.spread(70));
        let matched = world.diary.back(placed - chance.between(10, 25));
        let ordered = world.diary.back(matched - 30 - chance.spread(120));
        let decided = world.diary.back(ordered - chance.between(20, 60));
        let path = Path {
            decided,
            ordered: Some(ordered),
            matched: Some(matched),
            placed: Some(placed),
            adopted: Some(adopted),
        };
        return (decided > care.from + 30).then_some(path);
    }
    if !care.adoption {
        return None;
    }
    let decided = world.diary.on(care.from + 150 + chance.spread(35));
    let ordered = world.diary.on(decided + 25 + chance.spread(40));
    let matched = world.diary.on(ordered + 30 + chance.spread(110));
    let placed = world.diary.on(matched + chance.between(12, 28));
    let seen = |d: Day| world.seen(d);
    (decided <= world.last).then(|| Path {
        decided,
        ordered: seen(ordered),
        matched: seen(matched),
        placed: seen(placed),
        adopted: None,
    })
}

/// The rows of a child's way to adoption.
pub(crate) fn write(book: &mut Book, scene: &Scene, time: &Time, path: &Path, chance: &mut Chance) {
    let id = book.id("PE");
    book.put(
        "ssd_permanence",
        &[
            ("perm_table_id", (&id).into()),
            ("perm_person_id", (&time.kid.id).into()),
            ("perm_cla_id", (&time.id).into()),
            ("perm_adm_decision_date", path.decided.into()),
            ("perm_part_of_sibling_group", (time.house.kids.len() > 1).into()),
            ("perm_placement_order_date", path.ordered.into()),
            ("perm_matched_date", path.matched.into()),
            ("perm_placed_for_adoption_date", path.placed.into()),
            ("perm_number_of_adopters", path.placed.map(|_| 2_u32).into()),
            ("perm_adopted_by_carer_flag", path.placed.map(|_| false).into()),
            ("perm_permanence_order_date", path.adopted.into()),
            ("perm_permanence_order_type", path.adopted.map(|_| "Adoption").into()),
        ],
    );
    book.put(
        "permanence_meta",
        &[
            ("perm_table_id", (&id).into()),
            ("child_id", (&time.kid.id).into()),
            ("entered_care", time.care.from.into()),
        ],
    );
    let share = scene.world.team(time.care.team, Knob::AdoptionReviewInTime);
    let waiting = Rhythm { first: months(3), every: months(6), share, late: Some(20) };
    let after = Rhythm { first: weeks(4), every: months(3), share, late: Some(12) };
    let mut held =
        beats(chance, &scene.world.diary, &waiting, path.decided, path.placed.unwrap_or(time.stop));
    if let Some(placed) = path.placed {
        held.extend(beats(chance, &scene.world.diary, &after, placed, time.stop));
    }
    for beat in held {
        meeting(book, scene, time.kid, ("adoption_review", beat.day, beat.done), time.care.team, chance);
    }
}
