//! Evidence of a subject: each record with its day, certain or doubtful (`obligations.md` 2.3).

use super::{Subject, Sweeper};
use crate::calendar::{Day, NEVER};
use crate::judge::ask::{
    Asked, Ctx, field_value, for_each_in_pool, own_truth, qualifies, record_day, target,
};
use crate::judge::datum::Datum;
use crate::judge::tri::Tri;
use crate::lang::checked::{FieldRef, Pool, RecordDay, Thing};

/// A record that is, or may be, evidence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in super::super) struct Found {
    pub(super) day: Day,
    pub(super) row: u32,
    pub(super) certain: bool,
}

impl Sweeper<'_> {
    /// Fills `self.found` with the evidence about a subject, by day, then id. When the pool is the whole root subject
    /// and its rows alone decide, it is gathered once for all subjects of that root.
    pub(super) fn gather(&mut self, root: u32, subject: &Subject, t: &Thing) {
        let truth = self.plan.evidence_truth.and_then(|i| self.truths.get(i));
        let own_kind = t.kind == subject.row.kind;
        let by_start = matches!(t.by, RecordDay::Plain | RecordDay::Started | RecordDay::Open);
        if let (Some(truth), Pool::Root, false, true) = (truth, &t.pool, own_kind, by_start) {
            if self.found_of == Some(root) {
                return;
            }
            self.found.clear();
            self.found_of = Some(root);
            let Some(table) = self.world.table(t.kind) else { return };
            for row in table.group(root).iter() {
                let truth = truth.of(row);
                if truth != Tri::No {
                    self.found.push(Found { day: table.start(row), row, certain: truth == Tri::Yes });
                }
            }
            return;
        }
        self.found_of = None;
        self.found.clear();
        let ctx = self.ctx(root, subject, NEVER - 1);
        // Every dated record is looked at, whatever its day; each is asked on its own.
        let mut found = std::mem::take(&mut self.found);
        let it = subject.asked();
        let mut see = |row| {
            let day = self.evidence_day(t, row, it);
            if day == NEVER {
                return;
            }
            let own = ctx.on(day);
            let truth = if t.window.is_some() { qualifies(t, own, row) } else { own_truth(t, own, row) };
            if truth != Tri::No {
                found.push(Found { day, row, certain: truth == Tri::Yes });
            }
        };
        if t.pool == Pool::Itself {
            see(it.row.row);
        } else {
            for_each_in_pool(t, ctx, &mut see);
            found.sort_by_key(|f| (f.day, f.row));
        }
        self.found = found;
    }

    /// The day a record counts by as evidence. One whose date lies before its own first day is none: on that day there was
    /// no such record (`obligations.md` 1.4).
    pub(super) fn evidence_day(&self, t: &Thing, row: u32, it: Asked) -> Day {
        let day = record_day(t, self.world, row, it);
        let start = self.world.table(t.kind).map_or(NEVER, |table| table.start(row));
        let early = day < start && start != NEVER && t.pool != Pool::Itself;
        if early { NEVER } else { day }
    }

    /// Evidence found on days `from..=to`.
    pub(super) fn found_in(&self, from: Day, to: Day) -> &[Found] {
        let a = self.found.partition_point(|f| f.day < from);
        let b = self.found.partition_point(|f| f.day <= to);
        self.found.get(a..b.max(a)).unwrap_or(&[])
    }

    /// The place of the first evidence on or after a day, searched from a place known to lie before it.
    pub(super) fn seek(&self, at: usize, from: Day) -> usize {
        let rest = self.found.get(at..).unwrap_or(&[]);
        // Clocks follow each other closely: a few steps find it more often than not.
        match rest.iter().take(8).position(|f| f.day >= from) {
            Some(near) => at + near,
            None => at + rest.partition_point(|f| f.day < from),
        }
    }

    /// First certain and first doubtful record of a thing on or after a day; [`NEVER`] where there is none.
    pub(super) fn edges_of(&self, root: u32, subject: &Subject, t: &Thing, from: Day) -> (Day, Day) {
        let ctx = self.ctx(root, subject, NEVER - 1);
        let (mut certain, mut doubtful) = (NEVER, NEVER);
        let it = subject.asked();
        for_each_in_pool(t, ctx, &mut |row| {
            let day = self.evidence_day(t, row, it);
            if day < from || day == NEVER {
                return;
            }
            let own = ctx.on(day);
            let truth = if t.window.is_some() { qualifies(t, own, row) } else { own_truth(t, own, row) };
            match truth {
                Tri::Yes => certain = certain.min(day),
                Tri::Unknown => doubtful = doubtful.min(day),
                Tri::No => {}
            }
        });
        (certain, doubtful)
    }

    /// The day on which a date field is seen, whatever the day asked: that of another record not before that record begins
    /// (`obligations.md` 1.4). [`NEVER`] when it is missing.
    pub(super) fn field_day(&self, root: u32, subject: &Subject, f: &FieldRef) -> Day {
        let ctx = Ctx { sees: NEVER, ..self.ctx(root, subject, NEVER - 1) };
        match (field_value(f, ctx), target(f, ctx)) {
            (Datum::Day(d), Some(at)) if at.row != subject.row && at.start != NEVER => d.max(at.start),
            (Datum::Day(d), _) => d,
            _ => NEVER,
        }
    }
}
