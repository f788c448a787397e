//! Why a check failed, derived by asking again: the cells that came out false, and the records that made it so.

use super::{Subject, Sweeper};
use crate::calendar::NEVER;
use crate::judge::ask::{
    Asked, Ctx, ask_condition, count_things, for_each_candidate, for_each_in_pool, qualifies, spells, target,
};
use crate::judge::check::{Failure, Place};
use crate::judge::tri::Tri;
use crate::lang::checked::{
    Base, Cond, Count, DayExpr, Evidence, FieldRef, Leaf, LimitAmount, Quantity, Thing, Value,
};
use crate::record::Row;
use std::ops::ControlFlow;

/// What a check found so far.
#[derive(Debug, Default)]
pub(in super::super) struct Looked {
    /// How many hold to it.
    pub(in super::super) passed: u32,
    /// Those that do not.
    pub(in super::super) failed: Vec<Failure>,
    /// Those of which it cannot be told.
    pub(in super::super) not_judged: Vec<Row>,
}

impl Sweeper<'_> {
    /// Asks a check about a record, and keeps what it found.
    pub(super) fn looked_at(&mut self, root: u32, subject: &Subject, c: &Cond) {
        let ctx = Ctx { sees: NEVER, ..self.ctx(root, subject, self.plan.check_day) };
        let answer = ask_condition(c, ctx);
        // A joined spell is made of records: what is found of it is found of each of them.
        let pieces = match subject.pieces.as_slice() {
            [] => std::slice::from_ref(&subject.row),
            pieces => pieces,
        };
        let failures: Vec<Failure> = match answer {
            Tri::No => pieces.iter().map(|piece| self.failure(c, ctx, *piece, pieces)).collect(),
            _ => Vec::new(),
        };
        let Some(looked) = &mut self.blames else { return };
        match answer {
            Tri::Yes => looked.passed += pieces.len() as u32,
            Tri::No => looked.failed.extend(failures),
            Tri::Unknown => looked.not_judged.extend(pieces),
        }
    }

    fn failure(&self, c: &Cond, ctx: Ctx<'_>, piece: Row, pieces: &[Row]) -> Failure {
        let mut blame =
            Blame { subject: piece, kind: self.plan.root_kind, cells: Vec::new(), because: Vec::new() };
        let it = Asked { row: piece, ..ctx.it };
        blame.condition(c, Ctx { it, ..ctx }, Tri::No);
        let others = pieces.iter().filter(|other| **other != piece);
        blame.because.extend(others.map(|row| Place { row: *row, leaf: Leaf::Record }));
        blame.told()
    }
}

/// Collects the places of one failure.
struct Blame {
    subject: Row,
    /// The kind of the return itself: its fields are parameters and no place.
    kind: crate::record::KindId,
    cells: Vec<Place>,
    because: Vec<Place>,
}

impl Blame {
    fn told(mut self) -> Failure {
        for list in [&mut self.cells, &mut self.because] {
            let mut seen = std::collections::BTreeSet::new();
            list.retain(|p| seen.insert(*p));
        }
        Failure { row: self.subject, cells: self.cells, because: self.because }
    }

    /// Why a condition came out as it did; `value` is what it came out as.
    fn condition(&mut self, c: &Cond, ctx: Ctx<'_>, value: Tri) {
        match c {
            // False because of its false parts, true because of all of them; and the other way about.
            Cond::All(list) | Cond::Any(list) => {
                for c in list.iter().filter(|c| ask_condition(c, ctx) == value) {
                    self.condition(c, ctx, value);
                }
            }
            Cond::Not(c) => self.condition(c, ctx, !value),
            Cond::Has(e) => self.has(e, ctx, value),
            Cond::Always(_) => {}
            Cond::Open | Cond::Lasted(..) => {
                self.place(ctx.it.row, Leaf::Start, ctx);
                self.place(ctx.it.row, Leaf::End, ctx);
            }
            Cond::Compare(_, a, b) | Cond::Matches(a, b) => {
                self.value(a, ctx);
                self.value(b, ctx);
            }
            Cond::OneOf(v, _) | Cond::Holds(v) => self.value(v, ctx),
            Cond::Is(f, _) => self.field(f, ctx),
            Cond::Within { x, amount, of, .. } => {
                self.field(x, ctx);
                self.amount(amount, ctx);
                self.day(of, ctx);
            }
            Cond::By { x, day } => {
                self.field(x, ctx);
                self.day(day, ctx);
            }
            Cond::Distance { x, amount, of, .. } => {
                self.day(x, ctx);
                self.amount(amount, ctx);
                self.day(of, ctx);
            }
            Cond::Between(v, a, b) => {
                self.value(v, ctx);
                self.value(a, ctx);
                self.value(b, ctx);
            }
            Cond::Covers(period, day) => {
                self.both_days(period, ctx);
                self.day(day, ctx);
            }
            Cond::Overlaps(a, b, _) => {
                self.both_days(a, ctx);
                self.both_days(b, ctx);
            }
            Cond::Among(thing) => self.found(thing, ctx),
        }
    }

