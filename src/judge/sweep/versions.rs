//! Versions of one standard: what runs on from an earlier one, and the limits of a later one (`obligations.md` 6.11).

use super::stretch::Stretch;
use super::{Subject, Sweeper};
use crate::calendar::{Day, NEVER};
use crate::lang::checked::{Duty, Limit, Stage, Start, StartKind, Timing};

/// The limit of `later` in the place that `limit` has in `mine`; `None` when the duties differ in shape: then
/// nothing of the later version reaches a clock that runs.
pub(super) fn counterpart<'a>(mine: &Duty, limit: &Limit, later: &'a Duty) -> Option<&'a Limit> {
    let place = limits(mine).iter().position(|l| std::ptr::eq(*l, limit))?;
    let theirs = limits(later);
    if theirs.len() != limits(mine).len() || std::mem::discriminant(mine) != std::mem::discriminant(later) {
        return None;
    }
    theirs.get(place).copied()
}

fn limits(duty: &Duty) -> Vec<&Limit> {
    match duty {
        Duty::LastAtMost(l) | Duty::LastAtLeast(l) => vec![l],
        Duty::Satisfy(_) => Vec::new(),
        Duty::Have(_, t) => match t {
            Timing::Once(parts, _) => parts.iter().filter_map(of_start).collect(),
            Timing::Stages(stages) => stages.iter().flat_map(of_stage).collect(),
            Timing::InLast(l) | Timing::WithinBefore(l, _) | Timing::AtLeastBefore(l, _) => vec![l],
            _ => Vec::new(),
        },
    }
}

fn of_stage(stage: &Stage) -> Vec<&Limit> {
    match stage {
        Stage::First(parts, _) => parts.iter().filter_map(of_start).collect(),
        Stage::Then(l, _) | Stage::Every { limit: l, .. } => vec![l],
    }
}

fn of_start(s: &Start) -> Option<&Limit> {
    match &s.kind {
        StartKind::Within(l) => Some(l),
        StartKind::By => None,
    }
}

/// What runs on from an earlier version.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Carried {
    /// An obligation that is answered on a day ([`NEVER`] while it is not), with the place of its stage.
    Answered(Day, usize),
    /// An obligation that is exempt, the excuse holding to a day: the next clock follows it, in the same stage.
    Away(Day, usize),
}

impl Sweeper<'_> {
    /// The earlier versions of the standard.
    fn before_this(&self) -> impl Iterator<Item = &super::StandardPlan<'_>> {
        self.plan.earlier_versions.iter().filter_map(|v| self.later.get(*v as usize))
    }

    /// First day in force of the standard, its versions taken together (3.5).
    pub(super) fn first_in_force(&self) -> Day {
        self.before_this().map(|v| v.standard.from).min().unwrap_or(NEVER).min(self.plan.standard.from)
    }

    /// The last day of the last version.
    pub(super) fn last_in_force(&self) -> Day {
        let mut plan = self.plan;
        while let Some(next) = plan.next_version.and_then(|n| self.later.get(n as usize)) {
            plan = next;
        }
        plan.standard.until_day
    }

    /// Whether a day that can be seen from `seen` on has opened a clock of an earlier version.
    pub(super) fn opened_before(&self, s: &Stretch, seen: Day) -> bool {
        self.before_this().next().is_some() && s.start.max(seen) < self.plan.standard.from
    }

    /// The obligation of an earlier version that still runs, or is still excused, on this version's first day. Of a duty
    /// owed `once` for each stretch an obligation whose excuse is over is owed no second time.
    pub(super) fn carried(&self, root: u32, subject: &Subject, s: &Stretch) -> Option<Carried> {
        if !s.early() {
            return None;
        }
        let first = self.plan.standard.from;
        let once = self.owed_once();
        let mine = |o: &&crate::judge::Obligation| {
            o.root == root && o.subject == subject.row.row && o.of_ordinal == subject.of_ordinal
        };
        let running = |o: &&crate::judge::Obligation| {
            o.opened < first && (o.done >= first || o.exempt != NEVER) && o.ended >= first
        };
        let carry = |o: &crate::judge::Obligation| match o.exempt {
            NEVER => Some(Carried::Answered(o.done, usize::from(o.stage))),
            // Back before this version came: that version has opened the next clock itself.
            _ => match self
                .excused_under(o.standard, root, subject, s)
                .find(|run| run.0 <= o.lo && o.lo <= run.1)
            {
                Some(run) if run.1 >= first - 1 => Some(Carried::Away(run.1, usize::from(o.stage))),
                _ => once.then_some(Carried::Answered(NEVER, usize::from(o.stage))),
            },
        };
        let all = self.earlier.iter().flat_map(|l| {
            let from = l.list.partition_point(|o| o.root < root);
            l.list.get(from..).unwrap_or(&[]).iter().take_while(move |o| o.root == root)
        });
        all.filter(mine).filter(running).filter_map(carry).last()
    }

    /// The days of a stretch that the version at a place excuses: what opened under it is excused by it alone (6.11).
    fn excused_under(
        &self,
        place: u32,
        root: u32,
        subject: &Subject,
        s: &Stretch,
    ) -> impl Iterator<Item = (Day, Day)> {
        let version = self.later.get(place as usize);
        version.map(|v| self.under(v).excused_runs(root, subject, s)).unwrap_or_default().into_iter()
    }
}
