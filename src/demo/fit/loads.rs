//! Children for each worker: so many workers, so many children, the highest loads as printed. Families are handed over
//! some weeks before the day.

use super::Fit;
use super::aim::Printed;
use crate::calendar::Day;
use crate::demo::chance::Chance;
use crate::demo::profile::{Figure, Part, Service};
use crate::demo::staff::team_id;
use std::collections::{BTreeMap, BTreeSet};

const TABLE: &str = "ssd_involvements";
const WORKER: &str = "invo_professional_id";

/// Whose loads: the code and the role of the worker, the teams, the service.
#[derive(Debug, Clone)]
struct Desk {
    code: &'static str,
    role: &'static str,
    teams: BTreeSet<String>,
    service: Service,
}

impl Fit<'_> {
    /// The figures of caseloads, the earlier day first.
    pub(super) fn loads(&mut self) {
        for service in Service::ALL {
            let adviser = service == Service::CareLeavers;
            let aim = match adviser {
                true => self.aim("adviser-caseload"),
                false => self.aims.of("average-caseload", &[service.word()]),
            };
            let days = self.natural_days();
            let teams = self.aims.profile.teams.iter().enumerate();
            let teams = teams.filter(|(_, t)| t.service == service).map(|(n, _)| team_id(n)).collect();
            let (code, role) = if adviser { ("PA", "personal-adviser") } else { ("SW", "social-worker") };
            let desk = Desk { code, role, teams, service };
            let printed = aim.map_or([None, None], |a| a.printed);
            for (day, printed) in aim.map_or(days, |a| a.days).into_iter().zip(printed) {
                match printed {
                    Some(printed) => self.deal(&desk, day, printed),
                    None => self.cap(&desk, day),
                }
            }
        }
    }

    /// The last day and the end of the month before.
    fn natural_days(&self) -> [Day; 2] {
        [super::aim::month_before(self.world.last), self.world.last]
    }

    /// Nobody holds as many as the highest printed, which is of another service.
    fn cap(&mut self, desk: &Desk, day: Day) {
        let Some(most) = self.bounds(Service::Safeguarding, day).0.filter(|_| desk.code == "SW") else {
            return;
        };
        let (held, free) = self.hands(desk, day);
        let mut loads: Vec<u32> = held.values().map(|l| l.len() as u32).collect();
        loads.sort_unstable_by(|a, b| b.cmp(a));
        let over: u32 = loads.iter().map(|l| l.saturating_sub(most - 1)).sum();
        if over == 0 {
            return;
        }
        for load in &mut loads {
            *load = (*load).min(most - 1);
        }
        for _ in 0..over {
            if let Some(least) = loads.iter_mut().min() {
                *least += 1;
            }
        }
        self.hand_over((day, loads), held, free);
    }

    /// The highest caseload printed for a day; of the front door the highest and the lowest of the ten highest.
    fn bounds(&self, service: Service, day: Day) -> (Option<u32>, Option<u32>) {
        let profile = self.aims.profile;
        let value = |measure: &str, part: Option<Part>| {
            let is = |f: &&Figure| f.measure.as_deref() == Some(measure) && f.part == part;
            let on = |f: &&Figure| f.as_at.unwrap_or(profile.last_day) == day;
            profile.figures.iter().filter(is).find(on).and_then(|f| f.value).map(|v| v as u32)
        };
        match service {
            Service::FrontDoor => (
                value("top-ten-caseloads-front-door", Some(Part::Highest)),
                value("top-ten-caseloads-front-door", Some(Part::Lowest)),
            ),
            Service::Safeguarding => (value("highest-caseload", None), None),
            _ => (None, None),
        }
    }

    fn deal(&mut self, desk: &Desk, day: Day, printed: Printed) {
        let (held, free) = self.hands(desk, day);
        let total: u32 = held.values().map(|l| l.len() as u32).sum();
        let room = total + free.len() as u32;
        let (most, tenth) = self.bounds(desk.service, day);
        let mut chance = self.chance(&format!("loads {} {day}", desk.service.word()));
        let mut best: Option<(u32, Vec<u32>)> = None;
        // Whoever has none is among the ten highest where fewer than ten have some.
        let fewest = if tenth.is_some() { 10 } else { 2 };
        for workers in fewest..=held.len() as u32 {
            let Some(sum) = printed.total(workers, total).filter(|s| *s <= room) else { continue };
            let cost = sum.abs_diff(total) + 2 * (held.len() as u32 - workers);
            if best.as_ref().is_none_or(|b| cost < b.0)
                && let Some(loads) = loads_of(&mut chance, (workers, sum), most, tenth)
            {
                best = Some((cost, loads));
            }
        }
        if let Some((_, loads)) = best {
            self.hand_over((day, loads), held, free);
        }
    }

    /// The open allocations of each worker on a day, one a child, and those that name nobody.
    fn hands(&self, desk: &Desk, day: Day) -> (BTreeMap<String, Vec<usize>>, Vec<usize>) {
        let mut own: BTreeMap<&str, &str> = BTreeMap::new();
        for row in self.sheets.rows("worker_extra") {
            let text = |column| self.sheets.text("worker_extra", row, column);
            if text("role") == desk.role && desk.teams.contains(text("team_id")) {
                own.insert(text("worker_id"), text("team_id"));
            }
        }
        let (mut held, mut free) = (BTreeMap::<String, Vec<usize>>::new(), Vec::new());
        let mut seen: BTreeSet<(String, String)> = BTreeSet::new();
        for row in self.sheets.rows(TABLE) {
            let text = |column| self.sheets.text(TABLE, row, column);
            let from = self.sheets.day(TABLE, row, "invo_involvement_start_date");
            let until = self.sheets.day(TABLE, row, "invo_involvement_end_date");
            let open = from.is_some_and(|f| f <= day) && until.is_none_or(|u| u > day);
            if !open || text("invo_professional_role_id") != desk.code {
                continue;
            }
            let (worker, child) = (text(WORKER).to_owned(), text("invo_person_id").to_owned());
            if own.contains_key(worker.as_str()) {
                if seen.insert((worker.clone(), child)) {
                    held.entry(worker).or_default().push(row);
                }
            } else if worker.is_empty() && desk.teams.contains(text("invo_professional_team")) {
                free.push(row);
            }
        }
        (held, free)
    }

    /// Hands families over until each worker has the load asked for.
    fn hand_over(
        &mut self,
        (day, loads): (Day, Vec<u32>),
        held: BTreeMap<String, Vec<usize>>,
        mut free: Vec<usize>,
    ) {
        let turn = self.world.diary.back(day - 17);
        let mut order: Vec<(String, Vec<usize>)> = held.into_iter().collect();
        order.sort_by_key(|(worker, rows)| (std::cmp::Reverse(rows.len()), worker.clone()));
        let mut pool: Vec<usize> = Vec::new();
        let mut wanting: Vec<(String, usize)> = Vec::new();
        let wishes = loads.into_iter().map(|l| l as usize).chain(std::iter::repeat(0));
        for ((worker, mut rows), wish) in order.into_iter().zip(wishes) {
            if rows.len() > wish {
                pool.extend(rows.split_off(wish));
            } else if rows.len() < wish {
                wanting.push((worker, wish - rows.len()));
            }
        }
        for (worker, count) in wanting {
            let team = self.team_of(&worker).unwrap_or_default();
            for _ in 0..count {
                let Some(row) = pool.pop().or_else(|| free.pop()) else { break };
                self.pass(row, turn, &worker, &team);
            }
        }
        // What is left over waits for a worker.
        for row in pool {
            let team = self.sheets.text(TABLE, row, "invo_professional_team").to_owned();
            self.pass(row, turn, "", &team);
        }
    }

    fn team_of(&self, worker: &str) -> Option<String> {
        let rows = self.sheets.rows("worker_extra");
        let row = rows.into_iter().find(|&r| self.sheets.text("worker_extra", r, "worker_id") == worker)?;
        Some(self.sheets.text("worker_extra", row, "team_id").to_owned())
    }

    /// An allocation goes to another worker on a day, or was theirs from the start where it began later.
    pub(super) fn pass(&mut self, row: usize, turn: Day, worker: &str, team: &str) {
        let begun = self.sheets.day(TABLE, row, "invo_involvement_start_date");
        let row = match begun.is_some_and(|b| b < turn) {
            true => {
                let made = self.sheets.copy(TABLE, row);
                self.sheets.set_day(TABLE, row, "invo_involvement_end_date", Some(turn));
                self.sheets.set(TABLE, row, "invo_worker_change_reason", "MANAGE");
                self.sheets.set_day(TABLE, made, "invo_involvement_start_date", Some(turn));
                made
            }
            false => row,
        };
        self.sheets.set(TABLE, row, WORKER, worker);
        self.sheets.set(TABLE, row, "invo_professional_team", team);
    }
}

