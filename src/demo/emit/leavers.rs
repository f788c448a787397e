//! Young people from 16 in care, and care leavers: plans, contacts, homes.

use super::Scene;
use crate::calendar::{Day, add_months};
use crate::demo::chance::Chance;
use crate::demo::diary::{days, months, weeks};
use crate::demo::life::{Beat, Household, Kid, Rhythm, beats};
use crate::demo::profile::Knob;
use crate::demo::sheet::Book;
use crate::demo::staff::team_id;

/// One young person.
struct Young<'a> {
    house: &'a Household,
    kid: &'a Kid,
    team: usize,
    /// From when they had a right to a plan.
    from: Day,
    adult: Day,
    stop: Day,
}

/// The rows of those of a family who are 16 or more and in care, or left it at 18.
pub(crate) fn write(book: &mut Book, scene: &Scene, house: &Household, chance: &mut Chance) {
    let world = scene.world;
    let Some(stint) = house.stints.iter().rev().find(|s| s.adviser) else { return };
    let Some(care) = house.openings.iter().flat_map(|o| &o.cares).next_back() else { return };
    for kid in &house.kids {
        let (sixteen, adult) = (add_months(kid.birth, 12 * 16), add_months(kid.birth, 12 * 18));
        let from = sixteen.max(care.from + 91);
        let stop = stint.until.unwrap_or(world.last).min(world.last);
        if kid.birth <= care.from && from + 30 < stop {
            one(
                book,
                scene,
                &Young { house, kid, team: stint.team, from, adult, stop },
                stint.until.is_some(),
                chance,
            );
        }
    }
}

fn one(book: &mut Book, scene: &Scene, young: &Young, ended: bool, chance: &mut Chance) {
    let world = scene.world;
    let suitable = chance.hit(world.team(young.team, Knob::SuitableHome));
    let busy = chance.hit(world.team(young.team, Knob::InEducationOrWork));
    let activity = match busy {
        true => chance.weighted_word(&[("education", 45), ("training", 15), ("employment", 40)]),
        false => "not-in-education",
    };
    let custody = !suitable && (chance.percent(12) || book.rows("leaving_care") == 0);
    let until = ended.then_some(young.stop);
    let grown = young.adult <= young.stop;
    let mut row = |from: Day, until: Option<Day>, status: &'static str| {
        let id = book.id("LC");
        book.put(
            "leaving_care",
            &[
                ("leaving_id", (&id).into()),
                ("child_id", (&young.kid.id).into()),
                ("from", from.into()),
                ("until", until.into()),
                ("status", status.into()),
                ("suitable", suitable.into()),
                ("activity", activity.into()),
                ("custody", custody.into()),
            ],
        );
    };
    if grown {
        if young.from < young.adult {
            row(young.from, Some(young.adult), "eligible");
        }
        row(young.adult.max(young.from), until, "former-relevant");
    } else {
        row(young.from, until, "eligible");
    }
    let plan = plans(book, scene, young, chance);
    let touch = if grown { touch(book, scene, young, chance) } else { None };
    homes(book, scene, young, (suitable, activity), chance);
    let (code, contact) = touch.unwrap_or(("YES", None));
    let worker = scene.hands.adviser(young.house.number, young.stop).map(|n| scene.staff.id(n));
    let id = book.id("CL");
    book.put(
        "ssd_care_leavers",
        &[
            ("clea_table_id", (&id).into()),
            ("clea_person_id", (&young.kid.id).into()),
            ("clea_care_leaver_eligibility", if grown { "Former Relevant" } else { "Eligible" }.into()),
            ("clea_care_leaver_in_touch", code.into()),
            ("clea_care_leaver_latest_contact", contact.into()),
            (
                "clea_care_leaver_accommodation",
                if custody { "X" } else { chance.word(&["B", "C", "K", "U", "Y"]) }.into(),
            ),
            ("clea_care_leaver_accom_suitable", if suitable { "1" } else { "2" }.into()),
            ("clea_care_leaver_activity", activity_code(activity).into()),
            ("clea_pathway_plan_review_date", plan.into()),
            ("clea_care_leaver_personal_advisor", worker.clone().into()),
            ("clea_care_leaver_allocated_team", team_id(young.team).into()),
            ("clea_care_leaver_worker_id", worker.into()),
        ],
    );
}

fn activity_code(word: &str) -> &'static str {
    match word {
        "education" => "F2",
        "training" => "F5",
        "employment" => "F4",
        _ => "G6",
    }
}

/// The pathway plan and its reviews; the latest of them.
fn plans(book: &mut Book, scene: &Scene, young: &Young, chance: &mut Chance) -> Option<Day> {
    let world = scene.world;
    let share = world.team(young.team, Knob::PathwayPlanMade);
    let first = world.once(chance, young.from, months(3), share, 60);
    if first > young.stop {
        return None;
    }
    let plan = |book: &mut Book, day: Day, stage: &'static str, chance: &mut Chance| {
        let id = book.id("ME");
        let recorded = scene.recorded(chance, day, Knob::OtherRecordedInTime, Some(young.team));
        book.put(
            "meeting",
            &[
                ("meeting_id", (&id).into()),
                ("child_id", (&young.kid.id).into()),
                ("kind", "pathway_plan".into()),
                ("stage", stage.into()),
                ("date", day.into()),
                ("status", "held".into()),
                ("recorded", recorded.into()),
            ],
        );
    };
    plan(book, first, "initial", chance);
    let share = world.team(young.team, Knob::PathwayPlanCurrent);
    let rhythm = Rhythm { first: months(6), every: months(6), share, late: None };
    let mut latest = first;
    for beat in beats(chance, &world.diary, &rhythm, first, young.stop).into_iter().filter(|b| b.done) {
        plan(book, beat.day, "review", chance);
        latest = beat.day;
    }
    Some(latest)
}

