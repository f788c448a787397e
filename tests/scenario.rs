//! Examples run as tests: what is said of one that fails, and of stages and arms that none reaches.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

use duecare::calendar::{Calendar, from_civil};
use duecare::judge::Plugins;
use duecare::lang::load_rules;
use duecare::scenario::{ScenarioReport, run_examples};
use duecare::text::{Style, render_all};
use std::collections::{BTreeMap, BTreeSet};

const RECORDS: &str = "
subject child (children) has born as date
subject worker has name as text
event visit of child has child-seen as yes-no, worker as worker
event review of child
period plan of child has kind as one of (long, short), ordered as date
event report of review
";

fn run(rules: &str) -> (ScenarioReport, String) {
    run_by(&calendar(), rules)
}

fn calendar() -> Calendar {
    let (first, last) = (from_civil(2020, 1, 1).unwrap(), from_civil(2030, 12, 31).unwrap());
    Calendar::new(first, last, BTreeMap::new(), BTreeSet::new()).unwrap()
}

fn run_by(calendar: &Calendar, rules: &str) -> (ScenarioReport, String) {
    let files = [("records.care", RECORDS), ("rules.care", rules)];
    let loaded = load_rules(&files, &|_| None, None);
    let faults = render_all(&loaded.sources, &loaded.diagnostics, Style::Plain);
    let rules = loaded.rules.unwrap_or_else(|| panic!("{faults}"));
    let report = run_examples(&rules, calendar, &Plugins::new(&rules).unwrap());
    let said = render_all(&loaded.sources, &report.diagnostics, Style::Plain);
    (report, said)
}

fn codes(report: &ScenarioReport) -> Vec<&'static str> {
    report.diagnostics.list.iter().map(|d| d.code).collect()
}

const VISITS: &str = r#"standard visits "Children are seen"
  for each plan
  must have a visit where child-seen is yes every 4 weeks"#;

#[test]
fn a_failing_example_says_what_came() {
    let (report, said) = run(&format!(
        r#"{VISITS}
  example "a day too early"
    given plan from 5 January 2026
    as at 2 February 2026 expect overdue from 2 February 2026
"#
    ));
    assert_eq!(codes(&report), ["failing-example"]);
    assert!(said.starts_with(
        "rules.care:6:5: error[failing-example]: the example \"a day too early\" expects overdue from 2 February 2026"
    ));
    assert!(said.contains("^ as at 2 February 2026: due by 2 February 2026"), "{said}");
    assert_eq!(report.examples(), (0, 1));
}

#[test]
fn only_forbids_more_and_each_verdict_answers_once() {
    let example = |expect: &str| {
        format!(
            r#"{VISITS}
  example "x"
    given plan from 5 January 2026
    given visit on 12 January 2026 with child-seen yes
    as at 12 January 2026 expect {expect}
"#
        )
    };
    let faults = |expect: &str| codes(&run(&example(expect)).0).len();
    assert_eq!(faults("met on 12 January 2026"), 0);
    assert_eq!(faults("only met on 12 January 2026"), 1);
    assert_eq!(faults("only due, met"), 0);
    assert_eq!(faults("met, met"), 1);
    assert_eq!(faults("due, due by 9 February 2026"), 1);
    assert_eq!(faults("no cases"), 1);
}

