//! Figures of others beside a measure: the newest that was known, how old it is, and what stands against it.

use crate::world::{World, day};
use duecare::lang::checked::Literal;
use duecare::measure::{Better, Comparators, Dated, Measured, Way};

const SEEN: &str = "measure seen \"Seen\"\n  percentage of visits in the month that satisfy seen is yes\n";

/// Three of four visits of January seen, one of two in December.
const VISITS: &str = "
    visit v1 c1 2026-01-05 seen=yes
    visit v2 c1 2026-01-06 seen=yes
    visit v3 c1 2026-01-07 seen=yes
    visit v4 c1 2026-01-08 seen=no
    visit v5 c1 2025-12-05 seen=yes
    visit v6 c1 2025-12-06 seen=no
";

fn dated(to: &str, published: &str) -> Dated {
    Dated { to: day(to), published: day(published), period: "a year".to_owned(), source: "S".to_owned() }
}

fn comparators(figures: &[(&str, f64, &str, &str)], beside: &[&str]) -> Comparators {
    let groups = ["England", "South East"].map(str::to_owned).to_vec();
    let mut out = Comparators::new(groups, beside.iter().map(|g| (*g).to_owned()).collect());
    for (group, value, to, published) in figures {
        out.put("seen", group, Literal::Percent(*value), dated(to, published));
    }
    out
}

fn seen(comparators: Comparators, as_at: &str) -> Measured {
    World::new(SEEN, VISITS).beside(comparators).measured_of(as_at, &[])
}

const FIGURES: &[(&str, f64, &str, &str)] = &[
    ("England", 70.0, "2024-03-31", "2024-10-31"),
    ("England", 80.0, "2025-03-31", "2025-10-30"),
    ("South East", 90.0, "2026-03-31", "2026-10-29"),
];

#[test]
fn the_newest_figure_that_was_known_stands_beside_a_measure() {
    let england = |as_at: &str| {
        let m = seen(comparators(FIGURES, &[]), as_at);
        m.compare[0].found.clone().map(|c| c.value)
    };
    assert_eq!(england("2026-01-31"), Ok(Literal::Percent(80.0)));
    // The year is over, and its figure is not out.
    assert_eq!(england("2025-10-29"), Ok(Literal::Percent(70.0)));
    assert_eq!(england("2025-10-30"), Ok(Literal::Percent(80.0)));
    // Nothing was known: it says from when the first is.
    assert_eq!(england("2024-10-30"), Err(day("2024-10-31")));
    let m = seen(comparators(FIGURES, &[]), "2026-01-31");
    assert_eq!(m.compare.len(), 2, "a group whose first figure is still to come says so");
    assert_eq!(m.compare[1].found, Err(day("2026-10-29")));
    assert_eq!(seen(comparators(FIGURES, &["South East"]), "2026-01-31").compare.len(), 1);
}

#[test]
fn a_figure_says_how_old_it_is() {
    let age = |as_at: &str| dated("2025-03-31", "2025-03-31").age(day(as_at));
    assert_eq!(age("2025-04-01"), "1 day old");
    assert_eq!(age("2025-05-30"), "60 days old");
    assert_eq!(age("2025-05-31"), "2 months old");
    assert_eq!(age("2026-01-30"), "9 months old");
    assert_eq!(age("2026-01-31"), "10 months old");
    assert_eq!(age("2027-03-30"), "23 months old");
    assert_eq!(age("2027-03-31"), "2 years old");
}

#[test]
fn a_figure_without_a_target_stands_by_another_s_and_the_way_that_is_set() {
    let stands = |better, tolerance, value| {
        let mut all = comparators(&[("England", value, "2025-03-31", "2025-10-30")], &[]);
        all.set_way("seen", Way { better, tolerance, placed: None });
        seen(all, "2026-01-31").standing.map(|s| s.word.word())
    };
    // 75% now, 50% the month before.
    let higher = Some(Better::Higher);
    assert_eq!(stands(higher, None, 75.0), Some("green"));
    assert_eq!(stands(higher, Some(5.0), 80.0), Some("amber"));
    assert_eq!(
        stands(higher, Some(4.9), 80.0),
        Some("yellow"),
        "outside the tolerance, better than last time"
    );
    assert_eq!(stands(Some(Better::Lower), Some(24.0), 50.0), Some("red"), "and worse than last time");
    assert_eq!(stands(Some(Better::Lower), None, 75.0), Some("green"));
    // Nobody says which way is better: better than last month is not enough to say anything.
    assert_eq!(stands(None, None, 50.0), None);
    let alone = |as_at: &str| seen(Comparators::default(), as_at).standing;
    assert_eq!(alone("2026-01-31"), None);
    let grey = alone("2026-02-28").unwrap();
    assert_eq!((grey.word.word(), grey.rule.as_str()), ("grey", "not reportable: no cases"));
}
