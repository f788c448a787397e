//! Children in need of one service or locality, how long their plans have run, who is on a supervision order, and how
//! many of each team were seen in time.

use super::Fit;
use super::aim::Printed;
use super::cases::{NEED, Periods, Span};
use super::settle::{Leave, Stand, settle};
use super::stocks::NEED_EVENTS;
use crate::calendar::{Day, add_months};
use crate::demo::profile::Figure;
use std::collections::{BTreeMap, BTreeSet};

const ALLOCATIONS: &str = "ssd_involvements";
const ORDERS: Periods =
    ("ssd_legal_status", "lega_person_id", "lega_legal_status_start_date", "lega_legal_status_end_date");

/// A child in need who is owed a visit.
#[derive(Debug, Clone)]
struct Seen {
    span: Span,
    /// The team, its service and its locality.
    of: Vec<String>,
    hit: bool,
    /// Whether it can be turned without moving to another team.
    firm: bool,
}

/// Which children are meant.
type Which<'a> = &'a dyn Fn(&Seen) -> bool;

impl Fit<'_> {
    /// The figures of children in need that one day shows.
    pub(super) fn needs(&mut self) {
        self.of_service();
        self.lengths();
        self.orders();
        self.need_seen();
    }

    /// The team that held a child on a day, as lists put it: by the allocation that began last.
    fn held_by(&mut self, child: &str, day: Day) -> Option<String> {
        let mut best: Option<(Day, String, usize)> = None;
        for row in self.sheets.with(ALLOCATIONS, "invo_person_id", child) {
            let Some(from) = self.sheets.day(ALLOCATIONS, row, "invo_involvement_start_date") else {
                continue;
            };
            let until = self.sheets.day(ALLOCATIONS, row, "invo_involvement_end_date");
            let id = self.sheets.first(ALLOCATIONS, row);
            let later = best.as_ref().is_none_or(|b| (from, &id) > (b.0, &b.1));
            if from <= day && until.is_none_or(|u| u > day) && later {
                best = Some((from, id, row));
            }
        }
        best.map(|(_, _, row)| self.sheets.text(ALLOCATIONS, row, "invo_professional_team").to_owned())
    }

    /// A team with its service and its locality, or else the child's, as a figure may name them.
    fn names_of(&mut self, team: &str, child: &str) -> Vec<String> {
        let row = self.sheets.with("team_extra", "team_id", team).first().copied();
        let word = |column| row.map_or("", |r| self.sheets.text("team_extra", r, column)).to_owned();
        let (service, locality) = (word("service"), word("locality"));
        let own = self.sheets.with("child_extra", "child_id", child).first().copied();
        let locality = match (locality.is_empty(), own) {
            (true, Some(row)) => self.sheets.text("child_extra", row, "locality").to_owned(),
            _ => locality,
        };
        let mut out = vec![team.to_owned(), service, locality];
        out.retain(|w| !w.is_empty());
        out
    }

    /// So many of the children in need are held by one service: families are handed over.
    fn of_service(&mut self) {
        let profile = self.aims.profile;
        let of_group = |f: &&Figure| f.measure.as_deref() == Some("children-in-need") && !f.group.is_empty();
        for figure in profile.figures.iter().filter(of_group) {
            let (Some(group), Some(wanted)) = (figure.group.first(), figure.value) else { continue };
            let day = figure.as_at.unwrap_or(profile.last_day);
            let (mut inside, mut outside) = (BTreeSet::new(), BTreeSet::new());
            for span in self.spans(NEED).into_iter().filter(|s| s.open(day)) {
                let Some(team) = self.held_by(&span.child, day).filter(|t| !t.is_empty()) else { continue };
                let names = self.names_of(&team, "");
                if names.contains(group) {
                    inside.insert(span.child)
                } else {
                    outside.insert(span.child)
                };
            }
            let wanted = wanted as usize;
            let (from, count, into) = match inside.len().checked_sub(wanted) {
                Some(over) => (inside, over, false),
                None => (outside, wanted - inside.len(), true),
            };
            let desk = self.desk(group, into);
            let (Some((worker, team)), true) = (desk, count > 0) else { continue };
            let turn = self.world.diary.back(day - 45);
            for child in self.mixed("children-in-need", from.into_iter().collect()).into_iter().take(count) {
                self.hand(&child, (day, turn), &worker, &team);
            }
        }
    }

    /// A worker of a group, or of another one.
    fn desk(&mut self, group: &str, inside: bool) -> Option<(String, String)> {
        for row in self.mixed("children-in-need desk", self.sheets.rows("worker_extra")) {
            let text = |column| self.sheets.text("worker_extra", row, column).to_owned();
            let (worker, team, role) = (text("worker_id"), text("team_id"), text("role"));
            let names = self.names_of(&team, "");
            let need = names.iter().any(|n| n == "safeguarding" || n == group);
            if role == "social-worker" && need && names.iter().any(|n| n == group) == inside {
                return Some((worker, team));
            }
        }
        None
    }

    /// A child's open allocation goes to another worker.
    fn hand(&mut self, child: &str, (day, turn): (Day, Day), worker: &str, team: &str) {
        for row in self.sheets.with(ALLOCATIONS, "invo_person_id", child) {
            let from = self.sheets.day(ALLOCATIONS, row, "invo_involvement_start_date");
            let until = self.sheets.day(ALLOCATIONS, row, "invo_involvement_end_date");
            let social = self.sheets.text(ALLOCATIONS, row, "invo_professional_role_id") == "SW";
            if social && from.is_some_and(|f| f <= day) && until.is_none_or(|u| u > day) {
                self.pass(row, turn, worker, team);
            }
        }
    }

    /// How long plans have run: some began later than they were made to.
    fn lengths(&mut self) {
        let Some(day) = self.day_of("child-in-need-length") else { return };
        let band = |fit: &Self, name: &str| {
            fit.aims.of("child-in-need-length", &[name]).and_then(|a| a.printed[1]).map(Printed::whole)
        };
        let (Some(longest), Some(long)) = (band(self, "24 and over"), band(self, "12 to under 24")) else {
            return;
        };
        let mut open: Vec<Span> = self.spans(NEED).into_iter().filter(|s| s.open(day)).collect();
        open.sort_by_key(|s| (s.from, s.row));
        let older = |s: &&Span, months: i32| add_months(s.from, months) <= day;
        let past_two = open.iter().filter(|s| older(s, 24)).count();
        let past_one = open.iter().filter(|s| older(s, 12)).count();
        // Of those past two years the youngest begin later, of those past one the youngest of all.
        let (longest, long) = (longest as usize, long as usize);
        let from_two: Vec<Span> = open.iter().take(past_two).skip(longest).cloned().collect();
        let from_one: Vec<Span> = open.iter().take(past_one).skip(past_two).cloned().collect();
        let kept = from_one.len().min(long);
        let moved = from_two.len().min(long - kept);
        for (n, span) in from_two.iter().enumerate() {
            let day = if n < moved { add_months(day, -23) } else { add_months(day, -10) };
            self.begin_at(span, self.world.diary.on(day + n as Day), &[(NEED, "", "")], &NEED_EVENTS);
        }
        for (n, span) in from_one.iter().skip(kept).enumerate() {
            let from = self.world.diary.on(add_months(day, -11) + n as Day);
            self.begin_at(span, from, &[(NEED, "", "")], &NEED_EVENTS);
        }
    }

    /// Children in need on a supervision order.
    fn orders(&mut self) {
        let Some(aim) = self.aim("supervision-orders") else { return };
        let [_, day] = aim.days;
        let runs = |fit: &Self, row: usize| {
            fit.sheets.text(ORDERS.0, row, "lega_legal_status") == "SO"
                && fit.sheets.day(ORDERS.0, row, ORDERS.2).is_some_and(|f| f <= day)
                && fit.sheets.day(ORDERS.0, row, ORDERS.3).is_none_or(|u| u > day)
        };
        let mut list = Vec::new();
        let mut stands = Vec::new();
        for span in self.mixed("supervision-orders", self.spans(NEED)).into_iter().filter(|s| s.open(day)) {
            let held: Vec<usize> = (self.sheets.with(ORDERS.0, ORDERS.1, &span.child).into_iter())
                .filter(|&r| runs(self, r))
                .collect();
            stands.push(Stand { counted: [false, true], hit: [!held.is_empty(); 2], ..Stand::default() });
            list.push((span, held));
        }
        for ((span, held), (old, new)) in
            list.into_iter().zip(stands.iter().zip(settle(&stands, &aim, Leave::No)))
        {
            match (old.hit[1], new.hit[1]) {
                (true, false) => held.into_iter().for_each(|row| self.sheets.drop(ORDERS.0, row)),
                (false, true) => {
                    let cells = [
                        (ORDERS.1, span.child.clone()),
                        ("lega_legal_status", "SO".to_owned()),
                        (ORDERS.2, crate::calendar::to_iso(span.from)),
                    ];
                    self.sheets.add(ORDERS.0, "LS", &cells);
                }
                _ => {}
            }
        }
    }

    /// Children in need in visit timescale on the day, of each locality, service and team that is printed, and of all.
    fn need_seen(&mut self) {
        let Some(day) = self.day_of("child-in-need-seen") else { return };
        self.end_agreements("child-in-need-visits", day - 100);
        let profile = self.aims.profile;
        let of = |f: &&Figure| {
            f.measure.as_deref() == Some("child-in-need-seen") && f.as_at.unwrap_or(profile.last_day) == day
        };
        let figures: Vec<(Vec<String>, Printed)> = (profile.figures.iter().filter(of))
            .filter_map(|f| Some((f.group.clone(), Printed::told(f)?)))
            .collect();
        let named: BTreeSet<String> = figures.iter().flat_map(|f| f.0.clone()).collect();
        let mut list = self.owed_on(day, &named);
        let (all, mut groups): (Vec<_>, Vec<_>) = figures.into_iter().partition(|f| f.0.is_empty());
        // Teams and services first: their children live in localities too.
        let localities: BTreeSet<String> = (self.sheets.rows("team_extra").into_iter())
            .map(|r| self.sheets.text("team_extra", r, "locality").to_owned())
            .collect();
        groups.sort_by_key(|(group, _)| group.iter().any(|g| localities.contains(g)));
        let mut done: Vec<String> = Vec::new();
        for (group, printed) in groups.into_iter().chain(all) {
            let inside = |s: &Seen| group.is_empty() || s.of.iter().any(|n| group.contains(n));
            let others = |s: &Seen| s.of.iter().any(|n| done.contains(n));
            self.turn_seen(&mut list, printed, day, (&inside, &others));
            done.extend(group);
        }
    }

    /// The children who are owed a visit on a day, in an order of chance.
    fn owed_on(&mut self, day: Day, named: &BTreeSet<String>) -> Vec<Seen> {
        let births = self.births();
        let mut away: BTreeMap<String, Day> = BTreeMap::new();
        for row in self.sheets.rows("absence_abroad") {
            let until = self.sheets.day("absence_abroad", row, "until").unwrap_or(Day::MAX);
            let child = self.sheets.text("absence_abroad", row, "child_id").to_owned();
            away.entry(child).and_modify(|u| *u = until.max(*u)).or_insert(until);
        }
        let mut list = Vec::new();
        for span in self.mixed("child-in-need-seen", self.joined(NEED, 7)) {
            let born = births.get(&span.child);
            let unborn = born.is_some_and(|&b| b > day);
            if !span.joins(day, 7) || span.from > day || unborn {
                continue;
            }
            // While away nothing is owed; once back the four weeks begin anew.
            let back = away.get(&span.child).copied();
            if back.is_some_and(|b| b > day) {
                continue;
            }
            self.tell(&span.child, day);
            let anchor = self.last_seen(&span, day).max(span.from).max(back.unwrap_or(span.from));
            let due = anchor + 28;
            let (then, now) = (self.held_by(&span.child, due.min(day)), self.held_by(&span.child, day));
            let names = [then, now].map(|t| self.names_of(&t.unwrap_or_default(), &span.child));
            let told = names.each_ref().map(|l| l.iter().filter(|n| named.contains(*n)).collect::<Vec<_>>());
            let same = told.first() == told.last();
            let firm = same && born.is_some() && back.is_none() && span.open(day) && span.from + 30 < day;
            let [of, _] = names;
            list.push(Seen { of, hit: due >= day, firm, span });
        }
        list
    }

    /// Whether a child was seen is said of every visit of the last months.
    fn tell(&mut self, child: &str, day: Day) {
        for (table, owner, date, seen) in super::looks::VISITS {
            for row in self.sheets.with(table, owner, child) {
                let late = self.sheets.day(table, row, date).is_some_and(|d| d > day - 70);
                if late && self.sheets.text(table, row, seen).is_empty() {
                    self.sheets.set(table, row, seen, "N");
                }
            }
        }
    }

    fn last_seen(&mut self, span: &Span, day: Day) -> Day {
        let list = super::looks::seen(&mut self.sheets, &span.child);
        list.iter().map(|p| p.day).filter(|d| *d <= day && *d > span.from).max().unwrap_or(span.from)
    }

    /// Of a group so many are in time as printed; those of another printed group stay.
    fn turn_seen(&mut self, list: &mut [Seen], printed: Printed, day: Day, (inside, others): (Which, Which)) {
        let of = list.iter().filter(|s| inside(s)).count() as u32;
        let now = list.iter().filter(|s| inside(s) && s.hit).count() as u32;
        let wanted = printed.hits(of, now).unwrap_or(printed.near(of));
        let more = wanted > now;
        let mut left = wanted.abs_diff(now);
        for seen in list.iter_mut().filter(|s| inside(s) && !others(s)) {
            if left == 0 {
                break;
            }
            if seen.firm && seen.hit != more && self.turn_one(&seen.span, day, more) {
                seen.hit = more;
                left -= 1;
            }
        }
    }

    /// A child is seen within the four weeks, or was not.
    fn turn_one(&mut self, span: &Span, day: Day, more: bool) -> bool {
        const TABLE: &str = "ssd_cin_visits";
        if more {
            let own = self.sheets.with(TABLE, "cinv_person_id", &span.child);
            let Some(&like) = own.last() else { return false };
            let row = self.sheets.copy(TABLE, like);
            self.sheets.set(TABLE, row, "cinv_cin_visit_seen", "Y");
            self.sheets.redate(
                TABLE,
                row,
                "cinv_cin_visit_date",
                self.world.diary.back(day - 4 - span.row as Day % 20),
            );
            return true;
        }
        let held = self.held_by(&span.child, day);
        let late: Vec<_> = (super::looks::seen(&mut self.sheets, &span.child).into_iter())
            .filter(|p| p.day > day - 29 && p.day <= day)
            .collect();
        let before = {
            let list = super::looks::seen(&mut self.sheets, &span.child);
            list.iter().map(|p| p.day).filter(|d| *d <= day - 29 && *d > span.from).max().unwrap_or(span.from)
        };
        if late.iter().any(|p| p.table != TABLE && p.table != "other_visit")
            || self.held_by(&span.child, before + 28) != held
        {
            return false;
        }
        late.into_iter().for_each(|p| self.sheets.drop(p.table, p.row));
        true
    }

    /// The day a measure is printed of, whatever the group.
    fn day_of(&self, measure: &str) -> Option<Day> {
        let profile = self.aims.profile;
        let figure =
            profile.figures.iter().find(|f| f.measure.as_deref() == Some(measure) && !f.group.is_empty())?;
        Some(figure.as_at.unwrap_or(profile.last_day))
    }
}
