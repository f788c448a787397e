//! When a standard applies to a subject (`obligations.md` 3.2 to 3.8).

use super::anchor::Anchored;
use super::{Subject, Sweeper, emit_plain};
use crate::calendar::{ALWAYS, Day, NEVER};
use crate::judge::ask::ask_condition;
use crate::judge::ledger::Ledger;
use crate::judge::obligation::{Form, Obligation};
use crate::judge::steps::{self, Steps};
use crate::judge::tri::Tri;
use crate::lang::checked::{
    DayExpr, Duty, Passes, ReliefKind, Stage, Standard, Start, Thing, Timing, Until, Which,
};
use crate::record::Shape;

/// A run of days on which the standard applies.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in super::super) struct Stretch {
    /// "The start": the subject's own, or the cut's.
    pub(super) start: Day,
    /// First day in force in it.
    pub(super) open: Day,
    /// Last day.
    pub(super) last: Day,
    /// The day the duty ends.
    pub(super) ended: Day,
    /// The day that can be seen.
    pub(super) seen: Day,
    /// Days on which it is excused: (first, last), not touching.
    pub(super) excused: Vec<(Day, Day)>,
    /// The last day on which a clock of this version may open, when a later version takes over.
    pub(super) opens_until: Day,
}

impl Stretch {
    /// One from a day to the end of its subject, given with the day that can be seen.
    pub(super) fn whole(start: Day, (last, seen): (Day, Day)) -> Stretch {
        let excused = Vec::new();
        Stretch { start, open: start, last, ended: last, seen, excused, opens_until: NEVER }
    }

    /// The excused run a day of the stretch lies in (3.8): before it nothing is asked, and so nothing is excused.
    pub(super) fn excuse(&self, day: Day) -> Option<(Day, Day)> {
        self.excused.iter().copied().find(|&(a, b)| a <= day && day <= b && day >= self.open)
    }

    /// Whether it began before the standard was in force.
    pub(super) fn early(&self) -> bool {
        self.start < self.open
    }

    /// Whether a later clock may open on a day (3.7): a spell's end is seen some days after it, and on none of those days
    /// is there a spell to open one.
    pub(super) fn may_open(&self, day: Day) -> bool {
        day < self.seen && day <= self.last && day != NEVER && day <= self.opens_until
    }
}

