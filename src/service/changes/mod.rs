//! Two extracts of one source side by side: the records that differ, the breaches that came, went or changed, and what
//! is owed on another day, owed no longer, or opened again.

mod because;
mod difference;
mod reopened;
mod touched;

pub use because::{Because, What};
pub use difference::{Difference, Turn};
pub use reopened::OpenedAgain;

use super::rules::Rules;
use crate::calendar::{Calendar, Day};
use crate::judge::{Attribution, Ledger, Program};
use crate::record::{Caseload, Change, changes};
use crate::report::{Book, absent};
use touched::Touched;

/// What two extracts are judged with.
pub struct Terms<'a> {
    /// The rules.
    pub rules: &'a Rules,
    /// The calendar.
    pub calendar: &'a Calendar,
    /// Who is responsible, when the vocabulary knows allocations.
    pub attribution: Option<&'a Attribution>,
    /// The day both are judged as at.
    pub as_at: Day,
}

/// What differs between two extracts.
#[derive(Debug)]
pub struct Comparison {
    /// The records that differ.
    pub changes: Vec<Change>,
    /// How many children (workers, teams ...) were judged again: those whom a change may touch.
    pub judged: usize,
    /// Standards that only one of the extracts can answer: they are not compared.
    pub not_compared: Vec<String>,
    /// The breaches that came, changed or went, what falls due on another day, what is owed no longer, in that order.
    pub differences: Vec<Difference>,
    /// What was closed and opened again within four weeks, and was not in the older extract.
    pub reopened: Vec<OpenedAgain>,
}

/// One extract with the obligations of those who were judged.
struct Side<'a> {
    caseload: &'a Caseload,
    ledger: Ledger,
}

/// Compares an older extract with a newer one.
pub fn compare(terms: &Terms<'_>, before: &Caseload, now: &Caseload) -> Comparison {
    compare_some(terms, before, now, true)
}

/// The same; without `only_touched` everybody is judged again, which finds the same differences.
pub fn compare_some(terms: &Terms<'_>, before: &Caseload, now: &Caseload, only_touched: bool) -> Comparison {
    let set = &terms.rules.set;
    let changes = changes(before, now);
    let mut touched = Touched::of(&changes, set, [before, now]);
    if !only_touched {
        touched.everybody([before, now]);
    }
    let missing = [before, now].map(|c| absent(set, c));
    let lacks = |side: &[crate::report::Absent], place: usize| side.iter().any(|a| a.standard == place);
    let (mut places, mut not_compared) = (Vec::new(), Vec::new());
    for (place, standard) in set.standards.iter().enumerate() {
        match missing.each_ref().map(|side| lacks(side, place)) {
            [false, false] => places.push(place),
            [true, true] => {}
            _ => not_compared.push(standard.id.clone()),
        }
    }
    not_compared.dedup();
    let side = |caseload| side(terms, caseload, &places, &touched);
    let (old, new) = (side(before), side(now));
    let differences = difference::find(terms, [&old, &new], &touched, &changes);
    let reopened = reopened::reopened(terms, [before, now], &touched);
    Comparison { judged: touched.subjects.len(), changes, not_compared, differences, reopened }
}

fn side<'a>(terms: &Terms<'_>, caseload: &'a Caseload, places: &[usize], touched: &Touched) -> Side<'a> {
    let rules = terms.rules;
    let program = Program::with_functions(&rules.set, caseload, terms.calendar, &*rules.functions)
        .checks_on(terms.as_at);
    let ledger = program.prepare().ledger_of(places, &touched.rows(caseload));
    Side { caseload, ledger }
}

impl Side<'_> {
    fn book<'b>(&'b self, terms: &'b Terms<'_>) -> Book<'b> {
        Book {
            rules: &terms.rules.set,
            sources: &terms.rules.sources,
            caseload: self.caseload,
            calendar: terms.calendar,
            ledger: &self.ledger,
            attribution: terms.attribution,
        }
    }
}
