//! `CINdetails`: a referral and all that followed, its parts in the order of the schema.

use super::linked::Linked;
use super::xml::Xml;
use crate::demo::export::extract::{Row, of};
use std::io;

pub(super) fn write(xml: &mut Xml, referral: Row<'_>, linked: &Linked<'_>) -> io::Result<()> {
    let id = referral.get("cine_referral_id");
    xml.open("CINdetails")?;
    xml.day("CINreferralDate", referral.day("cine_referral_date"))?;
    // 10: unknown.
    xml.leaf("ReferralSource", referral.said("cine_referral_source_code").unwrap_or("10"))?;
    xml.said("PrimaryNeedCode", referral.said("cine_cin_primary_need_code"))?;
    xml.day("CINclosureDate", referral.day("cine_close_date"))?;
    xml.said("ReasonForClosure", referral.said("cine_close_reason"))?;
    let transfer = of(&linked.transfers, id).iter().find_map(|c| c.day("icpc_icpc_date"));
    xml.day("DateOfInitialCPC", transfer)?;
    for row in of(&linked.assessments, id) {
        assessment(xml, *row, linked)?;
    }
    for row in of(&linked.plans, id) {
        xml.open("CINPlanDates")?;
        xml.day("CINPlanStartDate", row.day("cinp_cin_plan_start_date"))?;
        xml.day("CINPlanEndDate", row.day("cinp_cin_plan_end_date"))?;
        xml.close("CINPlanDates")?;
    }
    for row in of(&linked.enquiries, id) {
        enquiry(xml, *row, linked)?;
    }
    xml.leaf("ReferralNFA", flag(referral.get("cine_referral_nfa") == "Y"))?;
    for row in of(&linked.protections, id) {
        protection(xml, *row, linked)?;
    }
    for row in of(&linked.pre_proceedings, id) {
        xml.open("PreProceedingsandFGDM")?;
        xml.day("PPStartDate", row.day("prep_pre_pro_decision_date"))?;
        xml.day("LBPSentDate", row.day("prep_pre_pro_letter_date"))?;
        xml.day("InitialPPMeetingDate", row.day("prep_initial_pre_pro_meeting_date"))?;
        xml.day("StepDecisionDate", row.day("prep_agree_stepdown_issue_date"))?;
        xml.close("PreProceedingsandFGDM")?;
    }
    xml.close("CINdetails")
}

fn assessment(xml: &mut Xml, row: Row<'_>, linked: &Linked<'_>) -> io::Result<()> {
    xml.open("Assessments")?;
    xml.day("AssessmentActualStartDate", row.day("cina_assessment_start_date"))?;
    xml.day("AssessmentAuthorisationDate", row.day("cina_assessment_auth_date"))?;
    let factors = of(&linked.factors, row.get("cina_assessment_id"));
    let codes: Vec<&str> =
        factors.iter().flat_map(|f| codes(f.get("cinf_assessment_factors_json"))).collect();
    if !codes.is_empty() {
        xml.open("FactorsIdentifiedAtAssessment")?;
        for code in codes {
            xml.leaf("AssessmentFactors", code)?;
        }
        xml.close("FactorsIdentifiedAtAssessment")?;
    }
    xml.close("Assessments")
}

/// The codes of a list such as `["1B","2A"]`.
fn codes(list: &str) -> impl Iterator<Item = &str> {
    list.split(|c: char| !c.is_ascii_alphanumeric()).filter(|code| !code.is_empty())
}

fn enquiry(xml: &mut Xml, row: Row<'_>, linked: &Linked<'_>) -> io::Result<()> {
    let conferences = of(&linked.conferences, row.get("s47e_s47_enquiry_id"));
    xml.open("Section47")?;
    xml.day("S47ActualStartDate", row.day("s47e_s47_start_date"))?;
    xml.day("InitialCPCtarget", conferences.iter().find_map(|c| c.day("icpc_icpc_target_date")))?;
    xml.day("DateOfInitialCPC", conferences.iter().find_map(|c| c.day("icpc_icpc_date")))?;
    // While it is open nobody has said that none is needed.
    let decided = of(&linked.decisions, row.get("s47e_s47_enquiry_id"));
    let ended_without = decided.iter().any(|d| d.get("decision") == "no-conference");
    xml.leaf("ICPCnotRequired", flag(ended_without || row.get("s47e_s47_nfa") == "Y"))?;
    xml.close("Section47")
}

fn protection(xml: &mut Xml, row: Row<'_>, linked: &Linked<'_>) -> io::Result<()> {
    let id = row.get("cppl_cp_plan_id");
    let facts = of(&linked.protection_facts, id);
    xml.open("ChildProtectionPlans")?;
    xml.day("CPPstartDate", row.day("cppl_cp_plan_start_date"))?;
    xml.day("CPPendDate", row.day("cppl_cp_plan_end_date"))?;
    xml.leaf("InitialCategoryOfAbuse", row.get("cppl_cp_plan_initial_category"))?;
    xml.leaf("LatestCategoryOfAbuse", row.get("cppl_cp_plan_latest_category"))?;
    xml.leaf("NumberOfPreviousCPP", facts.iter().find_map(|f| f.said("previous_plans")).unwrap_or("0"))?;
    let held: Vec<_> = of(&linked.reviews, id).iter().filter_map(|r| r.day("cppr_cp_review_date")).collect();
    if !held.is_empty() {
        xml.open("Reviews")?;
        for day in held {
            xml.day("CPPreviewDate", Some(day))?;
        }
        xml.close("Reviews")?;
    }
    xml.close("ChildProtectionPlans")
}

fn flag(yes: bool) -> &'static str {
    if yes { "1" } else { "0" }
}
