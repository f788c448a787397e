//! Records with the obligations of one sweep over them.

use super::keys::{ChildKeys, Secret};
use super::rules::Rules;
use crate::calendar::{Calendar, Day};
use crate::judge::{Ledger, Prepared, Program};
use crate::record::Caseload;
use crate::report::{Absent, absent};

/// What was known by a day (or everything loaded), judged.
#[derive(Debug)]
pub struct Judged {
    /// Known by when; none: everything loaded.
    pub known_on: Option<Day>,
    /// Rows whose day of entry is blank, so that they count as known on their own day.
    pub blank_recorded: u64,
    /// The records.
    pub caseload: Caseload,
    /// Standards that these sources cannot answer.
    pub absent: Vec<Absent>,
    /// Every obligation of the others.
    pub ledger: Ledger,
    /// Opaque keys of the children.
    pub keys: ChildKeys,
    check_day: Day,
}

impl Judged {
    /// Judges records. `done` is called after each chunk.
    pub fn new(
        rules: &Rules,
        caseload: Caseload,
        calendar: &Calendar,
        secret: &Secret,
        check_day: Day,
        done: impl Fn() + Sync,
    ) -> Judged {
        let keys = ChildKeys::new(secret, &caseload, caseload.vocabulary.kind_named("child"));
        let absent = absent(&rules.set, &caseload);
        let mut judged = Judged {
            known_on: None,
            blank_recorded: 0,
            caseload,
            absent,
            ledger: Ledger::default(),
            keys,
            check_day,
        };
        let places = judged.places(rules);
        judged.ledger = judged.with(rules, calendar, |prepared| prepared.ledger(&places, done));
        judged
    }

    /// Places of the standards that are judged.
    pub fn places(&self, rules: &Rules) -> Vec<usize> {
        let missing = |place: &usize| self.absent.iter().any(|a| a.standard == *place);
        (0..rules.set.standards.len()).filter(|place| !missing(place)).collect()
    }

    /// Hands over the rules made ready for these records, for explanations and measures.
    pub fn with<T>(&self, rules: &Rules, calendar: &Calendar, ask: impl FnOnce(&Prepared<'_>) -> T) -> T {
        let program = Program::with_functions(&rules.set, &self.caseload, calendar, &*rules.functions)
            .checks_on(self.check_day);
        ask(&program.prepare())
    }

    /// Hands over the rules and these records, ready to be asked; nothing is prepared or judged.
    pub(super) fn asked<T>(
        &self,
        rules: &Rules,
        calendar: &Calendar,
        ask: impl FnOnce(&Program<'_>) -> T,
    ) -> T {
        let program = Program::with_functions(&rules.set, &self.caseload, calendar, &*rules.functions)
            .checks_on(self.check_day);
        ask(&program)
    }
}
