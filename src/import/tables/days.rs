//! How fresh each file is, and which of its days cannot be right.

use super::settle::OpenReport;
use crate::calendar::{Day, NEVER, from_civil};
use crate::record::{Caseload, Shape, Table};
use std::collections::{BTreeMap, BTreeSet};

/// Nothing that an authority still works with began before this year; births are not looked at.
const FIRST_YEAR: i32 = 1980;

/// Rows of one file whose day cannot be right, each once whatever is made of it.
#[derive(Default)]
struct Odd {
    early: BTreeSet<u32>,
    late: BTreeSet<u32>,
}

/// Notes in each file's report the newest day on which something of it happened or was entered, and the rows whose day
/// lies before the records begin or after today.
pub(in crate::import) fn look_at_days(
    caseload: &Caseload,
    today: Day,
    reports: &mut BTreeMap<u16, OpenReport>,
) {
    let first = from_civil(FIRST_YEAR, 1, 1).unwrap_or(Day::MIN);
    let mut odd: BTreeMap<u16, Odd> = BTreeMap::new();
    for table in &caseload.tables {
        let shape = caseload.vocabulary.kind(table.kind).map(|k| k.shape);
        if shape.is_none_or(|s| s == Shape::Subject) {
            continue;
        }
        look_at(table, (first, today), reports, &mut odd);
    }
    for (file, odd) in odd {
        let Some(open) = reports.get_mut(&file) else { continue };
        odd.early.into_iter().for_each(|row| open.report.too_early.add(row));
        odd.late.into_iter().for_each(|row| open.report.too_late.add(row));
    }
}

fn look_at(
    table: &Table,
    (first, today): (Day, Day),
    reports: &mut BTreeMap<u16, OpenReport>,
    odd: &mut BTreeMap<u16, Odd>,
) {
    // Rows of one file follow each other: its newest day is kept at hand.
    let mut at: (u16, Option<Day>) = (0, None);
    let mut note = |(file, newest): (u16, Option<Day>)| {
        if let (Some(open), Some(day)) = (reports.get_mut(&file), newest) {
            open.report.newest = Some(open.report.newest.map_or(day, |n| n.max(day)));
        }
    };
    for row in 0..table.len() {
        let (file, number) = table.place(row);
        if file != at.0 {
            note(at);
            at = (file, None);
        }
        let start = table.start(row);
        for day in [start, table.recorded(row)].into_iter().filter(|d| (first..=today).contains(d)) {
            at.1 = at.1.max(Some(day));
        }
        if start != NEVER && start < first {
            odd.entry(file).or_default().early.insert(number);
        } else if start != NEVER && start > today {
            odd.entry(file).or_default().late.insert(number);
        }
    }
    note(at);
}
