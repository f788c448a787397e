//! Agreements held against the rules: what is refused at load, and what judging leaves out however it was loaded.

use super::support::{folder, report};
use duecare::calendar::{parse_iso, to_iso};
use duecare::import::{LoadRequest, Loaded, Refusal, SourceKind, england_calendar, load};
use duecare::judge::Program;
use duecare::lang::checked::RuleSet;
use duecare::lang::load_rules;
use std::sync::Arc;

const VOCABULARY: &str = "subject child (children) has born as date\n\
    subject worker (workers) has role as text\n\
    period plan of child\n\
    period post of worker\n\
    event visit of child\n\
    event talk of worker\n";

const RULES: &str = "\
standard visits \"Visits\"
  in force until 31 December 2025
  setting interval is 4 weeks, at most 4 weeks
  for each plan
  must have a visit every interval
  agreement on interval, at most 6 weeks, approved by head-of-service
  example \"one\"
    given plan from 6 January 2025
    as at 1 February 2025 expect due by 3 February 2025
standard visits \"Visits\"
  in force from 1 January 2026
  setting interval is 4 weeks, at most 4 weeks
  for each plan
  must have a visit every interval
  agreement on interval, at most 12 weeks, approved by head-of-service
  example \"one\"
    given plan from 5 January 2026
    as at 1 February 2026 expect due by 2 February 2026
standard few \"Few visits\"
  setting limit is 3
  for each plan
  must have at most limit visits within 4 weeks of the start
  agreement on limit, at most 6, approved by head-of-service
  example \"one\"
    given plan from 5 January 2026
    as at 1 February 2026 expect due by 2 February 2026
standard gaps \"Gaps\"
  setting gap is 4 weeks
  for each plan
  must have a visit within gap of the start
  agreement on gap, at most 30 days, approved by head-of-service
  example \"one\"
    given plan from 5 January 2026
    as at 1 February 2026 expect due by 2 February 2026
standard talks \"Talks\"
  setting pace is 4 weeks
  for each post
  must have a talk every pace
  agreement on pace, at most 12 weeks, approved by head-of-service
  example \"one\"
    given post from 5 January 2026
    as at 1 February 2026 expect due by 2 February 2026
";

const MAPPING: &str = "name = 'own'\n[forms]\ndates = ['iso']\n\
    [[record]]\nkind = 'child'\nfile = 'people'\nid = 'key'\n\
    [[record]]\nkind = 'plan'\nfile = 'plans'\nid = 'id'\nowner = 'key'\nstart = 'from'\nend = 'to'\n\
    [[record]]\nkind = 'visit'\nfile = 'visits'\nid = 'id'\nowner = 'key'\ndate = 'on'\n";

const HEADER: &str = "agreement_id,child_id,standard,setting,value,from,until,agreed,approved_by,recorded\n";

fn rules() -> RuleSet {
    let read = load_rules(&[("v.care", VOCABULARY), ("r.care", RULES)], &|_| None, None);
    read.rules.unwrap_or_else(|| panic!("{:?}", read.diagnostics))
}

/// The agreements of the lines, loaded with the rules or without.
fn loaded(rules: &RuleSet, lines: &[&str], held_against: bool) -> Loaded {
    let text = format!("{HEADER}{}\n", lines.join("\n"));
    let files = [
        ("people.csv", "key\nA\n"),
        ("plans.csv", "id,key,from,to\nP,A,2026-01-05,\n"),
        ("visits.csv", "id,key,on\n"),
        ("agreements.csv", text.as_str()),
        ("own.toml", MAPPING),
    ];
    let folder = folder(&files);
    let request = LoadRequest {
        from: SourceKind::Mapping(folder.path().join("own.toml")),
        records: folder.path().to_owned(),
        agreements: held_against.then(|| Arc::new(rules.agreement_lines()) as _),
        ..LoadRequest::default()
    };
    load(&request, rules.vocabulary.clone()).unwrap_or_else(|e| panic!("{e}"))
}

/// Holds how many agreements were read and kept, and the rows of each reason.
fn refused(loaded: &Loaded, (read, kept): (u64, u64), expected: &[(Refusal, &[u32])]) {
    let r = report(loaded, "agreements.csv");
    assert_eq!((r.read, r.kept, r.refused), (read, kept, read - kept));
    let reasons: Vec<_> = r.reasons.iter().map(|x| (x.0, x.1.first.as_slice())).collect();
    assert_eq!(reasons, expected);
}

