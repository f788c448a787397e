//! The rules of the side-by-side benchmark against rows worked by hand from a few records, so that they do not rot.
//! Every one of the thirteen has a breach here; `records/` holds the records, the two files beside it the rows.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

#[path = "../../examples/peers/judge.rs"]
mod judge;
#[path = "../../examples/peers/rows.rs"]
mod rows;

use duecare::calendar::{Day, NEVER, parse_iso};
use duecare::import::{LoadRequest, SourceKind, load};
use duecare::judge::{Attribution, Holder, Holders, Holding};
use duecare::lang::checked::RuleSet;
use duecare::record::{Caseload, CaseloadBuilder, Cell, Id, RowInput};
use std::path::Path;

fn lines(text: &str) -> Vec<&str> {
    let mut lines: Vec<&str> = text.lines().collect();
    lines.sort_unstable();
    lines
}

fn records(rules: &RuleSet) -> Caseload {
    let (kinds, fields) = rows::needed(rules);
    let request = LoadRequest {
        from: SourceKind::Format("bench"),
        records: Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/bench/records"),
        only: Some(kinds),
        fields: Some(fields),
        ..LoadRequest::default()
    };
    load(&request, rules.vocabulary.clone()).unwrap().caseload
}

/// Who holds each child on each day, asked for all of them at once and for each day alone.
fn found_either_way(rules: &RuleSet, caseload: &Caseload, days: std::ops::Range<Day>) -> u32 {
    let children = caseload.table(rules.vocabulary.kind_named("child").unwrap()).unwrap().len();
    assert!(children > 3);
    let mut somebody = 0;
    for holding in [Holding::Open, Holding::Latest] {
        let mut by = Attribution::new(&rules.vocabulary).unwrap();
        by.holding = holding;
        let holders = Holders::of(&by, caseload, (1, children - 1));
        for day in days.clone() {
            for child in 1..children {
                let holder = by.holder(caseload, child, day);
                somebody += u32::from(holder.team.is_some());
                assert_eq!(holders.at(child, day), holder);
                // It stays so from the one day to the other.
                let (from, until, _) = holders.during(child, day);
                assert!(from <= day && day < until);
                assert_eq!(by.holder(caseload, child, from.max(days.start)), holder);
                assert_eq!(by.holder(caseload, child, until.min(days.end) - 1), holder);
            }
            assert_eq!(holders.at(0, day), Holder::default(), "not asked for");
        }
    }
    somebody
}

#[test]
fn whoever_is_responsible_is_found_either_way() {
    let rules = judge::rules().unwrap();
    let days = parse_iso("2023-01-01").unwrap()..parse_iso("2025-06-30").unwrap();
    assert!(found_either_way(&rules, &records(&rules), days) > 100);
}

/// Allocations that follow each other, overlap, begin together, end on their first day, before it, or not at all.
#[test]
fn whoever_is_responsible_is_found_whatever_the_allocations() {
    let rules = judge::rules().unwrap();
    let kind = |name| rules.vocabulary.kind_named(name).unwrap();
    let (child, team, allocation) = (kind("child"), kind("team"), kind("allocation"));
    let link = rules.vocabulary.kind(allocation).unwrap().field("team").unwrap();
    let mut builder = CaseloadBuilder::new(rules.vocabulary.clone());
    let subject = |n: u32| RowInput { id: Id::number(n), ..RowInput::default() };
    (1..=400).for_each(|n| builder.push(child, subject(n), &[]));
    (1..=5).for_each(|n| builder.push(team, subject(n), &[]));
    let mut seed = 7u64;
    let mut any = |below: u64| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (seed >> 33) % below
    };
    for id in 1..=1_200 {
        let start = any(12) as Day;
        let end = match any(5) {
            0 => NEVER,
            _ => start - 1 + any(8) as Day,
        };
        let row = RowInput { owner: Id::number(1 + any(400) as u32), start, end, ..subject(id) };
        let team = Id::number(1 + any(5) as u32).unwrap();
        builder.push(allocation, row, &[(link, Cell::Link(team))]);
    }
    let (caseload, notes) = builder.finish();
    assert_eq!(notes, []);
    assert!(found_either_way(&rules, &caseload, -2..25) > 5_000);
}

#[test]
fn thirteen_rules_give_the_rows_worked_by_hand() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/bench");
    let rules = judge::rules().unwrap();
    let caseload = records(&rules);
    let as_at = parse_iso("2025-03-31").unwrap();
    let found = judge::evaluate(&rules, &caseload, &duecare::import::england_calendar(), as_at);
    assert_eq!(found.len(), 20);
    let out = tempfile::tempdir().unwrap();
    found.write(out.path(), &caseload).unwrap();
    for file in ["breaches.csv", "teams.csv"] {
        let expected = std::fs::read_to_string(folder.join(file)).unwrap();
        let printed = std::fs::read_to_string(out.path().join(file)).unwrap();
        assert_eq!(lines(&printed), lines(&expected), "{file}");
    }
}