impl Sweeper<'_> {
    /// Fills `self.stretches`; what cannot be told or is excused from the start is put out at once.
    pub(super) fn find_stretches(&mut self, root: u32, subject: &Subject, out: &mut Ledger) {
        self.stretches.clear();
        let standard = self.plan.standard;
        let satisfy = matches!(standard.duty, Duty::Satisfy(_));
        if subject.start == NEVER && standard.check {
            // A check looks at what was sent, whatever its days.
            if self.admitted(root, subject, out) {
                self.stretches.push(Stretch::whole(ALWAYS, (NEVER, NEVER)));
            }
            return;
        }
        if subject.start == NEVER {
            // Undated: nothing can be told, from the first day in force to the last.
            self.doubt_in_force(root, subject, ALWAYS, NEVER, out);
            return;
        }
        if subject.end < subject.start && !satisfy && !standard.check {
            self.doubt_in_force(root, subject, subject.start, NEVER, out);
            return;
        }
        if self.whole_life {
            if subject.admitted || self.admitted(root, subject, out) {
                let (last, seen) = match self.shape {
                    Shape::Event => (NEVER, NEVER),
                    _ => (subject.end, subject.seen),
                };
                self.stretches.push(Stretch::whole(subject.start, (last, seen)));
            }
            return;
        }
        if subject.start > self.force.1 {
            return;
        }
        let s = subject.start;
        if !subject.admitted && !self.admitted(root, subject, out) {
            return;
        }
        let (mut last, mut ended, mut seen) = match self.shape {
            Shape::Event => (NEVER, NEVER, NEVER),
            // Counted from the end, so the end does not end it (6.1).
            _ if self.outlives(root, subject) => (NEVER, NEVER, NEVER),
            // An impossible period is judged by `must satisfy` like any other: its first day is a day of the duty (1.5).
            _ if satisfy => (subject.end.max(s), subject.end, subject.seen),
            _ => (subject.end, subject.end, subject.seen),
        };
        let clause = match standard.until.as_ref() {
            Some(Until::Field(f)) => self.field_day(root, subject, f),
            Some(Until::First(t)) => self.first_certain(root, subject, t, s),
            None => NEVER,
        };
        if clause < s {
            return;
        }
        let stage =
            last_stage_until(&standard.duty).map_or(NEVER, |t| self.first_certain(root, subject, t, s));
        let until = clause.min(stage);
        // On the last day of a spell its end is not seen yet, but this is.
        if until <= ended {
            (last, ended, seen) = (until, until, until);
        }
        let whole = Stretch { start: s, open: s, last, ended, seen, excused: Vec::new(), opens_until: NEVER };
        let cuts = standard.scope.during.is_some()
            || standard.reliefs.iter().any(|r| r.kind == ReliefKind::ExceptWhile);
        if !cuts {
            self.keep(root, subject, whole);
            return;
        }
        // The days asked about are the subject's own, also where its end does not end the duty (3.6).
        let days_to = last.min(subject.end.max(s));
        let holds = self.holding(root, subject, s, days_to);
        for (i, &(day, t)) in holds.iter().enumerate() {
            let next = holds.get(i + 1).map(|n| n.0);
            match t {
                Tri::No => {}
                Tri::Unknown => {
                    let to = next.map_or(days_to, |n| n - 1);
                    self.doubt_in_force(root, subject, day, to, out);
                }
                Tri::Yes => {
                    let run = match next {
                        Some(n) if n <= days_to => {
                            Stretch { start: day, open: day, last: n - 1, ended: n, seen: n, ..whole.clone() }
                        }
                        _ => Stretch { start: day, open: day, ..whole.clone() },
                    };
                    self.keep(root, subject, run);
                }
            }
        }
    }

    /// `where`, `except where` and `excused where`, asked once on the first day (3.2).
    fn admitted(&self, root: u32, subject: &Subject, out: &mut Ledger) -> bool {
        let standard = self.plan.standard;
        let ctx = self.ctx(root, subject, subject.start);
        let truth = match self.plan.scope_truth.and_then(|i| self.truths.get(i)) {
            // A check sees the whole of what was sent, also what came after the record's own day.
            Some(t) if subject.end >= subject.start && self.shape != Shape::Subject && !standard.check => {
                t.of(subject.row.row)
            }
            _ => ask_condition(&standard.scope.condition, ctx),
        };
        match truth {
            Tri::No => return false,
            Tri::Unknown if self.came_too_early(root, subject) => return false,
            Tri::Unknown => {
                let from = if subject.start == NEVER { ALWAYS } else { subject.start };
                self.doubt_in_force(root, subject, from, subject.end, out);
                return false;
            }
            Tri::Yes => {}
        }
        let holds = |kind| {
            standard.reliefs.iter().any(|r| r.kind == kind && ask_condition(&r.condition, ctx) == Tri::Yes)
        };
        if holds(ReliefKind::ExceptWhere) {
            return false;
        }
        if holds(ReliefKind::ExcusedWhere) {
            if !self.came_too_early(root, subject)
                && let Some(opened) =
                    self.fixed_day(root, subject, Form::Excused, (subject.start, subject.end))
            {
                self.fixed(Form::Excused, (opened, subject.end), subject, out);
            }
            return false;
        }
        true
    }

    /// Whether the end of a subject does not end its duty (6.1): every part that is there is counted from that end. A part
    /// whose planned date is missing is not there.
    fn outlives(&self, root: u32, subject: &Subject) -> bool {
        let duty = &self.plan.standard.duty;
        let parts = first_parts(duty);
        let whole = Stretch::whole(subject.start, (subject.end, subject.seen));
        let gone = |p: &Start| matches!(self.anchor(root, subject, &whole, &p.anchor), Anchored::NoPlan(_));
        counted_from_end(duty)
            || parts.iter().any(|p| p.anchor.is_own_end())
                && parts.iter().all(|p| p.anchor.is_own_end() || gone(p))
    }

    /// Whether a subject began before the standard was in force and its duty, owed once, would have been counted from
    /// before that too: then there is nothing to ask, whatever is not known of it (3.5).
    fn came_too_early(&self, root: u32, subject: &Subject) -> bool {
        let first = self.first_in_force();
        if subject.start == NEVER || subject.start >= first {
            return false;
        }
        let whole = Stretch::whole(subject.start, (subject.end, subject.seen));
        let early = |d: &DayExpr| match self.anchor(root, subject, &whole, d) {
            Anchored::At { day, .. } => day.lo < first,
            Anchored::NoPlan(_) | Anchored::NotYet => false,
        };
        match &self.plan.standard.duty {
            Duty::Satisfy(_) => self.shape == Shape::Event,
            // A state of an event is asked on its own day.
            Duty::Have(_, timing) if timing.is_state() => self.shape == Shape::Event,
            // Without a stage that recurs nothing is left of a chain whose first clock is not there (6.4).
            Duty::Have(_, Timing::Stages(stages)) => !stages.iter().any(|s| matches!(s, Stage::Every { .. })),
            Duty::Have(_, Timing::Once(parts, Which::Later)) => parts.iter().any(|p| early(&p.anchor)),
            Duty::Have(_, Timing::Once(parts, Which::Sooner)) => parts.iter().all(|p| early(&p.anchor)),
            Duty::Have(
                _,
                Timing::WithinBefore(_, d) | Timing::AtLeastBefore(_, d) | Timing::Between(d, _),
            ) => early(d),
            _ => false,
        }
    }

    /// One "cannot tell" for days `from..=to`, if the standard is in force on any of them.
    fn doubt_in_force(&self, root: u32, subject: &Subject, from: Day, to: Day, out: &mut Ledger) {
        if let Some(opened) = self.fixed_day(root, subject, Form::Doubt, (from, to)) {
            self.fixed(Form::Doubt, (opened, to), subject, out);
        }
    }

    /// One that stands as it is from its first day to its last; about an event, on its first day only.
    pub(super) fn fixed(&self, form: Form, (opened, to): (Day, Day), subject: &Subject, out: &mut Ledger) {
        let (last, ended_seen) = match self.shape {
            Shape::Event => (opened, NEVER),
            _ => (to.max(opened), subject.seen),
        };
        emit_plain(out, subject, Obligation { last, ended_seen, ..Obligation::new(form, opened) });
    }

    /// The first day in force in `from..=to` on which something is to be said of a subject.
    fn fixed_day(&self, root: u32, subject: &Subject, form: Form, (from, to): (Day, Day)) -> Option<Day> {
        let (first, until) = self.force;
        // A check tells what is dated after the day it is looked at on that day, and not when its own comes.
        let from = if self.plan.standard.check { from.min(self.plan.check_day) } else { from };
        let opened = from.max(first);
        // What began under an earlier version is that version's to tell; of what is asked again and again it is told here
        // where that version has said something else.
        let earlier = from < first
            && !self.plan.earlier_versions.is_empty()
            && (self.owed_once() || self.said_before(root, subject, form));
        (opened <= to.max(from) && opened <= until && !earlier).then_some(opened)
    }

    /// The steps of `while` without `except while` over the days of the subject.
    fn holding(&self, root: u32, subject: &Subject, from: Day, to: Day) -> Steps {
        let standard = self.plan.standard;
        let ctx = self.ctx(root, subject, from);
        let mut all = match &standard.scope.during {
            Some(c) => steps::steps(c, ctx, from, to),
            None => vec![(from, Tri::Yes)],
        };
        for r in standard.reliefs.iter().filter(|r| r.kind == ReliefKind::ExceptWhile) {
            let out = steps::steps(&r.condition, ctx, from, to);
            // An exception must be shown: unknown does not take a day out.
            all = steps::merge(&all, &out, |c, x| if x == Tri::Yes { Tri::No } else { c });
        }
        all
    }

    /// Adds a stretch cut to the days in force, with its excused days.
    fn keep(&mut self, root: u32, subject: &Subject, mut s: Stretch) {
        let standard = self.plan.standard;
        let (first, until) = self.force;
        s.open = s.start.max(first);
        if until != NEVER {
            // A state is asked by the version of each day; what is owed by a day goes on when the next version comes.
            let state = matches!(&standard.duty, Duty::Have(e, t) if super::is_daily(e, t));
            if self.plan.next_version.is_some() && !state {
                // The next version takes over what is still there: this one opens nothing after its days, but what runs
                // goes on.
                s.opens_until = if s.last > until { until } else { NEVER };
                let over = self.last_in_force();
                if s.last > over {
                    (s.ended, s.last, s.seen) = (over + 1, over, over + 1);
                }
            } else if s.last > until {
                (s.ended, s.last, s.seen) = (until + 1, until, until + 1);
            }
            if s.open > until {
                return;
            }
        }
        if s.open > s.last {
            return;
        }
        s.excused = self.excused_runs(root, subject, &s);
        self.stretches.push(s);
    }

    /// The days of a stretch on which it is certainly excused (3.8).
    pub(super) fn excused_runs(&self, root: u32, subject: &Subject, s: &Stretch) -> Vec<(Day, Day)> {
        let reliefs = || self.plan.standard.reliefs.iter().filter(|r| r.kind == ReliefKind::ExcusedWhile);
        if reliefs().next().is_none() {
            return Vec::new();
        }
        let ctx = self.ctx(root, subject, s.start);
        let mut any: Steps = vec![(s.start, Tri::No)];
        for r in reliefs() {
            any = steps::merge(&any, &steps::steps(&r.condition, ctx, s.start, s.last), Tri::or);
        }
        steps::runs(&any, s.last, |t| t == Tri::Yes)
    }

    /// The first certain record of a thing on or after a day.
    pub(super) fn first_certain(&self, root: u32, subject: &Subject, t: &Thing, from: Day) -> Day {
        self.edges_of(root, subject, t, from).0
    }
}

