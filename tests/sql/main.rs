//! Twelve shipped measures worked out a second time, in SQL over the exported tables, from their definition in words.
//!
//! Whoever wrote a file of `measures/` read the rule and what its words mean (`grammar/LANGUAGE.md`), not `src/measure`.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::print_stdout,
    reason = "a test fails by panicking, and says what it compared"
)]

mod compared;
mod database;
mod engine;

use compared::Compared;
use duecare::calendar::parse_iso;
use std::collections::BTreeSet;

/// The measures, by what they are an instance of. Each has a file of its name.
const MEASURES: [(&str, [&str; 2]); 6] = [
    ("flow percentage", ["core-groups-in-time", "conferences-in-time"]),
    ("snapshot percentage", ["child-in-need-seen", "protection-seen"]),
    ("rate per 10,000", ["looked-after-rate", "section-47-rate"]),
    ("caseload", ["average-caseload", "highest-caseload"]),
    ("duration", ["assessment-length", "long-term-stability"]),
    ("look-back", ["repeat-referrals", "repeat-plans-two-years"]),
];

/// Children of each authority.
const SIZE: u32 = 1000;

#[test]
fn sql_and_the_engine_agree_on_the_default_authority() {
    agree("default", 7, &["2020-02-29", "2020-11-30", "2021-01-31", "2021-02-28", "2021-03-17"]);
}

#[test]
fn sql_and_the_engine_agree_on_an_authority_shaped_by_a_report() {
    agree("slough-2021-02", 7, &["2020-02-29", "2020-09-30", "2020-10-14", "2020-11-30", "2020-12-31"]);
}

/// Every figure of every measure on every day, and then all differences at once.
fn agree(profile: &str, seed: u64, days: &[&str]) {
    let folder = tempfile::tempdir().unwrap();
    let records = engine::Judged::new(profile, (SIZE, seed), folder.path());
    let database = database::open(folder.path(), &records.populations);
    let listed: Vec<(&str, &str)> =
        MEASURES.iter().flat_map(|(sort, ids)| ids.map(|id| (*sort, id))).collect();
    let ids: Vec<&str> = listed.iter().map(|(_, id)| *id).collect();
    let mut wrong = Vec::new();
    records.grounded(&ids, |ground| {
        for (sort, id) in &listed {
            let query = database::Query::read(id);
            let mut all = Compared::new(sort, id);
            for as_at in days {
                let ours = engine::figures(ground, id, parse_iso(as_at).unwrap(), &query.splits);
                wrong.extend(all.day(as_at, &ours, &query.run(&database, as_at)));
            }
            println!("{profile}: {}", all.told());
            wrong.extend(all.empty());
        }
    });
    assert!(wrong.is_empty(), "{profile}\n{}", wrong.join("\n"));
}

#[test]
fn each_file_is_compared_and_says_what_it_counts() {
    let files: BTreeSet<String> = database::names();
    let listed: BTreeSet<String> = MEASURES.iter().flat_map(|(_, ids)| ids.map(str::to_owned)).collect();
    assert_eq!(files, listed);
    for id in &listed {
        let query = database::Query::read(id);
        assert!(query.words.len() > 150, "{id} does not begin with its definition");
        // Where the rule says `by team`, each team is compared.
        assert_eq!(engine::by_team(id), query.splits.iter().any(|s| s == "team"), "{id}");
    }
}
