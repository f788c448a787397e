//! Row conditions computed once per table, as two bit rows: certain and possible. Standards share them.

use super::super::ask::{Asked, Ctx, ask_condition};
use super::super::tri::Tri;
use super::super::world::World;
use super::StandardPlan;
use super::columns::{Bits, by_columns};
use crate::calendar::{Day, NEVER};
use crate::lang::checked::{Cond, RecordDay};
use crate::record::{KindId, Row, Table};

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
    let usable = usable_rows(table, by);
    let bits = match by_columns(condition, world, kind) {
        Some(mut bits) => {
            bits.and(&usable);
            bits
        }
        None => one_by_one(kind, by, condition, world, plan, &usable)?,
    };
    let doubtful: Vec<u64> = bits.yes.iter().zip(&bits.possible).map(|(y, p)| p & !y).collect();
    let doubtful = if doubtful.iter().all(|w| *w == 0) { Vec::new() } else { doubtful };
    let settings = plan.settings.clone();
    Some(Truth { kind, by, condition: condition.clone(), settings, certain: bits.yes, doubtful })
}

/// Rows that can be evidence: dated (a subject has no day and needs none) and possible.
fn usable_rows(table: &Table, by: RecordDay) -> Bits {
    let rows = table.len();
    let by_start = matches!(by, RecordDay::Plain | RecordDay::Started | RecordDay::Open);
    if by_start && table.end.is_empty() {
        return match table.start.is_empty() {
            true => Bits::by_row(rows, |_| true),
            false => Bits::plain(&table.start, |d| d != NEVER),
        };
    }
    if by_start && table.start.len() == table.end.len() {
        // Dated, and not ended before it starts.
        return Bits::pairs(&table.start, &table.end, |start, end| start != NEVER && end >= start);
    }
    Bits::by_row(rows, |row| {
        let undated = own_day(table, by, row) == NEVER && !table.start.is_empty();
        !undated && !table.impossible(row)
    })
}

fn own_day(table: &Table, by: RecordDay, row: u32) -> Day {
    match by {
        RecordDay::Plain | RecordDay::Any | RecordDay::Started | RecordDay::Open => table.start(row),
        RecordDay::Ended => table.end(row),
        RecordDay::Field(f) => table.column(f).date(row),
        RecordDay::Recorded => table.recorded(row),
    }
}

fn one_by_one(
    kind: KindId,
    by: RecordDay,
    condition: &Cond,
    world: &World<'_>,
    plan: &StandardPlan<'_>,
    usable: &Bits,
) -> Option<Bits> {
    let table = world.table(kind)?;
    let mut bits = usable.clone();
    for (word, (yes, possible)) in bits.yes.iter_mut().zip(bits.possible.iter_mut()).enumerate() {
        let mut rest = *possible;
        while rest != 0 {
            let bit = rest.trailing_zeros();
            rest &= rest - 1;
            let row = word as u32 * 64 + bit;
            let it = Asked::plain(world, Row { kind, row });
            let day = own_day(table, by, row);
            let root = table.root_of(row);
            match ask_condition(condition, Ctx { world, plan, it, this: it, root, day, sees: day }) {
                Tri::Yes => {}
                Tri::Unknown => *yes &= !(1 << bit),
                Tri::No => {
                    *yes &= !(1 << bit);
                    *possible &= !(1 << bit);
                }
            }
        }
    }
    Some(bits)
}
