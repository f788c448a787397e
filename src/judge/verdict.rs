//! The verdict of an obligation as at a day.

use super::obligation::{Extra, Form, Obligation};
use super::tri::Tri;
use crate::calendar::{Day, NEVER};
use std::fmt;

/// The eight words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum VerdictWord {
    /// Done on or before the due day, or holding.
    Met,
    /// Running, the due day not yet past.
    Due,
    /// Done after the due day.
    Late,
    /// Due day past, not done, still running.
    Overdue,
    /// Due day past, and it can no longer be done.
    Missed,
    /// Ended before its due day.
    Lapsed,
    /// Excused.
    Exempt,
    /// A fact is missing.
    CannotTell,
}

impl VerdictWord {
    /// All eight, in the order of the language page.
    pub const ALL: [VerdictWord; 8] = [
        VerdictWord::Met,
        VerdictWord::Due,
        VerdictWord::Late,
        VerdictWord::Overdue,
        VerdictWord::Missed,
        VerdictWord::Lapsed,
        VerdictWord::Exempt,
        VerdictWord::CannotTell,
    ];

    /// As in data: hyphenated.
    pub fn code(self) -> &'static str {
        match self {
            VerdictWord::CannotTell => "cannot-tell",
            other => other.words(),
        }
    }

    /// As in a sentence.
    pub fn words(self) -> &'static str {
        match self {
            VerdictWord::Met => "met",
            VerdictWord::Due => "due",
            VerdictWord::Late => "late",
            VerdictWord::Overdue => "overdue",
            VerdictWord::Missed => "missed",
            VerdictWord::Lapsed => "lapsed",
            VerdictWord::Exempt => "exempt",
            VerdictWord::CannotTell => "cannot tell",
        }
    }

    /// The word of a code, hyphenated or not.
    pub fn named(text: &str) -> Option<VerdictWord> {
        VerdictWord::ALL.into_iter().find(|w| w.code() == text || w.words() == text)
    }

    /// Whether it is a breach, open or closed.
    pub fn is_breach(self) -> bool {
        matches!(self, VerdictWord::Late | VerdictWord::Overdue | VerdictWord::Missed)
    }

    /// Whether it stands in a denominator: all but lapsed and exempt.
    pub fn counts(self) -> bool {
        !matches!(self, VerdictWord::Lapsed | VerdictWord::Exempt)
    }
}

/// A word and, where the word has one, a day: met on, due by, late on, overdue since, missed on, cannot tell on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Verdict {
    /// The word.
    pub word: VerdictWord,
    /// Its day.
    pub day: Option<Day>,
}

impl Verdict {
    /// A verdict with its day; [`NEVER`] means none.
    pub fn on(word: VerdictWord, day: Day) -> Verdict {
        Verdict { word, day: (day != NEVER).then_some(day) }
    }

    /// The verdict of what is asked once, on a day.
    pub(super) fn asked(answer: Tri, day: Day) -> Verdict {
        let day = if day == Day::MIN { NEVER } else { day };
        match answer {
            Tri::Yes => Verdict::on(Met, day),
            Tri::Unknown => Verdict::plain(CannotTell),
            Tri::No => Verdict::on(Missed, day),
        }
    }

    /// The verdict on a day of what fell due in an outage that exempts it up to a day: what was answered, or could no
    /// longer be answered, by then is exempt for good, what still was not is overdue from the day after.
    fn relieved(self, on: Day, until: Day) -> Verdict {
        match (self.word, self.day) {
            (Overdue, _) if on <= until => Verdict::plain(Exempt),
            (Overdue, day) => Verdict::on(Overdue, day.unwrap_or(until).max(until.saturating_add(1))),
            (Late | Missed, Some(day)) if day <= until => Verdict::plain(Exempt),
            _ => self,
        }
    }

    /// A verdict without a day.
    pub fn plain(word: VerdictWord) -> Verdict {
        Verdict { word, day: None }
    }
}

impl fmt::Display for Verdict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.word.words())?;
        match self.day {
            Some(d) => write!(f, " {}", crate::calendar::to_iso(d)),
            None => Ok(()),
        }
    }
}

use VerdictWord::{CannotTell, Due, Exempt, Lapsed, Late, Met, Missed, Overdue};

/// What is said of an obligation: the whole verdict, or its word alone, which is told faster.
pub(super) trait Said: Copy {
    /// A word with its day; [`NEVER`] means none.
    fn on(word: VerdictWord, day: Day) -> Self;
    /// A word without a day.
    fn plain(word: VerdictWord) -> Self;
    /// What was said already.
    fn of(verdict: Verdict) -> Self;
}

impl Said for Verdict {
    #[inline(always)]
    fn on(word: VerdictWord, day: Day) -> Verdict {
        Verdict::on(word, day)
    }

