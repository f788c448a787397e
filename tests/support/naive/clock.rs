//! Clocks: the amounts that may be in force on a day, and the due day they give (5.1, 5.2).

use super::Reading;
use super::stretch::Stretch;
use super::subject::Subject;
use super::tri::Tri;
use super::versions::is_state;
use crate::support::world::Days;
use duecare::calendar::{AddOptions, Amount, Day};
use duecare::lang::checked::{
    DayExpr, Duty, Limit, Passes, Stage, Standard, Start, StartKind, Thing, Timing, Which,
};

/// Where in a standard an amount is said; the same place in every version.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Place {
    /// A part of a one-off timing or of the first stage.
    Part(usize),
    /// A `then within` stage, by place among the stages.
    Then(usize),
    /// The every-stages.
    Every,
    /// `in the last A`.
    InLast,
    /// `must last`.
    Last,
    /// `before T`.
    Before,
}

/// An amount that may be in force.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct InForce {
    pub(crate) amount: Amount,
    pub(crate) options: AddOptions,
    /// The day the agreement began that it comes from.
    pub(crate) agreed: Option<Day>,
}

/// Parts of a one-off timing, or of the first stage of a chain.
pub(crate) fn parts(standard: &Standard) -> (&[Start], Which) {
    match &standard.duty {
        Duty::Have(_, Timing::Once(parts, which)) => (parts, *which),
        Duty::Have(_, Timing::Stages(stages)) => match stages.first() {
            Some(Stage::First(parts, which)) => (parts, *which),
            _ => (&[], Which::Sooner),
        },
        _ => (&[], Which::Sooner),
    }
}

/// The stages of a chain.
pub(crate) fn stages(standard: &Standard) -> &[Stage] {
    match &standard.duty {
        Duty::Have(_, Timing::Stages(stages)) => stages,
        _ => &[],
    }
}

fn limits(standard: &Standard, place: Place, every: &[usize]) -> Vec<(Limit, AddOptions)> {
    let plain = AddOptions::default();
    match (place, &standard.duty) {
        (Place::Part(i), _) => match parts(standard).0.get(i) {
            Some(Start { kind: StartKind::Within(limit), options, .. }) => vec![(limit.clone(), *options)],
            _ => Vec::new(),
        },
        (Place::Then(i), _) => match stages(standard).get(i) {
            Some(Stage::Then(limit, options)) => vec![(limit.clone(), *options)],
            _ => Vec::new(),
        },
        (Place::Every, _) => every
            .iter()
            .filter_map(|i| match &stages(standard)[*i] {
                Stage::Every { limit, options, .. } => Some((limit.clone(), *options)),
                _ => None,
            })
            .collect(),
        (Place::InLast, Duty::Have(_, Timing::InLast(limit))) => vec![(limit.clone(), plain)],
        (Place::Last, Duty::LastAtMost(limit) | Duty::LastAtLeast(limit)) => vec![(limit.clone(), plain)],
        (Place::Before, Duty::Have(_, Timing::WithinBefore(limit, _) | Timing::AtLeastBefore(limit, _))) => {
            vec![(limit.clone(), plain)]
        }
        _ => Vec::new(),
    }
}

/// The day an amount is counted from, where the standard names one.
fn counted_from(standard: &Standard, place: Place) -> Option<&DayExpr> {
    match (place, &standard.duty) {
        (Place::Part(i), _) => parts(standard).0.get(i).map(|p| &p.anchor),
        (Place::Before, Duty::Have(_, Timing::WithinBefore(_, day) | Timing::AtLeastBefore(_, day))) => {
            Some(day)
        }
        _ => None,
    }
}

/// Every place in which a standard says an amount.
fn places(standard: &Standard) -> Vec<Place> {
    let of_parts = || {
        let list = parts(standard).0.iter().enumerate();
        list.filter(|(_, p)| matches!(p.kind, StartKind::Within(_))).map(|(i, _)| Place::Part(i))
    };
    match &standard.duty {
        Duty::LastAtMost(_) | Duty::LastAtLeast(_) => vec![Place::Last],
        Duty::Have(_, Timing::Once(..)) => of_parts().collect(),
        Duty::Have(_, Timing::Stages(list)) => {
            let later = list.iter().enumerate().filter_map(|(i, s)| match s {
                Stage::First(..) => None,
                Stage::Then(..) => Some(Place::Then(i)),
                Stage::Every { .. } => Some(Place::Every),
            });
            of_parts().chain(later).collect()
        }
        Duty::Have(_, Timing::InLast(_)) => vec![Place::InLast],
        Duty::Have(_, Timing::WithinBefore(..) | Timing::AtLeastBefore(..)) => vec![Place::Before],
        _ => Vec::new(),
    }
}

