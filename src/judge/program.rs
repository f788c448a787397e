//! A rule set made ready for a caseload, and the sweep over both.

use super::ask::{Asked, Ctx, ask_condition};
use super::asker::Asker;
use super::derivation::Derivation;
use super::functions::{Functions, NoFunctions};
use super::ledger::Ledger;
use super::obligation::Obligation;
use super::plan::{StandardPlan, Truths};
use super::sweep::{Broken, Sweeper};
use super::tri::Tri;
use super::world::World;
use crate::calendar::{Calendar, Day, NEVER};
use crate::lang::checked::{Cond, RuleSet, Setting, Standard};
use crate::record::{Caseload, KindId, Row, Table};
use rayon::prelude::*;

/// Root subjects judged by one thread at a time.
const CHUNK: u32 = 128;

/// Standards ready to be judged over records.
pub struct Program<'a> {
    rules: &'a RuleSet,
    world: World<'a>,
    check_day: Day,
}

impl<'a> Program<'a> {
    /// A program without plug-ins.
    pub fn new(rules: &'a RuleSet, caseload: &'a Caseload, calendar: &'a Calendar) -> Program<'a> {
        const NONE: &NoFunctions = &NoFunctions;
        Program::with_functions(rules, caseload, calendar, NONE)
    }

    /// A program whose standards may call plug-ins.
    pub fn with_functions(
        rules: &'a RuleSet,
        caseload: &'a Caseload,
        calendar: &'a Calendar,
        functions: &'a dyn Functions,
    ) -> Program<'a> {
        let world = World::new(rules, caseload, calendar, functions);
        Program { rules, world, check_day: NEVER - 1 }
    }

    /// The day checks are judged on (they see the whole of what was sent all the same).
    #[must_use]
    pub fn checks_on(mut self, day: Day) -> Program<'a> {
        self.check_day = day;
        self
    }

    /// The day checks are judged on.
    pub fn check_day(&self) -> Day {
        self.check_day
    }

    /// The rule set.
    pub fn rules(&self) -> &'a RuleSet {
        self.rules
    }

    /// The records.
    pub fn caseload(&self) -> &'a Caseload {
        self.world.caseload
    }

    /// The calendar.
    pub fn calendar(&self) -> &'a Calendar {
        self.world.calendar
    }

    /// Plans and row conditions, made once and used for any number of sweeps.
    pub fn prepare(&self) -> Prepared<'_> {
        let mut truths = Truths::default();
        let count = self.rules.standards.len();
        let plan = |i| StandardPlan::new(i, self.rules, &self.world, &mut truths, self.check_day);
        let plans: Vec<StandardPlan<'_>> = (0..count).map(plan).collect();
        let mut read = vec![false; count];
        for by in plans.iter().flat_map(|p| p.breach_of.iter().chain(&p.earlier_versions)) {
            if let Some(read) = read.get_mut(*by as usize) {
                *read = true;
            }
        }
        Prepared { world: &self.world, plans, read, truths }
    }

    /// Every obligation of every standard, by standard, root subject, subject, ordinal.
    pub fn sweep(&self) -> Ledger {
        let all: Vec<usize> = (0..self.rules.standards.len()).collect();
        self.prepare().ledger(&all, || ())
    }

    /// Asks of records with the settings of a measure.
    pub fn asker(&self, settings: &[Setting]) -> Asker<'_> {
        Asker::new(&self.world, settings)
    }

    /// Asks a condition of a record on a day, outside any standard.
    pub fn ask(&self, c: &Cond, row: Row, day: Day) -> Tri {
        let empty = Standard::empty();
        let plan = StandardPlan::bare(&empty, &self.world, row.kind);
        let it = Asked::plain(&self.world, row);
        let root = self.world.root_of(row);
        ask_condition(c, Ctx { world: &self.world, plan: &plan, it, this: it, root, day, sees: day })
    }
}

/// A program whose plans and row conditions are made.
pub struct Prepared<'p> {
    world: &'p World<'p>,
    plans: Vec<StandardPlan<'p>>,
    /// Whether another standard reads the obligations of the one at a place.
    read: Vec<bool>,
    truths: Truths,
}

impl<'p> Prepared<'p> {
    /// Has checks judged on another day from here on.
    pub fn checks_on(&mut self, day: Day) {
        self.plans.iter_mut().for_each(|plan| plan.check_day = day);
    }

    pub(super) fn plans(&self) -> &[StandardPlan<'p>] {
        &self.plans
    }

    pub(super) fn world(&self) -> &'p World<'p> {
        self.world
    }

    pub(super) fn truths(&self) -> &Truths {
        &self.truths
    }

    /// Asks a condition of the standard at a place about a record on a day, `this` being the record it is about.
    pub fn ask(&self, place: usize, c: &Cond, it: Row, this: Row, day: Day) -> Tri {
        self.ask_under(place, c, (it, this), self.world.root_of(this), day)
    }

