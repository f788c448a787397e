//! Cases of a standard: by due day, by the day they were answered, by the day they opened, and now.

use crate::world::World;

/// Every four weeks from 5 January: first due 2 February. Four weeks after 20 January is 17 February, after 16 February
/// 16 March, after 10 February 10 March, after 1 February 1 March.
/// ann: 20 January in time, 16 February in time, then due 16 March.
/// bob: never seen, overdue since 3 February.
/// cat: seen on 10 February, late; then due 10 March.
/// dan: a visit on 1 February that does not say whether he was seen, so that until 1 March it cannot be told.
/// eve: the plan ended on the due day, which lapses it.
const FIVE: &str = "
    plan p1 ann 2026-01-05
    visit v1 ann 2026-01-20 seen=yes alone=yes
    visit v2 ann 2026-02-16 seen=yes
    plan p2 bob 2026-01-05
    plan p3 cat 2026-01-05
    visit v3 cat 2026-02-10 seen=yes
    plan p4 dan 2026-01-05
    visit v4 dan 2026-02-01
    plan p5 eve 2026-01-05..2026-02-02
";

fn five(shows: &str) -> World {
    World::new(&format!("measure m \"M\"\n  {shows}\n"), FIVE)
}

#[test]
fn due_in_the_month_counts_every_due_day_that_has_passed() {
    let w = five("percentage of cases of visits due in the month that are met");
    let f = w.figure("2026-02-28");
    // Due in February: ann twice (met), bob (open), cat (closed), dan (cannot tell); eve lapsed. 2 of 5.
    assert_eq!(f.told(), "40.0% (2 of 5), 1 cannot tell");
    let t = f.tally;
    assert_eq!(
        (t.in_time, t.breach_open, t.breach_closed, t.cannot_tell, t.exempt, t.lapsed),
        (2, 1, 1, 1, 0, 1)
    );
    // dan in breach: 2 of 5; dan in time: 3 of 5.
    let range = f.range.unwrap();
    assert_eq!((range.low.as_str(), range.high.as_str()), ("40.0", "60.0"));
    // Four children are counted, and of one everything is in time.
    let children = f.children.unwrap();
    assert_eq!((children.fit, children.of), (1, 4));
    // Whichever way the question is put.
    let children =
        five("percentage of cases of visits due in the month that are overdue").figure("2026-02-28").children;
    assert_eq!(children.map(|c| (c.fit, c.of)), Some((1, 4)));
}

#[test]
fn what_is_due_on_the_day_itself_and_not_done_is_not_in_time() {
    let w = five("percentage of cases of visits due in the month that are met");
    // At the close of 2 February: ann met, bob and cat not done, dan cannot be told, eve lapsed. 1 of 4.
    let f = w.figure("2026-02-02");
    assert_eq!(f.told(), "25.0% (1 of 4), 1 cannot tell");
    assert_eq!((f.tally.breach_open, f.tally.lapsed), (2, 1));
    // The day before nothing due in February has come due.
    assert_eq!(w.told("2026-02-01"), "no cases");
}

#[test]
fn the_month_before_stands_beside_it() {
    let w = five("percentage of cases of visits due in the month that are met");
    // As at 28 February: 2 of 5. In January nothing fell due.
    let m = w.measured("2026-03-15");
    assert_eq!(m.last_month.day, crate::world::day("2026-02-28"));
    assert_eq!(m.last_month.figure.unwrap().long_text(), "40.0% (2 of 5)");
    assert_eq!(w.measured("2026-02-28").last_month.figure.unwrap().text(), "no cases");
}

#[test]
fn done_in_the_month_goes_by_the_day_of_the_answer() {
    // Answered in February: ann on the 16th in time, cat on the 10th late.
    let w = five("percentage of cases of visits done in the month that are met");
    assert_eq!(w.told("2026-02-28"), "50.0% (1 of 2)");
    // In January: ann on the 20th.
    assert_eq!(w.told("2026-01-31"), "100.0% (1 of 1)");
}

#[test]
fn opened_in_the_month() {
    // In February ann's third and cat's second clock opened; in January five first ones and ann's second.
    let w = five("number of cases of visits opened in the month");
    assert_eq!(w.told("2026-02-28"), "2");
    assert_eq!(w.told("2026-01-31"), "6");
    // Of January's six as they stand on 28 February: ann's two met, bob overdue, cat late, dan cannot tell, eve lapsed.
    let w = five(
        "percentage of cases of visits opened between 1 January 2026 and 31 January 2026 that are not met",
    );
    assert_eq!(w.told("2026-02-28"), "40.0% (2 of 5), 1 cannot tell");
}

