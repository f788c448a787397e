//! Why a verdict is what it is: clock, evidence that counted, evidence that did not, what closes it.

mod clock;
mod evidence;
mod words;

use super::book::Book;
use super::finding::Finding;
use crate::calendar::{ALWAYS, Day, NEVER, to_long};
use crate::judge::{Obligation, Prepared, VerdictWord};
use crate::lang::checked::Standard;
use crate::record::Row;

/// A record that was looked at and did not count.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rejected {
    /// The record.
    pub row: Row,
    /// The day it would have counted on; none: it says no day.
    pub day: Option<Day>,
    /// The test it failed, in words.
    pub test: String,
}

/// How a verdict came about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Explanation {
    /// The record the standard is about.
    pub subject: Row,
    /// `the child-in-need-plan began 4 January 2021 and was open on 9 March 2021`.
    pub subject_words: String,
    /// The record that started the clock, when it was evidence.
    pub started_by: Option<(Row, Day)>,
    /// `4 weeks after 8 February 2021 is 8 March 2021`, with the days it skipped.
    pub clock: Vec<String>,
    /// Where the duty is written: `rules/statutory/child-in-need.care line 11`.
    pub clause: String,
    /// Law, guidance or procedure.
    pub sources: Vec<String>,
    /// The record that answered it.
    pub answered_by: Option<(Row, Day)>,
    /// Records looked at in vain.
    pub rejected: Vec<Rejected>,
    /// What would close it.
    pub closes: Option<String>,
}

/// The explanation of a finding as at a day, from the same plan that judged it.
pub fn explain(book: &Book<'_>, prepared: &Prepared<'_>, f: &Finding, as_at: Day) -> Option<Explanation> {
    let o = book.ledger.obligations().get(f.place as usize)?;
    let standard = book.standard(f.standard)?;
    let subject = Row { kind: standard.scope.kind, row: o.subject };
    let evidence = evidence::look(book, prepared, standard, o, as_at);
    Some(Explanation {
        subject,
        subject_words: subject_words(book, subject, as_at),
        started_by: evidence.started_by,
        clock: clock::words(book, standard, o, f),
        clause: clause(book, standard),
        sources: standard.sources.clone(),
        answered_by: evidence.answered_by,
        closes: evidence.closes.filter(|_| {
            matches!(f.verdict.word, VerdictWord::Overdue | VerdictWord::Due | VerdictWord::CannotTell)
        }),
        rejected: evidence.rejected,
    })
}

/// The explanation as a block to read. `child` is the name the reader knows the child by.
pub fn explanation_text(book: &Book<'_>, f: &Finding, e: &Explanation, child: Option<&str>) -> String {
    let standard = book.standard(f.standard);
    let id = standard.map_or("", |s| s.id.as_str());
    let word = f.verdict.word.words().to_uppercase();
    let mut out = format!("{word} {id}");
    if let Some(child) = child {
        out.push_str(&format!("  child {child}"));
    }
    if let Some(when) = when(f) {
        out.push_str(&format!("  {when}"));
    }
    let mut line = |text: String| out.push_str(&format!("\n  {text}"));
    if let Some(title) = standard.map(|s| s.title.as_str()) {
        line(title.to_owned());
    }
    line(format!("{} ({})", e.subject_words, named(book, e.subject)));
    if let Some((row, day)) = e.started_by {
        line(format!("the last that counts was {} ({})", to_long(day), named(book, row)));
    }
    let (first, rest) = e.clock.split_first().map_or((None, &[][..]), |(f, r)| (Some(f), r));
    match first {
        Some(words) => line(format!("{words}    [{}]", e.clause)),
        None => line(format!("[{}]", e.clause)),
    }
    rest.iter().for_each(|words| line(words.clone()));
    if let Some((row, day)) = e.answered_by {
        line(format!("answered on {} ({})", to_long(day), named(book, row)));
    }
    for r in &e.rejected {
        let on = r.day.map(|d| format!(" on {}", to_long(d))).unwrap_or_default();
        line(format!("did not count: {}{on}, {}", named(book, r.row), r.test));
    }
    if let Some(closes) = &e.closes {
        line(format!("closes with {closes}"));
    }
    if let Some(source) = e.sources.first() {
        line(format!("source: {source}"));
    }
    out.push('\n');
    out
}

fn when(f: &Finding) -> Option<String> {
    let day = f.verdict.day.map(to_long)?;
    Some(match f.verdict.word {
        VerdictWord::Overdue => {
            let n = f.days_overdue.unwrap_or(0);
            format!("since {day} ({n} {})", if n == 1 { "day" } else { "days" })
        }
        VerdictWord::Due => format!("by {day}"),
        _ => format!("on {day}"),
    })
}

/// `visit v88, ssd_cin_visits.csv row 311`.
fn named(book: &Book<'_>, row: Row) -> String {
    let kind = book.caseload.vocabulary.name(row.kind);
    let mut out = format!("{kind} {}", book.id(row.kind, row.row));
    let place = book.caseload.table(row.kind).map(|t| t.place(row.row));
    if let Some((file, n)) = place.filter(|p| p.1 > 0)
        && let Some(file) = book.caseload.files.get(file as usize)
    {
        let name = file.rsplit(['/', '\\']).next().unwrap_or(file);
        out.push_str(&format!(", {name} row {n}"));
    }
    out
}

fn subject_words(book: &Book<'_>, subject: Row, as_at: Day) -> String {
    let kind = book.caseload.vocabulary.name(subject.kind);
    let Some(table) = book.caseload.table(subject.kind) else { return format!("the {kind}") };
    let (start, end) = (table.start(subject.row), table.end(subject.row));
    if start == NEVER || start == ALWAYS {
        return format!("the {kind}");
    }
    if table.end.is_empty() {
        return format!("the {kind} was on {}", to_long(start));
    }
    match end <= as_at {
        true => format!("the {kind} began {} and ended {}", to_long(start), to_long(end)),
        false => format!("the {kind} began {} and was open on {}", to_long(start), to_long(as_at)),
    }
}

fn clause(book: &Book<'_>, standard: &Standard) -> String {
    let span = standard.duty_span;
    let source = book.sources.get(span.source);
    source.map(|s| format!("{} line {}", s.name, s.position(span.start).line)).unwrap_or_default()
}

/// The first day evidence counts for an obligation.
fn counts_from(o: &Obligation, started_by: Option<(Row, Day)>) -> Day {
    o.opened.saturating_add(i32::from(started_by.is_some()))
}
