//! Sums done again, day by day, from the calendar's own days.

use duecare::calendar::{AddOptions, Amount, Calendar, Day, Unit, add_months, is_weekend};

/// The day an amount gives; nothing where the calendar does not reach.
pub(crate) fn add(calendar: &Calendar, day: Day, amount: Amount, options: AddOptions) -> Option<Day> {
    let from = day - i32::from(options.counting);
    let n = amount.count as i32;
    let sum = match amount.unit {
        Unit::Days => from + n,
        Unit::Weeks => from + 7 * n,
        Unit::Months => add_months(from, n),
        Unit::Years => add_months(from, 12 * n),
        Unit::WorkingDays | Unit::SchoolDays => walk(calendar, from, n, amount.unit)?,
    };
    if options.roll && counts(calendar, sum, Unit::WorkingDays)? == 0 {
        return walk(calendar, sum, 1, Unit::WorkingDays);
    }
    Some(sum)
}

/// The last day from which an amount is in time for a day.
pub(crate) fn back(calendar: &Calendar, day: Day, amount: Amount) -> Option<Day> {
    (day - 1000..=day).rev().find(|x| {
        let sum = add(calendar, *x, amount, AddOptions::default());
        sum.is_some_and(|sum| sum <= day)
    })
}

/// 1 for a day that counts, 0 for one that does not; nothing where the calendar does not reach.
pub(crate) fn counts(calendar: &Calendar, day: Day, unit: Unit) -> Option<i32> {
    match unit {
        Unit::WorkingDays if day < calendar.working.first || day > calendar.working.last => None,
        Unit::WorkingDays => {
            let off =
                is_weekend(day) || calendar.holidays.contains_key(&day) || calendar.closures.contains(&day);
            Some(i32::from(!off))
        }
        Unit::SchoolDays => calendar.school.counts(day).map(i32::from),
        _ => Some(1),
    }
}

fn walk(calendar: &Calendar, from: Day, n: i32, unit: Unit) -> Option<Day> {
    let (mut day, mut left) = (from, n);
    while left > 0 {
        day += 1;
        left -= counts(calendar, day, unit)?;
    }
    Some(day)
}
