//! Our own facts: due days and relations worked out by hand, each with its reason, and what holds of every sum.

use super::day;
use super::dues::{Counted, dues};
use super::tally::{Answered, held};
use super::trials::{Stretch, Trial, asked};
use duecare::calendar::{ALWAYS, AddOptions, Amount, Calendar, NEVER, Reach, Unit, to_iso};
use duecare::import::england_calendar;
use duecare::judge::Tri;
use std::collections::{BTreeMap, BTreeSet};

fn lines(text: &str) -> Vec<Vec<String>> {
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    reader.records().map(|r| r.unwrap().iter().map(str::to_owned).collect()).collect()
}

#[test]
fn due_days_are_those_worked_out_by_hand() {
    let lines = lines(include_str!("due.csv"));
    let counted: Vec<Counted> =
        lines.iter().map(|l| Counted { from: day(&l[0]), timing: l[1].clone() }).collect();
    let answers: Vec<Answered> = lines
        .iter()
        .zip(dues(&counted, &england_calendar()))
        .map(|(l, (lo, hi))| Answered {
            id: format!("{} {}", l[0], l[1]),
            words: l[3].clone(),
            expected: l[2].clone(),
            said: if lo == hi { to_iso(lo) } else { format!("{} to {}", to_iso(lo), to_iso(hi)) },
        })
        .collect();
    held("our own due days", &answers, 25, &[]);
}

#[test]
fn relations_are_those_worked_out_by_hand() {
    let lines = lines(include_str!("relations.csv"));
    let trial = |l: &Vec<String>| {
        let one = |i: usize| Some(l[i].as_str()).filter(|t| !t.is_empty());
        let yes_no = |i: usize| one(i).map(|t| t == "yes");
        Trial {
            condition: l[0].clone(),
            it: one(1).map_or(Some((0, 0)), |t| Some(stretch(t))),
            other: one(2).map(stretch),
            x: one(3).map(day),
            y: one(4).map(day),
            born: one(5).map(day),
            p: yes_no(6),
            q: yes_no(7),
            m: None,
        }
    };
    let trials: Vec<Trial> = lines.iter().map(trial).collect();
    let answers: Vec<Answered> = lines
        .iter()
        .zip(asked(&trials))
        .map(|(l, said)| Answered {
            id: l[..8].join(" "),
            words: l[9].clone(),
            expected: l[8].clone(),
            said: match said {
                Tri::Yes => "yes",
                Tri::No => "no",
                Tri::Unknown => "unknown",
            }
            .to_owned(),
        })
        .collect();
    held("our own relations", &answers, 50, &[]);
}

/// `2026-01-05 to 2026-01-09`, or `2026-01-05 to` for one that is open.
fn stretch(text: &str) -> Stretch {
    let (from, to) = text.split_once(" to").unwrap();
    (day(from), if to.is_empty() { NEVER } else { day(to.trim()) })
}

const UNITS: [Unit; 5] = [Unit::Days, Unit::Weeks, Unit::Months, Unit::Years, Unit::WorkingDays];

#[test]
fn a_later_day_never_gives_an_earlier_sum_and_counting_back_undoes_counting() {
    let calendar = england_calendar();
    let amounts = |unit| [1, 2, 5, 11, 45].map(|n| Amount::new(n, unit));
    for amount in UNITS.into_iter().flat_map(amounts) {
        for d in day("2015-12-20")..day("2021-03-10") {
            let (here, next) = (calendar.add_plain(d, amount), calendar.add_plain(d + 1, amount));
            assert!(here.lo <= next.lo && here.lo == here.hi, "{amount} after {}", to_iso(d));
            let back = calendar.sub(d, amount).lo;
            let early = |x| calendar.add_plain(x, amount).lo <= d;
            assert!(early(back) && !early(back + 1), "{amount} before {}", to_iso(d));
        }
    }
}

