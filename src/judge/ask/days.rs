//! Distinct days on which such a record is open.

use super::super::tri::Tri;
use super::day::{DayRange, amount_on, day_of};
use super::{Ctx, for_each_in_pool};
use crate::calendar::{ALWAYS, Day, NEVER};
use crate::lang::checked::{Thing, Window};
use crate::record::Row;

/// The certain and possible number of distinct days of the window, up to the day asked, on which a record of the
/// thing is open at the close. Where an end of the window is not known, any day may lie in it and none surely does; in a
/// check nothing is known then, for there a blank never fails a comparison.
pub(in super::super) fn count_days(t: &Thing, ctx: Ctx<'_>) -> (u32, u32) {
    let (start, end) = (window_start(t, ctx), window_end(t, ctx));
    let told = start.is_some() && end.is_some();
    if !told && ctx.sees == NEVER {
        return (0, u32::MAX);
    }
    let (first, last) = (start.unwrap_or(ALWAYS), end.unwrap_or(ctx.day));
    let mut certain: Vec<(Day, Day)> = Vec::new();
    let mut possible: Vec<(Day, Day)> = Vec::new();
    for_each_in_pool(t, ctx, &mut |row| {
        let Some(table) = ctx.world.table(t.kind) else { return };
        let truth = super::count::own_truth(t, ctx, row);
        let unread = ctx.world.end_unread(Row { kind: t.kind, row });
        let end = if table.end(row) == NEVER { NEVER } else { table.end(row) - 1 };
        let (a, b) = (table.start(row).max(first), end.min(last));
        if truth == Tri::No || a > b {
            return;
        }
        possible.push((a, b));
        if truth == Tri::Yes && !unread && told {
            certain.push((a, b));
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
    match &t.window {
        None => Some(ALWAYS),
        Some(Window::InLast(a)) => {
            // The earliest y with day asked <= add(y, A).
            let a = amount_on(a, ctx)?;
            let mut y = ctx.world.calendar.sub(ctx.day, a).lo;
            if y == ALWAYS {
                return None;
            }
            while ctx.world.calendar.add_plain(y, a).lo < ctx.day {
                y += 1;
            }
            while ctx.world.calendar.add_plain(y - 1, a).lo >= ctx.day {
                y -= 1;
            }
            Some(y)
        }
        Some(Window::Between(a, _) | Window::AfterDay(a) | Window::OnDay(a)) => Some(day_of(a, ctx)?.lo),
        Some(Window::During) => Some(ctx.this.start),
        Some(Window::InSlot(name)) => Some(ctx.world.calendar.slot_of(name, ctx.day)?.0),
        Some(_) => Some(ALWAYS),
    }
}

fn window_end(t: &Thing, ctx: Ctx<'_>) -> Option<Day> {
    let end: Option<DayRange> = match &t.window {
        Some(Window::Between(_, b) | Window::OnDay(b)) => Some(day_of(b, ctx)?),
        Some(Window::BeforeDay(b)) => day_of(b, ctx).map(|d| DayRange { lo: d.lo - 1, hi: d.hi - 1 }),
        Some(Window::During) => Some(DayRange::exact(ctx.this.end)),
        _ => None,
    };
    Some(end.map_or(ctx.day, |e| e.lo.min(ctx.day)))
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
