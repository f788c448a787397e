//! What the councils' reports ask for: every row is there, every name in it is there, and the command prints it.
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

use program::duecare;
use serde_json::Value;
use shared::shared;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// The shipped requirements; every name in them is in the rules, a layout, a profile or the command line.
fn shipped() -> Value {
    let rules = Path::new(env!("CARGO_MANIFEST_DIR")).join("rules");
    let (status, out, error) =
        duecare(&["requirements", "--rules", rules.to_str().unwrap(), "--format", "json"]);
    assert_eq!((status, error.as_str()), (0, ""));
    serde_json::from_str(&out).unwrap()
}

fn rows(of: &Value) -> &Vec<Value> {
    of["rows"].as_array().unwrap()
}

#[test]
fn every_row_says_what_does_it_and_which_command_shows_it() {
    let all = shipped();
    assert_eq!(rows(&all).len(), 274);
    for row in rows(&all) {
        let (id, how) = (row["id"].as_str().unwrap(), row["how"].as_str().unwrap());
        let commands = row["commands"].as_array().unwrap();
        assert_eq!(how == "cannot", commands.is_empty(), "{id}");
        assert_eq!(how == "cannot", row["by"].as_array().unwrap().is_empty(), "{id}");
        if how == "cannot" {
            assert!(row["reason"].as_str().is_some_and(|reason| reason.len() > 20), "{id}: say why");
        }
        assert!(row["what"].as_str().is_some_and(|what| what.len() > 5), "{id}: say what");
    }
    let exceptions = exceptions(&all);
    assert!(exceptions.len() <= 6, "{exceptions:?}");
    let unseen: Vec<&Value> = rows(&all)
        .iter()
        .filter(|row| row["kind"] == "convention" && row["how"] == "cannot")
        .map(|row| &row["id"])
        .collect();
    assert!(unseen.is_empty(), "conventions that no report shows: {unseen:?}");
}

/// Measures, time limits, targets and comparators that are neither worked out nor shown as a fact.
fn exceptions(all: &Value) -> Vec<String> {
    let wanted = |kind: &str| {
        kind.starts_with("measure-") || ["standard-timescale", "target", "comparator"].contains(&kind)
    };
    let left = rows(all).iter().filter(|row| {
        wanted(row["kind"].as_str().unwrap()) && (row["how"] == "narrative" || row["how"] == "cannot")
    });
    left.map(|row| {
        assert!(row["reason"].is_string(), "{}: say why", row["id"]);
        row["id"].to_string()
    })
    .collect()
}

/// A command that is printed is one that the program has: its parts are read by the program itself.
#[test]
fn the_commands_are_understood() {
    let all = shipped();
    let commands = rows(&all).iter().flat_map(|row| row["commands"].as_array().unwrap());
    let mut commands: Vec<&str> = commands.map(|command| command.as_str().unwrap()).collect();
    commands.sort_unstable();
    commands.dedup();
    // Those of one command and one report differ in names only, and names are held when the rows are read.
    let mut kinds: BTreeMap<BTreeSet<&str>, &str> = BTreeMap::new();
    for command in commands.into_iter().filter(|c| c.contains("--records")) {
        let words = command.split(' ').filter(|word| word.starts_with("--") || *word == "measures");
        kinds.entry(words.collect()).or_insert(command);
    }
    assert!(kinds.len() >= 4, "{kinds:?}");
    let folder = tempfile::tempdir().unwrap();
    let place = folder.path().join("demo");
    let (status, _, error) =
        duecare(&["demo", "--no-serve", "--children", "60", "--out", place.to_str().unwrap()]);
    assert_eq!(status, 0, "{error}");
    for command in kinds.values() {
        let words: Vec<String> = command
            .split(' ')
            .skip(1)
            .map(|word| {
                if word.starts_with("demo") {
                    word.replacen("demo", place.to_str().unwrap(), 1)
                } else {
                    word.to_owned()
                }
            })
            .collect();
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        let (status, _, error) = duecare(&words);
        assert!(status <= 1 && !error.contains("error:"), "{command}: {error}");
    }
}

#[test]
fn ids_reports_and_kinds_are_those_of_the_requirements_at_hand() {
    let Some(path) = shared("domain/seed_requirements.csv") else { return };
    let reports = BTreeMap::from([
        ("000", "slough-2021-02"),
        ("001", "slough-2015-07"),
        ("002", "devon-2021-10"),
        ("003", "slough-monitoring-visit"),
        ("004", "southampton-2021-01"),
    ]);
    let mut csv = csv::Reader::from_path(path).unwrap();
    let headers = csv.headers().unwrap().clone();
    let place = |name: &str| headers.iter().position(|h| h == name).unwrap();
    let (id, file, kind) = (place("id"), place("seed_file"), place("kind"));
    let mut wanted: Vec<[String; 3]> = csv
        .records()
        .map(|row| {
            let row = row.unwrap();
            let report = reports[row[file].split('_').next().unwrap()];
            [row[id].to_owned(), report.to_owned(), row[kind].to_owned()]
        })
        .collect();
    wanted.sort();
    let all = shipped();
    let ours: Vec<[String; 3]> = rows(&all)
        .iter()
        .map(|row| ["id", "report", "kind"].map(|key| row[key].as_str().unwrap().to_owned()))
        .collect();
    assert_eq!(ours, wanted);
}

