//! What a limit says on every day without a look at the days: most limits are on more things than there are.

use crate::lang::checked::{Count, Quantity};

/// Looks, while records are told, whether a limit holds on all days asked. It may miss that it does.
#[derive(Debug, Clone, Copy)]
pub(super) struct Proof {
    /// Records that may count at all.
    records: u32,
    /// So few records that there are never more.
    most: Option<u32>,
}

impl Proof {
    /// Nothing seen yet.
    pub(super) fn new(q: Option<&Quantity>) -> Proof {
        let most = match q {
            Some(Quantity::AtMost(Count::Fixed(n))) => Some(*n),
            _ => None,
        };
        Proof { records: 0, most }
    }

    /// A record may count on one of the days asked.
    #[inline]
    pub(super) fn see(&mut self) {
        self.records += 1;
    }

    /// Whether the quantity holds on every day.
    pub(super) fn holds(&self) -> bool {
        self.most.is_some_and(|most| self.records <= most)
    }
}
