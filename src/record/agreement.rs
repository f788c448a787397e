//! Agreements: a per-child variation of a setting, bounded, dated, with an approver.

use super::id::Id;
use super::texts::TextCode;
use crate::calendar::{Amount, Day};

/// The name, without its ending, of the file that holds agreements beside the tables of records.
pub const AGREEMENTS_FILE: &str = "agreements";

/// The columns of that file.
pub const AGREEMENTS_COLUMNS: [&str; 10] = [
    "agreement_id",
    "child_id",
    "standard",
    "setting",
    "value",
    "from",
    "until",
    "agreed",
    "approved_by",
    "recorded",
];

/// What a setting is varied to.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum AgreementValue {
    /// `12 weeks`.
    Amount(Amount),
    /// `22` (a limit that is a count).
    Number(f64),
}

/// An agreement of one root subject.
#[derive(Debug, Clone, PartialEq)]
pub struct Agreement {
    /// The agreement's own id; ties go to the greater.
    pub id: Id,
    /// Kind of the subject it is of, and the row there.
    pub root: (super::KindId, u32),
    /// The standard it is for; every standard that has the setting when not said.
    pub standard: Option<TextCode>,
    /// The setting it varies.
    pub setting: TextCode,
    /// The new value.
    pub value: AgreementValue,
    /// First day it is meant to hold.
    pub from: Day,
    /// Last day it holds; [`crate::calendar::NEVER`] while open.
    pub until: Day,
    /// The day it was agreed.
    pub agreed: Day,
    /// The day it was entered.
    pub recorded: Day,
    /// Who approved it, as written.
    pub approved_by: Option<TextCode>,
}

impl Agreement {
    /// The day it begins: never backwards (`obligations.md` 1.6).
    pub fn begins(&self) -> Day {
        self.from.max(self.agreed)
    }
}
