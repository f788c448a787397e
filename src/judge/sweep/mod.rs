//! One sweep over a root subject and a standard: its obligations (`obligations.md` 3 to 6).

mod across;
mod amounts;
mod anchor;
mod asked;
mod blame;
mod chain;
mod counted;
mod deal;
mod derive;
mod evidence;
mod latest;
mod limit;
mod once;
mod outage;
mod own;
mod pieces;
mod plain;
mod satisfy;
mod spell;
mod standing;
mod steady;
mod stretch;
mod versions;
mod window;

use super::ask::{Asked, Ctx};
use super::ledger::Ledger;
use super::obligation::{Extra, Form, Obligation, ValueStep};
use super::plan::{StandardPlan, Truths};
use super::world::World;
use crate::calendar::{ALWAYS, Day, NEVER};
use crate::lang::checked::{Cond, Count, Duty, Evidence, Quantity, Timing};
use crate::record::{Row, Shape};
pub(super) use blame::Looked;
use evidence::Found;
use spell::Subject;
use stretch::Stretch;
use versions::Carried;

/// Sweeps one standard over root subjects; its buffers live as long as it does, so nothing is allocated per child.
pub(super) struct Sweeper<'a> {
    world: &'a World<'a>,
    plan: &'a StandardPlan<'a>,
    truths: &'a Truths,
    later: &'a [StandardPlan<'a>],
    shape: Shape,
    /// Nothing but the subject says when the standard applies.
    whole_life: bool,
    /// As `whole_life`, and every record of a root subject is a subject of its own.
    plain: bool,
    /// The amount of its one clock, where it is plain and nothing can change that.
    single: Option<amounts::Paced>,
    /// First and last day on which records are asked: of a check all, as it is the day it looks that must be in force.
    force: (Day, Day),
    found: Vec<Found>,
    found_of: Option<u32>,
    /// What each record found counts as, where each value counts once.
    keys: Option<Vec<Option<u64>>>,
    subjects: Vec<Subject>,
    stretches: Vec<Stretch>,
    pace: Option<Box<chain::Pace>>,
    /// What a standing duty counts on each day.
    daily: Option<Box<standing::Daily>>,
    /// All versions of the standard, where a duty that must hold on every day goes on through them.
    family: Option<Vec<Sweeper<'a>>>,
    /// The parts of a `must satisfy`, each with whether it is asked on the first day only.
    moving: Vec<(&'a Cond, bool)>,
    /// Days on which its value may change.
    days: Vec<Day>,
    /// Its values.
    values: Vec<ValueStep>,
    /// What a check found, instead of obligations, where places are asked for.
    pub(super) blames: Option<Looked>,
    /// What the earlier versions of this standard yielded for the same chunk.
    pub(super) earlier: Vec<&'a Ledger>,
}

