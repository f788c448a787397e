//! Random records and standards over short horizons, so that everything collides: written as the trees of worked
//! cases, so that a failure can be kept as one.

mod amounts;
mod conditions;
mod evidence;
mod records;
mod rng;
mod standard;
mod timing;
mod versions;

pub(crate) use rng::Rng;
pub(crate) use standard::FORMS;

use duecare::calendar::{Day, from_civil, to_iso};
use serde_json::{Value as Json, json};

/// Records, standards and calendar of one try.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Sample {
    /// Which of [`FORMS`] it is about.
    pub(crate) form: usize,
    /// The trees; the last is judged.
    pub(crate) standards: Vec<Json>,
    pub(crate) lines: Vec<String>,
    pub(crate) calendar: Option<Json>,
    pub(crate) leap_28_february: bool,
    pub(crate) known_on: Option<Day>,
    pub(crate) first: Day,
    pub(crate) last: Day,
}

impl Sample {
    /// The sample as a check of a worked case.
    pub(crate) fn to_check(&self, as_at: Day, expect: &[String]) -> Json {
        let standard = match self.standards.as_slice() {
            [one] => one.clone(),
            list => Json::Array(list.to_vec()),
        };
        let mut out = json!({"standard": standard, "records": self.lines, "as_at": to_iso(as_at)});
        if let Some(c) = &self.calendar {
            out["calendar"] = c.clone();
        }
        if self.leap_28_february {
            out["leap-birthday"] = json!("28 February");
        }
        if let Some(k) = self.known_on {
            out["known_on"] = json!(to_iso(k));
        }
        out["expect"] = json!(expect);
        out
    }
}

/// What one try is made with.
pub(crate) struct Making {
    pub(crate) rng: Rng,
    /// First day of the horizon.
    pub(crate) base: Day,
    /// Days in it.
    pub(crate) span: i32,
    /// Days that many things happen on.
    pub(crate) hot: Vec<Day>,
    /// Settings made so far: name and dated values.
    pub(crate) settings: Vec<(String, Json)>,
    pub(crate) agreements: Vec<String>,
}

impl Making {
    /// A day of the horizon or a little before it; often one on which other things happen too.
    pub(crate) fn day(&mut self) -> Day {
        if self.rng.one_in(2) {
            return *self.rng.pick(&self.hot.clone());
        }
        self.base - 15 + self.rng.below(self.span as u64 + 15) as Day
    }

    pub(crate) fn iso(&mut self) -> String {
        let d = self.day();
        to_iso(d)
    }
}

/// A try.
pub(crate) fn sample(seed: u64, form: Option<usize>) -> Sample {
    let mut rng = Rng::new(seed);
    let bases = [(2026, 1, 5), (2024, 1, 24), (2025, 12, 12), (2026, 3, 23), (2023, 4, 20), (2026, 6, 26)];
    let (y, m, d) = *rng.pick(&bases);
    let base = from_civil(y, m, d).expect("a real day") + rng.below(10) as Day;
    let span = 35 + rng.below(60) as Day;
    let hot = (0..6).map(|_| base + rng.below(span as u64) as Day).collect();
    let form = form.unwrap_or_else(|| rng.below(FORMS.len() as u64) as usize);
    let mut making = Making { rng, base, span, hot, settings: Vec::new(), agreements: Vec::new() };
    let standards = standard::standards(&mut making, form);
    let lines = records::lines(&mut making, &standards);
    let calendar = records::calendar(&mut making);
    let leap_28_february = making.rng.one_in(4);
    let known_on = making.rng.one_in(12).then(|| making.day());
    Sample {
        form,
        standards,
        lines,
        calendar,
        leap_28_february,
        known_on,
        first: base - 20,
        last: base + span + 25,
    }
}
