//! The syntax tree: what was written, with places, before any name is looked up.
//!
//! One tree serves standards, checks, measures, themes and the vocabulary. Brackets are not kept: `and` and
//! `or` never mix in one list. A time phrase of a duty stands in [`Have::timing`] however it was spelt, so
//! [`Thing::window`] is always empty there.

#![allow(
    clippy::large_enum_variant,
    reason = "a tree is short-lived and read by many; boxes would clutter every reader"
)]

mod amount;
mod condition;
mod declaration;
mod duty;
mod example;
mod expression;
mod item;
mod literal;
mod measure;
mod name;
mod standard;
mod theme;
mod thing;
mod timing;
mod vocabulary;
mod window;

pub use amount::{AmountExpr, Arm, Choice, Count, Limit};
pub use condition::{CodeSet, Compare, Cond, CondKind, DayOrder, Predicate, WithinSide};
pub use declaration::{Define, ListDecl, ListSource, Plugin};
pub use duty::{Be, Bound, BoundSide, Duty, DutyForm, Evidence, Have, LastFor, Quantity};
pub use example::{
    Example, Expectation, Expected, ExpectedVerdict, Fact, FactKind, FactTime, Preposition, Verdict,
};
pub use expression::{Call, Counted, Expr, ExprKind, Order, Path, Side, Sign, SpanExpr, Step, Tally};
pub use item::{File, Item};
pub use literal::{CodeItem, Decimal, Literal, Value};
pub use measure::{
    By, Cohort, Colour, Comparator, Judged, Judgement, Measure, Shows, Stat, StatKind, Target, That, TimeWord,
};
pub use name::{DateText, Name, Text};
pub use standard::{
    Agreement, Dated, Header, InForce, Relief, ReliefAsked, ReliefWord, Scope, Setting, Standard,
    StandardKind,
};
pub use theme::{Question, Sample, Theme};
pub use thing::{Joined, Kind, Thing};
pub use timing::{Either, Every, OneOff, OneOffKind, Passes, Stage, Timing, TimingKind, Which};
pub use vocabulary::{Field, FieldType, RecordDecl, Shape, TypeKind};
pub use window::{Window, WindowKind};
