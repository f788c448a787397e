//! The days on which a condition can change.

use super::super::ask::{
    Ctx, DayRange, agreements, day_of, field_value, first_within, for_each_in_pool, in_order, reach,
    record_day, target,
};
use super::super::datum::Datum;
use crate::calendar::{ALWAYS, Amount, Day, NEVER};
use crate::lang::checked::{
    Base, Cond, DayExpr, FieldRef, LimitAmount, Neighbour, RecordDay, SettingValue, Step, Thing, Value,
    Window,
};
use crate::record::Row;

/// Adds the days of `from..=to` (and maybe others) on which the condition can change.
pub(in super::super) fn condition_changes(c: &Cond, ctx: Ctx<'_>, from: Day, to: Day, out: &mut Vec<Day>) {
    let mut more = |c: &Cond| condition_changes(c, ctx, from, to, out);
    match c {
        Cond::Always(_) => {}
        Cond::All(list) | Cond::Any(list) => list.iter().for_each(more),
        Cond::Not(c) => more(c),
        Cond::Compare(_, a, b) | Cond::Matches(a, b) => {
            value_changes(a, ctx, from, to, out);
            value_changes(b, ctx, from, to, out);
        }
        Cond::OneOf(v, _) | Cond::Holds(v) => value_changes(v, ctx, from, to, out),
        Cond::Is(f, _) => field_changes(f, ctx, from, to, out),
        Cond::Lasted(_, a) => {
            edges(ctx.it.start, out);
            edges(ctx.it.end, out);
            edges(ctx.it.seen, out);
            for amount in amount_changes(a, ctx, out) {
                sums(ctx.it.start, amount, ctx, out);
            }
        }
        Cond::Open => {
            edges(ctx.it.start, out);
            edges(ctx.it.end, out);
            edges(ctx.it.seen, out);
        }
        Cond::Has(e) => {
            quantity_changes(&e.quantity, ctx, out);
            thing_changes(&e.thing, ctx, from, to, out);
        }
        Cond::Within { x, amount, of, .. } => {
            field_changes(x, ctx, from, to, out);
            day_changes(of, ctx, from, to, out);
            amount_changes(amount, ctx, out);
        }
        Cond::By { x, day } => {
            field_changes(x, ctx, from, to, out);
            day_changes(day, ctx, from, to, out);
        }
        Cond::Distance { x, amount, of, .. } => {
            day_changes(x, ctx, from, to, out);
            day_changes(of, ctx, from, to, out);
            for a in amount_changes(amount, ctx, out) {
                for d in days_of(x, ctx).into_iter().chain(days_of(of, ctx)) {
                    sums(d, a, ctx, out);
                }
            }
        }
        Cond::Between(a, b, c) => {
            for v in [a, b, c] {
                value_changes(v, ctx, from, to, out);
            }
        }
        Cond::Covers(f, d) => {
            field_changes(f, ctx, from, to, out);
            day_changes(d, ctx, from, to, out);
        }
        Cond::Overlaps(a, b, _) => {
            field_changes(a, ctx, from, to, out);
            field_changes(b, ctx, from, to, out);
        }
        Cond::Among(t) => thing_changes(t, ctx, from, to, out),
    }
}

fn edges(d: Day, out: &mut Vec<Day>) {
    if d != NEVER && d != ALWAYS {
        out.extend([d, d + 1]);
    }
}

fn sums(d: Day, amount: Amount, ctx: Ctx<'_>, out: &mut Vec<Day>) {
    if d == NEVER || d == ALWAYS {
        return;
    }
    let r = ctx.world.calendar.add_plain(d, amount);
    edges(r.lo, out);
    edges(r.hi, out);
}

