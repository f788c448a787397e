//! Supervision of each open child's case, and managers' oversight on the file.

use super::Scene;
use super::scene::team_cell;
use crate::calendar::{Day, add_months};
use crate::demo::chance::Chance;
use crate::demo::diary::{months, weeks};
use crate::demo::life::{Household, Opening, Rhythm, beats};
use crate::demo::profile::{Knob, Service};
use crate::demo::sheet::Book;
use crate::demo::staff::Role;

/// The rows of a referral, for all children of the family on the same days.
pub(crate) fn write(
    book: &mut Book,
    scene: &Scene,
    house: &Household,
    opening: &Opening,
    chance: &mut Chance,
) {
    let world = scene.world;
    let stop = opening.closed.unwrap_or(world.last);
    let team = scene.team(house, stop).unwrap_or(opening.team);
    let monthly = Rhythm {
        first: months(1),
        every: months(1),
        share: world.team(team, Knob::SupervisionInTime),
        late: None,
    };
    for beat in beats(chance, &world.diary, &monthly, opening.referral, stop).into_iter().filter(|b| b.done) {
        let kind = if chance.percent(6) { "group" } else { "case" };
        rows(book, scene, house, opening, (kind, beat.day), chance);
    }
    let share = world.team(team, Knob::OversightInTime);
    let often = Rhythm { first: weeks(2), every: weeks(6), share, late: None };
    for beat in beats(chance, &world.diary, &often, opening.referral, stop).into_iter().filter(|b| b.done) {
        rows(book, scene, house, opening, ("management_oversight", beat.day), chance);
    }
}

fn rows(
    book: &mut Book,
    scene: &Scene,
    house: &Household,
    opening: &Opening,
    (kind, day): (&str, Day),
    chance: &mut Chance,
) {
    let team = scene.team(house, day).unwrap_or(opening.team);
    let (by_role, manager) = match chance.weighted(&[88, 7, 5]) {
        0 => ("team-manager", scene.manager(team, day)),
        1 => ("service-manager", service_manager(scene, team, day)),
        _ => ("other", scene.worker(house, day)),
    };
    // Supervision is by a manager, whoever writes the note.
    let (by_role, manager) = match kind {
        "management_oversight" => (by_role, manager),
        _ => ("team-manager", scene.manager(team, day)),
    };
    let recorded = scene.recorded(chance, day, Knob::OtherRecordedInTime, Some(team));
    let worker = scene.worker(house, day);
    for kid in scene.kids(house, opening.referral) {
        let id = book.id("SU");
        book.put(
            "supervision",
            &[
                ("supervision_id", (&id).into()),
                ("child_id", (&kid.id).into()),
                ("date", day.into()),
                ("type", kind.into()),
                ("supervisor_id", manager.clone().into()),
                ("by_role", by_role.into()),
                ("worker_id", worker.clone().into()),
                ("team_id", team_cell(Some(team)).into()),
                ("due_date", (kind == "case").then(|| add_months(day, 1)).into()),
                ("recorded", recorded.into()),
            ],
        );
    }
}

fn service_manager(scene: &Scene, team: usize, day: Day) -> Option<String> {
    let service = scene.world.profile.teams.get(team).map_or(Service::FrontDoor, |t| t.service);
    let seat = scene.world.profile.teams.iter().position(|t| t.service == service)?;
    scene.staff.on(Role::ServiceManager, seat, day).map(|n| scene.staff.id(n))
}
