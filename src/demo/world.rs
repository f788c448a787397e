//! What every part of the making needs: the profile, the diary, the days it runs between.

use super::chance::Chance;
use super::diary::Diary;
use super::error::DemoError;
use super::make::Options;
use super::profile::{Knob, Profile, Service, Share};
use crate::calendar::{Amount, Day, from_civil};

/// The fixed things of one making.
#[derive(Debug)]
pub(crate) struct World<'a> {
    pub(crate) profile: &'a Profile,
    pub(crate) diary: Diary,
    pub(crate) seed: u64,
    /// The last day of the extract: nothing after it has happened.
    pub(crate) last: Day,
    /// Closed records ended on or after this day.
    pub(crate) first: Day,
}

impl<'a> World<'a> {
    /// The world of a profile and options.
    pub(crate) fn new(profile: &'a Profile, options: &Options) -> Result<World<'a>, DemoError> {
        let last = options.last_day.unwrap_or(profile.last_day);
        let within = |a: i32, b: i32| Some(from_civil(a, 1, 1)?..=from_civil(b, 12, 31)?);
        if !within(2010, 2030).is_some_and(|days| days.contains(&last)) {
            return Err(DemoError::LastDay);
        }
        let first = last - 365 * profile.lengths.history_years as i32;
        Ok(World { profile, diary: Diary::new()?, seed: options.seed, last, first })
    }

    /// A stream of chance for a purpose.
    pub(crate) fn stream(&self, purpose: &str, number: u64) -> Chance {
        Chance::stream(self.seed, purpose, number)
    }

    /// A share of the whole authority.
    pub(crate) fn knob(&self, knob: Knob) -> Share {
        self.profile.knob(knob)
    }

    /// Where the n-th of a kind stands between 0 and the whole: spread evenly, so that shares come out in few cases too.
    pub(crate) fn place(&self, knob: Knob, nth: u64) -> u32 {
        // Fractions of 2^32 of the golden ratio, of roots and of e: no two knobs keep step with each other.
        const STEPS: [u32; 7] = [
            2_654_435_769,
            1_779_033_703,
            3_144_134_277,
            2_773_480_763,
            1_359_893_119,
            2_600_822_925,
            3_084_996_963,
        ];
        let step = STEPS.get(knob as usize % STEPS.len()).copied().unwrap_or(1);
        let offset = Chance::stream(self.seed, "places", knob as u64).below(u32::MAX);
        let at = (nth as u32).wrapping_mul(step).wrapping_add(offset);
        ((u64::from(at) * u64::from(Share::WHOLE)) >> 32) as u32
    }

    /// Whether the n-th of a kind is among this share, evenly.
    pub(crate) fn even(&self, knob: Knob, nth: u64) -> bool {
        self.place(knob, nth) < self.knob(knob).millionths()
    }

    /// A share as a team has it.
    pub(crate) fn team(&self, team: usize, knob: Knob) -> Share {
        self.profile.team_knob(team, knob)
    }

    /// The day, if it has come.
    pub(crate) fn seen(&self, day: Day) -> Option<Day> {
        (day <= self.last).then_some(day)
    }

    /// A team of a service that serves a locality, by weight; 0 when there is none (a profile is checked for that).
    pub(crate) fn team_of(&self, chance: &mut Chance, service: Service, locality: Option<&str>) -> usize {
        let serves = |t: Option<&str>| t.is_none() || locality.is_none() || t == locality;
        let weights: Vec<u32> = (self.profile.teams.iter())
            .map(|t| if t.service == service && serves(t.locality.as_deref()) { t.weight } else { 0 })
            .collect();
        chance.weighted(&weights)
    }

    /// When something with a limit is done once: in time, mostly towards the end of the limit, or late by `late` days in
    /// the mean. A working day; it may lie after the last day.
    pub(crate) fn once(
        &self,
        chance: &mut Chance,
        start: Day,
        limit: Amount,
        share: Share,
        late: i32,
    ) -> Day {
        let due = self.diary.add(start, limit);
        if chance.hit(share) {
            let day = self.diary.back(due - chance.early((due - start) / 3));
            if day >= start { day } else { due }
        } else {
            self.diary.on(due + 1 + chance.spread(late))
        }
    }
}