    #[inline(always)]
    fn plain(word: VerdictWord) -> Verdict {
        Verdict::plain(word)
    }

    #[inline(always)]
    fn of(verdict: Verdict) -> Verdict {
        verdict
    }
}

impl Said for VerdictWord {
    #[inline(always)]
    fn on(word: VerdictWord, _: Day) -> VerdictWord {
        word
    }

    #[inline(always)]
    fn plain(word: VerdictWord) -> VerdictWord {
        word
    }

    #[inline(always)]
    fn of(verdict: Verdict) -> VerdictWord {
        verdict.word
    }
}

impl Obligation {
    /// The verdict at the close of a day; nothing before it opened. `extra` is this obligation's own.
    pub fn verdict(&self, extra: Option<&Extra>, as_at: Day) -> Option<Verdict> {
        let d = extra.map_or(as_at, |e| e.shown_on(as_at));
        let verdict = self.judged::<Verdict>(extra, d)?;
        let until = extra.and_then(|e| e.outage?.until);
        Some(until.map_or(verdict, |until| verdict.relieved(d, until)))
    }

    /// The verdict where no day is held back and no outage relieves it; compiled into its caller.
    #[inline(always)]
    pub(super) fn judged<S: Said>(&self, extra: Option<&Extra>, d: Day) -> Option<S> {
        if d < self.opened {
            return None;
        }
        Some(match self.form {
            Form::Act => self.act(extra, d, self.done),
            Form::Last => self.act(extra, d, if self.ended_seen <= d { self.done } else { NEVER }),
            Form::Window | Form::During => self.window(extra, d),
            Form::Limit | Form::LimitDuring => self.limit(extra, d),
            Form::Keep => self.keep(d),
            Form::Standing => self.standing(extra, d),
            Form::Value => self.value(extra, d),
            Form::Doubt => S::plain(CannotTell),
            Form::Excused => S::plain(Exempt),
            Form::Asked => match self.answer {
                Tri::Yes => S::on(Met, self.done),
                Tri::Unknown => S::plain(CannotTell),
                Tri::No => S::on(Missed, self.opened),
            },
        })
    }

    /// The first day after a day on which the verdict may be another than on that day; [`NEVER`] when it stays.
    pub(super) fn next_change(&self, extra: Option<&Extra>, after: Day) -> Day {
        let later = |d: Day| if d > after { d } else { NEVER };
        let next = |d: Day| later(d.saturating_add(1));
        let ends = [self.opened, self.done, self.ended_seen, self.exempt, self.gap, self.lo, self.hi];
        let change = ends.into_iter().map(later).fold(NEVER, Day::min);
        let change = change.min(next(self.lo)).min(next(self.hi));
        let Some(extra) = extra else { return change };
        let dues = extra.dues.iter().map(|d| d.0);
        let held = extra.held.iter().flat_map(|h| [h.0.saturating_add(1), h.1]);
        let bridged = extra.bridged.iter().flat_map(|b| [b.0, b.1]);
        let values = extra.values.iter().map(|v| v.from);
        let relief = extra.outage.and_then(|o| o.until).map(|until| until.saturating_add(1));
        let values = values.chain(relief);
        dues.chain(held).chain(bridged).chain(values).map(later).fold(change, Day::min)
    }

    /// First day on which the verdict is a breach; [`NEVER`] when it never is (as far as the records go).
    pub fn breach_day(&self, extra: Option<&Extra>) -> Day {
        let bad = match self.form {
            Form::Limit | Form::LimitDuring => self.limit_breach().max(self.opened),
            Form::Value => {
                let steps = extra.map_or(&[][..], |e| &e.values);
                let first = steps.iter().find(|s| s.verdict.word.is_breach());
                let at_once = steps.is_empty() && self.answer == Tri::No;
                first.map_or(if at_once { self.opened } else { NEVER }, |s| s.from.max(self.opened))
            }
            Form::Doubt | Form::Excused => NEVER,
            Form::Asked => {
                if self.answer == Tri::No {
                    self.opened
                } else {
                    NEVER
                }
            }
            Form::Keep => self.ended_seen,
            _ => self.hi.saturating_add(i32::from(self.hi != NEVER)).max(self.opened),
        };
        if bad == NEVER {
            return NEVER;
        }
        let relief = extra.and_then(|e| e.outage?.until);
        let bad = relief.map_or(bad, |until| bad.max(until.saturating_add(1)));
        // Days held by a gap that may be bridged show the verdict of the day before it.
        let held = extra.and_then(|e| e.held.iter().find(|&&(from, until)| from < bad && bad < until));
        let day = held.map_or(bad, |&(_, until)| until);
        match self.verdict(extra, day) {
            Some(v) if v.word.is_breach() => day,
            _ => NEVER,
        }
    }

