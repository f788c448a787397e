//! A condition asked of a record on a day.

use super::super::datum::Datum;
use super::super::tri::Tri;
use super::compare::{compare, compare_text, literal};
use super::day::{DayRange, amount_on, day_of, sum};
use super::value::{field_value, is_said, read_end, read_start, target, value_of, written};
use super::{Ctx, count_things};
use crate::calendar::{Day, NEVER};
use crate::lang::checked::{
    Base, Cmp, Cond, Count, DayExpr, Evidence, FieldRef, Leaf, LimitAmount, Literal, Neighbour, Quantity,
    State, Value, ValueType,
};

/// Asks a condition.
pub(in super::super) fn ask_condition(c: &Cond, ctx: Ctx<'_>) -> Tri {
    match c {
        Cond::Always(b) => Tri::of(*b),
        Cond::All(list) => {
            let mut all = Tri::Yes;
            for c in list {
                all = all.and(ask_condition(c, ctx));
                if all == Tri::No {
                    break;
                }
            }
            all
        }
        Cond::Any(list) => {
            let mut any = Tri::No;
            for c in list {
                any = any.or(ask_condition(c, ctx));
                if any == Tri::Yes {
                    break;
                }
            }
            any
        }
        Cond::Not(c) => !ask_condition(c, ctx),
        Cond::Compare(cmp, a, b) => compare_values(*cmp, a, b, ctx),
        Cond::OneOf(v, list) => one_of(v, list, ctx),
        Cond::Is(field, state) => is_state(field, *state, ctx),
        Cond::Lasted(cmp, amount) => lasted(*cmp, amount, ctx),
        Cond::Open => match ctx.it.start {
            NEVER => Tri::Unknown,
            start if start <= ctx.day && ctx.world.end_unread(ctx.it.row) => Tri::Unknown,
            start => Tri::of(start <= ctx.day && ctx.it.end_seen(ctx.sees) > ctx.day),
        },
        Cond::Has(e) => has(e, ctx),
        Cond::Within { x, amount, of, before } => within(x, amount, of, *before, ctx),
        Cond::By { x, day } => match (field_value(x, ctx), day_of(day, ctx)) {
            (Datum::Day(x), Some(y)) => y.grade(x),
            _ => Tri::Unknown,
        },
        Cond::Distance { cmp, x, amount, before, of } => distance(*cmp, x, amount, *before, of, ctx),
        Cond::Matches(a, b) => matches(a, b, ctx),
        Cond::Between(v, a, b) => {
            compare_values(Cmp::AtLeast, v, a, ctx).and(compare_values(Cmp::AtMost, v, b, ctx))
        }
        Cond::Covers(period, day) => match (period_of(period, ctx), day_of(day, ctx)) {
            (Some((start, end)), Some(d)) if d.lo == d.hi => Tri::of(start <= d.lo && d.lo <= end),
            _ => Tri::Unknown,
        },
        Cond::Overlaps(a, b, least) => overlaps(a, b, least.as_ref(), ctx),
        Cond::Holds(v) => match value_of(v, ctx) {
            Datum::YesNo(b) => Tri::of(b),
            _ => Tri::Unknown,
        },
        Cond::Among(thing) => {
            let mut found = Tri::No;
            super::for_each_in_pool(thing, ctx, &mut |row| {
                if row == ctx.it.row.row {
                    found = Tri::Yes;
                }
            });
            found
        }
    }
}

/// Compares two values, texts written in the rule by their letters.
pub(super) fn compare_values(cmp: Cmp, a: &Value, b: &Value, ctx: Ctx<'_>) -> Tri {
    match (a, b) {
        (v, Value::Literal(Literal::Text(t))) | (Value::Literal(Literal::Text(t)), v) => {
            compare_text(ctx, cmp, value_of(v, ctx), t)
        }
        _ => {
            let (a, b) = alike(value_of(a, ctx), value_of(b, ctx), ctx);
            compare(cmp, a, b)
        }
    }
}

/// The key of a table is a text where it names no row there: then the other is its text too.
fn alike(a: Datum, b: Datum, ctx: Ctx<'_>) -> (Datum, Datum) {
    let key = |row| ctx.world.key_code(row).map_or(Datum::Unknown, Datum::Text);
    match (a, b) {
        (Datum::Row(row), Datum::Text(_)) => (key(row), b),
        (Datum::Text(_), Datum::Row(row)) => (a, key(row)),
        _ => (a, b),
    }
}

