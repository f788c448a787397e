//! Conditions: yes, no, or nothing that can be told.

use super::days::{Span, sum};
use super::value::{Value, compare};
use super::{Book, Cell};
use duecare::calendar::{Amount, Day, NEVER};
use duecare::lang::checked::{
    Base, Cmp, Cond, Count, FieldRef, Leaf, LimitAmount, Neighbour, Quantity, State,
};

/// `None` is unknown.
pub type Truth = Option<bool>;

/// Yes if all are, no if any is not.
pub fn all(list: impl IntoIterator<Item = Truth>) -> Truth {
    let list: Vec<Truth> = list.into_iter().collect();
    match () {
        () if list.contains(&Some(false)) => Some(false),
        () if list.contains(&None) => None,
        () => Some(true),
    }
}

pub fn not(t: Truth) -> Truth {
    t.map(|b| !b)
}

/// Yes if any is, no if none is.
pub fn any(list: impl IntoIterator<Item = Truth>) -> Truth {
    not(all(list.into_iter().map(not)))
}

/// A record that is asked, with its days: those of a spell where it stands for one.
#[derive(Debug, Clone, PartialEq)]
pub struct It {
    pub rec: usize,
    pub start: Cell,
    pub end: Cell,
}

impl It {
    pub fn of(book: &Book<'_>, rec: usize) -> It {
        It { rec, start: book.cell(rec, Leaf::Start), end: book.cell(rec, Leaf::End) }
    }
}

/// A question about a record; `this` is the one the rule is about.
#[derive(Debug, Clone)]
pub struct Ask {
    pub it: It,
    pub this: It,
}

