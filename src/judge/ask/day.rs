//! Days and amounts asked on a day: settings, agreements, offsets, first and last things.

use super::super::datum::Datum;
use super::super::plan::PlanSetting;
use super::super::tri::Tri;
use super::count::is_in_order;
use super::neighbour::Order;
use super::value::field_value;
use super::{Ctx, for_each_in_pool, record_day};
use crate::calendar::{Amount, Calendar, Day, NEVER, Reach, Unit};
use crate::lang::checked::{DayExpr, LimitAmount, RecordDay, SettingValue, Thing};
use crate::record::{Agreement, Row};

/// A day, or the two days it lies between where the calendar runs out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DayRange {
    /// Not before.
    pub lo: Day,
    /// Not after.
    pub hi: Day,
}

impl From<Reach> for DayRange {
    fn from(r: Reach) -> DayRange {
        DayRange { lo: r.lo, hi: r.hi }
    }
}

impl DayRange {
    /// A known day.
    pub fn exact(d: Day) -> DayRange {
        DayRange { lo: d, hi: d }
    }

    /// As a value.
    pub fn datum(self) -> Datum {
        if self.lo == self.hi { Datum::Day(self.lo) } else { Datum::Days(self.lo, self.hi) }
    }

    /// Whether `x` is on or before this day.
    pub fn grade(self, x: Day) -> Tri {
        if x <= self.lo {
            Tri::Yes
        } else if x <= self.hi {
            Tri::Unknown
        } else {
            Tri::No
        }
    }

    /// Whether this day is on or before `x`.
    pub fn at_most(self, x: Day) -> Tri {
        if self.hi <= x {
            Tri::Yes
        } else if self.lo <= x {
            Tri::Unknown
        } else {
            Tri::No
        }
    }

    /// Whether this day is on or after `x`.
    pub fn at_least(self, x: Day) -> Tri {
        self.grade(x)
    }

    /// Whether another day is on or before this one.
    pub fn reaches(self, other: DayRange) -> Tri {
        if other.hi <= self.lo {
            Tri::Yes
        } else if other.lo <= self.hi {
            Tri::Unknown
        } else {
            Tri::No
        }
    }
}

/// The sum of an uncertain day and an amount.
pub(super) fn sum(calendar: &Calendar, d: DayRange, amount: Amount) -> DayRange {
    let (lo, hi) = (calendar.add_plain(d.lo, amount), calendar.add_plain(d.hi, amount));
    DayRange { lo: lo.lo, hi: hi.hi }
}

/// The agreements of the child (worker, team) that may vary a setting, in order of the day they begin, with the value
/// each gives it.
pub(in super::super) fn agreements<'a>(
    setting: &PlanSetting,
    ctx: Ctx<'a>,
) -> impl DoubleEndedIterator<Item = (&'a Agreement, SettingValue)> {
    let list: &[Agreement] = if setting.varies() {
        let kind = ctx.world.root_kind(ctx.this.row.kind);
        ctx.world.caseload.agreements_of((kind, ctx.root))
    } else {
        &[]
    };
    list.iter().filter_map(|a| Some((a, setting.given_by(a)?)))
}

/// The value of a setting on a day, and the day an agreement that gives it began.
pub(in super::super) fn setting_on(place: usize, ctx: Ctx<'_>) -> Option<(SettingValue, Option<Day>)> {
    let setting = ctx.plan.settings.get(place)?;
    if setting.varies() {
        // In order of the day they begin, then id: the last that has begun and still holds wins.
        let mut latest_first = agreements(setting, ctx).rev();
        let holds = latest_first.find(|(a, _)| a.begins() <= ctx.day && ctx.day <= a.until);
        if let Some((a, value)) = holds {
            return Some((value, Some(a.begins())));
        }
    }
    let value =
        setting.values.iter().rev().find(|(from, _)| *from <= ctx.day).or_else(|| setting.values.first());
    value.map(|(_, v)| (*v, None))
}

/// An amount on the day asked.
pub(in super::super) fn amount_on(a: &LimitAmount, ctx: Ctx<'_>) -> Option<Amount> {
    match a {
        LimitAmount::Fixed(a) => Some(*a),
        LimitAmount::Setting(i) => match setting_on(*i, ctx)?.0 {
            SettingValue::Amount(a) => Some(a),
            SettingValue::Number(_) => None,
        },
        LimitAmount::Field(f, unit) => number_amount(field_value(f, ctx), *unit),
    }
}

