//! Corresponding dates from a table: months are added for every child, and the library reckons each from the year 1.

use super::day::{Day, from_civil};
use std::sync::OnceLock;

/// The years the table holds; others are reckoned one by one.
const YEARS: std::ops::Range<i32> = 1980..2080;

/// Which month of the table each day lies in, and the first day of each month.
struct Months {
    first: Day,
    /// The month of each day, from `first` on.
    month: Vec<u16>,
    /// The first day of each month, and the day behind the last.
    starts: Vec<Day>,
}

fn table() -> &'static Months {
    static TABLE: OnceLock<Months> = OnceLock::new();
    TABLE.get_or_init(|| {
        let months = YEARS.flat_map(|year| (1..=12).map(move |month| (year, month)));
        let starts: Vec<Day> =
            months.chain([(YEARS.end, 1)]).filter_map(|(year, month)| from_civil(year, month, 1)).collect();
        let mut month = Vec::new();
        for (i, pair) in starts.windows(2).enumerate() {
            if let [from, to] = pair {
                month.extend(std::iter::repeat_n(i as u16, to.saturating_sub(*from) as usize));
            }
        }
        Months { first: starts.first().copied().unwrap_or(0), month, starts }
    })
}

/// The number of the month a day lies in, January being a multiple of twelve, and how many days of it lie before;
/// nothing outside the table.
#[inline]
pub(super) fn month_of(d: Day) -> Option<(usize, Day)> {
    let table = table();
    let place = usize::try_from(d.checked_sub(table.first)?).ok()?;
    let month = usize::from(*table.month.get(place)?);
    Some((month, d - table.starts.get(month)?))
}

/// The corresponding date some months away, else the last day of that month; `None` outside the table.
#[inline]
pub(super) fn corresponding(d: Day, months: i32) -> Option<Day> {
    let (month, within) = month_of(d)?;
    let table = table();
    let moved = month.checked_add_signed(months as isize)?;
    let (from, to) = (table.starts.get(moved)?, table.starts.get(moved + 1)?);
    Some((from + within).min(to - 1))
}

#[cfg(test)]
mod tests {
    use super::super::day::add_months_by_date;
    use super::*;

    #[test]
    fn the_table_and_the_library_agree_on_every_day() {
        let (first, last) = (from_civil(1979, 12, 20).unwrap(), from_civil(2080, 1, 10).unwrap());
        for d in first..=last {
            for months in [-600, -25, -12, -1, 0, 1, 2, 3, 6, 11, 12, 13, 24, 60, 1300] {
                if let Some(found) = corresponding(d, months) {
                    assert_eq!(found, add_months_by_date(d, months), "{d} and {months} months");
                }
            }
        }
        assert_eq!(corresponding(from_civil(2024, 1, 31).unwrap(), 1), from_civil(2024, 2, 29));
        assert_eq!(corresponding(first, 1), None);
    }
}
