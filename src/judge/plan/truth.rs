//! Row conditions computed once per table, as two bit rows: certain and possible. Standards share them.

use super::super::ask::{Asked, Ctx, ask_condition};
use super::super::tri::Tri;
use super::super::world::World;
use super::StandardPlan;
use super::columns::by_columns;
use crate::calendar::NEVER;
use crate::lang::checked::{Cond, RecordDay};
use crate::record::{KindId, Row};

/// The truth of one condition for every row of a table, asked on the row's own day.
#[derive(Debug)]
pub struct Truth {
    kind: KindId,
    by: RecordDay,
    condition: Cond,
    settings: Vec<super::PlanSetting>,
    certain: Vec<u64>,
    /// Empty when no row is doubtful.
    doubtful: Vec<u64>,
}

impl Truth {
    /// The truth for a row.
    #[inline]
    pub fn of(&self, row: u32) -> Tri {
        if bit(&self.certain, row) {
            Tri::Yes
        } else if !self.doubtful.is_empty() && bit(&self.doubtful, row) {
            Tri::Unknown
        } else {
            Tri::No
        }
    }
}

#[inline]
fn bit(bits: &[u64], row: u32) -> bool {
    bits.get(row as usize / 64).is_some_and(|w| w >> (row % 64) & 1 == 1)
}

/// All truths of a run.
#[derive(Debug, Default)]
pub struct Truths {
    list: Vec<Truth>,
}

impl Truths {
    /// A truth by place.
    #[inline]
    pub fn get(&self, place: usize) -> Option<&Truth> {
        self.list.get(place)
    }

    /// The place of the truth of a condition, computed now if no standard asked it before.
    pub(super) fn find_or_make(
        &mut self,
        kind: KindId,
        by: RecordDay,
        condition: &Cond,
        world: &World<'_>,
        plan: &StandardPlan<'_>,
    ) -> Option<usize> {
        // Two conditions that read settings are the same only with the same settings; those are few, so not shared.
        let reads_settings = !plan.settings.is_empty();
        let same = |t: &Truth| {
            t.kind == kind
                && t.by == by
                && t.condition == *condition
                && (t.settings.is_empty() && !reads_settings)
        };
        if let Some(found) = self.list.iter().position(same) {
            return Some(found);
        }
        let made = make(kind, by, condition, world, plan)?;
        self.list.push(made);
        Some(self.list.len() - 1)
    }
}

fn make(
    kind: KindId,
    by: RecordDay,
    condition: &Cond,
    world: &World<'_>,
    plan: &StandardPlan<'_>,
) -> Option<Truth> {
    let table = world.table(kind)?;
    let words = (table.len() as usize).div_ceil(64);
    let (mut certain, mut doubtful) = (vec![0u64; words], vec![0u64; words]);
    let columns = by_columns(condition, world, kind, by);
    let mut any_doubt = false;
    for row in 0..table.len() {
        let day = match by {
            RecordDay::Plain | RecordDay::Started | RecordDay::Open => table.start(row),
            RecordDay::Ended => table.end(row),
            RecordDay::Field(f) => table.column(f).date(row),
            RecordDay::Recorded => table.recorded(row),
        };
        if day == NEVER && !table.start.is_empty() || table.impossible(row) {
            continue;
        }
        let truth = match &columns {
            Some(list) => list.get(row as usize).copied().unwrap_or(Tri::Unknown),
            None => {
                let it = Asked::plain(world, Row { kind, row });
                let root = table.root_of(row);
                ask_condition(condition, Ctx { world, plan, it, this: it, root, day, sees: day })
            }
        };
        let target = match truth {
            Tri::Yes => &mut certain,
            Tri::Unknown => {
                any_doubt = true;
                &mut doubtful
            }
            Tri::No => continue,
        };
        if let Some(w) = target.get_mut(row as usize / 64) {
            *w |= 1 << (row % 64);
        }
    }
    if !any_doubt {
        doubtful = Vec::new();
    }
    Some(Truth { kind, by, condition: condition.clone(), settings: plan.settings.clone(), certain, doubtful })
}
