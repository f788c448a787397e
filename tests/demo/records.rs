//! The records hang together: ids meet, days are in order, nothing has happened after the last day.

use crate::files::{Sheet, made, read};
use duecare::calendar::{is_weekend, parse_iso, to_iso};
use std::collections::{BTreeMap, BTreeSet};

/// Columns that may hold a day after the last: expected, agreed or keyed ahead.
const AHEAD: [&str; 15] = [
    "pers_expected_dob",
    "agreed_date",
    "due_date",
    "icpc_icpc_target_date",
    "cppr_cp_review_due",
    "clar_cla_review_due_date",
    "clah_health_check_date",
    "cinp_cin_plan_end_date",
    "cppl_cp_plan_end_date",
    "clap_cla_placement_end_date",
    "review_date",
    "until",
    "prep_agree_stepdown_issue_date",
    "duty_until",
    "falls_vacant",
];

fn ids(sheets: &BTreeMap<&str, Sheet>, table: &str, column: &str) -> BTreeSet<String> {
    sheets[table].rows().map(|r| r.get(column).to_owned()).collect()
}

#[test]
fn every_id_leads_somewhere() {
    let sheets = read(&made("default", 600, 5));
    let children = ids(&sheets, "ssd_person", "pers_person_id");
    let workers = ids(&sheets, "ssd_professionals", "prof_professional_id");
    let teams = ids(&sheets, "ssd_department", "dept_team_id");
    let families = ids(&sheets, "family_extra", "family_id");
    let known = |column: &str| match column {
        c if c == "child_id" || c.ends_with("_person_id") => Some(&children),
        "worker_id" | "manager_id" | "supervisor_id" | "auditor_id" => Some(&workers),
        c if c.ends_with("_worker_id") || c == "invo_professional_id" => Some(&workers),
        "team_id" | "invo_professional_team" | "cine_referral_team" | "cinp_cin_plan_team" => Some(&teams),
        "family_id" | "fami_family_id" | "prep_plo_family_id" => Some(&families),
        _ => None,
    };
    for (table, sheet) in &sheets {
        for row in sheet.rows() {
            for (column, value) in row.cells() {
                if let Some(set) = known(column)
                    && !value.is_empty()
                {
                    assert!(set.contains(value), "{table}.{column} leads nowhere");
                }
            }
        }
    }
    for (table, column, to, key) in [
        ("ssd_cin_assessments", "cina_referral_id", "ssd_cin_episodes", "cine_referral_id"),
        ("ssd_cin_plans", "cinp_referral_id", "ssd_cin_episodes", "cine_referral_id"),
        ("ssd_cp_plans", "cppl_icpc_id", "ssd_initial_cp_conference", "icpc_icpc_id"),
        ("ssd_cp_visits", "cppv_cp_plan_id", "ssd_cp_plans", "cppl_cp_plan_id"),
        ("ssd_cp_reviews", "cppr_cp_plan_id", "ssd_cp_plans", "cppl_cp_plan_id"),
        ("ssd_cla_visits", "clav_cla_id", "care_period", "cla_id"),
        ("ssd_cla_reviews", "clar_cla_id", "care_period", "cla_id"),
        ("care_plan", "cla_id", "care_period", "cla_id"),
        ("placement_plan", "placement_id", "ssd_cla_placement", "clap_cla_placement_id"),
        ("return_interview", "missing_id", "ssd_missing", "miss_table_id"),
        ("school_place", "school_id", "school", "school_id"),
        ("allegation", "professional_id", "professional", "professional_id"),
        ("action_rating", "action_id", "improvement_action", "action_id"),
        ("audit_answer", "audit_id", "audit", "audit_id"),
        ("attendance", "conference_id", "conference_meta", "conference_id"),
    ] {
        let there = ids(&sheets, to, key);
        assert!(ids(&sheets, table, column).is_subset(&there), "{table}.{column}");
    }
    let mut visits = ids(&sheets, "ssd_cin_visits", "cinv_cin_visit_id");
    visits.extend(ids(&sheets, "ssd_cp_visits", "cppv_cp_visit_id"));
    visits.extend(ids(&sheets, "ssd_cla_visits", "clav_cla_visit_id"));
    assert_eq!(visits, ids(&sheets, "visit_meta", "visit_id"));
    let plans: BTreeSet<String> = sheets["ssd_initial_cp_conference"]
        .rows()
        .map(|r| r.get("icpc_cp_plan_id").to_owned())
        .filter(|p| !p.is_empty())
        .collect();
    assert!(
        plans.is_subset(&ids(&sheets, "ssd_cp_plans", "cppl_cp_plan_id")),
        "a conference without the plan it made"
    );
}

#[test]
fn first_columns_are_keys() {
    for (table, sheet) in read(&made("default", 400, 2)) {
        if matches!(table, "recorded" | "ssd_family" | "restricted") {
            continue;
        }
        let key = match table {
            "ssd_person" => 1,
            _ => 0,
        };
        let mut seen = BTreeSet::new();
        for row in sheet.rows() {
            let value = row.cells().nth(key).unwrap().1;
            assert!(!value.is_empty() && seen.insert(value), "{table}: the key is blank or there twice");
        }
    }
}

