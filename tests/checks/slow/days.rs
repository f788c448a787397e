//! Days, as far as they are known, and sums counted on the fingers.

use super::ask::{Ask, It};
use super::value::Value;
use super::{Book, Cell};
use crate::support::world::PlainCalendar;
use duecare::calendar::{Amount, Day, from_civil, to_civil};
use duecare::lang::checked::DayExpr;
use duecare::record::{FieldType, KindId};

/// A day that lies between two.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Span {
    pub lo: Day,
    pub hi: Day,
}

impl From<Day> for Span {
    fn from(d: Day) -> Span {
        Span { lo: d, hi: d }
    }
}

impl Span {
    pub fn value(self) -> Value {
        if self.lo == self.hi { Value::Day(self.lo) } else { Value::Days(self.lo, self.hi) }
    }
}

/// An amount after a day.
pub fn sum(calendar: &PlainCalendar, (lo, hi): (Day, Day), amount: Amount) -> Span {
    Span { lo: calendar.plus(lo, amount).0, hi: calendar.plus(hi, amount).1 }
}

impl Book<'_> {
    /// A day that is said, if it can be told.
    pub fn day_of(&self, day: &DayExpr, ask: &Ask) -> Option<Span> {
        match day {
            DayExpr::On(d) => Some((*d).into()),
            DayExpr::AsAt => Some(self.day.into()),
            DayExpr::Field(f) => match self.reached(f, ask)?.1 {
                Cell::Day(d) => Some(d.into()),
                _ => None,
            },
            DayExpr::First(t) | DayExpr::Last(t) => {
                match self.edge(t, ask, matches!(day, DayExpr::First(_)))?.1 {
                    Cell::Day(d) => Some(d.into()),
                    _ => None,
                }
            }
            DayExpr::Offset { amount, before, of } => {
                let (amount, of) = (self.amount(amount, ask)?, self.day_of(of, ask)?);
                Some(match before {
                    false => sum(self.calendar, (of.lo, of.hi), amount),
                    true => Span {
                        lo: self.calendar.minus(of.lo, amount).0,
                        hi: self.calendar.minus(of.hi, amount).1,
                    },
                })
            }
            DayExpr::That | DayExpr::Birthday => panic!("the reference does not read {day:?}"),
        }
    }

    /// Whole years of whoever a record is about, on a day: of the nearest record with a date of birth.
    pub fn age(&self, it: &It, day: Day) -> Option<i32> {
        let born = |kind: KindId| {
            let kind = self.rules.vocabulary.kind(kind).unwrap();
            kind.fields.iter().position(|f| f.name == "born" && f.field_type == FieldType::Date)
        };
        let mut at = it.rec;
        let place = loop {
            match born(self.records[at].kind) {
                Some(place) => break place,
                None => at = self.records[at].owner?,
            }
        };
        let Cell::Day(born) = self.records[at].fields[place] else { return None };
        let (year, month, dom) = to_civil(born)?;
        // Of 29 February the birthday is 1 March in other years.
        let birthday = |y: i32| from_civil(y, month, dom).or_else(|| from_civil(y, 3, 1));
        if born > day {
            return None;
        }
        let mut age = 0;
        while birthday(year + age + 1)? <= day {
            age += 1;
        }
        Some(age)
    }

    /// Whole months from a day to another that is not before it, or back.
    pub fn months_between(&self, from: Day, to: Day) -> Option<i64> {
        use duecare::calendar::Unit;
        if to < from {
            // The last month that is whole from behind.
            let mut n = 0;
            while self.calendar.plus(to, Amount::new(n as u32, Unit::Months)).0 < from {
                n += 1;
            }
            return Some(-n);
        }
        let mut n = 0;
        while self.calendar.plus(from, Amount::new(n + 1, Unit::Months)).0 <= to {
            n += 1;
        }
        Some(i64::from(n))
    }
}
