//! Days that a condition names: a field, a day written down, so much before or after another, the first or last of
//! some things. A day is known only to lie between two where the calendar runs out.

use super::Reading;
use super::cond::Ask;
use super::evidence::Ev;
use crate::support::world::{Days, Val};
use duecare::calendar::Day;
use duecare::lang::checked::{DayExpr, Thing};

impl Reading<'_> {
    /// A day of a condition, where it is one day.
    pub(crate) fn day_of(&self, day: &DayExpr, ask: &Ask) -> Option<Day> {
        self.days_of(day, ask).filter(|d| d.0 == d.1).map(|d| d.0)
    }

    /// A day of a condition.
    pub(crate) fn days_of(&self, day: &DayExpr, ask: &Ask) -> Option<Days> {
        let exact = |d: Option<Day>| d.map(|d| (d, d));
        match day {
            DayExpr::On(d) => Some((*d, *d)),
            DayExpr::AsAt => Some((ask.day, ask.day)),
            DayExpr::Field(f) => match self.read(f, ask)? {
                Val::Date(d) => Some((d, d)),
                _ => None,
            },
            DayExpr::First(thing) => exact(self.first_or_last(thing, ask, true)),
            DayExpr::Last(thing) => exact(self.first_or_last(thing, ask, false)),
            DayExpr::Offset { amount, before, of } => {
                let (lo, hi) = self.days_of(of, ask)?;
                let amount = self.amount_asked(amount, ask)?;
                let calendar = &self.world.calendar;
                Some(match before {
                    true => (calendar.minus(lo, amount).0, calendar.minus(hi, amount).1),
                    false => (calendar.plus(lo, amount).0, calendar.plus(hi, amount).1),
                })
            }
            other => panic!("the reference does not read {other:?}"),
        }
    }

    /// The day of the first or last of some things on or before the day asked; not to be told where a doubtful one
    /// would take its place.
    fn first_or_last(&self, thing: &Thing, ask: &Ask, first: bool) -> Option<Day> {
        let found: Vec<Ev> = self.found(thing, ask);
        let better = |a: Day, b: Day| if first { a < b } else { a > b };
        let mut sure: Option<Day> = None;
        for e in found.iter().filter(|e| e.sure) {
            if sure.is_none_or(|s| better(e.day, s)) {
                sure = Some(e.day);
            }
        }
        let sure = sure?;
        (!found.iter().any(|e| !e.sure && better(e.day, sure))).then_some(sure)
    }
}
