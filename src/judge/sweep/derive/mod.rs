//! How an obligation came about: found again by the same sweep that made it, then taken apart.

mod amount;
mod answers;
mod clock;
mod closes;
mod counted;
mod doubts;
mod evidence;
mod lacking;
mod relief;
mod standing;

use super::evidence::Found;
use super::{Broken, Stretch, Subject, Sweeper};
use crate::calendar::{Day, NEVER};
use crate::judge::ask::{Ctx, value_key};
use crate::judge::derivation::{Derivation, EndedBy, Run};
use crate::judge::ledger::Ledger;
use crate::judge::obligation::{Extra, Form, Obligation};
use crate::judge::verdict::{Verdict, VerdictWord};
use crate::lang::checked::{Duty, Timing};
use crate::record::Row;
use standing::deciding_day;

/// An obligation found again where it was made.
struct At<'o> {
    root: u32,
    subject: Subject,
    /// The run of days it belongs to; none where it was decided before any was found.
    stretch: Option<Stretch>,
    /// The obligations of that run in the order they were made.
    list: Vec<Obligation>,
    /// Its place among them.
    index: usize,
    o: &'o Obligation,
    extra: Option<&'o Extra>,
    /// The day the verdict is read on.
    day: Day,
    /// Of a duty that must hold on every day: the day the verdict rests on.
    decides: Day,
    verdict: Verdict,
    /// Where each piece of evidence answers one only: all of the root subject, of every subject.
    shared: Vec<Obligation>,
}

impl At<'_> {
    /// The due day as it stood on the day the verdict is read on.
    fn due(&self) -> Day {
        let dues = self.extra.map_or(&[][..], |e| &e.dues);
        dues.iter().rev().find(|s| s.0 <= self.day).map_or(self.o.lo, |s| s.1)
    }

    /// The obligation whose answer or excuse opened this one.
    fn before(&self) -> Option<&Obligation> {
        self.list.get(self.index.checked_sub(1)?)
    }
}

impl<'a> Sweeper<'a> {
    /// The derivation of an obligation as at a day; none before it opened.
    pub(in crate::judge) fn derive(
        &mut self,
        o: &Obligation,
        extra: Option<&Extra>,
        broken: &[(u32, Broken)],
        as_at: Day,
    ) -> Option<Derivation> {
        let verdict = o.verdict(extra, as_at)?;
        let held = extra.and_then(|e| e.held.iter().find(|h| h.0 < as_at && as_at < h.1));
        let (mut at, pieces) = self.find_again(o, extra, broken, held.map_or(as_at, |h| h.0), verdict)?;
        if o.form != Form::Standing {
            return Some(self.tell(&at, pieces, as_at));
        }
        // Each day is asked by the version in force on it (6.11).
        let family: Vec<Sweeper<'a>> = self.versions().into_iter().map(|v| self.under(v)).collect();
        at.decides = deciding_day(&family, &at);
        match family.into_iter().rev().find(|f| f.plan.standard.from <= at.decides) {
            Some(mut version) => Some(version.tell(&at, pieces, as_at)),
            None => Some(self.tell(&at, pieces, as_at)),
        }
    }

    fn tell(&mut self, at: &At<'_>, pieces: Vec<Row>, as_at: Day) -> Derivation {
        let verdict = at.verdict;
        let mut d = Derivation {
            obligation: *at.o,
            verdict,
            asked_under: self.plan.place,
            as_at,
            day: at.day,
            subject: at.subject.row,
            start: at.subject.start,
            end: at.subject.end,
            pieces,
            run: at.stretch.as_ref().map(|s| self.run_of(&at.subject, s)),
            clock: Vec::new(),
            needed: None,
            window: None,
            count: None,
            looked: Vec::new(),
            tests: Vec::new(),
            missing: Vec::new(),
            relieved: Vec::new(),
            closes: None,
        };
        self.take_apart(at, &mut d);
        d.relieved = self.relieved(at);
        if verdict.word == VerdictWord::CannotTell {
            self.lacking(at, &mut d);
            d.missing.sort();
            d.missing.dedup();
        }
        d.closes = self.closes(at, &d);
        d
    }

    fn take_apart(&mut self, at: &At<'_>, d: &mut Derivation) {
        let standard = self.plan.standard;
        let Some(s) = at.stretch.as_ref() else { return };
        if matches!(at.o.form, Form::Doubt | Form::Excused) && !matches!(standard.duty, Duty::Have(..)) {
            return;
        }
        match &standard.duty {
            Duty::LastAtMost(limit) => self.lasting(at, s, limit, d),
            Duty::LastAtLeast(limit) => self.keeping(at, s, limit, d),
            Duty::Satisfy(c) => self.answers(at, s, c, d),
            Duty::Have(e, timing) => match at.o.form {
                Form::Doubt => {}
                Form::Standing => self.stood(at, e, timing, d),
                Form::Asked | Form::Excused => self.asked_then(at, s, e, timing, d),
                _ => {
                    let from = self.clock_of(at, s, e, timing, d);
                    // Evidence that answers one only is dealt out among those that are open.
                    let from = if e.own { from.min(at.o.opened) } else { from };
                    self.look(at, s, e, from, d);
                }
            },
        }
    }

