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
fn targets_and_comparators_are_figures() {
    let text = "name = 'N'\n[targets.m]\ngreen = 'at least 90%'\namber = 'at least 80.5%'\nby = 2027-03-31\n\
                [comparators.m]\n'England' = '84.5%'\n'Region' = 12\n";
    let (file, faults) = read(text);
    assert_eq!(faults, "");
    assert_eq!(file.targets[0].amber.unwrap().value, Figure::Percent(80.5));
    assert!(file.targets[0].green.unwrap().at_least);
    assert_eq!(file.comparators[1].value, Figure::Number(12.0));
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
