//! Figures of initial conferences: how many are held in time.

use super::Fit;
use super::aim::{Aim, month_start};
use super::cases::{CARE, PROTECTION};
use super::enquiries::{CONFERENCES, ENQUIRIES, MEETINGS, by_child};
use super::front::months;
use super::settle::{Leave, Stand, settle, sums};
use crate::calendar::Day;
use std::collections::{BTreeMap, BTreeSet};

/// A strategy discussion that a conference followed.
#[derive(Debug, Clone)]
pub(super) struct Strategy {
    row: usize,
    conference: usize,
    pub(super) held: Day,
    hit: bool,
    /// Whether no plan came of it, and no figure needs it.
    loose: bool,
}

impl Fit<'_> {
    /// Strategy discussions that a conference is to follow, of children on no plan, with the conference that did.
    pub(super) fn strategies(&self, needed: &BTreeSet<usize>) -> Vec<Strategy> {
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

    /// The conferences of the two months of a figure, in an order of chance, and how each stands.
    fn held(&self, aim: &Aim, needed: &BTreeSet<usize>) -> (Vec<Strategy>, Vec<Stand>) {
        let list = self.strategies(needed);
        let list = list.into_iter().filter(|s| months(aim, Some(s.held)) != [false; 2]).collect();
        let list: Vec<Strategy> = self.mixed("conferences-in-time", list);
        // An enquiry that would begin in another month is in another figure.
        let still = |s: &Strategy| s.hit || self.begins_in_month(s.row, self.working_before(s.held, 13));
        let stand = |s: &Strategy| Stand {
            fixed: [!still(s); 2],
            counted: months(aim, Some(s.held)),
            hit: [s.hit; 2],
            stays: !s.loose,
            ..Stand::default()
        };
        let stands = list.iter().map(stand).collect();
        (list, stands)
    }

    /// Conferences held in time: the strategy discussion was held later or earlier; who is left out had none.
    pub(super) fn conferences(&mut self, needed: &BTreeSet<usize>) {
        let Some(aim) = self.aim("conferences-in-time") else { return };
        for day in 0..2 {
            self.more_held(&aim, needed, day);
        }
        let (list, stands) = self.held(&aim, needed);
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

    /// Where too few conferences of a month can be left out for what is printed of it, some more are held: after
    /// enquiries of the month before, whose figure counts the conferences of its own month only.
    fn more_held(&mut self, aim: &Aim, needed: &BTreeSet<usize>, day: usize) {
        let pick = |of: [Day; 2]| if day == 0 { of[0] } else { of[1] };
        let Some(printed) = (if day == 0 { aim.printed[0] } else { aim.printed[1] }) else { return };
        let (_, stands) = self.held(aim, needed);
        let (held, _) = sums(&stands, day);
        let counted = |s: &&Stand| if day == 0 { s.counted[0] } else { s.counted[1] };
        let loose = stands.iter().filter(counted).filter(|s| !s.stays && s.fixed == [false; 2]).count();
        if held == 0 || printed.spare(held) as usize <= loose {
            return;
        }
        let end = pick(aim.days);
        let first = month_start(end);
        let before = month_start(first - 1)..=first - 1;
        let (plans, cares) = (by_child(self.spans(PROTECTION)), by_child(self.spans(CARE)));
        let known = |of: &BTreeMap<String, Vec<_>>, child: &str| of.contains_key(child);
        let (talks, initial) = (self.idle_talks(&before), self.initial());
        let mut after = Vec::new();
        for row in self.mixed("conferences-held", self.sheets.rows(ENQUIRIES)) {
            let Some(start) = self.sheets.day(ENQUIRIES, row, "s47e_s47_start_date") else { continue };
            let child = self.sheets.text(ENQUIRIES, row, "s47e_person_id").to_owned();
            let would = self.world.diary.back(self.world.diary.after(start, 13));
            let able = before.contains(&start) && (first..=end).contains(&would) && talks.contains(&child);
            let single = self.sheets.found(ENQUIRIES, "s47e_person_id", &child).len() == 1;
            if able
                && single
                && !initial.contains_key(&child)
                && !known(&plans, &child)
                && !known(&cares, &child)
            {
                after.push((row, start, child));
            }
        }
        let room = after.len() as u32;
        let more = (1..=room).find(|x| printed.hits(held + x, 0).is_some()).unwrap_or(0);
        for (row, start, child) in after.into_iter().take(more as usize) {
            self.convene(row, &child, (start, end));
        }
    }
}
