//! Numbers that go up and down from day to day, and the days of records that count once together.

use crate::calendar::{Day, sortable, unsortable};

/// From each day on, a certain and a possible number.
pub(in super::super) type Counts = Vec<(Day, u32, u32)>;

/// By how much the numbers change on a day, as one number that sorts by day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Change(u64);

impl Change {
    fn new(day: Day, certain: bool, possible: bool) -> Change {
        Change(u64::from(sortable(day)) << 32 | u64::from(certain) << 1 | u64::from(possible))
    }

    fn day(self) -> u32 {
        (self.0 >> 32) as u32
    }

    fn certain(self) -> u32 {
        (self.0 >> 1 & 1) as u32
    }

    fn possible(self) -> u32 {
        (self.0 & 1) as u32
    }
}

/// The days on which numbers go up, and those on which they go down.
#[derive(Debug, Default)]
pub(super) struct Changes {
    ups: Vec<Change>,
    downs: Vec<Change>,
    /// By how much the certain and the possible number change on each day.
    by_day: Vec<(i32, i32)>,
}

/// So many days for each change are looked at one by one rather than the changes being sorted.
const DAYS_A_CHANGE: usize = 8;

impl Changes {
    pub(super) fn clear(&mut self) {
        self.ups.clear();
        self.downs.clear();
    }

    /// Something counts, certainly or possibly, on the days `first..=last`; nobody asks after the day `to`.
    #[inline]
    pub(super) fn add(&mut self, (first, last): (Day, Day), to: Day, (certain, possible): (bool, bool)) {
        self.ups.push(Change::new(first, certain, possible));
        if last < to {
            self.downs.push(Change::new(last + 1, certain, possible));
        }
    }

    /// The numbers from each day on, the first day asked being the first.
    pub(super) fn counts(&mut self, from: Day, out: &mut Counts) {
        out.clear();
        out.push((from, 0, 0));
        let changes = self.ups.len() + self.downs.len();
        let last = self.ups.iter().chain(&self.downs).map(|c| c.day()).max().unwrap_or(0);
        let days = last.saturating_sub(sortable(from)) as usize;
        if days < changes * DAYS_A_CHANGE {
            return self.counts_by_day(from, days + 1, out);
        }
        // Records come in order of their first day more often than not: sorting what is sorted is a look at it.
        self.ups.sort_unstable();
        self.downs.sort_unstable();
        let (mut ups, mut downs) = (self.ups.iter().peekable(), self.downs.iter().peekable());
        let (mut certain, mut possible) = (0u32, 0u32);
        loop {
            // On one day what comes is counted first: the numbers never go below nothing.
            let down = downs.peek().map_or(u32::MAX, |d| d.day());
            let day = match ups.next_if(|u| u.day() <= down) {
                Some(up) => {
                    (certain, possible) = (certain + up.certain(), possible + up.possible());
                    up.day()
                }
                None => {
                    let Some(down) = downs.next() else { return };
                    certain = certain.saturating_sub(down.certain());
                    possible = possible.saturating_sub(down.possible());
                    down.day()
                }
            };
            note(out, unsortable(day), certain, possible);
        }
    }

    /// As `counts`, of many changes on few days.
    fn counts_by_day(&mut self, from: Day, days: usize, out: &mut Counts) {
        self.by_day.clear();
        self.by_day.resize(days, (0, 0));
        for (changes, by) in [(&self.ups, 1), (&self.downs, -1)] {
            for change in changes {
                let day = change.day().saturating_sub(sortable(from));
                if let Some(on) = self.by_day.get_mut(day as usize) {
                    *on = (
                        on.0 + by * change.certain().cast_signed(),
                        on.1 + by * change.possible().cast_signed(),
                    );
                }
            }
        }
        let (mut certain, mut possible) = (0u32, 0u32);
        for (by, day) in self.by_day.iter().zip(from..).filter(|(by, _)| **by != (0, 0)) {
            certain = certain.saturating_add_signed(by.0);
            possible = possible.saturating_add_signed(by.1);
            note(out, day, certain, possible);
        }
    }
}

fn note(out: &mut Counts, day: Day, certain: u32, possible: u32) {
    match out.last_mut() {
        Some(last) if last.0 == day => (last.1, last.2) = (certain, possible),
        Some(last) if (last.1, last.2) == (certain, possible) => {}
        _ => out.push((day, certain, possible)),
    }
}

