//! Chains: stages, every, and freshness as a clock (`obligations.md` 6.4, 6.5).

use super::amounts::{Clock, Force, Forces, Paced};
use super::anchor::Anchored;
use super::once::{Opening, not_before};
use super::stretch::all_from_end;
use super::versions::Carried;
use super::{Stretch, Subject, Sweeper, emit_due};
use crate::calendar::{ALWAYS, AddOptions, Day, NEVER};
use crate::judge::ledger::Ledger;
use crate::judge::obligation::Form;
use crate::lang::checked::{Evidence, Limit, Passes, Stage, Start};

/// Where a chain stands: which stage its next clock belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    /// A `then within A of that`, by place among the stages.
    Then(usize),
    /// The every-stages.
    Every,
    /// Nothing more.
    Over,
}

impl Place {
    /// The limit of the clock there.
    pub(super) fn again(self) -> Option<Again> {
        match self {
            Place::Then(i) => Some(Again::Then(i)),
            Place::Every => Some(Again::Every),
            Place::Over => None,
        }
    }

    /// The place after the clock there.
    fn beyond(self, stages: &[Stage]) -> Place {
        match self {
            Place::Then(i) => place_after(stages, i),
            other => other,
        }
    }
}

/// A clock about to run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Next {
    pub(super) opened: Day,
    /// Evidence counts from here.
    pub(super) from: Day,
    pub(super) clock: Clock,
    /// What follows it when it is answered.
    pub(super) place: Place,
    /// The limit a clock after an excuse is counted with again: the one of this clock.
    pub(super) again: Again,
}

/// Which limit a clock was counted with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Again {
    First,
    Then(usize),
    Every,
}

/// The amounts of the stages of a chain.
#[derive(Default)]
pub(super) struct Pace {
    /// Nothing about a subject can change them.
    steady: bool,
    first: Option<Forces>,
    then: Vec<(usize, Forces)>,
    every: Option<Forces>,
    /// First day each every-stage certainly holds, with its place.
    holds: Vec<(Day, usize)>,
}

impl Pace {
    /// The place of the stage a clock opened on a day belongs to.
    pub(super) fn stage(&self, again: Again, opened: Day) -> u8 {
        let place = match again {
            Again::First => 0,
            Again::Then(i) => i,
            Again::Every => self.holds.iter().rev().find(|h| h.0 <= opened).map_or(0, |h| h.1),
        };
        u8::try_from(place).unwrap_or(u8::MAX)
    }

    /// The one amount of a limit that nothing can change.
    pub(super) fn constant(&self, again: Again) -> Option<Paced> {
        match self.of(again) {
            Some(Forces::Constant(amount)) => Some(*amount),
            _ => None,
        }
    }

    fn of(&self, again: Again) -> Option<&Forces> {
        match again {
            Again::First => self.first.as_ref(),
            Again::Then(i) => self.then.iter().find(|t| t.0 == i).map(|t| &t.1),
            Again::Every => self.every.as_ref(),
        }
    }
}

