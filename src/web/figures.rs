//! What a figure looks like on the wire. Children stand under opaque keys.

use super::state::Asking;
use super::wire::iso;
use crate::calendar::Day;
use crate::measure as m;
use crate::record::{KindId, Row};
use crate::report::{Naming, compared_of, compared_value, difference_of, record_name, target_words};
use serde::Serialize;
use utoipa::ToSchema;

/// How everything counted stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub(super) struct Counts {
    /// Met, due or holding.
    pub in_time: u64,
    /// Overdue.
    pub breach_open: u64,
    /// Late or missed.
    pub breach_closed: u64,
    /// A fact is missing; in the denominator.
    pub cannot_tell: u64,
    /// Excused; in no denominator.
    pub exempt: u64,
    /// Ended before it was due; in no denominator.
    pub lapsed: u64,
    /// Of the exempt, those that fell due in a system outage.
    pub outage_exempt: u64,
    /// Of the breaches, those that fell due in a system outage.
    pub outage_breach: u64,
}

/// A figure, or why there is none.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub(super) struct Figure {
    /// In words: `81.3%`, `no cases`.
    pub figure: Option<String>,
    /// As a number; of a percentage out of a hundred. Targets are compared with the exact fraction, not with this.
    pub value: Option<f64>,
    /// percent or number.
    pub unit: Option<String>,
    /// How many fit; of an average the sum, of a rate how many there are.
    pub numerator: Option<f64>,
    /// Of how many; of an average the records whose figure is known, of a rate the people.
    pub denominator: Option<f64>,
    /// What it would be if all that cannot be told did not fit.
    pub low: Option<String>,
    /// What it would be if all of it fitted.
    pub high: Option<String>,
    /// green, amber, red or not green.
    pub colour: Option<String>,
    /// Everything counted.
    pub counts: Option<Counts>,
    /// Children in the denominator.
    pub children: Option<u64>,
    /// Children of whom every case is in time; of plain records, of whom every one fits.
    pub children_that_fit: Option<u64>,
    /// Why there is no figure: the sources hold no such facts, or the authority file gives no population.
    pub missing: Option<String>,
}

/// The figure of a group.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub(super) struct Group {
    /// Whose it is; nothing for what is not known.
    pub group: Option<String>,
    /// The figure.
    #[serde(flatten)]
    pub figure: Figure,
}

/// A figure split.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub(super) struct Split {
    /// By what.
    pub by: String,
    /// In order.
    pub groups: Vec<Group>,
}

/// A figure as it stood on a day.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub(super) struct Point {
    /// The day.
    pub as_at: String,
    /// The figure.
    #[serde(flatten)]
    pub figure: Figure,
    /// Of a share: its parts.
    pub groups: Vec<Group>,
}

/// One of the highest.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub(super) struct Top {
    /// The worker or team; of a child, or anything else, an opaque key.
    pub record: String,
    /// The figure.
    pub figure: String,
    /// The team.
    pub team: Option<String>,
}

/// How many went from one value to another.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub(super) struct Move {
    /// Before; nothing where it had none.
    pub from: Option<String>,
    /// Now.
    pub to: Option<String>,
    /// How many.
    pub number: u64,
}

/// Another's figure beside a measure: the newest of its group that was known on the day asked.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub(super) struct Compared {
    /// Whose it is.
    pub group: String,
    /// In words: `78.5%`; nothing where none was known.
    pub figure: Option<String>,
    /// As a number.
    pub value: Option<f64>,
    /// The last day it is of.
    pub to: Option<String>,
    /// What it is of.
    pub period: Option<String>,
    /// How old it is on the day asked.
    pub age: Option<String>,
    /// Where it stands.
    pub source: Option<String>,
    /// Why there is none.
    pub missing: Option<String>,
}

/// A measure as at a day.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub(super) struct Measure {
    /// The id.
    pub measure: String,
    /// In words.
    pub title: String,
    /// What is counted, as the rule says it.
    pub definition: String,
    /// The standards it counts: id and title.
    pub standards: std::collections::BTreeMap<String, String>,
    /// The day asked.
    pub as_at: String,
    /// The figure.
    #[serde(flatten)]
    pub figure: Figure,
    /// Where it is of what was known by a day: the figure with all that was entered since.
    pub known_now: Option<String>,
    /// How much more that is, in the figure's own unit.
    pub known_now_difference: Option<f64>,
    /// Targets of the day: `green at least 90%`.
    pub targets: Vec<String>,
    /// Others' figures.
    pub compare: Vec<Compared>,
    /// How the figure stands: green, amber, yellow, red, not green or grey; nothing where there is nothing to hold it against.
    pub standing: Option<String>,
    /// What it was held against.
    pub standing_rule: Option<String>,
    /// As at the end of the month before.
    pub last_month: Point,
    /// By team, by worker ...
    pub by: Vec<Split>,
    /// The oldest first.
    pub series: Vec<Point>,
    /// Of `highest`: the highest first.
    pub highest: Vec<Top>,
    /// Of `moves`: from what to what.
    pub moves: Vec<Move>,
    /// Law, guidance, report.
    pub sources: Vec<String>,
    /// What of it could not be counted.
    pub notes: Vec<String>,
}

