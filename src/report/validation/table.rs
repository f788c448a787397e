//! The rules for reading on a terminal: what fails, and what could not be asked.

use super::{RuleOutcome, Validation};
use crate::lang::checked::Severity;
use crate::report::plain_table;
use crate::text::many;
use std::fmt::Write as _;

/// A line for each rule that fails or could not be asked of everything, and the counts.
pub fn validation_table(v: &Validation, width: Option<u16>) -> String {
    let shown = v.rules.iter().filter(|r| {
        !r.failed.is_empty() || r.not_judged > 0 || matches!(r.outcome, RuleOutcome::CouldNotRun(_))
    });
    let lines = shown.map(|r| {
        let note = match &r.outcome {
            RuleOutcome::CouldNotRun(why) => format!("{} (could not run: {why})", r.message),
            _ => r.message.clone(),
        };
        vec![
            r.code.clone(),
            r.severity.word().to_owned(),
            r.failed.len().to_string(),
            r.not_judged.to_string(),
            note,
        ]
    });
    let mut out =
        plain_table(&["rule", "severity", "failing", "not judged", "message"], &[2, 3], lines, width);
    let _ = writeln!(out, "\n\n{}", v.counts());
    for note in v.remarks() {
        let _ = writeln!(out, "  {note}");
    }
    out
}

impl Validation {
    /// How many rules ran, and what they found, in a line.
    pub fn counts(&self) -> String {
        let count =
            |wanted: fn(&RuleOutcome) -> bool| self.rules.iter().filter(|r| wanted(&r.outcome)).count();
        let queries = self.failing(Severity::Query);
        format!(
            "{} {}: {} ran, {} not applicable, {} could not run; {}, {queries} {}",
            self.of,
            self.year,
            many(count(|o| *o == RuleOutcome::Ran) as u64, "rule"),
            count(|o| *o == RuleOutcome::NotApplicable),
            count(|o| matches!(o, RuleOutcome::CouldNotRun(_))),
            many(self.failing(Severity::Error) as u64, "error"),
            if queries == 1 { "query" } else { "queries" },
        )
    }
}
