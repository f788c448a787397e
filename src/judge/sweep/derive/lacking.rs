//! Why it cannot be told: the missing facts of an obligation, by its form.

use super::super::anchor::Anchored;
use super::standing::LOOKED_BACK;
use super::{At, Sweeper, doubts};
use crate::calendar::{Day, NEVER, Unit};
use crate::judge::derivation::{Derivation, Missing, Step, Why};
use crate::judge::obligation::Form;
use crate::judge::sweep::Stretch;
use crate::judge::tri::Tri;
use crate::lang::checked::{
    Cond, DayExpr, Duty, Evidence, Limit, Passes, Stage, Start, StartKind, Thing, Timing,
};
use crate::record::Row;

impl Sweeper<'_> {
    /// Adds the missing facts of a verdict that cannot be told.
    pub(super) fn lacking(&mut self, at: &At<'_>, d: &mut Derivation) {
        let standard = self.plan.standard;
        let Some(s) = at.stretch.as_ref() else { return self.outside(at, d) };
        if at.o.form == Form::Doubt {
            return self.no_plan_of(at, s, d);
        }
        for t in &d.tests {
            if t.answer == Some(Tri::Unknown) {
                let ctx = self.asking(at, t.asked);
                doubts::of_condition(&t.condition, ctx, &mut d.missing);
                self.of_deadline(&t.condition, ctx, &mut d.missing);
            }
        }
        let Duty::Have(e, timing) = &standard.duty else {
            self.of_limits(at, &limits_of(&standard.duty), d);
            return self.of_clock(d);
        };
        if self.plan.latest {
            d.missing.push(Missing::Earlier(e.thing.kind));
        }
        self.of_looked(at, e, timing, d);
        self.of_limits(at, &limits_of(&standard.duty), d);
        self.of_clock(d);
        if d.missing.is_empty() {
            self.of_doubtful(at, s, e, timing, d);
        }
        if let Timing::Stages(stages) = timing {
            self.of_edges(at, s, stages, d);
        }
        self.of_limits_between(at, &limits_of(&standard.duty), d);
    }

    /// Decided before any run of days was found: no day, an impossible period, `where` or `while` that cannot be told.
    fn outside(&self, at: &At<'_>, d: &mut Derivation) {
        let (scope, subject) = (&self.plan.standard.scope, &at.subject);
        if subject.start == NEVER {
            d.missing.push(Missing::Undated(subject.row));
        } else if subject.end < subject.start {
            d.missing.push(Missing::Impossible(subject.row));
        } else {
            doubts::of_condition(&scope.condition, self.asking(at, subject.start), &mut d.missing);
            if let (true, Some(c)) = (d.missing.is_empty(), &scope.during) {
                doubts::of_condition(c, self.asking(at, at.o.opened), &mut d.missing);
            }
        }
    }

    /// A planned date that is not there, or slots that run out.
    fn no_plan_of(&self, at: &At<'_>, s: &Stretch, d: &mut Derivation) {
        let Duty::Have(_, timing) = &self.plan.standard.duty else { return };
        let anchors: Vec<&DayExpr> = match timing {
            Timing::Once(parts, _) => parts.iter().map(|p| &p.anchor).collect(),
            Timing::Stages(stages) => match stages.first() {
                Some(Stage::First(parts, _)) => parts.iter().map(|p| &p.anchor).collect(),
                _ => Vec::new(),
            },
            Timing::WithinBefore(_, t) | Timing::AtLeastBefore(_, t) => vec![t],
            Timing::Between(a, b) => vec![a, b],
            Timing::InEach(name) => {
                let end = self.world.calendar.slots_end(name);
                d.missing.push(Missing::Slots(name.clone(), end));
                Vec::new()
            }
            _ => Vec::new(),
        };
        for anchor in anchors {
            if let Anchored::NoPlan(_) = self.anchor(at.root, &at.subject, s, anchor) {
                doubts::of_day(anchor, self.asking(at, at.o.opened), &mut d.missing);
            }
        }
    }

    /// A deadline test whose first day is not known.
    fn of_deadline(&self, c: &Cond, ctx: crate::judge::ask::Ctx<'_>, out: &mut Vec<Missing>) {
        match c {
            Cond::Within { amount, of, .. } => {
                doubts::of_day(of, ctx, out);
                doubts::of_amount(amount, ctx, out);
            }
            Cond::By { day, .. } => doubts::of_day(day, ctx, out),
            _ => {}
        }
    }

    /// Records that may count.
    fn of_looked(&self, at: &At<'_>, e: &Evidence, timing: &Timing, d: &mut Derivation) {
        let standing = matches!(at.o.form, Form::Standing | Form::Asked);
        if let (true, Some(count)) = (standing, d.count) {
            let thing = self.thing_on(at, e, timing, count.day);
            doubts::of_thing(&thing, self.asking(at, count.day), &mut d.missing);
            return;
        }
        let rows: Vec<Row> = d
            .looked
            .iter()
            .filter(|l| matches!(l.why, Why::Doubtful(_)) || l.why == Why::Outside)
            .map(|l| l.row)
            .collect();
        rows.into_iter().for_each(|row| self.of_record(at, &e.thing, row, d));
        if let (Some(distinct), true) = (&e.thing.distinct, d.missing.is_empty()) {
            let whole = self.whole(at.root, &at.subject);
            let counted = d.looked.iter().filter(|l| l.why == Why::Counted).map(|l| l.row);
            let blank: Vec<Row> = counted
                .filter(|r| crate::judge::ask::value_key(&distinct.by, whole.of(*r)).is_none())
                .collect();
            blank.into_iter().for_each(|r| doubts::of_field(&distinct.by, whole.of(r), &mut d.missing));
        }
    }

    fn of_record(&self, at: &At<'_>, t: &Thing, row: Row, d: &mut Derivation) {
        let ctx = self.asking(at, NEVER - 1);
        let day = crate::judge::ask::record_day(t, self.world, row.row, at.subject.asked());
        let own = ctx.of(row).on(day);
        doubts::of_condition(&t.condition, own, &mut d.missing);
        if t.window.is_some() {
            let alone = Thing { condition: Cond::TRUE, ..t.clone() };
            if crate::judge::ask::qualifies(&alone, ctx.on(day), row.row) == Tri::Unknown {
                doubts::of_thing(&alone, ctx.on(day), &mut d.missing);
            }
        }
    }

    /// Doubtful records that came before the clock, or answered in another reading.
    fn of_doubtful(&mut self, at: &At<'_>, s: &Stretch, e: &Evidence, timing: &Timing, d: &mut Derivation) {
        let from = match timing {
            Timing::InLast(_) => s.open.min(at.o.opened),
            _ => at.o.opened,
        };
        self.gather(at.root, &at.subject, &e.thing);
        let to = at.day.min(s.last).max(from);
        let doubtful: Vec<u32> =
            self.gathered(crate::calendar::ALWAYS, to).iter().filter(|f| !f.certain).map(|f| f.row).collect();
        let kind = e.thing.kind;
        doubtful.into_iter().for_each(|row| self.of_record(at, &e.thing, Row { kind, row }, d));
    }

    /// Amounts chosen by a condition, or taken from the record.
    fn of_limits(&self, at: &At<'_>, limits: &[&Limit], d: &mut Derivation) {
        self.of_limits_on(at, limits, at.o.opened, d);
        self.of_limits_on(at, limits, at.day, d);
    }

    /// The same on any day in between, where nothing else says why: a condition may have been in doubt for a while.
    fn of_limits_between(&self, at: &At<'_>, limits: &[&Limit], d: &mut Derivation) {
        let days = at.o.opened.max(at.day.saturating_sub(LOOKED_BACK))..at.day;
        for day in days.rev() {
            if !d.missing.is_empty() {
                return;
            }
            self.of_limits_on(at, limits, day, d);
        }
    }

    fn of_limits_on(&self, at: &At<'_>, limits: &[&Limit], day: Day, d: &mut Derivation) {
        let ctx = self.asking(at, day);
        for arm in limits.iter().flat_map(|limit| &limit.arms) {
            if let Some(c) = &arm.condition {
                doubts::of_condition(c, ctx, &mut d.missing);
            }
            doubts::of_amount(&arm.amount, ctx, &mut d.missing);
        }
    }

    /// Sums that run past what the calendar knows.
    fn of_clock(&self, d: &mut Derivation) {
        let calendar = self.world.calendar;
        for step in &d.clock {
            let unit = match step {
                Step::Sum(sum) if sum.amount.unit == Unit::SchoolDays => Unit::SchoolDays,
                // Rolled on to the next working day.
                Step::Sum(_) => Unit::WorkingDays,
                Step::Window { amount: Some(a), .. } => a.unit,
                Step::Gap { gaps: Some(a), .. } => a.unit,
                _ => continue,
            };
            let (last, counts) = match unit {
                Unit::WorkingDays => (calendar.working.last, true),
                Unit::SchoolDays => (calendar.school.last, true),
                _ => (NEVER, false),
            };
            let beyond = match step {
                Step::Sum(sum) => !sum.known,
                _ => d.missing.is_empty(),
            };
            if counts && beyond {
                d.missing.push(Missing::Calendar(unit, last));
            }
        }
    }

    /// The stages of a chain change with a record that may or may not be the one.
    fn of_edges(&self, at: &At<'_>, s: &Stretch, stages: &[Stage], d: &mut Derivation) {
        let ctx = self.asking(at, NEVER - 1);
        for stage in stages {
            let Stage::Every { passes: Passes::UntilFirst(thing), .. } = stage else { continue };
            let (certain, doubtful) = self.edges_of(at.root, &at.subject, thing, s.start);
            if doubtful >= certain || doubtful > at.day {
                continue;
            }
            for (row, day, flaw) in self.records(at, thing) {
                if flaw.is_none() && day >= doubtful && day < certain.min(at.day.saturating_add(1)) {
                    doubts::of_condition(&thing.condition, ctx.of(row).on(day), &mut d.missing);
                }
            }
        }
    }
}

/// Every limit of a duty.
fn limits_of(duty: &Duty) -> Vec<&Limit> {
    fn part(s: &Start) -> Option<&Limit> {
        match &s.kind {
            StartKind::Within(l) => Some(l),
            StartKind::By => None,
        }
    }
    match duty {
        Duty::LastAtMost(l) | Duty::LastAtLeast(l) => vec![l],
        Duty::Satisfy(_) => Vec::new(),
        Duty::Have(_, t) => match t {
            Timing::Once(parts, _) => parts.iter().filter_map(part).collect(),
            Timing::Stages(stages) => stages
                .iter()
                .flat_map(|s| match s {
                    Stage::First(parts, _) => parts.iter().filter_map(part).collect(),
                    Stage::Then(l, _) | Stage::Every { limit: l, .. } => vec![l],
                })
                .collect(),
            Timing::InLast(l) | Timing::WithinBefore(l, _) | Timing::AtLeastBefore(l, _) => vec![l],
            _ => Vec::new(),
        },
    }
}