impl<'a> Sweeper<'a> {
    pub(super) fn new(
        world: &'a World<'a>,
        plan: &'a StandardPlan<'a>,
        truths: &'a Truths,
        plans: &'a [StandardPlan<'a>],
    ) -> Sweeper<'a> {
        let shape = match plan.standard.scope.breach_of {
            Some(_) => Shape::Event,
            None => world.shape(plan.standard.scope.kind),
        };
        let mut moving = Vec::new();
        if let Duty::Satisfy(c) = &plan.standard.duty {
            satisfy::moving_parts(c, &mut moving);
        }
        Sweeper {
            world,
            plan,
            truths,
            later: plans,
            shape,
            whole_life: stretch::whole_life(plan.standard, shape),
            plain: plain::is_plain(plan.standard, shape, world),
            single: plain::single(plan),
            force: match plan.standard.check {
                true => (ALWAYS, NEVER),
                false => (plan.standard.from, plan.standard.until_day),
            },
            found: Vec::new(),
            found_of: None,
            keys: None,
            subjects: Vec::new(),
            stretches: Vec::new(),
            pace: None,
            daily: None,
            family: None,
            moving,
            days: Vec::new(),
            values: Vec::new(),
            blames: None,
            earlier: Vec::new(),
        }
    }

    /// Adds the obligations of one root subject. `breaches` are those of the standard this one is about.
    pub(super) fn root(&mut self, root: u32, breaches: &[(u32, Broken)], out: &mut Ledger) {
        self.found_of = None;
        // A check asks of what was sent, on the day it is of: one that is not in force then asks nothing.
        let (standard, day) = (self.plan.standard, self.plan.check_day);
        if standard.check && !(standard.from..=standard.until_day).contains(&day) {
            return;
        }
        let before = out.list.len();
        if self.plain {
            self.plain_subjects(root, out);
            return self.mark_outages(out, before);
        }
        self.find_subjects(root, breaches);
        if self.subjects.is_empty() {
            return;
        }
        let subjects = std::mem::take(&mut self.subjects);
        if own::is_own(self.plan.standard) {
            self.own(root, &subjects, out);
        } else {
            for subject in &subjects {
                let from = out.list.len();
                self.subject(root, subject, out);
                self.close(root, subject, from, out);
            }
        }
        self.subjects = subjects;
        self.mark_outages(out, before);
    }

    fn subject(&mut self, root: u32, subject: &Subject, out: &mut Ledger) {
        self.find_stretches(root, subject, out);
        let stretches = std::mem::take(&mut self.stretches);
        for stretch in &stretches {
            self.stretch(root, subject, stretch, out);
        }
        self.stretches = stretches;
    }

    /// What is left to do when the obligations of a subject, from a place on, are there.
    fn close(&self, root: u32, subject: &Subject, from: usize, out: &mut Ledger) {
        if self.plan.latest {
            self.widen_by_latest(root, subject, out, from);
        }
        number(out, from, subject, root, self.plan.place);
    }

    fn stretch(&mut self, root: u32, subject: &Subject, s: &Stretch, out: &mut Ledger) {
        // What an earlier version opened goes on under that version (6.11).
        let carried = if self.owed_once() { self.carried(root, subject, s) } else { None };
        let Some(carried) = carried else { return self.duty(root, subject, s, out) };
        let lasts = matches!(self.plan.standard.duty, Duty::LastAtMost(_) | Duty::LastAtLeast(_));
        match (carried, self.reopens()) {
            (Carried::Away(b, _), Some((e, limit, options))) => {
                self.after_carried(root, subject, s, e, (limit, options), b, out);
            }
            (Carried::Ended(open), _) if lasts => {
                self.duty(root, subject, &Stretch { open, ..s.clone() }, out);
            }
            // What is counted from a day opens under the version of the day it is seen on.
            _ if self.names_a_day() => self.duty(root, subject, s, out),
            _ => {}
        }
    }

    /// Whether the duty is counted from a day, or to one, that it names.
    fn names_a_day(&self) -> bool {
        matches!(
            self.plan.standard.duty,
            Duty::Have(_, Timing::Once(..) | Timing::WithinBefore(..))
                | Duty::Have(_, Timing::AtLeastBefore(..) | Timing::Between(..))
        )
    }

    fn duty(&mut self, root: u32, subject: &Subject, s: &Stretch, out: &mut Ledger) {
        match &self.plan.standard.duty {
            Duty::LastAtMost(limit) => self.last_at_most(root, subject, s, limit, out),
            Duty::LastAtLeast(limit) => self.last_at_least(root, subject, s, limit, out),
            Duty::Satisfy(c) => self.satisfy(root, subject, s, c, out),
            Duty::Have(e, timing) => self.have(root, subject, s, e, timing, out),
        }
    }

    /// Whether the duty is owed once for each stretch.
    fn owed_once(&self) -> bool {
        !matches!(
            self.plan.standard.duty,
            Duty::Have(_, Timing::Stages(_) | Timing::InLast(_) | Timing::InEach(_) | Timing::Now)
                | Duty::Have(_, Timing::Throughout(_) | Timing::InLastOf(..))
        )
    }

    fn have(
        &mut self,
        root: u32,
        subject: &Subject,
        s: &Stretch,
        e: &Evidence,
        t: &Timing,
        out: &mut Ledger,
    ) {
        let limiting = !matches!(e.quantity, Quantity::AtLeast(_));
        match t {
            Timing::Once(parts, which) if limiting => {
                self.limit_once(root, subject, s, e, (parts, *which), out)
            }
            Timing::Once(parts, which) => self.once(root, subject, s, e, (parts, *which), out),
            Timing::Stages(stages) => self.chain(root, subject, s, e, stages, out),
            t if t.is_state() && self.shape == Shape::Event => self.asked_once(root, subject, s, e, t, out),
            Timing::InLast(limit) if !is_daily(e, t) => self.fresh(root, subject, s, e, limit, out),
            Timing::InLast(_)
            | Timing::InLastOf(..)
            | Timing::Now
            | Timing::Throughout(_)
            | Timing::Asked => self.standing(root, subject, s, e, t, out),
            Timing::During | Timing::DuringThe(_) if limiting => {
                self.limit_during(root, subject, s, e, t, out)
            }
            Timing::During | Timing::DuringThe(_) => self.during(root, subject, s, e, t, out),
            Timing::InEach(slot) => self.in_each(root, subject, s, e, slot, out),
            Timing::WithinBefore(limit, anchor) => {
                self.within_before(root, subject, s, e, (limit, anchor), out)
            }
            Timing::AtLeastBefore(limit, anchor) => {
                self.at_least_before(root, subject, s, e, (limit, anchor), out)
            }
            Timing::Between(a, b) if limiting => self.limit_between(root, subject, s, e, (a, b), out),
            Timing::Between(a, b) => self.between(root, subject, s, e, (a, b), out),
        }
    }

    /// A question about the subject on a day.
    fn ctx(&self, root: u32, subject: &Subject, day: Day) -> Ctx<'a> {
        let it = subject.asked();
        let check = self.plan.standard.check;
        Ctx {
            world: self.world,
            plan: self.plan,
            it,
            this: it,
            root,
            day,
            sees: if check { NEVER } else { day },
        }
    }
}

