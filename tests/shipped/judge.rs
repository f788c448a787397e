//! A try: both evaluators on the days on which something may change.

use crate::days::Days;
use crate::make;
use crate::reads::Reads;
use crate::rules::{Judged, Shipped, varied};
use crate::support::compare::{Engine, in_order, reference, same, show};
use crate::support::generate::Rng;
use crate::support::naive::{self, Answer};
use crate::support::world::World;
use duecare::calendar::Day;
use duecare::lang::checked::Standard;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// Days compared of a try, about.
const DAYS: usize = 90;

/// The same where distinct days are counted, which the reference does one day at a time.
const DAYS_SLOW: usize = 16;

/// Standards, records and days.
#[derive(Clone)]
pub struct Try {
    pub id: String,
    pub rules: Vec<Standard>,
    pub world: World,
    pub known_on: Option<Day>,
    pub days: Vec<Day>,
    /// Days on which the engine also judges what could then be seen.
    pub cut: Vec<Day>,
}

/// A difference.
#[derive(Debug, Clone)]
pub struct Difference {
    pub day: Day,
    pub what: String,
    pub engine: Vec<String>,
    pub reference: Vec<String>,
}

/// A try of a standard.
pub fn make(shipped: &Shipped, judged: &Judged, reads: &Reads, seed: u64) -> Try {
    let mut rng = Rng::new(seed);
    let versions: Vec<&Standard> = judged.versions().collect();
    let days = Days::of(&versions, reads, &make::calendar(), &mut rng);
    let rules = varied(&judged.rules, &mut rng, &days.hot);
    let (first, mut last) = (days.first - 20, days.last + 30);
    if reads.slow {
        // Days are counted as long as there is a calendar.
        last = last.min(make::calendar().last);
    }
    let mut world = make::world(&rules, reads, days, &shipped.set.vocabulary, &mut rng);
    world.functions = shipped.names.clone();
    let known_on = rng.one_in(8).then(|| first + rng.below((last - first) as u64) as i32);
    let mut marks: Vec<Day> = Vec::new();
    for d in world.days() {
        marks.extend([d - 1, d, d + 1]);
        for a in &reads.amounts {
            let sum = world.calendar.plus(d, *a).0;
            marks.extend([sum, sum.saturating_add(1)]);
        }
    }
    marks.retain(|d| (first..=last).contains(d));
    marks.sort_unstable();
    marks.dedup();
    let wanted = if reads.slow || rules[0].check { DAYS_SLOW } else { DAYS };
    while marks.len() > wanted {
        marks.remove(rng.below(marks.len() as u64) as usize);
    }
    marks.extend((0..wanted / 8).map(|_| first + rng.below((last - first) as u64) as i32));
    marks.push(last);
    marks.sort_unstable();
    marks.dedup();
    let cut = (0..2).map(|_| *rng.pick(&marks)).collect();
    Try { id: judged.id.clone(), rules, world, known_on, days: marks, cut }
}

/// All answers of a try, or the first difference.
pub fn run(shipped: &Shipped, t: &Try) -> Result<Vec<Answer>, Difference> {
    match catch_unwind(AssertUnwindSafe(|| judge(shipped, t))) {
        Ok(outcome) => outcome,
        Err(said) => {
            let words = said.downcast_ref::<String>().cloned();
            let words = words.or_else(|| said.downcast_ref::<&str>().map(|s| (*s).to_owned()));
            let what = format!("a panic: {}", words.unwrap_or_default());
            let day = t.days.last().copied().unwrap_or(0);
            Err(Difference { day, what, engine: Vec::new(), reference: Vec::new() })
        }
    }
}

fn judge(shipped: &Shipped, t: &Try) -> Result<Vec<Answer>, Difference> {
    let world = &t.known_on.map_or_else(|| t.world.clone(), |day| t.world.known_on(day));
    let mut engine = Engine::with_functions(&t.world, &t.rules, shipped.functions.clone());
    if let Some(day) = t.known_on {
        engine = engine.known_on(day);
    }
    if let [check] = &t.rules[..]
        && check.check
    {
        return checked(&engine, check, world, &t.days);
    }
    let swept = engine.sweep();
    let book = naive::book(world, &t.rules, t.days.last().copied().unwrap_or(0));
    let mut all = Vec::new();
    for &day in &t.days {
        let fast = in_order(swept.answers(&t.id, day));
        let slow = reference(world, &t.rules, &t.id, day, &book);
        if !same(&fast, &slow) {
            return differs(day, "the two evaluators", &fast, &slow);
        }
        if t.cut.contains(&day) {
            let then = engine.of(&world.see(day));
            let cut = in_order(then.sweep().answers(&t.id, day));
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
    Ok(all)
}

fn checked(
    engine: &Engine,
    check: &Standard,
    world: &World,
    days: &[Day],
) -> Result<Vec<Answer>, Difference> {
    let mut all = Vec::new();
    for &day in days {
        let fast = in_order(engine.checked(&check.id, day));
        let slow = in_order(naive::checked(world, check, day));
        if !same(&fast, &slow) {
            return differs(day, "the two evaluators", &fast, &slow);
        }
        all.extend(slow);
    }
    Ok(all)
}

/// What each of the two says on a day.
pub fn show_both(shipped: &Shipped, t: &Try, day: Day) -> (Vec<String>, Vec<String>) {
    let engine = Engine::with_functions(&t.world, &t.rules, shipped.functions.clone());
    if let [check] = &t.rules[..]
        && check.check
    {
        return (show(&engine.checked(&t.id, day)), show(&naive::checked(&t.world, check, day)));
    }
    let book = naive::book(&t.world, &t.rules, day);
    let fast = in_order(engine.sweep().answers(&t.id, day));
    (show(&fast), show(&reference(&t.world, &t.rules, &t.id, day, &book)))
}

fn differs(day: Day, what: &str, engine: &[Answer], reference: &[Answer]) -> Result<Vec<Answer>, Difference> {
    let what = what.to_owned();
    Err(Difference { day, what, engine: show(engine), reference: show(reference) })
}
