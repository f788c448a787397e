//! What comes of a measure: a figure with its counts, or why there is none.

use super::colour::ColourWord;
use super::comparators::Compared;
use super::fraction::Fraction;
use super::standing::{Better, Standing, Way};
use super::tally::{Children, Tally};
use crate::calendar::Day;
use crate::lang::checked::Target;
use crate::record::Row;

/// What a figure counts in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Sort {
    /// Parts of a hundred.
    Percentage,
    /// Any other number.
    Number,
}

/// Why there is no figure. Never the same as 0.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Missing {
    /// The sources hold no such facts.
    NotInSource(Vec<String>),
    /// The authority has not set what the standard leaves to it.
    NotSet(Vec<String>),
    /// The authority file gives no such number.
    NoPopulation(String),
    /// The calendar has no such stretch on that day.
    NoSlot(String),
}

impl Missing {
    /// In words.
    pub fn words(&self) -> String {
        match self {
            Missing::NotInSource(needs) => format!("not in this source: {}", needs.join(", ")),
            Missing::NotSet(settings) => format!("not set by this authority: {}", settings.join(", ")),
            Missing::NoPopulation(name) => format!("no population in the authority file: {name}"),
            Missing::NoSlot(name) => format!("the calendar has no {name} on this day"),
        }
    }

    /// As a word for programs.
    pub fn code(&self) -> &'static str {
        match self {
            Missing::NotInSource(_) => "not-in-this-source",
            Missing::NotSet(_) => "not-set",
            Missing::NoPopulation(_) => "no-population",
            Missing::NoSlot(_) => "no-slot",
        }
    }
}

/// Between which two values the figure lies, whatever the facts turn out to be that cannot be told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Range {
    /// The least, in digits.
    pub low: String,
    /// The most, in digits.
    pub high: String,
}

/// A figure on a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Figure {
    /// What it counts in.
    pub sort: Sort,
    /// The exact value (of a percentage: out of a hundred); nothing where there are no cases.
    pub value: Option<Fraction>,
    /// The value in digits; empty where there are no cases.
    pub digits: String,
    /// The numerator: how many fit; of an average the sum, of a rate how many there are; of any other number itself.
    pub hits: Fraction,
    /// The denominator: of how many; of a rate the people, of an average and the like the records whose figure is known.
    pub of: Fraction,
    /// Where something cannot be told.
    pub range: Option<Range>,
    /// Everything counted, by how it stands.
    pub tally: Tally,
    /// Children beside obligations and records.
    pub children: Option<Children>,
    /// Against the targets.
    pub colour: Option<ColourWord>,
}

impl Figure {
    /// A percentage of sums in millionths (those that fit, all, those that cannot be told), held against targets.
    pub fn percentage(
        (hits, of, maybe): (i128, i128, i128),
        decimals: Option<u32>,
        aims: &[Target],
    ) -> Figure {
        let part = |n: i128| Fraction::new(n.saturating_mul(100), of);
        let range = (maybe > 0).then(|| (part(hits), part(hits + maybe)));
        let whole = |n: i128| Fraction::new(n, super::fraction::MILLION).unwrap_or(Fraction::whole(0));
        let places = |_: Fraction| decimals.unwrap_or(1);
        Figure::made(Sort::Percentage, part(hits), (whole(hits), whole(of)), range, &places, aims)
    }

    /// A figure in digits and colour, nothing beside it yet.
    pub(super) fn made(
        sort: Sort,
        value: Option<Fraction>,
        (hits, of): (Fraction, Fraction),
        range: Option<(Option<Fraction>, Option<Fraction>)>,
        decimals: &dyn Fn(Fraction) -> u32,
        aims: &[Target],
    ) -> Figure {
        let digits = |v: Fraction| super::shown(v, decimals(v), aims);
        Figure {
            sort,
            value,
            digits: value.map(digits).unwrap_or_default(),
            hits,
            of,
            range: range.and_then(|(a, b)| Some(Range { low: digits(a?), high: digits(b?) })),
            tally: Tally::default(),
            children: None,
            colour: value.and_then(|v| super::colour::colour(v, aims)),
        }
    }

