//! Tables of the Standard Safeguarding Dataset about people, teams and allocations.

use super::Table;

/// The tables with their columns in the order of the dataset.
pub(super) const TABLES: &[Table] = &[
    Table {
        name: "ssd_person",
        columns: &[
            "pers_legacy_id",
            "pers_person_id",
            "pers_upn",
            "pers_forename",
            "pers_surname",
            "pers_sex",
            "pers_gender",
            "pers_ethnicity",
            "pers_dob",
            "pers_single_unique_id",
            "pers_upn_unknown",
            "pers_send_flag",
            "pers_expected_dob",
            "pers_death_date",
            "pers_is_mother",
            "pers_nationality",
        ],
    },
    Table { name: "ssd_family", columns: &["fami_table_id", "fami_family_id", "fami_person_id"] },
    Table {
        name: "ssd_address",
        columns: &[
            "addr_table_id",
            "addr_person_id",
            "addr_address_type",
            "addr_address_start_date",
            "addr_address_end_date",
            "addr_address_postcode",
            "addr_address_json",
        ],
    },
    Table { name: "ssd_disability", columns: &["disa_table_id", "disa_person_id", "disa_disability_code"] },
    Table {
        name: "ssd_immigration_status",
        columns: &[
            "immi_immigration_status_id",
            "immi_person_id",
            "immi_immigration_status_start_date",
            "immi_immigration_status_end_date",
            "immi_immigration_status",
        ],
    },
    Table {
        name: "ssd_mother",
        columns: &["moth_table_id", "moth_person_id", "moth_childs_person_id", "moth_childs_dob"],
    },
    Table {
        name: "ssd_professionals",
        columns: &[
            "prof_professional_id",
            "prof_staff_id",
            "prof_professional_name",
            "prof_social_worker_registration_no",
            "prof_agency_worker_flag",
            "prof_professional_job_title",
            "prof_professional_caseload",
            "prof_professional_department",
            "prof_full_time_equivalency",
        ],
    },
    Table {
        name: "ssd_department",
        columns: &["dept_team_id", "dept_team_name", "dept_team_parent_id", "dept_team_parent_name"],
    },
    Table {
        name: "ssd_involvements",
        columns: &[
            "invo_involvements_id",
            "invo_professional_id",
            "invo_professional_role_id",
            "invo_professional_team",
            "invo_person_id",
            "invo_involvement_start_date",
            "invo_involvement_end_date",
            "invo_worker_change_reason",
            "invo_referral_id",
        ],
    },
];
