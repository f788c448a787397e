//! What came of running the examples.

use crate::text::{Diagnostic, Diagnostics};

/// How many of how many.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Reached {
    /// Reached by some example.
    pub reached: usize,
    /// There are.
    pub of: usize,
}

impl Reached {
    /// Whether all are reached.
    pub fn all(self) -> bool {
        self.reached == self.of
    }
}

/// The examples of one standard (one version of it).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RuleReport {
    /// The id.
    pub id: String,
    /// The version.
    pub version: u32,
    /// Examples that gave what they expect.
    pub passed: usize,
    /// Examples that did not.
    pub failed: usize,
    /// Stages of the duty.
    pub stages: Reached,
    /// Arms of amounts chosen by condition.
    pub arms: Reached,
}

/// The examples of one measure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MeasureReport {
    /// The id.
    pub id: String,
    /// Examples that gave what they expect.
    pub passed: usize,
    /// Examples that did not.
    pub failed: usize,
}

/// Every standard and measure, and what is wrong with its examples.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ScenarioReport {
    /// In order of the rule set.
    pub rules: Vec<RuleReport>,
    /// Failing examples, missing ones, stages and arms that none reaches.
    pub diagnostics: Diagnostics,
    /// Measures that have examples, in order of id.
    pub measures: Vec<MeasureReport>,
}

impl ScenarioReport {
    /// Examples that passed and that failed.
    pub fn examples(&self) -> (usize, usize) {
        let standards = self.rules.iter().map(|r| (r.passed, r.failed));
        let measures = self.measures.iter().map(|m| (m.passed, m.failed));
        standards.chain(measures).fold((0, 0), |(p, f), r| (p + r.0, f + r.1))
    }

    /// Stages and arms of all standards.
    pub fn coverage(&self) -> (Reached, Reached) {
        let sum = |a: Reached, b: Reached| Reached { reached: a.reached + b.reached, of: a.of + b.of };
        let add = |(s, a): (Reached, Reached), r: &RuleReport| (sum(s, r.stages), sum(a, r.arms));
        self.rules.iter().fold((Reached::default(), Reached::default()), add)
    }

    pub(super) fn say(&mut self, d: Diagnostic) {
        self.diagnostics.push(d);
    }
}
