//! The school terms of examples.

use crate::calendar::{Calendar, Day, from_civil, to_civil};
use std::collections::BTreeSet;

/// First and last day of each term, as month and day; the same in every year, with no half-terms.
const TERMS: [((u32, u32), (u32, u32)); 3] = [((1, 5), (3, 27)), ((4, 13), (7, 21)), ((9, 3), (12, 19))];

/// A calendar that has terms and school days: an authority's are its own, and an example must not depend on them.
pub(super) fn with_terms(calendar: &Calendar) -> Calendar {
    let mut out = calendar.clone();
    let years = to_civil(out.working.first).zip(to_civil(out.working.last));
    let years = years.map_or(0..0, |(first, last)| first.0..last.0 + 1);
    let terms: Vec<(Day, Day)> = years
        .flat_map(|year| TERMS.map(|(a, b)| from_civil(year, a.0, a.1).zip(from_civil(year, b.0, b.1))))
        .flatten()
        .collect();
    out.set_school(&terms, &BTreeSet::new());
    // The terms above are in order and apart, so they are taken; were they not, examples about terms would fail.
    let _ = out.set_slots("term", terms);
    out
}
