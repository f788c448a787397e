//! The children in need census: what an element becomes, and what a census cannot hold.

use super::support::{folder, load_from, records, report};
use duecare::import::{AnotherSource, ImportError, LoadRequest, Loaded, SourceKind, load};

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
    // Nothing was to be done about the other: no case was opened.
    assert_eq!(found("case").len(), 1);
    assert!(found("case")[0].ends_with("of A&1 2022-10-06..2023-02-27 category-of-need=N4"));
    let assessments = found("assessment");
    assert!(assessments[0].contains("of A&1 2022-10-07.. referred=2022-10-06 unborn=no"), "{assessments:?}");
    assert!(assessments[0].ends_with("authorised~2022-31-11"));
    assert!(assessments[1].ends_with("of A2 2024-03-01.. unborn=yes"), "{assessments:?}");
    let discussions = found("strategy-discussion");
    assert!(discussions[0].ends_with("2022-11-20 decision=section-47 outcome=conference"));
    assert!(discussions[1].ends_with("2022-11-25 decision=section-47 outcome=no-conference"));
    assert!(discussions[2].ends_with("2022-11-26 decision=section-47 outcome~perhaps"));
    let enquiries = found("section-47-enquiry");
    assert!(enquiries[0].ends_with("of A&1 2022-11-20.. outcome=conference"), "{enquiries:?}");
    assert!(enquiries[1].ends_with("of A&1 2022-11-25.. outcome=no-conference"));
    assert!(enquiries[2].ends_with("of A&1 2022-11-26.."));
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
    let columns: Vec<_> = r.columns.iter().map(|c| (c.column.as_str(), c.unreadable.first.clone())).collect();
    assert_eq!(
        columns,
        // Each once, though the date of authorisation is the end of the assessment and its field; by its own line.
        [
            ("AssessmentAuthorisationDate", vec![23]),
            ("ICPCnotRequired", vec![37]),
            ("LatestCategoryOfAbuse", vec![44])
        ]
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
        assert!(!loaded.report.is_whole(), "what is lost makes no whole load: {r:?}");
        format!("{} {}", r.failed.unwrap_or_default(), r.broken_off.unwrap_or_default())
    };
    let deep = format!("<Message>{}", "<a>".repeat(200));
    assert!(said(&deep).contains("nested more than 32 deep"));
    let cut = CENSUS.split("<CPPendDate>").next().unwrap();
    assert!(said(cut).contains("it ends inside a `Child`"));
    assert!(said("<Message><Children></Child>").contains("no well-formed XML"));
    let bomb = "<!DOCTYPE x [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;\">]>\n<Message>";
    assert!(said(&CENSUS.replace("<Message>", bomb)).contains("line 2: it declares entities of its own"));
    let long = CENSUS.replace("A&amp;1", &"x".repeat(10_000_000));
    assert!(said(&long).contains("line 7: a text here is longer than 1 MB"), "{}", said(&long));
    let many = CENSUS.replace("A&amp;1", &"x<![CDATA[y]]>".repeat(1_000_000));
    assert!(said(&many).contains("line 7: a text here is longer than 1 MB"));
    let wide = CENSUS.replace("<Ethnicity>", &format!("{}<Ethnicity>", "<Sex/>".repeat(100_001)));
    assert!(said(&wide).contains("one `Child` has more than 100000 elements"));
    assert!(said("<Message><Kids></Kids></Message>").contains("there is no `Children` in it"));
    assert!(said("<Other><!-- <Message --></Other>").contains("there is no `Message` in it"));
}

#[test]
fn what_no_entity_names_is_unreadable() {
    let odd = CENSUS.replace("A&amp;1", "A&hello;1").replace("<Sex>U", "<Sex>&u;");
    let loaded = loaded(odd.as_bytes());
    let r = report(&loaded, "census.xml");
    assert_eq!((r.read, r.kept, r.refused), (16, 3, 13), "another child would be made of a broken id");
    assert_eq!(records(&loaded.caseload, "child"), ["A2 due-date=2024-05-01 sex~\u{fffd}"]);
}

#[test]
fn elements_are_read_or_told() {
    let strange = CENSUS
        .replace("<Sex>U", "<Shoe>7</Shoe><Sex>U")
        .replace("<ReferralNFA>true", "<ReferralNFA>false</ReferralNFA><ReferralNFA>true")
        .replace("</CINdetails>\n    </Child>\n    <Child>\n      <ChildIdentifiers>\n        <LAchildID>A2",
            "<UPN>1</UPN></CINdetails>\n    </Child>\n    <Child>\n      <ChildIdentifiers><UPN>2</UPN>\n        <LAchildID>A2")
        .replace("<Children>", "<Year/><Other/><DatA10150/><Children>");
    let loaded = loaded(strange.as_bytes());
    let r = report(&loaded, "census.xml");
    assert_eq!(
        r.notes,
        [
            "element `?` is not known here and was not read: once (line 4)",
            "element `CINdetails/UPN` is not known here and was not read: once (line 48)",
            "element `ChildIdentifiers/Shoe` is not known here and was not read: once (line 54)",
            "element `Other` is not known here and was not read: once (line 4)",
            "element `ReferralNFA` stands again where one is meant; the first is read: once (line 59)",
            "text between elements is not read: once (line 6)",
            "known, but held by no kind of record: UPN 1",
            "a row is named by the line it begins on, a value by its own line",
        ]
    );
    assert!(records(&loaded.caseload, "referral")[1].ends_with("outcome=assessment"));
}

