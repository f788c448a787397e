//! Days as people type them.

use crate::calendar::{Day, MONTHS, from_civil, parse_iso};
use std::time::{SystemTime, UNIX_EPOCH};

/// `2026-01-05`, `5 January 2026`, `5 Jan 2026` or `05/01/2026` (day first).
pub(crate) fn parse_day(text: &str) -> Result<Day, String> {
    let text = text.trim();
    let day = parse_iso(text).or_else(|| in_words(text)).or_else(|| with_slashes(text));
    day.ok_or_else(|| "this is no day: write 2026-01-05 or \"5 January 2026\"".to_owned())
}

fn in_words(text: &str) -> Option<Day> {
    let parts: Vec<&str> = text.split_whitespace().collect();
    let [day, month, year] = parts.as_slice() else { return None };
    let place = MONTHS.iter().position(|m| {
        let short = m.get(..3).unwrap_or(m);
        m.eq_ignore_ascii_case(month) || short.eq_ignore_ascii_case(month)
    })?;
    civil(year, place as u32 + 1, day)
}

fn with_slashes(text: &str) -> Option<Day> {
    let parts: Vec<&str> = text.split('/').collect();
    let [day, month, year] = parts.as_slice() else { return None };
    civil(year, month.parse().ok()?, day)
}

fn civil(year: &str, month: u32, day: &str) -> Option<Day> {
    let year = Some(year).filter(|y| y.len() == 4)?;
    from_civil(year.parse().ok()?, month, day.parse().ok()?)
}

/// Today by the clock of this machine: the one place where a day is not given by the user or the records.
pub(super) fn today() -> Day {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    i32::try_from(since.as_secs() / 86_400).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_usual_spellings_are_one_day() {
        let day = parse_iso("2026-01-05").unwrap();
        for text in ["2026-01-05", "5 January 2026", " 5 jan 2026 ", "05/01/2026"] {
            assert_eq!(parse_day(text), Ok(day), "{text}");
        }
        for text in ["2026-02-30", "5 Janvier 2026", "1/5", "tomorrow", "", "5 January 26"] {
            assert!(parse_day(text).is_err(), "{text}");
        }
    }
}
