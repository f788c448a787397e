//! A walk over everything a standard says: its things and the fields it reads.

use super::{
    Base, By, ByItem, Cohort, Cond, Count, DayExpr, Duty, Evidence, FieldRef, Figure, Limit, LimitAmount,
    Measure, Passes, Pool, Quantity, Shows, Stage, Standard, Start, StartKind, That, Theme, Thing, Timing,
    Until, Value, Window,
};
use crate::record::KindId;

/// What is told of each part met.
pub trait Parts {
    /// A thing, before its own parts.
    fn thing(&mut self, _thing: &Thing) {}
    /// A field read.
    fn field(&mut self, _field: &FieldRef) {}
    /// A condition, before its own parts.
    fn condition(&mut self, _condition: &Cond) {}
    /// A plug-in called, by place.
    fn plugin(&mut self, _plugin: usize) {}
    /// A setting read, by place.
    fn setting(&mut self, _setting: usize) {}
    /// The age or the birthday of whoever the record is about.
    fn age(&mut self) {}
    /// A period that is asked how long it lasted, the record the condition is asked of.
    fn lasted(&mut self) {}
    /// What follows is asked of records of a kind, until [`Parts::leave`].
    fn enter(&mut self, _kind: KindId) {}
    /// Back to what was asked before.
    fn leave(&mut self) {}
}

/// Walks a whole standard.
pub fn standard(s: &Standard, parts: &mut dyn Parts) {
    condition(&s.scope.condition, parts);
    if let Some(c) = &s.scope.during {
        condition(c, parts);
    }
    if let Some(f) = s.scope.joined.as_ref().and_then(|j| j.same.as_ref()) {
        field(f, parts);
    }
    duty(&s.duty, parts);
    match &s.until {
        Some(Until::Field(f)) => field(f, parts),
        Some(Until::First(t)) => thing(t, parts),
        None => {}
    }
    for r in &s.reliefs {
        condition(&r.condition, parts);
    }
}

/// Walks a duty.
pub fn duty(d: &Duty, parts: &mut dyn Parts) {
    match d {
        Duty::Have(e, t) => {
            evidence(e, parts);
            timing(t, parts);
        }
        Duty::LastAtMost(l) | Duty::LastAtLeast(l) => limit(l, parts),
        Duty::Satisfy(c) => condition(c, parts),
    }
}

fn starts(list: &[Start], parts: &mut dyn Parts) {
    for s in list {
        if let StartKind::Within(l) = &s.kind {
            limit(l, parts);
        }
        day(&s.anchor, parts);
    }
}

fn timing(t: &Timing, parts: &mut dyn Parts) {
    match t {
        Timing::Once(list, _) => starts(list, parts),
        Timing::Stages(stages) => {
            for s in stages {
                match s {
                    Stage::First(list, _) => starts(list, parts),
                    Stage::Then(l, _) => limit(l, parts),
                    Stage::Every { limit: l, passes, .. } => {
                        limit(l, parts);
                        if let Passes::UntilFirst(t) = passes {
                            thing(t, parts);
                        }
                    }
                }
            }
        }
        Timing::InLast(l) => limit(l, parts),
        Timing::InLastOf(_, t) | Timing::DuringThe(t) => thing(t, parts),
        Timing::WithinBefore(l, d) | Timing::AtLeastBefore(l, d) => {
            limit(l, parts);
            day(d, parts);
        }
        Timing::Between(a, b) => {
            day(a, parts);
            day(b, parts);
        }
        Timing::Throughout(_) | Timing::Now | Timing::During | Timing::InEach(_) | Timing::Asked => {}
    }
}

fn limit(l: &Limit, parts: &mut dyn Parts) {
    for arm in &l.arms {
        amount(&arm.amount, parts);
        if let Some(c) = &arm.condition {
            condition(c, parts);
        }
    }
}

fn amount(a: &LimitAmount, parts: &mut dyn Parts) {
    match a {
        LimitAmount::Field(f, _) => field(f, parts),
        LimitAmount::Setting(i) => parts.setting(*i),
        LimitAmount::Fixed(_) => {}
    }
}

/// Walks evidence.
pub fn evidence(e: &Evidence, parts: &mut dyn Parts) {
    let (Quantity::AtLeast(n) | Quantity::AtMost(n) | Quantity::Exactly(n)) = e.quantity;
    if let Count::Setting(i) = n {
        parts.setting(i);
    }
    thing(&e.thing, parts);
}

/// Walks a thing.
pub fn thing(t: &Thing, parts: &mut dyn Parts) {
    parts.thing(t);
    if let Pool::SameLink(_, ours) = &t.pool {
        field(ours, parts);
    }
    if let Some(w) = &t.window {
        window(w, parts);
    }
    parts.enter(t.kind);
    if let Pool::Linked(theirs) | Pool::SameLink(theirs, _) = &t.pool {
        field(theirs, parts);
    }
    condition(&t.condition, parts);
    if let Some(d) = &t.distinct {
        field(&d.by, parts);
    }
    if let Some(f) = t.joined.as_ref().and_then(|j| j.same.as_ref()) {
        field(f, parts);
    }
    parts.leave();
}

fn window(w: &Window, parts: &mut dyn Parts) {
    match w {
        Window::InLast(a) | Window::InAny(a) => amount(a, parts),
        Window::InLastOf(_, t) => thing(t, parts),
        Window::Before(a, d) | Window::After(a, d) => {
            amount(a, parts);
            day(d, parts);
        }
        Window::Between(a, b) => {
            day(a, parts);
            day(b, parts);
        }
        Window::BeforeDay(d) | Window::AfterDay(d) | Window::OnDay(d) => day(d, parts),
        Window::During | Window::InSlot(_) => {}
    }
}