#[test]
fn open_is_the_case_each_record_has_now() {
    // Now on 28 February: ann due, bob overdue, cat due, dan cannot tell; eve's plan is over.
    let w = five("percentage of cases of visits open that are in time");
    let f = w.figure("2026-02-28");
    assert_eq!(f.told(), "50.0% (2 of 4), 1 cannot tell");
    assert_eq!(f.range.unwrap().high, "75.0");
    // What cannot be told is not "not overdue".
    assert_eq!(
        five("percentage of cases of visits open that are not overdue").told("2026-02-28"),
        "50.0% (2 of 4), 1 cannot tell"
    );
    assert_eq!(
        five("percentage of cases of visits open that are overdue").told("2026-02-28"),
        "25.0% (1 of 4), 1 cannot tell"
    );
    // Both stand open on 2 March: dan is overdue since then.
    assert_eq!(
        five("percentage of cases of visits open that are overdue").told("2026-03-02"),
        "50.0% (2 of 4)"
    );
}

#[test]
fn where_is_asked_of_the_record_on_the_day_it_counts_by() {
    // Plans that have lasted a month on the due day: first due days are 28 days after the start, so only ann's second.
    let w = five(
        "percentage of cases of visits due in the month where it has lasted at least 1 month that are met",
    );
    assert_eq!(w.told("2026-02-28"), "100.0% (1 of 1)");
    let w = five("percentage of cases of visits open where it has lasted at least 1 month that are in time");
    assert_eq!(w.told("2026-02-28"), "50.0% (2 of 4), 1 cannot tell");
    assert_eq!(w.told("2026-02-04"), "no cases");
}

#[test]
fn met_by_a_record_that_is_also_something_else() {
    // ann's first visit was alone, the second does not say; bob and cat are in breach; dan cannot be told: 1 of 5, two in doubt.
    let w = five("percentage of cases of visits due in the month that are met by a visit where alone is yes");
    let f = w.figure("2026-02-28");
    assert_eq!(f.told(), "20.0% (1 of 5), 2 cannot tell");
    assert_eq!(f.range.unwrap().high, "60.0");
}

#[test]
fn several_words() {
    let w = five("percentage of cases of visits due in the month that are overdue or late");
    assert_eq!(w.told("2026-02-28"), "40.0% (2 of 5), 1 cannot tell");
    // Lapsed is in no denominator unless it is asked for: then 1 of 6.
    let w = five("percentage of cases of visits due in the month that are lapsed");
    assert_eq!(w.told("2026-02-28"), "16.7% (1 of 6), 1 cannot tell");
}

#[test]
fn records_without_a_breach_of_a_standard() {
    // Plans open on 28 February: ann has none, bob and cat have one, dan cannot be told; eve's is over.
    let w = five("percentage of plans open that have no breach of visits");
    let f = w.figure("2026-02-28");
    assert_eq!(f.told(), "25.0% (1 of 4), 1 cannot tell");
    assert_eq!(f.range.unwrap().high, "50.0");
}

#[test]
fn a_standard_whose_facts_no_source_holds_is_told_and_never_zero() {
    let w = five("percentage of cases of reviews due in the month that are met")
        .only(&["child", "plan", "visit"]);
    assert_eq!(w.told("2026-02-28"), "not in this source: review");
    let w = five("number of referrals in the month").only(&["child", "plan"]);
    assert_eq!(w.told("2026-02-28"), "not in this source: referral");
}

#[test]
fn a_done_duty_of_an_open_record_is_in_time_and_still_counted() {
    // Reviewed within two weeks: ann met, bob overdue; both plans are open.
    let w = World::new(
        "measure m \"M\"\n  percentage of cases of reviews open that are in time\n",
        "plan p1 ann 2026-01-05
         review r1 ann 2026-01-12
         plan p2 bob 2026-01-05",
    );
    assert_eq!(w.told("2026-02-28"), "50.0% (1 of 2)");
}

#[test]
fn a_limit_kept_to_the_close_of_its_last_day_is_kept() {
    // The first week from 5 January ends on the 12th: ann was visited once, bob twice.
    let w = World::new(
        "measure m \"M\"\n  percentage of cases of few-visits due in the month that are met\n",
        "plan p1 ann 2026-01-05
         visit v1 ann 2026-01-06 seen=yes
         plan p2 bob 2026-01-05
         visit v2 bob 2026-01-06 seen=yes
         visit v3 bob 2026-01-07 seen=yes",
    );
    assert_eq!(w.told("2026-01-12"), "50.0% (1 of 2)");
    assert_eq!(w.told("2026-01-11"), "no cases");
}

