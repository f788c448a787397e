//! Values, what paths lead to, and how two values compare.

use super::ask::{Ask, It, Truth};
use super::{Book, Cell, text};
use duecare::calendar::{Day, Unit};
use duecare::lang::checked::{self, Base, Cmp, FieldRef, Leaf, Literal, Neighbour, Step};
use duecare::record::KindId;

/// A value, as far as it is known.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    Unknown,
    Number(f64),
    /// A number that lies between two.
    Between(f64, f64),
    YesNo(bool),
    Text(String),
    Day(Day),
    Days(Day, Day),
    /// A record with the key it is known by.
    Record(usize, Option<String>),
}

impl Value {
    pub fn of(l: &Literal) -> Value {
        match l {
            Literal::Number(n) | Literal::Percent(n) => Value::Number(*n),
            Literal::Text(t) => Value::Text(t.clone()),
            Literal::YesNo(b) => Value::YesNo(*b),
            Literal::Day(d) => Value::Day(*d),
            Literal::Amount(a) => Value::Number(f64::from(a.count)),
        }
    }

    /// The two ends of a number or day.
    fn ends(&self) -> Option<(f64, f64)> {
        match self {
            Value::Number(n) => Some((*n, *n)),
            Value::Between(a, b) => Some((*a, *b)),
            Value::Day(d) => Some((f64::from(*d), f64::from(*d))),
            Value::Days(a, b) => Some((f64::from(*a), f64::from(*b))),
            _ => None,
        }
    }
}

/// Yes if it holds whatever the values are, no if it never does.
pub fn compare(cmp: Cmp, a: &Value, b: &Value) -> Truth {
    let equal = |same: bool| match cmp {
        Cmp::Is => Some(same),
        Cmp::IsNot => Some(!same),
        _ => None,
    };
    match (a, b) {
        (Value::Text(x), Value::Text(y)) => equal(x == y),
        (Value::YesNo(x), Value::YesNo(y)) => equal(x == y),
        (Value::Record(x, _), Value::Record(y, _)) => equal(x == y),
        (Value::Record(_, Some(key)), Value::Text(t)) | (Value::Text(t), Value::Record(_, Some(key))) => {
            equal(key == t)
        }
        _ => {
            let ((a, b), (c, d)) = (a.ends()?, b.ends()?);
            match cmp {
                Cmp::Under => between(b < c, a < d),
                Cmp::AtMost => between(b <= c, a <= d),
                Cmp::Over => between(a > d, b > c),
                Cmp::AtLeast => between(a >= d, b >= c),
                Cmp::Is => between(a == b && c == d && a == c, a <= d && c <= b),
                Cmp::IsNot => between(b < c || d < a, !(a == b && c == d && a == c)),
            }
        }
    }
}

fn between(always: bool, ever: bool) -> Truth {
    match (always, ever) {
        (true, _) => Some(true),
        (false, true) => None,
        (false, false) => Some(false),
    }
}

/// What `matches` compares.
#[derive(PartialEq)]
enum Side {
    Nothing,
    Written(String),
    Value(Value),
}

