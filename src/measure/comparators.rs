//! Figures of others that stand beside a measure: the newest of each group that was known on the day asked.

use super::standing::{Way, Yardstick};
use crate::calendar::{Day, add_months};
use crate::lang::checked::{Compare, Literal, Measure};
use std::collections::BTreeMap;

/// Another's figure.
#[derive(Debug, Clone, PartialEq)]
pub struct Comparator {
    /// The figure: a percentage or a number.
    pub value: Literal,
    /// What it is of; nothing where a rule gives it without a day.
    pub dated: Option<Dated>,
}

/// What a figure is of, and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dated {
    /// The last day it is of.
    pub to: Day,
    /// The day from which it was known.
    pub published: Day,
    /// What it is of, in words.
    pub period: String,
    /// Where it stands.
    pub source: String,
}

/// Whether a group has a figure beside a measure as at a day.
#[derive(Debug, Clone, PartialEq)]
pub struct Compared {
    /// Whose it is.
    pub group: String,
    /// The newest figure that was known on the day; else the day from which the first one is.
    pub found: Result<Comparator, Day>,
}

impl Compared {
    /// The figure as a number, where there is one.
    pub fn number(&self) -> Option<f64> {
        match self.found.as_ref().ok()?.value {
            Literal::Percent(n) | Literal::Number(n) => Some(n),
            _ => None,
        }
    }

    /// The figure as something to hold another against.
    pub(super) fn yardstick(&self, tolerance: f64) -> Option<Yardstick<'_>> {
        Some(Yardstick { group: &self.group, value: self.number()?, tolerance })
    }

    /// What the figure is of, where it is there and dated.
    pub fn dated(&self) -> Option<&Dated> {
        self.found.as_ref().ok()?.dated.as_ref()
    }
}

impl Dated {
    /// How old it is as at a day, in words: `5 months old`.
    pub fn age(&self, as_at: Day) -> String {
        let days = as_at.saturating_sub(self.to).max(0);
        let months = (0..=days / 28).rev().find(|m| add_months(self.to, *m) <= as_at).unwrap_or(0);
        let (n, unit) = match months {
            0 | 1 => (days, "day"),
            2..=23 => (months, "month"),
            _ => (months / 12, "year"),
        };
        format!("{n} {unit}{} old", if n == 1 { "" } else { "s" })
    }
}

/// The figures of others, by measure and group.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Comparators {
    groups: Vec<String>,
    beside: Vec<String>,
    figures: BTreeMap<String, BTreeMap<String, Vec<Comparator>>>,
    ways: BTreeMap<String, Way>,
}

impl Comparators {
    /// No figures yet, for these groups in order; `beside` are those that stand beside measures (empty: all).
    pub fn new(groups: Vec<String>, beside: Vec<String>) -> Comparators {
        Comparators { groups, beside, ..Comparators::default() }
    }

    /// Takes a figure; the one of the same day that was there before, if any, goes.
    pub fn put(&mut self, measure: &str, group: &str, value: Literal, dated: Dated) {
        let list = self.figures.entry(measure.to_owned()).or_default().entry(group.to_owned()).or_default();
        list.retain(|known| known.dated.as_ref().is_none_or(|d| d.to != dated.to));
        list.push(Comparator { value, dated: Some(dated) });
        list.sort_by_key(|c| c.dated.as_ref().map(|d| d.to));
    }

    /// Takes how an authority wants a measure's figures to be held against others.
    pub fn set_way(&mut self, measure: &str, way: Way) {
        self.ways.insert(measure.to_owned(), way);
    }

    /// How a measure's figures are held against others.
    pub fn way(&self, measure: &str) -> Way {
        self.ways.get(measure).cloned().unwrap_or_default()
    }

    /// Every group there may be, in order.
    pub fn groups(&self) -> &[String] {
        &self.groups
    }

    /// Who stands beside a measure as at a day: each group of which there is any figure, in order. What the rule itself
    /// says of a group counts where no dated figure does.
    pub fn beside(&self, measure: &Measure, as_at: Day) -> Vec<Compared> {
        let none = BTreeMap::new();
        let figures = self.figures.get(&measure.id).unwrap_or(&none);
        let own = |group: &str| measure.compare.iter().find(|c| c.name == group);
        let unlisted = measure.compare.iter().map(|c| &c.name).filter(|name| !self.groups.contains(name));
        let wanted = |group: &&String| self.beside.is_empty() || self.beside.contains(group);
        let of = |group: &String| {
            let list = figures.get(group).map_or(&[][..], Vec::as_slice);
            let known = |c: &&Comparator| c.dated.as_ref().is_none_or(|d| d.published <= as_at);
            let newest = list.iter().rev().find(known).cloned();
            let first = || list.iter().filter_map(|c| Some(c.dated.as_ref()?.published)).min();
            let found = match newest.or_else(|| own(group).map(undated)) {
                Some(found) => Ok(found),
                None => Err(first()?),
            };
            Some(Compared { group: group.clone(), found })
        };
        self.groups.iter().chain(unlisted).filter(wanted).filter_map(of).collect()
    }
}

/// What a rule says without a day.
fn undated(own: &Compare) -> Comparator {
    Comparator { value: own.value.clone(), dated: None }
}
