//! `must satisfy`: a value over time, with grace for what has not happened yet (`obligations.md` 6.9).

use super::{Stretch, Subject, Sweeper, emit, emit_plain, running};
use crate::calendar::{Day, NEVER};
use crate::judge::ask::{Ctx, DayRange, amount_on, ask_condition, day_of, field_value};
use crate::judge::datum::Datum;
use crate::judge::ledger::Ledger;
use crate::judge::obligation::{Extra, Form, Obligation, ValueStep};
use crate::judge::steps::condition_changes;
use crate::judge::tri::Tri;
use crate::judge::verdict::{Verdict, VerdictWord};
use crate::lang::checked::{Cond, Value, ValueType, walk};
use crate::record::Shape;

/// The four values: no, not yet, unknown, yes. The order makes `and` the least and `or` the greatest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Four {
    No,
    NotYet,
    Unknown,
    Yes,
}

/// A value, the last day of its grace, and what its deadline tests have seen.
#[derive(Debug, Clone, Copy)]
pub(super) struct Valued {
    pub(super) four: Four,
    due: Day,
    tests: u32,
    known: u32,
    latest: Day,
    /// The last day its deadline tests leave, whatever they say.
    end: Day,
}

impl Valued {
    fn plain(t: Tri) -> Valued {
        let four = match t {
            Tri::No => Four::No,
            Tri::Unknown => Four::Unknown,
            Tri::Yes => Four::Yes,
        };
        Valued { four, due: NEVER, tests: 0, known: 0, latest: Day::MIN, end: NEVER }
    }

    fn join(self, other: Valued, all: bool) -> Valued {
        let four = if all { self.four.min(other.four) } else { self.four.max(other.four) };
        let joined = |a: Option<Day>, b: Option<Day>| match (a, b) {
            (Some(a), Some(b)) => {
                if all {
                    a.min(b)
                } else {
                    a.max(b)
                }
            }
            (Some(a), None) | (None, Some(a)) => a,
            (None, None) => NEVER,
        };
        let waiting = |v: Valued| (v.four == Four::NotYet).then_some(v.due);
        let ending = |v: Valued| (v.end != NEVER).then_some(v.end);
        let due = joined(waiting(self), waiting(other));
        Valued {
            four,
            due,
            tests: self.tests + other.tests,
            known: self.known + other.known,
            latest: self.latest.max(other.latest),
            end: joined(ending(self), ending(other)),
        }
    }
}

