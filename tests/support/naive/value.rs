//! Values, fields and the paths that lead to them (2.2).

use super::Reading;
use super::cond::Ask;
use super::subject::Subject;
use crate::support::world::{Val, id_order};
use duecare::calendar::{Amount, Day, from_civil, to_civil};
use duecare::lang::checked::{
    Base, FieldRef, Leaf, LimitAmount, Literal, Neighbour, SettingValue, Standard, Step, Value,
};
use duecare::record::{FieldType, KindId};

/// A value as far as it is known.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Known {
    Missing,
    One(Val),
    /// A count between two.
    Between(i64, i64),
    /// A day between two: the calendar runs out.
    Within(Day, Day),
}

/// The record a path starts from or reaches.
#[derive(Debug, Clone, Copy)]
pub(crate) enum It<'s> {
    Subject(&'s Subject),
    Record(usize),
}

impl It<'_> {
    pub(crate) fn rec(&self) -> usize {
        match self {
            It::Subject(s) => s.rec,
            It::Record(r) => *r,
        }
    }
}

impl Reading<'_> {
    /// A field of a subject on a day.
    pub(crate) fn read_of(&self, field: &FieldRef, subject: &Subject, day: Day) -> Option<Val> {
        self.read(field, &Ask { it: It::Subject(subject), this: subject, day })
    }

    /// A field as it could be seen on the day asked.
    pub(crate) fn read(&self, field: &FieldRef, ask: &Ask) -> Option<Val> {
        let mut at = match &field.base {
            Base::It => ask.it,
            Base::This => It::Subject(ask.this),
            Base::Neighbour(which, kind) => {
                It::Record(self.neighbour(*which, ask.it.rec(), *kind, ask.day)?)
            }
            other => panic!("the reference does not read {other:?}"),
        };
        for step in &field.steps {
            at = It::Record(match step {
                Step::Owner => self.world.records[at.rec()].owner?,
                Step::Link(f) => match self.world.records[at.rec()].fields.get(f)? {
                    Val::Record(to) => *to,
                    _ => return None,
                },
                Step::Neighbour(which) => {
                    self.neighbour(*which, at.rec(), self.world.records[at.rec()].kind, ask.day)?
                }
            });
        }
        self.leaf(at, field.leaf, ask.day)
    }

    fn leaf(&self, at: It, leaf: Leaf, day: Day) -> Option<Val> {
        let r = &self.world.records[at.rec()];
        let day = self.sees(day);
        let start = match at {
            It::Subject(s) => s.start,
            It::Record(_) => r.start,
        };
        // A record that has not begun is not there (1.4), nor is one that was dropped. The subject that is asked about
        // itself is there: only the steps of 5.2 ask it about days before its own.
        let other = matches!(at, It::Record(_));
        if r.gone || other && r.start.is_some_and(|s| s > day) {
            return None;
        }
        match leaf {
            Leaf::Start => start.map(Val::Date),
            Leaf::End => match at {
                It::Subject(s) => s.end_on(self.world, day).map(Val::Date),
                It::Record(_) => r.end.filter(|e| *e <= day).map(Val::Date),
            },
            Leaf::Recorded => r.recorded.filter(|x| *x <= day).map(Val::Date),
            Leaf::Record => Some(Val::Record(at.rec())),
            Leaf::Field(f) => {
                let value = r.fields.get(&f)?;
                let field = self.world.vocabulary.kind(r.kind)?.field_at(f)?;
                match value {
                    Val::Date(d) if field.field_type == FieldType::Date && *d > day => None,
                    other => Some(other.clone()),
                }
            }
        }
    }

    /// Order of start, then of the file, among dated records of a kind of the same owner (6.14).
    fn neighbour(&self, which: Neighbour, of: usize, kind: KindId, day: Day) -> Option<usize> {
        let records = &self.world.records;
        let mut list: Vec<usize> = (0..records.len())
            .filter(|i| {
                let r = &records[*i];
                !r.gone && r.kind == kind && r.owner == records[of].owner && r.start.is_some_and(|s| s <= day)
            })
            .collect();
        list.sort_by_key(|i| (records[*i].start, *i));
        let here = list.iter().position(|i| *i == of);
        match which {
            Neighbour::First => list.first().copied(),
            Neighbour::Last => list.last().copied(),
            Neighbour::Previous => here?.checked_sub(1).map(|i| list[i]),
            Neighbour::Next => list.get(here? + 1).copied(),
        }
    }

    /// A value of a condition.
    pub(crate) fn value(&self, value: &Value, ask: &Ask) -> Known {
        let known = |v: Option<Val>| v.map_or(Known::Missing, Known::One);
        match value {
            Value::Literal(l) => Known::One(literal(l)),
            Value::Field(f) => known(self.read(f, ask)),
            Value::Day(d) => match self.days_of(d, ask) {
                Some((lo, hi)) if lo != hi => Known::Within(lo, hi),
                day => known(day.map(|d| Val::Date(d.0))),
            },
            Value::Age(None) => known(self.age(ask.it.rec(), ask.day).map(|n| Val::Number(f64::from(n)))),
            Value::Age(Some(on)) => {
                let age = self.day_of(on, ask).and_then(|d| self.age(ask.it.rec(), d.min(ask.day)));
                known(age.map(|n| Val::Number(f64::from(n))))
            }
            Value::Number(thing) | Value::DaysOf(thing) => {
                let (sure, perhaps) = self.count(thing, ask);
                Known::Between(sure, perhaps)
            }
            Value::Plugin { plugin, arguments } => known(self.call(*plugin, arguments, ask)),
            Value::Setting(i) => {
                known(self.setting(self.version_on(ask.day), *i, ask.this, ask.day).and_then(|s| match s.0 {
                    SettingValue::Number(n) => Some(Val::Number(n)),
                    SettingValue::Amount(_) => None,
                }))
            }
            other => panic!("the reference does not read {other:?}"),
        }
    }

    /// A plug-in's answer; an argument that is not known makes it unknown.
    fn call(&self, plugin: usize, arguments: &[Value], ask: &Ask) -> Option<Val> {
        let given = |a: &Value| match self.value(a, ask) {
            Known::One(v) => Some(v),
            Known::Between(lo, hi) if lo == hi => Some(Val::Number(lo as f64)),
            _ => None,
        };
        let given: Option<Vec<Val>> = arguments.iter().map(given).collect();
        super::plugin::call(self.world.functions.get(plugin)?, &given?)
    }

    /// Whole years attained at the start of the birthday; unknown before the birth is known.
    pub(crate) fn age(&self, rec: usize, day: Day) -> Option<i32> {
        let root = Some(&self.world.records[self.world.root(rec)]).filter(|r| !r.gone)?;
        let field = self.world.vocabulary.kind(root.kind)?.field("born")?;
        let Some(Val::Date(born)) = root.fields.get(&field) else { return None };
        if *born > day {
            return None;
        }
        let (year, month, dom) = to_civil(*born)?;
        let birthday = |y: i32| match from_civil(y, month, dom) {
            Some(d) => Some(d),
            None if self.world.calendar.leap_28_february => from_civil(y, 2, 28),
            None => from_civil(y, 3, 1),
        };
        let mut age = 0;
        while birthday(year + age + 1)? <= day {
            age += 1;
        }
        Some(age)
    }

    /// A setting on a day: its dated value, or the agreement in force (1.6). Begun last wins, then the greater id.
    pub(crate) fn setting(
        &self,
        standard: &Standard,
        place: usize,
        subject: &Subject,
        day: Day,
    ) -> Option<(SettingValue, Option<Day>)> {
        let setting = standard.settings.get(place)?;
        let mut best: Option<&crate::support::world::Agreed> = None;
        let root = self.world.root(subject.rec);
        if let Some(rule) = standard.agreements.iter().find(|a| a.setting == place) {
            // 1.6: a value outside the bound is as if it were not there.
            let keeps = |v: SettingValue| {
                let same =
                    |own: &(Day, SettingValue)| std::mem::discriminant(&own.1) == std::mem::discriminant(&v);
                setting.values.iter().all(same) && rule.bounds.iter().all(|b| b.admits(v) == Some(true))
            };
            let mine = |a: &&crate::support::world::Agreed| {
                a.of == root && a.setting == setting.name && keeps(a.value.into())
            };
            for a in self.world.agreements.iter().filter(mine) {
                let runs = a.begins() <= day && a.until.is_none_or(|u| day <= u);
                let later = best
                    .is_none_or(|b| b.begins().cmp(&a.begins()).then_with(|| id_order(&b.id, &a.id)).is_lt());
                if runs && later {
                    best = Some(a);
                }
            }
        }
        if let Some(a) = best {
            return Some((a.value.into(), Some(a.begins())));
        }
        setting.values.iter().rev().find(|v| v.0 <= day).map(|v| (v.1, None))
    }

    /// An amount on a day, and the day the agreement began that it comes from.
    pub(crate) fn amount(
        &self,
        standard: &Standard,
        amount: &LimitAmount,
        subject: &Subject,
        day: Day,
    ) -> Option<(Amount, Option<Day>)> {
        match amount {
            LimitAmount::Fixed(a) => Some((*a, None)),
            LimitAmount::Setting(i) => match self.setting(standard, *i, subject, day)? {
                (SettingValue::Amount(a), begun) => Some((a, begun)),
                _ => None,
            },
            other => panic!("the reference does not read {other:?}"),
        }
    }
}

fn literal(l: &Literal) -> Val {
    match l {
        Literal::Number(n) => Val::Number(*n),
        Literal::Text(t) => Val::Text(t.clone()),
        Literal::YesNo(b) => Val::YesNo(*b),
        Literal::Day(d) => Val::Date(*d),
        other => panic!("the reference does not read {other:?}"),
    }
}
