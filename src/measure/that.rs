//! What is asked of each: `that are met`, `that satisfy`, `that last`, `that have no breach of`.

use super::cases::Case;
use super::ground::Ground;
use super::item::{Item, Standing};
use crate::calendar::{Day, NEVER};
use crate::judge::{Asker, Counted, Ledger, Tri, VerdictWord};
use crate::lang::checked::{Cond, Duty, Evidence, Joined, OutcomeWord, Scope, Setting, Standard};
use crate::record::Row;

/// The words of `that are ...`.
pub(super) struct Words<'a> {
    pub words: &'a [OutcomeWord],
    pub in_time: bool,
    pub not: bool,
    pub by: Option<&'a Evidence>,
}

impl Words<'_> {
    /// Asks it of a case.
    pub(super) fn ask(&self, asker: &Asker<'_>, case: &Case<'_>) -> Item {
        let mut item = case.item;
        let says = |w: VerdictWord| self.words.iter().any(|o| verdict(*o) == Some(w));
        let inside =
            says(case.word) || self.in_time && matches!(case.word, VerdictWord::Met | VerdictWord::Due);
        // What cannot be told is neither this nor that, unless it is what is asked for.
        let plain = match case.word {
            VerdictWord::CannotTell if !says(VerdictWord::CannotTell) => Tri::Unknown,
            _ => Tri::of(inside),
        };
        let mut hit = if self.not { !plain } else { plain };
        if let (Some(e), Tri::Yes) = (self.by, hit) {
            let row = Row { kind: e.thing.kind, row: case.o.answered_by };
            hit = match case.o.answered_by {
                u32::MAX => Tri::No,
                _ => asker.is_one(&e.thing, row, &case.item.record),
            };
        }
        // Lapsed and exempt are in no denominator, unless they are what is asked for.
        let asked_for = !self.not && says(case.word);
        item.counts = item.counts || asked_for;
        item.hit = item.hit.min(hit);
        item
    }
}

fn verdict(o: OutcomeWord) -> Option<VerdictWord> {
    Some(match o {
        OutcomeWord::Met => VerdictWord::Met,
        OutcomeWord::Due => VerdictWord::Due,
        OutcomeWord::Late => VerdictWord::Late,
        OutcomeWord::Overdue => VerdictWord::Overdue,
        OutcomeWord::Missed => VerdictWord::Missed,
        OutcomeWord::Lapsed => VerdictWord::Lapsed,
        OutcomeWord::Exempt => VerdictWord::Exempt,
        OutcomeWord::CannotTell => VerdictWord::CannotTell,
        OutcomeWord::Fail | OutcomeWord::Pass => return None,
    })
}

/// A duty that a measure asks of the records of one kind, judged over all of them.
pub(super) struct Judged {
    ledger: Ledger,
    /// (subject row, place in the ledger), in order.
    order: Vec<(u32, usize)>,
}

impl Judged {
    /// Judges it once; the verdict on any day is read from it.
    pub(super) fn new(
        asker: &Asker<'_>,
        duty: &Duty,
        (kind, joined): (crate::record::KindId, Option<&Joined>),
        settings: &[Setting],
    ) -> Judged {
        let empty = Standard::empty();
        let scope = Scope { kind, joined: joined.cloned(), condition: Cond::TRUE, ..empty.scope.clone() };
        let standard = Standard { duty: duty.clone(), settings: settings.to_vec(), scope, ..empty };
        let ledger = asker.duty(&standard);
        let mut order: Vec<(u32, usize)> =
            ledger.obligations().iter().enumerate().map(|(i, o)| (o.subject, i)).collect();
        order.sort_unstable();
        Judged { ledger, order }
    }

    /// Asks it of a record: met by now or not; running is not met yet.
    pub(super) fn ask(&self, item: &Item, day: Day) -> Option<Item> {
        let row = item.record.row.row;
        let from = self.order.partition_point(|(subject, _)| *subject < row);
        let own = self.order.get(from..).unwrap_or(&[]).iter().take_while(|(subject, _)| *subject == row);
        let own = own.filter_map(|(_, i)| self.ledger.obligations().get(*i));
        let words = own.filter_map(|o| self.ledger.word(o, day));
        let worst = words.max_by_key(|w| match w {
            VerdictWord::Lapsed => 0,
            VerdictWord::Exempt => 1,
            VerdictWord::Met => 2,
            VerdictWord::Due => 3,
            VerdictWord::CannotTell => 4,
            VerdictWord::Late => 5,
            VerdictWord::Missed => 6,
            VerdictWord::Overdue => 7,
        })?;
        let hit = match worst {
            VerdictWord::Met => Tri::Yes,
            VerdictWord::CannotTell => Tri::Unknown,
            _ => Tri::No,
        };
        let certain = item.record.truth == Tri::Yes;
        Some(Item {
            standing: if certain || !worst.counts() { Standing::of(worst) } else { item.standing },
            counts: worst.counts(),
            hit: item.hit.min(hit),
            ..*item
        })
    }
}

/// The breaches of a standard that `that have no breach of S` looks at, as they stand on a day.
pub(super) struct Breaches {
    /// (root row, subject row where it is of the record's own kind, breach day or [`NEVER`], whether it is a doubt).
    list: Vec<(Row, Option<u32>, Day, bool)>,
}

impl Breaches {
    /// Those of a standard on a day, for records of some kinds.
    pub(super) fn new(ground: &Ground<'_>, asker: &Asker<'_>, id: &str, day: Day) -> Breaches {
        let mut list = Vec::new();
        for (place, standard) in ground.standards(id) {
            let whole = standard.scope.joined.is_none() && standard.scope.breach_of.is_none();
            for o in ground.obligations(place) {
                let Some(v) = ground.ledger.verdict(o, day) else { continue };
                let doubt = v.word == VerdictWord::CannotTell;
                if !v.word.is_breach() && !doubt {
                    continue;
                }
                let at = Row { kind: standard.scope.kind, row: o.subject };
                let since = if doubt { o.opened } else { o.breach_day(ground.ledger.extra(o)) };
                list.push((asker.root(at), whole.then_some(o.subject), since, doubt));
            }
        }
        list.sort_unstable();
        Breaches { list }
    }

    /// Whether a record has none: its own, else those of its child while it lasted.
    pub(super) fn none(&self, asker: &Asker<'_>, of: &Counted, same_kind: bool) -> Tri {
        let root = asker.root(of.row);
        let from = self.list.partition_point(|b| b.0 < root);
        let own = self.list.get(from..).unwrap_or(&[]).iter().take_while(|b| b.0 == root);
        let mut none = Tri::Yes;
        for (_, subject, since, doubt) in own {
            let mine = match (same_kind, subject) {
                (true, Some(row)) => *row == of.row.row,
                _ => {
                    *since != NEVER
                        && of.start <= *since
                        && (of.end == NEVER || *since <= of.end.saturating_add(1))
                }
            };
            if mine {
                none = none.and(if *doubt { Tri::Unknown } else { Tri::No });
            }
        }
        none
    }
}
