//! Families: how many of each story, who is in them, how old they are.

use super::earlier::{contacts, referrals};
use super::front::loose_contact;
use super::stories::{Teams, Teller};
use super::types::{Household, Kid, Opening, Stint};
use crate::calendar::{Day, add_months};
use crate::demo::chance::Chance;
use crate::demo::error::DemoError;
use crate::demo::profile::{Knob, Service, Share, Story};
use crate::demo::world::World;
use std::collections::BTreeMap;

/// The fewest children that give every story a child.
const LEAST: u32 = 50;

/// Stories that one child has alone.
const ALONE: [Story; 8] = [
    Story::Leaver,
    Story::Unaccompanied,
    Story::Adoption,
    Story::DisabledOpen,
    Story::ShortBreaks,
    Story::PrivateFostering,
    Story::Unborn,
    Story::ContactOnly,
];

/// All families, in the order of their ids.
pub(crate) fn households(world: &World, children: u32) -> Result<Vec<Household>, DemoError> {
    if children < LEAST {
        return Err(DemoError::TooFew { asked: children, least: LEAST });
    }
    let mut chance = world.stream("households", 0);
    let mut plan = Vec::new();
    for (story, quota) in quotas(&world.profile.stories, children) {
        let (mut left, mut nth) = (quota, 0);
        while left > 0 {
            let size = match ALONE.contains(&story) && !(story == Story::ContactOnly && chance.percent(40)) {
                true => 1,
                false => 1 + chance.weighted(&world.profile.household_sizes) as u32,
            };
            plan.push((story, size.min(left), nth));
            nth += 1;
            left -= size.min(left);
        }
    }
    chance.shuffle(&mut plan);
    let extra = extra_enquiries(world);
    let mut child = 10_000;
    let made = plan.into_iter().enumerate().map(|(i, (story, size, nth))| {
        let number = i as u64;
        let mut chance = world.stream("family", number);
        let mut house = household(world, &mut chance, number, (story, size, nth), extra);
        for kid in &mut house.kids {
            child += 1 + chance.below(5);
            kid.id = format!("C{child}");
        }
        house
    });
    Ok(made.collect())
}

/// Children for each story: by weight, at least one for every story that has a weight.
fn quotas(stories: &BTreeMap<Story, f64>, children: u32) -> Vec<(Story, u32)> {
    let total: f64 = stories.values().sum();
    let share = |w: f64| f64::from(children) * w / total;
    let mut list: Vec<(Story, u32)> =
        stories.iter().filter(|s| *s.1 > 0.0).map(|(&s, &w)| (s, (share(w).floor() as u32).max(1))).collect();
    let given: u32 = list.iter().map(|s| s.1).sum();
    // What rounding left, or took too much, goes to (comes from) the largest.
    if let Some(largest) = list.iter_mut().max_by_key(|s| s.1) {
        largest.1 = (largest.1 + children).saturating_sub(given);
    }
    list
}

/// Families with a plan have had it for long, those without come and go: so much fewer enquiries are needed.
const MILDER: f64 = 0.87;

/// For each family that may have one: enquiries without a conference, conferences without a plan.
fn extra_enquiries(world: &World) -> (Share, Share) {
    let weight = |list: &[Story]| -> f64 { list.iter().filter_map(|s| world.profile.stories.get(s)).sum() };
    let plans = weight(&[Story::ProtectionOpen, Story::ProtectionClosed, Story::Unborn])
        + 0.3 * weight(&[Story::CareOpen, Story::CareClosed]);
    let some = weight(&[Story::Assessed, Story::InAssessment, Story::NeedOpen, Story::NeedClosed]).max(0.01);
    let part = |knob| f64::from(world.knob(knob).millionths().max(1)) / f64::from(Share::WHOLE);
    let (to_plan, to_conference) = (part(Knob::ConferenceToPlan), part(Knob::EnquiryToConference));
    let held = plans / to_plan;
    let share = |n: f64| Share::from_percent((100.0 * n / some).min(100.0)).unwrap_or_default();
    (share(held * (1.0 - to_conference) / to_conference * MILDER), share(held - plans))
}

