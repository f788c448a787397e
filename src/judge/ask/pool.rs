//! Whose records are looked at, and the day each counts by.

use super::super::world::World;
use super::{Asked, Ctx, value_key};
use crate::calendar::{Day, NEVER};
use crate::lang::checked::{FieldRef, Pool, RecordDay, Step, Thing};
use crate::record::{LinkedRow, NO_ROW, Row, Table};
use std::ops::ControlFlow;

/// A record of a pool with its days.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in super::super) struct Dated {
    pub(in super::super) row: u32,
    pub(in super::super) start: Day,
    pub(in super::super) end: Day,
    /// The row of its owner, where the pool knows it.
    pub(in super::super) owner: Option<u32>,
}

impl Dated {
    fn of(table: &Table, row: u32) -> Dated {
        Dated { row, start: table.start(row), end: table.end(row), owner: None }
    }

    fn linked(of: &LinkedRow) -> Dated {
        Dated { row: of.row, start: of.start, end: of.end, owner: (of.owner != NO_ROW).then_some(of.owner) }
    }

    /// The day it counts by as evidence; [`NEVER`] when it has none (yet).
    #[inline]
    pub(in super::super) fn day(&self, t: &Thing, ctx: Ctx<'_>) -> Day {
        match (t.by, &t.pool) {
            (_, Pool::Itself) => record_day(t, ctx.world, self.row, ctx.it),
            (RecordDay::Plain | RecordDay::Any | RecordDay::Started | RecordDay::Open, _) => self.start,
            (RecordDay::Ended, _) => self.end,
            _ => record_day(t, ctx.world, self.row, ctx.it),
        }
    }
}

/// Tells every record of the pool that may be evidence about `ctx.it`: dated, possible, not the record itself and,
/// of its own kind, only earlier starts (a check, which sees the whole return, leaves out only the record itself).
pub(in super::super) fn for_each_in_pool(t: &Thing, ctx: Ctx<'_>, tell: &mut dyn FnMut(u32)) {
    for_each_dated(t, ctx, |d| tell(d.row));
}

/// As `for_each_in_pool`, with the days of each.
pub(in super::super) fn for_each_dated(t: &Thing, ctx: Ctx<'_>, mut tell: impl FnMut(Dated)) {
    for_each_until(t, ctx, |d| {
        tell(d);
        ControlFlow::Continue(())
    });
}

/// As `for_each_dated`, until one is enough.
pub(super) fn for_each_until(t: &Thing, ctx: Ctx<'_>, mut tell: impl FnMut(Dated) -> ControlFlow<()>) {
    let Some(table) = ctx.world.table(t.kind) else { return };
    // What is enough is all that is told by stopping.
    let _enough = if t.pool == Pool::Itself {
        tell(Dated::of(table, ctx.it.row.row))
    } else {
        let own_kind = of_own_kind(t, ctx);
        each_of_pool(t, ctx, |d| match may_be(t, table, ctx, own_kind, d) {
            true => tell(d),
            false => ControlFlow::Continue(()),
        })
    };
}

/// As `for_each_until`, of those records alone of which the `where` of the thing may hold: first those of which it may
/// certainly hold, then those of which it certainly does not hold for certain.
pub(in super::super) fn for_each_candidate(
    t: &Thing,
    ctx: Ctx<'_>,
    mut tell: impl FnMut(Dated, bool) -> ControlFlow<()>,
) {
    let world = ctx.world;
    let found = world.candidates(t, |ours| value_key(ours, ctx)).zip(world.table(t.kind));
    let Some((rows, table)) = found else {
        return for_each_until(t, ctx, |d| tell(d, true));
    };
    let own_kind = of_own_kind(t, ctx);
    for (rows, sure) in [(rows.same, true), (rows.doubtful, false)] {
        for row in rows {
            let d = Dated::of(table, *row);
            if may_be(t, table, ctx, own_kind, d) && tell(d, sure).is_break() {
                return;
            }
        }
    }
}

/// Tells every record of the pool, whatever its days, but the one asked about and, of its own kind, later ones: what
/// an explanation looks at.
pub(in super::super) fn for_each_record(t: &Thing, ctx: Ctx<'_>, tell: &mut dyn FnMut(u32)) {
    let own_kind = of_own_kind(t, ctx) && t.pool != Pool::Itself;
    let _all = each_of_pool(t, ctx, |d| {
        if !own_kind || d.row != ctx.it.row.row && (d.start < ctx.it.start || d.start == NEVER) {
            tell(d.row);
        }
        ControlFlow::Continue(())
    });
}

