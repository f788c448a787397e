//! A figure as at a day is the same whether the records end there or go on: nothing dated later is looked at.

use crate::world::{World, day, groups};
use duecare::calendar::{Amount, Unit, parse_iso, to_iso};
use duecare::measure::{Measured, RatePeriod, Rates, Request};

const MEASURES: &str = "
measure a1 \"x\"
  percentage of cases of visits due in the month that are met
  by team
  over 3 months
measure a2 \"x\"
  percentage of cases of visits open that are in time
  by worker, category
measure a3 \"x\"
  percentage of cases of visits done in the last 2 weeks that are not late
measure a4 \"x\"
  number of cases of held opened in the month
measure a5 \"x\"
  percentage of cases of held open that are overdue
measure a6 \"x\"
  percentage of cases of few-visits due in the month that are met
measure a7 \"x\"
  percentage of cases of held due in the month that are late or overdue
measure b1 \"x\"
  number of plans open, each child once
  by age in bands from (0, 5, 16)
measure b2 \"x\"
  percentage of plans ended in the quarter that last at least 3 weeks
measure b3 \"x\"
  percentage of plans open that have no breach of visits
measure b4 \"x\"
  share of plans started in the last 6 weeks
  by category, team
measure b5 \"x\"
  percentage of plans open where it has lasted at least 2 weeks that satisfy has a visit in the last 4 weeks
measure b6 \"x\"
  number of joined plans open where it has lasted at least 5 weeks
measure c1 \"x\"
  average of number of allocations open, each child once for each worker
  by team
measure c2 \"x\"
  highest 2 of number of days of plans open in the month for each child
measure c3 \"x\"
  moves of rating for each action in the month
measure c4 \"x\"
  median of days from the start to as-at for each plan open
";

const LINES: &str = "
    team T1 - -
    team T2 - -
    worker w1 - - team=T1
    worker w2 - - team=T2
    action x - -
    action y - -
    child ann - - born=2020-02-10
    child bob - - born=2026-01-20
    child cat - -
    plan p1 ann 2026-01-05..2026-02-12 category=neglect
    plan p2 ann 2026-02-12 category=harm
    plan p3 bob 2026-01-20..2026-02-17 category=neglect
    plan p4 cat 2026-01-12
    plan p5 dan 2026-01-15..2026-03-05 category=harm
    visit v1 ann 2026-01-20 seen=yes
    visit v2 ann 2026-02-25 seen=yes
    visit v3 bob 2026-02-10
    visit v4 cat 2026-01-14 seen=yes
    visit v5 cat 2026-01-16 seen=yes
    visit v6 cat 2026-03-02 seen=no
    visit v7 dan 2026-02-12 seen=yes
    review r1 ann 2026-01-18
    allocation a1 ann 2026-01-05..2026-01-30 worker=w1 team=T1
    allocation a2 ann 2026-02-02 worker=w2 team=T2
    allocation a3 bob 2026-01-20..2026-02-10 worker=w1 team=T1
    allocation a4 cat 2026-01-12..2026-01-22 worker=w2 team=T2
    allocation a5 cat 2026-02-01..2026-02-20 worker=w2 team=T2
    allocation a6 dan 2026-01-16 worker=w1 team=T1
    rating-span s1 x 2026-01-01..2026-02-03 rating=red
    rating-span s2 x 2026-02-03 rating=green
    rating-span s3 y 2026-02-14 rating=amber
";

/// The lines as they stood on a day: what starts later is not there, what ends later has not ended.
fn as_at(day: i32) -> String {
    let later = |text: &str| parse_iso(text).is_some_and(|d| d > day);
    let mut out = String::new();
    for line in LINES.lines().filter(|l| !l.trim().is_empty()) {
        let mut words: Vec<String> = line.split_whitespace().map(str::to_owned).collect();
        let (first, last) = words[3].split_once("..").unwrap_or((&words[3], ""));
        if later(first) {
            continue;
        }
        words[3] = if last.is_empty() || later(last) { first.to_owned() } else { words[3].clone() };
        words.retain(|w| !w.starts_with("born=") || !later(w.trim_start_matches("born=")));
        out += &words.join(" ");
        out += "\n";
    }
    out
}

