//! All verdicts of a standard on a day.

use super::Reading;
use super::breach::Book;
use super::obligation::Ob;
use super::stretch::Stretch;
use super::subject::Subject;
use super::versions::{Left, is_state};
use crate::support::world::World;
use duecare::calendar::{Day, NEVER};
use duecare::judge::VerdictWord;
use duecare::lang::checked::{Duty, Evidence, Standard, Timing};
use duecare::record::Shape;
use std::collections::BTreeMap;

/// A verdict.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Answer {
    /// `p`, or `t#1` for a breach.
    pub(crate) subject: String,
    pub(crate) rec: usize,
    pub(crate) ordinal: u32,
    pub(crate) opened: Day,
    pub(crate) word: VerdictWord,
    pub(crate) day: Option<Day>,
}

/// A subject of one version, and what that version has opened.
struct Of {
    version: usize,
    subject: Subject,
    obs: Vec<Ob>,
}

/// The verdicts of all versions of a standard as at a day, from records that are truncated here.
pub(crate) fn answers(world: &World, rules: &[Standard], id: &str, day: Day, book: &Book) -> Vec<Answer> {
    let versions = told(world, rules, id, day, book);
    let mut out: Vec<Answer> = versions.into_iter().map(|(_, a)| a).collect();
    // Numbered by the day they opened, as if all versions were one (6.11).
    out.sort_by(|a, b| {
        (a.rec, &a.subject, a.opened, a.ordinal).cmp(&(b.rec, &b.subject, b.opened, b.ordinal))
    });
    let mut before: Option<(String, u32)> = None;
    for a in &mut out {
        let n = before.filter(|b| b.0 == a.subject).map_or(1, |b| b.1 + 1);
        a.ordinal = n;
        before = Some((a.subject.clone(), n));
    }
    out
}

/// The verdicts with the place of their version, numbered in each by itself.
fn told(world: &World, rules: &[Standard], id: &str, day: Day, book: &Book) -> Vec<(usize, Answer)> {
    let seen = world.see(day);
    let versions: Vec<&Standard> = rules.iter().filter(|s| s.id == id).collect();
    let reading = Reading { world: &seen, versions, day, book, whole: false };
    let mut earlier: BTreeMap<Day, Vec<(usize, Answer)>> = BTreeMap::new();
    let mut out = Vec::new();
    for mut of in reading.all() {
        let subject = &of.subject;
        if let Some(b) = subject.held_on(day) {
            // Nothing is decided in a gap that may yet be bridged: the verdict is that of the day before it (3.1).
            let then = earlier.entry(b).or_insert_with(|| told(world, rules, id, b, book));
            out.extend(then.iter().filter(|(v, a)| *v == of.version && a.rec == subject.rec).cloned());
            continue;
        }
        of.obs.sort_by_key(|o| o.opened);
        for (i, o) in of.obs.iter().enumerate() {
            if let Some((word, on)) = o.verdict(day).map(|v| reading.after_outage(id, o, v)) {
                let id = &seen.records[subject.rec].id;
                let subject_name = match subject.breach {
                    Some(n) => format!("{id}#{n}"),
                    None => id.clone(),
                };
                let answer = Answer {
                    subject: subject_name,
                    rec: subject.rec,
                    ordinal: i as u32 + 1,
                    opened: o.opened,
                    word,
                    day: (on != NEVER && on != Day::MIN).then_some(on),
                };
                out.push((of.version, answer));
            }
        }
    }
    out
}

