//! Strategy discussions, section 47 enquiries and initial conferences.

use super::types::Inquiry;
use crate::calendar::Day;
use crate::demo::chance::Chance;
use crate::demo::profile::Knob;
use crate::demo::world::World;

/// A strategy discussion on about this day, with or without a conference after it.
pub(crate) fn inquiry(
    world: &World,
    chance: &mut Chance,
    team: usize,
    about: Day,
    conference: bool,
) -> Inquiry {
    let strategy = world.diary.on(about);
    let started = if chance.hit(world.team(team, Knob::StrategyFirst)) {
        strategy
    } else {
        // The enquiry began before the discussion was held.
        world.diary.back(strategy - 1)
    };
    let in_time = chance.hit(world.team(team, Knob::ConferenceInTime));
    let wait = if in_time { 15 - chance.early(7) } else { 16 + chance.spread(7) };
    let held = world.diary.after(strategy, wait);
    let ended = if chance.hit(world.team(team, Knob::EnquiryInTime)) {
        let most = if conference { wait.min(15) } else { 15 };
        world.diary.after(started, (most - chance.early(6)).max(1))
    } else {
        world.diary.after(started, 16 + chance.spread(6))
    };
    let plan_made = conference && chance.hit(world.knob(Knob::ConferenceToPlan));
    Inquiry {
        strategy,
        started,
        ended: world.seen(ended),
        to_conference: conference,
        conference: if conference { world.seen(held) } else { None },
        notified: None,
        plan_made,
        team,
    }
}

/// A plan brought from another authority: a conference within 15 working days of being told.
pub(crate) fn transfer_in(world: &World, chance: &mut Chance, team: usize, about: Day) -> Inquiry {
    let notified = world.diary.on(about);
    let mut made = inquiry(world, chance, team, notified, true);
    made.notified = Some(notified);
    made.plan_made = true;
    made
}
