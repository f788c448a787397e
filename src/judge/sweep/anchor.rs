//! What a due day is counted from, and when that can be seen (`obligations.md` 6.1).

use super::{Stretch, Subject, Sweeper};
use crate::calendar::{ALWAYS, Day, NEVER};
use crate::judge::ask::{DayRange, amount_on, field_value, target};
use crate::judge::datum::Datum;
use crate::lang::checked::{Base, DayExpr, FieldRef, Leaf, ValueType};

/// An anchor as the records give it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Anchored {
    /// A planned date that is not there: no such plan, as can be seen from a day on.
    NoPlan(Day),
    /// A happening date that is not there: not yet.
    NotYet,
    /// A day, seen on a day.
    At {
        /// The day.
        day: DayRange,
        /// When it can be seen.
        seen: Day,
    },
}

impl Sweeper<'_> {
    /// The anchor of a part of a duty in a stretch.
    pub(super) fn anchor(&self, root: u32, subject: &Subject, s: &Stretch, d: &DayExpr) -> Anchored {
        let at = |day: Day, seen: Day| match day {
            NEVER => Anchored::NotYet,
            _ => Anchored::At { day: DayRange::exact(day), seen },
        };
        match d {
            DayExpr::Field(f) if own(f) && f.leaf == Leaf::Start => at(s.start, s.start),
            DayExpr::Field(f) if own(f) && f.leaf == Leaf::End => at(subject.end, subject.seen),
            DayExpr::Field(f) => {
                // A date of another record is there once that record is (1.4).
                let Some(there) = self.there_from(root, subject, f) else { return Anchored::NotYet };
                let seen = s.start.max(there);
                let value = match field_value(f, self.whole(root, subject)) {
                    Datum::Day(d) => d,
                    _ => NEVER,
                };
                match f.value_type {
                    ValueType::PlannedDay if value == NEVER => Anchored::NoPlan(seen),
                    ValueType::PlannedDay => at(value, seen),
                    _ => at(value, value.max(seen)),
                }
            }
            DayExpr::On(d) => at(*d, s.start),
            DayExpr::First(t) => {
                let day = self.first_certain(root, subject, t, s.start);
                at(day, day)
            }
            DayExpr::Last(t) => {
                let ctx = self.ctx(root, subject, s.start);
                match crate::judge::ask::last_of(t, ctx) {
                    Some(day) => at(day, s.start),
                    None => Anchored::NoPlan(s.start),
                }
            }
            DayExpr::Offset { amount, before, of } => match self.anchor(root, subject, s, of) {
                Anchored::At { day, seen } => {
                    let Some(amount) = amount_on(amount, self.ctx(root, subject, seen)) else {
                        // Of an amount that is not known the day is on one side of the other, and no more is known.
                        let (lo, hi) = if *before { (ALWAYS, day.hi) } else { (day.lo, NEVER) };
                        return Anchored::At { day: DayRange { lo, hi }, seen };
                    };
                    let calendar = self.world.calendar;
                    let (lo, hi) = match *before {
                        true => (calendar.sub(day.lo, amount).lo, calendar.sub(day.hi, amount).hi),
                        false => {
                            (calendar.add_plain(day.lo, amount).lo, calendar.add_plain(day.hi, amount).hi)
                        }
                    };
                    Anchored::At { day: DayRange { lo, hi }, seen }
                }
                other => other,
            },
            // The checker keeps these out of a duty's anchors.
            DayExpr::AsAt | DayExpr::That | DayExpr::Birthday => Anchored::NoPlan(s.start),
        }
    }

    /// The day from which the record that a date is read from is there: [`ALWAYS`] for the subject itself and for those
    /// it belongs to, `None` where a neighbour is not there at all.
    fn there_from(&self, root: u32, subject: &Subject, f: &FieldRef) -> Option<Day> {
        if matches!(f.base, Base::It | Base::This) && f.steps.is_empty() {
            return Some(ALWAYS);
        }
        let whole = self.whole(root, subject);
        let dated = |day: Day| if day == NEVER { ALWAYS } else { day };
        let base = match f.base {
            Base::It | Base::This => ALWAYS,
            _ => dated(target(&FieldRef { steps: Vec::new(), ..f.clone() }, whole)?.start),
        };
        let last = target(f, whole).map_or(ALWAYS, |at| dated(at.start));
        Some(base.max(last))
    }
}

/// A field of the subject itself.
pub(super) fn own(f: &FieldRef) -> bool {
    f.steps.is_empty() && matches!(f.base, Base::It | Base::This)
}
