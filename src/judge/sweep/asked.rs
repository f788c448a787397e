//! Events asked once, on their own day (`obligations.md` 6.5, 6.6).

use super::{Stretch, Subject, Sweeper, emit};
use crate::judge::ask::{ask_quantity, count_things};
use crate::judge::ledger::Ledger;
use crate::judge::obligation::{Extra, Form, Obligation};
use crate::judge::tri::Tri;
use crate::lang::checked::{Evidence, Timing};

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
        let thing = self.every_day_thing(e, t);
        let ctx = self.ctx(root, subject, s.start);
        let (certain, possible) = count_things(&thing, ctx);
        let answer = ask_quantity(&e.quantity, certain, possible, ctx);
        let form = if answer != Tri::Yes && self.excused_on(root, subject, s.start) {
            Form::Excused
        } else {
            Form::Asked
        };
        emit(out, subject, Obligation { answer, ..Obligation::new(form, s.start) }, Extra::default());
    }
}
