//! An authority's values: stricter is fine, looser is refused, and what matches nothing is an error.

use duecare::calendar::{ALWAYS, Amount, Day, from_civil};
use duecare::judge::{Absent, absent};
use duecare::lang::checked::{Colour, Literal, SettingValue, Target};
use duecare::lang::{AuthoritySettings, DatedValue, Loaded, SettingOverride, TargetOverride, load_rules};
use duecare::record::CaseloadBuilder;

const RULES: &str = r#"
subject child has born as date
event visit of child
period plan of child

standard visits "Children are visited"
  setting interval is 6 weeks, 4 weeks from 1 May 2024, at most 6 weeks
  for each plan
  must have a visit every interval
  example "one"
    given plan from 5 January 2026
    as at 6 January 2026 expect due

measure in-time "Visits in time"
  percentage of cases of visits due in the month that are met
  green at least 90%
  amber at least 80%
  compare "England" 79.7%, "South East" 81%
"#;

fn day(y: i32, m: u32, d: u32) -> Day {
    from_civil(y, m, d).unwrap()
}

fn amount(text: &str) -> SettingValue {
    SettingValue::Amount(Amount::parse(text).unwrap())
}

fn load(authority: &AuthoritySettings) -> Loaded {
    load_rules(&[("rules.care", RULES)], &|_| None, Some(authority))
}

fn set(standard: &str, setting: &str, values: &[(Day, SettingValue)]) -> AuthoritySettings {
    let one = SettingOverride {
        standard: standard.to_owned(),
        setting: setting.to_owned(),
        values: values
            .iter()
            .map(|(from, value)| DatedValue { from: *from, value: *value, place: (11, 20) })
            .collect(),
        place: (0, 8),
    };
    AuthoritySettings {
        authority: "Northmere".to_owned(),
        name: "northmere.toml".to_owned(),
        text: "interval = \"3 weeks\"\n".to_owned(),
        settings: vec![one],
        ..AuthoritySettings::default()
    }
}

fn codes(loaded: &Loaded) -> Vec<&'static str> {
    loaded.diagnostics.list.iter().map(|d| d.code).collect()
}

fn said(loaded: &Loaded) -> String {
    duecare::text::render_all(&loaded.sources, &loaded.diagnostics, duecare::text::Style::Plain)
}

#[test]
fn a_stricter_value_takes_the_place_of_the_standards_own_from_its_day() {
    let loaded = load(&set("visits", "interval", &[(day(2025, 4, 1), amount("3 weeks"))]));
    assert!(said(&loaded).is_empty(), "{}", said(&loaded));
    let rules = loaded.rules.unwrap();
    let setting = &rules.standards[0].settings[0];
    let expected = [
        (ALWAYS, amount("6 weeks")),
        (day(2024, 5, 1), amount("4 weeks")),
        (day(2025, 4, 1), amount("3 weeks")),
    ];
    assert_eq!(setting.values, expected);
    assert_eq!(setting.set_by.as_deref(), Some("Northmere"));
}

#[test]
fn a_looser_value_is_refused_with_its_place_in_the_authoritys_file() {
    let loaded = load(&set("visits", "interval", &[(ALWAYS, amount("8 weeks"))]));
    assert!(loaded.rules.is_none());
    let said = said(&loaded);
    assert!(said.starts_with("northmere.toml:1:12: error[outside-bound]: `interval` of `visits` is set to 8 weeks, and it may be at most 6 weeks"), "{said}");
    assert!(said.contains("an authority may be stricter than the standard, never looser"), "{said}");
}

#[test]
fn another_unit_is_refused_where_nobody_can_compare_it() {
    assert_eq!(codes(&load(&set("visits", "interval", &[(ALWAYS, amount("1 month"))]))), [] as [&str; 0]);
    assert_eq!(
        codes(&load(&set("visits", "interval", &[(ALWAYS, amount("30 working days"))]))),
        ["wrong-unit"]
    );
    assert_eq!(
        codes(&load(&set("visits", "interval", &[(ALWAYS, SettingValue::Number(3.0))]))),
        ["wrong-unit"]
    );
}

#[test]
fn what_matches_nothing_is_an_error() {
    let loaded = load(&set("visits", "intervall", &[(ALWAYS, amount("3 weeks"))]));
    assert!(said(&loaded).contains("help: did you mean `interval`?"), "{}", said(&loaded));
    let loaded = load(&set("vists", "interval", &[(ALWAYS, amount("3 weeks"))]));
    assert!(said(&loaded).contains("there is no standard called `vists`"), "{}", said(&loaded));
    let target = Target { colour: Colour::Green, at_least: true, value: Literal::Percent(95.0), by: None };
    let authority = AuthoritySettings {
        targets: vec![TargetOverride { measure: "on-time".to_owned(), targets: vec![target], place: (0, 1) }],
        ..AuthoritySettings::default()
    };
    assert_eq!(codes(&load(&authority)), ["matches-nothing"]);
    let authority = AuthoritySettings {
        populations: vec![("under-18".to_owned(), (0, 1))],
        ..AuthoritySettings::default()
    };
    let loaded = load(&authority);
    assert!(said(&loaded).contains("no measure is a rate of `under-18`"), "{}", said(&loaded));
}

