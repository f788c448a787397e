//! Duties and their timing.

use super::build::Build;
use super::grammar::{Pair, Rule};
use super::parts::{Built, Odd, Parts, only};
use crate::lang::ast::{
    Be, Duty, DutyForm, Either, Every, Have, LastFor, OneOff, OneOffKind, Passes, Stage, Timing, TimingKind,
    Which,
};

const FORMS: &[Rule] = &[Rule::have, Rule::that_have, Rule::be, Rule::that_be, Rule::last, Rule::satisfy];

impl Build<'_> {
    /// `duty` or `that_duty`.
    pub(super) fn duty(&mut self, pair: Pair<'_>) -> Built<Duty> {
        let span = self.span(&pair);
        let mut parts = Parts::of(pair);
        let form = parts.need_any(FORMS, "a duty")?;
        let form = self.duty_form(form)?;
        let until = parts.take(Rule::until).map(|p| self.day_in(&mut Parts::of(p))).transpose()?;
        Ok(Duty { form, until, span })
    }

    fn duty_form(&mut self, pair: Pair<'_>) -> Built<DutyForm> {
        let rule = pair.as_rule();
        if rule == Rule::satisfy {
            return Ok(DutyForm::Satisfy(self.cond_in(pair)?));
        }
        let mut parts = Parts::of(pair);
        Ok(match rule {
            Rule::have | Rule::that_have => DutyForm::Have(self.have(&mut parts)?),
            Rule::be | Rule::that_be => {
                let field = self.named(&mut parts, "a date field")?;
                let timing = self.timing(parts.need(Rule::timing, "a timing")?)?;
                DutyForm::Be(Be { field, timing })
            }
            Rule::last => {
                let side = self.bound_side(&mut parts);
                let limit = self.limit(parts.need(Rule::limit, "how long")?)?;
                DutyForm::Last(LastFor { side, limit })
            }
            _ => return Err(Odd("a duty")),
        })
    }

    /// A time phrase may stand after the kind or at the end; the tree has one place for it.
    fn have(&mut self, parts: &mut Parts<'_>) -> Built<Have> {
        let mut evidence = self.evidence(parts.need(Rule::evidence, "evidence")?)?;
        let timing = parts.take(Rule::timing).map(|p| self.timing(p)).transpose()?;
        let window = evidence.thing.window.take();
        if let (Some(window), Some(_)) = (&window, &timing) {
            self.two_windows(window.span);
        }
        let from_window =
            window.map(|window| Timing { span: window.span, kind: TimingKind::Window(*window) });
        Ok(Have { evidence, timing: timing.or(from_window) })
    }

    fn timing(&mut self, pair: Pair<'_>) -> Built<Timing> {
        let span = self.span(&pair);
        let inner = only(pair, "a timing")?;
        let kind = match inner.as_rule() {
            Rule::stages => {
                let stages = Parts::of(inner).all(Rule::stage);
                TimingKind::Stages(stages.into_iter().map(|p| self.stage(p)).collect::<Built<_>>()?)
            }
            Rule::in_each => TimingKind::InEach(self.name_in(inner, "a slot")?),
            Rule::throughout => {
                let gaps = Parts::of(inner).take(Rule::gaps);
                TimingKind::Throughout(gaps.map(|p| self.gaps(p)).transpose()?)
            }
            _ => TimingKind::Window(self.window(inner)?),
        };
        Ok(Timing { kind, span })
    }

    fn stage(&mut self, pair: Pair<'_>) -> Built<Stage> {
        let inner = only(pair, "a stage")?;
        let span = self.span(&inner);
        if inner.as_rule() == Rule::every {
            return self.every(inner).map(Stage::Every);
        }
        let mut parts = Parts::of(inner);
        let first = self.one_off(parts.need(Rule::one_off, "when")?)?;
        let Some(second) = parts.take(Rule::one_off) else { return Ok(Stage::Once(first)) };
        let second = self.one_off(second)?;
        let which = if parts.has(Rule::k_later) { Which::Later } else { Which::Sooner };
        Ok(Stage::Either(Either { first, second, which, span }))
    }

    fn one_off(&mut self, pair: Pair<'_>) -> Built<OneOff> {
        let span = self.span(&pair);
        let mut parts = Parts::of(pair);
        let (counting, roll) = (parts.has(Rule::counting), parts.has(Rule::roll));
        let said = parts.need_any(&[Rule::within, Rule::at_least, Rule::by_day], "when")?;
        let rule = said.as_rule();
        let mut parts = Parts::of(said);
        let before = parts.has(Rule::k_before);
        let limit = parts.take(Rule::limit).map(|p| self.limit(p)).transpose()?;
        let day = self.day_in(&mut parts)?;
        let kind = match (rule, limit) {
            (Rule::by_day, None) => OneOffKind::By,
            (Rule::at_least, Some(limit)) => OneOffKind::AtLeastBefore(limit),
            (Rule::within, Some(limit)) if before => OneOffKind::WithinBefore(limit),
            (Rule::within, Some(limit)) => OneOffKind::WithinOf(limit),
            _ => return Err(Odd("when")),
        };
        Ok(OneOff { kind, day, counting, roll, span })
    }

    fn every(&mut self, pair: Pair<'_>) -> Built<Every> {
        let span = self.span(&pair);
        let mut parts = Parts::of(pair);
        let limit = self.limit(parts.need(Rule::limit, "how often")?)?;
        let (counting, roll) = (parts.has(Rule::counting), parts.has(Rule::roll));
        let passes = match parts.take(Rule::passes) {
            Some(pair) => {
                let mut parts = Parts::of(pair);
                Some(match parts.take(Rule::amount) {
                    Some(amount) => Passes::ForTheFirst(self.amount(amount)?),
                    None => Passes::Until(self.day_in(&mut parts)?),
                })
            }
            None => None,
        };
        Ok(Every { limit, counting, roll, passes, span })
    }
}
