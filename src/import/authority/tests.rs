use super::*;
use crate::calendar::{ALWAYS, Unit, parse_iso};
use crate::text::{Style, render_all};

fn read(text: &str) -> (AuthorityFile, String) {
    let mut sources = Sources::default();
    let (file, faults) = AuthorityFile::parse("a.toml", text, &mut sources);
    (file, render_all(&sources, &faults, Style::Plain))
}

#[test]
fn the_shipped_example_has_no_fault() {
    let (file, faults) = read(include_str!("../../../rules/authorities/example.toml"));
    assert_eq!(faults, "");
    let day = |s| parse_iso(s).unwrap();
    assert_eq!(file.calendar.working.counts(day("2024-12-27")), Some(false));
    assert_eq!(file.calendar.school.counts(day("2026-05-04")), Some(false), "early May bank holiday");
    assert_eq!(file.calendar.slots_from("term", day("2026-01-01"), day("2026-12-31")).len(), 3);
    let years = file.calendar.slots.get("collection-year").unwrap();
    assert_eq!((years.len(), years[0]), (15, (day("2015-04-01"), day("2016-03-31"))));
    assert_eq!(file.allocated_roles.len(), 2);
    assert_eq!(file.codes.columns().count(), 1);
}

#[test]
fn values_are_dated_or_hold_always() {
    let text = "name = 'N'\n[settings.s]\na = '4 weeks'\nb = 18\n\
                c = [{ from = 2026-04-01, value = '3 weeks' }, { value = '4 weeks' }]\n\
                [settings.t.d]\nfrom = 2025-01-01\nvalue = 2.5\n";
    let (file, faults) = read(text);
    assert_eq!(faults, "");
    let values = |i: usize| file.settings[i].values.iter().map(|v| (v.from, v.value)).collect::<Vec<_>>();
    let weeks = |n| Figure::Amount(Amount::new(n, Unit::Weeks));
    let from = |s| parse_iso(s).unwrap();
    assert_eq!(values(0), [(ALWAYS, weeks(4))]);
    assert_eq!(values(1), [(ALWAYS, Figure::Number(18.0))]);
    assert_eq!(values(2), [(ALWAYS, weeks(4)), (from("2026-04-01"), weeks(3))]);
    assert_eq!(values(3), [(from("2025-01-01"), Figure::Number(2.5))]);
    assert_eq!(file.settings[3].standard.text, "t");
}

#[test]
fn populations_are_numbers_of_people() {
    let text = "name = 'N'\n[populations]\nadults = 90_000\nyoung = [{ from = 2025-06-30, value = 41200 }, { value = 40800 }]\n";
    let (file, faults) = read(text);
    assert_eq!(faults, "");
    let (name, values) = &file.populations[1];
    assert_eq!(name.text, "young");
    let values: Vec<_> = values.iter().map(|v| (v.from, v.value)).collect();
    let day = parse_iso("2025-06-30").unwrap();
    assert_eq!(values, [(ALWAYS, Figure::Number(40_800.0)), (day, Figure::Number(41_200.0))]);
    let (_, faults) = read("name = 'N'\n[populations]\nyoung = '4 weeks'\nold = 0\n");
    assert_eq!(faults.matches("a population is a number of people").count(), 2, "{faults}");
}

