//! Times in care: how they begin, how long they last, how they end.

use super::types::{Care, Route};
use crate::calendar::Day;
use crate::demo::chance::Chance;
use crate::demo::profile::{Knob, Service};
use crate::demo::world::World;

/// A time in care from a day; `end` is when it ends, if it does.
pub(crate) fn care(
    world: &World,
    chance: &mut Chance,
    place: Option<&str>,
    from: Day,
    end: Option<Day>,
) -> Care {
    let route = match chance.weighted(&[45, 35, 20]) {
        0 => Route::Agreed,
        1 => Route::Court,
        _ => Route::Emergency,
    };
    let until = end.filter(|&e| e <= world.last);
    let long = until.is_some_and(|e| e - from > 240);
    let end = if long && chance.hit(world.knob(Knob::AdoptedOrGuardianship)) {
        chance.weighted_word(&[("E11", 45), ("E12", 5), ("E44", 50)])
    } else {
        chance.weighted_word(&[("E4A", 60), ("E8", 25), ("E13", 15)])
    };
    let team = world.team_of(chance, Service::ChildrenLookedAfter, place);
    Care { from, until, route, end, adoption: false, team }
}

/// How long a child has been in care: some new, many settled, at most eight years.
pub(crate) fn open_care_length(world: &World, chance: &mut Chance) -> Day {
    (10 + chance.spread(world.profile.lengths.care as i32)).min(365 * 8)
}
