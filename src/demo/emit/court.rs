//! Legal statuses, care proceedings and pre-proceedings.

use super::Scene;
use crate::calendar::Day;
use crate::demo::chance::Chance;
use crate::demo::life::{Care, Household, Opening, Route};
use crate::demo::sheet::Book;

/// A legal status of a child in care.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Status {
    /// SSDA903 code.
    pub(crate) code: &'static str,
    pub(crate) from: Day,
    pub(crate) until: Option<Day>,
}

/// The statuses of a time in care: the same for all children of a family, whenever they are asked for.
pub(crate) fn legal(scene: &Scene, house: &Household, care: &Care) -> Vec<Status> {
    let world = scene.world;
    let mut chance = world.stream("legal", house.number * 64 + (care.from.unsigned_abs() as u64 % 64));
    let mut turns: Vec<(&'static str, Day)> = Vec::new();
    let length = |chance: &mut Chance| match chance.percent(45) {
        true => 182 - chance.early(45),
        false => 190 + chance.spread(90),
    };
    match care.route {
        Route::Alone => turns.push(("V2", care.from)),
        Route::Agreed => {
            turns.push(("V2", care.from));
            if chance.percent(35) {
                let issued = world.diary.on(care.from + 60 + chance.spread(150));
                turns.push(("C1", issued));
                turns.push(("C2", world.diary.on(issued + length(&mut chance))));
            }
        }
        Route::Court => {
            turns.push(("C1", care.from));
            turns.push(("C2", world.diary.on(care.from + length(&mut chance))));
        }
        Route::Emergency => {
            let (code, days) = match chance.weighted(&[45, 45, 10]) {
                0 => ("L1", chance.between(1, 3)),
                1 => ("L2", chance.between(5, 9)),
                _ => ("L3", chance.between(5, 7)),
            };
            turns.push((code, care.from));
            let issued = care.from + if chance.percent(92) { days } else { days + 16 };
            turns.push(("C1", issued));
            turns.push(("C2", world.diary.on(issued + length(&mut chance))));
        }
    }
    let path = house.kids.first().and_then(|kid| super::adoption::path(scene, house, care, kid, care.until));
    if let Some(ordered) = path.and_then(|p| p.ordered) {
        turns.retain(|t| t.1 < ordered);
        turns.push(("E1", ordered));
    }
    let stop = care.until.unwrap_or(world.last);
    turns.retain(|t| t.1 <= stop);
    let ends = turns.iter().skip(1).map(|t| Some(t.1)).chain([care.until]);
    turns.iter().zip(ends).map(|(&(code, from), until)| Status { code, from, until }).collect()
}

/// Proceedings and pre-proceedings of a referral.
pub(crate) fn write(
    book: &mut Book,
    scene: &Scene,
    house: &Household,
    opening: &Opening,
    chance: &mut Chance,
) {
    for care in &opening.cares {
        let statuses = legal(scene, house, care);
        let Some(interim) = statuses.iter().find(|s| s.code == "C1") else { continue };
        for kid in scene.kids(house, interim.from) {
            let id = book.id("PR");
            book.put(
                "proceedings",
                &[
                    ("proceedings_id", (&id).into()),
                    ("child_id", (&kid.id).into()),
                    ("family_id", (&house.id).into()),
                    ("from", interim.from.into()),
                    ("until", interim.until.into()),
                    ("issued", interim.from.into()),
                    ("status", "issued".into()),
                ],
            );
        }
    }
    for plan in opening.protections.iter().filter(|p| p.until.unwrap_or(scene.world.last) - p.from > 120) {
        if chance.percent(12) || book.rows("ssd_pre_proceedings") == 0 {
            let stop = plan.until.unwrap_or(scene.world.last);
            pre_proceedings(book, scene, house, (plan.from + chance.between(60, 110), stop), chance);
        }
    }
}

fn pre_proceedings(
    book: &mut Book,
    scene: &Scene,
    house: &Household,
    (about, stop): (Day, Day),
    chance: &mut Chance,
) {
    let world = scene.world;
    let decided = world.diary.on(about.min(stop - 5));
    let letter = world
        .diary
        .after(decided, if chance.percent(75) { chance.between(1, 5) } else { 6 + chance.spread(6) });
    let ended = world
        .diary
        .on(decided + if chance.percent(60) { 112 - chance.early(40) } else { 115 + chance.spread(50) });
    let ended = (ended <= stop).then_some(ended);
    let pending = ended.is_none() && chance.percent(12);
    let issued = ended.is_some() && chance.percent(40);
    let outcome = match (ended.is_some(), issued) {
        (true, true) => "Issue proceedings",
        (true, false) => "Step down",
        (false, _) if pending => "Pending",
        (false, _) => "Open",
    };
    let first = book.rows("ssd_pre_proceedings") == 0;
    for kid in scene.kids(house, decided) {
        let id = book.id("PLO");
        book.put(
            "ssd_pre_proceedings",
            &[
                ("prep_table_id", (&id).into()),
                ("prep_person_id", (&kid.id).into()),
                ("prep_plo_family_id", (&house.id).into()),
                ("prep_pre_pro_decision_date", decided.into()),
                ("prep_initial_pre_pro_meeting_date", world.seen(world.diary.after(decided, 12)).into()),
                ("prep_pre_pro_outcome", outcome.into()),
                ("prep_agree_stepdown_issue_date", ended.into()),
                ("prep_pre_pro_letter_date", world.seen(letter).into()),
            ],
        );
        // Agreed to issue, not yet issued.
        if issued && (first || chance.percent(20)) {
            let id = book.id("PR");
            book.put(
                "proceedings",
                &[
                    ("proceedings_id", (&id).into()),
                    ("child_id", (&kid.id).into()),
                    ("family_id", (&house.id).into()),
                    ("from", ended.into()),
                    ("status", "to-issue".into()),
                ],
            );
        }
    }
}
