//! All verdicts of a standard on a day.

use super::Reading;
use super::breach::Book;
use super::obligation::Ob;
use super::stretch::Stretch;
use super::subject::Subject;
use crate::support::world::World;
use duecare::calendar::{Day, NEVER};
use duecare::judge::VerdictWord;
use duecare::lang::checked::{Duty, Evidence, Quantity, Standard, Timing};
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

/// The verdicts of all versions of a standard as at a day, from records that are truncated here.
pub(crate) fn answers(world: &World, rules: &[Standard], id: &str, day: Day, book: &Book) -> Vec<Answer> {
    let seen = world.see(day);
    let versions: Vec<&Standard> = rules.iter().filter(|s| s.id == id).collect();
    let reading = Reading { world: &seen, versions, day, book, whole: false };
    let mut earlier: BTreeMap<Day, Vec<Answer>> = BTreeMap::new();
    let mut out = Vec::new();
    let subjects = reading.subjects();
    let mut all = reading.all(&subjects);
    for (subject, obs) in subjects.iter().zip(all.iter_mut()) {
        if let Some(b) = subject.held_on(day) {
            // Nothing is decided in a gap that may yet be bridged: the verdict is that of the day before it (3.1).
            let then = earlier.entry(b).or_insert_with(|| answers(world, rules, id, b, book));
            out.extend(then.iter().filter(|a| a.rec == subject.rec).cloned());
            continue;
        }
        obs.sort_by_key(|o| o.opened);
        for (i, o) in obs.iter().enumerate() {
            if let Some((word, on)) = o.verdict(day).map(|v| reading.after_outage(id, o, v)) {
                let id = &seen.records[subject.rec].id;
                let subject_name = match subject.breach {
                    Some(n) => format!("{id}#{n}"),
                    None => id.clone(),
                };
                out.push(Answer {
                    subject: subject_name,
                    rec: subject.rec,
                    ordinal: i as u32 + 1,
                    opened: o.opened,
                    word,
                    day: (on != NEVER && on != Day::MIN).then_some(on),
                });
            }
        }
    }
    out
}

impl Reading<'_> {
    /// The obligations of each subject.
    fn all(&self, subjects: &[Subject]) -> Vec<Vec<Ob>> {
        let standard = self.versions[0];
        let mut out: Vec<Vec<Ob>> = Vec::new();
        let mut stretches: Vec<Vec<Stretch>> = Vec::new();
        for s in subjects {
            let found = self.stretches(s, !self.outlives_its_end(standard, s));
            out.push(found.fixed);
            stretches.push(found.stretches);
        }
        if let Duty::Have(e @ Evidence { own: true, .. }, Timing::Once(..)) = &standard.duty {
            let mut roots: Vec<usize> = subjects.iter().map(|s| self.world.root(s.rec)).collect();
            roots.sort_unstable();
            roots.dedup();
            for root in roots {
                let mut of_root = Vec::new();
                for (i, s) in subjects.iter().enumerate().filter(|(_, s)| self.world.root(s.rec) == root) {
                    of_root.extend(stretches[i].iter().map(|st| (i, s, st)));
                }
                for (i, ob) in self.own(e, &of_root) {
                    out[i].push(ob);
                }
            }
            return out;
        }
        for (i, s) in subjects.iter().enumerate() {
            for st in &stretches[i] {
                out[i].extend(self.duty(standard, s, st));
            }
        }
        out
    }

    /// The obligations of one stretch.
    fn duty(&self, standard: &Standard, s: &Subject, st: &Stretch) -> Vec<Ob> {
        let event = s.shape == Shape::Event || s.breach.is_some();
        let (e, timing) = match &standard.duty {
            Duty::Have(e, timing) => (e, timing),
            Duty::LastAtMost(_) => return self.at_most(s, st),
            Duty::LastAtLeast(_) => return self.at_least(s, st),
            Duty::Satisfy(c) => return self.satisfy(c, s, st),
        };
        match timing {
            Timing::Once(..) => self.once(e, s, st),
            Timing::Stages(_) => self.chain(e, s, st),
            Timing::InLast(_) | Timing::Throughout(_) | Timing::Now | Timing::Asked if event => {
                self.asked(e, timing, s, st)
            }
            Timing::InLast(_) if self.one(e, s, st) => self.fresh(e, s, st),
            Timing::InLast(_) | Timing::Throughout(_) | Timing::Now => self.standing(e, timing, s, st),
            Timing::InLastOf(n, things) => self.latest(e, *n, things, s, st),
            Timing::During => self.during(e, s, st),
            Timing::InEach(name) => self.slots(e, name, s, st),
            Timing::WithinBefore(_, t) => self.before(e, t, false, s, st),
            Timing::AtLeastBefore(_, t) => self.before(e, t, true, s, st),
            Timing::Between(x, y) => self.between(e, (x, y), s, st),
            other => panic!("the reference does not judge {other:?}"),
        }
    }

    /// Whether one is wanted.
    fn one(&self, e: &Evidence, s: &Subject, st: &Stretch) -> bool {
        matches!(e.quantity, Quantity::AtLeast(n) if self.number(n, s, st.start) == 1)
    }
}
