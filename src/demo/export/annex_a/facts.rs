//! What several lists ask: who a child is, and who was responsible on a day.

use super::book::Cell;
use super::codes;
use crate::calendar::{Day, add_months, months_between};
use crate::demo::export::extract::{Extract, Groups, Row, of};
use crate::demo::export::people::{Person, people};
use crate::demo::export::period::{Period, periods};
use std::collections::BTreeMap;

/// Everything that is looked up while the lists are written.
pub(super) struct Facts<'e> {
    pub(super) extract: &'e Extract,
    pub(super) last: Day,
    pub(super) periods: Vec<Period<'e>>,
    people: BTreeMap<&'e str, Person<'e>>,
    involved: Groups<'e>,
    teams: BTreeMap<&'e str, &'e str>,
    workers: BTreeMap<&'e str, &'e str>,
    unaccompanied: Groups<'e>,
}

impl<'e> Facts<'e> {
    pub(super) fn new(extract: &'e Extract) -> Facts<'e> {
        let named =
            |table, id, name| extract.rows(table).map(|r: Row<'e>| (r.get(id), r.get(name))).collect();
        let mut involved = extract.by("ssd_involvements", "invo_person_id");
        for rows in involved.values_mut() {
            rows.retain(|r| r.get("invo_professional_role_id") == "SW");
            rows.sort_by_key(|r| r.day("invo_involvement_start_date"));
        }
        Facts {
            extract,
            last: extract.last,
            periods: periods(extract),
            people: people(extract).into_iter().map(|p| (p.id, p)).collect(),
            involved,
            teams: named("ssd_department", "dept_team_id", "dept_team_name"),
            workers: named("ssd_professionals", "prof_professional_id", "prof_professional_name"),
            unaccompanied: extract.by("ssd_immigration_status", "immi_person_id"),
        }
    }

    /// The first columns of a list: id, gender, ethnicity, birth, age.
    pub(super) fn child(&self, id: &'e str) -> Vec<Cell<'e>> {
        let person = self.people.get(id);
        let born = person.and_then(|p| p.born.or(p.due));
        vec![
            Cell::Text(id),
            Cell::Text(codes::gender(person.map_or("U", |p| p.sex))),
            Cell::Text(codes::ethnicity(person.map_or("NOBT", |p| p.ethnicity))),
            Cell::Day(born),
            self.age(born),
        ]
    }

    fn age(&self, born: Option<Day>) -> Cell<'e> {
        let months = born.and_then(|b| months_between(b, self.last)).filter(|m| *m >= 0);
        months.map_or(Cell::Text(""), |m| Cell::Number(m as usize / 12))
    }

    /// Whether the child has a disability.
    pub(super) fn disabled(&self, id: &str) -> Cell<'e> {
        Cell::Text(codes::yes_no(self.people.get(id).is_some_and(|p| !p.disabilities.is_empty())))
    }

    /// Whether the child sought asylum alone, and still did since a day.
    pub(super) fn unaccompanied(&self, id: &str, since: Day) -> Cell<'e> {
        let asks = |r: &Row<'_>| {
            r.get("immi_immigration_status") == "UASC"
                && r.day("immi_immigration_status_end_date").is_none_or(|u| u > since)
        };
        Cell::Text(codes::yes_no(of(&self.unaccompanied, id).iter().any(asks)))
    }

    /// Team and worker responsible on a day, in their names; before anybody was, whoever came first.
    pub(super) fn allocated(&self, id: &str, day: Day) -> [Cell<'e>; 2] {
        let list = of(&self.involved, id);
        let begun = |r: &&Row<'e>| r.day("invo_involvement_start_date").is_some_and(|d| d <= day);
        let open = |r: &&Row<'e>| r.day("invo_involvement_end_date").is_none_or(|d| d > day);
        let found =
            list.iter().rev().filter(begun).find(open).or(list.iter().rev().find(begun)).or(list.first());
        let named = |names: &BTreeMap<&'e str, &'e str>, column| {
            let key = found.map_or("", |r| r.get(column));
            Cell::Text(names.get(key).copied().unwrap_or(""))
        };
        [named(&self.teams, "invo_professional_team"), named(&self.workers, "invo_professional_id")]
    }

    /// A worker's name.
    pub(super) fn worker(&self, id: &str) -> Cell<'e> {
        Cell::Text(self.workers.get(id).copied().unwrap_or(""))
    }

    /// The day that counts for a row that ended: that day, or the last.
    pub(super) fn until(&self, end: Option<Day>) -> Day {
        end.map_or(self.last, |end| end.min(self.last))
    }

    /// The first day of the last twelve months.
    pub(super) fn year_ago(&self) -> Day {
        add_months(self.last, -12)
    }

    /// How many rows lie in the last twelve months.
    pub(super) fn in_year(&self, rows: &[Row<'_>], column: &str) -> Cell<'e> {
        let lies = |d: Day| d > self.year_ago() && d <= self.last;
        Cell::Number(rows.iter().filter(|r| r.day(column).is_some_and(lies)).count())
    }
}

/// The latest row whose day lies from a first day to a last.
pub(super) fn latest<'e>(
    rows: &[Row<'e>],
    column: &str,
    (from, until): (Option<Day>, Day),
    counts: impl Fn(&Row<'e>) -> bool,
) -> Option<Row<'e>> {
    let lies = |r: &&Row<'e>| r.day(column).is_some_and(|d| Some(d) >= from && d <= until);
    rows.iter().filter(lies).filter(|r| counts(r)).max_by_key(|r| r.day(column)).copied()
}

/// The day of such a row.
pub(super) fn latest_day<'e>(
    rows: &[Row<'e>],
    column: &str,
    time: (Option<Day>, Day),
    counts: impl Fn(&Row<'e>) -> bool,
) -> Cell<'e> {
    Cell::Day(latest(rows, column, time, counts).and_then(|r| r.day(column)))
}
