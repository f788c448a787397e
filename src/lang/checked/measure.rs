//! Measures: figures counted from verdicts or records.

use super::{Cond, Duty, Evidence, Example, FieldRef, Literal, OutcomeWord, Setting, Thing, Value, Window};
use crate::calendar::{Amount, Day};
use crate::text::Span;

/// A measure.
#[derive(Debug, Clone, PartialEq)]
pub struct Measure {
    /// The id.
    pub id: String,
    /// In words.
    pub title: String,
    /// Law, guidance, report.
    pub sources: Vec<String>,
    /// Settings.
    pub settings: Vec<Setting>,
    /// What it shows.
    pub shows: Shows,
    /// The same as the rule says it, in one line.
    pub definition: String,
    /// `by team, worker`.
    pub by: Vec<By>,
    /// `over 18 months`.
    pub over: Option<Amount>,
    /// Targets.
    pub targets: Vec<Target>,
    /// Comparators.
    pub compare: Vec<Compare>,
    /// Digits after the point, when the measure says.
    pub precision: Option<u32>,
    /// Worked examples.
    pub examples: Vec<Example>,
    /// The whole measure.
    pub span: Span,
}

/// What is shown.
#[derive(Debug, Clone, PartialEq)]
pub enum Shows {
    /// `percentage of X that Y`.
    Percentage(Cohort, That),
    /// `number of X`.
    Number(Cohort),
    /// `share of X`, by the first `by` item.
    Share(Cohort),
    /// `rate of X per 10,000 population`.
    Rate {
        /// Of what.
        of: Cohort,
        /// Per how many.
        per: u64,
        /// Of which population: a name the authority file gives a number for.
        population: String,
    },
    /// `average of F for each X`, `total`, `median`.
    Average(Figure, Thing),
    /// `total of F for each X`.
    Total(Figure, Thing),
    /// `median of F for each X`.
    Median(Figure, Thing),
    /// `highest [n] of F for each X`.
    Highest(u32, Figure, Thing),
    /// `moves of F for each X in the month`: from-to matrix.
    Moves(FieldRef, Thing),
}

/// A figure, maybe chosen by condition; the last arm has no condition.
#[derive(Debug, Clone, PartialEq)]
pub struct Figure {
    /// In order.
    pub arms: Vec<FigureArm>,
}

/// One arm of a figure.
#[derive(Debug, Clone, PartialEq)]
pub struct FigureArm {
    /// The value.
    pub value: Value,
    /// When.
    pub condition: Option<Cond>,
}

/// Which cases of a standard.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum CasesWhich {
    /// `due in the month`: every obligation whose due day lies in it and has passed.
    Due,
    /// `done in the month`: by the day it was answered.
    Done,
    /// `opened in the month`.
    Opened,
    /// `open`: the obligation each subject has now.
    Open,
}

/// What is counted.
#[derive(Debug, Clone, PartialEq)]
pub enum Cohort {
    /// `cases of S due in the month where ...`; the condition is asked of the obligation's subject.
    Cases {
        /// The standard's id.
        standard: String,
        /// Which.
        which: CasesWhich,
        /// The period.
        window: Option<Window>,
        /// `where`, one condition for each part (kind) of the standard.
        conditions: Vec<Cond>,
    },
    /// Records, maybe weighted (`fte of posts`); several kinds give several things.
    Things {
        /// The weight.
        weight: Option<FieldRef>,
        /// What.
        things: Vec<Thing>,
    },
}

/// What is asked of each.
#[derive(Debug, Clone, PartialEq)]
pub enum That {
    /// `that are met or late`, `that are not overdue`; `in-time` stands for met, due or holding.
    Are {
        /// The words.
        words: Vec<OutcomeWord>,
        /// `in time` was said.
        in_time: bool,
        /// `not`.
        not: bool,
        /// `met by a visit where seen-alone is yes`: the answering record must also be one of these.
        by: Option<Box<Evidence>>,
    },
    /// `that satisfy C`, `that have X`, for records: one condition for each thing.
    Satisfy(Vec<Cond>),
    /// `that last at most A`, `that are authorised within ...`: judged as a duty of the record.
    Duty(Vec<Duty>),
    /// `that have no breach of S`.
    NoBreachOf(String),
}

/// A `by`.
#[derive(Debug, Clone, PartialEq)]
pub struct By {
    /// What is said.
    pub name: String,
    /// By what.
    pub item: ByItem,
    /// `in bands from (0, 12, 24)`: each number begins a band.
    pub bands: Vec<f64>,
}

/// What figures are split by.
#[derive(Debug, Clone, PartialEq)]
pub enum ByItem {
    /// The team responsible.
    Team,
    /// The worker responsible.
    Worker,
    /// The service of that team.
    Service,
    /// The locality of that team, or of the child.
    Locality,
    /// A value of the record, one for each thing of the cohort.
    Value(Vec<Value>),
}

/// A colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Colour {
    /// On target.
    Green,
    /// Near it.
    Amber,
    /// Off target.
    Red,
}

/// `green at least 90% by 31 March 2016`.
#[derive(Debug, Clone, PartialEq)]
pub struct Target {
    /// Green or amber.
    pub colour: Colour,
    /// `at least`, not `at most`.
    pub at_least: bool,
    /// The threshold.
    pub value: Literal,
    /// By when.
    pub by: Option<Day>,
}

/// `compare "England" 79.7%`.
#[derive(Debug, Clone, PartialEq)]
pub struct Compare {
    /// With whom.
    pub name: String,
    /// Their figure.
    pub value: Literal,
}