#[test]
fn a_calendar_that_runs_out_says_how_far_it_knows() {
    let first = day("2026-01-01");
    let calendar = Calendar::new(first, day("2026-01-31"), BTreeMap::new(), BTreeSet::new()).unwrap();
    let ten = Amount::new(10, Unit::WorkingDays);
    let (none, counting) = (AddOptions::default(), AddOptions { counting: true, roll: false });
    assert_eq!(calendar.add(day("2026-01-05"), ten, none), Reach::exact(day("2026-01-19")));
    assert_eq!(calendar.add(day("2026-01-20"), ten, none), Reach { lo: day("2026-01-31"), hi: NEVER });
    assert_eq!(calendar.add(day("2026-02-10"), ten, none), Reach { lo: day("2026-02-10"), hi: NEVER });
    assert_eq!(calendar.add(day("2025-12-10"), ten, none), Reach { lo: day("2025-12-10"), hi: NEVER });
    assert_eq!(calendar.add(first, Amount::new(1, Unit::WorkingDays), counting), Reach::exact(first));
    let weeks = Amount::new(2, Unit::Weeks);
    assert_eq!(calendar.add(day("2026-01-20"), weeks, none), Reach::exact(day("2026-02-03")));
}

#[test]
fn closures_and_terms_are_counted_as_the_authority_says() {
    let closed = BTreeSet::from([day("2026-01-07")]);
    let new_year = BTreeMap::from([(day("2026-01-01"), "New Year's Day".to_owned())]);
    let mut calendar = Calendar::new(day("2025-12-01"), day("2026-12-31"), new_year, closed).unwrap();
    let two = Amount::new(2, Unit::WorkingDays);
    assert_eq!(
        calendar.add_plain(day("2026-01-05"), two).lo,
        day("2026-01-08"),
        "the office was closed on the 7th"
    );
    assert_eq!(
        calendar.add_plain(day("2025-12-31"), two).lo,
        day("2026-01-05"),
        "New Year's Day and a weekend"
    );
    let terms = [(day("2026-01-05"), day("2026-02-13")), (day("2026-02-23"), day("2026-03-27"))];
    calendar.set_school(&terms, &BTreeSet::from([day("2026-01-06")]));
    let school = |n| calendar.add_plain(day("2026-01-05"), Amount::new(n, Unit::SchoolDays)).lo;
    assert_eq!(
        school(1),
        day("2026-01-07"),
        "the school was closed on the 6th; the office's closure is not the school's"
    );
    assert_eq!(school(29), day("2026-02-23"), "half-term is left out");
    assert!(calendar.set_slots("term", vec![terms[1], terms[0]]).is_err(), "out of order");
    calendar.set_slots("term", terms.to_vec()).unwrap();
    assert_eq!(calendar.slots_end("term"), terms[1].1);
    assert_eq!(calendar.slot_of("term", day("2026-02-16")), None);
    assert_eq!(calendar.slot_of("term", day("2026-02-23")), Some(terms[1]));
    assert_eq!(calendar.slot_of("quarter", day("2026-05-31")), Some((day("2026-04-01"), day("2026-06-30"))));
}

#[test]
fn slots_that_no_file_gives_are_told_apart_from_those_that_are_not_known() {
    let (first, last) = (day("2026-01-01"), day("2026-12-31"));
    let calendar = Calendar::new(first, last, BTreeMap::new(), BTreeSet::new()).unwrap();
    // Monday to Sunday: the first of January 2026 is a Thursday.
    assert_eq!(calendar.slot_of("week", first), Some((day("2025-12-29"), day("2026-01-04"))));
    assert_eq!(calendar.slots_from("week", first, day("2026-01-12")).len(), 2);
    // The slot that holds the last day of the calendar is known to its end.
    assert_eq!(calendar.slots_end("week"), day("2027-01-03"));
    assert_eq!(calendar.slots_end("month"), last);
    assert_eq!(calendar.slots_end("collection-year"), day("2027-03-31"));
    // No terms are loaded: none is known.
    assert_eq!(calendar.slots_end("term"), ALWAYS);
    assert_eq!(calendar.slots_from("term", first, last), Vec::new());
}