impl From<&Result<m::Figure, m::Missing>> for Figure {
    fn from(found: &Result<m::Figure, m::Missing>) -> Figure {
        let f = found.as_ref().ok();
        let sort = |s: m::Sort| match s {
            m::Sort::Percentage => "percent".to_owned(),
            m::Sort::Number => "number".to_owned(),
        };
        Figure {
            figure: f.map(m::Figure::text),
            value: f.and_then(|f| f.value).map(m::Fraction::as_f64),
            unit: f.map(|f| sort(f.sort)),
            numerator: f.map(|f| f.hits.as_f64()),
            denominator: f.map(|f| f.of.as_f64()),
            low: f.and_then(|f| f.range.as_ref()).map(|r| r.low.clone()),
            high: f.and_then(|f| f.range.as_ref()).map(|r| r.high.clone()),
            colour: f.and_then(|f| f.colour).map(|c| c.word().to_owned()),
            counts: f.map(|f| counts(&f.tally)),
            children: f.and_then(|f| f.children).map(|c| c.of),
            children_that_fit: f.and_then(|f| f.children).map(|c| c.fit),
            missing: found.as_ref().err().map(m::Missing::words),
        }
    }
}

/// Counts on the wire.
pub(super) fn counts(t: &m::Tally) -> Counts {
    Counts {
        in_time: t.in_time,
        breach_open: t.breach_open,
        breach_closed: t.breach_closed,
        cannot_tell: t.cannot_tell,
        exempt: t.exempt,
        lapsed: t.lapsed,
        outage_exempt: t.outage_exempt,
        outage_breach: t.outage_breach,
    }
}

fn compared(c: &m::Compared, as_at: Day) -> Compared {
    let dated = c.dated();
    Compared {
        group: c.group.clone(),
        figure: compared_value(c),
        value: c.number(),
        to: dated.map(|d| iso(d.to)),
        period: dated.map(|d| d.period.clone()),
        age: dated.map(|d| d.age(as_at)),
        source: dated.map(|d| d.source.clone()),
        missing: c.found.is_err().then(|| compared_of(c, as_at)),
    }
}

fn group(g: &m::Group) -> Group {
    Group { group: g.label.clone(), figure: Figure::from(&Ok(g.figure.clone())) }
}

fn point(p: &m::Point) -> Point {
    Point { as_at: iso(p.day), figure: Figure::from(&p.figure), groups: p.groups.iter().map(group).collect() }
}

/// A team by its row.
pub(super) fn named(asking: &Asking<'_>, kind: &str, row: Option<u32>) -> Option<String> {
    let kind: KindId = asking.judged.caseload.vocabulary.kind_named(kind)?;
    Some(asking.book.id(kind, row?))
}

/// What a record is called on the wire.
pub(super) fn called(asking: &Asking<'_>, at: Row) -> String {
    let key = |at: Row| asking.judged.keys.of(&asking.judged.caseload, at);
    record_name(&asking.judged.caseload, at, Naming::Keys(&key))
}

/// A measure on the wire.
pub(super) fn wire(asking: &Asking<'_>, found: &m::Measured) -> Measure {
    let split = |b: &m::Breakdown| Split { by: b.by.clone(), groups: b.groups.iter().map(group).collect() };
    let top = |t: &m::Top| Top {
        record: called(asking, t.row),
        figure: t.digits.clone(),
        team: named(asking, "team", t.team),
    };
    let moved = |v: &m::MoveCount| Move { from: v.from.clone(), to: v.to.clone(), number: v.number };
    Measure {
        measure: found.id.clone(),
        title: found.title.clone(),
        definition: found.definition.clone(),
        standards: found.standards.iter().cloned().collect(),
        as_at: iso(found.as_at),
        figure: Figure::from(&found.figure),
        known_now: found.known_now.as_ref().map(m::Figure::text),
        known_now_difference: found
            .known_now
            .as_ref()
            .and_then(|now| difference_of(found.figure.as_ref().ok()?, now)),
        targets: found.targets.iter().map(target_words).collect(),
        compare: found.compare.iter().map(|c| compared(c, found.as_at)).collect(),
        standing: found.standing.as_ref().map(|s| s.word.word().to_owned()),
        standing_rule: found.standing.as_ref().map(|s| s.rule.clone()),
        last_month: point(&found.last_month),
        by: found.by.iter().map(split).collect(),
        series: found.series.iter().map(point).collect(),
        highest: found.highest.iter().map(top).collect(),
        moves: found.moves.iter().map(moved).collect(),
        sources: found.sources.clone(),
        notes: found.notes.clone(),
    }
}
