//! Evidence: whose records are looked at, and which of them count (2.3).

use super::Reading;
use super::cond::Ask;
use super::subject::Subject;
use super::tri::Tri;
use super::value::It;
use crate::support::world::{Val, id_order};
use duecare::calendar::Day;
use duecare::lang::checked::{Distinct, LimitAmount, Pool, Quantity, RecordDay, Thing, Window};
use duecare::record::Shape;

/// More than any rule asks for.
pub(crate) const MANY: i64 = 1000;

/// A record that counts, for certain or perhaps.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Ev {
    pub(crate) day: Day,
    pub(crate) rec: usize,
    pub(crate) sure: bool,
}

impl Reading<'_> {
    /// The pool of a thing: dated, possible records, never the subject itself and of its own kind only earlier ones.
    pub(crate) fn pool(&self, thing: &Thing, ask: &Ask) -> Vec<usize> {
        let world = self.world;
        let me = ask.it.rec();
        if matches!(thing.pool, Pool::Itself) {
            return vec![me];
        }
        let mine = |r: usize| match &thing.pool {
            Pool::Root => world.root(r) == world.root(me),
            Pool::Linked(path) => {
                let ask = Ask { it: It::Record(r), this: ask.this, day: self.day };
                self.read(path, &ask) == Some(Val::Record(me))
            }
            Pool::Owned { up } => world.above(r, *up) == Some(me),
            Pool::SharedOwner { mine, theirs, .. } => {
                let owner = world.above(me, *mine);
                owner.is_some() && world.above(r, *theirs) == owner
            }
            Pool::SameLink(theirs, ours) => {
                let read = |path, it| self.read(path, &Ask { it, this: ask.this, day: self.day });
                let to = read(ours, ask.it);
                to.is_some() && read(theirs, It::Record(r)) == to
            }
            Pool::All => true,
            Pool::Itself => false,
        };
        let of_owner = matches!(thing.pool, Pool::SharedOwner { of_owner: true, .. });
        (0..world.records.len())
            .filter(|&r| {
                let rec = &world.records[r];
                let any = thing.by == RecordDay::Any;
                let flawed = rec.start.is_none() || rec.impossible();
                if rec.gone || rec.kind != thing.kind || flawed && !any || !mine(r) {
                    return false;
                }
                if self.whole {
                    return of_owner || r != me;
                }
                if of_owner {
                    return true;
                }
                match ask.it {
                    // A breach is an event of a kind of its own.
                    It::Subject(s) if s.breach.is_some() || rec.kind != s.kind => true,
                    It::Subject(s) => !s.pieces.contains(&r) && rec.start < s.start,
                    It::Record(own) => {
                        rec.kind != world.records[own].kind || rec.start < world.records[own].start
                    }
                }
            })
            .collect()
    }

    /// Evidence of a duty, tested once on its own day; in order of day, then id.
    pub(crate) fn evidence(&self, thing: &Thing, subject: &Subject) -> Vec<Ev> {
        assert!(
            thing.window.is_none() && thing.joined.is_none(),
            "the reference does not look into {thing:?}"
        );
        let ask = Ask { it: It::Subject(subject), this: subject, day: self.day };
        let mut out = Vec::new();
        for rec in self.pool(thing, &ask) {
            let Some(day) = self.own_day(thing, rec, self.day) else { continue };
            // On a day before its own first there was no such record (1.4).
            let early = self.world.records[rec].start.is_some_and(|s| day < s);
            if early && !matches!(thing.pool, Pool::Itself) {
                continue;
            }
            match self.test(thing, rec, subject, day) {
                Tri::False => {}
                t => out.push(Ev { day, rec, sure: t == Tri::True }),
            }
        }
        let records = &self.world.records;
        out.sort_by(|a, b| a.day.cmp(&b.day).then_with(|| id_order(&records[a.rec].id, &records[b.rec].id)));
        out
    }

    /// The day a record counts by, if it can be seen on a day: what is later is not.
    pub(crate) fn own_day(&self, thing: &Thing, rec: usize, sees: Day) -> Option<Day> {
        let r = &self.world.records[rec];
        match thing.by {
            RecordDay::Plain | RecordDay::Any | RecordDay::Started | RecordDay::Open => r.start,
            RecordDay::Ended => r.end,
            RecordDay::Field(f) => match r.fields.get(&f) {
                Some(Val::Date(d)) => Some(*d),
                _ => None,
            },
            RecordDay::Recorded => r.recorded,
        }
        .filter(|d| *d <= sees)
    }

    pub(crate) fn test(&self, thing: &Thing, rec: usize, subject: &Subject, day: Day) -> Tri {
        if thing.condition.is_true() {
            return Tri::True;
        }
        let it = if matches!(thing.pool, Pool::Itself) { It::Subject(subject) } else { It::Record(rec) };
        self.tri(&thing.condition, &Ask { it, this: subject, day })
    }

    /// How many there are on the day asked: for certain, and perhaps (2.2).
    pub(crate) fn count(&self, thing: &Thing, ask: &Ask) -> (i64, i64) {
        if self.is_untold(thing, ask) {
            return (0, MANY);
        }
        if thing.days {
            return self.count_days(thing, ask);
        }
        if let Some(joined) = &thing.joined {
            return self.count_joined(thing, joined, ask);
        }
        if let Some(Window::InLastOf(n, things)) = &thing.window
            && thing.distinct.is_none()
        {
            return self.count_latest(thing, *n, things, ask);
        }
        self.tally(&self.found(thing, ask), thing.distinct.as_ref(), ask.this)
    }

    /// Whether a link is blank: then it is not known of whom something is asked, nor how many there are.
    pub(crate) fn is_untold(&self, thing: &Thing, ask: &Ask) -> bool {
        match &thing.pool {
            Pool::SameLink(_, ours) => self.read(ours, &Ask { day: self.day, ..*ask }).is_none(),
            _ => false,
        }
    }

    /// Those of some things that began by the day asked, in order of which the first, the last or the latest are asked for
    /// (6.14): what has ended since is one of them.
    pub(crate) fn in_order(&self, things: &Thing, ask: &Ask) -> Vec<Ev> {
        if things.by != RecordDay::Plain || things.window.is_some() {
            return self.found(things, ask);
        }
        self.found(&Thing { by: RecordDay::Started, ..things.clone() }, ask)
    }

    /// Those that are there on the day asked, and those that perhaps are.
    pub(crate) fn found(&self, thing: &Thing, ask: &Ask) -> Vec<Ev> {
        assert!(thing.joined.is_none(), "the reference does not look into {thing:?}");
        let mut found = Vec::new();
        for rec in self.pool(thing, ask) {
            let r = &self.world.records[rec];
            if thing.by == RecordDay::Any {
                let t = self.test(thing, rec, ask.this, ask.day);
                if t != Tri::False {
                    found.push(Ev { day: r.start.unwrap_or(ask.day), rec, sure: t == Tri::True });
                }
                continue;
            }
            let when = match &thing.window {
                None => self.stands(thing, rec, ask.day),
                Some(Window::InLast(a)) => self.in_last(thing, rec, a, ask),
                Some(other) => self.inside(thing, other, rec, ask),
            };
            if when == Tri::False || r.start.is_some_and(|s| s > ask.day) {
                continue;
            }
            let Some(day) = self.own_day(thing, rec, ask.day) else { continue };
            let t = when.min(self.test(thing, rec, ask.this, day));
            if t != Tri::False {
                found.push(Ev { day, rec, sure: t == Tri::True });
            }
        }
        found
    }

    /// Rows, or distinct subjects: for certain, and perhaps. One whose subject is not known may be any of the others, or
    /// one of its own.
    pub(crate) fn tally(&self, found: &[Ev], distinct: Option<&Distinct>, this: &Subject) -> (i64, i64) {
        let Some(distinct) = distinct else {
            let sure = found.iter().filter(|e| e.sure).count();
            return (sure as i64, found.len() as i64);
        };
        let (mut sure, mut all): (Vec<Val>, Vec<Val>) = (Vec::new(), Vec::new());
        let (mut blank, mut surely_blank) = (0, false);
        for e in found {
            let Some(key) = self.distinct_key(distinct, e, this) else {
                blank += 1;
                surely_blank |= e.sure;
                continue;
            };
            if e.sure && !sure.contains(&key) {
                sure.push(key.clone());
            }
            if !all.contains(&key) {
                all.push(key);
            }
        }
        let least = if surely_blank { 1 } else { 0 };
        ((sure.len() as i64).max(least), all.len() as i64 + blank)
    }

    fn distinct_key(&self, distinct: &Distinct, e: &Ev, this: &Subject) -> Option<Val> {
        self.read(&distinct.by, &Ask { it: It::Record(e.rec), this, day: e.day })
    }

    /// An event on or before the day, a period that covers it (or is open on it).
    fn stands(&self, thing: &Thing, rec: usize, day: Day) -> Tri {
        let r = &self.world.records[rec];
        let begun = r.start.is_some_and(|s| s <= day);
        let end = r.end.filter(|e| *e <= day);
        let period = self.world.shape(r.kind) == Shape::Period;
        Tri::of(match thing.by {
            RecordDay::Plain if period => begun && end.is_none_or(|e| e == day),
            RecordDay::Open => begun && (!period || end.is_none()),
            RecordDay::Ended => end.is_some(),
            _ => begun,
        })
    }

    /// `in the last A`: the day asked is on or before add(its day, A). Periods count by their start, or where the rule
    /// says so by the last day they were open.
    fn in_last(&self, thing: &Thing, rec: usize, amount: &LimitAmount, ask: &Ask) -> Tri {
        let standard = self.version_on(ask.day);
        let Some((amount, _)) = self.amount(standard, amount, ask.this, ask.day) else { return Tri::Unknown };
        self.in_last_amount(thing, rec, amount, ask.day)
    }

    pub(crate) fn in_last_amount(
        &self,
        thing: &Thing,
        rec: usize,
        amount: duecare::calendar::Amount,
        day: Day,
    ) -> Tri {
        let r = &self.world.records[rec];
        let Some(start) = r.start.filter(|s| *s <= day) else { return Tri::False };
        let end = r.end.filter(|e| *e <= day);
        let from = match thing.by {
            RecordDay::Open if self.world.shape(r.kind) == Shape::Period => match end {
                None => return Tri::True,
                Some(e) if e > start => e - 1,
                // It began and ended on one day: at the close of no day was it open.
                Some(_) => return Tri::False,
            },
            RecordDay::Ended => match end {
                None => return Tri::False,
                Some(e) => e,
            },
            RecordDay::Field(_) | RecordDay::Recorded => match self.own_day(thing, rec, day) {
                Some(d) => d,
                _ => return Tri::False,
            },
            _ => start,
        };
        let (lo, hi) = self.world.calendar.plus(from, amount);
        match day {
            d if d <= lo => Tri::True,
            d if d <= hi => Tri::Unknown,
            _ => Tri::False,
        }
    }

    /// How many count on a day under an amount for `in the last`.
    pub(crate) fn count_in_last(
        &self,
        thing: &Thing,
        subject: &Subject,
        amount: duecare::calendar::Amount,
        day: Day,
    ) -> (i64, i64) {
        let mut with = thing.clone();
        with.window = Some(Window::InLast(LimitAmount::Fixed(amount)));
        self.count(&with, &Ask { it: It::Subject(subject), this: subject, day })
    }

    /// The one by which there are n for certain, counting rows or distinct subjects.
    pub(crate) fn nth(&self, list: &[Ev], n: i64, distinct: Option<&Distinct>, this: &Subject) -> Option<Ev> {
        let enough = |i: &usize| self.tally(&list[..=*i], distinct, this).0 >= n;
        (0..list.len()).find(enough).map(|i| list[i])
    }

    /// The one by which there may be n.
    pub(crate) fn nth_perhaps(
        &self,
        list: &[Ev],
        n: i64,
        distinct: Option<&Distinct>,
        this: &Subject,
    ) -> Option<Ev> {
        let enough = |i: &usize| self.tally(&list[..=*i], distinct, this).1 >= n;
        (0..list.len()).find(enough).map(|i| list[i])
    }
}

/// How many are wanted of a quantity that is answered by evidence; `None` for a limit.
pub(crate) fn at_least(quantity: Quantity) -> Option<duecare::lang::checked::Count> {
    match quantity {
        Quantity::AtLeast(n) => Some(n),
        _ => None,
    }
}