impl Reading<'_> {
    /// A(d): every amount that may be in force on a day; more than one only when something is unknown.
    pub(crate) fn amounts(&self, place: Place, subject: &Subject, st: &Stretch, day: Day) -> Vec<InForce> {
        self.amounts_of(self.version_on(day), place, subject, st, day)
    }

    /// The last version up to that of a day whose amounts reach a clock of one, and the place it says them in: duties of
    /// another shape say nothing of it.
    fn reaching(&self, version: usize, day: Day, place: Place) -> (&Standard, Place) {
        let mut at = (self.versions[version], place);
        for later in self.versions.iter().skip(version + 1).filter(|v| v.from <= day) {
            let (mine, theirs) = (places(at.0), places(later));
            let same = mine.len() == theirs.len()
                && std::mem::discriminant(&at.0.duty) == std::mem::discriminant(&later.duty)
                && is_state(at.0) == is_state(later);
            let same_day = |a: Place, b: Place| match (counted_from(at.0, a), counted_from(later, b)) {
                (Some(a), Some(b)) => a == b,
                _ => true,
            };
            match mine.iter().position(|p| *p == at.1) {
                Some(i) if same && same_day(at.1, theirs[i]) => at = (*later, theirs[i]),
                _ => break,
            }
        }
        at
    }

    /// The same as one version says them.
    fn amounts_of(
        &self,
        standard: &Standard,
        place: Place,
        subject: &Subject,
        st: &Stretch,
        day: Day,
    ) -> Vec<InForce> {
        let every =
            if place == Place::Every { self.stages_on(standard, subject, st, day) } else { Vec::new() };
        let mut out = Vec::new();
        for (limit, options) in limits(standard, place, &every) {
            for arm in &limit.arms {
                let holds = arm.condition.as_ref().map_or(Tri::True, |c| self.ask(c, subject, day));
                if holds == Tri::False {
                    continue;
                }
                if let Some((amount, agreed)) = self.amount(standard, &arm.amount, subject, day) {
                    out.push(InForce { amount, options, agreed });
                }
                if holds == Tri::True {
                    break;
                }
            }
        }
        out
    }

    /// Which every-stages may hold on a day (6.4), as places among the stages.
    fn stages_on(&self, standard: &Standard, subject: &Subject, st: &Stretch, day: Day) -> Vec<usize> {
        let list = stages(standard);
        let every: Vec<usize> = (0..list.len()).filter(|i| matches!(list[*i], Stage::Every { .. })).collect();
        let mut out = Vec::new();
        for (n, &i) in every.iter().enumerate() {
            let Stage::Every { passes, .. } = &list[i] else { continue };
            let passed = match passes {
                Passes::No => Tri::False,
                Passes::ForFirst(a) => {
                    let (lo, hi) = self.world.calendar.plus(st.own_start, *a);
                    Tri::among([day >= lo, day >= hi])
                }
                Passes::UntilFirst(thing) => self.happened(thing, subject, st.own_start, day),
            };
            let last = n + 1 == every.len();
            if passed != Tri::True || last {
                out.push(i);
            }
            if passed == Tri::False {
                break;
            }
        }
        out
    }

    /// Whether the first X on or after a day has happened by another.
    fn happened(&self, thing: &Thing, subject: &Subject, from: Day, day: Day) -> Tri {
        let list = self.evidence(thing, subject);
        let mut inside = list.iter().filter(|e| e.day >= from && e.day <= day);
        match inside.clone().any(|e| e.sure) {
            true => Tri::True,
            false if inside.next().is_some() => Tri::Unknown,
            false => Tri::False,
        }
    }

    /// A last stage with `until the first X` ends the duty on X's day (6.4).
    pub(crate) fn last_stage_ends(&self, version: usize, subject: &Subject, start: Day) -> Option<Day> {
        match stages(self.versions[version]).last() {
            Some(Stage::Every { passes: Passes::UntilFirst(thing), .. }) => {
                let list = self.evidence(thing, subject);
                list.into_iter().find(|e| e.sure && e.day >= start).map(|e| e.day)
            }
            _ => None,
        }
    }

    /// The due day of a clock as it stands on a day (5.2).
    pub(crate) fn clock(
        &self,
        place: Place,
        subject: &Subject,
        st: &Stretch,
        (opened, counted): (Day, Day),
        floor: Option<Day>,
        stands_on: Day,
    ) -> Days {
        let sum = |from: Day, a: &InForce| self.world.calendar.add(from, a.amount, a.options);
        let least =
            |from: Day, list: &[InForce]| list.iter().map(|a| sum(from, a).0).min().unwrap_or(Day::MAX);
        let most =
            |from: Day, list: &[InForce]| list.iter().map(|a| sum(from, a).1).max().unwrap_or(Day::MAX);
        // Only amounts of later versions reach a clock, not of those before the one it opened under (6.11).
        let on = |d: Day| {
            let (standard, place) = self.reaching(st.version, d.max(opened), place);
            self.amounts_of(standard, place, subject, st, d)
        };
        // A clock that is counted from a day to come is counted with what is in force then (5.2).
        let first = on(opened.max(counted.min(stands_on)));
        let (mut lo, mut hi) = (least(counted, &first), most(counted, &first));
        if let Some(floor) = floor {
            (lo, hi) = (lo.max(floor), hi.max(floor));
        }
        let mut before: Option<Vec<InForce>> = None;
        let mut c = counted + 1;
        while c <= hi && c <= stands_on {
            let yesterday = match before.take() {
                Some(list) => list,
                None => on(c - 1),
            };
            let list = on(c);
            let agreed = list.iter().any(|a| a.agreed == Some(c));
            let plain = |l: &[InForce]| {
                let mut each: Vec<(Amount, AddOptions)> = Vec::new();
                for a in l {
                    if !each.contains(&(a.amount, a.options)) {
                        each.push((a.amount, a.options));
                    }
                }
                each
            };
            if agreed || plain(&list) != plain(&yesterday) {
                lo = lo.min(least(c, &list));
                hi = hi.min(most(c, &list));
                if agreed {
                    if c <= lo {
                        lo = lo.max(least(counted, &list));
                    }
                    hi = hi.max(most(counted, &list));
                }
            }
            before = Some(list);
            c += 1;
        }
        (lo, hi)
    }
}