#[test]
fn agreements_that_the_rules_do_not_allow_are_refused() {
    let lines = [
        "1,A,,interval,12 weeks,2026-01-10,,2026-01-10,head-of-service,",
        "2,A,visits,interval,6 weeks,2026-01-10,,2026-01-10,,",
        "3,A,,limit,6,2026-01-10,,2026-01-10,,",
        "4,A,,intervall,12 weeks,2026-01-10,,2026-01-10,,",
        "5,A,visits,limit,6,2026-01-10,,2026-01-10,,",
        "6,A,vists,interval,6 weeks,2026-01-10,,2026-01-10,,",
        "7,A,,interval,22,2026-01-10,,2026-01-10,,",
        "8,A,,interval,2 months,2026-01-10,,2026-01-10,,",
        "9,A,,gap,1 month,2026-01-10,,2026-01-10,,",
        "10,A,,interval,13 weeks,2026-01-10,,2026-01-10,,",
        "11,A,few,limit,7,2026-01-10,,2026-01-10,,",
        "12,A,,limit,6 weeks,2026-01-10,,2026-01-10,,",
        "13,A,,pace,6 weeks,2026-01-10,,2026-01-10,,",
    ];
    let rules = rules();
    let with = loaded(&rules, &lines, true);
    // 2 months are less than 12 weeks on any day, 1 month may be more or less than 30 days.
    refused(
        &with,
        (13, 4),
        &[
            (Refusal::AgreementStandard, &[7]),
            (Refusal::AgreementSetting, &[5, 6, 14]),
            (Refusal::AgreementUnit, &[8, 10, 13]),
            (Refusal::AgreementBound, &[11, 12]),
        ],
    );
    let told = with.report.to_string();
    for words in
        ["refused 2: a value outside what the standard allows (rows 11, 12)", "help: agree to no more than"]
    {
        assert!(told.contains(words), "{told}");
    }
    let without = loaded(&rules, &lines, false);
    assert_eq!(report(&without, "agreements.csv").kept, 13);
}

#[test]
fn days_that_cannot_be_read_refuse_the_agreement() {
    let lines = [
        "1,A,,interval,6 weeks,10/01/2026,,2026-01-10,,",
        "2,A,,interval,6 weeks,2026-01-10,31 Jan,2026-01-10,,",
        "3,A,,interval,6 weeks,2026-01-10,,soon,,",
        "4,A,,interval,6 weeks,2026-01-10,,2026-01-10,,2026-02-30",
        "5,A,,interval,6 weeks,2026-01-10,,,,",
        "6,A,,interval,6 weeks,2026-01-01,2026-01-09,2026-01-10,,",
        "7,A,,interval,6 weeks,2026-01-01,2026-01-10,2026-01-10,,",
    ];
    refused(
        &loaded(&rules(), &lines, true),
        (7, 1),
        &[
            (Refusal::AgreementUndated, &[6]),
            (Refusal::AgreementDay, &[2, 3, 4, 5]),
            (Refusal::AgreementNeverHolds, &[7]),
        ],
    );
}

/// What is said as at 3 February 2026, a day after four weeks are over, and on 18 May 2026.
fn verdicts(lines: &[&str], held_against: bool) -> Vec<String> {
    let rules = rules();
    let caseload = loaded(&rules, lines, held_against).caseload;
    let calendar = england_calendar();
    let ledger = Program::new(&rules, &caseload, &calendar).sweep();
    let mut said = Vec::new();
    for day in ["2026-02-03", "2026-05-18"] {
        let day = parse_iso(day).unwrap();
        for o in ledger.obligations().iter().filter(|o| rules.standards[o.standard as usize].id == "visits") {
            let Some(verdict) = ledger.verdict(o, day) else { continue };
            said.push(format!("{}: {verdict}", to_iso(day)));
        }
    }
    said
}

#[test]
fn judging_leaves_out_what_the_standard_does_not_admit() {
    let plain = ["2026-02-03: overdue 2026-02-03", "2026-05-18: overdue 2026-02-03"];
    assert_eq!(verdicts(&[], false), plain);
    for value in ["13 weeks", "22", "84 working days", "1 year"] {
        let line = format!("1,A,,interval,{value},2026-01-10,,2026-01-10,,");
        assert_eq!(verdicts(&[&line], false), plain, "{value}");
    }
    // One that is admitted stands, also where a later one that is not would take its place.
    let agreed = "1,A,,interval,12 weeks,2026-01-10,,2026-01-10,,";
    let not = "2,A,,interval,20 weeks,2026-01-20,,2026-01-20,,";
    let longer = ["2026-02-03: due 2026-03-30", "2026-05-18: overdue 2026-03-31"];
    assert_eq!(verdicts(&[agreed], true), longer);
    assert_eq!(verdicts(&[agreed, not], false), longer);
}
