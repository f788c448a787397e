//! Who was responsible for each of many root subjects, from each day on: asked once, looked up many times.

use super::attribution::{Attribution, Held, Holder, Holding};
use crate::calendar::{ALWAYS, Day, NEVER};
use crate::record::Caseload;

/// The holders of root subjects that follow each other in their table.
#[derive(Debug, Clone, Default)]
pub struct Holders {
    first: u32,
    offsets: Vec<u32>,
    /// From each day on; before the first day nobody.
    steps: Vec<(Day, Holder)>,
}

impl Holders {
    /// Those of the root subjects `first..=last`.
    pub fn of(by: &Attribution, caseload: &Caseload, (first, last): (u32, u32)) -> Holders {
        let mut out = Holders { first, offsets: vec![0], steps: Vec::new() };
        let Some(all) = by.allocations(caseload) else { return out };
        // Most allocations are a step, and some leave nobody behind them.
        out.offsets.reserve(last.saturating_sub(first) as usize + 1);
        out.steps.reserve(all.count((first, last)) + all.count((first, last)) / 4);
        let (mut days, mut held): (Vec<Day>, Vec<Held>) = (Vec::new(), Vec::new());
        for root in first..=last {
            held.clear();
            held.extend(all.of(root));
            let before = out.steps.len();
            if by.holding == Holding::Latest || held.is_sorted_by(|a, b| a.end <= b.start) {
                out.one_by_one(&held, before);
            } else {
                days.clear();
                days.extend(held.iter().flat_map(|h| [h.start, h.end]).filter(|day| *day != NEVER));
                days.sort_unstable();
                days.dedup();
                for &day in &days {
                    out.step(before, day, by.holding.holder(held.iter().rev().copied(), day));
                }
            }
            out.offsets.push(out.steps.len() as u32);
        }
        out
    }

    /// The steps of allocations that take over from each other in the order of their starts.
    fn one_by_one(&mut self, held: &[Held], before: usize) {
        for (i, h) in held.iter().enumerate() {
            let next = held.get(i + 1).map_or(NEVER, |next| next.start);
            if h.start < h.end.min(next) {
                self.step(before, h.start, h.by);
            }
            if h.end < next {
                self.step(before, h.end, Holder::default());
            }
        }
    }

    /// From a day on this one holds, unless it did before; the steps of the root subject begin at a place.
    fn step(&mut self, before: usize, day: Day, holder: Holder) {
        let steps = self.steps.get(before..).unwrap_or(&[]);
        if steps.last().map_or(Holder::default(), |step| step.1) != holder {
            self.steps.push((day, holder));
        }
    }

    /// Who held a root subject at the close of a day.
    #[inline]
    pub fn at(&self, root: u32, day: Day) -> Holder {
        self.during(root, day).2
    }

    /// Who held it at the close of a day, with the first day on which that is so and the first on which it no longer is.
    #[inline]
    pub fn during(&self, root: u32, day: Day) -> (Day, Day, Holder) {
        let at = root.wrapping_sub(self.first) as usize;
        let (Some(from), Some(to)) = (self.offsets.get(at), self.offsets.get(at.wrapping_add(1))) else {
            return (day, day, Holder::default());
        };
        let steps = self.steps.get(*from as usize..*to as usize).unwrap_or(&[]);
        let mut until = NEVER;
        for step in steps.iter().rev() {
            if step.0 <= day {
                return (step.0, until, step.1);
            }
            until = step.0;
        }
        (ALWAYS, until, Holder::default())
    }
}
