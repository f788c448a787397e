//! An obligation as it stands on the day of reading, and its verdict on that day (4).

use super::tri::Tri;
use duecare::calendar::{Day, NEVER};
use duecare::judge::VerdictWord as Word;

/// How the verdict is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Act,
    Window,
    /// `during`: a window that its end closes.
    During,
    Limit,
    LimitDuring,
    Keep,
    Standing,
    /// Its verdict is already known.
    Said(Word, Day),
}

/// An obligation. Days that do not apply are `NEVER`.
#[derive(Debug, Clone)]
pub(crate) struct Ob {
    pub(crate) kind: Kind,
    pub(crate) opened: Day,
    pub(crate) lo: Day,
    pub(crate) hi: Day,
    pub(crate) done: Day,
    pub(crate) ended: Day,
    pub(crate) seen: Day,
    pub(crate) last: Day,
    pub(crate) exempt: Day,
    /// Limits: the day it was broken, the day it may have been.
    pub(crate) broke: Day,
    pub(crate) maybe: Day,
    /// Limits: the count of the whole window.
    pub(crate) whole: Tri,
    /// Standing: first day of the gap it is in or was closed by.
    pub(crate) gap: Day,
    /// Standing: gaps bridged in time: first day, day after, last tolerated day.
    pub(crate) bridged: Vec<(Day, Day, Day)>,
    /// The version it opened under (6.11).
    pub(crate) version: usize,
    /// The place of its stage.
    pub(crate) stage: usize,
    /// Exempt: the last day of the excuse.
    pub(crate) away: Option<Day>,
    /// Nothing but what is said of a subject: that it cannot be told, or is excused.
    pub(crate) plain: bool,
}

impl Ob {
    pub(crate) fn new(kind: Kind, opened: Day) -> Ob {
        Ob {
            kind,
            opened,
            lo: NEVER,
            hi: NEVER,
            done: NEVER,
            ended: NEVER,
            seen: NEVER,
            last: NEVER,
            exempt: NEVER,
            broke: NEVER,
            maybe: NEVER,
            whole: Tri::Unknown,
            gap: NEVER,
            bridged: Vec::new(),
            version: 0,
            stage: 0,
            away: None,
            plain: false,
        }
    }

    /// One whose verdict never changes.
    pub(crate) fn said(word: Word, opened: Day) -> Ob {
        Ob { plain: true, ..Ob::new(Kind::Said(word, NEVER), opened) }
    }

    /// The verdict on the day of reading, and its day.
    pub(crate) fn verdict(&self, d: Day) -> Option<(Word, Day)> {
        if d < self.opened {
            return None;
        }
        let graded = |x: Day, good: (Word, Day), doubt: Day, bad: (Word, Day)| {
            if x <= self.lo {
                good
            } else if x <= self.hi {
                (Word::CannotTell, doubt)
            } else {
                bad
            }
        };
        let running = || {
            let overdue = self.hi.saturating_add(1).max(self.opened);
            graded(d, (Word::Due, self.lo), NEVER, (Word::Overdue, overdue))
        };
        let ended = self.seen <= d;
        Some(match self.kind {
            Kind::Said(word, day) => (word, day),
            Kind::Act => {
                if self.done <= self.lo && self.done <= d {
                    (Word::Met, self.done)
                } else if d >= self.exempt {
                    (Word::Exempt, self.exempt)
                } else if self.done <= d {
                    graded(self.done, (Word::Met, self.done), self.done, (Word::Late, self.done))
                } else if ended {
                    let x = self.ended;
                    graded(x, (Word::Lapsed, x), x, (Word::Missed, x))
                } else {
                    running()
                }
            }
            Kind::Window | Kind::During => {
                if self.done <= d {
                    (Word::Met, self.done)
                } else if d >= self.exempt {
                    (Word::Exempt, self.exempt)
                } else if self.kind == Kind::Window && ended && self.ended <= self.lo {
                    (Word::Lapsed, self.ended)
                } else {
                    graded(d, (Word::Due, self.lo), NEVER, (Word::Missed, self.hi.saturating_add(1)))
                }
            }
            Kind::Limit | Kind::LimitDuring => {
                if d >= self.broke {
                    (Word::Missed, self.broke)
                } else if d >= self.maybe {
                    (Word::CannotTell, NEVER)
                } else if self.kind == Kind::Limit && ended && self.ended <= self.lo {
                    (Word::Lapsed, self.ended)
                } else if d <= self.lo {
                    (Word::Due, self.lo)
                } else if d <= self.hi {
                    (Word::CannotTell, NEVER)
                } else {
                    match self.whole {
                        Tri::True => (Word::Met, self.lo),
                        Tri::False => (Word::Missed, self.hi.saturating_add(1)),
                        _ => (Word::CannotTell, NEVER),
                    }
                }
            }
            Kind::Keep => {
                if ended {
                    if self.last < self.lo {
                        (Word::Missed, self.ended)
                    } else if self.last < self.hi {
                        (Word::CannotTell, self.ended)
                    } else {
                        (Word::Met, self.lo)
                    }
                } else if d < self.lo {
                    (Word::Due, self.lo)
                } else if d < self.hi {
                    (Word::CannotTell, NEVER)
                } else {
                    (Word::Met, self.lo)
                }
            }
            Kind::Standing => {
                if d >= self.exempt {
                    (Word::Exempt, self.exempt)
                } else if let Some(b) = self.bridged.iter().find(|b| b.0 <= d && d < b.1) {
                    (Word::Due, b.2)
                } else if d < self.gap {
                    (Word::Met, NEVER)
                } else if self.done <= d {
                    graded(self.done - 1, (Word::Met, NEVER), self.done, (Word::Late, self.done))
                } else if ended {
                    graded(self.last, (Word::Met, NEVER), NEVER, (Word::Missed, self.ended))
                } else {
                    running()
                }
            }
        })
    }
}
