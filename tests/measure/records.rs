//! Records counted: numbers, percentages, shares, rates, weights, duties of records.

use crate::world::World;

fn told(shows: &str, lines: &str, as_at: &str) -> String {
    World::new(&format!("measure m \"M\"\n  {shows}\n"), lines).told(as_at)
}

const PLANS: &str = "
    child ann - - born=2020-03-01
    child bob - - born=2010-03-01
    child cat - -
    plan p1 ann 2026-01-05 category=neglect distance=5
    plan p2 ann 2026-02-01 category=harm distance=30
    plan p3 bob 2026-01-10..2026-02-28 category=neglect distance=25
    plan p4 cat 2024-02-20..2026-02-20 category=neglect
    plan p5 cat 2026-02-21 distance=40
";

#[test]
fn open_is_at_the_close_of_the_day() {
    // p3 ends on 28 February: it is open on the 27th and not on the 28th.
    assert_eq!(told("number of plans open", PLANS, "2026-02-27"), "4");
    assert_eq!(told("number of plans open", PLANS, "2026-02-28"), "3");
    assert_eq!(told("number of plans open, each child once", PLANS, "2026-02-28"), "2");
    assert_eq!(told("number of plans ended in the month", PLANS, "2026-02-28"), "2");
    assert_eq!(told("number of plans started in the last 2 months", PLANS, "2026-02-28"), "4");
    assert_eq!(told("number of plans started in the year", PLANS, "2026-01-31"), "2");
}

#[test]
fn an_unknown_where_is_told_and_not_counted() {
    // Neglect: p1 and p3; p5 does not say. Between 2 and 3.
    let w = World::new("measure m \"M\"\n  number of plans open where category is neglect\n", PLANS);
    let f = w.figure("2026-02-27");
    assert_eq!(f.told(), "2, 1 cannot tell");
    let range = f.range.unwrap();
    assert_eq!((range.low.as_str(), range.high.as_str()), ("2", "3"));
    // In a percentage it is in the denominator: p1 (no), p3 (yes), p5 in doubt. 1 of 3.
    let shows = "percentage of plans open where category is neglect that satisfy distance is over 20";
    assert_eq!(told(shows, PLANS, "2026-02-27"), "33.3% (1 of 3), 1 cannot tell");
}

#[test]
fn age_is_asked_on_the_day_of_the_figure_for_what_is_open() {
    // bob is 15 until 28 February 2026 and 16 on 1 March; his plan ended by then. ann is 5, then 6; cat's birth is not known.
    let shows = "number of plans open where age is at least 6";
    assert_eq!(told(shows, PLANS, "2026-02-27"), "1, 1 cannot tell");
    assert_eq!(told(shows, PLANS, "2026-03-01"), "2, 1 cannot tell");
}

#[test]
fn that_have_looks_back_from_the_record() {
    let lines = "
        referral r1 ann 2025-01-05
        referral r2 ann 2026-01-05
        referral r3 bob 2025-01-04
        referral r4 bob 2026-01-05 outcome=assess
        referral r5 cat 2026-01-06 outcome=close";
    // The anniversary counts: ann yes, bob a day too early, cat none. 1 of 3.
    let shows = "percentage of referrals in the month that have a referral in the 12 months before the date";
    assert_eq!(told(shows, lines, "2026-01-31"), "33.3% (1 of 3)");
    // One assessed, one closed, one that does not say.
    let shows = "percentage of referrals in the month that satisfy outcome is assess";
    assert_eq!(told(shows, lines, "2026-01-31"), "33.3% (1 of 3), 1 cannot tell");
    assert_eq!(told(shows, lines, "2026-02-28"), "no cases");
}

#[test]
fn that_last_is_judged_as_a_duty_of_the_record() {
    // Ended in February: p3 after 49 days, p4 on its second anniversary. At least two years: 1 of 2.
    let shows = "percentage of plans ended in the month that last at least 2 years";
    assert_eq!(told(shows, PLANS, "2026-02-28"), "50.0% (1 of 2)");
    let shows = "percentage of plans ended in the month that last at most 49 days";
    assert_eq!(told(shows, PLANS, "2026-02-28"), "50.0% (1 of 2)");
    let shows = "percentage of plans ended in the month that last at most 48 days";
    assert_eq!(told(shows, PLANS, "2026-02-28"), "0.0% (0 of 2)");
}

#[test]
fn weights_add_up_exactly() {
    // 0.6 + 0.2 of 0.6 + 0.2 + 1 = 0.8 of 1.8 = 44.44%; a post that does not say its share is told.
    let lines = "
        post a - 2025-01-01 fte=0.6 vacant=yes
        post b - 2025-01-01 fte=0.2 vacant=yes
        post c - 2025-01-01 fte=1 vacant=no
        post d - 2025-01-01 vacant=no
        post e - 2025-01-01..2025-12-31 fte=1 vacant=yes";
    let shows = "percentage of fte of posts open that satisfy vacant is yes";
    assert_eq!(told(shows, lines, "2026-02-28"), "44.4% (0.8 of 1.8), 1 cannot tell");
}

