//! Figures held against each other, and what is told of it.

use crate::database::{Figure, Figures};
use std::collections::BTreeSet;

/// One measure on all days.
pub struct Compared<'m> {
    sort: &'m str,
    id: &'m str,
    days: Vec<String>,
    parts: usize,
    seen: Vec<Figure>,
}

impl<'m> Compared<'m> {
    pub fn new(sort: &'m str, id: &'m str) -> Compared<'m> {
        Compared { sort, id, days: Vec::new(), parts: 0, seen: Vec::new() }
    }

    /// The differences of a day: every part that either has, not a part left out.
    pub fn day(&mut self, as_at: &str, engine: &Figures, sql: &Figures) -> Vec<String> {
        let mut wrong = Vec::new();
        let parts: BTreeSet<_> = engine.keys().chain(sql.keys()).collect();
        for (split, part) in parts {
            let key = (split.clone(), part.clone());
            if !same(engine.get(&key), sql.get(&key)) {
                let place = if split.is_empty() { "the whole" } else { split };
                let (ours, theirs) = (engine.get(&key), sql.get(&key));
                let part = part.as_deref().unwrap_or_default();
                wrong.push(format!(
                    "{} {as_at}, {place} {part}\n  engine {ours:?}\n  SQL    {theirs:?}",
                    self.id
                ));
            }
        }
        self.parts += sql.len() - 1;
        let whole = sql[&(String::new(), None)].clone();
        self.days.push(match whole.value {
            Some(v) => format!("{as_at} {v:.1} ({} of {})", whole.numerator, whole.denominator),
            None => format!("{as_at} no cases"),
        });
        self.seen.push(whole);
        wrong
    }

    /// What would make the comparison worth nothing.
    pub fn empty(&self) -> Option<String> {
        let told = self.seen.iter().any(|f| f.numerator > 0.0 && f.denominator > 0.0);
        (!told).then(|| format!("{}: 0 on every day", self.id))
    }

    /// In a line.
    pub fn told(&self) -> String {
        format!("{} {}: {}; {} parts", self.sort, self.id, self.days.join(", "), self.parts)
    }
}

fn same(ours: Option<&Figure>, theirs: Option<&Figure>) -> bool {
    let close = |a: f64, b: f64| (a - b).abs() < 1e-9 * a.abs().max(1.0);
    // A part with nothing but lapsed or exempt obligations has no cases; the queries have no row of it.
    let nobody = Figure { numerator: 0.0, denominator: 0.0, value: None, cannot_tell: 0.0 };
    let (ours, theirs) = (ours.unwrap_or(&nobody), theirs.unwrap_or(&nobody));
    let value = match (ours.value, theirs.value) {
        (Some(a), Some(b)) => close(a, b),
        (a, b) => a.is_none() && b.is_none(),
    };
    value
        && close(ours.numerator, theirs.numerator)
        && close(ours.denominator, theirs.denominator)
        && close(ours.cannot_tell, theirs.cannot_tell)
}
