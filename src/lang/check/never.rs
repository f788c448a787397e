//! Duties that can never be broken, and duties that can never be met.

use crate::calendar::{AddOptions, Amount, Day, to_long};
use crate::lang::ast;
use crate::lang::checked::{
    Cond, Count, DayExpr, Duty, Evidence, Limit, LimitAmount, Pool, Quantity, RecordDay, Scope, Setting,
    SettingValue, Stage, Start, StartKind, Timing,
};
use crate::lang::resolve::compares_itself;
use crate::text::{Diagnostic, Diagnostics, Span};

struct Never<'a> {
    settings: &'a [Setting],
    span: Span,
    out: &'a mut Diagnostics,
}

/// Refuses what no record could ever break or meet.
pub(crate) fn never(
    duty: &Duty,
    s: &ast::Standard,
    settings: &[Setting],
    force: (Day, Day),
    scope: &Scope,
    out: &mut Diagnostics,
) {
    let mut n = Never { settings, span: s.duty.span, out };
    match duty {
        Duty::Have(evidence, timing) => {
            if s.kind == ast::StandardKind::Standard && asks_later_of_own_kind(scope, evidence, timing) {
                n.own_kind();
            }
            n.evidence(evidence, timing);
            n.timing(timing, force);
        }
        Duty::LastAtLeast(limit) => {
            if n.all_amounts(limit, |a| a.count == 0) {
                n.broken("every period lasts at least nothing");
            }
        }
        Duty::LastAtMost(_) => {}
        Duty::Satisfy(c) => match plain_answer(c) {
            Some(true) => n.broken("what it asks is true of every record"),
            Some(false) => n.met("what it asks is true of no record"),
            None => {}
        },
    }
}

/// The answer of a condition that is the same whatever the record says.
fn plain_answer(c: &Cond) -> Option<bool> {
    match c {
        Cond::All(list) => {
            let answers: Vec<Option<bool>> = list.iter().map(plain_answer).collect();
            if answers.contains(&Some(false)) {
                return Some(false);
            }
            answers.iter().all(|a| *a == Some(true)).then_some(true)
        }
        Cond::Any(list) => list.iter().any(|c| plain_answer(c) == Some(true)).then_some(true),
        Cond::Not(inner) => plain_answer(inner).map(|b| !b),
        Cond::Has(e) => match e.quantity {
            Quantity::AtLeast(Count::Fixed(0)) => Some(true),
            _ => None,
        },
        other => compares_itself(other),
    }
}

/// Whether it looks after its own start for a record of its own kind: only earlier ones count beside a record.
fn asks_later_of_own_kind(scope: &Scope, e: &Evidence, timing: &Timing) -> bool {
    let of_owner = matches!(e.thing.pool, Pool::Itself | Pool::SharedOwner { of_owner: true, .. });
    let by_start = matches!(e.thing.by, RecordDay::Plain | RecordDay::Started);
    let from_start = |parts: &[Start]| {
        parts.iter().all(|part| {
            let start = matches!(part.anchor, DayExpr::Field(_)) && part.anchor.is_own_start();
            start && matches!(part.kind, StartKind::Within(_))
        })
    };
    let later = match timing {
        Timing::Once(parts, _) => from_start(parts),
        Timing::Stages(stages) => match stages.first() {
            Some(Stage::First(parts, _)) => from_start(parts),
            Some(Stage::Every { .. }) => true,
            _ => false,
        },
        _ => false,
    };
    let one_kind = e.thing.kind == scope.kind && scope.breach_of.is_none();
    let asks = matches!(e.quantity, Quantity::AtLeast(_));
    one_kind && !of_owner && by_start && asks && later
}

