//! Figures split by team, service, locality, value and band; narrowed to a team; over time.

use crate::world::{World, day, groups};
use duecare::judge::{Attribution, Holder, Holders};

const TEAMS: &str = "
    team T1 - - service=north locality=Hill
    team T2 - - service=south
    worker ann - - team=T1
    worker bob - - team=T2
    child k1 - - locality=Vale
    child k2 - - locality=Vale
    child k3 - - locality=Vale
    allocation a1 k1 2026-01-01..2026-01-20 worker=ann team=T1
    allocation a2 k1 2026-01-20 worker=bob team=T2
    allocation a3 k2 2026-01-01 worker=ann team=T1
    plan p1 k1 2026-01-05 category=harm distance=3
    plan p2 k2 2026-01-05 category=neglect distance=12
    plan p3 k3 2026-01-05 category=neglect distance=40
    referral r1 k1 2026-01-07 team=T2
    visit v2 k2 2026-01-30 seen=yes
";

#[test]
fn by_team_worker_service_and_locality() {
    let w =
        World::new("measure m \"M\"\n  number of plans open\n  by team, worker, service, locality\n", TEAMS);
    // On 31 January k1 is with T2 (south, which names no place: the child's own), k2 with T1, k3 with nobody.
    let m = w.measured("2026-01-31");
    assert_eq!(groups(&m, 0), ["T1 1", "T2 1", "? 1"]);
    assert_eq!(groups(&m, 1), ["ann 1", "bob 1", "? 1"]);
    assert_eq!(groups(&m, 2), ["north 1", "south 1", "? 1"]);
    assert_eq!(groups(&m, 3), ["Hill 1", "Vale 2"]);
    // On the 19th k1 was still with T1; on the 20th, at the close, with T2.
    assert_eq!(groups(&w.measured("2026-01-19"), 0), ["T1 2", "? 1"]);
    assert_eq!(groups(&w.measured("2026-01-20"), 0), ["T1 1", "T2 1", "? 1"]);
}

#[test]
fn a_case_goes_to_who_held_it_on_the_due_day() {
    // First due 2 February: k1 with T2 overdue, k2 with T1 met on 30 January, k3 with nobody.
    let w = World::new(
        "measure m \"M\"\n  percentage of cases of visits due in the month that are met\n  by team\n  green at least 90%\n",
        TEAMS,
    );
    let m = w.measured("2026-02-10");
    assert_eq!(groups(&m, 0), ["T1 100.0% (1 of 1)", "T2 0.0% (0 of 1)", "? 0.0% (0 of 1)"]);
    let word = |place: usize| m.by[0].groups[place].figure.colour.unwrap().word();
    assert_eq!((word(0), word(1)), ("green", "not green"));
    let of = |teams: &[&str]| w.measured_of("2026-02-10", teams).figure.unwrap().long_text();
    assert_eq!(of(&["T1"]), "100.0% (1 of 1)");
    assert_eq!(of(&["T1", "T2"]), "50.0% (1 of 2)");
}

#[test]
fn an_event_with_a_team_of_its_own_keeps_it() {
    let w = World::new("measure m \"M\"\n  number of referrals in the month\n  by team\n", TEAMS);
    assert_eq!(groups(&w.measured("2026-01-31"), 0), ["T2 1"]);
    // The same when only one team is asked for.
    let of = |team: &str| w.measured_of("2026-01-31", &[team]).figure.unwrap().text();
    assert_eq!((of("T1").as_str(), of("T2").as_str()), ("0", "1"));
}

#[test]
fn a_case_that_nobody_holds_is_no_teams_whatever_its_record_says() {
    // k3 is with nobody. As in every list, its case is no team's; the plan itself names T1, and is counted there.
    let lines = TEAMS.replace("category=neglect distance=40", "category=neglect distance=40 team=T1");
    let case = "measure m \"M\"\n  percentage of cases of visits open that are overdue\n  by team\n";
    let w = World::new(case, &lines);
    let m = w.measured("2026-02-10");
    assert_eq!(groups(&m, 0), ["T1 0.0% (0 of 1)", "T2 100.0% (1 of 1)", "? 100.0% (1 of 1)"]);
    assert_eq!(w.measured_of("2026-02-10", &["T1"]).figure.unwrap().long_text(), "0.0% (0 of 1)");
    let w = World::new("measure m \"M\"\n  number of plans open\n  by team\n", &lines);
    assert_eq!(groups(&w.measured("2026-02-10"), 0), ["T1 2", "T2 1"]);
}

