//! Whether a measure counts what was during a time, or how things stand on a day.

use crate::lang::checked::{CasesWhich, Cohort, Measure, RecordDay, Shows, Thing};

/// What a figure reaches over. The two answer different questions and belong in no one series.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Reach {
    /// What was due, done, begun or ended during a time.
    Flow,
    /// How things stand at the close of a day.
    Snapshot,
}

impl Reach {
    /// What a measure reaches over.
    pub fn of(measure: &Measure) -> Reach {
        match &measure.shows {
            Shows::Percentage(c, _) | Shows::Number(c) | Shows::Share(c) | Shows::Rate { of: c, .. } => {
                match c {
                    Cohort::Cases { which: CasesWhich::Open, .. } => Reach::Snapshot,
                    Cohort::Cases { .. } => Reach::Flow,
                    Cohort::Things { things, .. } => things.first().map_or(Reach::Snapshot, of_thing),
                }
            }
            Shows::Average(_, t) | Shows::Total(_, t) | Shows::Median(_, t) | Shows::Highest(_, _, t) => {
                of_thing(t)
            }
            Shows::Moves(..) => Reach::Flow,
        }
    }
}

fn of_thing(t: &Thing) -> Reach {
    match (t.by, &t.window) {
        (RecordDay::Open, None) | (RecordDay::Plain, None) => Reach::Snapshot,
        _ => Reach::Flow,
    }
}
