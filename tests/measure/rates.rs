//! Rates of a standard: children and days beside obligations, each number worked out by hand.

use crate::world::{World, day};
use duecare::measure::{Longest, Parts, RatePeriod};

fn parts(p: Parts) -> [u64; 5] {
    [p.in_time, p.out, p.cannot_tell, p.exempt, p.helped]
}

/// In time (of these not yet due), open, closed, cannot tell, exempt, lapsed.
fn duties(p: &RatePeriod) -> [u64; 7] {
    let t = &p.duties.tally;
    [t.in_time, p.duties.running, t.breach_open, t.breach_closed, t.cannot_tell, t.exempt, t.lapsed]
}

fn now(lines: &str, id: &str, first: &str, last: &str) -> RatePeriod {
    World::new("", lines).rates(id, first, last).periods.pop().unwrap()
}

/// ann is seen every week for 26 weeks, bob never.
fn ann_and_bob() -> String {
    let visits = (1..=26).map(|week| {
        let on = duecare::calendar::to_iso(day("2026-01-04") + 7 * week);
        format!("visit v{week} ann {on} seen=yes\n")
    });
    format!("plan p1 ann 2026-01-04\nplan p2 bob 2026-01-04\n{}", visits.collect::<String>())
}

#[test]
fn many_early_visits_of_one_child_do_not_hide_another() {
    let world = World::new("", &ann_and_bob());
    let found = world.rates("visits", "2026-01-05", "2026-07-05");
    let [before, p] = &found.periods[..] else { panic!("two periods") };
    assert_eq!(found.subjects, "children");
    // 1 of 2 children. 26 weeks are 182 days of each; bob is due on 1 February and overdue on the 154 days from then on.
    assert_eq!(parts(p.subjects), [1, 1, 0, 0, 0]);
    assert_eq!(p.subjects.in_time_rate().long_text(), "50.0% (1 of 2)");
    assert_eq!(parts(p.days), [364 - 154, 154, 0, 0, 0]);
    assert_eq!(p.days.out_rate().long_text(), "42.3% (154 of 364)");
    // 26 met and one missed, where ann's next is not due yet: the figure that hides bob.
    assert_eq!(duties(p), [27, 1, 1, 0, 0, 0, 0]);
    assert_eq!(p.duties.rate().long_text(), "96.3% (26 of 27)");
    assert_eq!(p.longest, Longest { open: 154, any: 154 });
    // The 182 days before: the one day of 4 January of each.
    assert_eq!((before.first, before.last), (day("2025-07-07"), day("2026-01-04")));
    assert_eq!((parts(before.subjects), parts(before.days)), ([2, 0, 0, 0, 0], [2, 0, 0, 0, 0]));
}

#[test]
fn a_gap_that_was_closed_still_shows_how_long_it_was() {
    // Due on 2 February, seen on 12 February: nine days out of time, and the tenth is the day of the visit.
    let lines = "plan p1 ann 2026-01-05\n visit v1 ann 2026-02-12 seen=yes";
    let p = now(lines, "visits", "2026-02-01", "2026-02-28");
    assert_eq!((parts(p.subjects), parts(p.days)), ([0, 1, 0, 0, 0], [28 - 9, 9, 0, 0, 0]));
    assert_eq!(duties(&p), [1, 1, 0, 1, 0, 0, 0]);
    assert_eq!(p.longest, Longest { open: 0, any: 9 });
    // In March nothing is out of time any more: the gap was over before.
    let p = now(lines, "visits", "2026-03-01", "2026-03-10");
    assert_eq!((parts(p.days), p.longest), ([10, 0, 0, 0, 0], Longest::default()));
    // A gap that reaches into the period is told with all its days.
    let p = now(lines, "visits", "2026-02-10", "2026-02-28");
    assert_eq!((p.days.out, p.longest), (2, Longest { open: 0, any: 9 }));
}

#[test]
fn two_things_owed_on_a_day_are_one_day_of_the_child() {
    // Two plans of ann at once: the first is overdue from 3 February, the second from 10 February.
    let lines = "plan p1 ann 2026-01-05\n plan p2 ann 2026-01-12";
    let p = now(lines, "visits", "2026-02-01", "2026-02-28");
    assert_eq!((parts(p.days), duties(&p)), ([2, 26, 0, 0, 0], [0, 0, 2, 0, 0, 0, 0]));
}

#[test]
fn what_cannot_be_told_is_apart_and_makes_a_range() {
    // A visit on 1 February that does not say whether dan was seen: from 3 February to 1 March it cannot be told.
    let lines = "plan p1 ann 2026-02-01\n plan p2 dan 2026-01-05\n visit v1 dan 2026-02-01";
    let p = now(lines, "visits", "2026-02-01", "2026-02-28");
    assert_eq!(parts(p.subjects), [1, 0, 1, 0, 0]);
    assert_eq!(parts(p.days), [28 + 2, 0, 26, 0, 0]);
    let range = p.subjects.in_time_rate().range.unwrap();
    assert_eq!((range.low.as_str(), range.high.as_str()), ("50.0", "100.0"));
    let range = p.days.out_rate().range.unwrap();
    assert_eq!((range.low.as_str(), range.high.as_str()), ("0.0", "46.4"));
    // In March it is overdue from the second, and so is ann's first visit.
    assert_eq!(parts(now(lines, "visits", "2026-03-01", "2026-03-10").days), [1, 18, 1, 0, 0]);
}

