//! A value asked of a record on a day.

use super::super::datum::Datum;
use super::super::functions::Argument;
use super::compare::literal;
use super::day::{day_of, edge, edge_day, setting_on};
use super::{Asked, Ctx, count_things};
use crate::calendar::{Day, NEVER, Unit, months_between};
use crate::lang::checked::{Base, FieldRef, Leaf, Literal, RecordDay, SettingValue, Step, Value, ValueType};
use crate::record::{Column, FieldId, Row, TextCode};

/// Asks a value.
pub(in super::super) fn value_of(v: &Value, ctx: Ctx<'_>) -> Datum {
    match v {
        Value::Literal(Literal::Text(t)) => {
            ctx.world.caseload.texts.find(t).map_or(Datum::Unknown, Datum::Text)
        }
        Value::Literal(l) => literal(l),
        Value::Field(f) => field_value(f, ctx),
        Value::Day(d) => day_of(d, ctx).map_or(Datum::Unknown, |d| d.datum()),
        Value::Age(on) => age(on.as_deref(), ctx),
        Value::Span { unit, from, to } => match (day_of(from, ctx), day_of(to, ctx)) {
            (Some(a), Some(b)) if a.lo == a.hi && b.lo == b.hi => span(*unit, a.lo, b.lo, ctx),
            _ => Datum::Unknown,
        },
        Value::Number(t) | Value::DaysOf(t) => match count_things(t, ctx) {
            (a, b) if a == b => Datum::Number(f64::from(a)),
            (a, b) => Datum::Between(f64::from(a), f64::from(b)),
        },
        Value::Plugin { plugin, arguments } => call(*plugin, arguments, ctx),
        Value::Setting(i) => match setting_on(*i, ctx) {
            Some((SettingValue::Number(n), _)) => Datum::Number(n),
            Some((SettingValue::Amount(a), _)) => Datum::Number(f64::from(a.count)),
            None => Datum::Unknown,
        },
        Value::Sum(list) => {
            let (mut lo, mut hi) = (0.0, 0.0);
            for (plus, v) in list {
                let (a, b) = match value_of(v, ctx) {
                    Datum::Number(n) => (n, n),
                    Datum::Between(a, b) => (a, b),
                    _ => return Datum::Unknown,
                };
                if *plus {
                    (lo, hi) = (lo + a, hi + b);
                } else {
                    (lo, hi) = (lo - b, hi - a);
                }
            }
            if lo == hi { Datum::Number(lo) } else { Datum::Between(lo, hi) }
        }
        Value::PercentOf(p, v) => match value_of(v, ctx) {
            Datum::Number(n) => Datum::Number(n * p / 100.0),
            Datum::Between(a, b) => Datum::Between(a * p / 100.0, b * p / 100.0),
            _ => Datum::Unknown,
        },
    }
}

fn age(on: Option<&crate::lang::checked::DayExpr>, ctx: Ctx<'_>) -> Datum {
    let day = match on {
        None => ctx.day,
        Some(d) => match day_of(d, ctx) {
            Some(d) if d.lo == d.hi => d.lo,
            _ => return Datum::Unknown,
        },
    };
    let born = ctx.born();
    if born > ctx.sees {
        return Datum::Unknown;
    }
    ctx.world.calendar.age(born, day).map_or(Datum::Unknown, |n| Datum::Number(f64::from(n)))
}

fn span(unit: Unit, from: Day, to: Day, ctx: Ctx<'_>) -> Datum {
    let days = f64::from(to) - f64::from(from);
    let whole = |n: Option<f64>| n.map_or(Datum::Unknown, Datum::Number);
    match unit {
        Unit::Days => Datum::Number(days),
        Unit::Weeks => Datum::Number((days / 7.0).floor()),
        Unit::Months => whole(months_between(from, to).map(f64::from)),
        Unit::Years => whole(months_between(from, to).map(|n| f64::from(n.div_euclid(12)))),
        Unit::WorkingDays => whole(ctx.world.calendar.working.between(from, to).map(|n| n as f64)),
        Unit::SchoolDays => whole(ctx.world.calendar.school.between(from, to).map(|n| n as f64)),
    }
}

