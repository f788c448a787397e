//! `must satisfy C` (6.9): its value day by day, and what a breach leaves behind.

use super::Reading;
use super::cond::Ask;
use super::obligation::{Kind, Ob};
use super::stretch::Stretch;
use super::subject::Subject;
use super::tri::Tri;
use super::value::It;
use crate::support::world::Val;
use duecare::calendar::{ALWAYS, Day, NEVER};
use duecare::judge::VerdictWord as Word;
use duecare::lang::checked::{Cond, FieldRef, Value, ValueType};
use duecare::record::Shape;

/// A value, with the due day while it is not yet.
type Valued = (Tri, Day);

impl Reading<'_> {
    /// The one obligation of a stretch.
    pub(crate) fn satisfy(&self, c: &Cond, subject: &Subject, st: &Stretch) -> Vec<Ob> {
        if subject.shape == Shape::Event && st.own_start < st.start {
            // Its day was before the standard.
            return Vec::new();
        }
        let first = match st.start {
            ALWAYS => self.world.days().into_iter().min().unwrap_or(self.day).min(self.day) - 1,
            day => day,
        };
        let (mut failed, mut exempt, mut held_since) = (None, NEVER, NEVER);
        let mut before: Option<Tri> = None;
        let mut now = (Tri::Unknown, NEVER);
        let mut first_due = NEVER;
        for d in first..=self.day {
            let (v, due) = self.valued(c, subject, st, d);
            let excused = exempt == NEVER && failed.is_none() && {
                let grace = v == Tri::NotYet && due == d || v == Tri::False && d == first;
                grace && d <= st.last && self.excused_on(subject, d)
            };
            if excused {
                exempt = if v == Tri::False { d } else { d + 1 };
            }
            // After a breach, not yet and unknown count as false.
            let v = if failed.is_some() && v != Tri::True { Tri::False } else { v };
            if v == Tri::False && failed.is_none() {
                failed = Some(d);
            }
            if v == Tri::True && before != Some(Tri::True) {
                held_since = d;
            }
            if v == Tri::NotYet && first_due == NEVER {
                first_due = due;
            }
            before = Some(v);
            now = (v, due);
        }
        let said = if self.day >= exempt {
            (Word::Exempt, exempt)
        } else {
            match (now.0, failed) {
                (Tri::True, None) => (Word::Met, held_since),
                (Tri::True, Some(_)) => (Word::Late, held_since),
                (Tri::NotYet, _) => (Word::Due, now.1),
                (Tri::Unknown, _) => (Word::CannotTell, NEVER),
                (Tri::False, since) => self.failed(c, subject, st, since.unwrap_or(self.day)),
            }
        };
        vec![Ob { lo: first_due, ..Ob::new(Kind::Said(said.0, said.1), st.start) }]
    }

    fn failed(&self, c: &Cond, subject: &Subject, st: &Stretch, since: Day) -> (Word, Day) {
        let mut tested = Vec::new();
        deadline_fields(c, &mut tested);
        let ask = Ask { it: It::Subject(subject), this: subject, day: self.day };
        let days: Vec<Option<Day>> = tested
            .iter()
            .map(|f| match self.read(f, &ask) {
                Some(Val::Date(d)) => Some(d),
                _ => None,
            })
            .collect();
        if !days.is_empty() {
            return match days.into_iter().collect::<Option<Vec<Day>>>() {
                Some(list) => (Word::Late, list.into_iter().max().unwrap_or(st.own_start).max(st.own_start)),
                None => (Word::Overdue, since),
            };
        }
        let event = subject.shape == Shape::Event || subject.breach.is_some();
        match event {
            true => (Word::Missed, st.start),
            false if st.seen <= self.day => (Word::Missed, st.ended),
            false => (Word::Overdue, since),
        }
    }

    fn valued(&self, c: &Cond, subject: &Subject, st: &Stretch, d: Day) -> Valued {
        let ask = Ask { it: It::Subject(subject), this: subject, day: d };
        match c {
            Cond::All(list) => {
                let parts: Vec<Valued> = list.iter().map(|c| self.valued(c, subject, st, d)).collect();
                let least = parts.iter().map(|p| p.0).min().unwrap_or(Tri::True);
                let due = parts.iter().filter(|p| p.0 == Tri::NotYet).map(|p| p.1).min();
                (least, due.unwrap_or(NEVER))
            }
            Cond::Any(list) => {
                let parts: Vec<Valued> = list.iter().map(|c| self.valued(c, subject, st, d)).collect();
                let most = parts.iter().map(|p| p.0).max().unwrap_or(Tri::False);
                let due = parts.iter().filter(|p| p.0 == Tri::NotYet).map(|p| p.1).max();
                (most, due.unwrap_or(NEVER))
            }
            Cond::Not(c) => {
                let (v, due) = self.valued(c, subject, st, d);
                (v.not(), due)
            }
            Cond::Within { x, amount, of, before: false } if x.value_type == ValueType::HappeningDay => {
                let Some(y) = self.days_of(of, &ask) else { return (Tri::Unknown, NEVER) };
                let standard = self.version_on(d.max(st.start));
                let Some((amount, _)) = self.amount(standard, amount, subject, d) else {
                    return (Tri::Unknown, NEVER);
                };
                let calendar = &self.world.calendar;
                let sum = (calendar.plus(y.0, amount).0, calendar.plus(y.1, amount).1);
                self.deadline(x, &ask, Some(y.0), sum)
            }
            Cond::By { x, day } if x.value_type == ValueType::HappeningDay => match self.days_of(day, &ask) {
                Some(y) => self.deadline(x, &ask, None, y),
                None => (Tri::Unknown, NEVER),
            },
            // Ages, `has` and `number of` are asked on the start (the subject's own, whenever the standard came into
            // force); the subject's own fields as at the day.
            Cond::Has(_) => (self.ask(c, subject, st.own_start), NEVER),
            Cond::Compare(_, a, b) if counts(a) || counts(b) => (self.ask(c, subject, st.own_start), NEVER),
            other => (self.ask(other, subject, d), NEVER),
        }
    }

    fn deadline(&self, x: &FieldRef, ask: &Ask, from: Option<Day>, (lo, hi): (Day, Day)) -> Valued {
        match self.read(x, ask) {
            Some(Val::Date(x)) if from.is_some_and(|y| x < y) => (Tri::False, NEVER),
            Some(Val::Date(x)) if x <= lo => (Tri::True, NEVER),
            Some(Val::Date(x)) if x <= hi => (Tri::Unknown, NEVER),
            Some(_) => (Tri::False, NEVER),
            None if ask.day <= lo => (Tri::NotYet, lo),
            None if ask.day <= hi => (Tri::Unknown, NEVER),
            None => (Tri::False, NEVER),
        }
    }
}

fn counts(v: &Value) -> bool {
    matches!(v, Value::Age(_) | Value::Number(_))
}

/// The happening fields X of every deadline test.
fn deadline_fields<'c>(c: &'c Cond, out: &mut Vec<&'c FieldRef>) {
    match c {
        Cond::All(list) | Cond::Any(list) => list.iter().for_each(|c| deadline_fields(c, out)),
        Cond::Not(c) => deadline_fields(c, out),
        Cond::Within { x, before: false, .. } | Cond::By { x, .. }
            if x.value_type == ValueType::HappeningDay =>
        {
            out.push(x);
        }
        _ => {}
    }
}
