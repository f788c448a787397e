//! The shared samples, counted by a plain second reader.

use super::support::{load_from, records, shared};
use duecare::import::SourceKind;

/// How often an element begins in a text.
fn count(text: &str, element: &str) -> usize {
    text.matches(&format!("<{element}>")).count()
}

#[test]
fn census_samples_hold_what_a_plain_count_finds() {
    let Some(folder) = shared("samples/cin_census") else { return };
    let mut files: Vec<_> = std::fs::read_dir(folder).unwrap().map(|e| e.unwrap().path()).collect();
    files.sort();
    assert!(files.len() >= 6);
    for file in files {
        let text = std::fs::read_to_string(&file).unwrap();
        let loaded = load_from(SourceKind::Auto, &file).unwrap_or_else(|e| panic!("{e}"));
        let r = &loaded.report.files[0];
        assert_eq!(r.failed, None);
        assert!(r.notes.is_empty(), "{:?}", r.notes);
        let rows = [
            "Child",
            "CINdetails",
            "Assessments",
            "CINPlanDates",
            "Section47",
            "ChildProtectionPlans",
            "CPPreviewDate",
        ];
        let wanted: usize = rows.iter().map(|e| count(&text, e)).sum();
        assert_eq!(r.read as usize, wanted, "{}", file.display());
        assert_eq!(r.read, r.kept + r.refused);
        let made = |kind: &str| records(&loaded.caseload, kind).len();
        if r.refused == 0 {
            assert_eq!(made("child"), count(&text, "Child"));
            assert_eq!(made("referral"), count(&text, "CINdetails"));
            assert_eq!(made("case"), count(&text, "CINdetails"));
            assert_eq!(made("assessment"), count(&text, "Assessments"));
            assert_eq!(made("child-in-need-plan"), count(&text, "CINPlanDates"));
            assert_eq!(made("strategy-discussion"), count(&text, "Section47"));
            assert_eq!(made("protection-plan"), count(&text, "ChildProtectionPlans"));
        }
    }
}

#[test]
fn the_large_census_has_332_children_and_402_referrals() {
    let Some(file) = shared("samples/cin_census/fake_CIN_data.xml") else { return };
    let loaded = load_from(SourceKind::Auto, &file).unwrap();
    assert_eq!(records(&loaded.caseload, "child").len(), 332);
    assert_eq!(records(&loaded.caseload, "referral").len(), 402);
    assert_eq!(loaded.report.totals(), (734, 734, 0));
}
