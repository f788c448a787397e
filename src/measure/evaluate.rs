//! A measure worked out as at a day, at the end of the month before, and over the time its series runs.

use super::answer::{Figure, Measured, Missing, Point, Sort};
use super::cases::{Wanted, cases};
use super::colour::aims;
use super::fraction::{Fraction, MILLION};
use super::ground::{Ground, Request};
use super::item::{Item, once};
use super::looked::Looked;
use super::needs::{missing, standards_of};
use super::standing::standing;
use super::tally::{Children, Tally};
use super::that::{Breaches, Judged, Words};
use super::things::records;
use crate::calendar::{Amount, Day, Unit, add_months, from_civil, to_civil};
use crate::judge::{Asker, Tri};
use crate::lang::checked::{Cohort, Measure, Shows, That};

/// Works a measure out. The series is read from the one ledger; nothing is judged again but checks.
pub fn evaluate(ground: &Ground<'_>, measure: &Measure, request: &Request) -> Measured {
    let mut out = worked_out(ground, measure, request);
    let tolerance = out.way.tolerance.unwrap_or(0.0);
    let yardstick = out.compare.iter().find_map(|c| c.yardstick(tolerance));
    out.standing = standing(&out.figure, out.last_month.figure.as_ref().ok(), out.better(), yardstick);
    out
}

fn worked_out(ground: &Ground<'_>, measure: &Measure, request: &Request) -> Measured {
    let day = request.as_at;
    let making = Making::new(ground, measure, request);
    let mut looked = Looked::new(ground, &standards_of(measure));
    let mut out = Measured {
        id: measure.id.clone(),
        title: measure.title.clone(),
        sources: measure.sources.clone(),
        definition: measure.definition.clone(),
        standards: standards_of(measure)
            .into_iter()
            .map(|id| (id.to_owned(), ground.title(id, day)))
            .collect(),
        as_at: day,
        figure: Err(Missing::NotInSource(Vec::new())),
        known_now: None,
        last_month: Point {
            day: month_before(day),
            figure: Err(Missing::NotInSource(Vec::new())),
            groups: Vec::new(),
        },
        by: Vec::new(),
        series: Vec::new(),
        highest: Vec::new(),
        moves: Vec::new(),
        targets: aims(&measure.targets, day),
        compare: ground.comparators.beside(measure, day),
        way: ground.comparators.way(&measure.id),
        standing: None,
        notes: Vec::new(),
    };
    match missing(ground, measure) {
        Err(why) => {
            out.figure = Err(why.clone());
            out.last_month.figure = Err(why);
            return out;
        }
        Ok(notes) => out.notes = notes,
    }
    let over = request.over.or(measure.over);
    let days = over.map_or_else(Vec::new, |over| series_days(making.asker.calendar(), over, day));
    out.series =
        days.iter().filter(|d| **d != day).map(|d| making.point(&looked.on(ground, *d), *d)).collect();
    out.last_month = match out.series.iter().find(|p| p.day == out.last_month.day) {
        Some(point) => point.clone(),
        None => making.point(&looked.on(ground, out.last_month.day), out.last_month.day),
    };
    let mut now = Point { day, figure: Err(Missing::NotInSource(Vec::new())), groups: Vec::new() };
    match making.items(&looked.on(ground, day), day) {
        Err(why) => out.figure = Err(why),
        Ok(items) => {
            out.figure = making.figure(&items, day);
            let (by, notes) = making.splits(&items, day);
            out.by = by;
            out.notes.extend(notes);
            out.highest = making.highest(&items);
            out.moves = making.moves(&items, day);
            now.groups = making.share_of(&items, day);
        }
    }
    if over.is_some() {
        now.figure = out.figure.clone();
        out.series.push(now);
    }
    out
}

/// The figure of a measure on a day, alone.
pub fn at_day(ground: &Ground<'_>, measure: &Measure, request: &Request) -> Result<Figure, Missing> {
    missing(ground, measure)?;
    let making = Making::new(ground, measure, request);
    let mut looked = Looked::new(ground, &standards_of(measure));
    let items = making.items(&looked.on(ground, request.as_at), request.as_at)?;
    making.figure(&items, request.as_at)
}

/// One measure being worked out.
pub(super) struct Making<'a> {
    pub ground: Ground<'a>,
    pub measure: &'a Measure,
    pub asker: Asker<'a>,
    teams: Vec<u32>,
    duties: Vec<Judged>,
}

