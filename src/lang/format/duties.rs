//! Duties: the sentence, and its stages each on its own line.

use super::choices::amount;
use super::open;
use super::phrase::{Phrase, stage_phrase, window_phrase};
use super::words::{PART, Words};
use super::writer::{WIDTH, Writer};
use crate::lang::ast::{Duty, DutyForm, Evidence, Expr, Have, Timing, TimingKind, Window};

/// Where a duty is written.
#[derive(Clone, Copy)]
pub(super) struct Place {
    /// Blanks before its first line.
    pub(super) indent: usize,
    /// Blanks before what does not fit.
    pub(super) hang: usize,
    /// It is the sentence of a standard: its timing stands last.
    pub(super) sentence: bool,
}

impl Writer<'_> {
    /// A duty after `words` (`must`, or a measure up to `that`), its stages below it.
    pub(super) fn duty(&mut self, mut words: Words, duty: &Duty, place: Place) {
        let end = duty.until.as_ref();
        words.mark(duty.span);
        match &duty.form {
            DutyForm::Have(have) => self.have(words, have, end, place),
            DutyForm::Be(be) => {
                words.name(&be.field);
                self.timed(words, &be.timing, end, place);
            }
            DutyForm::Last(last) => {
                words.say("last").side(last.side);
                if last.limit.arms.is_empty() {
                    words.limit(&last.limit);
                    until(&mut words, end);
                    self.clause(place.indent, place.hang, &words);
                } else {
                    let mut after = Words::default();
                    until(&mut after, end);
                    self.arms(&words, &last.limit, &after, place.indent, amount);
                }
            }
            DutyForm::Satisfy(condition) => {
                words.say("satisfy").cond(condition, PART + 1, false);
                until(&mut words, end);
                self.clause(place.indent, place.hang, &words);
            }
        }
    }

    fn have(&mut self, mut words: Words, have: &Have, end: Option<&Expr>, place: Place) {
        let window = match have.timing.as_ref().map(|t| &t.kind) {
            Some(TimingKind::Window(window)) => Some(window),
            _ => None,
        };
        // After a participle a window reads best: `placements open in the last 12 months where ...`.
        let near = have.evidence.thing.participle.is_some() || !place.sentence;
        let early = window.filter(|w| near && !open::window(w));
        words.say("have");
        evidence(&mut words, &have.evidence, early, window.is_some() && early.is_none());
        match &have.timing {
            Some(timing) if early.is_none() => self.timed(words, timing, end, place),
            _ => {
                until(&mut words, end);
                self.clause(place.indent, place.hang, &words);
            }
        }
    }

    fn timed(&mut self, words: Words, timing: &Timing, end: Option<&Expr>, place: Place) {
        match &timing.kind {
            TimingKind::Stages(stages) if stages.len() > 1 => {
                self.clause(place.indent, place.hang, &words);
                for (i, stage) in stages.iter().enumerate() {
                    let last = i + 1 == stages.len();
                    self.below(stage_phrase(stage, i > 0), end.filter(|_| last), place.indent + 2);
                }
            }
            TimingKind::Stages(stages) => {
                let phrase = stages.first().map(|stage| stage_phrase(stage, false));
                self.beside(words, phrase.unwrap_or_default(), end, place);
            }
            TimingKind::InEach(slot) => {
                let mut said = Words::at(timing.span);
                said.say("in each").name(slot);
                self.beside(words, Phrase::plain(said), end, place);
            }
            TimingKind::Throughout(gaps) => {
                let mut said = Words::at(timing.span);
                said.say("throughout");
                if let Some(gaps) = gaps {
                    said.say("with gaps of at most").amount(gaps);
                }
                self.beside(words, Phrase::plain(said), end, place);
            }
            TimingKind::Window(window) => self.beside(words, window_phrase(window), end, place),
        }
    }

    /// A phrase on the line of its sentence if all fits there and nothing is chosen, else below it.
    fn beside(&mut self, mut words: Words, phrase: Phrase<'_>, end: Option<&Expr>, place: Place) {
        let mut whole = phrase.in_line();
        until(&mut whole, end);
        let fits = place.indent + words.length() + 1 + whole.length() <= WIDTH;
        if fits && !phrase.is_chosen() {
            words.append(whole);
            self.clause(place.indent, place.hang, &words);
        } else {
            self.clause(place.indent, place.hang, &words);
            self.below(phrase, end, place.indent + 2);
        }
    }

    /// A phrase on its own line, the amounts of a choice one below the other.
    fn below(&mut self, phrase: Phrase<'_>, end: Option<&Expr>, indent: usize) {
        match phrase.limit {
            Some(limit) if phrase.is_chosen() => {
                self.arms(&phrase.before, limit, &phrase.after, indent, amount);
                let mut words = Words::default();
                until(&mut words, end);
                self.clause(indent + phrase.lead, indent + 4, &words);
            }
            _ => {
                let mut words = phrase.in_line();
                until(&mut words, end);
                self.clause(indent, indent + 4, &words);
            }
        }
    }
}

fn until(words: &mut Words, end: Option<&Expr>) {
    if let Some(day) = end {
        words.mark(day.span).may_break(PART).say("until").expr(day, PART + 1, false);
    }
}

/// Evidence of a duty. `early`: the window that stands before its `where`; `held`: a window follows.
pub(super) fn evidence(words: &mut Words, evidence: &Evidence, early: Option<&Window>, held: bool) {
    let thing = &evidence.thing;
    words.quantity(evidence).thing_head(thing);
    if let Some(window) = early {
        words.window(window, PART + 1, thing.filter.is_some());
    }
    if let Some(filter) = &thing.filter {
        words.outer_where(filter, PART, held || thing.once.is_some());
    }
    words.once(thing);
}
