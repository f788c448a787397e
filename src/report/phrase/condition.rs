//! Conditions in words.

use super::{Phrase, article};
use crate::lang::checked::{Cmp, Cond, Count, Evidence, Literal, Quantity, State, Value, ValueType};

impl Phrase<'_> {
    /// A condition.
    pub(in super::super) fn condition(&self, c: &Cond) -> String {
        self.at_level(c, false)
    }

    fn at_level(&self, c: &Cond, inside: bool) -> String {
        let joined = |list: &[Cond], word: &str| {
            let words: Vec<String> = list.iter().map(|c| self.at_level(c, true)).collect();
            let text = words.join(word);
            if inside && list.len() > 1 { format!("({text})") } else { text }
        };
        match c {
            Cond::Always(b) => if *b { "always" } else { "never" }.to_owned(),
            Cond::All(list) => joined(list, " and "),
            Cond::Any(list) => joined(list, " or "),
            Cond::Not(c) => self.not(c),
            Cond::Compare(cmp, a, b) => {
                let days = is_day(a) || is_day(b);
                format!("{} {} {}", self.value(a), compared(*cmp, days), self.value(b))
            }
            Cond::OneOf(v, list) => format!("{} is one of ({})", self.value(v), self.literals(list)),
            Cond::Is(f, state) => format!("{} is {}", self.field(f), state_word(*state)),
            Cond::Lasted(cmp, a) => format!("it has lasted {} {}", amount_word(*cmp), self.amount(a)),
            Cond::Open => "it is open".to_owned(),
            Cond::Has(e) => format!("has {}", self.evidence(e)),
            Cond::Within { x, amount, of, before } => {
                let (x, amount, of) = (self.field(x), self.amount(amount), self.day(of));
                format!("{x} is within {amount} {} {of}", if *before { "before" } else { "of" })
            }
            Cond::By { x, day } => format!("{} is on or before {}", self.field(x), self.day(day)),
            Cond::Distance { cmp, x, amount, before, of } => {
                let (x, amount, of) = (self.day(x), self.amount(amount), self.day(of));
                let side = if *before { "before" } else { "after" };
                format!("{x} is {} {amount} {side} {of}", amount_word(*cmp))
            }
            Cond::Matches(a, b) => format!("{} matches {}", self.value(a), self.value(b)),
            Cond::Between(v, a, b) => {
                format!("{} is between {} and {}", self.value(v), self.value(a), self.value(b))
            }
            Cond::Covers(f, day) => format!("the {} covers {}", self.kind(f.kind), self.day(day)),
            Cond::Overlaps(a, b, least) => {
                let by = least.as_ref().map(|a| format!(" by {}", self.amount(a))).unwrap_or_default();
                format!("the {} overlaps the {}{by}", self.kind(a.kind), self.kind(b.kind))
            }
            Cond::Holds(Value::Plugin { .. }) | Cond::Holds(Value::Literal(_)) => match c {
                Cond::Holds(v) => self.value(v),
                _ => String::new(),
            },
            Cond::Holds(v) => format!("{} is yes", self.value(v)),
            Cond::Among(thing) => format!("it is {}", self.thing(thing)),
        }
    }

    fn not(&self, c: &Cond) -> String {
        match c {
            Cond::Compare(Cmp::Is, a, b) => format!("{} is not {}", self.value(a), self.value(b)),
            Cond::OneOf(v, list) => format!("{} is not one of ({})", self.value(v), self.literals(list)),
            Cond::Is(f, state) => format!("{} is not {}", self.field(f), state_word(*state)),
            Cond::Holds(v) if !matches!(v, Value::Plugin { .. }) => format!("{} is not yes", self.value(v)),
            Cond::Open => "it is not open".to_owned(),
            Cond::Compare(cmp, a, b) => {
                let days = is_day(a) || is_day(b);
                let word = compared(*cmp, days);
                format!("{} {} {}", self.value(a), word.replacen("is", "is not", 1), self.value(b))
            }
            Cond::By { x, day } => format!("{} is not on or before {}", self.field(x), self.day(day)),
            Cond::Among(thing) => format!("it is not {}", self.thing(thing)),
            other => format!("not {}", self.at_level(other, true)),
        }
    }

    /// `a visit where ...`, `no visit ...`, `at least 2 visits ...`.
    pub(in super::super) fn evidence(&self, e: &Evidence) -> String {
        let (word, n) = match e.quantity {
            Quantity::AtLeast(Count::Fixed(1)) if !e.thing.days => {
                let words = self.thing(&e.thing);
                return if e.own { format!("its own {words}") } else { article(&words) };
            }
            Quantity::AtMost(Count::Fixed(0)) => return format!("no {}", self.thing(&e.thing)),
            Quantity::AtLeast(n) => ("at least", n),
            Quantity::AtMost(n) => ("at most", n),
            Quantity::Exactly(n) => ("exactly", n),
        };
        let n = match n {
            Count::Fixed(n) => n.to_string(),
            Count::Setting(i) => self.setting(i),
        };
        let many = n != "1";
        format!("{word} {n} {}", self.several(&e.thing, many))
    }

    fn literals(&self, list: &[Literal]) -> String {
        let words: Vec<String> = list.iter().map(|l| self.literal(l)).collect();
        words.join(", ")
    }
}

fn state_word(s: State) -> &'static str {
    match s {
        State::Known => "known",
        State::Blank => "blank",
        State::Invalid => "invalid",
    }
}

/// A comparison of days or of anything else.
fn compared(cmp: Cmp, days: bool) -> &'static str {
    match (cmp, days) {
        (Cmp::Is, _) => "is",
        (Cmp::IsNot, _) => "is not",
        (Cmp::Under, true) => "is before",
        (Cmp::Under, false) => "is under",
        (Cmp::AtMost, true) => "is on or before",
        (Cmp::AtMost, false) => "is at most",
        (Cmp::Over, true) => "is after",
        (Cmp::Over, false) => "is over",
        (Cmp::AtLeast, true) => "is on or after",
        (Cmp::AtLeast, false) => "is at least",
    }
}

fn amount_word(cmp: Cmp) -> &'static str {
    match cmp {
        Cmp::Is => "exactly",
        Cmp::IsNot => "not exactly",
        Cmp::Under => "under",
        Cmp::AtMost => "at most",
        Cmp::Over => "over",
        Cmp::AtLeast => "at least",
    }
}

fn is_day(v: &Value) -> bool {
    match v {
        Value::Day(_) | Value::Literal(Literal::Day(_)) => true,
        Value::Field(f) => matches!(f.value_type, ValueType::HappeningDay | ValueType::PlannedDay),
        _ => false,
    }
}
