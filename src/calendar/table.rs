//! A calendar: bank holidays, closures, school days and named slots, as tables made once.

use super::day::{Day, is_weekend, to_iso};
use super::outage::Outage;
use std::collections::{BTreeMap, BTreeSet};

/// Days that count, as two tables: how many up to a day, and the n-th.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WorkingDays {
    /// The first day the table knows.
    pub first: Day,
    /// The last day the table knows; `first - 1` when it knows none.
    pub last: Day,
    /// Number of counted days in `first..=first + i`.
    rank: Vec<u32>,
    /// The counted days in order.
    nth: Vec<Day>,
}

impl Default for WorkingDays {
    /// A table that knows no day.
    fn default() -> Self {
        WorkingDays { first: 0, last: -1, rank: Vec::new(), nth: Vec::new() }
    }
}

impl WorkingDays {
    /// Tables over `first..=last` of the days that `counts` says count.
    pub fn new(first: Day, last: Day, counts: impl Fn(Day) -> bool) -> Self {
        let mut nth = Vec::new();
        let mut rank = Vec::new();
        for d in first..=last {
            if counts(d) {
                nth.push(d);
            }
            rank.push(nth.len() as u32);
        }
        WorkingDays { first, last, rank, nth }
    }

    /// Whether a day counts; `None` outside the table.
    pub fn counts(&self, d: Day) -> Option<bool> {
        let i = self.index(d)?;
        let before = if i == 0 { 0 } else { self.rank.get(i - 1).copied()? };
        Some(self.rank.get(i).copied()? > before)
    }

    /// The n-th counted day strictly after `d` (n >= 1); `None` where the table does not reach.
    #[inline]
    pub fn after(&self, d: Day, n: u32) -> Option<Day> {
        let done = self.rank.get(self.index(d)?).copied()?;
        self.nth.get((done as usize + n as usize).checked_sub(1)?).copied()
    }

    /// The n-th counted day of the table itself: what follows the day before it begins.
    pub fn after_start(&self, n: u32) -> Option<Day> {
        self.nth.get((n as usize).checked_sub(1)?).copied()
    }

    /// Counted days in `from + 1 ..= to`; `None` outside the table.
    pub fn between(&self, from: Day, to: Day) -> Option<i64> {
        let a = self.rank.get(self.index(from)?).copied()?;
        let b = self.rank.get(self.index(to)?).copied()?;
        Some(i64::from(b) - i64::from(a))
    }

    #[inline]
    fn index(&self, d: Day) -> Option<usize> {
        if d < self.first || d > self.last {
            return None;
        }
        usize::try_from(i64::from(d) - i64::from(self.first)).ok()
    }
}

/// The stretches of a named slot (`term`, `quarter`), in order, not overlapping.
pub type SlotList = Vec<(Day, Day)>;

/// Why a calendar was refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CalendarError {
    /// The last day comes before the first.
    #[error("the calendar ends ({}) before it begins ({})", to_iso(*.last), to_iso(*.first))]
    Backwards {
        /// First day given.
        first: Day,
        /// Last day given.
        last: Day,
    },
    /// A slot that overlaps the one before or ends before it starts.
    #[error("the slots of `{name}` overlap or are out of order at {}", to_iso(*.at))]
    Slots {
        /// The slot's name.
        name: String,
        /// The first day of the slot that is wrong.
        at: Day,
    },
}

/// Everything dates are counted with. Months and years are slots that no file need give.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Calendar {
    /// Working days.
    pub working: WorkingDays,
    /// School days; empty when the authority gives none.
    pub school: WorkingDays,
    /// Named slots.
    pub slots: BTreeMap<String, SlotList>,
    /// Bank holidays by name, for explanations.
    pub holidays: BTreeMap<Day, String>,
    /// The authority's own closures.
    pub closures: BTreeSet<Day>,
    /// Days on which a system was down, in order.
    pub outages: Vec<Outage>,
    /// Whether a child born on 29 February is a year older on 28 February.
    pub leap_birthday_28_february: bool,
}

impl Calendar {
    /// A calendar over `first..=last` from its holidays and closures.
    pub fn new(
        first: Day,
        last: Day,
        holidays: BTreeMap<Day, String>,
        closures: BTreeSet<Day>,
    ) -> Result<Self, CalendarError> {
        if last < first {
            return Err(CalendarError::Backwards { first, last });
        }
        let counts = |d| !is_weekend(d) && !holidays.contains_key(&d) && !closures.contains(&d);
        let working = WorkingDays::new(first, last, counts);
        Ok(Calendar { working, holidays, closures, ..Calendar::default() })
    }

