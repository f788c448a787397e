//! One try: both evaluators on every day, and the engine on truncated records.

use super::cases::{Fault, Source, build, read_standards};
use super::compare::{Engine, in_order, reference, same, show};
use super::generate::Sample;
use super::naive::{self, Answer};
use super::world::World;
use duecare::calendar::Day;
use duecare::lang::checked::Standard;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// What a try showed.
pub(crate) enum Outcome {
    /// Every verdict of every day.
    Agreed(Vec<Answer>),
    /// The first day they differ on.
    Differs(Difference),
}

/// A difference.
#[derive(Debug, Clone)]
pub(crate) struct Difference {
    pub(crate) day: Day,
    pub(crate) what: &'static str,
    pub(crate) engine: Vec<String>,
    pub(crate) reference: Vec<String>,
}

/// Runs a sample; `truncated` are the days on which the engine also judges what could then be seen.
pub(crate) fn run(sample: &Sample, truncated: &[Day]) -> Result<Outcome, Fault> {
    let source = Source {
        lines: sample.lines.clone(),
        calendar: sample.calendar.clone(),
        leap_28_february: sample.leap_28_february,
        ..Source::default()
    };
    let mut world = build(&source)?;
    if let Some(day) = sample.known_on {
        world = world.known_on(day);
    }
    let trees = serde_json::Value::Array(sample.standards.clone());
    let rules = read_standards(&world.vocabulary, &trees)?;
    match catch_unwind(AssertUnwindSafe(|| judge(sample, &world, &rules, truncated))) {
        Ok(outcome) => Ok(outcome),
        Err(_) => Ok(Outcome::Differs(Difference {
            day: sample.last,
            what: "a panic",
            engine: Vec::new(),
            reference: Vec::new(),
        })),
    }
}

fn judge(sample: &Sample, world: &World, rules: &[Standard], truncated: &[Day]) -> Outcome {
    let id = rules.last().map(|s| s.id.clone()).unwrap_or_default();
    let engine = Engine::new(world, rules);
    let swept = engine.sweep();
    let book = naive::book(world, rules, sample.last);
    let mut all = Vec::new();
    for day in sample.first..=sample.last {
        let fast = in_order(swept.answers(&id, day));
        let slow = reference(world, rules, &id, day, &book);
        if !same(&fast, &slow) {
            return differs(day, "the two evaluators", &fast, &slow);
        }
        if truncated.contains(&day) {
            let then = engine.of(&world.see(day));
            let cut = in_order(then.sweep().answers(&id, day));
            if !same(&cut, &fast) {
                return differs(
                    day,
                    "the engine on truncated records (first) and on all (second)",
                    &cut,
                    &fast,
                );
            }
        }
        all.extend(slow);
    }
    Outcome::Agreed(all)
}

fn differs(day: Day, what: &'static str, engine: &[Answer], reference: &[Answer]) -> Outcome {
    Outcome::Differs(Difference { day, what, engine: show(engine), reference: show(reference) })
}
