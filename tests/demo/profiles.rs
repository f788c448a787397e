//! The profiles: they load, say where their figures come from, and refuse what is wrong in words.

use crate::shared::shared;
use duecare::demo::{DemoError, Knob, Profile, Share};
use std::collections::BTreeSet;

const SEEDS: [(&str, &str); 5] = [
    ("slough-2021-02", "000_0162b29fe9271594.txt"),
    ("slough-2015-07", "001_5d118c83db74d9c6.txt"),
    ("devon-2021-10", "002_2a225d9833ec1641.txt"),
    ("slough-monitoring-visit", "003_648fdf308355ba26.txt"),
    ("southampton-2021-01", "004_464734f8c344a77f.txt"),
];

#[test]
fn every_profile_loads_under_its_name() {
    let names: Vec<&str> = Profile::names().collect();
    assert_eq!(names.len(), 6);
    for name in names {
        let profile = Profile::named(name).unwrap_or_else(|e| panic!("{e}"));
        assert_eq!(profile.name, name);
        assert_eq!(profile.report.is_none(), name == "default");
        assert_eq!(profile.figures.is_empty(), name == "default");
        assert!(profile.authority.to_lowercase().contains("invented"), "{}", profile.authority);
    }
}

#[test]
fn figures_have_a_source_that_prints_them() {
    for (name, _) in SEEDS {
        let profile = Profile::named(name).unwrap();
        let mut ids = BTreeSet::new();
        for figure in &profile.figures {
            assert!(ids.insert(figure.id.as_str()), "{name}: {} twice", figure.id);
            assert!(figure.source.row.starts_with("SR"), "{name}: {}", figure.id);
            assert!(figure.value.is_some() || figure.says.is_some(), "{name}: {} says nothing", figure.id);
            let printed = figure.value.map(|v| format!("{v:.*}", usize::from(figure.places)));
            let quoted = |p: &String| figure.source.quote.contains(p.as_str());
            // A number the report writes out in words is explained.
            assert!(
                printed.iter().all(quoted) || figure.says.is_some(),
                "{name}: {} is not in its quote",
                figure.id
            );
        }
    }
}

#[test]
fn a_figure_names_its_measure_or_says_why_there_is_none() {
    let rules = std::fs::read_dir("rules/measures").unwrap();
    let text: String = rules.map(|f| std::fs::read_to_string(f.unwrap().path()).unwrap()).collect();
    for (name, _) in SEEDS {
        for figure in Profile::named(name).unwrap().figures {
            let told = (figure.measure.as_ref(), figure.because.is_some());
            let known = |m: &String| text.contains(&format!("\nmeasure {m} \""));
            match told {
                (Some(measure), false) => assert!(known(measure), "{name}: no measure {measure}"),
                (None, true) => {
                    assert!(figure.group.is_empty() && figure.part.is_none(), "{name}: {}", figure.id)
                }
                _ => panic!("{name}: {} needs a measure or a reason, not both", figure.id),
            }
        }
    }
}

#[test]
fn quotes_and_rows_are_those_of_the_reports() {
    let Some(domain) = shared("domain") else { return };
    let plain = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ").replace('*', "");
    let mut rows = BTreeSet::new();
    for row in csv::Reader::from_path(domain.join("seed_requirements.csv")).unwrap().records() {
        let row = row.unwrap();
        rows.insert((row[0].to_owned(), row[1].to_owned()));
    }
    for (name, file) in SEEDS {
        let text = plain(&std::fs::read_to_string(domain.join("seeds").join(file)).unwrap());
        for figure in Profile::named(name).unwrap().figures {
            assert!(
                text.contains(&plain(&figure.source.quote)),
                "{name}: {} is not quoted as printed",
                figure.id
            );
            assert!(
                rows.contains(&(figure.source.row.clone(), file.to_owned())),
                "{name}: {}",
                figure.source.row
            );
        }
    }
}

