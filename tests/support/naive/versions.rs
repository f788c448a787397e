//! Versions of one standard (6.11): an obligation belongs to the version in force on the day it opens. Each version is
//! read by itself; what it opens on its own days is kept, and a clock follows what an earlier version left running.

use super::Reading;
use super::obligation::{Kind, Ob};
use super::stretch::Stretch;
use super::subject::Subject;
use duecare::calendar::{Day, NEVER};
use duecare::judge::VerdictWord as Word;
use duecare::lang::checked::{Count, Duty, Quantity, Standard, Timing};
use duecare::record::Shape;

/// What an obligation of an earlier version leaves to a later one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Left {
    /// It is answered on a day, in a stage; `NEVER` while it is not.
    Answered(Day, usize),
    /// It is exempt until a day, in a stage.
    Away(Day, usize),
    /// Its own version ended it: here the duty goes on from a day.
    Ended(Day),
}

/// What must hold on every day (6.6).
pub(crate) fn is_state(standard: &Standard) -> bool {
    match &standard.duty {
        Duty::Have(e, Timing::InLast(_)) => {
            !e.thing.is_dated() || e.quantity != Quantity::AtLeast(Count::Fixed(1))
        }
        Duty::Have(_, t) => {
            matches!(t, Timing::InLastOf(..) | Timing::Now | Timing::Throughout(_) | Timing::Asked)
        }
        _ => false,
    }
}

/// Whether a duty is asked again and again in one stretch.
pub(crate) fn recurs(standard: &Standard) -> bool {
    let again = |t: &Timing| matches!(t, Timing::Stages(_) | Timing::InLast(_) | Timing::InEach(_));
    is_state(standard) || matches!(&standard.duty, Duty::Have(_, t) if again(t))
}

impl Reading<'_> {
    /// The last day on which a version opens anything where another follows; what the last opens too late lapses.
    pub(crate) fn opens_until(&self, version: usize) -> Day {
        if version + 1 == self.versions.len() { NEVER } else { self.versions[version].until_day }
    }

    /// Whether a stretch began under an earlier version.
    pub(crate) fn goes_on(&self, st: &Stretch) -> bool {
        st.version > 0 && st.own_start < self.versions[st.version].from
    }

    /// Whether an earlier version has told, and still tells, that it cannot be told or is excused.
    pub(crate) fn said_before(&self, version: usize, s: &Subject, before: &[Ob], word: Word) -> bool {
        let event = s.shape == Shape::Event || s.breach.is_some();
        let first = self.versions[version].from;
        let same = |o: &Ob| o.plain && matches!(o.kind, Kind::Said(w, _) if w == word);
        before.iter().any(|o| same(o) && o.opened < first && (event || o.last >= first))
    }

    /// The stretch as it would be were its version in force from the first day of all.
    pub(crate) fn begun_with_the_first(&self, st: &Stretch) -> Stretch {
        Stretch { start: self.joins(st), ..st.clone() }
    }

    /// Its first day under any version.
    pub(crate) fn joins(&self, st: &Stretch) -> Day {
        st.own_start.max(self.in_force_from())
    }

    /// Whether what opens on a day opens under the version of the stretch.
    pub(crate) fn opens_here(&self, st: &Stretch, opened: Day) -> bool {
        (st.version == 0 || opened >= self.versions[st.version].from)
            && opened <= self.opens_until(st.version)
    }

    /// A missing plan is told once, under the version of the first day.
    pub(crate) fn no_plan(&self, st: &Stretch) -> Vec<Ob> {
        let told = Ob { last: st.last, ..Ob::said(Word::CannotTell, st.start) };
        if self.goes_on(st) { Vec::new() } else { vec![told] }
    }

    /// What the versions before that of a stretch have left to it: the last obligation that still ran on its first day.
    pub(crate) fn left(&self, st: &Stretch, before: &[Ob]) -> Option<Left> {
        if !self.goes_on(st) {
            return None;
        }
        let mine = self.versions[st.version];
        let first = mine.from;
        let lasting = |o: &Ob| matches!(self.versions[o.version].duty, Duty::LastAtMost(_));
        let runs = |o: &&Ob| {
            let kind = match o.kind {
                Kind::Act => !recurs(mine) || !lasting(o),
                Kind::Standing => false,
                _ => !recurs(mine) && !o.plain,
            };
            kind && o.opened < first && o.ended >= first && (o.done >= first || o.exempt != NEVER)
        };
        let left = |o: &Ob| {
            if o.exempt != NEVER {
                return match o.away {
                    Some(back) if back + 1 >= first => Some(Left::Away(back, o.stage)),
                    // Back under its own version, which has opened the next; what is owed once is owed no second time.
                    _ if recurs(mine) => None,
                    _ => Some(Left::Answered(NEVER, o.stage)),
                };
            }
            if (o.done == NEVER || lasting(o)) && o.last < st.last {
                return Some(Left::Ended((o.last + 1).max(first)));
            }
            Some(Left::Answered(o.done, o.stage))
        };
        before.iter().filter(runs).filter_map(left).next_back()
    }

    /// The states of one subject: what is open goes on into the next version where that asks of every day too.
    pub(crate) fn states(&self, list: Vec<(usize, Subject, Stretch)>) -> Vec<(usize, Vec<Ob>)> {
        let mut out: Vec<(usize, Vec<Ob>)> = Vec::new();
        let mut left = list;
        left.sort_by_key(|x| (x.2.version, x.2.start));
        while !left.is_empty() {
            let (place, subject, mut whole) = left.remove(0);
            while let Some(i) = left.iter().position(|x| {
                x.2.version > whole.version
                    && self.goes_on(&x.2)
                    && whole.last != NEVER
                    && x.2.start == whole.last + 1
            }) {
                let (_, _, next) = left.remove(i);
                whole = Stretch { start: whole.start, own_start: whole.own_start, ..next };
            }
            out.push((place, self.standing(&subject, &whole)));
        }
        out
    }
}
