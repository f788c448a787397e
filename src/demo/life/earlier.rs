//! What came before: earlier referrals, earlier plans, contacts that led nowhere.

use super::front::{loose_contact, opening};
use super::inquiry::inquiry;
use super::plans::protection;
use super::types::{Contact, Finding, Opening};
use crate::calendar::Day;
use crate::demo::chance::Chance;
use crate::demo::profile::{Knob, Share, Story};
use crate::demo::world::World;

/// Share of families that were also known more than a year before.
const KNOWN_LONG_BEFORE: u32 = 18;

/// A referral before another, assessed and closed in time for it; none when there is no room.
fn closed_before(
    world: &World,
    chance: &mut Chance,
    team: usize,
    about: Day,
    before: Day,
) -> Option<Opening> {
    let mut made = opening(world, chance, team, about, Finding::NoFurtherAction);
    let last = made.assessed.last().and_then(|a| a.authorised)?;
    let closed = world.diary.on(last + chance.between(0, 5));
    (closed + 2 < before).then(|| {
        (made.closed, made.reason) = (Some(closed), "RC8");
        made
    })
}

/// Earlier referrals of a family whose latest came on `referral`.
pub(crate) fn referrals(
    world: &World,
    chance: &mut Chance,
    team: usize,
    latest: &Opening,
    nth: u64,
) -> Vec<Opening> {
    let mut list = Vec::new();
    let before = latest.contact.day;
    // Each earlier referral is itself a referral that repeats none: hence odds, not the share.
    let p = world.knob(Knob::RepeatReferral);
    let odds = Share::of(u64::from(p.millionths()), u64::from(p.rest().millionths()));
    if world.place(Knob::RepeatReferral, nth) < odds.millionths() {
        let about = before - chance.between(115, 355);
        list.extend(closed_before(world, chance, team, about, before));
    }
    if chance.percent(KNOWN_LONG_BEFORE) {
        let about = before - chance.between(760, 1500);
        list.extend(closed_before(world, chance, team, about, before));
    }
    list.sort_by_key(|o| o.referral);
    list
}

/// An earlier protection plan, when the profile's shares say that this child had one.
pub(crate) fn plan_before(
    world: &World,
    chance: &mut Chance,
    teams: (usize, usize),
    latest: &Opening,
    nth: u64,
) -> Option<Opening> {
    let share = |knob| world.knob(knob).millionths();
    let (soon, ever) = (share(Knob::RepeatPlanTwoYears), share(Knob::RepeatPlanEver));
    // The youngest children of a family were not born at the time of an earlier plan: hence a little more.
    let (soon, late) = (soon * 8 / 7, ever.saturating_sub(soon) * 4 / 3);
    let draw = world.place(Knob::RepeatPlanEver, nth);
    let gap = if draw < soon {
        chance.between(120, 660)
    } else if draw < soon + late {
        chance.between(740, 1600)
    } else {
        return None;
    };
    let end = world.diary.back(latest.contact.day - gap);
    let from = end - 120 - chance.spread(200);
    let mut made = opening(world, chance, teams.0, from - 35, Finding::Section47);
    let mut asked = inquiry(world, chance, teams.0, made.referral + 8, true);
    asked.plan_made = true;
    let held = asked.conference.filter(|&held| held + 60 < end)?;
    let plan = protection(world, chance, teams.1, held, Some(end));
    let closed = plan.until.map(|d| world.diary.on(d + chance.between(10, 40)));
    made.inquiries.push(asked);
    made.protections.push(plan);
    (made.closed, made.reason) = (closed, "RC8");
    Some(made)
}

/// Contacts that led nowhere, so many that the share of contacts leading to a referral comes out.
pub(crate) fn contacts(world: &World, chance: &mut Chance, openings: &[Opening], birth: Day) -> Vec<Contact> {
    let p = world.knob(Knob::ContactToReferral);
    let weight = |s: &Story| world.profile.stories.get(s).copied().unwrap_or(0.0);
    let all: f64 = world.profile.stories.values().sum();
    let alone = weight(&Story::ContactOnly) / all.max(0.01);
    // Contacts without a referral for each referral, less those of families known by contacts alone.
    let wanted = f64::from(p.rest().millionths()) / f64::from(p.millionths().max(1));
    let known = (1.0 - alone).max(0.05);
    let mean = (wanted - alone * CONTACTS_ALONE / known).clamp(0.0, 4.0) * openings.len() as f64;
    let mut count = mean.floor() as u32;
    count += u32::from(chance.hit(Share::from_percent((mean - mean.floor()) * 100.0).unwrap_or_default()));
    // Most come about the time of a referral, the rest at any time since the first.
    let referrals: Vec<Day> = openings.iter().map(|o| o.referral).collect();
    let first = referrals.first().copied().unwrap_or(world.first);
    let mut days = Vec::new();
    for _ in 0..count {
        let about = referrals.get(chance.below(referrals.len() as u32) as usize).copied().unwrap_or(first);
        days.push(match chance.percent(70) {
            true => about + chance.between(-40, 40),
            false => chance.between(first - 200, world.last),
        });
    }
    days.retain(|&day| day <= world.last && day > birth);
    days.into_iter().map(|day| loose_contact(world, chance, day)).collect()
}

/// Contacts of a family that is known by contacts alone, in the mean.
pub(crate) const CONTACTS_ALONE: f64 = 1.5;
