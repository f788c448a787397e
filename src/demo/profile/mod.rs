//! A profile: the figures of a report as data, and the shape of the authority invented from them.

mod figure;
mod knob;
mod load;
mod shape;
mod share;

pub use figure::{Figure, Part, Report, Source};
pub use knob::Knob;
pub use shape::{Lengths, Service, ServiceShape, Story, TeamShape};
pub use share::Share;

use crate::calendar::Day;
use serde::Deserialize;
use std::collections::BTreeMap;

/// An invented authority's shape, with the printed figures it leans on.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Profile {
    /// Its name, as `--profile` takes it.
    pub name: String,
    /// What the invented authority is called.
    pub authority: String,
    /// The last day of the extract.
    #[serde(deserialize_with = "load::day")]
    pub last_day: Day,
    /// Children of the authority under 18, for rates.
    pub under_18_population: u32,
    /// Children with a record, at the authority's natural size.
    pub natural_children: u32,
    /// Whether its records, at the natural size, are moved until the figures of the report come out.
    #[serde(default)]
    pub fitted: bool,
    /// The report it was made from; none for an authority made from no report.
    pub report: Option<Report>,
    /// Weights of household sizes, from one child up.
    pub household_sizes: Vec<u32>,
    /// Weights of stories, counted in children.
    pub stories: BTreeMap<Story, f64>,
    /// Lengths of plans and stays.
    pub lengths: Lengths,
    /// Shares of duties done in time.
    pub rates: BTreeMap<Knob, Share>,
    /// Other shares.
    pub shares: BTreeMap<Knob, Share>,
    /// Shares of what a record lacks.
    pub gaps: BTreeMap<Knob, Share>,
    /// Weights of the categories of protection plans: neglect, emotional, physical, sexual.
    pub categories: [u32; 4],
    /// Days on which nothing could be recorded.
    #[serde(default)]
    pub outage: Vec<Outage>,
    /// Services.
    #[serde(rename = "service")]
    pub services: Vec<ServiceShape>,
    /// Teams.
    #[serde(rename = "team")]
    pub teams: Vec<TeamShape>,
    /// What the report prints.
    #[serde(default, rename = "figure")]
    pub figures: Vec<Figure>,
}

/// Days on which the system was down: what happened was recorded afterwards.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Outage {
    /// The first day.
    #[serde(deserialize_with = "load::day")]
    pub from: Day,
    /// The last day.
    #[serde(deserialize_with = "load::day")]
    pub until: Day,
    /// Why.
    pub reason: String,
}

impl Profile {
    /// A knob as the authority as a whole has it.
    pub fn knob(&self, knob: Knob) -> Share {
        [&self.rates, &self.shares, &self.gaps]
            .into_iter()
            .find_map(|m| m.get(&knob))
            .copied()
            .unwrap_or_default()
    }

    /// A knob as a team has it.
    pub fn team_knob(&self, team: usize, knob: Knob) -> Share {
        self.teams.get(team).and_then(|t| t.rates.get(&knob)).copied().unwrap_or_else(|| self.knob(knob))
    }

    /// The localities that teams name, in order of first mention.
    pub fn localities(&self) -> Vec<&str> {
        let mut list: Vec<&str> = Vec::new();
        for place in self.teams.iter().filter_map(|t| t.locality.as_deref()) {
            if !list.contains(&place) {
                list.push(place);
            }
        }
        list
    }
}