fn all(w: &World, m: &Measured) -> Vec<String> {
    let mut out = vec![m.figure.as_ref().map_or_else(|e| e.words(), |f| f.told())];
    (0..m.by.len()).for_each(|i| out.extend(groups(m, i)));
    out.extend(m.series.iter().map(|p| p.figure.as_ref().map_or_else(|e| e.words(), |f| f.told())));
    out.extend(m.highest.iter().filter(|t| t.digits != "0").map(|t| format!("{} {}", w.id(t.row), t.digits)));
    out.extend(m.moves.iter().map(|v| format!("{:?} {:?} {}", v.from, v.to, v.number)));
    out
}

#[test]
fn no_figure_looks_at_what_comes_later() {
    let whole = World::new(MEASURES, LINES);
    let (first, last) = (parse_iso("2026-01-04").unwrap(), parse_iso("2026-03-20").unwrap());
    let mut seen = 0;
    for day in first..=last {
        let cut = World::new(MEASURES, &as_at(day));
        let day = to_iso(day);
        for (a, b) in whole.all_measured(&day).iter().zip(cut.all_measured(&day)) {
            assert_eq!(all(&whole, a), all(&cut, &b), "{} as at {day}", a.id);
            seen += 1;
        }
    }
    assert_eq!(seen, 17 * 76);
}

#[test]
fn no_rate_looks_at_what_comes_later() {
    let whole = World::new(MEASURES, LINES);
    let (first, last) = (parse_iso("2026-01-12").unwrap(), parse_iso("2026-03-20").unwrap());
    let mut seen = 0;
    for day in first..=last {
        let cut = World::new(MEASURES, &as_at(day));
        for id in ["visits", "calls", "reviews", "few-visits", "held", "spell-visits", "spell-held"] {
            let rates = |w: &World| w.rates(id, &to_iso(day - 20), &to_iso(day));
            let told = |w: &World, all: &Rates| -> Vec<_> {
                let ids = |p: &RatePeriod| p.reopened.iter().map(|r| w.id(r.record)).collect::<Vec<_>>();
                all.periods.iter().map(|p| (p.subjects, p.days, p.duties, p.longest, ids(p))).collect()
            };
            let (a, b) = (rates(&whole), rates(&cut));
            assert_eq!(told(&whole, &a), told(&cut, &b), "{id} as at {}", to_iso(day));
            seen += a.periods.iter().map(|p| p.days.scope()).sum::<u64>();
        }
    }
    assert!(seen > 10_000, "{seen}");
}

#[test]
fn a_series_is_what_each_day_said_on_its_own() {
    let w = World::new(MEASURES, LINES);
    for m in w.all_measured("2026-03-10").iter().filter(|m| !m.series.is_empty()) {
        for p in &m.series {
            let then = w.all_measured(&to_iso(p.day));
            let same = then.iter().find(|x| x.id == m.id).unwrap();
            assert_eq!(p.figure, same.figure, "{} as at {}", m.id, to_iso(p.day));
        }
    }
}

#[test]
fn every_measure_has_a_series_where_one_is_asked_for() {
    let w = World::new(MEASURES, LINES);
    let months = Some(Amount::new(4, Unit::Months));
    let request = Request { as_at: day("2026-03-10"), over: months, ..Request::default() };
    let asked = w.asked(&request);
    assert!(asked.iter().any(|m| w.own(&m.id).is_none()), "one that has no series of its own");
    for m in &asked {
        let days: Vec<String> = m.series.iter().map(|p| to_iso(p.day)).collect();
        assert_eq!(days, ["2025-12-31", "2026-01-31", "2026-02-28", "2026-03-10"], "{}", m.id);
        for p in &m.series {
            let then = w.all_measured(&to_iso(p.day));
            let same = then.iter().find(|x| x.id == m.id).unwrap();
            assert_eq!(p.figure, same.figure, "{} as at {}", m.id, to_iso(p.day));
        }
    }
}
