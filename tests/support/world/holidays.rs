//! Bank holidays of England, worked out from their rules and the proclamations.

use duecare::calendar::{Day, from_civil, is_weekend};
use std::collections::BTreeSet;

/// The bank holidays of the years `first..=last` (2000 to 2030 are right).
pub(crate) fn england(first: i32, last: i32) -> BTreeSet<Day> {
    let mut out = BTreeSet::new();
    for year in first..=last {
        let on = |m, d| from_civil(year, m, d).expect("a real day");
        let easter = easter_sunday(year);
        out.insert(next_working(on(1, 1), &[]));
        out.extend([easter - 2, easter + 1]);
        out.insert(if year == 2020 { on(5, 8) } else { monday_from(on(5, 1)) });
        out.insert(match year {
            2002 | 2012 => on(6, 4),
            2022 => on(6, 2),
            _ => monday_from(on(5, 25)),
        });
        out.insert(monday_from(on(8, 25)));
        let (christmas, boxing) = (on(12, 25), on(12, 26));
        let kept: Vec<Day> = [christmas, boxing].into_iter().filter(|d| !is_weekend(*d)).collect();
        out.extend(&kept);
        let mut taken = kept.clone();
        for _ in kept.len()..2 {
            let moved = next_working(on(12, 27), &taken);
            taken.push(moved);
            out.insert(moved);
        }
    }
    let once = [(2002, 6, 3), (2011, 4, 29), (2012, 6, 5), (2022, 6, 3), (2022, 9, 19), (2023, 5, 8)];
    for (y, m, d) in once.into_iter().filter(|x| (first..=last).contains(&x.0)) {
        out.insert(from_civil(y, m, d).expect("a real day"));
    }
    out
}

fn next_working(mut day: Day, taken: &[Day]) -> Day {
    while is_weekend(day) || taken.contains(&day) {
        day += 1;
    }
    day
}

fn monday_from(mut day: Day) -> Day {
    // 5 January 1970 was a Monday.
    while (day - 4).rem_euclid(7) != 0 {
        day += 1;
    }
    day
}

fn easter_sunday(year: i32) -> Day {
    // The computus of the Book of Common Prayer, in Butcher's form.
    let (a, b, c) = (year % 19, year / 100, year % 100);
    let (d, e) = (b / 4, b % 4);
    let g = (8 * b + 13) / 25;
    let h = (19 * a + b - d - g + 15) % 30;
    let (i, k) = (c / 4, c % 4);
    let l = (32 + 2 * e + 2 * i - h - k) % 7;
    let m = (a + 11 * h + 19 * l) / 433;
    let n = (h + l - 7 * m + 90) / 25;
    let p = (h + l - 7 * m + 33 * n + 19) % 32;
    from_civil(year, n as u32, p as u32).expect("Easter is a real day")
}
