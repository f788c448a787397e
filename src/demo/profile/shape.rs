//! Services, teams, stories and lengths of a profile.

use super::{Knob, Share};
use serde::Deserialize;
use std::collections::BTreeMap;

/// A service area that holds children.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Service {
    /// Contacts, referrals and assessments.
    FrontDoor,
    /// Child in need and child protection plans, court work.
    Safeguarding,
    /// Children in care.
    ChildrenLookedAfter,
    /// Young people who leave or left care.
    CareLeavers,
    /// Children with disabilities.
    DisabledChildren,
}

impl Service {
    /// Every service.
    pub const ALL: [Service; 5] = [
        Service::FrontDoor,
        Service::Safeguarding,
        Service::ChildrenLookedAfter,
        Service::CareLeavers,
        Service::DisabledChildren,
    ];

    /// The word the vocabulary uses.
    pub fn word(self) -> &'static str {
        match self {
            Service::FrontDoor => "front-door",
            Service::Safeguarding => "safeguarding",
            Service::ChildrenLookedAfter => "children-looked-after",
            Service::CareLeavers => "care-leavers",
            Service::DisabledChildren => "disabled-children",
        }
    }
}

/// How many children the workers of a service hold.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct ServiceShape {
    /// Which service.
    pub service: Service,
    /// Children for each worker, in the mean.
    pub mean_caseload: f64,
    /// How far the fullest worker lies above the mean, in percent of it.
    pub spread: u32,
}

/// A team.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct TeamShape {
    /// An invented name.
    pub name: String,
    /// Which service it belongs to.
    pub service: Service,
    /// The locality it serves; absent when it serves all.
    pub locality: Option<String>,
    /// Its size beside the other teams of the service and locality.
    #[serde(default = "one")]
    pub weight: u32,
    /// Rates of its own.
    #[serde(default)]
    pub rates: BTreeMap<Knob, Share>,
}

fn one() -> u32 {
    1
}

/// What a family's record is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Story {
    /// Contacts without a referral.
    ContactOnly,
    /// Referred, assessed and closed.
    Assessed,
    /// Being assessed now.
    InAssessment,
    /// On a child in need plan now.
    NeedOpen,
    /// Was on a child in need plan.
    NeedClosed,
    /// On a protection plan now.
    ProtectionOpen,
    /// Was on a protection plan.
    ProtectionClosed,
    /// Not born, on a protection plan now.
    Unborn,
    /// In care now.
    CareOpen,
    /// Was in care.
    CareClosed,
    /// In care, with a plan for adoption.
    Adoption,
    /// In care, came to the country alone.
    Unaccompanied,
    /// Left care at 18.
    Leaver,
    /// Child in need of the disabled children's service now.
    DisabledOpen,
    /// Disabled, with short breaks.
    ShortBreaks,
    /// Privately fostered.
    PrivateFostering,
}

/// Lengths in days.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Lengths {
    /// Years back from the last day in which closed records ended.
    pub history_years: u32,
    /// A child in need plan, in the mean.
    pub need: u32,
    /// A protection plan, in the mean.
    pub protection: u32,
    /// A time in care, in the mean.
    pub care: u32,
    /// Until a family has another worker though nobody left, in the mean.
    pub worker_change: u32,
    /// Until a worker leaves, in the mean.
    pub worker_stay: u32,
}
