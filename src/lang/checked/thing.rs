//! A thing: the one phrase for evidence, cohorts, anchors and facts.

use super::{Cond, DayExpr, FieldRef, Joined, duty::LimitAmount};
use crate::record::{FieldId, KindId};

/// Records of a kind that count.
#[derive(Debug, Clone, PartialEq)]
pub struct Thing {
    /// The kind.
    pub kind: KindId,
    /// Whose records are looked at.
    pub pool: Pool,
    /// Joined into spells: the records that its `where` chooses, each asked on its own day; what asks for days of its own
    /// (how long it lasted, whether it is open, its start or end) is asked of the spell.
    pub joined: Option<Joined>,
    /// The participle: which of its days a record counts by.
    pub by: RecordDay,
    /// Which days count.
    pub window: Option<Window>,
    /// `where`, asked of the record on its own day; `Cond::Always(true)` when not said.
    pub condition: Cond,
    /// `each X once`.
    pub distinct: Option<Distinct>,
    /// `days of`: distinct days on which such a record is open, not records.
    pub days: bool,
}

impl Thing {
    /// Whether each of its records counts by one day of its own: neither the days of records, nor spells, nor what is open.
    pub fn is_dated(&self) -> bool {
        !self.days && self.joined.is_none() && self.by != RecordDay::Open
    }
}

/// Whose records make the pool (`obligations.md` 2.3). The subject record itself is never in it, and of the
/// subject's own kind only earlier starts.
#[derive(Debug, Clone, PartialEq)]
pub enum Pool {
    /// Those of the same root subject (child).
    Root,
    /// Those whose owner, `up` steps above them, is this very record (`conference-report` of the conference).
    Owned {
        /// Number of owner steps from the record to this one.
        up: u8,
    },
    /// Those of the same record that owns this one, `mine` steps above this and `theirs` above them.
    SharedOwner {
        /// Steps up from the record the rule is about.
        mine: u8,
        /// Steps up from the pool's records.
        theirs: u8,
        /// Whether it is that owner who is asked, so that the record itself is one of them like any other.
        of_owner: bool,
    },
    /// Those that link to this record: the path from them to it (`worker of the allocation`; `family of the child`).
    Linked(FieldRef),
    /// Those whose link leads to the same record that a path from this record reaches: their path, and ours.
    SameLink(FieldRef, FieldRef),
    /// All of the kind (a whole return).
    All,
    /// The record itself, for a date field taken as evidence.
    Itself,
}

/// Which day of a record counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum RecordDay {
    /// Nothing said: an event's day; a period by its start as evidence, by covering the day in a condition.
    Plain,
    /// Nothing said in a check: whatever its days, and also without any.
    Any,
    /// `started`.
    Started,
    /// `ended`.
    Ended,
    /// `open`: at the close of the day asked, or of some day of the window.
    Open,
    /// A date field: `authorised`.
    Field(FieldId),
    /// The day of entry: `must be recorded within ...`.
    Recorded,
}

/// Which days count.
#[derive(Debug, Clone, PartialEq)]
pub enum Window {
    /// `in the last A`: day asked <= add(day, A).
    InLast(LimitAmount),
    /// `in the last n things`: among the latest n of that kind on or before the day asked. The thing has the same pool kind.
    InLastOf(u32, Box<Thing>),
    /// `in the A before X`: day <= X (strictly before for the subject's own kind) and X <= add(day, A).
    Before(LimitAmount, DayExpr),
    /// `in the A after X`: X <= day <= add(X, A).
    After(LimitAmount, DayExpr),
    /// `between X and Y`, both inside.
    Between(DayExpr, DayExpr),
    /// `before X`.
    BeforeDay(DayExpr),
    /// `after X`.
    AfterDay(DayExpr),
    /// `on X`.
    OnDay(DayExpr),
    /// `during the P`: inside the subject, from its start to its end.
    During,
    /// `in the month`: the slot that holds the day asked.
    InSlot(String),
    /// `in any A`: some stretch of that length (checks).
    InAny(LimitAmount),
}

/// `each child once`: counted by what this leads to, from the record.
#[derive(Debug, Clone, PartialEq)]
pub struct Distinct {
    /// The word said.
    pub name: String,
    /// The path from the record to what is counted (a link, a field, an owner).
    pub by: FieldRef,
}
