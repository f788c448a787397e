//! Rows of a list in texts and days: the same for a table, CSV and JSON.

use super::book::Book;
use super::finding::Finding;
use crate::calendar::{ALWAYS, Day, NEVER};
use crate::judge::VerdictWord;
use crate::lang::checked::Standard;
use crate::record::{KindId, Row};

/// How children are named: never by their id where others may read along.
#[derive(Clone, Copy)]
pub enum Naming<'a> {
    /// By the id of the case system.
    Ids,
    /// By an opaque key, from the child or the other record at the top of a record's owners.
    Keys(&'a (dyn Fn(Row) -> String + Sync)),
}

/// One row of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListRow {
    /// The child; none for a standard about workers, teams or other subjects.
    pub child: Option<String>,
    /// The standard's id.
    pub standard: String,
    /// Its version.
    pub version: u32,
    /// How much it matters.
    pub severity: &'static str,
    /// The verdict as in data (`cannot-tell`); of a check `fail` or `pass`.
    pub verdict: &'static str,
    /// Whether it is due within the standard's `warn`.
    pub soon: bool,
    /// First day of the obligation.
    pub opened: Option<Day>,
    /// The due day.
    pub due: Option<Day>,
    /// The day it was done.
    pub done: Option<Day>,
    /// Days overdue.
    pub days_overdue: Option<i32>,
    /// The team responsible.
    pub team: Option<String>,
    /// The worker responsible.
    pub worker: Option<String>,
    /// What people call the team and the worker: for reading, never in data.
    pub called: [Option<String>; 2],
    /// Why, in one line.
    pub why: String,
    /// The family or other subject, where it is no child, worker or team.
    pub subject: Option<String>,
}

/// The rows of findings. `why` gives the one line of each.
pub fn rows(
    book: &Book<'_>,
    list: &[Finding],
    naming: Naming<'_>,
    mut why: impl FnMut(&Finding) -> String,
) -> Vec<ListRow> {
    let vocabulary = &book.caseload.vocabulary;
    let (team, worker) = (vocabulary.kind_named("team"), vocabulary.kind_named("worker"));
    let id = |kind: Option<KindId>, row: Option<u32>| Some(book.id(kind?, row?));
    let called = |kind: Option<KindId>, row: Option<u32>| Some(book.name(kind?, row?));
    list.iter()
        .filter_map(|f| {
            let standard = book.standard(f.standard)?;
            Some(ListRow {
                child: child(book, f.root, naming),
                standard: standard.id.clone(),
                version: standard.version,
                severity: standard.severity.word(),
                verdict: verdict_code(standard, f.verdict.word),
                soon: f.soon,
                opened: Some(f.opened).filter(|d| *d != ALWAYS && *d != NEVER),
                due: f.due,
                done: f.done,
                days_overdue: f.days_overdue,
                team: id(team, f.holder.team),
                worker: id(worker, f.holder.worker),
                called: [called(team, f.holder.team), called(worker, f.holder.worker)],
                why: told(book, f.root, naming, why(f)),
                subject: subject(book, f.root, naming),
            })
        })
        .collect()
}

/// A verdict as in data: a check fails or passes.
fn verdict_code(standard: &Standard, word: VerdictWord) -> &'static str {
    of_check(standard, word).unwrap_or(word.code())
}

/// A verdict as in a sentence.
pub(super) fn verdict_words(standard: &Standard, word: VerdictWord) -> &'static str {
    of_check(standard, word).unwrap_or(word.words())
}

fn of_check(standard: &Standard, word: VerdictWord) -> Option<&'static str> {
    match word {
        VerdictWord::Missed => standard.check.then_some("fail"),
        VerdictWord::Met => standard.check.then_some("pass"),
        _ => None,
    }
}

/// Why, with which family or other subject is meant where no column of the row names it; where others may read along an
/// id stands in no text.
fn told(book: &Book<'_>, root: Row, naming: Naming<'_>, why: String) -> String {
    if in_a_column(book, root) || matches!(naming, Naming::Keys(_)) {
        return why;
    }
    let (kind, id) = (book.caseload.vocabulary.name(root.kind), book.id(root.kind, root.row));
    match why.strip_prefix(kind).filter(|rest| rest.starts_with(':')) {
        Some(rest) => format!("{kind} {id}{rest}"),
        None => format!("{kind} {id}, {why}"),
    }
}

/// Whether a column of its own names a record: a child, a worker, a team.
fn in_a_column(book: &Book<'_>, root: Row) -> bool {
    let vocabulary = &book.caseload.vocabulary;
    [book.child_kind(), vocabulary.kind_named("worker"), vocabulary.kind_named("team")]
        .contains(&Some(root.kind))
}

fn child(book: &Book<'_>, root: Row, naming: Naming<'_>) -> Option<String> {
    (Some(root.kind) == book.child_kind()).then(|| named(book, root, naming))
}

fn subject(book: &Book<'_>, root: Row, naming: Naming<'_>) -> Option<String> {
    (!in_a_column(book, root)).then(|| named(book, root, naming))
}

fn named(book: &Book<'_>, root: Row, naming: Naming<'_>) -> String {
    match naming {
        Naming::Ids => book.id(root.kind, root.row),
        Naming::Keys(key) => key(root),
    }
}
