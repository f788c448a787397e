//! Local tables from the first contact to plans and court.

use super::Table;

/// What the dataset cannot hold; `recorded` is the day a row was entered.
pub(super) const TABLES: &[Table] = &[
    // `ref` is the id of the contact, referral, assessment or enquiry decided on.
    Table {
        name: "decision",
        columns: &[
            "decision_id",
            "child_id",
            "ref_kind",
            "ref",
            "decided_at",
            "decision",
            "acknowledged_at",
            "consent_refused",
        ],
    },
    Table {
        name: "assessment_meta",
        columns: &["assessment_id", "child_id", "referred", "agreed_date", "outcome", "unborn", "recorded"],
    },
    // Beside `ssd_cin_episodes`: who holds the child now, or held it last.
    Table { name: "case_extra", columns: &["referral_id", "child_id", "team_id", "disabled_service"] },
    // `kind`: strategy, core_group, cin_review, plan_review, legal_gateway, pep, pathway_plan, adoption_review, fgdm.
    Table {
        name: "meeting",
        columns: &[
            "meeting_id",
            "child_id",
            "kind",
            "stage",
            "date",
            "due_date",
            "status",
            "quorate",
            "decision",
            "outcome",
            "reason",
            "recorded",
        ],
    },
    // Beside `ssd_initial_cp_conference` and `ssd_cp_reviews`, by the id of either.
    Table {
        name: "conference_meta",
        columns: &["conference_id", "child_id", "kind", "quorate", "chair_waiver", "notified", "recorded"],
    },
    Table { name: "attendance", columns: &["attendance_id", "conference_id", "child_id", "date", "agency"] },
    Table {
        name: "strategy_attendance",
        columns: &["attendance_id", "meeting_id", "child_id", "date", "agency"],
    },
    Table { name: "conference_report", columns: &["report_id", "conference_id", "child_id", "date"] },
    Table {
        name: "cp_plan_meta",
        columns: &["cp_plan_id", "child_id", "previous_plans", "ended_by_removal", "team_id"],
    },
    // Beside the visit tables of the dataset, by the id of the visit.
    Table {
        name: "visit_meta",
        columns: &[
            "visit_id",
            "child_id",
            "recorded_at",
            "worker_id",
            "purpose",
            "alone_reason",
            "adopter_seen",
            "mother_seen",
            "by_social_worker",
            "mode",
        ],
    },
    // Visits that no table of the dataset holds.
    Table {
        name: "other_visit",
        columns: &[
            "visit_id",
            "child_id",
            "date",
            "kind",
            "seen",
            "seen_alone",
            "alone_reason",
            "worker_id",
            "recorded_at",
        ],
    },
    Table { name: "critical_event", columns: &["event_id", "child_id", "date", "recorded"] },
    Table {
        name: "private_fostering",
        columns: &["arrangement_id", "child_id", "from", "until", "notified", "recorded"],
    },
    Table {
        name: "proceedings",
        columns: &["proceedings_id", "child_id", "family_id", "from", "until", "issued", "status"],
    },
    Table { name: "absence_abroad", columns: &["absence_id", "child_id", "from", "until"] },
    Table { name: "hospital_stay", columns: &["stay_id", "child_id", "from", "until"] },
];
