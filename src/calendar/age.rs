//! Ages and birthdays: attained at the start of the birthday.

use super::day::{Day, NEVER, add_months, from_civil, months_between, to_civil};
use super::months::month_of;
use super::table::Calendar;

impl Calendar {
    /// The n-th birthday of somebody born on `born`.
    pub fn birthday(&self, born: Day, n: i32) -> Day {
        let plain = add_months(born, n.saturating_mul(12));
        if let Some((month, before)) = month_of(born)
            && (month % 12, before) != (1, 28)
        {
            // Not born on 29 February.
            return plain;
        }
        match (to_civil(born), to_civil(plain)) {
            (Some((_, 2, 29)), Some((y, 2, 28))) if !self.leap_birthday_28_february => {
                from_civil(y, 3, 1).unwrap_or(plain)
            }
            _ => plain,
        }
    }

    /// Whole years of age on a day; `None` when born later or unknown.
    pub fn age(&self, born: Day, on: Day) -> Option<i32> {
        if born == NEVER || born > on {
            return None;
        }
        let mut n = months_between(born, on)? / 12;
        while self.birthday(born, n) > on {
            n -= 1;
        }
        while self.birthday(born, n + 1) <= on {
            n += 1;
        }
        Some(n)
    }
}
