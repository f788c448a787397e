//! Records that began soon after one of the same subject had ended.

use super::answer::Reopening;
use crate::calendar::{Day, NEVER};
use crate::judge::{Asker, Tri};
use crate::lang::checked::Standard;
use crate::record::{Row, Shape};

/// A record that begins so many days after the end of another opens it again.
pub const REOPENED_WITHIN: i32 = 28;

/// Those of a standard's own records that began in a period, at least a whole day and at most four weeks after the
/// last day of the one before, which no other record of the same subject bridges.
pub(super) fn reopened(asker: &Asker<'_>, standard: &Standard, (from, to): (Day, Day)) -> Vec<Reopening> {
    let scope = &standard.scope;
    let caseload = asker.caseload();
    let shape = caseload.vocabulary.kind(scope.kind).map(|k| k.shape);
    let Some(table) = caseload.table(scope.kind) else { return Vec::new() };
    if shape != Some(Shape::Period) || scope.breach_of.is_some() {
        return Vec::new();
    }
    let roots = caseload.table(caseload.vocabulary.root(scope.kind)).map_or(0, |t| t.len());
    let mut out = Vec::new();
    for root in 0..roots {
        // The furthest end so far of those that count: NEVER while one is open.
        let mut ended: Option<Day> = None;
        for row in table.group(root).iter() {
            let (start, end) = (table.start(row), table.end(row));
            if start == NEVER || start > to {
                break;
            }
            let record = Row { kind: scope.kind, row };
            if end < start || asker.ask(&scope.condition, &asker.record(record, start), start) == Tri::No {
                continue;
            }
            if let Some(before) = ended
                && start >= from
                && before.saturating_add(1) < start
                && start.saturating_sub(before) <= REOPENED_WITHIN
            {
                out.push(Reopening { record, ended: before, began: start });
            }
            // What ends later than the period has not ended in it.
            let end = if end > to { NEVER } else { end };
            ended = Some(ended.map_or(end, |before| before.max(end)));
        }
    }
    out
}
