//! The calendar of an authority: whose bank holidays, closures, outages, school days, slots, leap birthdays.

use crate::calendar::{Amount, Calendar, CalendarError, Day, Outage, SlotList, Unit, add_months};
use crate::import::calendar_file::england_holidays;
use crate::import::placed::Placed;
use crate::import::toml_read::{Item, Section, TomlText};
use crate::text::{Diagnostic, Span};
use std::collections::BTreeSet;

/// A century of months.
const MOST_PIECES: i32 = 1200;

/// The table `[calendar]`, England's calendar when there is none; and the standards that its outages name.
pub(super) fn read(part: Option<Section<'_>>, toml: &mut TomlText<'_>) -> (Calendar, Vec<Placed>) {
    let holidays = england_holidays();
    let Some(mut part) = part else {
        return (holidays.calendar(BTreeSet::new()).unwrap_or_default(), Vec::new());
    };
    if let Some((nation, span)) = part.text("holidays", toml)
        && nation != "england"
    {
        let fault = Diagnostic::error("unknown-calendar", span, format!("there is no calendar `{nation}`"));
        toml.fault(fault.help("known: england"));
    }
    let closures: BTreeSet<Day> = days(part.item("closures"), toml, "a closure").into_iter().collect();
    let (mut outages, mut named) = (Vec::new(), Vec::new());
    for mut item in part.sections("outages", toml) {
        item.name("an outage");
        let what = item.need_text("what", toml).map(|t| t.0.to_owned());
        let found = stretch(&mut item, toml);
        let given = item.item("exempts").is_some();
        let list: Vec<Placed> = item.texts("exempts", toml).into_iter().map(Placed::from).collect();
        item.end(toml);
        let exempts = given.then(|| list.iter().map(|p| p.text.clone()).collect());
        named.extend(list);
        outages.extend(found.zip(what).map(|((from, until), what)| Outage { from, until, what, exempts }));
    }
    outages.sort_by_key(|o| (o.from, o.until));
    let mut calendar = holidays.calendar(closures).unwrap_or_default();
    calendar.outages = outages;
    calendar.leap_birthday_28_february = leap_birthday(part.text("leap-birthday", toml), toml);
    if let Some(school) = part.section("school", toml) {
        read_school(school, &mut calendar, toml);
    }
    if let Some(slots) = part.section("slots", toml) {
        read_slots(&slots, &mut calendar, toml);
    }
    part.end(toml);
    (calendar, named)
}

fn leap_birthday(said: Option<(&str, Span)>, toml: &mut TomlText<'_>) -> bool {
    match said {
        None => false,
        Some(("1 March", _)) => false,
        Some(("28 February", _)) => true,
        Some((other, span)) => {
            let fault = Diagnostic::error("bad-value", span, format!("`{other}` is no leap birthday"));
            toml.fault(fault.help("write \"1 March\" (the law of England) or \"28 February\""));
            false
        }
    }
}

/// The school terms, and the days in them on which school is closed. Each term is also a slot of the name `term`,
/// unless the authority lists slots of that name.
fn read_school(mut school: Section<'_>, calendar: &mut Calendar, toml: &mut TomlText<'_>) {
    let terms = stretches(school.sections("terms", toml), toml);
    let closed: BTreeSet<Day> = days(school.item("closed"), toml, "a closed day").into_iter().collect();
    let span = school.span;
    school.end(toml);
    calendar.set_school(&terms, &closed);
    set_slots("term", terms, span, calendar, toml);
}

fn read_slots(slots: &Section<'_>, calendar: &mut Calendar, toml: &mut TomlText<'_>) {
    for entry in slots.entries() {
        let parts = entry.item.as_list(toml).unwrap_or_else(|| vec![entry.item]);
        let sections: Vec<_> = parts.iter().filter_map(|p| p.as_section(toml, "a slot")).collect();
        if sections.len() < parts.len() {
            entry.item.wrong(toml, &format!("`{}`", entry.key), "a list of { from = ..., until = ... }");
        }
        let list = stretches(sections, toml);
        set_slots(entry.key, list, entry.span, calendar, toml);
    }
}

fn set_slots(name: &str, list: SlotList, span: Span, calendar: &mut Calendar, toml: &mut TomlText<'_>) {
    if let Err(e) = calendar.set_slots(name, list) {
        let words = match e {
            CalendarError::Slots { .. } | CalendarError::Backwards { .. } => e.to_string(),
        };
        toml.fault(Diagnostic::error("bad-slots", span, words));
    }
}

fn stretches(parts: Vec<Section<'_>>, toml: &mut TomlText<'_>) -> SlotList {
    let mut out = SlotList::new();
    for mut part in parts {
        // A name is for the reader of the file: `{ name = "Autumn 2025", from = ..., until = ... }`.
        part.text("name", toml);
        let every = part.text("every", toml);
        if let Some((from, until)) = stretch(&mut part, toml) {
            match every {
                None => out.push((from, until)),
                Some((text, at)) => out.extend(pieces(from, until, text, at, toml)),
            }
        }
        part.end(toml);
    }
    out.sort_unstable();
    out
}

/// A long stretch cut into equal ones: `{ from = 2015-04-01, until = 2030-03-31, every = "12 months" }`.
fn pieces(from: Day, until: Day, every: &str, at: Span, toml: &mut TomlText<'_>) -> SlotList {
    let months = match Amount::parse(every).filter(|a| a.count > 0 && a.count <= 120) {
        Some(Amount { count, unit: Unit::Months }) => count,
        Some(Amount { count, unit: Unit::Years }) => count * 12,
        _ => {
            let fault =
                Diagnostic::error("bad-value", at, format!("`{every}` is no number of months or years"));
            toml.fault(fault.help("write \"12 months\""));
            return Vec::new();
        }
    };
    let mut out = SlotList::new();
    for i in 0..MOST_PIECES {
        let a = add_months(from, i * months as i32);
        if a > until {
            break;
        }
        out.push((a, (add_months(from, (i + 1) * months as i32) - 1).min(until)));
    }
    out
}

fn stretch(part: &mut Section<'_>, toml: &mut TomlText<'_>) -> Option<(Day, Day)> {
    let from = part.need_day("from", toml);
    let until = part.need_day("until", toml);
    let ((from, _), (until, at)) = from.zip(until)?;
    if until < from {
        toml.fault(Diagnostic::error("backwards", at, "it ends before it begins"));
        return None;
    }
    Some((from, until))
}

/// A list of days; a day may be `{ day = ..., why = "..." }`, and a run of days `{ from = ..., until = ... }`.
fn days(item: Option<Item<'_>>, toml: &mut TomlText<'_>, what: &str) -> Vec<Day> {
    let Some(item) = item else { return Vec::new() };
    let Some(list) = item.as_list(toml) else {
        item.wrong(toml, what, "a list of days");
        return Vec::new();
    };
    let mut out = Vec::new();
    for one in list {
        let Some(mut part) = one.as_section(toml, what) else {
            out.extend(one.day(toml, what));
            continue;
        };
        part.text("why", toml);
        if let Some((day, _)) = part.day("day", toml) {
            out.push(day);
        } else if let Some((from, until)) = stretch(&mut part, toml) {
            // A closure of more than a year is a slip of the hand, not a closure.
            match until - from {
                ..=366 => out.extend(from..=until),
                _ => one.wrong(toml, what, "no longer than a year"),
            }
        }
        part.end(toml);
    }
    out
}
