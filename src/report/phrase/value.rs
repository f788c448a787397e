//! Values, days, paths and amounts in words.

use super::{Phrase, number};
use crate::calendar::to_long;
use crate::lang::checked::{Base, DayExpr, FieldRef, Leaf, LimitAmount, Neighbour, Step, Thing, Value};
use crate::record::{KindId, Shape};

/// Arguments of a plug-in longer than this are left out.
const LONG: usize = 80;

impl Phrase<'_> {
    /// A value.
    pub(in super::super) fn value(&self, v: &Value) -> String {
        match v {
            Value::Literal(l) => self.literal(l),
            Value::Field(f) => self.field(f),
            Value::Day(d) => self.day(d),
            Value::Age(None) => "age".to_owned(),
            Value::Age(Some(d)) => format!("age on {}", self.day(d)),
            Value::Span { unit, from, to } => {
                format!("{} from {} to {}", unit.plural(), self.day(from), self.day(to))
            }
            Value::Number(t) => format!("number of {}", self.several(t, true)),
            Value::DaysOf(t) => {
                let plain = Thing { days: false, ..(**t).clone() };
                format!("number of days of {}", self.several(&plain, true))
            }
            Value::Plugin { plugin, arguments } => {
                let name = self.book.rules.plugins.get(*plugin).map_or("plug-in", |p| p.name.as_str());
                let words: Vec<String> = arguments.iter().map(|a| self.value(a)).collect();
                let all = words.join(", ");
                // A long list of what a plug-in is given tells nobody anything.
                if all.len() > LONG { name.to_owned() } else { format!("{name}({all})") }
            }
            Value::Setting(i) => self.setting(*i),
            Value::Sum(list) => {
                let mut out = String::new();
                for (i, (plus, v)) in list.iter().enumerate() {
                    let sign = match (i, plus) {
                        (0, true) => "",
                        (0, false) => "-",
                        (_, true) => " + ",
                        (_, false) => " - ",
                    };
                    out.push_str(&format!("{sign}{}", self.value(v)));
                }
                out
            }
            Value::PercentOf(p, v) => format!("{}% of {}", number(*p), self.value(v)),
        }
    }

    /// The name of a setting.
    pub(in super::super) fn setting(&self, place: usize) -> String {
        self.standard.settings.get(place).map_or_else(|| "the setting".to_owned(), |s| s.name.clone())
    }

    /// An amount as the rule says it.
    pub(in super::super) fn amount(&self, a: &LimitAmount) -> String {
        match a {
            LimitAmount::Fixed(a) => a.to_string(),
            LimitAmount::Setting(i) => self.setting(*i),
            LimitAmount::Field(f, unit) => format!("{} {}", self.field(f), unit.plural()),
        }
    }

    /// A day as the rule says it.
    pub(in super::super) fn day(&self, d: &DayExpr) -> String {
        match d {
            DayExpr::Field(f) => self.field(f),
            DayExpr::On(d) => to_long(*d),
            DayExpr::AsAt => "the day asked".to_owned(),
            DayExpr::That => "that".to_owned(),
            DayExpr::First(t) => format!("the first {}", self.thing(t)),
            DayExpr::Last(t) => format!("the last {}", self.thing(t)),
            DayExpr::Offset { amount, before, of } => {
                let side = if *before { "before" } else { "after" };
                format!("{} {side} {}", self.amount(amount), self.day(of))
            }
            DayExpr::Birthday => "the birthday".to_owned(),
        }
    }

    /// A field and the path that leads to it.
    pub(in super::super) fn field(&self, f: &FieldRef) -> String {
        let leaf = match f.leaf {
            Leaf::Field(id) => self.field_name(f.kind, id),
            Leaf::Start => if self.is_event(f.kind) { "the date" } else { "the start" }.to_owned(),
            Leaf::End => "the end".to_owned(),
            Leaf::Recorded => "the day of entry".to_owned(),
            Leaf::Record => self.kind(f.kind),
        };
        // A field of an owner goes by its bare name in a rule.
        let owners = f.steps.iter().all(|s| *s == Step::Owner);
        let of = match &f.base {
            Base::It if owners => return leaf,
            Base::It => format!("the {}", self.kind(f.kind)),
            Base::This => format!("the {}", self.kind(f.kind)),
            Base::Neighbour(which, kind) => format!("the {} {}", neighbour(*which), self.kind(*kind)),
            Base::FirstOf(t) => format!("the first {}", self.thing(t)),
            Base::LastOf(t) => format!("the last {}", self.thing(t)),
        };
        if f.leaf == Leaf::Record { of } else { format!("{leaf} of {of}") }
    }

    /// Whether records of a kind have one day.
    pub(in super::super) fn is_event(&self, kind: KindId) -> bool {
        self.book.caseload.vocabulary.kind(kind).is_some_and(|k| k.shape == Shape::Event)
    }
}

fn neighbour(n: Neighbour) -> &'static str {
    match n {
        Neighbour::Previous => "previous",
        Neighbour::Next => "next",
        Neighbour::First => "first",
        Neighbour::Last => "last",
    }
}
