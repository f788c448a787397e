//! What answers an obligation, and how one ended without an answer.

use crate::calendar::to_long;
use crate::judge::derivation::{Closes, Derivation, EndedBy};
use crate::judge::{Form, VerdictWord};
use crate::lang::checked::{Cond, Duty, Thing};
use crate::report::phrase::{Phrase, article, listed};

/// What answers it.
pub(super) fn closes(say: &Phrase<'_>, d: &Derivation) -> Option<String> {
    Some(match d.closes.as_ref()? {
        Closes::With { thing, more, from, to } => {
            let when = match to {
                Some(to) => format!("on or after {} and by {}", to_long(*from), to_long(*to)),
                None => format!("on or after {}", to_long(*from)),
            };
            if say.is_itself(thing) {
                let word = say.participle(thing).unwrap_or_default();
                format!("when it is {word}, {when}")
            } else {
                format!("with {}, {when}", several(say, thing, *more))
            }
        }
        Closes::End => {
            let kind = say.kind(say.standard.scope.kind);
            match &say.standard.scope.during {
                Some(c) => format!("when it is no longer so that {}, or the {kind} ends", say.condition(c)),
                None => format!("when the {kind} ends"),
            }
        }
        Closes::Fewer { thing, fewer } => {
            format!("with {fewer} fewer {}", say.several(thing, *fewer != 1))
        }
        Closes::When(tests) => {
            let words: Vec<String> = tests.iter().map(|c| say.condition(c)).collect();
            let any = matches!(&say.standard.duty, Duty::Satisfy(Cond::Any(_)));
            format!("when {}", listed(&words, if any { "or" } else { "and" }))
        }
    })
}

fn several(say: &Phrase<'_>, thing: &Thing, more: u32) -> String {
    if thing.days {
        let days = say.several(thing, true);
        let days = if more == 1 { days.replacen("days", "day", 1) } else { days };
        return format!("{more} more {days}");
    }
    match more {
        1 => article(&say.thing(thing)),
        n => format!("{n} {}", say.several(thing, true)),
    }
}

/// How it ended without an answer.
pub(super) fn outcome(say: &Phrase<'_>, d: &Derivation) -> Option<String> {
    let o = &d.obligation;
    let kind = say.kind(say.standard.scope.kind);
    let what = match d.run.map(|r| r.ended_by) {
        Some(EndedBy::Subject) => format!("the {kind}"),
        _ => "the duty".to_owned(),
    };
    Some(match (d.verdict.word, o.form) {
        (VerdictWord::Lapsed, _) => {
            format!("{what} ended {} before it had to be done: nothing was missed", to_long(o.ended))
        }
        (VerdictWord::Late, Form::Standing) => format!("it held again from {}", to_long(o.done)),
        (VerdictWord::Missed, Form::Act) => {
            format!("{what} ended {}, after the due day, and it had not been done", to_long(o.ended))
        }
        (VerdictWord::Missed, Form::Window) => {
            format!("it was not done by {} and can no longer be", to_long(o.hi))
        }
        (VerdictWord::Missed, Form::During) => {
            format!("the {kind} ended {} and it had not been done", to_long(o.hi))
        }
        (VerdictWord::Missed, Form::Keep) => format!("{what} ended {}, too soon", to_long(o.ended)),
        (VerdictWord::Missed, Form::Standing) => {
            format!("{what} ended {} and it did not hold at the end", to_long(o.ended))
        }
        _ => return None,
    })
}
