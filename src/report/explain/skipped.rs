//! The days a count of working or school days passes over, by reason.

use crate::calendar::{Calendar, Day, Unit, is_weekend, to_long};
use crate::judge::derivation::Sum;

/// Days a count passed over, for one reason.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Skipped {
    /// `weekend`, a bank holiday's name, `closure`, `no school day`.
    pub why: String,
    /// The days, in order.
    pub days: Vec<Day>,
}

impl Skipped {
    /// `18 weekend days`, `Good Friday on 2 April 2021`.
    pub fn words(&self) -> String {
        let n = self.days.len();
        let named = || {
            let days: Vec<String> = self.days.iter().map(|d| to_long(*d)).collect();
            days.join(", ")
        };
        match self.why.as_str() {
            "weekend" if n == 1 => "1 weekend day".to_owned(),
            "weekend" => format!("{n} weekend days"),
            "no school day" if n == 1 => "1 day that is no school day".to_owned(),
            "no school day" => format!("{n} days that are no school days"),
            "closure" if n == 1 => format!("the closure on {}", named()),
            "closure" => format!("{n} days of closure ({})", named()),
            name => format!("{name} on {}", named()),
        }
    }
}

/// What a sum passed over.
pub(super) fn skipped(calendar: &Calendar, sum: &Sum) -> Vec<Skipped> {
    if !sum.known {
        return Vec::new();
    }
    // Counting a day from the day itself begins one day earlier; a sum taken back runs the other way.
    let (from, to) = match sum.back {
        true => (sum.to, sum.from),
        false => (sum.from.saturating_sub(i32::from(sum.options.counting)), sum.to),
    };
    let days = from.saturating_add(1)..=to;
    let mut out: Vec<Skipped> = Vec::new();
    let mut add = |why: &str, day: Day| match out.iter_mut().find(|s| s.why == why) {
        Some(s) => s.days.push(day),
        None => out.push(Skipped { why: why.to_owned(), days: vec![day] }),
    };
    match sum.amount.unit {
        Unit::WorkingDays => {
            for day in days {
                match calendar.holidays.get(&day) {
                    _ if is_weekend(day) => add("weekend", day),
                    Some(name) => add(name, day),
                    None if calendar.closures.contains(&day) => add("closure", day),
                    None => {}
                }
            }
        }
        Unit::SchoolDays => {
            for day in days.filter(|d| calendar.school.counts(*d) == Some(false)) {
                add("no school day", day);
            }
        }
        _ => {}
    }
    out
}
