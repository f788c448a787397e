//! Where a child in care lived, one placement after another, as plain days.

use crate::calendar::{Day, add_months};
use crate::demo::chance::Chance;
use crate::demo::life::{Care, Kid};
use crate::demo::profile::{Knob, Share};
use crate::demo::world::World;

/// A placement.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Placed {
    pub(crate) from: Day,
    pub(crate) until: Option<Day>,
    /// SSDA903 code of its kind.
    pub(crate) code: &'static str,
    pub(crate) provider: &'static str,
    pub(crate) approval: &'static str,
    pub(crate) carer: u32,
    pub(crate) until_18: bool,
    pub(crate) long_term: bool,
    pub(crate) emergency: bool,
    pub(crate) approved: Option<Day>,
    /// Tenths of a mile; unknown for some.
    pub(crate) distance: Option<u32>,
}

/// Two and a half years, and two: the days of the long-term measure.
const LONG: Day = 913;
const SETTLED: Day = 731;

/// The placements of a child from the day of entry to `end` (none: still in care); `adoptive` is the day of the last
/// move, to the adopters.
pub(crate) fn chain(
    world: &World,
    chance: &mut Chance,
    (kid, care): (&Kid, &Care),
    end: Option<Day>,
    adoptive: Option<Day>,
) -> Vec<Placed> {
    let stop = end.unwrap_or(world.last);
    let mut moves = moves(world, chance, care.from, stop, end.is_none());
    if let Some(day) = adoptive {
        moves.retain(|&m| m + 30 < day);
        moves.push(day);
    }
    let starts: Vec<Day> = [care.from].into_iter().chain(moves).collect();
    let ends = starts.iter().skip(1).map(|&d| Some(d)).chain([end]);
    let mut list: Vec<Placed> = Vec::new();
    for (&from, until) in starts.iter().zip(ends) {
        let settled = until.unwrap_or(stop) - from >= 300;
        let placed = match adoptive == Some(from) {
            true => adopters(chance, from, until),
            false => placement(world, chance, kid, (from, until), settled),
        };
        let first = list.is_empty();
        let placed = Placed { emergency: first && chance.percent(30), ..placed };
        list.extend(with_break(world, chance, placed, stop));
    }
    list
}

/// The days of the moves.
fn moves(world: &World, chance: &mut Chance, from: Day, stop: Day, open: bool) -> Vec<Day> {
    let length = stop - from;
    let year = length.min(360);
    let mut list = Vec::new();
    let (many, same) = (world.knob(Knob::ThreePlacements), world.knob(Knob::SamePlacementTwoYears));
    let settled = open && length >= LONG && chance.hit(same);
    // Who stayed two years did not move three times: the others do so oftener.
    let many = match open && length >= LONG {
        true => Share::of(u64::from(many.millionths()), u64::from(same.rest().millionths())),
        false => many,
    };
    let quiet = if open && !settled && length > 70 && chance.hit(many) {
        list.push(stop - chance.between(year / 2, year - 8));
        list.push(stop - chance.between(5, year / 2 - 5));
        year
    } else if open && length >= LONG {
        if !settled {
            list.push(stop - chance.between(20, SETTLED - 20));
        }
        SETTLED
    } else {
        if length > 60 && chance.percent(30) {
            list.push(stop - chance.between(10, year - 10));
        }
        year
    };
    let mut day = from + 5 + chance.spread(200);
    while day < stop - quiet {
        list.push(world.diary.back(day));
        day += 30 + chance.spread(420);
    }
    list.sort_unstable();
    list.dedup();
    list.retain(|&m| m > from + 2 && m < stop);
    list
}

fn placement(
    world: &World,
    chance: &mut Chance,
    kid: &Kid,
    (from, until): (Day, Option<Day>),
    settled: bool,
) -> Placed {
    let grown = add_months(kid.birth, 12 * 16) <= from;
    let code = match (grown, settled) {
        (true, _) => chance.weighted_word(&[("H5", 40), ("U6", 25), ("K2", 22), ("U3", 8), ("P1", 5)]),
        (false, true) => {
            chance.weighted_word(&[("U4", 42), ("U1", 14), ("U6", 20), ("K2", 11), ("U3", 8), ("P1", 5)])
        }
        (false, false) => chance.weighted_word(&[("U6", 58), ("U3", 18), ("K2", 14), ("P1", 6), ("U5", 4)]),
    };
    let foster = code.starts_with('U');
    let family = matches!(code, "U1" | "U2" | "U3");
    let agency = chance.hit(world.knob(Knob::FosterAgency));
    let provider = match code {
        "P1" => "PR0",
        _ if family => "PR1",
        "K2" | "H5" if chance.percent(75) => "PR4",
        _ if foster && agency => "PR4",
        _ => "PR1",
    };
    let approval = match code {
        "P1" => "regulation-19",
        "U3" if chance.percent(55) => "regulation-24",
        _ => "full",
    };
    let approved = (approval == "regulation-24").then(|| {
        let in_time = chance.percent(72);
        world.diary.on(from + if in_time { 112 - chance.early(50) } else { 120 + chance.spread(50) })
    });
    let stop = until.unwrap_or(world.last);
    let far = chance.hit(world.knob(Knob::PlacedFar));
    let distance = match code {
        "P1" => chance.between(0, 9),
        _ if far => 201 + chance.spread(250),
        _ => 3 + chance.between(0, 190),
    };
    let unknown = chance.hit(world.knob(Knob::DistanceUnknown));
    Placed {
        from,
        until,
        code,
        provider,
        approval,
        carer: 100 + chance.below(9_900),
        until_18: matches!(code, "U1" | "U4"),
        long_term: matches!(code, "U1" | "U4") && chance.percent(30),
        emergency: false,
        approved: approved.filter(|&d| d <= stop),
        distance: (!unknown).then_some(distance as u32),
    }
}

fn adopters(chance: &mut Chance, from: Day, until: Option<Day>) -> Placed {
    Placed {
        from,
        until,
        code: if chance.percent(85) { "A4" } else { "A3" },
        provider: if chance.percent(60) { "PR1" } else { "PR5" },
        approval: "full",
        carer: 100 + chance.below(9_900),
        until_18: true,
        long_term: false,
        emergency: false,
        approved: None,
        distance: Some(chance.between(60, 600) as u32),
    }
}

/// Some placements are broken by a short one: the carer's holiday, a stay in hospital, a few nights elsewhere.
fn with_break(world: &World, chance: &mut Chance, placed: Placed, stop: Day) -> Vec<Placed> {
    let length = placed.until.unwrap_or(stop) - placed.from;
    if length < 130 || placed.until.is_none() || !placed.code.starts_with('U') || !chance.percent(20) {
        return vec![placed];
    }
    let (code, most, over) = match chance.weighted(&[60, 15, 25]) {
        0 => ("T3", 21, 4),
        1 => ("T1", 42, 9),
        _ => ("T4", 7, 3),
    };
    let away = if chance.percent(88) { chance.between(2, most) } else { most + 1 + chance.between(0, over) };
    let leave = world.diary.back(placed.from + chance.between(40, length - 60));
    let back = leave + away;
    let elsewhere = Placed {
        from: leave,
        until: Some(back),
        code,
        carer: 100 + chance.below(9_900),
        until_18: false,
        long_term: false,
        emergency: false,
        approved: None,
        ..placed
    };
    let again = Placed { from: back, emergency: false, approved: None, approval: "full", ..placed };
    vec![Placed { until: Some(leave), ..placed }, elsewhere, again]
}
