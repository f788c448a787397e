//! Duties that must hold on every day: counts, cover, limits on what is open (`obligations.md` 6.6).

use super::{Stretch, Subject, Sweeper, emit, emit_plain, running};
use crate::calendar::{Amount, Day, NEVER, Reach, Unit};
use crate::judge::ask::{Ctx, ask_quantity, count_things};
use crate::judge::ledger::Ledger;
use crate::judge::obligation::{Extra, Form, Obligation};
use crate::judge::steps::{self, CountRoom, CountedBy, Steps};
use crate::judge::tri::Tri;
use crate::lang::checked::{Evidence, Limit, LimitAmount, Quantity, RecordDay, Thing, Timing, Window};
use crate::record::Shape;
use std::borrow::Cow;

impl Sweeper<'_> {
    pub(super) fn standing(
        &mut self,
        root: u32,
        subject: &Subject,
        s: &Stretch,
        e: &Evidence,
        t: &Timing,
        out: &mut Ledger,
    ) {
        if self.has_versions() {
            return self.across(root, subject, s, out);
        }
        let Some(span) = self.asked_from(root, subject, s, t) else { return };
        let mut daily = self.asked_daily(root, subject, &span, (e, t));
        if let [(from, Tri::Yes)] = daily.truth.as_slice()
            && *from == span.open
        {
            // What holds on every day needs no days.
            Current::new(&span, span.open).put(subject, out);
        } else {
            cut(&daily.truth, &span, &mut daily.states);
            self.walk(subject, &span, &daily.states, &[(span.open, gaps_of(t))], out);
        }
        self.daily = Some(daily);
    }

    /// The states of a stretch, one by one.
    pub(super) fn states_of(
        &mut self,
        (root, subject): (u32, &Subject),
        span: &Stretch,
        duty: (&Evidence, &Timing),
        mut tell: impl FnMut(Day, State),
    ) {
        let mut daily = self.asked_daily(root, subject, span, duty);
        cut(&daily.truth, span, &mut daily.states);
        daily.states.iter().for_each(|&(day, state)| tell(day, state));
        self.daily = Some(daily);
    }

    /// The days of a stretch on which something is asked: `in the last n things` asks nothing before there are so many.
    pub(super) fn asked_from<'s>(
        &self,
        root: u32,
        subject: &Subject,
        s: &'s Stretch,
        t: &Timing,
    ) -> Option<Cow<'s, Stretch>> {
        let Timing::InLastOf(n, things) = t else { return Some(Cow::Borrowed(s)) };
        let first = self.day_of_nth(root, subject, things, *n);
        let some = first != NEVER && first <= s.last;
        some.then(|| Cow::Owned(Stretch { open: s.open.max(first), ..s.clone() }))
    }

    /// Whether the duty holds on each day of a stretch, in the room that is kept for it.
    fn asked_daily(
        &mut self,
        root: u32,
        subject: &Subject,
        span: &Stretch,
        (e, t): (&Evidence, &Timing),
    ) -> Box<Daily> {
        let mut daily = self.daily.take().unwrap_or_else(|| Box::new(Daily::new(self.every_day_thing(e, t))));
        let ctx = self.ctx(root, subject, span.open);
        let Daily { thing, room, truth, .. } = &mut *daily;
        match t {
            Timing::InLast(limit) if limit.arms.len() > 1 => *truth = self.chosen(limit, thing, e, ctx, span),
            _ => self.holds_on(thing, &e.quantity, ctx, (span.open, span.last), room, truth),
        }
        daily
    }

    /// A window whose amount is chosen by condition: on each day the arm that holds then, or all that may.
    fn chosen(&self, limit: &Limit, thing: &Thing, e: &Evidence, ctx: Ctx<'_>, s: &Stretch) -> Steps {
        // (taken so far by an arm that certainly holds, what the arms that may hold say)
        let mut said: Vec<(Steps, Steps)> = Vec::with_capacity(limit.arms.len());
        for arm in &limit.arms {
            let when = match &arm.condition {
                Some(c) => steps::steps(c, ctx, s.open, s.last),
                None => vec![(s.open, Tri::Yes)],
            };
            let windowed = Thing { window: Some(Window::InLast(arm.amount.clone())), ..thing.clone() };
            let (mut room, mut holds) = (CountRoom::default(), Steps::new());
            self.holds_on(&windowed, &e.quantity, ctx, (s.open, s.last), &mut room, &mut holds);
            said.push((when, holds));
        }
        let mut days: Vec<Day> = said.iter().flat_map(|(a, b)| a.iter().chain(b).map(|x| x.0)).collect();
        days.sort_unstable();
        days.dedup();
        let mut out = Steps::new();
        for day in days {
            let mut answer: Option<Tri> = None;
            for (when, holds) in &said {
                let may = steps::at(when, day);
                if may == Tri::No {
                    continue;
                }
                let holds = steps::at(holds, day);
                answer = Some(answer.map_or(holds, |a| if a == holds { a } else { Tri::Unknown }));
                if may == Tri::Yes {
                    break;
                }
            }
            steps::push(&mut out, day, answer.unwrap_or(Tri::Unknown));
        }
        out
    }

    /// The thing counted on each day: with the window of an `in the last A`, open where a limit counts periods.
    pub(super) fn every_day_thing(&self, e: &Evidence, t: &Timing) -> Thing {
        let mut thing = e.thing.clone();
        match t {
            Timing::InLast(limit) => {
                // A chosen amount is asked arm by arm; this is the first.
                if let Some(arm) = limit.arms.first() {
                    thing.window = Some(Window::InLast(arm.amount.clone()));
                }
            }
            Timing::InLastOf(n, things) => thing.window = Some(Window::InLastOf(*n, things.clone())),
            Timing::Now if thing.by == RecordDay::Plain && self.world.shape(thing.kind) == Shape::Period => {
                thing.by = RecordDay::Open;
            }
            _ => {}
        }
        thing
    }

    /// Whether the quantity holds, from each day on.
    fn holds_on(
        &self,
        thing: &Thing,
        q: &Quantity,
        ctx: Ctx<'_>,
        (from, to): (Day, Day),
        room: &mut CountRoom,
        all: &mut Steps,
    ) {
        // What holds of every record is not looked up: records found by a link lie far apart.
        let known = self.plan.evidence_truth.filter(|_| !thing.condition.is_true());
        let known = known.and_then(|i| self.truths.get(i));
        if steps::cover_steps(thing, ctx, (from, to), (known, Some(q)), all) {
            return;
        }
        let counted = steps::count_steps(thing, ctx, (from, to), (known, Some(q)), room);
        all.clear();
        if counted == CountedBy::Proof {
            return all.push((from, Tri::Yes));
        }
        if counted == CountedBy::None {
            let mut days = vec![from];
            steps::thing_changes(thing, ctx, from, to, &mut days);
            days.retain(|&d| d >= from && d <= to);
            days.sort_unstable();
            days.dedup();
            room.counts.clear();
            room.counts.extend(days.into_iter().map(|d| {
                let (certain, possible) = count_things(thing, ctx.on(d));
                (d, certain, possible)
            }));
        }
        let counts = &room.counts;
        let crate::lang::checked::Count::Setting(i) = q.count() else {
            for &(day, certain, possible) in counts {
                steps::push(all, day, ask_quantity(q, certain, possible, ctx));
            }
            return;
        };
        // A limit that is a setting changes on days of its own.
        let mut days: Vec<Day> = Vec::new();
        steps::amount_changes(&LimitAmount::Setting(*i), ctx, &mut days);
        days.retain(|&d| d > from && d <= to);
        days.sort_unstable();
        let mut days = days.into_iter().peekable();
        for (i, &(day, certain, possible)) in counts.iter().enumerate() {
            steps::push(all, day, ask_quantity(q, certain, possible, ctx.on(day)));
            let next = counts.get(i + 1).map_or(NEVER, |c| c.0);
            while let Some(d) = days.next_if(|d| *d < next) {
                if d > day {
                    steps::push(all, d, ask_quantity(q, certain, possible, ctx.on(d)));
                }
            }
        }
    }

    /// The day on which there are so many of some things for certain; [`NEVER`] when there never are.
    pub(super) fn day_of_nth(&self, root: u32, subject: &Subject, things: &Thing, n: u32) -> Day {
        let ctx = self.ctx(root, subject, NEVER - 1);
        let mut days = Vec::new();
        crate::judge::ask::for_each_in_pool(things, ctx, &mut |row| {
            let day = crate::judge::ask::record_day(things, self.world, row, subject.asked());
            if day != NEVER && crate::judge::ask::own_truth(things, ctx, row) == Tri::Yes {
                days.push(day);
            }
        });
        days.sort_unstable();
        days.get((n as usize).saturating_sub(1)).copied().unwrap_or(NEVER)
    }

    /// Spells of holding and failing become obligations. `gaps` are those tolerated from each day on.
    pub(super) fn walk(
        &self,
        subject: &Subject,
        s: &Stretch,
        days: &[(Day, State)],
        gaps: &[(Day, Option<Amount>)],
        out: &mut Ledger,
    ) {
        let mut current = Some(Current::new(s, s.open));
        let mut i = 0;
        while let Some(&(day, state)) = days.get(i) {
            match state {
                State::Holds => {
                    if current.is_none() && s.may_open(day) {
                        current = Some(Current::new(s, day));
                    }
                    i += 1;
                }
                State::Excused => {
                    if let Some(mut c) = current.take() {
                        c.o.exempt = day;
                        c.put(subject, out);
                    }
                    i += 1;
                }
                State::Fails | State::Doubtful => {
                    let opened = current.take().or_else(|| s.may_open(day).then(|| Current::new(s, day)));
                    let Some(mut c) = opened else {
                        i += 1;
                        continue;
                    };
                    let gap = self.gap(days, i, gaps, s.last);
                    i = gap.next;
                    let follows = days.get(i).copied();
                    c.o.gap = day;
                    (c.o.lo, c.o.hi) = (gap.lo, gap.hi);
                    match follows {
                        Some((r, _)) if r - 1 <= gap.lo => {
                            c.bridged.push((day, r, gap.lo));
                            (c.o.gap, c.o.lo, c.o.hi) = (NEVER, NEVER, NEVER);
                            current = Some(c);
                        }
                        Some((r, _)) => {
                            c.o.done = r;
                            c.put(subject, out);
                            // What follows is open from that day on, an excuse that begins there included.
                            current = s.may_open(r).then(|| Current::new(s, r));
                        }
                        None => c.put(subject, out),
                    }
                }
            }
        }
        if let Some(c) = current {
            c.put(subject, out);
        }
    }

    /// A gap that begins at step `i`: how long it is tolerated, and when it is certain.
    fn gap(&self, days: &[(Day, State)], i: usize, gaps: &[(Day, Option<Amount>)], last: Day) -> Gap {
        let from = days.get(i).map_or(NEVER, |d| d.0);
        let tolerated = |f: Day| self.tolerated(f, gaps);
        let lo = tolerated(from).0;
        let (mut hi, mut next) = (NEVER, i);
        while let Some(&(day, state)) = days.get(next) {
            if matches!(state, State::Holds | State::Excused) {
                break;
            }
            let run_last = days.get(next + 1).map_or(last, |d| d.0 - 1);
            if state == State::Fails && hi == NEVER {
                let own = tolerated(day).1;
                if own != NEVER && own < run_last {
                    hi = own;
                }
            }
            next += 1;
        }
        Gap { lo, hi: hi.max(lo), next }
    }

    /// The last tolerated day of a gap from `from` on, surely and at the latest: by the gaps tolerated on that day, or
    /// by the tighter ones that come while they last (5.2).
    fn tolerated(&self, from: Day, gaps: &[(Day, Option<Amount>)]) -> (Day, Day) {
        let add = |counted: Day, gaps: Option<Amount>| {
            let gaps = gaps.unwrap_or(Amount::new(0, Unit::Days));
            match gaps.count {
                0 => Reach { lo: counted + 1, hi: counted + 1 },
                _ => super::spell::after_gap(self.world.calendar, counted, gaps),
            }
        };
        let at = gaps.partition_point(|g| g.0 <= from).max(1) - 1;
        let mut reach = add(from - 1, gaps.get(at).and_then(|g| g.1));
        for &(day, tolerated) in gaps.iter().skip(at + 1) {
            if day > reach.hi {
                break;
            }
            let now = add(day, tolerated);
            reach = Reach { lo: reach.lo.min(now.lo), hi: reach.hi.min(now.hi) };
        }
        (reach.lo - 1, if reach.hi == NEVER { NEVER } else { reach.hi - 1 })
    }
}

