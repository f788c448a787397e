//! Obligations whose due day lies in an outage of the authority's calendar.

use super::Sweeper;
use crate::calendar::Day;
use crate::judge::ledger::Ledger;
use crate::judge::obligation::{Extra, Form, Obligation, Outaged};
use crate::judge::verdict::VerdictWord;

impl Sweeper<'_> {
    /// Marks those from a place of the ledger on that fell due in an outage.
    pub(super) fn mark_outages(&self, out: &mut Ledger, from: usize) {
        let calendar = self.world.calendar;
        if calendar.outages.is_empty() || self.plan.standard.check {
            return;
        }
        let id = &self.plan.standard.id;
        let Ledger { list, extras } = out;
        for o in list.iter_mut().skip(from) {
            let due = due(o, extras.get(o.extra as usize));
            let Some(place) = due.and_then(|day| calendar.outage_on(day, id)) else { continue };
            let until = calendar.outages.get(place).filter(|o| o.exempts(id)).map(|o| o.relief());
            let outage = Some(Outaged { place: place as u32, until });
            match extras.get_mut(o.extra as usize) {
                Some(extra) => extra.outage = outage,
                None => {
                    o.extra = extras.len() as u32;
                    extras.push(Extra { outage, ..Extra::default() });
                }
            }
        }
    }
}

/// The day by which something was to be done. What may last or be there at most so long or so often, no outage excuses.
fn due(o: &Obligation, extra: Option<&Extra>) -> Option<Day> {
    match o.form {
        Form::Act | Form::Window | Form::During | Form::Standing => Some(o.lo),
        Form::Value => {
            let steps = extra.map_or(&[][..], |e| &e.values);
            steps.iter().find(|s| s.verdict.word == VerdictWord::Due)?.verdict.day
        }
        _ => None,
    }
}
