//! What stands in a report: sides by the rule or by hand, standings, small numbers, moves, what is printed.

use crate::made::{beside, count, england, measured, moved, paper, percent, rows, split, told};
use duecare::measure::{Children, Figure, Measured, Missing, MoveCount, Side, Way};
use duecare::paper::Printed;
use std::collections::BTreeMap;

const SIDES: &str = "[[section.block]]\nsort = \"better-and-focus\"\ntitle = \"B\"\n";

fn side(row: &str, m: Measured) -> String {
    let paper = paper(&format!("{SIDES}rows = [{{ {row} }}]"), &[m], false);
    told(&paper)[0].0.clone()
}

/// `seen` without its target, against a comparator or not.
fn untargeted(now: Figure, last: Option<Figure>, compare: Option<f64>) -> Measured {
    let m = measured("seen", now, last);
    Measured { targets: Vec::new(), compare: compare.map(england).unwrap_or_default(), ..m }
}

#[test]
fn a_side_is_told_by_target_else_comparator_and_never_by_last_month_alone() {
    let (better, focus, neither) = ("B: better or maintained", "B: area of focus", "B: neither");
    let on = |hits| measured("seen", percent(hits, 100, Some(90.0)), Some(percent(95, 100, Some(90.0))));
    assert_eq!(side("measure = \"seen\"", on(90)), better);
    assert_eq!(side("measure = \"seen\"", on(89)), focus, "off target, whatever last month was");
    // 2 below England is maintained, 3 is not; a measure of which less is better the other way round.
    let beside = |hits| untargeted(percent(hits, 100, None), None, Some(80.0));
    assert_eq!(side("measure = \"seen\", better = \"higher\"", beside(78)), better);
    assert_eq!(side("measure = \"seen\", better = \"higher\"", beside(77)), focus);
    assert_eq!(side("measure = \"seen\", better = \"lower\"", beside(82)), better);
    assert_eq!(side("measure = \"seen\", better = \"lower\"", beside(83)), focus);
    let last = |hits| untargeted(percent(hits, 100, None), Some(percent(60, 100, None)), None);
    assert_eq!(side("measure = \"seen\", better = \"higher\"", last(99)), neither);
    assert_eq!(side("measure = \"seen\", better = \"higher\"", last(7)), neither);
    // No way is better, nothing to hold it against, no figure: neither side.
    assert_eq!(side("measure = \"seen\"", last(58)), neither);
    let alone = untargeted(percent(58, 100, None), None, None);
    assert_eq!(side("measure = \"seen\", better = \"higher\"", alone), neither);
    let missing = Measured { figure: Err(Missing::NotInSource(vec!["visit".to_owned()])), ..on(90) };
    assert_eq!(side("measure = \"seen\"", missing), neither);
    // What is hidden is not told by its side either.
    let few = paper(
        &format!("{SIDES}rows = [{{ measure = \"seen\" }}]"),
        &[measured("seen", percent(3, 3, Some(90.0)), None)],
        true,
    );
    assert_eq!(told(&few)[0].0, neither);
    // By hand it stands where it is put, with the reason.
    let by_hand = "measure = \"seen\", placed = \"focus\", because = \"as they had it\"";
    assert_eq!(side(by_hand, on(99)), focus);
    let told = paper(&format!("{SIDES}rows = [{{ {by_hand} }}]"), &[on(99)], false);
    assert_eq!(told.sections[0].blocks[0].lines, ["Set here by hand, as they had it."]);
    assert!(told.notes[0].contains("no worse than England by more than 2"), "{:?}", told.notes);
    // What the authority sets by hand goes before the layout.
    let why = "agreed by the board".to_owned();
    let way = Way { placed: Some((Side::Better, why)), ..Way::default() };
    assert_eq!(side(by_hand, Measured { way, ..on(70) }), better);
}

#[test]
fn a_standing_is_yellow_off_target_but_better_and_grey_without_a_figure() {
    let standing = |m: Measured| {
        let paper = paper(
            "[[section.block]]\nsort = \"figures\"\ntitle = \"B\"\nrows = [{ measure = \"seen\" }]",
            &[m],
            false,
        );
        let row = told(&paper)[0].1[0].clone();
        row.split("standing=").nth(1).unwrap_or_default().to_owned()
    };
    let m = |now, last| measured("seen", percent(now, 100, Some(90.0)), Some(percent(last, 100, Some(90.0))));
    assert_eq!(standing(m(95, 50)), "green");
    assert_eq!(standing(m(85, 50)), "amber");
    assert_eq!(standing(m(70, 60)), "yellow");
    assert_eq!(standing(m(70, 70)), "red");
    assert_eq!(standing(measured("seen", percent(0, 0, Some(90.0)), None)), "grey");
    let gone = Measured { figure: Err(Missing::NotInSource(vec!["visit".to_owned()])), ..m(70, 70) };
    assert_eq!(standing(gone), "grey");
}