/// The amounts a limit takes over time; the days on which it changes are added.
pub(in super::super) fn amount_changes(a: &LimitAmount, ctx: Ctx<'_>, out: &mut Vec<Day>) -> Vec<Amount> {
    match a {
        LimitAmount::Fixed(a) => vec![*a],
        LimitAmount::Setting(i) => {
            setting_changes(*i, ctx, out);
            let Some(s) = ctx.plan.settings.get(*i) else { return Vec::new() };
            let mut amounts: Vec<Amount> = s
                .values
                .iter()
                .filter_map(|(_, v)| match v {
                    SettingValue::Amount(a) => Some(*a),
                    SettingValue::Number(_) => None,
                })
                .collect();
            amounts.extend(agreements(s, ctx).filter_map(|(_, v)| match v {
                SettingValue::Amount(a) => Some(a),
                SettingValue::Number(_) => None,
            }));
            amounts
        }
        LimitAmount::Field(f, unit) => {
            let whole = Ctx { sees: NEVER, ..ctx };
            let value = field_value(f, whole);
            super::super::ask::number_amount(value, *unit).into_iter().collect()
        }
    }
}

fn quantity_changes(q: &crate::lang::checked::Quantity, ctx: Ctx<'_>, out: &mut Vec<Day>) {
    if let crate::lang::checked::Count::Setting(i) = q.count() {
        setting_changes(*i, ctx, out);
    }
}

/// The days on which a setting changes: its own dates, and agreements that begin or end.
pub(in super::super) fn setting_changes(place: usize, ctx: Ctx<'_>, out: &mut Vec<Day>) {
    let Some(s) = ctx.plan.settings.get(place) else { return };
    out.extend(s.values.iter().map(|v| v.0).filter(|d| *d != ALWAYS));
    for (a, _) in agreements(s, ctx) {
        out.push(a.begins());
        if a.until != NEVER {
            out.push(a.until + 1);
        }
    }
}

fn value_changes(v: &Value, ctx: Ctx<'_>, from: Day, to: Day, out: &mut Vec<Day>) {
    match v {
        Value::Literal(_) => {}
        Value::Field(f) => field_changes(f, ctx, from, to, out),
        Value::Day(d) => day_changes(d, ctx, from, to, out),
        Value::Age(on) => {
            if let Some(d) = on {
                day_changes(d, ctx, from, to, out);
            }
            let born = ctx.born();
            if born != NEVER {
                out.push(born);
                // People grow no older than this; later birthdays change nothing anybody asks.
                out.extend(
                    (1..=130)
                        .map(|n| ctx.world.calendar.birthday(born, n))
                        .filter(|d| *d >= from && *d <= to),
                );
            }
        }
        Value::Span { from: a, to: b, .. } => {
            day_changes(a, ctx, from, to, out);
            day_changes(b, ctx, from, to, out);
            if moves(a) || moves(b) {
                every_day(ctx, from, to, out);
            }
        }
        Value::Number(t) | Value::DaysOf(t) => thing_changes(t, ctx, from, to, out),
        Value::Plugin { arguments, .. } => {
            arguments.iter().for_each(|a| value_changes(a, ctx, from, to, out))
        }
        Value::Setting(i) => setting_changes(*i, ctx, out),
        Value::Sum(list) => list.iter().for_each(|(_, v)| value_changes(v, ctx, from, to, out)),
        Value::PercentOf(_, v) => value_changes(v, ctx, from, to, out),
    }
}

/// Whether a day moves with the day asked.
fn moves(d: &DayExpr) -> bool {
    match d {
        DayExpr::AsAt => true,
        DayExpr::Offset { of, .. } => moves(of),
        _ => false,
    }
}

/// Every day that is asked one by one: the day asked itself is part of the question.
fn every_day(ctx: Ctx<'_>, from: Day, to: Day, out: &mut Vec<Day>) {
    let (first, last) = ctx.world.single_days();
    out.extend(from.max(first)..=to.min(last));
}

