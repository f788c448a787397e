//! What rows are written from: the world, its staff, who held whom; and the slips that every table shares.

use crate::calendar::Day;
use crate::demo::chance::Chance;
use crate::demo::life::{Household, Kid};
use crate::demo::profile::{Knob, Story};
use crate::demo::sheet::Book;
use crate::demo::staff::{Hands, Role, Staff, team_id};
use crate::demo::world::World;

/// Everything the rows are written from.
#[derive(Debug)]
pub(crate) struct Scene<'a> {
    pub(crate) world: &'a World<'a>,
    pub(crate) staff: &'a Staff,
    pub(crate) hands: &'a Hands,
}

impl Scene<'_> {
    /// The id of the worker who held a family on a day.
    pub(crate) fn worker(&self, house: &Household, day: Day) -> Option<String> {
        self.hands.worker(house.number, day).map(|n| self.staff.id(n))
    }

    /// The team that held a family on a day.
    pub(crate) fn team(&self, house: &Household, day: Day) -> Option<usize> {
        self.hands.team(house.number, day)
    }

    /// The id of the manager of a team on a day.
    pub(crate) fn manager(&self, team: usize, day: Day) -> Option<String> {
        self.staff.on(Role::TeamManager, team, day).map(|n| self.staff.id(n))
    }

    /// The day an event was entered: within two working days for a visit, five for the rest, or late; after an outage.
    pub(crate) fn recorded(&self, chance: &mut Chance, day: Day, knob: Knob, team: Option<usize>) -> Day {
        let limit = if knob == Knob::VisitRecordedInTime { 2 } else { 5 };
        let share = team.map_or(self.world.knob(knob), |t| self.world.team(t, knob));
        let wait = if chance.hit(share) { chance.early(limit) } else { limit + 1 + chance.spread(5) };
        let mut entered = self.world.diary.after(self.world.diary.on(day), wait);
        if wait == 0 && !self.world.diary.works(day) {
            entered = day;
        }
        for down in &self.world.profile.outage {
            if (down.from..=down.until).contains(&entered) {
                entered = self.world.diary.after(down.until, 1 + chance.spread(4));
            }
        }
        entered.min(self.world.last).max(day)
    }

    /// Notes the day a row of a standard table was entered.
    pub(crate) fn note(
        &self,
        book: &mut Book,
        chance: &mut Chance,
        table: &'static str,
        row: &str,
        day: Day,
    ) {
        let entered = self.recorded(chance, day, Knob::OtherRecordedInTime, None);
        book.put(
            "recorded",
            &[("table", table.into()), ("row_id", row.into()), ("recorded", entered.into())],
        );
    }

    /// The date as the row has it: some rows have none.
    pub(crate) fn dated(&self, chance: &mut Chance, day: Day) -> Option<Day> {
        (!chance.hit(self.world.knob(Knob::Undated))).then_some(day)
    }

    /// The end as the row has it: some ends are keyed before the start, some before they come.
    pub(crate) fn ended(&self, chance: &mut Chance, from: Day, until: Option<Day>) -> Option<Day> {
        match until {
            Some(_) if chance.hit(self.world.knob(Knob::Impossible)) => Some(from - chance.between(1, 20)),
            None if chance.hit(self.world.knob(Knob::FutureEnd)) => {
                Some(self.world.last + chance.between(3, 60))
            }
            until => until,
        }
    }

    /// A yes or no that some rows leave blank.
    pub(crate) fn flag(&self, chance: &mut Chance, blank: Knob, value: bool) -> Option<bool> {
        (!chance.hit(self.world.knob(blank))).then_some(value)
    }

    /// The children whom a record that began on a day is about: those born by then, and those it waits for.
    pub(crate) fn kids<'k>(&self, house: &'k Household, day: Day) -> impl Iterator<Item = &'k Kid> {
        let waited = house.story == Story::Unborn;
        house.kids.iter().filter(move |k| waited || k.birth <= day)
    }
}

/// The id of a team, blank for none.
pub(crate) fn team_cell(team: Option<usize>) -> Option<String> {
    team.map(team_id)
}
