//! `that are met`, `that have a visit ...`, `that last at least 2 years`: what is asked of each of a cohort.

use super::cohort::Counted;
use super::subject::Subject;
use crate::lang::ast;
use crate::lang::checked::{Cond, Duty, OutcomeWord, That};
use crate::lang::resolve::{Resolver, Use, did_you_mean};

/// What was found for one kind of the cohort.
enum Asked {
    Condition(Box<Cond>),
    Duty(Box<Duty>),
}

impl Resolver<'_, '_> {
    /// What is asked of each.
    pub(crate) fn that(&mut self, that: &ast::That, of: &Counted) -> Option<That> {
        match that {
            ast::That::Are(judgement) => self.judgement(judgement, of),
            ast::That::Duty(duty) => {
                if let Some(no_breach) = self.no_breach(duty) {
                    return no_breach;
                }
                if let Some(until) = &duty.until {
                    return self.refuse(
                        "no-place-here",
                        until.span,
                        "a measure asks this once of each record",
                        "leave `until` out",
                    );
                }
                let asked: Vec<Option<Asked>> =
                    of.subjects.iter().map(|s| self.asked(duty, s, of.judged)).collect();
                let asked: Vec<Asked> = asked.into_iter().collect::<Option<_>>()?;
                let (mut conditions, mut duties) = (Vec::new(), Vec::new());
                for one in asked {
                    match one {
                        Asked::Condition(c) => conditions.push(*c),
                        Asked::Duty(d) => duties.push(*d),
                    }
                }
                // The form of the sentence decides, so all parts are of one sort.
                Some(if duties.is_empty() { That::Satisfy(conditions) } else { That::Duty(duties) })
            }
        }
    }

    fn judgement(&mut self, j: &ast::Judgement, of: &Counted) -> Option<That> {
        if !of.judged {
            return self.refuse(
                "no-verdicts",
                j.span,
                "records have no verdicts: only the cases of a standard have",
                "say `percentage of cases of <standard> ... that are met`, or `that satisfy` a condition",
            );
        }
        let mut words = Vec::new();
        for v in &j.verdicts {
            if matches!(v, ast::Verdict::Fail | ast::Verdict::Pass) {
                return self.refuse(
                    "no-verdicts",
                    j.span,
                    "only a check can fail or pass",
                    "say `met`, `due`, `late`, `overdue` or `missed`",
                );
            }
            words.push(OutcomeWord::from(*v));
        }
        let by = match (&j.by, of.subjects.first()) {
            (Some(e), Some(s)) => Some(Box::new(self.evidence(e, &s.view, Use::Evidence)?)),
            _ => None,
        };
        Some(That::Are { words, in_time: j.in_time, not: j.not, by })
    }

    /// `that have no breach of S`.
    fn no_breach(&mut self, duty: &ast::Duty) -> Option<Option<That>> {
        let ast::DutyForm::Have(have) = &duty.form else { return None };
        let [ast::Kind::BreachOf(name, span)] = have.evidence.thing.kinds.as_slice() else { return None };
        if !self.env.standards.contains_key(&name.text) {
            let ids = self.env.standards.keys().map(String::as_str);
            let help = did_you_mean(&name.text, ids)
                .unwrap_or_else(|| "after `breach of` comes the name of a standard".to_owned());
            let message = format!("there is no standard called `{}`", name.text);
            return Some(self.refuse("unknown-standard", name.span, message, help));
        }
        let thing = &have.evidence.thing;
        let plain = thing.filter.is_none()
            && thing.participle.is_none()
            && thing.once.is_none()
            && have.timing.is_none();
        if !plain || have.evidence.quantity != ast::Quantity::No {
            let message = "of breaches it can only be asked that there are none";
            let help = format!("say `that have no breach of {}`", name.text);
            return Some(self.refuse("breach-here", *span, message, help));
        }
        Some(Some(That::NoBreachOf(name.text.clone())))
    }

    fn asked(&mut self, duty: &ast::Duty, s: &Subject, judged: bool) -> Option<Asked> {
        match &duty.form {
            ast::DutyForm::Satisfy(c) => self.condition(c, &s.view).map(|c| Asked::Condition(Box::new(c))),
            ast::DutyForm::Have(have) => match &have.timing {
                None => self.has(have, None, s),
                Some(timing) => match &timing.kind {
                    ast::TimingKind::Window(w) => self.has(have, Some(w), s),
                    _ => self.as_duty(duty, s, judged),
                },
            },
            ast::DutyForm::Be(_) | ast::DutyForm::Last(_) => self.as_duty(duty, s, judged),
        }
    }

    fn has(&mut self, have: &ast::Have, w: Option<&ast::Window>, s: &Subject) -> Option<Asked> {
        let mut evidence = have.evidence.clone();
        evidence.thing.window = w.cloned().map(Box::new);
        let evidence = self.evidence(&evidence, &s.view, Use::Condition)?;
        Some(Asked::Condition(Box::new(Cond::Has(Box::new(evidence)))))
    }

    fn as_duty(&mut self, duty: &ast::Duty, s: &Subject, judged: bool) -> Option<Asked> {
        if judged {
            return self.refuse(
                "duty-of-cases",
                duty.span,
                "the cases of a standard are judged already",
                "say `that are met`, or ask `that satisfy` of the record",
            );
        }
        self.duty(duty, s).map(|(duty, _)| Asked::Duty(Box::new(duty)))
    }
}
