//! Averages, totals, medians, the highest, moves, targets and digits.

use crate::world::World;
use duecare::lang::checked::{Colour, Literal, Target};
use duecare::measure::{Fraction, aims, shown};
use duecare::record::Row;
use duecare::report::{Naming, record_name};

/// ann has three children, bob one, cat none (one is open only on paper, its last day gone); dan's role is not known.
const STAFF: &str = "
    team T1 - - service=north locality=Hill
    team T2 - - service=south
    worker ann - - team=T1 role=sw
    worker bob - - team=T2 role=sw
    worker cat - - team=T2 role=sw
    worker dan - - team=T2
    allocation a1 k1 2026-01-05 worker=ann team=T1 role=sw
    allocation a2 k2 2026-01-05 worker=ann team=T1 role=sw
    allocation a3 k3 2026-01-05 worker=ann team=T1 role=sw
    allocation a4 k3 2026-01-06 worker=ann team=T1 role=sw
    allocation a5 k4 2026-01-05 worker=bob team=T2 role=sw
    allocation a6 k5 2025-01-05..2026-01-31 worker=cat team=T2 role=sw
    allocation a7 k6 2026-01-05 worker=dan team=T2 role=sw
    action x1 - -
";

const LOAD: &str =
    "number of allocations open where role is sw, each child once for each worker where role is sw";

fn staff(shows: &str) -> World {
    World::new(&format!("measure m \"M\"\n  {shows}\n"), STAFF)
}

#[test]
fn average_total_median_and_highest() {
    // 3, 1 and 0 on 31 January; dan cannot be told.
    assert_eq!(staff(&format!("average of {LOAD}")).told("2026-01-31"), "1.3 (4 over 3), 1 cannot tell");
    assert_eq!(staff(&format!("total of {LOAD}")).told("2026-01-31"), "4, 1 cannot tell");
    assert_eq!(staff(&format!("median of {LOAD}")).told("2026-01-31"), "1.0, 1 cannot tell");
    assert_eq!(staff(&format!("highest of {LOAD}")).told("2026-01-31"), "3, 1 cannot tell");
    // The numerator is the sum, the denominator those of whom it is known.
    let parts = |shows: &str| {
        let f = staff(&format!("{shows} of {LOAD}")).figure("2026-01-31");
        (f.hits.as_f64(), f.of.as_f64())
    };
    assert_eq!((parts("average"), parts("total"), parts("highest")), ((4.0, 3.0), (4.0, 3.0), (3.0, 3.0)));
    // The day before cat still has one: 3, 1, 1. The median of an even number lies between the two in the middle.
    assert_eq!(staff(&format!("average of {LOAD}")).told("2026-01-30"), "1.7 (5 over 3), 1 cannot tell");
    let even = "median of number of allocations open for each worker";
    // Rows, not children: ann 4, bob 1, cat 0, dan 1. In order 0, 1, 1, 4.
    assert_eq!(staff(even).told("2026-01-31"), "1.0");
    assert_eq!(
        World::new(
            "measure m \"M\"\n  median of distance for each plan open\n",
            "plan a k 2026-01-01 distance=1\nplan b k 2026-01-01 distance=4"
        )
        .told("2026-01-31"),
        "2.5"
    );
}

#[test]
fn the_highest_are_named_in_order() {
    let w = staff(&format!("highest 2 of {LOAD}"));
    let m = w.measured("2026-01-31");
    let tops: Vec<String> = m.highest.iter().map(|t| format!("{} {}", w.id(t.row), t.digits)).collect();
    assert_eq!(tops, ["ann 3", "bob 1"]);
}

#[test]
fn a_figure_may_be_chosen_by_condition() {
    let w = World::new(
        "measure m \"M\"\n  average of 0 where category is harm,\n             days from the start to the end otherwise\n    for each plan ended in the month\n",
        // harm: 0; the other 1 to 11 January: 10 days. (0 + 10) / 2.
        "plan a k 2026-01-01..2026-01-21 category=harm\nplan b k 2026-01-01..2026-01-11 category=neglect",
    );
    assert_eq!(w.told("2026-01-31"), "5.0 (10 over 2)");
}

#[test]
fn days_in_the_month_are_counted_up_to_the_day() {
    // k: 30 January to 3 February is open at the close of five days, of 30 and 31 January and 1 and 2 February: in
    // February two; the one that began on the 26th and is open: 26, 27, 28. Five in all.
    let w = World::new(
        "measure m \"M\"\n  total of number of days of plans open in the month for each child\n",
        "plan a k 2026-01-30..2026-02-03\nplan b k 2026-02-26",
    );
    assert_eq!(w.told("2026-02-28"), "5");
}

