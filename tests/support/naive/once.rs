//! One-off duties: within A of T, by D, whichever is sooner or later (6.1), and limits in such a window (6.2).

use super::Reading;
use super::clock::{Place, parts};
use super::cond::Ask;
use super::evidence::{Ev, MANY, at_least};
use super::obligation::{Kind, Ob};
use super::stretch::Stretch;
use super::subject::Subject;
use super::value::It;
use super::versions::Left;
use crate::support::world::{Days, Val};
use duecare::calendar::{Amount, Day, NEVER, Unit};
use duecare::judge::VerdictWord as Word;
use duecare::lang::checked::{
    DayExpr, Duty, Evidence, FieldRef, Leaf, Quantity, Stage, Standard, Start, StartKind, Timing, ValueType,
    Which,
};
use duecare::record::Shape;

/// What an anchor comes to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Anchor {
    /// A day (known but for a calendar that ran out), and the day from which it can be seen.
    At(Days, Day),
    /// It has not happened yet.
    NotYet,
    /// There is no such plan.
    Dropped,
}

/// A one-off clock that has opened.
#[derive(Debug, Clone)]
pub(crate) struct Opening {
    pub(crate) opened: Day,
    /// Evidence counts from here.
    pub(crate) from: Day,
    /// Parts: place, day counted from, day seen; `by` parts know their due day.
    parts: Vec<(usize, Days, Day, bool)>,
    which: Which,
    /// Opened again after an excuse: on the day after, counted from its last day (5.5).
    again: Option<Day>,
}

impl Opening {
    /// One that says nothing but when.
    pub(crate) fn none(opened: Day) -> Opening {
        Opening { opened, from: opened, parts: Vec::new(), which: Which::Sooner, again: None }
    }
}

/// A one-off duty of a stretch.
pub(crate) enum Once {
    None,
    CannotTell,
    Opens(Opening),
}