/// Whether nothing but the subject itself says when a standard applies: one stretch from its first day to its last.
pub(super) fn whole_life(standard: &Standard, shape: Shape) -> bool {
    // An impossible period, which `must satisfy` judges, has days of its own.
    let plain = !matches!(standard.duty, Duty::Satisfy(_)) || shape == Shape::Event;
    plain
        && !standard.check
        && (standard.from, standard.until_day) == (ALWAYS, NEVER)
        && standard.until.is_none()
        && standard.reliefs.is_empty()
        && standard.scope.during.is_none()
        && last_stage_until(&standard.duty).is_none()
        && !counted_from_end(&standard.duty)
        && !first_parts(&standard.duty).iter().any(|p| p.anchor.is_own_end())
}

fn last_stage_until(duty: &Duty) -> Option<&Thing> {
    match duty {
        Duty::Have(_, Timing::Stages(stages)) => match stages.last() {
            Some(Stage::Every { passes: Passes::UntilFirst(t), .. }) => Some(t),
            _ => None,
        },
        _ => None,
    }
}

/// The parts of the first clock of a duty.
fn first_parts(duty: &Duty) -> &[Start] {
    match duty {
        Duty::Have(_, Timing::Once(parts, _)) => parts,
        Duty::Have(_, Timing::Stages(stages)) => match stages.first() {
            Some(Stage::First(parts, _)) => parts,
            _ => &[],
        },
        _ => &[],
    }
}

/// Whether there are parts and each is counted from the subject's end.
pub(super) fn all_from_end(parts: &[Start]) -> bool {
    !parts.is_empty() && parts.iter().all(|p| p.anchor.is_own_end())
}

/// Whether every part of a duty is counted from the subject's end, so that the end does not end it.
fn counted_from_end(duty: &Duty) -> bool {
    match duty {
        _ if all_from_end(first_parts(duty)) => true,
        Duty::Have(_, Timing::WithinBefore(_, d) | Timing::AtLeastBefore(_, d) | Timing::Between(_, d)) => {
            d.is_own_end()
        }
        _ => false,
    }
}
