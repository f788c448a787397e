//! A source that holds the last record only: what came before it cannot be told, what came after it can.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test fails by panicking")]

use duecare::calendar::{parse_iso, to_iso};
use duecare::import::{LoadRequest, SourceKind, england_calendar, load};
use duecare::judge::{Program, absent};
use duecare::lang::load_rules;

const VOCABULARY: &str = "subject child (children) has\n  born as date\n\
    period plan of child\n\
    event visit of child has\n  seen as yes-no\n";

const MAPPING: &str = "name = 'snapshot'\n\
    [[record]]\nkind = 'child'\nfile = 'people'\nid = 'key'\n\
    [[record]]\nkind = 'plan'\nfile = 'plans'\nowner = 'key'\nstart = 'from'\nend = 'to'\n\
    [[record]]\nkind = 'visit'\nfile = 'people'\nowner = 'key'\ndate = 'last_seen'\nneeds = ['last_seen']\nlatest = true\nfields.seen = 'seen'\n";

/// Plans from 1 January 2025; A was seen last on 3 March, B never, C on 10 January, D when not seen, E after its plan.
const PEOPLE: &str =
    "key,last_seen,seen\nA,2025-03-03,Y\nB,,\nC,2025-01-10,Y\nD,2025-03-03,N\nE,2025-03-03,Y\n";
const PLANS: &str =
    "key,from,to\nA,2025-01-01,\nB,2025-01-01,\nC,2025-01-01,\nD,2025-01-01,\nE,2025-01-01,2025-02-20\n";

/// The verdicts of a duty as at a day, in order of child and opening.
fn verdicts(duty: &str, as_at: &str) -> Vec<String> {
    let files = [("people.csv", PEOPLE), ("plans.csv", PLANS), ("own.toml", MAPPING)];
    judged(VOCABULARY, &files, duty, as_at)
}

fn judged(vocabulary: &str, files: &[(&str, &str)], duty: &str, as_at: &str) -> Vec<String> {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in files {
        std::fs::write(folder.path().join(name), text).unwrap();
    }
    // An example is asked for; it is not run here.
    let example =
        "example \"one\"\n    given plan from 1 January 2025\n    as at 2 January 2025 expect cannot tell\n";
    let rule = format!("standard duty \"A duty\"\n  for each plan\n  {duty}\n  {example}");
    let read = load_rules(&[("v.care", vocabulary), ("r.care", &rule)], &|_| None, None);
    let rules = read.rules.unwrap_or_else(|| panic!("{:?}", read.diagnostics));
    let from = SourceKind::Mapping(folder.path().join("own.toml"));
    let request = LoadRequest { from, records: folder.path().to_owned(), ..LoadRequest::default() };
    let caseload = load(&request, rules.vocabulary.clone()).unwrap().caseload;
    let missing = absent(&rules, &caseload);
    if !missing.is_empty() {
        return missing.iter().map(|a| a.words()).collect();
    }
    let calendar = england_calendar();
    let ledger = Program::new(&rules, &caseload, &calendar).sweep();
    let child = caseload.vocabulary.kind_named("child").unwrap();
    let ids = &caseload.table(child).unwrap().ids;
    let day = parse_iso(as_at).unwrap();
    let said = |o: &duecare::judge::Obligation| {
        let verdict = ledger.verdict(o, day)?;
        let id = ids[o.root as usize].text(&caseload.texts);
        Some(format!("{id} {}: {verdict}", to_iso(o.opened)))
    };
    ledger.obligations().iter().filter_map(said).collect()
}

const EVERY: &str = "must have a visit where seen is yes every 4 weeks until the end";

#[test]
fn a_chain_is_judged_from_the_last_record_on() {
    // A's first clock ran out on 29 January; a visit in between may have answered it. From 3 March on nothing is hidden.
    assert_eq!(
        verdicts(EVERY, "2025-03-20"),
        [
            "A 2025-01-01: cannot tell 2025-03-03",
            "A 2025-03-03: due 2025-03-31",
            "B 2025-01-01: cannot tell",
            "C 2025-01-01: met 2025-01-10",
            "C 2025-01-10: overdue 2025-02-08",
            "D 2025-01-01: cannot tell",
            "E 2025-01-01: cannot tell 2025-02-20",
        ]
    );
    let later = verdicts(EVERY, "2025-04-01");
    assert!(later.contains(&"A 2025-03-03: overdue 2025-04-01".to_owned()), "{later:?}");
}

#[test]
fn an_answer_to_one_stage_may_have_been_one_to_a_later_stage() {
    let duty = "must have a visit where seen is yes within 4 weeks of the start\n    then within 4 weeks of that\n    then every 8 weeks until the end";
    // C was seen once at least: it may have been the second time, so that the next is due 8 weeks later.
    let on = |day| verdicts(duty, day).into_iter().find(|v| v.starts_with("C 2025-01-10")).unwrap();
    assert_eq!(on("2025-02-07"), "C 2025-01-10: due 2025-02-07");
    assert_eq!(on("2025-02-08"), "C 2025-01-10: cannot tell");
    assert_eq!(on("2025-03-08"), "C 2025-01-10: overdue 2025-03-08");
}

#[test]
fn a_deadline_that_the_last_record_misses_may_have_been_met_before() {
    let duty = "must have a visit where seen is yes within 4 weeks of the start";
    assert_eq!(
        verdicts(duty, "2025-03-20"),
        [
            "A 2025-01-01: cannot tell 2025-03-03",
            "B 2025-01-01: cannot tell",
            "C 2025-01-01: met 2025-01-10",
            "D 2025-01-01: cannot tell",
            "E 2025-01-01: cannot tell 2025-02-20",
        ]
    );
}

#[test]
fn behind_a_record_that_does_not_count_others_may_stand() {
    // F was seen by one team on 10 January; of another team's only the last is held, 3 March, when it was not seen.
    let two =
        "period plan of child\nevent visit of child has\n  kind as one of (home, school), seen as yes-no\n";
    let mapping = MAPPING.replace("file = 'people'\nowner", "file = 'homes'\nowner")
        + "fields.kind = { value = 'home' }\n"
        + "[[record]]\nkind = 'visit'\nfile = 'schools'\nowner = 'key'\ndate = 'last_seen'\nlatest = true\nfields.seen = 'seen'\nfields.kind = { value = 'school' }\n";
    let files = [
        ("people.csv", "key\nF\n"),
        ("plans.csv", "key,from,to\nF,2025-01-01,\n"),
        ("homes.csv", "key,last_seen,seen\nF,2025-01-10,Y\n"),
        ("schools.csv", "key,last_seen,seen\nF,2025-03-03,N\n"),
        ("own.toml", mapping.as_str()),
    ];
    let vocabulary = format!("subject child (children) has\n  born as date\n{two}");
    let on = |duty: &str| judged(&vocabulary, &files, duty, "2025-03-20").pop().unwrap();
    assert_eq!(on(EVERY), "F 2025-01-10: cannot tell");
    // Of visits at home nothing stands behind the last.
    let home = EVERY.replace("seen is yes", "kind is home and seen is yes");
    assert_eq!(on(&home), "F 2025-01-10: overdue 2025-02-08");
}

#[test]
fn what_counts_records_or_asks_about_every_day_is_not_in_such_a_source() {
    for duty in [
        "must have at least 2 visits in the last 3 months",
        "must satisfy has a visit where seen is yes",
        "must have a visit where seen is yes in each month",
        "must have at most 3 visits within 4 weeks of the start",
    ] {
        assert_eq!(verdicts(duty, "2025-03-20"), ["not in this source: visit before the last"], "{duty}");
    }
}
