//! Chains: stages, `every A`, `then within A of that` (6.4), and `in the last A` as a clock (6.5).

use super::Reading;
use super::clock::{Place, stages};
use super::evidence::Ev;
use super::obligation::{Kind, Ob};
use super::once::{Once, Opening, excuse, from_the_end};
use super::stretch::Stretch;
use super::subject::Subject;
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
    pub(crate) fn chain(&self, e: &Evidence, subject: &Subject, st: &Stretch) -> Vec<Ob> {
        let list = stages(self.version_on(st.start));
        let every = list.iter().position(|s| matches!(s, Stage::Every { .. }));
        let counted = |place, day| Clock::Counted { place, counted: day, floor: None };
        let later = st.own_start < st.start;
        let turn = match list.first() {
            Some(Stage::First(..)) if !later => match self.opening(subject, st) {
                Once::None => return Vec::new(),
                Once::CannotTell => return vec![Ob::said(Word::CannotTell, st.start)],
                Once::Opens(o) => {
                    Turn { opened: o.opened, from: o.from, clock: Clock::First(o), stage: Some(0) }
                }
            },
            // In force later than the start: it joins at the recurring stage (6.4).
            _ => match every {
                Some(i) => {
                    let clock = counted(Place::Every, st.start);
                    Turn { clock, opened: st.start, from: st.start, stage: Some(i) }
                }
                None => return Vec::new(),
            },
        };
        self.turns(e, subject, st, turn, 0)
    }

    /// `in the last A`, one, on a period: clock 1 is counted from the last certain evidence on or before the start.
    pub(crate) fn fresh(&self, e: &Evidence, subject: &Subject, st: &Stretch) -> Vec<Ob> {
        let list = self.evidence(&self.evidence_of(e, st.start).thing, subject);
        let before: Vec<&Ev> = list.iter().filter(|x| x.day <= st.start).collect();
        let last = before.iter().filter(|x| x.sure).map(|x| x.day).max();
        let clock = match last {
            Some(day) => Clock::Counted { place: Place::InLast, counted: day, floor: None },
            None => Clock::Stale,
        };
        // Doubtful earlier evidence raises hi.
        let doubtful = before.iter().filter(|x| !x.sure && last.is_none_or(|l| x.day >= l));
        let shield = doubtful
            .map(|x| self.clock(Place::InLast, subject, st, (st.start, x.day), None, self.day).1)
            .max()
            .unwrap_or(Day::MIN);
        let turn = Turn { clock, opened: st.start, from: st.start + 1, stage: None };
        self.turns(e, subject, st, turn, shield)
    }

    fn due_of(&self, turn: &Turn, subject: &Subject, st: &Stretch) -> Days {
        match &turn.clock {
            Clock::First(o) => self.due(o, subject, st, self.day),
            Clock::Counted { place, counted, floor } => {
                self.clock(*place, subject, st, (turn.opened, *counted), *floor, self.day)
            }
            Clock::Stale => (st.start - 1, st.start - 1),
        }
    }

    /// The turn that evidence on a day opens.
    fn next(&self, turn: &Turn, st: &Stretch, day: Day) -> Option<Turn> {
        // What was done before the clock opened closes it on that day: the next opens with it, counted from the deed.
        let opened = day.max(turn.opened);
        let place = match turn.stage {
            None => Place::InLast,
            Some(i) => {
                let list = stages(self.version_on(st.start));
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
            let run = excuse(&mut ob, &self.excused_runs(subject, st, turn.opened));
            let done = ob.done;
            out.push(ob);
            let next = match run {
                // A first stage that has no amount of its own is followed by the stage after it.
                Some(run) if matches!(turn.clock, Clock::First(_)) && !self.is_single(st) => {
                    self.next(&turn, st, run.1).map(|t| {
                        let clock = match t.clock {
                            Clock::Counted { place, counted, .. } => {
                                Clock::Counted { place, counted, floor: Some(run.1 + 1) }
                            }
                            other => other,
                        };
                        Turn { clock, opened: run.1 + 1, from: run.1 + 1, stage: t.stage }
                    })
                }
                Some(run) => {
                    let clock = match (&turn.clock, turn.stage) {
                        (Clock::First(o), _) => self.again(o, st, run).map(Clock::First),
                        (Clock::Counted { place, .. }, _) => {
                            Some(Clock::Counted { place: *place, counted: run.1, floor: Some(run.1 + 1) })
                        }
                        (Clock::Stale, _) => Some(Clock::Counted {
                            place: Place::InLast,
                            counted: run.1,
                            floor: Some(run.1 + 1),
                        }),
                    };
                    let opened = run.1 + 1;
                    clock.map(|clock| Turn { clock, opened, from: opened, stage: turn.stage })
                }
                None if done != NEVER => self.next(&turn, st, done),
                None => None,
            };
            match next.filter(|t| t.opened < st.seen && t.opened <= self.day) {
                Some(t) => turn = t,
                None => return out,
            }
        }
    }
}
