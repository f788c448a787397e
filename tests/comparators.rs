//! Figures of others: those that are carried are the published ones, a slip is told with its place, an authority's own
//! take the place of those that are carried.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::print_stdout,
    reason = "a test fails by panicking, and says what it left out"
)]

#[path = "support/command.rs"]
mod program;
#[path = "support/shared.rs"]
mod shared;

use duecare::calendar::{Day, from_civil, parse_iso, to_civil};
use duecare::import::{AuthorityFile, read_statistics};
use duecare::lang::checked::{Literal, RuleSet};
use duecare::lang::load_rules;
use duecare::measure::{Comparators, Compared};
use duecare::service::{RuleFiles, comparators};
use duecare::text::{Sources, Style, render_all};
use program::duecare;
use shared::shared;
use std::collections::BTreeMap;
use std::path::Path;

fn carried() -> (RuleSet, Comparators) {
    let files = RuleFiles::carried();
    let set = load_rules(&files.care, &|name| files.other(name), None).rules.unwrap();
    let (found, faults) = comparators(&files, None, &set, &mut Sources::default());
    assert!(faults.list.is_empty(), "{:?}", faults.list);
    (set, found)
}

fn beside(of: &(RuleSet, Comparators), measure: &str, as_at: Day) -> Vec<Compared> {
    of.1.beside(of.0.measures.iter().find(|m| m.id == measure).unwrap(), as_at)
}

#[test]
fn a_carried_figure_of_others_stands_in_one_place_with_its_day_and_source() {
    let all = carried();
    let twice: Vec<&str> =
        all.0.measures.iter().filter(|m| !m.compare.is_empty()).map(|m| m.id.as_str()).collect();
    assert!(twice.is_empty(), "figures without a day stand in the rules themselves: {twice:?}");
    let as_at = parse_iso("2021-03-31").unwrap();
    let mut seen = 0;
    for measure in &all.0.measures {
        for found in all.1.beside(measure, as_at) {
            let Some(dated) = found.dated() else { continue };
            seen += 1;
            assert!(dated.to <= dated.published && dated.published <= as_at, "{}", measure.id);
            assert!(dated.source.len() > 10 && !dated.period.is_empty(), "{}", measure.id);
        }
    }
    assert!(seen > 40, "{seen}");
}

/// What the published files give: the year in which it ends, whose, of which measure.
fn published(folder: &Path) -> BTreeMap<(u16, String, &'static str), f64> {
    let (figures, _) = read_statistics(folder).unwrap();
    let mut plain = BTreeMap::new();
    for f in figures {
        let about = f.about.last().map_or("", String::as_str).to_owned();
        plain.insert((f.year, f.area.name.clone(), about, f.measure.to_string()), f.value);
    }
    let keys: Vec<(u16, String)> = plain.keys().map(|k| (k.0, k.1.clone())).collect();
    let mut out = BTreeMap::new();
    for (year, area) in keys {
        let of = |about: &str, column: &str| {
            plain.get(&(year, area.clone(), about.to_owned(), column.to_owned())).copied()
        };
        let sum = |about: &str, columns: &[&str]| {
            columns.iter().map(|column| of(about, column)).sum::<Option<f64>>()
        };
        let (enquiries, plans) =
            ("Section 47s and Initial Child Protection Conferences", "Child Protection Plans");
        let reviews = "Child Protection Plans reviewed within timescales";
        let days = ["Same_day", "1-10_days", "11-20_days", "21-30_days", "31-40_days", "41-45_days"];
        let lengths = "Duration of assessment";
        let part = |few: Option<f64>, all: Option<f64>| Some(100.0 * few? / all?);
        let found = [
            ("repeat-referrals", of("Re-referrals within 12 months of a previous referral", "percent")),
            ("referral-rate", of("Referrals in the year", "rate")),
            ("repeat-plans-ever", of("CPPs starting which were a second or subsequent plan", "percent")),
            ("plans-ended-two-years", of("CPPs ending that had lasted two years or more", "percent")),
            ("assessments-in-time", part(sum(lengths, &days), of(lengths, "Assessments_completed"))),
            ("section-47-rate", of(enquiries, "Section47_rate")),
            (
                "conferences-in-time",
                part(sum(enquiries, &["Duration_0-10_days", "Duration_11-15_days"]), of(enquiries, "ICPC")),
            ),
            ("protection-rate", of(plans, "CPP_At31_rate")),
            ("plans-reviewed-in-time", of(reviews, "Reviewed_within_timescales_percent")),
        ];
        for (measure, value) in found {
            if let Some(value) = value {
                out.insert((year, area.clone(), measure), value);
            }
        }
    }
    out
}

#[test]
fn the_carried_figures_of_england_and_two_regions_are_those_that_were_published() {
    let Some(folder) = shared("samples/dfe_stats") else { return };
    let all = carried();
    let mut held = 0;
    for ((year, area, measure), value) in published(&folder) {
        if !["England", "South East", "South West"].contains(&area.as_str()) {
            continue;
        }
        // As known on the last day of the year, when nothing newer is.
        let as_at = from_civil(i32::from(year), 12, 31).unwrap();
        let found = beside(&all, measure, as_at).into_iter().find(|c| c.group == area);
        let found = found.unwrap_or_else(|| panic!("{measure}, {area}, {year}: not carried"));
        let ours = found.number().unwrap();
        let of = to_civil(found.dated().unwrap().to).unwrap().0;
        if of != i32::from(year) || found.dated().unwrap().source.starts_with("Slough") {
            continue;
        }
        assert!((ours - value).abs() < 0.051, "{measure}, {area}, {year}: {ours} against {value}");
        held += 1;
    }
    assert!(held > 150, "{held}");
    println!("{held} figures of others are the published ones");
}

