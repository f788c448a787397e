//! The number of things on every day, by one sweep over the days they begin and cease to count.

use super::super::ask::{Ctx, for_each_in_pool, record_day};
use super::super::ask::{own_truth, value_key};
use super::super::plan::Truth;
use super::super::tri::Tri;
use crate::calendar::{Amount, Day, NEVER};
use crate::lang::checked::{LimitAmount, RecordDay, Thing, Window};
use crate::record::{Row, Shape};
use std::collections::BTreeMap;

/// From each day on, (certain, possible). `known` is the truth of its `where`, when the rows alone decide it. `None` when the window moves in a way that only asking day by day tells.
pub(in super::super) fn count_steps(
    t: &Thing,
    ctx: Ctx<'_>,
    from: Day,
    to: Day,
    known: Option<&Truth>,
) -> Option<Vec<(Day, u32, u32)>> {
    if t.days || t.joined.is_some() {
        return None;
    }
    let amount = match &t.window {
        None => None,
        Some(Window::InLast(a)) => Some(fixed(a, ctx)?),
        Some(_) => return None,
    };
    let blank_keys = t.distinct.is_some();
    // (day, key, change of certain, change of possible)
    let mut deltas: Vec<(Day, u64, i32, i32)> = Vec::new();
    let mut blank = false;
    for_each_in_pool(t, ctx, &mut |row| {
        let truth = known.map_or_else(|| own_truth(t, ctx, row), |k| k.of(row));
        if truth == Tri::No {
            return;
        }
        let Some((first, certain_last, possible_last)) = counting_days(t, ctx, row, amount) else { return };
        let key = match &t.distinct {
            None => 0,
            Some(d) => match value_key(&d.by, ctx.of(Row { kind: t.kind, row }).on(NEVER - 1)) {
                Some(k) => k,
                None => {
                    blank = true;
                    return;
                }
            },
        };
        let mut add = |last: Day, certain: i32, possible: i32| {
            if last < first || first > to || last < from {
                return;
            }
            deltas.push((first.max(from), key, certain, possible));
            if last < to {
                deltas.push((last + 1, key, -certain, -possible));
            }
        };
        if truth == Tri::Yes {
            add(certain_last, 1, 0);
        }
        add(possible_last, 0, 1);
    });
    if blank && blank_keys {
        return None;
    }
    deltas.sort_unstable();
    Some(if t.distinct.is_some() { distinct(&deltas, from) } else { plain(&deltas, from) })
}

fn plain(deltas: &[(Day, u64, i32, i32)], from: Day) -> Vec<(Day, u32, u32)> {
    let mut out = vec![(from, 0u32, 0u32)];
    let (mut certain, mut possible) = (0i32, 0i32);
    for &(day, _, c, p) in deltas {
        certain += c;
        possible += p;
        note(&mut out, day, certain, possible);
    }
    out
}

fn distinct(deltas: &[(Day, u64, i32, i32)], from: Day) -> Vec<(Day, u32, u32)> {
    let mut out = vec![(from, 0u32, 0u32)];
    let mut held: BTreeMap<u64, (i32, i32)> = BTreeMap::new();
    let (mut certain, mut possible) = (0i32, 0i32);
    for &(day, key, c, p) in deltas {
        let (x, y) = held.entry(key).or_default();
        let before = (i32::from(*x > 0), i32::from(*y > 0));
        (*x, *y) = (*x + c, *y + p);
        certain += i32::from(*x > 0) - before.0;
        possible += i32::from(*y > 0) - before.1;
        note(&mut out, day, certain, possible);
    }
    out
}

fn note(out: &mut Vec<(Day, u32, u32)>, day: Day, certain: i32, possible: i32) {
    let (c, p) = (certain.max(0) as u32, possible.max(0) as u32);
    match out.last_mut() {
        Some(last) if last.0 == day => (last.1, last.2) = (c, p),
        Some(last) if (last.1, last.2) == (c, p) => {}
        _ => out.push((day, c, p)),
    }
}

/// An amount that no day can change.
fn fixed(a: &LimitAmount, ctx: Ctx<'_>) -> Option<Amount> {
    match a {
        LimitAmount::Fixed(a) => Some(*a),
        LimitAmount::Setting(i) => {
            let s = ctx.plan.settings.get(*i)?;
            match s.values.as_slice() {
                [(_, crate::lang::checked::SettingValue::Amount(a))] if !s.agreed => Some(*a),
                _ => None,
            }
        }
        LimitAmount::Field(..) => None,
    }
}

/// First day a record counts, last day it certainly does, last day it may.
fn counting_days(t: &Thing, ctx: Ctx<'_>, row: u32, amount: Option<Amount>) -> Option<(Day, Day, Day)> {
    let table = ctx.world.table(t.kind)?;
    let x = record_day(t, ctx.world, row, ctx.it);
    let shape = ctx.world.shape(t.kind);
    if shape == Shape::Subject && amount.is_none() && t.by == RecordDay::Plain {
        return Some((crate::calendar::ALWAYS, NEVER, NEVER));
    }
    if x == NEVER {
        return None;
    }
    if t.by == RecordDay::Open {
        let end = table.end(row);
        let last_open = if end == NEVER { NEVER } else { end - 1 };
        if last_open < x {
            return None;
        }
        return Some(match amount {
            None => (x, last_open, last_open),
            Some(a) => {
                let r = ctx.world.calendar.add_plain(last_open, a);
                (x, r.lo, r.hi)
            }
        });
    }
    Some(match amount {
        Some(a) => {
            let r = ctx.world.calendar.add_plain(x, a);
            (x, r.lo, r.hi)
        }
        None if shape == Shape::Period && t.by == RecordDay::Plain => (x, table.end(row), table.end(row)),
        None => (x, NEVER, NEVER),
    })
}
