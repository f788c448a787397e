//! Why, in one short line.

use super::book::Book;
use super::finding::Finding;
use crate::calendar::{Day, to_long};
use crate::judge::VerdictWord;

/// One line that says what the verdict rests on, without any name or id.
pub fn why(book: &Book<'_>, f: &Finding) -> String {
    let kind = book.standard(f.standard).map_or("", |s| book.caseload.vocabulary.name(s.scope.kind));
    let since = format!("{kind} from {}", to_long(f.opened));
    let by = |d: Option<Day>| d.map(|d| format!(", due {}", to_long(d))).unwrap_or_default();
    let on = |d: Option<Day>| d.map(|d| format!(" {}", to_long(d))).unwrap_or_default();
    match f.verdict.word {
        VerdictWord::Met => format!("{since}{}: in time{}", by(f.due), on(f.done)),
        VerdictWord::Due => format!("{since}{}", by(f.due)),
        VerdictWord::Late => format!("{since}{}: done{}", by(f.due), on(f.done)),
        VerdictWord::Overdue => format!("{since}{}: not done", by(f.due)),
        VerdictWord::Missed => format!("{since}{}: can no longer be done", by(f.due)),
        VerdictWord::Lapsed => format!("{since}{}: ended before it was due", by(f.due)),
        VerdictWord::Exempt => format!("{since}: excused"),
        VerdictWord::CannotTell => format!("{since}{}: a fact is missing", by(f.due)),
    }
}
