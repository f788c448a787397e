//! An amount: one number and one unit, never mixed or converted.

use std::fmt;

/// What an amount counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Unit {
    /// Calendar days.
    Days,
    /// Seven days.
    Weeks,
    /// Months by corresponding date.
    Months,
    /// Twelve months.
    Years,
    /// Monday to Friday without bank holidays and the authority's closures.
    WorkingDays,
    /// The days of the authority's school calendar.
    SchoolDays,
}

impl Unit {
    /// The word after a number that is not 1.
    pub fn plural(self) -> &'static str {
        match self {
            Unit::Days => "days",
            Unit::Weeks => "weeks",
            Unit::Months => "months",
            Unit::Years => "years",
            Unit::WorkingDays => "working days",
            Unit::SchoolDays => "school days",
        }
    }

    /// The word after 1.
    pub fn singular(self) -> &'static str {
        match self {
            Unit::Days => "day",
            Unit::Weeks => "week",
            Unit::Months => "month",
            Unit::Years => "year",
            Unit::WorkingDays => "working day",
            Unit::SchoolDays => "school day",
        }
    }

    /// The unit a word names, singular or plural.
    pub fn named(word: &str) -> Option<Unit> {
        [Unit::Days, Unit::Weeks, Unit::Months, Unit::Years, Unit::WorkingDays, Unit::SchoolDays]
            .into_iter()
            .find(|u| u.plural() == word || u.singular() == word)
    }
}

/// A number of units.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Amount {
    /// How many.
    pub count: u32,
    /// Of what.
    pub unit: Unit,
}

impl Amount {
    /// An amount of a number and a unit.
    pub fn new(count: u32, unit: Unit) -> Amount {
        Amount { count, unit }
    }

    /// How many days it always is, whatever it is counted from; nothing for months, years and days that are picked.
    pub fn days(self) -> Option<i32> {
        match self.unit {
            Unit::Days => i32::try_from(self.count).ok(),
            Unit::Weeks => i32::try_from(self.count).ok()?.checked_mul(7),
            _ => None,
        }
    }

    /// `4 weeks`, `1 working day`; underscores may stand for blanks (as in data files).
    pub fn parse(text: &str) -> Option<Amount> {
        let text = text.trim().replace('_', " ");
        let (count, unit) = text.split_once(' ')?;
        Some(Amount { count: count.parse().ok()?, unit: Unit::named(unit.trim())? })
    }
}

impl fmt::Display for Amount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let word = if self.count == 1 { self.unit.singular() } else { self.unit.plural() };
        write!(f, "{} {word}", self.count)
    }
}
