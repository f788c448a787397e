//! From which value to which: what each record had before the time began, against what it has at its close.

use super::answer::{Figure, MoveCount};
use super::evaluate::Making;
use super::fraction::Fraction;
use super::item::Item;
use crate::calendar::{ALWAYS, Day};
use crate::judge::Datum;
use crate::lang::checked::{Shows, Value};
use std::collections::{BTreeMap, BTreeSet};

impl Making<'_> {
    /// The value of an item at the close of the day before the time began, and now.
    fn before_and_now(&self, item: &Item, day: Day) -> Option<(Option<String>, Option<String>)> {
        let Shows::Moves(field, thing) = &self.measure.shows else { return None };
        let first = self.asker.first_day(thing, day).filter(|d| *d != ALWAYS);
        let read = |on: Day| match self.asker.value(&Value::Field(field.clone()), &item.record, on) {
            Datum::Text(code) => Some(self.asker.caseload().texts.text(code).to_owned()),
            Datum::Number(n) => Some(n.to_string()),
            Datum::YesNo(b) => Some(if b { "yes" } else { "no" }.to_owned()),
            _ => None,
        };
        Some((first.and_then(|f| read(f.saturating_sub(1))), read(day)))
    }

    /// Every pair of values with its number.
    pub(super) fn moves(&self, items: &[Item], day: Day) -> Vec<MoveCount> {
        type Pair = (Option<String>, Option<String>);
        let mut counts: BTreeMap<Pair, (u64, BTreeSet<u32>)> = BTreeMap::new();
        for item in items {
            let Some(pair) = self.before_and_now(item, day) else { continue };
            let (number, children) = counts.entry(pair).or_default();
            *number += 1;
            children.extend(item.child);
        }
        let told = |((from, to), (number, children)): (Pair, (u64, BTreeSet<u32>))| {
            let children = (!children.is_empty()).then_some(children.len() as u64);
            MoveCount { from, to, number, children }
        };
        counts.into_iter().map(told).collect()
    }

    /// How many moved.
    pub(super) fn moved(&self, items: &[Item], day: Day) -> Figure {
        let pairs: Vec<_> = items.iter().filter_map(|i| self.before_and_now(i, day)).collect();
        let moved = Fraction::whole(pairs.iter().filter(|(a, b)| a != b).count() as i128);
        let all = Fraction::whole(pairs.len() as i128);
        self.made(Some(moved), (moved, all), None, items, day)
    }
}