/// Loads of so many workers that add up: the highest and the tenth as printed; none where that cannot be.
fn loads_of(
    chance: &mut Chance,
    (workers, sum): (u32, u32),
    most: Option<u32>,
    tenth: Option<u32>,
) -> Option<Vec<u32>> {
    let mut loads = Vec::new();
    let (mut left, mut rest) = (sum, workers);
    if let Some(most) = most {
        loads.push(most);
        (left, rest) = (left.checked_sub(most)?, rest - 1);
    }
    let (low, high) = (tenth.unwrap_or(1), most.unwrap_or(60) - 1);
    if let Some(tenth) = tenth {
        loads.push(tenth);
        (left, rest) = (left.checked_sub(tenth)?, rest.checked_sub(1)?);
        // Whoever comes after the tenth has less.
        for _ in 10..workers {
            loads.push(tenth - 3);
            (left, rest) = (left.checked_sub(tenth - 3)?, rest.checked_sub(1)?);
        }
    }
    if rest == 0 {
        return (left == 0).then_some(loads);
    }
    if left < rest * low || left > rest * high {
        return None;
    }
    let mut own: Vec<u32> = (0..rest).map(|n| left / rest + u32::from(n < left % rest)).collect();
    // Not everybody has the same: pairs give and take.
    let half = own.len() / 2;
    for n in 0..half {
        let give = chance.below(6);
        let other = own.len() - 1 - n;
        let (Some(&a), Some(&b)) = (own.get(n), own.get(other)) else { continue };
        if a + give <= high && b >= low + give {
            if let Some(x) = own.get_mut(n) {
                *x += give;
            }
            if let Some(x) = own.get_mut(other) {
                *x -= give;
            }
        }
    }
    loads.extend(own);
    loads.sort_unstable_by(|a, b| b.cmp(a));
    Some(loads)
}