    /// Asks a condition about the subject of an obligation of a ledger of these standards on a day, with the settings of
    /// its standard.
    pub fn ask_about(&self, o: &Obligation, c: &Cond, day: Day) -> Tri {
        let place = o.standard as usize;
        let Some(plan) = self.plans.get(place) else { return Tri::Unknown };
        let subject = Row { kind: plan.standard.scope.kind, row: o.subject };
        self.ask_under(place, c, (subject, subject), o.root, day)
    }

    fn ask_under(&self, place: usize, c: &Cond, (it, this): (Row, Row), root: u32, day: Day) -> Tri {
        let Some(plan) = self.plans.get(place) else { return Tri::Unknown };
        let world = self.world;
        let (it, this) = (Asked::plain(world, it), Asked::plain(world, this));
        ask_condition(c, Ctx { world, plan, it, this, root, day, sees: day })
    }

    /// How an obligation of a ledger of these standards came about, as at a day; nothing before it opened.
    pub fn derive(&self, ledger: &Ledger, o: &Obligation, as_at: Day) -> Option<Derivation> {
        let plan = self.plans.get(o.standard as usize)?;
        let of = |places: &[u32]| -> Vec<(usize, Ledger)> {
            places.iter().map(|p| (*p as usize, ledger.part(*p, o.root))).collect()
        };
        let (earlier, about) = (of(&plan.earlier_versions), of(&plan.breach_of));
        let mut sweeper = Sweeper::new(self.world, plan, &self.truths, &self.plans);
        sweeper.earlier = earlier.iter().map(|(_, ledger)| ledger).collect();
        sweeper.derive(o, ledger.extra(o), &breaches(plan, &about), as_at)
    }

    /// Sweeps the standards at `places` over all root subjects and hands each chunk's obligations to `take`. What it
    /// returns comes back in a fixed order, whatever the number of threads: by root kind, then chunk.
    pub fn sweep<T: Send>(&self, places: &[usize], take: impl Fn(&Ledger) -> T + Sync) -> Vec<T> {
        let order = in_order(&self.plans, places);
        let mut out = Vec::new();
        for root_kind in self.root_kinds(&order) {
            let count = self.world.table(root_kind).map_or(0, Table::len);
            let chunks: Vec<(u32, u32)> =
                (0..count.div_ceil(CHUNK)).map(|c| (c * CHUNK, ((c + 1) * CHUNK).min(count))).collect();
            let of_kind = self.of_root_kind(&order, root_kind);
            // Each thread fills the same buffer again and again.
            let done = chunks.par_iter().map_init(Ledger::default, |ledger, &range| {
                self.chunk((&of_kind, places), range, ledger);
                take(ledger)
            });
            out.extend(done.collect::<Vec<T>>());
        }
        out
    }

    /// The obligations of the standards at `places` in one ledger, in the order of [`Program::sweep`]. `done` is
    /// called after each chunk, for a progress bar.
    pub fn ledger(&self, places: &[usize], done: impl Fn() + Sync) -> Ledger {
        let mut ledger = Ledger::default();
        let parts = self.sweep(places, |part| {
            done();
            part.clone()
        });
        parts.into_iter().for_each(|part| ledger.extend(part));
        ledger.list.sort_by_key(|o| o.standard);
        ledger
    }

    /// The obligations of one root subject under the standards at `places`.
    pub fn sweep_one(&self, places: &[usize], (kind, root): (KindId, u32)) -> Ledger {
        let order = in_order(&self.plans, places);
        let of_kind = self.of_root_kind(&order, kind);
        let mut ledger = Ledger::default();
        self.chunk((&of_kind, places), (root, root + 1), &mut ledger);
        ledger
    }

    /// The obligations of some root subjects, which are given in order, under the standards at `places`: what
    /// [`Prepared::ledger`] yields of them.
    pub fn ledger_of(&self, places: &[usize], roots: &[Row]) -> Ledger {
        let parts: Vec<Ledger> =
            roots.par_iter().map(|root| self.sweep_one(places, (root.kind, root.row))).collect();
        let mut ledger = Ledger::default();
        parts.into_iter().for_each(|part| ledger.extend(part));
        ledger.list.sort_by_key(|o| o.standard);
        ledger
    }

    fn root_kinds(&self, order: &[usize]) -> Vec<KindId> {
        let mut roots: Vec<KindId> =
            order.iter().filter_map(|i| self.plans.get(*i)).map(|p| p.root_kind).collect();
        roots.sort_unstable();
        roots.dedup();
        roots
    }

    fn of_root_kind(&self, order: &[usize], kind: KindId) -> Vec<usize> {
        order.iter().copied().filter(|i| self.plans.get(*i).is_some_and(|p| p.root_kind == kind)).collect()
    }

    /// Fills `all` with the obligations of root subjects `from..to`. Only those that another standard reads are
    /// kept apart while the chunk is swept.
    fn chunk(&self, (order, wanted): (&[usize], &[usize]), (from, to): (u32, u32), all: &mut Ledger) {
        all.clear();
        let mut apart: Vec<(usize, Ledger)> = Vec::new();
        for &place in order {
            let Some(plan) = self.plans.get(place) else { continue };
            if self.read.get(place).is_some_and(|read| *read) {
                let mut ledger = Ledger::default();
                self.standard(plan, &apart, (from, to), &mut ledger);
                apart.push((place, ledger));
            } else {
                self.standard(plan, &apart, (from, to), all);
            }
        }
        for (_, ledger) in apart.into_iter().filter(|p| wanted.contains(&p.0)) {
            all.extend(ledger);
        }
        if !all.list.is_sorted_by_key(|o| o.standard) {
            all.list.sort_by_key(|o| o.standard);
        }
    }

