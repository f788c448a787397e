//! A return checked from the outside: what is printed, the lists, the status; and returns with something wrong everywhere.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test fails by panicking")]

#[path = "support/command.rs"]
mod program;

use duecare::import::{ReturnTables, england_calendar, read_return_bytes};
use duecare::report::{RuleOutcome, Validation};
use duecare::service::ReturnRules;
use program::duecare;
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

/// Two children: all is right with the first but that there is one disability code only; the second has faults.
const CENSUS: &str = r#"<Message>
  <Header><CollectionDetails><Collection>CIN</Collection><Year>2026</Year><ReferenceDate>2026-03-31</ReferenceDate></CollectionDetails></Header>
  <Children>
    <Child>
      <ChildIdentifiers><LAchildID>1</LAchildID><UPN>A123456789012</UPN><PersonBirthDate>2015-05-01</PersonBirthDate><Sex>F</Sex></ChildIdentifiers>
      <ChildCharacteristics><Ethnicity>WBRI</Ethnicity><Disabilities><Disability>LD</Disability></Disabilities></ChildCharacteristics>
      <CINdetails>
        <CINreferralDate>2025-05-01</CINreferralDate><ReferralSource>1A</ReferralSource><PrimaryNeedCode>N1</PrimaryNeedCode><ReferralNFA>0</ReferralNFA>
        <Assessments><AssessmentActualStartDate>2025-05-02</AssessmentActualStartDate><AssessmentAuthorisationDate>2025-06-02</AssessmentAuthorisationDate>
          <FactorsIdentifiedAtAssessment><AssessmentFactors>1A</AssessmentFactors><AssessmentFactors>2B</AssessmentFactors></FactorsIdentifiedAtAssessment></Assessments>
        <ChildProtectionPlans><CPPstartDate>2025-07-01</CPPstartDate><InitialCategoryOfAbuse>NEG</InitialCategoryOfAbuse><LatestCategoryOfAbuse>NEG</LatestCategoryOfAbuse><NumberOfPreviousCPP>0</NumberOfPreviousCPP>
          <Reviews><CPPreviewDate>2025-08-01</CPPreviewDate><CPPreviewDate>2025-07-01</CPPreviewDate></Reviews></ChildProtectionPlans>
      </CINdetails>
    </Child>
    <Child>
      <CINdetails>
        <CINreferralDate>2025-05-01</CINreferralDate><CINclosureDate>2025-04-30</CINclosureDate><ReferralSource>1Z</ReferralSource><ReferralNFA>0</ReferralNFA>
        <Section47><S47ActualStartDate>2025-04-01</S47ActualStartDate><DateOfInitialCPC>2025-05-17</DateOfInitialCPC><ICPCnotRequired>0</ICPCnotRequired></Section47>
      </CINdetails>
      <ChildIdentifiers><LAchildID>=2</LAchildID><UPNunknown>UN4</UPNunknown><PersonBirthDate>2015-02-31</PersonBirthDate><Sex>1</Sex></ChildIdentifiers>
      <ChildCharacteristics><Ethnicity>WBRI</Ethnicity></ChildCharacteristics>
    </Child>
  </Children>
</Message>"#;

fn rules() -> ReturnRules {
    ReturnRules::carried("cin", None).unwrap_or_else(|fault| panic!("{fault}"))
}

fn validated(rules: &ReturnRules, text: &str) -> Validation {
    let files = [("census.xml".to_owned(), text.as_bytes().to_vec())];
    rules.validate(&read_return_bytes(&files, rules.vocabulary(), None), &england_calendar())
}

fn failing(v: &Validation) -> Vec<&str> {
    v.rules.iter().filter(|r| !r.failed.is_empty()).map(|r| r.code.as_str()).collect()
}

