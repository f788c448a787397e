//! How a verdict came about, as data: what an explanation says in words.

use super::verdict::Verdict;
use super::{Obligation, Tri};
use crate::calendar::{AddOptions, Amount, Day, Unit};
use crate::lang::checked::{Cond, DayExpr, FieldRef, Quantity, Thing};
use crate::record::{Agreement, FieldId, Row};

/// The whole derivation of one obligation as at a day.
#[derive(Debug, Clone, PartialEq)]
pub struct Derivation {
    /// The obligation as the ledger holds it.
    pub obligation: Obligation,
    /// The verdict as at the day asked.
    pub verdict: Verdict,
    /// The place of the standard whose words decide: another version's where a state goes on from one into the next.
    pub asked_under: u32,
    /// The day asked.
    pub as_at: Day,
    /// The day the verdict is read on: the day asked, or the last day before a gap that may yet be bridged.
    pub day: Day,
    /// The record it is about; of a spell the first piece.
    pub subject: Row,
    /// Its first day.
    pub start: Day,
    /// Its last day.
    pub end: Day,
    /// The records a spell was joined from; empty where nothing is joined.
    pub pieces: Vec<Row>,
    /// The run of days on which the standard applies; none where it never came to that.
    pub run: Option<Run>,
    /// How the due day was counted.
    pub clock: Vec<Step>,
    /// How many are asked for, where a number is.
    pub needed: Option<Needed>,
    /// Evidence counts on these days.
    pub window: Option<(Day, Day)>,
    /// How many there were on a day: certain and possible.
    pub count: Option<Count>,
    /// Records that were looked at.
    pub looked: Vec<Looked>,
    /// The tests of a `must satisfy`, each with its answer.
    pub tests: Vec<Test>,
    /// The facts without which it cannot be told.
    pub missing: Vec<Missing>,
    /// The exceptions and excuses that took hold.
    pub relieved: Vec<Relieved>,
    /// What answers it, while it runs and something can.
    pub closes: Option<Closes>,
}

/// A run of days on which a standard applies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Run {
    /// The day it is counted from: the subject's own first day, or that of its `while`.
    pub start: Day,
    /// The first of its days on which the standard is in force.
    pub open: Day,
    /// Its last day.
    pub last: Day,
    /// The day the duty ended.
    pub ended: Day,
    /// Why it ended then.
    pub ended_by: EndedBy,
}

/// Why a run of days ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EndedBy {
    /// The subject ended.
    Subject,
    /// Its `while` (or an `except while`) did.
    While,
    /// Its `until` came.
    Until,
    /// The standard went out of force.
    Force,
}

/// What stands on the day a sum is counted from.
#[derive(Debug, Clone, PartialEq)]
pub enum From {
    /// The first day of the subject, or of the run its `while` makes.
    Start,
    /// The first day in force of a standard that came later than its subject.
    InForce,
    /// The day after the last one of a clock that an earlier version of the standard has ended.
    Ended,
    /// A day the duty names: a field, a written day, the first of some things.
    Named(DayExpr),
    /// The answer before.
    Answer(Option<Row>),
    /// The last day of an excuse.
    Away,
    /// The day another amount came into force.
    Changed,
    /// The day before the first that fails.
    Gap,
}

/// One step of a count.
#[derive(Debug, Clone, PartialEq)]
#[allow(clippy::large_enum_variant, reason = "a few of these are made for one explanation, one at a time")]
pub enum Step {
    /// A sum of a day and an amount.
    Sum(Sum),
    /// A day that is the due day itself, or the anchor of a sum.
    Named {
        /// What names it.
        what: DayExpr,
        /// The day.
        day: Day,
    },
    /// Evidence counts inside a window.
    Window {
        /// Its first day.
        from: Day,
        /// Its last day; none while that cannot be seen.
        to: Option<Day>,
        /// The slot it is: `month`.
        slot: Option<String>,
        /// `within A before T`: A.
        amount: Option<Amount>,
    },
    /// A clock that opens after an excuse is not due before this day.
    NotBefore(Day),
    /// The day named is no working day: this is the next.
    Rolled(Day),
    /// Freshness: nothing had been done when the asking began on this day.
    Nothing(Day),
    /// Of several, the sooner or the later counts.
    Chosen {
        /// The sooner, not the later.
        sooner: bool,
        /// The day it gives.
        day: Day,
    },
    /// How the due day stood before it moved.
    Stood {
        /// It stood so until this day.
        until: Day,
        /// The due day then.
        due: Day,
    },
    /// A gap of a duty that must hold on every day.
    Gap {
        /// Its first day.
        from: Day,
        /// The last day on which it is tolerated.
        until: Day,
        /// How long it is tolerated, where it is.
        gaps: Option<Amount>,
    },
}

