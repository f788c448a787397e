//! The most there is of something in any stretch of a given length.

use super::count::{Tally, piece_day, qualifies_dated, spell_truth};
use super::day::amount_on;
use super::pool::for_each_candidate;
use super::{Asked, Ctx};
use crate::calendar::{Amount, Day, NEVER};
use crate::judge::tri::Tri;
use crate::lang::checked::{LimitAmount, RecordDay, Thing};
use crate::record::Row;
use std::ops::ControlFlow;

/// The certain and the possible number of things in the stretch that has most of them: a stretch of 12 months goes from
/// a day to the day before the same day a year on.
pub(super) fn most(t: &Thing, ctx: Ctx<'_>, amount: &LimitAmount) -> (u32, u32) {
    let Some(amount) = amount_on(amount, ctx) else { return (0, u32::MAX) };
    match &t.joined {
        Some(joined) => super::spells::over_readings(t, joined, ctx, |spells| {
            let told = spells.into_iter().map(|spell| (spell, spell_truth(t, ctx, spell)));
            busiest(
                t,
                ctx,
                amount,
                &told.filter_map(|(s, truth)| counted(t, ctx, s, truth)).collect::<Vec<_>>(),
            )
        }),
        None => {
            let mut found = Vec::new();
            for_each_candidate(t, ctx, |d, _| {
                let row = Row { kind: t.kind, row: d.row };
                let it = Asked { row, start: d.start, end: d.end, seen: d.end };
                found.extend(counted(t, ctx, it, qualifies_dated(t, ctx, &d)));
                ControlFlow::Continue(())
            });
            busiest(t, ctx, amount, &found)
        }
    }
}

/// First and last day on which a record or spell counts, its row, and whether it does.
type Piece = (Day, Day, u32, Tri);

fn counted(t: &Thing, ctx: Ctx<'_>, piece: Asked, truth: Tri) -> Option<Piece> {
    let day = piece_day(t, ctx, piece);
    let last = match t.by {
        RecordDay::Open if piece.end == NEVER => ctx.sees,
        RecordDay::Open => piece.end - 1,
        _ => day,
    };
    (truth != Tri::No && day != NEVER && day <= last).then_some((day, last, piece.row.row, truth))
}

/// How many lie in the stretch that has most of them.
fn busiest(t: &Thing, ctx: Ctx<'_>, amount: Amount, pieces: &[Piece]) -> (u32, u32) {
    // Where most lie together, a stretch that begins on the last day of the first of them to end holds them all.
    let latest = pieces.iter().map(|p| p.0).max().unwrap_or(NEVER);
    let mut best = (0, 0);
    for from in pieces.iter().map(|p| p.1.min(latest)) {
        let to = last_day(from, amount, ctx);
        let mut tally = Tally::new(t, ctx);
        pieces.iter().filter(|p| p.0 <= to && p.1 >= from).for_each(|p| tally.add(p.2, p.3));
        let (certain, possible) = tally.counted();
        best = (best.0.max(certain), best.1.max(possible));
    }
    best
}

/// The most days of some stretches that lie in any stretch of the given length.
pub(super) fn most_days(list: &[(Day, Day)], amount: &LimitAmount, ctx: Ctx<'_>) -> Option<u32> {
    let amount = amount_on(amount, ctx)?;
    let mut best = 0;
    // The sum is greatest where the stretch begins or ends with one of them.
    let begins = list.iter().map(|(a, _)| *a);
    let ends = list.iter().map(|(_, b)| first_day(*b, amount, ctx));
    for from in begins.chain(ends) {
        let to = last_day(from, amount, ctx);
        let inside = list.iter().map(|(a, b)| (*a.max(&from), *b.min(&to))).filter(|(a, b)| a <= b);
        best = best.max(super::days::union(inside.collect()));
    }
    Some(best)
}

/// The last day of a stretch that begins on a day.
fn last_day(from: Day, amount: Amount, ctx: Ctx<'_>) -> Day {
    ctx.world.calendar.add_plain(from, amount).lo.saturating_sub(1).max(from)
}

/// The first day of the shortest stretch that ends with a day.
fn first_day(to: Day, amount: Amount, ctx: Ctx<'_>) -> Day {
    let mut from = ctx.world.calendar.sub(to.saturating_add(1), amount).lo;
    while from < to && last_day(from, amount, ctx) < to {
        from += 1;
    }
    from
}
