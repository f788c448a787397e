//! Figures of section 47 enquiries and initial conferences.

use super::Fit;
use super::aim::month_start;
use super::cases::{CARE, PROTECTION, Span};
use super::front::months;
use super::settle::{Leave, Stand, settle};
use crate::calendar::Day;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::RangeInclusive;

const ENQUIRIES: &str = "ssd_s47_enquiry";
const CONFERENCES: &str = "ssd_initial_cp_conference";
const MEETINGS: &str = "meeting";

/// A strategy discussion that a conference followed.
#[derive(Debug, Clone)]
struct Strategy {
    row: usize,
    conference: usize,
    held: Day,
    hit: bool,
    /// Whether no plan came of it, and no figure needs it.
    loose: bool,
}

impl Fit<'_> {
    /// Enquiries that led to a conference, and conferences held in time.
    pub(super) fn enquiries(&mut self) {
        // So that the enquiries of a child are found below.
        self.sheets.with(ENQUIRIES, "s47e_person_id", "");
        let needed = self.led();
        self.conferences(&needed);
    }

    /// The days of initial conferences of each child, with their rows.
    fn initial(&self) -> BTreeMap<String, Vec<(Day, usize)>> {
        let mut out: BTreeMap<String, Vec<(Day, usize)>> = BTreeMap::new();
        for row in self.sheets.rows(CONFERENCES) {
            let held = self.sheets.day(CONFERENCES, row, "icpc_icpc_date");
            if let (Some(day), false) =
                (held, self.sheets.text(CONFERENCES, row, "icpc_icpc_transfer_in") == "Y")
            {
                out.entry(self.sheets.text(CONFERENCES, row, "icpc_person_id").to_owned())
                    .or_default()
                    .push((day, row));
            }
        }
        out.values_mut().for_each(|l| l.sort_unstable());
        out
    }

    /// Enquiries of the month that led to a conference by its end: some more do, others are taken out. The rows of the
    /// conferences that the figure needs.
    fn led(&mut self) -> BTreeSet<usize> {
        let mut needed = BTreeSet::new();
        let Some(aim) = self.aim("section-47-to-conference") else { return needed };
        let timely = self.aim("conferences-in-time").filter(|a| a.days == aim.days);
        for day in 0..2 {
            let of = |pair: [Option<super::aim::Printed>; 2]| if day == 0 { pair[0] } else { pair[1] };
            let end = if day == 0 { aim.days[0] } else { aim.days[1] };
            let Some(printed) = of(aim.printed) else { continue };
            let month = month_start(end)..=end;
            let (plans, cares) = (by_child(self.spans(PROTECTION)), by_child(self.spans(CARE)));
            let on = |of: &BTreeMap<String, Vec<Span>>, child: &str, day: Day| {
                of.get(child).is_some_and(|l| l.iter().any(|s| s.open(day)))
            };
            let initial = self.initial();
            let mut asked: BTreeMap<String, u32> = BTreeMap::new();
            let (mut hits, mut idle) = (0, Vec::new());
            let mut of_all = 0;
            for row in self.mixed("section-47-to-conference", self.sheets.rows(ENQUIRIES)) {
                let Some(start) = self.sheets.day(ENQUIRIES, row, "s47e_s47_start_date") else { continue };
                let child = self.sheets.text(ENQUIRIES, row, "s47e_person_id").to_owned();
                if !month.contains(&start) || on(&plans, &child, start) || on(&cares, &child, start) {
                    continue;
                }
                of_all += 1;
                *asked.entry(child.clone()).or_default() += 1;
                let list = initial.get(&child).map_or(&[][..], Vec::as_slice);
                match list.iter().find(|(d, _)| *d > start && *d <= end) {
                    Some((_, conference)) => {
                        hits += 1;
                        needed.insert(*conference);
                    }
                    None if list.iter().any(|(d, _)| *d > start) => {}
                    None => idle.push((row, start, child)),
                }
            }
            let held =
                self.strategies(&BTreeSet::new()).iter().filter(|s| month.contains(&s.held)).count() as u32;
            let idle_talks = self.idle_talks(&month);
            // Of a child with two enquiries one conference would answer both.
            let able = |i: &(usize, Day, String)| {
                i.1 + 5 < end && asked.get(&i.2) == Some(&1) && idle_talks.contains(&i.2)
            };
            let room = idle.iter().filter(|i| able(i)).count() as u32;
            let mut best: Option<(u32, u32, u32)> = None;
            for more in 0..=room.min(16) {
                for gone in 0..=(idle.len() as u32).saturating_sub(more) {
                    if printed.hits(of_all - gone, hits + more) != Some(hits + more) {
                        continue;
                    }
                    let spare = timely.and_then(|a| of(a.printed)).map_or(0, |p| {
                        let all = held + more;
                        (0..all).find(|x| p.hits(all - x, 0).is_some()).unwrap_or(all)
                    });
                    // Few conferences can be taken out again: better as many as are wanted.
                    let cost = gone + more * 3 + spare * 20;
                    if best.is_none_or(|b| cost < b.0) {
                        best = Some((cost, more, gone));
                    }
                }
            }
            let Some((_, more, gone)) = best else { continue };
            let (early, late): (Vec<_>, Vec<_>) = idle.into_iter().partition(able);
            let mut rest = early.into_iter();
            for (row, start, child) in rest.by_ref().take(more as usize) {
                needed.extend(self.convene(row, &child, (start, end)));
            }
            for (row, _, child) in late.into_iter().chain(rest).take(gone as usize) {
                self.drop_enquiry(row, &child);
            }
        }
        needed
    }

    /// The children with one strategy discussion about a month, and that led to no conference.
    fn idle_talks(&self, month: &RangeInclusive<Day>) -> BTreeSet<String> {
        let mut found: BTreeMap<String, (u32, bool)> = BTreeMap::new();
        for row in self.sheets.rows(MEETINGS) {
            let text = |column| self.sheets.text(MEETINGS, row, column);
            let near = |d: Day| (month.start() - 20..=month.end() + 20).contains(&d);
            if text("kind") == "strategy" && self.sheets.day(MEETINGS, row, "date").is_some_and(near) {
                let idle = text("decision") == "section-47" && text("outcome") == "no-conference";
                let entry = found.entry(text("child_id").to_owned()).or_default();
                *entry = (entry.0 + 1, idle);
            }
        }
        found.into_iter().filter(|(_, f)| *f == (1, true)).map(|(child, _)| child).collect()
    }

    /// A conference after an enquiry that had none, at which no plan was made.
    fn convene(&mut self, row: usize, child: &str, (start, end): (Day, Day)) -> Option<usize> {
        let day = self.world.diary.back(self.world.diary.after(start, 13).min(end));
        let id = self.sheets.first(ENQUIRIES, row);
        let referral = self.sheets.text(ENQUIRIES, row, "s47e_referral_id").to_owned();
        let like = self.sheets.rows(CONFERENCES).first().copied()?;
        let made = self.sheets.copy(CONFERENCES, like);
        let iso = crate::calendar::to_iso(day);
        for (column, value) in [
            ("icpc_icpc_id", format!("IC{child}-{start}")),
            ("icpc_s47_enquiry_id", id),
            ("icpc_person_id", child.to_owned()),
            ("icpc_cp_plan_id", String::new()),
            ("icpc_referral_id", referral),
            ("icpc_icpc_transfer_in", "N".to_owned()),
            ("icpc_icpc_target_date", iso.clone()),
            ("icpc_icpc_date", iso),
            ("icpc_icpc_outcome_cp_flag", "N".to_owned()),
        ] {
            self.sheets.set(CONFERENCES, made, column, &value);
        }
        for at in self.sheets.with(MEETINGS, "child_id", child) {
            let strategy = self.sheets.text(MEETINGS, at, "kind") == "strategy";
            let near = self.sheets.day(MEETINGS, at, "date").is_some_and(|d| (d - start).abs() <= 6);
            if strategy && near {
                self.sheets.set(MEETINGS, at, "outcome", "conference");
            }
        }
        Some(made)
    }

    fn drop_enquiry(&mut self, row: usize, child: &str) {
        let start = self.sheets.day(ENQUIRIES, row, "s47e_s47_start_date").unwrap_or(0);
        for at in self.sheets.with(MEETINGS, "child_id", child) {
            let strategy = self.sheets.text(MEETINGS, at, "kind") == "strategy";
            let near = self.sheets.day(MEETINGS, at, "date").is_some_and(|d| (d - start).abs() <= 3);
            let led = self.sheets.text(MEETINGS, at, "outcome") == "conference";
            if strategy && near && !led {
                self.sheets.drop(MEETINGS, at);
            }
        }
        self.sheets.drop(ENQUIRIES, row);
    }

    /// Strategy discussions that a conference is to follow, of children on no plan, with the conference that did.
    fn strategies(&self, needed: &BTreeSet<usize>) -> Vec<Strategy> {
        let initial = self.initial();
        let plans = by_child(self.spans(PROTECTION));
        let mut talks: BTreeMap<String, Vec<Day>> = BTreeMap::new();
        for row in self.sheets.rows(MEETINGS) {
            let text = |column| self.sheets.text(MEETINGS, row, column);
            if let ("strategy", "section-47", Some(day)) =
                (text("kind"), text("decision"), self.sheets.day(MEETINGS, row, "date"))
            {
                talks.entry(text("child_id").to_owned()).or_default().push(day);
            }
        }
        let mut out = Vec::new();
        for row in self.sheets.rows(MEETINGS) {
            let text = |column| self.sheets.text(MEETINGS, row, column);
            let asked = text("kind") == "strategy"
                && text("decision") == "section-47"
                && text("outcome") != "no-conference";
            let (Some(day), true) = (self.sheets.day(MEETINGS, row, "date"), asked) else { continue };
            let child = text("child_id");
            if plans.get(child).is_some_and(|l| l.iter().any(|s| s.open(day)))
                || self.running(child, day, &talks)
            {
                continue;
            }
            let found = initial.get(child).and_then(|l| l.iter().find(|(d, _)| *d >= day));
            let Some(&(held, conference)) = found else { continue };
            let plan = self.sheets.text(CONFERENCES, conference, "icpc_icpc_outcome_cp_flag") == "Y";
            let hit = held <= self.world.diary.after(day, 15);
            out.push(Strategy { row, conference, held, hit, loose: !plan && !needed.contains(&conference) });
        }
        out
    }

    /// An enquiry that began before the discussion moved to a day begins with it.
    fn enquire_from(&mut self, strategy: usize, day: Day) {
        let child = self.sheets.text(MEETINGS, strategy, "child_id").to_owned();
        let Some(was) = self.sheets.day(MEETINGS, strategy, "date") else { return };
        for row in self.sheets.with(ENQUIRIES, "s47e_person_id", &child) {
            let near = |d: &Day| (was - 6..=was + 6).contains(d) && *d < day;
            if self.sheets.day(ENQUIRIES, row, "s47e_s47_start_date").filter(near).is_some() {
                self.sheets.set_day(ENQUIRIES, row, "s47e_s47_start_date", Some(day));
                if self.sheets.day(ENQUIRIES, row, "s47e_s47_end_date").is_some_and(|u| u < day) {
                    self.sheets.set_day(
                        ENQUIRIES,
                        row,
                        "s47e_s47_end_date",
                        Some(self.world.diary.after(day, 8)),
                    );
                }
            }
        }
    }

    /// Whether the enquiries about a discussion would still begin in their month, moved to a day.
    fn begins_in_month(&self, strategy: usize, day: Day) -> bool {
        let child = self.sheets.text(MEETINGS, strategy, "child_id");
        let Some(was) = self.sheets.day(MEETINGS, strategy, "date") else { return false };
        let rows = self.sheets.found(ENQUIRIES, "s47e_person_id", child).into_iter();
        rows.filter_map(|r| self.sheets.day(ENQUIRIES, r, "s47e_s47_start_date"))
            .filter(|d| (was - 6..=was + 6).contains(d))
            .all(|d| month_start(d) == month_start(day))
    }

    /// Whether an enquiry that another discussion began was already running the day before.
    fn running(&self, child: &str, day: Day, talks: &BTreeMap<String, Vec<Day>>) -> bool {
        let began =
            |start: Day| talks.get(child).is_some_and(|l| l.iter().any(|d| *d == start || *d == start - 1));
        let rows = self.sheets.found(ENQUIRIES, "s47e_person_id", child).into_iter();
        rows.filter_map(|r| {
            let start = self.sheets.day(ENQUIRIES, r, "s47e_s47_start_date")?;
            Some((start, self.sheets.day(ENQUIRIES, r, "s47e_s47_end_date")))
        })
        .any(|(start, end)| start < day && end.is_none_or(|u| u > day - 1) && began(start))
    }

    /// Conferences held in time: the strategy discussion was held later or earlier; who is left out had none.
    fn conferences(&mut self, needed: &BTreeSet<usize>) {
        let Some(aim) = self.aim("conferences-in-time") else { return };
        let list = self.strategies(needed);
        let list: Vec<Strategy> =
            list.into_iter().filter(|s| months(&aim, Some(s.held)) != [false; 2]).collect();
        let list = self.mixed("conferences-in-time", list);
        // An enquiry that would begin in another month is in another figure.
        let still = |s: &Strategy| s.hit || self.begins_in_month(s.row, self.working_before(s.held, 13));
        let stand = |s: &Strategy| Stand {
            fixed: [!still(s); 2],
            counted: months(&aim, Some(s.held)),
            hit: [s.hit; 2],
            stays: !s.loose,
            ..Stand::default()
        };
        let stands: Vec<Stand> = list.iter().map(stand).collect();
        let wanted = settle(&stands, &aim, Leave::Each);
        for (s, (old, new)) in list.iter().zip(stands.iter().zip(wanted)) {
            if old.counted != new.counted {
                self.sheets.drop(CONFERENCES, s.conference);
                self.sheets.set(MEETINGS, s.row, "outcome", "no-conference");
            } else if old.hit != new.hit {
                let back = if s.hit { 18 } else { 13 };
                let day = self.working_before(s.held, back);
                if !s.hit {
                    self.enquire_from(s.row, day);
                }
                self.sheets.redate(MEETINGS, s.row, "date", day);
            }
        }
    }
}

fn by_child(spans: Vec<Span>) -> BTreeMap<String, Vec<Span>> {
    let mut out: BTreeMap<String, Vec<Span>> = BTreeMap::new();
    for span in spans {
        out.entry(span.child.clone()).or_default().push(span);
    }
    out
}
