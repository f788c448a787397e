//! Whose records are looked at, which of them count, and how many they are, for certain and perhaps.

use super::ask::{Ask, It, Truth, all, not_after};
use super::days::{Span, sum};
use super::value::Value;
use super::{Book, Cell};
use duecare::calendar::Day;
use duecare::lang::checked::{FieldRef, Joined, Leaf, LimitAmount, Pool, RecordDay, Thing, Window};
use duecare::record::Shape;
use std::collections::BTreeSet;

/// The first day of all.
const FIRST: Day = -40_000;

impl Book<'_> {
    /// Whether it is told which records are looked at: their table was sent, and says whose they are.
    fn told(&self, t: &Thing, ask: &Ask) -> bool {
        let own = self.records[ask.it.rec].kind;
        self.sent.contains(&t.kind)
            && match t.pool {
                Pool::Owned { up } => self.tied(t.kind, up),
                Pool::SharedOwner { mine, theirs, .. } => self.tied(t.kind, theirs) && self.tied(own, mine),
                _ => true,
            }
    }

    /// The records looked at: never the one that is asked.
    fn pool(&self, t: &Thing, ask: &Ask) -> Vec<usize> {
        let me = ask.it.rec;
        if t.pool == Pool::Itself {
            return vec![me];
        }
        let mine = |r: usize| match &t.pool {
            Pool::Root => self.root(r) == self.root(me),
            Pool::Owned { up } => self.climb(r, *up) == Some(me),
            Pool::SharedOwner { mine, theirs, .. } => self.climb(r, *theirs) == self.climb(me, *mine),
            Pool::Linked(path) => self.leads(path, r) == Some(me),
            Pool::SameLink(theirs, ours) => {
                let to = self.leads(ours, me);
                to.is_some() && self.leads(theirs, r) == to
            }
            Pool::All => true,
            Pool::Itself => r == me,
        };
        (0..self.records.len())
            .filter(|&r| {
                let rec = &self.records[r];
                let dated = self.shape(rec.kind) == Shape::Subject || rec.start_day().is_some();
                let possible = rec.end_day().is_none_or(|e| rec.start_day().is_none_or(|s| s <= e));
                rec.kind == t.kind
                    && !rec.made()
                    && (r != me || matches!(t.pool, Pool::SharedOwner { of_owner: true, .. }))
                    && (t.by == RecordDay::Any || dated && possible)
                    && mine(r)
            })
            .collect()
    }

    /// The record at the end of a path, with the link that may stand there.
    fn leads(&self, path: &FieldRef, from: usize) -> Option<usize> {
        let it = It::of(self, from);
        match self.reached(path, &Ask { it: it.clone(), this: it })?.1 {
            Cell::Record(to) => Some(to),
            _ => None,
        }
    }

    /// How many there are: for certain, and perhaps.
    pub fn count(&self, t: &Thing, ask: &Ask) -> (f64, f64) {
        if !self.told(t, ask) {
            return (0.0, f64::INFINITY);
        }
        if t.days {
            return self.count_days(t, ask);
        }
        let found: Vec<(usize, Truth)> = match &t.joined {
            None => self.pool(t, ask).into_iter().map(|r| (r, self.counts(t, r, ask))).collect(),
            Some(joined) => {
                let pieces = self.pool(t, ask);
                let spells = self.spells(&pieces, joined, ask);
                spells.iter().map(|s| (s.0.rec, self.spell_counts(t, &s.0, ask))).collect()
            }
        };
        let found: Vec<(usize, Truth)> = found.into_iter().filter(|f| f.1 != Some(false)).collect();
        if let Some(Window::InAny(amount)) = &t.window {
            return self.most_in_any(t, found, amount, ask);
        }
        self.tally(t, found, ask)
    }

    /// The most there are in any stretch of a length: it begins on some day on which one of them counts.
    fn most_in_any(
        &self,
        t: &Thing,
        found: Vec<(usize, Truth)>,
        amount: &LimitAmount,
        ask: &Ask,
    ) -> (f64, f64) {
        assert!(
            t.joined.is_none() && t.by != RecordDay::Open,
            "the reference does not count {t:?} in any time"
        );
        let Some(amount) = self.amount(amount, ask) else { return (0.0, f64::INFINITY) };
        let day = |rec: usize| match t.by {
            RecordDay::Ended => self.records[rec].end_day(),
            _ => self.records[rec].start_day(),
        };
        let dated: Vec<(Day, (usize, Truth))> =
            found.into_iter().filter_map(|f| Some((day(f.0)?, f))).collect();
        let mut most = (0.0, 0.0);
        for (from, _) in &dated {
            let until = self.calendar.plus(*from, amount).0;
            let held = dated.iter().filter(|(d, _)| from <= d && *d < until).map(|(_, f)| *f);
            let (sure, perhaps) = self.tally(t, held.collect(), ask);
            most = (f64::max(most.0, sure), f64::max(most.1, perhaps));
        }
        most
    }

    /// How many some that may count are: rows, or different values.
    fn tally(&self, t: &Thing, found: Vec<(usize, Truth)>, ask: &Ask) -> (f64, f64) {
        let Some(distinct) = &t.distinct else {
            let sure = found.iter().filter(|f| f.1 == Some(true)).count();
            return (sure as f64, found.len() as f64);
        };
        let value = |rec: usize| match self.field(&distinct.by, &Ask { it: It::of(self, rec), ..ask.clone() })
        {
            Value::Unknown => None,
            known => Some(format!("{known:?}")),
        };
        let (mut sure, mut perhaps, mut blank, mut sure_blank) = (BTreeSet::new(), BTreeSet::new(), 0, false);
        for (rec, truth) in found {
            match value(rec) {
                Some(v) => {
                    if truth == Some(true) {
                        sure.insert(v.clone());
                    }
                    perhaps.insert(v);
                }
                None => {
                    blank += 1;
                    sure_blank |= truth == Some(true);
                }
            }
        }
        // A value that is not known may be that of another, or one more.
        let least = if sure.is_empty() && sure_blank { 1 } else { sure.len() };
        (least as f64, (perhaps.len() + blank) as f64)
    }

    /// Whether a record counts: by its day, and by its `where`.
    fn counts(&self, t: &Thing, rec: usize, ask: &Ask) -> Truth {
        let it = if t.pool == Pool::Itself { ask.it.clone() } else { It::of(self, rec) };
        let timely = self.timely(t, &it, ask);
        if timely == Some(false) {
            return timely;
        }
        all([timely, self.holds(&t.condition, &Ask { it, this: ask.this.clone() })])
    }

    fn spell_counts(&self, t: &Thing, spell: &It, ask: &Ask) -> Truth {
        let asked = Ask { it: spell.clone(), this: ask.this.clone() };
        all([self.timely(t, spell, ask), self.holds(&t.condition, &asked)])
    }

    /// Whether the day a record counts by is in the time that is asked about.
    fn timely(&self, t: &Thing, it: &It, ask: &Ask) -> Truth {
        let kind = self.records[it.rec].kind;
        let own = match t.by {
            RecordDay::Any => return Some(true),
            RecordDay::Open => return self.open(t, it, ask),
            RecordDay::Plain if self.shape(kind) == Shape::Subject && t.window.is_none() => {
                return Some(true);
            }
            RecordDay::Plain | RecordDay::Started => it.start.clone(),
            RecordDay::Ended => it.end.clone(),
            RecordDay::Field(f) => self.cell(it.rec, Leaf::Field(f)),
            RecordDay::Recorded => Cell::NotSent,
        };
        let Cell::Day(x) = own else { return Some(false) };
        match &t.window {
            None => Some(x <= self.day),
            Some(Window::InAny(_)) => Some(true),
            Some(window) => self.in_window(window, x, ask),
        }
    }

    fn in_window(&self, window: &Window, x: Day, ask: &Ask) -> Truth {
        let x = Span::from(x);
        match window {
            Window::InLast(a) => {
                let a = self.amount(a, ask)?;
                all([
                    not_after(x, self.day.into()),
                    not_after(self.day.into(), sum(self.calendar, (x.lo, x.hi), a)),
                ])
            }
            Window::Before(a, d) => {
                let (a, d) = (self.amount(a, ask)?, self.day_of(d, ask)?);
                all([not_after(x, d), not_after(d, sum(self.calendar, (x.lo, x.hi), a))])
            }
            Window::After(a, d) => {
                let (a, d) = (self.amount(a, ask)?, self.day_of(d, ask)?);
                all([not_after(d, x), not_after(x, sum(self.calendar, (d.lo, d.hi), a))])
            }
            Window::Between(a, b) => {
                let (a, b) = (self.day_of(a, ask)?, self.day_of(b, ask)?);
                all([not_after(a, x), not_after(x, b)])
            }
            Window::BeforeDay(d) => {
                let d = self.day_of(d, ask)?;
                not_after(x, Span { lo: d.lo - 1, hi: d.hi - 1 })
            }
            Window::AfterDay(d) => {
                let d = self.day_of(d, ask)?;
                not_after(Span { lo: d.lo + 1, hi: d.hi + 1 }, x)
            }
            Window::OnDay(d) => {
                let d = self.day_of(d, ask)?;
                all([not_after(d, x), not_after(x, d)])
            }
            other => panic!("the reference does not look into {other:?}"),
        }
    }

    /// Open at the close of the day asked.
    fn open(&self, t: &Thing, it: &It, ask: &Ask) -> Truth {
        let (Cell::Day(start), None) = (&it.start, &t.window) else {
            panic!("the reference does not look into {:?}", t.window);
        };
        let _ = ask;
        match it.end {
            _ if *start > self.day => Some(false),
            Cell::Day(end) => Some(end > self.day),
            Cell::Blank => Some(true),
            _ => None,
        }
    }

    /// Distinct days, up to the day asked, at whose close such a record is open; in any stretch of a length the most.
    fn count_days(&self, t: &Thing, ask: &Ask) -> (f64, f64) {
        let unknown = (0.0, f64::INFINITY);
        let (mut first, mut until) = (FIRST, self.day);
        let longest = match &t.window {
            None => None,
            Some(Window::Between(a, b)) => {
                let (Some(a), Some(b)) = (self.day_of(a, ask), self.day_of(b, ask)) else { return unknown };
                (first, until) = (first.max(a.lo), until.min(b.lo));
                None
            }
            Some(Window::InAny(a)) => match self.amount(a, ask) {
                Some(a) => Some(a),
                None => return unknown,
            },
            other => panic!("the reference does not look into {other:?}"),
        };
        let (mut sure, mut perhaps) = (BTreeSet::new(), BTreeSet::new());
        for rec in self.pool(t, ask) {
            let it = It::of(self, rec);
            let truth = self.holds(&t.condition, &Ask { it: it.clone(), this: ask.this.clone() });
            let (Cell::Day(start), true) = (&it.start, truth != Some(false)) else { continue };
            let (last, told) = match it.end {
                Cell::Day(end) => (end - 1, true),
                Cell::Blank => (self.day, true),
                _ => (self.day, false),
            };
            let days = (*start).max(first)..=last.min(until);
            perhaps.extend(days.clone());
            if truth == Some(true) && told {
                sure.extend(days);
            }
        }
        let most = |days: &BTreeSet<Day>| match longest {
            None => days.len() as f64,
            Some(a) => {
                let within = |d: &Day| days.range(*d..self.calendar.plus(*d, a).0).count();
                days.iter().map(within).max().unwrap_or(0) as f64
            }
        };
        (most(&sure), most(&perhaps))
    }

    /// Pieces joined: each goes on while the next begins by the day after its end, or shares its last day.
    pub fn spells(&self, pieces: &[usize], joined: &Joined, ask: &Ask) -> Vec<(It, Vec<usize>)> {
        assert!(joined.gaps.is_none(), "the reference joins over no gaps");
        let mut pieces: Vec<It> = pieces.iter().map(|r| It::of(self, *r)).collect();
        pieces.retain(|p| matches!(p.start, Cell::Day(_)));
        // What joins it cannot be told where its last day cannot be read.
        let read = |p: &It| matches!(p.end, Cell::Day(_) | Cell::Blank);
        let (mut pieces, alone): (Vec<It>, Vec<It>) = pieces.into_iter().partition(read);
        let day = |c: &Cell| match c {
            Cell::Day(d) => *d,
            _ => Day::MAX,
        };
        pieces.sort_by_key(|p| (day(&p.start), self.records[p.rec].row));
        let mut out: Vec<(Option<Value>, It, Vec<usize>)> = Vec::new();
        for piece in pieces {
            let key = joined
                .same
                .as_ref()
                .map(|f| self.field(f, &Ask { it: piece.clone(), this: ask.this.clone() }));
            let reach = |end: &Cell| match (day(end), joined.sharing_day) {
                (Day::MAX, _) => Day::MAX,
                (end, true) => end,
                (end, false) => end + 1,
            };
            // The last spell of the same key; a blank joins nothing.
            let before = out.iter_mut().rev().find(|(k, ..)| *k == key && key != Some(Value::Unknown));
            match before {
                Some((_, spell, of)) if day(&piece.start) <= reach(&spell.end) => {
                    of.push(piece.rec);
                    if day(&piece.end) > day(&spell.end) {
                        spell.end = piece.end;
                    }
                }
                _ => {
                    let of = vec![piece.rec];
                    out.push((key, piece, of));
                }
            }
        }
        let spells = out.into_iter().map(|(_, spell, of)| (spell, of));
        spells.chain(alone.into_iter().map(|it| (it.clone(), vec![it.rec]))).collect()
    }

    /// The first or last that counts. One that may count and would take its place makes it unknown.
    pub fn edge(&self, t: &Thing, ask: &Ask, first: bool) -> Option<(usize, Cell)> {
        assert!(t.by == RecordDay::Any, "the reference does not look for the first or last {t:?}");
        if !self.told(t, ask) {
            return None;
        }
        let mut list: Vec<((Day, u32), usize)> =
            self.pool(t, ask).into_iter().filter_map(|r| Some((self.order(r)?, r))).collect();
        list.sort_unstable();
        if !first {
            list.reverse();
        }
        let truths = list.iter().map(|(_, r)| (*r, self.counts(t, *r, ask)));
        let (found, truth) = truths.into_iter().find(|(_, truth)| *truth != Some(false))?;
        truth?;
        Some((found, self.records[found].start.clone()))
    }
}
