//! Rows dealt out, day by day, among obligations that each want one of their own (`obligations.md` 6.3).

use super::evidence::Found;
use super::{Stretch, Subject, Sweeper, running};
use crate::calendar::{AddOptions, Day, NEVER};
use crate::judge::obligation::{Extra, Form, Obligation};
use crate::lang::checked::{Limit, Start, StartKind};

/// An obligation that waits for an answer of its own.
#[derive(Debug, Clone)]
pub(super) struct Waiting {
    pub(super) subject: usize,
    pub(super) stretch: Stretch,
    /// Evidence counts from here: it may lie before the obligation opens (6.1).
    pub(super) from: Day,
    pub(super) o: Obligation,
    pub(super) extra: Extra,
}

/// What is dealt, and to whom.
#[derive(Clone, Copy)]
pub(super) struct Deal<'d, 's> {
    pub(super) sweeper: &'d Sweeper<'s>,
    pub(super) root: u32,
    pub(super) subjects: &'d [Subject],
    pub(super) parts: &'d [Start],
    /// What each subject may be answered by, in order of day, then id.
    pub(super) evidence: &'d [Vec<Found>],
    /// Whether doubtful rows count.
    pub(super) hopeful: bool,
}

/// A gap of a joined spell: the last day before it, the first day after it, whose it is.
#[derive(Debug, Clone, Copy)]
struct Gap {
    from: Day,
    until: Day,
    subject: usize,
}

impl Gap {
    fn holds(&self, day: Day) -> bool {
        self.from < day && day < self.until
    }
}

/// The obligations while rows are dealt among them.
struct Table<'d, 's> {
    deal: Deal<'d, 's>,
    waiting: Vec<Waiting>,
    /// The rank of each subject by its id.
    ranks: Vec<usize>,
    /// Gaps that are not yet over, the first to be over last.
    gaps: Vec<Gap>,
    /// Rows that nobody took and that a spell may take whose gap they lie in, or what opens only later.
    left: Vec<(Day, u32)>,
    /// Days on which something opens that what was done before may answer, the last first.
    openings: Vec<Day>,
}

impl Deal<'_, '_> {
    /// Deals the evidence out. Where nothing is decided yet (3.1) nothing is dealt: a spell in a gap takes only what
    /// the others left, and only from the day on which the gap turns out to be bridged.
    pub(super) fn out(self, waiting: Vec<Waiting>) -> Vec<Waiting> {
        let mut table = Table {
            deal: self,
            waiting,
            ranks: self.sweeper.by_id(self.subjects),
            gaps: self.gaps(),
            left: Vec::new(),
            openings: Vec::new(),
        };
        let early = table.waiting.iter().filter(|w| w.from < w.o.opened);
        table.openings = early.map(|w| w.o.opened).collect();
        table.openings.sort_unstable_by_key(|d| std::cmp::Reverse(*d));
        table.openings.dedup();
        for (day, row) in self.rows() {
            table.go_on_to(day);
            let deal = self;
            let taken = table.offer((day, row), &|subject| !deal.in_gap(subject, day));
            let wanted = !table.gaps.is_empty() || !table.openings.is_empty();
            if !taken && wanted {
                table.left.push((day, row));
            }
        }
        table.go_on_to(NEVER);
        table.excuse_until(NEVER, &|_| true);
        table.waiting
    }

    fn rows(&self) -> Vec<(Day, u32)> {
        let counts = |f: &&Found| f.certain || self.hopeful;
        let mut rows: Vec<(Day, u32)> =
            self.evidence.iter().flatten().filter(counts).map(|f| (f.day, f.row)).collect();
        rows.sort_unstable();
        rows.dedup();
        rows
    }

    fn gaps(&self) -> Vec<Gap> {
        let mut gaps: Vec<Gap> = Vec::new();
        for (subject, s) in self.subjects.iter().enumerate() {
            gaps.extend(s.held.iter().map(|&(from, until)| Gap { from, until, subject }));
        }
        gaps.sort_by_key(|g| std::cmp::Reverse(g.until));
        gaps
    }

    fn in_gap(&self, subject: usize, day: Day) -> bool {
        self.gap_until(subject, day).is_some()
    }

    /// Whether a day lies between two pieces of a spell, and not behind the last.
    fn in_bridged_gap(&self, subject: usize, day: Day) -> bool {
        let seen = self.subjects.get(subject).map(|s| s.seen);
        self.gap_until(subject, day).is_some_and(|until| Some(until) != seen)
    }

    /// The first day after the gap that a day lies in.
    fn gap_until(&self, subject: usize, day: Day) -> Option<Day> {
        let held = self.subjects.get(subject).map_or(&[][..], |s| &s.held);
        held.iter().find(|&&(from, until)| from < day && day < until).map(|gap| gap.1)
    }

    /// Whether a row passes the test of an obligation.
    fn passes(&self, w: &Waiting, row: (Day, u32)) -> bool {
        let list = self.evidence.get(w.subject).map_or(&[][..], |l| l);
        let at = list.partition_point(|f| (f.day, f.row) < row);
        list.get(at).is_some_and(|f| (f.day, f.row) == row && (f.certain || self.hopeful))
    }

