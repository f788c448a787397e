//! Duties that must hold on every day, and those asked once: what there was on the day that decides.

use super::evidence::parts;
use super::{At, Sweeper};
use crate::calendar::{Day, NEVER};
use crate::judge::ask::{
    Asked, Ctx, ask_condition, ask_quantity, ask_spell, count_things, in_window, is_piece, on_spell,
    own_truth, qualifies, spells, where_parts,
};
use crate::judge::derivation::{Count, Derivation, Looked, Step, Why};
use crate::judge::obligation::Form;
use crate::judge::sweep::Stretch;
use crate::judge::tri::Tri;
use crate::judge::verdict::VerdictWord;
use crate::lang::checked::{Cond, Duty, Evidence, Joined, Limit, Quantity, RecordDay, Thing, Timing, Window};
use crate::record::{Row, Shape};

/// Days looked back through for the one that leaves a doubt.
pub(super) const LOOKED_BACK: i32 = 1500;

/// The day whose count the verdict of a standing duty rests on, each day asked by the version in force on it.
pub(super) fn deciding_day(family: &[Sweeper<'_>], at: &At<'_>) -> Day {
    let o = at.o;
    // What is exempt for an outage alone is a gap like any other.
    let excused = at.verdict.word == VerdictWord::Exempt && o.exempt != NEVER;
    let day = match at.verdict.word {
        VerdictWord::Exempt if excused => o.exempt,
        VerdictWord::Late | VerdictWord::CannotTell | VerdictWord::Exempt if o.done <= at.day => o.done - 1,
        VerdictWord::Missed => o.last,
        _ => at.day.min(o.last),
    };
    let wanted = match at.verdict.word {
        VerdictWord::CannotTell => Tri::Unknown,
        VerdictWord::Overdue | VerdictWord::Late | VerdictWord::Missed => Tri::No,
        VerdictWord::Exempt if !excused => Tri::No,
        _ => return day,
    };
    // A gap may be certain only in part: the last day of it that says so.
    let said = |x: &Day| {
        let version = family.iter().rev().find(|f| f.plan.standard.from <= *x);
        version.is_some_and(|f| f.state_on(at, *x) == wanted)
    };
    (o.gap.max(day.saturating_sub(LOOKED_BACK))..=day).rev().find(said).unwrap_or(day)
}

impl Sweeper<'_> {
    /// A standing duty: the gap, the count on the day that decides, what was counted.
    pub(super) fn stood(&mut self, at: &At<'_>, e: &Evidence, t: &Timing, d: &mut Derivation) {
        self.gap_of(at, t, d);
        self.counted_on(at, e, t, at.decides, d);
    }

    /// A duty asked once, on the subject's own day.
    pub(super) fn asked_then(&self, at: &At<'_>, s: &Stretch, e: &Evidence, t: &Timing, d: &mut Derivation) {
        self.counted_on(at, e, t, s.start, d);
    }

    fn gap_of(&self, at: &At<'_>, t: &Timing, d: &mut Derivation) {
        let gaps = match t {
            Timing::Throughout(gaps) => gaps.filter(|g| g.count > 0),
            _ => None,
        };
        let bridged = at.extra.and_then(|e| e.bridged.iter().find(|b| b.0 <= at.day && at.day < b.1));
        let (from, until) = match bridged {
            Some(b) => (b.0, b.2),
            None if at.o.gap <= at.day => (at.o.gap, at.o.lo),
            None => return,
        };
        d.clock.push(Step::Gap { from, until, gaps });
    }

    /// Whether the duty holds on a day: every arm that may be in force must agree.
    fn state_on(&self, at: &At<'_>, day: Day) -> Tri {
        let Duty::Have(e, t) = &self.plan.standard.duty else { return Tri::Unknown };
        let ctx = self.asking(at, day);
        let thing = self.every_day_thing(e, t);
        let holds = |thing: &Thing| {
            let (certain, possible) = count_things(thing, ctx);
            ask_quantity(&e.quantity, certain, possible, ctx)
        };
        let Timing::InLast(limit) = t else { return holds(&thing) };
        let mut said: Option<Tri> = None;
        for arm in &limit.arms {
            let may = arm.condition.as_ref().map_or(Tri::Yes, |c| ask_condition(c, ctx));
            if may == Tri::No {
                continue;
            }
            let window = Some(Window::InLast(arm.amount.clone()));
            let now = holds(&Thing { window, ..thing.clone() });
            said = Some(said.map_or(now, |s| if s == now { s } else { Tri::Unknown }));
            if may == Tri::Yes {
                break;
            }
        }
        said.unwrap_or(Tri::Unknown)
    }

    /// The thing counted on a day, with the window of the arm that holds then.
    pub(super) fn thing_on(&self, at: &At<'_>, e: &Evidence, t: &Timing, day: Day) -> Thing {
        let thing = self.every_day_thing(e, t);
        let Timing::InLast(limit) = t else { return thing };
        let amount = self.arm_on(at, limit, day).map(|i| i.amount.clone());
        let window = amount.map(Window::InLast);
        Thing { window: window.or(thing.window.clone()), ..thing }
    }

    fn arm_on<'l>(
        &self,
        at: &At<'_>,
        limit: &'l Limit,
        day: Day,
    ) -> Option<&'l crate::lang::checked::LimitArm> {
        let ctx = self.asking(at, day);
        let may = |c: &Cond| ask_condition(c, ctx) != Tri::No;
        limit.arms.iter().find(|arm| arm.condition.as_ref().is_none_or(may))
    }

    fn counted_on(&self, at: &At<'_>, e: &Evidence, t: &Timing, day: Day, d: &mut Derivation) {
        let ctx = self.asking(at, day);
        let thing = self.thing_on(at, e, t, day);
        let (certain, possible) = count_things(&thing, ctx);
        d.needed = Some(self.needed_of(at, e, day));
        d.count = Some(Count { day, certain, possible });
        self.window_of(at, t, day, d);
        if let Some(joined) = &thing.joined {
            return self.spells_on(at, &thing, joined, ctx, d);
        }
        let always = Thing { condition: Cond::TRUE, ..thing.clone() };
        let mut over: Option<Looked> = None;
        for (row, own, flaw) in self.records(at, &thing) {
            let mine = Some(own).filter(|x| *x != NEVER);
            if let Some(why) = flaw {
                d.looked.push(Looked { row, day: mine, why });
                continue;
            }
            if own > day && self.world.shape(thing.kind) != Shape::Subject {
                continue;
            }
            let timely = qualifies(&always, ctx, row.row);
            if timely == Tri::No {
                let last = self.last_day(&thing, row);
                if last < day && own_truth(&thing, ctx, row.row) == Tri::Yes {
                    let why = match (self.world.shape(thing.kind), d.window) {
                        (Shape::Period, _) => Why::Over(last),
                        (_, Some((from, _))) => Why::Early(from),
                        _ => Why::Outside,
                    };
                    if over.as_ref().is_none_or(|l| l.day <= Some(last)) {
                        over = Some(Looked { row, day: mine, why });
                    }
                }
                continue;
            }
            let why = match qualifies(&thing, ctx, row.row) {
                Tri::Yes => Why::Counted,
                answer => {
                    let tests = self.failing(&thing, ctx, row, answer);
                    match (tests.is_empty(), answer) {
                        (true, Tri::Unknown) => Why::Doubtful(Vec::new()),
                        (true, _) => Why::Outside,
                        (false, Tri::Unknown) => Why::Doubtful(tests),
                        (false, _) => Why::Fails(tests),
                    }
                }
            };
            d.looked.push(Looked { row, day: mine, why });
        }
        self.only_once(at, &thing, d);
        if matches!(e.quantity, Quantity::AtLeast(_)) && at.o.form != Form::Excused {
            d.looked.extend(over);
        }
    }

    /// The spells of a day, each told by its first record, and the records that are no pieces of one.
    fn spells_on(&self, at: &At<'_>, t: &Thing, joined: &Joined, ctx: Ctx<'_>, d: &mut Derivation) {
        let (of_pieces, of_spell) = where_parts(t);
        let chosen = Thing { condition: of_pieces, ..t.clone() };
        for (row, _, flaw) in self.records(at, t) {
            let piece = Asked::plain(self.world, row);
            let day = Some(piece.start).filter(|x| *x != NEVER);
            let why = match (flaw, is_piece(t, ctx, piece)) {
                (Some(why), _) => why,
                (None, _) if piece.start > ctx.day => continue,
                (None, Tri::Yes) => continue,
                (None, Tri::Unknown) => Why::Doubtful(self.failing(&chosen, ctx, row, Tri::Unknown)),
                (None, Tri::No) => Why::Fails(self.failing(&chosen, ctx, row, Tri::No)),
            };
            d.looked.push(Looked { row, day, why });
        }
        for spell in spells(t, joined, ctx) {
            let own = on_spell(ctx, spell);
            let fails = |whole: Tri| {
                let answers = parts(&of_spell).into_iter().map(|c| (c.clone(), ask_condition(c, own)));
                answers.filter(|(_, answer)| *answer <= whole).collect::<Vec<_>>()
            };
            let why = match (in_window(t, ctx, spell), ask_spell(t, own)) {
                (Tri::No, _) if spell.end_seen(ctx.sees) <= ctx.day => Why::Over(spell.end),
                (Tri::No, _) => continue,
                (_, Tri::No) => Why::Fails(fails(Tri::No)),
                (Tri::Yes, Tri::Yes) => Why::Counted,
                _ => Why::Doubtful(fails(Tri::Unknown)),
            };
            d.looked.push(Looked { row: spell.row, day: Some(spell.start), why });
        }
        d.looked.sort_by_key(|l| (l.day, l.row));
        self.only_once(at, t, d);
    }

    /// The days an `in the last A` looks at.
    fn window_of(&self, at: &At<'_>, t: &Timing, day: Day, d: &mut Derivation) {
        let Timing::InLast(limit) = t else { return };
        let ctx = self.asking(at, day);
        let Some(arm) = self.arm_on(at, limit, day) else { return };
        let Some(amount) = crate::judge::ask::amount_on(&arm.amount, ctx) else { return };
        let Some(from) = self.earliest(amount, day) else { return };
        d.window = Some((from, day));
        d.clock.insert(0, Step::Window { from, to: Some(day), slot: None, amount: Some(amount) });
    }

    /// The last day a record counts for by itself.
    fn last_day(&self, t: &Thing, row: Row) -> Day {
        let Some(table) = self.world.table(t.kind) else { return NEVER };
        match self.world.shape(t.kind) {
            Shape::Period if t.by == RecordDay::Open => table.end(row.row).saturating_sub(1),
            Shape::Period => table.end(row.row),
            _ => table.start(row.row),
        }
    }
}
