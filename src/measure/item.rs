//! One obligation or record that a figure counts.

use super::fraction::MILLION;
use crate::calendar::Day;
use crate::judge::{Asker, Attribution, Counted, Holder, Tri, VerdictWord};

/// How it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Standing {
    InTime,
    BreachOpen,
    BreachClosed,
    CannotTell,
    Exempt,
    Lapsed,
    /// A record that no verdict is asked of.
    Record,
}

impl Standing {
    pub(super) fn of(word: VerdictWord) -> Standing {
        match word {
            VerdictWord::Met | VerdictWord::Due => Standing::InTime,
            VerdictWord::Overdue => Standing::BreachOpen,
            VerdictWord::Late | VerdictWord::Missed => Standing::BreachClosed,
            VerdictWord::CannotTell => Standing::CannotTell,
            VerdictWord::Exempt => Standing::Exempt,
            VerdictWord::Lapsed => Standing::Lapsed,
        }
    }
}

/// One that is counted.
#[derive(Debug, Clone, Copy)]
pub(super) struct Item {
    /// The record, or the subject of the obligation.
    pub record: Counted,
    /// Which of the kinds of the cohort.
    pub part: usize,
    /// How it stands.
    pub standing: Standing,
    /// Whether it is in the denominator.
    pub counts: bool,
    /// Whether it is in the numerator.
    pub hit: Tri,
    /// How much it weighs, in millionths.
    pub weight: i128,
    /// Of averages and the like: the figure it certainly has and may have at most, in millionths.
    pub figure: Option<(i128, i128)>,
    /// `each X once`: what it is counted by.
    pub once: Option<Option<u64>>,
    /// The day that says whose it is.
    pub held: Day,
    /// The child it is of.
    pub child: Option<u32>,
    /// Whether it is an obligation, not a record.
    pub owed: bool,
    /// Whether it fell due in an outage, and was not done in time.
    pub outage: bool,
}

impl Item {
    /// A record of a cohort, not asked anything yet.
    pub(super) fn record(record: Counted, part: usize) -> Item {
        let doubtful = record.truth != Tri::Yes;
        Item {
            record,
            part,
            standing: if doubtful { Standing::CannotTell } else { Standing::Record },
            counts: true,
            hit: record.truth,
            weight: MILLION,
            figure: None,
            once: None,
            held: record.day,
            child: None,
            owed: false,
            outage: false,
        }
    }

    /// The team and worker it counts for.
    pub(super) fn holder(&self, asker: &Asker<'_>, by: Option<&Attribution>) -> Holder {
        match self.owed {
            true => asker.responsible(self.record.row, by, self.held),
            false => asker.holder(self.record.row, by, self.held),
        }
    }
}

/// Items counted once by what they are counted by: each is in the numerator if any of its own is.
pub(super) fn once(items: Vec<Item>) -> Vec<Item> {
    if items.iter().all(|i| i.once.is_none()) {
        return items;
    }
    let mut keyed = items;
    keyed.sort_by_key(|i| (i.once, !i.counts, std::cmp::Reverse(i.hit)));
    let mut out: Vec<Item> = Vec::new();
    for item in keyed {
        let same = out.last().is_some_and(|before| before.once == item.once && item.once != Some(None));
        if same {
            continue;
        }
        // A blank might be any of the others: it is counted, and cannot be told.
        let blank = item.once == Some(None);
        out.push(Item { hit: if blank { item.hit.min(Tri::Unknown) } else { item.hit }, ..item });
    }
    out
}
