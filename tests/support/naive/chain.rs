//! Chains: stages, `every A`, `then within A of that` (6.4), and `in the last A` as a clock (6.5).

use super::Reading;
use super::clock::{Place, parts, stages};
use super::evidence::Ev;
use super::obligation::{Kind, Ob};
use super::once::{Anchor, Once, Opening, excuse, from_the_end};
use super::stretch::Stretch;
use super::subject::Subject;
use super::versions::Left;
use crate::support::world::Days;
use duecare::calendar::{Day, NEVER};
use duecare::judge::VerdictWord as Word;
use duecare::lang::checked::{Evidence, Stage};

/// A clock of a chain.
#[derive(Debug, Clone)]
enum Clock {
    /// The first stage.
    First(Opening),
    /// Counted with the amounts of a place.
    Counted { place: Place, counted: Day, floor: Option<Day> },
    /// `in the last A` with nothing before: overdue on the first day.
    Stale,
}

/// Where a chain stands.
struct Turn {
    clock: Clock,
    opened: Day,
    from: Day,
    /// Place of the stage among the stages; `None` for `in the last`.
    stage: Option<usize>,
}

fn begins_at_end(list: &[Stage]) -> bool {
    matches!(list.first(), Some(Stage::First(parts, _)) if parts.iter().all(from_the_end))
}

