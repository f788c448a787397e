//! `must satisfy`: each test with its answer on the day asked.

use super::super::satisfy::{Four, asks_the_day, is_deadline};
use super::{At, Sweeper};
use crate::calendar::{AddOptions, Day, NEVER};
use crate::judge::ask::{Ctx, amount_on, ask_condition, day_of};
use crate::judge::derivation::{Derivation, From, Step, Sum, Test};
use crate::judge::sweep::Stretch;
use crate::judge::tri::Tri;
use crate::lang::checked::Cond;

impl Sweeper<'_> {
    /// Asks every test of a condition as the sweep asked it.
    pub(super) fn answers(&self, at: &At<'_>, s: &Stretch, c: &Cond, d: &mut Derivation) {
        let check = self.plan.standard.check;
        let day = if check { self.plan.check_day } else { at.day };
        let ctx = self.asking(at, day);
        let mut leaves = Vec::new();
        split(c, &mut leaves);
        for test in leaves {
            let deadline = is_deadline(test) && !check;
            let asked = if !check && !deadline && asks_the_day(test) { s.start } else { day };
            let answer = if deadline {
                match self.valued(test, ctx, s.start).four {
                    Four::No => Some(Tri::No),
                    Four::NotYet => None,
                    Four::Unknown => Some(Tri::Unknown),
                    Four::Yes => Some(Tri::Yes),
                }
            } else {
                Some(ask_condition(test, ctx.on(asked)))
            };
            let sum = self.deadline_sum(test, ctx);
            if let Some(sum) = &sum {
                d.clock.push(Step::Sum(sum.clone()));
            }
            d.tests.push(Test { condition: test.clone(), answer, asked, sum });
        }
    }

    /// The sum of a test that compares a day with another and an amount.
    fn deadline_sum(&self, test: &Cond, ctx: Ctx<'_>) -> Option<Sum> {
        let (amount, of, back) = match test {
            Cond::Within { amount, of, before: false, .. } => (amount, of, false),
            Cond::Distance { amount, of, before, .. } => (amount, of, *before),
            _ => return None,
        };
        let (sum, from) = (amount_on(amount, ctx)?, day_of(of, ctx)?);
        let calendar = self.world.calendar;
        let to = match back {
            true => calendar.sub(from.lo, sum),
            false => calendar.add_plain(from.lo, sum),
        };
        (from.lo != NEVER && from.lo != Day::MIN).then(|| Sum {
            from: from.lo,
            what: From::Named(of.clone()),
            amount: sum,
            options: AddOptions::default(),
            back,
            to: to.lo,
            known: to.lo == to.hi,
            source: self.source_of_amount(ctx, amount),
        })
    }
}

/// The single tests of a condition.
fn split<'c>(c: &'c Cond, out: &mut Vec<&'c Cond>) {
    match c {
        Cond::All(list) | Cond::Any(list) => list.iter().for_each(|c| split(c, out)),
        Cond::Always(_) => {}
        other => out.push(other),
    }
}
