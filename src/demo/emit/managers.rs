//! Managers' audits, the Year of the Child, wishes for another worker, agreements.

use super::Scene;
use crate::calendar::{Day, add_months, from_civil, to_civil};
use crate::demo::chance::Chance;
use crate::demo::diary::working;
use crate::demo::life::{Household, Kid};
use crate::demo::profile::{Knob, Share};
use crate::demo::sheet::Book;
use crate::demo::staff::Role;

/// Themes of quality assurance, as the reports name them.
const THEMES: [&str; 5] = ["thresholds", "plans", "voice of the child", "supervision", "domestic abuse"];
const GRADES: [(&str, u32); 4] =
    [("outstanding", 5), ("good", 45), ("requires-improvement", 40), ("inadequate", 10)];
const QUESTIONS: [&str; 4] = ["smart-plan", "voice", "fathers", "chronology"];

/// The rows about all families.
pub(crate) fn write(book: &mut Book, scene: &Scene, families: &[Household]) {
    let mut chance = scene.world.stream("audits", 0);
    let open: Vec<&Household> =
        families.iter().filter(|h| h.openings.last().is_some_and(|o| o.closed.is_none())).collect();
    audits(book, scene, families, &mut chance);
    cohort(book, scene, &open, &mut chance);
    for house in &open {
        requests(book, scene, house, &mut chance);
        agreements(book, scene, house, &mut chance);
    }
}

/// A month a manager, two years back: one child's record of another team.
fn audits(book: &mut Book, scene: &Scene, families: &[Household], chance: &mut Chance) {
    let world = scene.world;
    let managers: Vec<usize> =
        scene.staff.iter().filter(|(_, p)| p.role == Role::TeamManager).map(|(n, _)| n).collect();
    let Some(this_month) = to_civil(world.last).and_then(|(y, m, _)| from_civil(y, m, 1)) else { return };
    for back in (0..24).rev() {
        let start = add_months(this_month, -back);
        for &manager in &managers {
            let Some(person) = scene.staff.get(manager) else { continue };
            let day = world.diary.back(start + chance.between(8, 27));
            let here = person.from <= day && person.until.is_none_or(|u| u > day);
            if !here
                || day < start
                || day > world.last
                || !chance.hit(world.team(person.team, Knob::ManagerAuditDone))
            {
                continue;
            }
            let found = (0..40).find_map(|_| {
                let house = families.get(chance.below(families.len() as u32) as usize)?;
                let kid = scene.kids(house, day).next()?;
                let others = scene.team(house, day) != Some(person.team);
                (others && house.openings.iter().any(|o| o.open_on(day))).then_some(kid)
            });
            if let Some(kid) = found {
                audit(book, scene, kid, (Some(scene.staff.id(manager)), day, "management"), chance);
            }
        }
    }
}

fn audit(
    book: &mut Book,
    scene: &Scene,
    kid: &Kid,
    (auditor, day, kind): (Option<String>, Day, &str),
    chance: &mut Chance,
) {
    let id = book.id("AU");
    let grade = chance.weighted_word(&GRADES);
    let recorded = scene.recorded(chance, day, Knob::OtherRecordedInTime, None);
    book.put(
        "audit",
        &[
            ("audit_id", (&id).into()),
            ("child_id", (&kid.id).into()),
            ("date", day.into()),
            ("auditor_id", auditor.into()),
            ("type", kind.into()),
            ("theme", chance.word(&THEMES).into()),
            ("grade", grade.into()),
            ("recorded", recorded.into()),
        ],
    );
    for question in QUESTIONS {
        let row = book.id("AN");
        book.put(
            "audit_answer",
            &[
                ("answer_id", (&row).into()),
                ("audit_id", (&id).into()),
                ("date", day.into()),
                ("question", question.into()),
                ("grade", if chance.percent(65) { grade } else { chance.weighted_word(&GRADES) }.into()),
            ],
        );
    }
}

