//! The census: the order of its elements, its codes, and its counts.

use crate::plain::{Row, authority, ssd};
use crate::shared::shared;
use crate::xml::{Node, parse};
use duecare::demo::{NationalFormat, export};
use std::collections::{BTreeMap, BTreeSet};

/// A part of an element: name, at least, at most (0: any number).
type Part = (&'static str, usize, usize);

/// What may stand in an element, in order.
const ORDER: &[(&str, &[Part])] = &[
    ("Message", &[("Header", 0, 1), ("Children", 1, 1)]),
    ("Header", &[("CollectionDetails", 0, 1), ("Source", 0, 0)]),
    ("CollectionDetails", &[("Collection", 0, 1), ("Year", 0, 1), ("ReferenceDate", 0, 1)]),
    (
        "Source",
        &[
            ("SourceLevel", 0, 1),
            ("LEA", 1, 1),
            ("SoftwareCode", 0, 1),
            ("Release", 0, 1),
            ("SerialNo", 0, 1),
            ("DateTime", 0, 1),
        ],
    ),
    ("Children", &[("Child", 1, 0)]),
    ("Child", &[("ChildIdentifiers", 1, 1), ("ChildCharacteristics", 1, 1), ("CINdetails", 1, 0)]),
    (
        "ChildIdentifiers",
        &[
            ("LAchildID", 1, 1),
            ("UPN", 0, 1),
            ("FormerUPN", 0, 1),
            ("UPNunknown", 0, 1),
            ("PersonBirthDate", 0, 1),
            ("ExpectedPersonBirthDate", 0, 1),
            ("Sex", 1, 1),
            ("PersonDeathDate", 0, 1),
        ],
    ),
    ("ChildCharacteristics", &[("Ethnicity", 1, 1), ("Disabilities", 0, 1)]),
    ("Disabilities", &[("Disability", 1, 0)]),
    (
        "CINdetails",
        &[
            ("CINreferralDate", 1, 1),
            ("ReferralSource", 1, 1),
            ("PrimaryNeedCode", 0, 1),
            ("CINclosureDate", 0, 1),
            ("ReasonForClosure", 0, 1),
            ("DateOfInitialCPC", 0, 1),
            ("Assessments", 0, 0),
            ("CINPlanDates", 0, 0),
            ("Section47", 0, 0),
            ("ReferralNFA", 1, 1),
            ("ChildProtectionPlans", 0, 0),
            ("PreProceedingsandFGDM", 0, 0),
        ],
    ),
    (
        "Assessments",
        &[
            ("AssessmentActualStartDate", 1, 1),
            ("AssessmentInternalReviewDate", 0, 1),
            ("AssessmentAuthorisationDate", 0, 1),
            ("FactorsIdentifiedAtAssessment", 0, 1),
        ],
    ),
    ("FactorsIdentifiedAtAssessment", &[("AssessmentFactors", 1, 0)]),
    ("CINPlanDates", &[("CINPlanStartDate", 1, 1), ("CINPlanEndDate", 0, 1)]),
    (
        "Section47",
        &[
            ("S47ActualStartDate", 1, 1),
            ("InitialCPCtarget", 0, 1),
            ("DateOfInitialCPC", 0, 1),
            ("ICPCnotRequired", 1, 1),
        ],
    ),
    (
        "ChildProtectionPlans",
        &[
            ("CPPstartDate", 1, 1),
            ("CPPendDate", 0, 1),
            ("InitialCategoryOfAbuse", 1, 1),
            ("LatestCategoryOfAbuse", 1, 1),
            ("NumberOfPreviousCPP", 1, 1),
            ("Reviews", 0, 1),
        ],
    ),
    ("Reviews", &[("CPPreviewDate", 1, 0)]),
    // Of the collection of 2026-27; the order is that of the fields' own list.
    (
        "PreProceedingsandFGDM",
        &[
            ("PPStartDate", 0, 1),
            ("LBPSentDate", 0, 1),
            ("FGDMMeetingOffer", 0, 1),
            ("FGDMMeetingFac", 0, 1),
            ("InitialPPMeetingDate", 0, 1),
            ("ReviewMeetingsCount", 0, 1),
            ("StepDecisionDate", 0, 1),
            ("PPOutcome", 0, 1),
            ("CourtAppDate", 0, 1),
            ("LetterInitCPDate", 0, 1),
        ],
    ),
];

/// Codes of the elements that hold one.
const CODES: &[(&str, &str)] = &[
    ("Sex", "M F U"),
    (
        "Ethnicity",
        "WBRI WIRI WIRT WOTH WROM MWBC MWBA MWAS MOTH AIND APKN ABAN AOTH BCRB BAFR BOTH CHNE OOTH REFU NOBT",
    ),
    ("Disability", "NONE MOB HAND PC INC COMM LD HEAR VIS BEH CON AUT DDA"),
    ("UPNunknown", "UN1 UN2 UN3 UN4 UN5 UN6 UN7"),
    ("ReferralSource", "1A 1B 1C 1D 2A 2B 3A 3B 3C 3D 3E 3F 4 5A 5B 5C 5D 6 7 8 9 10"),
    ("PrimaryNeedCode", "N1 N2 N3 N4 N5 N6 N7 N8 N9 N0"),
    ("ReasonForClosure", "RC1 RC2 RC3 RC4 RC5 RC6 RC7 RC8 RC9"),
    ("InitialCategoryOfAbuse", "NEG PHY SAB EMO MUL"),
    ("LatestCategoryOfAbuse", "NEG PHY SAB EMO MUL"),
    ("ICPCnotRequired", "0 1"),
    ("ReferralNFA", "0 1"),
    ("SourceLevel", "L"),
    ("Collection", "CIN"),
];

/// Begins of the codes of factors.
const FACTORS: &str = "1A 1B 1C 2A 2B 2C 3A 3B 3C 4A 4B 4C 5A 5B 5C 6A 6B 6C 7A 8B 8C 8D 8E 8F 9A 10A 11A 12A 13A 14A 15A \
                       16A 17A 18A 18B 18C 19A 19B 19C 20 21 22A 23A 24A";

fn census() -> Node {
    let files = export(authority(), NationalFormat::CinCensus).unwrap();
    let [file] = files.as_slice() else { panic!("{} files", files.len()) };
    assert_eq!(file.name, "cin_census.xml");
    let text = std::str::from_utf8(&file.bytes).unwrap();
    assert!(text.starts_with("<?xml version=\"1.0\" encoding=\"UTF-8\"?>"));
    let message = parse(text);
    let children = message.all("Children")[0].parts.len();
    assert_eq!(file.rows, children as u64);
    message
}

fn is_day(text: &str) -> bool {
    let parts: Vec<&str> = text.split('-').collect();
    let lengths: Vec<usize> = parts.iter().map(|p| p.len()).collect();
    lengths == [4, 2, 2] && parts.iter().all(|p| p.bytes().all(|b| b.is_ascii_digit()))
}

#[test]
fn elements_stand_in_the_order_of_the_schema() {
    let mut faults = BTreeSet::new();
    census().walk("", &mut |inside, node| {
        let Some((_, order)) = ORDER.iter().find(|o| o.0 == node.name) else {
            if !node.parts.is_empty() {
                faults.insert(format!("{} holds elements", node.name));
            }
            if node.text.is_empty() {
                faults.insert(format!("{} in {inside} is empty", node.name));
            }
            return;
        };
        let mut at = 0;
        for part in &node.parts {
            match order.iter().skip(at).position(|o| o.0 == part.name) {
                Some(steps) => at += steps,
                None => _ = faults.insert(format!("{} in {} is out of order", part.name, node.name)),
            }
        }
        for (name, least, most) in *order {
            let count = node.all(name).len();
            if count < *least || (*most > 0 && count > *most) {
                faults.insert(format!("{count} {name} in {}", node.name));
            }
        }
    });
    assert!(faults.is_empty(), "{faults:#?}");
}

#[test]
fn values_are_days_and_codes_of_the_collection() {
    let mut faults = BTreeSet::new();
    let (mut days, mut coded) = (0, 0);
    census().walk("", &mut |_, node| {
        let codes = CODES.iter().find(|c| c.0 == node.name).map(|c| c.1);
        let codes = if node.name == "AssessmentFactors" { Some(FACTORS) } else { codes };
        let dated = ["Date", "target"].iter().any(|end| node.name.ends_with(end));
        if let Some(list) = codes {
            coded += 1;
            if !list.split_whitespace().any(|c| c == node.text) {
                faults.insert(format!("{} `{}`", node.name, node.text));
            }
        } else if dated || node.name == "DateOfInitialCPC" {
            days += 1;
            if !is_day(&node.text) {
                faults.insert(format!("{} `{}`", node.name, node.text));
            }
        } else if node.name == "UPN" && !pupil_number_holds(&node.text) {
            faults.insert(format!("UPN `{}`", node.text));
        }
    });
    assert!(faults.is_empty(), "{faults:#?}");
    assert!(days > 1000 && coded > 1000, "{days} days, {coded} codes");
}

/// The check letter of a pupil number, by the published sum.
fn pupil_number_holds(text: &str) -> bool {
    let letters: Vec<char> = ('A'..='Z').filter(|c| !"IOS".contains(*c)).collect();
    let sum: u32 = text.chars().skip(1).zip(2u32..).map(|(c, weight)| c.to_digit(10).unwrap() * weight).sum();
    text.len() == 13 && text.starts_with(letters[(sum % 23) as usize])
}

#[test]
fn nothing_of_the_tables_is_lost() {
    let message = census();
    let mut counts: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    message.walk("", &mut |inside, node| *counts.entry((inside, &node.name)).or_default() += 1);
    let count = |inside: &str, name: &str| counts.get(&(inside, name)).copied().unwrap_or(0);
    let number = |table: &str, test: &dyn Fn(&Row) -> bool| ssd(table).iter().filter(|r| test(r)).count();
    let all = |_: &Row| true;
    let referred: BTreeSet<String> =
        ssd("ssd_cin_episodes").into_iter().map(|r| r["cine_person_id"].clone()).collect();
    for (inside, name, expected) in [
        ("Children", "Child", referred.len()),
        ("Child", "CINdetails", number("ssd_cin_episodes", &all)),
        ("CINdetails", "CINclosureDate", number("ssd_cin_episodes", &|r| !r["cine_close_date"].is_empty())),
        ("CINdetails", "Assessments", number("ssd_cin_assessments", &all)),
        ("CINdetails", "CINPlanDates", number("ssd_cin_plans", &all)),
        ("CINdetails", "Section47", number("ssd_s47_enquiry", &all)),
        ("CINdetails", "ChildProtectionPlans", number("ssd_cp_plans", &all)),
        ("CINdetails", "PreProceedingsandFGDM", number("ssd_pre_proceedings", &all)),
        ("Reviews", "CPPreviewDate", number("ssd_cp_reviews", &|r| !r["cppr_cp_review_date"].is_empty())),
        (
            "Disabilities",
            "Disability",
            number("ssd_disability", &|r| referred.contains(&r["disa_person_id"]))
                + number("ssd_person", &|r| {
                    referred.contains(&r["pers_person_id"])
                        && number("ssd_disability", &|d| d["disa_person_id"] == r["pers_person_id"]) == 0
                }),
        ),
    ] {
        assert_eq!(count(inside, name), expected, "{name}");
        assert!(expected > 0, "{name}: the authority has none");
    }
    let held = |r: &Row| !r["icpc_icpc_date"].is_empty();
    assert_eq!(
        count("Section47", "DateOfInitialCPC") + count("CINdetails", "DateOfInitialCPC"),
        number("ssd_initial_cp_conference", &held)
    );
    let ids: BTreeSet<String> = message.all("Children")[0]
        .parts
        .iter()
        .map(|c| c.all("ChildIdentifiers")[0].said("LAchildID").unwrap().to_owned())
        .collect();
    assert_eq!(ids, referred);
}

#[test]
fn our_list_of_codes_is_that_of_the_specification() {
    let Some(path) = shared("formats/cin_census.json") else { return };
    let text = std::fs::read_to_string(path).unwrap();
    for (name, codes) in CODES.iter().filter(|c| !matches!(c.0, "ICPCnotRequired" | "ReferralNFA")) {
        for code in codes.split_whitespace() {
            assert!(text.contains(&format!("\"{code}\"")), "{name} {code}");
        }
    }
    let Some(sample) = shared("samples/cin_census/CIN_Census_2026.xml") else { return };
    let text = std::fs::read_to_string(sample).unwrap();
    // A stray word of the sample stands between two elements; it is no element's text.
    let known: BTreeSet<&str> = ORDER.iter().flat_map(|o| o.1.iter().map(|p| p.0)).collect();
    for piece in text.split('<').skip(1) {
        let name = piece.split(['>', ' ']).next().unwrap().trim_matches('/');
        assert!(known.contains(name) || name == "Message", "{name}");
    }
}
