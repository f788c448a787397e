//! Themes: population, sample, findings.

use crate::world::World;

const THEME: &str = "
theme voice \"Heard?\"
  source \"local\"
  for each plan open where it has lasted at least 1 month
  sample 4 by category
  check visits, reviews
  ask view \"Is the view recorded?\" as yes-no
";

/// Six plans of neglect and two of harm that have lasted a month, one that has not, one that has ended.
fn lines() -> String {
    let mut out = String::new();
    for i in 0..6 {
        out += &format!("plan n{i} k{i} 2026-01-05 category=neglect\n");
    }
    out += "plan h1 x1 2026-01-05 category=harm\nplan h2 x2 2026-01-05 category=harm\n";
    out += "plan young y1 2026-02-20 category=harm\nplan over o1 2025-01-05..2026-02-01 category=harm\n";
    out += "visit v1 x1 2026-01-20 seen=yes\nreview w1 x1 2026-01-10\n";
    out
}

#[test]
fn a_sample_is_drawn_by_stratum_and_can_be_drawn_again() {
    let w = World::new(THEME, &lines());
    let t = w.theme("2026-02-28", 1);
    // Eight in the population: 6 of 8 and 2 of 8 of a sample of 4 are 3 and 1.
    assert_eq!((t.population, t.doubtful, t.sample.len()), (8, 0, 4));
    let strata: Vec<_> = t.strata.iter().map(|s| (s.labels[0].as_deref().unwrap(), s.of, s.taken)).collect();
    assert_eq!(strata, [("harm", 2, 1), ("neglect", 6, 3)]);
    assert_eq!(w.theme("2026-02-28", 1), t);
    let drawn =
        |seed| -> Vec<String> { w.theme("2026-02-28", seed).sample.iter().map(|s| w.id(s.row)).collect() };
    assert!((2..20).any(|seed| drawn(seed) != drawn(1)), "another seed draws another sample");
    // A record more, of somebody else, leaves the order of the others as it was.
    let more = World::new(THEME, &format!("{}plan n9 k9 2026-01-05 category=neglect\n", lines()));
    let again: Vec<String> = more.theme("2026-02-28", 1).sample.iter().map(|s| more.id(s.row)).collect();
    let kept = drawn(1).iter().filter(|id| again.contains(id)).count();
    assert!(kept >= 3, "{again:?}");
}

#[test]
fn the_standards_say_what_they_found_of_each() {
    let w = World::new(THEME, &lines());
    // Whichever of the two plans of harm is drawn: x1 was seen on 20 January (met; then overdue since 18 February) and
    // reviewed in time; x2 is overdue under both.
    for seed in 0..20 {
        let t = w.theme("2026-02-28", seed);
        let s = &t.sample[0];
        let counts = |i: usize| {
            let f = &s.found[i];
            (f.standard.as_str(), f.tally.in_time, f.tally.breach_open)
        };
        match w.id(s.row).as_str() {
            "h1" => assert_eq!([counts(0), counts(1)], [("visits", 1, 1), ("reviews", 1, 0)]),
            "h2" => assert_eq!([counts(0), counts(1)], [("visits", 0, 1), ("reviews", 0, 1)]),
            other => panic!("{other}"),
        }
    }
}

#[test]
fn a_standard_that_is_not_in_this_source_says_so() {
    let w = World::new(THEME, &lines()).only(&["child", "plan", "visit"]);
    let t = w.theme("2026-02-28", 1);
    assert!(!t.sample[0].found[0].absent && t.sample[0].found[1].absent);
}