impl Sweeper<'_> {
    pub(super) fn satisfy(&mut self, root: u32, subject: &Subject, s: &Stretch, c: &Cond, out: &mut Ledger) {
        if s.early() && self.shape == Shape::Event {
            return;
        }
        if self.plan.standard.check {
            if self.blames.is_some() {
                return self.looked_at(root, subject, c);
            }
            // What is dated after the day it is looked at is told on that day, and not when its own comes.
            let open = s.open.min(self.plan.check_day);
            let o = running(Form::Value, open, s);
            let ctx = Ctx { sees: NEVER, ..self.ctx(root, subject, self.plan.check_day) };
            let word = match ask_condition(c, ctx) {
                Tri::Yes => VerdictWord::Met,
                Tri::Unknown => VerdictWord::CannotTell,
                Tri::No => VerdictWord::Missed,
            };
            let values = vec![ValueStep { from: open, verdict: Verdict::plain(word) }];
            emit(out, subject, o, Extra { values, ..Extra::default() });
            return;
        }
        let mut o = running(Form::Value, s.open, s);
        if self.shape == Shape::Event && self.moving.iter().all(|m| m.1) {
            return self.satisfy_once(root, subject, s, c, out);
        }
        let (mut days, mut values) = (std::mem::take(&mut self.days), std::mem::take(&mut self.values));
        days.clear();
        values.clear();
        days.push(s.open);
        let ctx = self.ctx(root, subject, s.start);
        self.satisfy_days(c, ctx, s, &mut days);
        days.extend([s.seen, s.seen.saturating_add(1)]);
        days.retain(|&d| d >= s.open && d != NEVER);
        days.sort_unstable();
        days.dedup();
        let (mut failed, mut first_no, mut became) = (false, NEVER, NEVER);
        let mut before: Option<Valued> = None;
        let mut end = NEVER;
        for &d in &days {
            let v = self.valued(c, ctx.on(d), s.start);
            end = if end == NEVER { v.end } else { end };
            // A certain breach is not taken back by a later doubt.
            let four = if failed && v.four != Four::Yes { Four::No } else { v.four };
            if !failed && o.exempt == NEVER {
                // The day of grace is the due day: an excuse on it holds whatever comes after, also what cannot be told.
                let grace = before.filter(|b| b.four == Four::NotYet && b.due == d - 1).map(|b| b.due);
                let asked =
                    if d == s.open { (four == Four::No).then_some(s.start.max(s.open)) } else { grace };
                // After the last day of the stretch nothing is excused (3.8).
                if asked.is_some_and(|day| day <= s.last && self.excused_on(root, subject, day)) {
                    o.exempt = d;
                }
            }
            if four == Four::No && !failed {
                (failed, first_no) = (true, d);
            }
            if four != Four::Yes {
                became = NEVER;
            } else if became == NEVER {
                became = d;
            }
            let verdict = match four {
                Four::Yes if failed => Verdict::on(VerdictWord::Late, became),
                Four::Yes => Verdict::on(VerdictWord::Met, if became == Day::MIN { NEVER } else { became }),
                Four::NotYet => Verdict::on(VerdictWord::Due, v.due),
                Four::Unknown => Verdict::plain(VerdictWord::CannotTell),
                Four::No => self.broken(s, v, d, first_no),
            };
            if values.last().is_none_or(|l| l.verdict != verdict) {
                values.push(ValueStep { from: d, verdict });
            }
            before = Some(v);
        }
        // What is met on its first day, or too late by then, was due all the same; what is excused on it is not.
        let due = values.iter().find(|v| v.verdict.word == VerdictWord::Due).and_then(|v| v.verdict.day);
        o.lo = due.unwrap_or(if o.exempt == NEVER { end } else { NEVER });
        o.hi = o.lo;
        match one_answer(&values, s.open) {
            Some(answer) => emit_plain(out, subject, Obligation { answer, ..o }),
            None => emit(out, subject, o, Extra { values: values.clone(), ..Extra::default() }),
        }
        (self.days, self.values) = (days, values);
    }

    /// The value of an event that is asked on its own day only: it never changes.
    fn satisfy_once(&self, root: u32, subject: &Subject, s: &Stretch, c: &Cond, out: &mut Ledger) {
        let answer = ask_condition(c, self.ctx(root, subject, s.start));
        let mut o = Obligation { answer, ..running(Form::Value, s.open, s) };
        if answer == Tri::No && self.excused_on(root, subject, s.start) {
            o.exempt = s.open;
        }
        emit_plain(out, subject, o);
    }

    fn broken(&self, s: &Stretch, v: Valued, d: Day, first_no: Day) -> Verdict {
        if v.tests > 0 && v.known == v.tests {
            return Verdict::on(VerdictWord::Late, v.latest.max(s.start));
        }
        if v.tests == 0 {
            if self.shape == Shape::Event {
                return Verdict::on(VerdictWord::Missed, s.start);
            }
            if s.seen <= d && s.ended != NEVER {
                return Verdict::on(VerdictWord::Missed, s.ended);
            }
        }
        Verdict::on(VerdictWord::Overdue, if first_no == Day::MIN { NEVER } else { first_no })
    }

    /// The days on which the value can change.
    fn satisfy_days(&self, c: &Cond, ctx: Ctx<'_>, s: &Stretch, out: &mut Vec<Day>) {
        match c {
            Cond::All(list) | Cond::Any(list) => list.iter().for_each(|c| self.satisfy_days(c, ctx, s, out)),
            c if is_deadline(c) => {
                condition_changes(c, ctx, s.open, NEVER - 1, out);
                let whole = Ctx { sees: NEVER, day: NEVER - 1, ..ctx };
                let to = self.test_end(c, whole).map_or([NEVER; 2], |to| [to.lo, to.hi]);
                out.extend(to.into_iter().filter(|d| *d != NEVER).flat_map(|d| [d, d + 1]));
            }
            // What is asked on the first day only never changes.
            c if self.asked_at_first(c) => {}
            c => condition_changes(c, ctx, s.open, NEVER - 1, out),
        }
    }

    /// Whether a part of the condition moves by itself, and is asked on the first day.
    fn asked_at_first(&self, c: &Cond) -> bool {
        let known = self.moving.iter().find(|m| std::ptr::eq(m.0, c));
        known.map_or_else(|| asks_the_day(c), |m| m.1)
    }

    /// The last day of a deadline test.
    fn test_end(&self, test: &Cond, ctx: Ctx<'_>) -> Option<DayRange> {
        match test {
            Cond::Within { amount, of, .. } => {
                let (amount, of) = (amount_on(amount, ctx)?, day_of(of, ctx)?);
                let (a, b) = (
                    self.world.calendar.add_plain(of.lo, amount),
                    self.world.calendar.add_plain(of.hi, amount),
                );
                Some(DayRange { lo: a.lo, hi: b.hi })
            }
            Cond::By { day, .. } => day_of(day, ctx),
            _ => None,
        }
    }

    pub(super) fn valued(&self, c: &Cond, ctx: Ctx<'_>, start: Day) -> Valued {
        match c {
            Cond::All(list) => list
                .iter()
                .map(|c| self.valued(c, ctx, start))
                .reduce(|a, b| a.join(b, true))
                .unwrap_or(Valued::plain(Tri::Yes)),
            Cond::Any(list) => list
                .iter()
                .map(|c| self.valued(c, ctx, start))
                .reduce(|a, b| a.join(b, false))
                .unwrap_or(Valued::plain(Tri::No)),
            c if is_deadline(c) => self.deadline(c, ctx),
            // What moves by itself is asked on the first day; the record's own fields as they stand.
            c if self.asked_at_first(c) => Valued::plain(ask_condition(c, ctx.on(start))),
            c => Valued::plain(ask_condition(c, ctx)),
        }
    }

    fn deadline(&self, c: &Cond, ctx: Ctx<'_>) -> Valued {
        let (x, from) = match c {
            Cond::Within { x, of, .. } => (x, day_of(of, ctx)),
            Cond::By { x, .. } => (x, Some(DayRange::exact(Day::MIN))),
            _ => return Valued::plain(Tri::Unknown),
        };
        let x = match field_value(x, ctx) {
            Datum::Day(d) => Some(d),
            _ => None,
        };
        let (known, latest) = (u32::from(x.is_some()), x.unwrap_or(Day::MIN));
        let doubtful = Valued { tests: 1, known, latest, ..Valued::plain(Tri::Unknown) };
        let Some(from) = from else { return doubtful };
        let to = self.test_end(c, ctx);
        let end = to.map_or(NEVER, |to| to.lo);
        let tested = |four, due| Valued { four, due, tests: 1, known, latest, end };
        // What was done before the day is not done within any time of it.
        if x.is_some_and(|x| x < from.lo) {
            return tested(Four::No, NEVER);
        }
        let Some(to) = to else { return doubtful };
        match x {
            Some(x) => tested(grade(to, x, Four::Yes), NEVER),
            None => tested(grade(to, ctx.day, Four::NotYet), to.lo),
        }
    }
}

