//! What a blank in a field does to a check, worked out from its condition: fails, passes, or is not judged.
//!
//! The condition is asked with that one field blank and everything else anything at all: what comes out is a set of answers.

use super::tri::Tri;
use crate::lang::checked::{
    Base, Cond, Count, DayExpr, Duty, Evidence, FieldRef, Leaf, LimitAmount, Quantity, Standard, State, Step,
    Thing, Value, walk,
};
use crate::record::KindId;

/// The answers a question may have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Answers(u8);

impl Answers {
    const NONE: Answers = Answers(0);
    const PLAIN: Answers = Answers(0b101);

    fn only(t: Tri) -> Answers {
        Answers(1 << t as u8)
    }

    fn has(self, t: Tri) -> bool {
        self.0 & (1 << t as u8) != 0
    }

    fn each(self) -> impl Iterator<Item = Tri> {
        [Tri::No, Tri::Unknown, Tri::Yes].into_iter().filter(move |t| self.has(*t))
    }

    fn join(self, other: Answers, how: impl Fn(Tri, Tri) -> Tri + Copy) -> Answers {
        let pairs = self.each().flat_map(|a| other.each().map(move |b| how(a, b)));
        pairs.fold(Answers::NONE, |all, t| Answers(all.0 | Answers::only(t).0))
    }

    fn not(self) -> Answers {
        self.each().fold(Answers::NONE, |all, t| Answers(all.0 | Answers::only(!t).0))
    }
}

/// What a blank does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Blank {
    /// The kind of the record: the check's own, or one that owns it.
    pub kind: KindId,
    /// The field, or the day.
    pub leaf: Leaf,
    /// In words: `fails`, `not judged`, `passes`, or what it may be, depending on the rest.
    pub does: String,
}

/// What a blank in each field that a check reads of its record, or of the records that own it, does.
pub fn blanks(standard: &Standard) -> Vec<Blank> {
    let Duty::Satisfy(condition) = &standard.duty else { return Vec::new() };
    let mut read = Read { depth: 0, found: Vec::new(), own: standard.scope.kind };
    walk::condition(&standard.scope.condition, &mut read);
    walk::condition(condition, &mut read);
    let mut out: Vec<Blank> = Vec::new();
    for (kind, leaf) in read.found {
        if out.iter().any(|b| (b.kind, b.leaf) == (kind, leaf)) {
            continue;
        }
        let asked = Asked { kind, leaf };
        let scope = asked.condition(&standard.scope.condition, 0);
        let duty = asked.condition(condition, 0);
        out.push(Blank { kind, leaf, does: words(scope, duty) });
    }
    out
}

fn words(scope: Answers, duty: Answers) -> String {
    let mut said: Vec<&str> = Vec::new();
    let asked = scope.has(Tri::Yes);
    if asked && duty.has(Tri::No) {
        said.push("fails");
    }
    if asked && duty.has(Tri::Yes) {
        said.push("passes");
    }
    if scope.has(Tri::Unknown) || asked && duty.has(Tri::Unknown) {
        said.push("is not judged");
    }
    if scope.has(Tri::No) {
        said.push("is not asked");
    }
    match said.as_slice() {
        [] => "says nothing".to_owned(),
        [one] => (*one).to_owned(),
        [rest @ .., last] => format!("{} or {last}, by what else there is", rest.join(", ")),
    }
}

/// The fields read of the record a check is about and of those above it.
struct Read {
    depth: usize,
    found: Vec<(KindId, Leaf)>,
    own: KindId,
}

impl walk::Parts for Read {
    fn field(&mut self, f: &FieldRef) {
        let own = match f.base {
            Base::It => self.depth == 0,
            Base::This => true,
            _ => false,
        };
        let plain = f.steps.iter().all(|s| *s == Step::Owner) && (!f.steps.is_empty() || f.kind == self.own);
        if own && plain && f.leaf != Leaf::Record {
            self.found.push((f.kind, f.leaf));
        }
    }

    fn enter(&mut self, _: KindId) {
        self.depth += 1;
    }

    fn leave(&mut self) {
        self.depth = self.depth.saturating_sub(1);
    }
}

/// One field, blank.
struct Asked {
    kind: KindId,
    leaf: Leaf,
}

impl Asked {
    fn is(&self, f: &FieldRef, depth: usize) -> bool {
        let own = matches!(f.base, Base::This) || depth == 0 && f.base == Base::It;
        let owners = f.steps.iter().all(|s| *s == Step::Owner);
        own && owners && (f.kind, f.leaf) == (self.kind, self.leaf)
    }