#[test]
fn a_record_without_a_day_is_a_child_that_cannot_be_told_and_has_no_days() {
    let p = now("plan p1 ann -\n plan p2 bob 2026-02-01", "visits", "2026-02-01", "2026-02-10");
    assert_eq!((parts(p.subjects), parts(p.days)), ([1, 0, 1, 0, 0], [10, 0, 0, 0, 0]));
    assert_eq!(duties(&p)[4], 1);
}

#[test]
fn exemptions_are_shown_with_and_without() {
    // Back on 10 February: due on 2 February, exempt from the 3rd to the 9th, and owed anew from the 10th.
    let lines = "plan p1 ann 2026-01-05\n away a1 ann 2026-01-20..2026-02-10\n plan p2 bob 2026-02-01";
    let p = now(lines, "calls", "2026-02-01", "2026-02-28");
    assert_eq!((parts(p.subjects), parts(p.days)), ([2, 0, 0, 0, 1], [28 + 21, 0, 0, 7, 0]));
    assert_eq!(duties(&p), [2, 2, 0, 0, 0, 1, 0]);
    assert_eq!(p.subjects.in_time_rate().long_text(), "100.0% (2 of 2)");
    assert_eq!(p.subjects.unexcused_rate().long_text(), "50.0% (1 of 2)");
    assert_eq!(p.days.unexcused_out_rate().long_text(), "12.5% (7 of 56)");
    // Where every day of a child is exempt she is in no scope.
    let p = now(lines, "calls", "2026-02-04", "2026-02-09");
    assert_eq!((parts(p.subjects), parts(p.days)), ([1, 0, 0, 1, 0], [6, 0, 0, 6, 0]));
    assert_eq!(p.subjects.unexcused_rate().long_text(), "50.0% (1 of 2)");
}

#[test]
fn what_lapses_just_before_it_is_due_is_held_against_chance() {
    // All due on 2 February, 29 days from the first to the due day; within a week before it: the last 8 of them.
    let lines = "plan p1 ann 2026-01-05..2026-02-01\n plan p2 bob 2026-01-05..2026-01-26
        plan p3 cat 2026-01-05..2026-01-25\n plan p4 dan 2026-01-05";
    let p = now(lines, "visits", "2026-01-01", "2026-02-02");
    assert_eq!(duties(&p), [1, 1, 0, 0, 0, 0, 3]);
    assert_eq!(p.duties.lapsed_near, 2);
    // 3 times 8 of 29.
    assert!((p.duties.by_chance().as_f64() - 24.0 / 29.0).abs() < 0.000_01);
}

#[test]
fn what_can_no_longer_be_done_is_out_of_time_on_one_day() {
    // No more than one visit in the first week: the second, on 7 January, breaks it.
    let lines = "plan p1 ann 2026-01-05\n visit v1 ann 2026-01-06 seen=yes\n visit v2 ann 2026-01-07 seen=yes
        plan p2 bob 2026-01-05\n visit v3 bob 2026-01-06 seen=yes";
    let p = now(lines, "few-visits", "2026-01-01", "2026-01-31");
    // ann: 5, 6, 7 January. bob: 5 to 12 January, the last day of the week.
    assert_eq!((parts(p.subjects), parts(p.days)), ([1, 1, 0, 0, 0], [2 + 8, 1, 0, 0, 0]));
    assert_eq!(p.longest, Longest { open: 0, any: 1 });
}

#[test]
fn a_plan_that_ends_unseen_is_out_of_time_until_it_ends() {
    // Due on 2 February, ended on the 12th: out of time from the 3rd to its last day, on which it is missed.
    let lines = "plan p1 ann 2026-01-05..2026-02-12";
    let p = now(lines, "visits", "2026-02-01", "2026-02-28");
    assert_eq!((parts(p.days), p.longest), ([2, 10, 0, 0, 0], Longest { open: 0, any: 10 }));
    assert_eq!(duties(&p), [0, 0, 0, 1, 0, 0, 0]);
}

#[test]
fn a_state_is_out_of_time_while_it_does_not_hold() {
    // Nobody from 20 to 31 January; three days are tolerated, so that it is out of time from 23 to 31 January.
    let lines =
        "plan p1 ann 2026-01-05\n allocation a1 ann 2026-01-05..2026-01-19\n allocation a2 ann 2026-02-01";
    let p = now(lines, "held", "2026-01-05", "2026-02-10");
    assert_eq!((parts(p.days), p.longest), ([37 - 9, 9, 0, 0, 0], Longest { open: 0, any: 9 }));
    assert_eq!(duties(&p), [1, 0, 0, 1, 0, 0, 0]);
}

