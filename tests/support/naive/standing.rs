//! What must hold on every day (6.6), and what is asked once of an event.

use super::Reading;
use super::clock::Place;
use super::cond::Ask;
use super::obligation::{Kind, Ob};
use super::stretch::Stretch;
use super::subject::Subject;
use super::tri::Tri;
use super::value::It;
use super::versions::is_state;
use crate::support::world::Days;
use duecare::calendar::{Amount, Day, NEVER, Unit};
use duecare::judge::VerdictWord as Word;
use duecare::lang::checked::{Duty, Evidence, Thing, Timing, Window};
use duecare::record::Shape;

/// The evidence of a state: of `in the last n things` those among the latest n.
fn of_the_latest(e: &Evidence, t: &Timing) -> Evidence {
    let mut e = e.clone();
    if let Timing::InLastOf(n, things) = t {
        e.thing.window = Some(Window::InLastOf(*n, Box::new((**things).clone())));
    }
    e
}

/// A day of the duty.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum DayIs {
    Held,
    Broken,
    Unknown,
    Excused,
}

impl Reading<'_> {
    /// Whether the duty holds on a day.
    fn stands_on(&self, e: &Evidence, timing: &Timing, subject: &Subject, st: &Stretch, day: Day) -> Tri {
        let ask = Ask { it: It::Subject(subject), this: subject, day };
        let counts: Vec<(i64, i64)> = match timing {
            Timing::InLast(_) => {
                let amounts = self.amounts(Place::InLast, subject, st, day);
                amounts.iter().map(|a| self.count_in_last(&e.thing, subject, a.amount, day)).collect()
            }
            _ => vec![self.count(&e.thing, &ask)],
        };
        // What is so whichever amount is in force is certain.
        let mut answers = counts.iter().map(|c| self.fits(e.quantity, c.0, c.1, subject, day));
        let first = answers.next().unwrap_or_else(|| self.fits(e.quantity, 0, 0, subject, day));
        answers.fold(first, |all, one| if all == one { all } else { Tri::Unknown })
    }

    /// `in the last n things` (6.14): nothing is asked before there are n of them.
    pub(crate) fn latest(&self, e: &Evidence, t: &Timing, s: &Subject, st: &Stretch) -> Vec<Ob> {
        match self.asked_from(t, s, st) {
            Some(span) if span.start == st.start => self.asked(&of_the_latest(e, t), &Timing::Now, s, st),
            _ => Vec::new(),
        }
    }

    /// The days of a stretch on which a state is asked.
    pub(crate) fn asked_from(&self, t: &Timing, s: &Subject, st: &Stretch) -> Option<Stretch> {
        let Timing::InLastOf(n, things) = t else { return Some(st.clone()) };
        let asked = |day| Ask { it: It::Subject(s), this: s, day };
        let enough = |day: &Day| {
            let found = self.in_order(things, &asked(*day));
            self.tally(&found, things.distinct.as_ref(), s).0 >= i64::from(*n)
        };
        let start = (st.start..=st.last.min(self.day)).find(enough)?;
        Some(Stretch { start, ..st.clone() })
    }

    /// Asked once, on the event's own day.
    pub(crate) fn asked(&self, e: &Evidence, timing: &Timing, subject: &Subject, st: &Stretch) -> Vec<Ob> {
        if st.own_start < st.start {
            // Its day was before the standard.
            return Vec::new();
        }
        let day = st.start;
        let word = match self.stands_on(e, timing, subject, st, day) {
            Tri::True => Word::Met,
            _ if self.excused_on(subject, day) => Word::Exempt,
            Tri::False => Word::Missed,
            _ => Word::CannotTell,
        };
        vec![Ob::new(Kind::Said(word, day), day)]
    }

    /// One obligation for each spell of holding and failing.
    pub(crate) fn standing(&self, subject: &Subject, st: &Stretch) -> Vec<Ob> {
        // Each day is asked by the version in force on it (6.11).
        let duties: Vec<(Day, Evidence, &Timing)> = self
            .versions
            .iter()
            .filter(|v| is_state(v))
            .filter_map(|v| match &v.duty {
                Duty::Have(e, t) => Some((v.from, of_the_latest(e, t), t)),
                _ => None,
            })
            .collect();
        let duty = |d: Day| {
            let found = duties.iter().rev().find(|x| x.0 <= d).unwrap_or(&duties[0]);
            (&found.1, found.2)
        };
        let is = |d: Day| match self.stands_on(duty(d).0, duty(d).1, subject, st, d) {
            Tri::True => DayIs::Held,
            _ if self.excused_on(subject, d) => DayIs::Excused,
            Tri::False => DayIs::Broken,
            _ => DayIs::Unknown,
        };
        let until = st.last.min(self.day);
        let gaps = |d: Day| match duty(d).1 {
            Timing::Throughout(Some(a)) => *a,
            _ => Amount::new(0, Unit::Days),
        };
        let open = |opened: Day| {
            let mut ob = Ob::new(Kind::Standing, opened);
            (ob.ended, ob.seen, ob.last) = (st.ended, st.seen, st.last);
            ob
        };
        let may_open = |d: Day| d < st.seen && d <= st.last;
        let mut out = Vec::new();
        let mut now: Option<Ob> = Some(open(st.start));
        let mut d = st.start;
        while d <= until {
            let Some(ob) = &mut now else {
                // Between an excused run and its first day after.
                if is(d) == DayIs::Excused {
                    d += 1;
                    continue;
                }
                if !may_open(d) {
                    return out;
                }
                now = Some(open(d));
                continue;
            };
            match is(d) {
                DayIs::Held => d += 1,
                DayIs::Excused => {
                    ob.exempt = d;
                    out.extend(now.take());
                    d += 1;
                }
                _ => {
                    // A gap from d on.
                    let from = d;
                    let (lo, _) = self.tolerance(from, &gaps);
                    let mut run: Option<Day> = None;
                    let mut certain = NEVER;
                    while d <= until && matches!(is(d), DayIs::Broken | DayIs::Unknown) {
                        match is(d) {
                            DayIs::Broken => {
                                let began = *run.get_or_insert(d);
                                if d > self.tolerance(began, &gaps).1 {
                                    certain = certain.min(d);
                                }
                            }
                            _ => run = None,
                        }
                        d += 1;
                    }
                    // The latest it could be due is never before the day it surely is (4).
                    let hi = if certain == NEVER { NEVER } else { (certain - 1).max(lo) };
                    if d > until {
                        (ob.gap, ob.lo, ob.hi) = (from, lo, hi);
                        continue;
                    }
                    if d - 1 <= lo {
                        ob.bridged.push((from, d, lo));
                        continue;
                    }
                    (ob.gap, ob.lo, ob.hi, ob.done) = (from, lo, hi, d);
                    out.extend(now.take());
                    // A gap already over its tolerance is closed late first; the excused days then belong to a new one.
                    if !may_open(d) {
                        return out;
                    }
                    now = Some(open(d));
                }
            }
        }
        out.extend(now);
        out
    }

    /// The last tolerated day of a gap from `from` on: surely, and at the latest. What a later version tolerates tightens
    /// it as any amount does a clock (5.2).
    fn tolerance(&self, from: Day, gaps: &dyn Fn(Day) -> Amount) -> Days {
        let over = |counted: Day, gaps: Amount| match gaps.count {
            0 => (counted + 1, counted + 1),
            _ => self.bridge(counted, gaps),
        };
        let (mut lo, mut hi) = over(from - 1, gaps(from));
        for version in self.versions.iter().filter(|v| v.from > from && is_state(v)) {
            if version.from <= hi {
                let (l, h) = over(version.from, gaps(version.from));
                (lo, hi) = (lo.min(l), hi.min(h));
            }
        }
        (lo - 1, if hi == NEVER { NEVER } else { hi - 1 })
    }
}
