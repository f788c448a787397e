//! What measures are worked out from: one ledger of obligations, the records, and what the authority says.

use super::comparators::Comparators;
use crate::calendar::{Amount, Day};
use crate::judge::{Absent, Attribution, Ledger, Obligation, Program};
use crate::lang::checked::{RuleSet, Standard};
use std::collections::BTreeMap;

/// Numbers of people by name, each with the day it holds from, in order.
pub type Populations = BTreeMap<String, Vec<(Day, f64)>>;

/// Everything a figure reads.
#[derive(Clone, Copy)]
pub struct Ground<'a> {
    /// Standards, measures and themes.
    pub rules: &'a RuleSet,
    /// Rules and records, ready to be asked.
    pub program: &'a Program<'a>,
    /// Every obligation, in order of standard.
    pub ledger: &'a Ledger,
    /// Who is responsible, where the vocabulary knows allocations.
    pub attribution: Option<&'a Attribution>,
    /// Standards that the sources cannot answer.
    pub absent: &'a [Absent],
    /// Numbers of people that the authority file gives.
    pub populations: &'a Populations,
    /// Figures of others.
    pub comparators: &'a Comparators,
}

/// What is asked for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Request {
    /// As at.
    pub as_at: Day,
    /// Rows of teams; empty: all.
    pub teams: Vec<u32>,
    /// How far back every measure is shown, instead of as far as it says of itself.
    pub over: Option<Amount>,
}

impl<'a> Ground<'a> {
    /// The versions and parts of a standard, with their places.
    pub(super) fn standards(&self, id: &str) -> Vec<(usize, &'a Standard)> {
        let id = id.to_owned();
        self.rules.standards.iter().enumerate().filter(|(_, s)| s.id == id).collect()
    }

    /// What a standard asks, as its version in force on a day says; before all versions the first, after them the last.
    pub(super) fn title(&self, id: &str, day: Day) -> String {
        let versions = self.standards(id);
        let began = versions.iter().rev().find(|(_, s)| s.from <= day).or(versions.first());
        began.map(|(_, s)| s.title.clone()).unwrap_or_default()
    }

    /// The obligations of the standard at a place.
    pub(super) fn obligations(&self, place: usize) -> &'a [Obligation] {
        let all = self.ledger.obligations();
        let from = all.partition_point(|o| (o.standard as usize) < place);
        let to = all.partition_point(|o| (o.standard as usize) <= place);
        all.get(from..to).unwrap_or(&[])
    }

    /// Why the standard at a place has no obligations, when no source holds its facts.
    pub(super) fn absent(&self, place: usize) -> Option<&'a Absent> {
        self.absent.iter().find(|a| a.standard == place)
    }

    /// A population on a day.
    pub(super) fn population(&self, name: &str, day: Day) -> Option<f64> {
        let list = self.populations.get(name)?;
        let found = list.iter().rev().find(|(from, _)| *from <= day).or_else(|| list.first());
        found.map(|(_, n)| *n).filter(|n| *n > 0.0)
    }
}
