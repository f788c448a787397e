//! The years of all teams, day by day.

use super::crew::Crew;
use super::hands::Hands;
use super::managers::managers;
use super::people::{Role, Staff};
use crate::calendar::{Day, add_months, from_civil, to_civil};
use crate::demo::life::{Household, Stint};
use crate::demo::profile::{Service, ServiceShape};
use crate::demo::world::World;

/// A stint with the family it belongs to.
#[derive(Debug, Clone, Copy)]
struct Turn {
    stint: Stint,
    family: usize,
    kids: u32,
}

/// What may happen on a day, in this order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    Ends,
    Month,
    Begins,
}

/// Everyone who worked, and in whose hands each family was.
pub(crate) fn engage(world: &World, families: &[Household]) -> (Staff, Hands) {
    let turns: Vec<Turn> = families
        .iter()
        .enumerate()
        .flat_map(|(family, house)| {
            let kids = house.kids.len() as u32;
            house.stints.iter().map(move |&stint| Turn { stint, family, kids })
        })
        .collect();
    let start = turns.iter().map(|t| t.stint.from).min().unwrap_or(world.first).min(world.first);
    let mut staff = Staff::default();
    let mut hands = Hands::new(families.len());
    let reviewed =
        families.iter().filter(|h| h.openings.iter().any(|o| !o.cares.is_empty() && o.closed.is_none()));
    managers(world, &mut staff, month_start(start), reviewed.map(|h| h.kids.len() as u32).sum());
    for team in 0..world.profile.teams.len() {
        let mut own: Vec<Turn> = turns.iter().copied().filter(|t| t.stint.team == team).collect();
        own.sort_by_key(|t| (t.stint.from, t.family));
        run(world, team, &own, &mut staff, &mut hands);
    }
    hands.sort();
    (staff, hands)
}

fn month_start(day: Day) -> Day {
    to_civil(day).and_then(|(y, m, _)| from_civil(y, m, 1)).unwrap_or(day)
}

fn run(world: &World, team: usize, turns: &[Turn], staff: &mut Staff, hands: &mut Hands) {
    let Some(shape) = world.profile.teams.get(team) else { return };
    let service = world.profile.services.iter().find(|s| s.service == shape.service);
    let (mean, spread) = service.map_or((18.0, 30), |s: &ServiceShape| (s.mean_caseload, s.spread));
    let role = if shape.service == Service::CareLeavers { Role::PersonalAdviser } else { Role::SocialWorker };
    let mut chance = world.stream("team", team as u64);
    let mut crew = Crew::new(world, team, role, spread);
    let start = month_start(turns.first().map_or(world.first, |t| t.stint.from).min(world.last - 400));
    let mut todo: Vec<(Day, Kind, usize)> = Vec::new();
    for (i, turn) in turns.iter().enumerate() {
        todo.push((turn.stint.from, Kind::Begins, i));
        todo.extend(turn.stint.until.map(|until| (until, Kind::Ends, i)));
    }
    // Teams change on days of their own, so that not everybody moves on the first.
    let mut month = start + (team as Day * 7) % 23;
    while month <= world.last {
        todo.push((month, Kind::Month, 0));
        month = add_months(month, 1);
    }
    let final_month = add_months(month, -1);
    todo.sort_unstable();
    crew.hire(staff, &mut chance, start - 28);
    for (day, kind, i) in todo {
        match (kind, turns.get(i)) {
            (Kind::Begins, Some(turn)) => crew.take(i, turn.family, turn.kids, day),
            (Kind::Ends, Some(turn)) => crew.finish(i, hands, turn.stint.until),
            (Kind::Month, _) => {
                if day > start && day < final_month {
                    crew.month(hands, staff, &mut chance, day);
                }
                // At the end the size is that of the children held then.
                let load = if day == final_month { load_at_last(world, turns) } else { crew.load() };
                let wanted = ((f64::from(load) / mean).round() as usize).max(1);
                let exact = day == final_month;
                while crew.size() < wanted && (exact || crew.size() + 1 < wanted || chance.percent(60)) {
                    crew.hire(staff, &mut chance, day);
                }
                while crew.size() > if exact { wanted } else { wanted + 1 } {
                    let Some(member) = crew.lightest() else { break };
                    crew.leave(member, hands, staff, &mut chance, day);
                }
                crew.even_out(hands, staff, &mut chance, world.diary.on(day), mean.round() as u32);
            }
            _ => {}
        }
    }
    crew.close(hands);
}

fn load_at_last(world: &World, turns: &[Turn]) -> u32 {
    let open = |t: &&Turn| t.stint.from <= world.last && t.stint.until.is_none_or(|u| u > world.last);
    turns.iter().filter(open).map(|t| t.kids).sum()
}
