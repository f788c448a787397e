//! Episodes of one child, one after the other, become what they tell together.

use super::episode::{Code, Episode};
use crate::calendar::Day;

/// What a spell is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum What {
    Care,
    Placement,
    Status,
    ShortBreak,
}

impl What {
    /// The word the mapping tests.
    pub(super) fn word(self) -> &'static str {
        match self {
            What::Care => "care",
            What::Placement => "placement",
            What::Status => "legal-status",
            What::ShortBreak => "short-break",
        }
    }
}

/// A stretch of one of these, with the place of the episode it begins with.
#[derive(Debug, Clone)]
pub(super) struct Spell {
    pub(super) what: What,
    pub(super) file: usize,
    pub(super) row: u32,
    /// Nothing where it began before the episodes that are here.
    pub(super) start: Option<Day>,
    pub(super) end: Option<Day>,
    /// Why it ended.
    pub(super) rec: Code,
    pub(super) ls: Code,
    pub(super) place: Code,
    pub(super) provider: Code,
    urn: Code,
    /// Whether all of it is remand: `yes`, `no`, or nothing when some of it is.
    pub(super) remand: &'static str,
}

/// What the report tells of the episodes of one file.
#[derive(Debug, Clone, Default)]
pub(super) struct Counts {
    /// Episodes that neither start time in care nor follow one that is here.
    pub(super) unstarted: u64,
    /// Episodes that end with X1, or no reason, and nothing follows on that day.
    pub(super) broken: u64,
    /// Episodes without an end that are not the last.
    pub(super) unclosed: u64,
    /// Agreements of a series of short breaks.
    pub(super) agreed: u64,
    /// Episodes that start before the one before them ends.
    pub(super) overlapping: u64,
}

/// The episodes of one child in their order.
pub(super) struct Chain<'e> {
    episodes: &'e [Episode],
    counts: &'e mut [Counts],
}

/// What goes on at the moment.
#[derive(Debug, Default)]
struct Open {
    care: Option<Spell>,
    placement: Option<Spell>,
    status: Option<Spell>,
}

impl<'e> Chain<'e> {
    /// The chain of these episodes; `counts` is by file.
    pub(super) fn new(episodes: &'e [Episode], counts: &'e mut [Counts]) -> Chain<'e> {
        Chain { episodes, counts }
    }

    /// Gives every spell.
    pub(super) fn spells(mut self, mut give: impl FnMut(Spell)) {
        let mut open = Open::default();
        let mut before: Option<&Episode> = None;
        for episode in self.episodes {
            if episode.is_respite() {
                // V4 is the agreement of a series: the days of its breaks are not recorded.
                let is_agreement = episode.ls.as_str() == "V4";
                let [start, end] = [episode.start, episode.end].map(|day| day.filter(|_| !is_agreement));
                self.count(episode, |c| c.agreed += u64::from(is_agreement));
                give(Spell::new(What::ShortBreak, episode, start).ending(end));
                continue;
            }
            let Some(start) = episode.start else {
                // Without its first day it follows nothing: it is kept for its placement and status.
                give(Spell::new(What::Placement, episode, None).ending(episode.end));
                give(Spell::new(What::Status, episode, None).ending(episode.end));
                continue;
            };
            let follows = before.is_some_and(|b| self.follows(b, episode, start));
            if let Some(b) = before
                && !follows
            {
                self.close(&mut open, b, Some(start), &mut give);
            }
            self.go_on(&mut open, before.filter(|_| follows), episode, start, &mut give);
            before = Some(episode);
        }
        if let Some(b) = before {
            self.close(&mut open, b, None, &mut give);
        }
    }

    /// Whether time in care goes on from one episode to the next.
    fn follows(&mut self, before: &Episode, episode: &Episode, start: Day) -> bool {
        if episode.rne.as_str() == "S" || before.ends_care() {
            return false;
        }
        match before.end {
            // Still open when it was told: a later year tells on.
            None => true,
            Some(end) if end > start => {
                self.count(episode, |c| c.overlapping += 1);
                true
            }
            Some(end) => end == start,
        }
    }

    /// Takes an episode up: what changes on its first day ends and begins anew.
    fn go_on(
        &mut self,
        open: &mut Open,
        before: Option<&Episode>,
        episode: &Episode,
        start: Day,
        give: &mut impl FnMut(Spell),
    ) {
        let known = |is_new: bool| (is_new || before.is_some()).then_some(start);
        let until = before.map(|b| b.end.unwrap_or(start));
        if before.is_some_and(|b| b.end.is_none()) {
            self.count(episode, |c| c.unclosed += 1);
        }
        match &mut open.care {
            Some(care) => care.remand = together(care.remand, remand(episode)),
            None => {
                let starts = episode.rne.as_str() == "S";
                if !starts {
                    self.count(episode, |c| c.unstarted += 1);
                }
                let mut care = Spell::new(What::Care, episode, starts.then_some(start));
                care.remand = remand(episode);
                open.care = Some(care);
            }
        }
        let moved =
            |p: &Spell| episode.is_new_placement() || p.place != episode.place || p.urn != episode.urn;
        if open.placement.as_ref().is_none_or(moved) {
            let next = Spell::new(What::Placement, episode, known(episode.is_new_placement()));
            if let Some(done) = open.placement.replace(next) {
                give(done.ending(until));
            }
        }
        if open.status.as_ref().is_none_or(|s| s.ls != episode.ls) {
            let next = Spell::new(What::Status, episode, known(episode.is_new_status()));
            if let Some(done) = open.status.replace(next) {
                give(done.ending(until));
            }
        }
    }

    /// Ends all that is open with the last episode of a chain; `next` is the day of one that does not follow it.
    fn close(&mut self, open: &mut Open, last: &Episode, next: Option<Day>, give: &mut impl FnMut(Spell)) {
        let end = last.end.or(next);
        if last.end.is_some() && !last.ends_care() {
            self.count(last, |c| c.broken += 1);
        }
        if last.end.is_none() && next.is_some() {
            self.count(last, |c| c.unclosed += 1);
        }
        let rec = if last.ends_care() { last.rec } else { Code::default() };
        let Open { care, placement, status } = std::mem::take(open);
        for spell in [care, placement, status].into_iter().flatten() {
            give(Spell { rec, ..spell.ending(end) });
        }
    }

    fn count(&mut self, episode: &Episode, add: impl Fn(&mut Counts)) {
        if let Some(counts) = self.counts.get_mut(episode.file) {
            add(counts);
        }
    }
}

impl Spell {
    fn new(what: What, episode: &Episode, start: Option<Day>) -> Spell {
        Spell {
            what,
            file: episode.file,
            row: episode.row,
            start,
            end: None,
            rec: Code::default(),
            ls: episode.ls,
            place: episode.place,
            provider: episode.provider,
            urn: episode.urn,
            remand: "",
        }
    }

    fn ending(self, end: Option<Day>) -> Spell {
        Spell { end, ..self }
    }
}

fn remand(episode: &Episode) -> &'static str {
    match episode.ls.as_str() {
        "J1" | "J2" | "J3" => "yes",
        "" => "",
        _ => "no",
    }
}

fn together(a: &'static str, b: &'static str) -> &'static str {
    if a == b { a } else { "" }
}