/// Walks what a measure reads of the records itself; of the standards it counts, nothing.
pub fn measure(m: &Measure, parts: &mut dyn Parts) {
    match &m.shows {
        Shows::Percentage(of, asked) => {
            cohort(of, parts);
            that(asked, parts);
        }
        Shows::Number(of) | Shows::Share(of) | Shows::Rate { of, .. } => cohort(of, parts),
        Shows::Average(f, t) | Shows::Total(f, t) | Shows::Median(f, t) | Shows::Highest(_, f, t) => {
            figure(f, parts);
            thing(t, parts);
        }
        Shows::Moves(f, t) => {
            field(f, parts);
            thing(t, parts);
        }
    }
    m.by.iter().for_each(|b| by(b, parts));
}

/// Walks what a theme reads of the records itself; of the standards it names, nothing.
pub fn theme(t: &Theme, parts: &mut dyn Parts) {
    cohort(&t.cohort, parts);
    t.sample.iter().flat_map(|(_, list)| list).for_each(|b| by(b, parts));
}

fn cohort(c: &Cohort, parts: &mut dyn Parts) {
    match c {
        Cohort::Cases { window: w, conditions, .. } => {
            if let Some(w) = w {
                window(w, parts);
            }
            conditions.iter().for_each(|c| condition(c, parts));
        }
        Cohort::Things { weight, things } => {
            if let Some(f) = weight {
                field(f, parts);
            }
            things.iter().for_each(|t| thing(t, parts));
        }
    }
}

fn that(t: &That, parts: &mut dyn Parts) {
    match t {
        That::Are { by, .. } => {
            if let Some(e) = by {
                evidence(e, parts);
            }
        }
        That::Satisfy(list) => list.iter().for_each(|c| condition(c, parts)),
        That::Duty(list) => list.iter().for_each(|d| duty(d, parts)),
        That::NoBreachOf(_) => {}
    }
}

fn figure(f: &Figure, parts: &mut dyn Parts) {
    for arm in &f.arms {
        value(&arm.value, parts);
        if let Some(c) = &arm.condition {
            condition(c, parts);
        }
    }
}

fn by(b: &By, parts: &mut dyn Parts) {
    if let ByItem::Value(list) = &b.item {
        list.iter().for_each(|v| value(v, parts));
    }
}

/// Walks a condition.
pub fn condition(c: &Cond, parts: &mut dyn Parts) {
    parts.condition(c);
    match c {
        Cond::Always(_) | Cond::Open => {}
        Cond::All(list) | Cond::Any(list) => list.iter().for_each(|c| condition(c, parts)),
        Cond::Not(c) => condition(c, parts),
        Cond::Compare(_, a, b) | Cond::Matches(a, b) => {
            value(a, parts);
            value(b, parts);
        }
        Cond::OneOf(v, _) | Cond::Holds(v) => value(v, parts),
        Cond::Is(f, _) => field(f, parts),
        Cond::Lasted(_, a) => {
            parts.lasted();
            amount(a, parts);
        }
        Cond::Has(e) => evidence(e, parts),
        Cond::Within { x, amount: a, of, .. } => {
            field(x, parts);
            amount(a, parts);
            day(of, parts);
        }
        Cond::By { x, day: d } => {
            field(x, parts);
            day(d, parts);
        }
        Cond::Distance { x, amount: a, of, .. } => {
            day(x, parts);
            amount(a, parts);
            day(of, parts);
        }
        Cond::Between(a, b, c) => {
            value(a, parts);
            value(b, parts);
            value(c, parts);
        }
        Cond::Covers(f, d) => {
            field(f, parts);
            day(d, parts);
        }
        Cond::Overlaps(a, b, n) => {
            field(a, parts);
            field(b, parts);
            if let Some(n) = n {
                amount(n, parts);
            }
        }
        Cond::Among(t) => thing(t, parts),
    }
}

/// Walks a value.
pub fn value(v: &Value, parts: &mut dyn Parts) {
    match v {
        Value::Literal(_) => {}
        Value::Age(None) => parts.age(),
        Value::Setting(i) => parts.setting(*i),
        Value::Field(f) => field(f, parts),
        Value::Day(d) => day(d, parts),
        Value::Age(Some(d)) => {
            parts.age();
            day(d, parts);
        }
        Value::Span { from, to, .. } => {
            day(from, parts);
            day(to, parts);
        }
        Value::Number(t) | Value::DaysOf(t) => thing(t, parts),
        Value::Plugin { plugin, arguments } => {
            parts.plugin(*plugin);
            arguments.iter().for_each(|a| value(a, parts));
        }
        Value::Sum(list) => list.iter().for_each(|(_, v)| value(v, parts)),
        Value::PercentOf(_, v) => value(v, parts),
    }
}

/// Walks a day.
pub fn day(d: &DayExpr, parts: &mut dyn Parts) {
    match d {
        DayExpr::Field(f) => field(f, parts),
        DayExpr::First(t) | DayExpr::Last(t) => thing(t, parts),
        DayExpr::Offset { amount: a, of, .. } => {
            amount(a, parts);
            day(of, parts);
        }
        DayExpr::Birthday => parts.age(),
        DayExpr::On(_) | DayExpr::AsAt | DayExpr::That => {}
    }
}

fn field(f: &FieldRef, parts: &mut dyn Parts) {
    parts.field(f);
    if let Base::FirstOf(t) | Base::LastOf(t) = &f.base {
        thing(t, parts);
    }
}
