//! Windows: which days count, as asked on a day (2.2, 6.14), and distinct days on which a record is open.

use super::Reading;
use super::cond::Ask;
use super::evidence::Ev;
use super::subject::Subject;
use super::tri::Tri;
use super::value::It;
use crate::support::world::{Days, id_order};
use duecare::calendar::{Amount, Day};
use duecare::lang::checked::{LimitAmount, RecordDay, Thing, Window};
use duecare::record::Shape;
use std::collections::{BTreeMap, BTreeSet};

impl Reading<'_> {
    /// An amount of a condition on the day asked.
    pub(crate) fn amount_asked(&self, amount: &LimitAmount, ask: &Ask) -> Option<Amount> {
        match amount {
            LimitAmount::Fixed(a) => Some(*a),
            other => self.amount(self.version_on(ask.day), other, ask.this, ask.day).map(|a| a.0),
        }
    }

    /// Whether a record counts in a window: by its day, or by any day at whose close it was open.
    pub(crate) fn inside(&self, thing: &Thing, window: &Window, rec: usize, ask: &Ask) -> Tri {
        if let Window::InLastOf(n, things) = window {
            return self.among_latest(*n, things, rec, ask);
        }
        match thing.by {
            RecordDay::Open => {
                let days = self.open_days(rec, ask.day);
                days.map(|d| self.day_in(window, d, ask)).max().unwrap_or(Tri::False)
            }
            _ => match self.own_day(thing, rec, ask.day) {
                Some(day) => self.day_in(window, day, ask),
                None => Tri::False,
            },
        }
    }

    /// The days at whose close a record was open, as far as can be seen.
    pub(crate) fn open_days(&self, rec: usize, sees: Day) -> std::ops::RangeInclusive<Day> {
        let r = &self.world.records[rec];
        let start = r.start.unwrap_or(Day::MAX);
        let period = self.world.shape(r.kind) == Shape::Period;
        match r.end.filter(|e| *e <= sees && period) {
            Some(end) => start..=end.saturating_sub(1),
            None => start..=sees,
        }
    }

    /// Whether a day lies in a window.
    pub(crate) fn day_in(&self, window: &Window, x: Day, ask: &Ask) -> Tri {
        let calendar = &self.world.calendar;
        let on_or_before = |x: Day, (lo, hi): Days| Tri::among([x <= lo, x <= hi]);
        let on_or_after = |x: Day, (lo, hi): Days| Tri::among([x >= lo, x >= hi]);
        let known = |d| self.days_of(d, ask);
        match window {
            Window::InLast(amount) => match self.amount_asked(amount, ask) {
                Some(a) if x <= ask.day => on_or_before(ask.day, calendar.plus(x, a)),
                Some(_) => Tri::False,
                None => Tri::Unknown,
            },
            Window::Before(amount, d) => match (self.amount_asked(amount, ask), known(d)) {
                (Some(a), Some(d)) => {
                    let (lo, hi) = calendar.plus(x, a);
                    on_or_before(x, d).min(Tri::among([d.1 <= lo, d.0 <= hi]))
                }
                _ => Tri::Unknown,
            },
            Window::After(amount, d) => match (self.amount_asked(amount, ask), known(d)) {
                (Some(a), Some(d)) => {
                    let sum = (calendar.plus(d.0, a).0, calendar.plus(d.1, a).1);
                    on_or_after(x, d).min(on_or_before(x, sum))
                }
                _ => Tri::Unknown,
            },
            Window::Between(a, b) => match (known(a), known(b)) {
                (Some(a), Some(b)) => on_or_after(x, a).min(on_or_before(x, b)),
                _ => Tri::Unknown,
            },
            Window::BeforeDay(d) => known(d).map_or(Tri::Unknown, |d| Tri::among([x < d.0, x < d.1])),
            Window::AfterDay(d) => known(d).map_or(Tri::Unknown, |d| Tri::among([x > d.0, x > d.1])),
            Window::OnDay(d) => known(d).map_or(Tri::Unknown, |d| on_or_after(x, d).min(on_or_before(x, d))),
            other => panic!("the reference does not look into {other:?}"),
        }
    }

    /// Whether a record is among the latest n of some things, in order of day, then id (2.3).
    fn among_latest(&self, n: u32, things: &Thing, rec: usize, ask: &Ask) -> Tri {
        let found = self.in_order(things, ask);
        let Some(mine) = found.iter().find(|e| e.rec == rec) else { return Tri::False };
        let id = |e: &Ev| self.world.records[e.rec].id.as_str();
        let later = |e: &&Ev| e.day > mine.day || e.day == mine.day && id_order(id(e), id(mine)).is_gt();
        let sure = found.iter().filter(later).filter(|e| e.sure).count();
        let perhaps = found.iter().filter(later).count();
        let among = Tri::among([sure < n as usize, perhaps < n as usize]);
        among.min(if mine.sure { Tri::True } else { Tri::Unknown })
    }

    /// How many of the latest n of some things there are, over every reading of which those are.
    pub(crate) fn count_latest(&self, thing: &Thing, n: u32, things: &Thing, ask: &Ask) -> (i64, i64) {
        let id = |e: &Ev| self.world.records[e.rec].id.as_str();
        let mut members = self.in_order(things, ask);
        members.sort_by(|a, b| b.day.cmp(&a.day).then_with(|| id_order(id(b), id(a))));
        let pool = self.pool(thing, ask);
        let counts = readings(&members, n).into_iter().map(|latest| {
            let (mut sure, mut perhaps) = (0, 0);
            for rec in latest.into_iter().filter(|r| pool.contains(r)) {
                let day = self.own_day(thing, rec, ask.day);
                let test = day.map_or(Tri::False, |day| self.test(thing, rec, ask.this, day));
                sure += i64::from(test == Tri::True);
                perhaps += i64::from(test != Tri::False);
            }
            (sure, perhaps)
        });
        let counts: Vec<(i64, i64)> = counts.collect();
        let least = counts.iter().map(|c| c.0).min().unwrap_or(0);
        (least, counts.iter().map(|c| c.1).max().unwrap_or(0))
    }

    /// Distinct days from one to another at whose close such a record is open.
    pub(crate) fn days_of_evidence(&self, thing: &Thing, subject: &Subject, from: Day, last: Day) -> Vec<Ev> {
        let ask = Ask { it: It::Subject(subject), this: subject, day: self.day };
        let mut out: Vec<Ev> = Vec::new();
        for rec in self.pool(thing, &ask) {
            let Some(start) = self.world.records[rec].start.filter(|s| *s <= self.day) else { continue };
            let test = self.test(thing, rec, subject, start);
            let days = self.open_days(rec, self.day).filter(|d| from <= *d && *d <= last);
            if test != Tri::False {
                out.extend(days.map(|day| Ev { day, rec, sure: test == Tri::True }));
            }
        }
        let mut each: BTreeMap<Day, Ev> = BTreeMap::new();
        for e in out {
            let same = each.entry(e.day).or_insert(e);
            same.sure |= e.sure;
        }
        each.into_values().collect()
    }

    /// Distinct days of the window, up to the day asked, at whose close such a record is open: surely, and perhaps.
    pub(crate) fn count_days(&self, thing: &Thing, ask: &Ask) -> (i64, i64) {
        let (mut sure, mut perhaps) = (BTreeSet::new(), BTreeSet::new());
        for rec in self.pool(thing, ask) {
            let Some(day) = self.world.records[rec].start.filter(|s| *s <= ask.day) else { continue };
            let test = self.test(thing, rec, ask.this, day);
            if test == Tri::False {
                continue;
            }
            for d in self.open_days(rec, ask.day) {
                let inside = match &thing.window {
                    None => Tri::True,
                    Some(Window::InLastOf(n, things)) => self.among_latest(*n, things, rec, ask),
                    Some(w) => self.day_in(w, d, ask),
                };
                match test.min(inside) {
                    Tri::True => {
                        sure.insert(d);
                        perhaps.insert(d);
                    }
                    Tri::False => {}
                    _ => {
                        perhaps.insert(d);
                    }
                }
            }
        }
        (sure.len() as i64, perhaps.len() as i64)
    }
}

/// The latest n of some, in every reading: with and without each that may be none.
fn readings(latest_first: &[Ev], n: u32) -> Vec<Vec<usize>> {
    let Some((first, rest)) = latest_first.split_first().filter(|_| n > 0) else { return vec![Vec::new()] };
    let mut out = readings(rest, n - 1);
    out.iter_mut().for_each(|r| r.push(first.rec));
    if !first.sure {
        out.extend(readings(rest, n));
    }
    out
}
