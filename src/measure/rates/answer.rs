//! What stands beside a rate: whom and which days it is about, what of it is open, and what would flatter it.

use super::super::answer::Figure;
use super::super::fraction::{Fraction, MILLION};
use super::super::tally::Tally;
use crate::calendar::Day;
use crate::record::Row;

/// Whom or which days there are, by how they stand. Each is counted once, as the first of these that applies.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Parts {
    /// Out of time (a subject: on any day).
    pub out: u64,
    /// Maybe out of time.
    pub cannot_tell: u64,
    /// In time.
    pub in_time: u64,
    /// Of those in time: on some days only because they were excused.
    pub helped: u64,
    /// Excused, and so in no scope.
    pub exempt: u64,
}

impl Parts {
    /// How many are in scope.
    pub fn scope(&self) -> u64 {
        self.out + self.cannot_tell + self.in_time
    }

    /// In time, of those in scope.
    pub fn in_time_rate(&self) -> Figure {
        percentage(self.in_time, self.scope(), self.cannot_tell)
    }

    /// The same, were nothing excused.
    pub fn unexcused_rate(&self) -> Figure {
        percentage(self.in_time - self.helped.min(self.in_time), self.scope() + self.exempt, self.cannot_tell)
    }

    /// Out of time, of those in scope.
    pub fn out_rate(&self) -> Figure {
        percentage(self.out, self.scope(), self.cannot_tell)
    }

    /// The same, were nothing excused: what is exempt is out of time.
    pub fn unexcused_out_rate(&self) -> Figure {
        percentage(self.out + self.exempt, self.scope() + self.exempt, self.cannot_tell)
    }
}

fn percentage(hits: u64, of: u64, maybe: u64) -> Figure {
    let sum = |n: u64| i128::from(n) * MILLION;
    Figure::percentage((sum(hits), sum(of), sum(maybe)), None, &[])
}

/// The obligations of a period, as they stand at its end.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Duties {
    /// By how they stand.
    pub tally: Tally,
    /// Of those in time: not yet due.
    pub running: u64,
    /// Of those that lapsed: so near before their due day as the standard warns (else a week).
    pub lapsed_near: u64,
    /// How many of those that lapsed would have been so near by chance, in millionths.
    pub(super) chance: i128,
}

impl Duties {
    /// Those met of those that are settled.
    pub fn rate(&self) -> Figure {
        let t = &self.tally;
        let met = t.in_time - self.running;
        percentage(met, met + t.breach_open + t.breach_closed + t.cannot_tell, t.cannot_tell)
    }

    /// How many of those that lapsed would have lapsed so near their due day by chance.
    pub fn by_chance(&self) -> Fraction {
        Fraction::new(self.chance, MILLION).unwrap_or(Fraction::whole(0))
    }
}

/// The longest run of days out of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Longest {
    /// In days, of those that are still open at the end of the period.
    pub open: u64,
    /// In days, of all that reach into the period.
    pub any: u64,
}

/// A record that began soon after one of the same subject had ended: what was owed begins anew.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reopening {
    /// The record.
    pub record: Row,
    /// The last day of the one before.
    pub ended: Day,
    /// Its first day.
    pub began: Day,
}

/// A standard over a period.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RatePeriod {
    /// First day.
    pub first: Day,
    /// Last day: what is later does not exist.
    pub last: Day,
    /// Children (workers, teams ...): the headline.
    pub subjects: Parts,
    /// Days of each of them.
    pub days: Parts,
    /// Obligations.
    pub duties: Duties,
    /// The longest run of days out of time.
    pub longest: Longest,
    /// Records that began soon after one had ended, in order of subject and day.
    pub reopened: Vec<Reopening>,
}

/// What a standard's rate is made of, period by period.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rates {
    /// The standard.
    pub standard: String,
    /// What it asks, as at the last day.
    pub title: String,
    /// What its subjects are called: `children`.
    pub subjects: String,
    /// How near its due day a duty must have lapsed to be counted: `5 days`.
    pub near: String,
    /// Periods, the oldest first.
    pub periods: Vec<RatePeriod>,
    /// What of it could not be counted.
    pub notes: Vec<String>,
}
