//! Reviews of children in care, and visits to them.

use super::Scene;
use super::care::Time;
use super::protection::participation;
use super::visit::{Kind, Round};
use crate::calendar::{Day, add_months};
use crate::demo::chance::Chance;
use crate::demo::diary::{months, weeks, working};
use crate::demo::life::{Beat, Rhythm, beats};
use crate::demo::profile::Knob;
use crate::demo::sheet::Book;

/// The reviews; the days on which they were held.
pub(crate) fn write(book: &mut Book, scene: &Scene, time: &Time, chance: &mut Chance) -> Vec<Day> {
    let world = scene.world;
    let share = world.team(time.care.team, Knob::CareReviewInTime);
    let first = world.once(chance, time.care.from, working(20), share, 12);
    if first > time.stop {
        return Vec::new();
    }
    let rhythm = Rhythm { first: months(3), every: months(6), share, late: Some(14) };
    let later = beats(chance, &world.diary, &rhythm, first, time.stop);
    let held: Vec<Day> = [first].into_iter().chain(later.iter().filter(|b| b.done).map(|b| b.day)).collect();
    let mut due = world.diary.after(time.care.from, 20);
    for (i, &day) in held.iter().enumerate() {
        if chance.percent(7) {
            row(book, scene, time, (due, Some(world.diary.back(day - chance.between(1, 6))), true), chance);
        }
        row(book, scene, time, (due, Some(day), false), chance);
        due = add_months(day, if i == 0 { 3 } else { 6 });
    }
    // The next one, booked but not yet held.
    if time.until.is_none() && chance.percent(20) {
        row(book, scene, time, (due, None, false), chance);
    }
    held
}

fn row(
    book: &mut Book,
    scene: &Scene,
    time: &Time,
    (due, day, cancelled): (Day, Option<Day>, bool),
    chance: &mut Chance,
) {
    let id = book.id("LR");
    book.put(
        "ssd_cla_reviews",
        &[
            ("clar_cla_review_id", (&id).into()),
            ("clar_cla_id", (&time.id).into()),
            ("clar_cla_person_id", (&time.kid.id).into()),
            ("clar_cla_review_due_date", due.into()),
            ("clar_cla_review_date", day.into()),
            ("clar_cla_review_cancelled", cancelled.into()),
            (
                "clar_cla_review_participation",
                day.filter(|_| !cancelled).map(|d| participation(time.kid, d, chance)).into(),
            ),
        ],
    );
    if let Some(day) = day {
        scene.note(book, chance, "ssd_cla_reviews", &id, day);
    }
}

/// The visits, placement by placement: weekly at first where the carer is not yet approved or the child is at home.
pub(crate) fn visits(book: &mut Book, scene: &Scene, time: &Time, held: &[Day], chance: &mut Chance) {
    let world = scene.world;
    let share = world.team(time.care.team, Knob::CareVisitInTime);
    for placed in &time.placements {
        let stop = placed.until.unwrap_or(time.stop);
        let adoptive = placed.code.starts_with('A');
        let mut start = placed.from;
        let mut list: Vec<Beat> = Vec::new();
        let mut add = |chance: &mut Chance, start: Day, until: Day, first, every| {
            let rhythm = Rhythm { first, every, share, late: None };
            let new = beats(chance, &world.diary, &rhythm, start, until);
            list.extend(&new);
            new.last().map_or(start, |b| b.day)
        };
        let (mut first, mut every) = (weeks(1), weeks(6));
        if placed.approval != "full" || adoptive {
            let until = match adoptive {
                true => placed.from + 28,
                false => held.iter().copied().find(|&r| r > placed.from).unwrap_or(stop),
            };
            start = add(chance, start, until.min(stop), weeks(1), weeks(1));
            (first, every) = if adoptive { (weeks(1), weeks(6)) } else { (weeks(4), weeks(4)) };
        }
        let year = add_months(placed.from, 12);
        start = add(chance, start, year.min(stop), first, every);
        if year < stop {
            let later = match (placed.long_term, placed.until_18 && !adoptive) {
                (true, _) => months(6),
                (false, true) => months(3),
                (false, false) => every,
            };
            add(chance, start, stop, later, later);
        }
        let round = Round {
            kind: Kind::Care,
            house: time.house,
            kid: time.kid,
            under: &time.id,
            team: time.care.team,
            adoptive,
        };
        round.write(book, scene, &list, chance);
    }
}
