//! Shares of plans and of times in care on one day: what they are about, which are not the first, who is to go home.

use super::Fit;
use super::aim::{Aim, Printed, back, month_start};
use super::cases::{CARE, PROTECTION, Span};
use super::enquiries::{CONFERENCES, MEETINGS};
use super::settle::{Leave, Stand, settle};
use crate::calendar::{Day, to_iso};

const META: &str = "cp_plan_meta";
/// The categories as the figures name them, with their codes.
const CATEGORIES: [(&str, &str); 4] =
    [("neglect", "NEG"), ("emotional", "EMO"), ("physical", "PHY"), ("sexual", "SAB")];

impl Fit<'_> {
    /// Conferences of the month at which a plan was made: some more were, or fewer; or some were not held.
    pub(super) fn conference_plans(&mut self) {
        let Some(aim) = self.aim("conference-to-plan") else { return };
        let [_, day] = aim.days;
        let month = month_start(day)..=day;
        let mut list = Vec::new();
        let mut stands = Vec::new();
        let plans = self.spans(PROTECTION);
        for row in self.mixed("conference-to-plan", self.sheets.rows(CONFERENCES)) {
            let Some(held) =
                self.sheets.day(CONFERENCES, row, "icpc_icpc_date").filter(|d| month.contains(d))
            else {
                continue;
            };
            if self.sheets.text(CONFERENCES, row, "icpc_icpc_transfer_in") == "Y" {
                continue;
            }
            let child = self.sheets.text(CONFERENCES, row, "icpc_person_id").to_owned();
            let made = self.sheets.text(CONFERENCES, row, "icpc_icpc_outcome_cp_flag") == "Y";
            let on_plan = plans.iter().any(|s| s.child == child && s.open(held));
            stands.push(Stand {
                counted: [false, true],
                hit: [made; 2],
                fixed: [!made && on_plan; 2],
                ..Stand::default()
            });
            list.push((row, child, held));
        }
        for ((row, child, held), (old, new)) in
            list.into_iter().zip(stands.iter().zip(settle(&stands, &aim, Leave::Each)))
        {
            if old.counted != new.counted {
                if old.hit[1] {
                    self.plan_not_made(row, &plans, &child, held);
                }
                self.sheets.drop(CONFERENCES, row);
                self.no_conference_of(&child, held);
                continue;
            }
            match (old.hit[1], new.hit[1]) {
                (false, true) => self.plan_made(row, &child, held),
                (true, false) => self.plan_not_made(row, &plans, &child, held),
                _ => {}
            }
        }
    }

    /// The enquiry before a day did not lead to a conference.
    pub(super) fn no_conference_of(&mut self, child: &str, held: Day) {
        for at in self.sheets.with(MEETINGS, "child_id", child) {
            if self.sheets.day(MEETINGS, at, "date").is_some_and(|d| (held - 40..=held).contains(&d))
                && self.sheets.text(MEETINGS, at, "outcome") == "conference"
            {
                self.sheets.set(MEETINGS, at, "outcome", "no-conference");
            }
        }
    }

    fn plan_made(&mut self, conference: usize, child: &str, held: Day) {
        let Some(&like) = self.sheets.rows(PROTECTION.0).first() else { return };
        let old = self.sheets.first(PROTECTION.0, like);
        let row = self.sheets.copy(PROTECTION.0, like);
        let id = format!("PC{child}-{held}");
        let conference_id = self.sheets.first(CONFERENCES, conference);
        let referral = self.sheets.text(CONFERENCES, conference, "icpc_referral_id").to_owned();
        for (column, value) in [
            ("cppl_cp_plan_id", id.clone()),
            ("cppl_referral_id", referral),
            ("cppl_icpc_id", conference_id),
            (PROTECTION.1, child.to_owned()),
            (PROTECTION.2, to_iso(held)),
            (PROTECTION.3, String::new()),
        ] {
            self.sheets.set(PROTECTION.0, row, column, &value);
        }
        self.sheets.set(CONFERENCES, conference, "icpc_icpc_outcome_cp_flag", "Y");
        self.sheets.set(CONFERENCES, conference, "icpc_cp_plan_id", &id);
        if let Some(&at) = self.sheets.with(META, "cp_plan_id", &old).first() {
            let made = self.sheets.copy(META, at);
            self.sheets.set(META, made, "cp_plan_id", &id);
            self.sheets.set(META, made, "previous_plans", "0");
        }
    }

    fn plan_not_made(&mut self, conference: usize, plans: &[Span], child: &str, held: Day) {
        self.sheets.set(CONFERENCES, conference, "icpc_icpc_outcome_cp_flag", "N");
        self.sheets.set(CONFERENCES, conference, "icpc_cp_plan_id", "");
        for span in plans.iter().filter(|s| s.child == child && (held - 3..=held + 20).contains(&s.from)) {
            self.drop_plan(span);
        }
    }

    /// What plans are about.
    pub(super) fn categories(&mut self) {
        let aims: Vec<(&str, Aim)> = (CATEGORIES.iter())
            .filter_map(|(name, code)| Some((*code, self.aims.of("protection-categories", &[name])?)))
            .collect();
        let Some(&(first, Aim { days: [_, day], .. })) = aims.first() else { return };
        let open: Vec<Span> =
            self.mixed("categories", self.spans(PROTECTION)).into_iter().filter(|s| s.open(day)).collect();
        let of = open.len() as u32;
        let mut wanted: Vec<(&str, u32)> = Vec::new();
        for (code, aim) in aims.iter().skip(1) {
            wanted.push((
                code,
                aim.printed[1].map_or(0, |p: Printed| p.hits(of, p.near(of)).unwrap_or(p.near(of))),
            ));
        }
        let rest = of.saturating_sub(wanted.iter().map(|w| w.1).sum());
        wanted.insert(0, (first, rest));
        let codes = wanted.into_iter().flat_map(|(code, n)| std::iter::repeat_n(code, n as usize));
        for (span, code) in open.iter().zip(codes) {
            for column in ["cppl_cp_plan_latest_category", "cppl_cp_plan_initial_category"] {
                self.sheets.set(PROTECTION.0, span.row, column, code);
            }
        }
    }

    /// Plans of the last six months that are not the first: an earlier one that only the form tells of, or none.
    pub(super) fn repeated_lately(&mut self) {
        let Some(aim) = self.aim("repeat-plans-six-months") else { return };
        let [_, day] = aim.days;
        let all = self.spans(PROTECTION);
        let from = back(day, 6);
        let begun = all.iter().filter(|s| s.from >= from && s.from <= day).cloned().collect();
        let begun: Vec<Span> = self.mixed("repeat-plans-six-months", begun);
        let mut stands = Vec::new();
        for span in &begun {
            let earlier = all.iter().any(|s| s.child == span.child && s.from < span.from);
            let plan = self.sheets.first(PROTECTION.0, span.row);
            let meta = self.sheets.with(META, "cp_plan_id", &plan);
            let told = |fit: &Self, r: &usize| {
                fit.sheets.text(META, *r, "previous_plans").parse::<u32>().is_ok_and(|n| n > 0)
            };
            let known = meta.iter().any(|r| told(self, r));
            stands.push(Stand {
                counted: [false, true],
                hit: [earlier || known; 2],
                fixed: [meta.is_empty(); 2],
                ..Stand::default()
            });
        }
        for (span, (old, new)) in begun.iter().zip(stands.iter().zip(settle(&stands, &aim, Leave::No))) {
            if old.hit[1] == new.hit[1] {
                continue;
            }
            if !new.hit[1] {
                all.iter()
                    .filter(|s| s.child == span.child && s.from < span.from)
                    .for_each(|s| self.drop_plan(s));
            }
            let plan = self.sheets.first(PROTECTION.0, span.row);
            for row in self.sheets.with(META, "cp_plan_id", &plan) {
                self.sheets.set(META, row, "previous_plans", if new.hit[1] { "1" } else { "0" });
            }
        }
    }

    /// Children in care who are to go home.
    pub(super) fn going_home(&mut self) {
        let Some(aim) = self.aim("reunification") else { return };
        let [_, day] = aim.days;
        let Some(wanted) = aim.printed[1].map(Printed::whole) else { return };
        let runs = |fit: &Self, row: usize| {
            fit.sheets.day(CARE.0, row, CARE.2).is_some_and(|f| f <= day)
                && fit.sheets.day(CARE.0, row, CARE.3).is_none_or(|u| u > day)
        };
        let rows = self.mixed("reunification", self.sheets.rows(CARE.0)).into_iter();
        let open: Vec<usize> = rows.filter(|&r| runs(self, r)).collect();
        let home = |fit: &Self, row: usize| fit.sheets.text(CARE.0, row, "permanence") == "return-home";
        let now = open.iter().filter(|&&r| home(self, r)).count() as u32;
        let more = wanted > now;
        let turned: Vec<usize> = (open.into_iter())
            .filter(|&r| home(self, r) != more && self.sheets.text(CARE.0, r, "permanence") != "adoption")
            .take(wanted.abs_diff(now) as usize)
            .collect();
        for row in turned {
            self.sheets.set(
                CARE.0,
                row,
                "permanence",
                if more { "return-home" } else { "long-term-fostering" },
            );
        }
    }
}
