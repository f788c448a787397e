//! A rule set ready to be judged by: checked, its plug-ins compiled, its texts kept for explanations.

use super::rule_files::RuleFiles;
use crate::judge::Functions;
use crate::lang::AuthoritySettings;
use crate::lang::checked::{RuleSet, Standard};
use crate::measure::Comparators;
use crate::text::{Diagnostics, Sources};

/// A rule set without errors.
pub struct Rules {
    /// What was checked.
    pub set: RuleSet,
    /// The texts, for places in explanations and faults.
    pub sources: Sources,
    /// Its plug-ins.
    pub functions: Box<dyn Functions + Send>,
    /// The texts as they were given, to read them again together with another.
    pub files: RuleFiles,
    /// What the authority sets, to read the texts again by.
    pub settings: Option<AuthoritySettings>,
    /// Figures of others that stand beside measures.
    pub comparators: Comparators,
    /// Names the set: the same texts and settings give the same words.
    pub id: String,
    /// What somebody should look at.
    pub warnings: Diagnostics,
}

impl Rules {
    /// The standards of an id with their places: all versions and parts.
    pub fn standards(&self, id: &str) -> impl Iterator<Item = (usize, &Standard)> {
        let id = id.to_owned();
        self.set.standards.iter().enumerate().filter(move |(_, s)| s.id == id)
    }
}
