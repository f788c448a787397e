//! Timeless obligations: what one sweep yields, and the verdict on any day is read from (`obligations.md` 4).

use super::tri::Tri;
use crate::calendar::{Day, NEVER};

/// How the verdict is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[repr(u8)]
pub enum Form {
    /// Something must be done by a day.
    Act,
    /// `must last at most`: done by the end, once the end is seen.
    Last,
    /// Something must be done while a window is open.
    Window,
    /// A window that the subject's end closes rather than cuts short (`during`): it never lapses.
    During,
    /// At most so many in a window.
    Limit,
    /// At most so many `during`: it never lapses.
    LimitDuring,
    /// `must last at least`.
    Keep,
    /// Something must hold on every day.
    Standing,
    /// `must satisfy`.
    Value,
    /// Cannot tell, for good.
    Doubt,
    /// Exempt, for good.
    Excused,
    /// Asked once, on the day it opened: [`Obligation::answer`] says met, missed or cannot tell.
    Asked,
}

/// No extra.
pub const NO_EXTRA: u32 = u32::MAX;

/// One obligation. Days that do not apply are [`NEVER`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Obligation {
    /// Place of the standard in the rule set.
    pub standard: u32,
    /// Row of the subject in the table of the standard's kind (a spell's first piece; the judged record of a breach).
    pub subject: u32,
    /// Row of the root subject (the child).
    pub root: u32,
    /// 1, 2 ... by opened day within the subject.
    pub ordinal: u32,
    /// For a standard about breaches: the ordinal of the obligation that was broken, counted through all versions
    /// of that standard; else 0.
    pub of_ordinal: u32,
    /// How the verdict is read.
    pub form: Form,
    /// Of a chain: the place of the stage its clock belongs to (on its opening day).
    pub stage: u8,
    /// Of [`Form::Asked`], and of a value that never changes: the answer. Of limits: the count of the whole window.
    pub answer: Tri,
    /// First day it exists.
    pub opened: Day,
    /// The due day on the facts as they certainly are.
    pub lo: Day,
    /// The latest the due day could be if what is unknown turned out best.
    pub hi: Day,
    /// The day it was answered. Of limits: the day the limit was broken.
    pub done: Day,
    /// The day the duty ended.
    pub ended: Day,
    /// The day that ending could be seen.
    pub ended_seen: Day,
    /// The last day evidence counts.
    pub last: Day,
    /// First day of exemption. Of limits: the day it may have been broken.
    pub exempt: Day,
    /// Of standing duties: first day of the gap.
    pub gap: Day,
    /// Row of the evidence that answered it, in the table of the evidence's kind; `u32::MAX` where there is none.
    pub answered_by: u32,
    /// Place in the extras, or [`NO_EXTRA`].
    pub extra: u32,
}

impl Obligation {
    /// One that opens on a day, with nothing else known.
    pub fn new(form: Form, opened: Day) -> Obligation {
        Obligation {
            standard: 0,
            subject: 0,
            root: 0,
            ordinal: 0,
            of_ordinal: 0,
            form,
            stage: 0,
            answer: Tri::Unknown,
            opened,
            lo: NEVER,
            hi: NEVER,
            done: NEVER,
            ended: NEVER,
            ended_seen: NEVER,
            last: NEVER,
            exempt: NEVER,
            gap: NEVER,
            answered_by: u32::MAX,
            extra: NO_EXTRA,
        }
    }
}

/// What few obligations have.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Extra {
    /// The due day as it stood: (seen from, lo, hi). Empty: it always stood as it stands.
    pub dues: Vec<(Day, Day, Day)>,
    /// Days strictly between the two show the verdict of the first (joined spells).
    pub held: Vec<(Day, Day)>,
    /// Gaps bridged in time: first day, first day after, last tolerated day.
    pub bridged: Vec<(Day, Day, Day)>,
    /// `must satisfy`: its value from a day on, with the day shown. Empty: it is the answer from the first day on.
    pub values: Vec<ValueStep>,
    /// The outage that its due day lies in.
    pub outage: Option<Outaged>,
}

/// An obligation whose due day lies in an outage of the calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Outaged {
    /// The place of the outage in the calendar.
    pub place: u32,
    /// The last day on which it is exempt for it; nothing where the outage only marks it.
    pub until: Option<Day>,
}

/// The value of a `must satisfy` from a day on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ValueStep {
    /// From.
    pub from: Day,
    /// The verdict.
    pub verdict: super::Verdict,
}

impl Extra {
    /// The day whose verdict is shown on a day: in a gap that may yet be bridged that of the last day before it
    /// (`obligations.md` 3.1).
    pub(super) fn shown_on(&self, day: Day) -> Day {
        let held = self.held.iter().find(|(from, until)| *from < day && day < *until);
        held.map_or(day, |(from, _)| *from)
    }

    /// Whether there is nothing in it.
    pub fn is_empty(&self) -> bool {
        self.dues.is_empty()
            && self.held.is_empty()
            && self.bridged.is_empty()
            && self.values.is_empty()
            && self.outage.is_none()
    }
}