impl Reading<'_> {
    /// The day an anchor stands for (6.1).
    pub(crate) fn anchor(&self, day: &DayExpr, subject: &Subject, st: &Stretch) -> Anchor {
        match day {
            DayExpr::On(d) => Anchor::At((*d, *d), st.start),
            DayExpr::Field(f) => self.anchor_field(f, subject, st),
            DayExpr::First(thing) => {
                let list = self.evidence(thing, subject);
                match list.into_iter().find(|e| e.sure && e.day >= st.own_start) {
                    Some(e) => Anchor::At((e.day, e.day), e.day.max(st.start)),
                    None => Anchor::NotYet,
                }
            }
            DayExpr::Last(_) => match self.day_of(day, &self.asked_on(subject, st.start)) {
                Some(d) => Anchor::At((d, d), st.start),
                // The last one before the day it is asked on cannot come any more.
                None => Anchor::Dropped,
            },
            DayExpr::Offset { amount, before, of } => match self.anchor(of, subject, st) {
                Anchor::At((lo, hi), seen) => {
                    let Some(a) = self.amount_asked(amount, &self.asked_on(subject, st.start)) else {
                        panic!("the reference does not read {day:?}")
                    };
                    let calendar = &self.world.calendar;
                    let sum = match before {
                        true => (calendar.minus(lo, a).0, calendar.minus(hi, a).1),
                        false => (calendar.plus(lo, a).0, calendar.plus(hi, a).1),
                    };
                    Anchor::At(sum, seen)
                }
                other => other,
            },
            other => panic!("the reference does not count from {other:?}"),
        }
    }

    fn asked_on<'s>(&self, subject: &'s Subject, day: Day) -> Ask<'s> {
        Ask { it: It::Subject(subject), this: subject, day }
    }

    fn anchor_field(&self, f: &FieldRef, subject: &Subject, st: &Stretch) -> Anchor {
        let own = f.steps.is_empty();
        match f.leaf {
            Leaf::Start if own => return Anchor::At((st.own_start, st.own_start), st.start),
            Leaf::End if own => {
                return match subject.end_on(self.world, self.day) {
                    Some(e) => Anchor::At((e, e), subject.end_seen.max(st.start)),
                    None => Anchor::NotYet,
                };
            }
            _ => {}
        }
        let ask = Ask { it: It::Subject(subject), this: subject, day: self.day };
        match (self.read(f, &ask), f.value_type) {
            (Some(Val::Date(d)), ValueType::PlannedDay) => Anchor::At((d, d), st.start),
            (Some(Val::Date(d)), _) => Anchor::At((d, d), d.max(st.start)),
            (_, ValueType::PlannedDay) => Anchor::Dropped,
            _ => Anchor::NotYet,
        }
    }

    /// The first one-off clock of a stretch, if it has opened.
    pub(crate) fn opening(&self, subject: &Subject, st: &Stretch) -> Once {
        let (list, which) = parts(self.versions[st.version]);
        let whole = &self.begun_with_the_first(st);
        let anchors: Vec<Anchor> = list.iter().map(|p| self.anchor(&p.anchor, subject, whole)).collect();
        if anchors.iter().all(|a| *a == Anchor::Dropped) {
            return if self.goes_on(st) { Once::None } else { Once::CannotTell };
        }
        let mut seen: Vec<(usize, Days, Day, bool)> = Vec::new();
        for (i, a) in anchors.iter().enumerate() {
            match a {
                Anchor::At(day, at) => seen.push((i, *day, *at, matches!(list[i].kind, StartKind::By))),
                Anchor::NotYet if which == Which::Later => return Once::None,
                _ => {}
            }
        }
        if which == Which::Sooner {
            // A trigger before the first day in force is none (3.5).
            seen.retain(|p| p.1.0 >= self.in_force_from());
        }
        let days = seen.iter().map(|p| p.2);
        let Some(opened) = (if which == Which::Sooner { days.min() } else { days.max() }) else {
            return Once::None;
        };
        if !self.opens_here(st, opened) {
            return Once::None;
        }
        let at_opening = || seen.iter().filter(|p| p.2 <= opened);
        // A trigger before the first day in force gives no one-off obligation (3.5). One that comes after the duty has
        // ended opens and lapses: the first clock of a stretch may (3.7).
        if at_opening().any(|p| p.1.0 < self.in_force_from()) {
            return Once::None;
        }
        // `by D` has no opening day: whatever was done before counts.
        let from = at_opening().filter(|p| !p.3).map(|p| p.1.0).min().unwrap_or(Day::MIN);
        Once::Opens(Opening { opened, from, parts: seen, which, again: None })
    }

    /// Whether the end of a subject does not end its duty: every part is counted from that end, but those whose
    /// plan is missing and that drop out (6.1).
    pub(crate) fn outlives_its_end(&self, standard: &Standard, subject: &Subject) -> bool {
        let of_end =
            |d: &DayExpr| matches!(d, DayExpr::Field(f) if f.leaf == Leaf::End && f.steps.is_empty());
        if let Duty::Have(
            _,
            Timing::WithinBefore(_, d) | Timing::AtLeastBefore(_, d) | Timing::Between(_, d),
        ) = &standard.duty
        {
            return of_end(d);
        }
        let Some(start) = subject.start else { return parts(standard).0.iter().all(from_the_end) };
        let whole = Stretch::open(0, start, start);
        let dropped = |p: &Start| self.anchor(&p.anchor, subject, &whole) == Anchor::Dropped;
        let (here, gone): (Vec<&Start>, Vec<&Start>) =
            parts(standard).0.iter().partition(|p| from_the_end(p));
        !here.is_empty() && gone.into_iter().all(dropped)
    }

    /// Whether a one-off duty of a subject that began before the standard was in force is counted from before that day:
    /// it gives no obligation (3.5), whatever is not known.
    pub(crate) fn came_too_early(&self, version: usize, subject: &Subject, own: Day) -> bool {
        let first = self.in_force_from();
        let whole = Stretch::open(version, own, own);
        let early = |d: &DayExpr| match self.anchor(d, subject, &whole) {
            Anchor::At((lo, _), _) => lo < first,
            _ => false,
        };
        if own >= first {
            return false;
        }
        match &self.versions[version].duty {
            Duty::Satisfy(_) => subject.shape == Shape::Event,
            Duty::Have(
                _,
                Timing::InLast(_)
                | Timing::InLastOf(..)
                | Timing::Now
                | Timing::Throughout(_)
                | Timing::Asked,
            ) => subject.shape == Shape::Event,
            Duty::Have(_, Timing::Stages(list)) => !list.iter().any(|s| matches!(s, Stage::Every { .. })),
            Duty::Have(_, Timing::Once(list, which)) => match which {
                Which::Sooner => list.iter().all(|p| early(&p.anchor)),
                Which::Later => list.iter().any(|p| early(&p.anchor)),
            },
            Duty::Have(
                _,
                Timing::WithinBefore(_, d) | Timing::AtLeastBefore(_, d) | Timing::Between(d, _),
            ) => early(d),
            _ => false,
        }
    }

    /// The due day of a one-off clock as it stands on a day: the least (or greatest) of the parts seen so far; a part
    /// seen after `hi` changes nothing.
    pub(crate) fn due(&self, o: &Opening, subject: &Subject, st: &Stretch, stands_on: Day) -> Days {
        if let Some(counted) = o.again {
            return self.clock(
                Place::Part(0),
                subject,
                st,
                (o.opened, counted),
                Some(counted + 1),
                stands_on,
            );
        }
        let mut list = o.parts.clone();
        list.sort_by_key(|p| p.2);
        let mut due: Option<Days> = None;
        for (i, counted, seen, by) in list.into_iter().filter(|p| p.2 <= stands_on) {
            let late = seen > o.opened;
            if late && o.which == Which::Sooner && due.is_some_and(|d| seen > d.1) {
                continue;
            }
            let part = match by {
                // A step never takes the due day below its own day (7.2).
                true => {
                    let day = self.rolled(i, st, counted);
                    if late { (day.0.max(seen), day.1.max(seen)) } else { day }
                }
                false => self.clock(Place::Part(i), subject, st, (seen, counted.0), None, stands_on),
            };
            due = Some(match (due, o.which) {
                (None, _) => part,
                (Some(d), Which::Sooner) => (d.0.min(part.0), d.1.min(part.1)),
                (Some(d), Which::Later) => (d.0.max(part.0), d.1.max(part.1)),
            });
        }
        due.unwrap_or((NEVER, NEVER))
    }

    /// A day named by `by`, moved off a day that is none of work where the rule says so (1.8).
    fn rolled(&self, part: usize, st: &Stretch, (lo, hi): Days) -> Days {
        let options = parts(self.versions[st.version]).0[part].options;
        let moved = |d| self.world.calendar.add(d, Amount::new(0, Unit::Days), options);
        (moved(lo).0, moved(hi).1)
    }

    /// The next one-off clock after an excuse (5.5): only a single `within` reopens.
    pub(crate) fn again(&self, o: &Opening, st: &Stretch, run: (Day, Day)) -> Option<Opening> {
        let next = run.1 + 1;
        (self.is_single(st)
            && next < st.seen
            && next <= st.last
            && next <= self.day.min(self.opens_until(st.version)))
        .then(|| Opening { opened: next, from: next, again: Some(run.1), ..o.clone() })
    }

    /// Whether the first clock is a single `within`.
    pub(crate) fn is_single(&self, st: &Stretch) -> bool {
        let (list, _) = parts(self.versions[st.version]);
        list.len() == 1 && matches!(list[0].kind, StartKind::Within(_))
    }

    /// All obligations of a one-off duty in one stretch.
    pub(crate) fn once(&self, e: &Evidence, subject: &Subject, st: &Stretch, before: &[Ob]) -> Vec<Ob> {
        let away = match self.left(st, before) {
            Some(Left::Away(back, _)) if self.is_single(st) && at_least(e.quantity).is_some() => Some(back),
            _ => None,
        };
        let first = match away {
            // What an earlier version opened was excused: the clock after it is ours.
            Some(back) => self.again(&Opening::none(back), st, (back, back)).map_or(Once::None, Once::Opens),
            None => self.opening(subject, st),
        };
        let mut open = match first {
            Once::None => return Vec::new(),
            Once::CannotTell => return self.no_plan(st),
            Once::Opens(o) => o,
        };
        let mut out = Vec::new();
        loop {
            let (lo, hi) = self.due(&open, subject, st, self.day);
            let e = self.evidence_of(e, open.opened);
            let list = self.counting(e, subject, open.from, st.last);
            let Some(n) = at_least(e.quantity) else {
                out.push(self.limit(e, subject, st, open.opened, (lo, hi), &list));
                return out;
            };
            let n = self.number(n, subject, open.opened);
            let mut ob = Ob::new(Kind::Act, open.opened);
            (ob.lo, ob.hi) = (lo, hi);
            (ob.ended, ob.seen, ob.last) = (st.ended, st.seen, st.last);
            self.answer(&mut ob, e, subject, &list, n);
            let run = excuse(&mut ob, &self.excused_runs(subject, st, open.opened));
            out.push(ob);
            match run.and_then(|r| self.again(&open, st, r)) {
                Some(next) => open = next,
                None => return out,
            }
        }
    }

    /// The evidence as the version in force on the opening day asks for it (6.11).
    pub(crate) fn evidence_of<'b>(&'b self, e: &'b Evidence, opened: Day) -> &'b Evidence {
        match &self.version_on(opened).duty {
            Duty::Have(mine, _) => mine,
            _ => e,
        }
    }

    /// Evidence on the days from `from` to `last`.
    pub(crate) fn counting(&self, e: &Evidence, subject: &Subject, from: Day, last: Day) -> Vec<Ev> {
        if e.thing.days {
            return self.days_of_evidence(&e.thing, subject, from, last);
        }
        let mut list = self.evidence(&e.thing, subject);
        list.retain(|x| from <= x.day && x.day <= last);
        list
    }

    /// The day it was answered, and how far doubtful evidence shields it (5.3, 5.4; one-off: for good).
    fn answer(&self, ob: &mut Ob, e: &Evidence, subject: &Subject, list: &[Ev], n: i64) {
        let sure: Vec<Ev> = list.iter().copied().filter(|x| x.sure).collect();
        let distinct = e.thing.distinct.as_ref();
        if let Some(x) = self.nth(&sure, n, distinct, subject) {
            ob.done = x.day;
        }
        // With several wanted, only the one that may have been the n-th shields: no other reading is without a breach.
        if let Some(x) = self.nth_perhaps(list, n, distinct, subject)
            && x.day < ob.done
            && x.day <= ob.hi
        {
            ob.hi = NEVER;
        }
    }

    /// A limit in a window (6.2).
    pub(crate) fn limit(
        &self,
        e: &Evidence,
        subject: &Subject,
        st: &Stretch,
        opened: Day,
        (lo, hi): Days,
        list: &[Ev],
    ) -> Ob {
        let mut ob = Ob::new(Kind::Limit, opened);
        (ob.lo, ob.hi) = (lo, hi);
        (ob.ended, ob.seen, ob.last) = (st.ended, st.seen, st.last);
        let (Quantity::AtLeast(n) | Quantity::AtMost(n) | Quantity::Exactly(n)) = e.quantity;
        let n = self.number(n, subject, opened);
        let distinct = e.thing.distinct.as_ref();
        let sure: Vec<Ev> = list.iter().copied().filter(|x| x.sure && x.day <= lo).collect();
        let all: Vec<Ev> = list.iter().copied().filter(|x| x.day <= hi).collect();
        ob.broke = self.nth(&sure, n + 1, distinct, subject).map_or(NEVER, |x| x.day);
        ob.maybe = self.nth_perhaps(&all, n + 1, distinct, subject).map_or(NEVER, |x| x.day);
        let certain = self.tally(&sure, distinct, subject).0;
        let mut possible = self.tally(&all, distinct, subject).1;
        if self.is_untold(&e.thing, &self.asked_on(subject, opened)) {
            (ob.maybe, possible) = (opened, MANY);
        }
        ob.whole = self.fits(e.quantity, certain, possible, subject, opened);
        ob
    }
}

pub(crate) fn from_the_end(p: &Start) -> bool {
    matches!(&p.anchor, DayExpr::Field(f) if f.leaf == Leaf::End && f.steps.is_empty())
}

/// 5.5: exempt for good if the due day lies in an excused run, it was not done by then and has not ended by then.
pub(crate) fn excuse(ob: &mut Ob, runs: &[(Day, Day)]) -> Option<(Day, Day)> {
    let run = runs.iter().copied().find(|r| r.0 <= ob.lo && ob.lo <= r.1)?;
    if ob.done <= ob.lo || ob.ended <= ob.lo {
        return None;
    }
    ob.exempt = (ob.lo + 1).max(ob.opened);
    ob.away = Some(run.1);
    Some(run)
}
