//! Findings: the obligations a list shows, with their verdict as at a day.

use super::book::Book;
use super::due::{days_overdue, due_day, is_soon};
use super::filter::Filter;
use super::holder::responsible;
use crate::calendar::Day;
use crate::judge::{Holder, Obligation, Verdict};
use crate::lang::checked::Standard;
use crate::record::Row;
use rayon::prelude::*;
use std::cmp::Reverse;

/// One obligation as at a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Finding {
    /// Its place in the ledger.
    pub place: u32,
    /// Place of its standard.
    pub standard: u32,
    /// The child, worker, team ... at the top of its subject.
    pub root: Row,
    /// The verdict.
    pub verdict: Verdict,
    /// Whether it is due within the standard's `warn`.
    pub soon: bool,
    /// The first day it existed.
    pub opened: Day,
    /// The due day, where there is one to show.
    pub due: Option<Day>,
    /// The day it was answered, if by now it was.
    pub done: Option<Day>,
    /// Days overdue, or days it was when it was done.
    pub days_overdue: Option<i32>,
    /// Who is responsible.
    pub holder: Holder,
}

/// Every obligation that the filter takes, as at a day: by severity, days overdue (most first), child, standard.
pub fn findings(book: &Book<'_>, filter: &Filter, as_at: Day) -> Vec<Finding> {
    let list = book.ledger.obligations().par_iter().enumerate();
    let mut out: Vec<Finding> =
        list.filter_map(|(place, o)| take(book, filter, place as u32, o, as_at)).collect();
    // Rows of children are in order of id, and the ledger is in a fixed order: so is the list.
    out.par_sort_by_key(|f| {
        let severity = book.standard(f.standard).map(|s| s.severity);
        (severity, Reverse(f.days_overdue.unwrap_or(0)), f.root.row, f.root.kind, f.place)
    });
    out
}

/// Every obligation of one root subject that existed on a day, in the order of the ledger: checks of the data are no
/// part of it, as of no list that does not ask for them.
pub fn obligations_of(book: &Book<'_>, root: Row, as_at: Day) -> Vec<Finding> {
    let list = book.ledger.obligations().iter().enumerate().filter(|(_, o)| o.root == root.row);
    let all = list.filter_map(|(place, o)| {
        let standard = book.standard(o.standard)?;
        let its = book.root_kind(standard) == root.kind && !standard.check;
        its.then(|| finding(book, standard, place as u32, o, as_at))?
    });
    all.collect()
}

fn take(book: &Book<'_>, filter: &Filter, place: u32, o: &Obligation, as_at: Day) -> Option<Finding> {
    let standard = book.standard(o.standard)?;
    if !filter.takes_standard(o.standard, standard.check) {
        return None;
    }
    let of_child = || Some(book.root_kind(standard)) == book.child_kind();
    if !(filter.children.is_empty() || of_child() && filter.children.contains(&o.root)) {
        return None;
    }
    let verdict = book.ledger.verdict(o, as_at)?;
    let soon = is_soon(standard, book.calendar, verdict, as_at);
    if !filter.takes_verdict(verdict.word, soon, standard.check) {
        return None;
    }
    finding(book, standard, place, o, as_at).filter(|f| filter.takes_holder(f.holder))
}

fn finding(book: &Book<'_>, standard: &Standard, place: u32, o: &Obligation, as_at: Day) -> Option<Finding> {
    let verdict = book.ledger.verdict(o, as_at)?;
    Some(Finding {
        place,
        standard: o.standard,
        root: Row { kind: book.root_kind(standard), row: o.root },
        verdict,
        soon: is_soon(standard, book.calendar, verdict, as_at),
        opened: o.opened,
        due: due_day(book.ledger, o, verdict, as_at),
        done: done_day(o, verdict, as_at),
        days_overdue: days_overdue(book.ledger.extra(o), o, verdict, as_at),
        holder: responsible(book, standard, o, as_at),
    })
}

fn done_day(o: &Obligation, v: Verdict, as_at: Day) -> Option<Day> {
    use crate::judge::{Form, VerdictWord};
    match (o.form, v.word) {
        (Form::Value | Form::Asked, VerdictWord::Met | VerdictWord::Late) => v.day,
        (Form::Limit | Form::LimitDuring | Form::Standing | Form::Keep, VerdictWord::Met) => None,
        (_, VerdictWord::Met | VerdictWord::Late) => v.day,
        (Form::Act, VerdictWord::CannotTell) => Some(o.done).filter(|d| *d <= as_at),
        _ => None,
    }
}
