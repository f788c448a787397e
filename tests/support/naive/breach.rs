//! Breaches of one standard are events of another (6.10): found by reading every day from the first on.

use super::Reading;
use super::answer::answers;
use super::subject::Subject;
use crate::support::world::World;
use duecare::calendar::Day;
use duecare::lang::checked::Standard;
use duecare::record::Shape;
use std::collections::BTreeMap;

/// A breach: the subject judged, the ordinal of its obligation, the first day on which its verdict was one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Broken {
    pub(crate) rec: usize,
    pub(crate) ordinal: u32,
    pub(crate) day: Day,
}

/// Breaches by standard.
pub(crate) type Book = BTreeMap<String, Vec<Broken>>;

/// The breaches, up to a day, of every standard that another one is about.
pub(crate) fn book(world: &World, rules: &[Standard], until: Day) -> Book {
    let mut out = Book::new();
    // Nothing opens before the first record does.
    let first = world.records.iter().filter_map(|r| r.start).min().unwrap_or(until);
    for of in rules.iter().filter_map(|s| s.scope.breach_of.as_ref()) {
        if out.contains_key(of) {
            continue;
        }
        let mut list: Vec<Broken> = Vec::new();
        for day in first..=until {
            for a in answers(world, rules, of, day, &out) {
                if a.word.is_breach() && !list.iter().any(|b| b.rec == a.rec && b.ordinal == a.ordinal) {
                    list.push(Broken { rec: a.rec, ordinal: a.ordinal, day });
                }
            }
        }
        out.insert(of.clone(), list);
    }
    out
}

impl Reading<'_> {
    /// The breaches seen so far, each an event of the same child on its day.
    pub(crate) fn breaches(&self, of: &str) -> Vec<Subject> {
        let list = self.book.get(of).map_or(&[][..], Vec::as_slice);
        let mut seen: Vec<_> = list.iter().filter(|b| b.day <= self.day).collect();
        seen.sort_by_key(|b| (b.rec, b.ordinal));
        seen.into_iter()
            .map(|b| Subject {
                start: Some(b.day),
                shape: Shape::Event,
                breach: Some(b.ordinal),
                pieces: Vec::new(),
                end_seen: Day::MAX,
                ..Subject::of_record(self.world, b.rec)
            })
            .collect()
    }
}
