//! Evidence that is not a record on a day of its own: what is open, distinct days, spells (`obligations.md` 2.2, 6.14).

use super::evidence::Found;
use super::{Subject, Sweeper};
use crate::calendar::{Day, NEVER};
use crate::judge::ask::{each_reading, for_each_in_pool, own_truth, spell_truth};
use crate::judge::tri::Tri;
use crate::lang::checked::{Evidence, Joined, RecordDay, Thing};
use crate::record::{Row, Shape};

impl Sweeper<'_> {
    /// Fills `self.found` with what counts on the days `from..=to`, and notes what each counts as. Of what is a record
    /// on a day of its own all are found, whatever their days.
    pub(super) fn gather_on(
        &mut self,
        root: u32,
        subject: &Subject,
        e: &Evidence,
        (from, to): (Day, Day),
        need: u32,
    ) {
        let t = &e.thing;
        if t.days {
            // More than what is asked for tells nothing new.
            self.gather_open(root, subject, t, (from, to), need.saturating_add(1));
            self.each_day_once();
        } else if let Some(joined) = &t.joined {
            self.gather_spells(root, subject, t, joined);
        } else if t.by == RecordDay::Open {
            self.gather_open(root, subject, t, (from, to), 1);
        } else {
            self.gather(root, subject, t);
        }
        self.key_each(root, subject, t);
    }

    /// The first days, `most` at most, at whose close each record is open in `from..=to`, by day, then id.
    pub(super) fn gather_open(
        &mut self,
        root: u32,
        subject: &Subject,
        t: &Thing,
        (from, to): (Day, Day),
        most: u32,
    ) {
        self.found.clear();
        self.found_of = None;
        let ctx = self.ctx(root, subject, NEVER - 1);
        let Some(table) = self.world.table(t.kind) else { return };
        let period = self.world.shape(t.kind) == Shape::Period;
        let mut found = std::mem::take(&mut self.found);
        for_each_in_pool(t, ctx, &mut |row| {
            let truth = own_truth(t, ctx, row);
            if truth == Tri::No {
                return;
            }
            // Where the last day cannot be read it may be open, and no more.
            let certain = truth == Tri::Yes && !self.world.end_unread(Row { kind: t.kind, row });
            let last = if period && table.end(row) != NEVER { table.end(row) - 1 } else { NEVER };
            let days = table.start(row).max(from)..=last.min(to);
            found.extend(days.take(most as usize).map(|day| Found { day, row, certain }));
        });
        found.sort_by_key(|f| (f.day, f.row));
        self.found = found;
    }

    /// Days count, not the records that are open on them.
    pub(super) fn each_day_once(&mut self) {
        self.found.sort_by_key(|f| (f.day, !f.certain, f.row));
        self.found.dedup_by_key(|f| f.day);
    }

    /// The first day of each spell: that a later record joins it changes nothing on that day. Where it is not known which
    /// records are its pieces, the n-th is there for certain on the day on which it is in every reading.
    fn gather_spells(&mut self, root: u32, subject: &Subject, t: &Thing, joined: &Joined) {
        self.found.clear();
        self.found_of = None;
        let ctx = self.ctx(root, subject, NEVER - 1);
        let mut certain: Option<Vec<(Day, u32)>> = None;
        let mut found: Vec<(Day, u32)> = Vec::new();
        let told = each_reading(t, joined, ctx, &mut |spells| {
            let mut these = Vec::new();
            for spell in spells {
                let at = (spell.start, spell.row.row);
                let truth = spell_truth(t, ctx.on(spell.start), spell);
                these.extend((truth == Tri::Yes).then_some(at));
                found.extend((truth != Tri::No).then_some(at));
            }
            certain = Some(match certain.take() {
                // Which one it is says what it counts as.
                Some(before) if t.distinct.is_some() => {
                    before.into_iter().filter(|one| these.contains(one)).collect()
                }
                Some(before) => before.into_iter().zip(these).map(|(a, b)| a.max(b)).collect(),
                None => these,
            });
        });
        let certain = certain.filter(|_| told).unwrap_or_default();
        found.sort_unstable();
        found.dedup();
        let each = found.into_iter();
        self.found.extend(each.map(|(day, row)| Found { day, row, certain: certain.contains(&(day, row)) }));
    }
}
