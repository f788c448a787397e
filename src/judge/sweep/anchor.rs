//! What a due day is counted from, and when that can be seen (`obligations.md` 6.1).

use super::{Stretch, Subject, Sweeper};
use crate::calendar::{Day, NEVER};
use crate::judge::ask::{DayRange, amount_on, field_value};
use crate::judge::datum::Datum;
use crate::lang::checked::{Base, DayExpr, FieldRef, Leaf, ValueType};

/// An anchor as the records give it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Anchored {
    /// A planned date that is not there: no such plan.
    NoPlan,
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
                let value = match field_value(f, self.whole(root, subject)) {
                    Datum::Day(d) => d,
                    _ => NEVER,
                };
                match f.value_type {
                    ValueType::PlannedDay if value == NEVER => Anchored::NoPlan,
                    ValueType::PlannedDay => at(value, s.start),
                    _ => at(value, value.max(s.start)),
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
                    None => Anchored::NoPlan,
                }
            }
            DayExpr::Offset { amount, before, of } => match self.anchor(root, subject, s, of) {
                Anchored::At { day, seen } => {
                    let Some(amount) = amount_on(amount, self.ctx(root, subject, seen)) else {
                        return Anchored::NoPlan;
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
            DayExpr::AsAt | DayExpr::That | DayExpr::Birthday => Anchored::NoPlan,
        }
    }
}

/// A field of the subject itself.
pub(super) fn own(f: &FieldRef) -> bool {
    f.steps.is_empty() && matches!(f.base, Base::It | Base::This)
}
