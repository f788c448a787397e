//! Worked examples run as tests, and which stages and arms of the standards they reach.

mod coverage;
mod expect;
mod figure;
mod report;
mod run;
mod terms;
mod world;

pub use report::{MeasureReport, Reached, RuleReport, ScenarioReport};
pub use run::run_examples;