fn household(
    world: &World,
    chance: &mut Chance,
    number: u64,
    (story, size, nth): (Story, u32, u64),
    extra: (Share, Share),
) -> Household {
    let places = world.profile.localities();
    let place = places.get(chance.below(places.len() as u32) as usize).copied();
    let teams = Teams {
        front: world.team_of(chance, Service::FrontDoor, place),
        safe: world.team_of(chance, Service::Safeguarding, place),
        disabled: world.team_of(chance, Service::DisabledChildren, place),
    };
    let adult_on = world.last - chance.between(1, 365 * 6);
    let teller = Teller { world, place, teams, nth, extra };
    let mut openings = teller.tell(chance, story, adult_on);
    if let Some(first) = openings.first() {
        let before = referrals(world, chance, teams.front, first, nth);
        openings.splice(0..0, before);
    }
    let kids = kids(world, chance, story, size, &openings, adult_on);
    let eldest = kids.iter().map(|k| k.birth).min().unwrap_or(world.first);
    let mut contacts = match story {
        Story::ContactOnly => {
            let count = 1 + chance.weighted(&[60, 30, 10]);
            let days: Vec<Day> =
                (0..count).map(|_| chance.between(world.first.max(eldest + 1), world.last)).collect();
            days.into_iter().map(|day| loose_contact(world, chance, day)).collect()
        }
        _ => contacts(world, chance, &openings, eldest),
    };
    contacts.sort_by_key(|c| c.day);
    let stints = stints(world, chance, &openings, &kids, place);
    let locality = place.unwrap_or_default().to_owned();
    Household { number, id: format!("F{}", number + 1), story, locality, kids, contacts, openings, stints }
}

fn kids(
    world: &World,
    chance: &mut Chance,
    story: Story,
    size: u32,
    openings: &[Opening],
    adult_on: Day,
) -> Vec<Kid> {
    let latest = openings.last();
    let known = latest.map_or(world.last, |o| o.contact.day) - 20;
    let end = latest.and_then(|o| o.closed).unwrap_or(world.last);
    let in_care = latest.and_then(|o| o.cares.last()).map_or(end, |c| c.from);
    // Born early enough to be there at the contact, late enough to be under 18 at the end.
    let (oldest, youngest) = (add_months(end, -12 * 18) + 30, known);
    let birth = match story {
        Story::Leaver => add_months(adult_on, -12 * 18),
        Story::Unaccompanied => (in_care - chance.between(5500, 6450)).max(oldest),
        Story::Adoption => youngest - chance.between(1, 900),
        Story::Unborn if chance.percent(60) => world.last + chance.between(15, 120),
        Story::Unborn => (end - chance.between(1, 40)).max(known + 22),
        _ => chance.between(oldest, youngest),
    };
    let mut births = vec![birth];
    while births.len() < size as usize {
        let near = births.last().copied().unwrap_or(birth);
        let gap = chance.between(330, 1500);
        let next = if near + gap <= youngest && chance.percent(60) { near + gap } else { near - gap };
        births.push(if (oldest..=youngest).contains(&next) {
            next
        } else {
            chance.between(oldest, youngest)
        });
    }
    births.sort_unstable();
    births
        .into_iter()
        .map(|birth| Kid {
            id: String::new(),
            birth,
            sex: chance.weighted_word(&[("F", 48), ("M", 50), ("U", 2)]),
            ethnicity: chance.weighted_word(&[
                ("WBRI", 62),
                ("WOTH", 7),
                ("MWBC", 5),
                ("MOTH", 4),
                ("APKN", 6),
                ("AIND", 4),
                ("BAFR", 6),
                ("BCRB", 3),
                ("OOTH", 3),
            ]),
            disabled: matches!(story, Story::DisabledOpen | Story::ShortBreaks)
                || chance.hit(world.knob(Knob::Disabled)),
        })
        .collect()
}

/// Which team held the family when.
fn stints(
    world: &World,
    chance: &mut Chance,
    openings: &[Opening],
    kids: &[Kid],
    place: Option<&str>,
) -> Vec<Stint> {
    let mut list = Vec::new();
    for opening in openings {
        let mut turns = vec![(opening.referral, opening.team)];
        turns.extend(opening.protections.iter().map(|p| (p.from, p.team)));
        turns.extend(opening.needs.iter().map(|n| (n.from, n.team)));
        turns.extend(opening.cares.iter().map(|c| (world.diary.after(c.from, 20), c.team)));
        turns.sort_by_key(|t| t.0);
        turns.retain(|t| t.0 <= world.last && opening.closed.is_none_or(|c| t.0 < c));
        turns.dedup_by_key(|t| t.1);
        let ends = turns.iter().skip(1).map(|t| Some(t.0)).chain([opening.closed]);
        let held =
            turns.iter().zip(ends).map(|(&(from, team), until)| Stint { team, from, until, adviser: false });
        list.extend(held.filter(|s| s.until != Some(s.from)));
        // From 16 on, and after 18, a personal adviser beside the social worker.
        let Some((care, eldest)) = opening.cares.last().zip(kids.first()) else { continue };
        let ready = world.diary.on(add_months(eldest.birth, 12 * 16).max(care.from) + chance.between(5, 80));
        let (adult, over) = (add_months(eldest.birth, 12 * 18), add_months(eldest.birth, 12 * 25));
        let ended = care.until.filter(|&u| u < adult);
        if ready <= world.last && ended.is_none_or(|u| ready + 91 < u) && ready < over {
            let team = world.team_of(chance, Service::CareLeavers, place);
            list.push(Stint { team, from: ready, until: ended, adviser: true });
        }
    }
    list
}
