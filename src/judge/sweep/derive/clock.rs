//! The count that gives a due day, step by step.

use super::super::anchor::Anchored;
use super::super::once::Opening;
use super::super::window::until_the_end;
use super::{At, Sweeper};
use crate::calendar::{ALWAYS, AddOptions, Amount, Day, NEVER};
use crate::judge::ask::{DayRange, amount_on, first_within};
use crate::judge::derivation::{Derivation, From, Step, Sum};
use crate::judge::sweep::Stretch;
use crate::lang::checked::{Base, DayExpr, Evidence, Leaf, Limit, Start, StartKind, Timing, Which};
use crate::record::Shape;

impl Sweeper<'_> {
    /// Counts the clock of a duty to have something; gives the first day on which evidence counts.
    pub(super) fn clock_of(
        &mut self,
        at: &At<'_>,
        s: &Stretch,
        e: &Evidence,
        timing: &Timing,
        d: &mut Derivation,
    ) -> Day {
        let from = match timing {
            Timing::Once(parts, which) => match self.away(at, s) {
                Some(b) => self.once_again(at, parts, b, d),
                None => self.parts(at, s, parts, *which, d),
            },
            Timing::Stages(_) | Timing::InLast(_) => self.link_of_chain(at, s, e, timing, d),
            Timing::WithinBefore(limit, t) => self.before(at, s, (limit, t), d),
            Timing::AtLeastBefore(limit, t) => self.ahead(at, s, (limit, t), d),
            Timing::Between(a, b) => {
                let from = self.anchored(at, s, a, d);
                let to = self.anchored(at, s, b, d);
                d.clock.push(Step::Window { from, to: Some(to), slot: None, amount: None });
                from
            }
            Timing::During | Timing::DuringThe(_) => self.whole_of(at, s, timing, d),
            Timing::InEach(slot) => {
                let (from, to) = (at.o.opened, Some(at.o.lo));
                d.clock.push(Step::Window { from, to, slot: Some(slot.clone()), amount: None });
                from
            }
            Timing::InLastOf(..) | Timing::Throughout(_) | Timing::Now | Timing::Asked => at.o.opened,
        };
        self.moved(at, d);
        from
    }

    /// `must last at most`.
    pub(super) fn lasting(&self, at: &At<'_>, s: &Stretch, limit: &Limit, d: &mut Derivation) {
        let forces = self.forces(at.root, &at.subject, limit, AddOptions::default());
        self.add_sum(at, (&forces, &[limit]), (s.open, s.start), From::Start, at.due(), d);
        self.moved(at, d);
    }

    /// `must last at least`.
    pub(super) fn keeping(&self, at: &At<'_>, s: &Stretch, limit: &Limit, d: &mut Derivation) {
        let forces = self.forces(at.root, &at.subject, limit, AddOptions::default());
        self.add_sum(at, (&forces, &[limit]), (s.open, s.start), From::Start, at.o.lo, d);
    }

    /// The last day of the excuse whose end opened the clock.
    fn away(&self, at: &At<'_>, s: &Stretch) -> Option<Day> {
        let excused = at.before().filter(|b| b.exempt != NEVER);
        match excused {
            Some(before) => s.excuse(before.lo).map(|run| run.1),
            None if at.index == 0 => self.carried_away(at, s),
            None => None,
        }
    }

    /// A one-off clock that begins again on the first day back.
    fn once_again(&self, at: &At<'_>, parts: &[Start], b: Day, d: &mut Derivation) -> Day {
        if let [Start { kind: StartKind::Within(limit), options, .. }] = parts {
            let forces = self.forces(at.root, &at.subject, limit, *options);
            self.add_sum(at, (&forces, &[limit]), (b + 1, b), From::Away, at.due(), d);
        }
        b + 1
    }

    /// The parts of a one-off clock that can be seen.
    pub(super) fn parts(
        &mut self,
        at: &At<'_>,
        s: &Stretch,
        parts: &[Start],
        which: Which,
        d: &mut Derivation,
    ) -> Day {
        let mut shown = 0;
        for part in parts {
            let Anchored::At { day, seen } = self.anchor(at.root, &at.subject, s, &part.anchor) else {
                continue;
            };
            if seen > at.day.max(at.o.opened) {
                continue;
            }
            shown += 1;
            self.name_day(at, s, &part.anchor, d);
            let StartKind::Within(limit) = &part.kind else {
                if matches!(&part.anchor, DayExpr::Field(f) if own_start(f)) {
                    d.clock.push(Step::Named { what: part.anchor.clone(), day: day.lo });
                }
                let named = self.part_clock(at.root, &at.subject, part, s.open.max(seen), day).lo;
                if named > day.lo {
                    d.clock.push(Step::Rolled(named));
                }
                if parts.len() > 1 && named < seen && seen > at.o.opened {
                    d.clock.push(Step::NotBefore(seen));
                }
                continue;
            };
            let opened = s.open.max(seen);
            let clock = self.part_clock(at.root, &at.subject, part, opened, day);
            let due = clock.dues.iter().rev().find(|x| x.0 <= at.day).map_or(clock.lo, |x| x.1);
            let what = self.what(&part.anchor, s);
            let forces = self.forces(at.root, &at.subject, limit, part.options);
            self.add_sum(at, (&forces, &[limit]), (opened, day.lo), what, due, d);
        }
        if shown > 1 {
            d.clock.push(Step::Chosen { sooner: which == Which::Sooner, day: at.due() });
        }
        match self.open_once(at.root, &at.subject, s, (parts, which)) {
            Opening::Opened(o) => o.evidence_from,
            _ => at.o.opened,
        }
    }

    /// What stands on the day an anchor names.
    fn what(&self, anchor: &DayExpr, s: &Stretch) -> From {
        match anchor {
            DayExpr::Field(f) if own_start(f) && s.start == s.open => From::Start,
            other => From::Named(other.clone()),
        }
    }

    /// Says which day an anchor names, with the sum of an offset.
    fn name_day(&self, at: &At<'_>, s: &Stretch, anchor: &DayExpr, d: &mut Derivation) {
        let Anchored::At { day, seen } = self.anchor(at.root, &at.subject, s, anchor) else { return };
        match anchor {
            DayExpr::Field(f) if own_start(f) => {}
            DayExpr::Offset { amount, before, of } => {
                self.name_day(at, s, of, d);
                let ctx = self.asking(at, seen);
                let (Anchored::At { day: from, .. }, Some(sum)) =
                    (self.anchor(at.root, &at.subject, s, of), amount_on(amount, ctx))
                else {
                    return;
                };
                d.clock.push(Step::Sum(Sum {
                    from: from.lo,
                    what: self.what(of, s),
                    amount: sum,
                    options: AddOptions::default(),
                    back: *before,
                    to: day.lo,
                    known: day.lo == day.hi,
                    source: self.source_of_amount(ctx, amount),
                }));
            }
            other => d.clock.push(Step::Named { what: other.clone(), day: day.lo }),
        }
    }

    /// The day of an anchor, said.
    fn anchored(&self, at: &At<'_>, s: &Stretch, anchor: &DayExpr, d: &mut Derivation) -> Day {
        self.name_day(at, s, anchor, d);
        match self.anchor(at.root, &at.subject, s, anchor) {
            Anchored::At { day, .. } => day.lo,
            _ => NEVER,
        }
    }

    /// `within A before T`: the window that ends with T.
    fn before(&self, at: &At<'_>, s: &Stretch, (limit, t): (&Limit, &DayExpr), d: &mut Derivation) -> Day {
        let to = self.anchored(at, s, t, d);
        let forces = self.forces(at.root, &at.subject, limit, AddOptions::default());
        let amounts: Vec<Amount> = forces.on(at.o.opened).iter().map(|p| p.amount).collect();
        let from = amounts.iter().filter_map(|a| self.earliest(*a, to)).min().unwrap_or(ALWAYS);
        let amount = amounts.first().copied();
        d.clock.push(Step::Window { from, to: Some(to), slot: None, amount });
        from
    }

    /// The first day from which an amount reaches a day.
    pub(super) fn earliest(&self, amount: Amount, to: Day) -> Option<Day> {
        // Before the first day the calendar knows nothing is certain.
        let first = first_within(self.world.calendar, DayRange::exact(to), amount).lo;
        (to != ALWAYS && to != NEVER && first > ALWAYS + 1).then_some(first)
    }

    /// `at least A before T`.
    fn ahead(&self, at: &At<'_>, s: &Stretch, (limit, t): (&Limit, &DayExpr), d: &mut Derivation) -> Day {
        let from = self.anchored(at, s, t, d);
        let forces = self.forces(at.root, &at.subject, limit, AddOptions::default());
        let calendar = self.world.calendar;
        let sums = forces.on(at.o.opened).iter().map(|p| (p.amount, calendar.sub(from, p.amount)));
        if let Some((amount, sum)) = sums.min_by_key(|x| x.1.lo) {
            let source = self.source_of(at, &[limit], amount, at.o.opened);
            d.clock.push(Step::Sum(Sum {
                from,
                what: self.what(t, s),
                amount,
                options: AddOptions::default(),
                back: true,
                to: sum.lo,
                known: sum.lo == sum.hi,
                source,
            }));
        }
        if self.shape == Shape::Event { ALWAYS } else { s.start.min(from) }
    }

    /// `during`.
    fn whole_of(&self, at: &At<'_>, s: &Stretch, timing: &Timing, d: &mut Derivation) -> Day {
        let Some((from, span)) = self.during_span(at.root, &at.subject, s, timing) else { return s.open };
        if let Timing::DuringThe(thing) = timing {
            d.clock.push(Step::Named { what: DayExpr::First(thing.clone()), day: from });
        }
        let end = until_the_end(&span).lo;
        let to = (end != NEVER && span.seen <= at.day).then_some(end);
        d.clock.push(Step::Window { from, to, slot: None, amount: None });
        from
    }

    /// How the due day stood before.
    fn moved(&self, at: &At<'_>, d: &mut Derivation) {
        let dues = at.extra.map_or(&[][..], |e| &e.dues);
        for (was, now) in dues.iter().zip(dues.iter().skip(1)) {
            if now.0 <= at.day && was.1 != now.1 && was.1 != NEVER {
                d.clock.push(Step::Stood { until: now.0 - 1, due: was.1 });
            }
        }
    }
}

/// The first day of the subject itself.
fn own_start(f: &crate::lang::checked::FieldRef) -> bool {
    f.leaf == Leaf::Start && f.steps.is_empty() && matches!(f.base, Base::It | Base::This)
}
