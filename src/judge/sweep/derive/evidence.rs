//! The records that were looked at: what counted, what did not, and the test it failed.

use super::super::counted::Counted;
use super::{At, Sweeper};
use crate::calendar::{ALWAYS, Day, NEVER};
use crate::judge::ask::{
    Asked, Ctx, ask_condition, for_each_record, is_piece, own_truth, qualifies, record_day, value_key,
};
use crate::judge::derivation::{Count, Derivation, Looked, Needed, Source, Why};
use crate::judge::obligation::Form;
use crate::judge::sweep::Stretch;
use crate::judge::tri::Tri;
use crate::judge::verdict::VerdictWord;
use crate::lang::checked::{self, Cond, Evidence, Pool, Quantity, RecordDay, Thing, Timing};
use crate::record::{Row, Shape};

impl Sweeper<'_> {
    /// Looks at the records that could answer a duty from a day on.
    pub(super) fn look(&mut self, at: &At<'_>, s: &Stretch, e: &Evidence, from: Day, d: &mut Derivation) {
        let o = at.o;
        let windowed = !matches!(o.form, Form::Act);
        let last = match &self.plan.standard.duty {
            checked::Duty::Have(_, t @ Timing::DuringThe(_)) => {
                self.during_span(at.root, &at.subject, s, t).map_or(s.last, |x| x.1.last)
            }
            checked::Duty::Have(_, Timing::InEach(_)) => s.last.min(o.lo),
            _ => o.last,
        };
        let to = if windowed { last.min(o.hi) } else { last };
        // What is open while the other is: on its last day that is over (1.7).
        let open_to = if o.form == Form::LimitDuring && !e.thing.days && to != NEVER { to - 1 } else { to };
        d.window = Some((from, to));
        d.needed = Some(self.needed_of(at, e, o.opened));
        // What came after the answer, or after an excuse took it, has nothing to do with it.
        let answered = if o.form == Form::Act { o.done } else { NEVER };
        let limit = matches!(o.form, Form::Limit | Form::LimitDuring);
        let taken = !limit && at.day >= o.exempt && o.done >= o.exempt;
        let excused = if taken { o.exempt - 1 } else { NEVER };
        let seen = at.day.min(answered).min(excused);
        let spells = self.firsts_of_spells(at, e);
        let ctx = self.asking(at, NEVER - 1);
        let (mut early, mut late): (Option<Looked>, Option<Looked>) = (None, None);
        for (row, day, whole) in self.records(at, &e.thing) {
            let put = |why: Why, out: &mut Derivation| {
                let day = Some(day).filter(|d| *d != NEVER);
                out.looked.push(Looked { row, day, why });
            };
            if let Some(why) = whole {
                put(why, d);
                continue;
            }
            // What joins a spell is a part of it.
            let piece = || is_piece(&e.thing, ctx, Asked::plain(self.world, row)) != Tri::No;
            if spells.as_ref().is_some_and(|firsts| !firsts.contains(&row.row)) && piece() {
                continue;
            }
            let mut day_counted = day;
            if e.thing.days || e.thing.by == RecordDay::Open {
                let Some(first) = self.first_open(&e.thing, row, from, open_to) else { continue };
                day_counted = first;
            }
            if day_counted == NEVER || day_counted > at.day {
                continue;
            }
            // On a day before its own first there was no such record.
            if day != NEVER && self.evidence_day(&e.thing, row.row, at.subject.asked()) == NEVER {
                let begins = self.world.table(e.thing.kind).map_or(NEVER, |t| t.start(row.row));
                if begins <= at.day {
                    put(Why::Early(begins), d);
                }
                continue;
            }
            let (truth, why) = self.judged(&e.thing, ctx.on(day), row);
            if day_counted < from || day_counted > to || day_counted > seen {
                // The nearest that only came at the wrong time.
                if truth == Tri::Yes && day_counted < from && from != ALWAYS {
                    early = Some(Looked { row, day: Some(day), why: Why::Early(from) });
                } else if truth == Tri::Yes && day_counted > to && late.is_none() {
                    late = Some(Looked { row, day: Some(day), why: Why::Late(to) });
                }
                continue;
            }
            put(why, d);
        }
        if e.own {
            self.dealt(at, e.thing.kind, d);
        }
        self.only_once(at, &e.thing, d);
        let started = d.looked.iter().any(|l| l.why == Why::Started);
        let open = o.done > at.day;
        d.looked.extend(early.filter(|_| open && !started && !self.is_chain()));
        let lapsed = at.verdict.word == VerdictWord::Lapsed;
        d.looked.extend(late.filter(|_| open && !lapsed));
        if e.thing.days || !matches!(e.quantity, Quantity::AtLeast(_)) {
            let day = at.day.min(to);
            let (certain, possible) = match e.thing.days {
                true => self.days_found(at, e, (from, day)),
                false => self.number_of(at, &e.thing, &d.looked),
            };
            d.count = Some(Count { day, certain, possible });
        }
    }

    /// The rows whose spells are counted, where spells are.
    fn firsts_of_spells(&mut self, at: &At<'_>, e: &Evidence) -> Option<Vec<u32>> {
        e.thing.joined.as_ref()?;
        self.gather_on(at.root, &at.subject, e, (ALWAYS, NEVER), 1);
        let all = self.gathered(ALWAYS, NEVER);
        Some(all.iter().map(|f| f.row).collect())
    }

    /// How many distinct days there are, for certain and perhaps.
    fn days_found(&mut self, at: &At<'_>, e: &Evidence, (from, to): (Day, Day)) -> (u32, u32) {
        self.gather_on(at.root, &at.subject, e, (from, to), u32::MAX);
        let days = self.gathered(from, to);
        (days.iter().filter(|f| f.certain).count() as u32, days.len() as u32)
    }

    /// The number asked for on a day, and where it comes from.
    pub(super) fn needed_of(&self, at: &At<'_>, e: &Evidence, day: Day) -> Needed {
        let (Quantity::AtLeast(n) | Quantity::AtMost(n) | Quantity::Exactly(n)) = e.quantity;
        let source = match n {
            checked::Count::Fixed(_) => Source { standard: self.plan.place, ..Source::default() },
            checked::Count::Setting(i) => self.source_of_setting(self.asking(at, day), i),
        };
        Needed { quantity: e.quantity, number: self.needed(at.root, &at.subject, e, day), source }
    }

    /// The records of a pool with the day each counts by, in order of day; with it the reason why one never can.
    pub(super) fn records(&self, at: &At<'_>, t: &Thing) -> Vec<(Row, Day, Option<Why>)> {
        let ctx = self.asking(at, NEVER - 1);
        let mut out = Vec::new();
        let Some(table) = self.world.table(t.kind) else { return out };
        for_each_record(t, ctx, &mut |row| {
            let undated = table.start(row) == NEVER && !table.start.is_empty();
            let flaw = if t.pool == Pool::Itself {
                None
            } else if undated {
                Some(Why::Undated)
            } else if table.impossible(row) {
                Some(Why::Impossible)
            } else {
                None
            };
            let day = record_day(t, self.world, row, at.subject.asked());
            if flaw == Some(Why::Impossible) && table.start(row) > at.day {
                return;
            }
            out.push((Row { kind: t.kind, row }, day, flaw));
        });
        out.sort_by_key(|x| (x.1, x.0.row));
        out
    }

    /// Whether a record is what a thing asks for, on its own day.
    pub(super) fn judged(&self, t: &Thing, own: Ctx<'_>, row: Row) -> (Tri, Why) {
        let truth = match t.window {
            Some(_) => qualifies(t, own, row.row),
            None => own_truth(t, own, row.row),
        };
        let why = match truth {
            Tri::Yes => Why::Counted,
            other => {
                let tests = self.failing(t, own, row, other);
                match (tests.is_empty(), other) {
                    (true, _) => Why::Outside,
                    (false, Tri::Unknown) => Why::Doubtful(tests),
                    (false, _) => Why::Fails(tests),
                }
            }
        };
        (truth, why)
    }

    /// The tests of a thing that a record does not pass, asked on the record's own day.
    /// Where one certainly fails, those that cannot be told do not matter.
    pub(super) fn failing(&self, t: &Thing, ctx: Ctx<'_>, row: Row, whole: Tri) -> Vec<(Cond, Tri)> {
        let day = record_day(t, self.world, row.row, ctx.it);
        let own = ctx.of(row).on(day);
        let answers = parts(&t.condition).into_iter().map(|c| (c.clone(), ask_condition(c, own)));
        answers.filter(|(_, answer)| *answer <= whole.min(Tri::Unknown)).collect()
    }

    /// The first day a period is open on, inside some days.
    fn first_open(&self, t: &Thing, row: Row, from: Day, to: Day) -> Option<Day> {
        let table = self.world.table(t.kind)?;
        if self.world.shape(t.kind) != Shape::Period {
            return Some(table.start(row.row));
        }
        let end = table.end(row.row);
        let last = if end == NEVER { NEVER } else { end - 1 };
        let day = table.start(row.row).max(from);
        (day <= last && day <= to).then_some(day)
    }

    /// `its own`: what answered another obligation.
    fn dealt(&self, at: &At<'_>, kind: crate::record::KindId, d: &mut Derivation) {
        let subjects = self.plan.standard.scope.kind;
        for l in d.looked.iter_mut().filter(|l| l.why == Why::Counted) {
            if at.o.answered_by == l.row.row && at.o.done <= at.day {
                continue;
            }
            let other = at.shared.iter().find(|x| x.answered_by == l.row.row && x.done != NEVER);
            l.why = match other {
                Some(o) => Why::Elsewhere(Row { kind: subjects, row: o.subject }),
                None => Why::Outside,
            };
        }
        d.looked.retain(|l| l.row.kind != kind || l.why != Why::Outside);
    }

    /// `each X once`: later records of the same X.
    pub(super) fn only_once(&self, at: &At<'_>, t: &Thing, d: &mut Derivation) {
        let Some(distinct) = &t.distinct else { return };
        let whole = self.whole(at.root, &at.subject);
        let mut seen: Vec<(u64, Row)> = Vec::new();
        // What may count adds nothing where its value counts for certain.
        for certain in [true, false] {
            for l in &mut d.looked {
                let asked = if certain { l.why == Why::Counted } else { matches!(l.why, Why::Doubtful(_)) };
                let Some(key) = value_key(&distinct.by, whole.of(l.row)).filter(|_| asked) else { continue };
                match seen.iter().find(|k| k.0 == key) {
                    Some((_, first)) => l.why = Why::Again(*first),
                    None if certain => seen.push((key, l.row)),
                    None => {}
                }
            }
        }
    }

    /// How many of what was looked at count, for certain and perhaps.
    fn number_of(&self, at: &At<'_>, t: &Thing, looked: &[Looked]) -> (u32, u32) {
        let whole = self.whole(at.root, &at.subject);
        let mut number = Counted::none(t.distinct.is_some());
        for l in looked {
            let key = t.distinct.as_ref().and_then(|d| value_key(&d.by, whole.of(l.row)));
            match l.why {
                Why::Counted => number.add(key, true),
                Why::Doubtful(_) => number.add(key, false),
                _ => {}
            }
        }
        (number.certain(), number.possible)
    }
}

/// The tests a condition joins with `and`.
pub(super) fn parts(condition: &Cond) -> Vec<&Cond> {
    match condition {
        Cond::Always(true) => Vec::new(),
        Cond::All(list) => list.iter().flat_map(parts).collect(),
        other => vec![other],
    }
}
