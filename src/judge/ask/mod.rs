//! Conditions and values asked of a record on a day. A condition sees only what a clerk knew that day.

mod compare;
mod condition;
mod count;
mod day;
mod days;
mod in_any;
mod latest;
mod neighbour;
mod pool;
mod spells;
mod value;

pub(super) use condition::{ask_condition, quantity as ask_quantity};
pub(super) use count::{count_things, day_in, in_window, own_truth, piece_day, qualifies, spell_truth};
pub(super) use day::{
    DayRange, agreements, amount_on, day_of, last_of, number_amount, number_on, setting_on,
};
use days::count_days;
pub(super) use days::{first_within, window_start};
pub(super) use neighbour::{in_order, neighbour};
pub(super) use pool::{
    Dated, for_each_candidate, for_each_dated, for_each_in_pool, for_each_record, is_told, record_day,
};
pub(super) use spells::{
    ask_spell, each_reading, is_piece, join_pieces, on_spell, reach, spells, where_parts,
};
pub(super) use value::{field_value, key, target, value_key, value_of};

use super::plan::StandardPlan;
use super::world::World;
use crate::calendar::{Day, NEVER};
use crate::record::Row;

/// A record that is asked about, with its first and last day (a joined spell's, a breach's own).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Asked {
    /// The record.
    pub(super) row: Row,
    /// Its first day; [`NEVER`] when undated.
    pub(super) start: Day,
    /// Its last day; [`NEVER`] when open.
    pub(super) end: Day,
    /// The day that can be seen: a spell's end only when nothing can join it any more (`obligations.md` 3.1).
    pub(super) seen: Day,
}

impl Asked {
    /// A record with its own days.
    pub(super) fn plain(world: &World<'_>, row: Row) -> Asked {
        let table = world.table(row.kind);
        let end = table.map_or(NEVER, |t| t.end(row.row));
        Asked { row, start: table.map_or(NEVER, |t| t.start(row.row)), end, seen: end }
    }

    /// The end as it can be seen; [`NEVER`] while it cannot.
    pub(super) fn end_seen(&self, sees: Day) -> Day {
        if self.end <= sees && self.seen <= sees { self.end } else { NEVER }
    }
}

/// Who is asked, about what, on which day.
#[derive(Clone, Copy)]
pub(super) struct Ctx<'a> {
    /// The records.
    pub(super) world: &'a World<'a>,
    /// The standard, for its settings.
    pub(super) plan: &'a StandardPlan<'a>,
    /// The record asked.
    pub(super) it: Asked,
    /// The record the rule is about.
    pub(super) this: Asked,
    /// The root subject of `this`.
    pub(super) root: u32,
    /// The day asked about.
    pub(super) day: Day,
    /// Nothing dated after this exists: the day asked, or [`NEVER`] for checks, which see the whole return.
    pub(super) sees: Day,
}

impl<'a> Ctx<'a> {
    /// The same question on another day.
    #[must_use]
    pub(super) fn on(self, day: Day) -> Ctx<'a> {
        let whole = self.sees == NEVER;
        Ctx { day, sees: if whole { NEVER } else { day }, ..self }
    }

    /// The root subject of the record asked: that of the record the rule is about is known, another's is looked for.
    pub(super) fn root_of_it(self) -> u32 {
        if self.it.row == self.this.row { self.root } else { self.world.root_of(self.it.row) }
    }

    /// The day of birth of whoever the record asked is about, whatever the day asked; [`NEVER`] when unknown.
    pub(super) fn born(self) -> Day {
        self.world.born(self.it.row, self.root_of_it())
    }

    /// The same question of another record.
    #[must_use]
    pub(super) fn of(self, row: Row) -> Ctx<'a> {
        Ctx { it: Asked::plain(self.world, row), ..self }
    }
}