impl Reading<'_> {
    /// The obligations of a chain in one stretch.
    pub(crate) fn chain(&self, e: &Evidence, subject: &Subject, st: &Stretch, before: &[Ob]) -> Vec<Ob> {
        let list = stages(self.versions[st.version]);
        let every = list.iter().position(|s| matches!(s, Stage::Every { .. }));
        let counted = |place, day| Clock::Counted { place, counted: day, floor: None };
        let later = st.own_start < st.start;
        let left = self.left(st, before);
        let first = matches!(list.first(), Some(Stage::First(..)));
        let begin = match left {
            Some(Left::Answered(NEVER, _)) => return Vec::new(),
            Some(Left::Answered(day, stage)) => {
                let turn = self.turn_in(st, every, stage);
                return self.on_from(e, subject, st, turn.and_then(|t| self.next(&t, st, day)), day);
            }
            Some(Left::Away(back, stage)) => {
                let turn = self.turn_in(st, every, stage);
                let next = turn.and_then(|t| self.back(&t, st, back));
                return self.on_from(e, subject, st, next, back);
            }
            // What its own version ended goes on here, as a duty that is in force later than its subject's start.
            Some(Left::Ended(day)) if self.may_open(st, day) => day,
            Some(Left::Ended(_)) => return Vec::new(),
            None => st.start,
        };
        let to_come = first && left.is_none() && self.is_to_come(subject, st);
        if first && left.is_none() && !to_come && self.no_plan_was_told(subject, st, before) {
            return Vec::new();
        }
        let turn = match list.first() {
            Some(Stage::First(..)) if !later || to_come => match self.opening(subject, st) {
                Once::None => return Vec::new(),
                Once::CannotTell => return self.no_plan(st),
                Once::Opens(o) => {
                    Turn { opened: o.opened, from: o.from, clock: Clock::First(o), stage: Some(0) }
                }
            },
            // In force later than the start: it joins at the recurring stage (6.4).
            _ => match every {
                Some(i) => {
                    let clock = counted(Place::Every, begin);
                    Turn { clock, opened: begin, from: begin, stage: Some(i) }
                }
                None => return Vec::new(),
            },
        };
        self.turns(e, subject, st, turn, 0)
    }

    /// `in the last A`, one, on a period: clock 1 is counted from the last certain evidence on or before the start.
    pub(crate) fn fresh(&self, e: &Evidence, subject: &Subject, st: &Stretch, before: &[Ob]) -> Vec<Ob> {
        let counted = |day, floor| Clock::Counted { place: Place::InLast, counted: day, floor };
        let begin = match self.left(st, before) {
            Some(Left::Answered(NEVER, _)) => return Vec::new(),
            Some(Left::Answered(day, _)) => {
                let turn =
                    Turn { clock: counted(day, None), opened: day, from: day.saturating_add(1), stage: None };
                return self.on_from(e, subject, st, Some(turn), day);
            }
            Some(Left::Away(back, _)) => {
                let opened = back + 1;
                let turn = Turn { clock: counted(back, Some(opened)), opened, from: opened, stage: None };
                return self.on_from(e, subject, st, Some(turn), back);
            }
            Some(Left::Ended(day)) if self.may_open(st, day) => day,
            Some(Left::Ended(_)) => return Vec::new(),
            None => st.start,
        };
        let list = self.evidence(&e.thing, subject);
        let before: Vec<&Ev> = list.iter().filter(|x| x.day <= begin).collect();
        let last = before.iter().filter(|x| x.sure).map(|x| x.day).max();
        let clock = match last {
            Some(day) => Clock::Counted { place: Place::InLast, counted: day, floor: None },
            None => Clock::Stale,
        };
        // Doubtful earlier evidence raises hi.
        let doubtful = before.iter().filter(|x| !x.sure && last.is_none_or(|l| x.day >= l));
        let shield = doubtful
            .map(|x| self.clock(Place::InLast, subject, st, (begin, x.day), None, self.day).1)
            .max()
            .unwrap_or(Day::MIN);
        let turn = Turn { clock, opened: begin, from: begin + 1, stage: None };
        self.turns(e, subject, st, turn, shield)
    }

    fn due_of(&self, turn: &Turn, subject: &Subject, st: &Stretch) -> Days {
        match &turn.clock {
            Clock::First(o) => self.due(o, subject, st, self.day),
            Clock::Counted { place, counted, floor } => {
                self.clock(*place, subject, st, (turn.opened, *counted), *floor, self.day)
            }
            Clock::Stale => (turn.opened - 1, turn.opened - 1),
        }
    }

    /// The turn that evidence on a day opens.
    fn next(&self, turn: &Turn, st: &Stretch, day: Day) -> Option<Turn> {
        // What was done before the clock opened closes it on that day: the next opens with it, counted from the deed.
        let opened = day.max(turn.opened);
        let place = match turn.stage {
            None => Place::InLast,
            Some(i) => {
                let list = stages(self.versions[st.version]);
                let next = if matches!(list[i], Stage::Every { .. }) { i } else { i + 1 };
                let place = match list.get(next)? {
                    // After the end nothing recurs (3.7).
                    Stage::Every { .. } if begins_at_end(list) => return None,
                    Stage::Every { .. } => Place::Every,
                    _ => Place::Then(next),
                };
                let clock = Clock::Counted { place, counted: day, floor: None };
                return Some(Turn { clock, opened, from: day + 1, stage: Some(next) });
            }
        };
        let clock = Clock::Counted { place, counted: day, floor: None };
        Some(Turn { clock, opened, from: day + 1, stage: None })
    }

    fn turns(&self, e: &Evidence, subject: &Subject, st: &Stretch, first: Turn, shield: Day) -> Vec<Ob> {
        let mut out = Vec::new();
        let mut turn = first;
        let mut shield = shield;
        loop {
            let (lo, hi) = self.due_of(&turn, subject, st);
            let mut ob = Ob::new(Kind::Act, turn.opened);
            (ob.lo, ob.hi) = (lo, hi.max(shield));
            (ob.ended, ob.seen, ob.last) = (st.ended, st.seen, st.last);
            shield = Day::MIN;
            let e = self.evidence_of(e, turn.opened);
            let list = self.counting(e, subject, turn.from, st.last);
            if let Some(x) = list.iter().find(|x| x.sure) {
                ob.done = x.day;
            }
            // Doubtful evidence shields as far as the clock reaches that it would have opened (5.4).
            for u in list.iter().filter(|x| !x.sure && x.day <= ob.done) {
                if u.day > ob.hi {
                    break;
                }
                let carried = match self.next(&turn, st, u.day) {
                    Some(t) => self.due_of(&t, subject, st).1,
                    None => NEVER,
                };
                ob.hi = ob.hi.max(carried);
            }
            ob.stage = turn.stage.unwrap_or(0);
            let run = excuse(&mut ob, &self.excused_runs(subject, st, turn.opened));
            let done = ob.done;
            out.push(ob);
            let next = match run {
                Some(run) => self.back(&turn, st, run.1),
                None if done != NEVER => self.next(&turn, st, done),
                None => None,
            };
            match next.filter(|t| self.may_open(st, t.opened)) {
                Some(t) => turn = t,
                None => return out,
            }
        }
    }

    /// The turn after an excuse: opened on the day after, counted from its last day, in the same stage; a first stage
    /// that has no amount of its own is followed by the stage after it.
    fn back(&self, turn: &Turn, st: &Stretch, last: Day) -> Option<Turn> {
        let opened = last + 1;
        let at = |place, stage| {
            let clock = Clock::Counted { place, counted: last, floor: Some(opened) };
            Some(Turn { clock, opened, from: opened, stage })
        };
        match &turn.clock {
            Clock::First(_) if self.is_single(st) => at(Place::Part(0), turn.stage),
            Clock::First(_) => {
                let next = self.next(turn, st, last)?;
                match next.clock {
                    Clock::Counted { place, .. } => at(place, next.stage),
                    _ => None,
                }
            }
            Clock::Counted { place, .. } => at(*place, turn.stage),
            Clock::Stale => at(Place::InLast, turn.stage),
        }
    }

    /// Whether a later clock may open on a day (3.7), under the version of the stretch.
    fn may_open(&self, st: &Stretch, day: Day) -> bool {
        day < st.seen && day <= st.last && day <= self.day && day <= self.opens_until(st.version)
    }

    /// The turns from one that follows what an earlier version left.
    fn on_from(
        &self,
        e: &Evidence,
        subject: &Subject,
        st: &Stretch,
        next: Option<Turn>,
        after: Day,
    ) -> Vec<Ob> {
        match next.filter(|t| after != NEVER && self.may_open(st, t.opened)) {
            Some(turn) => self.turns(e, subject, st, turn, Day::MIN),
            None => Vec::new(),
        }
    }

    /// A turn in the stage that has a place in another version: the recurring one where there is none.
    fn turn_in(&self, st: &Stretch, every: Option<usize>, stage: usize) -> Option<Turn> {
        let list = stages(self.versions[st.version]);
        let stage = if stage < list.len() { stage } else { every? };
        let none = Opening::none(st.start);
        let clock = match &list[stage] {
            Stage::First(..) => Clock::First(none),
            Stage::Then(..) => Clock::Counted { place: Place::Then(stage), counted: st.start, floor: None },
            Stage::Every { .. } => Clock::Counted { place: Place::Every, counted: st.start, floor: None },
        };
        Some(Turn { clock, opened: st.start, from: st.start, stage: Some(stage) })
    }

    /// Whether the day of the first clock of a stretch that began under an earlier version comes only under this one.
    fn is_to_come(&self, subject: &Subject, st: &Stretch) -> bool {
        let whole = self.begun_with_the_first(st);
        let (list, _) = parts(self.versions[st.version]);
        self.goes_on(st)
            && self.in_force_from() <= st.own_start
            && list.iter().all(|p| match self.anchor(&p.anchor, subject, &whole) {
                Anchor::At(_, seen) => seen >= self.versions[st.version].from,
                Anchor::NotYet => true,
                Anchor::Dropped => false,
            })
    }

    /// Whether the plan that the first clock is counted from is missing, and an earlier version has told so.
    fn no_plan_was_told(&self, subject: &Subject, st: &Stretch, before: &[Ob]) -> bool {
        let whole = self.begun_with_the_first(st);
        let (list, _) = parts(self.versions[st.version]);
        self.goes_on(st)
            && list.iter().all(|p| self.anchor(&p.anchor, subject, &whole) == Anchor::Dropped)
            && self.said_before(st.version, subject, before, Word::CannotTell)
    }
}