#[test]
fn days_between_two_pieces_of_a_spell_are_nobodys() {
    // One spell; on 11, 12 and 13 January there is no plan.
    let lines = "plan p1 ann 2026-01-05..2026-01-10\n plan p2 ann 2026-01-14";
    let p = now(lines, "spell-visits", "2026-01-05", "2026-01-31");
    assert_eq!(parts(p.days), [24, 0, 0, 0, 0]);
    // Whether or not the next piece has come.
    assert_eq!(parts(now(lines, "spell-visits", "2026-01-05", "2026-01-12").days), [6, 0, 0, 0, 0]);
    assert_eq!(
        parts(now("plan p1 ann 2026-01-05..2026-01-10", "spell-visits", "2026-01-05", "2026-01-31").days),
        [6, 0, 0, 0, 0]
    );
}

#[test]
fn what_is_closed_and_opened_again_is_listed() {
    // 2 days after, 28 days after, 29 days after; on the next day, and beside another plan that goes on: not reopened.
    let lines = "plan p1 ann 2026-01-05..2026-01-10\n plan p2 ann 2026-01-12
        plan p3 bob 2026-01-05..2026-01-10\n plan p4 bob 2026-02-07
        plan p5 cat 2026-01-05..2026-01-10\n plan p6 cat 2026-02-08
        plan p7 dan 2026-01-05..2026-01-10\n plan p8 dan 2026-01-11
        plan p9 eve 2026-01-05..2026-01-10\n plan pa eve 2026-01-06..2026-01-20\n plan pb eve 2026-01-15";
    let world = World::new("", lines);
    let p = world.rates("visits", "2026-01-01", "2026-02-28").periods.pop().unwrap();
    let told: Vec<String> = p.reopened.iter().map(|r| world.id(r.record)).collect();
    assert_eq!(told, ["p2", "p4"]);
    assert_eq!((p.reopened[0].ended, p.reopened[0].began), (day("2026-01-10"), day("2026-01-12")));
    let p = world.rates("visits", "2026-02-01", "2026-02-28").periods.pop().unwrap();
    assert_eq!(p.reopened.len(), 1);
}

#[test]
fn a_team_counts_what_it_was_responsible_for_on_the_due_day() {
    let lines = "team T1 - -\n team T2 - -\n plan p1 ann 2026-01-05\n plan p2 bob 2026-01-05
        allocation a1 ann 2026-01-05 team=T1\n allocation a2 bob 2026-01-05..2026-02-03 team=T1
        allocation a3 bob 2026-02-03 team=T2";
    let world = World::new("", lines);
    let of = |team| world.rates_of("visits", "2026-02-01", "2026-02-10", &[team]).periods.pop().unwrap();
    assert_eq!(parts(of("T1").subjects), [0, 2, 0, 0, 0]);
    assert_eq!(parts(of("T2").subjects), [0, 0, 0, 0, 0]);
}

/// What is asked of an event on its day is of that day, also where the answer is not known.
#[test]
fn a_doubt_about_an_event_is_of_its_day() {
    let alone = "standard alone \"Seen alone\"\n  for each visit\n  must satisfy alone is yes\n  example \"x\"\n    \
                 given visit on 5 January 2026 with alone yes\n    as at 6 January 2026 expect met\n";
    let world = World::new(alone, "visit v1 ann 2026-02-10\n visit v2 bob 2026-03-01 alone=yes");
    let month = |first, last| world.rates("alone", first, last).periods.pop().unwrap();
    let p = month("2026-02-01", "2026-02-28");
    assert_eq!((parts(p.subjects), parts(p.days)), ([0, 0, 1, 0, 0], [0, 0, 1, 0, 0]));
    let p = month("2026-03-01", "2026-03-31");
    assert_eq!((parts(p.subjects), parts(p.days)), ([1, 0, 0, 0, 0], [1, 0, 0, 0, 0]));
}

/// A month of which it cannot be told whether it was missed counts on the day on which it would have been.
#[test]
fn a_doubt_about_a_month_is_of_the_day_after_it() {
    let monthly = "standard monthly \"Seen each month\"\n  for each plan\n  must have a visit where seen is yes in each month\n  \
                   example \"x\"\n    given plan from 1 January 2026\n    as at 6 January 2026 expect due\n";
    let lines = "plan p1 ann 2026-01-01\n visit v1 ann 2026-01-09 seen=yes\n visit v2 ann 2026-02-09";
    let world = World::new(monthly, &format!("{lines}\n visit v3 ann 2026-03-09 seen=yes"));
    let p = world.rates("monthly", "2026-03-01", "2026-03-31").periods.pop().unwrap();
    // Of 1 March cannot be told whether February was missed; the nine days to the visit are in time.
    assert_eq!((parts(p.subjects), parts(p.days)), ([0, 0, 1, 0, 0], [8, 0, 1, 0, 0]));
    let no = World::new(monthly, &format!("{lines} seen=no\n visit v3 ann 2026-03-09 seen=yes"));
    let p = no.rates("monthly", "2026-03-01", "2026-03-31").periods.pop().unwrap();
    assert_eq!((parts(p.subjects), parts(p.days)), ([0, 1, 0, 0, 0], [8, 1, 0, 0, 0]));
}
