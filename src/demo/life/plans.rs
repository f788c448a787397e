//! Protection plans with their visits, core groups and reviews.

use super::beats::{Rhythm, beats};
use super::types::Protection;
use crate::calendar::Day;
use crate::demo::chance::Chance;
use crate::demo::diary::{months, weeks, working};
use crate::demo::profile::Knob;
use crate::demo::world::World;

/// Codes of the categories, in the order of a profile's weights.
const CATEGORIES: [&str; 4] = ["NEG", "EMO", "PHY", "SAB"];

/// A plan from its conference; `end` is about when it ends, if it does.
pub(crate) fn protection(
    world: &World,
    chance: &mut Chance,
    team: usize,
    from: Day,
    end: Option<Day>,
) -> Protection {
    let limit = end.unwrap_or(world.last).min(world.last);
    let rhythm = |first, every, knob, late| Rhythm { first, every, share: world.team(team, knob), late };
    let review = rhythm(months(3), months(6), Knob::ProtectionReviewInTime, Some(20));
    let mut reviews = beats(chance, &world.diary, &review, from, limit);
    // A plan ends at a conference, not between two.
    let until = end
        .filter(|&e| e <= world.last)
        .map(|e| reviews.iter().rev().find(|r| r.done && r.day <= e && e - r.day < 200).map_or(e, |r| r.day));
    let stop = until.unwrap_or(world.last);
    reviews.retain(|r| r.day <= stop);
    // Two weeks: ten working days, and less where a holiday falls between.
    let visit = rhythm(weeks(2), weeks(2), Knob::ProtectionVisitInTime, None);
    let visits = beats(chance, &world.diary, &visit, from, stop);
    let core = rhythm(working(10), weeks(6), Knob::CoreGroupInTime, Some(12));
    let cores = beats(chance, &world.diary, &core, from, stop);
    let category = CATEGORIES.get(chance.weighted(&world.profile.categories)).copied().unwrap_or("NEG");
    Protection { from, until, category, visits, cores, reviews, removed: false, team }
}

/// How long a protection plan has been open, or ran.
pub(crate) fn protection_length(world: &World, chance: &mut Chance, over_two_years: Knob, nth: u64) -> Day {
    length(chance, world.even(over_two_years, nth), 745, 120, world.profile.lengths.protection as i32, 7)
}

/// How long a child in need plan has been open.
pub(crate) fn open_need_length(world: &World, chance: &mut Chance, nth: u64) -> Day {
    let place = world.place(Knob::NeedOverOneYear, nth);
    if place < world.knob(Knob::NeedOverTwoYears).millionths() {
        return 735 + chance.spread(150);
    }
    length(
        chance,
        place < world.knob(Knob::NeedOverOneYear).millionths(),
        372,
        120,
        world.profile.lengths.need as i32,
        5,
    )
}

/// Over `bound`, or under it with about this mean.
fn length(chance: &mut Chance, over: bool, bound: Day, beyond: i32, mean: i32, least: i32) -> Day {
    if over {
        return bound + chance.spread(beyond);
    }
    (0..8).map(|_| least + chance.spread(mean)).find(|&d| d < bound - 8).unwrap_or(bound / 2)
}