#[inline]
fn each_of_pool(t: &Thing, ctx: Ctx<'_>, mut each: impl FnMut(Dated) -> ControlFlow<()>) -> ControlFlow<()> {
    let world = ctx.world;
    let Some(table) = world.table(t.kind) else { return ControlFlow::Continue(()) };
    let it = ctx.it;
    let root = || ctx.root_of_it();
    let mut of = |row: u32| each(Dated::of(table, row));
    let above = |row: u32, up: u8| climb(world, Row { kind: t.kind, row }, up);
    match &t.pool {
        Pool::Root => table.group(root()).iter().try_for_each(of),
        Pool::Owned { up } if let Some(rows) = world.owned(t.kind, *up, it.row.row) => {
            rows.iter().try_for_each(|of| each(Dated::linked(of)))
        }
        Pool::Owned { up } => {
            table.group(root()).iter().filter(|row| above(*row, *up) == Some(it.row)).try_for_each(of)
        }
        Pool::SharedOwner { mine, theirs, .. } => match climb(world, it.row, *mine) {
            None => ControlFlow::Continue(()),
            Some(owner) if let Some(rows) = world.owned(t.kind, *theirs, owner.row) => {
                rows.iter().try_for_each(|of| each(Dated::linked(of)))
            }
            owner => table.group(root()).iter().filter(|row| above(*row, *theirs) == owner).try_for_each(of),
        },
        Pool::Linked(path) => {
            world.linked(t.kind, path, it.row.row).iter().try_for_each(|of| each(Dated::linked(of)))
        }
        Pool::SameLink(theirs, ours) => {
            let rows = world.reach(it.row, ours).map(|to| world.linked(t.kind, theirs, to.row));
            rows.unwrap_or(&[]).iter().try_for_each(|of| each(Dated::linked(of)))
        }
        Pool::All => (0..table.len()).try_for_each(of),
        Pool::Itself => of(it.row.row),
    }
}

/// Whether a record of the root subject is in the pool.
pub(super) fn in_pool(t: &Thing, ctx: Ctx<'_>, row: u32) -> bool {
    let Some(table) = ctx.world.table(t.kind) else { return false };
    may_be(t, table, ctx, of_own_kind(t, ctx), Dated::of(table, row))
}

/// Whether the pool is of the kind of the record asked about. A breach is an event of its own: the record that was judged
/// is a record like any other to it.
fn of_own_kind(t: &Thing, ctx: Ctx<'_>) -> bool {
    let breach = !ctx.plan.breach_of.is_empty() && ctx.it == ctx.this;
    let of_owner = matches!(t.pool, Pool::SharedOwner { of_owner: true, .. });
    t.kind == ctx.it.row.kind && !breach && !of_owner
}

#[inline]
fn may_be(t: &Thing, table: &Table, ctx: Ctx<'_>, own_kind: bool, d: Dated) -> bool {
    if t.by == RecordDay::Any {
        let itself = own_kind && d.row == ctx.it.row.row;
        return !(itself || ctx.world.is_made(Row { kind: t.kind, row: d.row }));
    }
    let undated = d.start == NEVER && !table.start.is_empty();
    // A period that ends before it starts is impossible.
    if undated || d.end < d.start && d.start != NEVER {
        return false;
    }
    !own_kind || d.row != ctx.it.row.row && (ctx.sees == NEVER || d.start < ctx.it.start)
}

/// Whether it is told of which records the pool is: a link may be blank; the table of a return may be missing, or not say
/// whose its rows are.
pub(in super::super) fn is_told(t: &Thing, ctx: Ctx<'_>) -> bool {
    let world = ctx.world;
    if let Pool::SameLink(_, ours) = &t.pool
        && world.reach(ctx.it.row, ours).is_none()
    {
        // Of a return a key that was written and names no record is known: there is none.
        return world.returned && names_nobody(ours, ctx);
    }
    if !world.returned {
        return true;
    }
    let owned = |kind, up| world.is_owned(kind, up);
    world.is_sent(t.kind)
        && match &t.pool {
            Pool::Owned { up } => owned(t.kind, *up),
            Pool::SharedOwner { mine, theirs, .. } => owned(t.kind, *theirs) && owned(ctx.it.row.kind, *mine),
            _ => true,
        }
}

/// Whether a key was written at the end of a path, which no record of its table has.
fn names_nobody(path: &FieldRef, ctx: Ctx<'_>) -> bool {
    let Some((Step::Link(field), before)) = path.steps.split_last() else { return false };
    let at = ctx.world.follow(ctx.it.row, before, NEVER);
    at.and_then(|at| Some(ctx.world.table(at.kind)?.invalid.contains_key(&(*field, at.row)))).unwrap_or(false)
}

/// The record `up` owner steps above.
fn climb(world: &World<'_>, from: Row, up: u8) -> Option<Row> {
    let mut at = from;
    for _ in 0..up {
        at = world.owner(at)?;
    }
    Some(at)
}

/// The day a record counts by as evidence; [`NEVER`] when it has none (yet). `it` matters for a field of the subject
/// itself whose days are a spell's.
pub(in super::super) fn record_day(t: &Thing, world: &World<'_>, row: u32, it: Asked) -> Day {
    let Some(table) = world.table(t.kind) else { return NEVER };
    match t.by {
        RecordDay::Plain | RecordDay::Any | RecordDay::Started | RecordDay::Open => match t.pool {
            Pool::Itself => it.start,
            _ => table.start(row),
        },
        RecordDay::Ended => match t.pool {
            Pool::Itself => it.end,
            _ => table.end(row),
        },
        RecordDay::Field(f) => table.column(f).date(row),
        RecordDay::Recorded => table.recorded(row),
    }
}