    /// A thing that is not there blames the subject alone; what is there and should not be is named.
    fn has(&mut self, e: &Evidence, ctx: Ctx<'_>, value: Tri) {
        let wanted = match e.quantity {
            Quantity::AtLeast(_) => value == Tri::Yes,
            Quantity::AtMost(_) => value == Tri::No,
            Quantity::Exactly(Count::Fixed(n)) => value == Tri::No && count_things(&e.thing, ctx).0 > n,
            Quantity::Exactly(Count::Setting(_)) => value == Tri::No,
        };
        if wanted {
            self.found(&e.thing, ctx);
        }
    }

    /// The records that count as a thing, with the cells that its `where` read of them.
    fn found(&mut self, t: &Thing, ctx: Ctx<'_>) {
        if t.joined.is_some() {
            if let Some(joined) = &t.joined {
                for spell in spells(t, joined, ctx) {
                    let within = |row: &Row| {
                        ctx.world
                            .table(row.kind)
                            .is_some_and(|t| t.start(row.row) >= spell.start && t.start(row.row) <= spell.end)
                    };
                    let mut pieces = Vec::new();
                    for_each_in_pool(t, ctx, &mut |row| pieces.push(Row { kind: t.kind, row }));
                    pieces.into_iter().filter(within).for_each(|row| self.place(row, Leaf::Record, ctx));
                }
            }
            return;
        }
        let mut rows = Vec::new();
        for_each_candidate(t, ctx, |d, sure| {
            rows.extend(sure.then_some(d.row));
            if sure { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
        });
        for row in rows {
            if qualifies(t, ctx, row) != Tri::Yes {
                continue;
            }
            let at = Row { kind: t.kind, row };
            self.place(at, Leaf::Record, ctx);
            let day = if ctx.sees == NEVER {
                ctx.day
            } else {
                ctx.world.table(t.kind).map_or(ctx.day, |t| t.start(row))
            };
            self.condition(&t.condition, ctx.of(at).on(day), Tri::Yes);
        }
    }

    fn value(&mut self, v: &Value, ctx: Ctx<'_>) {
        match v {
            Value::Literal(_) | Value::Setting(_) => {}
            Value::Field(f) => self.field(f, ctx),
            Value::Day(d) => self.day(d, ctx),
            Value::Age(on) => {
                if let Some((at, field)) = ctx.world.born_on(ctx.it.row) {
                    self.place(at, Leaf::Field(field), ctx);
                }
                if let Some(d) = on {
                    self.day(d, ctx);
                }
            }
            Value::Span { from, to, .. } => {
                self.day(from, ctx);
                self.day(to, ctx);
            }
            Value::Number(t) | Value::DaysOf(t) => self.found(t, ctx),
            Value::Plugin { arguments, .. } => arguments.iter().for_each(|a| self.value(a, ctx)),
            Value::Sum(list) => list.iter().for_each(|(_, v)| self.value(v, ctx)),
            Value::PercentOf(_, v) => self.value(v, ctx),
        }
    }

    fn day(&mut self, d: &DayExpr, ctx: Ctx<'_>) {
        match d {
            DayExpr::Field(f) => self.field(f, ctx),
            DayExpr::Offset { amount, of, .. } => {
                self.amount(amount, ctx);
                self.day(of, ctx);
            }
            DayExpr::First(t) | DayExpr::Last(t) => self.found(t, ctx),
            DayExpr::Birthday | DayExpr::On(_) | DayExpr::AsAt | DayExpr::That => {}
        }
    }

    fn amount(&mut self, a: &LimitAmount, ctx: Ctx<'_>) {
        if let LimitAmount::Field(f, _) = a {
            self.field(f, ctx);
        }
    }

    fn field(&mut self, f: &FieldRef, ctx: Ctx<'_>) {
        if let Some(at) = target(f, ctx) {
            self.place(at.row, f.leaf, ctx);
        } else if let Base::Neighbour(..) = f.base {
            self.place(ctx.it.row, Leaf::Start, ctx);
        }
    }

    fn both_days(&mut self, f: &FieldRef, ctx: Ctx<'_>) {
        for leaf in [Leaf::Start, Leaf::End] {
            self.field(&FieldRef { leaf, ..f.clone() }, ctx);
        }
    }

    fn place(&mut self, row: Row, leaf: Leaf, ctx: Ctx<'_>) {
        if row == self.subject {
            if leaf != Leaf::Record {
                self.cells.push(Place { row, leaf });
            }
        } else if row.kind != self.kind && !ctx.world.is_made(row) {
            self.because.push(Place { row, leaf });
        }
    }
}
