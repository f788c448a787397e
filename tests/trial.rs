//! A rule text tried on live records: it takes the place of what it names and of nothing else, and shows whom it
//! catches beside whom the live rule catches.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test fails by panicking")]

#[path = "support/engine.rs"]
mod engine_parts;

use duecare::calendar::{Amount, Day, parse_iso};
use duecare::lang::checked::SettingValue;
use duecare::lang::{AuthoritySettings, DatedValue, SettingOverride, load_rules};
use duecare::record::{CaseloadBuilder, Cell, Id, RowInput};
use duecare::service::{Engine, NotTried, RuleFiles, Trial};
use engine_parts::parts;
use std::sync::Arc;

const VOCABULARY: &str = "
subject child (children) has born as date
period plan of child
event visit of child has child-seen as yes-no
";

/// Two standards and a measure in one file: the text takes the place of one of them.
const LIVE: &str = r#"
standard visits "Children are visited"
  source "us"
  setting interval is 4 weeks, at most 6 weeks
  for each plan
  must have a visit every interval
  example "not yet"
    given plan from 5 January 2026
    as at 6 January 2026 expect due

standard first-visit "Children are visited at once"
  source "us"
  for each plan
  must have a visit within 5 working days of the start
  example "not yet"
    given plan from 5 January 2026
    as at 6 January 2026 expect due

measure visits-in-time "Visits in time"
  percentage of cases of visits due in the month that are met
"#;

fn day(text: &str) -> Day {
    parse_iso(text).unwrap()
}

/// Three children with a plan from 5 January: visited after one, after three weeks, never.
fn engine(settings: Option<AuthoritySettings>) -> Engine {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("vocabulary.care"), VOCABULARY).unwrap();
    std::fs::write(folder.path().join("visits.care"), LIVE).unwrap();
    let files = RuleFiles::folder(folder.path()).unwrap();
    let loaded = load_rules(&files.care, &|_| None, settings.as_ref());
    let set = loaded.rules.as_ref().unwrap_or_else(|| panic!("{:?}", loaded.diagnostics));
    let vocabulary = &set.vocabulary;
    let kind = |name| vocabulary.kind_named(name).unwrap();
    let seen = vocabulary.kind(kind("visit")).unwrap().field("child-seen").unwrap();
    let mut builder = CaseloadBuilder::new(Arc::clone(vocabulary));
    for (name, visit) in [("ann", Some("2026-01-12")), ("bob", Some("2026-01-26")), ("cas", None)] {
        let owner = Some(Id::of(name, builder.texts()));
        builder.push(kind("child"), RowInput { id: owner, ..RowInput::default() }, &[]);
        let plan = RowInput { owner, start: day("2026-01-05"), ..RowInput::default() };
        builder.push(kind("plan"), plan, &[]);
        if let Some(d) = visit {
            let visit = RowInput { owner, start: day(d), ..RowInput::default() };
            builder.push(kind("visit"), visit, &[(seen, Cell::YesNo(name == "ann"))]);
        }
    }
    let provides = builder.provides();
    provides.everything = true;
    let (caseload, _) = builder.finish();
    Engine::new(parts((files, loaded), settings, caseload, day("2026-02-05")), || ())
}

fn tried(engine: &Engine, text: &str) -> Trial {
    engine.trial(&engine.full, text, engine.as_at, &|| true)
}

/// Standard, verdicts, caught, newly and no longer caught.
fn told(trial: &Trial) -> Vec<(String, usize, usize, Option<usize>)> {
    let one = |t: &duecare::service::Tried| {
        let none = duecare::service::Found::default();
        let live = t.live.as_ref().unwrap_or(&none);
        let gone = t.live.as_ref().map(|l| l.beyond(&t.found).len());
        (t.id.clone(), t.found.caught.len(), t.found.beyond(live).len(), gone)
    };
    trial.tried.iter().map(one).collect()
}

fn codes(trial: &Trial) -> Vec<&'static str> {
    trial.diagnostics.list.iter().map(|d| d.code).collect()
}

#[test]
fn a_standard_of_a_new_name_shows_everybody_it_catches() {
    let engine = engine(None);
    let text = "standard three-weeks \"Every three weeks\"\n  source \"us\"\n  for each plan\n  must have a visit every 3 weeks\n  example \"not yet\"\n    given plan from 5 January 2026\n    as at 6 January 2026 expect due\n";
    let trial = tried(&engine, text);
    assert_eq!((codes(&trial), trial.untried), (vec![], None));
    // On 5 February ann (visited on 12 January) and cas (never) are overdue; bob is due on 16 February.
    assert_eq!(told(&trial), [("three-weeks".to_owned(), 2, 2, None)]);
    assert_eq!(trial.tried[0].found.verdicts, [("due", 1), ("met", 2), ("overdue", 2)].into());
}

