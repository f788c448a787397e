//! Education plans and school places of children in care.

use super::Scene;
use super::care::Time;
use crate::calendar::{Day, from_civil, to_civil};
use crate::demo::chance::Chance;
use crate::demo::diary::working;
use crate::demo::profile::Knob;
use crate::demo::sheet::Book;

/// Schools of the authority and about it, with the grade they have.
const SCHOOLS: [(&str, &str); 12] = [
    ("Northmere Primary", "good"),
    ("Elder Lane Primary", "good"),
    ("Harbour View Primary", "outstanding"),
    ("Three Oaks Primary", "requires-improvement"),
    ("St Brannock's Primary", "good"),
    ("Mill Field Primary", "inadequate"),
    ("Northmere Academy", "good"),
    ("Saltway School", "requires-improvement"),
    ("Highcliffe Lower School", "good"),
    ("The Beacon School", "outstanding"),
    ("Longmarsh College", "good"),
    ("Riverside Special School", "good"),
];

/// First and last days of teaching in the three parts of a calendar year: month and day.
const TERMS: [((u32, u32), (u32, u32)); 3] = [((1, 8), (3, 28)), ((4, 20), (7, 18)), ((9, 8), (12, 16))];

/// The schools themselves.
pub(crate) fn schools(book: &mut Book) {
    for (n, (name, _)) in SCHOOLS.iter().enumerate() {
        book.put("school", &[("school_id", school_id(n).into()), ("name", (*name).into())]);
    }
}

fn school_id(n: usize) -> String {
    format!("SCH{}", n + 1)
}

/// A child's education plans and school places.
pub(crate) fn write(book: &mut Book, scene: &Scene, time: &Time, chance: &mut Chance) {
    let world = scene.world;
    let age = time.age(time.care.from);
    if (3..18).contains(&age) {
        let share = world.team(time.care.team, Knob::EducationPlanInTime);
        let started = world.once(chance, time.care.from, working(10), share, 12);
        let complete = world.once(chance, time.care.from, working(20), share, 20).max(started);
        for (stage, day) in [("initiated", started), ("complete", complete)] {
            plan(book, scene, time, stage, day, chance);
        }
        for day in termly(scene, time, complete, chance) {
            plan(book, scene, time, "review", day, chance);
        }
    }
    if (4..17).contains(&time.age(time.stop)) {
        places(book, time, scene, chance);
    }
}

fn plan(book: &mut Book, scene: &Scene, time: &Time, stage: &str, day: Day, chance: &mut Chance) {
    if day > time.stop {
        return;
    }
    let id = book.id("ME");
    let recorded = scene.recorded(chance, day, Knob::OtherRecordedInTime, Some(time.care.team));
    book.put(
        "meeting",
        &[
            ("meeting_id", (&id).into()),
            ("child_id", (&time.kid.id).into()),
            ("kind", "pep".into()),
            ("stage", stage.into()),
            ("date", day.into()),
            ("status", "held".into()),
            ("recorded", recorded.into()),
        ],
    );
}

fn termly(scene: &Scene, time: &Time, after: Day, chance: &mut Chance) -> Vec<Day> {
    let year = |d: Day| to_civil(d).map_or(2000, |c| c.0);
    let mut list = Vec::new();
    for y in year(after)..=year(time.stop) {
        for (a, b) in TERMS {
            let edge = |(m, d)| from_civil(y, m, d).unwrap_or_default();
            let (from, until) = (edge(a).max(after + 1), edge(b).min(time.stop));
            if until - from > 20
                && (4..18).contains(&time.age(from))
                && chance.hit(scene.world.team(time.care.team, Knob::EducationPlanTermly))
            {
                list.push(scene.world.diary.back(chance.between(from + 7, until)));
            }
        }
    }
    list
}

/// The school the child came with, and for some a new one.
fn places(book: &mut Book, time: &Time, scene: &Scene, chance: &mut Chance) {
    let moved = (time.stop - time.care.from > 60 && chance.percent(35))
        .then(|| scene.world.diary.on(time.care.from + chance.between(10, 50)));
    let before = time.care.from - chance.between(100, 700);
    let before = before.max(time.kid.birth + 4 * 365);
    let moved = moved.filter(|&m| m > before);
    let turns = [(before, moved)].into_iter().chain(moved.map(|m| (m, None)));
    for (from, until) in turns {
        let big = if time.age(from) < 11 { 0 } else { 6 };
        let n = big + chance.weighted(&[24, 22, 14, 18, 18, 4]);
        let grade = SCHOOLS.get(n).map(|s| s.1);
        let id = book.id("SP");
        book.put(
            "school_place",
            &[
                ("place_id", (&id).into()),
                ("child_id", (&time.kid.id).into()),
                ("school_id", school_id(n).into()),
                ("from", from.into()),
                ("until", until.into()),
                ("grade_at_start", grade.into()),
            ],
        );
    }
}
