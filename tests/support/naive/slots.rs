//! `in each slot` (6.7).

use super::Reading;
use super::obligation::{Kind, Ob};
use super::once::excuse;
use super::stretch::Stretch;
use super::subject::Subject;
use duecare::judge::VerdictWord as Word;
use duecare::lang::checked::Evidence;

impl Reading<'_> {
    /// One window for each slot whose first day lies in the stretch; after the last slot loaded one `cannot tell`.
    pub(crate) fn slots(&self, e: &Evidence, name: &str, subject: &Subject, st: &Stretch) -> Vec<Ob> {
        let mut out = Vec::new();
        // The first of a stretch may open on the day the ending is seen (3.7).
        let may = |d| d == st.start || d < st.seen;
        for (a, b) in self.world.calendar.slot_list(name, st.start, st.last.min(self.day)) {
            if !may(a) || a > self.opens_until(st.version) {
                continue;
            }
            let mut ob = Ob::new(Kind::Window, a);
            (ob.lo, ob.hi) = (b, b);
            (ob.ended, ob.seen, ob.last) = (st.ended, st.seen, st.last);
            let e = self.evidence_of(e, a);
            let list = self.counting(e, subject, a, b.min(st.last));
            self.in_window(&mut ob, e, subject, &list);
            excuse(&mut ob, &self.excused_runs(subject, st, a));
            out.push(ob);
        }
        let after = self.world.calendar.slots_end(name).saturating_add(1).max(st.start);
        if after <= st.last && may(after) && after <= self.day.min(self.opens_until(st.version)) {
            out.push(Ob::said(Word::CannotTell, after));
        }
        out
    }
}
