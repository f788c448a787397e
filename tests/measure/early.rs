//! What was done before it was owed, what is asked once, and what an outage excuses: in whose figure and on which days.

use crate::world::{World, day, groups};
use duecare::measure::{Parts, RatePeriod};

fn parts(p: Parts) -> [u64; 5] {
    [p.in_time, p.out, p.cannot_tell, p.exempt, p.helped]
}

fn now(world: &World, id: &str, first: &str, last: &str) -> RatePeriod {
    world.rates(id, first, last).periods.pop().unwrap()
}

const BEFORE: &str = "
standard report \"Reported two working days before\"
  for each referral
  must have a visit by 2 working days before the date
  example \"x\"
    given referral on 15 January 2026
    given visit on 12 January 2026
    as at 15 January 2026 expect met on 12 January 2026
standard window \"Seen in the days before\"
  for each referral
  must have a visit within 5 days before the date
  example \"x\"
    given referral on 15 January 2026
    given visit on 12 January 2026
    as at 15 January 2026 expect met on 12 January 2026
measure m \"M\"
  percentage of cases of report due in the month that are met
";

#[test]
fn what_was_done_before_it_opened_is_met_on_the_day_it_opened() {
    // Due on Thursday 11 June: ann and bob are in time, cat and dan a day and four days late.
    let visits = [("ann", 10), ("bob", 11), ("cat", 12), ("dan", 15)];
    let lines = visits.map(|(child, on)| {
        format!("referral r-{child} {child} 2026-06-15\nvisit v-{child} {child} 2026-06-{on}\n")
    });
    let world = World::new(BEFORE, &lines.concat());
    assert_eq!(world.told("2026-06-30"), "50.0% (2 of 4)");
    let p = now(&world, "report", "2026-06-01", "2026-06-30");
    assert_eq!(p.duties.rate().long_text(), "50.0% (2 of 4)");
    // One day of each: on it ann's and bob's was done already, cat's and dan's is done late.
    assert_eq!((parts(p.subjects), parts(p.days)), ([4, 0, 0, 0, 0], [4, 0, 0, 0, 0]));
    let p = now(&world, "window", "2026-06-01", "2026-06-30");
    assert_eq!(p.duties.rate().long_text(), "100.0% (4 of 4)");
    // Done in May, owed in June.
    let lines = "referral r1 ann 2026-06-02\nvisit v1 ann 2026-05-28";
    let world = World::new(BEFORE, lines);
    for id in ["report", "window"] {
        let [may, june] = &world.rates(id, "2026-06-01", "2026-06-30").periods[..] else { panic!("two") };
        assert_eq!((may.days.scope(), june.duties.rate().long_text()), (0, "100.0% (1 of 1)".to_owned()));
    }
}

/// ann is T1's until 20 June, then T2's.
const MOVED: &str = "
    team T1 - -
    team T2 - -
    worker W1 - - team=T1
    worker W2 - - team=T2
    allocation l1 ann 2026-05-01..2026-06-20 worker=W1 team=T1
    allocation l2 ann 2026-06-20 worker=W2 team=T2
";

fn by_team(duty: &str, when: &str, lines: &str, as_at: &str) -> Vec<String> {
    let text = format!(
        "event contact of child has decided as date, score as number\n\
         standard s \"S\"\n  for each contact\n  must {duty}\n  example \"x\"\n    given contact on 1 January 2026\n    \
         as at 1 January 2026 expect {when}\n\
         measure m \"M\"\n  percentage of cases of s due in the last 12 months that are met\n  by team\n"
    );
    groups(&World::new(&text, &format!("{MOVED}{lines}")).measured(as_at), 0)
}

