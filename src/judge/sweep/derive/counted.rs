//! The clock of a chain: which limit it is counted with, and from which day.

use super::super::amounts::Forces;
use super::super::versions::Carried;
use super::{At, Sweeper};
use crate::calendar::{ALWAYS, AddOptions, Day, NEVER};
use crate::judge::derivation::{Derivation, From, Looked, Step, Sum, Why};
use crate::judge::sweep::Stretch;
use crate::lang::checked::{Evidence, Limit, Stage, Start, StartKind, Timing};
use crate::record::Row;

impl Sweeper<'_> {
    /// The clock of one obligation of a chain; gives the first day on which evidence counts.
    pub(super) fn link_of_chain(
        &mut self,
        at: &At<'_>,
        s: &Stretch,
        e: &Evidence,
        timing: &Timing,
        d: &mut Derivation,
    ) -> Day {
        let kind = e.thing.kind;
        let by = |o: &crate::judge::Obligation| {
            (o.answered_by != u32::MAX).then_some(Row { kind, row: o.answered_by })
        };
        let (counted, what, from) = match (at.before(), self.carried(at.root, &at.subject, s)) {
            (Some(b), _) if b.exempt != NEVER => {
                let last = s.excuse(b.lo).map_or(at.o.opened - 1, |run| run.1);
                (last, From::Away, last + 1)
            }
            (Some(b), _) => (b.done, From::Answer(by(b)), b.done + 1),
            (None, Some(Carried::Away(b, _))) => (b, From::Away, b + 1),
            (None, Some(Carried::Answered(done, _))) => (done, From::Answer(None), done + 1),
            (None, carried) => {
                let (begin, what) = match carried {
                    Some(Carried::Ended(day)) => (day, From::Ended),
                    _ if s.early() => (s.open, From::InForce),
                    _ => (s.open, From::Start),
                };
                if let Timing::Stages(stages) = timing {
                    if let (Some(Stage::First(parts, which)), 0) = (stages.first(), at.o.stage) {
                        return self.parts(at, s, parts, *which, d);
                    }
                    (begin, what, begin)
                } else {
                    self.gather(at.root, &at.subject, &e.thing);
                    match self.gathered(ALWAYS, begin).into_iter().rev().find(|f| f.certain) {
                        Some(f) => (f.day, From::Answer(Some(Row { kind, row: f.row })), begin + 1),
                        None => {
                            d.clock.push(Step::Nothing(begin));
                            return begin + 1;
                        }
                    }
                }
            }
        };
        if let From::Answer(Some(row)) = &what {
            d.looked.push(Looked { row: *row, day: Some(counted), why: Why::Started });
        }
        if let Some((forces, limits)) = self.pace_of(at, s, timing) {
            self.add_sum(at, (&forces, &limits), (at.o.opened, counted), what, at.due(), d);
        }
        from
    }

    /// The amounts an obligation of a chain is counted with, and the limits that say them.
    pub(super) fn pace_of<'l>(
        &self,
        at: &At<'_>,
        s: &Stretch,
        timing: &'l Timing,
    ) -> Option<(Forces, Vec<&'l Limit>)> {
        match timing {
            Timing::InLast(limit) => {
                Some((self.forces(at.root, &at.subject, limit, AddOptions::default()), vec![limit]))
            }
            Timing::Stages(stages) => {
                let place = usize::from(at.o.stage);
                let forces = self.forces_at(at.root, &at.subject, s, stages, place)?;
                let limits = match stages.get(place)? {
                    Stage::First(parts, _) => parts.iter().filter_map(within).collect(),
                    Stage::Then(limit, _) => vec![limit],
                    Stage::Every { .. } => stages.iter().filter_map(every).collect(),
                };
                Some((forces, limits))
            }
            _ => None,
        }
    }

    /// The last day of an excuse that runs on from an earlier version.
    pub(super) fn carried_away(&self, at: &At<'_>, s: &Stretch) -> Option<Day> {
        self.reopens()?;
        match self.carried(at.root, &at.subject, s) {
            Some(Carried::Away(b, _)) => Some(b),
            _ => None,
        }
    }

    /// Adds the sum that gives a due day.
    pub(super) fn add_sum(
        &self,
        at: &At<'_>,
        (forces, limits): (&Forces, &[&Limit]),
        (opened, counted): (Day, Day),
        what: From,
        due: Day,
        d: &mut Derivation,
    ) {
        let calendar = self.world.calendar;
        let sum = |from: Day, p: super::super::amounts::Paced, what: From, holds: Day| {
            let to = calendar.add(from, p.amount, p.options);
            let source = self.source_of(at, limits, p.amount, holds);
            let known = to.lo == to.hi;
            Sum { from, what, amount: p.amount, options: p.options, back: false, to: to.lo, known, source }
        };
        match self.decisive(forces, (opened, counted), due, at.day) {
            Some(x) => {
                let what = if x.from == counted { what } else { From::Changed };
                d.clock.push(Step::Sum(sum(x.from, x.paced, what, x.holds)));
            }
            None => {
                // Only the first day back can have put it off; or nothing can be told of the amount.
                if let Some(p) = forces.on(opened.max(counted.min(at.day))).first() {
                    d.clock.push(Step::Sum(sum(counted, *p, what, opened)));
                }
                if due == opened {
                    d.clock.push(Step::NotBefore(due));
                }
            }
        }
    }
}

fn within(s: &Start) -> Option<&Limit> {
    match &s.kind {
        StartKind::Within(limit) => Some(limit),
        StartKind::By => None,
    }
}

fn every(s: &Stage) -> Option<&Limit> {
    match s {
        Stage::Every { limit, .. } => Some(limit),
        _ => None,
    }
}