fn call(plugin: usize, arguments: &[Value], ctx: Ctx<'_>) -> Datum {
    let mut values = Vec::with_capacity(arguments.len());
    for a in arguments {
        let literal = matches!(a, Value::Literal(Literal::Text(_)));
        let value = if literal { Datum::Unknown } else { value_of(a, ctx) };
        let text = match value {
            Datum::Text(code) => Some(ctx.world.text(code)),
            _ => None,
        };
        values.push((value, text));
    }
    let mut known = Vec::with_capacity(arguments.len());
    for (a, (value, text)) in arguments.iter().zip(&values) {
        known.push(match (a, value, text) {
            (Value::Literal(Literal::Text(t)), ..) => Argument::Text(t),
            (_, _, Some(text)) => Argument::Text(text),
            (_, Datum::Number(n), _) => Argument::Number(*n),
            (_, Datum::YesNo(b), _) => Argument::YesNo(*b),
            (_, Datum::Day(d), _) => Argument::Day(*d),
            _ => return Datum::Unknown,
        });
    }
    match ctx.world.functions.call(plugin, &known) {
        Ok(value) => value.datum(|text| ctx.world.code(text)),
        Err(_) => Datum::Unknown,
    }
}

/// The record a field path leads to, with its days. One that has not begun is not there (`obligations.md` 1.4).
pub(in super::super) fn target(f: &FieldRef, ctx: Ctx<'_>) -> Option<Asked> {
    let base = match &f.base {
        Base::It => ctx.it,
        Base::This => ctx.this,
        Base::Neighbour(which, kind) => {
            let from = if ctx.it.row.kind == *kind { ctx.it.row } else { ctx.this.row };
            Asked::plain(ctx.world, super::neighbour(ctx.world, from, *which, ctx.sees)?)
        }
        Base::FirstOf(t) => Asked::plain(ctx.world, edge(t, ctx, true)?.1),
        Base::LastOf(t) => Asked::plain(ctx.world, edge(t, ctx, false)?.1),
    };
    if f.steps.is_empty() {
        return Some(base).filter(|at| is_there_yet(*at, ctx));
    }
    let world = ctx.world;
    let row = match f.steps.split_first() {
        // The root subject of the record the rule is about is known.
        Some((Step::Owner, rest)) if base.row == ctx.this.row && world.owned_by_root(base.row.kind) => {
            world.follow(Row { kind: world.root_kind(base.row.kind), row: ctx.root }, rest, ctx.sees)
        }
        _ => world.follow(base.row, &f.steps, ctx.sees),
    };
    row.map(|row| Asked::plain(world, row)).filter(|at| is_there_yet(*at, ctx))
}

/// Whether a record is there on the day asked. The one the rule is about is, also on days before its own.
fn is_there_yet(at: Asked, ctx: Ctx<'_>) -> bool {
    at.start == NEVER || at.start <= ctx.sees || at.row == ctx.this.row || at.row == ctx.it.row
}

