//! Kinds of which the sources hold the last record of a child only (`obligations.md` 6.15): what came before it is unknown.

use crate::lang::checked::walk::{self, Parts};
use crate::lang::checked::{Base, Count, Duty, Evidence, FieldRef, Quantity, Standard, Thing, Timing};
use crate::record::{KindId, Provides};
use std::collections::BTreeSet;

/// Whether a standard's evidence is of a kind of which only the last record is held: its chain or its one deadline can
/// be judged from that record on.
pub fn from_the_last(standard: &Standard, provides: &Provides) -> bool {
    match &standard.duty {
        Duty::Have(e, Timing::Once(..) | Timing::Stages(_) | Timing::InLast(_)) => {
            let one = matches!(e.quantity, Quantity::AtLeast(Count::Fixed(1)));
            one && !e.own && e.thing.distinct.is_none() && !e.thing.days && held(&e.thing, provides)
        }
        _ => false,
    }
}

/// The kinds of which a standard needs more than the last record: those it counts, looks for in a condition, or takes as
/// evidence of a duty that asks about every day.
pub(super) fn earlier_needed(standard: &Standard, provides: &Provides) -> BTreeSet<KindId> {
    let mut asked = Asked { provides, things: Vec::new(), others: BTreeSet::new() };
    if provides.latest.is_empty() {
        return asked.others;
    }
    walk::standard(standard, &mut asked);
    if from_the_last(standard, provides)
        && let Duty::Have(Evidence { thing, .. }, _) = &standard.duty
        && let Some(place) = asked.things.iter().position(|kind| *kind == thing.kind)
    {
        asked.things.remove(place);
    }
    asked.others.extend(asked.things);
    asked.others
}

fn held(thing: &Thing, provides: &Provides) -> bool {
    provides.latest.contains(&thing.kind)
}

struct Asked<'p> {
    provides: &'p Provides,
    /// The kind of every thing met that is held as the last record only.
    things: Vec<KindId>,
    /// Kinds asked for otherwise.
    others: BTreeSet<KindId>,
}

impl Parts for Asked<'_> {
    fn thing(&mut self, thing: &Thing) {
        if held(thing, self.provides) {
            self.things.push(thing.kind);
        }
    }

    fn field(&mut self, field: &FieldRef) {
        // The last of them is what the source holds; the first, or the one before, is not.
        let earlier = matches!(field.base, Base::FirstOf(_) | Base::Neighbour(..));
        if earlier && self.provides.latest.contains(&field.kind) {
            self.others.insert(field.kind);
        }
    }
}
