//! The rates of many standards, a line each.

use super::text::signed;
use super::{RatesShown, last};
use crate::report::figures::difference_words;
use crate::report::plain_table;
use crate::text::grouped;

/// A line for each standard: the headline first, then what would hide behind it.
pub fn rates_table(list: &[RatesShown<'_>], width: Option<u16>) -> String {
    let mut header = vec![
        "standard",
        "in time",
        "days out per 100",
        "longest open",
        "open",
        "closed",
        "cannot tell",
        "exempt",
        "lapsed",
        "near due",
        "in scope",
    ];
    let known = list.iter().any(|s| s.now.is_some());
    if known {
        header.extend(["as known now", "difference"]);
    }
    let lines = list.iter().map(|s| {
        let p = match s.rates {
            Ok(r) => r.periods.last(),
            Err(why) => return vec![s.standard.to_owned(), why.words()],
        };
        let Some(p) = p else { return vec![s.standard.to_owned()] };
        let (t, scope, days) = (&p.duties.tally, p.subjects.scope(), p.days.out_rate());
        let before = s.rates.as_ref().ok().and_then(|r| r.periods.iter().rev().nth(1));
        let change = before.map(|b| format!(" ({})", signed(scope, b.subjects.scope()))).unwrap_or_default();
        let mut cells = vec![
            s.standard.to_owned(),
            p.subjects.in_time_rate().long_text(),
            if days.value.is_none() { String::new() } else { days.digits },
            some(p.longest.open),
            some(t.breach_open),
            some(t.breach_closed),
            some(t.cannot_tell),
            some(t.exempt),
            some(t.lapsed),
            some(p.duties.lapsed_near),
            format!("{}{change}", grouped(scope)),
        ];
        if let Some([then, now]) = last(s) {
            let [then, now] = [then, now].map(|p| p.subjects.in_time_rate());
            cells.extend([now.long_text(), difference_words(&then, &now)]);
        }
        cells
    });
    plain_table(&header, &[2, 3, 4, 5, 6, 7, 8, 9, 10], lines, width)
}

/// A number that is worth a look.
fn some(n: u64) -> String {
    if n == 0 { String::new() } else { grouped(n) }
}