fn field_changes(f: &FieldRef, ctx: Ctx<'_>, from: Day, to: Day, out: &mut Vec<Day>) {
    if let Base::FirstOf(t) | Base::LastOf(t) = &f.base {
        thing_changes(t, ctx, from, to, out);
    }
    for row in lasts(f, ctx) {
        edges(ctx.of(row).it.start, out);
    }
    // Another record says nothing before it begins.
    if let Some(at) = target(f, Ctx { sees: NEVER, ..ctx }) {
        edges(at.start, out);
    }
    field_days(f, ctx).into_iter().for_each(|d| edges(d, out));
}

/// The days a date field may hold on one day or another: which record is the first or last changes with the day asked.
fn field_days(f: &FieldRef, ctx: Ctx<'_>) -> Vec<Day> {
    let whole = Ctx { sees: NEVER, ..ctx };
    let day = |f: &FieldRef, ctx| match field_value(f, ctx) {
        Datum::Day(d) => Some(d),
        _ => None,
    };
    if let Some((_, after)) = last_step(f) {
        let of_it = FieldRef { base: Base::It, steps: after.to_vec(), ..f.clone() };
        return lasts(f, ctx).into_iter().flat_map(|row| field_days(&of_it, ctx.of(row))).collect();
    }
    let (Base::FirstOf(t) | Base::LastOf(t)) = &f.base else { return day(f, whole).into_iter().collect() };
    let of_it = FieldRef { base: Base::It, ..f.clone() };
    let mut out = Vec::new();
    for_each_in_pool(t, whole.on(NEVER - 1), &mut |row| {
        out.extend(day(&of_it, whole.of(Row { kind: t.kind, row })));
    });
    out
}

/// Where a path goes to the last of its kind, which is another one from day to day: the steps before and after.
fn last_step(f: &FieldRef) -> Option<(&[Step], &[Step])> {
    if matches!(f.base, Base::Neighbour(Neighbour::Last, _)) {
        return Some((&[], &f.steps));
    }
    let at = f.steps.iter().position(|step| *step == Step::Neighbour(Neighbour::Last))?;
    Some((f.steps.get(..at)?, f.steps.get(at + 1..)?))
}

/// The records that the last of a kind may be on one day or another.
fn lasts(f: &FieldRef, ctx: Ctx<'_>) -> Vec<Row> {
    let Some((before, _)) = last_step(f) else { return Vec::new() };
    let to = FieldRef { steps: before.to_vec(), ..f.clone() };
    let one = target(&to, Ctx { sees: NEVER, ..ctx }).map(|at| at.row);
    one.and_then(|at| Some((at.kind, in_order(ctx.world, at)?)))
        .map_or_else(Vec::new, |(kind, rows)| rows.into_iter().map(|row| Row { kind, row }).collect())
}

/// The days that a day may be on one day or another.
fn days_of(d: &DayExpr, ctx: Ctx<'_>) -> Vec<Day> {
    match d {
        DayExpr::Field(f) => field_days(f, ctx),
        DayExpr::First(t) | DayExpr::Last(t) => {
            let whole = Ctx { sees: NEVER, day: NEVER - 1, ..ctx };
            let mut out = Vec::new();
            for_each_in_pool(t, whole, &mut |row| out.push(record_day(t, ctx.world, row, ctx.it)));
            out
        }
        DayExpr::Offset { amount, before, of } => {
            let (calendar, mut out) = (ctx.world.calendar, Vec::new());
            for a in amount_changes(amount, ctx, &mut Vec::new()) {
                for d in days_of(of, ctx).into_iter().filter(|d| *d != NEVER && *d != ALWAYS) {
                    let sum = if *before { calendar.sub(d, a) } else { calendar.add_plain(d, a) };
                    out.extend([sum.lo, sum.hi]);
                }
            }
            out
        }
        _ => {
            let day = day_of(d, Ctx { sees: NEVER, ..ctx });
            day.into_iter().flat_map(|d| [d.lo, d.hi]).collect()
        }
    }
}