impl Sweeper<'_> {
    /// The obligations of a chain of stages.
    pub(super) fn chain(
        &mut self,
        root: u32,
        subject: &Subject,
        s: &Stretch,
        e: &Evidence,
        stages: &[Stage],
        out: &mut Ledger,
    ) {
        // Amounts that nothing can change are made once for all subjects.
        let pace = match self.pace.take() {
            Some(pace) => pace,
            None => Box::new(self.make_pace(root, subject, s, stages)),
        };
        if let Some(first) = self.first_clock(root, subject, s, stages, &pace, out) {
            self.gather(root, subject, &e.thing);
            self.run((root, subject), s, stages, &pace, first, out);
        }
        if pace.steady {
            self.pace = Some(pace);
        }
    }

    /// The first clock of a chain.
    fn first_clock(
        &self,
        root: u32,
        subject: &Subject,
        s: &Stretch,
        stages: &[Stage],
        pace: &Pace,
        out: &mut Ledger,
    ) -> Option<Next> {
        match stages.first() {
            Some(Stage::First(parts, which)) if !s.early() || self.is_to_come(root, subject, s, parts) => {
                match self.open_once(root, subject, s, (parts, *which)) {
                    Opening::Opened(o) => Some(Next {
                        opened: o.opened,
                        from: o.evidence_from,
                        clock: o.clock,
                        place: place_after(stages, 0),
                        again: Again::First,
                    }),
                    Opening::NoPlan(seen) => {
                        self.no_plan(subject, s, seen, out);
                        None
                    }
                    Opening::None => None,
                }
            }
            Some(_) => {
                // A clock of an earlier version runs on: ours follows its answer.
                let begin = match self.carried(root, subject, s) {
                    Some(Carried::Answered(done, stage)) if s.may_open(done) => {
                        return self.after_answer(pace, done, s.open, follows(stages, stage), stages);
                    }
                    Some(Carried::Answered(..)) => return None,
                    Some(Carried::Away(b, stage)) => {
                        let (place, again) = (follows(stages, stage), of_stage(stages, stage));
                        return self.after_away(s, pace, b, (place, again), stages);
                    }
                    Some(Carried::Ended(day)) if s.may_open(day) => day,
                    Some(Carried::Ended(_)) => return None,
                    None if self.no_plan_told(root, subject, s, stages) => return None,
                    None => s.open,
                };
                let clock = self.every_clock(pace, begin, begin)?;
                Some(Next { opened: begin, from: begin, clock, place: Place::Every, again: Again::Every })
            }
            None => None,
        }
    }

    /// Whether the day of the first clock of a stretch that began under an earlier version comes only under this one.
    fn is_to_come(&self, root: u32, subject: &Subject, s: &Stretch, parts: &[Start]) -> bool {
        let began = self.first_in_force() <= s.start && s.start < self.plan.standard.from;
        began
            && self.carried(root, subject, s).is_none()
            && parts.iter().all(|p| match self.anchor(root, subject, s, &p.anchor) {
                Anchored::At { seen, .. } => !self.opened_before(s, seen),
                Anchored::NotYet => true,
                Anchored::NoPlan(_) => false,
            })
    }

    /// Whether an earlier version has told that the plan is missing which the first clock here is counted from: it is
    /// told once, and nothing follows it.
    fn no_plan_told(&self, root: u32, subject: &Subject, s: &Stretch, stages: &[Stage]) -> bool {
        let Some(Stage::First(parts, _)) = stages.first() else { return false };
        let gone = |p: &Start| matches!(self.anchor(root, subject, s, &p.anchor), Anchored::NoPlan(_));
        s.early() && parts.iter().all(gone) && self.said_before(root, subject, Form::Doubt)
    }

    /// `in the last A`, one: a chain whose first clock is counted from the last answer on or before the start.
    pub(super) fn fresh(
        &mut self,
        root: u32,
        subject: &Subject,
        s: &Stretch,
        e: &Evidence,
        limit: &Limit,
        out: &mut Ledger,
    ) {
        self.gather(root, subject, &e.thing);
        let forces = self.forces(root, subject, limit, AddOptions::default());
        let pace = |forces| Pace {
            steady: matches!(forces, Forces::Constant(_)),
            first: None,
            then: Vec::new(),
            every: Some(forces),
            holds: Vec::new(),
        };
        let start = match self.carried(root, subject, s) {
            None => s.open,
            Some(Carried::Ended(day)) if s.may_open(day) => day,
            Some(Carried::Ended(_)) => return,
            Some(follows) => {
                let pace = pace(forces);
                let first = match follows {
                    Carried::Away(b, _) => self.after_away(s, &pace, b, (Place::Every, Again::Every), &[]),
                    Carried::Answered(done, _) if s.may_open(done) => {
                        self.after_answer(&pace, done, s.open, Place::Every, &[])
                    }
                    _ => None,
                };
                if let Some(first) = first {
                    self.run((root, subject), s, &[], &pace, first, out);
                }
                return;
            }
        };
        let before = self.found_in(ALWAYS, start);
        let last = before.iter().rev().find(|f| f.certain).map(|f| f.day);
        let mut clock = match last {
            Some(day) => forces.clock(self.world.calendar, start, day),
            None => Clock { lo: start - 1, hi: start - 1, dues: Vec::new() },
        };
        for f in before.iter().filter(|f| !f.certain && last.is_none_or(|l| f.day >= l)) {
            clock.hi = clock.hi.max(forces.clock(self.world.calendar, start, f.day).hi);
        }
        clock.dues.iter_mut().for_each(|d| d.2 = d.2.max(clock.hi));
        let pace = pace(forces);
        let first = Next { opened: start, from: start + 1, clock, place: Place::Every, again: Again::Every };
        self.run((root, subject), s, &[], &pace, first, out);
    }

    fn run(
        &mut self,
        (root, subject): (u32, &Subject),
        s: &Stretch,
        stages: &[Stage],
        pace: &Pace,
        first: Next,
        out: &mut Ledger,
    ) {
        if pace.steady && first.clock.dues.is_empty() && s.excused.is_empty() && subject.held.is_empty() {
            return self.run_steady((root, subject), s, stages, pace, &first, out);
        }
        let mut next = Some(first);
        let mut at = 0;
        while let Some(n) = next {
            // The clock a doubtful answer would have opened belongs to the stage that follows.
            let follows = n.place.again().and_then(|a| pace.of(a));
            at = self.seek(at, n.from);
            let (mut o, dues) = self.act(s, n.opened, at, n.clock, 1, follows);
            o.stage = pace.stage(n.again, n.opened);
            emit_due(out, subject, o, dues);
            next = if o.exempt != NEVER {
                let run = s.excuse(o.lo);
                run.and_then(|(_, b)| self.after_away(s, pace, b, (n.place, n.again), stages))
            } else if o.done != NEVER && s.may_open(o.done.max(n.opened)) {
                self.after_answer(pace, o.done, n.opened, n.place, stages)
            } else {
                None
            };
        }
    }

    /// The clock after an answer: opened and counted on its day; an answer that came before its own clock opened (what
    /// was done before counted) opens the next with it.
    fn after_answer(
        &self,
        pace: &Pace,
        done: Day,
        before: Day,
        place: Place,
        stages: &[Stage],
    ) -> Option<Next> {
        let again = place.again()?;
        let then = place.beyond(stages);
        let opened = done.max(before);
        let clock = pace.of(again)?.clock(self.world.calendar, opened, done);
        Some(Next { opened, from: done + 1, clock, place: then, again })
    }

    /// The clock after an excuse: opened on the first day back, counted from the last day away (5.5), in the same stage.
    /// A first stage that names a day, or has several parts, has no amount to count anew: the stage after it follows, so
    /// that an excuse never ends a chain.
    fn after_away(
        &self,
        s: &Stretch,
        pace: &Pace,
        b: Day,
        (place, again): (Place, Again),
        stages: &[Stage],
    ) -> Option<Next> {
        if b == NEVER || !s.may_open(b + 1) {
            return None;
        }
        let (place, again) = match again {
            Again::First if pace.first.is_none() => (place.beyond(stages), place.again()?),
            _ => (place, again),
        };
        let mut clock = pace.of(again)?.clock(self.world.calendar, b + 1, b);
        not_before(&mut clock, b + 1);
        Some(Next { opened: b + 1, from: b + 1, clock, place, again })
    }

    fn every_clock(&self, pace: &Pace, opened: Day, counted: Day) -> Option<Clock> {
        Some(pace.of(Again::Every)?.clock(self.world.calendar, opened, counted))
    }

    /// The amounts of one stage over time; those of all every-stages together, which pass into each other.
    pub(super) fn forces_at(
        &self,
        root: u32,
        subject: &Subject,
        s: &Stretch,
        stages: &[Stage],
        place: usize,
    ) -> Option<Forces> {
        let again = stages.get(place).map(|_| of_stage(stages, place))?;
        self.make_pace(root, subject, s, stages).of(again).cloned()
    }

    fn make_pace(&self, root: u32, subject: &Subject, s: &Stretch, stages: &[Stage]) -> Pace {
        let every = stages.iter().filter(|s| matches!(s, Stage::Every { .. })).count();
        let mut pace =
            Pace { steady: every <= 1, first: None, then: Vec::new(), every: None, holds: Vec::new() };
        for (i, stage) in stages.iter().enumerate() {
            match stage {
                Stage::First(parts, _) => {
                    if let [part] = parts.as_slice()
                        && let crate::lang::checked::StartKind::Within(limit) = &part.kind
                    {
                        pace.first = Some(self.forces(root, subject, limit, part.options));
                    }
                }
                Stage::Then(limit, options) => {
                    pace.then.push((i, self.forces(root, subject, limit, *options)));
                }
                Stage::Every { .. } => {
                    if pace.every.is_none() {
                        let (forces, holds) = self.every_forces(root, subject, s, stages);
                        (pace.every, pace.holds) = (Some(forces), holds);
                    }
                }
            }
        }
        let steady = |f: &Forces| matches!(f, Forces::Constant(_));
        pace.steady &= pace.first.as_ref().is_none_or(steady)
            && pace.every.as_ref().is_none_or(steady)
            && pace.then.iter().all(|t| matches!(t.1, Forces::Constant(_)));
        pace
    }

    /// The amounts of the every-stages over time: which stage holds on a day, and its own amounts there.
    fn every_forces(
        &self,
        root: u32,
        subject: &Subject,
        s: &Stretch,
        stages: &[Stage],
    ) -> (Forces, Vec<(Day, usize)>) {
        // (first day it may hold, first day it is certainly over if it ever held, amounts)
        let mut parts: Vec<(Day, Day, Forces)> = Vec::new();
        let (mut may, mut must) = (ALWAYS, ALWAYS);
        let mut holds = Vec::new();
        for (place, stage) in stages.iter().enumerate() {
            let Stage::Every { limit, options, passes } = stage else { continue };
            holds.push((must, place));
            let forces = self.forces(root, subject, limit, *options);
            let (a, b) = match passes {
                Passes::No => {
                    parts.push((may, NEVER, forces));
                    break;
                }
                Passes::ForFirst(amount) => {
                    let r = self.world.calendar.add_plain(s.start, *amount);
                    (r.lo, r.hi)
                }
                Passes::UntilFirst(thing) => {
                    let (certain, doubtful) = self.edges_of(root, subject, thing, s.start);
                    (doubtful.min(certain), certain)
                }
            };
            parts.push((may, b, forces));
            (may, must) = (may.max(a), must.max(b));
        }
        if parts.len() == 1 {
            return (parts.pop().map_or(Forces::Steps(Vec::new()), |p| p.2), holds);
        }
        let mut days = vec![ALWAYS];
        for (may, over, forces) in &parts {
            days.extend([*may, *over]);
            if let Forces::Steps(list) = forces {
                days.extend(list.iter().map(|f| f.from));
            }
        }
        days.sort_unstable();
        days.dedup();
        days.retain(|d| *d != NEVER);
        let list = days.into_iter().map(|day| {
            let mut force = Force { from: day, amounts: Vec::new(), unknown: false, agreed: false };
            for (i, (may, over, forces)) in parts.iter().enumerate() {
                // The last stage goes on: what ends it ends the duty.
                let gone = *over <= day && i + 1 < parts.len();
                if *may > day || gone {
                    continue;
                }
                force.agreed |= forces.begins(day);
                force.unknown |= forces.unknown_on(day);
                for a in forces.on(day) {
                    if !force.amounts.contains(a) {
                        force.amounts.push(*a);
                    }
                }
            }
            force
        });
        (Forces::Steps(list.collect()), holds)
    }
}

/// The limit of a clock of a stage.
fn of_stage(stages: &[Stage], i: usize) -> Again {
    match stages.get(i) {
        Some(Stage::First(..)) => Again::First,
        Some(Stage::Then(..)) => Again::Then(i),
        Some(Stage::Every { .. }) | None => Again::Every,
    }
}

/// What follows a clock of a stage when it is answered.
fn follows(stages: &[Stage], i: usize) -> Place {
    match of_stage(stages, i) {
        Again::Every => Place::Every,
        Again::First | Again::Then(_) => place_after(stages, i),
    }
}

/// Whether the first clock is counted from the end of its subject, which so does not end the chain.
fn begins_at_end(stages: &[Stage]) -> bool {
    matches!(stages.first(), Some(Stage::First(parts, _)) if all_from_end(parts))
}

/// The stage after one.
pub(super) fn place_after(stages: &[Stage], i: usize) -> Place {
    match stages.get(i + 1) {
        Some(Stage::Then(..)) => Place::Then(i + 1),
        // What recurs would never stop after the end that the first clock is counted from (3.7).
        Some(Stage::Every { .. }) if begins_at_end(stages) => Place::Over,
        Some(Stage::Every { .. }) => Place::Every,
        _ => Place::Over,
    }
}
