//! The children in need census: what an element becomes, and what a census cannot hold.

use super::support::{folder, load_from, records, report};
use duecare::import::{ImportError, Loaded, SourceKind};

const CENSUS: &str = r#"<?xml version="1.0" encoding="utf-8"?>
<Message>
  <Header><CollectionDetails><Year>2024</Year></CollectionDetails></Header>
  <Children>
    <Child>
      <ChildIdentifiers>
        <LAchildID>A&amp;1</LAchildID>PersonBirthDate
        <PersonBirthDate>2015-03-27</PersonBirthDate>
        <GenderCurrent>1</GenderCurrent>
      </ChildIdentifiers>
      <ChildCharacteristics>
        <Ethnicity>WBRI</Ethnicity>
        <Disabilities><Disability>NONE</Disability><Disability>LD</Disability></Disabilities>
      </ChildCharacteristics>
      <CINdetails>
        <CINreferralDate>2022-10-06</CINreferralDate>
        <ReferralSource>1A</ReferralSource>
        <PrimaryNeedCode>N4</PrimaryNeedCode>
        <CINclosureDate>2023-02-27T00:00:00</CINclosureDate>
        <DateOfInitialCPC>2022-12-06</DateOfInitialCPC>
        <Assessments>
          <AssessmentActualStartDate>2022-10-07</AssessmentActualStartDate>
          <AssessmentAuthorisationDate>2022-31-11</AssessmentAuthorisationDate>
        </Assessments>
        <CINPlanDates><CINPlanStartDate>2022-11-01</CINPlanStartDate></CINPlanDates>
        <Section47>
          <S47ActualStartDate>2022-11-20</S47ActualStartDate>
          <DateOfInitialCPC>2022-12-06</DateOfInitialCPC>
          <ICPCnotRequired>false</ICPCnotRequired>
        </Section47>
        <Section47>
          <S47ActualStartDate>2022-11-25</S47ActualStartDate>
          <ICPCnotRequired>1</ICPCnotRequired>
        </Section47>
        <Section47>
          <S47ActualStartDate>2022-11-26</S47ActualStartDate>
          <ICPCnotRequired>perhaps</ICPCnotRequired>
        </Section47>
        <ReferralNFA>0</ReferralNFA>
        <ChildProtectionPlans>
          <CPPstartDate>2022-12-06</CPPstartDate>
          <CPPendDate>2023-02-20</CPPendDate>
          <InitialCategoryOfAbuse>PHY</InitialCategoryOfAbuse>
          <LatestCategoryOfAbuse>XYZ</LatestCategoryOfAbuse>
          <NumberOfPreviousCPP>2</NumberOfPreviousCPP>
          <Reviews><CPPreviewDate>2023-01-15</CPPreviewDate><CPPreviewDate>2023-02-15</CPPreviewDate></Reviews>
        </ChildProtectionPlans>
      </CINdetails>
    </Child>
    <Child>
      <ChildIdentifiers>
        <LAchildID>A2</LAchildID>
        <ExpectedPersonBirthDate>2024-05-01</ExpectedPersonBirthDate>
        <Sex>U</Sex>
      </ChildIdentifiers>
      <CINdetails>
        <ReferralSource>6</ReferralSource>
        <Assessments><AssessmentActualStartDate>2024-03-01</AssessmentActualStartDate></Assessments>
        <ReferralNFA>true</ReferralNFA>
      </CINdetails>
    </Child>
    <Child>
      <ChildIdentifiers><Sex>F</Sex></ChildIdentifiers>
      <CINdetails>
        <CINreferralDate>2024-01-01</CINreferralDate>
      </CINdetails>
    </Child>
    <Child>
      <ChildIdentifiers><LAchildID>A2</LAchildID><Sex>F</Sex></ChildIdentifiers>
    </Child>
  </Children>
</Message>
"#;

fn loaded(bytes: &[u8]) -> Loaded {
    let folder = folder(&[]);
    std::fs::write(folder.path().join("census.xml"), bytes).unwrap();
    load_from(SourceKind::Auto, folder.path()).unwrap_or_else(|e| panic!("{e}"))
}

#[test]
fn each_element_becomes_its_records() {
    let loaded = loaded(CENSUS.as_bytes());
    let found = |kind| records(&loaded.caseload, kind);
    assert_eq!(
        found("child"),
        ["A&1 born=2015-03-27 sex=M ethnicity=WBRI disabled=yes", "A2 due-date=2024-05-01 sex=U"]
    );
    assert_eq!(found("referral").len(), 2);
    assert!(found("referral")[0].ends_with("of A&1 2022-10-06 sender=1A outcome=assessment"));
    assert!(found("referral")[1].ends_with("of A2  sender=6 outcome=no-further-action"));
    assert!(found("case")[0].ends_with("of A&1 2022-10-06..2023-02-27 category-of-need=N4"));
    let assessments = found("assessment");
    assert!(assessments[0].contains("of A&1 2022-10-07.. referred=2022-10-06 unborn=no"), "{assessments:?}");
    assert!(assessments[0].ends_with("authorised~2022-31-11"));
    assert!(assessments[1].ends_with("of A2 2024-03-01.. unborn=yes"), "{assessments:?}");
    let discussions = found("strategy-discussion");
    assert!(discussions[0].ends_with("2022-11-20 decision=section-47 outcome=conference"));
    assert!(discussions[1].ends_with("2022-11-25 decision=section-47 outcome=no-conference"));
    assert!(discussions[2].ends_with("2022-11-26 decision=section-47 outcome~perhaps"));
    let conferences: Vec<String> =
        found("conference").iter().map(|c| c.split_once(" of A&1 ").unwrap().1.to_owned()).collect();
    assert_eq!(conferences, ["2022-12-06 kind=initial", "2023-01-15 kind=review", "2023-02-15 kind=review"]);
    let plan = &found("protection-plan")[0];
    assert!(
        plan.ends_with("2022-12-06..2023-02-20 category-at-start=PHY previous-plans=2 category~XYZ"),
        "{plan}"
    );
}