#[test]
fn others_figures_have_their_day_age_and_source_and_every_colour_its_rule() {
    let block = "[[section.block]]\nsort = \"figures\"\ntitle = \"B\"\nrows = [{ measure = \"seen\", better = \"higher\" }, { measure = \"posts\" }]\n";
    let seen = untargeted(percent(78, 100, None), Some(percent(60, 100, None)), Some(80.0));
    let made = paper(block, &[seen, measured("posts", count(9, false), None)], false);
    assert_eq!(
        told(&made)[0].1,
        [
            "measure=Children seen figure=78.0% number=78 out of=100 last month=60.0% England=80% standing=amber",
            "measure=Vacant posts figure=9 last month=none England=none",
        ]
    );
    assert_eq!(
        rows(&made.comparators),
        [
            "measure=seen whose=England figure=80% of=a year, to 31 March 2025, 10 months old source=The <statistics>"
        ]
    );
    let defined = rows(&made.definitions);
    assert!(
        defined[0].contains(
            "better=higher colour=green no worse than England (80); amber worse by up to 2; else red"
        ),
        "{defined:?}"
    );
    assert!(defined[1].contains("better=neither colour=none: nothing to hold it against"), "{defined:?}");
    assert!(made.notes.iter().any(|n| n.contains("grey, not reportable; blue, of an action, completed")));
}

#[test]
fn few_children_are_hidden_and_the_smallest_group_beside_one_of_them() {
    let figures = "[[section.block]]\nsort = \"figures\"\ntitle = \"B\"\nrows = [{ measure = \"seen\" }, { measure = \"visits\" }, { measure = \"posts\" }]\n";
    let all = |fit, of| {
        [
            measured("seen", percent(fit, of, Some(90.0)), Some(percent(3, 40, Some(90.0)))),
            measured("visits", count(4, true), None),
            measured("posts", count(2, false), None),
        ]
    };
    let shown = |fit, of, hide| told(&paper(figures, &all(fit, of), hide))[0].1.clone();
    // 3 of 40 seen, 37 of 40 seen, 3 of 3: each tells of few. Posts are no children.
    for (fit, of) in [(3, 40), (37, 40), (3, 3)] {
        let rows = shown(fit, of, true);
        assert!(
            rows[0].starts_with("measure=Children seen figure=few number=few out of=few last month=few"),
            "{rows:?}"
        );
        assert!(!rows[0].contains("standing"), "its colour would tell: {rows:?}");
        assert!(rows[1].starts_with("measure=Visits made figure=few"), "{rows:?}");
        assert!(rows[2].starts_with("measure=Vacant posts figure=2"), "{rows:?}");
    }
    // None at all, and six, are told.
    assert!(shown(0, 40, true)[0].contains("figure=0.0% number=0 out of=40"));
    assert!(shown(34, 40, true)[0].contains("figure=85.0% number=34 out of=40"));
    assert!(shown(3, 40, false)[0].contains("figure=7.5% number=3 out of=40 last month=7.5%"));

    let block = "[[section.block]]\nsort = \"split\"\ntitle = \"B\"\nmeasure = \"visits\"\nby = \"team\"\n";
    let by = |groups: &[(&str, Figure)], hide| {
        let m = Measured { by: vec![split("team", groups)], ..measured("visits", count(60, true), None) };
        told(&paper(block, &[m], hide))[0].1.clone()
    };
    let groups =
        [("T1", count(4, true)), ("T2", count(30, true)), ("T3", count(20, true)), ("T4", count(0, true))];
    assert_eq!(
        by(&groups, true),
        ["team=T1 figure=few", "team=T2 figure=30", "team=T3 figure=few", "team=T4 figure=0"]
    );
    assert_eq!(by(&groups, false)[0], "team=T1 figure=4");
    // In rows of a table of figures no group is told that a table of its own hides.
    let row = |team| format!("{{ measure = \"visits\", group = {{ by = \"team\", is = \"{team}\" }} }}");
    let rows = ["T1", "T2", "T3"].map(row).join(", ");
    let figures = format!("[[section.block]]\nsort = \"figures\"\ntitle = \"B\"\nrows = [{rows}]\n");
    let m = Measured { by: vec![split("team", &groups)], ..measured("visits", count(60, true), None) };
    let shown = told(&paper(&figures, &[m], true))[0].1.clone();
    let figure = |text: &String| text.split("figure=").nth(1).unwrap().split(' ').next().unwrap().to_owned();
    assert_eq!(shown.iter().map(figure).collect::<Vec<_>>(), ["few", "30", "few"], "{shown:?}");
    // Many visits of few children are of few children; nor is it told of how many it cannot be.
    let of_two = Figure { children: Some(Children { of: 2, fit: 2 }), ..percent(20, 20, None) };
    let mut untold = percent(3, 9, None);
    untold.tally.cannot_tell = 1;
    let rows = by(&[("T1", of_two), ("T2", untold)], true);
    assert!(rows.iter().all(|r| r.ends_with("figure=few number=few out of=few")), "{rows:?}");
    // Two that are hidden hide each other.
    let groups = [("T1", count(4, true)), ("T2", count(30, true)), ("T3", count(5, true))];
    assert_eq!(by(&groups, true), ["team=T1 figure=few", "team=T2 figure=30", "team=T3 figure=few"]);
}

