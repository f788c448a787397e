//! What a standard can read: kinds, fields, the values it compares them with, its amounts and ages.

use duecare::calendar::{Amount, Unit};
use duecare::lang::checked::walk::{self, Parts};
use duecare::lang::checked::{
    Cmp, Cond, Count, DayExpr, Duty, FieldRef, Leaf, Limit, LimitAmount, Literal, Passes, Quantity,
    RecordDay, SettingValue, Stage, Standard, Start, StartKind, State, Thing, Timing, Value, Window,
};
use duecare::record::{FieldId, FieldType, KindId, Vocabulary};
use std::collections::{BTreeMap, BTreeSet};

/// What records for some standards must have.
#[derive(Debug, Default)]
pub struct Reads {
    pub kinds: BTreeSet<KindId>,
    pub fields: BTreeSet<(KindId, FieldId)>,
    /// Values that conditions ask for.
    pub wishes: BTreeMap<(KindId, FieldId), Vec<Literal>>,
    /// Fields that decide whether a record is judged at all.
    pub entry: BTreeSet<(KindId, FieldId)>,
    /// Fields that a condition asks to be blank.
    pub blank: BTreeSet<(KindId, FieldId)>,
    pub amounts: BTreeSet<Amount>,
    /// Ages, in years, that something changes at.
    pub ages: BTreeSet<u32>,
    /// Kinds whose day of entry is read.
    pub recorded: BTreeSet<KindId>,
    /// Distinct days are counted, or something is counted that many records must be there for.
    pub slow: bool,
    pub counts: bool,
}

/// An amount in days, roughly.
pub fn days(a: Amount) -> i32 {
    let each = match a.unit {
        Unit::Days => 1.0,
        Unit::Weeks => 7.0,
        Unit::Months => 30.5,
        Unit::Years => 365.3,
        Unit::WorkingDays => 1.5,
        Unit::SchoolDays => 2.2,
    };
    (f64::from(a.count) * each) as i32
}

/// Amounts from here on are ages, not clocks.
const AGES: i32 = 10 * 365;

impl Reads {
    /// What some standards read.
    pub fn of(rules: &[Standard], vocabulary: &Vocabulary) -> Reads {
        let mut out = Walk { out: Reads::default(), vocabulary, asked: Vec::new(), entry: true };
        for s in rules {
            out.asked = vec![s.scope.kind];
            out.out.kinds.insert(s.scope.kind);
            out.entry = true;
            walk::condition(&s.scope.condition, &mut out);
            out.entry = false;
            walk::standard(s, &mut out);
            out.clauses(s);
        }
        let mut reads = out.out;
        for (kind, field) in &reads.fields {
            if let FieldType::Link(to) = vocabulary.kind(*kind).unwrap().field_at(*field).unwrap().field_type
            {
                reads.kinds.insert(to);
            }
        }
        let kinds: Vec<KindId> = reads.kinds.iter().copied().collect();
        for kind in kinds {
            reads.kinds.extend(vocabulary.owners(kind));
        }
        // What links to a kind that is read.
        for kind in reads.kinds.clone() {
            for (i, field) in vocabulary.kind(kind).unwrap().fields.iter().enumerate() {
                if matches!(field.field_type, FieldType::Link(to) if reads.kinds.contains(&to)) {
                    reads.fields.insert((kind, FieldId(i as u16)));
                }
            }
        }
        reads
    }

    /// The longest amount that is no age, in days.
    pub fn longest(&self) -> i32 {
        self.amounts.iter().map(|a| days(*a)).max().unwrap_or(30)
    }

    fn amount(&mut self, a: &LimitAmount) {
        match a {
            // A birthday: the ages that conditions ask for are enough.
            LimitAmount::Fixed(a) if days(*a) >= AGES => {}
            LimitAmount::Fixed(a) => {
                self.amounts.insert(*a);
            }
            _ => {}
        }
    }

    fn limit(&mut self, limit: &Limit) {
        limit.arms.iter().for_each(|arm| self.amount(&arm.amount));
    }

    fn starts(&mut self, list: &[Start]) {
        for s in list {
            if let StartKind::Within(limit) = &s.kind {
                self.limit(limit);
            }
            self.day(&s.anchor);
        }
    }

    fn day(&mut self, d: &DayExpr) {
        if let DayExpr::Offset { amount, of, .. } = d {
            self.amount(amount);
            self.day(of);
        }
    }

    fn window(&mut self, w: &Window) {
        match w {
            Window::InLast(a) | Window::InAny(a) => self.amount(a),
            Window::Before(a, d) | Window::After(a, d) => {
                self.amount(a);
                self.day(d);
            }
            Window::Between(a, b) => {
                self.day(a);
                self.day(b);
            }
            Window::BeforeDay(d) | Window::AfterDay(d) | Window::OnDay(d) => self.day(d),
            Window::InLastOf(..) | Window::During | Window::InSlot(_) => {}
        }
    }

    fn timing(&mut self, t: &Timing) {
        match t {
            Timing::Once(list, _) => self.starts(list),
            Timing::Stages(stages) => {
                for stage in stages {
                    match stage {
                        Stage::First(list, _) => self.starts(list),
                        Stage::Then(limit, _) => self.limit(limit),
                        Stage::Every { limit, passes, .. } => {
                            self.limit(limit);
                            if let Passes::ForFirst(a) = passes {
                                self.amounts.insert(*a);
                            }
                        }
                    }
                }
            }
            Timing::InLast(limit) => self.limit(limit),
            Timing::Throughout(gaps) => self.amounts.extend(gaps),
            Timing::WithinBefore(limit, d) | Timing::AtLeastBefore(limit, d) => {
                self.limit(limit);
                self.day(d);
            }
            Timing::Between(a, b) => {
                self.day(a);
                self.day(b);
            }
            _ => {}
        }
    }
}