    fn limit_breach(&self) -> Day {
        if self.done != NEVER {
            return self.done;
        }
        if self.answer == Tri::No && self.exempt == NEVER && self.hi != NEVER { self.hi + 1 } else { NEVER }
    }

    #[inline(always)]
    fn grade<S: Said>(&self, x: Day, good: S, bad: S) -> S {
        if x <= self.lo {
            good
        } else if x <= self.hi {
            S::plain(CannotTell)
        } else {
            bad
        }
    }

    /// As `grade`, with the day of a doubt that is settled in time but not in meaning.
    #[inline(always)]
    fn grade_on<S: Said>(&self, x: Day, good: VerdictWord, bad: VerdictWord) -> S {
        if x <= self.lo {
            S::on(good, x)
        } else if x <= self.hi {
            S::on(CannotTell, x)
        } else {
            S::on(bad, x)
        }
    }

    #[inline(always)]
    fn due_on(&self, extra: Option<&Extra>, d: Day) -> Day {
        let dues = extra.map_or(&[][..], |e| &e.dues);
        dues.iter().rev().find(|s| s.0 <= d).map_or(self.lo, |s| s.1)
    }

    #[inline(always)]
    fn overdue<S: Said>(&self) -> S {
        S::on(Overdue, self.hi.saturating_add(1).max(self.opened))
    }

    #[inline(always)]
    fn act<S: Said>(&self, extra: Option<&Extra>, d: Day, done: Day) -> S {
        if done <= self.lo && done <= d {
            return S::on(Met, done);
        }
        if d >= self.exempt {
            return S::plain(Exempt);
        }
        if done <= d {
            return self.grade_on(done, Met, Late);
        }
        if self.ended_seen <= d {
            return self.grade_on(self.ended, Lapsed, Missed);
        }
        self.grade(d, S::on(Due, self.due_on(extra, d)), self.overdue())
    }

    fn window<S: Said>(&self, extra: Option<&Extra>, d: Day) -> S {
        if self.done <= d {
            return S::on(Met, self.done);
        }
        if d >= self.exempt {
            return S::plain(Exempt);
        }
        if self.form == Form::Window && self.ended <= self.lo && self.ended_seen <= d {
            return S::on(Lapsed, self.ended);
        }
        let bad = S::on(Missed, self.hi.saturating_add(1));
        self.grade(d, S::on(Due, self.due_on(extra, d)), bad)
    }

    fn limit<S: Said>(&self, extra: Option<&Extra>, d: Day) -> S {
        if d >= self.done {
            return S::on(Missed, self.done);
        }
        if d >= self.exempt {
            return S::plain(CannotTell);
        }
        if self.form == Form::Limit && self.ended <= self.lo && self.ended_seen <= d {
            return S::on(Lapsed, self.ended);
        }
        if d <= self.lo {
            return S::on(Due, self.due_on(extra, d));
        }
        if d <= self.hi {
            return S::plain(CannotTell);
        }
        match self.answer {
            Tri::Yes => S::on(Met, self.lo),
            Tri::Unknown => S::plain(CannotTell),
            Tri::No => S::on(Missed, self.hi.saturating_add(1)),
        }
    }

    fn keep<S: Said>(&self, d: Day) -> S {
        if self.ended_seen <= d {
            return if self.last < self.lo {
                S::on(Missed, self.ended)
            } else if self.last < self.hi {
                S::plain(CannotTell)
            } else {
                S::on(Met, self.lo)
            };
        }
        if d < self.lo {
            S::on(Due, self.lo)
        } else if d < self.hi {
            S::plain(CannotTell)
        } else {
            S::on(Met, self.lo)
        }
    }

    fn standing<S: Said>(&self, extra: Option<&Extra>, d: Day) -> S {
        if d >= self.exempt {
            return S::plain(Exempt);
        }
        if let Some(b) = extra.and_then(|e| e.bridged.iter().find(|b| b.0 <= d && d < b.1)) {
            return S::on(Due, b.2);
        }
        if d < self.gap {
            return S::plain(Met);
        }
        if self.done <= d {
            return match self.grade_on(self.done - 1, Met, Late) {
                Met => S::plain(Met),
                word => S::on(word, self.done),
            };
        }
        if self.ended_seen <= d {
            return match self.grade_on(self.last, Met, Missed) {
                Met => S::plain(Met),
                word => S::on(word, self.ended),
            };
        }
        self.grade(d, S::on(Due, self.lo), self.overdue())
    }

    fn value<S: Said>(&self, extra: Option<&Extra>, d: Day) -> S {
        if d >= self.exempt {
            return S::plain(Exempt);
        }
        let steps = extra.map_or(&[][..], |e| &e.values);
        if steps.is_empty() {
            return S::of(Verdict::asked(self.answer, self.opened));
        }
        steps.iter().rev().find(|s| s.from <= d).map_or(S::plain(CannotTell), |s| S::of(s.verdict))
    }
}
