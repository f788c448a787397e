//! Who is responsible for an obligation: the allocation of its child, or the worker or team it is about.

use super::Book;
use crate::calendar::Day;
use crate::judge::{Holder, Obligation, holder_day};
use crate::lang::checked::Standard;
use crate::record::Row;

/// The team and worker an obligation goes to (`obligations.md` 6.15): of a child, those of the allocation open on the
/// due day or the day judged, whichever is earlier; of a worker, the worker and its team; of a team, the team.
pub fn responsible(book: &Book<'_>, standard: &Standard, o: &Obligation, as_at: Day) -> Holder {
    let root = Row { kind: book.root_kind(standard), row: o.root };
    let day = holder_day(&book.caseload.vocabulary, standard, o, as_at);
    crate::judge::responsible(book.caseload, book.attribution, root, day)
}
