//! `add(day, amount)`: the one sum everything is counted with (`obligations.md` 1.8).

use super::amount::{Amount, Unit};
use super::day::{ALWAYS, Day, NEVER, add_months};
use super::table::{Calendar, WorkingDays};

/// The sum: equal ends unless the calendar runs out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Reach {
    /// The day it certainly is not before.
    pub lo: Day,
    /// The day it certainly is not after.
    pub hi: Day,
}

impl Reach {
    /// A known day.
    pub fn exact(d: Day) -> Reach {
        Reach { lo: d, hi: d }
    }
}

/// How the sum is taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct AddOptions {
    /// `counting that day`: the trigger day is day 1.
    pub counting: bool,
    /// `or the next working day`.
    pub roll: bool,
}

impl Calendar {
    /// The day `amount` after `d`.
    pub fn add(&self, d: Day, amount: Amount, options: AddOptions) -> Reach {
        if d == NEVER || d == ALWAYS {
            return Reach::exact(d);
        }
        let from = if options.counting { d - 1 } else { d };
        let sum = self.plain(from, amount, d);
        if options.roll && sum.lo == sum.hi { self.roll(sum.lo) } else { sum }
    }

    /// The plain sum, without options.
    #[inline]
    pub fn add_plain(&self, d: Day, amount: Amount) -> Reach {
        if d == NEVER || d == ALWAYS { Reach::exact(d) } else { self.plain(d, amount, d) }
    }

    #[inline]
    fn plain(&self, from: Day, amount: Amount, trigger: Day) -> Reach {
        let n = amount.count;
        match amount.unit {
            Unit::Days => Reach::exact(days(from, n, 1)),
            Unit::Weeks => Reach::exact(days(from, n, 7)),
            Unit::Months => Reach::exact(add_months(from, months(n, 1))),
            Unit::Years => Reach::exact(add_months(from, months(n, 12))),
            Unit::WorkingDays => counted(&self.working, from, n, trigger),
            Unit::SchoolDays => counted(&self.school, from, n, trigger),
        }
    }

    /// The last x with `add(x, amount) <= d`: what `by 2 working days before d` means. Both ends of the answer differ
    /// only where the calendar runs out.
    pub fn sub(&self, d: Day, amount: Amount) -> Reach {
        if d == NEVER || d == ALWAYS {
            return Reach::exact(d);
        }
        let n = amount.count;
        let guess = match amount.unit {
            Unit::Days => return Reach::exact(d.saturating_sub(n.min(i32::MAX as u32) as i32)),
            Unit::Weeks => return Reach::exact(days(d, n, -7)),
            Unit::Months => add_months(d, -months(n, 1)),
            Unit::Years => add_months(d, -months(n, 12)),
            Unit::WorkingDays | Unit::SchoolDays => {
                let table = if amount.unit == Unit::WorkingDays { &self.working } else { &self.school };
                return self.sub_counted(table, d, amount);
            }
        };
        // The corresponding date may be clamped: step to the last day whose forward sum is still in time.
        let mut x = guess;
        while self.add_plain(x + 1, amount).lo <= d {
            x += 1;
        }
        while self.add_plain(x, amount).lo > d {
            x -= 1;
        }
        Reach::exact(x)
    }

    fn sub_counted(&self, table: &WorkingDays, d: Day, amount: Amount) -> Reach {
        if amount.count == 0 {
            return Reach::exact(d);
        }
        // The last day that certainly is early enough, and the last that may be.
        if d < table.first || table.last < table.first {
            return Reach { lo: ALWAYS, hi: d };
        }
        let mut lo = ALWAYS;
        let mut hi = if d > table.last { d } else { ALWAYS };
        let mut x = d.min(table.last);
        while x >= table.first {
            let sum = self.add_plain(x, amount);
            if hi == ALWAYS && sum.lo <= d {
                hi = x;
            }
            if sum.hi <= d {
                lo = x;
                break;
            }
            x -= 1;
        }
        // Before the calendar begins any day may be the one.
        Reach { lo, hi: hi.max(table.first - 1) }
    }

    fn roll(&self, d: Day) -> Reach {
        match self.working.counts(d) {
            Some(true) => Reach::exact(d),
            Some(false) => match self.working.after(d, 1) {
                Some(x) => Reach::exact(x),
                None => Reach { lo: self.working.last.max(d), hi: NEVER },
            },
            None => Reach { lo: d, hi: NEVER },
        }
    }
}

#[inline]
fn days(from: Day, n: u32, each: i32) -> Day {
    let total = i64::from(n) * i64::from(each) + i64::from(from);
    i32::try_from(total).unwrap_or(if each > 0 { NEVER } else { ALWAYS })
}

#[inline]
fn months(n: u32, each: u32) -> i32 {
    i32::try_from(u64::from(n) * u64::from(each)).unwrap_or(i32::MAX)
}

#[inline]
fn counted(table: &WorkingDays, from: Day, n: u32, trigger: Day) -> Reach {
    if n == 0 {
        return Reach::exact(from);
    }
    if let Some(x) = table.after(from, n) {
        return Reach::exact(x);
    }
    if trigger < table.first || table.last < table.first {
        return Reach { lo: trigger, hi: NEVER };
    }
    if from < table.first {
        // `counting that day` on the first day the table knows.
        if let Some(x) = table.after_start(n) {
            return Reach::exact(x);
        }
    }
    Reach { lo: table.last.max(trigger), hi: NEVER }
}
