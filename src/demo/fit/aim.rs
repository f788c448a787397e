//! What the report prints of a measure, and which counts give it.

use crate::calendar::{Day, add_months, from_civil, to_civil};
use crate::demo::profile::{Figure, Profile};

/// A number as printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Printed {
    /// The number without its point.
    digits: i64,
    /// Places after the point.
    places: u32,
}

impl Printed {
    fn of(value: f64, places: u32) -> Printed {
        Printed { digits: (value * 10_f64.powi(places as i32)).round() as i64, places }
    }

    /// What is printed of a figure.
    pub(super) fn told(figure: &Figure) -> Option<Printed> {
        figure.value.map(|v| Printed::of(v, u32::from(figure.places)))
    }

    /// How many of a population are this many of each `unit`.
    pub(super) fn number(self, unit: i64, of: u32) -> Option<Printed> {
        let near = (self.digits * i64::from(of) / (unit * 10_i64.pow(self.places))) as u32;
        let found = (near.saturating_sub(2)..=near + 2).find(|&k| self.shows(k, of, unit))?;
        Some(Printed { digits: i64::from(found), places: 0 })
    }

    /// The whole number.
    pub(super) fn whole(self) -> u32 {
        u32::try_from(self.digits / 10_i64.pow(self.places)).unwrap_or(0)
    }

    /// Whether so many of so many, in parts of `unit`, is shown like this.
    fn shows(self, hits: u32, of: u32, unit: i64) -> bool {
        let (top, under) = (2 * unit * 10_i64.pow(self.places) * i64::from(hits), 2 * i64::from(of));
        under > 0 && (top + i64::from(of)).div_euclid(under) == self.digits
    }

    /// Whether so many of so many are this percentage.
    pub(super) fn is(self, hits: u32, of: u32) -> bool {
        self.shows(hits, of, 100)
    }

    /// How many of so many are this percentage; the one nearest to a wish where several are.
    pub(super) fn hits(self, of: u32, wish: u32) -> Option<u32> {
        (0..=of).filter(|&k| self.shows(k, of, 100)).min_by_key(|k| k.abs_diff(wish))
    }

    /// How many of so many come nearest to this percentage.
    pub(super) fn near(self, of: u32) -> u32 {
        let scale = 100 * 10_i64.pow(self.places);
        ((self.digits * i64::from(of) + scale / 2) / scale).clamp(0, i64::from(of)) as u32
    }

    /// What adds up to this mean of so many; the one nearest to a wish where several do.
    pub(super) fn total(self, of: u32, wish: u32) -> Option<u32> {
        let near = (self.digits * i64::from(of) / 10_i64.pow(self.places)).max(1) as u32;
        (near.saturating_sub(of)..=near + of)
            .filter(|&k| self.shows(k, of, 1))
            .min_by_key(|k| k.abs_diff(wish))
    }

    /// The fewest to leave out of so many, so that some number of the rest is this percentage.
    pub(super) fn spare(self, of: u32) -> u32 {
        (0..of).find(|x| self.hits(of - x, 0).is_some()).unwrap_or(0)
    }
}

/// What is printed of a measure, on the day of the report and on the day before it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Aim {
    /// The earlier and the later day.
    pub(super) days: [Day; 2],
    /// What is printed of each.
    pub(super) printed: [Option<Printed>; 2],
}

/// The figures of a report.
#[derive(Debug, Clone, Copy)]
pub(super) struct Aims<'a> {
    pub(super) profile: &'a Profile,
}

impl Aims<'_> {
    /// What is printed of a measure, or of groups of it.
    pub(super) fn of(self, measure: &str, groups: &[&str]) -> Option<Aim> {
        let named = |f: &&Figure| {
            f.measure.as_deref() == Some(measure)
                && f.value.is_some()
                && f.part.is_none()
                && f.group == groups
        };
        let last = self.profile.last_day;
        let figures: Vec<&Figure> = self.profile.figures.iter().filter(named).collect();
        let day = |f: &Figure| f.as_at.unwrap_or(last);
        let figure = figures.iter().copied().max_by_key(|f| day(f))?;
        let now = day(figure);
        let before = figure.previous_as_at.unwrap_or_else(|| month_before(now));
        // A figure of its own for the day before counts like the value before.
        let earlier = figures.iter().find(|f| day(f) == before).and_then(|f| Some((f.value?, f.places)));
        let printed = Printed::of(figure.value?, u32::from(figure.places));
        let previous = figure.previous.map(|v| (v, places(figure, v))).or(earlier);
        Some(Aim {
            days: [before, now],
            printed: [previous.map(|(v, p)| Printed::of(v, u32::from(p))), Some(printed)],
        })
    }
}

/// With how many places the value before is printed: as many as the quote shows.
fn places(figure: &Figure, value: f64) -> u8 {
    let shown = |p: &u8| figure.source.quote.contains(&format!("{value:.*}", usize::from(*p)));
    (0..=2).rev().find(shown).unwrap_or(figure.places)
}

/// The last day of the month before a day.
pub(super) fn month_before(day: Day) -> Day {
    month_start(day) - 1
}

/// The first day of the month of a day.
pub(super) fn month_start(day: Day) -> Day {
    to_civil(day).and_then(|(y, m, _)| from_civil(y, m, 1)).unwrap_or(day)
}

/// So many months before a day, as a period of so many months that ends on it looks back: the first day it may begin.
pub(super) fn back(day: Day, months: i32) -> Day {
    let mut from = add_months(day, -months) - 3;
    while add_months(from, months) < day {
        from += 1;
    }
    from
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_counts_behind_a_percentage_are_found() {
        let printed = Printed::of(95.8, 1);
        assert_eq!(printed.hits(346, 330), None);
        assert_eq!(printed.hits(334, 330), Some(320));
        assert_eq!(printed.spare(346), 9);
        assert_eq!(Printed::of(20.0, 1).hits(5, 5), Some(1));
        assert_eq!(Printed::of(23.7, 1).total(13, 300), Some(308));
    }
}
