//! One standard's rates in full, for reading.

use super::{RatesShown, last, late};
use crate::calendar::to_long;
use crate::measure::{Figure, REOPENED_WITHIN, RatePeriod, Rates, Sort, plain, shown, with_unit};
use crate::record::Caseload;
use crate::report::figures::{difference_words, range_words};
use crate::report::{Naming, plain_table, record_name};
use crate::text::{grouped, many};
use std::fmt::Write as _;

/// Everything that is known of a standard's rates.
pub fn rates_text(
    caseload: &Caseload,
    of: &RatesShown<'_>,
    naming: Naming<'_>,
    width: Option<u16>,
) -> String {
    let rates = match of.rates {
        Err(why) => return format!("{}\n  {}\n", of.standard, why.words()),
        Ok(rates) => rates,
    };
    let mut out = format!("{}: {}\n", rates.standard, rates.title);
    if let Some(p) = rates.periods.last() {
        let _ = writeln!(out, "  {}", days_words(p));
        for (what, words) in rate_lines(rates) {
            let _ = writeln!(out, "  {what}: {words}");
        }
        if !p.reopened.is_empty() {
            let lines = p
                .reopened
                .iter()
                .map(|r| vec![record_name(caseload, r.record, naming), to_long(r.ended), to_long(r.began)]);
            let _ =
                writeln!(out, "\n{}", plain_table(&["opened again", "ended", "began"], &[], lines, width));
        }
    }
    if let Some([then, now]) = last(of) {
        let lines = late(rates, then, now).map(|(what, then, now)| {
            let difference = difference_words(&then, &now);
            vec![what, then.long_text(), now.long_text(), difference]
        });
        let header = ["rate", "as known then", "as known now", "difference"];
        let _ = writeln!(out, "\n{}", plain_table(&header, &[3], lines, width));
    }
    if rates.periods.len() > 2 {
        let _ = writeln!(out, "\n{}", series(rates, width));
    }
    for note in &rates.notes {
        let _ = writeln!(out, "  note: {note}");
    }
    out
}

/// The last period in words: what each line is called, and what it says.
pub fn rate_lines(rates: &Rates) -> Vec<(String, String)> {
    let Some((p, before)) = rates.periods.split_last() else { return Vec::new() };
    let (whom, days, duties) = (&rates.subjects, &p.days, &p.duties);
    let mut out: Vec<(String, String)> = Vec::new();
    let mut say = |what: String, words: String| out.push((what, words));
    let headline = p.subjects.in_time_rate();
    say(format!("{whom} in time on every day"), ranged(headline.long_text(), &headline));
    let rate = days.out_rate();
    say("days out of time".to_owned(), ranged(per_100(&rate), &rate));
    say("longest out of time".to_owned(), longest(p));
    let rate = duties.rate();
    say("obligations met of those settled".to_owned(), ranged(rate.long_text(), &rate));
    let t = &duties.tally;
    let counts = [
        (t.in_time, format!("in time ({} not yet due)", grouped(duties.running))),
        (t.breach_open, "open breaches".to_owned()),
        (t.breach_closed, "closed breaches".to_owned()),
        (t.cannot_tell, "cannot tell".to_owned()),
        (t.exempt, "exempt".to_owned()),
        (t.lapsed, "lapsed".to_owned()),
    ];
    let counts = counts.map(|(n, what)| format!("{} {what}", grouped(n)));
    say("obligations".to_owned(), counts.join(", "));
    if t.lapsed > 0 {
        let (near, of) = (grouped(duties.lapsed_near), grouped(t.lapsed));
        let chance = shown(duties.by_chance(), 1, &[]);
        say(
            format!("lapsed within {} before due", rates.near),
            format!("{near} of {of}; by chance {chance}"),
        );
    }
    let (subjects, days) = (p.subjects.unexcused_rate().long_text(), per_100(&days.unexcused_out_rate()));
    say("were nothing exempt".to_owned(), format!("{whom} in time {subjects}, days out of time {days}"));
    say(format!("opened again within {REOPENED_WITHIN} days"), grouped(p.reopened.len() as u64));
    if let Some(before) = before.last() {
        let (is, was) = (p.subjects.scope(), before.subjects.scope());
        let (change, when) = (more_or_fewer(is, was), days_words(before));
        say(
            format!("{whom} in scope"),
            format!("{}, {change} than the {} of {when}", grouped(is), grouped(was)),
        );
    }
    out
}

fn longest(p: &RatePeriod) -> String {
    let (open, any) = (p.longest.open, p.longest.any);
    match (open, any) {
        (_, 0) => "none".to_owned(),
        (0, _) => format!("{}, none still open", many(any, "day")),
        (o, a) if o == a => format!("{}, still open", many(a, "day")),
        _ => format!("{}; the longest still open {}", many(any, "day"), many(open, "day")),
    }
}

/// `1 March 2021 to 31 March 2021`.
pub fn days_words(p: &RatePeriod) -> String {
    format!("{} to {}", to_long(p.first), to_long(p.last))
}

fn more_or_fewer(is: u64, was: u64) -> String {
    match is.cmp(&was) {
        std::cmp::Ordering::Less => format!("{} fewer", grouped(was - is)),
        std::cmp::Ordering::Greater => format!("{} more", grouped(is - was)),
        std::cmp::Ordering::Equal => "no more and no fewer".to_owned(),
    }
}

/// `42.3 per 100 in scope (154 of 364)`.
fn per_100(f: &Figure) -> String {
    match f.value {
        None => f.text(),
        Some(_) => format!("{} per 100 in scope ({} of {})", f.digits, plain(f.hits), plain(f.of)),
    }
}

/// With the range by what cannot be told.
fn ranged(words: String, f: &Figure) -> String {
    match range_words(f) {
        Some(range) => format!("{words}, {range} by what cannot be told"),
        None => words,
    }
}

/// A line a period, flow beside flow: none of these figures is of one day.
fn series(rates: &Rates, width: Option<u16>) -> String {
    let whom = format!("{} in time", rates.subjects);
    let header = [
        "from",
        "to",
        whom.as_str(),
        "days out per 100",
        "longest open",
        "open breaches",
        "cannot tell",
        "exempt",
        "lapsed",
        "in scope",
    ];
    let mut was: Option<u64> = None;
    let lines = rates.periods.iter().map(|p| {
        let (t, scope) = (&p.duties.tally, p.subjects.scope());
        let change = was.replace(scope).map(|was| format!(" ({})", signed(scope, was))).unwrap_or_default();
        let days = p.days.out_rate();
        vec![
            to_long(p.first),
            to_long(p.last),
            p.subjects.in_time_rate().long_text(),
            if days.value.is_none() { days.text() } else { with_unit(&days.digits, Sort::Number) },
            grouped(p.longest.open),
            grouped(t.breach_open),
            grouped(t.cannot_tell),
            grouped(t.exempt),
            grouped(t.lapsed),
            format!("{}{change}", grouped(scope)),
        ]
    });
    plain_table(&header, &[3, 4, 5, 6, 7, 8, 9], lines, width)
}

/// `+3`, `-2`, `0`.
pub(super) fn signed(is: u64, was: u64) -> String {
    match is.cmp(&was) {
        std::cmp::Ordering::Less => format!("-{}", grouped(was - is)),
        std::cmp::Ordering::Greater => format!("+{}", grouped(is - was)),
        std::cmp::Ordering::Equal => "0".to_owned(),
    }
}
