//! Records that began soon after one of the same subject had ended.

use super::answer::Reopening;
use crate::calendar::{Day, NEVER};
use crate::judge::{Asker, Tri};
use crate::lang::checked::Standard;
use crate::record::{Caseload, KindId, Row, Shape};

/// A record that begins so many days after the end of another opens it again.
pub const REOPENED_WITHIN: i32 = 28;

/// Those of a standard's own records that began in a period.
pub(super) fn reopened(asker: &Asker<'_>, standard: &Standard, (from, to): (Day, Day)) -> Vec<Reopening> {
    let scope = &standard.scope;
    let caseload = asker.caseload();
    if scope.breach_of.is_some() {
        return Vec::new();
    }
    let counts =
        |record: Row, start: Day| asker.ask(&scope.condition, &asker.record(record, start), start) != Tri::No;
    let roots = caseload.table(caseload.vocabulary.root(scope.kind)).map_or(0, |t| t.len());
    let mut out = Vec::new();
    for root in 0..roots {
        out.extend(opened_again(caseload, scope.kind, root, to, counts).filter(|r| r.began >= from));
    }
    out
}

/// The records of a kind of one subject that began, up to a day, at least a whole day and at most four weeks after the
/// last day of the one before, which no other of them bridges.
pub fn opened_again(
    caseload: &Caseload,
    kind: KindId,
    root: u32,
    to: Day,
    counts: impl Fn(Row, Day) -> bool,
) -> impl Iterator<Item = Reopening> {
    let period = caseload.vocabulary.kind(kind).is_some_and(|k| k.shape == Shape::Period);
    let table = caseload.table(kind).filter(|_| period);
    // The furthest end so far of those that count: NEVER while one is open.
    let mut ended: Option<Day> = None;
    let rows = table.into_iter().flat_map(move |t| t.group(root).iter().map(move |row| (t, row)));
    rows.filter_map(move |(table, row)| {
        let (start, end) = (table.start(row), table.end(row));
        let record = Row { kind, row };
        if start == NEVER || start > to || end < start || !counts(record, start) {
            return None;
        }
        let before =
            ended.filter(|b| b.saturating_add(1) < start && start.saturating_sub(*b) <= REOPENED_WITHIN);
        // What ends later than the last day has not ended yet.
        let end = if end > to { NEVER } else { end };
        ended = Some(ended.map_or(end, |before| before.max(end)));
        before.map(|ended| Reopening { record, ended, began: start })
    })
}
