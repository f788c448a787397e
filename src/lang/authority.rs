//! What an authority sets: values of settings, targets and slots, as data read from its file.

use super::checked::{SettingValue, Target};
use crate::calendar::Day;

/// First and one past the last byte in the authority's file.
pub type Place = (u32, u32);

/// A value of a setting from a day on.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct DatedValue {
    /// The first day it holds; [`crate::calendar::ALWAYS`] when the file gives no day.
    pub from: Day,
    /// The value.
    pub value: SettingValue,
    /// Where it is written.
    pub place: Place,
}

/// A setting given another value.
#[derive(Debug, Clone, PartialEq)]
pub struct SettingOverride {
    /// The standard's id (or a measure's, for its settings).
    pub standard: String,
    /// The setting.
    pub setting: String,
    /// Its values.
    pub values: Vec<DatedValue>,
    /// Where it is written.
    pub place: Place,
}

/// Targets of a measure; they take the place of all targets the measure itself has.
#[derive(Debug, Clone, PartialEq)]
pub struct TargetOverride {
    /// The measure's id.
    pub measure: String,
    /// Its targets.
    pub targets: Vec<Target>,
    /// Where it is written.
    pub place: Place,
}

/// Everything an authority's file says that the rules must agree to.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct AuthoritySettings {
    /// The authority, as explanations name whoever set a value.
    pub authority: String,
    /// The file's name as the user gave it.
    pub name: String,
    /// Its text, so that faults can point into it.
    pub text: String,
    /// Settings.
    pub settings: Vec<SettingOverride>,
    /// Targets.
    pub targets: Vec<TargetOverride>,
    /// Names of the numbers of people it gives, which rates are worked out with.
    pub populations: Vec<(String, Place)>,
    /// Standards that its outages name.
    pub outages: Vec<(String, Place)>,
    /// Names of the slots its calendar gives.
    pub slots: Vec<String>,
}
