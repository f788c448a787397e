//! Which stages and arms the obligations of examples reach.

use super::report::Reached;
use crate::judge::{Obligation, Program, Tri};
use crate::lang::checked::{Duty, Limit, Stage, Standard, Start, StartKind, Timing};
use crate::record::Row;
use crate::text::Diagnostic;
use std::collections::BTreeSet;

/// What has been reached of one version of a standard, all its kinds together.
#[derive(Debug, Default)]
pub(super) struct Coverage {
    stages: BTreeSet<usize>,
    /// (amount, arm), the amounts numbered in the order they are said.
    arms: BTreeSet<(usize, usize)>,
}

impl Coverage {
    /// Notes what an obligation reaches.
    pub(super) fn see(&mut self, s: &Standard, o: &Obligation, program: &Program<'_>) {
        let stage = usize::from(o.stage);
        self.stages.insert(stage);
        for (place, limit) in limits(&s.duty) {
            if limit.arms.len() < 2 || place.stage.is_some_and(|at| at != stage) {
                continue;
            }
            let row = Row { kind: s.scope.kind, row: o.subject };
            for (i, arm) in limit.arms.iter().enumerate() {
                match arm.condition.as_ref().map_or(Tri::Yes, |c| program.ask(c, row, o.opened)) {
                    Tri::Yes => {
                        self.arms.insert((place.amount, i));
                        break;
                    }
                    Tri::No => {}
                    Tri::Unknown => break,
                }
            }
        }
    }

    /// Stages reached.
    pub(super) fn stages(&self, s: &Standard) -> Reached {
        let of = stages(&s.duty);
        Reached { reached: self.stages.iter().filter(|i| **i < of).count(), of }
    }

    /// Arms reached.
    pub(super) fn arms(&self, s: &Standard) -> Reached {
        let of = limits(&s.duty).iter().map(|(_, l)| l.arms.len()).filter(|n| *n > 1).sum();
        Reached { reached: self.arms.len(), of }
    }

    /// A fault for every stage and arm that no example reaches.
    pub(super) fn faults(&self, s: &Standard) -> Vec<Diagnostic> {
        let mut out = Vec::new();
        for i in (0..stages(&s.duty)).filter(|i| !self.stages.contains(i)) {
            let message = match stages(&s.duty) {
                1 => format!("no example of `{}` has a case", s.id),
                of => format!("no example of `{}` reaches stage {} of {of}", s.id, i + 1),
            };
            out.push(
                Diagnostic::error("stage-not-reached", s.duty_span, message)
                    .label("this duty")
                    .help(stage_help(s, i)),
            );
        }
        for (place, limit) in limits(&s.duty).into_iter().filter(|(_, l)| l.arms.len() > 1) {
            for (i, arm) in
                limit.arms.iter().enumerate().filter(|(i, _)| !self.arms.contains(&(place.amount, *i)))
            {
                let which = match arm.condition {
                    Some(_) => format!("arm {} of {}", i + 1, limit.arms.len()),
                    None => "the arm `otherwise`".to_owned(),
                };
                let of = match (place.stage, stages(&s.duty)) {
                    (Some(at), n) if n > 1 => format!(" in stage {}", at + 1),
                    _ => String::new(),
                };
                let message = format!("no example of `{}` reaches {which}{of}", s.id);
                out.push(
                    Diagnostic::error("arm-not-reached", s.duty_span, message)
                        .label("this duty")
                        .help("add an example whose facts meet the condition on the day the clock starts"),
                );
            }
        }
        out
    }
}

fn stage_help(s: &Standard, stage: usize) -> &'static str {
    match &s.duty {
        Duty::Have(_, Timing::Stages(list)) if stage > 0 => match list.get(stage) {
            Some(Stage::Then(..)) => "add an example in which the stage before is answered",
            _ => "add an example that goes on until the stage before is over and answered",
        },
        _ => "add an example with a record that this standard is about",
    }
}

fn stages(duty: &Duty) -> usize {
    match duty {
        Duty::Have(_, Timing::Stages(list)) => list.len(),
        _ => 1,
    }
}

/// Which amount of a duty: its number, and the stage it belongs to.
struct Place {
    amount: usize,
    stage: Option<usize>,
}

/// Every amount of a duty, in the order said.
fn limits(duty: &Duty) -> Vec<(Place, &Limit)> {
    fn starts<'a>(list: &'a [Start], stage: Option<usize>, out: &mut Vec<(Option<usize>, &'a Limit)>) {
        for start in list {
            if let StartKind::Within(limit) = &start.kind {
                out.push((stage, limit));
            }
        }
    }
    let mut found = Vec::new();
    match duty {
        Duty::LastAtMost(l) | Duty::LastAtLeast(l) => found.push((None, l)),
        Duty::Satisfy(_) => {}
        Duty::Have(_, timing) => match timing {
            Timing::Once(list, _) => starts(list, None, &mut found),
            Timing::InLast(l) | Timing::WithinBefore(l, _) | Timing::AtLeastBefore(l, _) => {
                found.push((None, l))
            }
            Timing::Stages(list) => {
                for (i, stage) in list.iter().enumerate() {
                    match stage {
                        Stage::First(list, _) => starts(list, Some(i), &mut found),
                        Stage::Then(l, _) | Stage::Every { limit: l, .. } => found.push((Some(i), l)),
                    }
                }
            }
            _ => {}
        },
    }
    found.into_iter().enumerate().map(|(amount, (stage, l))| (Place { amount, stage }, l)).collect()
}