impl Book<'_> {
    pub fn holds(&self, c: &Cond, ask: &Ask) -> Truth {
        match c {
            Cond::Always(b) => Some(*b),
            Cond::All(list) => all(list.iter().map(|c| self.holds(c, ask))),
            Cond::Any(list) => any(list.iter().map(|c| self.holds(c, ask))),
            Cond::Not(c) => not(self.holds(c, ask)),
            Cond::Compare(cmp, a, b) => compare(*cmp, &self.value(a, ask), &self.value(b, ask)),
            Cond::OneOf(v, list) => {
                let value = self.value(v, ask);
                any(list.iter().map(|l| compare(Cmp::Is, &value, &Value::of(l))))
            }
            Cond::Is(field, state) => self.state(field, *state, ask),
            Cond::Open => match (&ask.it.start, &ask.it.end) {
                (Cell::Day(start), _) if *start > self.day => Some(false),
                (Cell::Day(_), Cell::Day(end)) => Some(*end > self.day),
                (Cell::Day(_), Cell::Blank) => Some(true),
                _ => None,
            },
            Cond::Lasted(cmp, amount) => {
                let (Cell::Day(start), Some(amount)) = (&ask.it.start, self.amount(amount, ask)) else {
                    return None;
                };
                let to = match ask.it.end {
                    Cell::Day(end) => end.min(self.day),
                    Cell::Blank => self.day,
                    _ => return None,
                };
                compare(*cmp, &Value::Day(to), &sum(self.calendar, (*start, *start), amount).value())
            }
            Cond::Has(e) => {
                let (sure, perhaps) = self.count(&e.thing, ask);
                let (cmp, n) = match e.quantity {
                    Quantity::AtLeast(n) => (Cmp::AtLeast, n),
                    Quantity::AtMost(n) => (Cmp::AtMost, n),
                    Quantity::Exactly(n) => (Cmp::Is, n),
                };
                let Count::Fixed(n) = n else { panic!("the reference knows no settings") };
                compare(cmp, &Value::Between(sure, perhaps), &Value::Number(f64::from(n)))
            }
            Cond::Within { x, amount, of, before } => {
                let x = self.day_in(x, ask)?;
                let (y, amount) = (self.day_of(of, ask)?, self.amount(amount, ask)?);
                if *before {
                    let reach = sum(self.calendar, (x, x), amount);
                    return all([not_after(x.into(), y), not_after(y, reach)]);
                }
                all([not_after(y, x.into()), not_after(x.into(), sum(self.calendar, (y.lo, y.hi), amount))])
            }
            Cond::By { x, day } => {
                let (x, y) = (self.day_in(x, ask)?, self.day_of(day, ask)?);
                not_after(x.into(), y)
            }
            Cond::Distance { cmp, x, amount, before, of } => {
                let (x, y) = (self.day_of(x, ask)?, self.day_of(of, ask)?);
                let amount = self.amount(amount, ask)?;
                let reach = |d: Span| sum(self.calendar, (d.lo, d.hi), amount);
                match before {
                    true => compare(*cmp, &y.value(), &reach(x).value()),
                    false => compare(*cmp, &x.value(), &reach(y).value()),
                }
            }
            Cond::Matches(a, b) => self.matches(a, b, ask),
            Cond::Between(v, a, b) => {
                let v = self.value(v, ask);
                let from = compare(Cmp::AtLeast, &v, &self.value(a, ask));
                all([from, compare(Cmp::AtMost, &v, &self.value(b, ask))])
            }
            Cond::Covers(period, day) => {
                let ((start, end), day) = (self.period(period, ask)?, self.day_of(day, ask)?);
                (day.lo == day.hi).then_some(start <= day.lo && day.lo <= end)
            }
            Cond::Overlaps(a, b, least) => {
                let (a, b) = (self.period(a, ask)?, self.period(b, ask)?);
                let wanted = match least {
                    None => 1,
                    Some(amount) => i64::from(self.amount(amount, ask)?.count),
                };
                Some(i64::from(a.1.min(b.1)) - i64::from(a.0.max(b.0)) + 1 >= wanted)
            }
            Cond::Holds(v) => match self.value(v, ask) {
                Value::YesNo(b) => Some(b),
                _ => None,
            },
            Cond::Among(_) => panic!("no rule says this"),
        }
    }

    /// Known, refused or blank: plain wherever the return says anything there.
    fn state(&self, field: &FieldRef, state: State, ask: &Ask) -> Truth {
        if field.leaf == Leaf::Record {
            return match state {
                State::Known => self.there(field, ask),
                State::Blank => not(self.there(field, ask)),
                State::Invalid => Some(false),
            };
        }
        let cell = self.reached(field, ask).map_or(Cell::NotSent, |(_, cell)| cell);
        match (cell, state) {
            (Cell::NotSent, _) | (Cell::Key(_), State::Known | State::Invalid) => None,
            (Cell::Blank, _) => Some(state == State::Blank),
            (Cell::Refused(_), _) => Some(state == State::Invalid),
            (Cell::Key(_), State::Blank) => Some(false),
            (_, _) => Some(state == State::Known),
        }
    }

    /// Whether there is such a record. Of a table that was not sent nothing is known.
    fn there(&self, field: &FieldRef, ask: &Ask) -> Truth {
        if let Some((it, _)) = self.reached(field, ask) {
            let rec = &self.records[it.rec];
            return match (rec.made(), self.sent.contains(&rec.kind)) {
                (false, _) => Some(true),
                (true, true) => Some(false),
                (true, false) => None,
            };
        }
        match &field.base {
            Base::FirstOf(t) | Base::LastOf(t) => match self.count(t, ask) {
                (_, 0.0) => Some(false),
                _ => None,
            },
            Base::Neighbour(Neighbour::Previous | Neighbour::Next, kind) => {
                let own = self.records[ask.it.rec].kind == *kind;
                let from = if own { &ask.it } else { &ask.this };
                let ordered = matches!(from.start, Cell::Day(_)) && self.tied(*kind, 1);
                if ordered { Some(false) } else { None }
            }
            _ => None,
        }
    }

    /// First and last day; one that goes on has no last. A last day that cannot be read is not known.
    fn period(&self, f: &FieldRef, ask: &Ask) -> Option<(Day, Day)> {
        let (it, _) = self.reached(&FieldRef { leaf: Leaf::Record, ..f.clone() }, ask)?;
        match (it.start, it.end) {
            (Cell::Day(start), Cell::Day(end)) => Some((start, end)),
            (Cell::Day(start), Cell::Blank) => Some((start, NEVER)),
            _ => None,
        }
    }

    fn day_in(&self, field: &FieldRef, ask: &Ask) -> Option<Day> {
        match self.reached(field, ask)?.1 {
            Cell::Day(d) => Some(d),
            _ => None,
        }
    }

    pub fn amount(&self, amount: &LimitAmount, ask: &Ask) -> Option<Amount> {
        match amount {
            LimitAmount::Fixed(a) => Some(*a),
            LimitAmount::Field(f, unit) => match self.reached(f, ask)?.1 {
                Cell::Number(n) if n >= 0.0 && n.fract() == 0.0 && n < 1e9 => {
                    Some(Amount::new(n as u32, *unit))
                }
                _ => None,
            },
            LimitAmount::Setting(_) => panic!("the reference knows no settings"),
        }
    }
}

/// Whether one day is on or before another, both known only to lie in a span.
pub fn not_after(a: Span, b: Span) -> Truth {
    compare(Cmp::AtMost, &a.value(), &b.value())
}
