//! Calendar files: the bank holidays of a nation, as data with their source.

use super::toml_read::{Section, TomlText};
use crate::calendar::{Calendar, CalendarError, Day};
use crate::text::{Diagnostic, Diagnostics, Sources, Span};
use std::collections::{BTreeMap, BTreeSet};

const ENGLAND: &str = include_str!("../../rules/calendars/england.toml");

/// The longest stretch a calendar may cover, in days: about four centuries.
const LONGEST: i64 = 150_000;

/// What a calendar file says.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Holidays {
    /// The nation.
    pub name: String,
    /// First day covered.
    pub first: Day,
    /// Last day covered.
    pub last: Day,
    /// The day somebody last looked whether the days still hold.
    pub checked: Option<Day>,
    /// What the days rest on.
    pub sources: Vec<String>,
    /// Each holiday with its name.
    pub days: BTreeMap<Day, String>,
}

impl Holidays {
    /// Reads the text of a calendar file; the name is used in messages.
    pub fn parse(name: &str, text: &str, sources: &mut Sources) -> (Holidays, Diagnostics) {
        let mut toml = TomlText::new(name, text, sources);
        let table = toml.table();
        let whole = toml.span(0..0);
        let mut file = Section::new(&table, whole, &toml, "a calendar file");
        let holidays = read(&mut file, &mut toml);
        file.end(&mut toml);
        (holidays, toml.finish())
    }

    /// The calendar of these holidays and an authority's own closures.
    pub fn calendar(&self, closures: BTreeSet<Day>) -> Result<Calendar, CalendarError> {
        Calendar::new(self.first, self.last, self.days.clone(), closures)
    }
}

/// The bank holidays of England that are shipped with the program.
pub fn england_holidays() -> Holidays {
    // The shipped file has no fault (a test holds that), so there is nothing to report.
    Holidays::parse("england.toml", ENGLAND, &mut Sources::default()).0
}

/// England's calendar, 2000 to 2030, without closures of an authority.
pub fn england_calendar() -> Calendar {
    england_holidays().calendar(BTreeSet::new()).unwrap_or_default()
}

fn read(file: &mut Section<'_>, toml: &mut TomlText<'_>) -> Holidays {
    let name = file.need_text("name", toml).map(|t| t.0.to_owned()).unwrap_or_default();
    let first = file.need_day("first", toml);
    let last = file.need_day("last", toml);
    let checked = file.day("checked", toml).map(|d| d.0);
    let mut from = Vec::new();
    for mut part in file.sections("source", toml) {
        let what = part.need_text("what", toml).map(|t| t.0);
        let source = part.need_text("from", toml).map(|t| t.0);
        part.end(toml);
        from.extend(what.zip(source).map(|(w, s)| format!("{w}: {s}")));
    }
    let mut days = BTreeMap::new();
    match file.section("holidays", toml) {
        Some(list) => {
            for entry in list.entries() {
                let Some(day) = day_key(entry.key, entry.span, toml) else { continue };
                if let Some(words) = entry.item.text(toml, "the name of a holiday") {
                    days.insert(day, words.to_owned());
                }
            }
        }
        None => file.missing("holidays", toml),
    }
    let (Some((first, _)), Some((last, at))) = (first, last) else { return Holidays::default() };
    check_range(first, last, at, toml);
    Holidays { name, first, last, checked, sources: from, days }
}

fn check_range(first: Day, last: Day, at: Span, toml: &mut TomlText<'_>) {
    if last < first {
        toml.fault(Diagnostic::error("backwards", at, "the calendar ends before it begins"));
    } else if i64::from(last) - i64::from(first) > LONGEST {
        toml.fault(Diagnostic::error("too-long", at, "the calendar covers more than four centuries"));
    }
}

/// A day that stands as a key.
fn day_key(key: &str, span: Span, toml: &mut TomlText<'_>) -> Option<Day> {
    let day = crate::calendar::parse_iso(key);
    if day.is_none() {
        toml.fault(Diagnostic::error("bad-day", span, format!("`{key}` is no day")).help("write 2026-12-25"));
    }
    day
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::parse_iso;

    #[test]
    fn the_shipped_calendar_has_no_fault() {
        let mut sources = Sources::default();
        let (england, faults) = Holidays::parse("england.toml", ENGLAND, &mut sources);
        assert_eq!(faults.list, []);
        assert_eq!(england.days.len(), 254);
        assert_eq!(england_calendar().working.last, parse_iso("2030-12-31").unwrap());
    }

    #[test]
    fn a_slip_is_shown_with_its_line() {
        let mut sources = Sources::default();
        let text = "name = \"X\"\nfirst = 2020-01-01\nlast = 2021-01-01\nchekced = 2020-01-01\n[holidays]\n2020-02-30 = \"no\"\n";
        let (_, faults) = Holidays::parse("x.toml", text, &mut sources);
        let shown = crate::text::render_all(&sources, &faults, crate::text::Style::Plain);
        assert!(shown.contains("x.toml:4:1: error[unknown-key]: `chekced` means nothing in a calendar file"));
        assert!(shown.contains("did you mean `checked`?"));
        assert!(shown.contains("x.toml:6:1: error[bad-day]: `2020-02-30` is no day"), "{shown}");
    }
}
