//! Rates of standards with all that stands beside them, read from the obligations that are there.

use super::engine::Engine;
use super::judged::Judged;
use super::names::{Asked, UnknownName, places};
use crate::calendar::Day;
use crate::measure::{Missing, Rates, Stretch, periods, rates};
use rayon::prelude::*;

/// Which rates are asked for, in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RatesAsked {
    /// Standards, themes and teams; no standard: all that anything is owed of. The rest of it does not matter here.
    pub asked: Asked,
    /// How long a period is.
    pub stretch: Stretch,
    /// How many periods, the one that holds the day asked among them.
    pub number: u32,
}

/// A standard's rates, or why there are none.
pub type RatesFound = (String, Result<Rates, Missing>);

impl Engine {
    /// The rates asked for, in order of the standards' ids. What the sources cannot answer is left out unless it was
    /// named.
    pub fn rates(
        &self,
        judged: &Judged,
        wanted: &RatesAsked,
        as_at: Day,
    ) -> Result<Vec<RatesFound>, UnknownName> {
        let named = !wanted.asked.standards.is_empty() || !wanted.asked.themes.is_empty();
        let ids = self.standards_asked(&wanted.asked)?;
        let teams = Asked { teams: wanted.asked.teams.clone(), ..Asked::default() };
        let teams = teams.filter(self, judged)?.teams;
        let days = periods(&self.calendar, &wanted.stretch, as_at, wanted.number).ok_or_else(|| {
            let known = ["month", "quarter", "year", "financial-year", "collection-year"];
            match &wanted.stretch {
                Stretch::Slot(name) => {
                    let mut fault =
                        UnknownName::of("stretch of the calendar on that day called", name, known);
                    fault.help.get_or_insert_with(|| format!("known: {}", known.join(", ")));
                    fault
                }
                Stretch::Since(_) => UnknownName {
                    what: "period that begins after the day asked",
                    name: None,
                    help: Some("begin it on that day or before".to_owned()),
                },
            }
        })?;
        let found: Vec<RatesFound> = self.grounded(judged, |ground| {
            ids.into_par_iter().map(|id| (id.clone(), rates(ground, &id, &days, &teams))).collect()
        });
        let empty = |r: &Rates| r.periods.iter().all(|p| p.subjects.scope() + p.subjects.exempt == 0);
        let shown = |f: &RatesFound| named || f.1.as_ref().is_ok_and(|r| !empty(r));
        Ok(found.into_iter().filter(shown).collect())
    }

    /// The ids of the standards that are named, of the themes that are, or all.
    fn standards_asked(&self, asked: &Asked) -> Result<Vec<String>, UnknownName> {
        let mut ids = asked.standards.clone();
        for id in &asked.standards {
            let place = places(self, id)?;
            let check = |p: &u32| self.rules.set.standards.get(*p as usize).is_some_and(|s| s.check);
            if place.iter().any(check) {
                let help = "a check fails or passes: `duecare run --checks` lists what fails";
                return Err(UnknownName {
                    what: "rate of a check:",
                    name: Some(id.clone()),
                    help: Some(help.to_owned()),
                });
            }
        }
        for id in &asked.themes {
            ids.extend(asked.theme(self, id)?.standards.iter().cloned());
        }
        let all = self.rules.set.standards.iter().filter(|s| !s.check);
        if asked.standards.is_empty() && asked.themes.is_empty() {
            ids.extend(all.clone().map(|s| s.id.clone()));
        }
        ids.retain(|id| all.clone().any(|s| s.id == *id));
        ids.sort();
        ids.dedup();
        Ok(ids)
    }
}
