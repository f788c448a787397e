//! A breach that came, went or changed, with the records that did it.

use super::because::{Because, Rests, because, kinds_read};
use super::touched::{Subject, Touched};
use super::{Side, Terms};
use crate::calendar::{Day, NEVER};
use crate::record::{Change, Row};
use crate::report::{Book, Choice, Filter, Finding, ListRow, Naming, findings, rows, why};
use std::collections::{BTreeMap, VecDeque};

/// Which way a breach turned.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Turn {
    /// It is one, and was none.
    New,
    /// It was one and is one, but due on another day, of another verdict or with other people responsible.
    Changed,
    /// It was one, and is none.
    Cleared,
    /// It is none, and falls due on another day than it did.
    Moved,
    /// What was owed is owed no longer: the record that asked for it, or that opened its clock, is not there.
    Gone,
}

impl Turn {
    /// All five, in the order of a list.
    pub const ALL: [Turn; 5] = [Turn::New, Turn::Changed, Turn::Cleared, Turn::Moved, Turn::Gone];

    /// The word shown.
    pub fn word(self) -> &'static str {
        match self {
            Turn::New => "new",
            Turn::Changed => "changed",
            Turn::Cleared => "cleared",
            Turn::Moved => "due-moved",
            Turn::Gone => "gone",
        }
    }
}

/// A breach, or something owed, that is not as it was.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// Which way.
    pub turn: Turn,
    /// The obligation as it was; none where it was not owed.
    pub before: Option<ListRow>,
    /// The obligation as it is; none where it is no longer owed.
    pub now: Option<ListRow>,
    /// The records that did it: those about the same child that the standard reads, else those it reads along a link.
    pub because: Vec<Because>,
}

/// What an obligation is known by in both extracts: standard, whom it is about, the first day of its subject (as it is
/// now, so that a record whose day was changed is known again), the ordinal of the breach it is about, and the day it
/// opened, unless its subject opened it.
type Key = (u32, Subject, Day, u32, Option<Day>);

/// An obligation of one extract.
struct Listed {
    key: Key,
    row: ListRow,
    breach: bool,
    /// It stands in a denominator: neither lapsed nor exempt.
    owed: bool,
    rests: Rests,
}

/// The differences, by turn; the newest extract's order within it.
pub(super) fn find(
    terms: &Terms<'_>,
    sides: [&Side<'_>; 2],
    touched: &Touched,
    changes: &[Change],
) -> Vec<Difference> {
    let moved = moved_days(changes, sides);
    let [old, new] = [listed(terms, sides[0], &moved), listed(terms, sides[1], &BTreeMap::new())];
    let mut before: BTreeMap<Key, VecDeque<Listed>> = BTreeMap::new();
    for l in old {
        before.entry(l.key.clone()).or_default().push_back(l);
    }
    let mut out: Vec<(Key, [Option<Rests>; 2], Difference)> = Vec::new();
    let mut note = |key: Key, before: Option<Listed>, now: Option<Listed>| {
        let was = before.as_ref().is_some_and(|l| l.breach);
        let is = now.as_ref().is_some_and(|l| l.breach);
        let owed = |l: &Option<Listed>| l.as_ref().is_some_and(|l| l.owed);
        let due = |l: &Option<Listed>| l.as_ref().and_then(|l| l.row.due);
        let turn = match (was, is) {
            _ if owed(&before) && now.is_none() => Turn::Gone,
            (false, true) => Turn::New,
            (true, false) => Turn::Cleared,
            (true, true) if facts(before.as_ref()) != facts(now.as_ref()) => Turn::Changed,
            (false, false) if owed(&before) && owed(&now) && due(&before) != due(&now) => Turn::Moved,
            _ => return,
        };
        let rests = [&before, &now].map(|l| l.as_ref().map(|l| l.rests));
        let (before, now) = (before.map(|l| l.row), now.map(|l| l.row));
        out.push((key, rests, Difference { turn, before, now, because: Vec::new() }));
    };
    for l in new {
        let same = before.get_mut(&l.key).and_then(VecDeque::pop_front);
        note(l.key.clone(), same, Some(l));
    }
    for (key, rest) in before {
        rest.into_iter().for_each(|l| note(key.clone(), Some(l), None));
    }
    out.sort_by_key(|(.., d)| d.turn);
    let set = &terms.rules.set;
    out.into_iter()
        .map(|(key, rests, difference)| {
            let reads = set.standards.get(key.0 as usize).map(kinds_read).unwrap_or_default();
            let places = touched.subjects.get(&key.1).into_iter().flatten();
            let list: Vec<&Change> = places.filter_map(|place| changes.get(*place)).collect();
            let because = because(list, &reads, rests, sides.map(|s| s.caseload));
            Difference { because, ..difference }
        })
        .collect()
}

/// What makes a breach another breach: verdict, due day, team, worker.
fn facts(l: Option<&Listed>) -> Option<impl PartialEq + '_> {
    let row = &l?.row;
    Some((row.verdict, row.due, row.team.as_deref(), row.worker.as_deref()))
}

/// The first days that records of the older extract have in the newer one, where they are another day.
fn moved_days(changes: &[Change], [old, new]: [&Side<'_>; 2]) -> BTreeMap<Row, Day> {
    let day = |side: &Side<'_>, at: Row| side.caseload.table(at.kind).map(|t| t.start(at.row));
    let both = changes.iter().filter_map(|c| Some((c.before?, c.now?)));
    let days = both.filter_map(|(before, now)| Some((before, day(old, before)?, day(new, now)?)));
    days.filter(|(_, was, is)| was != is).map(|(before, _, is)| (before, is)).collect()
}

fn listed(terms: &Terms<'_>, side: &Side<'_>, moved: &BTreeMap<Row, Day>) -> Vec<Listed> {
    let book = side.book(terms);
    let filter = Filter { verdicts: Choice::all(), ..Filter::default() };
    let found = findings(&book, &filter, terms.as_at);
    let list = rows(&book, &found, Naming::Ids, |f| why(&book, f));
    let both = found.iter().zip(list);
    let one = |(f, row): (&Finding, ListRow)| {
        let o = book.ledger.obligations().get(f.place as usize)?;
        let until = [o.done, o.ended, terms.as_at].into_iter().fold(NEVER, Day::min).max(o.opened);
        let rests = Rests { subject: o.subject, answer: o.answered_by, days: (o.opened, until) };
        let word = f.verdict.word;
        let key = key(&book, f, moved)?;
        Some(Listed { key, row, breach: word.is_breach(), owed: word.counts(), rests })
    };
    both.filter_map(one).collect()
}

fn key(book: &Book<'_>, f: &Finding, moved: &BTreeMap<Row, Day>) -> Option<Key> {
    let o = book.ledger.obligations().get(f.place as usize)?;
    let kind = book.standard(f.standard)?.scope.kind;
    let start = book.caseload.table(kind)?.start(o.subject);
    let opened = (o.opened != start).then_some(o.opened);
    let start = moved.get(&Row { kind, row: o.subject }).copied().unwrap_or(start);
    Some((f.standard, (f.root.kind, book.id(f.root.kind, f.root.row)), start, o.of_ordinal, opened))
}