#[test]
fn every_element_is_counted_once() {
    let loaded = loaded(CENSUS.as_bytes());
    let r = report(&loaded, "census.xml");
    // Children 4, details 3, assessments 2, plans 2, enquiries 3, reviews 2.
    assert_eq!((r.read, r.kept, r.refused), (16, 13, 3));
    let reasons: Vec<_> = r.reasons.iter().map(|x| (x.0.code(), x.1.count)).collect();
    assert_eq!(reasons, [("no-id", 2), ("same-id", 1)]);
    let columns: Vec<_> = r.columns.iter().map(|c| (c.column.as_str(), c.unreadable.count)).collect();
    assert_eq!(
        columns,
        // The date of authorisation is the end of the assessment and its field.
        [("AssessmentAuthorisationDate", 2), ("ICPCnotRequired", 1), ("LatestCategoryOfAbuse", 1)]
    );
}

#[test]
fn a_census_says_what_it_can_hold() {
    let loaded = loaded(CENSUS.as_bytes());
    let kinds: Vec<&str> = loaded.report.provides.iter().map(|p| p.kind.as_str()).collect();
    for held in ["child", "referral", "case", "assessment", "conference", "protection-plan"] {
        assert!(kinds.contains(&held), "{held}");
    }
    for not_held in ["visit", "worker", "team", "allocation", "supervision", "core-group", "care-period"] {
        assert!(!kinds.contains(&not_held), "{not_held}");
    }
    let conference = loaded.report.provides.iter().find(|p| p.kind == "conference").unwrap();
    assert_eq!(conference.fields, ["kind"]);
}

#[test]
fn other_encodings_are_read() {
    let plain = records(&loaded(CENSUS.as_bytes()).caseload, "child");
    let utf16: Vec<u8> =
        [0xFF, 0xFE].into_iter().chain(CENSUS.encode_utf16().flat_map(u16::to_le_bytes)).collect();
    assert_eq!(records(&loaded(&utf16).caseload, "child"), plain);
    let old = CENSUS.replace("utf-8", "windows-1252").replace("A&amp;1", "Jos\u{e9}");
    let old: Vec<u8> = old.chars().map(|c| c as u32 as u8).collect();
    assert!(records(&loaded(&old).caseload, "child")[1].starts_with("Jos\u{e9} "));
}

#[test]
fn what_does_harm_is_stopped() {
    let said = |text: &str| {
        let loaded = loaded(text.as_bytes());
        let r = report(&loaded, "census.xml").clone();
        assert_eq!(r.read, r.kept + r.refused);
        format!("{} {}", r.failed.unwrap_or_default(), r.notes.join(" "))
    };
    let deep = format!("<Message>{}", "<a>".repeat(200));
    assert!(said(&deep).contains("nested more than 32 deep"));
    let cut = CENSUS.split("<CPPendDate>").next().unwrap();
    assert!(said(cut).contains("it ends inside a child"));
    assert!(said("<Message><Children></Child>").contains("no well-formed XML"));
    let entity = CENSUS
        .replace("<Message>", "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/hostname\">]><Message>")
        .replace("A&amp;1", "&e;B");
    let folder = folder(&[("census.xml", &entity)]);
    let loaded = load_from(SourceKind::Format("cin-census"), &folder.path().join("census.xml")).unwrap();
    assert!(
        records(&loaded.caseload, "child")[1].starts_with("B "),
        "an entity of the file's own is never looked up"
    );
}

#[test]
fn years_of_a_census_are_not_read_together() {
    let both = folder(&[("2023.xml", CENSUS), ("2024.xml", CENSUS)]);
    match load_from(SourceKind::Format("cin-census"), both.path()) {
        Err(ImportError::Several { names, .. }) => assert_eq!(names, "2023.xml, 2024.xml"),
        other => panic!("{:?}", other.map(|l| l.report)),
    }
}

#[test]
fn days_of_entry_are_not_in_a_census() {
    let files = duecare::service::RuleFiles::carried();
    let rules = duecare::lang::load_rules(&files.care, &|name| files.other(name), None).rules.unwrap();
    let caseload = loaded(CENSUS.as_bytes()).caseload;
    let absent = duecare::judge::absent(&rules, &caseload);
    let needs = |id: &str| {
        let of = absent.iter().filter(|a| rules.standards[a.standard].id == id);
        of.flat_map(|a| a.needs.clone()).collect::<Vec<_>>()
    };
    assert!(needs("critical-recorded").contains(&"recorded of strategy-discussion".to_owned()));
    assert!(needs("conference-timely").is_empty(), "{:?}", needs("conference-timely"));
}
