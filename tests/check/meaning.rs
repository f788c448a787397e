//! What a phrase becomes: pools, days that count, timings, deadline tests.

use super::load;
use duecare::lang::checked::{
    Cond, Duty, Evidence, Pool, Quantity, RecordDay, Stage, Standard, StartKind, Step, Timing, Value, Window,
};

/// The one standard of a scope and a duty.
fn standard(scope: &str, duty: &str) -> Standard {
    parts(scope, duty).remove(0)
}

fn parts(scope: &str, duty: &str) -> Vec<Standard> {
    let text = format!(
        "standard s \"What must be done\"\n  setting interval is 4 weeks\n  for each {scope}\n  must {duty}\n  agreement on interval, at most 6 weeks\n  example \"x\" given child as at 6 January 2026 expect no cases\n"
    );
    let loaded = load("rule.care", &text);
    let said = duecare::text::render_all(&loaded.sources, &loaded.diagnostics, duecare::text::Style::Plain);
    loaded.rules.unwrap_or_else(|| panic!("{said}")).standards
}

fn have(scope: &str, duty: &str) -> (Evidence, Timing) {
    match standard(scope, duty).duty {
        Duty::Have(evidence, timing) => (evidence, timing),
        other => panic!("{other:?}"),
    }
}

fn pool(scope: &str, duty: &str) -> Pool {
    have(scope, duty).0.thing.pool
}

#[test]
fn the_pool_is_that_of_the_nearest_record_both_belong_to() {
    assert_eq!(pool("plan", "have a visit within 5 days of the start"), Pool::Root);
    assert_eq!(pool("child", "have at most 3 visits in the last 4 weeks"), Pool::Root);
    assert_eq!(pool("plan", "have a conference-report in the last 4 weeks"), Pool::Root);
    let report = pool("conference", "have a conference-report by 2 working days before the date");
    assert_eq!(report, Pool::Owned { up: 1 });
    assert_eq!(pool("conference-report", "have a visit within 5 days of the date"), Pool::Root);
    let beside = pool(
        "conference-report",
        "satisfy-helper"
            .replace("satisfy-helper", "have at least 2 conference-reports in the last 5 days")
            .as_str(),
    );
    assert_eq!(beside, Pool::SharedOwner { mine: 1, theirs: 1, of_owner: false });
}

#[test]
fn else_it_is_that_of_a_link() {
    let Pool::Linked(path) = pool("worker", "have at most 18 allocations open") else { panic!() };
    assert!(matches!(path.steps.as_slice(), [Step::Link(_)]));
    let Pool::Linked(path) = pool("family", "have at most 3 plans open") else { panic!() };
    assert!(matches!(path.steps.as_slice(), [Step::Owner, Step::Link(_)]));
    let Pool::SameLink(theirs, ours) = pool("worker", "have no duty-week open") else { panic!() };
    assert!(theirs.steps == [Step::Owner] && matches!(ours.steps.as_slice(), [Step::Link(_)]));
    // Two links: the `where` says which, and then says nothing more.
    let (evidence, _) = have("worker", "have a supervision in the last 4 weeks where manager is this");
    assert!(matches!(evidence.thing.pool, Pool::Linked(_)) && evidence.thing.condition.is_true());
    let (evidence, _) = have("allocation", "have a supervision within 4 weeks of the start");
    assert_eq!(evidence.thing.pool, Pool::Root);
}

#[test]
fn a_date_field_of_the_subject_is_evidence_of_itself() {
    let (evidence, timing) = have("referral", "be decided within 1 working day of the date");
    assert!(evidence.thing.pool == Pool::Itself && matches!(evidence.thing.by, RecordDay::Field(_)));
    assert!(matches!(timing, Timing::Once(ref parts, _) if matches!(parts[0].kind, StartKind::Within(_))));
    let (evidence, _) = have("visit", "be recorded within 2 working days of the date");
    assert_eq!(evidence.thing.by, RecordDay::Recorded);
}

#[test]
fn the_day_that_counts_follows_the_timing() {
    let by = |duty: &str| have("plan", duty).0.thing.by;
    assert_eq!(by("have an allocation"), RecordDay::Open);
    assert_eq!(by("have an allocation throughout"), RecordDay::Plain);
    assert_eq!(by("have an allocation within 5 days of the start"), RecordDay::Plain);
    assert_eq!(by("have at most 2 placements open in the last 12 months"), RecordDay::Open);
    assert_eq!(by("have at most 75 days of absences in the last 12 months").clone(), RecordDay::Open);
}

