//! The reference evaluator: plain and slow, it judges the records that could be seen on one day, from scratch, for
//! each day. Written from `obligations.md` alone; numbers in comments are its sections.

mod answer;
mod breach;
mod chain;
mod check;
mod clock;
mod cond;
mod day;
mod evidence;
mod inside;
mod joined;
mod kept;
mod obligation;
mod once;
mod outage;
mod own;
mod plugin;
mod satisfy;
mod slots;
mod standing;
mod stretch;
mod subject;
mod tri;
mod value;
mod versions;
mod window;

pub(crate) use answer::{Answer, answers};
pub(crate) use breach::{Book, book};
pub(crate) use check::checked;
pub(crate) use tri::Tri;

use crate::support::world::World;
use duecare::calendar::Day;
use duecare::lang::checked::{Cond, Standard};
use subject::Subject;

/// One standard (all its versions) read as at one day, of records truncated to that day.
pub(crate) struct Reading<'a> {
    /// What can be seen on the day, and nothing else.
    pub(crate) world: &'a World,
    /// The versions in order.
    pub(crate) versions: Vec<&'a Standard>,
    /// The day.
    pub(crate) day: Day,
    /// Breaches of the standard this one is about.
    pub(crate) book: &'a Book,
    /// A check sees the whole of what was sent, whatever its days (6.13).
    pub(crate) whole: bool,
}

impl<'a> Reading<'a> {
    /// The last day that can be seen as asked on a day.
    pub(crate) fn sees(&self, day: Day) -> Day {
        if self.whole { Day::MAX } else { day }
    }

    /// One version by itself: what it asks of a day before it or after it is asked with its own settings.
    pub(crate) fn alone(&self, standard: &'a Standard) -> Reading<'a> {
        Reading {
            world: self.world,
            versions: vec![standard],
            day: self.day,
            book: self.book,
            whole: self.whole,
        }
    }

    /// The version in force on a day; before the first the first, after the last the last (6.11).
    pub(crate) fn version_on(&self, day: Day) -> &'a Standard {
        let found = self.versions.iter().rev().find(|v| v.from <= day);
        found.copied().unwrap_or(self.versions[0])
    }

    /// First day in force.
    pub(crate) fn in_force_from(&self) -> Day {
        self.versions.iter().map(|v| v.from).min().unwrap_or(Day::MIN)
    }

    /// Last day in force: versions neither overlap nor leave a gap.
    pub(crate) fn in_force_until(&self) -> Day {
        self.versions.iter().map(|v| v.until_day).max().unwrap_or(Day::MAX)
    }
}

/// Asks one condition of one record on a day.
pub(crate) fn holds(world: &World, cond: &Cond, rec: usize, day: Day) -> Tri {
    let seen = world.see(day);
    let book = Book::default();
    let reading = Reading { world: &seen, versions: Vec::new(), day, book: &book, whole: false };
    let subject = Subject::of_record(&seen, rec);
    reading.ask(cond, &subject, day)
}