impl<'a> Making<'a> {
    fn new(ground: &Ground<'a>, measure: &'a Measure, request: &Request) -> Making<'a> {
        let asker = ground.program.asker(&measure.settings);
        let duties = match &measure.shows {
            Shows::Percentage(Cohort::Things { things, .. }, That::Duty(list)) => list
                .iter()
                .zip(things)
                .map(|(duty, t)| Judged::new(&asker, duty, (t.kind, t.joined.as_ref()), &measure.settings))
                .collect(),
            _ => Vec::new(),
        };
        Making { ground: *ground, measure, asker, teams: request.teams.clone(), duties }
    }

    fn point(&self, ground: &Ground<'_>, day: Day) -> Point {
        match self.items(ground, day) {
            Err(why) => Point { day, figure: Err(why), groups: Vec::new() },
            Ok(items) => Point { day, figure: self.figure(&items, day), groups: self.share_of(&items, day) },
        }
    }

    fn share_of(&self, items: &[Item], day: Day) -> Vec<super::answer::Group> {
        match (&self.measure.shows, self.measure.by.first()) {
            (Shows::Share(_), Some(by)) => self.parts(items, by, day),
            _ => Vec::new(),
        }
    }

    /// Everything counted on a day, of the obligations of that day's ground.
    pub(super) fn items(&self, ground: &Ground<'_>, day: Day) -> Result<Vec<Item>, Missing> {
        let mut items = match &self.measure.shows {
            Shows::Percentage(cohort, that) => self.asked(ground, (cohort, that), day)?,
            Shows::Number(c) | Shows::Share(c) | Shows::Rate { of: c, .. } => self.cohort(ground, c, day)?,
            Shows::Average(f, t) | Shows::Total(f, t) | Shows::Median(f, t) | Shows::Highest(_, f, t) => {
                self.figures(f, t, day)?
            }
            Shows::Moves(_, t) => records(&self.asker, std::slice::from_ref(t), None, day)?,
        };
        if !self.teams.is_empty() {
            items.retain(|i| {
                let holder = i.holder(&self.asker, self.ground.attribution);
                holder.team.is_some_and(|t| self.teams.contains(&t))
            });
        }
        Ok(items)
    }

    fn cohort(&self, ground: &Ground<'_>, c: &Cohort, day: Day) -> Result<Vec<Item>, Missing> {
        match c {
            Cohort::Things { weight, things } => records(&self.asker, things, weight.as_ref(), day),
            Cohort::Cases { standard, which, window, conditions } => {
                let wanted = Wanted { standard, which: *which, window: window.as_ref(), conditions };
                Ok(cases(ground, &self.asker, &wanted, day)?.into_iter().map(|c| c.item).collect())
            }
        }
    }

    fn asked(
        &self,
        ground: &Ground<'_>,
        (c, that): (&Cohort, &That),
        day: Day,
    ) -> Result<Vec<Item>, Missing> {
        if let (
            Cohort::Cases { standard, which, window, conditions },
            That::Are { words, in_time, not, by },
        ) = (c, that)
        {
            let wanted = Wanted { standard, which: *which, window: window.as_ref(), conditions };
            let words = Words { words, in_time: *in_time, not: *not, by: by.as_deref() };
            let all = cases(ground, &self.asker, &wanted, day)?;
            return Ok(all.iter().map(|c| words.ask(&self.asker, c)).collect());
        }
        let mut items = self.cohort(ground, c, day)?;
        match that {
            That::Satisfy(list) => {
                for item in &mut items {
                    let hit =
                        list.get(item.part).map_or(Tri::Unknown, |c| self.asker.ask(c, &item.record, day));
                    item.hit = item.hit.min(hit);
                }
            }
            That::Duty(_) => {
                items = items.into_iter().filter_map(|i| self.duties.get(i.part)?.ask(&i, day)).collect();
            }
            That::NoBreachOf(id) => {
                let breaches = Breaches::new(ground, &self.asker, id, day);
                let kinds: Vec<_> = self.ground.standards(id).iter().map(|(_, s)| s.scope.kind).collect();
                for item in &mut items {
                    let same = kinds.contains(&item.record.row.kind);
                    item.hit = item.hit.min(breaches.none(&self.asker, &item.record, same));
                }
            }
            That::Are { .. } => {}
        }
        Ok(items)
    }

    /// Whether an item is in a plain sum: certainly one of the cohort, and neither lapsed nor exempt.
    pub(super) fn in_sum(&self, i: &Item) -> bool {
        i.counts && i.record.truth == Tri::Yes && i.weight > 0
    }

    /// The figure of items.
    pub(super) fn figure(&self, items: &[Item], day: Day) -> Result<Figure, Missing> {
        Ok(match &self.measure.shows {
            Shows::Rate { per, population, .. } => {
                if !self.teams.is_empty() {
                    return Err(Missing::NoPopulation(format!("{population} of a team")));
                }
                let Some(people) = self.ground.population(population, day) else {
                    return Err(Missing::NoPopulation(population.clone()));
                };
                let number = self.number(items, day);
                let per = i128::from(*per);
                let rate = |n: Fraction| n.times(per).over(Fraction::of(people));
                let range = self.spread(items).map(|(a, b)| (rate(a), rate(b)));
                self.made(rate(number.hits), (number.hits, Fraction::of(people)), range, items, day)
            }
            _ => self.figure_of_group(items, day),
        })
    }

    /// The figure of one group; of a rate the number alone, because no population is known of a group.
    pub(super) fn figure_of_group(&self, items: &[Item], day: Day) -> Figure {
        match &self.measure.shows {
            Shows::Percentage(..) => {
                let all = once(items.to_vec());
                let sum = |f: &dyn Fn(&Item) -> bool| -> i128 {
                    all.iter().filter(|i| i.counts && f(i)).map(|i| i.weight).sum()
                };
                let hits = sum(&|i| i.hit == Tri::Yes);
                let maybe = sum(&|i| i.hit == Tri::Unknown);
                self.percentage((hits, sum(&|_| true), maybe), items, day)
            }
            Shows::Average(..) | Shows::Total(..) | Shows::Median(..) | Shows::Highest(..) => {
                self.statistic(items, day)
            }
            Shows::Moves(..) => self.moved(items, day),
            Shows::Number(_) | Shows::Share(_) | Shows::Rate { .. } => self.number(items, day),
        }
    }

    fn number(&self, items: &[Item], day: Day) -> Figure {
        let all = once(items.to_vec());
        let hits: i128 =
            all.iter().filter(|i| self.in_sum(i) && i.once != Some(None)).map(|i| i.weight).sum();
        let of: i128 = all.iter().filter(|i| i.counts).map(|i| i.weight).sum();
        let part = |n: i128| Fraction::new(n, MILLION);
        let value = part(hits);
        let counts = (value.unwrap_or(Fraction::whole(0)), part(of).unwrap_or(Fraction::whole(0)));
        self.made(value, counts, self.spread(items).map(|(a, b)| (Some(a), Some(b))), items, day)
    }

    /// Between which numbers a count lies, where something cannot be told.
    fn spread(&self, items: &[Item]) -> Option<(Fraction, Fraction)> {
        let all = once(items.to_vec());
        let hits: i128 =
            all.iter().filter(|i| self.in_sum(i) && i.once != Some(None)).map(|i| i.weight).sum();
        let most: i128 = all.iter().filter(|i| i.counts).map(|i| i.weight).sum();
        (most > hits).then_some((Fraction::new(hits, MILLION)?, Fraction::new(most, MILLION)?))
    }

    /// A percentage of sums in millionths: those that fit, all, those that cannot be told.
    pub(super) fn percentage(&self, sums: (i128, i128, i128), items: &[Item], day: Day) -> Figure {
        let figure = Figure::percentage(sums, self.measure.precision, &aims(&self.measure.targets, day));
        Figure { tally: Tally::of(items), children: Children::of(items), ..figure }
    }

    /// A number with all that stands beside it.
    pub(super) fn made(
        &self,
        value: Option<Fraction>,
        counts: (Fraction, Fraction),
        range: Option<(Option<Fraction>, Option<Fraction>)>,
        items: &[Item],
        day: Day,
    ) -> Figure {
        let aims = aims(&self.measure.targets, day);
        let figure = Figure::made(Sort::Number, value, counts, range, &|v| self.decimals(v), &aims);
        Figure { tally: Tally::of(items), children: Children::of(items), ..figure }
    }

    /// As the measure says; else one place, and none for what is counted in whole numbers.
    fn decimals(&self, value: Fraction) -> u32 {
        let counted = matches!(
            self.measure.shows,
            Shows::Number(_) | Shows::Share(_) | Shows::Total(..) | Shows::Highest(..) | Shows::Moves(..)
        );
        match self.measure.precision {
            Some(n) => n,
            None if counted && value.is_whole() => 0,
            None => 1,
        }
    }
}

/// The last day of the month before.
fn month_before(day: Day) -> Day {
    month_end(day, 1)
}

/// The last day of the month so many before that of a day.
fn month_end(day: Day, back: i32) -> Day {
    let Some((y, m, _)) = to_civil(day) else { return day };
    from_civil(y, m, 1).map_or(day, |first| add_months(first, 1 - back) - 1)
}

/// The days of a series: the day asked and the ends of the months (or weeks, years) before it, the oldest first.
fn series_days(calendar: &crate::calendar::Calendar, over: Amount, day: Day) -> Vec<Day> {
    let back = |k: u32| match over.unit {
        _ if k == 0 => day,
        Unit::Months => month_end(day, k as i32),
        Unit::Years => add_months(day, -12 * k as i32),
        Unit::Weeks => day.saturating_sub(7 * k as i32),
        Unit::Days => day.saturating_sub(k as i32),
        Unit::WorkingDays | Unit::SchoolDays => calendar.sub(day, Amount::new(k, over.unit)).hi,
    };
    (0..over.count.min(LONGEST)).rev().map(back).collect()
}

/// No series is longer than this.
const LONGEST: u32 = 1200;
