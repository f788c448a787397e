//! The front door: contact, referral, assessment.

use super::types::{Assessed, Contact, ContactEnd, Finding, Opening};
use crate::calendar::Day;
use crate::demo::chance::Chance;
use crate::demo::profile::{Knob, Share};
use crate::demo::world::World;

/// Referral sources of the census with weights, and whether they call at weekends.
const SOURCES: [(&str, u32); 8] =
    [("6", 29), ("2A", 18), ("3C", 9), ("3A", 7), ("5A", 13), ("1A", 7), ("4", 3), ("9", 4)];

/// Those who call on any day: police and hospitals.
const ANY_DAY: [&str; 2] = ["6", "3C"];

/// Days an assessment takes, in working days: bands with weights.
const BANDS: [(i32, i32, u32); 5] = [(1, 10, 8), (11, 20, 14), (21, 30, 18), (31, 40, 32), (41, 45, 28)];

/// A contact on about this day.
pub(crate) fn contact(world: &World, chance: &mut Chance, about: Day, end: ContactEnd) -> Contact {
    let source = chance.weighted_word(&SOURCES);
    let day = if ANY_DAY.contains(&source) { about } else { world.diary.back(about) };
    let decided = world.seen(decision(world, chance, day, world.knob(Knob::ContactDecided)));
    let refused = end == ContactEnd::EarlyHelp && chance.percent(12);
    let early_help = match end {
        ContactEnd::EarlyHelp if !refused => {
            let start = world.diary.on(day + 4 + chance.spread(12));
            let until = world.seen(world.diary.on(start + 60 + chance.spread(90)));
            world.seen(start).map(|start| (start, until))
        }
        _ => None,
    };
    Contact { day, decided, end, source, refused, early_help }
}

/// A contact that led no further.
pub(crate) fn loose_contact(world: &World, chance: &mut Chance, about: Day) -> Contact {
    let ends = [(ContactEnd::EarlyHelp, 15), (ContactEnd::Advice, 45), (ContactEnd::NoFurtherAction, 40)];
    let at = chance.weighted(&ends.map(|e| e.1));
    let end = ends.get(at).map_or(ContactEnd::Advice, |e| e.0);
    contact(world, chance, about, end)
}

/// Within one working day, or some days late.
fn decision(world: &World, chance: &mut Chance, from: Day, share: Share) -> Day {
    if !chance.hit(share) {
        world.diary.after(from, 2 + chance.spread(2))
    } else if world.diary.works(from) && chance.percent(55) {
        from
    } else {
        world.diary.after(from, 1)
    }
}

/// A referral whose first assessment is authorised shortly before a day.
pub(crate) fn opening_by(
    world: &World,
    chance: &mut Chance,
    team: usize,
    by: Day,
    finding: Finding,
) -> Opening {
    let length = assessment_length(world, chance, team);
    opening_of(world, chance, team, by - 6 - length * 7 / 5, (finding, length))
}

/// A referral on about this day, with its contact and its first assessment.
pub(crate) fn opening(
    world: &World,
    chance: &mut Chance,
    team: usize,
    about: Day,
    finding: Finding,
) -> Opening {
    let length = assessment_length(world, chance, team);
    opening_of(world, chance, team, about, (finding, length))
}

fn opening_of(
    world: &World,
    chance: &mut Chance,
    team: usize,
    about: Day,
    (finding, length): (Finding, i32),
) -> Opening {
    let contact = contact(world, chance, about.min(world.last), ContactEnd::Referral);
    let referral = contact.decided.unwrap_or(contact.day);
    let decided = decision(world, chance, referral, world.team(team, Knob::ReferralDecided));
    let acknowledged = decision(world, chance, referral, world.team(team, Knob::ReferralAcknowledged));
    let need_code = chance.weighted_word(&[
        ("N1", 55),
        ("N2", 8),
        ("N3", 4),
        ("N4", 9),
        ("N5", 14),
        ("N6", 5),
        ("N8", 3),
        ("N9", 2),
    ]);
    let mut opening = Opening {
        contact,
        referral,
        decided: world.seen(decided),
        acknowledged: world.seen(acknowledged),
        need_code,
        assessed: Vec::new(),
        inquiries: Vec::new(),
        protections: Vec::new(),
        needs: Vec::new(),
        cares: Vec::new(),
        closed: None,
        reason: "",
        team,
    };
    let start = world.diary.after(world.diary.on(decided), chance.between(0, 2));
    if start <= world.last {
        opening.assessed.push(assessed(world, chance, (team, start), finding, length));
    }
    opening
}

/// An assessment that begins on a working day.
pub(crate) fn assessment(
    world: &World,
    chance: &mut Chance,
    team: usize,
    start: Day,
    finding: Finding,
) -> Assessed {
    let length = assessment_length(world, chance, team);
    assessed(world, chance, (team, start), finding, length)
}

/// How many working days an assessment takes.
fn assessment_length(world: &World, chance: &mut Chance, team: usize) -> i32 {
    if chance.hit(world.team(team, Knob::AssessmentInTime)) {
        let band = chance.weighted(&BANDS.map(|b| b.2));
        BANDS.get(band).map_or(40, |&(lo, hi, _)| chance.between(lo, hi))
    } else {
        46 + chance.spread(14)
    }
}

fn assessed(
    world: &World,
    chance: &mut Chance,
    (team, start): (usize, Day),
    finding: Finding,
    length: i32,
) -> Assessed {
    let authorised = world.diary.after(start, length);
    let never = chance.hit(world.knob(Knob::NeverAuthorised));
    let agreed = chance.percent(70).then(|| {
        let asked = [10, 15, 20, 25, 30, 35, 40, 45].into_iter().find(|&n| n >= length).unwrap_or(45);
        world.diary.after(start, if chance.percent(85) { asked } else { (asked - 10).max(10) })
    });
    let seen = chance.hit(world.team(team, Knob::SeenInAssessment));
    let latest = (authorised - start).max(1) * 2 / 3;
    let visits = (0..if seen { chance.between(1, 2) } else { 0 })
        .map(|_| world.diary.back(start + chance.between(1, latest)).max(start))
        .filter(|&d| d <= world.last)
        .collect();
    Assessed {
        start,
        authorised: world.seen(authorised).filter(|_| !never),
        agreed,
        finding,
        seen,
        visits,
        team,
    }
}