/// The answer of a value that never changes and that its first day says: most do, and need no list.
fn one_answer(values: &[ValueStep], opened: Day) -> Option<Tri> {
    let [only] = values else { return None };
    let said = |answer: &Tri| Verdict::asked(*answer, opened) == only.verdict;
    [Tri::Yes, Tri::No, Tri::Unknown].into_iter().find(|a| only.from == opened && said(a))
}

fn grade(to: DayRange, x: Day, good: Four) -> Four {
    if x <= to.lo {
        good
    } else if x <= to.hi {
        Four::Unknown
    } else {
        Four::No
    }
}

/// `X is within A of Y`, `X is on or before Y`, with X a happening date.
pub(super) fn is_deadline(c: &Cond) -> bool {
    match c {
        Cond::Within { x, before: false, .. } | Cond::By { x, .. } => x.value_type == ValueType::HappeningDay,
        _ => false,
    }
}

/// The parts of the condition of a `must satisfy`, each with whether it is asked on the first day only.
pub(super) fn moving_parts<'a>(c: &'a Cond, out: &mut Vec<(&'a Cond, bool)>) {
    match c {
        Cond::All(list) | Cond::Any(list) => list.iter().for_each(|c| moving_parts(c, out)),
        c => out.push((c, !is_deadline(c) && asks_the_day(c))),
    }
}

/// Ages and things are asked on the first day.
pub(super) fn asks_the_day(c: &Cond) -> bool {
    struct Moving(bool);
    impl walk::Parts for Moving {
        fn thing(&mut self, _: &crate::lang::checked::Thing) {
            self.0 = true;
        }
        fn condition(&mut self, c: &Cond) {
            let age = |v: &Value| matches!(v, Value::Age(None));
            self.0 |= match c {
                Cond::Compare(_, a, b) | Cond::Matches(a, b) => age(a) || age(b),
                Cond::OneOf(v, _) | Cond::Holds(v) => age(v),
                Cond::Between(a, b, c) => age(a) || age(b) || age(c),
                _ => false,
            };
        }
    }
    let mut moving = Moving(false);
    walk::condition(c, &mut moving);
    moving.0
}
