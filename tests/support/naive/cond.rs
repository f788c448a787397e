//! Conditions asked on a day (2.2).

use super::Reading;
use super::subject::Subject;
use super::tri::{Tri, compare};
use super::value::{It, Known};
use crate::support::world::{Days, Val};
use duecare::calendar::Day;
use duecare::lang::checked::{
    Cmp, Cond, Count, FieldRef, Leaf, LimitAmount, Literal, Quantity, SettingValue, State, Window,
};
use duecare::record::Shape;

/// Who is asked, about whom, on which day.
#[derive(Clone, Copy)]
pub(crate) struct Ask<'s> {
    /// The record tested.
    pub(crate) it: It<'s>,
    /// The subject of the standard.
    pub(crate) this: &'s Subject,
    pub(crate) day: Day,
}

impl Reading<'_> {
    /// Asks a condition of a subject.
    pub(crate) fn ask(&self, cond: &Cond, subject: &Subject, day: Day) -> Tri {
        if cond.is_true() {
            return Tri::True;
        }
        self.tri(cond, &Ask { it: It::Subject(subject), this: subject, day })
    }

    /// Asks a condition.
    pub(crate) fn tri(&self, cond: &Cond, ask: &Ask) -> Tri {
        match cond {
            Cond::Always(b) => Tri::of(*b),
            Cond::All(list) => list.iter().map(|c| self.tri(c, ask)).min().unwrap_or(Tri::True),
            Cond::Any(list) => list.iter().map(|c| self.tri(c, ask)).max().unwrap_or(Tri::False),
            Cond::Not(c) => self.tri(c, ask).not(),
            Cond::Compare(cmp, a, b) => known_compare(*cmp, &self.value(a, ask), &self.value(b, ask)),
            Cond::OneOf(a, list) => match self.value(a, ask) {
                Known::Missing => Tri::Unknown,
                // Each of the numbers it may be (2.2).
                Known::Between(lo, hi) => {
                    let number = |l: &Literal| matches!(l, Literal::Number(_));
                    assert!(list.iter().all(number), "a count is no {list:?}");
                    let there = |x: i64| list.contains(&Literal::Number(x as f64));
                    Tri::among((lo..=hi).map(there))
                }
                value => {
                    let is = |l| {
                        let one = self.value(&duecare::lang::checked::Value::Literal(l), ask);
                        known_compare(Cmp::Is, &value, &one)
                    };
                    list.iter().cloned().map(is).max().unwrap_or(Tri::False)
                }
            },
            Cond::Is(field, State::Known) => Tri::of(self.read(field, ask).is_some()),
            Cond::Is(field, State::Blank) => Tri::of(self.read(field, ask).is_none()),
            Cond::Lasted(cmp, amount) => {
                let Some((start, end)) = self.span_of(ask) else { return Tri::Unknown };
                let standard = self.versions.first().map(|_| self.version_on(ask.day));
                let amount = match (amount, standard) {
                    (duecare::lang::checked::LimitAmount::Fixed(a), _) => Some((*a, None)),
                    (other, Some(s)) => self.amount(s, other, ask.this, ask.day),
                    _ => None,
                };
                let Some((amount, _)) = amount else { return Tri::Unknown };
                let day = end.map_or(ask.day, |e| e.min(ask.day));
                lasted(*cmp, day, self.world.calendar.plus(start, amount))
            }
            Cond::Open => match self.span_of(ask) {
                None => Tri::Unknown,
                Some((start, end)) => Tri::of(start <= ask.day && end.is_none_or(|e| e > ask.day)),
            },
            Cond::Has(e) => {
                let (sure, perhaps) = self.count(&e.thing, ask);
                self.fits(e.quantity, sure, perhaps, ask.this, ask.day)
            }
            Cond::Within { x, amount, of, before } => {
                let Some(Val::Date(x)) = self.read(x, ask) else { return Tri::Unknown };
                let window = match before {
                    false => Window::After(amount.clone(), of.clone()),
                    true => Window::Before(amount.clone(), of.clone()),
                };
                self.day_in(&window, x, ask)
            }
            Cond::By { x, day } => match (self.read(x, ask), self.days_of(day, ask)) {
                (Some(Val::Date(x)), Some(y)) => Tri::among([x <= y.0, x <= y.1]),
                _ => Tri::Unknown,
            },
            Cond::Between(v, a, b) => {
                let v = self.value(v, ask);
                let least = known_compare(Cmp::AtLeast, &v, &self.value(a, ask));
                least.min(known_compare(Cmp::AtMost, &v, &self.value(b, ask)))
            }
            Cond::Is(_, State::Invalid) => Tri::False,
            Cond::Distance { cmp, x, amount, before, of } => {
                let amount = self.amount_asked(amount, ask);
                let (Some(x), Some(y), Some(amount)) = (self.days_of(x, ask), self.days_of(of, ask), amount)
                else {
                    return Tri::Unknown;
                };
                // So long before Y is as much as Y so long after it.
                let (x, y) = if *before { (y, x) } else { (x, y) };
                assert!(x.0 == x.1, "the reference does not compare {x:?}");
                let calendar = &self.world.calendar;
                lasted(*cmp, x.0, (calendar.plus(y.0, amount).0, calendar.plus(y.1, amount).1))
            }
            Cond::Covers(period, day) => match (self.period(period, ask), self.day_of(day, ask)) {
                (Some((start, end)), Some(d)) => Tri::of(start <= d && end.is_none_or(|e| d <= e)),
                _ => Tri::Unknown,
            },
            Cond::Overlaps(a, b, least) => {
                let (Some(a), Some(b)) = (self.period(a, ask), self.period(b, ask)) else {
                    return Tri::Unknown;
                };
                let least = match least {
                    None => 1,
                    Some(LimitAmount::Fixed(a)) => i64::from(a.count),
                    Some(other) => panic!("the reference does not ask {other:?}"),
                };
                let end = |e: Option<Day>| i64::from(e.unwrap_or(Day::MAX));
                let shared = end(a.1).min(end(b.1)) - i64::from(a.0.max(b.0)) + 1;
                Tri::of(shared >= least)
            }
            Cond::Matches(a, b) => Tri::of(self.value(a, ask) == self.value(b, ask)),
            Cond::Holds(v) => match self.value(v, ask) {
                Known::One(Val::YesNo(b)) => Tri::of(b),
                _ => Tri::Unknown,
            },
            other => panic!("the reference does not ask {other:?}"),
        }
    }

    /// First and last day of the period that a path leads to.
    fn period(&self, path: &FieldRef, ask: &Ask) -> Option<(Day, Option<Day>)> {
        let at = |leaf| match self.read(&FieldRef { leaf, ..path.clone() }, ask) {
            Some(Val::Date(d)) => Some(d),
            _ => None,
        };
        Some((at(Leaf::Start)?, at(Leaf::End)))
    }

    /// Start, and the end as it could be seen, of the record asked.
    fn span_of(&self, ask: &Ask) -> Option<(Day, Option<Day>)> {
        match ask.it {
            It::Subject(s) => Some((s.start?, s.end_on(self.world, ask.day))),
            It::Record(r) => {
                let r = &self.world.records[r];
                let end = match self.world.shape(r.kind) {
                    Shape::Period => r.end.filter(|e| *e <= ask.day),
                    _ => None,
                };
                Some((r.start?, end))
            }
        }
    }

    /// Whether a count between two fits: true if every number between does, false if none.
    pub(crate) fn fits(
        &self,
        quantity: Quantity,
        sure: i64,
        perhaps: i64,
        subject: &Subject,
        day: Day,
    ) -> Tri {
        let (cmp, n) = match quantity {
            Quantity::AtLeast(n) => (Cmp::AtLeast, n),
            Quantity::AtMost(n) => (Cmp::AtMost, n),
            Quantity::Exactly(n) => (Cmp::Is, n),
        };
        let n = self.number(n, subject, day);
        Tri::among((sure..=perhaps).map(|x| compare(cmp, x, n)))
    }

    /// A count written or set.
    pub(crate) fn number(&self, count: Count, subject: &Subject, day: Day) -> i64 {
        match count {
            Count::Fixed(n) => i64::from(n),
            Count::Setting(i) => match self.setting(self.version_on(day), i, subject, day) {
                Some((SettingValue::Number(n), _)) => n as i64,
                other => panic!("a count that is no number: {other:?}"),
            },
        }
    }
}