/// Talks with a young adult, and whether they want them; the code of the returns and the latest talk.
fn touch(
    book: &mut Book,
    scene: &Scene,
    young: &Young,
    chance: &mut Chance,
) -> Option<(&'static str, Option<Day>)> {
    let world = scene.world;
    let share = world.team(young.team, Knob::LeaverContactInTime);
    let rhythm = Rhythm { first: weeks(8), every: weeks(8), share, late: None };
    let mut latest = None;
    // Some want no more contact from a day on.
    let (word, code) = match chance.weighted(&[88, 4, 3, 3, 2]) {
        0 => ("in-touch", "YES"),
        1 => ("refuses", "REFU"),
        2 => ("not-required", "NREQ"),
        3 => ("no-contact", "NO"),
        _ => ("returned-home", "RHOM"),
    };
    let start = young.adult.max(young.from);
    let stopped = (word != "in-touch").then(|| (young.stop - chance.between(30, 300)).max(start + 1));
    let turns = [(start, stopped, if stopped.is_some() { "in-touch" } else { word })];
    for (from, until, status) in turns.into_iter().chain(stopped.map(|s| (s, None, word))) {
        let id = book.id("CS");
        book.put(
            "contact_status",
            &[
                ("status_id", (&id).into()),
                ("child_id", (&young.kid.id).into()),
                ("status", status.into()),
                ("from", from.into()),
                ("until", until.into()),
            ],
        );
    }
    for beat in beats(chance, &world.diary, &rhythm, start, stopped.unwrap_or(young.stop)) {
        if !beat.done && chance.percent(50) {
            continue;
        }
        let id = book.id("TC");
        let recorded = scene.recorded(chance, beat.day, Knob::VisitRecordedInTime, Some(young.team));
        let worker = scene.hands.adviser(young.house.number, beat.day).map(|n| scene.staff.id(n));
        book.put(
            "leaver_contact",
            &[
                ("contact_id", (&id).into()),
                ("child_id", (&young.kid.id).into()),
                ("date", beat.day.into()),
                ("spoke", beat.done.into()),
                ("in_person", (beat.done && chance.percent(55)).into()),
                ("worker_id", worker.into()),
                ("recorded", recorded.into()),
            ],
        );
        if beat.done {
            latest = Some(beat.day);
        }
    }
    Some((code, latest))
}

/// Homes from 18 on, visits after each move, and what was known around birthdays.
fn homes(
    book: &mut Book,
    scene: &Scene,
    young: &Young,
    (suitable, activity): (bool, &'static str),
    chance: &mut Chance,
) {
    let world = scene.world;
    let mut from = young.adult.max(young.from);
    while from < young.stop {
        let next = from + 120 + chance.spread(500);
        let until = (next < young.stop).then_some(next);
        let id = book.id("AC");
        book.put(
            "accommodation",
            &[
                ("accommodation_id", (&id).into()),
                ("child_id", (&young.kid.id).into()),
                ("code", chance.word(&["B", "C", "K", "U", "Y"]).into()),
                ("from", from.into()),
                ("until", until.into()),
            ],
        );
        let share = world.team(young.team, Knob::LeaverContactInTime);
        // Within 7 days, then 28 days, then every two months.
        let stop = until.unwrap_or(young.stop);
        let first = world.once(chance, from, days(7), share, 10);
        let later = Rhythm { first: days(28), every: months(2), share, late: None };
        let visits = beats(chance, &world.diary, &later, first, stop);
        for beat in [Beat { day: first, done: true }].into_iter().filter(|b| b.day <= stop).chain(visits) {
            if beat.done || chance.percent(40) {
                visit(book, scene, young, (beat.day, beat.done), chance);
            }
        }
        from = next;
    }
    for age in 19..=21 {
        let birthday = add_months(young.kid.birth, 12 * age);
        let day = world.diary.back(birthday + chance.between(-70, 25));
        if day <= young.stop && day > young.adult && chance.percent(88) {
            let id = book.id("SC");
            let now = if chance.percent(85) { suitable } else { !suitable };
            book.put(
                "suitability_check",
                &[
                    ("check_id", (&id).into()),
                    ("child_id", (&young.kid.id).into()),
                    ("date", day.into()),
                    ("suitable", now.into()),
                    ("activity", activity.into()),
                ],
            );
        }
    }
}

fn visit(book: &mut Book, scene: &Scene, young: &Young, (day, seen): (Day, bool), chance: &mut Chance) {
    let id = book.id("OV");
    let worker = scene.hands.adviser(young.house.number, day).map(|n| scene.staff.id(n));
    let recorded = scene.recorded(chance, day, Knob::VisitRecordedInTime, Some(young.team));
    book.put(
        "other_visit",
        &[
            ("visit_id", (&id).into()),
            ("child_id", (&young.kid.id).into()),
            ("date", day.into()),
            ("kind", "leaving-care".into()),
            ("seen", seen.into()),
            ("seen_alone", seen.then(|| chance.percent(90)).into()),
            ("worker_id", worker.into()),
            ("recorded_at", recorded.into()),
        ],
    );
}