#[test]
fn the_knobs_lean_on_the_figures() {
    let slough = Profile::named("slough-2021-02").unwrap();
    let value = |id: &str| slough.figures.iter().find(|f| f.id == id).and_then(|f| f.value);
    for (id, knob) in [
        ("contacts-decided", Knob::ContactDecided),
        ("assessments-in-time", Knob::AssessmentInTime),
        ("conferences-in-time", Knob::ConferenceInTime),
        ("review-conferences-in-time", Knob::ProtectionReviewInTime),
        ("need-visits-in-time", Knob::NeedVisitInTime),
        ("need-over-a-year", Knob::NeedOverOneYear),
        ("initial-health-in-time", Knob::InitialHealthInTime),
        ("pathway-plans", Knob::PathwayPlanCurrent),
        ("children-supervised", Knob::SupervisionInTime),
    ] {
        assert_eq!(value(id), Some(slough.knob(knob).percent()), "{id}");
    }
    let devon = Profile::named("devon-2021-10").unwrap();
    assert_eq!(devon.categories, [50, 35, 12, 3]);
    assert_eq!(devon.localities(), ["South", "North", "Mid and East", "Exeter"]);
}

#[test]
fn a_team_may_have_rates_of_its_own() {
    let profile = Profile::named("devon-2021-10").unwrap();
    let team = |name: &str| profile.teams.iter().position(|t| t.name == name).unwrap();
    let percent = |name| profile.team_knob(team(name), Knob::NeedVisitInTime).percent();
    assert_eq!((percent("Safeguarding North"), percent("Leaving Care")), (59.0, 77.0));
}

#[test]
fn a_file_may_lean_on_a_built_in_profile() {
    let file = tempfile::NamedTempFile::new().unwrap();
    let text = "base = \"slough-2021-02\"\nname = \"mine\"\nlast-day = \"2022-06-30\"\n[rates]\nneed-visit-in-time = 50\n";
    std::fs::write(file.path(), text).unwrap();
    let mine = Profile::load(file.path()).unwrap();
    assert_eq!(mine.name, "mine");
    assert_eq!(mine.knob(Knob::NeedVisitInTime), Share::from_percent(50.0).unwrap());
    assert_eq!(mine.knob(Knob::DentalInTime).percent(), 52.5);
    assert_eq!(mine.knob(Knob::Immunised).percent(), 88.0);
}

#[test]
fn what_is_wrong_with_a_profile_is_said() {
    let says =
        |text: &str| Profile::parse("mine", &format!("base = \"default\"\n{text}")).unwrap_err().to_string();
    assert_eq!(
        Profile::named("nowhere").unwrap_err().to_string(),
        "there is no profile `nowhere`; the profiles are default, slough-2021-02, slough-2015-07, devon-2021-10, \
         southampton-2021-01, slough-monitoring-visit"
    );
    assert!(says("[rates]\nneed-visit-in-time = 101").contains("101 is not a percentage from 0 to 100"));
    assert!(says("[rates]\nneed-visits = 90").contains("need-visits"));
    assert!(says("colour = \"blue\"").contains("colour"));
    assert!(says("last-day = \"31 March\"").contains("`31 March` is not a day written like 2021-03-31"));
    assert!(says("[gaps]\nagency = 3").contains("`Agency` must be set once"));
    assert!(says("[lengths]\nhistory-years = 9").contains("`history-years` must lie between 1 and 6"));
    assert!(says("[stories]\ncontact-only = 0").contains("weights of [stories]"));
    let team = "[[team]]\nname = \"A\"\nservice = \"front-door\"\n";
    assert!(says(team).contains("there is no [[team]] of `safeguarding`"));
    assert!(matches!(Profile::load(std::path::Path::new("no/such/file")), Err(DemoError::Unreadable { .. })));
    assert!(
        Profile::parse("mine", "base = 3").unwrap_err().to_string().contains("`base` must name a profile")
    );
}