#[test]
fn the_command_prints_text_csv_and_json() {
    let (status, out, error) = duecare(&["requirements"]);
    assert_eq!((status, error.as_str()), (0, ""));
    assert!(
        out.contains(
            "SR025  slough-2021-02  measure-timeliness  computed\n  Contacts decided in one day\n  \
             by measure contacts-decided\n  $ duecare report --like slough-2021-02 --invented\n"
        ),
        "{}",
        out.lines().take(80).collect::<Vec<_>>().join("\n")
    );
    assert!(
        out.contains("  $ duecare run --standard reassessment --records demo --as-at 2021-10-20\n"),
        "a standard is shown on the last day of its report"
    );
    assert!(out.contains("\n274 rows\n") && out.contains("convention"), "the counts stand at the end");

    let (status, out, error) = duecare(&["requirements", "--how", "cannot", "--format", "csv"]);
    assert_eq!((status, error.as_str()), (0, ""));
    let mut csv = csv::Reader::from_reader(out.as_bytes());
    assert_eq!(
        csv.headers().unwrap(),
        ["id", "report", "kind", "what", "how", "by", "command", "reason"].as_slice()
    );
    let lines: Vec<csv::StringRecord> = csv.records().map(|line| line.unwrap()).collect();
    assert!(lines.iter().all(|line| &line[4] == "cannot" && line[6].is_empty() && !line[7].is_empty()));

    let all = shipped();
    let cannot = rows(&all).iter().filter(|row| row["how"] == "cannot").count();
    assert_eq!(all["counts"]["how"]["cannot"], cannot);
    assert_eq!(lines.len(), cannot);
    assert_eq!(all["counts"]["rows"], 274);
    assert_eq!(rows(&all)[24]["by"], serde_json::json!([{ "means": "measure", "name": "contacts-decided" }]));
}

/// The shipped rules with other requirements.
fn with(text: &str) -> (i32, String) {
    let from = Path::new(env!("CARGO_MANIFEST_DIR")).join("rules");
    let folder = tempfile::tempdir().unwrap();
    copy(&from, folder.path());
    std::fs::write(folder.path().join("requirements.toml"), text).unwrap();
    let (status, _, error) = duecare(&["requirements", "--rules", folder.path().to_str().unwrap()]);
    (status, error)
}

fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap() {
        let path = entry.unwrap().path();
        let there = to.join(path.file_name().unwrap());
        if path.is_dir() {
            copy(&path, &there);
        } else {
            std::fs::copy(&path, there).unwrap();
        }
    }
}

#[test]
fn a_faulty_row_is_told_with_its_id_and_place() {
    let row = |id: &str, rest: &str| format!("[[row]]\nid = \"{id}\"\nkind = \"context\"\n{rest}\n");
    let own = "report = \"devon-2021-10\"\nwhat = \"W\"\nhow = \"computed\"\n";
    let text = [
        row("SR025", "report = \"devon-2021-10\""),
        row("SR028", "how = \"guessed\""),
        row("A1", "what = \"W\"\nhow = \"computed\"\nby = [\"looked-after\"]"),
        row("A2", &format!("{own}by = [\"looked-afer\"]")),
        row("A3", &format!("{own}by = [\"Nowhere / Nothing\", \"note 9\", \"column colour\"]")),
        row("A4", &format!("{own}by = [\"duecare measures --as-att\"]")),
        row("A5", "report = \"devon-2021-10\"\nwhat = \"W\"\nhow = \"cannot\""),
        row("A6", own),
        row("A7", "report = \"devon-2021-11\"\nwhat = \"W\"\nhow = \"cannot\"\nreason = \"none\""),
        row("A7", "what = \"W\""),
    ]
    .concat();
    let (status, error) = with(&text);
    assert_eq!(status, 1, "{error}");
    for told in [
        "requirements.toml:4:10: error[faulty-row]: `SR025`: a figure of `slough-2021-02` is of this row",
        "`SR028`: `guessed` is not one of computed, imported, narrative, cannot",
        "`A1`: no figure is of it: say `report`",
        "`A2`: there is no rule and no printed figure `looked-afer`: did you mean `looked-after`?",
        "`A3`: the layout of `devon-2021-10` has no block `Nothing` in `Nowhere`",
        "`A3`: the layout of `devon-2021-10` has 2 notes, none is `9`",
        "`A3`: the tables of figures have no column `colour`",
        "`A4`: there is no command `duecare measures --as-att`, or it lacks an option",
        "`A5`: say in `reason` why it cannot be done",
        "`A6`: say in `by` what does it",
        "`A7`: there is no report `devon-2021-11`",
        "error[said-twice]: the row `A7` is there twice",
        "error[missing-row]: the figure `repeat-referrals` is of the row `SR026`, which is not there",
    ] {
        assert!(error.contains(told), "{told} is not in:\n{error}");
    }
}
