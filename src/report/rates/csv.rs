//! Rates as CSV: a row for each standard and period.

use super::RatesShown;
use crate::calendar::to_iso;
use crate::measure::{Figure, Parts, RatePeriod};
use crate::report::write_csv_lines;
use std::io::Write;

/// The columns. `known` is `then` or `now` where both are asked for.
pub const RATE_COLUMNS: [&str; 34] = [
    "standard",
    "from",
    "to",
    "known",
    "subjects",
    "subjects_in_scope",
    "subjects_in_time",
    "subjects_out",
    "subjects_cannot_tell",
    "subjects_exempt",
    "percent_in_time",
    "low",
    "high",
    "percent_were_nothing_exempt",
    "days_in_scope",
    "days_out",
    "days_cannot_tell",
    "days_exempt",
    "days_out_per_100",
    "longest_open",
    "longest",
    "met",
    "not_yet_due",
    "breach_open",
    "breach_closed",
    "cannot_tell",
    "exempt",
    "lapsed",
    "lapsed_near",
    "lapsed_near_by_chance",
    "percent_met",
    "percent_met_low",
    "percent_met_high",
    "opened_again",
];

/// Writes rates with their header; standards that have none are left out.
pub fn write_rates_csv(out: impl Write, list: &[RatesShown<'_>]) -> std::io::Result<()> {
    let rows = list.iter().flat_map(|s| {
        let word = if s.now.is_some() { "then" } else { "" };
        let then = s.rates.as_ref().ok().map(|r| (r, word));
        let both = then.into_iter().chain(s.now.map(|r| (r, "now")));
        both.flat_map(|(r, word)| r.periods.iter().map(move |p| row(&r.standard, &r.subjects, word, p)))
    });
    write_csv_lines(out, &RATE_COLUMNS, rows)
}

fn row(standard: &str, subjects: &str, known: &str, p: &RatePeriod) -> Vec<String> {
    let (duties, t) = (&p.duties, &p.duties.tally);
    let (low, high) = range(&p.subjects.in_time_rate());
    let (met_low, met_high) = range(&duties.rate());
    let parts =
        |of: &Parts| [of.scope(), of.in_time, of.out, of.cannot_tell, of.exempt].map(|n| n.to_string());
    let [days, _, days_out, days_unknown, days_exempt] = parts(&p.days);
    let mut out =
        vec![standard.to_owned(), to_iso(p.first), to_iso(p.last), known.to_owned(), subjects.to_owned()];
    out.extend(parts(&p.subjects));
    out.extend([p.subjects.in_time_rate().digits, low, high, p.subjects.unexcused_rate().digits]);
    out.extend([days, days_out, days_unknown, days_exempt, p.days.out_rate().digits]);
    let counts = [
        p.longest.open,
        p.longest.any,
        t.in_time - duties.running,
        duties.running,
        t.breach_open,
        t.breach_closed,
        t.cannot_tell,
        t.exempt,
        t.lapsed,
        duties.lapsed_near,
    ];
    out.extend(counts.map(|n| n.to_string()));
    out.push(crate::measure::shown(duties.by_chance(), 2, &[]));
    out.extend([duties.rate().digits, met_low, met_high, p.reopened.len().to_string()]);
    out
}

/// The least and the most; the figure itself where nothing is in doubt.
fn range(f: &Figure) -> (String, String) {
    let same = || (f.digits.clone(), f.digits.clone());
    f.range.clone().map_or_else(same, |r| (r.low, r.high))
}
