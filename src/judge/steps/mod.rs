//! Conditions as step functions of the day: from each day on, a truth (`obligations.md` 2.4).

mod changes;
mod counts;
mod cover;
mod proof;
mod tally;

pub(super) use changes::{amount_changes, condition_changes, thing_changes};
pub(super) use counts::{CountRoom, CountedBy, count_steps};
pub(super) use cover::cover_steps;

use super::ask::{Ctx, ask_condition};
use super::tri::Tri;
use crate::calendar::{ALWAYS, Day};
use crate::lang::checked::{Cmp, Cond, Count, Literal, Quantity, Thing, Value};

/// From each day on, a truth; the first step is at the first day asked, days ascend, neighbours differ.
pub(super) type Steps = Vec<(Day, Tri)>;

/// The truth of a condition on every day of `from..=to`.
pub(super) fn steps(c: &Cond, ctx: Ctx<'_>, from: Day, to: Day) -> Steps {
    match c {
        Cond::Always(b) => vec![(from, Tri::of(*b))],
        Cond::All(list) => join(list, ctx, from, to, Tri::and),
        Cond::Any(list) => join(list, ctx, from, to, Tri::or),
        Cond::Not(c) => {
            let mut s = steps(c, ctx, from, to);
            s.iter_mut().for_each(|(_, t)| *t = !*t);
            s
        }
        // A number that is a setting changes on days of its own.
        Cond::Has(e) if matches!(e.quantity.count(), Count::Setting(_)) => by_changes(c, ctx, from, to),
        Cond::Has(e) => {
            let said =
                |day, certain, possible| super::ask_quantity(&e.quantity, certain, possible, ctx.on(day));
            let asked = Some(&e.quantity);
            counted(&e.thing, ctx, (from, to), asked, said).unwrap_or_else(|| by_changes(c, ctx, from, to))
        }
        Cond::Compare(cmp, Value::Number(thing), Value::Literal(Literal::Number(n))) => {
            let said = |_, certain, possible| number_against(*cmp, certain, possible, *n);
            counted(thing, ctx, (from, to), None, said).unwrap_or_else(|| by_changes(c, ctx, from, to))
        }
        _ => by_changes(c, ctx, from, to),
    }
}

/// What a question about a number of things says from each day on: of one quantity, or what `said` makes of a number.
fn counted(
    t: &Thing,
    ctx: Ctx<'_>,
    span: (Day, Day),
    asked: Option<&Quantity>,
    said: impl Fn(Day, u32, u32) -> Tri,
) -> Option<Steps> {
    let mut out = Steps::new();
    if cover_steps(t, ctx, span, (None, asked), &mut out) {
        return Some(out);
    }
    let mut room = CountRoom::default();
    match count_steps(t, ctx, span, (None, asked), &mut room) {
        CountedBy::None => return None,
        CountedBy::Proof => return Some(vec![(span.0, Tri::Yes)]),
        CountedBy::Steps => {}
    }
    for &(day, certain, possible) in &room.counts {
        push(&mut out, day, said(day, certain, possible));
    }
    Some(out)
}

fn number_against(cmp: Cmp, certain: u32, possible: u32, n: f64) -> Tri {
    let holds = |x: u32| {
        let x = f64::from(x);
        match cmp {
            Cmp::Is => x == n,
            Cmp::IsNot => x != n,
            Cmp::Under => x < n,
            Cmp::AtMost => x <= n,
            Cmp::Over => x > n,
            Cmp::AtLeast => x >= n,
        }
    };
    let all = (certain..=possible).all(holds);
    let any = (certain..=possible).any(holds);
    if all {
        Tri::Yes
    } else if any {
        Tri::Unknown
    } else {
        Tri::No
    }
}

/// Asks the condition on every day on which it can change.
fn by_changes(c: &Cond, ctx: Ctx<'_>, from: Day, to: Day) -> Steps {
    let mut days = Vec::new();
    changes::condition_changes(c, ctx, from, to, &mut days);
    days.retain(|&d| d > from && d <= to);
    days.sort_unstable();
    days.dedup();
    let mut out = vec![(from, ask_condition(c, ctx.on(from)))];
    for d in days {
        push(&mut out, d, ask_condition(c, ctx.on(d)));
    }
    out
}

/// Adds a step unless nothing changes.
pub(super) fn push(out: &mut Steps, day: Day, t: Tri) {
    match out.last_mut() {
        Some(last) if last.1 == t => {}
        Some(last) if last.0 == day => last.1 = t,
        _ => out.push((day, t)),
    }
}

fn join(list: &[Cond], ctx: Ctx<'_>, from: Day, to: Day, with: fn(Tri, Tri) -> Tri) -> Steps {
    let mut parts = list.iter();
    let Some(first) = parts.next() else { return vec![(from, with(Tri::Yes, Tri::Yes))] };
    let mut all = steps(first, ctx, from, to);
    for c in parts {
        all = merge(&all, &steps(c, ctx, from, to), with);
    }
    all
}

/// Two step functions over the same days as one.
pub(super) fn merge(a: &Steps, b: &Steps, with: impl Fn(Tri, Tri) -> Tri) -> Steps {
    let mut out = Steps::with_capacity(a.len() + b.len());
    let (mut i, mut j) = (0, 0);
    let (mut x, mut y) = (Tri::No, Tri::No);
    while i < a.len() || j < b.len() {
        let at = |s: &Steps, k: usize| s.get(k).map(|t| t.0);
        let day = match (at(a, i), at(b, j)) {
            (Some(p), Some(q)) => p.min(q),
            (Some(p), None) => p,
            (None, Some(q)) => q,
            (None, None) => break,
        };
        if let Some(t) = a.get(i).filter(|t| t.0 == day) {
            x = t.1;
            i += 1;
        }
        if let Some(t) = b.get(j).filter(|t| t.0 == day) {
            y = t.1;
            j += 1;
        }
        push(&mut out, day, with(x, y));
    }
    out
}

/// The value on a day.
pub(super) fn at(s: &Steps, day: Day) -> Tri {
    let i = s.partition_point(|t| t.0 <= day);
    i.checked_sub(1).and_then(|i| s.get(i)).map_or(Tri::No, |t| t.1)
}

/// The stretches `(first, last)` on which the value is one of those asked for; the last may reach `to`.
pub(super) fn runs(s: &Steps, to: Day, wanted: impl Fn(Tri) -> bool) -> Vec<(Day, Day)> {
    let mut out: Vec<(Day, Day)> = Vec::new();
    for (i, &(day, t)) in s.iter().enumerate() {
        let last = s.get(i + 1).map_or(to, |next| next.0 - 1);
        if !wanted(t) || last < day {
            continue;
        }
        match out.last_mut() {
            Some(run) if run.1 != ALWAYS && run.1.saturating_add(1) == day => run.1 = last,
            _ => out.push((day, last)),
        }
    }
    out
}