#[test]
fn codes_that_no_list_has_are_unknown() {
    let odd = CENSUS
        .replace("<GenderCurrent>1", "<GenderCurrent>7")
        .replace("WBRI", "X")
        .replace("<Disability>LD", "<Disability>Q")
        .replace("1A", "1Z")
        .replace("N4", "n9")
        .replace("<NumberOfPreviousCPP>2", "<NumberOfPreviousCPP>-2");
    let loaded = loaded(odd.as_bytes());
    let found = |kind| records(&loaded.caseload, kind);
    assert_eq!(found("child")[0], "A&1 born=2015-03-27 disabled=no sex~7 ethnicity~X");
    assert!(found("referral")[0].ends_with("outcome=assessment sender~1Z"));
    assert!(found("case")[0].ends_with("category-of-need=N9"));
    assert!(found("protection-plan")[0].contains("previous-plans~-2"));
    let r = report(&loaded, "census.xml");
    let told = |name: &str| r.columns.iter().find(|c| c.column == name).unwrap().unreadable.first.clone();
    assert_eq!(told("Disability"), [13]);
    assert_eq!(told("ReferralSource"), [17]);
    assert_eq!((r.read, r.kept, r.refused), (16, 13, 3), "the records stay");
}

#[test]
fn an_element_with_nothing_in_it_is_no_record() {
    let blank = CENSUS
        .replace(
            "<CINPlanDates><CINPlanStartDate>2022-11-01</CINPlanStartDate></CINPlanDates>",
            "<CINPlanDates/>",
        )
        .replace("<CPPreviewDate>2023-01-15", "<CPPreviewDate>");
    let loaded = loaded(blank.as_bytes());
    let r = report(&loaded, "census.xml");
    assert_eq!((r.read, r.kept, r.refused), (16, 11, 5));
    assert!(r.reasons.iter().any(|x| x.0.code() == "not-used" && x.1.count == 2));
    assert!(records(&loaded.caseload, "child-in-need-plan").is_empty());
    assert_eq!(records(&loaded.caseload, "conference").len(), 2);
}

/// The block that came with 2026-27.
#[test]
fn pre_proceedings_are_held_where_there_is_a_block() {
    let block = |parts: &str| {
        let end = "</CINdetails>\n    </Child>\n    <Child>\n      <ChildIdentifiers><Sex>F";
        let block = format!("<PreProceedingsandFGDM>{parts}</PreProceedingsandFGDM>{end}");
        let text = CENSUS.replace(end, &block);
        assert_ne!(text, CENSUS);
        loaded(text.as_bytes())
    };
    let whole = "<PPStartDate>2026-09-09</PPStartDate><LBPSentDate>2026-09-20</LBPSentDate>\
        <FGDMMeetingOffer>1</FGDMMeetingOffer><StepDecisionDate>2026-12-01</StepDecisionDate>\
        <PPOutcome>A</PPOutcome><CourtAppDate>2026-12-18</CourtAppDate>";
    let of = |loaded: &Loaded| records(&loaded.caseload, "pre-proceedings");
    assert!(of(&block(whole))[0].ends_with("of A2 2026-09-09..2026-12-01 status=open notified=2026-09-20"));
    let court = whole.replace("<StepDecisionDate>2026-12-01</StepDecisionDate>", "");
    assert!(of(&block(&court))[0].contains("2026-09-09..2026-12-18"), "the application ends them");
    let meeting = block("<FGDMMeetingOffer>1</FGDMMeetingOffer>");
    assert!(of(&meeting).is_empty(), "a family group meeting is none");
    let r = report(&meeting, "census.xml");
    assert_eq!((r.read, r.kept, r.refused), (17, 13, 4));
    let holds = |l: &Loaded| l.report.provides.iter().any(|p| p.kind == "pre-proceedings");
    assert!(holds(&block(whole)) && !holds(&loaded(CENSUS.as_bytes())));
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
    // A discussion made of the enquiry does not show that one was held before it.
    assert_eq!(needs("strategy-before-section-47"), ["strategy-discussion apart from section-47-enquiry"]);
    assert_eq!(needs("section-47-length"), ["end of section-47-enquiry"]);
}

/// Another source may know the discussions themselves, whichever comes first.
#[test]
fn discussions_of_another_source_are_no_longer_those_of_the_census() {
    let census = folder(&[("census.xml", CENSUS)]);
    let meetings = "meeting_id,child_id,kind,date,status,quorate,decision,outcome,reason,recorded\n\
        M1,A2,strategy,2024-01-01,held,yes,section-47,conference,harm,2024-01-01\n";
    let tables = folder(&[("ssd_person.csv", "pers_person_id\nA2\n"), ("meeting.csv", meetings)]);
    let told = |first: (&str, &std::path::Path), second: (&str, &std::path::Path)| {
        let kind = |name: &str| SourceKind::named(name).unwrap();
        let request = LoadRequest {
            from: kind(first.0),
            records: first.1.to_owned(),
            also: vec![AnotherSource { from: kind(second.0), records: second.1.to_owned() }],
            ..LoadRequest::default()
        };
        load(&request, super::vocabulary()).unwrap().caseload.provides.told_by.len()
    };
    let (census, tables) = (("cin-census", census.path()), ("ssd", tables.path()));
    assert_eq!((told(census, tables), told(tables, census), told(census, census)), (0, 0, 1));
}
