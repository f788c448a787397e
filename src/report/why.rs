//! Why, in one short line.

use super::book::Book;
use super::finding::Finding;
use super::outages::{exempt_until, outage_of};
use super::phrase::{Ids, Phrase, article};
use crate::calendar::{ALWAYS, Day, NEVER, to_long};
use crate::judge::{Form, Obligation, VerdictWord};
use crate::lang::checked::{Count, Duty, Evidence, Quantity, Standard, Timing};
use crate::record::Shape;

/// One line that says what the verdict rests on, without any name or id.
pub fn why(book: &Book<'_>, f: &Finding) -> String {
    let found = book.ledger.obligations().get(f.place as usize);
    let (Some(o), Some(standard)) = (found, book.standard(f.standard)) else { return String::new() };
    let line = Line { say: Phrase { book, standard, ids: Ids::Hidden }, f, o };
    let said = verdict_words(book, standard, &line);
    match outage_of(book, f) {
        Some(outage) => format!("{said}; it fell due in an outage ({outage})"),
        None => said,
    }
}

fn verdict_words(book: &Book<'_>, standard: &Standard, line: &Line<'_>) -> String {
    match (line.f.verdict.word, line.o.form) {
        (VerdictWord::Exempt, _) => {
            let word = if exempt_until(book, line.f, line.o).is_some() { "exempt" } else { "excused" };
            format!("{}: {word}{}", line.subject(), line.due())
        }
        (VerdictWord::CannotTell, Form::Doubt) => line.doubtful(),
        (VerdictWord::CannotTell, _) => line.untold(),
        (VerdictWord::Lapsed, _) => {
            format!(
                "{}: ended {} before it had to be done{}",
                line.subject(),
                to_long(line.o.ended),
                line.due()
            )
        }
        _ => match &standard.duty {
            Duty::Satisfy(c) => line.satisfied(&line.say.condition(c)),
            Duty::LastAtMost(_) => line.lasting(),
            Duty::LastAtLeast(_) => line.keeping(),
            Duty::Have(e, timing) => match line.o.form {
                // Each day is asked by the version in force on it: what is said to fail is what failed first.
                Form::Standing => line.standing(match &book.version_on(standard, line.failing()).duty {
                    Duty::Have(asked, _) => asked,
                    _ => e,
                }),
                Form::Asked => line.asked(e),
                Form::Limit | Form::LimitDuring => line.limited(e),
                _ if line.say.is_itself(&e.thing) => line.itself(e),
                _ => line.acted(e, timing),
            },
        },
    }
}

/// `no X`.
const NONE: Quantity = Quantity::AtMost(Count::Fixed(0));

/// A line being made.
struct Line<'a> {
    say: Phrase<'a>,
    f: &'a Finding,
    o: &'a Obligation,
}