/// A dozen children whose records are audited every quarter of a year.
fn cohort(book: &mut Book, scene: &Scene, open: &[&Household], chance: &mut Chance) {
    let world = scene.world;
    let from = add_months(world.last, -9);
    let start = to_civil(from).and_then(|(y, m, _)| from_civil(y, (m - 1) / 3 * 3 + 1, 1)).unwrap_or(from);
    let fits = |h: &&&Household| h.openings.last().is_some_and(|o| o.referral < start);
    for kid in open.iter().filter(fits).filter_map(|h| h.kids.first()).take(12) {
        let id = book.id("CH");
        book.put(
            "cohort_place",
            &[
                ("place_id", (&id).into()),
                ("child_id", (&kid.id).into()),
                ("cohort", "year of the child".into()),
                ("from", start.into()),
            ],
        );
        let mut quarter = start;
        while quarter + 80 < world.last {
            if chance.hit(world.knob(Knob::ManagerAuditDone)) {
                let day = world.diary.back(quarter + chance.between(10, 85)).min(world.last);
                audit(book, scene, kid, (None, day, "year of the child"), chance);
            }
            quarter = add_months(quarter, 3);
        }
    }
}

/// A few children asked for another worker.
fn requests(book: &mut Book, scene: &Scene, house: &Household, chance: &mut Chance) {
    let world = scene.world;
    let first = book.rows("worker_change_request") == 0 || book.rows("advocate_appointment") == 0;
    let Some(kid) = house.kids.first().filter(|k| add_months(k.birth, 12 * 9) < world.last) else { return };
    let since = house.openings.last().map_or(world.last, |o| o.referral);
    if world.last - since < 100 || !(chance.percent(2) || first) {
        return;
    }
    let day = world.last - chance.between(20, 90);
    let id = book.id("RQ");
    let moved =
        chance.percent(60).then(|| world.diary.on(day + 7 + chance.spread(20))).and_then(|d| world.seen(d));
    let recorded = scene.recorded(chance, day, Knob::OtherRecordedInTime, None);
    book.put(
        "worker_change_request",
        &[
            ("request_id", (&id).into()),
            ("child_id", (&kid.id).into()),
            ("date", day.into()),
            ("reallocated", moved.into()),
            ("recorded", recorded.into()),
        ],
    );
    let appointed = world.once(chance, day, working(5), Share::of(7, 10), 10);
    if appointed <= world.last {
        let row = book.id("AV");
        book.put(
            "advocate_appointment",
            &[
                ("appointment_id", (&row).into()),
                ("request_id", (&id).into()),
                ("child_id", (&kid.id).into()),
                ("date", appointed.into()),
            ],
        );
    }
}

/// Variations for one child: other visits, agreed by a senior manager.
fn agreements(book: &mut Book, scene: &Scene, house: &Household, chance: &mut Chance) {
    let world = scene.world;
    let first = book.rows("agreements") == 0;
    let Some(opening) = house.openings.last() else { return };
    let need = opening.needs.last().filter(|n| n.until.is_none()).map(|n| {
        (n.from, "child-in-need-visits", "interval", chance.word(&["6 weeks", "8 weeks"]), "head-of-service")
    });
    let plan = opening.protections.last().filter(|p| p.until.is_none()).map(|p| {
        (
            p.from,
            "protection-visits",
            "interval",
            chance.word(&["5 working days", "15 working days"]),
            "service-manager",
        )
    });
    let care = opening
        .cares
        .last()
        .filter(|c| c.until.is_none())
        .map(|c| (c.from + 365, "care-visits", "usual-interval", "3 months", "head-of-service"));
    let Some((start, standard, setting, value, by)) = need.or(plan).or(care) else { return };
    if start + 60 > world.last || !(chance.percent(4) || first) {
        return;
    }
    let from = world.diary.on(chance.between(start + 20, world.last - 30));
    // Some are agreed only after they were to begin: they act from then.
    let agreed = if chance.percent(80) {
        world.diary.back(from - chance.between(0, 5))
    } else {
        world.diary.on(from + 6)
    };
    let until = chance.percent(50).then(|| from + 182);
    for kid in scene.kids(house, start) {
        let id = book.id("AG");
        book.put(
            "agreements",
            &[
                ("agreement_id", (&id).into()),
                ("child_id", (&kid.id).into()),
                ("standard", standard.into()),
                ("setting", setting.into()),
                ("value", value.into()),
                ("from", from.into()),
                ("until", until.into()),
                ("agreed", agreed.into()),
                ("approved_by", by.into()),
                ("recorded", agreed.into()),
            ],
        );
    }
}