/// The gaps a duty tolerates.
pub(super) fn gaps_of(t: &Timing) -> Option<Amount> {
    match t {
        Timing::Throughout(gaps) => *gaps,
        _ => None,
    }
}

/// What a duty that must hold on every day says of one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum State {
    Holds,
    Fails,
    Doubtful,
    Excused,
}

struct Gap {
    lo: Day,
    hi: Day,
    next: usize,
}

/// The obligation that is open as the days go by.
struct Current {
    o: Obligation,
    bridged: Vec<(Day, Day, Day)>,
}

impl Current {
    fn new(s: &Stretch, opened: Day) -> Current {
        Current { o: running(Form::Standing, opened, s), bridged: Vec::new() }
    }

    fn put(self, subject: &Subject, out: &mut Ledger) {
        if self.bridged.is_empty() {
            return emit_plain(out, subject, self.o);
        }
        emit(out, subject, self.o, Extra { bridged: self.bridged, ..Extra::default() });
    }
}

/// What a standing duty counts on each day, with room to count in.
#[derive(Debug)]
pub(super) struct Daily {
    thing: Thing,
    room: CountRoom,
    truth: Steps,
    states: Vec<(Day, State)>,
}

impl Daily {
    fn new(thing: Thing) -> Daily {
        Daily { thing, room: CountRoom::default(), truth: Steps::new(), states: Vec::new() }
    }
}

