//! What fell due while a system was down, counted apart whatever a list shows.

use super::book::Book;
use super::filter::{Choice, Filter};
use super::finding::{Finding, findings};
use crate::calendar::Day;
use crate::judge::{Obligation, VerdictWord};

/// What fell due in an outage and was not done in time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutageCount {
    /// The outage in words: `Whole system outage, 5 November 2020 to 9 November 2020`.
    pub outage: String,
    /// How many of it are exempt for it.
    pub exempt: u64,
    /// How many are in breach.
    pub breach: u64,
}

/// The outages of the calendar in which something fell due that the filter takes, whatever verdicts it takes.
pub fn outage_counts(book: &Book<'_>, filter: &Filter, as_at: Day) -> Vec<OutageCount> {
    if book.calendar.outages.is_empty() {
        return Vec::new();
    }
    let all = Filter { verdicts: Choice::all(), ..filter.clone() };
    let mut out: Vec<OutageCount> = Vec::new();
    for f in findings(book, &all, as_at) {
        let Some(outage) = outage_of(book, &f) else { continue };
        let exempt = f.verdict.word == VerdictWord::Exempt;
        let (exempt, breach) = (u64::from(exempt), u64::from(!exempt));
        match out.iter_mut().find(|c| c.outage == outage) {
            Some(count) => {
                count.exempt += exempt;
                count.breach += breach;
            }
            None => out.push(OutageCount { outage, exempt, breach }),
        }
    }
    out
}

/// The outage that a finding fell due in, in words, where it was not done in time.
pub(super) fn outage_of(book: &Book<'_>, f: &Finding) -> Option<String> {
    let o = book.ledger.obligations().get(f.place as usize)?;
    let outage = book.ledger.outage(o, f.verdict.word)?;
    Some(book.calendar.outages.get(outage.place as usize)?.words())
}

/// Until when a finding is exempt because of its outage.
pub(super) fn exempt_until(book: &Book<'_>, f: &Finding, o: &Obligation) -> Option<Day> {
    let until = book.ledger.outage(o, f.verdict.word)?.until?;
    (f.verdict.word == VerdictWord::Exempt).then_some(until)
}
