//! The subjects of a standard: records, joined spells, breaches, groups (`obligations.md` 3.1, 3.3, 6.10).

use super::{Asked, Broken, Sweeper};
use crate::calendar::{ALWAYS, Amount, Calendar, Day, NEVER, Reach, Unit};
use crate::judge::ask::{Ctx, ask_condition, value_key};
use crate::judge::tri::Tri;
use crate::lang::checked::{Duty, Joined, ReliefKind};
use crate::record::{Row, Shape};

/// A subject of a standard.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in super::super) struct Subject {
    /// The record; of a spell the first piece.
    pub(super) row: Row,
    /// First day; [`NEVER`] when undated, [`ALWAYS`] for `must satisfy` of a subject without a day.
    pub(super) start: Day,
    /// Last day; [`NEVER`] when open.
    pub(super) end: Day,
    /// The day the end can be seen.
    pub(super) seen: Day,
    /// Days strictly between these show the verdict of the first.
    pub(super) held: Vec<(Day, Day)>,
    /// The ordinal of the broken obligation, for a breach; else 0.
    pub(super) of_ordinal: u32,
    /// Whether `where` and the once-asked exceptions were asked already (pieces of a spell).
    pub(super) admitted: bool,
    /// The records of a spell, where somebody asks which they are.
    pub(super) pieces: Vec<Row>,
}

impl Subject {
    pub(super) fn asked(&self) -> Asked {
        super::asked(self)
    }

    pub(super) fn record(row: Row, start: Day, end: Day) -> Subject {
        Subject {
            row,
            start,
            end,
            seen: end,
            held: Vec::new(),
            of_ordinal: 0,
            admitted: false,
            pieces: Vec::new(),
        }
    }
}

