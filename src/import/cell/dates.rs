//! Dates read from bytes, by table: no calendar sum is made for a cell.

use crate::calendar::{Day, from_civil};
use crate::import::mapping::DateForm;
use std::collections::BTreeSet;

const FIRST_YEAR: u32 = 1900;
const LAST_YEAR: u32 = 2199;

/// Reads dates in the forms a mapping allows.
#[derive(Debug, Clone)]
pub(in crate::import) struct DateReader {
    /// The day before the first, and the length, of each month from January 1900.
    months: Vec<(Day, u8)>,
    uk: bool,
    compact: bool,
    excel: bool,
}

/// A day, and whether a time of day other than midnight was dropped.
pub(in crate::import) type DayRead = (Day, bool);

impl DateReader {
    /// A reader of these forms. ISO dates are always read: no other form looks like them.
    pub(in crate::import) fn new(forms: &BTreeSet<DateForm>) -> DateReader {
        let mut months = Vec::with_capacity(((LAST_YEAR - FIRST_YEAR + 1) * 12) as usize);
        for year in FIRST_YEAR..=LAST_YEAR {
            for month in 1..=12 {
                let first = from_civil(year as i32, month, 1).unwrap_or_default();
                let days =
                    (28..=31).rev().find(|d| from_civil(year as i32, month, *d).is_some()).unwrap_or(28);
                months.push((first - 1, days as u8));
            }
        }
        let has = |form| forms.contains(&form);
        DateReader {
            months,
            uk: has(DateForm::Uk),
            compact: has(DateForm::Compact),
            excel: has(DateForm::Excel),
        }
    }

    /// The day of a text without blanks around it.
    pub(in crate::import) fn read(&self, text: &[u8]) -> Option<DayRead> {
        match text {
            [_, _, _, _, b'-', _, _, b'-', _, _] => {
                <&[u8; 10]>::try_from(text).ok().and_then(|t| self.iso(t)).map(|d| (d, false))
            }
            _ => self.other(text),
        }
    }

    /// `2026-01-05` and nothing else.
    #[inline]
    pub(in crate::import) fn iso(&self, text: &[u8; 10]) -> Option<Day> {
        match text {
            [y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2] => {
                let year = number([*y1, *y2, *y3, *y4])?;
                self.day(year, number([*m1, *m2])?, number([*d1, *d2])?)
            }
            _ => None,
        }
    }

    #[inline]
    fn day(&self, year: u32, month: u32, day: u32) -> Option<Day> {
        if !(1..=12).contains(&month) || !(FIRST_YEAR..=LAST_YEAR).contains(&year) {
            return None;
        }
        let (before, days) = self.months.get(((year - FIRST_YEAR) * 12 + month - 1) as usize)?;
        (day >= 1 && day <= u32::from(*days)).then_some(before + day as Day)
    }

    fn other(&self, text: &[u8]) -> Option<DayRead> {
        if let Some((date, time)) = text.split_at_checked(10)
            && date.get(4) == Some(&b'-')
            && matches!(time.first(), Some(b'T' | b't' | b' '))
        {
            let has_time = time_of_day(time.get(1..)?)?;
            return self.read(date).map(|(d, _)| (d, has_time));
        }
        let digits = text.iter().take_while(|b| b.is_ascii_digit()).count();
        if digits == text.len() && self.compact && digits == 8 {
            let part = |r| number_of(text.get(r)?);
            return Some((self.day(part(0..4)?, part(4..6)?, part(6..8)?)?, false));
        }
        if self.excel && digits == 5 && (text.len() == 5 || text.get(5) == Some(&b'.')) {
            let serial = number_of(text.get(..5)?)?;
            let fraction = text.get(6..).unwrap_or(&[]);
            let rest = fraction.iter().all(u8::is_ascii_digit).then_some(fraction)?;
            // 25569 is 1 January 1970; before 1 March 1900 Excel counts a day that never was.
            let day = serial as Day - 25_569;
            let last = self.months.last().map_or(0, |(d, n)| d + Day::from(*n));
            return (serial > 60 && day <= last).then_some((day, rest.iter().any(|b| *b != b'0')));
        }
        if self.uk { self.uk(text) } else { None }
    }

    /// `5/1/2026`, `05-01-2026`, `05.01.2026`, with or without a time of day.
    fn uk(&self, text: &[u8]) -> Option<DayRead> {
        let (date, has_time) = match text.iter().position(|b| *b == b' ') {
            Some(i) => (text.get(..i)?, time_of_day(text.get(i + 1..)?)?),
            None => (text, false),
        };
        let separator = *date.iter().find(|b| !b.is_ascii_digit())?;
        if !matches!(separator, b'/' | b'-' | b'.') {
            return None;
        }
        let mut parts = date.split(|b| *b == separator);
        let (d, m, y) = (parts.next()?, parts.next()?, parts.next()?);
        if parts.next().is_some() || d.len() > 2 || m.len() > 2 || y.len() != 4 {
            return None;
        }
        Some((self.day(number_of(y)?, number_of(m)?, number_of(d)?)?, has_time))
    }
}

#[inline]
fn number<const N: usize>(digits: [u8; N]) -> Option<u32> {
    let mut n = 0;
    for b in digits {
        let d = b.wrapping_sub(b'0');
        if d > 9 {
            return None;
        }
        n = n * 10 + u32::from(d);
    }
    Some(n)
}

fn number_of(digits: &[u8]) -> Option<u32> {
    if digits.is_empty() || digits.len() > 8 {
        return None;
    }
    digits.iter().try_fold(0, |n, b| Some(n * 10 + number([*b])?))
}

/// Whether a time of day is other than midnight; nothing when it is no time of day.
fn time_of_day(text: &[u8]) -> Option<bool> {
    let zone = text.iter().position(|b| matches!(b, b'Z' | b'+' | b'-')).unwrap_or(text.len());
    let (clock, zone) = text.split_at_checked(zone)?;
    let fits = |b: &u8| b.is_ascii_digit() || matches!(b, b':' | b'.' | b' ' | b'A' | b'P' | b'M');
    let plain = !clock.is_empty() && clock.len() <= 24 && clock.first().is_some_and(u8::is_ascii_digit);
    let zone_fits =
        zone.len() <= 6 && zone.iter().all(|b| b.is_ascii_digit() || matches!(b, b'Z' | b'+' | b'-' | b':'));
    (plain && zone_fits && clock.iter().all(fits)).then(|| clock.iter().any(|b| (b'1'..=b'9').contains(b)))
}
