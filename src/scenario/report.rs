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

/// Every standard, and what is wrong with its examples.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ScenarioReport {
    /// In order of the rule set.
    pub rules: Vec<RuleReport>,
    /// Failing examples, missing ones, stages and arms that none reaches.
    pub diagnostics: Diagnostics,
    /// Worked examples of measures: checked, but not run, because no figure is worked out here. Whoever prints the
    /// report says so.
    pub not_run: usize,
}

impl ScenarioReport {
    /// Examples that passed and that failed.
    pub fn examples(&self) -> (usize, usize) {
        self.rules.iter().fold((0, 0), |(p, f), r| (p + r.passed, f + r.failed))
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
