//! Rates of standards with all that stands beside them: as text, a table, CSV and JSON.

mod csv;
mod json;
mod table;
mod text;

pub use csv::{RATE_COLUMNS, write_rates_csv};
pub use json::rates_json;
pub use table::rates_table;
pub use text::{days_words, rate_lines, rates_text};

use crate::measure::{Figure, Missing, RatePeriod, Rates};

/// A standard with its rates, or why there are none; and, where they are of what was known by a day, what is known now.
#[derive(Debug, Clone, Copy)]
pub struct RatesShown<'a> {
    /// The standard.
    pub standard: &'a str,
    /// Its rates.
    pub rates: &'a Result<Rates, Missing>,
    /// The same with everything that was entered since.
    pub now: Option<&'a Rates>,
}

/// The three rates that are held against what is known now: what they are called, as known then, as known now.
fn late(rates: &Rates, then: &RatePeriod, now: &RatePeriod) -> [(String, Figure, Figure); 3] {
    [
        (format!("{} in time", rates.subjects), then.subjects.in_time_rate(), now.subjects.in_time_rate()),
        ("days out of time of those in scope".to_owned(), then.days.out_rate(), now.days.out_rate()),
        ("obligations met of those settled".to_owned(), then.duties.rate(), now.duties.rate()),
    ]
}

/// The last period of each, where there is what is known now.
fn last<'a>(shown: &RatesShown<'a>) -> Option<[&'a RatePeriod; 2]> {
    let then = shown.rates.as_ref().ok()?.periods.last()?;
    Some([then, shown.now?.periods.last()?])
}