    fn condition(&self, c: &Cond, depth: usize) -> Answers {
        let compared = |blank: bool| if blank { Answers::only(Tri::Unknown) } else { Answers::PLAIN };
        match c {
            Cond::Always(b) => Answers::only(Tri::of(*b)),
            Cond::All(list) => list
                .iter()
                .map(|c| self.condition(c, depth))
                .fold(Answers::only(Tri::Yes), |a, b| a.join(b, Tri::and)),
            Cond::Any(list) => list
                .iter()
                .map(|c| self.condition(c, depth))
                .fold(Answers::only(Tri::No), |a, b| a.join(b, Tri::or)),
            Cond::Not(c) => self.condition(c, depth).not(),
            Cond::Is(f, state) if self.is(f, depth) => Answers::only(Tri::of(*state == State::Blank)),
            Cond::Is(..) | Cond::Open | Cond::Among(_) => Answers::PLAIN,
            Cond::Compare(_, a, b) => compared(self.value(a, depth) || self.value(b, depth)),
            // A blank against a value is plainly another; against a blank plainly the same.
            Cond::Matches(..) => Answers::PLAIN,
            Cond::OneOf(v, _) | Cond::Holds(v) => compared(self.value(v, depth)),
            Cond::Between(a, b, c) => compared([a, b, c].iter().any(|v| self.value(v, depth))),
            Cond::Within { x, amount, of, .. } => {
                compared(self.is(x, depth) || self.amount(amount, depth) || self.day(of, depth))
            }
            Cond::By { x, day } => compared(self.is(x, depth) || self.day(day, depth)),
            Cond::Distance { x, amount, of, .. } => {
                compared(self.day(x, depth) || self.amount(amount, depth) || self.day(of, depth))
            }
            Cond::Covers(f, d) => compared(self.starts(f, depth) || self.day(d, depth)),
            Cond::Overlaps(a, b, _) => compared(self.starts(a, depth) || self.starts(b, depth)),
            Cond::Lasted(_, a) => compared(self.leaf == Leaf::Start && depth == 0 || self.amount(a, depth)),
            Cond::Has(e) => self.has(e, depth),
        }
    }

    /// A period without a first day cannot be compared; without a last it goes on.
    fn starts(&self, f: &FieldRef, depth: usize) -> bool {
        self.leaf == Leaf::Start && self.is(&FieldRef { leaf: Leaf::Start, ..f.clone() }, depth)
    }

    /// There may be no such record at all; of those there are, each may answer as its `where` does.
    fn has(&self, e: &Evidence, depth: usize) -> Answers {
        let each = self.thing(&e.thing, depth);
        match e.quantity {
            Quantity::AtLeast(Count::Fixed(1)) => Answers(Answers::only(Tri::No).0 | each.0),
            Quantity::AtMost(Count::Fixed(0)) => Answers(Answers::only(Tri::Yes).0 | each.not().0),
            _ if each.has(Tri::Unknown) => Answers(0b111),
            _ => Answers::PLAIN,
        }
    }

    fn thing(&self, t: &Thing, depth: usize) -> Answers {
        self.condition(&t.condition, depth + 1)
    }

    fn value(&self, v: &Value, depth: usize) -> bool {
        match v {
            Value::Literal(_) | Value::Setting(_) => false,
            Value::Field(f) => self.is(f, depth),
            Value::Day(d) => self.day(d, depth),
            Value::Age(on) => on.as_deref().is_some_and(|d| self.day(d, depth)),
            Value::Span { from, to, .. } => self.day(from, depth) || self.day(to, depth),
            // How many there are may hang on it; what comes out is a plain number all the same where none do.
            Value::Number(t) | Value::DaysOf(t) => !self.thing(t, depth).has(Tri::Yes),
            Value::Plugin { arguments, .. } => arguments.iter().any(|a| self.value(a, depth)),
            Value::Sum(list) => list.iter().any(|(_, v)| self.value(v, depth)),
            Value::PercentOf(_, v) => self.value(v, depth),
        }
    }

    fn day(&self, d: &DayExpr, depth: usize) -> bool {
        match d {
            DayExpr::Field(f) => self.is(f, depth),
            DayExpr::Offset { amount, of, .. } => self.amount(amount, depth) || self.day(of, depth),
            _ => false,
        }
    }

    fn amount(&self, a: &LimitAmount, depth: usize) -> bool {
        matches!(a, LimitAmount::Field(f, _) if self.is(f, depth))
    }
}
