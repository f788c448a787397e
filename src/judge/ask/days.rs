//! Distinct days on which such a record is open.

use super::super::tri::Tri;
use super::day::{DayRange, amount_on, day_of, sum};
use super::latest::Latest;
use super::{Ctx, for_each_in_pool};
use crate::calendar::{ALWAYS, Amount, Calendar, Day, NEVER};
use crate::lang::checked::{Thing, Window};
use crate::record::Row;

/// The certain and possible number of distinct days of the window, up to the day asked, on which a record of the
/// thing is open at the close. Where an end of the window is not known, any day may lie in it and none surely does; in a
/// check nothing is known then, for there a blank never fails a comparison.
pub(in super::super) fn count_days(t: &Thing, ctx: Ctx<'_>) -> (u32, u32) {
    let window = window_days(t.window.as_ref(), ctx);
    if window.certain.is_none() && ctx.sees == NEVER {
        return (0, u32::MAX);
    }
    let latest = match &t.window {
        Some(Window::InLastOf(n, things)) => Some(Latest::of(*n, things, ctx)),
        _ => None,
    };
    let mut certain: Vec<(Day, Day)> = Vec::new();
    let mut possible: Vec<(Day, Day)> = Vec::new();
    for_each_in_pool(t, ctx, &mut |row| {
        let Some(table) = ctx.world.table(t.kind) else { return };
        let mut truth = super::count::own_truth(t, ctx, row);
        if let Some(latest) = &latest {
            truth = truth.and(latest.holds(t, ctx, row));
        }
        let unread = ctx.world.end_unread(Row { kind: t.kind, row });
        let end = if table.end(row) == NEVER { NEVER } else { table.end(row) - 1 };
        let inside = |(first, last): (Day, Day)| {
            let days = (table.start(row).max(first), end.min(last).min(ctx.day));
            Some(days).filter(|(a, b)| a <= b)
        };
        if truth == Tri::No {
            return;
        }
        possible.extend(inside(window.possible));
        if truth == Tri::Yes && !unread {
            certain.extend(window.certain.and_then(inside));
        }
    });
    if let Some(Window::InAny(amount)) = &t.window {
        let most = |list: &[(Day, Day)]| super::in_any::most_days(list, amount, ctx);
        return (most(&certain).unwrap_or(0), most(&possible).unwrap_or(u32::MAX));
    }
    (union(certain), union(possible))
}

/// The first day of a thing's window as asked on a day; [`ALWAYS`] where it has none.
pub(in super::super) fn window_start(t: &Thing, ctx: Ctx<'_>) -> Option<Day> {
    window_days(t.window.as_ref(), ctx).certain.map(|days| days.0)
}

/// The days of a window, from one to another; none where the second lies before the first.
struct WindowDays {
    /// Those that lie in it whatever is not known; `None` where a day or an amount of it is not.
    certain: Option<(Day, Day)>,
    /// Those that may lie in it.
    possible: (Day, Day),
}

fn window_days(window: Option<&Window>, ctx: Ctx<'_>) -> WindowDays {
    let exactly = |days| WindowDays { certain: Some(days), possible: days };
    let between = |a: Option<DayRange>, b: Option<DayRange>| WindowDays {
        certain: a.zip(b).map(|(a, b)| (a.hi, b.lo)),
        possible: (a.map_or(ALWAYS, |a| a.lo), b.map_or(NEVER, |b| b.hi)),
    };
    let always = Some(DayRange::exact(ALWAYS));
    let never = Some(DayRange::exact(NEVER));
    let calendar = ctx.world.calendar;
    match window {
        None | Some(Window::InAny(_) | Window::InLastOf(..)) => exactly((ALWAYS, NEVER)),
        Some(Window::InLast(a)) => {
            let from = amount_on(a, ctx).map(|a| first_within(calendar, DayRange::exact(ctx.day), a));
            between(from, Some(DayRange::exact(ctx.day)))
        }
        Some(Window::Before(a, d)) => {
            let to = day_of(d, ctx);
            between(amount_on(a, ctx).zip(to).map(|(a, d)| first_within(calendar, d, a)), to)
        }
        Some(Window::After(a, d)) => {
            let from = day_of(d, ctx);
            between(from, amount_on(a, ctx).zip(from).map(|(a, d)| sum(calendar, d, a)))
        }
        Some(Window::Between(a, b)) => between(day_of(a, ctx), day_of(b, ctx)),
        Some(Window::OnDay(d)) => between(day_of(d, ctx), day_of(d, ctx)),
        Some(Window::BeforeDay(d)) => between(always, day_of(d, ctx).map(|d| moved(d, -1))),
        Some(Window::AfterDay(d)) => between(day_of(d, ctx).map(|d| moved(d, 1)), never),
        Some(Window::During) => exactly((ctx.this.start, ctx.this.end)),
        Some(Window::InSlot(name)) => {
            let slot = calendar.slot_of(name, ctx.day);
            between(slot.map(|s| DayRange::exact(s.0)), slot.map(|s| DayRange::exact(s.1)))
        }
    }
}

/// The first day from which an amount reaches a day: the first that may, and the first that certainly does.
pub(in super::super) fn first_within(calendar: &Calendar, to: DayRange, a: Amount) -> DayRange {
    // The day after the last from which it does not.
    let after = |d: Day| calendar.sub(d.saturating_sub(1), a);
    moved(DayRange { lo: after(to.lo).lo, hi: after(to.hi).hi }, 1)
}

/// A day so many days later.
pub(super) fn moved(d: DayRange, by: i32) -> DayRange {
    DayRange { lo: d.lo.saturating_add(by), hi: d.hi.saturating_add(by) }
}

/// How many different days some stretches have.
pub(super) fn union(mut list: Vec<(Day, Day)>) -> u32 {
    list.sort_unstable();
    let mut total: i64 = 0;
    let mut covered = i64::from(ALWAYS);
    for (a, b) in list {
        let from = i64::from(a).max(covered + 1);
        if i64::from(b) >= from {
            total += i64::from(b) - from + 1;
            covered = i64::from(b);
        }
    }
    u32::try_from(total).unwrap_or(u32::MAX)
}
