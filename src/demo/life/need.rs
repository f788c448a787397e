//! Child in need plans with their visits, meetings and reviews.

use super::beats::{Rhythm, beats};
use super::types::Need;
use crate::calendar::Day;
use crate::demo::chance::Chance;
use crate::demo::diary::{months, weeks, working};
use crate::demo::profile::Knob;
use crate::demo::world::World;

/// A plan from a day; `end` is when it ends, if it does.
pub(crate) fn need(world: &World, chance: &mut Chance, team: usize, from: Day, end: Option<Day>) -> Need {
    let until = end.filter(|&e| e <= world.last);
    let stop = until.unwrap_or(world.last);
    let rhythm = |first, every, knob, late| Rhythm { first, every, share: world.team(team, knob), late };
    let visit = rhythm(working(10), weeks(4), Knob::NeedVisitInTime, None);
    let review = rhythm(months(3), months(6), Knob::NeedReviewInTime, Some(35));
    let meeting = rhythm(weeks(6), weeks(6), Knob::NeedReviewInTime, Some(20));
    Need {
        from,
        until,
        visits: beats(chance, &world.diary, &visit, from, stop),
        reviews: beats(chance, &world.diary, &review, from, stop),
        meetings: beats(chance, &world.diary, &meeting, from, stop),
        supervision_order: chance.hit(world.knob(Knob::SupervisionOrder)),
        team,
    }
}

/// When a plan begins after the assessment that asked for it.
pub(crate) fn begins(world: &World, chance: &mut Chance, team: usize, authorised: Day) -> Day {
    if chance.hit(world.team(team, Knob::NeedPlanInTime)) {
        world.diary.after(authorised, chance.between(0, 10))
    } else {
        world.diary.after(authorised, 11 + chance.spread(8))
    }
}