/// Whether a duty must hold on every day (`obligations.md` 6.6): one thing `in the last A` is a clock instead (6.5).
fn is_daily(e: &Evidence, t: &Timing) -> bool {
    match t {
        Timing::InLast(_) => !e.thing.is_dated() || e.quantity != Quantity::AtLeast(Count::Fixed(1)),
        Timing::InLastOf(..) | Timing::Now | Timing::Throughout(_) | Timing::Asked => true,
        _ => false,
    }
}

/// A breach of another standard: the obligation that was broken and its day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Broken {
    pub(super) row: Row,
    pub(super) ordinal: u32,
    pub(super) day: Day,
}

/// Puts a subject's obligations in order of opening and numbers them.
fn number(out: &mut Ledger, from: usize, subject: &Subject, root: u32, standard: u32) {
    let Some(list) = out.list.get_mut(from..) else { return };
    if !list.is_sorted_by_key(|o| o.opened) {
        list.sort_by_key(|o| o.opened);
    }
    for (i, o) in list.iter_mut().enumerate() {
        o.standard = standard;
        o.subject = subject.row.row;
        o.root = root;
        o.ordinal = i as u32 + 1;
        o.of_ordinal = subject.of_ordinal;
    }
}

/// Adds an obligation of a stretch, with the days its spell holds back.
fn emit(out: &mut Ledger, subject: &Subject, o: Obligation, mut extra: Extra) {
    if !subject.held.is_empty() {
        extra.held = subject.held.clone();
    }
    out.push(o, extra);
}

/// Adds an obligation that has nothing beside it.
fn emit_plain(out: &mut Ledger, subject: &Subject, o: Obligation) {
    emit_due(out, subject, o, Vec::new());
}

/// A due day as it stood: (seen from, lo, hi).
type Dues = Vec<(Day, Day, Day)>;

/// Adds an obligation that has nothing beside it but how its due day stood: most have not even that.
fn emit_due(out: &mut Ledger, subject: &Subject, o: Obligation, dues: Dues) {
    if dues.is_empty() && subject.held.is_empty() {
        out.list.push(o);
    } else {
        emit(out, subject, o, Extra { dues, ..Extra::default() });
    }
}

/// An obligation that runs as long as a stretch does.
fn running(form: Form, opened: Day, s: &Stretch) -> Obligation {
    Obligation { ended: s.ended, ended_seen: s.seen, last: s.last, ..Obligation::new(form, opened) }
}

/// The record asked about, when it is the subject.
fn asked(subject: &Subject) -> Asked {
    Asked { row: subject.row, start: subject.start, end: subject.end, seen: subject.seen }
}