#[test]
fn targets_are_figures_and_comparators_are_dated() {
    let text = "name = 'N'\n[targets.m]\ngreen = 'at least 90%'\namber = 'at least 80.5%'\nby = 2027-03-31\n\
                [comparators]\ngroups = ['England', 'Region']\nbeside = 'Region'\n\
                [[comparators.set]]\nto = 2020-03-31\npublished = 2020-12-17\nperiod = 'a year'\nsource = 'S'\n\
                [comparators.set.figures]\nm = { 'England' = '84.5%', 'Region' = 12 }\n\
                [comparators.standing.m]\nbetter = 'lower'\ntolerance = 1.5\nplaced = 'focus'\nbecause = 'drift'\n";
    let (file, faults) = read(text);
    assert_eq!(faults, "");
    assert_eq!(file.targets[0].amber.unwrap().value, Figure::Percent(80.5));
    assert!(file.targets[0].green.unwrap().at_least);
    let [england, region] = file.comparators.figures.as_slice() else { panic!("{:?}", file.comparators) };
    assert_eq!((england.value, region.value), (Figure::Percent(84.5), Figure::Number(12.0)));
    let day = |s| parse_iso(s).unwrap();
    assert_eq!((region.to, region.published), (day("2020-03-31"), day("2020-12-17")));
    assert_eq!((region.group.text.as_str(), region.source.as_str()), ("Region", "S"));
    assert_eq!(file.comparators.beside[0].text, "Region");
    let standing = &file.comparators.standings[0];
    assert_eq!((standing.better.as_ref().unwrap().text.as_str(), standing.tolerance), ("lower", Some(1.5)));
    assert_eq!(standing.placed.as_ref().unwrap().1, "drift");
}

#[test]
fn a_comparator_without_day_or_source_is_refused_with_its_line() {
    let text = "name = 'N'\n[comparators]\ngroups = ['E', 'E']\n[comparators.m]\n'E' = '84.5%'\n\
                [[comparators.set]]\nto = 2020-03-31\npublished = 2020-03-01\nperiod = 'p'\nsource = 's'\nfigures = {}\n\
                [[comparators.set]]\nto = 2020-03-31\n\
                [comparators.standing.m]\nbetter = 'up'\nplaced = 'focus'\ntolerance = '5%'\n";
    let (_, faults) = read(text);
    let lines: Vec<&str> = faults.lines().filter(|l| l.starts_with("a.toml")).collect();
    assert_eq!(
        lines,
        [
            "a.toml:3:16: error[said-twice]: the group `E` is there twice",
            "a.toml:4:14: error[unknown-key]: `m` means nothing in `comparators`",
            "a.toml:8:13: error[backwards]: it is published before the last day it is of",
            "a.toml:12:1: error[missing-key]: a set of comparators lacks `period`",
            "a.toml:12:1: error[missing-key]: a set of comparators lacks `source`",
            "a.toml:12:1: error[missing-key]: a set of comparators lacks `figures`",
            "a.toml:14:23: error[missing-key]: `placed` and `because` go together",
            "a.toml:15:10: error[bad-value]: `up` is none of higher, lower, neither",
            "a.toml:17:13: error[wrong-type]: `tolerance` must be a number such as 1.5, in the unit of the figure",
        ]
    );
}

#[test]
fn every_slip_has_its_line() {
    let text = "name = 'N'\ncolour = 'red'\n[calendar]\nholidays = 'wales'\nclosures = ['2026-13-01']\n\
                leap-birthday = '29 February'\n[calendar.slots]\nterm = [{ from = 2026-02-01, until = 2026-01-01 }]\n\
                [settings.s]\na = '4 wks'\nb = '90%'\n[targets.m]\ngreen = '90%'\n[roles]\nalocated = []\n";
    let (_, faults) = read(text);
    let lines: Vec<&str> = faults.lines().filter(|l| l.starts_with("a.toml")).collect();
    assert_eq!(
        lines,
        [
            "a.toml:2:1: error[unknown-key]: `colour` means nothing in an authority file",
            "a.toml:4:12: error[unknown-calendar]: there is no calendar `wales`",
            "a.toml:5:13: error[wrong-type]: a closure must be a day such as 2026-01-05",
            "a.toml:6:17: error[bad-value]: `29 February` is no leap birthday",
            "a.toml:8:38: error[backwards]: it ends before it begins",
            "a.toml:10:5: error[bad-value]: `4 wks` is no amount, number or percentage",
            "a.toml:11:5: error[wrong-type]: `b` must be an amount or a number",
            "a.toml:13:9: error[bad-threshold]: `green` must say which way it points",
            "a.toml:15:1: error[unknown-key]: `alocated` means nothing in `roles`",
        ]
    );
    assert!(faults.contains("did you mean `allocated`?"));
}
