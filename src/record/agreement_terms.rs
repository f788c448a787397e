//! What rules say of agreements, asked of each as it is read.

use super::agreement::AgreementValue;
use super::vocabulary::KindId;
use std::fmt::Debug;

/// What becomes of an agreement under the rules.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Admission {
    /// It may vary its setting.
    Admitted,
    /// There is no standard of the name it is for.
    UnknownStandard,
    /// No standard (or not the one it is for) lets agreements of such a subject vary that setting.
    NotVaried,
    /// Its value cannot be held against the setting: an amount for a number, units that cannot be compared.
    OtherType,
    /// Its value lies outside the bound that the standard sets.
    OutsideBound,
}

/// The rules as far as they are about agreements. Who reads records knows no rules: it is handed this.
pub trait AgreementTerms: Send + Sync + Debug {
    /// Whether an agreement of a subject of this kind may give a setting a value; without a standard it is for every
    /// one that has the setting, and is admitted where at least one admits it.
    fn admits(&self, of: KindId, standard: Option<&str>, setting: &str, value: AgreementValue) -> Admission;
}
