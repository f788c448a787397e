//! How a time in care ended: for adoption or special guardianship, or otherwise.

use super::Fit;
use super::aim::back;
use super::settle::{Leave, Stand, settle};
use crate::calendar::{Day, add_months};

const CARE: &str = "care_period";
const EPISODES: &str = "ssd_cla_episodes";

impl Fit<'_> {
    /// Children in care six months or more who left for adoption or special guardianship.
    pub(super) fn left_for_good(&mut self) {
        let Some(aim) = self.aim("adopted-or-guardianship") else { return };
        let looks = aim.days.map(|d| back(d, 12)..=d);
        let mut list = Vec::new();
        let mut stands = Vec::new();
        for row in self.mixed("adopted-or-guardianship", self.sheets.rows(CARE)) {
            let (Some(from), Some(until)) =
                (self.sheets.day(CARE, row, "from"), self.sheets.day(CARE, row, "until"))
            else {
                continue;
            };
            let counted = looks.each_ref().map(|l| l.contains(&until));
            if counted == [false; 2] || add_months(from, 6) > until {
                continue;
            }
            let reason = self.sheets.text(CARE, row, "end_reason").to_owned();
            let hit = matches!(reason.as_str(), "adopted" | "special-guardianship");
            // An adoption has papers of its own.
            stands.push(Stand {
                counted,
                hit: [hit; 2],
                fixed: [reason == "adopted"; 2],
                // Who was in care on the day of another figure stays so.
                stays: hit || until > aim.days[0] - 60,
                ..Stand::default()
            });
            list.push((row, until));
        }
        for ((row, until), (old, new)) in
            list.into_iter().zip(stands.iter().zip(settle(&stands, &aim, Leave::Each)))
        {
            if old.counted != new.counted {
                self.short_stay(row, until);
                continue;
            }
            let of = |s: &Stand| if s.counted[1] { s.hit[1] } else { s.hit[0] };
            if of(old) != of(&new) {
                self.ended_for(row, until, of(&new));
            }
        }
    }

    /// Who came into care only some months before leaving is not counted.
    fn short_stay(&mut self, row: usize, until: Day) {
        let child = self.sheets.text(CARE, row, "child_id").to_owned();
        let span = self.spans(super::cases::CARE).into_iter().find(|s| s.row == row && s.child == child);
        if let Some(span) = span {
            self.begin_care(&span, self.world.diary.on(until - 150));
        }
    }

    fn ended_for(&mut self, row: usize, until: Day, good: bool) {
        let (reason, code) = if good { ("special-guardianship", "E44") } else { ("returned-home", "E4A") };
        let child = self.sheets.text(CARE, row, "child_id").to_owned();
        self.sheets.set(CARE, row, "end_reason", reason);
        for at in self.sheets.with(EPISODES, "clae_person_id", &child) {
            if self.sheets.day(EPISODES, at, "clae_cla_episode_ceased_date") == Some(until) {
                self.sheets.set(EPISODES, at, "clae_cla_episode_ceased_reason", code);
            }
        }
    }
}
