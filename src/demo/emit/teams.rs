//! Teams, their services, the duty rota and the establishment of posts.

use super::Scene;
use crate::demo::profile::{Knob, Service};
use crate::demo::sheet::{Book, tenths};
use crate::demo::staff::{Role, team_id};

/// The rows of all teams.
pub(crate) fn write(book: &mut Book, scene: &Scene) {
    for service in Service::ALL {
        let id = format!("S-{}", service.word());
        book.put(
            "ssd_department",
            &[("dept_team_id", (&id).into()), ("dept_team_name", service_name(service).into())],
        );
    }
    for (n, team) in scene.world.profile.teams.iter().enumerate() {
        book.put(
            "ssd_department",
            &[
                ("dept_team_id", team_id(n).into()),
                ("dept_team_name", (&team.name).into()),
                ("dept_team_parent_id", format!("S-{}", team.service.word()).into()),
                ("dept_team_parent_name", service_name(team.service).into()),
            ],
        );
        book.put(
            "team_extra",
            &[
                ("team_id", team_id(n).into()),
                ("service", team.service.word().into()),
                ("locality", team.locality.as_ref().into()),
                ("frontline", true.into()),
            ],
        );
    }
    duty(book, scene);
    posts(book, scene);
}

fn service_name(service: Service) -> &'static str {
    match service {
        Service::FrontDoor => "Referral and Assessment",
        Service::Safeguarding => "Safeguarding and Family Support",
        Service::ChildrenLookedAfter => "Children Looked After",
        Service::CareLeavers => "Care Leavers",
        Service::DisabledChildren => "Disabled Children",
    }
}

/// Front-door teams take turns, a week each, through the last half year.
fn duty(book: &mut Book, scene: &Scene) {
    let teams: Vec<usize> = (scene.world.profile.teams.iter().enumerate())
        .filter(|(_, t)| t.service == Service::FrontDoor)
        .map(|(n, _)| n)
        .collect();
    let monday = scene.world.last - (scene.world.last - 4).rem_euclid(7);
    for (week, team) in (0..26).rev().zip(teams.iter().cycle()) {
        let from = monday - 7 * week;
        let id = book.id("DU");
        book.put(
            "duty_week",
            &[
                ("duty_id", (&id).into()),
                ("team_id", team_id(*team).into()),
                ("from", from.into()),
                ("until", (from + 6).into()),
            ],
        );
    }
}

/// A post for everyone there, and the vacant ones.
fn posts(book: &mut Book, scene: &Scene) {
    let world = scene.world;
    let mut chance = world.stream("posts", 0);
    let last = world.last;
    for role in [
        Role::SocialWorker,
        Role::PersonalAdviser,
        Role::TeamManager,
        Role::ServiceManager,
        Role::ReviewingOfficer,
    ] {
        let there = scene.staff.all_on(role, last);
        for person in there.iter().filter_map(|&n| scene.staff.get(n)) {
            let agency = if person.agency { person.hours } else { 0 };
            let going = chance.percent(1).then(|| last + chance.between(5, 60));
            let id = book.id("PO");
            book.put(
                "post",
                &[
                    ("post_id", (&id).into()),
                    ("team_id", team_id(person.team).into()),
                    ("role", role.word().into()),
                    ("fte", tenths(person.hours).into()),
                    ("filled_fte", tenths(person.hours).into()),
                    ("permanent_fte", tenths(person.hours - agency).into()),
                    ("agency_fte", tenths(agency).into()),
                    ("vacant", false.into()),
                    ("frontline", (role != Role::ServiceManager).into()),
                    ("from", person.from.into()),
                    ("falls_vacant", going.into()),
                ],
            );
        }
        if matches!(role, Role::ServiceManager | Role::ReviewingOfficer) {
            continue;
        }
        vacant(book, scene, role, &there, &mut chance);
    }
}

fn vacant(
    book: &mut Book,
    scene: &Scene,
    role: Role,
    there: &[usize],
    chance: &mut crate::demo::chance::Chance,
) {
    // Vacant are so many of all posts: of those filled, a share over what is left.
    let share = scene.world.knob(Knob::Vacancy);
    let filled = there.len() as u64;
    let whole = filled * u64::from(share.millionths()) / u64::from(share.rest().millionths().max(1));
    let count = whole.max(u64::from(role == Role::SocialWorker));
    for _ in 0..count {
        let at = there.get(chance.below(there.len() as u32) as usize);
        let team = at.and_then(|&n| scene.staff.get(n)).map_or(0, |p| p.team);
        let id = book.id("PO");
        book.put(
            "post",
            &[
                ("post_id", (&id).into()),
                ("team_id", team_id(team).into()),
                ("role", role.word().into()),
                ("fte", tenths(10).into()),
                ("filled_fte", tenths(0).into()),
                ("permanent_fte", tenths(0).into()),
                ("agency_fte", tenths(0).into()),
                ("vacant", true.into()),
                ("frontline", true.into()),
                ("from", (scene.world.last - chance.between(10, 240)).into()),
            ],
        );
    }
}
