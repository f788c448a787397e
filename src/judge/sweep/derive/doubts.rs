//! The facts without which a condition, a value, a day or a thing cannot be told.

use crate::calendar::{Day, NEVER, Unit};
use crate::judge::ask::{
    Ctx, amount_on, ask_condition, day_of, for_each_in_pool, on_spell, own_truth, qualifies, record_day,
    spell_truth, spells, target, value_key, value_of, where_parts,
};
use crate::judge::datum::Datum;
use crate::judge::derivation::Missing;
use crate::judge::tri::Tri;
use crate::lang::checked::{
    Base, Cond, DayExpr, FieldRef, Joined, Leaf, LimitAmount, RecordDay, Thing, Value, Window,
};
use crate::record::Row;

/// What a condition that cannot be told lacks.
pub(super) fn of_condition(c: &Cond, ctx: Ctx<'_>, out: &mut Vec<Missing>) {
    if ask_condition(c, ctx) != Tri::Unknown {
        return;
    }
    match c {
        Cond::Always(_) | Cond::Is(..) | Cond::Matches(..) | Cond::Among(_) => {}
        Cond::All(list) | Cond::Any(list) => list.iter().for_each(|c| of_condition(c, ctx, out)),
        Cond::Not(c) => of_condition(c, ctx, out),
        Cond::Compare(_, a, b) => [a, b].into_iter().for_each(|v| of_value(v, ctx, out)),
        Cond::Between(a, b, c) => [a, b, c].into_iter().for_each(|v| of_value(v, ctx, out)),
        Cond::OneOf(v, _) | Cond::Holds(v) => of_value(v, ctx, out),
        Cond::Lasted(_, a) => {
            of_own_day(ctx, out);
            of_amount(a, ctx, out);
            of_sum(a, ctx, out);
        }
        Cond::Open => of_own_day(ctx, out),
        Cond::Has(e) => of_thing(&e.thing, ctx, out),
        Cond::Within { x, amount, of, .. } => {
            of_field(x, ctx, out);
            of_day(of, ctx, out);
            of_amount(amount, ctx, out);
            of_sum(amount, ctx, out);
        }
        Cond::By { x, day } => {
            of_field(x, ctx, out);
            of_day(day, ctx, out);
        }
        Cond::Distance { x, amount, of, .. } => {
            of_day(x, ctx, out);
            of_day(of, ctx, out);
            of_amount(amount, ctx, out);
            of_sum(amount, ctx, out);
        }
        Cond::Covers(f, day) => {
            of_field(&FieldRef { leaf: Leaf::Start, ..f.clone() }, ctx, out);
            of_day(day, ctx, out);
        }
        Cond::Overlaps(a, b, _) => {
            [a, b].into_iter().for_each(|f| {
                of_field(&FieldRef { leaf: Leaf::Start, ..f.clone() }, ctx, out);
            });
        }
    }
}

fn of_own_day(ctx: Ctx<'_>, out: &mut Vec<Missing>) {
    if ctx.it.start == NEVER {
        out.push(Missing::Undated(ctx.it.row));
    }
}

/// What a value lacks.
pub(super) fn of_value(v: &Value, ctx: Ctx<'_>, out: &mut Vec<Missing>) {
    let known = !matches!(value_of(v, ctx), Datum::Unknown | Datum::Between(..) | Datum::Days(..));
    if known {
        return;
    }
    match v {
        Value::Literal(_) | Value::Setting(_) => {}
        Value::Field(f) => of_field(f, ctx, out),
        Value::Day(d) => of_day(d, ctx, out),
        Value::Age(on) => {
            if let Some(d) = on {
                of_day(d, ctx, out);
            }
            if let Some((row, field)) = ctx.world.born_on(ctx.it.row)
                && ctx.born() > ctx.sees
            {
                out.push(Missing::Field(row, field));
            }
        }
        Value::Span { unit, from, to } => {
            of_day(from, ctx, out);
            of_day(to, ctx, out);
            of_unit(*unit, ctx, out);
        }
        Value::Number(t) | Value::DaysOf(t) => of_thing(t, ctx, out),
        Value::Plugin { plugin, arguments } => {
            let before = out.len();
            arguments.iter().for_each(|a| of_value(a, ctx, out));
            if out.len() == before {
                out.push(Missing::Plugin(*plugin));
            }
        }
        Value::Sum(list) => list.iter().for_each(|(_, v)| of_value(v, ctx, out)),
        Value::PercentOf(_, v) => of_value(v, ctx, out),
    }
}

/// What a field at the end of a path lacks.
pub(super) fn of_field(f: &FieldRef, ctx: Ctx<'_>, out: &mut Vec<Missing>) {
    if !matches!(value_of(&Value::Field(f.clone()), ctx), Datum::Unknown) {
        return;
    }
    if let Base::FirstOf(t) | Base::LastOf(t) = &f.base {
        let before = out.len();
        of_thing(t, ctx, out);
        if out.len() > before {
            return;
        }
    }
    let Some(at) = target(f, ctx) else {
        out.push(Missing::NoRecord(ctx.it.row, f.kind));
        return;
    };
    out.push(match f.leaf {
        Leaf::Field(id) => Missing::Field(at.row, id),
        Leaf::Start | Leaf::Record => Missing::Undated(at.row),
        Leaf::End => Missing::End(at.row),
        Leaf::Recorded => Missing::Recorded(at.row),
    });
}