#[test]
fn bands_begin_at_their_numbers() {
    let w = World::new(
        "measure m \"M\"\n  number of plans open\n  by distance in bands from (4, 12, 40)\n",
        &format!("{TEAMS}\nplan p4 k3 2026-01-06"),
    );
    assert_eq!(
        groups(&w.measured("2026-01-31"), 0),
        ["under 4 1", "12 to under 40 1", "40 and over 1", "? 1"]
    );
}

#[test]
fn a_share_is_of_them_all_and_then_within_each_other_split() {
    let w =
        World::new("measure m \"M\"\n  share of plans open\n  by category, team\n  over 2 months\n", TEAMS);
    let m = w.measured("2026-01-31");
    assert_eq!(m.figure.as_ref().unwrap().text(), "3");
    assert_eq!(groups(&m, 0), ["harm 33.3% (1 of 3)", "neglect 66.7% (2 of 3)"]);
    assert_eq!(
        groups(&m, 1),
        ["T1: neglect 100.0% (1 of 1)", "T2: harm 100.0% (1 of 1)", "not known: neglect 100.0% (1 of 1)"]
    );
    assert_eq!(m.series.len(), 2);
    assert_eq!(m.series[1].groups.len(), 2);
    assert!(m.series[0].groups.is_empty(), "in December there was none");
}

#[test]
fn a_series_stands_at_month_ends_and_on_the_day() {
    let w = World::new("measure m \"M\"\n  number of plans open\n  over 3 months\n", TEAMS);
    let m = w.measured("2026-02-10");
    let points: Vec<(i32, String)> =
        m.series.iter().map(|p| (p.day, p.figure.as_ref().unwrap().text())).collect();
    let expected = [("2025-12-31", "0"), ("2026-01-31", "3"), ("2026-02-10", "3")];
    assert_eq!(points, expected.map(|(d, n)| (day(d), n.to_owned())));
    assert_eq!(m.last_month.figure.unwrap().text(), "3");
    // Weeks go back from the day itself.
    let w = World::new("measure m \"M\"\n  number of plans open\n  over 2 weeks\n", TEAMS);
    let days: Vec<i32> = w.measured("2026-01-08").series.iter().map(|p| p.day).collect();
    assert_eq!(days, [day("2026-01-01"), day("2026-01-08")]);
}

#[test]
fn an_allocation_that_names_no_worker_or_no_team_gives_none() {
    let lines = "
    team T1 - - service=north
    worker ann - - team=T1
    allocation a1 k1 2026-01-01..2026-01-20 team=T1
    allocation a2 k1 2026-01-20 worker=ann
    plan p1 k1 2026-01-05 team=T1
";
    let w = World::new("measure m \"M\"\n  number of plans open\n  by team, worker\n", lines);
    let records = w.records();
    let by = Attribution::new(&records.vocabulary).unwrap();
    let row = |kind: &str, id: &str| records.find(records.vocabulary.kind_named(kind).unwrap(), id);
    let child = row("child", "k1").unwrap();
    let first = Holder { team: row("team", "T1"), worker: None };
    let second = Holder { team: None, worker: row("worker", "ann") };
    for (on, expected) in [("2026-01-10", first), ("2026-01-20", second)] {
        assert_eq!(by.holder(records, child, day(on)), expected);
        assert_eq!(Holders::of(&by, records, (child, child)).at(child, day(on)), expected);
    }
    // Held by a worker who is named without a team, the plan goes to the team that it names itself.
    let m = w.measured("2026-01-31");
    assert_eq!((groups(&m, 0), groups(&m, 1)), (vec!["T1 1".to_owned()], vec!["ann 1".to_owned()]));
}

#[test]
fn what_is_asked_once_and_cannot_be_told_stays_with_who_held_it_then() {
    // k1 was with T1 until 20 January. Whether the plan is one of them cannot be told; neither can it of the referral; the
    // review within two weeks is no question asked once: its plan is with whoever holds the child.
    let lines = TEAMS.replace("plan p1 k1 2026-01-05 category=harm", "plan p1 k1 2026-01-05");
    let of = |id: &str| {
        let rule = format!(
            "measure m \"M\"\n  number of cases of {id} opened between 1 January 2026 and 31 January 2026\n  by team\n"
        );
        groups(&World::new(&rule, &lines).measured("2026-02-10"), 0)
    };
    assert_eq!(of("harm-near"), ["T1 1"]);
    assert_eq!(of("referral-seen"), ["T1 1"]);
    assert_eq!(of("harm-reviewed"), ["T2 1"]);
}
