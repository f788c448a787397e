//! Vacant posts of each service and role, and those that will fall vacant.

use super::Fit;
use crate::calendar::{Day, to_iso};
use crate::demo::profile::{Figure, Service};
use crate::demo::staff::team_id;

const TABLE: &str = "post";

/// The measures of vacant posts, with their role.
const ROLES: [(&str, &str); 2] =
    [("vacant-social-work-posts", "social-worker"), ("vacant-administrator-posts", "administrator")];

impl Fit<'_> {
    /// Vacant posts as printed, in place of those made by chance.
    pub(super) fn posts(&mut self) {
        let profile = self.aims.profile;
        let of = |measure: &'static str| {
            profile.figures.iter().filter(move |f| f.measure.as_deref() == Some(measure) && f.value.is_some())
        };
        let mut wanted: Vec<(&str, String, u32)> = Vec::new();
        for (measure, role) in ROLES {
            for figure in of(measure) {
                let teams = self.teams(figure);
                for n in 0..figure.value.unwrap_or(0.0) as usize {
                    if let Some(team) = teams.get(n % teams.len().max(1)) {
                        wanted.push((role, team.clone(), 1));
                    }
                }
            }
        }
        for figure in of("vacancies").filter(|f| f.group == ["personal-adviser"]) {
            let desk = profile.teams.iter().position(|t| t.service == Service::CareLeavers).map(team_id);
            wanted.push(("personal-adviser", desk.unwrap_or_default(), figure.value.unwrap_or(0.0) as u32));
        }
        if wanted.is_empty() {
            return;
        }
        for row in self.sheets.rows(TABLE) {
            if self.sheets.text(TABLE, row, "vacant") == "Y" {
                self.sheets.drop(TABLE, row);
            }
            self.sheets.set(TABLE, row, "falls_vacant", "");
        }
        let last = self.world.last;
        let before = super::aim::month_before(last);
        for (role, team, count) in wanted {
            for _ in 0..count {
                // The deck's headline leaves personal advisers out: their posts are not frontline.
                self.vacant((role, &team), (before - 60, None), role != "personal-adviser");
            }
        }
        self.filled_since(before);
        self.falling(before);
    }

    /// The teams a figure speaks of.
    fn teams(&self, figure: &Figure) -> Vec<String> {
        let service = |group: &String| Service::ALL.into_iter().find(|s| s.word() == group);
        let of = |group: &String| match service(group) {
            Some(service) => (self.aims.profile.teams.iter().enumerate())
                .filter(|(_, t)| t.service == service && t.weight > 0)
                .map(|(n, _)| team_id(n))
                .collect(),
            None => vec![group.clone()],
        };
        figure.group.iter().flat_map(of).collect()
    }

    fn vacant(&mut self, (role, team): (&str, &str), (from, until): (Day, Option<Day>), frontline: bool) {
        let flag = |b: bool| if b { "Y" } else { "N" }.to_owned();
        let cells = [
            ("team_id", team.to_owned()),
            ("role", role.to_owned()),
            ("fte", "1.0".to_owned()),
            ("filled_fte", "0.0".to_owned()),
            ("permanent_fte", "0.0".to_owned()),
            ("agency_fte", "0.0".to_owned()),
            ("vacant", flag(true)),
            ("frontline", flag(frontline)),
            ("from", to_iso(from)),
            ("until", until.map(to_iso).unwrap_or_default()),
        ];
        self.sheets.add(TABLE, "PO", &cells);
    }

    /// Frontline posts that were vacant at the end of the month before and have been filled since.
    fn filled_since(&mut self, before: Day) {
        let Some(aim) = self.aim("vacant-frontline-posts") else { return };
        let [Some(then), Some(now)] = aim.printed else { return };
        let team = team_id(
            self.aims.profile.teams.iter().position(|t| t.service == Service::Safeguarding).unwrap_or(0),
        );
        for _ in 0..then.whole().saturating_sub(now.whole()) {
            self.vacant(("social-worker", &team), (before - 90, Some(self.world.diary.on(before + 5))), true);
        }
    }

    /// Posts whose holder is known to leave.
    fn falling(&mut self, before: Day) {
        let Some(aim) = self.aim("upcoming-vacancies") else { return };
        let [then, now] = aim.printed.map(|p| p.map_or(0, super::aim::Printed::whole));
        let filled: Vec<usize> = (self.sheets.rows(TABLE).into_iter())
            .filter(|&row| {
                self.sheets.text(TABLE, row, "vacant") == "N"
                    && self.sheets.text(TABLE, row, "role") == "social-worker"
                    && self.sheets.day(TABLE, row, "from").is_some_and(|d| d < before - 30)
                    && self.sheets.text(TABLE, row, "until").is_empty()
            })
            .collect();
        let days =
            (0..then).map(|_| self.world.diary.on(before + 14)).chain((0..now).map(|_| self.world.last + 30));
        let days: Vec<Day> = days.collect();
        for (row, day) in self.mixed("upcoming-vacancies", filled).into_iter().zip(days) {
            self.sheets.set_day(TABLE, row, "falls_vacant", Some(day));
        }
    }
}