/// Days of records of one key, without a day between them.
#[derive(Debug, Clone, Copy)]
struct Run {
    key: u64,
    first: Day,
    last: Day,
}

/// The days of records that count once together, put in one after the other in order of their first day.
#[derive(Debug, Default)]
pub(super) struct Runs {
    runs: Vec<Run>,
    /// The last run of each key, plus one, in a place that the key tells; 0 where there is none.
    places: Vec<u32>,
}

impl Runs {
    /// Empties it and makes room for so many records.
    pub(super) fn clear(&mut self, records: usize) {
        self.runs.clear();
        self.places.clear();
        self.places.resize((records * 2).next_power_of_two(), 0);
    }

    /// Adds a record's days.
    #[inline]
    pub(super) fn add(&mut self, key: u64, first: Day, last: Day) {
        let mask = self.places.len().wrapping_sub(1);
        // Keys follow each other, or are numbers whose lower bits are 0: multiplied, their topmost bits lie far apart.
        let topmost = 63 - self.places.len().trailing_zeros().min(63);
        let mut at = (key.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> topmost) as usize >> 1 & mask;
        while let Some(place) = self.places.get_mut(at) {
            match (*place as usize).checked_sub(1).and_then(|run| self.runs.get_mut(run)) {
                Some(run) if run.key != key => at = (at + 1) & mask,
                Some(run) if first <= run.last.saturating_add(1) => {
                    run.last = run.last.max(last);
                    return;
                }
                _ => {
                    self.runs.push(Run { key, first, last });
                    *place = self.runs.len() as u32;
                    return;
                }
            }
        }
    }

    /// The first and last day of each run.
    pub(super) fn days(&self) -> impl Iterator<Item = (Day, Day)> {
        self.runs.iter().map(|run| (run.first, run.last))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn records_of_one_key_count_once() {
        let mut runs = Runs::default();
        runs.clear(6);
        for (key, first, last) in [(1, 0, 4), (2, 1, 1), (1, 5, 6), (2, 3, 9), (17, 3, 3), (1, 8, 8)] {
            runs.add(key, first, last);
        }
        let days: Vec<_> = runs.days().collect();
        assert_eq!(days, [(0, 6), (1, 1), (3, 9), (3, 3), (8, 8)]);
    }

    /// Numbers that were made of whole ones differ in their upper bits only.
    #[test]
    fn keys_of_every_kind_lie_apart() {
        let whole = |n: u32| f64::from(n).to_bits();
        let kinds: [fn(u32) -> u64; 3] = [|n| u64::from(n), |n| 1 << 63 | u64::from(n), whole];
        for key in kinds {
            let mut runs = Runs::default();
            runs.clear(2_000);
            (0..2_000).for_each(|n| runs.add(key(n), 0, 0));
            assert_eq!(runs.runs.len(), 2_000);
            let alone = runs.places.windows(2).filter(|pair| pair[0] != 0 && pair[1] == 0).count();
            assert!(alone > 400, "{alone} heaps");
        }
    }

    #[test]
    fn what_comes_and_goes_on_one_day_is_added_up() {
        let mut changes = Changes::default();
        for (days, what) in [((0, 4), (true, true)), ((5, 5), (false, true)), ((2, 90), (true, true))] {
            changes.add(days, 10, what);
        }
        let mut counts = Counts::new();
        changes.counts(0, &mut counts);
        assert_eq!(counts, [(0, 1, 1), (2, 2, 2), (5, 1, 2), (6, 1, 1)]);
    }

    /// Counted day by day, and in order of the changes, the numbers are the same on every day.
    #[test]
    fn many_changes_on_few_days_are_counted_alike() {
        let counted = [0, 100_000].map(|far| {
            let mut changes = Changes::default();
            for n in 0..60 {
                let first = n * 7 % 31;
                changes.add((first, first + n % 5), 40, (n % 3 > 0, true));
            }
            if far > 0 {
                // One far away has the changes sorted.
                changes.add((far, far), far, (true, true));
            }
            let mut steps = Counts::new();
            changes.counts(-2, &mut steps);
            let on = |day| steps.iter().rev().find(|s| s.0 <= day).map_or((0, 0), |s| (s.1, s.2));
            (-2..41).map(on).collect::<Vec<_>>()
        });
        assert_eq!(counted[0], counted[1]);
        assert!(counted[0].iter().any(|n| n.0 < n.1 && n.0 > 3));
    }
}