#[test]
fn a_standard_of_a_live_name_takes_its_place_and_leaves_the_rest_of_the_file() {
    let engine = engine(None);
    // The live one, every four weeks, catches cas alone. The other standard of its file is still there to be spoken of.
    let text = "standard visits \"Every three weeks\"\n  for each plan\n  must have a visit every 3 weeks\n\nstandard looked-at \"A first visit that is late is looked at\"\n  for each breach of first-visit\n  must have a visit where child-seen is yes within 2 weeks of the date\n";
    let trial = tried(&engine, text);
    assert_eq!(trial.untried, None, "{:?}", trial.diagnostics);
    let told = told(&trial);
    assert_eq!(told[1], ("visits".to_owned(), 2, 1, Some(0)));
    assert_eq!(told[0].0, "looked-at");
    assert_eq!(
        trial.tried[1].live.as_ref().unwrap().verdicts,
        [("due", 2), ("met", 2), ("overdue", 1)].into()
    );
    // Without examples it could not go live; it is tried all the same.
    assert_eq!(codes(&trial), ["no-example", "no-example"]);
    assert!(!trial.diagnostics.has_errors());
}

#[test]
fn a_looser_standard_shows_whom_it_no_longer_catches() {
    let engine = engine(None);
    let text = "standard visits \"Every five weeks\"\n  for each plan\n  must have a visit every 5 weeks\n";
    assert_eq!(told(&tried(&engine, text)), [("visits".to_owned(), 0, 0, Some(1))]);
}

fn three_weeks() -> AuthoritySettings {
    let value = SettingValue::Amount(Amount::parse("3 weeks").unwrap());
    let values = vec![DatedValue { from: duecare::calendar::ALWAYS, value, place: (0, 8) }];
    let interval = SettingOverride {
        standard: "visits".to_owned(),
        setting: "interval".to_owned(),
        values,
        place: (0, 8),
    };
    AuthoritySettings {
        authority: "Northmere".to_owned(),
        name: "northmere.toml".to_owned(),
        text: "interval = \"3 weeks\"".to_owned(),
        settings: vec![interval],
        ..AuthoritySettings::default()
    }
}

#[test]
fn what_the_authority_sets_applies_to_the_text() {
    let engine = engine(Some(three_weeks()));
    let text = "standard visits \"Seen\"\n  setting interval is 5 weeks, at most 6 weeks\n  for each plan\n  must have a visit where child-seen is yes every interval\n";
    // Three weeks, as the authority sets: ann and cas are caught by both, and bob, who was not seen, by the text.
    assert_eq!(told(&tried(&engine, text)), [("visits".to_owned(), 3, 1, Some(0))]);
    let without = "standard visits \"Seen\"\n  for each plan\n  must have a visit every 5 weeks\n";
    let trial = tried(&engine, without);
    assert_eq!(trial.untried, Some(NotTried::Errors));
    let d = trial.diagnostics.list.iter().find(|d| d.code == "matches-nothing").unwrap();
    assert_eq!(&*trial.sources.get(d.span.unwrap().source).unwrap().name, "northmere.toml");
}

#[test]
fn what_cannot_be_tried_says_why() {
    let engine = engine(None);
    let slip =
        tried(&engine, "standard visits \"Seen\"\n  for each plan\n  must have a vist every 5 weeks\n");
    assert_eq!((slip.untried, codes(&slip)), (Some(NotTried::Errors), vec!["no-example", "unknown-kind"]));
    let fields = "event visit of child has child-seen as yes-no, alone as yes-no\n";
    assert_eq!(tried(&engine, fields).untried, Some(NotTried::Vocabulary));
    assert_eq!(tried(&engine, "-- nothing yet\n").untried, Some(NotTried::NoStandard));
    let fine = "standard again \"A\"\n  for each plan\n  must have a visit every 5 weeks\n";
    let late = engine.trial(&engine.full, fine, engine.as_at, &|| false);
    assert_eq!((late.untried, late.tried.len()), (Some(NotTried::Time), 0));
    let many: String =
        (0..51).map(|i| fine.replace("standard again", &format!("standard again-{i}"))).collect();
    let many = tried(&engine, &many);
    assert_eq!((many.untried, many.tried.len()), (Some(NotTried::TooMany), 50));
}

#[test]
fn a_day_is_kept_to() {
    let engine = engine(None);
    let text = "standard visits \"Every three weeks\"\n  for each plan\n  must have a visit every 3 weeks\n";
    let early = engine.trial(&engine.full, text, day("2026-01-20"), &|| true);
    assert_eq!(told(&early), [("visits".to_owned(), 0, 0, Some(0))]);
}

#[test]
fn what_is_left_to_the_authority_is_not_tried_until_it_is_set() {
    let engine = engine(None);
    let text = "standard held \"A limit of our own\"\n  source \"us\"\n  setting limit is set by each authority, in examples 3 weeks\n  for each plan\n  must have a visit every limit\n  example \"not yet\"\n    given plan from 5 January 2026\n    as at 6 January 2026 expect due\n";
    let trial = tried(&engine, text);
    assert_eq!((codes(&trial), trial.untried), (vec![], None));
    let held = &trial.tried[0];
    assert_eq!(held.not_judged.as_deref(), Some("not set by this authority: limit"));
    assert!(held.found.verdicts.is_empty() && held.found.caught.is_empty());
}
