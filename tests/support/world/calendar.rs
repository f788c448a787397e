//! A calendar that is counted on the fingers, and the sum of `obligations.md` 1.8 done day by day.

use super::england;
use duecare::calendar::{
    AddOptions, Amount, Calendar, CalendarError, Day, NEVER, Outage, Unit, from_civil, is_weekend, to_civil,
};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

/// A day that is known only to lie between two: equal unless the calendar runs out.
pub(crate) type Days = (Day, Day);

static HOLIDAYS: LazyLock<BTreeSet<Day>> = LazyLock::new(|| england(2000, 2030));

/// Holidays, closures, terms and slots.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct PlainCalendar {
    pub(crate) first: Day,
    pub(crate) last: Day,
    pub(crate) holidays: BTreeSet<Day>,
    pub(crate) closures: BTreeSet<Day>,
    pub(crate) school: Vec<(Day, Day)>,
    pub(crate) slots: BTreeMap<String, Vec<(Day, Day)>>,
    pub(crate) leap_28_february: bool,
    /// Days on which a system was down, and the standards that it exempts (all without).
    pub(crate) outages: Vec<(Day, Day, Option<Vec<String>>)>,
}

impl PlainCalendar {
    /// England, 2000 to 2030.
    pub(crate) fn england() -> PlainCalendar {
        PlainCalendar {
            first: from_civil(2000, 1, 1).expect("a real day"),
            last: from_civil(2030, 12, 31).expect("a real day"),
            holidays: HOLIDAYS.clone(),
            closures: BTreeSet::new(),
            school: Vec::new(),
            slots: BTreeMap::new(),
            leap_28_february: false,
            outages: Vec::new(),
        }
    }

    /// The same for the engine.
    pub(crate) fn to_calendar(&self) -> Result<Calendar, CalendarError> {
        let named = self.holidays.iter().map(|d| (*d, "holiday".to_owned())).collect();
        let mut out = Calendar::new(self.first, self.last, named, self.closures.clone())?;
        let closed: BTreeSet<Day> = self.holidays.union(&self.closures).copied().collect();
        out.set_school(&self.school, &closed);
        for (name, list) in &self.slots {
            out.set_slots(name, list.clone())?;
        }
        out.leap_birthday_28_february = self.leap_28_february;
        let outage = |(from, until, exempts): &(Day, Day, Option<Vec<String>>)| Outage {
            from: *from,
            until: *until,
            what: "system down".to_owned(),
            exempts: exempts.clone(),
        };
        out.outages = self.outages.iter().map(outage).collect();
        Ok(out)
    }

    fn works(&self, d: Day) -> bool {
        !is_weekend(d) && !self.holidays.contains(&d) && !self.closures.contains(&d)
    }

    fn teaches(&self, d: Day) -> bool {
        self.works(d) && self.school.iter().any(|t| t.0 <= d && d <= t.1)
    }

    /// The day an amount after `d`.
    pub(crate) fn add(&self, d: Day, amount: Amount, options: AddOptions) -> Days {
        if d == NEVER || d == Day::MIN {
            return (d, d);
        }
        let from = if options.counting { d - 1 } else { d };
        let n = amount.count;
        let sum = match amount.unit {
            Unit::Days => exact(later(from, i64::from(n))),
            Unit::Weeks => exact(later(from, 7 * i64::from(n))),
            Unit::Months => exact(months(from, i64::from(n))),
            Unit::Years => exact(months(from, 12 * i64::from(n))),
            Unit::WorkingDays => self.counted(d, from, n, self.first, self.last, |x| self.works(x)),
            Unit::SchoolDays => {
                let first = self.school.iter().map(|t| t.0).min().unwrap_or(NEVER);
                let last = self.school.iter().map(|t| t.1).max().unwrap_or(Day::MIN);
                self.counted(d, from, n, first, last, |x| self.teaches(x))
            }
        };
        if options.roll && sum.0 == sum.1 { self.roll(sum.0) } else { sum }
    }

