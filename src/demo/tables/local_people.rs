//! Local tables about people, teams, posts and the work of managers.

use super::Table;
use crate::record::{AGREEMENTS_COLUMNS, AGREEMENTS_FILE};

/// What the dataset cannot hold about people; `recorded` is the day a row was entered.
pub(super) const TABLES: &[Table] = &[
    // One row a child beside `ssd_person`: facts that the dataset keeps in other tables or nowhere.
    Table {
        name: "child_extra",
        columns: &["child_id", "family_id", "locality", "disabled", "immunised", "unaccompanied"],
    },
    Table { name: "family_extra", columns: &["family_id", "locality"] },
    // For the issue on restricted records: who, why, since when and when it is looked at again.
    Table { name: "restricted", columns: &["child_id", "reason", "from", "review_date"] },
    Table {
        name: "worker_extra",
        columns: &["worker_id", "team_id", "role", "newly_qualified", "full_time_share"],
    },
    Table { name: "team_extra", columns: &["team_id", "service", "locality", "frontline"] },
    Table {
        name: "employment",
        columns: &[
            "employment_id",
            "worker_id",
            "team_id",
            "role",
            "contract",
            "newly_qualified",
            "from",
            "until",
        ],
    },
    Table { name: "worker_leave", columns: &["leave_id", "worker_id", "reason", "from", "until"] },
    Table { name: "duty_week", columns: &["duty_id", "team_id", "from", "until"] },
    Table {
        name: "post",
        columns: &[
            "post_id",
            "team_id",
            "role",
            "fte",
            "filled_fte",
            "permanent_fte",
            "agency_fte",
            "vacant",
            "frontline",
            "falls_vacant",
            "from",
            "until",
        ],
    },
    Table {
        name: "supervision",
        columns: &[
            "supervision_id",
            "child_id",
            "date",
            "type",
            "supervisor_id",
            "by_role",
            "worker_id",
            "team_id",
            "due_date",
            "recorded",
        ],
    },
    Table {
        name: "worker_supervision",
        columns: &["supervision_id", "worker_id", "manager_id", "date", "recorded"],
    },
    Table {
        name: "audit",
        columns: &["audit_id", "child_id", "date", "auditor_id", "type", "theme", "grade", "recorded"],
    },
    Table { name: "audit_answer", columns: &["answer_id", "audit_id", "date", "question", "grade"] },
    Table { name: "cohort_place", columns: &["place_id", "child_id", "cohort", "from", "until"] },
    Table {
        name: "worker_change_request",
        columns: &["request_id", "child_id", "date", "reallocated", "recorded"],
    },
    Table { name: "advocate_appointment", columns: &["appointment_id", "request_id", "child_id", "date"] },
    Table { name: "professional", columns: &["professional_id", "role"] },
    Table {
        name: "allegation",
        columns: &["allegation_id", "professional_id", "date", "referred", "concluded", "recorded"],
    },
    Table {
        name: "serious_incident",
        columns: &["incident_id", "notified", "reviewed", "local_review", "published"],
    },
    Table { name: "improvement_action", columns: &["action_id", "title"] },
    Table { name: "action_rating", columns: &["rating_id", "action_id", "rating", "from", "until"] },
    Table { name: "carer_application", columns: &["application_id", "stage", "from", "until", "approved"] },
    // A variation of a setting for one child: bounded, dated and approved.
    Table { name: AGREEMENTS_FILE, columns: &AGREEMENTS_COLUMNS },
    // The day each row of a standard table was entered, where no other file says it.
    Table { name: "recorded", columns: &["table", "row_id", "recorded"] },
];