    /// Finds the run of days an obligation belongs to by making all of them again.
    fn find_again<'o>(
        &mut self,
        o: &'o Obligation,
        extra: Option<&'o Extra>,
        broken: &[(u32, Broken)],
        day: Day,
        verdict: Verdict,
    ) -> Option<(At<'o>, Vec<Row>)> {
        self.found_of = None;
        self.find_subjects(o.root, broken);
        let subjects = std::mem::take(&mut self.subjects);
        let own = super::own::is_own(self.plan.standard);
        let mut shared = Ledger::default();
        if own {
            self.own(o.root, &subjects, &mut shared);
        }
        let mine = |s: &&Subject| s.row.row == o.subject && s.of_ordinal == o.of_ordinal;
        for subject in subjects.iter().filter(mine) {
            let mut fixed = Ledger::default();
            self.find_stretches(o.root, subject, &mut fixed);
            let stretches = std::mem::take(&mut self.stretches);
            let found = if fixed.list.iter().any(|x| alike(x, o)) {
                Some((None, Vec::new(), 0))
            } else {
                stretches.iter().find_map(|s| {
                    let list = if own {
                        shared.list.iter().filter(|x| x.subject == o.subject && fits(x, s)).copied().collect()
                    } else {
                        let mut out = Ledger::default();
                        self.stretch(o.root, subject, s, &mut out);
                        out.list
                    };
                    let index = list.iter().position(|x| alike(x, o))?;
                    // What must hold on every day may go on into the days of the next version.
                    let run = match o.form {
                        Form::Standing => {
                            Stretch { last: o.last, ended: o.ended, seen: o.ended_seen, ..s.clone() }
                        }
                        _ => s.clone(),
                    };
                    Some((Some(run), list, index))
                })
            };
            if let Some((stretch, list, index)) = found {
                let pieces = self.pieces(o.root, subject, &subjects);
                let at = At {
                    root: o.root,
                    subject: subject.clone(),
                    stretch,
                    list,
                    index,
                    o,
                    extra,
                    day,
                    decides: day,
                    verdict,
                    shared: shared.list,
                };
                return Some((at, pieces));
            }
        }
        None
    }

    /// The records a spell was joined from, when there are several.
    fn pieces(&self, root: u32, spell: &Subject, all: &[Subject]) -> Vec<Row> {
        let standard = self.plan.standard;
        let (Some(joined), Some(table)) = (&standard.scope.joined, self.world.table(spell.row.kind)) else {
            return Vec::new();
        };
        let whole = self.whole(root, spell);
        let key = |row: Row| joined.same.as_ref().and_then(|f| value_key(f, whole.of(row)));
        let rows: Vec<Row> = table
            .group(root)
            .iter()
            .map(|row| Row { kind: spell.row.kind, row })
            .filter(|r| {
                let start = table.start(r.row);
                let within = start >= spell.start && start <= spell.end && start != NEVER;
                let alone = *r != spell.row && all.iter().any(|s| s.row == *r);
                within && !alone && !table.impossible(r.row) && key(*r) == key(spell.row)
            })
            .collect();
        if rows.len() > 1 { rows } else { Vec::new() }
    }

    fn run_of(&self, subject: &Subject, s: &Stretch) -> Run {
        let until_day = self.last_in_force();
        let ended_by = if s.ended == NEVER || s.ended == subject.end && s.last == subject.end {
            EndedBy::Subject
        } else if until_day != NEVER && s.ended == until_day.saturating_add(1) {
            EndedBy::Force
        } else if s.last < s.ended {
            EndedBy::While
        } else {
            EndedBy::Until
        };
        Run { start: s.start, open: s.open, last: s.last, ended: s.ended, ended_by }
    }

    /// A question about the subject on a day, as the sweep asks it.
    fn asking(&self, at: &At<'_>, day: Day) -> Ctx<'a> {
        self.ctx(at.root, &at.subject, day)
    }

    /// What was gathered as evidence, from one day to another.
    fn gathered(&self, from: Day, to: Day) -> Vec<Found> {
        self.found_in(from, to).to_vec()
    }

    /// Whether the duty counts evidence as a chain does: the clock opens again with each answer.
    fn is_chain(&self) -> bool {
        matches!(&self.plan.standard.duty, Duty::Have(_, Timing::Stages(_) | Timing::InLast(_)))
    }
}

/// The same obligation, whatever it is numbered.
fn alike(a: &Obligation, b: &Obligation) -> bool {
    let plain = |o: &Obligation| Obligation {
        standard: 0,
        subject: 0,
        root: 0,
        ordinal: 0,
        of_ordinal: 0,
        extra: 0,
        ..*o
    };
    plain(a) == plain(b)
}

/// Whether an obligation with evidence of its own belongs to a run.
fn fits(o: &Obligation, s: &Stretch) -> bool {
    match o.form {
        Form::Doubt => o.opened == s.open,
        _ => o.ended == s.ended && o.last == s.last && o.opened >= s.open,
    }
}
