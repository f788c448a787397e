//! Stretches: when a standard applies to a subject (3.3 to 3.8).

use super::Reading;
use super::obligation::Ob;
use super::subject::{Entry, Subject};
use super::tri::Tri;
use super::versions::{is_state, recurs};
use crate::support::world::Val;
use duecare::calendar::{ALWAYS, Day, NEVER};
use duecare::judge::VerdictWord as Word;
use duecare::lang::checked::{Duty, ReliefKind, Standard, Until};
use duecare::record::{FieldType, Shape};

/// Days on which a standard applies to a subject.
#[derive(Debug, Clone)]
pub(crate) struct Stretch {
    /// First day of the duty.
    pub(crate) start: Day,
    /// The subject's own first day, or the `while` cut's, also when in force later (6.4).
    pub(crate) own_start: Day,
    pub(crate) ended: Day,
    pub(crate) last: Day,
    /// The day the ending is seen.
    pub(crate) seen: Day,
    /// The version that has it, by its place.
    pub(crate) version: usize,
}

impl Stretch {
    /// One without an end.
    pub(crate) fn open(version: usize, start: Day, own_start: Day) -> Stretch {
        Stretch { start, own_start, ended: NEVER, last: NEVER, seen: NEVER, version }
    }
}

/// What a subject comes to: fixed obligations and stretches.
#[derive(Debug, Default)]
pub(crate) struct Found {
    pub(crate) fixed: Vec<Ob>,
    pub(crate) stretches: Vec<Stretch>,
}

impl<'a> Reading<'a> {
    /// The stretches a version has of a subject. Where `end_counts` is false its own end does not end the duty (6.1).
    /// `before` is what the earlier versions have told of it.
    pub(crate) fn stretches(
        &self,
        version: usize,
        subject: &Subject,
        end_counts: bool,
        before: &[Ob],
    ) -> Found {
        let mut out = Found::default();
        let standard = self.versions[version];
        let (from, until) = (standard.from, standard.until_day);
        let satisfy = matches!(standard.duty, Duty::Satisfy(_));
        // What began under an earlier version is that version's to tell; of what is asked again and again it is told here
        // where that version has said something else.
        let tell = |word: Word, day: Day| {
            version == 0
                || day >= from
                || recurs(standard) && !self.said_before(version, subject, before, word)
        };
        let fixed = |word, day: Day| Ob::said(word, day.max(from));
        let own = match self.first_day(subject, satisfy) {
            First::Nothing => return out,
            First::CannotTell(day) => {
                // One that is undated or impossible is listed from its start on, once the standard is in force (1.5).
                if day <= until && tell(Word::CannotTell, day) {
                    out.fixed.push(fixed(Word::CannotTell, day));
                }
                return out;
            }
            First::Day(day) => day,
        };
        let (mut ended, mut last, mut seen) = (NEVER, NEVER, NEVER);
        if end_counts && let Some(end) = subject.end_on(self.world, self.day) {
            // `must satisfy` judges an impossible record like any other (1.5): its first day is a day of the duty.
            let last_day = if satisfy { end.max(own) } else { end };
            (ended, last, seen) = (end, last_day, subject.end_seen);
        }
        let start = own.max(from);
        // A spell has been let in piece by piece.
        let entry = if subject.spell { Entry::In } else { self.entry(standard, subject, own) };
        match entry {
            Entry::Out => return out,
            entry @ (Entry::CannotTell | Entry::Exempt) => {
                // What ended before the standard came into force is not listed, also where its end does not end the duty.
                let over = subject.end_on(self.world, self.day).unwrap_or(NEVER).max(own);
                let word = if entry == Entry::Exempt { Word::Exempt } else { Word::CannotTell };
                let early = self.came_too_early(version, subject, own);
                if start <= last.min(over) && start <= until && !early && tell(word, own) {
                    out.fixed.push(fixed(word, own));
                }
                return out;
            }
            Entry::In => {}
        }
        if let Some(u) = &standard.until
            && let Some(r) = self.until_day(u, subject, own)
        {
            if r < own {
                return out;
            }
            // On the last day of a joined piece its end is not seen yet, but X is: X ends it.
            if r <= ended {
                (ended, last, seen) = (r, r, r);
            }
        }
        if let Some(r) = self.last_stage_ends(version, subject, own)
            && r <= ended
        {
            (ended, last, seen) = (r, r, r);
        }
        // A state is asked by the version of each day; what is owed by a day goes on when the next version comes.
        let over = if is_state(standard) { until } else { self.in_force_until() };
        if last > over {
            (ended, last, seen) = (over + 1, over, over + 1);
        }
        if start > last || start > until {
            return out;
        }
        let whole = Stretch { start, own_start: own, ended, last, seen, version };
        self.cut(subject, whole, &tell, &mut out);
        out
    }