impl Line<'_> {
    /// `assessment of 12 January 2021`.
    fn subject(&self) -> String {
        let scope = &self.say.standard.scope;
        if let Some(about) = &scope.breach_of {
            return format!("breach of {about} on {}", to_long(self.o.opened));
        }
        let kind = self.say.kind(scope.kind);
        let start = self.say.book.caseload.table(scope.kind).map_or(NEVER, |t| t.start(self.o.subject));
        if self.shape() == Some(Shape::Subject) || start == NEVER {
            kind
        } else {
            format!("{kind} of {}", to_long(start))
        }
    }

    /// Of the records that are judged: whether they have a day, or days.
    fn shape(&self) -> Option<Shape> {
        let scope = &self.say.standard.scope;
        self.say.book.caseload.vocabulary.kind(scope.kind).map(|k| k.shape)
    }

    /// What is missing where it cannot be told whether anything is owed: the record's own days first.
    fn doubtful(&self) -> String {
        let (scope, book) = (&self.say.standard.scope, self.say.book);
        let shape = self.shape().unwrap_or(Shape::Subject);
        let table = book.caseload.table(scope.kind).filter(|_| scope.breach_of.is_none());
        let start = table.map_or(ALWAYS, |t| t.start(self.o.subject));
        let missing = match shape {
            Shape::Event if start == NEVER => "its date is missing",
            Shape::Period if start == NEVER => "its start is missing",
            Shape::Period if table.is_some_and(|t| t.impossible(self.o.subject)) => {
                "it ends before it starts"
            }
            _ => "a fact that decides whether or when it is owed is missing",
        };
        format!("{}: {missing}", self.subject())
    }

    /// `, due 8 March 2021`.
    fn due(&self) -> String {
        self.f.due.map(|d| format!(", due {}", to_long(d))).unwrap_or_default()
    }

    /// What cannot be told, and whether the calendar is why: its working days do not reach the day it would be due.
    fn untold(&self) -> String {
        let known = &self.say.book.calendar.working;
        if self.f.due.is_some_and(|d| d < known.first || d > known.last) {
            let (first, last) = (to_long(known.first), to_long(known.last));
            return format!("{}: working days are known only from {first} to {last}", self.subject());
        }
        format!("{}: a fact is missing{}", self.subject(), self.due())
    }

    fn day(&self) -> String {
        self.f.verdict.day.map(to_long).unwrap_or_default()
    }

    /// `must be authorised`.
    fn itself(&self, e: &Evidence) -> String {
        let word = self.say.participle(&e.thing).unwrap_or_default();
        let (subject, due) = (self.subject(), self.due());
        match self.f.verdict.word {
            VerdictWord::Met | VerdictWord::Late => format!("{subject}: {word} {}{due}", self.day()),
            VerdictWord::Due => format!("{subject}: not {word} yet{due}"),
            _ => format!("{subject}: not {word}{due}"),
        }
    }

    /// `must have` by a day or in a window.
    fn acted(&self, e: &Evidence, timing: &Timing) -> String {
        let n = number(e.quantity);
        let noun = match n {
            Some(1) if !e.thing.days => self.say.kind(e.thing.kind),
            Some(n) => format!("{n} {}", self.many(e)),
            None => self.many(e),
        };
        let none = match n {
            Some(1) if !e.thing.days => format!("no {noun} that counts"),
            _ => format!("not {noun} that count"),
        };
        let (subject, due) = (self.subject(), self.due());
        let chain = matches!(timing, Timing::Stages(_) | Timing::InLast(_));
        let since = match self.o.opened {
            ALWAYS | NEVER => String::new(),
            day if chain => format!(" since {}", to_long(day)),
            _ => String::new(),
        };
        match self.f.verdict.word {
            VerdictWord::Met | VerdictWord::Late => format!("{subject}: {noun} {}{due}", self.day()),
            VerdictWord::Due => format!("{subject}: {none} yet{since}{due}"),
            VerdictWord::Missed if self.o.form == Form::Act => {
                format!("{subject}: {none}{since}{due}; ended {}", to_long(self.o.ended))
            }
            VerdictWord::Missed => format!("{subject}: {none}{due}; too late now"),
            _ => format!("{subject}: {none}{since}{due}"),
        }
    }

    fn lasting(&self) -> String {
        let (subject, due) = (self.subject(), self.due());
        let ends = due.replacen("due", "to end by", 1);
        let during = self.say.standard.scope.during.as_ref().map(|c| self.say.condition(c));
        match (self.f.verdict.word, during) {
            (VerdictWord::Met | VerdictWord::Late, None) => format!("{subject}: ended {}{due}", self.day()),
            (VerdictWord::Met | VerdictWord::Late, Some(c)) => {
                format!("{subject}: {c} until {}{due}", self.day())
            }
            (_, None) => format!("{subject}: still open{ends}"),
            (_, Some(c)) => format!("{subject}: {c} since {}{ends}", to_long(self.o.opened)),
        }
    }

    fn keeping(&self) -> String {
        let (subject, to) = (self.subject(), to_long(self.o.lo));
        match self.f.verdict.word {
            VerdictWord::Missed => format!("{subject}: ended {}, before {to}", self.day()),
            VerdictWord::Met => format!("{subject}: lasted to {to}"),
            _ => format!("{subject}: is to last to {to}"),
        }
    }

    /// Of what must hold on every day: the first day of the gap; of one that was let pass its last.
    fn failing(&self) -> Day {
        if self.o.gap == NEVER { self.f.due.unwrap_or(self.o.opened) } else { self.o.gap }
    }

    /// What must hold on every day.
    fn standing(&self, e: &Evidence) -> String {
        let (subject, wrong) = (self.subject(), self.wrong(e));
        let since = to_long(self.o.gap);
        match self.f.verdict.word {
            VerdictWord::Met => format!("{subject}: it holds"),
            VerdictWord::Due => format!("{subject}: {wrong} for now{}", self.due()),
            VerdictWord::Late => {
                format!("{subject}: {wrong} from {since}, put right {}", self.day())
            }
            VerdictWord::Missed => format!("{subject}: {wrong} from {since} to its end"),
            _ => format!("{subject}: {wrong} since {since}"),
        }
    }

    /// What is asked once, of an event.
    fn asked(&self, e: &Evidence) -> String {
        let subject = self.subject();
        match (self.f.verdict.word, e.quantity) {
            (VerdictWord::Met, _) => format!("{subject}: it holds"),
            (_, NONE) => format!("{subject}: there is {}", article(&self.say.thing(&e.thing))),
            _ => format!("{subject}: {}", self.wrong(e)),
        }
    }

    /// `no allocation that counts`, `more allocations than allowed`.
    fn wrong(&self, e: &Evidence) -> String {
        let (kind, many) = (self.say.kind(e.thing.kind), self.many(e));
        match e.quantity {
            Quantity::AtLeast(Count::Fixed(1)) if !e.thing.days => format!("no {kind} that counts"),
            NONE => article(&kind),
            Quantity::AtLeast(_) => format!("fewer {many} than asked for"),
            Quantity::AtMost(_) => format!("more {many} than allowed"),
            Quantity::Exactly(_) => format!("not as many {many} as asked for"),
        }
    }

    /// `visits`, `days of placements`.
    fn many(&self, e: &Evidence) -> String {
        let many = self.say.plural(e.thing.kind);
        if e.thing.days { format!("days of {many}") } else { many }
    }

    /// At most so many in a window.
    fn limited(&self, e: &Evidence) -> String {
        let (subject, due) = (self.subject(), self.due().replacen("due", "up to", 1));
        match self.f.verdict.word {
            VerdictWord::Missed => format!("{subject}: {} on {}", self.wrong(e), self.day()),
            _ if e.quantity == NONE => format!("{subject}: no {} so far{due}", self.say.kind(e.thing.kind)),
            _ => format!("{subject}: not {} so far{due}", self.wrong(e)),
        }
    }

    fn satisfied(&self, condition: &str) -> String {
        let subject = self.subject();
        match self.f.verdict.word {
            VerdictWord::Met => format!("{subject}: {condition}"),
            VerdictWord::Due => format!("{subject}: to be so{}: {condition}", self.due()),
            VerdictWord::Late => format!("{subject}: not in time: {condition}"),
            _ => format!("{subject}: not so: {condition}"),
        }
    }
}

fn number(q: Quantity) -> Option<u32> {
    match q {
        Quantity::AtLeast(Count::Fixed(n)) => Some(n),
        _ => None,
    }
}