#[test]
fn what_has_no_due_day_stays_with_who_held_the_child_then() {
    // A deadline is one whichever way it is written, also where it was met on its first day; the other, due on 9 June,
    // was not.
    let lines = "contact c1 ann 2026-06-01 decided=2026-06-01\n contact c2 ann 2026-06-08";
    let value = "satisfy decided is within 1 day of the date";
    for duty in ["be decided within 1 day of the date", value] {
        for as_at in ["2026-06-15", "2026-06-25"] {
            let found = by_team(duty, "due by 2 January 2026", lines, as_at);
            assert_eq!(found, ["T1 50.0% (1 of 2)"], "{duty} {as_at}");
        }
    }
    // Asked once: of the second contact there is one before it, and one scores too little.
    let asked = "have no other contact in the last 1 month";
    let lines = "contact c1 ann 2026-06-01 score=7\n contact c2 ann 2026-06-08 score=3";
    for (duty, when) in [(asked, "met"), ("satisfy score is at least 5", "cannot tell")] {
        for as_at in ["2026-06-15", "2026-06-25"] {
            assert_eq!(by_team(duty, when, lines, as_at), ["T1 50.0% (1 of 2)"], "{duty} {as_at}");
        }
    }
    // In rates by team as well.
    let text = "
standard again \"Not again\"
  for each referral
  must have no other referral in the last 1 month
  example \"x\"
    given referral on 15 January 2026
    as at 15 January 2026 expect met
";
    let world = World::new(text, &format!("{MOVED}referral r1 ann 2026-06-01\nreferral r2 ann 2026-06-08"));
    let of = |team| world.rates_of("again", "2026-06-01", "2026-06-30", &[team]).periods.pop().unwrap();
    assert_eq!(of("T1").duties.rate().long_text(), "50.0% (1 of 2)");
    assert_eq!(of("T2").days.scope(), 0);
}

#[test]
fn a_deadline_counts_in_the_month_of_its_due_day_however_early_it_was_met() {
    let text = "
event contact of child has decided as date
standard s \"S\"
  for each contact
  must satisfy decided is within 2 days of the date
  example \"x\"
    given contact on 1 January 2026
    as at 1 January 2026 expect due by 3 January 2026
measure m \"M\"
  number of cases of s due in the month
";
    let world = World::new(text, "contact c1 ann 2026-05-31 decided=2026-05-31");
    assert_eq!([world.told("2026-05-31"), world.told("2026-06-30")], ["0", "1"]);
}

#[test]
fn what_was_done_while_it_was_exempt_is_exempt_no_longer_than_to_the_day_before() {
    // Due on 8 June in an outage to the 12th: exempt up to the 13th. ann is reviewed on the 13th, four days late but for
    // the outage; bob never, and is out of time from the 14th to the 30th.
    let lines = "plan p1 ann 2026-05-25\nplan p2 bob 2026-05-25\nreview v1 ann 2026-06-13";
    let world = World::new("", lines).down("2026-06-08", "2026-06-12");
    let p = now(&world, "reviews", "2026-06-01", "2026-06-30");
    assert_eq!(parts(p.subjects), [1, 1, 0, 0, 1]);
    assert_eq!(parts(p.days), [8 + 8, 17, 0, 4 + 5, 0]);
    assert_eq!(day("2026-06-30") - day("2026-06-14") + 1, 17);
}

#[test]
fn a_check_counts_by_the_start_of_its_own_record() {
    let text = "
check sound \"Has a category\"
  severity query
  for each plan
  must satisfy category is known
  example \"x\"
    given plan from 1 January 2026
    as at 1 January 2026 expect fail
measure m \"M\"
  number of cases of sound opened in the last 12 months
";
    // The check looks on 28 February: p2 is of March, and does not exist yet.
    let lines = "plan p1 ann 2026-02-01\n plan p2 ann 2026-03-05";
    let world = World::new(text, lines).looking_on("2026-02-28");
    assert_eq!([world.told("2026-02-28"), world.told("2026-03-31")], ["1", "2"]);
}

#[test]
fn a_check_is_judged_on_the_day_of_each_figure() {
    let text = "
check kept \"Has not stood open for more than thirty days\"
  severity query
  for each plan
  must satisfy not it has lasted over 30 days
  example \"x\"
    given plan from 1 January 2026
    as at 1 January 2026 expect pass
measure m \"M\"
  percentage of cases of kept opened in the last 12 months that are met
  over 3 months
";
    // Thirty days after 20 January are over on 20 February: p1 fails from the 28th on, p2 from the end of March.
    let lines = "plan p1 ann 2026-01-20\nplan p2 bob 2026-02-10";
    for looking_on in ["2026-03-31", "2026-02-28"] {
        let world = World::new(text, lines).looking_on(looking_on);
        let measured = world.measured("2026-03-31");
        let points =
            measured.series.iter().map(|p| p.figure.as_ref().map_or_else(|w| w.words(), |f| f.long_text()));
        let told = ["100.0% (1 of 1)", "50.0% (1 of 2)", "0.0% (0 of 2)"];
        assert_eq!(points.collect::<Vec<_>>(), told, "{looking_on}");
        assert_eq!(measured.last_month.figure.unwrap().long_text(), told[1]);
        assert_eq!(world.told("2026-02-28"), told[1]);
    }
}