/// The state of every day of the stretch: a failing day that is excused is neither.
fn cut(truth: &Steps, s: &Stretch, out: &mut Vec<(Day, State)>) {
    let plain = |t: Tri| match t {
        Tri::Yes => State::Holds,
        Tri::Unknown => State::Doubtful,
        Tri::No => State::Fails,
    };
    out.clear();
    if s.excused.is_empty() && truth.first().is_some_and(|t| t.0 == s.open) {
        // Nothing is added to the days on which the truth changes.
        out.extend(truth.iter().filter(|t| t.0 <= s.last && t.0 != NEVER).map(|t| (t.0, plain(t.1))));
        return;
    }
    let mut days: Vec<Day> = vec![s.open];
    days.extend(truth.iter().map(|t| t.0));
    days.extend(s.excused.iter().flat_map(|x| [x.0, x.1.saturating_add(1)]));
    days.retain(|&d| d >= s.open && d <= s.last && d != NEVER);
    days.sort_unstable();
    days.dedup();
    for d in days {
        let state = match plain(steps::at(truth, d)) {
            State::Holds => State::Holds,
            _ if s.excuse(d).is_some() => State::Excused,
            other => other,
        };
        if out.last().is_none_or(|l| l.1 != state) {
            out.push((d, state));
        }
    }
}
