//! Where an amount comes from: the standard, a setting, an agreement, an arm, a later version.

use super::super::amounts::{Forces, Paced};
use super::super::versions::counterpart;
use super::{At, Sweeper};
use crate::calendar::{Amount, Day};
use crate::judge::ask::{Ctx, agreements, amount_on, ask_condition, setting_on};
use crate::judge::derivation::Source;
use crate::judge::tri::Tri;
use crate::lang::checked::{Limit, LimitAmount};
use crate::record::Agreement;

/// The amount that gives a due day.
pub(super) struct Decisive {
    /// Counted from.
    pub(super) from: Day,
    pub(super) paced: Paced,
    /// A day on which it is in force.
    pub(super) holds: Day,
}

impl Sweeper<'_> {
    /// The sum that gives `due`, as things stood on a day.
    pub(super) fn decisive(
        &self,
        forces: &Forces,
        (opened, counted): (Day, Day),
        due: Day,
        day: Day,
    ) -> Option<Decisive> {
        let calendar = self.world.calendar;
        let gives = |from: Day, p: &&Paced| calendar.add(from, p.amount, p.options).lo == due;
        // Counted from a day to come, it is what is in force then (5.2); until then as it stands.
        let base = opened.max(counted.min(day));
        let first = forces.on(base).iter().find(|p| gives(counted, p));
        if let Some(p) = first {
            return Some(Decisive { from: counted, paced: *p, holds: base });
        }
        let Forces::Steps(list) = forces else { return None };
        list.iter().filter(|f| f.from > counted && f.from <= day.max(opened)).find_map(|f| {
            let changed = f.amounts.iter().find(|p| gives(f.from, p)).map(|p| (f.from, *p));
            let agreed = || f.amounts.iter().find(|p| f.agreed && gives(counted, p)).map(|p| (counted, *p));
            let (from, paced) = changed.or_else(agreed)?;
            Some(Decisive { from, paced, holds: f.from })
        })
    }

    /// Which of some limits says an amount on a day.
    pub(super) fn source_of(&self, at: &At<'_>, limits: &[&Limit], amount: Amount, day: Day) -> Source {
        let own = limits.iter().find_map(|l| self.source_in(self.asking(at, day), l, amount));
        if let Some(source) = own.filter(|_| self.next_from().is_none_or(|from| day < from)) {
            return source;
        }
        // A later version reached the clock.
        let next = self.plan.next_version.and_then(|n| self.later.get(n as usize));
        let theirs = next.and_then(|next| {
            let sweeper = Sweeper::new(self.world, next, self.truths, self.later);
            let same = |l: &&Limit| counterpart(&self.plan.standard.duty, l, &next.standard.duty);
            let found: Vec<&Limit> = limits.iter().filter_map(same).collect();
            let source = sweeper.source_of(at, &found, amount, day);
            (source != Source::default()).then_some(source)
        });
        theirs
            .or_else(|| limits.iter().find_map(|l| self.source_in(self.asking(at, day), l, amount)))
            .unwrap_or(Source { standard: self.plan.place, ..Source::default() })
    }

    fn next_from(&self) -> Option<Day> {
        let next = self.plan.next_version.and_then(|n| self.later.get(n as usize))?;
        Some(next.standard.from)
    }

    fn source_in(&self, ctx: Ctx<'_>, limit: &Limit, amount: Amount) -> Option<Source> {
        for arm in &limit.arms {
            let may = arm.condition.as_ref().map_or(Tri::Yes, |c| ask_condition(c, ctx));
            if may != Tri::No && amount_on(&arm.amount, ctx) == Some(amount) {
                let mut source = self.source_of_amount(ctx, &arm.amount);
                source.condition.clone_from(&arm.condition);
                source.otherwise = arm.condition.is_none() && limit.arms.len() > 1;
                return Some(source);
            }
        }
        None
    }

    /// Where an amount that stands on a day comes from.
    pub(super) fn source_of_amount(&self, ctx: Ctx<'_>, amount: &LimitAmount) -> Source {
        match amount {
            LimitAmount::Fixed(_) => Source { standard: self.plan.place, ..Source::default() },
            LimitAmount::Setting(i) => self.source_of_setting(ctx, *i),
            LimitAmount::Field(f, _) => {
                Source { standard: self.plan.place, field: Some(f.clone()), ..Source::default() }
            }
        }
    }

    /// Where the value of a setting on a day comes from.
    pub(super) fn source_of_setting(&self, ctx: Ctx<'_>, place: usize) -> Source {
        let begun = setting_on(place, ctx).and_then(|s| s.1);
        let agreement = begun.and_then(|_| self.agreement_on(ctx, place)).cloned();
        Source { standard: self.plan.place, setting: Some(place), agreement, ..Source::default() }
    }

    fn agreement_on<'c>(&self, ctx: Ctx<'c>, place: usize) -> Option<&'c Agreement> {
        let all = agreements(self.plan.settings.get(place)?, ctx);
        all.rev().map(|(a, _)| a).find(|a| a.begins() <= ctx.day && ctx.day <= a.until)
    }
}