#[test]
fn a_census_is_checked_and_the_places_are_named() {
    let v = validated(&rules(), CENSUS);
    assert_eq!(v.notes, Vec::<String>::new());
    let of = |code: &str| v.rules.iter().find(|r| r.code == code).unwrap();
    assert_eq!(of("8630").failed.len(), 1);
    let closed = &of("8630").failed[0];
    assert_eq!((closed.child.as_str(), closed.table.as_str(), closed.row), ("=2", "CINdetails", 2));
    assert_eq!(closed.cells[0], ("CINclosureDate".to_owned(), "2025-04-30".to_owned()));
    // The owner's day made it so: it stands apart from the place.
    let early = &of("2889").failed[0];
    assert_eq!(early.cells, [("S47ActualStartDate".to_owned(), "2025-04-01".to_owned())]);
    assert_eq!(
        (early.because[0].table.as_str(), early.because[0].column.as_str()),
        ("CINdetails", "CINreferralDate")
    );
    // The second review stands on the day the plan began; a list of reviews is a row each.
    assert_eq!((of("8841").failed.len(), of("8841").failed[0].row), (1, 2));
    // A bad code is told as it was written, a day that is none is not judged and not lost.
    assert_eq!(of("8866").failed[0].cells[0].1, "1Z");
    assert_eq!(of("8520").not_judged, 1);
    assert_eq!(of("8525Q").failed[0].cells[0].1, "2015-02-31");
    assert_eq!(of("8875").failed.len(), 1);
    assert!(v.rules.iter().all(|r| !matches!(r.outcome, RuleOutcome::CouldNotRun(_))));
    assert_eq!(v.rules.len(), 109);
}

#[test]
fn the_program_prints_lists_and_ends_with_one_while_an_error_remains() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("census.xml");
    std::fs::write(&path, CENSUS).unwrap();
    let path = path.to_str().unwrap();
    let (status, out, _) = duecare(&["validate", path]);
    assert_eq!(status, 1);
    assert!(out.contains("not judged") && out.contains("cin 2025-26:"), "{out}");
    let (status, out, _) = duecare(&["validate", path, "--format", "csv"]);
    assert_eq!(status, 1);
    assert_eq!(out.lines().next(), Some("child,rule,severity,message,table,column,row,value,because"));
    assert!(out.contains("'=2,8630,error,"), "{out}");
    let (_, out, _) = duecare(&["validate", path, "--format", "json"]);
    let json: serde_json::Value = serde_json::from_str(&out).unwrap();
    assert_eq!(json["rules"].as_array().unwrap().len(), 109);
    let book = folder.path().join("census.xlsx");
    let (status, _, said) = duecare(&["validate", path, "--output", book.to_str().unwrap()]);
    assert_eq!(status, 1, "{said}");
    assert!(std::fs::read(&book).unwrap().starts_with(b"PK"));
    let (status, out, _) = duecare(&["validate", "--explain", "8600"]);
    assert_eq!(status, 0);
    assert!(out.contains("CINreferralDate of CINdetails blank: fails"), "{out}");
    let (status, out, _) = duecare(&["validate", "--explain", "8630"]);
    assert!(status == 0 && out.contains("CINclosureDate of CINdetails blank: is not judged"), "{out}");
    assert_eq!(duecare(&["validate", "--explain", "1"]).0, 2);
    assert_eq!(duecare(&["validate", path, "--return", "xyz"]).0, 2);
    assert_eq!(duecare(&["validate", "nothing-there.xml"]).0, 2);
}

/// The tables of a census that is right, by name: columns and rows.
fn right() -> Tables {
    vec![
        ("Header", vec!["Year", "ReferenceDate"], vec![vec!["2026", "2026-03-31"]]),
        (
            "ChildIdentifiers",
            vec![
                "LAchildID",
                "UPN",
                "FormerUPN",
                "UPNunknown",
                "PersonBirthDate",
                "ExpectedPersonBirthDate",
                "PersonDeathDate",
                "Sex",
            ],
            vec![vec!["1", "T380169762123", "T380169762123", "", "2015-05-01", "", "2026-03-01", "F"]],
        ),
        ("ChildCharacteristics", vec!["LAchildID", "Ethnicity"], vec![vec!["1", "WBRI"]]),
        (
            "Disabilities",
            vec!["LAchildID", "Disability"],
            ["MOB", "HAND", "PC", "INC", "COMM", "LD", "HEAR", "VIS"].iter().map(|c| vec!["1", *c]).collect(),
        ),
        (
            "CINdetails",
            vec![
                "LAchildID",
                "CINdetailsID",
                "CINreferralDate",
                "CINclosureDate",
                "ReferralSource",
                "PrimaryNeedCode",
                "ReferralNFA",
                "DateOfInitialCPC",
                "ReasonForClosure",
            ],
            vec![vec!["1", "1", "2025-05-01", "2026-03-02", "1A", "N1", "0", "", "RC2"]],
        ),
        (
            "Assessments",
            vec![
                "LAchildID",
                "CINdetailsID",
                "AssessmentID",
                "AssessmentActualStartDate",
                "AssessmentAuthorisationDate",
                "AssessmentFactors",
            ],
            vec![vec!["1", "1", "1", "2025-05-02", "2025-06-02", "1A"]],
        ),
        (
            "AssessmentFactorsList",
            vec!["LAchildID", "CINdetailsID", "AssessmentID", "AssessmentFactor"],
            vec![vec!["1", "1", "1", "1A"]],
        ),
        (
            "CINplanDates",
            vec!["LAchildID", "CINdetailsID", "CINPlanStartDate", "CINPlanEndDate"],
            vec![vec!["1", "1", "2025-05-02", "2025-05-20"]],
        ),
        (
            "Section47",
            vec![
                "LAchildID",
                "CINdetailsID",
                "S47ActualStartDate",
                "InitialCPCtarget",
                "DateOfInitialCPC",
                "ICPCnotRequired",
            ],
            vec![vec!["1", "1", "2025-05-07", "2025-05-28", "2025-05-28", "0"]],
        ),
        (
            "ChildProtectionPlans",
            vec![
                "LAchildID",
                "CINdetailsID",
                "CPPID",
                "CPPstartDate",
                "CPPendDate",
                "InitialCategoryOfAbuse",
                "LatestCategoryOfAbuse",
                "NumberOfPreviousCPP",
            ],
            vec![vec!["1", "1", "1", "2025-05-28", "2026-02-28", "NEG", "NEG", "0"]],
        ),
        (
            "Reviews",
            vec!["LAchildID", "CINdetailsID", "CPPID", "CPPreviewDate"],
            vec![vec!["1", "1", "1", "2025-08-01"]],
        ),
    ]
}

