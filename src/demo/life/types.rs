//! The facts of a family's record.

use super::beats::Beat;
use crate::calendar::Day;
use crate::demo::profile::Story;

/// How a contact ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ContactEnd {
    Referral,
    EarlyHelp,
    Advice,
    NoFurtherAction,
}

/// A contact.
#[derive(Debug, Clone)]
pub(crate) struct Contact {
    pub(crate) day: Day,
    pub(crate) decided: Option<Day>,
    pub(crate) end: ContactEnd,
    pub(crate) source: &'static str,
    pub(crate) refused: bool,
    pub(crate) early_help: Option<(Day, Option<Day>)>,
}

/// What an assessment found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Finding {
    ChildInNeed,
    Section47,
    NoFurtherAction,
    StepDown,
}

/// An assessment.
#[derive(Debug, Clone)]
pub(crate) struct Assessed {
    pub(crate) start: Day,
    pub(crate) authorised: Option<Day>,
    pub(crate) agreed: Option<Day>,
    pub(crate) finding: Finding,
    pub(crate) seen: bool,
    pub(crate) visits: Vec<Day>,
    pub(crate) team: usize,
}

/// A strategy discussion with what followed.
#[derive(Debug, Clone)]
pub(crate) struct Inquiry {
    pub(crate) strategy: Day,
    pub(crate) started: Day,
    pub(crate) ended: Option<Day>,
    pub(crate) to_conference: bool,
    pub(crate) conference: Option<Day>,
    /// Told by another authority on this day: a transfer in.
    pub(crate) notified: Option<Day>,
    pub(crate) plan_made: bool,
    pub(crate) team: usize,
}

/// A protection plan.
#[derive(Debug, Clone)]
pub(crate) struct Protection {
    pub(crate) from: Day,
    pub(crate) until: Option<Day>,
    pub(crate) category: &'static str,
    pub(crate) visits: Vec<Beat>,
    pub(crate) cores: Vec<Beat>,
    pub(crate) reviews: Vec<Beat>,
    pub(crate) removed: bool,
    pub(crate) team: usize,
}

/// A child in need plan.
#[derive(Debug, Clone)]
pub(crate) struct Need {
    pub(crate) from: Day,
    pub(crate) until: Option<Day>,
    pub(crate) visits: Vec<Beat>,
    pub(crate) reviews: Vec<Beat>,
    pub(crate) meetings: Vec<Beat>,
    pub(crate) supervision_order: bool,
    pub(crate) team: usize,
}

/// How a child came into care.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Route {
    Agreed,
    Court,
    Emergency,
    Alone,
}

/// A time in care; each child of the family has placements of its own.
#[derive(Debug, Clone)]
pub(crate) struct Care {
    pub(crate) from: Day,
    pub(crate) until: Option<Day>,
    pub(crate) route: Route,
    /// SSDA903 code of the reason it ended.
    pub(crate) end: &'static str,
    pub(crate) adoption: bool,
    pub(crate) team: usize,
}

/// A referral, and all that followed until it was closed.
#[derive(Debug, Clone)]
pub(crate) struct Opening {
    pub(crate) contact: Contact,
    pub(crate) referral: Day,
    pub(crate) decided: Option<Day>,
    pub(crate) acknowledged: Option<Day>,
    pub(crate) need_code: &'static str,
    pub(crate) assessed: Vec<Assessed>,
    pub(crate) inquiries: Vec<Inquiry>,
    pub(crate) protections: Vec<Protection>,
    pub(crate) needs: Vec<Need>,
    pub(crate) cares: Vec<Care>,
    pub(crate) closed: Option<Day>,
    pub(crate) reason: &'static str,
    pub(crate) team: usize,
}

/// A stretch in which a team holds a family.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Stint {
    pub(crate) team: usize,
    pub(crate) from: Day,
    pub(crate) until: Option<Day>,
    /// Held by a personal adviser, not by a social worker.
    pub(crate) adviser: bool,
}

/// A child.
#[derive(Debug, Clone)]
pub(crate) struct Kid {
    pub(crate) id: String,
    /// The day of birth, even where the record does not know it.
    pub(crate) birth: Day,
    pub(crate) sex: &'static str,
    pub(crate) ethnicity: &'static str,
    pub(crate) disabled: bool,
}

/// A family.
#[derive(Debug, Clone)]
pub(crate) struct Household {
    pub(crate) number: u64,
    pub(crate) id: String,
    pub(crate) story: Story,
    pub(crate) locality: String,
    pub(crate) kids: Vec<Kid>,
    pub(crate) contacts: Vec<Contact>,
    /// In order of referral.
    pub(crate) openings: Vec<Opening>,
    /// In order, per opening one after the other.
    pub(crate) stints: Vec<Stint>,
}

impl Opening {
    /// Whether it was open at the close of a day.
    pub(crate) fn open_on(&self, day: Day) -> bool {
        self.referral <= day && self.closed.is_none_or(|c| c > day)
    }
}
