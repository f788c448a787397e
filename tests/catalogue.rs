//! The catalogue: no row is silently missing, no rule stands nowhere, and the command prints both in three forms.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::print_stdout,
    reason = "a test fails by panicking, and says what it left out"
)]

#[path = "support/command.rs"]
mod program;
#[path = "support/shared.rs"]
mod shared;

use duecare::import::CatalogueFile;
use duecare::lang::load_rules;
use duecare::report::{Catalogue, Done, RuleKind};
use duecare::service::{RuleFiles, Rules, catalogue};
use duecare::text::{Sources, Style, render_all};
use program::duecare;
use shared::shared;
use std::collections::BTreeSet;
use std::path::Path;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Rules of these texts, and their catalogue with its faults as they are printed.
fn read(files: RuleFiles) -> (Rules, Option<(Catalogue, String)>) {
    let loaded = load_rules(&files.care, &|name| files.other(name), None);
    let set = loaded.rules.unwrap();
    let functions = Box::new(duecare::judge::Plugins::new(&set).unwrap());
    let mut rules = Rules {
        set,
        sources: loaded.sources,
        functions,
        files,
        settings: None,
        comparators: Default::default(),
        id: String::new(),
        warnings: loaded.diagnostics,
    };
    let read = catalogue(&mut rules)
        .map(|(catalogue, faults)| (catalogue, render_all(&rules.sources, &faults, Style::Plain)));
    (rules, read)
}

#[test]
fn every_row_names_rules_that_are_there_and_every_rule_has_its_place() {
    let (rules, read) = read(RuleFiles::folder(&root().join("rules")).unwrap());
    let (catalogue, faults) = read.unwrap();
    assert!(faults.is_empty(), "{faults}");
    let in_rows = catalogue.rows.iter().flat_map(|row| &row.rules);
    let others = catalogue.others.iter().flat_map(|other| &other.rules);
    let named: BTreeSet<&str> = in_rows.chain(others).map(|rule| rule.id.as_str()).collect();
    let standards = rules.set.standards.iter().map(|s| s.id.as_str());
    let all: BTreeSet<&str> = standards.chain(rules.set.measures.iter().map(|m| m.id.as_str())).collect();
    let nowhere: Vec<_> = all.difference(&named).collect();
    assert!(nowhere.is_empty(), "in no row and not under `other`: {nowhere:?}");

    assert_eq!(catalogue.rows.len(), 98);
    assert!(catalogue.count(Done::Not) <= 5, "{} rows are not done", catalogue.count(Done::Not));
    for row in catalogue.rows.iter().filter(|row| row.done() != Done::Whole) {
        assert!(row.reason.as_ref().is_some_and(|reason| reason.len() > 20), "{}: say why", row.id);
    }
    for row in &catalogue.rows {
        let held = row.of(RuleKind::Standard).all(|s| s.examples > 0 && s.duty.is_some());
        assert!(held, "{}: a standard without examples or words", row.id);
    }
}

/// The carried rules are those of the folder, the catalogue too.
#[test]
fn the_program_carries_the_catalogue() {
    let text = std::fs::read_to_string(root().join("rules/catalogue.toml")).unwrap();
    assert_eq!(RuleFiles::carried().catalogue(), Some(("rules/catalogue.toml", text.as_str())));
}

/// Rows as the catalogue at hand has them.
#[test]
fn ids_and_titles_are_those_of_the_catalogue_at_hand() {
    let Some(path) = shared("domain/catalogue.csv") else { return };
    let mut csv = csv::Reader::from_path(path).unwrap();
    let headers = csv.headers().unwrap().clone();
    let place = |name: &str| headers.iter().position(|h| h == name).unwrap();
    let (id, title, evidence) = (place("id"), place("standard"), place("evidence"));
    let rows: Vec<csv::StringRecord> = csv.records().map(|row| row.unwrap()).collect();
    let wanted: Vec<(String, String)> =
        rows.iter().map(|row| (row[id].to_owned(), row[title].to_owned())).collect();
    let text = std::fs::read_to_string(root().join("rules/catalogue.toml")).unwrap();
    let (file, faults) = CatalogueFile::parse("catalogue.toml", &text, &mut Sources::default());
    assert!(faults.list.is_empty());
    let ours: Vec<(String, String)> =
        file.rows.iter().map(|row| (row.id.text.clone(), row.title.clone())).collect();
    assert_eq!(ours, wanted);

    // What was recalled and not read says so.
    let (rules, _) = read(RuleFiles::folder(&root().join("rules")).unwrap());
    let sources = |name: &str| -> Vec<String> {
        let standards = rules.set.standards.iter().filter(|s| s.id == name).map(|s| &s.sources);
        let measures = rules.set.measures.iter().filter(|m| m.id == name).map(|m| &m.sources);
        standards.chain(measures).flatten().cloned().collect()
    };
    for row in rows.iter().filter(|row| &row[evidence] == "R") {
        let entry = file.rows.iter().find(|r| r.id.text == row[id]).unwrap();
        let mut named = entry.standards.iter().chain(&entry.measures);
        let says = named.any(|name| sources(&name.text).iter().any(|s| s.contains("unverified")));
        assert!(says, "{}: recalled, and no source says `unverified`", &row[id]);
    }
}