type Tables = Vec<(&'static str, Vec<&'static str>, Vec<Vec<&'static str>>)>;

fn of_tables(rules: &ReturnRules, tables: &Tables) -> Validation {
    let mut made = ReturnTables::new(Arc::clone(rules.vocabulary()));
    for (name, columns, rows) in tables {
        let sink = made.table(name, name, columns).unwrap();
        for (at, row) in rows.iter().enumerate() {
            made.row(&sink, at as u32 + 1, row.iter().map(|c| Some(*c)));
        }
    }
    rules.validate(&made.finish(), &england_calendar())
}

/// Rows each rule looked at: those that pass, fail and are not judged.
fn looked_at(v: &Validation) -> BTreeMap<&str, u32> {
    v.rules.iter().map(|r| (r.code.as_str(), r.passed + r.not_judged + r.failed.len() as u32)).collect()
}

#[test]
fn what_is_right_fails_no_error() {
    let v = of_tables(&rules(), &right());
    assert_eq!(failing(&v), Vec::<&str>::new());
}

/// A blank, an impossible date, a bad code and a missing column in every field of every table, and every table missing: no rule
/// is lost, none crashes, and a rule that has nothing left to say says why.
#[test]
fn something_wrong_in_every_field_loses_no_rule() {
    let rules = rules();
    let whole = of_tables(&rules, &right());
    for table in 0..right().len() {
        for column in 0..right()[table].1.len() {
            for value in ["", "2025-02-31", "?!", "1"] {
                let mut tables = right();
                tables[table].2[0][column] = value;
                let v = of_tables(&rules, &tables);
                assert_eq!(v.rules.len(), whole.rules.len());
                let never = v.rules.iter().filter(|r| matches!(r.outcome, RuleOutcome::CouldNotRun(_)));
                assert_eq!(never.count(), 0, "{} {}", tables[table].0, tables[table].1[column]);
            }
            let mut tables = right();
            tables[table].1.remove(column);
            tables[table].2.iter_mut().for_each(|row| {
                row.remove(column);
            });
            told(&of_tables(&rules, &tables), &whole);
        }
        let mut tables = right();
        let gone = tables.remove(table).0;
        let v = of_tables(&rules, &tables);
        told(&v, &whole);
        assert!(v.notes.iter().any(|n| n.contains(gone)), "{gone}: {:?}", v.notes);
    }
}

/// What is not sent fails nothing, and what is no longer asked of a record is counted as not judged or told as not run.
fn told(v: &Validation, whole: &Validation) {
    assert_eq!(v.rules.len(), whole.rules.len());
    assert_eq!(failing(v), Vec::<&str>::new());
    let (now, before) = (looked_at(v), looked_at(whole));
    for r in &v.rules {
        let lost = before[r.code.as_str()] > now[r.code.as_str()];
        let said = !matches!(r.outcome, RuleOutcome::Ran);
        assert!(!lost || said || now[r.code.as_str()] > 0, "{}: {:?}", r.code, r.outcome);
    }
}

#[test]
fn what_was_not_read_is_never_taken_for_a_return_without_errors() {
    let folder = tempfile::tempdir().unwrap();
    let (half, _) = CENSUS.split_once("</Child>").unwrap();
    for (name, text, told) in [
        ("words.xml", "hello", "words.xml: line 1: it is no return"),
        ("half.xml", half, "half.xml: line 14: it ends inside a `Child`"),
        ("other.csv", "a,b\n1,2\n", "no row of a cin return is in what was given"),
        ("Header.csv", "", "no row of a cin return is in what was given"),
    ] {
        let path = folder.path().join(name);
        std::fs::write(&path, text).unwrap();
        let path = path.to_str().unwrap();
        let told = format!("NOT READ  {told}");
        let (code, shown, _) = duecare(&["validate", path]);
        assert_eq!((code, shown.contains(&told)), (1, true), "{name}: {shown}");
        let (code, shown, _) = duecare(&["validate", path, "--format", "json"]);
        let json: serde_json::Value = serde_json::from_str(&shown).unwrap();
        assert_eq!((code, json["broken"][0].is_string()), (1, true), "{name}");
    }
}

#[test]
fn a_year_without_rules_of_its_own_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("census.xml");
    std::fs::write(&path, CENSUS).unwrap();
    let (_, shown, _) = duecare(&["validate", path.to_str().unwrap(), "--year", "2031-32"]);
    assert!(shown.contains("there are no rules of 2031-32: those of 2025-26 were taken"), "{shown}");
    let (_, shown, _) = duecare(&["validate", path.to_str().unwrap(), "--year", "2025-26"]);
    assert!(!shown.contains("there are no rules"), "{shown}");
}

