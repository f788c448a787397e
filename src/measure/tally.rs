//! The counts that stand beside every rate.

use super::item::{Item, Standing};
use crate::judge::Tri;

/// How everything counted stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Tally {
    /// Met, due or holding.
    pub in_time: u64,
    /// Overdue.
    pub breach_open: u64,
    /// Late or missed.
    pub breach_closed: u64,
    /// A fact is missing.
    pub cannot_tell: u64,
    /// Excused: in neither half.
    pub exempt: u64,
    /// Ended before it was due: in neither half.
    pub lapsed: u64,
    /// Of the exempt, those that fell due in an outage.
    pub outage_exempt: u64,
    /// Of the breaches, those that fell due in an outage.
    pub outage_breach: u64,
}

/// Children beside obligations: many visits of one child must not hide another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Children {
    /// Children in the denominator.
    pub of: u64,
    /// Those of whom every case is in time; of plain records, those of whom every one fits.
    pub fit: u64,
}

impl Tally {
    /// What of it fell due in an outage and was not done in time; nothing where none did.
    pub fn outage_words(&self) -> Option<String> {
        match (self.outage_exempt, self.outage_breach) {
            (0, 0) => None,
            (exempt, breach) => {
                Some(format!("fell due in a system outage: {exempt} exempt, {breach} in breach"))
            }
        }
    }

    /// Counts items.
    pub(super) fn of(items: &[Item]) -> Tally {
        let mut t = Tally::default();
        for i in items {
            match i.standing {
                Standing::Exempt if i.outage => t.outage_exempt += 1,
                Standing::BreachOpen | Standing::BreachClosed if i.outage => t.outage_breach += 1,
                _ => {}
            }
            let out = matches!(i.standing, Standing::Exempt | Standing::Lapsed);
            t.add(if !out && i.hit == Tri::Unknown { Standing::CannotTell } else { i.standing });
        }
        t
    }

    /// Counts one more.
    pub(super) fn add(&mut self, standing: Standing) {
        match standing {
            Standing::Exempt => self.exempt += 1,
            Standing::Lapsed => self.lapsed += 1,
            Standing::InTime => self.in_time += 1,
            Standing::BreachOpen => self.breach_open += 1,
            Standing::BreachClosed => self.breach_closed += 1,
            Standing::CannotTell => self.cannot_tell += 1,
            Standing::Record => {}
        }
    }
}

impl Children {
    /// Counts the children of items; nothing where they are of no child.
    pub(super) fn of(items: &[Item]) -> Option<Children> {
        let wrong = |i: &Item| match i.standing {
            Standing::InTime => i.hit == Tri::Unknown,
            Standing::Record => i.hit != Tri::Yes,
            _ => true,
        };
        let mut all: Vec<(u32, bool)> =
            items.iter().filter(|i| i.counts).filter_map(|i| Some((i.child?, wrong(i)))).collect();
        if all.is_empty() {
            return None;
        }
        // The worst of each child stands last.
        all.sort_unstable();
        let mut out = Children::default();
        for (i, (child, wrong)) in all.iter().enumerate() {
            if all.get(i + 1).is_none_or(|next| next.0 != *child) {
                out.of += 1;
                out.fit += u64::from(!*wrong);
            }
        }
        Some(out)
    }
}