impl Never<'_> {
    fn own_kind(&mut self) {
        self.out.push(
            Diagnostic::error("never-met", self.span, "this can never be met")
                .label("beside a record only those of its kind that began before it count")
                .help(
                    "ask it of the child (`for each child ... every 6 months`), or of the later one (`must satisfy has another ... in the last 6 months`)",
                ),
        );
    }

    fn broken(&mut self, why: &str) {
        self.out.push(
            Diagnostic::error("never-broken", self.span, "this can never be broken")
                .label(why.to_owned())
                .help("a rule that nothing can break says nothing: look at the numbers and at what is asked"),
        );
    }

    fn met(&mut self, why: &str) {
        self.out.push(
            Diagnostic::error("never-met", self.span, "this can never be met")
                .label(why.to_owned())
                .help("a rule that everything breaks says nothing: look at the numbers and at what is asked"),
        );
    }

    fn amounts(&self, amount: &LimitAmount) -> Vec<Amount> {
        match amount {
            LimitAmount::Fixed(a) => vec![*a],
            LimitAmount::Setting(at) => {
                let values = self.settings.get(*at).map(|s| s.values.as_slice()).unwrap_or_default();
                values
                    .iter()
                    .filter_map(|(_, v)| match v {
                        SettingValue::Amount(a) => Some(*a),
                        SettingValue::Number(_) => None,
                    })
                    .collect()
            }
            LimitAmount::Field(..) => Vec::new(),
        }
    }

    fn any_amount(&self, limit: &Limit, test: impl Fn(Amount) -> bool) -> bool {
        limit.arms.iter().any(|arm| self.amounts(&arm.amount).into_iter().any(&test))
    }

    fn all_amounts(&self, limit: &Limit, test: impl Fn(Amount) -> bool) -> bool {
        limit.arms.iter().all(|arm| {
            let amounts = self.amounts(&arm.amount);
            !amounts.is_empty() && amounts.into_iter().all(&test)
        })
    }

    fn count(&self, n: Count) -> Option<u32> {
        match n {
            Count::Fixed(n) => Some(n),
            Count::Setting(_) => None,
        }
    }

    fn evidence(&mut self, e: &Evidence, timing: &Timing) {
        let count = match e.quantity {
            Quantity::AtLeast(n) | Quantity::AtMost(n) | Quantity::Exactly(n) => self.count(n),
        };
        let Some(n) = count else { return };
        match (e.quantity, timing) {
            (Quantity::AtLeast(_), _) if n == 0 => self.broken("at least 0 is always there"),
            (Quantity::AtLeast(_) | Quantity::Exactly(_), Timing::InLastOf(of, _)) if n > *of => {
                self.met(&format!("there are never {n} among {of}"));
            }
            (Quantity::AtMost(_), Timing::InLastOf(of, _)) if n >= *of => {
                self.broken(&format!("there are never more than {n} among {of}"));
            }
            (quantity, Timing::InLast(limit)) if e.thing.days => {
                let most = limit
                    .arms
                    .iter()
                    .flat_map(|a| self.amounts(&a.amount))
                    .map(super::spread::most_days)
                    .max();
                let Some(most) = most else { return };
                let n = i64::from(n);
                match quantity {
                    Quantity::AtMost(_) if n >= most => {
                        self.broken("there are not that many days in this time")
                    }
                    Quantity::AtLeast(_) | Quantity::Exactly(_) if n > most => {
                        self.met("there are not that many days in this time");
                    }
                    _ => {}
                }
            }
            _ => {}
        }
    }

    fn timing(&mut self, timing: &Timing, force: (Day, Day)) {
        match timing {
            Timing::Once(starts, _) => self.starts(starts, force),
            Timing::Stages(stages) => {
                for stage in stages {
                    match stage {
                        Stage::First(starts, _) => self.starts(starts, force),
                        Stage::Then(limit, options) => self.clock(limit, *options),
                        Stage::Every { limit, options, .. } => self.clock(limit, *options),
                    }
                }
            }
            Timing::InLast(limit) if self.any_amount(limit, |a| a.count == 0) => {
                self.met("nothing lies in a time of no length");
            }
            Timing::InLastOf(0, _) => self.met("nothing is among the last 0"),
            Timing::Between(from, to) => self.between(from, to),
            _ => {}
        }
    }

    /// A clock that evidence starts and that is due on the very day it starts: the next answer is always late.
    fn clock(&mut self, limit: &Limit, options: AddOptions) {
        if self.any_amount(limit, |a| a.count == 0 || (options.counting && a.count == 1 && one_day(a))) {
            self.met("it falls due again on the very day it is done");
        }
    }

    fn starts(&mut self, starts: &[Start], (from, _): (Day, Day)) {
        for start in starts {
            let by = matches!(start.kind, StartKind::By);
            if let (DayExpr::On(day), true) = (&start.anchor, by || starts.len() == 1)
                && *day < from
            {
                self.broken(&format!("{} is before the rule is in force", to_long(*day)));
            }
        }
    }

    fn between(&mut self, from: &DayExpr, to: &DayExpr) {
        let reversed = match (from, to) {
            (DayExpr::On(a), DayExpr::On(b)) => a > b,
            (a, b) => match (apart(a), apart(b)) {
                ((base, x), (other, y)) if base == other => self.later(x, y),
                _ => false,
            },
        };
        if reversed {
            self.met("the first day comes after the last");
        }
    }

    /// Whether one signed amount from a day is surely later than another.
    fn later(&self, x: Option<(&LimitAmount, bool)>, y: Option<(&LimitAmount, bool)>) -> bool {
        let amount = |a: &LimitAmount| match self.amounts(a).as_slice() {
            [one] => Some(*one),
            _ => None,
        };
        match (x, y) {
            (Some((a, false)), Some((b, false))) => match (amount(a), amount(b)) {
                (Some(a), Some(b)) => super::spread::compare(a, b).is_some_and(std::cmp::Ordering::is_gt),
                _ => false,
            },
            (Some((a, true)), Some((b, true))) => match (amount(a), amount(b)) {
                (Some(a), Some(b)) => super::spread::compare(a, b).is_some_and(std::cmp::Ordering::is_lt),
                _ => false,
            },
            (Some((a, false)), None) => amount(a).is_some_and(|a| a.count > 0),
            (None, Some((b, true))) => amount(b).is_some_and(|b| b.count > 0),
            (Some((a, false)), Some((_, true))) => amount(a).is_some_and(|a| a.count > 0),
            _ => false,
        }
    }
}

fn apart(d: &DayExpr) -> (&DayExpr, Option<(&LimitAmount, bool)>) {
    match d {
        DayExpr::Offset { amount, before, of } => (of, Some((amount, *before))),
        other => (other, None),
    }
}

fn one_day(a: Amount) -> bool {
    use crate::calendar::Unit;
    matches!(a.unit, Unit::Days | Unit::WorkingDays | Unit::SchoolDays)
}