#[test]
fn moves_are_a_matrix_with_what_each_value_gained() {
    let m = Measured {
        moves: vec![moved("amber", "green", 9), moved("amber", "amber", 4), moved("green", "red", 1)],
        ..measured("changes", count(10, false), None)
    };
    let paper =
        paper("[[section.block]]\nsort = \"moves\"\ntitle = \"B\"\nmeasure = \"changes\"\n", &[m], true);
    assert_eq!(
        told(&paper)[0].1,
        [
            "from \\ to=amber amber=4 green=9 left=9",
            "from \\ to=green red=1 left=1",
            "from \\ to=red left=0",
            "from \\ to=came amber=0 green=9 red=1",
            "from \\ to=net amber=-9 green=+8 red=+1",
        ]
    );
}

#[test]
fn moves_of_few_children_are_hidden_and_cannot_be_taken_from_sums() {
    let block = "[[section.block]]\nsort = \"moves\"\ntitle = \"B\"\nmeasure = \"changes\"\n";
    let of = |from, to, number, children| MoveCount { children: Some(children), ..moved(from, to, number) };
    let moves = vec![
        of("amber", "amber", 30, 30),
        of("amber", "green", 9, 9),
        of("amber", "red", 20, 20),
        of("green", "red", 3, 3),
        // Eight records of two children are of two children.
        of("red", "red", 8, 2),
        of("green", "green", 40, 40),
    ];
    let m = [Measured { moves, ..measured("changes", count(110, true), None) }];
    // green to red is of three children; the smallest other move goes with it, and each sum that holds one of them. Of
    // those that stayed, red goes with amber.
    assert_eq!(
        told(&paper(block, &m, true))[0].1,
        [
            "from \\ to=amber amber=few green=few red=20 left=few",
            "from \\ to=green green=40 red=few left=few",
            "from \\ to=red red=few left=0",
            "from \\ to=came amber=0 green=few red=few",
            "from \\ to=net amber=few green=few red=few",
        ]
    );
    assert_eq!(told(&paper(block, &m, false))[0].1[1], "from \\ to=green green=40 red=3 left=3");
}

#[test]
fn what_a_report_prints_stands_beside_what_is_worked_out() {
    let block = "[[section.block]]\nsort = \"figures\"\ntitle = \"B\"\nrows = [{ measure = \"seen\", places = 2, printed = \"s\" }]\n";
    let m = [measured("seen", percent(1, 3, None), Some(percent(1, 8, None)))];
    let hiding = |value: &str, last: &str, hidden: bool| {
        let printed = Printed { value: value.to_owned(), last: last.to_owned(), group: None };
        let map = BTreeMap::from([("s".to_owned(), printed)]);
        let row = told(&beside(block, &m, hidden, Some(&map)))[0].1[0].clone();
        row.split("the same=").nth(1).unwrap_or_default().to_owned()
    };
    let same = |value: &str, last: &str| hiding(value, last, false);
    for (value, last) in [("33.33%", "12.5%"), ("33.4%", "12.5%"), ("33.33%", "12.6%")] {
        assert_eq!(hiding(value, last, true), "few", "a hidden number is not told by comparing it");
    }
    assert_eq!(same("33.33%", "12.5%"), "yes");
    assert_eq!(same("33.3%", ""), "yes", "in as many places as are printed");
    assert_eq!(same("33.4%", "12.5%"), "no");
    assert_eq!(same("33.33%", "12.6%"), "no");
    assert_eq!(same("33.33%", "13%"), "yes", "a half is printed upwards");
    assert_eq!(same("", ""), "", "spoken of without a number");
}

#[test]
fn what_a_report_prints_of_a_group_stands_beside_it() {
    let block = "[[section.block]]\nsort = \"split\"\ntitle = \"B\"\nmeasure = \"seen\"\nby = \"team\"\n";
    let groups = [
        ("front-door", percent(9, 12, None)),
        ("care", percent(8, 12, None)),
        ("leavers", percent(2, 2, None)),
        ("court", percent(7, 14, None)),
    ];
    let m = Measured { by: vec![split("team", &groups)], ..measured("seen", percent(26, 40, None), None) };
    let of = |measure: &str, group: &str, value: &str| {
        let group = Some((measure.to_owned(), group.to_owned()));
        let printed = Printed { value: value.to_owned(), last: "1%".to_owned(), group };
        (format!("{measure} {value}"), printed)
    };
    let map = BTreeMap::from([
        of("seen", "front-door", "75.0%"),
        of("seen", "care", "66.8%"),
        of("seen", "leavers", "100%"),
        of("posts", "court", "50%"),
    ]);
    let beside_printed = |hide| {
        let rows = told(&beside(block, std::slice::from_ref(&m), hide, Some(&map)))[0].1.clone();
        rows.iter().map(|r| r.split_once(" out of=").unwrap().1.to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(
        beside_printed(false),
        [
            "12 printed=75.0% the same=yes",
            "12 printed=66.8% the same=no",
            "2 printed=100% the same=yes",
            "14",
        ]
    );
    assert_eq!(beside_printed(true)[2], "few printed=100% the same=few", "{:?}", beside_printed(true));
}