    /// `80.0% (8 of 10), 1 cannot tell, amber`.
    pub fn told(&self) -> String {
        let mut out = self.long_text();
        if self.tally.cannot_tell > 0 && self.value.is_some() {
            out += &format!(", {} cannot tell", self.tally.cannot_tell);
        }
        if let Some(colour) = self.colour {
            out += &format!(", {}", colour.word());
        }
        out
    }

    /// `80.0%`, `16`, or `no cases`.
    pub fn text(&self) -> String {
        match self.value {
            None => "no cases".to_owned(),
            Some(_) => super::with_unit(&self.digits, self.sort),
        }
    }

    /// `80.0% (8 of 10)`, of an average or a rate `16.5 (99 over 6)`; a plain number has nothing beside it.
    pub fn long_text(&self) -> String {
        let whole = super::plain;
        match (self.value, self.sort) {
            (Some(_), Sort::Percentage) => {
                format!("{} ({} of {})", self.text(), whole(self.hits), whole(self.of))
            }
            (Some(value), Sort::Number) if value != self.hits => {
                format!("{} ({} over {})", self.text(), whole(self.hits), whole(self.of))
            }
            _ => self.text(),
        }
    }
}

/// The figure of one team, worker, band ...
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// Whose it is; nothing for what cannot be told.
    pub label: Option<String>,
    /// The figure.
    pub figure: Figure,
}

/// A figure split.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Breakdown {
    /// By what.
    pub by: String,
    /// In order.
    pub groups: Vec<Group>,
}

/// One day of a series.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Point {
    /// As at.
    pub day: Day,
    /// The figure as it stood.
    pub figure: Result<Figure, Missing>,
    /// Of a share: its parts as they stood.
    pub groups: Vec<Group>,
}

/// One of the highest.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Top {
    /// Whose.
    pub row: Row,
    /// The figure in digits.
    pub digits: String,
    /// The team.
    pub team: Option<u32>,
}

/// How many moved from one value to another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MoveCount {
    /// Before; nothing where it had none.
    pub from: Option<String>,
    /// Now.
    pub to: Option<String>,
    /// How many.
    pub number: u64,
    /// Of how many children; nothing where they are of no child.
    pub children: Option<u64>,
}

/// A measure worked out as at a day.
#[derive(Debug, Clone, PartialEq)]
pub struct Measured {
    /// Its id.
    pub id: String,
    /// In words.
    pub title: String,
    /// Law, guidance, report.
    pub sources: Vec<String>,
    /// What is counted, as the rule says it.
    pub definition: String,
    /// The standards it counts, each with its title (of the version in force on the day).
    pub standards: Vec<(String, String)>,
    /// As at.
    pub as_at: Day,
    /// The figure, or why there is none.
    pub figure: Result<Figure, Missing>,
    /// Where it is of what was known by a day: the figure with all that was entered since.
    pub known_now: Option<Figure>,
    /// The same as at the end of the month before.
    pub last_month: Point,
    /// By team, by worker ...
    pub by: Vec<Breakdown>,
    /// Month-ends (week-ends, year-ends), the oldest first, the day asked last.
    pub series: Vec<Point>,
    /// Of `highest`: the highest first.
    pub highest: Vec<Top>,
    /// Of `moves`: from what to what.
    pub moves: Vec<MoveCount>,
    /// The targets of the day.
    pub targets: Vec<Target>,
    /// Others' figures, as known on the day.
    pub compare: Vec<Compared>,
    /// How the authority wants its figures to be held against others.
    pub way: Way,
    /// How the figure stands, and by which rule; nothing where there is nothing to hold it against.
    pub standing: Option<Standing>,
    /// What of a standard with several kinds could not be counted.
    pub notes: Vec<String>,
}

impl Measured {
    /// Which way is better: as the authority says, else as the target points.
    pub fn better(&self) -> Better {
        self.way.better.unwrap_or_else(|| match self.targets.first() {
            Some(target) if target.at_least => Better::Higher,
            Some(_) => Better::Lower,
            None => Better::Neither,
        })
    }
}