#[test]
fn targets_of_the_authority_take_the_place_of_the_measures_own() {
    let target =
        |colour, at_least, percent| Target { colour, at_least, value: Literal::Percent(percent), by: None };
    let mut authority = AuthoritySettings {
        targets: vec![TargetOverride {
            measure: "in-time".to_owned(),
            targets: vec![target(Colour::Green, true, 95.0)],
            place: (0, 1),
        }],
        ..AuthoritySettings::default()
    };
    let loaded = load(&authority);
    let measure = loaded.rules.unwrap().measures.remove(0);
    assert_eq!(measure.targets, [target(Colour::Green, true, 95.0)]);
    authority.targets[0].targets.push(target(Colour::Amber, false, 90.0));
    assert_eq!(codes(&load(&authority)), ["targets-differ"]);
}

const OPEN: &str = r#"
subject child has born as date
event visit of child
period plan of child

standard visits "Children are visited"
  setting interval is set by each authority, in examples 4 weeks, at most 6 weeks
  for each plan
  must have a visit every interval
  example "one"
    given plan from 5 January 2026
    as at 2 February 2026 expect due by 2 February 2026
    as at 3 February 2026 expect overdue from 3 February 2026

standard told "A manager is told"
  for each breach of visits
  must have a visit within 5 days of the date
  example "one"
    given plan from 5 January 2026
    as at 3 February 2026 expect due by 8 February 2026
"#;

fn load_open(authority: Option<&AuthoritySettings>) -> Loaded {
    load_rules(&[("rules.care", OPEN)], &|_| None, authority)
}

/// What is said of the standards that are not judged.
fn unset(loaded: &Loaded) -> Vec<String> {
    let rules = loaded.rules.as_ref().unwrap();
    let mut builder = CaseloadBuilder::new(rules.vocabulary.clone());
    builder.provides().everything = true;
    let (caseload, _) = builder.finish();
    absent(rules, &caseload).iter().map(Absent::words).collect()
}

#[test]
fn what_is_left_to_the_authority_is_not_judged_until_it_sets_it() {
    let loaded = load_open(None);
    assert!(said(&loaded).is_empty(), "{}", said(&loaded));
    assert_eq!(
        unset(&loaded),
        ["not set by this authority: interval of visits", "not set by this authority: interval"]
    );
    let loaded = load_open(Some(&set("visits", "interval", &[(ALWAYS, amount("3 weeks"))])));
    assert!(said(&loaded).is_empty(), "{}", said(&loaded));
    assert_eq!(unset(&loaded), [] as [&str; 0]);
    assert_eq!(loaded.rules.unwrap().standards[1].settings[0].values, [(ALWAYS, amount("3 weeks"))]);
}

#[test]
fn what_is_left_to_the_authority_needs_a_value_for_every_day() {
    let from_may = [(day(2025, 5, 1), amount("3 weeks"))];
    let loaded = load_open(Some(&set("visits", "interval", &from_may)));
    assert!(loaded.rules.is_none());
    let words = said(&loaded);
    assert!(
        words.starts_with(
            "northmere.toml:1:12: error[no-value-before]: `interval` of `visits` has no value before this one"
        ),
        "{words}"
    );
    let both = [(ALWAYS, amount("5 weeks")), (day(2025, 5, 1), amount("3 weeks"))];
    assert!(said(&load_open(Some(&set("visits", "interval", &both)))).is_empty());
    let loose = load_open(Some(&set("visits", "interval", &[(ALWAYS, amount("8 weeks"))])));
    assert_eq!(codes(&loose), ["outside-bound"]);
}

#[test]
fn a_number_of_things_is_never_less_than_none() {
    let rules = r#"
subject child has born as date
event visit of child
period plan of child

standard few "Few visits"
  setting limit is 3, at most 5
  for each plan
  must have at most limit visits in the last 10 days
  example "one"
    given plan from 5 January 2026
    as at 6 January 2026 expect met
"#;
    let with = |n| {
        let set = set("few", "limit", &[(ALWAYS, SettingValue::Number(n))]);
        codes(&load_rules(&[("rules.care", rules)], &|_| None, Some(&set)))
    };
    assert_eq!(with(-1.0), ["outside-bound"]);
    assert_eq!(with(0.0), [] as [&str; 0]);
    assert_eq!(with(6.0), ["outside-bound"]);
}
