//! Simple tests that cannot all be true: one field with two codes, a number over 5 and under 3.

use crate::lang::checked::{Cmp, Cond, FieldRef, Limit, Literal, State, Value};

/// What simple tests say of one value.
#[derive(Debug, Clone, PartialEq)]
enum Says {
    /// One of these.
    Only(Vec<Literal>),
    /// None of these.
    Never(Vec<Literal>),
    /// A number on one side of another.
    Side(Cmp, f64),
}

type Fact<'c> = (&'c Value, Says);

/// Whether the conditions cannot hold together. Only tests of constants are looked at; the rest may always hold.
pub(crate) fn contradict(all: &[&Cond]) -> bool {
    let mut facts = Vec::new();
    for c in all {
        read(c, true, &mut facts);
    }
    let mut states = Vec::new();
    all.iter().for_each(|c| states_of(c, &mut states));
    let both = |(field, state): &(&FieldRef, State)| states.iter().any(|(f, s)| f == field && s != state);
    clash(&facts) || states.iter().any(both)
}

/// Fields that must be known, blank or invalid: they cannot be two of these.
fn states_of<'c>(c: &'c Cond, out: &mut Vec<(&'c FieldRef, State)>) {
    match c {
        Cond::All(list) => list.iter().for_each(|c| states_of(c, out)),
        Cond::Is(field, state) => out.push((field, *state)),
        _ => {}
    }
}

/// Arms that can never be reached, by place; the place after the last arm stands for `otherwise`.
pub(crate) fn unreachable(limit: &Limit, given: &[Cond]) -> Vec<(usize, Unreachable)> {
    let mut out = Vec::new();
    let arms: Vec<&Cond> = limit.arms.iter().filter_map(|a| a.condition.as_ref()).collect();
    for (i, arm) in arms.iter().enumerate() {
        let earlier = arms.get(..i).unwrap_or_default();
        if let Some(at) = earlier.iter().position(|e| e == arm) {
            out.push((i, Unreachable::Again(at)));
        } else if contradict(&with(given, &[], Some(arm))) {
            out.push((i, Unreachable::Never));
        } else if clash(&facts(given, earlier, Some(arm))) {
            out.push((i, Unreachable::Covered));
        } else if arm.is_true() {
            out.push((i + 1, Unreachable::Covered));
        }
    }
    if out.is_empty() && !arms.is_empty() && clash(&facts(given, &arms, None)) {
        out.push((arms.len(), Unreachable::Covered));
    }
    out
}

/// Why an arm is never reached.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Unreachable {
    /// The same condition stands above.
    Again(usize),
    /// The subject's own `where` or `while` rules it out.
    Never,
    /// The arms above hold whenever it could.
    Covered,
}

fn with<'c>(given: &'c [Cond], more: &[&'c Cond], last: Option<&'c Cond>) -> Vec<&'c Cond> {
    given.iter().chain(more.iter().copied()).chain(last).collect()
}

/// What is given, none of the earlier arms, and this one.
fn facts<'c>(given: &'c [Cond], not: &[&'c Cond], this: Option<&'c Cond>) -> Vec<Fact<'c>> {
    let mut out = Vec::new();
    for c in given.iter().chain(this) {
        read(c, true, &mut out);
    }
    for c in not {
        read(c, false, &mut out);
    }
    out
}