/// What a field path says.
pub(in super::super) fn field_value(f: &FieldRef, ctx: Ctx<'_>) -> Datum {
    if let (Base::FirstOf(t) | Base::LastOf(t), Leaf::Start, []) = (&f.base, f.leaf, f.steps.as_slice())
        && matches!(t.by, RecordDay::Plain | RecordDay::Started | RecordDay::Open)
    {
        // Of several on one day it need not be known which is the last: the day is that of each.
        let first = matches!(f.base, Base::FirstOf(_));
        return edge_day(t, ctx, first).map_or(Datum::Unknown, Datum::Day);
    }
    let Some(at) = target(f, ctx) else { return Datum::Unknown };
    let Some(table) = ctx.world.table(at.row.kind) else { return Datum::Unknown };
    let row = at.row.row;
    if !ctx.world.says(at.row, f.leaf) {
        return Datum::Unknown;
    }
    let happened = |d: Day| if d == NEVER || d > ctx.sees { Datum::Unknown } else { Datum::Day(d) };
    match f.leaf {
        // The record the rule is about is there, also on days before its own (`obligations.md` 5.2 asks about those).
        Leaf::Start if at.row == ctx.this.row && at.start != NEVER => Datum::Day(at.start),
        Leaf::Start => happened(at.start),
        Leaf::End => happened(at.end_seen(ctx.sees)),
        Leaf::Recorded => happened(table.recorded(row)),
        Leaf::Record => Datum::Row(at.row),
        Leaf::Field(field) => match table.column(field) {
            Column::Date(_) => match table.column(field).date(row) {
                NEVER => Datum::Unknown,
                d if f.value_type == ValueType::HappeningDay => happened(d),
                d => Datum::Day(d),
            },
            Column::YesNo(_) => table.column(field).yes_no(row).map_or(Datum::Unknown, Datum::YesNo),
            Column::Number(_) => table.column(field).number(row).map_or(Datum::Unknown, Datum::Number),
            Column::Link(_) => match (f.value_type, table.column(field).link(row)) {
                (ValueType::Link(kind), Some(row)) => Datum::Row(Row { kind, row }),
                // A key that its table does not have still compares as the text written.
                _ => table.invalid.get(&(field, row)).map_or(Datum::Unknown, |c| Datum::Text(*c)),
            },
            column @ (Column::Text(_) | Column::Empty) => match column.text(row) {
                Some(code) => Datum::Text(code),
                // A bad code still compares as the text written.
                None if matches!(f.value_type, ValueType::Text | ValueType::Link(_)) => {
                    table.invalid.get(&(field, row)).map_or(Datum::Unknown, |c| Datum::Text(*c))
                }
                None => Datum::Unknown,
            },
        },
    }
}

/// Whether the return says anything there, if only that it is blank. A record that is not there says nothing.
pub(super) fn is_said(f: &FieldRef, ctx: Ctx<'_>) -> bool {
    !ctx.world.returned || target(f, ctx).is_some_and(|at| ctx.world.says(at.row, f.leaf))
}

/// What was written where the field's type refused it.
pub(super) fn written(f: &FieldRef, ctx: Ctx<'_>) -> Option<TextCode> {
    let at = target(f, ctx)?;
    let field = match f.leaf {
        Leaf::Field(field) => field,
        Leaf::Start => FieldId::START,
        Leaf::End => FieldId::END,
        Leaf::Recorded | Leaf::Record => return None,
    };
    ctx.world.table(at.row.kind)?.invalid.get(&(field, at.row.row)).copied()
}

/// The first day at the end of a path.
pub(super) fn read_start(f: &FieldRef, ctx: Ctx<'_>) -> Option<Day> {
    let at = target(f, ctx)?;
    let there = at.row == ctx.this.row || at.start <= ctx.sees;
    (there && at.start != NEVER).then_some(at.start)
}

/// The last day at the end of a path.
pub(super) fn read_end(f: &FieldRef, ctx: Ctx<'_>) -> Option<Day> {
    target(f, ctx).map(|a| a.end_seen(ctx.sees)).filter(|d| *d != NEVER)
}

/// A value as a key to count different values by; blank is `None`.
pub(in super::super) fn key(d: Datum) -> Option<u64> {
    match d {
        // Told apart from the rows of a table, whose keys may be texts that name none.
        Datum::Text(c) => Some(1 << 63 | u64::from(c.0)),
        Datum::Row(r) => Some(u64::from(r.kind.0) << 32 | u64::from(r.row)),
        // 0 and -0 are one number.
        Datum::Number(n) => Some((n + 0.0).to_bits()),
        Datum::Day(d) => Some(u64::from(d as u32)),
        Datum::YesNo(b) => Some(u64::from(b)),
        _ => None,
    }
}

/// The value a field path leads to, as a key.
pub(in super::super) fn value_key(f: &FieldRef, ctx: Ctx<'_>) -> Option<u64> {
    key(field_value(f, ctx))
}