impl Reading<'_> {
    /// The obligations of each subject of each version.
    fn all(&self) -> Vec<Of> {
        let mut out: Vec<Of> = Vec::new();
        let mut states: Vec<(usize, Subject, Stretch)> = Vec::new();
        for (version, standard) in self.versions.iter().enumerate() {
            let subjects = self.subjects(standard);
            let first = out.len();
            let mut stretches: Vec<Vec<Stretch>> = Vec::new();
            for s in &subjects {
                let before = before(&out[..first], s);
                let found = self.stretches(version, s, !self.outlives_its_end(standard, s), &before);
                stretches.push(found.stretches);
                out.push(Of { version, subject: s.clone(), obs: found.fixed });
            }
            if let Duty::Have(e @ Evidence { own: true, .. }, Timing::Once(..)) = &standard.duty {
                let mut roots: Vec<usize> = subjects.iter().map(|s| self.world.root(s.rec)).collect();
                roots.sort_unstable();
                roots.dedup();
                for root in roots {
                    let mut of_root = Vec::new();
                    for (i, s) in subjects.iter().enumerate().filter(|(_, s)| self.world.root(s.rec) == root)
                    {
                        of_root.extend(stretches[i].iter().map(|st| (i, s, st)));
                    }
                    for (i, ob) in self.own(e, &of_root) {
                        out[first + i].obs.push(ob);
                    }
                }
            } else {
                for (i, s) in subjects.iter().enumerate() {
                    let before = before(&out[..first], s);
                    for st in &stretches[i] {
                        match &standard.duty {
                            Duty::Have(_, t) if is_state(standard) && !is_event(s) => {
                                let span = self.asked_from(t, s, st);
                                states.extend(span.map(|span| (first + i, s.clone(), span)));
                            }
                            _ => out[first + i].obs.extend(self.duty(standard, s, st, &before)),
                        }
                    }
                }
            }
            out[first..].iter_mut().flat_map(|of| &mut of.obs).for_each(|o| o.version = version);
        }
        while let Some((place, _, _)) = states.first() {
            let key = |place: usize| (out[place].subject.rec, out[place].subject.breach);
            let of = key(*place);
            let (mine, others) = states.into_iter().partition(|x| key(x.0) == of);
            states = others;
            for (place, obs) in self.states(mine) {
                let version = out[place].version;
                out[place].obs.extend(obs.into_iter().map(|o| Ob { version, ..o }));
            }
        }
        out
    }

    /// The obligations of one stretch.
    fn duty(&self, standard: &Standard, s: &Subject, st: &Stretch, before: &[Ob]) -> Vec<Ob> {
        let event = is_event(s);
        // What is owed once for a stretch, whatever day it names, is not owed again under a later version.
        let owed = |ob: &dyn Fn(&Stretch) -> Vec<Ob>, lasts: bool| match self.left(st, before) {
            None => ob(st),
            Some(Left::Ended(day)) if lasts => ob(&Stretch { start: day, ..st.clone() }),
            Some(_) => Vec::new(),
        };
        let (e, timing) = match &standard.duty {
            Duty::Have(e, timing) => (e, timing),
            Duty::LastAtMost(_) => return owed(&|st| self.at_most(s, st), true),
            Duty::LastAtLeast(_) => return owed(&|st| self.at_least(s, st), true),
            Duty::Satisfy(c) => return owed(&|st| self.satisfy(c, s, st), false),
        };
        match timing {
            Timing::Once(..) => self.once(e, s, st, before),
            Timing::Stages(_) => self.chain(e, s, st, before),
            Timing::InLast(_) | Timing::Throughout(_) | Timing::Now | Timing::Asked if event => {
                self.asked(e, timing, s, st)
            }
            Timing::InLast(_) => self.fresh(e, s, st, before),
            Timing::InLastOf(..) => self.latest(e, timing, s, st),
            Timing::During => owed(&|st| self.during(e, s, st), false),
            Timing::InEach(name) => self.slots(e, name, s, st),
            Timing::WithinBefore(_, t) => self.before(e, t, false, s, st),
            Timing::AtLeastBefore(_, t) => self.before(e, t, true, s, st),
            Timing::Between(x, y) => self.between(e, (x, y), s, st),
            other => panic!("the reference does not judge {other:?}"),
        }
    }
}

fn is_event(s: &Subject) -> bool {
    s.shape == Shape::Event || s.breach.is_some()
}

/// What the earlier versions have opened of a subject.
fn before(list: &[Of], s: &Subject) -> Vec<Ob> {
    let mine = list.iter().filter(|of| of.subject.rec == s.rec && of.subject.breach == s.breach);
    mine.flat_map(|of| of.obs.clone()).collect()
}
