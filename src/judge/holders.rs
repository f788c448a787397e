//! Who was responsible for each of many root subjects, from each day on: asked once, looked up many times.

use super::attribution::{Attribution, Held, Holder};
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
        let Some(table) = caseload.table(by.kind()) else { return out };
        let (mut days, mut held): (Vec<Day>, Vec<Held>) = (Vec::new(), Vec::new());
        for root in first..=last {
            days.clear();
            held.clear();
            held.extend(table.group(root).iter().filter_map(|row| by.held(caseload, table, row)));
            for h in &held {
                days.extend([h.start, h.end].iter().filter(|d| **d != NEVER));
            }
            days.sort_unstable();
            days.dedup();
            let mut stood = Holder::default();
            for &day in &days {
                let holder = by.holding.holder(held.iter().rev().copied(), day);
                if holder != stood {
                    out.steps.push((day, holder));
                    stood = holder;
                }
            }
            out.offsets.push(out.steps.len() as u32);
        }
        out
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
