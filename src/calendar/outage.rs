//! Days on which a system was down, and what falls due on them.

use super::day::{Day, to_long};

/// A stretch of days on which a system was down.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outage {
    /// First day.
    pub from: Day,
    /// Last day.
    pub until: Day,
    /// What was down.
    pub what: String,
    /// The standards of which what falls due in it is exempt for a time; nothing: every standard. Of all others it is
    /// only marked.
    pub exempts: Option<Vec<String>>,
}

impl Outage {
    /// The last day on which what fell due in it is exempt: the first day on which it could be done again.
    pub fn relief(&self) -> Day {
        self.until.saturating_add(1)
    }

    /// Whether what falls due in it under a standard is exempt until then.
    pub fn exempts(&self, standard: &str) -> bool {
        self.exempts.as_ref().is_none_or(|list| list.iter().any(|id| id == standard))
    }

    /// `Whole system outage, 5 November 2020 to 9 November 2020`.
    pub fn words(&self) -> String {
        match self.from == self.until {
            true => format!("{}, {}", self.what, to_long(self.from)),
            false => format!("{}, {} to {}", self.what, to_long(self.from), to_long(self.until)),
        }
    }
}
