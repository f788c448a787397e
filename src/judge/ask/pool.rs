//! Whose records are looked at, and the day each counts by.

use super::super::world::World;
use super::{Asked, Ctx};
use crate::calendar::{Day, NEVER};
use crate::lang::checked::{Pool, RecordDay, Thing};
use crate::record::{Row, Table};

/// Linked records whose days are fetched at a time.
const TOUCHED: usize = 64;

/// Tells every record of the pool that may be evidence about `ctx.it`: dated, possible, not the record itself and,
/// of its own kind, only earlier starts (a check, which sees the whole return, leaves out only the record itself).
pub(in super::super) fn for_each_in_pool(t: &Thing, ctx: Ctx<'_>, tell: &mut dyn FnMut(u32)) {
    let world = ctx.world;
    let Some(table) = world.table(t.kind) else { return };
    let it = ctx.it;
    if t.pool == Pool::Itself {
        return tell(it.row.row);
    }
    let own_kind = of_own_kind(t, ctx);
    let each = |row: u32| {
        if may_be(table, ctx, own_kind, row) {
            tell(row);
        }
    };
    each_of_pool(t, ctx, each);
}

/// Tells every record of the pool, whatever its days, but the one asked about and, of its own kind, later ones: what
/// an explanation looks at.
pub(in super::super) fn for_each_record(t: &Thing, ctx: Ctx<'_>, tell: &mut dyn FnMut(u32)) {
    let Some(table) = ctx.world.table(t.kind) else { return };
    let own_kind = of_own_kind(t, ctx) && t.pool != Pool::Itself;
    each_of_pool(t, ctx, |row| {
        let start = table.start(row);
        if !own_kind || row != ctx.it.row.row && (start < ctx.it.start || start == NEVER) {
            tell(row);
        }
    });
}

#[inline]
fn each_of_pool(t: &Thing, ctx: Ctx<'_>, mut each: impl FnMut(u32)) {
    let world = ctx.world;
    let Some(table) = world.table(t.kind) else { return };
    let it = ctx.it;
    // The root of the record the rule is about is known; another's is looked for.
    let root = || if it.row == ctx.this.row { ctx.root } else { world.root_of(it.row) };
    match &t.pool {
        Pool::Root => table.group(root()).iter().for_each(&mut each),
        Pool::Owned { up } => {
            for row in table.group(root()).iter() {
                if climb(world, Row { kind: t.kind, row }, *up) == Some(it.row) {
                    each(row);
                }
            }
        }
        Pool::SharedOwner { mine, theirs } => {
            let owner = climb(world, it.row, *mine);
            for row in table.group(root()).iter() {
                if owner.is_some() && climb(world, Row { kind: t.kind, row }, *theirs) == owner {
                    each(row);
                }
            }
        }
        Pool::Linked(path) => {
            for part in world.linked(t.kind, path, it.row.row).chunks(TOUCHED) {
                world.touch(table, part);
                part.iter().copied().for_each(&mut each);
            }
        }
        Pool::SameLink(theirs, ours) => {
            if let Some(target) = world.reach(it.row, ours) {
                world.linked(t.kind, theirs, target.row).iter().copied().for_each(&mut each);
            }
        }
        Pool::All => (0..table.len()).for_each(&mut each),
        Pool::Itself => each(it.row.row),
    }
}

/// Whether a record of the root subject is in the pool.
pub(super) fn in_pool(t: &Thing, ctx: Ctx<'_>, row: u32) -> bool {
    ctx.world.table(t.kind).is_some_and(|table| may_be(table, ctx, of_own_kind(t, ctx), row))
}

/// Whether the pool is of the kind of the record asked about. A breach is an event of its own: the record that was judged
/// is a record like any other to it.
fn of_own_kind(t: &Thing, ctx: Ctx<'_>) -> bool {
    let breach = !ctx.plan.breach_of.is_empty() && ctx.it == ctx.this;
    t.kind == ctx.it.row.kind && !breach
}

#[inline]
fn may_be(table: &Table, ctx: Ctx<'_>, own_kind: bool, row: u32) -> bool {
    if table.start(row) == NEVER && !table.start.is_empty() || table.impossible(row) {
        return false;
    }
    !own_kind || row != ctx.it.row.row && (ctx.sees == NEVER || table.start(row) < ctx.it.start)
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
        RecordDay::Plain | RecordDay::Started | RecordDay::Open => match t.pool {
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