#[test]
fn a_rate_needs_its_population() {
    let rules = "measure m \"M\"\n  rate of plans open, each child once per 10,000 young-people\n  compare \"England\" 43.2\n";
    assert_eq!(
        World::new(rules, PLANS).told("2026-02-27"),
        "no population in the authority file: young-people"
    );
    // Three children of 41,000: 3 x 10,000 / 41,000 = 0.7317.
    let w = World::new(rules, PLANS).people("young-people", 41_000.0);
    assert_eq!(w.told("2026-02-27"), "0.7 (3 over 41000)");
    assert_eq!(w.figure("2026-02-27").of.as_f64(), 41_000.0);
}

#[test]
fn a_stretch_the_calendar_does_not_have_is_told() {
    let rules = "measure m \"M\"\n  number of referrals in the quarter\n";
    let lines = "referral r1 ann 2026-01-05\nreferral r2 ann 2026-03-05";
    // January to March, as far as seen: one on 31 January, two on 31 March.
    assert_eq!(World::new(rules, lines).told("2026-01-31"), "1");
    assert_eq!(World::new(rules, lines).told("2026-03-31"), "2");
    let own = World::new(rules, lines).slot("quarter", "2026-02-01", "2026-04-30");
    assert_eq!(own.told("2026-03-31"), "1");
    assert_eq!(own.told("2026-01-31"), "the calendar has no quarter on this day");
}

#[test]
fn joined_records_are_one_spell() {
    // cat's two plans touch: one spell since 20 February 2024, two years and a week. ann's two overlap: one since January.
    let shows = "number of joined plans open where it has lasted at least 2 years";
    assert_eq!(told(shows, PLANS, "2026-02-27"), "1");
    assert_eq!(told("number of joined plans open", PLANS, "2026-02-27"), "3");
    // In a condition too: the child has a joined plan of two years.
    let shows =
        "percentage of plans open that satisfy has a joined plan open where it has lasted at least 2 years";
    assert_eq!(told(shows, &format!("{PLANS}\nplan p6 cat 2026-02-22"), "2026-02-27"), "20.0% (1 of 5)");
}

#[test]
fn no_cases_is_neither_nothing_nor_everything() {
    let w = World::new(
        "measure m \"M\"\n  percentage of plans open that satisfy distance is over 20\n  green at least 90%\n",
        "",
    );
    let f = w.figure("2026-02-28");
    assert_eq!((f.text().as_str(), f.colour, f.value), ("no cases", None, None));
    assert_eq!(told("number of plans open", "", "2026-02-28"), "0");
}

#[test]
fn a_spell_has_ended_when_nothing_can_follow_it_any_more() {
    // ann's may go on until 4 February, and does not; bob's goes on.
    let lines = "
        plan p1 ann 2026-01-05..2026-01-28
        plan p2 bob 2026-01-05..2026-01-29
        plan p3 bob 2026-02-03
";
    let shows =
        "number of joined plans ended with gaps of at most 7 days between 1 January 2026 and 31 January 2026";
    for (on, expected) in [
        ("2026-01-27", "0"),
        ("2026-01-31", "0, 2 cannot tell"),
        ("2026-02-03", "0, 1 cannot tell"),
        ("2026-02-05", "1"),
    ] {
        assert_eq!(told(shows, lines, on), expected, "{on}");
    }
    // Without gaps the day after tells it; what must share a day is told on the day.
    assert_eq!(told("number of joined plans ended in the month", lines, "2026-01-28"), "0, 1 cannot tell");
    assert_eq!(told("number of joined plans ended in the month", lines, "2026-01-31"), "2");
    assert_eq!(told("number of joined plans ended sharing a day in the month", lines, "2026-01-28"), "1");
}

#[test]
fn where_chooses_the_records_that_are_joined() {
    // ann's two for harm are parted by one for neglect; what asks how long is asked of the spell.
    let lines = "
        plan p1 ann 2026-01-05..2026-01-15 category=neglect
        plan p2 ann 2026-01-16..2026-01-25 category=harm
        plan p3 ann 2026-01-26 category=harm
        plan p4 bob 2026-01-05..2026-01-15 category=harm
        plan p5 bob 2026-01-16
";
    let of = |rest: &str| told(&format!("number of joined plans {rest}"), lines, "2026-01-31");
    assert_eq!(of("open where category is harm"), "1, 1 cannot tell");
    assert_eq!(of("open where category is harm and it has lasted at least 2 weeks"), "1, 1 cannot tell");
    assert_eq!(of("open where category is harm and it has lasted at least 3 weeks"), "0, 1 cannot tell");
    assert_eq!(of("started in the month where category is harm"), "1, 1 cannot tell");
}