    /// The day an amount after `d`, said plainly.
    pub(crate) fn plus(&self, d: Day, amount: Amount) -> Days {
        self.add(d, amount, AddOptions::default())
    }

    fn counted(
        &self,
        d: Day,
        from: Day,
        n: u32,
        first: Day,
        last: Day,
        counts: impl Fn(Day) -> bool,
    ) -> Days {
        if n == 0 {
            return exact(from);
        }
        if d < first {
            return (d, NEVER);
        }
        let (mut x, mut left) = (from, n);
        while left > 0 {
            x += 1;
            if x > last {
                return (last.max(d), NEVER);
            }
            if counts(x) {
                left -= 1;
            }
        }
        exact(x)
    }

    fn roll(&self, d: Day) -> Days {
        if d < self.first {
            return (d, NEVER);
        }
        let mut x = d;
        while x <= self.last {
            if self.works(x) {
                return exact(x);
            }
            x += 1;
        }
        (self.last.max(d), NEVER)
    }

    /// The last day from which an amount forward still lands on or before `t`: surely, and perhaps.
    pub(crate) fn minus(&self, t: Day, amount: Amount) -> Days {
        let back = 40 + 3 * 366 * i64::from(amount.count.min(20));
        let from = later(t, -back);
        let last = |fits: &dyn Fn(Days) -> bool| {
            (from..=t).rev().find(|x| fits(self.plus(*x, amount))).unwrap_or(Day::MIN)
        };
        (last(&|s| s.1 <= t), last(&|s| s.0 <= t))
    }

    /// The stretches of a named slot, in order; `month`, `quarter` and `year` unless the calendar says otherwise.
    pub(crate) fn slot_list(&self, name: &str, from: Day, until: Day) -> Vec<(Day, Day)> {
        if let Some(list) = self.slots.get(name) {
            return list.iter().copied().filter(|s| s.0 >= from && s.0 <= until).collect();
        }
        let starts: Vec<Day> =
            (from..=until.min(self.slots_end(name))).filter(|d| begins(name, *d) == Some(true)).collect();
        let end = |a: &Day| (*a..).find(|d| begins(name, *d + 1) == Some(true));
        starts.iter().filter_map(|a| Some((*a, end(a)?))).collect()
    }

    /// The last day any slot of that name is known for.
    pub(crate) fn slots_end(&self, name: &str) -> Day {
        match self.slots.get(name) {
            Some(list) => list.iter().map(|s| s.1).max().unwrap_or(Day::MIN),
            None if begins(name, self.last).is_none() => Day::MIN,
            None => (self.last..).find(|d| begins(name, *d + 1) == Some(true)).expect("a next slot"),
        }
    }
}

/// Whether a slot that every calendar has begins on a day; `None` where there is no such slot.
fn begins(name: &str, d: Day) -> Option<bool> {
    let (_, m, day) = to_civil(d).expect("a real day");
    let first = |months: &[u32]| Some(day == 1 && months.contains(&m));
    match name {
        // Day 4 was a Monday.
        "week" => Some((d - 4).rem_euclid(7) == 0),
        "month" => Some(day == 1),
        "quarter" => first(&[1, 4, 7, 10]),
        "year" => first(&[1]),
        "collection-year" | "financial-year" => first(&[4]),
        _ => None,
    }
}

fn exact(d: Day) -> Days {
    (d, d)
}

fn later(d: Day, n: i64) -> Day {
    i32::try_from(i64::from(d) + n).unwrap_or(if n > 0 { NEVER } else { Day::MIN })
}

/// The corresponding date, else the last day of that month.
fn months(d: Day, n: i64) -> Day {
    let Some((y, m, day)) = to_civil(d) else { return d };
    let total = i64::from(y) * 12 + i64::from(m) - 1 + n;
    let (y, m) = (total.div_euclid(12), total.rem_euclid(12) as u32 + 1);
    let Ok(y) = i32::try_from(y) else { return NEVER };
    (1..=day).rev().find_map(|x| from_civil(y, m, x)).unwrap_or(NEVER)
}
