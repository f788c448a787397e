//! Timing phrases: what stands before an amount, the amount, and what stands after it.

use super::words::{PART, Words};
use crate::lang::ast::{Either, Every, Limit, OneOff, OneOffKind, Passes, Stage, Which, Window, WindowKind};

/// A timing phrase.
#[derive(Default)]
pub(super) struct Phrase<'a> {
    /// `then within`.
    pub(super) before: Words,
    /// `4 weeks`, maybe chosen.
    pub(super) limit: Option<&'a Limit>,
    /// `of the start`.
    pub(super) after: Words,
    /// Width of `then `: what follows a choice is aligned with the phrase behind it.
    pub(super) lead: usize,
}

impl<'a> Phrase<'a> {
    /// A phrase without an amount.
    pub(super) fn plain(before: Words) -> Phrase<'a> {
        Phrase { before, ..Phrase::default() }
    }

    /// Whether its amount is chosen by condition.
    pub(super) fn is_chosen(&self) -> bool {
        self.limit.is_some_and(|limit| !limit.arms.is_empty())
    }

    /// All of it as one clause.
    pub(super) fn in_line(&self) -> Words {
        let mut words = self.before.clone();
        if let Some(limit) = self.limit {
            words.limit(limit);
        }
        words.append(self.after.clone());
        if let Some(first) = words.list.first_mut() {
            first.level = PART;
        }
        words
    }
}

/// A stage; `then` stands before all but the first.
pub(super) fn stage_phrase(stage: &Stage, then: bool) -> Phrase<'_> {
    let mut phrase = match stage {
        Stage::Once(once) => one_off(once, false),
        Stage::Either(either) => Phrase::plain(either_words(either)),
        Stage::Every(every) => every_phrase(every),
    };
    if then {
        let mut before = Words::at(stage.span());
        before.say("then").append(phrase.before);
        phrase.before = before;
        phrase.lead = "then ".len();
    }
    phrase
}

fn one_off(once: &OneOff, tail: bool) -> Phrase<'_> {
    let mut before = Words::at(once.span);
    let (limit, side) = match &once.kind {
        OneOffKind::WithinOf(limit) => (Some(limit), Some("of")),
        OneOffKind::WithinBefore(limit) => (Some(limit), Some("before")),
        OneOffKind::AtLeastBefore(limit) => (Some(limit), Some("before")),
        OneOffKind::By => (None, None),
    };
    before.say(match &once.kind {
        OneOffKind::By => "by",
        OneOffKind::AtLeastBefore(_) => "at least",
        _ => "within",
    });
    let mut after = Words::at(once.day.span);
    if let Some(side) = side {
        after.say(side);
    }
    after.expr(&once.day, PART + 1, once.roll || tail);
    counting(&mut after, once.counting, once.roll);
    Phrase { before, limit, after, lead: 0 }
}

fn counting(words: &mut Words, counting: bool, roll: bool) {
    if counting {
        words.say("counting that day");
    }
    if roll {
        words.say("or the next working day");
    }
}

fn either_words(either: &Either) -> Words {
    let mut words = one_off(&either.first, true).in_line();
    let second = one_off(&either.second, false).in_line();
    words.may_break(PART + 1).say("or").append(second);
    words.say(match either.which {
        Which::Sooner => "whichever is sooner",
        Which::Later => "whichever is later",
    });
    words
}

fn every_phrase(every: &Every) -> Phrase<'_> {
    let mut before = Words::at(every.span);
    before.say("every");
    let mut after = Words::at(every.limit.span);
    counting(&mut after, every.counting, every.roll);
    match &every.passes {
        Some(Passes::ForTheFirst(amount)) => {
            after.say("for the first").amount(amount);
        }
        Some(Passes::Until(day)) => {
            after.say("until").expr(day, PART + 1, false);
        }
        None => {}
    }
    Phrase { before, limit: Some(&every.limit), after, lead: 0 }
}

/// A window taken as timing.
pub(super) fn window_phrase(window: &Window) -> Phrase<'_> {
    let mut words = Words::at(window.span);
    match &window.kind {
        WindowKind::InLast(limit) => {
            words.say("in the last");
            return Phrase { before: words, limit: Some(limit), ..Phrase::default() };
        }
        WindowKind::InLastOf(count, thing) => {
            words.say("in the last").count(count).thing_head(thing);
            if let Some(filter) = &thing.filter {
                words.outer_where(filter, PART + 1, false);
            }
        }
        _ => {
            words.window(window, PART + 1, false);
        }
    }
    Phrase::plain(words)
}
