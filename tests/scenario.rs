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
period plan of child has kind as one of (long, short)
event report of review
";

fn run(rules: &str) -> (ScenarioReport, String) {
    let files = [("records.care", RECORDS), ("rules.care", rules)];
    let loaded = load_rules(&files, &|_| None, None);
    let faults = render_all(&loaded.sources, &loaded.diagnostics, Style::Plain);
    let rules = loaded.rules.unwrap_or_else(|| panic!("{faults}"));
    let (first, last) = (from_civil(2020, 1, 1).unwrap(), from_civil(2030, 12, 31).unwrap());
    let calendar = Calendar::new(first, last, BTreeMap::new(), BTreeSet::new()).unwrap();
    let report = run_examples(&rules, &calendar, &Plugins::new(&rules).unwrap());
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