struct Walk<'v> {
    out: Reads,
    vocabulary: &'v Vocabulary,
    /// The kinds asked, innermost last.
    asked: Vec<KindId>,
    entry: bool,
}

impl Walk<'_> {
    fn clauses(&mut self, s: &Standard) {
        let out = &mut self.out;
        match &s.duty {
            Duty::Have(e, t) => {
                if let (true, Quantity::AtMost(Count::Fixed(n))) = (e.thing.days, e.quantity) {
                    out.amounts.insert(Amount::new(n, Unit::Days));
                }
                out.timing(t);
            }
            Duty::LastAtMost(limit) | Duty::LastAtLeast(limit) => out.limit(limit),
            Duty::Satisfy(_) => {}
        }
        for (_, value) in s.settings.iter().flat_map(|s| &s.values) {
            match value {
                SettingValue::Amount(a) => drop(out.amounts.insert(*a)),
                SettingValue::Number(_) => out.counts = true,
            }
        }
        if let Some(gaps) = s.scope.joined.as_ref().and_then(|j| j.gaps) {
            out.amounts.insert(gaps);
        }
    }

    /// What a condition that asks for none of some codes would have instead.
    fn wish_others(&mut self, value: &Value, unwanted: &[&Literal]) {
        let Value::Field(FieldRef { kind, leaf: Leaf::Field(f), .. }) = value else { return };
        let of = self.vocabulary.kind(*kind).and_then(|k| k.field_at(*f));
        let Some(FieldType::OneOf(list)) = of.map(|f| &f.field_type) else { return };
        let others: Vec<Literal> = list.codes.iter().map(|c| Literal::Text(c.clone())).collect();
        self.wish(value, &others.iter().filter(|o| !unwanted.contains(o)).collect::<Vec<_>>());
    }

    fn wish(&mut self, value: &Value, wanted: &[&Literal]) {
        if let Value::Field(FieldRef { kind, leaf: Leaf::Field(f), .. }) = value {
            if self.entry {
                self.out.entry.insert((*kind, *f));
            }
            self.out.wishes.entry((*kind, *f)).or_default().extend(wanted.iter().map(|l| (*l).clone()));
        }
    }

    fn condition_of(&mut self, c: &Cond) {
        match c {
            Cond::Not(c) => match c.as_ref() {
                Cond::Compare(Cmp::Is, v, Value::Literal(l)) => self.wish_others(v, &[l]),
                Cond::OneOf(v, list) => self.wish_others(v, &list.iter().collect::<Vec<_>>()),
                Cond::Is(FieldRef { kind, leaf: Leaf::Field(f), .. }, State::Known) => {
                    self.out.blank.insert((*kind, *f));
                }
                _ => {}
            },
            Cond::Compare(cmp, a, Value::Literal(l)) => {
                if *cmp == Cmp::IsNot {
                    self.wish_others(a, &[l]);
                }
                match (a, l) {
                    (Value::Number(t) | Value::DaysOf(t), Literal::Number(n)) if t.days => {
                        self.out.amounts.insert(Amount::new(*n as u32, Unit::Days));
                    }
                    (Value::Age(_), Literal::Number(n)) => drop(self.out.ages.insert(*n as u32)),
                    (_, Literal::Number(n)) => {
                        let near = [*n, *n + 1.0, (*n - 1.0).max(0.0)].map(Literal::Number);
                        self.wish(a, &near.iter().collect::<Vec<_>>());
                    }
                    (_, l) if *cmp == Cmp::Is => self.wish(a, &[l, l]),
                    (_, l) => self.wish(a, &[l]),
                }
                if let Value::Number(_) = a {
                    self.out.counts = true;
                }
            }
            Cond::OneOf(v, list) => self.wish(v, &list.iter().collect::<Vec<_>>()),
            Cond::Holds(v) => self.wish(v, &[&Literal::YesNo(true)]),
            Cond::Lasted(_, a) => self.out.amount(a),
            Cond::Within { amount, of, .. } => {
                self.out.amount(amount);
                self.out.day(of);
            }
            Cond::Distance { amount, .. } => self.out.amount(amount),
            _ => {}
        }
    }
}

impl Parts for Walk<'_> {
    fn thing(&mut self, t: &Thing) {
        self.out.kinds.insert(t.kind);
        self.out.slow |= t.days;
        self.out.counts |= t.distinct.is_some();
        if let Some(w) = &t.window {
            self.out.window(w);
        }
        match t.by {
            RecordDay::Field(f) => drop(self.out.fields.insert((t.kind, f))),
            RecordDay::Recorded => drop(self.out.recorded.insert(t.kind)),
            _ => {}
        }
    }

    fn field(&mut self, f: &FieldRef) {
        self.out.kinds.insert(f.kind);
        match f.leaf {
            Leaf::Field(field) => drop(self.out.fields.insert((f.kind, field))),
            Leaf::Recorded => drop(self.out.recorded.insert(f.kind)),
            _ => {}
        }
    }

    fn condition(&mut self, c: &Cond) {
        self.condition_of(c);
    }

    fn age(&mut self) {
        let kind = *self.asked.last().unwrap();
        self.out.kinds.extend(self.vocabulary.owners(kind));
        if let Some(born) = self.vocabulary.born_of(kind) {
            self.out.kinds.insert(born.0);
            self.out.fields.insert(born);
        }
    }

    fn enter(&mut self, kind: KindId) {
        self.asked.push(kind);
    }

    fn leave(&mut self) {
        self.asked.pop();
    }
}
