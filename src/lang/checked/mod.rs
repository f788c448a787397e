//! Checked standards: every name resolved, every type right. What judging reads and nothing else.
//!
//! The forms are those of `obligations.md`; a surface spelling that has no meaning of its own there is already
//! rewritten (`must be authorised within ...` is evidence taken from a field of the subject itself).

mod condition;
mod duty;
mod example;
mod measure;
mod standard;
mod theme;
mod thing;
mod value;
pub mod walk;

pub use condition::{Cmp, Cond, State};
pub use duty::{
    Count, Duty, Evidence, Limit, LimitAmount, LimitArm, Passes, Quantity, Stage, Start, StartKind, Timing,
    Until, Which,
};
pub use example::{Example, Expectation, Expected, ExpectedOutcome, Fact, FactValue, OutcomeWord};
pub use measure::{
    By, ByItem, CasesWhich, Cohort, Colour, Compare, Figure, FigureArm, Measure, Shows, Target, That,
};
pub use standard::{
    AgreementRule, Bound, Define, Joined, PluginSignature, PluginTable, Relief, ReliefKind, RuleSet, Scope,
    Setting, SettingValue, Severity, Standard,
};
pub use theme::{AnswerType, Question, Theme};
pub use thing::{Distinct, Pool, RecordDay, Thing, Window};
pub use value::{Base, DayExpr, FieldRef, Leaf, Literal, Neighbour, Step, Value, ValueType};