fn one_of(v: &Value, list: &[Literal], ctx: Ctx<'_>) -> Tri {
    let value = value_of(v, ctx);
    if value == Datum::Unknown {
        return Tri::Unknown;
    }
    if let Datum::Between(from, to) = value
        && is_whole(v)
    {
        // Of numbers in between each must be there.
        let here = |n: &f64| *n >= from && *n <= to;
        let mut numbers: Vec<f64> = list
            .iter()
            .filter_map(|l| match l {
                Literal::Number(n) if n.fract() == 0.0 => Some(*n),
                _ => None,
            })
            .filter(here)
            .collect();
        numbers.sort_by(f64::total_cmp);
        numbers.dedup();
        return match numbers.len() {
            0 => Tri::No,
            some if some as f64 == to - from + 1.0 => Tri::Yes,
            _ => Tri::Unknown,
        };
    }
    let mut any = Tri::No;
    for l in list {
        any = any.or(match l {
            Literal::Text(t) => compare_text(ctx, Cmp::Is, value, t),
            other => compare(Cmp::Is, value, literal(other)),
        });
    }
    any
}

/// Whether a value is a whole number: of things, or of days.
fn is_whole(v: &Value) -> bool {
    match v {
        Value::Number(_) | Value::DaysOf(_) => true,
        Value::Literal(Literal::Number(n)) => n.fract() == 0.0,
        Value::Sum(list) => list.iter().all(|(_, v)| is_whole(v)),
        _ => false,
    }
}

fn is_state(field: &FieldRef, state: State, ctx: Ctx<'_>) -> Tri {
    if field.leaf == Leaf::Record {
        let there = is_there(field, ctx);
        return match state {
            State::Known => there,
            State::Invalid => Tri::No,
            State::Blank => !there,
        };
    }
    if !is_said(field, ctx) {
        return Tri::Unknown;
    }
    // Whether another table holds that key is not known where it was not sent, or without its keys.
    if let ValueType::Link(to) = field.value_type
        && !ctx.world.is_named(to)
        && written(field, ctx).is_some()
    {
        return if state == State::Blank { Tri::No } else { Tri::Unknown };
    }
    let known = field_value(field, ctx) != Datum::Unknown;
    Tri::of(match state {
        State::Known => known && written(field, ctx).is_none(),
        State::Invalid => written(field, ctx).is_some(),
        State::Blank => !known && written(field, ctx).is_none(),
    })
}

/// Whether there is the record that a path leads to. Of a table that was not sent, and of what has no place in the order,
/// nothing is known.
fn is_there(f: &FieldRef, ctx: Ctx<'_>) -> Tri {
    let world = ctx.world;
    if let Some(at) = target(f, ctx) {
        let made = world.table(at.row.kind).is_some_and(|t| t.is_made(at.row.row));
        return match made {
            true if world.is_sent(at.row.kind) => Tri::No,
            true => Tri::Unknown,
            false => Tri::Yes,
        };
    }
    match &f.base {
        _ if !world.returned && ctx.sees != NEVER => Tri::No,
        Base::FirstOf(t) | Base::LastOf(t) if super::count::any_thing(t, ctx) == Tri::No => Tri::No,
        Base::Neighbour(Neighbour::Previous | Neighbour::Next, kind) => {
            let own = if ctx.it.row.kind == *kind { ctx.it } else { ctx.this };
            if own.start == NEVER || !world.is_owned(*kind, 1) { Tri::Unknown } else { Tri::No }
        }
        _ => Tri::Unknown,
    }
}

fn lasted(cmp: Cmp, amount: &LimitAmount, ctx: Ctx<'_>) -> Tri {
    let (start, end) = (ctx.it.start, ctx.it.end_seen(ctx.sees));
    let Some(amount) = amount_on(amount, ctx) else { return Tri::Unknown };
    if start == NEVER || ctx.world.end_unread(ctx.it.row) {
        return Tri::Unknown;
    }
    let reach = ctx.world.calendar.add_plain(start, amount);
    let to = Datum::Day(ctx.day.min(end));
    compare(cmp, to, Datum::Days(reach.lo, reach.hi))
}

/// How many things there must be, as a question.
pub(super) fn has(e: &Evidence, ctx: Ctx<'_>) -> Tri {
    match e.quantity {
        Quantity::AtLeast(Count::Fixed(1)) => return super::count::any_thing(&e.thing, ctx),
        Quantity::AtMost(Count::Fixed(0)) => return !super::count::any_thing(&e.thing, ctx),
        _ => {}
    }
    let (certain, possible) = count_things(&e.thing, ctx);
    quantity(&e.quantity, certain, possible, ctx)
}