/// A number of the record as an amount; only whole numbers from 0 are amounts.
pub(in super::super) fn number_amount(d: Datum, unit: Unit) -> Option<Amount> {
    match d {
        Datum::Number(n) if n >= 0.0 && n.fract() == 0.0 && n < f64::from(u32::MAX) => {
            Some(Amount::new(n as u32, unit))
        }
        _ => None,
    }
}

/// A setting that is a whole number, on the day asked.
pub(in super::super) fn number_on(place: usize, ctx: Ctx<'_>) -> Option<u32> {
    match setting_on(place, ctx)?.0 {
        SettingValue::Number(n) if n >= 0.0 && n < f64::from(u32::MAX) => Some(n as u32),
        _ => None,
    }
}

/// A day, if it can be told on the day asked.
pub(in super::super) fn day_of(d: &DayExpr, ctx: Ctx<'_>) -> Option<DayRange> {
    match d {
        DayExpr::Field(f) => match field_value(f, ctx) {
            Datum::Day(d) => Some(DayRange::exact(d)),
            _ => None,
        },
        DayExpr::On(d) => Some(DayRange::exact(*d)),
        DayExpr::AsAt => Some(DayRange::exact(ctx.day)),
        // The checker lets `that` stand only behind a stage, where judging puts the day itself.
        DayExpr::That => None,
        DayExpr::First(t) => edge_day(t, ctx, true).map(DayRange::exact),
        DayExpr::Last(t) => edge_day(t, ctx, false).map(DayRange::exact),
        DayExpr::Offset { amount, before, of } => {
            let (amount, of) = (amount_on(amount, ctx)?, day_of(of, ctx)?);
            if !*before {
                return Some(sum(ctx.world.calendar, of, amount));
            }
            let (lo, hi) = (ctx.world.calendar.sub(of.lo, amount), ctx.world.calendar.sub(of.hi, amount));
            Some(DayRange { lo: lo.lo, hi: hi.hi })
        }
        DayExpr::Birthday => {
            let born = ctx.born();
            let age = ctx.world.calendar.age(born, ctx.day)?;
            Some(DayRange::exact(ctx.world.calendar.birthday(born, age)))
        }
    }
}

/// The first or last of some things on or before the day asked, with its record. A doubtful one that would take its
/// place makes it unknown.
pub(super) fn edge(t: &Thing, ctx: Ctx<'_>, first: bool) -> Option<(Day, Row)> {
    if t.by == RecordDay::Any {
        return super::neighbour::edge_of_all(t, ctx, first);
    }
    let (sure, any) = edges(t, ctx, first)?;
    (sure == any).then_some((sure.0, Row { kind: t.kind, row: sure.2 }))
}

/// The day of the first or last of some things, whichever of several on that day it is.
pub(super) fn edge_day(t: &Thing, ctx: Ctx<'_>, first: bool) -> Option<Day> {
    if t.by == RecordDay::Any {
        return super::neighbour::edge_of_all(t, ctx, first).map(|(day, _)| day);
    }
    let (sure, any) = edges(t, ctx, first)?;
    (sure.0 == any.0).then_some(sure.0)
}

/// The first or last of those that certainly count, and of those that may. Of two on one day the place in the file decides
/// (`obligations.md` 6.14).
fn edges(t: &Thing, ctx: Ctx<'_>, first: bool) -> Option<(Order, Order)> {
    let table = ctx.world.table(t.kind)?;
    let (mut sure, mut any): (Option<Order>, Option<Order>) = (None, None);
    for_each_in_pool(t, ctx, &mut |row| {
        let day = record_day(t, ctx.world, row, ctx.it);
        if day == NEVER || day > ctx.day.min(ctx.sees) {
            return;
        }
        let at = (day, table.place(row), row);
        let better = |than: Option<Order>| than.is_none_or(|than| if first { at < than } else { at > than });
        if !better(sure) {
            return;
        }
        let truth = is_in_order(t, ctx, row);
        if truth == Tri::Yes {
            sure = Some(at);
        }
        if truth != Tri::No && better(any) {
            any = Some(at);
        }
    });
    sure.zip(any)
}

/// The day of the last of some things on or before the day asked.
pub(in super::super) fn last_of(t: &Thing, ctx: Ctx<'_>) -> Option<Day> {
    edge_day(t, ctx, false)
}
