//! Subjects of whose time nothing but their own days tells: the common case, in one loop that makes no lists.

use super::amounts::{Clock, Paced};
use super::chain::{Again, Next, Pace, Place};
use super::{StandardPlan, Stretch, Subject, Sweeper};
use crate::calendar::NEVER;
use crate::judge::ledger::Ledger;
use crate::judge::tri::Tri;
use crate::judge::world::World;
use crate::lang::checked::{Count, DayExpr, Duty, Leaf, Quantity, Standard, Start, StartKind, Timing};
use crate::record::{Row, Shape};

/// Whether every record of the standard's kind is a subject with one stretch, as long as the record itself.
pub(super) fn is_plain(standard: &Standard, shape: Shape, world: &World<'_>) -> bool {
    super::stretch::whole_life(standard, shape)
        && shape != Shape::Subject
        && standard.scope.breach_of.is_none()
        && standard.scope.joined.is_none()
        && !world.returned
        && !super::own::is_own(standard)
}

/// The amount of a plain standard that asks for one thing within an amount of the start which nothing can change.
pub(super) fn single(plan: &StandardPlan<'_>) -> Option<Paced> {
    let Duty::Have(e, Timing::Once(parts, _)) = &plan.standard.duty else { return None };
    let [Start { kind: StartKind::Within(limit), anchor: DayExpr::Field(anchor), options }] =
        parts.as_slice()
    else {
        return None;
    };
    let from_start = super::anchor::own(anchor) && anchor.leaf == Leaf::Start;
    let one = e.quantity == Quantity::AtLeast(Count::Fixed(1)) && e.thing.is_dated();
    let amount = plan.constant(limit).filter(|_| from_start && one && plan.next_version.is_none())?;
    Some(Paced { amount, options: *options })
}

impl Sweeper<'_> {
    /// What `once` leads to for such an amount: a chain of one clock.
    fn one_clock(&mut self, root: u32, subject: &Subject, s: &Stretch, paced: Paced, out: &mut Ledger) {
        let Duty::Have(e, _) = &self.plan.standard.duty else { return };
        self.gather(root, subject, &e.thing);
        let due = self.world.calendar.add(s.open, paced.amount, paced.options);
        let clock = Clock { lo: due.lo, hi: due.hi, dues: Vec::new() };
        let first = Next { opened: s.open, from: s.open, clock, place: Place::Over, again: Again::First };
        self.run_steady((root, subject), s, &[], &Pace::default(), &first, out);
    }

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
                    match self.single {
                        Some(amount) => self.one_clock(root, &subject, &s, amount, out),
                        None => self.duty(root, &subject, &s, out),
                    }
                }
                // What has no days, or is not told by its row alone, is looked at as any other.
                Tri::Unknown => self.subject(root, &subject, out),
            }
            // A chain of one stretch has numbered what it made.
            if self.plan.latest || out.list.get(from).is_some_and(|o| o.ordinal == 0) {
                self.close(root, &subject, from, out);
            }
        }
    }
}