/// A quantity against a count.
#[inline]
pub(in super::super) fn quantity(q: &Quantity, certain: u32, possible: u32, ctx: Ctx<'_>) -> Tri {
    let n = |c: &Count| match c {
        Count::Fixed(n) => Some(*n),
        Count::Setting(i) => super::day::number_on(*i, ctx),
    };
    match q {
        Quantity::AtLeast(c) => n(c).map_or(Tri::Unknown, |n| Tri::at_least(certain, possible, n)),
        Quantity::AtMost(c) => n(c).map_or(Tri::Unknown, |n| Tri::at_most(certain, possible, n)),
        Quantity::Exactly(c) => n(c).map_or(Tri::Unknown, |n| Tri::exactly(certain, possible, n)),
    }
}

fn within(x: &FieldRef, amount: &LimitAmount, of: &DayExpr, before: bool, ctx: Ctx<'_>) -> Tri {
    let (Datum::Day(x), Some(y), Some(amount)) =
        (field_value(x, ctx), day_of(of, ctx), amount_on(amount, ctx))
    else {
        return Tri::Unknown;
    };
    let calendar = ctx.world.calendar;
    if before {
        let reach = DayRange::from(calendar.add_plain(x, amount));
        return y.at_least(x).and(reach.reaches(y));
    }
    y.at_most(x).and(sum(calendar, y, amount).grade(x))
}

fn distance(cmp: Cmp, x: &DayExpr, amount: &LimitAmount, before: bool, of: &DayExpr, ctx: Ctx<'_>) -> Tri {
    let (Some(x), Some(y), Some(amount)) = (day_of(x, ctx), day_of(of, ctx), amount_on(amount, ctx)) else {
        return Tri::Unknown;
    };
    let calendar = ctx.world.calendar;
    if before {
        // "at least A before Y" says that Y lies at least A after it.
        return compare(cmp, y.datum(), sum(calendar, x, amount).datum());
    }
    compare(cmp, x.datum(), sum(calendar, y, amount).datum())
}

fn matches(a: &Value, b: &Value, ctx: Ctx<'_>) -> Tri {
    let said = |v: &Value| !matches!(v, Value::Field(f) if !is_said(f, ctx));
    if !(said(a) && said(b)) {
        return Tri::Unknown;
    }
    if let (v, Value::Literal(Literal::Text(t))) | (Value::Literal(Literal::Text(t)), v) = (a, b) {
        return match value_of(v, ctx) {
            Datum::Unknown => Tri::No,
            value => compare_text(ctx, Cmp::Is, value, t),
        };
    }
    let refused = |v: &Value| match v {
        Value::Field(f) => written(f, ctx),
        _ => None,
    };
    let (x, y) = (value_of(a, ctx), value_of(b, ctx));
    match (x, y) {
        // What was written and is no value matches what was written alike, and no blank.
        (Datum::Unknown, Datum::Unknown) => Tri::of(refused(a) == refused(b)),
        (Datum::Unknown, _) | (_, Datum::Unknown) => Tri::No,
        _ => {
            let (x, y) = alike(x, y, ctx);
            compare(Cmp::Is, x, y)
        }
    }
}

/// First and last day of a period a path leads to; an open end covers every later day.
fn period_of(f: &FieldRef, ctx: Ctx<'_>) -> Option<(Day, Day)> {
    let start = FieldRef { leaf: Leaf::Start, ..f.clone() };
    let end = FieldRef { leaf: Leaf::End, ..f.clone() };
    let (first, last) = (read_start(&start, ctx)?, read_end(&end, ctx));
    // A last day that cannot be read is none that is still to come.
    let told = last.is_some() || is_said(&end, ctx) && written(&end, ctx).is_none();
    told.then_some((first, last.unwrap_or(NEVER)))
}

fn overlaps(a: &FieldRef, b: &FieldRef, least: Option<&LimitAmount>, ctx: Ctx<'_>) -> Tri {
    let (Some(a), Some(b)) = (period_of(a, ctx), period_of(b, ctx)) else { return Tri::Unknown };
    let (from, to) = (a.0.max(b.0), a.1.min(b.1));
    let days = i64::from(to) - i64::from(from) + 1;
    let need = match least {
        None => 1,
        Some(amount) => match amount_on(amount, ctx) {
            Some(a) => i64::from(a.count),
            None => return Tri::Unknown,
        },
    };
    Tri::of(days >= need)
}