fn read<'c>(c: &'c Cond, holds: bool, out: &mut Vec<Fact<'c>>) {
    match c {
        Cond::All(list) if holds => list.iter().for_each(|c| read(c, true, out)),
        Cond::Any(list) if !holds => list.iter().for_each(|c| read(c, false, out)),
        Cond::All(list) | Cond::Any(list) => out.extend(union(list, holds)),
        Cond::Not(inner) => read(inner, !holds, out),
        Cond::OneOf(v, list) => {
            out.push((v, if holds { Says::Only(list.clone()) } else { Says::Never(list.clone()) }))
        }
        Cond::Compare(cmp, v, Value::Literal(literal)) => {
            let says = match (cmp, literal, holds) {
                (Cmp::Is, l, true) | (Cmp::IsNot, l, false) => Says::Only(vec![l.clone()]),
                (Cmp::Is, l, false) | (Cmp::IsNot, l, true) => Says::Never(vec![l.clone()]),
                (cmp, Literal::Number(n), true) => Says::Side(*cmp, *n),
                (cmp, Literal::Number(n), false) => Says::Side(opposite(*cmp), *n),
                _ => return,
            };
            out.push((v, says));
        }
        Cond::Holds(v) => out.push((v, Says::Only(vec![Literal::YesNo(holds)]))),
        _ => {}
    }
}

/// `kind is a or kind is b` says that the kind is one of both.
fn union(list: &[Cond], holds: bool) -> Option<Fact<'_>> {
    let mut key: Option<&Value> = None;
    let mut all: Vec<Literal> = Vec::new();
    for c in list {
        let mut facts = Vec::new();
        read(c, holds, &mut facts);
        match facts.as_slice() {
            [(v, Says::Only(codes))] if key.is_none_or(|k| k == *v) => {
                key = Some(v);
                all.extend(codes.iter().cloned());
            }
            _ => return None,
        }
    }
    key.map(|k| (k, Says::Only(all)))
}

fn opposite(cmp: Cmp) -> Cmp {
    match cmp {
        Cmp::Is => Cmp::IsNot,
        Cmp::IsNot => Cmp::Is,
        Cmp::Under => Cmp::AtLeast,
        Cmp::AtMost => Cmp::Over,
        Cmp::Over => Cmp::AtMost,
        Cmp::AtLeast => Cmp::Under,
    }
}

fn clash(facts: &[Fact<'_>]) -> bool {
    facts.iter().enumerate().any(|(i, (key, _))| {
        let first = !facts.iter().take(i).any(|(k, _)| k == key);
        first && clash_of(facts.iter().filter(|(k, _)| k == key).map(|(_, says)| says))
    })
}

fn clash_of<'f>(says: impl Iterator<Item = &'f Says>) -> bool {
    let mut only: Option<Vec<Literal>> = None;
    let mut never: Vec<&Literal> = Vec::new();
    let (mut low, mut high) = ((f64::NEG_INFINITY, false), (f64::INFINITY, false));
    for s in says {
        match s {
            Says::Only(list) => {
                only = Some(match only {
                    None => list.clone(),
                    Some(before) => before.into_iter().filter(|l| list.contains(l)).collect(),
                });
            }
            Says::Never(list) => never.extend(list),
            Says::Side(Cmp::Over, n) if *n >= low.0 => low = (*n, true),
            Says::Side(Cmp::AtLeast, n) if *n > low.0 => low = (*n, false),
            Says::Side(Cmp::Under, n) if *n <= high.0 => high = (*n, true),
            Says::Side(Cmp::AtMost, n) if *n < high.0 => high = (*n, false),
            Says::Side(..) => {}
        }
    }
    let none_left = only.is_some_and(|list| list.iter().all(|l| never.contains(&l) || outside(l, low, high)));
    let empty = low.0 > high.0 || (low.0 == high.0 && (low.1 || high.1));
    none_left || empty
}

fn outside(l: &Literal, low: (f64, bool), high: (f64, bool)) -> bool {
    match l {
        Literal::Number(n) => *n < low.0 || (*n == low.0 && low.1) || *n > high.0 || (*n == high.0 && high.1),
        _ => false,
    }
}

/// Whether a condition tests the same value against itself.
pub(crate) fn compares_itself(c: &Cond) -> Option<bool> {
    match c {
        Cond::Compare(cmp, a, b) if a == b && !matches!(a, Value::Plugin { .. }) => {
            Some(matches!(cmp, Cmp::Is | Cmp::AtMost | Cmp::AtLeast))
        }
        Cond::Always(b) => Some(*b),
        _ => None,
    }
}
