//! Measures: figures counted from verdicts or records.

use super::{
    BoundSide, Choice, Cond, DateText, Duty, Evidence, Example, Expr, Header, Name, Text, Thing, Value,
    Verdict, Window,
};
use crate::calendar::Amount;
use crate::text::Span;

/// A measure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Measure {
    /// The id.
    pub id: Name,
    /// In words.
    pub title: Text,
    /// Sources and settings (force, severity and warning have no place in a measure: the checker says so).
    pub header: Header,
    /// What it shows.
    pub shows: Shows,
    /// `by team, worker`.
    pub by: Vec<By>,
    /// `over 18 months`.
    pub over: Option<(Amount, Span)>,
    /// `shown to 1 decimal place`.
    pub decimals: Option<(u32, Span)>,
    /// `green at least 90%`.
    pub targets: Vec<Target>,
    /// `compare "England" 79.7%`.
    pub compare: Vec<Comparator>,
    /// Worked examples.
    pub examples: Vec<Example>,
    /// From the first word to the last.
    pub span: Span,
}

/// What a measure shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Shows {
    /// `percentage of X that Y`.
    Percentage(Cohort, That),
    /// `number of X`.
    Number(Cohort),
    /// `share of X`, by the first `by` item.
    Share(Cohort),
    /// `rate of X per 10,000 population`.
    Rate {
        /// X.
        of: Cohort,
        /// Per how many.
        per: u64,
        /// Of which population: a name of the authority file.
        population: Name,
    },
    /// `average of F for each X`, `total of`, `median of`, `highest 10 of`.
    Stat(Stat),
    /// `moves of f for each X in the month`.
    Moves(Name, Thing),
}

/// A figure of each record, put together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stat {
    /// How.
    pub kind: StatKind,
    /// The figure of each.
    pub figure: Choice<Expr>,
    /// Each what.
    pub each: Thing,
}

/// How figures are put together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum StatKind {
    /// `average of`.
    Average,
    /// `median of`.
    Median,
    /// `total of`.
    Total,
    /// `highest of`, `highest 10 of`.
    Highest(Option<u32>),
}

/// What is counted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cohort {
    /// `cases of S due in the month where ...`: obligations of a standard.
    Judged(Judged),
    /// Records; `fte of posts` sums a field in place of counting.
    Things(Option<Name>, Thing),
}

/// `cases of S due in the month where ...`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Judged {
    /// S.
    pub standard: Name,
    /// `due`, `done`, `opened` or `open`.
    pub which: TimeWord,
    /// The days.
    pub window: Option<Window>,
    /// `where`, asked of the subject.
    pub filter: Option<Cond>,
    /// The whole phrase.
    pub span: Span,
}

/// Which obligations of a standard a figure is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TimeWord {
    /// `due`: by their due day.
    Due,
    /// `done`: by the day they were answered.
    Done,
    /// `opened`: by the day they opened.
    Opened,
    /// `open`: the obligation each subject has now.
    Open,
}

/// What is asked of each.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum That {
    /// `are met or due`, `are not overdue`, `are in time`, `are met by a visit where ...`.
    Are(Judgement),
    /// A duty: `have ...`, `last ...`, `satisfy ...`, `are authorised within ...`.
    Duty(Duty),
}

/// A judgement of obligations by their verdicts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Judgement {
    /// `not`.
    pub not: bool,
    /// `in time`: met, due or holding. With `verdicts` empty.
    pub in_time: bool,
    /// The verdicts, any of which will do.
    pub verdicts: Vec<Verdict>,
    /// `met by a visit where ...`: the record that answered must be one of these.
    pub by: Option<Evidence>,
    /// From `are`.
    pub span: Span,
}

/// `by months from the start to as-at in bands from (0, 12, 24)`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct By {
    /// By what.
    pub what: Expr,
    /// Each number begins a band; empty when there are none.
    pub bands: Vec<Value>,
    /// The whole item.
    pub span: Span,
}

/// `green at least 75% by 31 December 2015`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Target {
    /// Green or amber.
    pub colour: Colour,
    /// Which side is good.
    pub side: BoundSide,
    /// The threshold.
    pub value: Value,
    /// By when.
    pub by: Option<DateText>,
    /// The clause.
    pub span: Span,
}

/// A colour that a target names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Colour {
    /// `green`.
    Green,
    /// `amber`.
    Amber,
}

/// `"England" 79.7%`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Comparator {
    /// Whose figure.
    pub name: Text,
    /// The figure.
    pub value: Value,
}
