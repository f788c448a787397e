//! `must last at most A`, `must last at least A` (6.8).

use super::Reading;
use super::clock::Place;
use super::obligation::{Kind, Ob};
use super::once::excuse;
use super::stretch::Stretch;
use super::subject::Subject;

impl Reading<'_> {
    /// Counted from the start; done on the last day, seen when the end is; it never lapses.
    pub(crate) fn at_most(&self, subject: &Subject, st: &Stretch) -> Vec<Ob> {
        let mut ob = Ob::new(Kind::Act, st.start);
        (ob.ended, ob.seen, ob.last) = (st.ended, st.seen, st.last);
        (ob.lo, ob.hi) = self.clock(Place::Last, subject, st, (st.start, st.own_start), None, self.day);
        if st.seen <= self.day {
            ob.done = st.last;
        }
        excuse(&mut ob, &self.excused_runs(subject, st, st.start));
        vec![ob]
    }

    /// Kept until at least add(start, A).
    pub(crate) fn at_least(&self, subject: &Subject, st: &Stretch) -> Vec<Ob> {
        let mut ob = Ob::new(Kind::Keep, st.start);
        let sums: Vec<_> = self
            .amounts(Place::Last, subject, st, st.start)
            .into_iter()
            .map(|a| self.world.calendar.plus(st.own_start, a.amount))
            .collect();
        ob.lo = sums.iter().map(|s| s.0).min().unwrap_or(st.start);
        ob.hi = sums.iter().map(|s| s.1).max().unwrap_or(st.start);
        (ob.ended, ob.seen, ob.last) = (st.ended, st.seen, st.last);
        vec![ob]
    }
}