    fn reopened(&self, w: &Waiting, b: Day) -> Option<Waiting> {
        let (limit, options): (&Limit, AddOptions) = match self.parts {
            [Start { kind: StartKind::Within(limit), options, .. }] => (limit, *options),
            _ => return None,
        };
        if b == NEVER || !w.stretch.may_open(b + 1) {
            return None;
        }
        let subject = self.subjects.get(w.subject)?;
        let forces = self.sweeper.forces(self.root, subject, limit, options);
        let mut clock = forces.clock(self.sweeper.world.calendar, b + 1, b);
        super::once::not_before(&mut clock, b + 1);
        let mut o = running(Form::Act, b + 1, &w.stretch);
        (o.lo, o.hi) = (clock.lo, clock.hi);
        let extra = Extra { dues: clock.dues, ..Extra::default() };
        Some(Waiting { subject: w.subject, stretch: w.stretch.clone(), from: b + 1, o, extra })
    }
}

impl Table<'_, '_> {
    /// What is left goes to whom it may, by a day: to what has opened, and to those whose gap is over.
    fn go_on_to(&mut self, day: Day) {
        while let Some(opened) = self.openings.pop_if(|d| *d <= day) {
            self.bridge(opened.saturating_sub(1));
            self.open(opened);
        }
        self.bridge(day);
    }

    /// What opens on a day takes what was done before it and nobody took.
    fn open(&mut self, opened: Day) {
        let left = std::mem::take(&mut self.left);
        for row in left {
            let deal = self.deal;
            let may = |w: &Waiting| {
                w.o.opened == opened
                    && (w.from..opened).contains(&row.0)
                    && !deal.in_bridged_gap(w.subject, row.0)
            };
            if !self.take(row, &may) {
                self.left.push(row);
            }
        }
    }

    /// Gaps that are over by a day, the first to be over first: what was left over in them goes to whom they were
    /// bridged for. A spell that goes on no further ended before its gap and takes nothing.
    fn bridge(&mut self, day: Day) {
        while let Some(until) = self.gaps.last().map(|g| g.until).filter(|u| *u <= day) {
            let at = self.gaps.partition_point(|g| g.until > until);
            let over = self.gaps.split_off(at);
            let left = std::mem::take(&mut self.left);
            for row in left {
                let inside = |subject| over.iter().any(|g| g.subject == subject && g.holds(row.0));
                if !self.offer(row, &inside) {
                    self.left.push(row);
                }
            }
        }
    }

    /// Offers a row to some subjects: in time with the earliest due day first; only if none is in time, to the one
    /// longest overdue. Whether it was taken.
    fn offer(&mut self, (day, row): (Day, u32), to: &dyn Fn(usize) -> bool) -> bool {
        self.excuse_until(day, to);
        self.take((day, row), &|w| to(w.subject) && w.o.opened <= day && day < w.o.exempt)
    }

    /// Gives a row to one of some: whether it was taken.
    fn take(&mut self, (day, row): (Day, u32), some: &dyn Fn(&Waiting) -> bool) -> bool {
        // The due day as it stood on that day: a later step does not deal the past again.
        let due = |w: &Waiting| {
            let on = day.max(w.o.opened);
            w.extra.dues.iter().rev().find(|d| d.0 <= on).map_or(w.o.lo, |d| d.1)
        };
        let open = |w: &Waiting| {
            some(w) && w.o.done == NEVER && day <= w.stretch.last && self.deal.passes(w, (day, row))
        };
        let rank = |w: &Waiting| (day > due(w), due(w), w.o.opened, self.ranks.get(w.subject).copied());
        let candidates = self.waiting.iter().enumerate().filter(|(_, w)| open(w));
        let pick = candidates.min_by_key(|(_, w)| rank(w)).map(|(i, _)| i);
        let Some(w) = pick.and_then(|i| self.waiting.get_mut(i)) else { return false };
        (w.o.done, w.o.answered_by) = (day, row);
        true
    }

    /// Exempts what fell due, unanswered, inside an excuse before `day`, and opens the clocks that follow.
    fn excuse_until(&mut self, day: Day, of: &dyn Fn(usize) -> bool) {
        let mut i = 0;
        while let Some(w) = self.waiting.get_mut(i) {
            let lo = w.o.lo;
            let due_here = w.o.exempt == NEVER && w.o.done > lo && lo < day && w.o.ended > lo;
            if let Some((_, b)) = w.stretch.excuse(lo).filter(|_| due_here && of(w.subject)) {
                w.o.exempt = lo.saturating_add(1).max(w.o.opened);
                let next = self.deal.reopened(w, b);
                self.waiting.extend(next);
            }
            i += 1;
        }
    }
}

impl Sweeper<'_> {
    /// The rank of each subject by its id.
    fn by_id(&self, subjects: &[Subject]) -> Vec<usize> {
        let texts = &self.world.caseload.texts;
        let id = |i: usize| {
            let row = subjects.get(i)?.row;
            self.world.table(row.kind)?.ids.get(row.row as usize).copied()
        };
        let mut order: Vec<usize> = (0..subjects.len()).collect();
        order.sort_by(|a, b| match (id(*a), id(*b)) {
            (Some(x), Some(y)) => x.order(y, texts).then(a.cmp(b)),
            _ => a.cmp(b),
        });
        let mut ranks = vec![0; order.len()];
        for (rank, i) in order.into_iter().enumerate() {
            if let Some(r) = ranks.get_mut(i) {
                *r = rank;
            }
        }
        ranks
    }
}
