//! A duty that must hold on every day, under a standard with versions (`obligations.md` 6.6, 6.11): each day is asked by
//! the version in force on it, and what is open goes on when the next one comes. An obligation is told under the version
//! it opened in.

use super::standing::{State, gaps_of};
use super::versions::daily;
use super::{Stretch, Subject, Sweeper};
use crate::calendar::{Day, NEVER};
use crate::judge::ledger::Ledger;
use crate::judge::plan::StandardPlan;
use std::borrow::Cow;

/// The days of one version, by its place among all.
type Span = (usize, Stretch);

impl<'a> Sweeper<'a> {
    /// Whether another version may have a say in what is open.
    pub(super) fn has_versions(&self) -> bool {
        self.plan.next_version.is_some() || !self.plan.earlier_versions.is_empty()
    }

    /// The versions of the standard that can be judged, in order.
    pub(super) fn versions(&self) -> Vec<&'a StandardPlan<'a>> {
        let all: &'a [StandardPlan<'a>] = self.later;
        let mut out: Vec<&'a StandardPlan<'a>> =
            self.plan.earlier_versions.iter().filter_map(|v| all.get(*v as usize)).collect();
        out.push(self.plan);
        let mut plan = self.plan;
        while let Some(next) = plan.next_version.and_then(|n| all.get(n as usize)) {
            out.push(next);
            plan = next;
        }
        out.retain(|p| p.judged);
        out.sort_by_key(|p| p.standard.version);
        out
    }

    /// The same standard as another version has it.
    pub(super) fn under(&self, version: &'a StandardPlan<'a>) -> Sweeper<'a> {
        Sweeper::new(self.world, version, self.truths, self.later)
    }

    /// The obligations that open in the days this version has of a stretch.
    pub(super) fn across(&mut self, root: u32, subject: &Subject, s: &Stretch, out: &mut Ledger) {
        let mut family = match self.family.take() {
            Some(family) => family,
            None => self.versions().into_iter().map(|v| self.under(v)).collect(),
        };
        let spans = spans(&mut family, root, subject);
        let mine = |(v, x): &Span| {
            family.get(*v).is_some_and(|f| f.plan.place == self.plan.place)
                && (x.start, x.last) == (s.start, s.last)
        };
        if let Some(at) = spans.iter().position(mine)
            && let run = joined(&spans, at)
            && let (Some((_, first)), Some((_, last)), Some((_, own))) =
                (run.first(), run.last(), spans.get(at))
        {
            let whole = Stretch { start: first.start, open: first.open, ..last.clone() };
            let days = states(&mut family, root, subject, run);
            let tolerated =
                |f: &Sweeper<'_>| Some((f.plan.standard.from, gaps_of(daily(&f.plan.standard.duty)?.1)));
            let gaps: Vec<_> = family.iter().filter_map(tolerated).collect();
            let mut all = Ledger::default();
            self.walk(subject, &whole, &days, &gaps, &mut all);
            let mine = all.list.iter().filter(|o| (own.open..=own.last).contains(&o.opened));
            mine.for_each(|o| out.copy(&all, o));
        }
        self.family = Some(family);
    }
}

/// The days on which each version asks, in order.
fn spans(family: &mut [Sweeper<'_>], root: u32, subject: &Subject) -> Vec<Span> {
    let mut out = Vec::new();
    for (v, sweeper) in family.iter_mut().enumerate() {
        let Some((_, t)) = daily(&sweeper.plan.standard.duty) else { continue };
        // A spell is joined, and let in, by each version for itself.
        let spell = if subject.admitted || sweeper.plan.standard.scope.joined.is_some() {
            sweeper.find_subjects(root, &[]);
            let subjects = std::mem::take(&mut sweeper.subjects);
            let Some(spell) = subjects.into_iter().find(|s| s.row == subject.row) else { continue };
            Cow::Owned(spell)
        } else {
            Cow::Borrowed(subject)
        };
        // What cannot be told or is excused for good is for that version to tell.
        sweeper.find_stretches(root, &spell, &mut Ledger::default());
        let stretches = std::mem::take(&mut sweeper.stretches);
        out.extend(
            stretches.iter().filter_map(|s| Some((v, sweeper.asked_from(root, &spell, s, t)?.into_owned()))),
        );
    }
    out
}

/// The spans that one at a place goes on from and into: the later version has asked nothing of its own before.
fn joined(spans: &[Span], at: usize) -> &[Span] {
    let goes_on = |k: usize| match (spans.get(k), spans.get(k + 1)) {
        (Some((v, a)), Some((w, b))) => v < w && b.early() && a.last != NEVER && a.last + 1 == b.open,
        _ => false,
    };
    let from = (0..at).rev().take_while(|k| goes_on(*k)).last().unwrap_or(at);
    let to = (at..spans.len()).find(|k| !goes_on(*k)).unwrap_or(at);
    spans.get(from..=to).unwrap_or_default()
}

/// The states of joined spans.
fn states(family: &mut [Sweeper<'_>], root: u32, subject: &Subject, run: &[Span]) -> Vec<(Day, State)> {
    let mut days: Vec<(Day, State)> = Vec::new();
    for (v, span) in run {
        let Some(sweeper) = family.get_mut(*v) else { continue };
        let Some(duty) = daily(&sweeper.plan.standard.duty) else { continue };
        sweeper.states_of((root, subject), span, duty, |day, state| {
            if days.last().is_none_or(|l| l.1 != state) {
                days.push((day, state));
            }
        });
    }
    days
}
