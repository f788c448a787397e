//! The amounts that may be in force on each day, and the due day they give (`obligations.md` 5.1, 5.2).

use super::{Subject, Sweeper};
use crate::calendar::{ALWAYS, AddOptions, Amount, Calendar, Day, NEVER};
use crate::judge::ask::{Ctx, agreements, amount_on, setting_on};
use crate::judge::steps;
use crate::judge::tri::Tri;
use crate::lang::checked::{Limit, LimitAmount};

/// The amounts that may be in force from a day on. More than one only where something is unknown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Force {
    pub(super) from: Day,
    pub(super) amounts: Vec<Paced>,
    /// There may be another, which is not known.
    pub(super) unknown: bool,
    /// An agreement begins on this very day: it may loosen.
    pub(super) agreed: bool,
}

impl Force {
    /// An amount that holds from a day on.
    fn steady(from: Day, amount: Paced) -> Force {
        Force { from, amounts: vec![amount], unknown: false, agreed: false }
    }

    /// The least and the greatest sum; of an amount that is not known, that day itself and never.
    fn sums(&self, calendar: &Calendar, d: Day) -> (Day, Day) {
        let unknown = self.unknown || self.amounts.is_empty();
        let first = if unknown { (d, NEVER) } else { (NEVER, ALWAYS) };
        self.amounts.iter().fold(first, |(lo, hi), a| {
            let r = calendar.add(d, a.amount, a.options);
            (lo.min(r.lo), hi.max(r.hi))
        })
    }
}

/// An amount and how it is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Paced {
    pub(super) amount: Amount,
    pub(super) options: AddOptions,
}

/// Amounts over time, the first from always.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Forces {
    /// Nothing can change it.
    Constant(Paced),
    /// In order of day.
    Steps(Vec<Force>),
}

/// A due day: not before `lo`, not after `hi`, and how it stood.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Clock {
    pub(super) lo: Day,
    pub(super) hi: Day,
    pub(super) dues: Vec<(Day, Day, Day)>,
}

impl Forces {
    /// The amounts on a day.
    pub(super) fn on(&self, day: Day) -> &[Paced] {
        match self {
            Forces::Constant(a) => std::slice::from_ref(a),
            Forces::Steps(list) => Forces::step(list, day).map_or(&[], |f| &f.amounts),
        }
    }

    /// Whether an amount that may be in force on a day is not known.
    pub(super) fn unknown_on(&self, day: Day) -> bool {
        match self {
            Forces::Constant(_) => false,
            Forces::Steps(list) => Forces::step(list, day).is_none_or(|f| f.unknown || f.amounts.is_empty()),
        }
    }

    fn step(list: &[Force], day: Day) -> Option<&Force> {
        list.partition_point(|f| f.from <= day).checked_sub(1).and_then(|i| list.get(i))
    }

    /// Whether an agreement begins on a day.
    pub(super) fn begins(&self, day: Day) -> bool {
        match self {
            Forces::Constant(_) => false,
            Forces::Steps(list) => list.iter().any(|f| f.from == day && f.agreed),
        }
    }

    /// The due day of a clock opened on one day and counted from another.
    pub(super) fn clock(&self, calendar: &Calendar, opened: Day, counted: Day) -> Clock {
        let list = match self {
            Forces::Constant(a) => {
                let r = calendar.add(counted, a.amount, a.options);
                return Clock { lo: r.lo, hi: r.hi, dues: Vec::new() };
            }
            Forces::Steps(list) => list,
        };
        let on = |d: Day| Forces::step(list, d).map_or((counted, NEVER), |f| f.sums(calendar, counted));
        let (mut lo, mut hi) = on(opened);
        let mut dues = vec![(opened, lo, hi)];
        // What is in force on the day it is counted from counts, not what was when it opened before that day.
        for f in list.iter().filter(|f| opened < f.from && f.from <= counted) {
            let now = f.sums(calendar, counted);
            if now != (lo, hi) {
                (lo, hi) = now;
                dues.push((f.from, lo, hi));
            }
        }
        for (i, f) in list.iter().enumerate().filter(|(_, f)| f.from > counted) {
            if f.from > hi {
                break;
            }
            // A step that changes no amount changes no due day.
            let last = i.checked_sub(1).and_then(|i| list.get(i));
            let same = last.is_some_and(|p| p.amounts == f.amounts && p.unknown == f.unknown);
            if same && !f.agreed {
                continue;
            }
            let before = (lo, hi);
            let (a, b) = f.sums(calendar, f.from);
            (lo, hi) = (lo.min(a), hi.min(b));
            if f.agreed {
                let (a, b) = f.sums(calendar, counted);
                if f.from <= before.0 {
                    lo = lo.max(a);
                }
                if f.from <= before.1 {
                    hi = hi.max(b);
                }
            }
            if (lo, hi) != before {
                dues.push((f.from.max(opened), lo, hi));
            }
        }
        if dues.len() == 1 {
            dues.clear();
        }
        Clock { lo, hi, dues }
    }
}

