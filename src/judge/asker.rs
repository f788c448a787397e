//! Questions asked of records outside any standard: what measures and themes are made of.

use super::ask::{
    Asked, Ctx, ask_condition, ask_spell, day_in, field_value, in_window, is_piece, join_pieces, key,
    own_truth, piece_day, reach, value_of, window_start,
};
use super::attribution::{Attribution, Holder, responsible, team_field};
use super::datum::Datum;
use super::ledger::Ledger;
use super::plan::{StandardPlan, Truths};
use super::sweep::Sweeper;
use super::tri::Tri;
use super::world::World;
use crate::calendar::{Calendar, Day, NEVER};
use crate::lang::checked::{Cond, FieldRef, Joined, RecordDay, Setting, Standard, Thing, Value, Window};
use crate::record::{Caseload, Row, Shape, Table};

/// A record or spell that a thing takes in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Counted {
    /// The record; of a spell the first piece.
    pub row: Row,
    /// First day; [`NEVER`] for a subject without a day.
    pub start: Day,
    /// Last day; [`NEVER`] when open.
    pub end: Day,
    /// The day it counts by: its own, or the day asked about where it is open then.
    pub day: Day,
    /// Whether it certainly is one.
    pub truth: Tri,
}

/// Asks with the settings of one measure.
pub struct Asker<'p> {
    world: &'p World<'p>,
    plan: StandardPlan<'p>,
}