    fn standard(
        &self,
        plan: &StandardPlan<'_>,
        apart: &[(usize, Ledger)],
        (from, to): (u32, u32),
        out: &mut Ledger,
    ) {
        // Most root subjects have no record of the kind: they cost a look at the offsets.
        let subjects = match plan.standard.scope.breach_of {
            None => self.world.table(plan.standard.scope.kind),
            Some(_) => None,
        };
        if subjects.is_some_and(|t| t.group(from).start == t.group(to.saturating_sub(1)).end) {
            return;
        }
        let mut sweeper = Sweeper::new(self.world, plan, &self.truths, &self.plans);
        let earlier = apart.iter().filter(|(i, _)| plan.earlier_versions.contains(&(*i as u32)));
        sweeper.earlier = earlier.map(|(_, ledger)| ledger).collect();
        let broken = breaches(plan, apart);
        let mut at = 0;
        // Where the rows of each root subject begin and end; nothing of a kind that is its own root.
        let groups = subjects.and_then(|t| t.offsets.get(from as usize..=to as usize)).unwrap_or_default();
        let mut groups = groups.windows(2);
        for root in from..to {
            if groups.next().is_some_and(|group| matches!(group, [begin, end] if begin == end)) {
                continue;
            }
            let start = at;
            while broken.get(at).is_some_and(|b| b.0 == root) {
                at += 1;
            }
            sweeper.root(root, broken.get(start..at).unwrap_or(&[]), out);
        }
    }
}

/// The breaches a standard is about, by root subject, then day.
fn breaches(plan: &StandardPlan<'_>, parts: &[(usize, Ledger)]) -> Vec<(u32, Broken)> {
    let versions = plan.breach_of.iter().filter_map(|about| parts.iter().find(|p| p.0 == *about as usize));
    let ledgers: Vec<&Ledger> = versions.map(|(_, ledger)| ledger).collect();
    broken(&ledgers, plan.standard.scope.kind)
}

/// The breaches among the obligations of the versions of one standard, first version first. The obligations of a record
/// are numbered through all versions, so that no two breaches of it have one number.
fn broken(versions: &[&Ledger], kind: KindId) -> Vec<(u32, Broken)> {
    let mut out = Vec::new();
    for (at, ledger) in versions.iter().enumerate() {
        let earlier = versions.get(..at).unwrap_or_default();
        for o in ledger.obligations() {
            let day = o.breach_day(ledger.extra(o));
            if day != NEVER {
                let before: usize = earlier.iter().map(|l| l.count_of(o.root, o.subject)).sum();
                let ordinal = o.ordinal.saturating_add(before as u32);
                out.push((o.root, Broken { row: Row { kind, row: o.subject }, ordinal, day }));
            }
        }
    }
    out.sort_by_key(|(root, b)| (*root, b.row.row, b.ordinal));
    out
}

/// The standards wanted and those they are about, each after what it is about. Circles are refused by the checker;
/// one that slips through is left out here rather than looped over.
fn in_order(plans: &[StandardPlan<'_>], wanted: &[usize]) -> Vec<usize> {
    fn add(i: usize, plans: &[StandardPlan<'_>], path: &mut Vec<usize>, out: &mut Vec<usize>) {
        if out.contains(&i) || path.contains(&i) {
            return;
        }
        path.push(i);
        if let Some(p) = plans.get(i) {
            p.breach_of.iter().chain(&p.earlier_versions).for_each(|&b| add(b as usize, plans, path, out));
            out.push(i);
        }
        path.pop();
    }
    let (mut out, mut path) = (Vec::new(), Vec::new());
    wanted.iter().for_each(|&i| add(i, plans, &mut path, &mut out));
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::judge::obligation::Form;

    /// Two versions broke for record 7, the first twice; only the second for record 8.
    #[test]
    fn breaches_of_one_record_are_numbered_through_all_versions() {
        let missed = |subject: u32, ordinal: u32, opened: Day| Obligation {
            subject,
            root: 1,
            ordinal,
            answer: Tri::No,
            ..Obligation::new(Form::Asked, opened)
        };
        let ledger = |list: &[Obligation]| Ledger { list: list.to_vec(), extras: Vec::new() };
        let first = ledger(&[missed(7, 1, 10), missed(7, 2, 20)]);
        let second = ledger(&[missed(7, 1, 30), missed(8, 1, 40)]);
        let found = broken(&[&first, &second], KindId(0));
        let said: Vec<_> = found.iter().map(|(_, b)| (b.row.row, b.ordinal, b.day)).collect();
        assert_eq!(said, [(7, 1, 10), (7, 2, 20), (7, 3, 30), (8, 1, 40)]);
    }
}