fn day_changes(d: &DayExpr, ctx: Ctx<'_>, from: Day, to: Day, out: &mut Vec<Day>) {
    match d {
        DayExpr::Field(f) => field_changes(f, ctx, from, to, out),
        DayExpr::On(d) => edges(*d, out),
        DayExpr::AsAt => every_day(ctx, from, to, out),
        DayExpr::That => {}
        DayExpr::First(t) | DayExpr::Last(t) => thing_changes(t, ctx, from, to, out),
        DayExpr::Offset { amount, of, .. } => {
            day_changes(of, ctx, from, to, out);
            amount_changes(amount, ctx, out);
            days_of(d, ctx).into_iter().for_each(|d| edges(d, out));
        }
        DayExpr::Birthday => value_changes(&Value::Age(None), ctx, from, to, out),
    }
}

/// Adds the days on which the number of things can change.
pub(in super::super) fn thing_changes(t: &Thing, ctx: Ctx<'_>, from: Day, to: Day, out: &mut Vec<Day>) {
    let window_amounts = match &t.window {
        Some(Window::InLast(a) | Window::Before(a, _) | Window::After(a, _) | Window::InAny(a)) => {
            amount_changes(a, ctx, out)
        }
        _ => Vec::new(),
    };
    match &t.window {
        Some(Window::Before(_, d) | Window::After(_, d)) => {
            day_changes(d, ctx, from, to, out);
            for d in days_of(d, ctx) {
                window_amounts.iter().for_each(|a| sums(d, *a, ctx, out));
                if matches!(t.window, Some(Window::Before(..))) && d != NEVER && d != ALWAYS {
                    // What is open comes to be in the time on its first day.
                    for a in &window_amounts {
                        let first = first_within(ctx.world.calendar, DayRange::exact(d), *a);
                        out.extend([first.lo, first.hi]);
                    }
                }
            }
        }
        Some(Window::BeforeDay(d) | Window::AfterDay(d) | Window::OnDay(d)) => {
            day_changes(d, ctx, from, to, out)
        }
        Some(Window::Between(a, b)) => {
            day_changes(a, ctx, from, to, out);
            day_changes(b, ctx, from, to, out);
        }
        Some(Window::InLastOf(_, things)) => thing_changes(things, ctx, from, to, out),
        Some(Window::InSlot(name)) => {
            let calendar = ctx.world.calendar;
            let (first, last) = ctx.world.single_days();
            let first = from.max(first);
            let slots = calendar.slots_from(name, first, to.min(last));
            // The one that runs on the first day began before it.
            out.extend(calendar.slot_of(name, first).iter().chain(&slots).flat_map(|s| [s.0, s.1 + 1]));
        }
        Some(Window::During) => {
            edges(ctx.this.start, out);
            edges(ctx.this.end, out);
        }
        Some(Window::InLast(_) | Window::InAny(_)) | None => {}
    }
    let whole = Ctx { sees: NEVER, day: NEVER - 1, ..ctx };
    for_each_in_pool(t, whole, &mut |row| {
        let Some(table) = ctx.world.table(t.kind) else { return };
        let day = record_day(t, ctx.world, row, ctx.it);
        edges(table.start(row), out);
        edges(table.end(row), out);
        if let Some(joined) = &t.joined {
            // A spell goes on until nothing can join it any more.
            edges(reach(table.end(row), joined, ctx), out);
        }
        edges(day, out);
        for a in &window_amounts {
            sums(day, *a, ctx, out);
            if table.end(row) != NEVER {
                sums(table.end(row) - 1, *a, ctx, out);
            }
        }
    });
    // What a spell is asked while it runs, each day may answer in another way; that it ended is seen some days later.
    let by_day = !t.condition.is_true() || t.by == RecordDay::Ended;
    if t.days || t.joined.is_some() && by_day {
        every_day(ctx, from, to, out);
    }
}
