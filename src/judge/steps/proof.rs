//! What a quantity says on every day without a look at the days: most standing duties simply hold.

use crate::calendar::Day;
use crate::lang::checked::{Count, Quantity};

/// Looks, while records are told, whether a quantity holds on all days asked. It may miss that it does.
#[derive(Debug, Clone, Copy)]
pub(super) struct Proof {
    /// From the first day asked to this one there certainly is one.
    covered: Day,
    /// Records that may count at all.
    records: u32,
    wants: Wants,
}

/// What is enough.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Wants {
    /// One on every day.
    One,
    /// So few records that there are never more.
    AtMost(u32),
    /// Nothing that can be told so.
    Days,
}

impl Proof {
    /// Nothing seen yet, of the days from `from` on.
    pub(super) fn new(q: Option<&Quantity>, from: Day) -> Proof {
        let wants = match q {
            Some(Quantity::AtLeast(Count::Fixed(1))) => Wants::One,
            Some(Quantity::AtMost(Count::Fixed(n))) => Wants::AtMost(*n),
            _ => Wants::Days,
        };
        Proof { covered: from.saturating_sub(1), records: 0, wants }
    }

    /// A record certainly counts on the days `first..=last`, of the days asked; `last` before `first`: perhaps.
    #[inline]
    pub(super) fn see(&mut self, first: Day, last: Day) {
        self.records += 1;
        // Records told out of order may leave a gap that is none: then the days are looked at.
        if first <= self.covered.saturating_add(1) {
            self.covered = self.covered.max(last);
        }
    }

    /// Whether the quantity holds on every day up to `to`.
    pub(super) fn holds(&self, to: Day) -> bool {
        match self.wants {
            Wants::One => self.covered >= to,
            Wants::AtMost(n) => self.records <= n,
            Wants::Days => false,
        }
    }
}
