//! The days on which people work: weekends and England's bank holidays, from their rules.

use super::error::DemoError;
use crate::calendar::{Amount, Calendar, Day, Unit, from_civil, is_weekend};
use std::collections::{BTreeMap, BTreeSet};

const FIRST_YEAR: i32 = 1995;
const LAST_YEAR: i32 = 2040;

/// Working days of the years that a demonstration can touch.
#[derive(Debug)]
pub(crate) struct Diary {
    calendar: Calendar,
}

impl Diary {
    /// The diary of 1995 to 2040.
    pub(crate) fn new() -> Result<Diary, DemoError> {
        let edge = |y, m, d| from_civil(y, m, d).ok_or(DemoError::Calendar);
        let holidays: BTreeMap<Day, String> =
            (FIRST_YEAR..=LAST_YEAR).flat_map(bank_holidays).map(|d| (d, String::new())).collect();
        let (first, last) = (edge(FIRST_YEAR, 1, 1)?, edge(LAST_YEAR, 12, 31)?);
        let calendar =
            Calendar::new(first, last, holidays, BTreeSet::new()).map_err(|_| DemoError::Calendar)?;
        Ok(Diary { calendar })
    }

    /// Whether people work on a day.
    pub(crate) fn works(&self, d: Day) -> bool {
        self.calendar.working.counts(d).unwrap_or(true)
    }

    /// The last working day on or before a day.
    pub(crate) fn back(&self, mut d: Day) -> Day {
        while !self.works(d) {
            d -= 1;
        }
        d
    }

    /// The first working day on or after a day.
    pub(crate) fn on(&self, mut d: Day) -> Day {
        while !self.works(d) {
            d += 1;
        }
        d
    }

    /// The n-th working day after a day; the day itself for 0.
    pub(crate) fn after(&self, d: Day, n: i32) -> Day {
        match u32::try_from(n) {
            Ok(n) if n > 0 => self.calendar.working.after(d, n).unwrap_or(d + n as i32),
            _ => d,
        }
    }

    /// The day an amount after a day.
    pub(crate) fn add(&self, d: Day, amount: Amount) -> Day {
        self.calendar.add_plain(d, amount).lo
    }
}

/// So many days.
pub(crate) fn days(n: u32) -> Amount {
    Amount::new(n, Unit::Days)
}

/// So many weeks.
pub(crate) fn weeks(n: u32) -> Amount {
    Amount::new(n, Unit::Weeks)
}

/// So many months.
pub(crate) fn months(n: u32) -> Amount {
    Amount::new(n, Unit::Months)
}

/// So many working days.
pub(crate) fn working(n: u32) -> Amount {
    Amount::new(n, Unit::WorkingDays)
}

/// England's bank holidays of a year, substitutes and one-off days among them.
fn bank_holidays(year: i32) -> Vec<Day> {
    let at = |m, d| from_civil(year, m, d).unwrap_or_default();
    let monday_on_or_after = |d: Day| d + (4 - d).rem_euclid(7); // day 4 of 1970 was a Monday
    let last_monday = |m, d| monday_on_or_after(at(m, d) - 6);
    let working = |mut d: Day| {
        while is_weekend(d) {
            d += 1;
        }
        d
    };
    let easter = easter(year);
    let mut list = vec![working(at(1, 1)), easter - 2, easter + 1, last_monday(8, 31)];
    list.push(match year {
        1995 | 2020 => at(5, 8),
        _ => monday_on_or_after(at(5, 1)),
    });
    match year {
        2002 => list.extend([at(6, 3), at(6, 4)]),
        2012 => list.extend([at(6, 4), at(6, 5)]),
        2022 => list.extend([at(6, 2), at(6, 3), at(9, 19)]),
        _ => list.push(last_monday(5, 31)),
    }
    match year {
        1999 => list.push(at(12, 31)),
        2011 => list.push(at(4, 29)),
        2023 => list.push(at(5, 8)),
        _ => {}
    }
    // The first of Christmas Day and Boxing Day to find a free day takes it; the other takes the next one.
    for day in [at(12, 25), at(12, 26)] {
        let mut free = working(day);
        while list.contains(&free) {
            free = working(free + 1);
        }
        list.push(free);
    }
    list
}

/// Easter Sunday (the anonymous Gregorian computus).
fn easter(year: i32) -> Day {
    let (a, b, c) = (year % 19, year / 100, year % 100);
    let h = (19 * a + b - b / 4 - (b - (b + 8) / 25 + 1) / 3 + 15) % 30;
    let l = (32 + 2 * (b % 4) + 2 * (c / 4) - h - c % 4) % 7;
    let m = (a + 11 * h + 22 * l) / 451;
    let n = h + l - 7 * m + 114;
    from_civil(year, (n / 31) as u32, (n % 31 + 1) as u32).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::parse_iso;

    #[test]
    fn known_holidays_are_no_working_days() {
        let diary = Diary::new().unwrap();
        let works = |s| diary.works(parse_iso(s).unwrap());
        for day in
            ["2020-05-08", "2020-12-25", "2020-12-28", "2021-04-02", "2021-04-05", "2021-12-27", "2021-12-28"]
        {
            assert!(!works(day), "{day}");
        }
        for day in
            ["2022-01-03", "2022-06-02", "2022-09-19", "2023-05-08", "2016-12-27", "2015-12-28", "2012-06-05"]
        {
            assert!(!works(day), "{day}");
        }
        assert!(works("2020-05-04") && works("2022-05-30") && works("2021-12-24"));
    }

    #[test]
    fn sums_follow_the_calendar() {
        let diary = Diary::new().unwrap();
        let at = |s| parse_iso(s).unwrap();
        assert_eq!(diary.after(at("2021-04-01"), 1), at("2021-04-06"));
        assert_eq!(diary.add(at("2021-01-31"), months(1)), at("2021-02-28"));
        assert_eq!(diary.back(at("2021-04-05")), at("2021-04-01"));
    }
}
