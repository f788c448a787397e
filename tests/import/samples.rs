//! The shared samples, counted by a plain second reader.

use crate::shared::shared;
use crate::support::{load_from, records};
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
        assert_eq!(r.broken_off, None);
        assert!(!r.notes.iter().any(|n| n.contains("not known here")), "{:?}", r.notes);
        let rows = [
            "Child",
            "CINdetails",
            "Assessments",
            "CINPlanDates",
            "Section47",
            "ChildProtectionPlans",
            "CPPreviewDate",
            "PreProceedingsandFGDM",
        ];
        let wanted: usize = rows.iter().map(|e| count(&text, e)).sum();
        assert_eq!(r.read as usize, wanted, "{}", file.display());
        assert_eq!(r.read, r.kept + r.refused);
        let made = |kind: &str| records(&loaded.caseload, kind).len();
        if r.refused == 0 {
            assert_eq!(made("child"), count(&text, "Child"));
            assert_eq!(made("referral"), count(&text, "CINdetails"));
            let nothing_done =
                count(&text, "ReferralNFA>1</ReferralNFA") + count(&text, "ReferralNFA>true</ReferralNFA");
            assert_eq!(made("case"), count(&text, "CINdetails") - nothing_done);
            assert_eq!(made("assessment"), count(&text, "Assessments"));
            assert_eq!(made("child-in-need-plan"), count(&text, "CINPlanDates"));
            assert_eq!(made("strategy-discussion"), count(&text, "Section47"));
            assert_eq!(made("section-47-enquiry"), count(&text, "Section47"));
            assert_eq!(made("pre-proceedings"), count(&text, "PreProceedingsandFGDM"));
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

#[test]
fn the_workforce_sample_holds_what_a_plain_count_finds() {
    let Some(file) = shared("samples/csww/social_work_workforce_2022.xml") else { return };
    let text = std::fs::read_to_string(&file).unwrap();
    let loaded = load_from(SourceKind::Auto, &file).unwrap();
    assert_eq!(loaded.report.source, "workforce-census");
    let r = &loaded.report.files[0];
    assert_eq!(r.failed, None);
    let workers = count(&text, "CSWWWorker");
    assert_eq!((r.read as usize, r.kept as usize, r.refused), (workers, workers, 0));
    assert!(!r.notes.iter().any(|n| n.contains("not known here")), "{:?}", r.notes);
    let employed = records(&loaded.caseload, "employment");
    assert_eq!(employed.len(), workers);
    let with = |what: &str| employed.iter().filter(|e| e.contains(what)).count();
    assert_eq!(with("contract=agency"), count(&text, "AgencyWorker>1</AgencyWorker"));
    assert_eq!(with("contract=permanent"), count(&text, "AgencyWorker>0</AgencyWorker"));
    assert_eq!(with("role=social-worker"), count(&text, "OrgRole>5</OrgRole"));
    assert_eq!(with("role=team-manager"), count(&text, "OrgRole>3</OrgRole"));
    let shares =
        records(&loaded.caseload, "worker").iter().filter(|w| w.contains("full-time-share=")).count();
    assert_eq!(shares, count(&text, "FTE"));
}
