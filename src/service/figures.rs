//! Measures and themes, worked out from the obligations that are there.

use super::engine::Engine;
use super::judged::Judged;
use super::names::{Asked, UnknownName, places};
use crate::calendar::{Amount, Day, Unit};
use crate::lang::checked::{Measure, Theme};
use crate::measure::{
    Ground, Measured, Missing, Request, ThemeAnswer, at_day, evaluate, standards_of, theme,
};
use rayon::prelude::*;

/// Which measures are asked for, in words.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct MeasuresAsked {
    /// Ids of measures; empty: all.
    pub measures: Vec<String>,
    /// Standards, themes and teams; the rest of it does not matter here.
    pub asked: Asked,
    /// So many month ends of every measure, the day asked as the last of them.
    pub months: Option<u32>,
}

impl Engine {
    /// Hands over what measures are worked out from. Nothing is judged again.
    pub fn grounded<T>(&self, judged: &Judged, work: impl FnOnce(&Ground<'_>) -> T) -> T {
        judged.asked(&self.rules, &self.calendar, |program| {
            work(&Ground {
                rules: &self.rules.set,
                program,
                ledger: &judged.ledger,
                attribution: self.attribution(),
                absent: &judged.absent,
                populations: &self.populations,
                comparators: &self.rules.comparators,
            })
        })
    }

    /// Works out the measures asked for, in order of id; of what was known by a day each with what is known now beside it.
    pub fn measures(
        &self,
        judged: &Judged,
        asked: &MeasuresAsked,
        as_at: Day,
    ) -> Result<Vec<Measured>, UnknownName> {
        let wanted = self.wanted(asked)?;
        let teams = asked.asked.filter(self, judged)?.teams;
        let request = Request { as_at, teams, over: asked.months.map(|n| Amount::new(n, Unit::Months)) };
        let work = |ground: &Ground<'_>| wanted.par_iter().map(|m| evaluate(ground, m, &request)).collect();
        let mut list: Vec<Measured> = self.grounded(judged, work);
        if judged.known_on.is_some() {
            let filter = asked.asked.filter(self, &self.full)?;
            let request = Request { as_at, teams: filter.teams, ..Request::default() };
            let work = |ground: &Ground<'_>| {
                wanted.par_iter().map(|m| at_day(ground, m, &request).ok()).collect::<Vec<_>>()
            };
            for (m, now) in list.iter_mut().zip(self.grounded(&self.full, work)) {
                m.known_now = now;
            }
        }
        Ok(list)
    }

    /// A theme as at a day, with its sample.
    pub fn theme(
        &self,
        judged: &Judged,
        id: &str,
        teams: &[String],
        (as_at, seed): (Day, u64),
    ) -> Result<(&Theme, Result<ThemeAnswer, Missing>), UnknownName> {
        let asked = Asked { teams: teams.to_vec(), ..Asked::default() };
        let found = asked.theme(self, id)?;
        let request = Request { as_at, teams: asked.filter(self, judged)?.teams, ..Request::default() };
        Ok((found, self.grounded(judged, |ground| theme(ground, found, &request, seed))))
    }

    fn wanted(&self, asked: &MeasuresAsked) -> Result<Vec<&Measure>, UnknownName> {
        let all = &self.rules.set.measures;
        for id in &asked.measures {
            if !all.iter().any(|m| m.id == *id) {
                return Err(UnknownName::of("measure", id, all.iter().map(|m| m.id.as_str())));
            }
        }
        let mut standards: Vec<String> = asked.asked.standards.clone();
        for id in &standards {
            places(self, id)?;
        }
        for id in &asked.asked.themes {
            standards.extend(asked.asked.theme(self, id)?.standards.iter().cloned());
        }
        let narrowed = !asked.asked.standards.is_empty() || !asked.asked.themes.is_empty();
        let fits = |m: &&Measure| {
            (asked.measures.is_empty() || asked.measures.contains(&m.id))
                && (!narrowed || standards_of(m).iter().any(|id| standards.iter().any(|s| s == id)))
        };
        Ok(all.iter().filter(fits).collect())
    }
}