#[test]
fn moves_go_from_the_close_of_the_month_before_to_now() {
    let w = World::new(
        "measure m \"M\"\n  moves of rating for each action in the month\n",
        "action x - -
         action y - -
         action z - -
         rating-span r1 x 2026-01-01 rating=red
         rating-span r2 x 2026-02-01 rating=green
         rating-span r3 y 2026-01-15 rating=red
         rating-span r4 z 2026-02-20 rating=amber
         rating-span r5 y 2026-03-01 rating=green",
    );
    let m = w.measured("2026-02-28");
    let pair = |v: &duecare::measure::MoveCount| {
        format!("{} {} {}", v.from.as_deref().unwrap_or("-"), v.to.as_deref().unwrap_or("-"), v.number)
    };
    // x changed on the first of February, which is in February; y stayed; z is new. Two of three moved.
    assert_eq!(m.moves.iter().map(pair).collect::<Vec<_>>(), ["- amber 1", "red green 1", "red red 1"]);
    assert_eq!(m.figure.unwrap().digits, "2");
}

fn target(colour: Colour, at_least: bool, percent: f64) -> Target {
    Target { colour, at_least, value: Literal::Percent(percent), by: None }
}

#[test]
fn digits_never_reach_a_target_that_the_fraction_does_not() {
    let most = |n: i128, of: i128| Fraction::new(n * 100, of).unwrap();
    let green = [target(Colour::Green, true, 90.0)];
    // 8996 of 10000 is 89.96: rounded 90.0, shown 89.9.
    assert_eq!(shown(most(8996, 10_000), 1, &green), "89.9");
    assert_eq!(shown(most(8996, 10_000), 1, &[]), "90.0");
    assert_eq!(shown(most(9, 10), 1, &green), "90.0");
    assert_eq!(shown(most(8996, 10_000), 0, &green), "89");
    // At most 4%: 4.04 is over it and is not shown as 4.0.
    let low = [target(Colour::Green, false, 4.0)];
    assert_eq!(shown(most(404, 10_000), 1, &low), "4.1");
    assert_eq!(shown(most(4, 100), 1, &low), "4.0");
    // A threshold finer than the digits: 97.24 rounds to 97.2, 97.249 of 97.25 too.
    let fine = [target(Colour::Green, true, 97.25)];
    assert_eq!(shown(most(97_249, 100_000), 1, &fine), "97.2");
    assert_eq!(shown(most(97_249, 100_000), 2, &fine), "97.24");
    // Halves go away from zero.
    assert_eq!(shown(Fraction::new(-25, 100).unwrap(), 1, &[]), "-0.3");
}

#[test]
fn of_several_targets_the_next_to_come_counts() {
    let by = |text: &str, percent| Target {
        by: Some(crate::world::day(text)),
        ..target(Colour::Green, true, percent)
    };
    let all = [by("2026-03-31", 80.0), by("2027-03-31", 90.0)];
    let on = |text: &str| aims(&all, crate::world::day(text))[0].value.clone();
    assert_eq!(on("2026-03-31"), Literal::Percent(80.0));
    assert_eq!(on("2026-04-01"), Literal::Percent(90.0));
    assert_eq!(on("2028-01-01"), Literal::Percent(90.0));
}

#[test]
fn colours_are_words() {
    let plans = |far: usize| -> String {
        (0..10)
            .map(|i| format!("plan p{i} k{i} 2026-01-01 distance={}\n", if i < far { 30 } else { 5 }))
            .collect()
    };
    let told = |far| {
        let rules = "measure m \"M\"\n  percentage of plans open that satisfy distance is over 20\n  green at most 20%\n  amber at most 30%\n";
        World::new(rules, &plans(far)).told("2026-01-31")
    };
    assert_eq!(told(2), "20.0% (2 of 10), green");
    assert_eq!(told(3), "30.0% (3 of 10), amber");
    assert_eq!(told(4), "40.0% (4 of 10), red");
}

#[test]
fn precision_is_the_measures_own() {
    let rules = "measure m \"M\"\n  percentage of plans open that satisfy distance is over 20\n  shown to 2 decimal places\n";
    let w = World::new(
        rules,
        "plan a k 2026-01-01 distance=30\nplan b k 2026-01-01 distance=1\nplan c k 2026-01-01 distance=1",
    );
    assert_eq!(w.told("2026-01-31"), "33.33% (1 of 3)");
}

/// Over HTTP a worker or team goes by its id, whoever else by a key that tells nothing.
#[test]
fn who_is_neither_worker_nor_team_is_called_by_key() {
    let w = World::new("measure m \"M\"\n  total of number of plans open for each child\n", STAFF);
    let key = |_: Row| "key".to_owned();
    let called = |kind: &str| {
        let kind = w.records().vocabulary.kind_named(kind).unwrap();
        record_name(w.records(), Row { kind, row: 0 }, Naming::Keys(&key))
    };
    assert_eq!(
        ["child", "action", "allocation", "worker", "team"].map(called),
        ["key", "key", "key", "ann", "T1"]
    );
    let own = |kind: &str| {
        record_name(
            w.records(),
            Row { kind: w.records().vocabulary.kind_named(kind).unwrap(), row: 0 },
            Naming::Ids,
        )
    };
    assert_eq!(["child", "allocation", "worker"].map(own), ["k1", "k1", "ann"]);
}
