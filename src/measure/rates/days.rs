//! Days of one subject put together: however many things are owed on a day, it is one day.

use super::answer::Parts;
use super::runs::{Run, Sort};
use crate::calendar::Day;
use crate::record::Row;

/// The days of one obligation of a subject in a period.
#[derive(Debug, Clone, Copy)]
pub(super) struct Span {
    pub root: Row,
    pub run: Run,
}

/// Subjects and days by how they stand; the spans may come in any order.
pub(super) fn counted(mut spans: Vec<Span>) -> (Parts, Parts) {
    spans.sort_unstable_by_key(|s| s.root);
    let (mut subjects, mut days) = (Parts::default(), Parts::default());
    for of_one in spans.chunk_by(|a, b| a.root == b.root) {
        add_days(of_one, &mut days);
        let has = |sort: Sort| of_one.iter().any(|s| s.run.sort == sort);
        match [Sort::Out, Sort::CannotTell, Sort::InTime, Sort::Exempt].into_iter().find(|s| has(*s)) {
            Some(Sort::Out) => subjects.out += 1,
            Some(Sort::CannotTell) => subjects.cannot_tell += 1,
            Some(Sort::InTime) => {
                subjects.in_time += 1;
                subjects.helped += u64::from(has(Sort::Exempt));
            }
            _ => subjects.exempt += 1,
        }
    }
    (subjects, days)
}

/// Adds the days of one subject.
fn add_days(spans: &[Span], to: &mut Parts) {
    let mut turns: Vec<(Day, Sort, i32)> = Vec::with_capacity(2 * spans.len());
    for Run { sort, first, last } in spans.iter().map(|s| s.run) {
        turns.extend([(first, sort, 1), (last.saturating_add(1), sort, -1)]);
    }
    turns.sort_unstable();
    let mut open = [0i32; 4];
    let next = turns.iter().skip(1).map(|t| t.0).chain(turns.last().map(|t| t.0));
    for ((day, sort, turn), next) in turns.iter().zip(next) {
        if let Some(n) = open.get_mut(*sort as usize) {
            *n += turn;
        }
        let length = u64::from(next.saturating_sub(*day).unsigned_abs());
        match open.map(|n| n > 0) {
            [true, ..] => to.out += length,
            [_, true, ..] => to.cannot_tell += length,
            [_, _, true, _] => to.in_time += length,
            [_, _, _, true] => to.exempt += length,
            _ => {}
        }
    }
}