    /// Adds school days: Mondays to Fridays of the given stretches that are no bank holiday and not in `closed`.
    pub fn set_school(&mut self, terms: &[(Day, Day)], closed: &BTreeSet<Day>) {
        let (Some(first), Some(last)) = (terms.iter().map(|t| t.0).min(), terms.iter().map(|t| t.1).max())
        else {
            return;
        };
        let holidays = &self.holidays;
        self.school = WorkingDays::new(first, last, |d| {
            let in_term = terms.iter().any(|&(a, b)| a <= d && d <= b);
            in_term && !is_weekend(d) && !closed.contains(&d) && !holidays.contains_key(&d)
        });
    }

    /// Adds a named slot list.
    pub fn set_slots(&mut self, name: &str, list: SlotList) -> Result<(), CalendarError> {
        let mut before = None;
        for &(a, b) in &list {
            if b < a || before.is_some_and(|e| a <= e) {
                return Err(CalendarError::Slots { name: name.to_owned(), at: a });
            }
            before = Some(b);
        }
        self.slots.insert(name.to_owned(), list);
        Ok(())
    }

    /// The slots of a name that begin on `from..=until`, in order: those of [`Calendar::slot_of`], unless the authority
    /// gives its own. Months go on for ever: the caller says until when.
    pub fn slots_from(&self, name: &str, from: Day, until: Day) -> Vec<(Day, Day)> {
        if let Some(list) = self.slots.get(name) {
            return list.iter().copied().filter(|&(a, _)| a >= from && a <= until).collect();
        }
        let mut out = Vec::new();
        let mut next = self.slot_of(name, from);
        while let Some((a, b)) = next {
            if a > until {
                break;
            }
            if a >= from {
                out.push((a, b));
            }
            next = self.slot_of(name, b + 1);
        }
        out
    }

    /// The slot of a name that holds a day: `week` from Monday to Sunday, `month`, `quarter`, `year` of the calendar, and
    /// `collection-year` and `financial-year` from 1 April to 31 March, unless the authority gives its own.
    pub fn slot_of(&self, name: &str, day: Day) -> Option<(Day, Day)> {
        if let Some(list) = self.slots.get(name) {
            return list.iter().copied().find(|&(a, b)| a <= day && day <= b);
        }
        if name == WEEK {
            let monday = super::day::monday_of(day);
            return Some((monday, monday + 6));
        }
        let (months, first) = own_slot(name)?;
        let (y, m, _) = super::day::to_civil(day)?;
        // Counted from the first month that a slot can begin in, in the year before where it lies later.
        let (y, since) = if m < first { (y - 1, m + 12 - first) } else { (y, m - first) };
        let a = super::day::from_civil(y, first, 1)?;
        let a = super::day::add_months(a, (since / months * months) as i32);
        Some((a, super::day::add_months(a, months as i32) - 1))
    }

    /// The outage that a day lies in, by its place: the first that exempts what falls due under a standard, else the
    /// first.
    pub fn outage_on(&self, day: Day, standard: &str) -> Option<usize> {
        let holds = |o: &&Outage| o.from <= day && day <= o.until;
        let exempts = self.outages.iter().position(|o| holds(&o) && o.exempts(standard));
        exempts.or_else(|| self.outages.iter().position(|o| holds(&o)))
    }

    /// The last day of the last slot known: of slots that no file gives none is known, and months run out with the
    /// calendar.
    pub fn slots_end(&self, name: &str) -> Day {
        let last = match self.slots.get(name) {
            Some(list) => list.last().copied(),
            None => self.slot_of(name, self.working.last),
        };
        last.map_or(super::day::ALWAYS, |s| s.1)
    }
}

/// The slot that is counted in days.
const WEEK: &str = "week";

/// The months of a slot that no file need give, and a month that one begins in.
fn own_slot(name: &str) -> Option<(u32, u32)> {
    match name {
        "month" => Some((1, 1)),
        "quarter" => Some((3, 1)),
        "year" => Some((12, 1)),
        "collection-year" | "financial-year" => Some((12, 4)),
        _ => None,
    }
}
