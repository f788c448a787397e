//! Checks as they are on the day of a figure: the ledger holds what they say on one day only.

use super::ground::Ground;
use crate::calendar::Day;
use crate::judge::{Ledger, Prepared, Program};

/// The checks that figures are made of, looked at again on the day of each figure.
pub(super) struct Looked<'a> {
    program: &'a Program<'a>,
    /// Places of the standards counted that the sources can answer; none where no check is among them.
    places: Vec<usize>,
    prepared: Option<Prepared<'a>>,
    now: Option<(Day, Ledger)>,
}

impl<'a> Looked<'a> {
    /// Of the standards of some ids; nothing is looked at yet.
    pub fn new(ground: &Ground<'a>, ids: &[&str]) -> Looked<'a> {
        let all: Vec<_> = ids.iter().flat_map(|id| ground.standards(id)).collect();
        let answered = |place: &usize| ground.absent(*place).is_none();
        let places = match all.iter().any(|(_, s)| s.check) {
            true => all.iter().map(|(place, _)| *place).filter(answered).collect(),
            false => Vec::new(),
        };
        Looked { program: ground.program, places, prepared: None, now: None }
    }

    /// What the figures of a day are read from.
    pub fn on<'s>(&'s mut self, ground: &Ground<'s>, day: Day) -> Ground<'s> {
        if self.places.is_empty() || day == self.program.check_day() {
            return *ground;
        }
        if self.now.as_ref().is_none_or(|(of, _)| *of != day) {
            let prepared = self.prepared.get_or_insert_with(|| self.program.prepare());
            prepared.checks_on(day);
            self.now = Some((day, prepared.ledger(&self.places, || ())));
        }
        let ledger = self.now.as_ref().map_or(ground.ledger, |(_, ledger)| ledger);
        Ground { ledger, ..*ground }
    }
}
