//! Chains whose amounts nothing can change, the common case, in one loop that makes no lists.

use super::amounts::Paced;
use super::chain::{Again, Next, Pace, Place, place_after};
use super::evidence::Found;
use super::{Stretch, Subject, Sweeper, running};
use crate::calendar::{AddOptions, Calendar, Day, NEVER, Reach};
use crate::judge::ledger::Ledger;
use crate::judge::obligation::Form;
use crate::lang::checked::Stage;

/// The clock that follows an answer, and its amount.
struct Leg {
    again: Again,
    amount: Paced,
    /// The amount as a number of days, where it is one: nothing need be looked up.
    days: Option<i32>,
}

impl Leg {
    fn of(pace: &Pace, place: Place) -> Option<Leg> {
        let again = place.again()?;
        let amount = pace.constant(again)?;
        let plain = amount.options == AddOptions::default();
        Some(Leg { again, amount, days: amount.amount.days().filter(|_| plain) })
    }

    #[inline]
    fn due(&self, calendar: &Calendar, counted: Day) -> Reach {
        match self.days {
            Some(days) => Reach::exact(counted.saturating_add(days)),
            None => calendar.add(counted, self.amount.amount, self.amount.options),
        }
    }
}

impl Sweeper<'_> {
    /// The obligations of a chain from its first clock on, where no amount changes and nothing is excused: what
    /// `run` yields, without its due days that move (`obligations.md` 6.4).
    pub(super) fn run_steady(
        &self,
        (root, subject): (u32, &Subject),
        s: &Stretch,
        stages: &[Stage],
        pace: &Pace,
        first: &Next,
        out: &mut Ledger,
    ) {
        let mut o = running(Form::Act, first.opened, s);
        // One stretch after the other is numbered anew by `close`; where there is but one, these numbers stay.
        (o.standard, o.root, o.ordinal) = (self.plan.place, root, 1);
        (o.subject, o.of_ordinal) = (subject.row.row, subject.of_ordinal);
        (o.lo, o.hi) = (first.clock.lo, first.clock.hi);
        o.stage = pace.stage(first.again, first.opened);
        let (mut place, mut from) = (first.place, first.from);
        let mut leg = Leg::of(pace, place);
        let mut rest = self.found.as_slice();
        // Where none is doubtful the first answers, and nothing else can move the due day.
        let sure = rest.iter().all(|f| f.certain);
        loop {
            // The clocks follow each other as the evidence does: it is walked once.
            while let Some((_, later)) = rest.split_first().filter(|(f, _)| f.day < from) {
                rest = later;
            }
            let answer = if sure { rest.first() } else { rest.iter().find(|f| f.certain) };
            (o.done, o.answered_by) =
                answer.filter(|f| f.day <= s.last).map_or((NEVER, u32::MAX), |f| (f.day, f.row));
            if !sure && o.done > o.lo {
                let follows = leg.as_ref().map(|leg| leg.amount);
                o.hi = self.shielded(rest, o.done.min(s.last), o.hi, follows);
            }
            out.list.push(o);
            let opened = o.done.max(o.opened);
            let Some(next) = &leg else { return };
            if o.done == NEVER || !s.may_open(opened) {
                return;
            }
            o.ordinal += 1;
            let due = next.due(self.world.calendar, o.done);
            (o.opened, o.lo, o.hi) = (opened, due.lo, due.hi);
            o.stage = pace.stage(next.again, opened);
            from = o.done + 1;
            if let Place::Then(i) = place {
                place = place_after(stages, i);
                leg = Leg::of(pace, place);
            }
        }
    }

    /// The latest the due day could be for the doubtful evidence up to a day (5.4).
    fn shielded(&self, found: &[Found], until: Day, mut hi: Day, follows: Option<Paced>) -> Day {
        for f in found {
            if f.day > until || f.day > hi {
                break;
            }
            match follows {
                // The clock it would have opened.
                Some(a) if !f.certain => hi = hi.max(self.world.calendar.add(f.day, a.amount, a.options).hi),
                Some(_) => {}
                None if f.certain => break,
                None => return NEVER,
            }
        }
        hi
    }
}
