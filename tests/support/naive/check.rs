//! Checks (6.13): each record is looked at once, on the as-at day, beside the whole of what was sent.

use super::Reading;
use super::answer::Answer;
use super::breach::Book;
use super::cond::Ask;
use super::subject::{Entry, Subject};
use super::tri::Tri;
use super::value::It;
use crate::support::world::World;
use duecare::calendar::Day;
use duecare::judge::VerdictWord as Word;
use duecare::lang::checked::{Duty, Standard};

/// What a check says of each record on the day it is looked at; no days, no ordinals.
pub(crate) fn checked(world: &World, check: &Standard, day: Day) -> Vec<Answer> {
    let Duty::Satisfy(condition) = &check.duty else {
        panic!("the reference does not check {:?}", check.duty)
    };
    if day < check.from || day > check.until_day {
        return Vec::new();
    }
    let book = Book::default();
    let reading = Reading { world, versions: vec![check], day, book: &book, whole: true };
    let mut out = Vec::new();
    for (rec, r) in world.records.iter().enumerate() {
        if r.gone || r.kind != check.scope.kind {
            continue;
        }
        let subject = Subject::of_record(world, rec);
        let word = match reading.entry(check, &subject, r.start.unwrap_or(day)) {
            Entry::Out => continue,
            Entry::CannotTell => Word::CannotTell,
            Entry::Exempt => Word::Exempt,
            Entry::In => {
                match reading.tri(condition, &Ask { it: It::Subject(&subject), this: &subject, day }) {
                    Tri::True => Word::Met,
                    // It fails only where it is definitely no.
                    Tri::False => Word::Missed,
                    _ => Word::CannotTell,
                }
            }
        };
        out.push(Answer { subject: r.id.clone(), rec, ordinal: 1, opened: day, word, day: None });
    }
    out
}
