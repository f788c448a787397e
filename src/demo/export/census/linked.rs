//! What followed from each referral, found by its id.

use crate::demo::export::extract::{Extract, Groups, Row, of};

/// The rows of all tables that the census asks about.
pub(super) struct Linked<'e> {
    referrals: Groups<'e>,
    /// By referral.
    pub(super) assessments: Groups<'e>,
    /// By assessment.
    pub(super) factors: Groups<'e>,
    /// By referral.
    pub(super) plans: Groups<'e>,
    /// By referral.
    pub(super) enquiries: Groups<'e>,
    /// What was decided at the end of each enquiry, by enquiry.
    pub(super) decisions: Groups<'e>,
    /// By enquiry; those without one stand under the empty text and in `transfers`.
    pub(super) conferences: Groups<'e>,
    /// Conferences that no enquiry led to, by referral: of children who came from another authority.
    pub(super) transfers: Groups<'e>,
    /// By referral.
    pub(super) protections: Groups<'e>,
    /// By protection plan.
    pub(super) protection_facts: Groups<'e>,
    /// By protection plan.
    pub(super) reviews: Groups<'e>,
    /// By referral: the last that the child had before pre-proceedings began.
    pub(super) pre_proceedings: Groups<'e>,
}

impl<'e> Linked<'e> {
    pub(super) fn new(extract: &'e Extract) -> Linked<'e> {
        let mut referrals = extract.by("ssd_cin_episodes", "cine_person_id");
        for rows in referrals.values_mut() {
            rows.sort_by_key(|r| r.get("cine_referral_date"));
        }
        let mut transfers = extract.by("ssd_initial_cp_conference", "icpc_referral_id");
        for rows in transfers.values_mut() {
            rows.retain(|r| r.said("icpc_s47_enquiry_id").is_none());
        }
        let mut pre_proceedings = Groups::new();
        for row in extract.rows("ssd_pre_proceedings") {
            let begun = row.get("prep_pre_pro_decision_date");
            let before = |r: &&Row<'e>| r.get("cine_referral_date") <= begun;
            let of_child = of(&referrals, row.get("prep_person_id"));
            if let Some(referral) = of_child.iter().rev().find(before).or(of_child.first()) {
                pre_proceedings.entry(referral.get("cine_referral_id")).or_default().push(row);
            }
        }
        Linked {
            referrals,
            assessments: extract.by("ssd_cin_assessments", "cina_referral_id"),
            factors: extract.by("ssd_assessment_factors", "cinf_assessment_id"),
            plans: extract.by("ssd_cin_plans", "cinp_referral_id"),
            enquiries: extract.by("ssd_s47_enquiry", "s47e_referral_id"),
            decisions: extract.by("decision", "ref"),
            conferences: extract.by("ssd_initial_cp_conference", "icpc_s47_enquiry_id"),
            transfers,
            protections: extract.by("ssd_cp_plans", "cppl_referral_id"),
            protection_facts: extract.by("cp_plan_meta", "cp_plan_id"),
            reviews: extract.by("ssd_cp_reviews", "cppr_cp_plan_id"),
            pre_proceedings,
        }
    }

    /// The referrals of a child, the earliest first.
    pub(super) fn referrals(&self, child: &str) -> &[Row<'e>] {
        of(&self.referrals, child)
    }
}
