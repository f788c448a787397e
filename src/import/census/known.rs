//! The elements of the census, all years: 2021 to 2026-27.

use crate::import::xml::{Known, Part};
use Part::{Many, Once, Unread};

/// A child and everything in it.
pub(super) const CHILD: Known = &[
    ("Child", &[Once("ChildIdentifiers"), Once("ChildCharacteristics"), Many("CINdetails")]),
    (
        "ChildIdentifiers",
        &[
            Once("LAchildID"),
            Unread("UPN"),
            Unread("FormerUPN"),
            Unread("UPNunknown"),
            Once("PersonBirthDate"),
            Once("ExpectedPersonBirthDate"),
            Once("Sex"),
            Once("GenderCurrent"),
            Once("PersonDeathDate"),
        ],
    ),
    ("ChildCharacteristics", &[Once("Ethnicity"), Once("Disabilities")]),
    ("Disabilities", &[Many("Disability")]),
    (
        "CINdetails",
        &[
            Once("CINreferralDate"),
            Once("ReferralSource"),
            Once("PrimaryNeedCode"),
            Once("CINclosureDate"),
            Unread("ReasonForClosure"),
            Once("DateOfInitialCPC"),
            Many("Assessments"),
            Many("CINPlanDates"),
            Many("Section47"),
            Once("ReferralNFA"),
            Many("ChildProtectionPlans"),
            Many("PreProceedingsandFGDM"),
        ],
    ),
    (
        "Assessments",
        &[
            Once("AssessmentActualStartDate"),
            Unread("AssessmentInternalReviewDate"),
            Once("AssessmentAuthorisationDate"),
            Unread("FactorsIdentifiedAtAssessment"),
        ],
    ),
    ("CINPlanDates", &[Once("CINPlanStartDate"), Once("CINPlanEndDate")]),
    (
        "Section47",
        &[
            Once("S47ActualStartDate"),
            Unread("InitialCPCtarget"),
            Once("DateOfInitialCPC"),
            Once("ICPCnotRequired"),
        ],
    ),
    (
        "ChildProtectionPlans",
        &[
            Once("CPPstartDate"),
            Once("CPPendDate"),
            Once("InitialCategoryOfAbuse"),
            Once("LatestCategoryOfAbuse"),
            Once("NumberOfPreviousCPP"),
            Many("Reviews"),
        ],
    ),
    ("Reviews", &[Many("CPPreviewDate")]),
    (
        "PreProceedingsandFGDM",
        &[
            Once("PPStartDate"),
            Once("LBPSentDate"),
            Unread("FGDMMeetingOffer"),
            Unread("FGDMMeetingFac"),
            Unread("InitialPPMeetingDate"),
            Unread("ReviewMeetingsCount"),
            Once("StepDecisionDate"),
            Unread("PPOutcome"),
            Once("CourtAppDate"),
            Unread("LetterInitCPDate"),
        ],
    ),
];