/// A year of the census in which three rules changed: one asks for less, one is new, one is asked no more.
const CHANGED: [(&str, &str); 3] = [
    (
        "factors.care",
        r#"check cin-2886Q "More than half of the children have no sex recorded"
  severity query
  for each return
  must satisfy number of child where not sex is one of (M, F)
      is at most 50% of number of child
  example "two of three"
    given child ann with sex F
    given child bob with sex U
    given child cat with sex U
    as at 31 March 2027 expect only fail
  example "one of two"
    given child ann with sex F
    given child bob with sex U
    as at 31 March 2027 expect only pass
"#,
    ),
    (
        "new.care",
        r#"check cin-9000 "The year is missing"
  severity error
  for each return
  must satisfy year is known
  example "there, and missing"
    given return r1 with year "2027"
    given return r2 with reference-date 31 March 2027
    as at 31 March 2027 expect only pass, fail
"#,
    ),
    (
        "withdrawn.care",
        r#"check cin-100 "Reference Date is incorrect"
  severity error
  in force from 1 April 2013 until 31 March 2026
  for each return
  must satisfy reference-date is known and reference-date is date-from-year(year, "31 March")
  example "not asked any more"
    given return with reference-date 30 March 2027, year "2027"
    as at 31 March 2027 expect no cases
  example "asked until then"
    given return with reference-date 30 March 2026, year "2026"
    as at 31 March 2026 expect only fail
"#,
    ),
];

#[test]
fn a_new_year_is_a_folder_with_the_rules_that_changed() {
    let folder = year_of(&CHANGED);
    let year = folder.path().join(NEXT);
    let year = year.to_str().unwrap();
    let (code, shown, said) = duecare(&["check", year]);
    assert_eq!((code, said.as_str()), (0, ""), "{shown}");
    assert!(shown.contains("110 checks"), "{shown}");
    let (code, shown, said) = duecare(&["test", year]);
    assert_eq!(code, 0, "{shown}{said}");
    // The day is not the last of the year: what said so is asked no more; the year is written.
    let path = folder.path().join("census.xml");
    let text = CENSUS.replace("2026-03-31", "2027-03-30").replace("<Year>2026<", "<Year>2027<");
    std::fs::write(&path, text).unwrap();
    let path = path.to_str().unwrap();
    let outcomes = |rules: &[&str]| -> BTreeMap<String, String> {
        let (_, shown, _) = duecare(&[&["validate", path, "--format", "json"], rules].concat());
        let json: serde_json::Value = serde_json::from_str(&shown).unwrap();
        let word = |v: &serde_json::Value| v.as_str().unwrap_or_default().to_owned();
        json["rules"].as_array().unwrap().iter().map(|r| (word(&r["rule"]), word(&r["outcome"]))).collect()
    };
    let (before, now) = (outcomes(&["--year", "2025-26"]), outcomes(&["--rules", year]));
    assert_eq!((before.len(), now.len()), (109, 110));
    assert_eq!((before["100"].as_str(), now["100"].as_str()), ("ran", "not applicable"));
    assert_eq!((before.get("9000"), now["9000"].as_str()), (None, "ran"));
    let same = before.iter().filter(|(rule, word)| now.get(*rule) == Some(word)).count();
    assert_eq!(same, 108, "{now:?}");
}

