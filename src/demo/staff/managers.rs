//! Managers and reviewing officers: always someone there, from time to time someone else.

use super::people::{Person, Role, Staff};
use crate::calendar::Day;
use crate::demo::chance::Chance;
use crate::demo::profile::{Knob, Service};
use crate::demo::world::World;

/// A manager for each team, one for each service, and reviewing officers for so many children.
pub(super) fn managers(world: &World, staff: &mut Staff, start: Day, reviewed: u32) {
    let mut chance = world.stream("managers", 0);
    for team in 0..world.profile.teams.len() {
        succession(world, staff, &mut chance, (Role::TeamManager, team), start);
    }
    for service in Service::ALL {
        if let Some(team) = world.profile.teams.iter().position(|t| t.service == service) {
            succession(world, staff, &mut chance, (Role::ServiceManager, team), start);
        }
    }
    let desk =
        world.profile.teams.iter().position(|t| t.service == Service::ChildrenLookedAfter).unwrap_or(0);
    for _ in 0..reviewed.div_ceil(60).max(2) {
        succession(world, staff, &mut chance, (Role::ReviewingOfficer, desk), start);
    }
}

fn succession(
    world: &World,
    staff: &mut Staff,
    chance: &mut Chance,
    (role, team): (Role, usize),
    start: Day,
) {
    let mut from = world.diary.on(start);
    while from <= world.last {
        let until = world.seen(world.diary.on(from + 500 + chance.spread(900)));
        let agency = chance.hit(world.knob(Knob::Agency)) && chance.percent(50);
        staff.add(Person { role, team, from, until, agency, new_until: None, hours: 10 });
        let Some(until) = until else { break };
        from = until;
    }
}
