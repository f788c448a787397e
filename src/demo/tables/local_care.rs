//! Local tables about children in care and care leavers.

use super::Table;

/// What the dataset cannot hold; `recorded` is the day a row was entered.
pub(super) const TABLES: &[Table] = &[
    // The whole period of care: the episodes of `ssd_cla_episodes` that share a `clae_cla_id`.
    Table {
        name: "care_period",
        columns: &[
            "cla_id",
            "child_id",
            "from",
            "until",
            "end_reason",
            "respite_only",
            "section_31a",
            "remand",
            "permanence",
        ],
    },
    Table {
        name: "placement_meta",
        columns: &[
            "placement_id",
            "child_id",
            "approval",
            "carer",
            "intended_until_18",
            "long_term_agreed",
            "emergency",
            "fully_approved",
            "team_id",
        ],
    },
    Table { name: "placement_plan", columns: &["plan_id", "placement_id", "child_id", "from", "until"] },
    // `ssd_cla_care_plan` knows the child only: here the period of care it belongs to.
    Table { name: "care_plan", columns: &["plan_id", "cla_id", "child_id", "from", "until"] },
    Table { name: "short_break", columns: &["break_id", "child_id", "from", "until", "agreed_plan"] },
    Table { name: "missing_meta", columns: &["missing_id", "child_id", "reported"] },
    Table {
        name: "return_interview",
        columns: &["interview_id", "missing_id", "child_id", "date", "recorded"],
    },
    Table { name: "school", columns: &["school_id", "name"] },
    Table {
        name: "school_place",
        columns: &["place_id", "child_id", "school_id", "from", "until", "grade_at_start"],
    },
    Table { name: "permanence_meta", columns: &["perm_table_id", "child_id", "entered_care", "fostered"] },
    Table {
        name: "leaving_care",
        columns: &["leaving_id", "child_id", "from", "until", "status", "suitable", "activity", "custody"],
    },
    Table { name: "contact_status", columns: &["status_id", "child_id", "status", "from", "until"] },
    Table {
        name: "leaver_contact",
        columns: &["contact_id", "child_id", "date", "spoke", "in_person", "worker_id", "recorded"],
    },
    Table { name: "accommodation", columns: &["accommodation_id", "child_id", "code", "from", "until"] },
    Table { name: "suitability_check", columns: &["check_id", "child_id", "date", "suitable", "activity"] },
];