fn copied(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap() {
        let path = entry.unwrap().path();
        let to = to.join(path.file_name().unwrap());
        match path.is_dir() {
            true => copied(&path, &to),
            false => std::fs::copy(&path, &to).map(drop).unwrap(),
        }
    }
}

#[test]
fn what_would_never_be_asked_is_refused_in_the_rules_of_a_return() {
    let example =
        "example \"one\"\n    given protection-plan from 5 January 2026\n    as at 31 March 2027 expect";
    let plan = "for each protection-plan\n  must";
    let cases = [
        (
            format!(
                "check cin-9000 \"A\"\n  severity error\n  {plan} have a review within 3 months of the start\n  {example} fail\n"
            ),
            "4:8: error[duty-of-a-return]: `cin-9000` says `must have`",
        ),
        (
            format!(
                "standard late \"A\"\n  {plan} have a review within 3 months of the start\n  {example} overdue\n"
            ),
            "2:3: error[no-check]: `late` is a standard",
        ),
        (
            "measure plans \"A\"\n  number of protection-plans open\n".to_owned(),
            "1:1: error[no-check]: `plans` is a measure",
        ),
        (
            format!(
                "check cin-9000 \"A\"\n  severity error\n  setting limit is set by each authority, in examples 4 weeks\n  {plan} last at most limit\n  {example} fail\n"
            ),
            "3:3: error[open-setting]: `limit` is left to each authority",
        ),
    ];
    for (rule, told) in cases {
        let folder = year_of(&[("late.care", rule.as_str())]);
        let year = folder.path().join(NEXT);
        let census = folder.path().join("census.xml");
        std::fs::write(&census, CENSUS).unwrap();
        let (year, census) = (year.to_str().unwrap(), census.to_str().unwrap());
        for asked in [&["validate", census, "--rules", year][..], &["check", year]] {
            let (code, out, said) = duecare(asked);
            let said = format!("{out}{said}");
            assert_ne!(code, 0, "{rule}");
            assert!(said.contains(&format!("late.care:{told}")), "{asked:?}\n{said}");
        }
    }
}

/// The folder of the year after the census's, from where its years are.
const NEXT: &str = "checks/cin/2026-27";

/// The rules of the census in a folder of their own, with a year of some files after it.
fn year_of(files: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let shipped = Path::new(env!("CARGO_MANIFEST_DIR")).join("rules/checks/cin/2025-26");
    copied(&shipped, &folder.path().join("checks/cin/2025-26"));
    let year = folder.path().join(NEXT);
    std::fs::create_dir_all(&year).unwrap();
    files.iter().for_each(|(name, text)| std::fs::write(year.join(name), text).unwrap());
    folder
}

/// Rules with examples of their own: what no shipped rule shows.
const SHOWN: &str = r#"check cin-9000 "A plan that begins after the census"
  severity error
  in force from 1 April 2013 until 31 March 2026
  for each cin-plan
  must satisfy start is on or before census-end
  example "in force on the day, whenever the plan begins"
    given return with reference-date 31 March 2026
    given cin-episode from 1 April 2025
    given cin-plan from 5 April 2026
    as at 31 March 2026 expect only fail

check cin-9001 "Two plans open in three months"
  severity error
  for each child
  must satisfy number of cin-plans open in any 3 months is at most 1
  example "the months begin on the last day of the first"
    given cin-episode from 1 April 2025
    given cin-plan from 1 January 2026 to 11 January 2026
    given cin-plan from 9 April 2026
    as at 31 March 2027 expect only fail
  example "a day later"
    given cin-episode from 1 April 2025
    given cin-plan from 1 January 2026 to 11 January 2026
    given cin-plan from 10 April 2026
    as at 31 March 2027 expect only pass
"#;

#[test]
fn what_no_shipped_rule_shows_is_shown_by_examples() {
    let folder = year_of(&[("shown.care", SHOWN)]);
    let (code, shown, said) = duecare(&["test", folder.path().join(NEXT).to_str().unwrap()]);
    assert_eq!(code, 0, "{shown}{said}");
}
