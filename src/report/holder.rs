//! Who is responsible for an obligation: the allocation of its child, or the worker or team it is about.

use super::Book;
use crate::calendar::Day;
use crate::judge::{Holder, Obligation};
use crate::lang::checked::Standard;
use crate::record::{FieldType, KindId};

/// The team and worker an obligation goes to (`obligations.md` 6.15): of a child, those of the allocation open on the
/// due day or the day judged, whichever is earlier; of a worker, the worker and its team; of a team, the team.
pub fn responsible(book: &Book<'_>, standard: &Standard, o: &Obligation, as_at: Day) -> Holder {
    let root = book.root_kind(standard);
    let vocabulary = &book.caseload.vocabulary;
    if vocabulary.kind_named("worker") == Some(root) {
        return Holder { team: team_of_worker(book, root, o.root), worker: Some(o.root) };
    }
    if vocabulary.kind_named("team") == Some(root) {
        return Holder { team: Some(o.root), worker: None };
    }
    match book.attribution {
        Some(a) if vocabulary.root(a.kind()) == root => a.holder(book.caseload, o.root, o.lo.min(as_at)),
        _ => Holder::default(),
    }
}

/// The team a worker's own record names.
fn team_of_worker(book: &Book<'_>, worker: KindId, row: u32) -> Option<u32> {
    let vocabulary = &book.caseload.vocabulary;
    let team = vocabulary.kind_named("team")?;
    let kind = vocabulary.kind(worker)?;
    let field = kind.field("team")?;
    match kind.field_at(field)?.field_type {
        FieldType::Link(to) if to == team => book.caseload.table(worker)?.column(field).link(row),
        _ => None,
    }
}