impl<'p> Asker<'p> {
    pub(super) fn new(world: &'p World<'p>, settings: &[Setting]) -> Asker<'p> {
        Asker { world, plan: StandardPlan::of_settings(settings, world) }
    }

    /// The records.
    pub fn caseload(&self) -> &'p Caseload {
        self.world.caseload
    }

    /// The calendar.
    pub fn calendar(&self) -> &'p Calendar {
        self.world.calendar
    }

    /// The record at the top of the owners of a record.
    pub fn root(&self, of: Row) -> Row {
        Row { kind: self.world.root_kind(of.kind), row: self.world.root_of(of) }
    }

    /// The record itself as a thing that counts on a day.
    pub fn record(&self, row: Row, day: Day) -> Counted {
        let it = Asked::plain(self.world, row);
        Counted { row, start: it.start, end: it.end, day, truth: Tri::Yes }
    }

    fn ctx(&self, of: &Counted, day: Day) -> Ctx<'_> {
        let it = Asked { row: of.row, start: of.start, end: of.end, seen: of.end };
        let root = self.world.root_of(of.row);
        Ctx { world: self.world, plan: &self.plan, it, this: it, root, day, sees: day }
    }

    /// Asks a condition of a record on a day.
    pub fn ask(&self, c: &Cond, of: &Counted, day: Day) -> Tri {
        ask_condition(c, self.ctx(of, day))
    }

    /// Asks a value of a record on a day.
    pub fn value(&self, v: &Value, of: &Counted, day: Day) -> Datum {
        match value_of(v, self.ctx(of, day)) {
            // A figure is grouped by what records hold.
            Datum::Text(code) if self.world.is_made_text(code) => Datum::Unknown,
            value => value,
        }
    }

    /// A field of a record on a day as a key to count different values by; blank is `None`.
    pub fn key(&self, f: &FieldRef, of: &Counted, day: Day) -> Option<u64> {
        key(field_value(f, self.ctx(of, day)))
    }

    /// Whether a record is one of some things by its `where` alone, asked about the record `about`.
    pub fn is_one(&self, t: &Thing, row: Row, about: &Counted) -> Tri {
        if row.kind != t.kind {
            return Tri::No;
        }
        own_truth(t, self.ctx(about, NEVER - 1), row.row)
    }

    /// Whether a day lies in a window as asked on another.
    pub fn day_in(&self, w: &Window, x: Day, day: Day) -> Tri {
        let nothing = self.record(Row { kind: crate::record::KindId(0), row: crate::record::NO_ROW }, day);
        let ctx = self.ctx(&nothing, day);
        day_in(w, ctx, x)
    }

    /// The first day of the time that a cohort is looked at in, as asked on a day.
    pub fn first_day(&self, t: &Thing, day: Day) -> Option<Day> {
        let nothing = self.record(Row { kind: t.kind, row: crate::record::NO_ROW }, day);
        window_start(t, self.ctx(&nothing, day))
    }

    /// The records of a kind that a cohort takes in on a day, in order of row. `where` is asked on the day a record
    /// counts by: of what is open, the day asked about.
    pub fn cohort(&self, t: &Thing, day: Day) -> Vec<Counted> {
        let Some(table) = self.world.table(t.kind) else { return Vec::new() };
        let mut out = Vec::new();
        match &t.joined {
            None => {
                for row in 0..table.len() {
                    let piece = Asked::plain(self.world, Row { kind: t.kind, row });
                    out.extend(self.takes(t, table, piece, day));
                }
            }
            Some(joined) => {
                let roots = self.world.table(self.world.root_kind(t.kind)).map_or(0, Table::len);
                for root in 0..roots {
                    self.spells(t, joined, (table, root), day, &mut out);
                }
            }
        }
        out
    }

    /// The spells of a root subject that a cohort takes in. One that is another where a doubtful piece is left out is
    /// doubtful, and so is one that ended where a record may still follow (`obligations.md` 3.1).
    fn spells(
        &self,
        t: &Thing,
        joined: &Joined,
        (table, root): (&Table, u32),
        day: Day,
        out: &mut Vec<Counted>,
    ) {
        let rows = table.group(root).iter().map(|row| Asked::plain(self.world, Row { kind: t.kind, row }));
        let dated: Vec<Asked> = rows.filter(|p| p.start <= day && p.end >= p.start).collect();
        let Some(first) = dated.first().map(|p| self.record(p.row, day)) else { return };
        let ctx = self.ctx(&first, day);
        let told: Vec<(Asked, Tri)> = dated.into_iter().map(|p| (p, is_piece(t, ctx, p))).collect();
        let pieces =
            |least: Tri| told.iter().filter(move |(_, truth)| *truth >= least).map(|(p, _)| *p).collect();
        let all = join_pieces(pieces(Tri::Unknown), joined, ctx);
        let certain = match told.iter().any(|(_, truth)| *truth == Tri::Unknown) {
            true => Some(join_pieces(pieces(Tri::Yes), joined, ctx)),
            false => None,
        };
        for spell in all {
            let Some(mut found) = self.takes(t, table, spell, day) else { continue };
            let goes_on = t.by == RecordDay::Ended && reach(spell.end, joined, ctx) > day;
            if goes_on || certain.as_ref().is_some_and(|certain| !certain.contains(&spell)) {
                found.truth = found.truth.and(Tri::Unknown);
            }
            out.push(found);
        }
    }

    fn takes(&self, t: &Thing, table: &Table, piece: Asked, day: Day) -> Option<Counted> {
        let subject = self.world.shape(t.kind) == Shape::Subject;
        if !subject && (piece.start == NEVER || piece.end < piece.start && table.impossible(piece.row.row)) {
            return None;
        }
        let mut found = Counted { row: piece.row, start: piece.start, end: piece.end, day, truth: Tri::Yes };
        let timely = match (&t.window, subject) {
            // A subject has no day: a window only says for when it is asked.
            (_, true) if t.by == RecordDay::Plain => Tri::Yes,
            _ => in_window(t, self.ctx(&found, day), piece),
        };
        if timely == Tri::No {
            return None;
        }
        found.day = match t.by {
            _ if subject => day,
            RecordDay::Open => day.min(piece.end.saturating_sub(1)),
            _ => piece_day(t, self.ctx(&found, day), piece).min(day),
        };
        found.truth = timely.and(match (&t.joined, t.condition.is_true()) {
            (_, true) => Tri::Yes,
            (Some(_), _) => ask_spell(t, self.ctx(&found, found.day)),
            (None, _) => self.ask(&t.condition, &found, found.day),
        });
        (found.truth != Tri::No).then_some(found)
    }

    /// The obligations that a duty asked of records gives, over all of them.
    pub fn duty(&self, standard: &Standard) -> Ledger {
        let plan = StandardPlan::of_duty(standard, self.world);
        let truths = Truths::default();
        let plans: [StandardPlan<'_>; 0] = [];
        let mut sweeper = Sweeper::new(self.world, &plan, &truths, &plans);
        let mut out = Ledger::default();
        let roots = self.world.table(self.world.root_kind(standard.scope.kind)).map_or(0, Table::len);
        (0..roots).for_each(|root| sweeper.root(root, &[], &mut out));
        out
    }

    /// The team and worker a record itself counts for on a day: those of its child's allocation, or its worker's. What
    /// happened on one day and names its own team keeps it; another record goes to the team it names when nobody held
    /// its child.
    pub fn holder(&self, of: Row, by: Option<&Attribution>, day: Day) -> Holder {
        let holder = self.responsible(of, by, day);
        let own = team_field(self.caseload(), of);
        let keeps = self.world.shape(of.kind) == Shape::Event && own.is_some();
        if keeps || holder.team.is_none() { Holder { team: own, ..holder } } else { holder }
    }

    /// The team and worker that an obligation about a record goes to on a day, as in every list: what the record itself
    /// names does not matter.
    pub fn responsible(&self, of: Row, by: Option<&Attribution>, day: Day) -> Holder {
        responsible(self.caseload(), by, self.root(of), day)
    }
}
