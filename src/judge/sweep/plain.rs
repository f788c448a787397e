//! Subjects of whose time nothing but their own days tells: the common case, in one loop that makes no lists.

use super::{Stretch, Subject, Sweeper};
use crate::calendar::NEVER;
use crate::judge::ledger::Ledger;
use crate::judge::tri::Tri;
use crate::judge::world::World;
use crate::lang::checked::{Duty, Evidence, Standard, Timing};
use crate::record::{Row, Shape};

/// Whether every record of the standard's kind is a subject with one stretch, as long as the record itself.
pub(super) fn is_plain(standard: &Standard, shape: Shape, world: &World<'_>) -> bool {
    let own = matches!(&standard.duty, Duty::Have(Evidence { own: true, .. }, Timing::Once(..)));
    super::stretch::whole_life(standard, shape)
        && shape != Shape::Subject
        && standard.scope.breach_of.is_none()
        && standard.scope.joined.is_none()
        && !world.returned
        && !own
}

impl Sweeper<'_> {
    /// The obligations of all records of a root subject: what `find_subjects` and `find_stretches` lead to.
    pub(super) fn plain_subjects(&mut self, root: u32, out: &mut Ledger) {
        let kind = self.plan.standard.scope.kind;
        let Some(table) = self.world.table(kind) else { return };
        let truth = self.plan.scope_truth.and_then(|i| self.truths.get(i));
        let everyone = self.plan.standard.scope.condition.is_true();
        let mut subject = Subject::record(Row { kind, row: 0 }, NEVER, NEVER);
        let mut s = Stretch::whole(NEVER, (NEVER, NEVER));
        for row in table.group(root).iter() {
            let (start, end) = (table.start(row), table.end(row));
            let from = out.list.len();
            subject.row.row = row;
            (subject.start, subject.end, subject.seen) = (start, end, end);
            let admitted = match truth {
                _ if start == NEVER || end < start => Tri::Unknown,
                _ if everyone => Tri::Yes,
                Some(truth) => truth.of(row),
                None => Tri::Unknown,
            };
            match admitted {
                Tri::No => continue,
                Tri::Yes => {
                    (s.start, s.open) = (start, start);
                    let last = if self.shape == Shape::Event { NEVER } else { end };
                    (s.last, s.ended, s.seen) = (last, last, last);
                    self.duty(root, &subject, &s, out);
                }
                // What has no days, or is not told by its row alone, is looked at as any other.
                Tri::Unknown => self.subject(root, &subject, out),
            }
            self.close(root, &subject, from, out);
        }
    }
}
