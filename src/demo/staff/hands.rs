//! In whose hands a family was, day by day.

use super::people::Role;
use crate::calendar::Day;

/// A stretch in which one person (or nobody) of a team held a family.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Hand {
    pub(crate) team: usize,
    /// Nobody: the row names the team only.
    pub(crate) person: Option<usize>,
    pub(crate) role: Role,
    pub(crate) from: Day,
    pub(crate) until: Option<Day>,
    /// SSDA903 code of why the next one took over; empty at the end of the work.
    pub(crate) reason: &'static str,
}

/// The stretches of every family, by its number.
#[derive(Debug, Default)]
pub(crate) struct Hands {
    families: Vec<Vec<Hand>>,
}

impl Hands {
    /// Room for so many families.
    pub(crate) fn new(families: usize) -> Hands {
        Hands { families: vec![Vec::new(); families] }
    }

    /// Notes a stretch.
    pub(crate) fn add(&mut self, family: usize, hand: Hand) {
        if let Some(list) = self.families.get_mut(family) {
            list.push(hand);
        }
    }

    /// The stretches of a family, in order.
    pub(crate) fn of(&self, family: u64) -> &[Hand] {
        usize::try_from(family).ok().and_then(|f| self.families.get(f)).map_or(&[], Vec::as_slice)
    }

    /// Puts the stretches of each family in order.
    pub(crate) fn sort(&mut self) {
        for list in &mut self.families {
            list.sort_by_key(|h| (h.from, h.until.unwrap_or(Day::MAX)));
        }
    }

    /// The social worker who held a family on a day, or else the last before.
    pub(crate) fn worker(&self, family: u64, day: Day) -> Option<usize> {
        let held = |h: &&Hand| h.role == Role::SocialWorker && h.person.is_some() && h.from <= day;
        self.of(family).iter().rev().find(held).and_then(|h| h.person)
    }

    /// The adviser who held a family on a day, or else the last before.
    pub(crate) fn adviser(&self, family: u64, day: Day) -> Option<usize> {
        let held = |h: &&Hand| h.role == Role::PersonalAdviser && h.from <= day;
        self.of(family).iter().rev().find(held).and_then(|h| h.person)
    }

    /// The team that held a family on a day, or else the last before.
    pub(crate) fn team(&self, family: u64, day: Day) -> Option<usize> {
        self.of(family)
            .iter()
            .rev()
            .find(|h| h.role != Role::PersonalAdviser && h.from <= day)
            .map(|h| h.team)
    }
}
