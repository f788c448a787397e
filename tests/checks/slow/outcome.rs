//! What becomes of every record a check is about.

use super::ask::{Ask, It};
use super::{Book, Cell};
use duecare::lang::checked::{Duty, Relief, ReliefKind, Standard};

/// What becomes of one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Outcome {
    Passes,
    Fails,
    NotJudged,
}

/// The rows a check is about, each with its outcome, in order of row; of a spell the row of its first piece.
pub fn outcomes(book: &Book<'_>, check: &Standard) -> Vec<(u32, Outcome)> {
    let scope = &check.scope;
    let plain = |r: &Relief| r.kind == ReliefKind::ExceptWhere;
    assert!(
        check.reliefs.iter().all(plain) && scope.during.is_none() && check.until.is_none(),
        "{}",
        check.id
    );
    let whole =
        |r: &usize| book.records[*r].owner.is_none() && book.rules.vocabulary.root(scope.kind) == scope.kind;
    let rows: Vec<usize> = (0..book.records.len())
        .filter(|r| book.records[*r].kind == scope.kind && (!book.records[*r].made() || whole(r)))
        .collect();
    let alone = |r: usize| (It::of(book, r), vec![r], false);
    // Each with the records it is made of, and whether it was already asked if it is one.
    let subjects: Vec<(It, Vec<usize>, bool)> = match &scope.joined {
        None => rows.into_iter().map(alone).collect(),
        Some(joined) => {
            let joins = |r: &usize| {
                let rec = &book.records[*r];
                let possible = rec.end_day().is_none_or(|e| rec.start_day().is_some_and(|s| s <= e));
                rec.start_day().is_some()
                    && possible
                    && matches!(rec.end, Cell::Day(_) | Cell::Blank)
                    && book.holds(&scope.condition, &ask_of(book, *r)) == Some(true)
            };
            let (pieces, out): (Vec<usize>, Vec<usize>) = rows.into_iter().partition(joins);
            let mut people: Vec<usize> = pieces.iter().map(|r| book.person(*r)).collect();
            people.sort_unstable();
            people.dedup();
            let mut subjects: Vec<(It, Vec<usize>, bool)> = out.into_iter().map(alone).collect();
            for person in people {
                let own: Vec<usize> = pieces.iter().copied().filter(|r| book.person(*r) == person).collect();
                let spells = book.spells(&own, joined, &ask_of(book, own[0]));
                subjects.extend(spells.into_iter().map(|(it, of)| (it, of, true)));
            }
            subjects
        }
    };
    let mut found: Vec<(u32, Outcome)> = Vec::new();
    for (it, pieces, admitted) in subjects {
        if let Some(outcome) = outcome(book, check, it, admitted) {
            found.extend(pieces.iter().map(|r| (book.records[*r].row, outcome)));
        }
    }
    found.sort_unstable();
    found
}

fn ask_of(book: &Book<'_>, rec: usize) -> Ask {
    let it = It::of(book, rec);
    Ask { it: it.clone(), this: it }
}

fn outcome(book: &Book<'_>, check: &Standard, it: It, admitted: bool) -> Option<Outcome> {
    let ask = Ask { it: it.clone(), this: it };
    match book.holds(&check.scope.condition, &ask) {
        _ if admitted => {}
        Some(false) => return None,
        None => return Some(Outcome::NotJudged),
        Some(true) => {}
    }
    // An exception must be shown.
    if check.reliefs.iter().any(|r| book.holds(&r.condition, &ask) == Some(true)) {
        return None;
    }
    let holds = match &check.duty {
        Duty::Satisfy(c) => book.holds(c, &ask),
        other => panic!("the reference does not ask {other:?} of a return"),
    };
    Some(match holds {
        Some(true) => Outcome::Passes,
        Some(false) => Outcome::Fails,
        None => Outcome::NotJudged,
    })
}
