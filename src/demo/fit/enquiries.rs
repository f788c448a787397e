//! Figures of section 47 enquiries, and conferences that follow them.

use super::Fit;
use super::aim::month_start;
use super::cases::{CARE, PROTECTION, Span};
use crate::calendar::Day;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::RangeInclusive;

pub(super) const ENQUIRIES: &str = "ssd_s47_enquiry";
pub(super) const CONFERENCES: &str = "ssd_initial_cp_conference";
pub(super) const MEETINGS: &str = "meeting";

impl Fit<'_> {
    /// Enquiries that led to a conference, and conferences held in time.
    pub(super) fn enquiries(&mut self) {
        // So that the enquiries of a child are found below.
        self.sheets.with(ENQUIRIES, "s47e_person_id", "");
        let needed = self.led();
        self.conferences(&needed);
    }

    /// The days of initial conferences of each child, with their rows.
    pub(super) fn initial(&self) -> BTreeMap<String, Vec<(Day, usize)>> {
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
    pub(super) fn idle_talks(&self, month: &RangeInclusive<Day>) -> BTreeSet<String> {
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
    pub(super) fn convene(&mut self, row: usize, child: &str, (start, end): (Day, Day)) -> Option<usize> {
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

    pub(super) fn drop_enquiry(&mut self, row: usize, child: &str) {
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
}

pub(super) fn by_child(spans: Vec<Span>) -> BTreeMap<String, Vec<Span>> {
    let mut out: BTreeMap<String, Vec<Span>> = BTreeMap::new();
    for span in spans {
        out.entry(span.child.clone()).or_default().push(span);
    }
    out
}