#[test]
fn a_state_is_due_only_when_its_last_tolerated_day_is_over() {
    // Held until 9 January and again from the 14th: the 10th to the 13th are four days, one more than is tolerated. The
    // last tolerated day is the 12th; on the 12th somebody might still take over the day after.
    let w = World::new(
        "measure m \"M\"\n  percentage of cases of held due in the month that are late or overdue\n",
        "plan p1 ann 2026-01-05
         allocation a1 ann 2026-01-01..2026-01-09
         allocation a2 ann 2026-01-14",
    );
    assert_eq!(w.told("2026-01-12"), "no cases");
    assert_eq!(w.told("2026-01-13"), "100.0% (1 of 1)");
    assert_eq!(w.told("2026-01-31"), "100.0% (1 of 1)");
    // Now it holds again.
    let now = World::new(
        "measure m \"M\"\n  percentage of cases of held open that are in time\n",
        "plan p1 ann 2026-01-05
         allocation a1 ann 2026-01-01..2026-01-09
         allocation a2 ann 2026-01-14",
    );
    assert_eq!(now.told("2026-01-13"), "0.0% (0 of 1)");
    assert_eq!(now.told("2026-01-14"), "100.0% (1 of 1)");
}

#[test]
fn what_is_excused_is_in_neither_half() {
    // Due on 2 February: ann, who was away, and bob, seen on 20 January; bob again on 17 February, not seen.
    // ann's next clock is counted from 5 February, her last day away, to 5 March.
    let lines = "
        plan p1 ann 2026-01-05
        away a1 ann 2026-01-30..2026-02-06
        plan p2 bob 2026-01-05
        visit v1 bob 2026-01-20 seen=yes
    ";
    let measure = "measure m \"M\"\n  percentage of cases of calls due in the month that are met\n";
    let f = World::new(measure, lines).figure("2026-02-28");
    assert_eq!(f.told(), "50.0% (1 of 2)");
    let t = f.tally;
    assert_eq!((t.in_time, t.breach_open, t.breach_closed, t.cannot_tell, t.exempt), (1, 1, 0, 0, 1));
}

#[test]
fn a_spell_in_a_gap_that_may_be_bridged_is_still_open() {
    // Until the 27th another plan may follow the one that ended on the 20th; the spell stands as it stood then.
    let lines = "
        plan p1 ann 2026-01-05..2026-01-20
        allocation a1 ann 2026-01-05..2026-01-20
    ";
    for standard in ["spell-visits", "spell-held"] {
        let shows = format!("measure m \"M\"\n  percentage of cases of {standard} open that are in time\n");
        let w = World::new(&shows, lines);
        for day in ["2026-01-19", "2026-01-20", "2026-01-24", "2026-01-27"] {
            assert_eq!(w.told(day), "100.0% (1 of 1)", "{standard} {day}");
        }
        assert_eq!(w.told("2026-01-28"), "no cases", "{standard}");
    }
}

/// A gap counts in the month in which it is a breach, not in that of its last tolerated day: each gap is in one month.
#[test]
fn a_gap_that_begins_on_the_first_is_of_that_month() {
    // Three days are tolerated: 26, 27 and 28 February. On 1 March it is a breach.
    let lines =
        "plan p1 ann 2026-01-05\n allocation a1 ann 2026-01-05..2026-02-25\n allocation a2 ann 2026-03-10";
    let w =
        World::new("measure m \"M\"\n  percentage of cases of held due in the month that are met\n", lines);
    let told = ["2026-02-28", "2026-03-31", "2026-04-30"].map(|day| w.told(day));
    assert_eq!(told, ["no cases", "0.0% (0 of 1)", "no cases"]);
}

#[test]
fn what_cannot_be_told_and_is_no_piece_of_a_spell_is_open_until_its_own_end() {
    // ann: whether the first was for harm cannot be told, and it has ended; the one that is open is for neglect. bob: no
    // day. cat: ends before it begins, and another is open. dan: cannot be told, and open. eve: one for harm.
    let lines = "
        plan p1 ann 2026-01-05..2026-01-20
        plan p2 ann 2026-02-10 category=neglect
        plan p3 bob - category=harm
        plan p4 cat 2026-02-10..2026-02-01 category=harm
        plan p5 cat 2026-02-12 category=neglect
        plan p6 dan 2026-02-01
        plan p7 eve 2026-01-05..2026-02-20 category=harm
";
    let w = World::new("measure m \"M\"\n  percentage of cases of spell-harm open that are overdue\n", lines);
    // On 27 February eve's may yet go on, on the 28th no longer.
    assert_eq!(w.told("2026-01-19"), "0.0% (0 of 3), 2 cannot tell");
    assert_eq!(w.told("2026-01-20"), "0.0% (0 of 2), 1 cannot tell");
    assert_eq!(w.told("2026-02-27"), "33.3% (1 of 3), 2 cannot tell");
    assert_eq!(w.told("2026-02-28"), "0.0% (0 of 2), 2 cannot tell");
}