const VOCABULARY: &str = "subject child (children)\nevent contact of child has decided as date\n";
const RULE: &str = "standard contact-decision \"Contacts are decided\"\n  source \"local\"\n  for each contact\n  \
                    must be decided within 1 working day of the date\n  example \"one\"\n    \
                    given contact on 5 January 2026\n    as at 5 January 2026 expect due\n\n\
                    measure contacts \"Contacts\"\n  number of contacts in the month\n";

/// A folder of rules with a catalogue.
fn folder(catalogue: Option<&str>) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("vocabulary.care"), VOCABULARY).unwrap();
    std::fs::write(folder.path().join("own.care"), RULE).unwrap();
    if let Some(text) = catalogue {
        std::fs::write(folder.path().join("catalogue.toml"), text).unwrap();
    }
    folder
}

#[test]
fn faults_of_a_catalogue_are_told_with_their_place() {
    let text = "[[row]]\nid = \"A1\"\ntitle = \"One\"\nstandards = [\"contact-decison\"]\n\n\
                [[row]]\nid = \"A1\"\ntitle = \"Two\"\nmeasures = [\"contacts\"]\n\n\
                [[row]]\nid = \"A3\"\ntitle = \"Three\"\n\n\
                [[other]]\nnames = [\"contacts\"]\nreason = \"none\"\n";
    let folder = folder(Some(text));
    let path = folder.path().display().to_string();
    let (status, out, error) = duecare(&["catalogue", "--rules", &path]);
    assert_eq!((status, out.as_str()), (1, ""));
    for told in [
        "catalogue.toml:4:14: error[unknown-name]: there is no standard called `contact-decison`",
        "did you mean `contact-decision`?",
        "catalogue.toml:7:6: error[said-twice]: the row `A1` is there twice",
        "error[missing-reason]: `A3` names no rule, and no `reason` says why",
        "catalogue.toml:16:10: error[said-twice]: `contacts` stands under `other`, and in a row",
        "own.care:1:1: error[not-in-the-catalogue]: `contact-decision` stands in no row of the catalogue",
    ] {
        assert!(error.contains(told), "{told} is not in:\n{error}");
    }
}

#[test]
fn rules_without_a_catalogue_say_so() {
    let folder = folder(None);
    let (status, _, error) = duecare(&["catalogue", "--rules", &folder.path().display().to_string()]);
    assert_eq!(status, 2);
    assert!(error.contains("these rules have no catalogue"), "{error}");
}

#[test]
fn the_command_prints_text_csv_and_json() {
    let text = "[[row]]\nid = \"A1\"\ntitle = \"Contacts\"\nstandards = [\"contact-decision\"]\n\n\
                [[row]]\nid = \"A2\"\ntitle = \"Hours\"\nmeasures = [\"contacts\"]\nreason = \"days only\"\n\n\
                [[row]]\nid = \"A3\"\ntitle = \"Moods\"\nreason = \"no record, and no source\"\n";
    let folder = folder(Some(text));
    let path = folder.path().display().to_string();
    let run = |form: &[&str]| {
        let (status, out, error) = duecare(&[&["catalogue", "--rules", &path], form].concat());
        assert_eq!((status, error.as_str()), (0, ""));
        out
    };
    assert_eq!(
        run(&[]),
        "A1  Contacts\n  contact-decision: Contacts are decided (1 example)\n    \
         for each contact must be decided within 1 working day of the date\n\n\
         A2  Hours\n  measure contacts: Contacts (0 examples)\n  in part: days only\n\n\
         A3  Moods\n  not done: no record, and no source\n\n\
         3 rows: 1 done, 1 in part, 1 not done\n  A2 in part: days only\n  \
         A3 not done: no record, and no source\n"
    );
    assert_eq!(
        run(&["--format", "csv"]),
        "id,title,state,standards,checks,measures,themes,examples,reason\n\
         A1,Contacts,done,contact-decision,,,,1,\n\
         A2,Hours,in part,,,contacts,,0,days only\n\
         A3,Moods,not done,,,,,0,\"no record, and no source\"\n"
    );
    let json: serde_json::Value = serde_json::from_str(&run(&["--format", "json"])).unwrap();
    let first = &json["rows"][0];
    assert_eq!((&first["id"], &first["title"]), (&"A1".into(), &"Contacts".into()));
    assert_eq!(first["standards"], serde_json::json!(["contact-decision"]));
    assert_eq!((&first["measures"], &first["reason"]), (&serde_json::json!([]), &serde_json::Value::Null));
    assert_eq!(json["rows"][2]["reason"], "no record, and no source");
    assert_eq!(json["counts"], serde_json::json!({"rows": 3, "done": 1, "in_part": 1, "not_done": 1}));
    assert_eq!(json["rules"].as_array().unwrap().len(), 2);
}

/// The shipped catalogue, as a user asks for it.
#[test]
fn the_shipped_catalogue_has_98_rows() {
    let (status, out, error) = duecare(&["catalogue", "--format", "json"]);
    assert_eq!(status, 0, "{error}");
    let json: serde_json::Value = serde_json::from_str(&out).unwrap();
    assert_eq!(json["rows"].as_array().unwrap().len(), 98);
    assert!(json["counts"]["not_done"].as_u64().unwrap() <= 5);
}