impl Book<'_> {
    /// The record a path leads to, and what stands there.
    pub fn reached(&self, f: &FieldRef, ask: &Ask) -> Option<(It, Cell)> {
        let mut it = match &f.base {
            Base::It => ask.it.clone(),
            Base::This => ask.this.clone(),
            Base::Neighbour(which, kind) => {
                let own = self.records[ask.it.rec].kind == *kind;
                let from = if own { ask.it.rec } else { ask.this.rec };
                It::of(self, self.neighbour(from, *which)?)
            }
            Base::FirstOf(t) => It::of(self, self.edge(t, ask, true)?.0),
            Base::LastOf(t) => It::of(self, self.edge(t, ask, false)?.0),
        };
        for step in &f.steps {
            let rec = match step {
                Step::Owner => self.records[it.rec].owner?,
                Step::Link(field) => match self.cell(it.rec, Leaf::Field(*field)) {
                    Cell::Record(to) => to,
                    _ => return None,
                },
                Step::Neighbour(which) => self.neighbour(it.rec, *which)?,
            };
            it = It::of(self, rec);
        }
        let cell = match f.leaf {
            Leaf::Start => it.start.clone(),
            Leaf::End => it.end.clone(),
            leaf => self.cell(it.rec, leaf),
        };
        Some((it, cell))
    }

    /// By start, then as the file has them, among the dated records of the kind and owner.
    fn neighbour(&self, of: usize, which: Neighbour) -> Option<usize> {
        let kind = self.records[of].kind;
        if !self.tied(kind, 1) {
            return None;
        }
        let mut list: Vec<usize> = (0..self.records.len())
            .filter(|r| {
                let other = &self.records[*r];
                other.kind == kind
                    && !other.made()
                    && other.owner == self.records[of].owner
                    && self.order(*r).is_some()
            })
            .collect();
        list.sort_by_key(|r| self.order(*r));
        // What has no day is in no order.
        let here = list.iter().position(|r| *r == of)?;
        match which {
            Neighbour::First => list.first().copied(),
            Neighbour::Last => list.last().copied(),
            Neighbour::Previous => here.checked_sub(1).map(|i| list[i]),
            Neighbour::Next => list.get(here + 1).copied(),
        }
    }

    pub fn value(&self, v: &checked::Value, ask: &Ask) -> Value {
        use checked::Value as V;
        match v {
            V::Literal(l) => Value::of(l),
            V::Field(f) => self.field(f, ask),
            V::Day(d) => self.day_of(d, ask).map_or(Value::Unknown, |d| d.value()),
            V::Age(on) => {
                let day = match on {
                    None => Some(self.day),
                    Some(d) => self.day_of(d, ask).filter(|d| d.lo == d.hi).map(|d| d.lo),
                };
                let age = day.and_then(|d| self.age(&ask.it, d));
                age.map_or(Value::Unknown, |n| Value::Number(f64::from(n)))
            }
            V::Span { unit, from, to } => {
                let plain = |d| self.day_of(d, ask).filter(|d| d.lo == d.hi).map(|d| d.lo);
                match (plain(from), plain(to)) {
                    (Some(a), Some(b)) => self.span(*unit, a, b),
                    _ => Value::Unknown,
                }
            }
            V::Number(t) | V::DaysOf(t) => match self.count(t, ask) {
                (a, b) if a == b => Value::Number(a),
                (a, b) => Value::Between(a, b),
            },
            V::Plugin { plugin, arguments } => {
                let given: Vec<Value> = arguments.iter().map(|a| self.value(a, ask)).collect();
                text::call(self, *plugin, &given)
            }
            V::Setting(_) => panic!("the reference knows no settings"),
            V::Sum(list) => {
                let mut total = (0.0, 0.0);
                for (plus, v) in list {
                    let Some((a, b)) = self.value(v, ask).ends() else { return Value::Unknown };
                    total = match plus {
                        true => (total.0 + a, total.1 + b),
                        false => (total.0 - b, total.1 - a),
                    };
                }
                Value::Between(total.0, total.1)
            }
            V::PercentOf(p, v) => match self.value(v, ask).ends() {
                Some((a, b)) => Value::Between(a * p / 100.0, b * p / 100.0),
                None => Value::Unknown,
            },
        }
    }

    fn span(&self, unit: Unit, from: Day, to: Day) -> Value {
        let days = f64::from(to) - f64::from(from);
        let months = || self.months_between(from, to).map(|n| n as f64);
        let known = match unit {
            Unit::Days => Some(days),
            Unit::Weeks => Some((days / 7.0).floor()),
            Unit::Months => months(),
            Unit::Years => months().map(|n| (n / 12.0).floor()),
            Unit::WorkingDays | Unit::SchoolDays => panic!("the reference counts no working days"),
        };
        known.map_or(Value::Unknown, Value::Number)
    }

    /// What a field says. A code that its list does not have is still the text that was written.
    pub fn field(&self, f: &FieldRef, ask: &Ask) -> Value {
        match self.reached(f, ask).map(|r| r.1) {
            None | Some(Cell::NotSent | Cell::Blank) => Value::Unknown,
            Some(Cell::Refused(text)) => match self.refuses_days(f) {
                true => Value::Unknown,
                false => Value::Text(text),
            },
            Some(Cell::Key(text) | Cell::Text(text)) => Value::Text(text),
            Some(Cell::Day(d)) => Value::Day(d),
            Some(Cell::YesNo(b)) => Value::YesNo(b),
            Some(Cell::Number(n)) => Value::Number(n),
            Some(Cell::Record(rec)) => Value::Record(rec, self.key(rec)),
        }
    }

    fn key(&self, rec: usize) -> Option<String> {
        let kind: KindId = self.records[rec].kind;
        self.rules.vocabulary.kind(kind)?.keyed_by?;
        self.records[rec].keys.last().cloned()
    }

    /// Whether a field is of a type whose bad values are no text: a day, a number, yes or no.
    fn refuses_days(&self, f: &FieldRef) -> bool {
        use checked::ValueType as T;
        !matches!(f.value_type, T::Text | T::Link(_))
    }

    /// The same value, or both blank; plain wherever the return says anything on both sides.
    pub fn matches(&self, a: &checked::Value, b: &checked::Value, ask: &Ask) -> Truth {
        let side = |v: &checked::Value| -> Option<Side> {
            let value = self.value(v, ask);
            if let checked::Value::Field(f) = v {
                match self.reached(f, ask).map_or(Cell::NotSent, |r| r.1) {
                    Cell::NotSent => return None,
                    Cell::Refused(text) if value == Value::Unknown => return Some(Side::Written(text)),
                    _ => {}
                }
            }
            Some(if value == Value::Unknown { Side::Nothing } else { Side::Value(value) })
        };
        match (side(a)?, side(b)?) {
            (Side::Value(a), Side::Value(b)) => compare(Cmp::Is, &a, &b),
            (a, b) => Some(a == b),
        }
    }
}
