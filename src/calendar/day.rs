//! A day as a whole number, with a first and a last that no calendar holds.

use chrono::{Datelike, Months, NaiveDate};

/// Days since 1 January 1970. `obligations.md` 1.1.
pub type Day = i32;

/// Before every day.
pub const ALWAYS: Day = i32::MIN;
/// After every day; also "missing": an event that never happens, an end not yet.
pub const NEVER: Day = i32::MAX;

const EPOCH_FROM_CE: i32 = 719_163;

fn date(day: Day) -> Option<NaiveDate> {
    NaiveDate::from_num_days_from_ce_opt(day.checked_add(EPOCH_FROM_CE)?)
}

fn day(date: NaiveDate) -> Day {
    date.num_days_from_ce() - EPOCH_FROM_CE
}

/// The day of a year, month and day of the month, if there is one.
pub fn from_civil(year: i32, month: u32, day_of_month: u32) -> Option<Day> {
    NaiveDate::from_ymd_opt(year, month, day_of_month).map(day)
}

/// Year, month, day of the month.
pub fn to_civil(d: Day) -> Option<(i32, u32, u32)> {
    date(d).map(|x| (x.year(), x.month(), x.day()))
}

/// The year of a day.
pub fn year_of(d: Day) -> Option<i32> {
    to_civil(d).map(|(year, _, _)| year)
}

/// A day as a number without a sign, in the same order: what is sorted with other numbers behind it.
#[inline]
pub fn sortable(d: Day) -> u32 {
    d.cast_unsigned() ^ 1 << 31
}

/// The day of such a number.
#[inline]
pub fn unsortable(n: u32) -> Day {
    (n ^ 1 << 31).cast_signed()
}

/// Saturday or Sunday.
pub fn is_weekend(d: Day) -> bool {
    // Day 0 was a Thursday.
    (i64::from(d) + 3).rem_euclid(7) >= 5
}

/// The Monday on or before a day.
pub(super) fn monday_of(d: Day) -> Day {
    // Day 0 was a Thursday.
    d.saturating_sub((i64::from(d) + 3).rem_euclid(7) as Day)
}

/// The corresponding date `months` later (or earlier), else the last day of that month (*Dodds v Walker*).
/// Days that stand for "never" and "always" stay what they are.
pub fn add_months(d: Day, months: i32) -> Day {
    if d == NEVER || d == ALWAYS {
        return d;
    }
    super::months::corresponding(d, months).unwrap_or_else(|| add_months_by_date(d, months))
}

/// The same reckoned by the library, for days that no table holds.
pub(super) fn add_months_by_date(d: Day, months: i32) -> Day {
    let moved = date(d).and_then(|x| match months >= 0 {
        true => x.checked_add_months(Months::new(months.unsigned_abs())),
        false => x.checked_sub_months(Months::new(months.unsigned_abs())),
    });
    match moved {
        Some(x) => day(x),
        None if months >= 0 => NEVER,
        None => ALWAYS,
    }
}

/// Whole months from one day to a later one: the greatest n with `add_months(from, n) <= to` (negative when earlier).
pub fn months_between(from: Day, to: Day) -> Option<i32> {
    let mut n = match (super::months::month_of(from), super::months::month_of(to)) {
        (Some((a, _)), Some((b, _))) => b as i32 - a as i32,
        _ => {
            let ((y1, m1, _), (y2, m2, _)) = (to_civil(from)?, to_civil(to)?);
            (y2 - y1) * 12 + m2 as i32 - m1 as i32
        }
    };
    while add_months(from, n) > to {
        n -= 1;
    }
    Some(n)
}

/// `2026-01-05`, if it is a real day.
pub fn parse_iso(text: &str) -> Option<Day> {
    let bytes = text.as_bytes();
    if bytes.len() != 10 || bytes.get(4) != Some(&b'-') || bytes.get(7) != Some(&b'-') {
        return None;
    }
    let part = |range: std::ops::Range<usize>| {
        let digits = text.get(range)?;
        digits.bytes().all(|b| b.is_ascii_digit()).then(|| digits.parse::<u32>().ok())?
    };
    from_civil(part(0..4)? as i32, part(5..7)?, part(8..10)?)
}

/// `2026-01-05`; empty for never and always.
pub fn to_iso(d: Day) -> String {
    to_civil(d).map(|(y, m, d)| format!("{y:04}-{m:02}-{d:02}")).unwrap_or_default()
}

/// The months by their names, in order.
pub const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// The number of a month, from 1, by its full name.
pub fn month_named(name: &str) -> Option<u32> {
    MONTHS.iter().position(|m| *m == name).map(|at| at as u32 + 1)
}

/// `5 January 2026`; empty for never and always.
pub fn to_long(d: Day) -> String {
    to_civil(d)
        .and_then(|(y, m, d)| MONTHS.get(m as usize - 1).map(|name| format!("{d} {name} {y}")))
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_and_its_text_agree() {
        let d = from_civil(2026, 1, 5).unwrap();
        assert_eq!(parse_iso("2026-01-05"), Some(d));
        assert_eq!(to_iso(d), "2026-01-05");
        assert_eq!(to_long(d), "5 January 2026");
        assert_eq!(parse_iso("2026-02-30"), None);
        assert_eq!(from_civil(1970, 1, 1), Some(0));
    }

    #[test]
    fn months_clamp_to_the_last_day() {
        let at = |s| parse_iso(s).unwrap();
        assert_eq!(add_months(at("2025-01-31"), 1), at("2025-02-28"));
        assert_eq!(add_months(at("2024-02-29"), 24), at("2026-02-28"));
        assert_eq!(add_months(NEVER, 1), NEVER);
        assert_eq!(months_between(at("2025-01-31"), at("2025-02-28")), Some(1));
        assert_eq!(months_between(at("2025-01-31"), at("2025-02-27")), Some(0));
    }
}
