//! Which obligations a list takes.

use crate::judge::{Holder, VerdictWord};

/// A verdict a list can be asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Choice {
    /// One of the eight words.
    Word(VerdictWord),
    /// Due, within the standard's `warn`.
    DueSoon,
}

impl Choice {
    /// What is listed when nothing is said: what somebody has to act on.
    pub const USUAL: [Choice; 3] =
        [Choice::Word(VerdictWord::Overdue), Choice::Word(VerdictWord::CannotTell), Choice::DueSoon];

    /// The same of checks: what fails, and what cannot be told.
    pub const USUAL_OF_CHECKS: [Choice; 2] =
        [Choice::Word(VerdictWord::Missed), Choice::Word(VerdictWord::CannotTell)];

    /// Every verdict.
    pub fn all() -> Vec<Choice> {
        VerdictWord::ALL.into_iter().map(Choice::Word).collect()
    }

    /// The choices a word stands for: a verdict, `fail` or `pass` of a check, `due-soon`, `breach` (late, overdue,
    /// missed) or `all`.
    pub fn named(word: &str) -> Option<Vec<Choice>> {
        let word = word.trim().to_ascii_lowercase();
        match word.as_str() {
            "due-soon" | "due soon" => Some(vec![Choice::DueSoon]),
            "breach" => {
                let words = VerdictWord::ALL.into_iter().filter(|w| w.is_breach());
                Some(words.map(Choice::Word).collect())
            }
            "all" => Some(Choice::all()),
            "fail" => Some(vec![Choice::Word(VerdictWord::Missed)]),
            "pass" => Some(vec![Choice::Word(VerdictWord::Met)]),
            other => VerdictWord::named(other).map(|w| vec![Choice::Word(w)]),
        }
    }

    /// The words that [`Choice::named`] knows.
    pub fn words() -> Vec<&'static str> {
        let plain = VerdictWord::ALL.into_iter().map(VerdictWord::code);
        plain.chain(["due-soon", "breach", "all", "fail", "pass"]).collect()
    }
}

/// Which obligations are listed. An empty list takes everything, except that empty `verdicts` means the usual ones.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filter {
    /// Places of standards (all versions and parts of an id).
    pub standards: Vec<u32>,
    /// Where no standard is named: the checks of the data, and not the standards of practice.
    pub checks: bool,
    /// Rows of teams.
    pub teams: Vec<u32>,
    /// Rows of workers.
    pub workers: Vec<u32>,
    /// Rows of children.
    pub children: Vec<u32>,
    /// Verdicts.
    pub verdicts: Vec<Choice>,
}

impl Filter {
    /// Standards and checks stand in one list only where they are named.
    pub(super) fn takes_standard(&self, place: u32, check: bool) -> bool {
        match self.standards.is_empty() {
            true => self.checks == check,
            false => self.standards.contains(&place),
        }
    }

    pub(super) fn takes_verdict(&self, word: VerdictWord, soon: bool, check: bool) -> bool {
        let fits = |c: &Choice| match *c {
            Choice::Word(w) => w == word,
            Choice::DueSoon => soon,
        };
        match (self.verdicts.is_empty(), check) {
            (true, true) => Choice::USUAL_OF_CHECKS.iter().any(fits),
            (true, false) => Choice::USUAL.iter().any(fits),
            (false, _) => self.verdicts.iter().any(fits),
        }
    }

    pub(super) fn takes_holder(&self, holder: Holder) -> bool {
        let among =
            |list: &[u32], row: Option<u32>| list.is_empty() || row.is_some_and(|r| list.contains(&r));
        among(&self.teams, holder.team) && among(&self.workers, holder.worker)
    }
}
