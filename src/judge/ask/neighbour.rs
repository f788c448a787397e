//! Previous, next, first and last record of a kind in the order of its owner's records.

use super::super::world::World;
use crate::calendar::NEVER;
use crate::lang::checked::Neighbour;
use crate::record::Row;

/// The neighbour of a record among the dated records of its kind and owner: by start, then file order.
pub(in super::super) fn neighbour(world: &World<'_>, at: Row, which: Neighbour) -> Option<Row> {
    let table = world.table(at.kind)?;
    if table.start(at.row) == NEVER {
        return None;
    }
    let parent = world.owner(at).map_or_else(|| table.parent_of(at.row), |owner| owner.row);
    let mut rows: Vec<u32> = match world.owned(at.kind, 1, parent) {
        Some(list) => list.iter().map(|of| of.row).collect(),
        None => table.group(table.root_of(at.row)).iter().filter(|&r| table.parent_of(r) == parent).collect(),
    };
    rows.retain(|&r| table.start(r) != NEVER);
    rows.sort_by_key(|&r| (table.start(r), table.place(r), r));
    let here = rows.iter().position(|&r| r == at.row)?;
    let row = match which {
        Neighbour::Previous => rows.get(here.checked_sub(1)?),
        Neighbour::Next => rows.get(here + 1),
        Neighbour::First => rows.first(),
        Neighbour::Last => rows.last(),
    };
    row.map(|&row| Row { kind: at.kind, row })
}
