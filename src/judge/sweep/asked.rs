//! Events asked once, on their own day (`obligations.md` 6.5, 6.6).

use super::{Stretch, Subject, Sweeper, emit_plain};
use crate::judge::ask::{ask_condition, ask_quantity, count_things};
use crate::judge::ledger::Ledger;
use crate::judge::obligation::{Form, Obligation};
use crate::judge::tri::Tri;
use crate::lang::checked::{Evidence, Thing, Timing, Window};

impl Sweeper<'_> {
    pub(super) fn asked_once(
        &mut self,
        root: u32,
        subject: &Subject,
        s: &Stretch,
        e: &Evidence,
        t: &Timing,
        out: &mut Ledger,
    ) {
        if s.early() {
            return;
        }
        if let Timing::InLastOf(n, things) = t
            && self.day_of_nth(root, subject, things, *n) > s.start
        {
            // Fewer than n: nothing yet.
            return;
        }
        let thing = self.every_day_thing(e, t);
        let ctx = self.ctx(root, subject, s.start);
        let ask = |thing: &Thing| {
            let (certain, possible) = count_things(thing, ctx);
            ask_quantity(&e.quantity, certain, possible, ctx)
        };
        let answer = match t {
            // Each arm that may hold is asked; they must agree.
            Timing::InLast(limit) => {
                let mut answer: Option<Tri> = None;
                for arm in &limit.arms {
                    let may = arm.condition.as_ref().map_or(Tri::Yes, |c| ask_condition(c, ctx));
                    if may == Tri::No {
                        continue;
                    }
                    let window = Some(Window::InLast(arm.amount.clone()));
                    let said = ask(&Thing { window, ..thing.clone() });
                    answer = Some(answer.map_or(said, |a| if a == said { a } else { Tri::Unknown }));
                    if may == Tri::Yes {
                        break;
                    }
                }
                answer.unwrap_or(Tri::Unknown)
            }
            _ => ask(&thing),
        };
        let form = if answer != Tri::Yes && self.excused_on(root, subject, s.start) {
            Form::Excused
        } else {
            Form::Asked
        };
        emit_plain(out, subject, Obligation { answer, last: s.start, ..Obligation::new(form, s.start) });
    }
}