    /// `while C` and `except while C'` (3.6): runs of T are stretches, runs of U cannot be told for good.
    fn cut(&self, subject: &Subject, whole: Stretch, tell: &dyn Fn(Word, Day) -> bool, out: &mut Found) {
        let standard = self.versions[whole.version];
        let until = standard.until_day;
        let except: Vec<_> = standard
            .reliefs
            .iter()
            .filter(|r| r.kind == ReliefKind::ExceptWhile)
            .map(|r| &r.condition)
            .collect();
        if standard.scope.during.is_none() && except.is_empty() {
            out.stretches.push(whole);
            return;
        }
        let alone = self.alone(standard);
        let value = |d: Day| {
            if except.iter().any(|c| alone.ask(c, subject, d) == Tri::True) {
                return Tri::False;
            }
            standard.scope.during.as_ref().map_or(Tri::True, |c| alone.ask(c, subject, d))
        };
        // Days after its own end are not asked about, also where that end does not end the duty.
        let end = subject.end_on(self.world, self.day).unwrap_or(NEVER).max(whole.own_start);
        let days_to = whole.last.min(end);
        // Runs are those of the subject, whenever the standard came into force: its start is the start (6.4).
        let mut d = whole.own_start.max(self.first_day_written());
        while d <= days_to.min(self.day) {
            let v = value(d);
            let mut n = d + 1;
            while n <= days_to.min(self.day) && value(n) == v {
                n += 1;
            }
            let start = d.max(whole.start);
            match v {
                // Over before the standard came into force.
                _ if n <= whole.start => {}
                // It begins under a later version.
                _ if start > until => {}
                Tri::True => {
                    let mut run = Stretch { start, own_start: d, ..whole.clone() };
                    if n <= days_to && n <= self.day {
                        (run.ended, run.last, run.seen) = (n, n - 1, n);
                    }
                    out.stretches.push(run);
                }
                Tri::False => {}
                _ if !tell(Word::CannotTell, d) => {}
                _ => {
                    let last = if n <= days_to && n <= self.day { n - 1 } else { NEVER };
                    out.fixed.push(Ob { last, ..Ob::said(Word::CannotTell, start) });
                }
            }
            d = n;
        }
    }

    /// No day before it is worth asking about.
    fn first_day_written(&self) -> Day {
        self.world.days().into_iter().min().unwrap_or(self.day).min(self.day) - 1
    }

    fn first_day(&self, subject: &Subject, satisfy: bool) -> First {
        let world = self.world;
        if subject.shape == Shape::Subject && subject.breach.is_none() {
            if satisfy {
                return First::Day(ALWAYS);
            }
            return match self.first_record(subject) {
                Some(day) => First::Day(day),
                None => First::Nothing,
            };
        }
        match subject.start {
            Some(_) if satisfy => First::Day(subject.start.unwrap_or(ALWAYS)),
            Some(day) if subject.breach.is_none() && world.records[subject.rec].impossible() => {
                First::CannotTell(day)
            }
            Some(day) => First::Day(day),
            None => First::CannotTell(ALWAYS),
        }
    }

    /// First day any record of an undated subject starts: those it owns, and those that link to it (3.3).
    fn first_record(&self, subject: &Subject) -> Option<Day> {
        let world = self.world;
        let mut days: Vec<Day> = (0..world.records.len())
            .filter(|r| !world.records[*r].gone && *r != subject.rec)
            .filter(|r| world.root(*r) == subject.rec || self.is_linked(*r, subject))
            .filter_map(|r| world.records[r].start)
            .collect();
        days.sort_unstable();
        days.first().copied()
    }

    /// Whether a record is of a subject by a link: its own, or else that of the nearest of its owners that has one.
    fn is_linked(&self, rec: usize, subject: &Subject) -> bool {
        let mut at = Some(rec);
        while let Some(r) = at {
            let record = &self.world.records[r];
            let fields = self.world.vocabulary.kind(record.kind).map_or(&[][..], |k| &k.fields);
            if fields.iter().any(|f| f.field_type == FieldType::Link(subject.kind)) {
                return record.fields.values().any(|v| *v == Val::Record(subject.rec));
            }
            at = record.owner;
        }
        false
    }

    /// The day of `until X`: the first certain evidence on or after the start, or a happening field.
    fn until_day(&self, until: &Until, subject: &Subject, start: Day) -> Option<Day> {
        match until {
            Until::Field(f) => match self.read_of(f, subject, self.day) {
                // What another record says is seen when that record has begun (1.4).
                Some(Val::Date(d)) => (d..=self.day).find(|k| self.read_of(f, subject, *k).is_some()),
                _ => None,
            },
            Until::First(thing) => {
                let list = self.evidence(thing, subject);
                list.into_iter().find(|e| e.sure && e.day >= start).map(|e| e.day)
            }
        }
    }

    /// Days of the stretch on which an excuse holds, as runs (3.8), for what opened on a day: the exceptions are those of
    /// the version it opened in (6.11). Unknown does not excuse.
    pub(crate) fn excused_runs(&self, subject: &Subject, st: &Stretch, opened: Day) -> Vec<(Day, Day)> {
        let mut out: Vec<(Day, Day)> = Vec::new();
        let standard = self.version_on(opened);
        if !standard.reliefs.iter().any(|r| r.kind == ReliefKind::ExcusedWhile) {
            return out;
        }
        for d in st.start.max(self.first_day_written())..=st.last.min(self.day) {
            if self.excused_by(standard, subject, d) {
                match out.last_mut() {
                    Some(run) if run.1 + 1 == d => run.1 = d,
                    _ => out.push((d, d)),
                }
            }
        }
        out
    }

    /// Whether an excuse of the version in force on a day holds on it.
    pub(crate) fn excused_on(&self, subject: &Subject, day: Day) -> bool {
        self.excused_by(self.version_on(day), subject, day)
    }

    fn excused_by(&self, standard: &'a Standard, subject: &Subject, day: Day) -> bool {
        let mut excuses = standard.reliefs.iter().filter(|r| r.kind == ReliefKind::ExcusedWhile);
        let alone = self.alone(standard);
        excuses.any(|r| alone.ask(&r.condition, subject, day) == Tri::True)
    }
}

enum First {
    Nothing,
    CannotTell(Day),
    Day(Day),
}
