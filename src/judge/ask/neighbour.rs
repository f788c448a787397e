//! Previous, next, first and last record of a kind in the order of its owner's records.

use super::super::tri::Tri;
use super::super::world::World;
use super::pool::is_told;
use super::{Ctx, for_each_in_pool, own_truth};
use crate::calendar::{Day, NEVER};
use crate::lang::checked::{Neighbour, Thing};
use crate::record::{KindId, Row, Table};

/// Day, place in the file, row.
pub(super) type Order = (Day, (u16, u32), u32);

/// The place of a record in the order of its kind: by day, then by place in the file. What has no day is in no order,
/// unless the return gives none to any of its kind.
fn order(world: &World<'_>, kind: KindId, table: &Table, row: u32) -> Option<Order> {
    let day = table.start(row);
    let undated = || {
        world.caseload.vocabulary.kind(kind).is_some_and(|k| k.table.is_some() && k.start_column.is_none())
    };
    (day != NEVER || undated()).then(|| (day, table.place(row), row))
}

/// The first or last of some things of a return, whenever it was. A doubtful one that would take its place makes it unknown.
pub(super) fn edge_of_all(t: &Thing, ctx: Ctx<'_>, first: bool) -> Option<(Day, Row)> {
    if !is_told(t, ctx) {
        return None;
    }
    let table = ctx.world.table(t.kind)?;
    let mut best: Option<(Order, Tri)> = None;
    for_each_in_pool(t, ctx, &mut |row| {
        let Some(at) = order(ctx.world, t.kind, table, row) else { return };
        if best.is_some_and(|(best, _)| if first { best <= at } else { best >= at }) {
            return;
        }
        match own_truth(t, ctx, row) {
            Tri::No => {}
            truth => best = Some((at, truth)),
        }
    });
    let ((day, _, row), truth) = best?;
    (truth == Tri::Yes).then_some((day, Row { kind: t.kind, row }))
}

/// The neighbour of a record among the dated records of its kind and owner: by start, then file order. The last is the
/// last that has begun: which comes after it is not known yet (`obligations.md` 1.4).
pub(in super::super) fn neighbour(world: &World<'_>, at: Row, which: Neighbour, sees: Day) -> Option<Row> {
    let table = world.table(at.kind)?;
    let rows = in_order(world, at)?;
    let here = || rows.iter().position(|&r| r == at.row);
    let row = match which {
        Neighbour::Previous => rows.get(here()?.checked_sub(1)?),
        Neighbour::Next => rows.get(here()? + 1),
        Neighbour::First => rows.first(),
        Neighbour::Last => rows.iter().rev().find(|&&r| sees == NEVER || table.start(r) <= sees),
    };
    row.map(|&row| Row { kind: at.kind, row })
}

/// The rows of the kind and owner of a record, by start, then file order; `None` where it is in no order itself.
pub(in super::super) fn in_order(world: &World<'_>, at: Row) -> Option<Vec<u32>> {
    let table = world.table(at.kind)?;
    if !world.is_owned(at.kind, 1) {
        return None;
    }
    order(world, at.kind, table, at.row)?;
    let parent = world.owner(at).map_or_else(|| table.parent_of(at.row), |owner| owner.row);
    let mut rows: Vec<u32> = match world.owned(at.kind, 1, parent) {
        Some(list) => list.iter().map(|of| of.row).collect(),
        None => table.group(table.root_of(at.row)).iter().filter(|&r| table.parent_of(r) == parent).collect(),
    };
    rows.retain(|&r| order(world, at.kind, table, r).is_some());
    rows.sort_by_key(|&r| (table.start(r), table.place(r), r));
    Some(rows)
}
