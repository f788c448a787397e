//! Days near each other: on, before and after the due days that a standard's own amounts give.

use crate::reads::Reads;
use crate::support::generate::Rng;
use crate::support::world::PlainCalendar;
use duecare::calendar::{ALWAYS, Amount, Day, NEVER, add_months, from_civil, to_civil};
use duecare::lang::checked::Standard;

/// The stretch of days of a try, and the days in it that are used again and again.
#[derive(Debug, Clone)]
pub struct Days {
    pub first: Day,
    pub last: Day,
    pub hot: Vec<Day>,
    /// Whether things lie near each other.
    pub dense: bool,
    amounts: Vec<Amount>,
}

/// The last day of the calendar.
const LAST: (i32, u32, u32) = (2030, 12, 31);

impl Days {
    /// Days on which the standards are in force, often across the change of a version.
    pub fn of(rules: &[&Standard], reads: &Reads, calendar: &PlainCalendar, rng: &mut Rng) -> Days {
        let longest = reads.longest();
        let span = (3 * longest + 60).min((longest + 100).max(800));
        let end = from_civil(LAST.0, LAST.1, LAST.2).unwrap();
        let from = rules.iter().map(|s| s.from).min().unwrap();
        let until = rules.iter().map(|s| s.until_day).max().unwrap();
        let year = |y| from_civil(y, 1, 1).unwrap();
        let open = if from == ALWAYS { year(2008) } else { from };
        let changes: Vec<Day> = rules.iter().map(|s| s.from).filter(|d| *d > from).collect();
        let back = rng.below(span as u64) as i32;
        let first = match rng.below(12) {
            0..=5 if !changes.is_empty() => *rng.pick(&changes) - back,
            0 | 1 if from != ALWAYS => from - back / 2,
            2 if until == NEVER => end - back,
            3 => {
                // Over a leap day.
                let leap: Vec<i32> = (2012..2029).filter(|y| y % 4 == 0 && year(*y) > open).collect();
                from_civil(*rng.pick(&leap), 2, 29).unwrap() - back
            }
            _ => {
                let room = (until.min(end) - span - open).max(1);
                open + rng.below(room as u64) as i32
            }
        };
        let amounts: Vec<Amount> = reads.amounts.iter().copied().collect();
        let mut days = Days { first, last: first + span, hot: Vec::new(), dense: rng.one_in(3), amounts };
        for _ in 0..3 {
            days.hot.push(first + rng.below(1 + span as u64 / 2) as i32);
        }
        days.hot.extend(changes.iter().filter(|d| (first..=first + span).contains(d)));
        for i in 0..12 {
            let from = days.hot[i % days.hot.len()];
            let next = days.sum(from, calendar, rng);
            if next <= days.last + 5 {
                days.hot.push(next);
            }
        }
        days
    }

    fn sum(&self, from: Day, calendar: &PlainCalendar, rng: &mut Rng) -> Day {
        if self.amounts.is_empty() {
            return from + 1 + rng.below(20) as i32;
        }
        // More often one of the shorter amounts.
        let sums = [(); 2].map(|()| calendar.plus(from, *rng.pick(&self.amounts)).0);
        if rng.one_in(2) { sums[0].min(sums[1]) } else { sums[0] }
    }

    /// A day between another and one of the standard's own amounts later, or just after that.
    pub fn within(&self, from: Day, calendar: &PlainCalendar, rng: &mut Rng) -> Day {
        let sum = self.sum(from, calendar, rng);
        match rng.below(5) {
            0 => sum,
            1 => sum + 1,
            2 => from,
            _ => from + rng.below((sum - from).max(1) as u64) as i32,
        }
    }

    /// A day of the try.
    pub fn any(&self, rng: &mut Rng) -> Day {
        match rng.below(if self.dense { 6 } else { 9 }) {
            0..=3 => *rng.pick(&self.hot),
            4 => *rng.pick(&self.hot) + 1,
            5 => *rng.pick(&self.hot) - 1,
            _ => self.first + rng.below((self.last - self.first) as u64) as i32,
        }
    }

    /// A day on or after another: the same, the next, one of the standard's own amounts later, or any.
    pub fn after(&self, start: Day, calendar: &PlainCalendar, rng: &mut Rng) -> Day {
        match rng.below(10) {
            0 => start,
            1 => start + 1,
            2 | 3 => self.sum(start, calendar, rng),
            4 => self.sum(start, calendar, rng) + 1,
            5 => (self.sum(start, calendar, rng) - 1).max(start),
            6 => self.any(rng).max(start),
            7 => start + rng.below((self.last - self.first) as u64) as i32,
            _ => start + rng.below(40) as i32,
        }
    }

    /// The next of things that are done about as often as the standard wants.
    pub fn step(&self, from: Day, calendar: &PlainCalendar, rng: &mut Rng) -> Day {
        let sum = self.sum(from, calendar, rng);
        let between = (sum - from).max(1) as u64;
        match rng.below(8) {
            0 => sum,
            1 => sum + 1,
            2 => sum + rng.below(20) as i32,
            3 | 4 => sum - rng.below(1 + between / 2) as i32,
            _ => sum - rng.below(1 + between.min(12)) as i32,
        }
    }

    /// A birthday in the try, so many years after the birth; or in the year before it.
    pub fn born(&self, ages: &[u32], before: bool, rng: &mut Rng) -> Day {
        if before && !ages.is_empty() {
            let years = *rng.pick(ages) as i32;
            return add_months(self.first, -12 * years) - rng.below(365) as i32;
        }
        let (y, m, d) = to_civil(self.any(rng)).unwrap();
        let years = match ages {
            [] => 3 + rng.below(14) as i32,
            ages => *rng.pick(ages) as i32,
        };
        match rng.below(8) {
            0 => from_civil((y - years) / 4 * 4, 2, 29).unwrap(),
            1 => self.any(rng),
            // Well inside the ages asked for.
            2 | 3 => from_civil(y - years, m, 1).unwrap() - rng.below(700) as i32,
            _ => from_civil(y - years, m, d).unwrap_or_else(|| from_civil(y - years, 3, 1).unwrap()),
        }
    }
}
