//! The evidence of an obligation: what started its clock, what answered it, what was looked at in vain.

use super::words::{failed, thing_words};
use super::{Rejected, counts_from};
use crate::calendar::{Day, NEVER, to_long};
use crate::judge::{Form, Obligation, Prepared, Tri};
use crate::lang::checked::{Cond, Count, Duty, Evidence, Pool, Quantity, RecordDay, Standard, Timing};
use crate::record::{Row, Table};
use crate::report::Book;

/// What the records say about an obligation.
#[derive(Debug, Default)]
pub(super) struct Looked {
    pub(super) started_by: Option<(Row, Day)>,
    pub(super) answered_by: Option<(Row, Day)>,
    pub(super) rejected: Vec<Rejected>,
    pub(super) closes: Option<String>,
}

/// The most that is listed of what did not count.
const SHOWN: usize = 12;

pub(super) fn look(
    book: &Book<'_>,
    prepared: &Prepared<'_>,
    standard: &Standard,
    o: &Obligation,
    as_at: Day,
) -> Looked {
    let mut out = Looked::default();
    let Duty::Have(evidence, timing) = &standard.duty else { return out };
    let Some(table) = book.caseload.table(evidence.thing.kind) else { return out };
    let subject = Row { kind: standard.scope.kind, row: o.subject };
    let place = o.standard as usize;
    let asks = |row: Row, day: Day| prepared.ask(place, &evidence.thing.condition, row, subject, day);
    let rows: Vec<Row> = pool(book, evidence, subject, o, table);
    if matches!(timing, Timing::Stages(_) | Timing::InLast(_)) {
        // What started the clock stands on its opening day, unless the subject itself began then.
        let before = rows.iter().rev().find(|r| day_of(table, evidence.thing.by, r.row) == o.opened);
        let began = book.caseload.table(subject.kind).map_or(NEVER, |t| t.start(subject.row));
        let found = before.filter(|r| began != o.opened && asks(**r, o.opened) == Tri::Yes);
        out.started_by = found.map(|r| (*r, o.opened));
    }
    let from = counts_from(o, out.started_by);
    if o.answered_by != u32::MAX && o.done <= as_at {
        out.answered_by = Some((Row { kind: evidence.thing.kind, row: o.answered_by }, o.done));
    }
    for row in rows {
        let day = day_of(table, evidence.thing.by, row.row);
        if day == NEVER {
            if evidence.thing.pool != Pool::Itself {
                let test = "it says no day".to_owned();
                out.rejected.push(Rejected { row, day: None, test });
            }
            continue;
        }
        if day < from || day > as_at || day > o.last {
            continue;
        }
        let answer = asks(row, day);
        if answer == Tri::Yes {
            continue;
        }
        let test = failed(book, &evidence.thing.condition, row, &|c: &Cond| {
            prepared.ask(place, c, row, subject, day)
        });
        out.rejected.push(Rejected { row, day: Some(day), test });
    }
    // The latest matter most.
    let cut = out.rejected.len().saturating_sub(SHOWN);
    out.rejected.drain(..cut);
    let act = o.form == Form::Act && matches!(evidence.quantity, Quantity::AtLeast(Count::Fixed(1)));
    out.closes = act.then(|| {
        let words = thing_words(book, &evidence.thing);
        format!("{words}, on or after {}", to_long(from))
    });
    out
}

/// The records that may be evidence: those of the same root subject, in order of day.
fn pool(book: &Book<'_>, e: &Evidence, subject: Row, o: &Obligation, table: &Table) -> Vec<Row> {
    let kind = e.thing.kind;
    if e.thing.pool == Pool::Itself {
        return vec![subject];
    }
    let vocabulary = &book.caseload.vocabulary;
    if vocabulary.root(kind) != vocabulary.root(subject.kind) {
        return Vec::new();
    }
    let all = table.group(o.root).iter().map(|row| Row { kind, row });
    all.filter(|r| *r != subject && !table.impossible(r.row)).collect()
}

fn day_of(table: &Table, by: RecordDay, row: u32) -> Day {
    match by {
        RecordDay::Ended => table.end(row),
        RecordDay::Field(f) => table.column(f).date(row),
        RecordDay::Recorded => table.recorded(row),
        RecordDay::Plain | RecordDay::Started | RecordDay::Open => table.start(row),
    }
}