fn known_compare(cmp: Cmp, a: &Known, b: &Known) -> Tri {
    match (a, b) {
        (Known::Missing, _) | (_, Known::Missing) => Tri::Unknown,
        (Known::Between(lo, hi), Known::One(Val::Number(n))) => {
            Tri::among((*lo..=*hi).map(|x| compare(cmp, x as f64, *n)))
        }
        (Known::Between(lo, hi), Known::Between(..)) if lo == hi => {
            known_compare(cmp, &Known::One(Val::Number(*lo as f64)), b)
        }
        (Known::One(Val::Number(n)), Known::Between(lo, hi)) => {
            Tri::among((*lo..=*hi).map(|x| compare(cmp, *n, x as f64)))
        }
        (Known::One(Val::Date(x)), Known::Within(lo, hi)) => lasted(cmp, *x, (*lo, *hi)),
        (Known::One(Val::Number(x)), Known::One(Val::Number(y))) => Tri::of(compare(cmp, *x, *y)),
        (Known::One(Val::Date(x)), Known::One(Val::Date(y))) => Tri::of(compare(cmp, *x, *y)),
        (Known::One(x), Known::One(y)) => match cmp {
            Cmp::Is => Tri::of(x == y),
            Cmp::IsNot => Tri::of(x != y),
            _ => Tri::Unknown,
        },
        _ => Tri::Unknown,
    }
}

/// A day against a sum that may lie anywhere between two days.
fn lasted(cmp: Cmp, day: Day, (lo, hi): Days) -> Tri {
    if lo == hi {
        return Tri::of(compare(cmp, day, lo));
    }
    let (first, last) = (compare(cmp, day, lo), compare(cmp, day, hi));
    match cmp {
        Cmp::Is | Cmp::IsNot => {
            let outside = day < lo || day > hi;
            let flip = |t: Tri| if cmp == Cmp::IsNot { t.not() } else { t };
            flip(if outside { Tri::False } else { Tri::Unknown })
        }
        _ => Tri::among([first, last]),
    }
}