#[test]
fn stages_and_arms_that_no_example_reaches() {
    let (report, said) = run(r#"
standard reviews "Plans are reviewed"
  for each plan
  must have a review
    within 1 week of the start
    then within 2 weeks of that
    then every 4 weeks where kind is short,
               8 weeks otherwise
  example "one review"
    given plan from 5 January 2026 with kind long
    given review on 6 January 2026
    as at 6 January 2026 expect only met on 6 January 2026, due by 20 January 2026
"#);
    assert_eq!(codes(&report), ["stage-not-reached", "arm-not-reached", "arm-not-reached"], "{said}");
    assert!(said.contains("no example of `reviews` reaches stage 3 of 3"), "{said}");
    assert!(said.contains("no example of `reviews` reaches the arm `otherwise` in stage 3"), "{said}");
    let (stages, arms) = report.coverage();
    assert_eq!((stages.reached, stages.of, arms.reached, arms.of), (2, 3, 0, 2));
    let (report, said) = run(r#"
standard reviews "Plans are reviewed"
  for each plan
  must have a review
    within 1 week of the start
    then within 2 weeks of that
    then every 4 weeks where kind is short,
               8 weeks otherwise
  example "three reviews"
    given plan of ann from 5 January 2026 with kind long
    given review of ann on 6 January 2026
    given review of ann on 7 January 2026
    given plan of bob from 5 January 2026 with kind short
    given review of bob on 6 January 2026
    given review of bob on 7 January 2026
    as at 8 January 2026 expect due by 4 February 2026, due by 4 March 2026
"#);
    assert!(said.is_empty(), "{said}");
    let (stages, arms) = report.coverage();
    assert!(stages.all() && arms.all() && arms.of == 2);
}

#[test]
fn a_fact_that_belongs_to_nothing_or_to_anybody() {
    let standard = r#"
standard reports "A report is shared"
  for each review
  must have a report within 3 days of the date
"#;
    let (report, said) = run(&format!(
        "{standard}  example \"x\"\n    given report on 5 January 2026\n    as at 6 January 2026 expect no cases\n"
    ));
    assert_eq!(codes(&report), ["stage-not-reached", "fact-of-nothing"], "{said}");
    let (report, said) = run(&format!(
        "{standard}  example \"x\"\n    given child ann\n    given child bob\n    given review on 5 January 2026\n    as at 6 January 2026 expect due\n"
    ));
    assert_eq!(codes(&report), ["stage-not-reached", "fact-of-whom"], "{said}");
    // A report belongs to the review given last before it.
    let (_, said) = run(&format!(
        r#"{standard}
  example "the second review has the report"
    given review on 5 January 2026
    given review on 6 January 2026
    given report on 7 January 2026
    as at 9 January 2026 expect only overdue from 9 January 2026, met on 7 January 2026
"#
    ));
    assert!(said.is_empty(), "{said}");
}

#[test]
fn in_a_gap_that_may_be_bridged_what_was_due_stays_due() {
    let joined = |gaps: &str| {
        format!(
            r#"
standard visits "Children are seen"
  for each joined plan{gaps}
  must have a visit every 4 weeks
  example "a gap of nine days"
    given plan from 5 January 2026 to 30 January 2026
    given plan from 9 February 2026
    as at 5 February 2026 expect only due by 2 February 2026
"#
        )
    };
    let (_, said) = run(&joined(" with gaps of at most 2 weeks"));
    assert!(said.is_empty(), "{said}");
    let plain = joined("").replace("joined ", "");
    let loaded = load_rules(&[("records.care", RECORDS), ("rules.care", &plain)], &|_| None, None);
    let faults = render_all(&loaded.sources, &loaded.diagnostics, Style::Plain);
    assert!(faults.contains("what was due before the day asked about is not due any more"), "{faults}");
}

#[test]
fn age_is_that_of_the_nearest_owner_with_a_date_of_birth() {
    let records = "
subject return has collected as date
subject pupil of return has born as date
event test of pupil
event look of pupil
";
    let rules = r#"
standard tests "Those over five are checked"
  for each test where age is over 5
  must have a look within 5 days of the date
  example "one of them"
    given return r
    given pupil ann of r with born 5 January 2015
    given pupil bob of r with born 5 January 2024
    given test of ann on 5 January 2026
    given test of bob on 5 January 2026
    as at 6 January 2026 expect only due by 10 January 2026
"#;
    let loaded = load_rules(&[("records.care", records), ("rules.care", rules)], &|_| None, None);
    let faults = render_all(&loaded.sources, &loaded.diagnostics, Style::Plain);
    let set = loaded.rules.unwrap_or_else(|| panic!("{faults}"));
    let (first, last) = (from_civil(2020, 1, 1).unwrap(), from_civil(2030, 12, 31).unwrap());
    let calendar = Calendar::new(first, last, BTreeMap::new(), BTreeSet::new()).unwrap();
    let report = run_examples(&set, &calendar, &Plugins::new(&set).unwrap());
    let said = render_all(&loaded.sources, &report.diagnostics, Style::Plain);
    assert!(said.is_empty(), "{said}");
}

/// A calendar that nobody has continued stops what is counted by it, and nothing else.
#[test]
fn what_each_day_may_change_does_not_end_with_the_calendar() {
    let (report, said) = run(r#"
standard days "No more than three days of plans in a year"
  for each child
  must have at most 3 days of plans open in the last 12 months
  example "the fourth day is one too many, and goes a year later"
    given plan from 7 March 2033 to 11 March 2033
    as at 9 March 2033 expect met
    as at 10 March 2033 expect overdue from 10 March 2033
    as at 7 March 2034 expect overdue from 10 March 2033
    as at 8 March 2034 expect late on 8 March 2034, met
"#);
    assert_eq!((said.as_str(), report.examples()), ("", (1, 0)));
}

/// Nor does it begin with it: days outside the calendar are days like those in it. The cut starts with the visit.
#[test]
fn a_month_outside_the_calendar_ends() {
    for year in [2018, 2033] {
        let (report, said) = run(&format!(
            r#"
standard reviewed "What is visited is reviewed"
  for each plan while has a visit in the month
  must have a review within 60 days of the start
  example "with the month it ends"
    given plan from 7 March {year}
    given visit on 8 March {year}
    as at 31 March {year} expect due by 7 May {year}
    as at 1 April {year} expect lapsed on 1 April {year}
"#
        ));
        assert_eq!((said.as_str(), report.examples()), ("", (1, 0)));
    }
}

/// After a term come holidays: it ends on a day on which no other begins.
#[test]
fn a_term_that_has_begun_before_ends() {
    let day = |month, day| from_civil(2025, month, day).unwrap();
    let mut calendar = calendar();
    calendar.set_slots("term", vec![(day(1, 5), day(3, 27)), (day(4, 14), day(7, 18))]).unwrap();
    let (report, said) = run_by(
        &calendar,
        r#"
standard reviewed "What is visited is reviewed"
  for each plan while has a visit in the term
  must have a review within 60 days of the start
  example "with the term it ends"
    given plan from 8 March 2025
    given visit on 8 March 2025
    as at 27 March 2025 expect due by 7 May 2025
    as at 28 March 2025 expect lapsed on 28 March 2025
"#,
    );
    assert_eq!((said.as_str(), report.examples()), ("", (1, 0)));
}

/// One that is about several kinds of record is broken by each record once.
#[test]
fn each_breach_of_several_kinds_is_told_once() {
    let (report, said) = run(r#"
standard planned "A plan in five days"
  for each visit or review
  must have a plan within 5 days of the date
  example "none yet"
    given visit on 1 January 2025
    as at 6 January 2025 expect due by 6 January 2025

standard told "A breach is followed by a plan"
  for each breach of planned
  must have a plan within 5 days of the date
  example "one of each"
    given child ann
    given child bob
    given visit of ann on 1 January 2025
    given review of bob on 1 February 2025
    as at 1 March 2025 expect only overdue from 13 January 2025, overdue from 13 February 2025
"#);
    assert_eq!((said.as_str(), report.examples()), ("", (2, 0)));
}

/// A first clock whose day comes only after the end lapses, also where the next version has come into force between.
#[test]
fn what_has_ended_is_not_left_to_the_next_version() {
    for (last, first) in [(5, 6), (10, 11), (14, 15), (20, 21), (24, 25)] {
        let version = |force: String| {
            format!(
                r#"
standard written "A report is followed by visits"
  in force {force}
  for each plan
  must have a visit within 5 days of ordered
    then every 4 weeks until the end
  example "ordered for a day after the end"
    given plan from 1 January 2025 to 10 January 2025 with ordered 20 January 2025
    as at 1 February 2025 expect only lapsed on 10 January 2025
"#
            )
        };
        let older = version(format!("from 1 January 2020 until {last} January 2025"));
        let newer = version(format!("from {first} January 2025"));
        let (report, said) = run(&format!("{older}{newer}"));
        assert_eq!(report.examples(), (2, 0), "{last} January: {said}");
    }
}
