//! `its own`: the obligations of one child share the evidence, dealt out day by day (6.3).

use super::Reading;
use super::obligation::{Kind, Ob};
use super::once::{Once, Opening, excuse};
use super::stretch::Stretch;
use super::subject::Subject;
use crate::support::world::{Days, id_order};
use duecare::calendar::{Day, NEVER};
use duecare::judge::VerdictWord as Word;
use duecare::lang::checked::Evidence;
use std::cmp::Ordering;

/// An obligation that waits for a row of its own.
struct Waiting<'s> {
    place: usize,
    subject: &'s Subject,
    st: &'s Stretch,
    open: Opening,
    runs: Vec<(Day, Day)>,
    /// The rows that pass its test: place, and whether for certain.
    rows: Vec<(usize, bool)>,
    due: Days,
    done: Day,
}

impl Reading<'_> {
    /// The obligations of several subjects of one child; the answer holds the place of each one's subject.
    pub(crate) fn own(&self, e: &Evidence, all: &[(usize, &Subject, &Stretch)]) -> Vec<(usize, Ob)> {
        let mut out = Vec::new();
        for (place, subject, st) in all {
            if matches!(self.opening(subject, st), Once::CannotTell) {
                out.push((*place, Ob::said(Word::CannotTell, st.start)));
            }
        }
        let certain = self.deal(e, all, false);
        let perhaps = self.deal(e, all, true);
        for w in &certain {
            let mut ob = self.as_it_stands(w);
            let twin = perhaps
                .iter()
                .find(|p| p.place == w.place && p.open.opened == w.open.opened && std::ptr::eq(p.st, w.st));
            // Done in time if the doubtful rows count, and not so without them.
            if twin.is_some_and(|p| p.done <= ob.lo) && ob.done > ob.lo {
                ob.hi = NEVER;
            }
            excuse(&mut ob, &w.runs);
            out.push((w.place, ob));
        }
        out
    }

    fn as_it_stands(&self, w: &Waiting) -> Ob {
        let mut ob = Ob::new(Kind::Act, w.open.opened);
        (ob.lo, ob.hi) = w.due;
        (ob.ended, ob.seen, ob.last, ob.done) = (w.st.ended, w.st.seen, w.st.last, w.done);
        ob
    }

    fn deal<'s>(
        &self,
        e: &Evidence,
        all: &[(usize, &'s Subject, &'s Stretch)],
        doubtful: bool,
    ) -> Vec<Waiting<'s>> {
        let mut list: Vec<Waiting> = Vec::new();
        for (place, subject, st) in all {
            if let Once::Opens(open) = self.opening(subject, st) {
                let runs = self.excused_runs(subject, st, open.opened);
                list.push(self.waiting(e, (*place, subject, st), open, runs));
            }
        }
        let mut rows: Vec<(Day, usize)> = Vec::new();
        for (_, subject, _) in all {
            rows.extend(self.evidence(&e.thing, subject).iter().map(|x| (x.day, x.rec)));
        }
        let id = |rec: usize| self.world.records[rec].id.as_str();
        rows.sort_by(|a, b| a.0.cmp(&b.0).then_with(|| id_order(id(a.1), id(b.1))));
        rows.dedup();
        let first = list.iter().map(|w| w.open.opened).min().unwrap_or(NEVER);
        for x in first..=self.day {
            // Gaps that are over today were decided about on none of their days (3.1): they pass once more, with what
            // was left on them, for those who were in them.
            let over = list.iter().flat_map(|w| &w.subject.held).filter(|h| h.1 == x);
            let gone = over.map(|h| h.0 + 1).min().unwrap_or(x);
            for y in gone.max(first)..x {
                let in_it = |w: &Waiting| w.subject.held.iter().any(|h| h.0 < y && y < h.1 && h.1 == x);
                self.pass(e, &mut list, &mut rows, y, doubtful, &in_it);
            }
            let decided = |w: &Waiting| w.subject.held_on(x).is_none();
            self.before_opening(&mut list, &mut rows, x, doubtful);
            self.pass(e, &mut list, &mut rows, x, doubtful, &decided);
        }
        list
    }

    /// What opens today takes what was done before, as far back as its evidence counts (6.1), of what nobody took.
    fn before_opening(&self, list: &mut [Waiting], rows: &mut Vec<(Day, usize)>, x: Day, doubtful: bool) {
        rows.retain(|row| {
            let may = |w: &Waiting| {
                w.open.opened == x
                    && (w.open.from..x).contains(&row.0)
                    && row.0 <= w.st.last
                    && w.done == NEVER
                    && !w.subject.held.iter().any(|h| h.0 < row.0 && row.0 < h.1 && h.1 != w.subject.end_seen)
                    && w.rows.iter().any(|r| r.0 == row.1 && (r.1 || doubtful))
            };
            let best = (0..list.len())
                .filter(|i| may(&list[*i]))
                .min_by(|a, b| self.prefer(&list[*a], &list[*b], (row.0, x)));
            if let Some(i) = best {
                list[i].done = row.0;
            }
            best.is_none()
        });
    }

    /// One day for some of those that wait; what they take is gone.
    fn pass<'s>(
        &self,
        e: &Evidence,
        list: &mut Vec<Waiting<'s>>,
        rows: &mut Vec<(Day, usize)>,
        x: Day,
        doubtful: bool,
        these: &dyn Fn(&Waiting) -> bool,
    ) {
        self.reopen(e, list, x, these);
        rows.retain(|row| {
            let best = (0..list.len())
                .filter(|i| row.0 == x && these(&list[*i]) && self.may_take(&list[*i], *row, doubtful))
                .min_by(|a, b| self.prefer(&list[*a], &list[*b], (x, x)));
            if let Some(i) = best {
                list[i].done = x;
            }
            best.is_none()
        });
    }

    /// Clocks that an excuse had stopped open again on the day after it.
    fn reopen(&self, e: &Evidence, list: &mut Vec<Waiting>, x: Day, these: &dyn Fn(&Waiting) -> bool) {
        let mut opened = Vec::new();
        for w in list.iter().filter(|w| these(w)) {
            let mut ob = self.as_it_stands(w);
            let Some(run) = excuse(&mut ob, &w.runs) else { continue };
            if run.1 + 1 == x
                && let Some(open) = self.again(&w.open, w.st, run)
            {
                opened.push(self.waiting(e, (w.place, w.subject, w.st), open, w.runs.clone()));
            }
        }
        list.append(&mut opened);
    }

    /// Whether a row may answer an obligation: open, not exempt, not answered, and the row passes its test.
    fn may_take(&self, w: &Waiting, (x, rec): (Day, usize), doubtful: bool) -> bool {
        if w.done != NEVER || x < w.open.opened || x > w.st.last {
            return false;
        }
        let mut ob = self.as_it_stands(w);
        excuse(&mut ob, &w.runs);
        ob.exempt > x && w.rows.iter().any(|r| r.0 == rec && (r.1 || doubtful))
    }

    fn waiting<'s>(
        &self,
        e: &Evidence,
        (place, subject, st): (usize, &'s Subject, &'s Stretch),
        open: Opening,
        runs: Vec<(Day, Day)>,
    ) -> Waiting<'s> {
        let thing = &self.evidence_of(e, open.opened).thing;
        let rows = self.evidence(thing, subject).iter().map(|x| (x.rec, x.sure)).collect();
        let due = self.due(&open, subject, st, self.day);
        Waiting { place, subject, st, open, runs, rows, due, done: NEVER }
    }

    /// In time with the earliest due day first (then opened, then subject id); only then the one longest overdue.
    fn prefer(&self, a: &Waiting, b: &Waiting, (done, today): (Day, Day)) -> Ordering {
        let key = |w: &Waiting| {
            let lo = self.due(&w.open, w.subject, w.st, today).0;
            (done > lo, lo, w.open.opened)
        };
        let id = |w: &Waiting| self.world.records[w.subject.rec].id.as_str();
        key(a).cmp(&key(b)).then_with(|| id_order(id(a), id(b)))
    }
}