impl Sweeper<'_> {
    /// The amounts of a limit over time.
    pub(super) fn forces(&self, root: u32, subject: &Subject, limit: &Limit, options: AddOptions) -> Forces {
        if let Some(amount) = self.plan.constant(limit) {
            let steady = Forces::Constant(Paced { amount, options });
            return self.with_later_versions(root, subject, limit, options, steady);
        }
        let ctx = self.ctx(root, subject, ALWAYS);
        let mut days = vec![ALWAYS];
        let mut begins = Vec::new();
        let mut conditions = Vec::with_capacity(limit.arms.len());
        for arm in &limit.arms {
            steps::amount_changes(&arm.amount, ctx, &mut days);
            if let LimitAmount::Setting(i) = &arm.amount
                && let Some(setting) = self.plan.settings.get(*i)
            {
                begins.extend(agreements(setting, ctx).map(|(a, _)| a.begins()));
            }
            conditions.push(match &arm.condition {
                Some(c) => {
                    let s = steps::steps(c, ctx, ALWAYS + 1, NEVER - 1);
                    days.extend(s.iter().map(|x| x.0));
                    Some(s)
                }
                None => None,
            });
        }
        days.sort_unstable();
        days.dedup();
        let mut list = Vec::with_capacity(days.len());
        for day in days {
            let at = ctx.on(day);
            let (mut amounts, mut agreed, mut unknown) = (Vec::new(), false, false);
            for (arm, condition) in limit.arms.iter().zip(&conditions) {
                let truth = condition.as_ref().map_or(Tri::Yes, |s| steps::at(s, day.max(ALWAYS + 1)));
                if truth == Tri::No {
                    continue;
                }
                match amount_on(&arm.amount, at).map(|amount| Paced { amount, options }) {
                    Some(paced) if amounts.contains(&paced) => {}
                    Some(paced) => amounts.push(paced),
                    None => unknown = true,
                }
                if let LimitAmount::Setting(i) = &arm.amount {
                    agreed |= begins.contains(&day) && setting_on(*i, at).is_some_and(|s| s.1 == Some(day));
                }
                if truth == Tri::Yes {
                    break;
                }
            }
            list.push(Force { from: day, amounts, unknown, agreed });
        }
        self.with_later_versions(root, subject, limit, options, Forces::Steps(list))
    }

    /// The amounts of later versions reach a clock that runs (6.11): from their first day on they are in force.
    fn with_later_versions(
        &self,
        root: u32,
        subject: &Subject,
        limit: &Limit,
        options: AddOptions,
        mine: Forces,
    ) -> Forces {
        let Some(next) = self.plan.next_version.and_then(|n| self.later.get(n as usize)) else { return mine };
        let Some(same) = super::versions::counterpart(&self.plan.standard.duty, limit, &next.standard.duty)
        else {
            return mine;
        };
        let from = next.standard.from;
        let sweeper = Sweeper::new(self.world, next, self.truths, self.later);
        let theirs = match sweeper.forces(root, subject, same, options) {
            Forces::Constant(a) => vec![Force::steady(ALWAYS, a)],
            Forces::Steps(list) => list,
        };
        let mut list = match mine {
            Forces::Constant(a) => vec![Force::steady(ALWAYS, a)],
            Forces::Steps(list) => list,
        };
        list.retain(|f| f.from < from);
        let at = theirs.partition_point(|f| f.from <= from);
        if let Some(f) = at.checked_sub(1).and_then(|i| theirs.get(i)) {
            list.push(Force { from, agreed: f.agreed && f.from == from, ..f.clone() });
        }
        list.extend(theirs.into_iter().skip(at));
        Forces::Steps(list)
    }

    /// A question of no particular day.
    pub(super) fn whole(&self, root: u32, subject: &Subject) -> Ctx<'_> {
        Ctx { sees: NEVER, ..self.ctx(root, subject, NEVER - 1) }
    }
}