fn rules(comparators: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let care = "subject child (children)\nevent visit of child has seen as yes-no\n\
                measure seen \"Seen\"\n  percentage of visits in the month that satisfy seen is yes\n\
                measure visits \"Visits\"\n  number of visits in the month\n";
    std::fs::write(folder.path().join("rules.care"), care).unwrap();
    std::fs::create_dir(folder.path().join("comparators")).unwrap();
    std::fs::write(folder.path().join("comparators/ours.toml"), comparators).unwrap();
    folder
}

const SET: &str = "[[set]]\nto = 2025-03-31\nperiod = \"a year\"\nsource = \"S\"\n";

#[test]
fn a_slip_is_told_with_its_place_and_what_to_do() {
    let told = |figures: &str| {
        let folder = rules(&format!("groups = [\"England\", \"Region\"]\n{SET}{figures}"));
        let (status, _, error) = duecare(&["check", folder.path().to_str().unwrap()]);
        (status, error)
    };
    assert_eq!(told("figures = { seen = { England = \"80%\" }, visits = { Region = 7 } }\n").0, 0);
    for (figures, place, message, help) in [
        (
            "{ sen = { England = \"80%\" } }",
            "6:13",
            "there is no measure called `sen`",
            "did you mean `seen`?",
        ),
        ("{ seen = { Englnd = \"80%\" } }", "6:22", "nobody is called `Englnd` in `groups`", "`England`?"),
        ("{ seen = { Wales = \"80%\" } }", "6:22", "nobody is called `Wales`", "known here: England, Region"),
        ("{ seen = { England = 80 } }", "6:32", "`seen` shows a percentage", "for example \"90%\""),
        ("{ visits = { England = \"80%\" } }", "6:34", "`visits` shows a number", "for example 16"),
    ] {
        let (status, error) = told(&format!("figures = {figures}\n"));
        assert_eq!(status, 1, "{error}");
        assert!(error.contains(&format!("comparators/ours.toml:{place}: error")), "{place}: {error}");
        assert!(error.contains(message) && error.contains(help), "{message}: {error}");
    }
    let (status, error) = told(&format!(
        "figures = {{ seen = {{ England = \"80%\" }} }}\n{SET}figures = {{ seen = {{ England = \"81%\" }} }}\n"
    ));
    assert!(status == 1 && error.contains("`seen` has two figures of `England` for one day"), "{error}");
}

#[test]
fn an_authority_s_own_figures_go_before_and_say_who_stands_beside() {
    let folder = rules(&format!(
        "groups = [\"England\", \"Region\"]\n{SET}figures = {{ seen = {{ England = \"80%\", Region = \"70%\" }} }}\n"
    ));
    let files = RuleFiles::folder(folder.path()).unwrap();
    let set = load_rules(&files.care, &|_| None, None).rules.unwrap();
    let found = |own: &str| {
        let mut sources = Sources::default();
        let text = format!("name = \"N\"\n[comparators]\n{own}");
        let (file, faults) = AuthorityFile::parse("n.toml", &text, &mut sources);
        assert!(faults.list.is_empty(), "{}", render_all(&sources, &faults, Style::Plain));
        let (found, faults) = comparators(&files, Some(&file.comparators), &set, &mut sources);
        let told = render_all(&sources, &faults, Style::Plain);
        let list = found.beside(&set.measures[0], parse_iso("2025-04-30").unwrap());
        let list: Vec<(String, f64)> = list.iter().map(|c| (c.group.clone(), c.number().unwrap())).collect();
        (list, told)
    };
    let both =
        |england: f64, region: f64| vec![("England".to_owned(), england), ("Region".to_owned(), region)];
    assert_eq!(found("").0, both(80.0, 70.0));
    let own = "[[comparators.set]]\nto = 2025-03-31\nperiod = \"a year\"\nsource = \"ours\"\n\
               [comparators.set.figures]\nseen = { England = \"82%\" }\n";
    assert_eq!(found(own).0, both(82.0, 70.0), "the same day: the authority's own");
    let newer = own.replace("2025-03-31", "2025-04-01").replace("England", "Region");
    assert_eq!(found(&newer).0, both(80.0, 82.0), "a newer one");
    assert_eq!(found("beside = \"Region\"\n").0, [("Region".to_owned(), 70.0)]);
    let (_, told) = found("beside = \"Regin\"\n");
    assert!(
        told.contains("n.toml:3:10: error[unknown-group]") && told.contains("did you mean `Region`?"),
        "{told}"
    );
    let (_, told) = found("[comparators.standing.sen]\nbetter = \"higher\"\n");
    assert!(told.contains("n.toml:3:23: error[matches-nothing]: there is no measure called `sen`"), "{told}");
    assert_eq!(found("groups = \"Ours\"\n").1, "");
    assert_eq!(
        beside(&carried(), "repeat-referrals", Day::MIN + 1)[0].found.clone().err(),
        parse_iso("2013-12-31")
    );
    assert!(matches!(
        beside(&carried(), "repeat-referrals", parse_iso("2021-01-31").unwrap())[0]
            .found
            .as_ref()
            .unwrap()
            .value,
        Literal::Percent(_)
    ));
}