#[test]
fn each_form_of_timing() {
    let timing = |scope: &str, duty: &str| have(scope, duty).1;
    assert!(matches!(timing("plan", "have a visit every 4 weeks"), Timing::Stages(s) if s.len() == 1));
    let chain = timing(
        "plan",
        "have a visit within 5 days of the start then within 4 weeks of that then every interval",
    );
    assert!(
        matches!(chain, Timing::Stages(s) if matches!(s.as_slice(), [Stage::First(..), Stage::Then(..), Stage::Every { .. }]))
    );
    assert!(matches!(timing("plan", "have a visit in the last 4 weeks"), Timing::InLast(_)));
    assert!(matches!(
        timing("plan", "have a visit where seen is yes in the last 2 visits"),
        Timing::InLastOf(2, _)
    ));
    assert!(matches!(timing("plan", "have a visit during the plan"), Timing::During));
    assert!(matches!(timing("plan", "have a visit during the absence"), Timing::DuringThe(_)));
    assert!(matches!(timing("plan", "have no placement open during the plan"), Timing::During));
    assert!(matches!(timing("plan", "have a visit in each month"), Timing::InEach(_)));
    assert!(matches!(timing("plan", "have a visit between the start and signed"), Timing::Between(..)));
    assert!(matches!(
        timing("referral", "have a visit within 5 days before the date"),
        Timing::WithinBefore(..)
    ));
    assert!(matches!(
        timing("referral", "have a visit in the 5 days before the date"),
        Timing::WithinBefore(..)
    ));
    assert!(matches!(
        timing("referral", "have a visit at least 5 days before the date"),
        Timing::AtLeastBefore(..)
    ));
    assert!(matches!(timing("referral", "have a visit in the 5 days after the date"), Timing::Between(..)));
    assert!(
        matches!(timing("plan", "have a visit by signed or within 5 days of the start whichever is later"), Timing::Once(p, duecare::lang::checked::Which::Later) if p.len() == 2)
    );
}

#[test]
fn a_limit_in_a_window_is_asked_once_of_an_event_and_at_every_moment_of_a_period() {
    for (scope, day, asked) in [("referral", "date", Timing::Asked), ("plan", "start", Timing::Now)] {
        for window in ["in the 12 months before", "before", "on 1 day before", "within 3 days before"] {
            let (evidence, timing) = have(
                scope,
                &format!("have no plan open {window} the {day}").replace("plan open", "absence started"),
            );
            assert_eq!(timing, asked, "{scope} {window}");
            assert!(matches!(evidence.quantity, Quantity::AtMost(_)) && evidence.thing.window.is_some());
        }
    }
    let (evidence, timing) = have("referral", "have no visit within 3 days of the date");
    assert!(matches!(timing, Timing::Once(..)) && evidence.thing.window.is_none());
    let (evidence, _) = have("referral", "have no absence started in the 12 months before the date");
    assert!(matches!(evidence.thing.window, Some(Window::Before(..))));
}

#[test]
fn a_deadline_test_is_one_only_in_must_satisfy_and_for_what_happens() {
    let satisfy = |scope: &str, duty: &str| match standard(scope, duty).duty {
        Duty::Satisfy(c) => c,
        other => panic!("{other:?}"),
    };
    let c = satisfy("referral", "satisfy decided is on or before agreed");
    assert!(matches!(c, Cond::By { .. }));
    assert!(matches!(satisfy("referral", "satisfy decided is not after agreed"), Cond::By { .. }));
    assert!(matches!(satisfy("referral", "satisfy agreed is on or before decided"), Cond::Compare(..)));
    let s =
        standard("referral where decided is on or before agreed", "have a visit within 5 days of the date");
    assert!(matches!(s.scope.condition, Cond::Compare(..)));
    assert!(matches!(
        satisfy("referral", "satisfy decided is within 5 days of the date"),
        Cond::Within { .. }
    ));
}

#[test]
fn in_a_where_bare_names_are_the_other_records_and_this_is_the_rules() {
    let (evidence, _) = have("placement", "have no other placement where carer is carer of this");
    let Cond::Compare(_, Value::Field(a), Value::Field(b)) = evidence.thing.condition else { panic!() };
    assert_eq!(a.base, duecare::lang::checked::Base::It);
    assert_eq!(b.base, duecare::lang::checked::Base::This);
    let (evidence, _) =
        have("plan", "have a visit where date is after start of the plan within 5 days of the start");
    assert!(format!("{:?}", evidence.thing.condition).contains("This"));
    let (evidence, _) = have("plan", "have a visit where born is known within 5 days of the start");
    let Cond::Is(field, _) = evidence.thing.condition else { panic!() };
    assert_eq!(field.steps, [Step::Owner]);
}

#[test]
fn kinds_joined_by_or_become_parts() {
    let list = parts("plan or placement", "have a visit every interval");
    let found: Vec<(u32, u32)> = list.iter().map(|s| (s.version, s.part)).collect();
    assert_eq!(found, [(1, 0), (1, 1)]);
    assert_ne!(list[0].scope.kind, list[1].scope.kind);
}

#[test]
fn until_the_end_is_what_is_meant_anyway() {
    let every = |until: &str| standard("plan", &format!("have a visit every interval {until}")).until;
    assert_eq!(every("until the end"), None);
    assert!(format!("{:?}", every("until signed")).starts_with("Some(Field"));
    assert!(format!("{:?}", every("until the first conference")).starts_with("Some(First"));
}
