//! Staff: who they are, their employment, their leave, their own supervision.

use super::Scene;
use crate::calendar::Day;
use crate::demo::chance::Chance;
use crate::demo::diary::weeks;
use crate::demo::life::{Rhythm, beats};
use crate::demo::profile::Knob;
use crate::demo::sheet::{Book, tenths};
use crate::demo::staff::{Person, Role, team_id};

/// The rows of all staff.
pub(crate) fn write(book: &mut Book, scene: &Scene) {
    let mut chance = scene.world.stream("staff", 0);
    for (n, person) in scene.staff.iter() {
        let id = scene.staff.id(n);
        who(book, scene, person, &id, n);
        if person.role == Role::DutyDesk {
            continue;
        }
        employed(book, person, &id, scene.world.last);
        let away = leave(book, scene, person, &id, &mut chance);
        supervised(book, scene, person, &id, &away, &mut chance);
    }
}

fn who(book: &mut Book, scene: &Scene, person: &Person, id: &str, n: usize) {
    let last = scene.world.last;
    let team = scene.world.profile.teams.get(person.team).map(|t| t.name.as_str());
    let new = person.new_until.is_some_and(|u| u > person.until.unwrap_or(last).min(last));
    let name = match person.role {
        Role::DutyDesk => format!("Duty Desk {}", team_id(person.team)),
        _ => format!("Worker {}", n + 1),
    };
    book.put(
        "ssd_professionals",
        &[
            ("prof_professional_id", id.into()),
            ("prof_staff_id", id.into()),
            ("prof_professional_name", name.into()),
            ("prof_agency_worker_flag", person.agency.into()),
            (
                "prof_professional_job_title",
                if new { "Social Worker (ASYE)" } else { person.role.title() }.into(),
            ),
            ("prof_professional_department", team.into()),
            ("prof_full_time_equivalency", tenths(person.hours).into()),
        ],
    );
    book.put(
        "worker_extra",
        &[
            ("worker_id", id.into()),
            ("team_id", team_id(person.team).into()),
            ("role", person.role.word().into()),
            ("newly_qualified", new.into()),
            ("full_time_share", tenths(person.hours).into()),
        ],
    );
}

/// A newly qualified worker's first year is an employment of its own.
fn employed(book: &mut Book, person: &Person, id: &str, last: Day) {
    let split = person.new_until.filter(|&n| n <= last && person.until.is_none_or(|u| n < u));
    let new = person.new_until.is_some();
    let turns = [(person.from, split.or(person.until), new)];
    for (from, until, new) in turns.into_iter().chain(split.map(|s| (s, person.until, false))) {
        let row = book.id("EM");
        book.put(
            "employment",
            &[
                ("employment_id", (&row).into()),
                ("worker_id", id.into()),
                ("team_id", team_id(person.team).into()),
                ("role", person.role.word().into()),
                ("contract", if person.agency { "agency" } else { "permanent" }.into()),
                ("newly_qualified", new.into()),
                ("from", from.into()),
                ("until", until.into()),
            ],
        );
    }
}

/// Leave of a week or two, some sickness; the days away.
fn leave(book: &mut Book, scene: &Scene, person: &Person, id: &str, chance: &mut Chance) -> Vec<(Day, Day)> {
    let last = person.until.unwrap_or(scene.world.last);
    let mut list = Vec::new();
    let mut day = person.from.max(scene.world.first) + 30 + chance.spread(40);
    while day < last {
        let (reason, length) = match chance.weighted(&[80, 16, 4]) {
            0 => ("leave", chance.between(4, 14)),
            1 => ("sickness", 1 + chance.spread(9)),
            _ => ("other", chance.between(2, 10)),
        };
        let from = scene.world.diary.on(day);
        if from > last {
            break;
        }
        let until = from + length;
        let row = book.id("WL");
        book.put(
            "worker_leave",
            &[
                ("leave_id", (&row).into()),
                ("worker_id", id.into()),
                ("reason", reason.into()),
                ("from", from.into()),
                ("until", scene.world.seen(until).into()),
            ],
        );
        list.push((from, until));
        day = until + 25 + chance.spread(75);
    }
    list
}

fn supervised(
    book: &mut Book,
    scene: &Scene,
    person: &Person,
    id: &str,
    away: &[(Day, Day)],
    chance: &mut Chance,
) {
    let world = scene.world;
    let share = world.team(person.team, Knob::WorkerSupervisionInTime);
    let last = person.until.unwrap_or(world.last).min(world.last);
    let split = person.new_until.filter(|&n| n < last);
    let turns = [(person.from, split.unwrap_or(last), person.new_until.is_some())];
    for (from, until, new) in turns.into_iter().chain(split.map(|s| (s, last, false))) {
        let every = weeks(if new { 2 } else { 4 });
        let rhythm = Rhythm { first: every, every, share, late: None };
        for beat in beats(chance, &world.diary, &rhythm, from, until).into_iter().filter(|b| b.done) {
            if away.iter().any(|&(a, b)| a <= beat.day && beat.day <= b) {
                continue;
            }
            let manager = if matches!(person.role, Role::SocialWorker | Role::PersonalAdviser) {
                scene.manager(person.team, beat.day)
            } else {
                scene.staff.all_on(Role::ServiceManager, beat.day).first().map(|&n| scene.staff.id(n))
            };
            let row = book.id("WS");
            let recorded = scene.recorded(chance, beat.day, Knob::OtherRecordedInTime, Some(person.team));
            book.put(
                "worker_supervision",
                &[
                    ("supervision_id", (&row).into()),
                    ("worker_id", id.into()),
                    ("manager_id", manager.into()),
                    ("date", beat.day.into()),
                    ("recorded", recorded.into()),
                ],
            );
        }
    }
}
