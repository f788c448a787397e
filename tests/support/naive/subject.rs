//! What a standard is about: a record, a joined spell or a breach (3, 3.1, 6.10).

use super::Reading;
use super::tri::Tri;
use crate::support::world::{Days, World, id_order};
use duecare::calendar::{Amount, Day, NEVER, Unit};
use duecare::lang::checked::{Joined, ReliefKind, Standard};
use duecare::record::{KindId, Shape};

/// A subject.
#[derive(Debug, Clone)]
pub(crate) struct Subject {
    /// Its record (a spell's first piece, the record that was judged before a breach).
    pub(crate) rec: usize,
    pub(crate) kind: KindId,
    /// First day; `None` for an undated record.
    pub(crate) start: Option<Day>,
    /// Pieces of a spell; else the record alone.
    pub(crate) pieces: Vec<usize>,
    pub(crate) shape: Shape,
    pub(crate) spell: bool,
    /// Ordinal of the obligation that was broken.
    pub(crate) breach: Option<u32>,
    /// Gaps and the time after the last end in which nothing is decided (3.1): after the first, before the second.
    pub(crate) held: Vec<(Day, Day)>,
    /// The day on which its end is seen.
    pub(crate) end_seen: Day,
}

impl Subject {
    /// A record by itself.
    pub(crate) fn of_record(world: &World, rec: usize) -> Subject {
        let r = &world.records[rec];
        Subject {
            rec,
            kind: r.kind,
            start: r.start,
            pieces: vec![rec],
            shape: world.shape(r.kind),
            spell: false,
            breach: None,
            held: Vec::new(),
            end_seen: r.end.unwrap_or(NEVER),
        }
    }

    /// The end as it could be seen on a day.
    pub(crate) fn end_on(&self, world: &World, day: Day) -> Option<Day> {
        if self.breach.is_some() || self.shape != Shape::Period {
            return None;
        }
        if self.end_seen > day {
            return None;
        }
        // A spell's end is seen only when nothing can join it any more (3.1).
        let ends = self.pieces.iter().map(|p| world.records[*p].end.filter(|e| *e <= day));
        ends.max_by_key(|e| e.unwrap_or(NEVER)).flatten()
    }

    /// Until when the verdict of which day is held on this day.
    pub(crate) fn held_on(&self, day: Day) -> Option<Day> {
        self.held.iter().find(|h| h.0 < day && day < h.1).map(|h| h.0)
    }
}

/// What 3.2 says of a record on its first day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Entry {
    Out,
    CannotTell,
    Exempt,
    In,
}

impl<'a> Reading<'a> {
    /// `where`, `except where`, `excused where`, asked once on the first day (3.2). An exception must be shown.
    pub(crate) fn entry(&self, standard: &'a Standard, subject: &Subject, start: Day) -> Entry {
        let alone = self.alone(standard);
        match alone.ask(&standard.scope.condition, subject, start) {
            Tri::True => {}
            Tri::False => return Entry::Out,
            _ => return Entry::CannotTell,
        }
        let shown = |kind| {
            let mut of = standard.reliefs.iter().filter(|r| r.kind == kind);
            of.any(|r| alone.ask(&r.condition, subject, start) == Tri::True)
        };
        if shown(ReliefKind::ExceptWhere) {
            return Entry::Out;
        }
        if shown(ReliefKind::ExcusedWhere) { Entry::Exempt } else { Entry::In }
    }

    /// Every subject of a version that can be seen.
    pub(crate) fn subjects(&self, standard: &'a Standard) -> Vec<Subject> {
        let scope = &standard.scope;
        if let Some(of) = &scope.breach_of {
            return self.breaches(of);
        }
        let world = self.world;
        let records = (0..world.records.len()).filter(|r| {
            let r = &world.records[*r];
            !r.gone && r.kind == scope.kind
        });
        let single: Vec<Subject> = records.map(|r| Subject::of_record(world, r)).collect();
        match &scope.joined {
            None => single,
            Some(joined) => self.spells(standard, single, joined),
        }
    }

    fn spells(&self, standard: &'a Standard, single: Vec<Subject>, joined: &Joined) -> Vec<Subject> {
        let (pieces, mut out): (Vec<Subject>, Vec<Subject>) = single.into_iter().partition(|s| {
            let possible = !self.world.records[s.rec].impossible();
            s.start.is_some_and(|start| possible && self.entry(standard, s, start) == Entry::In)
        });
        out.extend(self.joined_of(pieces, joined));
        out
    }

    /// The spells of some pieces.
    pub(crate) fn joined_of(&self, mut pieces: Vec<Subject>, joined: &Joined) -> Vec<Subject> {
        let world = self.world;
        let mut out = Vec::new();
        pieces.sort_by(|a, b| {
            let id = |s: &Subject| world.records[s.rec].id.clone();
            a.start.cmp(&b.start).then_with(|| id_order(&id(a), &id(b)))
        });
        // `with the same f`: pieces join only where f is known and equal (6.14); those of another f lie between
        // without breaking the spell.
        let mut groups: Vec<(usize, Option<crate::support::world::Val>, Vec<Subject>)> = Vec::new();
        for piece in pieces {
            let root = world.root(piece.rec);
            let same = joined.same.as_ref().map(|f| self.read_of(f, &piece, piece.start.unwrap_or(NEVER)));
            let place = match &same {
                Some(None) => None,
                Some(f) => groups.iter().position(|g| g.0 == root && g.1 == *f),
                None => groups.iter().position(|g| g.0 == root),
            };
            match place {
                Some(i) => groups[i].2.push(piece),
                None => groups.push((root, same.flatten(), vec![piece])),
            }
        }
        for (_, _, pieces) in groups {
            out.extend(self.join(pieces, joined));
        }
        out
    }

    /// The day by which the next piece must begin.
    fn reach(&self, end: Day, joined: &Joined) -> Day {
        // Sharing a day: what may join it began on its last day, and is seen at the close of that day.
        if joined.sharing_day || end == NEVER {
            return end;
        }
        let (lo, hi) = self.bridge(end, joined.gaps.unwrap_or(Amount::new(0, Unit::Days)));
        if lo == hi { lo } else { lo.max(end + 1) }
    }

    /// The last day on which a gap after `end` may be over: at most so many whole units lie in it.
    pub(crate) fn bridge(&self, end: Day, gaps: Amount) -> Days {
        self.world.calendar.plus(end, Amount::new(gaps.count + 1, gaps.unit))
    }

    fn join(&self, pieces: Vec<Subject>, joined: &Joined) -> Vec<Subject> {
        let mut out: Vec<Subject> = Vec::new();
        let mut greatest = NEVER;
        for piece in pieces {
            let start = piece.start.unwrap_or(NEVER);
            let end = self.world.records[piece.rec].end.unwrap_or(NEVER);
            match out.last_mut().filter(|_| start <= self.reach(greatest, joined)) {
                Some(spell) => {
                    if greatest < start {
                        spell.held.push((greatest, start));
                    }
                    spell.pieces.push(piece.rec);
                    greatest = greatest.max(end);
                }
                None => {
                    self.close(out.last_mut(), greatest, joined);
                    greatest = end;
                    out.push(Subject { spell: true, ..piece });
                }
            }
        }
        self.close(out.last_mut(), greatest, joined);
        out
    }

    fn close(&self, spell: Option<&mut Subject>, end: Day, joined: &Joined) {
        if let Some(spell) = spell {
            let seen = self.reach(end, joined);
            spell.end_seen = seen;
            if end != NEVER {
                spell.held.push((end, seen));
            }
        }
    }
}
