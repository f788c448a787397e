//! All obligations of a sweep, in a fixed order.

use super::obligation::{Extra, NO_EXTRA, Obligation, Outaged};
use super::verdict::{Verdict, VerdictWord};
use crate::calendar::{Day, NEVER};

/// Obligations with their extras: by standard, then root subject, subject, ordinal.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Ledger {
    pub(super) list: Vec<Obligation>,
    pub(super) extras: Vec<Extra>,
}

impl Ledger {
    /// Every obligation in order.
    pub fn obligations(&self) -> &[Obligation] {
        &self.list
    }

    /// How many obligations a subject has, where all are of one standard.
    pub(super) fn count_of(&self, root: u32, subject: u32) -> usize {
        let from = self.list.partition_point(|o| o.root < root);
        let rest = self.list.get(from..).unwrap_or_default();
        rest.iter().take_while(|o| o.root == root).filter(|o| o.subject == subject).count()
    }

    /// What else belongs to an obligation.
    pub fn extra(&self, o: &Obligation) -> Option<&Extra> {
        self.extras.get(o.extra as usize)
    }

    /// The verdict of an obligation as at a day; nothing before it opened.
    #[inline]
    pub fn verdict(&self, o: &Obligation, as_at: Day) -> Option<Verdict> {
        // Nearly all have nothing beside them: that case is compiled by itself.
        match o.extra {
            NO_EXTRA => o.judged(None, as_at),
            _ => o.verdict(self.extra(o), as_at),
        }
    }

    /// The day whose verdict an obligation shows on a day: another only in a gap that may yet be bridged.
    pub fn shown_on(&self, o: &Obligation, day: Day) -> Day {
        self.extra(o).map_or(day, |e| e.shown_on(day))
    }

    /// The word of that verdict alone, for figures that count words: a word is told faster than a word with its day.
    #[inline(always)]
    pub fn word(&self, o: &Obligation, as_at: Day) -> Option<VerdictWord> {
        match o.extra {
            NO_EXTRA => o.judged(None, as_at),
            _ => o.verdict(self.extra(o), as_at).map(|v| v.word),
        }
    }

    /// The verdicts of an obligation on many days, in order of day: tells each run of days (by place) that have one
    /// verdict. Most obligations change little, so that a series costs little more than a day.
    pub fn verdicts(
        &self,
        o: &Obligation,
        days: &[Day],
        mut tell: impl FnMut(std::ops::Range<usize>, Option<Verdict>),
    ) {
        let extra = self.extra(o);
        let mut at = 0;
        while let Some(&day) = days.get(at) {
            let change = o.next_change(extra, day);
            let rest = days.get(at..).unwrap_or(&[]);
            let to = match change {
                NEVER => days.len(),
                _ => at + rest.partition_point(|d| *d < change),
            };
            tell(at..to, o.verdict(extra, day));
            at = to.max(at + 1);
        }
    }

    /// The outage that an obligation fell due in, where it was not done in time: with this verdict it is a breach, or
    /// exempt for the outage and for nothing else.
    pub fn outage(&self, o: &Obligation, word: VerdictWord) -> Option<Outaged> {
        let outage = self.extra(o)?.outage?;
        let for_it = || word == VerdictWord::Exempt && outage.until.is_some() && o.exempt == NEVER;
        (word.is_breach() || for_it()).then_some(outage)
    }

    /// The runs of days from the first of an obligation to a day that have one verdict each, in order, until `tell`
    /// has heard enough.
    pub fn runs(&self, o: &Obligation, to: Day, mut tell: impl FnMut(Day, Day, Verdict) -> bool) {
        let extra = self.extra(o);
        let mut at = o.opened;
        while at <= to {
            let until = o.next_change(extra, at).saturating_sub(1).clamp(at, to);
            if let Some(verdict) = o.verdict(extra, at)
                && !tell(at, until, verdict)
            {
                return;
            }
            at = until.saturating_add(1);
        }
    }

    /// The due day as it stood on a day.
    pub fn due(&self, o: &Obligation, as_at: Day) -> Day {
        let dues = self.extra(o).map_or(&[][..], |e| &e.dues);
        dues.iter().rev().find(|s| s.0 <= as_at).map_or(o.lo, |s| s.1)
    }

    /// The obligations of one standard about one root subject.
    pub(super) fn part(&self, standard: u32, root: u32) -> Ledger {
        let from = self.list.partition_point(|o| (o.standard, o.root) < (standard, root));
        let mut part = Ledger::default();
        for o in self.list.iter().skip(from).take_while(|o| (o.standard, o.root) == (standard, root)) {
            part.copy(self, o);
        }
        part
    }

    /// Adds one obligation of another ledger.
    pub(super) fn copy(&mut self, other: &Ledger, o: &Obligation) {
        self.push(Obligation { extra: NO_EXTRA, ..*o }, other.extra(o).cloned().unwrap_or_default());
    }

    /// Adds the obligations of another ledger behind this one's.
    pub(super) fn extend(&mut self, mut other: Ledger) {
        let shift = self.extras.len() as u32;
        for o in other.list.iter_mut().filter(|o| o.extra != NO_EXTRA) {
            o.extra += shift;
        }
        self.list.append(&mut other.list);
        self.extras.append(&mut other.extras);
    }

    /// Empties it and keeps its room.
    pub(super) fn clear(&mut self) {
        self.list.clear();
        self.extras.clear();
    }

    pub(super) fn push(&mut self, mut o: Obligation, extra: Extra) {
        if !extra.is_empty() {
            o.extra = self.extras.len() as u32;
            self.extras.push(extra);
        }
        self.list.push(o);
    }
}
