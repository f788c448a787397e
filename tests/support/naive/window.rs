//! Windows: during it, within A before T, at least A before T, between (6.7, 6.14).

use super::Reading;
use super::clock::Place;
use super::evidence::{Ev, at_least};
use super::obligation::{Kind, Ob};
use super::once::{Anchor, excuse};
use super::stretch::Stretch;
use super::subject::Subject;
use crate::support::world::Days;
use duecare::calendar::{Day, NEVER};
use duecare::judge::VerdictWord as Word;
use duecare::lang::checked::{DayExpr, Evidence, RecordDay};
use duecare::record::Shape;

impl Reading<'_> {
    /// The n-th certain one is the answer; a doubtful one by the due day shields for good.
    pub(crate) fn in_window(&self, ob: &mut Ob, e: &Evidence, subject: &Subject, list: &[Ev]) {
        let Some(n) = at_least(e.quantity) else { panic!("the reference has no limits in {e:?}") };
        let n = self.number(n, subject, ob.opened);
        let distinct = e.thing.distinct.as_ref();
        let sure: Vec<Ev> = list.iter().copied().filter(|x| x.sure).collect();
        if let Some(x) = self.nth(&sure, n, distinct, subject) {
            ob.done = x.day;
        }
        if let Some(x) = self.nth_perhaps(list, n, distinct, subject)
            && x.day < ob.done
            && x.day <= ob.hi
        {
            ob.hi = NEVER;
        }
    }

    /// `during it`: the end closes the window, it does not lapse.
    pub(crate) fn during(&self, e: &Evidence, subject: &Subject, st: &Stretch) -> Vec<Ob> {
        let known = st.seen <= self.day;
        let due: Days = if known { (st.last, st.last) } else { (NEVER, NEVER) };
        let e = self.evidence_of(e, st.start);
        let limit = at_least(e.quantity).is_none();
        let list = match limit && e.thing.by == RecordDay::Open {
            true => self.open_together(e, subject, st),
            false => self.counting(e, subject, st.start, st.last),
        };
        if limit {
            let mut ob = self.limit(e, subject, st, st.start, due, &list);
            ob.kind = Kind::LimitDuring;
            return vec![ob];
        }
        let mut ob = Ob::new(Kind::During, st.start);
        (ob.lo, ob.hi) = due;
        self.in_window(&mut ob, e, subject, &list);
        excuse(&mut ob, &self.excused_runs(subject, st, st.start));
        vec![ob]
    }

    /// The first day at whose close each period is open while the stretch is: on its last day it is over (1.7).
    fn open_together(&self, e: &Evidence, subject: &Subject, st: &Stretch) -> Vec<Ev> {
        let mut out = Vec::new();
        for mut x in self.evidence(&e.thing, subject) {
            let mut days = self.open_days(x.rec, self.day);
            if let Some(day) = days.find(|d| st.start <= *d && *d < st.last) {
                x.day = day;
                out.push(x);
            }
        }
        out.sort_by_key(|x| x.day);
        out
    }

    /// `within A before T`, `at least A before T`.
    pub(crate) fn before(
        &self,
        e: &Evidence,
        t: &DayExpr,
        at_least: bool,
        subject: &Subject,
        st: &Stretch,
    ) -> Vec<Ob> {
        let (t, seen) = match self.anchor(t, subject, &self.begun_with_the_first(st)) {
            Anchor::At((t, _), seen) => (t, seen),
            Anchor::Dropped => return self.no_plan(st),
            Anchor::NotYet => return Vec::new(),
        };
        let opened = seen.max(self.joins(st));
        if t < self.in_force_from() || !self.opens_here(st, opened) {
            return Vec::new();
        }
        let amounts = self.amounts(Place::Before, subject, st, opened);
        let e = self.evidence_of(e, opened);
        let runs = self.excused_runs(subject, st, opened);
        if at_least {
            // Bounded below by the subject's start; of an event, which starts on T, not at all.
            let from = if subject.shape == Shape::Period { st.own_start.min(t) } else { Day::MIN };
            let mut ob = Ob::new(Kind::Act, opened);
            let sums: Vec<Days> = amounts.iter().map(|a| self.world.calendar.minus(t, a.amount)).collect();
            ob.lo = sums.iter().map(|s| s.0).min().unwrap_or(t);
            ob.hi = sums.iter().map(|s| s.1).max().unwrap_or(t);
            let after = t.saturating_add(1);
            // Whichever ending is seen first.
            let (ended, seen) =
                if st.ended < after && st.seen <= after { (st.ended, st.seen) } else { (after, after) };
            (ob.ended, ob.seen, ob.last) = (ended, seen, t.min(st.last));
            let list = self.counting(e, subject, from, ob.last);
            self.in_window(&mut ob, e, subject, &list);
            excuse(&mut ob, &runs);
            return vec![ob];
        }
        let mut ob = Ob::new(Kind::Window, opened);
        (ob.lo, ob.hi) = (t, t);
        (ob.ended, ob.seen, ob.last) = (st.ended, st.seen, st.last);
        let mut list = Vec::new();
        for mut x in self.counting(e, subject, Day::MIN, t.min(st.last)) {
            let sums: Vec<Days> = amounts.iter().map(|a| self.world.calendar.plus(x.day, a.amount)).collect();
            if sums.iter().all(|s| s.1 < t) {
                continue;
            }
            x.sure &= sums.iter().all(|s| t <= s.0);
            list.push(x);
        }
        self.in_window(&mut ob, e, subject, &list);
        excuse(&mut ob, &runs);
        vec![ob]
    }

    /// `between X and Y`: opened on X, due on Y.
    pub(crate) fn between(
        &self,
        e: &Evidence,
        (x, y): (&DayExpr, &DayExpr),
        subject: &Subject,
        st: &Stretch,
    ) -> Vec<Ob> {
        let (a, b) = match (
            self.anchor(x, subject, &self.begun_with_the_first(st)),
            self.anchor(y, subject, &self.begun_with_the_first(st)),
        ) {
            (Anchor::Dropped, _) | (_, Anchor::Dropped) => {
                return self.no_plan(st);
            }
            (Anchor::At((a, _), s), Anchor::At((b, _), t)) => ((a, s), (b, t)),
            _ => return Vec::new(),
        };
        let opened = a.0.max(a.1).max(b.1).max(self.joins(st));
        let early = st.own_start < st.start && a.0 < self.in_force_from();
        if early || !self.opens_here(st, opened) {
            return Vec::new();
        }
        let mut ob = Ob::new(Kind::Window, opened);
        (ob.lo, ob.hi) = (b.0, b.0);
        (ob.ended, ob.seen, ob.last) = (st.ended, st.seen, st.last);
        let e = self.evidence_of(e, opened);
        let list = self.counting(e, subject, a.0, b.0.min(st.last));
        self.in_window(&mut ob, e, subject, &list);
        excuse(&mut ob, &self.excused_runs(subject, st, opened));
        vec![ob]
    }
}