/// What a day lacks.
pub(super) fn of_day(d: &DayExpr, ctx: Ctx<'_>, out: &mut Vec<Missing>) {
    if day_of(d, ctx).is_some_and(|r| r.lo == r.hi) {
        return;
    }
    match d {
        DayExpr::Field(f) => of_field(f, ctx, out),
        DayExpr::First(t) | DayExpr::Last(t) => {
            let before = out.len();
            of_thing(t, ctx, out);
            if out.len() == before {
                out.push(Missing::NoRecord(ctx.it.row, t.kind));
            }
        }
        DayExpr::Offset { amount, of, .. } => {
            of_day(of, ctx, out);
            of_amount(amount, ctx, out);
            of_sum(amount, ctx, out);
        }
        DayExpr::Birthday => of_value(&Value::Age(None), ctx, out),
        DayExpr::On(_) | DayExpr::AsAt | DayExpr::That => {}
    }
}

/// What an amount taken from a record lacks.
pub(super) fn of_amount(a: &LimitAmount, ctx: Ctx<'_>, out: &mut Vec<Missing>) {
    if let (LimitAmount::Field(f, _), None) = (a, amount_on(a, ctx)) {
        of_field(f, ctx, out);
    }
}

/// Where a sum may run past what the calendar knows.
fn of_sum(a: &LimitAmount, ctx: Ctx<'_>, out: &mut Vec<Missing>) {
    if out.is_empty()
        && let Some(a) = amount_on(a, ctx)
    {
        of_unit(a.unit, ctx, out);
    }
}

/// The end of the calendar that counts a unit.
pub(super) fn of_unit(unit: Unit, ctx: Ctx<'_>, out: &mut Vec<Missing>) {
    let calendar = ctx.world.calendar;
    match unit {
        Unit::WorkingDays => out.push(Missing::Calendar(unit, calendar.working.last)),
        Unit::SchoolDays => out.push(Missing::Calendar(unit, calendar.school.last)),
        _ => {}
    }
}

/// What the records of a thing lack: those that may or may not be among them.
pub(super) fn of_thing(t: &Thing, ctx: Ctx<'_>, out: &mut Vec<Missing>) {
    if let Some(joined) = &t.joined {
        return of_spells(t, joined, ctx, out);
    }
    let mut found = Vec::new();
    for_each_in_pool(t, ctx, &mut |row| {
        let at = Row { kind: t.kind, row };
        let day: Day = record_day(t, ctx.world, row, ctx.it);
        if t.days {
            if own_truth(t, ctx, row) == Tri::Unknown {
                of_condition(&t.condition, ctx.of(at).on(day), &mut found);
            }
            return;
        }
        let truth = qualifies(t, ctx, row);
        if truth == Tri::Unknown {
            of_condition(&t.condition, ctx.of(at).on(day), &mut found);
        }
        if let (Some(d), true) = (&t.distinct, truth != Tri::No) {
            let own = ctx.of(at).on(ctx.day);
            if value_key(&d.by, own).is_none() {
                of_field(&d.by, own, &mut found);
            }
        }
    });
    if found.is_empty() {
        of_window(t, ctx, &mut found);
    }
    out.append(&mut found);
}

/// What the pieces of spells lack, or else the spells.
fn of_spells(t: &Thing, joined: &Joined, ctx: Ctx<'_>, out: &mut Vec<Missing>) {
    let (of_pieces, of_spell) = where_parts(t);
    of_thing(
        &Thing { condition: of_pieces, joined: None, window: None, by: RecordDay::Started, ..t.clone() },
        ctx,
        out,
    );
    for spell in
        spells(t, joined, ctx).into_iter().filter(|spell| spell_truth(t, ctx, *spell) == Tri::Unknown)
    {
        of_condition(&of_spell, on_spell(ctx, spell), out);
        of_window(t, ctx, out);
    }
}

fn of_window(t: &Thing, ctx: Ctx<'_>, out: &mut Vec<Missing>) {
    match &t.window {
        Some(Window::InLast(a) | Window::InAny(a)) => {
            of_amount(a, ctx, out);
            of_sum(a, ctx, out);
        }
        Some(Window::Before(a, d) | Window::After(a, d)) => {
            of_day(d, ctx, out);
            of_amount(a, ctx, out);
            of_sum(a, ctx, out);
        }
        Some(Window::Between(a, b)) => {
            of_day(a, ctx, out);
            of_day(b, ctx, out);
        }
        Some(Window::BeforeDay(d) | Window::AfterDay(d) | Window::OnDay(d)) => of_day(d, ctx, out),
        Some(Window::InLastOf(_, things)) => of_thing(things, ctx, out),
        Some(Window::InSlot(name)) => {
            let end = ctx.world.calendar.slots_end(name);
            out.push(Missing::Slots(name.clone(), end));
        }
        Some(Window::During) | None => {}
    }
}