#[test]
fn nothing_has_happened_after_the_last_day() {
    let made = made("slough-2021-02", 600, 4);
    let last = to_iso(made.summary.last_day);
    for (table, sheet) in read(&made) {
        for row in sheet.rows() {
            for (column, value) in row.cells() {
                let happened = !AHEAD.contains(&column);
                let is_day = value.len() == 10 && parse_iso(value).is_some();
                assert!(
                    !(happened && is_day && value > last.as_str()),
                    "{table}.{column} lies after the last day"
                );
            }
        }
    }
}

#[test]
fn no_name_of_a_person_is_filled_in() {
    let sheets = read(&made("default", 100, 1));
    for row in sheets["ssd_person"].rows() {
        assert_eq!((row.get("pers_forename"), row.get("pers_surname")), ("", ""));
    }
    for row in sheets["ssd_professionals"].rows() {
        let name = row.get("prof_professional_name");
        assert!(name.starts_with("Worker ") || name.starts_with("Duty Desk "), "{name}");
    }
}

#[test]
fn staff_work_on_working_days() {
    let sheets = read(&made("default", 300, 6));
    for (table, column) in [
        ("ssd_cin_visits", "cinv_cin_visit_date"),
        ("ssd_cp_visits", "cppv_cp_visit_date"),
        ("ssd_cla_visits", "clav_cla_visit_date"),
        ("ssd_cp_reviews", "cppr_cp_review_date"),
        ("ssd_initial_cp_conference", "icpc_icpc_date"),
        ("ssd_cin_assessments", "cina_assessment_auth_date"),
        ("supervision", "date"),
        ("ssd_cla_reviews", "clar_cla_review_date"),
    ] {
        let days: Vec<_> = sheets[table].rows().filter_map(|r| parse_iso(r.get(column))).collect();
        let weekends = days.iter().filter(|&&d| is_weekend(d)).count();
        // The first day of an assessment may be a Sunday's emergency; nothing else is.
        assert!(weekends * 200 <= days.len(), "{table}: {weekends} of {} at a weekend", days.len());
    }
    let contacts: Vec<_> =
        sheets["ssd_contacts"].rows().filter_map(|r| parse_iso(r.get("cont_contact_date"))).collect();
    assert!(contacts.iter().any(|&d| is_weekend(d)), "police and hospitals call on any day");
}

#[test]
fn things_follow_in_order() {
    let sheets = read(&made("default", 800, 9));
    let day = |text: &str| parse_iso(text);
    for row in sheets["ssd_initial_cp_conference"].rows().filter(|r| r.get("icpc_icpc_transfer_in") == "N") {
        assert!(!row.get("icpc_s47_enquiry_id").is_empty());
    }
    let started: BTreeMap<&str, &str> = sheets["ssd_s47_enquiry"]
        .rows()
        .map(|r| (r.get("s47e_s47_enquiry_id"), r.get("s47e_s47_start_date")))
        .collect();
    for row in sheets["ssd_initial_cp_conference"].rows() {
        if let Some(start) = started.get(row.get("icpc_s47_enquiry_id")) {
            assert!(row.get("icpc_icpc_date") > *start, "a conference before its enquiry");
        }
    }
    let born: BTreeMap<&str, &str> =
        sheets["ssd_person"].rows().map(|r| (r.get("pers_person_id"), r.get("pers_dob"))).collect();
    for row in sheets["care_period"].rows() {
        let (from, birth) = (day(row.get("from")), day(born[row.get("child_id")]));
        if let (Some(from), Some(birth)) = (from, birth) {
            assert!(birth <= from && from < birth + 6_575, "in care before birth or after 18");
        }
    }
    for (table, from, until) in [
        ("ssd_cin_episodes", "cine_referral_date", "cine_close_date"),
        ("ssd_involvements", "invo_involvement_start_date", "invo_involvement_end_date"),
        ("ssd_cla_episodes", "clae_cla_episode_start_date", "clae_cla_episode_ceased_date"),
        ("ssd_legal_status", "lega_legal_status_start_date", "lega_legal_status_end_date"),
        ("care_period", "from", "until"),
        ("employment", "from", "until"),
        ("leaving_care", "from", "until"),
        ("school_place", "from", "until"),
    ] {
        for row in sheets[table].rows() {
            let (a, b) = (row.get(from), row.get(until));
            assert!(!a.is_empty() && (b.is_empty() || a <= b), "{table} runs backwards");
        }
    }
}

#[test]
fn siblings_share_a_family_and_its_plans() {
    let sheets = read(&made("default", 600, 1));
    let mut sizes: BTreeMap<&str, u32> = BTreeMap::new();
    for row in sheets["ssd_family"].rows() {
        *sizes.entry(row.get("fami_family_id")).or_default() += 1;
    }
    assert!(sizes.values().any(|&n| n >= 4), "a large sibling group");
    let family: BTreeMap<&str, &str> =
        sheets["ssd_family"].rows().map(|r| (r.get("fami_person_id"), r.get("fami_family_id"))).collect();
    let mut plans: BTreeMap<(&str, &str), u32> = BTreeMap::new();
    for row in sheets["ssd_cp_plans"].rows() {
        let key = (family[row.get("cppl_person_id")], row.get("cppl_cp_plan_start_date"));
        *plans.entry(key).or_default() += 1;
    }
    assert!(plans.values().any(|&n| n >= 3), "siblings on a plan from the same conference");
}