impl Sweeper<'_> {
    /// Fills `self.subjects` with those of a root subject.
    pub(super) fn find_subjects(&mut self, root: u32, breaches: &[(u32, Broken)]) {
        self.subjects.clear();
        let scope = &self.plan.standard.scope;
        if scope.breach_of.is_some() {
            self.subjects.extend(
                breaches
                    .iter()
                    .map(|(_, b)| Subject { of_ordinal: b.ordinal, ..Subject::record(b.row, b.day, NEVER) }),
            );
            return;
        }
        let Some(table) = self.world.table(scope.kind) else { return };
        let kind = scope.kind;
        for row in table.group(root).iter() {
            let at = Row { kind, row };
            // A row that only joins others is no record; the return itself is there also without its own table.
            if self.world.is_made(at) && kind != self.plan.root_kind {
                continue;
            }
            let (start, end) = match self.shape {
                Shape::Subject if matches!(self.plan.standard.duty, Duty::Satisfy(_)) => (ALWAYS, NEVER),
                Shape::Subject => match self.world.first_day(at) {
                    NEVER => continue,
                    first => (first, NEVER),
                },
                _ => (table.start(row), table.end(row)),
            };
            self.subjects.push(Subject::record(at, start, end));
        }
        if let Some(joined) = &scope.joined {
            self.join(root, joined);
        }
    }

    /// Replaces the pieces that are admitted by the spells they make.
    fn join(&mut self, root: u32, joined: &Joined) {
        let mut pieces = std::mem::take(&mut self.subjects);
        let mut done: Vec<Subject> = Vec::new();
        if self.world.is_return(self.plan.root_kind) {
            // A return is of many: only what is of the same one of them joins.
            pieces.sort_by_key(|p| self.world.below_root(p.row));
            for of_one in pieces.chunk_by(|a, b| self.world.below_root(a.row) == self.world.below_root(b.row))
            {
                self.join_some(root, joined, of_one, &mut done);
            }
        } else {
            self.join_some(root, joined, &pieces, &mut done);
        }
        done.sort_by_key(|s| (s.start, s.row.row));
        self.subjects = done;
    }

    fn join_some(&self, root: u32, joined: &Joined, pieces: &[Subject], done: &mut Vec<Subject>) {
        let mut open: Vec<(Option<u64>, Subject, Day)> = Vec::new();
        for piece in pieces.iter().cloned() {
            let (undated, unread) = (piece.start == NEVER, self.world.end_unread(piece.row));
            if undated || unread || piece.end < piece.start || !self.admits(root, &piece) {
                done.push(piece);
                continue;
            }
            let ctx = self.ctx(root, &piece, NEVER - 1);
            let key = joined.same.as_ref().map(|f| value_key(f, Ctx { sees: NEVER, ..ctx }));
            if key == Some(None) {
                // Joined on a field that is blank: it joins nothing.
                done.push(self.closed(piece, joined));
                continue;
            }
            let key = key.flatten();
            let spell =
                open.iter_mut().find(|(k, spell, _)| *k == key && self.reaches(spell, joined, piece.start));
            match spell {
                Some((_, spell, last_end)) => {
                    let gap_until = piece.start;
                    if *last_end != NEVER && gap_until > last_end.saturating_add(1) {
                        spell.held.push((*last_end, gap_until));
                    }
                    spell.end = spell.end.max(piece.end);
                    if self.blames.is_some() {
                        spell.pieces.push(piece.row);
                    }
                    *last_end = spell.end;
                }
                None => {
                    let end = piece.end;
                    // A spell of this key that the next piece no longer reaches is complete.
                    if let Some(i) = open.iter().position(|(k, _, _)| *k == key) {
                        let (_, spell, _) = open.swap_remove(i);
                        done.push(self.closed(spell, joined));
                    }
                    let pieces = if self.blames.is_some() { vec![piece.row] } else { Vec::new() };
                    open.push((key, Subject { admitted: true, pieces, ..piece }, end));
                }
            }
        }
        done.extend(open.into_iter().map(|(_, s, _)| s).map(|s| self.closed(s, joined)));
    }

    /// `obligations.md` 3.2 asked of a piece: only those that hold certainly join.
    fn admits(&self, root: u32, piece: &Subject) -> bool {
        let ctx = self.ctx(root, piece, piece.start);
        let standard = self.plan.standard;
        let out = |k| matches!(k, ReliefKind::ExceptWhere | ReliefKind::ExcusedWhere);
        ask_condition(&standard.scope.condition, ctx) == Tri::Yes
            && !standard.reliefs.iter().any(|r| out(r.kind) && ask_condition(&r.condition, ctx) == Tri::Yes)
    }

    fn reaches(&self, spell: &Subject, joined: &Joined, next: Day) -> bool {
        if joined.sharing_day {
            next <= spell.end
        } else {
            next <= reach(self.world.calendar, spell.end, joined)
        }
    }

    /// A spell that nothing joins any more: its end is seen on its reach.
    fn closed(&self, mut spell: Subject, joined: &Joined) -> Subject {
        spell.admitted = true;
        if spell.end == NEVER {
            // A first piece that ended does not end the spell that an open piece goes on with.
            spell.seen = NEVER;
            return spell;
        }
        // Until its reach is past, the next piece might still join; one that must share the last day is seen by then.
        let seen = if joined.sharing_day { spell.end } else { reach(self.world.calendar, spell.end, joined) };
        spell.seen = seen;
        if seen > spell.end.saturating_add(1) {
            spell.held.push((spell.end, seen));
        }
        spell
    }
}

/// The last day on which the next piece may begin; where the calendar runs out the day after what it knows
/// (`obligations.md` 3.1).
fn reach(calendar: &Calendar, end: Day, joined: &Joined) -> Day {
    if end == NEVER {
        return NEVER;
    }
    let r = after_gap(calendar, end, joined.gaps.unwrap_or(Amount::new(0, Unit::Days)));
    if r.lo == r.hi { r.lo } else { r.lo.max(end + 1) }
}

/// The last day that may follow a gap after a day: a gap has at most so many whole units in it (`obligations.md` 3.1, 6.6).
pub(super) fn after_gap(calendar: &Calendar, end: Day, gap: Amount) -> Reach {
    calendar.add_plain(end, Amount::new(gap.count.saturating_add(1), gap.unit))
}
