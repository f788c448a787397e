//! How many there are of what was found, each value once where that is asked (`obligations.md` 2.3).

use super::evidence::Found;
use super::{Subject, Sweeper};
use crate::lang::checked::Thing;
use crate::record::Row;

/// A running certain and possible number, each value once where asked.
pub(super) struct Counted {
    pub(super) possible: u32,
    certain: u32,
    /// Whether a record without a value was certain.
    blank: bool,
    seen: Option<Vec<(u64, bool)>>,
}

impl Counted {
    /// Nothing counted yet, each value once or not.
    pub(super) fn none(each_once: bool) -> Counted {
        Counted { possible: 0, certain: 0, blank: false, seen: each_once.then(Vec::new) }
    }

    /// How many there are for certain: one whose value is blank might be any of the others, but not none of them.
    pub(super) fn certain(&self) -> u32 {
        self.certain.max(u32::from(self.blank))
    }

    /// Counts one more.
    pub(super) fn add(&mut self, key: Option<u64>, certain: bool) {
        let Some(seen) = &mut self.seen else {
            self.certain += u32::from(certain);
            self.possible += 1;
            return;
        };
        let Some(key) = key else {
            self.blank |= certain;
            self.possible += 1;
            return;
        };
        match seen.iter_mut().find(|k| k.0 == key) {
            Some(known) => {
                self.certain += u32::from(certain && !known.1);
                known.1 |= certain;
            }
            None => {
                seen.push((key, certain));
                self.certain += u32::from(certain);
                self.possible += 1;
            }
        }
    }
}

impl Sweeper<'_> {
    /// Nothing counted yet.
    pub(super) fn count(&self) -> Counted {
        Counted::none(self.keys.is_some())
    }

    /// What the record found at a place counts as, where each value counts once.
    pub(super) fn key(&self, place: usize) -> Option<u64> {
        self.keys.as_ref()?.get(place).copied().flatten()
    }

    /// The n-th certain piece of evidence from a place on.
    pub(super) fn nth(&self, at: usize, n: u32) -> Option<Found> {
        let found = self.found.get(at..).unwrap_or(&[]);
        if self.keys.is_none() {
            return found.iter().filter(|f| f.certain).nth((n as usize).saturating_sub(1)).copied();
        }
        let mut counted = self.count();
        for (i, f) in found.iter().enumerate().filter(|(_, f)| f.certain) {
            counted.add(self.key(at + i), true);
            if counted.certain() >= n {
                return Some(*f);
            }
        }
        None
    }

    /// Notes what each record found counts as, where each value counts once.
    pub(super) fn key_each(&mut self, root: u32, subject: &Subject, t: &Thing) {
        let Some(distinct) = &t.distinct else { return };
        let whole = self.whole(root, subject);
        let key = |f: &Found| {
            let row = Row { kind: t.kind, row: f.row };
            crate::judge::ask::value_key(&distinct.by, whole.of(row))
        };
        let keys = self.found.iter().map(key).collect();
        self.keys = Some(keys);
    }
}
