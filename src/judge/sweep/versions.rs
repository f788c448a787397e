//! Versions of one standard: what runs on from an earlier one, and the limits of a later one (`obligations.md` 6.11).

use super::stretch::Stretch;
use super::{Subject, Sweeper};
use crate::calendar::{Day, NEVER};
use crate::judge::Obligation;
use crate::judge::obligation::Form;
use crate::lang::checked::{DayExpr, Duty, Evidence, Limit, Stage, Start, StartKind, Timing};
use crate::record::Shape;

/// The limit of `later` in the place that `limit` has in `mine`; `None` when the duties differ in shape, or name
/// different days to count from: then nothing of the later version reaches a clock that runs.
pub(super) fn counterpart<'a>(mine: &Duty, limit: &Limit, later: &'a Duty) -> Option<&'a Limit> {
    let (ours, theirs) = (limits(mine), limits(later));
    let place = ours.iter().position(|l| std::ptr::eq(l.0, limit))?;
    if theirs.len() != ours.len() || std::mem::discriminant(mine) != std::mem::discriminant(later) {
        return None;
    }
    // How far back a state is counted is no time in which a clock runs out.
    if daily(mine).is_some() != daily(later).is_some() {
        return None;
    }
    let (limit, day) = theirs.get(place).copied()?;
    let ours = ours.get(place).and_then(|l| l.1);
    (ours.is_none() || day.is_none() || ours == day).then_some(limit)
}

/// The limits of a duty, each with the day it is counted from where the duty names one.
fn limits(duty: &Duty) -> Vec<(&Limit, Option<&DayExpr>)> {
    match duty {
        Duty::LastAtMost(l) | Duty::LastAtLeast(l) => vec![(l, None)],
        Duty::Satisfy(_) => Vec::new(),
        Duty::Have(_, t) => match t {
            Timing::Once(parts, _) => parts.iter().filter_map(of_start).collect(),
            Timing::Stages(stages) => stages.iter().flat_map(of_stage).collect(),
            Timing::InLast(l) => vec![(l, None)],
            Timing::WithinBefore(l, day) | Timing::AtLeastBefore(l, day) => vec![(l, Some(day))],
            _ => Vec::new(),
        },
    }
}

fn of_stage(stage: &Stage) -> Vec<(&Limit, Option<&DayExpr>)> {
    match stage {
        Stage::First(parts, _) => parts.iter().filter_map(of_start).collect(),
        Stage::Then(l, _) | Stage::Every { limit: l, .. } => vec![(l, None)],
    }
}

fn of_start(s: &Start) -> Option<(&Limit, Option<&DayExpr>)> {
    match &s.kind {
        StartKind::Within(l) => Some((l, Some(&s.anchor))),
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
    /// An obligation that its own version ended, while under this one the duty goes on from a day.
    Ended(Day),
}

/// What a duty that must hold on every day asks for.
pub(super) fn daily(duty: &Duty) -> Option<(&Evidence, &Timing)> {
    match duty {
        Duty::Have(e, t) if super::is_daily(e, t) => Some((e, t)),
        _ => None,
    }
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

    /// What the earlier versions have told of a subject before this one's first day.
    fn told_before(&self, root: u32, subject: &Subject) -> impl Iterator<Item = &Obligation> {
        let (first, row, ordinal) = (self.plan.standard.from, subject.row.row, subject.of_ordinal);
        let all = self.earlier.iter().flat_map(move |l| {
            let from = l.list.partition_point(|o| o.root < root);
            l.list.get(from..).unwrap_or(&[]).iter().take_while(move |o| o.root == root)
        });
        all.filter(move |o| o.subject == row && o.of_ordinal == ordinal && o.opened < first)
    }

    /// Whether an earlier version has said of a subject that it cannot be told, or is excused, and says so still.
    pub(super) fn said_before(&self, root: u32, subject: &Subject, form: Form) -> bool {
        let first = self.plan.standard.from;
        let still = |o: &Obligation| o.last >= first || self.shape == Shape::Event;
        self.told_before(root, subject).any(|o| o.form == form && still(o))
    }

    /// The obligation of an earlier version that still runs, or is still excused, on this version's first day. Of a duty
    /// owed `once` for each stretch an obligation whose excuse is over is owed no second time.
    pub(super) fn carried(&self, root: u32, subject: &Subject, s: &Stretch) -> Option<Carried> {
        if !s.early() {
            return None;
        }
        let first = self.plan.standard.from;
        let once = self.owed_once();
        // A clock follows a clock. A state ends with the version that asks for it (6.6), and of what cannot be told or is
        // excused from the start nothing runs.
        let runs = |o: &&Obligation| match o.form {
            Form::Act => true,
            Form::Standing | Form::Doubt | Form::Excused => false,
            _ => once,
        };
        let running = |o: &&Obligation| runs(o) && (o.done >= first || o.exempt != NEVER) && o.ended >= first;
        // An end of an earlier version's own ends what opened under it, and nothing of this one (6.11).
        let ended = |o: &Obligation| {
            let open = o.done == NEVER || o.form == Form::Last;
            (open && o.last < s.last).then(|| o.last + 1)
        };
        let carry = |o: &Obligation| match o.exempt {
            NEVER => Some(match ended(o) {
                Some(day) => Carried::Ended(day.max(first)),
                None => Carried::Answered(o.done, usize::from(o.stage)),
            }),
            // Back before this version came: that version has opened the next clock itself.
            _ => match self.excuse_under(o, root, subject) {
                Some((_, back)) if back >= first - 1 => Some(Carried::Away(back, usize::from(o.stage))),
                _ => once.then_some(Carried::Answered(NEVER, usize::from(o.stage))),
            },
        };
        self.told_before(root, subject).filter(running).filter_map(carry).last()
    }

    /// The excuse an obligation is exempt by: what opened under a version is excused by it alone (6.11), on the days of
    /// the stretch that version has.
    fn excuse_under(&self, o: &Obligation, root: u32, subject: &Subject) -> Option<(Day, Day)> {
        let version = self.later.get(o.standard as usize)?;
        let its = Stretch::whole(subject.start, (o.last, o.ended_seen));
        let runs = self.under(version).excused_runs(root, subject, &its);
        runs.into_iter().find(|run| run.0 <= o.lo && o.lo <= run.1)
    }
}
