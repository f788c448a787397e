//! What falls due while a system is down is exempt through the day after: done or over by then it stays so, else it is a
//! breach from the next day on.

use super::Reading;
use super::obligation::{Kind, Ob};
use duecare::calendar::{Day, NEVER};
use duecare::judge::VerdictWord as Word;
use duecare::lang::checked::Duty;

impl Reading<'_> {
    /// The verdict on the day of reading, an outage of the authority's file taken into account.
    pub(crate) fn after_outage(&self, id: &str, o: &Ob, (word, on): (Word, Day)) -> (Word, Day) {
        let something_to_do = match o.kind {
            Kind::Act => !matches!(self.versions[o.version].duty, Duty::LastAtMost(_)),
            Kind::Window | Kind::During | Kind::Standing => true,
            Kind::Said(..) => o.lo != NEVER,
            Kind::Limit | Kind::LimitDuring | Kind::Keep => false,
        };
        let applies = |exempts: &Option<Vec<String>>| match exempts {
            None => true,
            Some(ids) => ids.iter().any(|x| x == id),
        };
        let outages = &self.world.calendar.outages;
        let hit = outages.iter().find(|x| (x.0..=x.1).contains(&o.lo) && applies(&x.2));
        let (true, Some((_, last, _))) = (something_to_do, hit) else { return (word, on) };
        let grace = *last + 1;
        match word {
            Word::Overdue if self.day > grace => (word, on.max(grace + 1)),
            Word::Overdue => (Word::Exempt, NEVER),
            Word::Late | Word::Missed if on <= grace => (Word::Exempt, NEVER),
            _ => (word, on),
        }
    }
}