/// A sum.
#[derive(Debug, Clone, PartialEq)]
pub struct Sum {
    /// Counted from.
    pub from: Day,
    /// What stands there.
    pub what: From,
    /// How much.
    pub amount: Amount,
    /// How it is counted.
    pub options: AddOptions,
    /// Counted backwards.
    pub back: bool,
    /// The day it gives.
    pub to: Day,
    /// False where the calendar runs out before it.
    pub known: bool,
    /// Where the amount comes from.
    pub source: Source,
}

/// Where an amount or a number comes from.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Source {
    /// The standard that says it: another version than the one that judges, where that reaches the clock.
    pub standard: u32,
    /// A setting, by place.
    pub setting: Option<usize>,
    /// A number of the record.
    pub field: Option<FieldRef>,
    /// The condition of the arm taken; none: there is only one, or it is `otherwise`.
    pub condition: Option<Cond>,
    /// It is the last of several arms.
    pub otherwise: bool,
    /// The agreement that sets it.
    pub agreement: Option<Agreement>,
}

/// How many are asked for.
#[derive(Debug, Clone, PartialEq)]
pub struct Needed {
    /// At least, at most, exactly.
    pub quantity: Quantity,
    /// The number.
    pub number: u32,
    /// Where it comes from.
    pub source: Source,
}

/// How many there were on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Count {
    /// The day asked.
    pub day: Day,
    /// Certainly.
    pub certain: u32,
    /// At most.
    pub possible: u32,
}

/// A record that was looked at.
#[derive(Debug, Clone, PartialEq)]
pub struct Looked {
    /// The record.
    pub row: Row,
    /// The day it counts by; none: it says none.
    pub day: Option<Day>,
    /// What became of it.
    pub why: Why,
}

/// What became of a record that was looked at.
#[derive(Debug, Clone, PartialEq)]
pub enum Why {
    /// It started the clock.
    Started,
    /// It counted.
    Counted,
    /// It fails these tests (each with the answer it gave).
    Fails(Vec<(Cond, Tri)>),
    /// It may count: these tests cannot be told.
    Doubtful(Vec<(Cond, Tri)>),
    /// It says no day.
    Undated,
    /// It ends before it starts.
    Impossible,
    /// It came before the first day that counts.
    Early(Day),
    /// It came after the last day that counts.
    Late(Day),
    /// It was over before the day asked: its last day.
    Over(Day),
    /// Each answers one obligation only, and it answered another.
    Elsewhere(Row),
    /// Counted once for each of something, and this one is counted already.
    Again(Row),
    /// It does not lie in the window the thing asks for.
    Outside,
}

/// The answer of one test of a `must satisfy`.
#[derive(Debug, Clone, PartialEq)]
pub struct Test {
    /// The test.
    pub condition: Cond,
    /// Yes, no, unknown; `None` while there is still time.
    pub answer: Option<Tri>,
    /// The day it was asked on.
    pub asked: Day,
    /// The sum of a deadline.
    pub sum: Option<Sum>,
}

/// A fact that is missing.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Missing {
    /// A field of a record.
    Field(Row, FieldId),
    /// The end of a record.
    End(Row),
    /// The day of entry of a record.
    Recorded(Row),
    /// A record says no day.
    Undated(Row),
    /// A record ends before it starts.
    Impossible(Row),
    /// A record has no such record: `the last review`, an owner, a link that leads nowhere.
    NoRecord(Row, crate::record::KindId),
    /// The calendar of a unit is known to this day only.
    Calendar(Unit, Day),
    /// The slots of a name are known to this day only.
    Slots(String, Day),
    /// The records of a kind before the last: the sources hold the last only.
    Earlier(crate::record::KindId),
    /// A plug-in gave no answer.
    Plugin(usize),
}

/// An exception or excuse that took hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Relieved {
    /// Its place among the standard's.
    pub relief: usize,
    /// First day.
    pub from: Day,
    /// Last day; [`crate::calendar::NEVER`] while it goes on.
    pub to: Day,
}

/// What answers an obligation.
#[derive(Debug, Clone, PartialEq)]
pub enum Closes {
    /// So many more of a thing, on or after a day and maybe up to one.
    With {
        /// What.
        thing: Box<Thing>,
        /// How many more.
        more: u32,
        /// On or after.
        from: Day,
        /// On or before.
        to: Option<Day>,
    },
    /// The subject's end.
    End,
    /// So many fewer of a thing.
    Fewer {
        /// What.
        thing: Box<Thing>,
        /// How many fewer.
        fewer: u32,
    },
    /// The tests that are not yet met.
    When(Vec<Cond>),
}
