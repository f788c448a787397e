//! The percentages that shape an invented authority, by name.

use serde::Deserialize;

macro_rules! knobs {
    ($($(#[doc = $doc:literal])+ $name:ident),+ $(,)?) => {
        /// A percentage of a profile; written in kebab case under `[rates]`, `[shares]` or `[gaps]`.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
        #[serde(rename_all = "kebab-case")]
        pub enum Knob { $($(#[doc = $doc])+ $name),+ }

        impl Knob {
            /// Every knob: a profile must set each.
            pub const ALL: &[Knob] = &[$(Knob::$name),+];
        }
    };
}

knobs! {
    /// Contacts decided within one working day.
    ContactDecided,
    /// Referrals decided within one working day.
    ReferralDecided,
    /// Referrals acknowledged within one working day.
    ReferralAcknowledged,
    /// Assessments authorised within 45 working days.
    AssessmentInTime,
    /// Assessments in which the child was seen.
    SeenInAssessment,
    /// Enquiries that a strategy discussion came before.
    StrategyFirst,
    /// Section 47 enquiries finished within 15 working days.
    EnquiryInTime,
    /// Initial conferences within 15 working days of the strategy discussion.
    ConferenceInTime,
    /// Conferences that were quorate.
    ConferenceQuorate,
    /// Reports to conferences shared in time.
    ReportInTime,
    /// Core groups in time.
    CoreGroupInTime,
    /// Review conferences in time.
    ProtectionReviewInTime,
    /// Protection visits within 10 working days of the last.
    ProtectionVisitInTime,
    /// Protection visits with the child seen alone.
    ProtectionSeenAlone,
    /// Protection visits with the bedroom seen.
    ProtectionBedroomSeen,
    /// Child in need visits within four weeks of the last.
    NeedVisitInTime,
    /// Child in need plans reviewed in time.
    NeedReviewInTime,
    /// Child in need plans begun within 10 working days of the assessment.
    NeedPlanInTime,
    /// Visits to children in care in time.
    CareVisitInTime,
    /// Visits to children in care with the child seen alone.
    CareSeenAlone,
    /// Reviews of children in care in time.
    CareReviewInTime,
    /// Care plans made within 10 working days.
    CarePlanInTime,
    /// Placement plans made within 5 working days.
    PlacementPlanInTime,
    /// Initial health assessments within 20 working days.
    InitialHealthInTime,
    /// Review health assessments in time.
    HealthInTime,
    /// Children in care with a dental check in the last year.
    DentalInTime,
    /// Strengths and difficulties scores made in a year.
    Questionnaire,
    /// Children in care up to date with immunisations.
    Immunised,
    /// First education plans in time.
    EducationPlanInTime,
    /// Terms with a review of the education plan.
    EducationPlanTermly,
    /// Reviewing officers named within five working days.
    ReviewingOfficerInTime,
    /// Return interviews within three days.
    ReturnInterviewInTime,
    /// Adoption reviews in time.
    AdoptionReviewInTime,
    /// First pathway plans within three months of turning 16.
    PathwayPlanMade,
    /// Care leavers with a pathway plan made or reviewed in the last six months.
    PathwayPlanCurrent,
    /// Care leavers spoken to within eight weeks of the last time.
    LeaverContactInTime,
    /// Care leavers in suitable homes.
    SuitableHome,
    /// Care leavers in education, employment or training.
    InEducationOrWork,
    /// Private fostering visits in time.
    PrivateFosteringVisitInTime,
    /// Children discussed in supervision within a month of the last time.
    SupervisionInTime,
    /// Workers supervised in time.
    WorkerSupervisionInTime,
    /// Children with a manager's oversight in the last six weeks.
    OversightInTime,
    /// Months in which a team manager's audit was done.
    ManagerAuditDone,
    /// Visits recorded within two working days.
    VisitRecordedInTime,
    /// Other events recorded within five working days.
    OtherRecordedInTime,
    /// Moves from one worker to the next without a gap.
    HandoverWithoutGap,
    /// Contacts that lead to a referral.
    ContactToReferral,
    /// Referrals within 12 months of another.
    RepeatReferral,
    /// Enquiries that lead to an initial conference.
    EnquiryToConference,
    /// Initial conferences that lead to a plan.
    ConferenceToPlan,
    /// Protection plans that are not the child's first.
    RepeatPlanEver,
    /// Protection plans within two years of an earlier one's end.
    RepeatPlanTwoYears,
    /// Open child in need plans over 12 months.
    NeedOverOneYear,
    /// Open child in need plans over 24 months.
    NeedOverTwoYears,
    /// Open protection plans of two years or more.
    ProtectionOverTwoYears,
    /// Ended protection plans that ran two years or more.
    ProtectionEndedOverTwoYears,
    /// Children in need who are on a supervision order.
    SupervisionOrder,
    /// Children in care with three or more placements in the last year.
    ThreePlacements,
    /// Of children two and a half years in care, those two years in one placement.
    SamePlacementTwoYears,
    /// Placements over 20 miles from home.
    PlacedFar,
    /// Foster placements with an agency.
    FosterAgency,
    /// Children who leave care for adoption or special guardianship.
    AdoptedOrGuardianship,
    /// Children in care whose plan is to return home.
    ReturnHomePlan,
    /// Children with a disability.
    Disabled,
    /// Staff employed by an agency.
    Agency,
    /// Posts that are vacant.
    Vacancy,
    /// New social workers who are newly qualified.
    NewlyQualified,
    /// Staff who work part time.
    PartTime,
    /// Children restricted on the record.
    Restricted,
    /// Visits whose row does not say whether the child was seen.
    SeenBlank,
    /// Visits whose row does not say whether the child was seen alone.
    SeenAloneBlank,
    /// Children without a date of birth on the record.
    BornUnknown,
    /// Events without a date.
    Undated,
    /// Ended plans and placements whose end was keyed before the start.
    Impossible,
    /// Open plans and placements whose end is already keyed, in the future.
    FutureEnd,
    /// Visits keyed twice.
    Duplicate,
    /// Placements whose distance is not known.
    DistanceUnknown,
    /// Allocations that name a team but no worker.
    WorkerBlank,
    /// Assessments that were never signed off.
    NeverAuthorised,
}
