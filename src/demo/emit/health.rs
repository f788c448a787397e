//! Health of children in care: assessments, teeth, eyes, questionnaires.

use super::Scene;
use super::care::Time;
use crate::calendar::{Day, from_civil, to_civil};
use crate::demo::chance::Chance;
use crate::demo::diary::{months, working};
use crate::demo::life::{Rhythm, beats};
use crate::demo::profile::{Knob, Share};
use crate::demo::sheet::Book;

/// The rows of a child's health in care.
pub(crate) fn write(book: &mut Book, scene: &Scene, time: &Time, chance: &mut Chance) {
    let world = scene.world;
    let share = world.team(time.care.team, Knob::InitialHealthInTime);
    let first = world.once(chance, time.care.from, working(20), share, 25);
    if first <= time.stop {
        let refused = time.age(first) >= 13 && chance.percent(4);
        let status = if refused { "Refused" } else { "Completed" };
        check(book, scene, time, "Initial Health Assessment", first, status, chance);
        reviews(book, scene, time, first, chance);
    } else if chance.percent(50) {
        check(book, scene, time, "Initial Health Assessment", first, "Planned", chance);
    }
    teeth(book, scene, time, chance);
    yearly(book, scene, time, "Optician", Share::of(7, 10), chance);
    questionnaires(book, scene, time, chance);
    teenagers(book, scene, time, chance);
}

fn check(
    book: &mut Book,
    scene: &Scene,
    time: &Time,
    kind: &str,
    day: Day,
    status: &str,
    chance: &mut Chance,
) {
    let id = book.id("HC");
    let date = scene.dated(chance, day);
    book.put(
        "ssd_cla_health",
        &[
            ("clah_health_check_id", (&id).into()),
            ("clah_person_id", (&time.kid.id).into()),
            ("clah_health_check_type", kind.into()),
            ("clah_health_check_date", date.into()),
            ("clah_health_check_status", status.into()),
        ],
    );
    if day <= scene.world.last {
        scene.note(book, chance, "ssd_cla_health", &id, day);
    }
}

/// Every six months under five, every twelve from five.
fn reviews(book: &mut Book, scene: &Scene, time: &Time, first: Day, chance: &mut Chance) {
    let share = scene.world.team(time.care.team, Knob::HealthInTime);
    let mut from = first;
    while from < time.stop {
        let every = months(if time.age(from) < 5 { 6 } else { 12 });
        let rhythm = Rhythm { first: every, every, share, late: None };
        let Some(next) =
            beats(chance, &scene.world.diary, &rhythm, from, time.stop).into_iter().find(|b| b.done)
        else {
            return;
        };
        check(book, scene, time, "Review Health Assessment", next.day, "Completed", chance);
        from = next.day;
    }
}

fn teeth(book: &mut Book, scene: &Scene, time: &Time, chance: &mut Chance) {
    yearly(book, scene, time, "Dental Check", scene.world.team(time.care.team, Knob::DentalInTime), chance);
    if time.age(time.stop) >= 13 && chance.percent(3) {
        let day = scene.world.diary.back(time.stop - chance.between(1, 200)).max(time.care.from);
        check(book, scene, time, "Dental Check", day, "Refused", chance);
    }
}

/// About once a year: some had one shortly before they came, or soon after.
fn yearly(book: &mut Book, scene: &Scene, time: &Time, kind: &str, share: Share, chance: &mut Chance) {
    let world = scene.world;
    let start = match chance.hit(share) {
        true => world.diary.back(time.care.from + chance.between(-180, 90)),
        false => world.diary.on(time.care.from + chance.between(200, 900)),
    };
    if start > time.stop {
        return;
    }
    check(book, scene, time, kind, start, "Completed", chance);
    let rhythm = Rhythm { first: months(12), every: months(12), share, late: None };
    for beat in beats(chance, &world.diary, &rhythm, start, time.stop) {
        match beat.done {
            true => check(book, scene, time, kind, beat.day, "Completed", chance),
            false if chance.percent(15) => check(book, scene, time, kind, beat.day, "Cancelled", chance),
            false => {}
        }
    }
}

/// One a collection year (April to March) from 4 to 16.
fn questionnaires(book: &mut Book, scene: &Scene, time: &Time, chance: &mut Chance) {
    let year = |d: Day| to_civil(d).map_or(2000, |(y, m, _)| if m >= 4 { y } else { y - 1 });
    for y in year(time.care.from)..=year(time.stop) {
        let edge = |y| from_civil(y, 4, 1).unwrap_or_default();
        let (from, until) = (edge(y).max(time.care.from + 20), (edge(y + 1) - 1).min(time.stop));
        if from > until || !(4..17).contains(&time.age(from)) {
            continue;
        }
        let day = scene.world.diary.back(chance.between(from, until)).max(from);
        let id = book.id("SDQ");
        let row = |score: Option<u32>, reason: Option<&'static str>| {
            [
                ("csdq_table_id", (&id).into()),
                ("csdq_person_id", (&time.kid.id).into()),
                ("csdq_sdq_completed_date", day.into()),
                ("csdq_sdq_score", score.into()),
                ("csdq_sdq_reason", reason.into()),
            ]
        };
        if chance.hit(scene.world.team(time.care.team, Knob::Questionnaire)) {
            book.put("ssd_sdq_scores", &row(Some(chance.between(2, 30) as u32), None));
        } else if chance.percent(35) {
            book.put("ssd_sdq_scores", &row(None, Some("SDQ3")));
        }
    }
}

fn teenagers(book: &mut Book, scene: &Scene, time: &Time, chance: &mut Chance) {
    if time.age(time.stop) < 13 {
        return;
    }
    let day = |chance: &mut Chance| (time.stop - chance.between(0, 300)).max(time.care.from);
    if chance.percent(4) || book.rows("ssd_cla_convictions") == 0 {
        let (id, day) = (book.id("CV"), day(chance));
        book.put(
            "ssd_cla_convictions",
            &[
                ("clac_cla_conviction_id", (&id).into()),
                ("clac_person_id", (&time.kid.id).into()),
                ("clac_cla_conviction_date", day.into()),
                ("clac_cla_conviction_offence", "theft".into()),
            ],
        );
    }
    if chance.percent(4) || book.rows("ssd_cla_substance_misuse") == 0 {
        let (id, day) = (book.id("SM"), scene.world.diary.back(day(chance)));
        book.put(
            "ssd_cla_substance_misuse",
            &[
                ("clas_substance_misuse_id", (&id).into()),
                ("clas_person_id", (&time.kid.id).into()),
                ("clas_substance_misuse_date", day.into()),
                ("clas_substance_misused", "cannabis".into()),
                ("clas_intervention_received", chance.percent(70).into()),
            ],
        );
    }
}
