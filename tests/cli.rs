//! The program as a user runs it: what it prints, where to, and the status it ends with.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test fails by panicking")]

#[path = "cli/flattered.rs"]
mod flattered;
#[path = "cli/own.rs"]
mod own;
#[path = "support/command.rs"]
mod program;
#[path = "cli/told.rs"]
mod told;

use program::duecare;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

/// An invented authority, written once for all tests.
fn records() -> &'static str {
    static FOLDER: OnceLock<(tempfile::TempDir, String)> = OnceLock::new();
    let made = FOLDER.get_or_init(|| {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("extract").display().to_string();
        let (status, out, error) = duecare(&["demo", "--no-serve", "--children", "80", "--out", &path]);
        assert_eq!(status, 0, "{error}");
        assert!(out.contains("overdue") && out.contains("As at 31 March 2021"), "{out}");
        (folder, path)
    });
    &made.1
}

fn run(more: &[&str]) -> (i32, String, String) {
    let mut all = vec!["run", "--records", records(), "--as-at", "2021-03-31"];
    all.extend(more);
    duecare(&all)
}

fn written(folder: &Path, name: &str, text: &str) -> PathBuf {
    let path = folder.join(name);
    std::fs::write(&path, text).unwrap();
    path
}

#[test]
fn the_shipped_rules_are_without_fault() {
    let (status, out, _) = duecare(&["check", "rules"]);
    assert_eq!(status, 0, "{out}");
    assert!(out.contains("no errors"), "{out}");
    let (status, out, _) = duecare(&["test", "rules"]);
    assert_eq!(status, 0, "{out}");
    assert!(out.contains("0 failed") && out.contains("(100%)"), "{out}");
}

#[test]
fn a_slip_ends_with_one_and_names_its_place() {
    let folder = tempfile::tempdir().unwrap();
    let text = "standard mine \"Mine\"\n  source \"local\"\n  for each child-in-need-plan\n  \
                must have a visit where child-sen is yes wihtin 4 weeks of the start\n";
    let path = written(folder.path(), "mine.care", text);
    let (status, out, _) = duecare(&["check", path.to_str().unwrap()]);
    assert_eq!(status, 1);
    assert!(out.contains("mine.care:4:27: error[unknown-field]"), "{out}");
    assert!(out.contains("did you mean `child-seen`?") && out.contains("did you mean `within`?"), "{out}");
}

#[test]
fn a_failing_example_ends_with_one() {
    let folder = tempfile::tempdir().unwrap();
    let text = "standard mine \"Mine\"\n  source \"local\"\n  for each child-in-need-plan\n  \
                must have a visit where child-seen is yes within 4 weeks of the start\n  example \"wrong\"\n    \
                given child-in-need-plan from 4 January 2021\n    as at 5 January 2021 expect met on 5 January 2021\n";
    let path = written(folder.path(), "mine.care", text);
    let (status, out, error) = duecare(&["test", path.to_str().unwrap()]);
    assert_eq!(status, 1, "{out}{error}");
    assert!(out.contains("mine.care:7"), "{out}");
}

#[test]
fn usage_ends_with_two() {
    for arguments in [
        &["nonsense"][..],
        &["run"],
        &["run", "--records", "nowhere", "--as-at", "2021-03-31"],
        &["run", "--records", "nowhere", "--as-at", "31 Marz 2021"],
        &["check", "nowhere.care"],
        &["demo", "--no-serve", "--profile", "nowhere"],
    ] {
        let (status, out, error) = duecare(arguments);
        assert_eq!(status, 2, "{arguments:?}: {error}");
        assert!(out.is_empty() && !error.is_empty() && !error.contains("panicked"), "{arguments:?}: {error}");
    }
    for wrong in
        [["--team", "nowhere"], ["--standard", "no-such"], ["--child", "nobody"], ["--verdict", "latte"]]
    {
        assert_eq!(run(&wrong).0, 2, "{wrong:?}");
    }
}

#[test]
fn a_list_has_the_same_rows_in_every_form() {
    let (status, csv, _) = run(&["--format", "csv"]);
    assert_eq!(status, 0);
    let header =
        "child,standard,version,severity,verdict,opened,due,done,days_overdue,team,worker,why,subject";
    assert_eq!(csv.lines().next(), Some(header));
    let rows = csv.lines().count() - 1;
    assert!(rows > 10);
    let (_, json, _) = run(&["--format", "json"]);
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    let keys: Vec<&String> = json.as_object().unwrap().keys().collect();
    assert_eq!(keys, ["as_at", "known_on", "run", "rules", "items"]);
    assert_eq!(json["items"].as_array().unwrap().len(), rows);
    let keys: Vec<&str> = json["items"][0].as_object().unwrap().keys().map(String::as_str).collect();
    assert_eq!(keys.join(","), header);
    let (_, lines, _) = run(&["--format", "ndjson"]);
    assert_eq!(lines.lines().count(), rows);
    assert!(lines.lines().all(|l| serde_json::from_str::<serde_json::Value>(l).is_ok()));
    let (_, table, error) = run(&[]);
    assert!(table.contains("why"));
    assert!(error.contains(&format!("{rows} listed as at 31 March 2021")), "{error}");
}

#[test]
fn the_same_question_has_the_same_bytes() {
    let first = run(&["--format", "json", "--verdict", "all"]);
    assert_eq!(first, run(&["--format", "json", "--verdict", "all"]));
    assert_eq!(first.1, {
        let (_, out, _) = duecare(&[
            "run",
            "--records",
            records(),
            "--as-at",
            "31 March 2021",
            "--format",
            "json",
            "--verdict",
            "all",
        ]);
        out
    });
}

#[test]
fn filters_narrow_and_a_file_takes_the_output() {
    let (_, all, _) = run(&["--format", "csv", "--verdict", "all"]);
    let team =
        all.lines().find_map(|l| l.split(',').nth(9).filter(|t| t.starts_with('T'))).unwrap().to_owned();
    let (status, some, _) = run(&["--format", "csv", "--verdict", "all", "--team", &team]);
    assert_eq!(status, 0);
    assert!(some.lines().count() > 1 && some.lines().count() < all.lines().count());
    assert!(some.lines().skip(1).all(|l| l.contains(&format!(",{team},"))));
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("breaches.csv");
    let (status, out, _) =
        run(&["--format", "csv", "--verdict", "all", "--team", &team, "--output", file.to_str().unwrap()]);
    assert_eq!((status, out.as_str()), (0, ""));
    assert_eq!(std::fs::read_to_string(file).unwrap(), some);
}

#[test]
fn a_verdict_is_explained_with_its_clock_and_its_clause() {
    let days = ["--records", records(), "--as-at", "2021-03-31"];
    let standard = ["--standard", "child-in-need-visits", "--verdict", "breach"];
    let (status, out, error) = duecare(&[&["explain"], &days[..], &standard[..]].concat());
    assert_eq!(status, 0, "{error}");
    assert!(out.contains("child-in-need-visits  child C"), "{out}");
    assert!(out.contains("child-in-need.care line ") && out.contains("[interval: 4 weeks; "), "{out}");
    assert!(out.contains("4 weeks after "), "{out}");
}

#[test]
fn an_explanation_has_the_same_keys_for_every_form() {
    let days = ["--records", records(), "--as-at", "2021-03-31"];
    let (status, out, error) = duecare(
        &[&["explain"], &days[..], &["--verdict", "overdue,missed,exempt,cannot-tell", "--format", "json"]]
            .concat(),
    );
    assert_eq!(status, 0, "{error}");
    let json: serde_json::Value = serde_json::from_str(&out).unwrap();
    let keys: Vec<&String> = json.as_object().unwrap().keys().collect();
    assert_eq!(keys, ["as_at", "known_on", "run", "rules", "items"]);
    let items = json["items"].as_array().unwrap();
    assert!(items.len() > 100);
    let readme = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/README.md")).unwrap();
    for item in items {
        let keys: Vec<&str> = item.as_object().unwrap().keys().map(String::as_str).collect();
        assert_eq!(
            keys,
            [
                "obligation",
                "title",
                "subject",
                "about",
                "asked_by_version",
                "applies",
                "clock",
                "count",
                "records",
                "tests",
                "missing",
                "relieved",
                "outcome",
                "closes",
                "clause",
                "sources"
            ]
        );
        assert!(keys.iter().all(|k| readme.contains(&format!("`{k}`"))), "{keys:?}");
        let told = item["obligation"]["verdict"] == "cannot-tell";
        assert_eq!(told, !item["missing"].as_array().unwrap().is_empty(), "{item}");
    }
}

#[test]
fn the_service_does_not_open_itself_to_the_network() {
    let (status, _, error) =
        duecare(&["serve", "--records", records(), "--as-at", "2021-03-31", "--listen", "0.0.0.0:0"]);
    assert_eq!(status, 2);
    assert!(error.contains("--open-to-network"), "{error}");
}

fn measures(more: &[&str]) -> (i32, String, String) {
    let mut all = vec!["measures", "--records", records(), "--as-at", "2021-03-31"];
    all.extend(more);
    duecare(&all)
}

#[test]
fn measures_have_the_same_figures_in_every_form() {
    let (status, json, error) = measures(&["--format", "json"]);
    assert_eq!(status, 0, "{error}");
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    let items = json["items"].as_array().unwrap();
    let one = items.iter().find(|m| m["measure"] == "child-in-need-seen").unwrap();
    let figure = one["figure"].as_str().unwrap();
    let said = format!("{figure} ({} of {})", one["numerator"], one["denominator"]);
    let (_, table, _) = measures(&[]);
    let line = table.lines().find(|l| l.trim_start().starts_with("child-in-need-seen ")).unwrap();
    assert!(line.contains(&said) && line.contains(one["colour"].as_str().unwrap()), "{line}");
    let (_, lines, _) = measures(&["--format", "ndjson"]);
    assert_eq!(lines.lines().count(), items.len());
    let (_, csv, _) = measures(&["--format", "csv", "--measure", "child-in-need-seen"]);
    assert!(
        csv.starts_with("measure,as_at,by,group,figure,unit,numerator,denominator,low,high,colour,in_time,"),
        "{csv}"
    );
    let first = csv.lines().nth(1).unwrap();
    let digits = figure.trim_end_matches('%');
    assert!(first.starts_with(&format!("child-in-need-seen,2021-03-31,,,{digits},percent,")), "{first}");
    let (_, full, _) = measures(&["child-in-need-seen"]);
    assert!(full.contains(&said) && full.contains("in time,") && full.contains(" team "), "{full}");
}

#[test]
fn a_measure_shows_its_definition_and_all_its_counts() {
    let (_, full, _) = measures(&["child-in-need-seen"]);
    let (_, json, _) = measures(&["child-in-need-seen", "--format", "json"]);
    let one = &serde_json::from_str::<serde_json::Value>(&json).unwrap()["items"][0];
    let counts = format!(
        "  numerator {}, denominator {}, {} cannot tell, {} exempt\n",
        one["numerator"], one["denominator"], one["counts"]["cannot_tell"], one["counts"]["exempt"]
    );
    let words = "percentage of cases of child-in-need-visits open that are in time";
    let asks = "Children in need are seen at least every four weeks";
    let said = format!("  definition: {words}\n  child-in-need-visits: {asks}\n  as at 31 March 2021\n");
    assert!(full.contains(&said) && full.contains(&counts), "{full}");
    assert_eq!(
        (one["definition"].as_str(), one["standards"]["child-in-need-visits"].as_str()),
        (Some(words), Some(asks))
    );
    let (_, csv, _) = measures(&["child-in-need-seen", "--format", "csv"]);
    assert!(
        csv.lines()
            .next()
            .unwrap()
            .ends_with(",cannot_tell,exempt,lapsed,children,why,definition,known_now,difference"),
        "{csv}"
    );
    assert!(csv.lines().skip(1).all(|l| l.ends_with(&format!("{words},,"))), "{csv}");
    // What is counted from records has its counts as well; a rate and an average say what stands over what.
    let with = [
        "--authority",
        "rules/authorities/example.toml",
        "protection-rate",
        "average-caseload",
        "repeat-referrals",
    ];
    let (_, full, _) = measures(&with);
    assert_eq!(full.matches("\n  numerator ").count(), 3, "{full}");
    assert!(full.contains(" over 40800)") || full.contains(" over 41200)"), "{full}");
    let looked_back = "\n  definition: percentage of referrals in the month that have a referral in the 12 months before the date\n";
    assert!(full.contains(looked_back), "{full}");
}

#[test]
fn measures_are_narrowed_and_unknown_names_end_with_two() {
    let (status, out, _) = measures(&["--theme", "voice-of-the-child"]);
    assert_eq!(status, 0);
    assert!(out.contains(" protection-visits-now ") && !out.contains(" child-in-need-seen "), "{out}");
    let (status, _, error) = measures(&["child-in-need-sen"]);
    assert_eq!(status, 2);
    assert!(error.contains("did you mean `child-in-need-seen`?"), "{error}");
    assert_eq!(measures(&["--team", "nowhere"]).0, 2);
    let (_, out, _) = measures(&["--authority", "rules/authorities/example.toml", "protection-rate"]);
    assert!(!out.contains("no population"), "{out}");
}

#[test]
fn every_command_helps_with_an_example() {
    for command in ["check", "fmt", "test", "run", "measures", "explain", "demo", "serve"] {
        let (status, out, _) = duecare(&[command, "--help"]);
        assert_eq!(status, 0);
        assert!(out.contains("Example"), "{command}: {out}");
    }
    for shell in ["bash", "zsh", "fish"] {
        let (status, out, _) = duecare(&["completions", shell]);
        assert!(status == 0 && out.contains("duecare"), "{shell}");
    }
}

#[test]
fn examples_are_of_the_rules_as_they_are_written() {
    let folder = tempfile::tempdir().unwrap();
    let text = "name = \"Strict\"\n[calendar]\nholidays = \"england\"\n\
                closures = [{ from = 2026-01-01, until = 2026-12-31, why = \"shut\" }]\n\
                [settings.\"child-in-need-visits\"]\ninterval = \"1 week\"\n";
    let path = written(folder.path(), "strict.toml", text);
    let path = path.to_str().unwrap();
    let (status, out, error) = duecare(&["test", "rules", "--authority", path]);
    assert_eq!(status, 0, "{out}{error}");
    assert!(out.contains("0 failed"), "{out}");
    assert!(error.contains("examples are run as written"), "{error}");
    let loose = text.replace("1 week", "1 year");
    std::fs::write(path, loose).unwrap();
    let (status, _, error) = duecare(&["test", "rules", "--authority", path]);
    assert_eq!(status, 1, "{error}");
    assert!(error.contains("interval"), "{error}");
}

#[test]
fn a_table_calls_teams_by_name_and_data_by_id() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("extract").display().to_string();
    let (_, by_team, _) = duecare(&["demo", "--no-serve", "--children", "80", "--out", &path]);
    assert!(by_team.contains(" Children in Care (T05) "), "{by_team}");
    let (_, table, _) = run(&["--team", "T05"]);
    assert!(table.contains("Children in Care") && !table.contains("T05"), "{table}");
    let (_, data, _) = run(&["--team", "T05", "--format", "csv"]);
    assert!(data.contains(",T05,") && !data.contains("Children in Care"), "{data}");
}

#[test]
fn a_mapping_is_drafted_and_loads() {
    let folder = tempfile::tempdir().unwrap();
    written(folder.path(), "clients.csv", "Client No,DOB,Shoe Size\n7,2015-03-04,12\n");
    let path = folder.path().display().to_string();
    let own = folder.path().join("own.toml").display().to_string();
    let (status, out, error) = duecare(&["import", "--guess", &path, "--output", &own]);
    assert_eq!(status, 0, "{error}");
    assert!(out.contains("2 of 3 columns are placed") && out.contains("not placed: `Shoe Size`"), "{out}");
    let (status, out, error) = duecare(&["import", "--from", &own, "--records", &path]);
    assert_eq!(status, 0, "{out}{error}");
    assert!(out.contains("clients.csv"), "{out}");
    let (status, out, _) = duecare(&["import", "--guess", &path, "--report", "json"]);
    assert_eq!((status, out.contains("\"field\": \"born\"")), (0, true), "{out}");
    // One of the two, not none and not both.
    assert_eq!(duecare(&["import"]).0, 2);
    assert_eq!(duecare(&["import", "--guess", &path, "--records", &path]).0, 2);
}

#[test]
fn what_became_of_every_row_is_said_and_a_strict_load_fails_behind_it() {
    let (status, out, error) = duecare(&["import", "--records", records(), "--report", "json"]);
    assert_eq!(status, 0, "{error}");
    let report: serde_json::Value = serde_json::from_str(&out).unwrap();
    let count = |key: &str| report[key].as_u64().unwrap();
    assert_eq!(count("read"), count("kept") + count("refused"));
    let files = report["files"].as_array().unwrap();
    let visits = files.iter().find(|f| f["file"] == "ssd_cin_visits.csv").unwrap();
    assert_eq!(visits["kind"], "visit");
    assert!(visits["newest"].as_str().unwrap() > "2020", "{visits}");
    assert_eq!(visits["read"], visits["kept"]);

    let (status, out, _) = duecare(&["import", "--records", records(), "--strict"]);
    assert_eq!(status, i32::from(count("refused") > 0), "{out}");
    let folder = tempfile::tempdir().unwrap();
    written(folder.path(), "ssd_person.csv", "pers_person_id,pers_dob\nA,2015-01-05\n,2016-01-05\n");
    let path = folder.path().display().to_string();
    let (status, out, _) = duecare(&["import", "--records", &path, "--strict"]);
    assert_eq!(status, 1, "{out}");
    assert!(out.contains("refused 1: no id (row 3)"), "{out}");
    let (status, _, error) = duecare(&["run", "--records", &path, "--strict"]);
    assert_eq!(status, 1);
    assert!(error.contains("not everything was loaded"), "{error}");
    assert_eq!(duecare(&["run", "--records", &path]).0, 0);
}

#[test]
fn formats_and_sources_are_named_once_or_once_each() {
    let (status, out, error) = duecare(&["sources"]);
    assert_eq!(status, 0, "{error}");
    let ssd = "ssd              a folder with ssd_person.csv: 124 of 124 standards, 42 of 42 checks";
    assert!(out.contains(ssd), "{out}");
    let from_the_last = |l: &str| l.starts_with(" protection-visits ") && l.contains("from the last");
    assert!(out.lines().any(from_the_last), "{out}");
    let (_, json, _) = duecare(&["sources", "--format", "json"]);
    let sources: serde_json::Value = serde_json::from_str(&json).unwrap();
    let visits =
        sources["standards"].as_array().unwrap().iter().find(|s| s["standard"] == "care-visits").unwrap();
    let census = visits["formats"].as_array().unwrap().iter().find(|f| f["format"] == "cin-census").unwrap();
    assert_eq!(census["can"], false);
    assert!(census["lacks"].as_array().unwrap().iter().any(|n| n == "visit"), "{census}");

    let twice = [records(), records(), records()];
    let three: Vec<&str> = twice.iter().flat_map(|r| ["--records", r]).collect();
    let (status, _, error) = duecare(&[&["run", "--from", "ssd", "--from", "auto"][..], &three].concat());
    assert_eq!(status, 2);
    assert!(error.contains("2 formats are named for 3 sources"), "{error}");
    let (_, out, _) = duecare(&[&["import", "--from", "ssd"][..], &three].concat());
    assert!(out.contains("visit: ") && out.contains(" in both ssd and ssd, 0 only in ssd"), "{out}");
    // The same extract twice is the same caseload.
    let as_at = ["--as-at", "2021-03-31", "--format", "ndjson"];
    let once = duecare(&[&["run", "--records", records()][..], &as_at].concat()).1;
    let again = duecare(&[&["run"][..], &three, &as_at].concat()).1;
    assert!(once == again, "{} and {} lines", once.lines().count(), again.lines().count());
}

#[test]
fn two_extracts_are_compared_by_record_and_by_breach() {
    let newer = tempfile::tempdir().unwrap();
    for entry in std::fs::read_dir(records()).unwrap() {
        let from = entry.unwrap().path();
        std::fs::copy(&from, newer.path().join(from.file_name().unwrap())).unwrap();
    }
    let path = newer.path().display().to_string();
    let diff = |more: &[&str]| {
        let mut all = vec!["diff", records(), &path, "--as-at", "2021-03-31"];
        all.extend(more);
        duecare(&all)
    };
    let (status, out, error) = diff(&[]);
    assert_eq!((status, out.as_str()), (0, "nothing differs\n"), "{error}");
    // Two formats hold different things: what only one can hold is no change.
    let census = "<Message><Children><Child><ChildIdentifiers><LAchildID>A</LAchildID></ChildIdentifiers></Child></Children></Message>";
    let other = written(newer.path(), "census.xml", census);
    let (status, _, error) = duecare(&["diff", records(), other.to_str().unwrap()]);
    std::fs::remove_file(other).unwrap();
    assert_eq!(status, 2);
    assert!(error.contains("the two are not of one source: ssd and cin-census"), "{error}");
    let (status, _, error) = duecare(&["run", "--from", "dfe-statistics", "--records", &path]);
    assert!(status == 2 && error.contains("no records that could be judged"), "{error}");
    let (status, _, error) = duecare(&["import", "--from", "dfe-statistics", "--records", &path]);
    assert!(status == 2 && error.contains("the columns `time_period` and `geographic_level`"), "{error}");
    // The last visits to children in need are withdrawn.
    let visits = std::fs::read_to_string(newer.path().join("ssd_cin_visits.csv")).unwrap();
    let lines: Vec<&str> = visits.lines().collect();
    written(newer.path(), "ssd_cin_visits.csv", &(lines[..lines.len() - 25].join("\n") + "\n"));
    let (status, out, _) = diff(&[]);
    assert_eq!(status, 0);
    assert!(out.contains("visit") && out.contains("judged again as at 31 March 2021"), "{out}");
    let (_, json, _) = diff(&["--format", "json"]);
    let found: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(found["records"][0]["withdrawn"], 25);
    let items = found["items"].as_array().unwrap();
    let new: Vec<_> = items.iter().filter(|i| i["turn"] == "new").collect();
    assert!(!new.is_empty(), "{json}");
    assert!(new.iter().all(|i| i["because"][0]["file"] == "ssd_cin_visits.csv"), "{json}");
    // What the visits withdrawn had opened is gone, and said to be.
    let gone = items.iter().filter(|i| i["turn"] == "gone").count();
    assert!(gone > 0 && found["turns"]["gone"] == gone, "{json}");
    assert!(out.contains(&format!("{gone} gone, 0 opened again")), "{out}");
    let (_, csv, _) = diff(&["--format", "csv"]);
    assert!(csv.starts_with("turn,child,standard,was,is,was_due,due,team,worker,because,subject\n"), "{csv}");
    assert_eq!(csv.lines().count(), items.len() + 1);
}

#[test]
fn checks_are_listed_when_they_are_asked_for() {
    let folder = tempfile::tempdir().unwrap();
    written(
        folder.path(),
        "ssd_cin_plans.csv",
        "cinp_cin_plan_id,cinp_person_id,cinp_cin_plan_start_date,cinp_cin_plan_end_date\n\
         P1,A,2021-03-01,2021-02-01\nP2,B,2021-03-01,2021-03-20\nP3,C,2021-01-04,\nP4,C,2021-02-01,\n",
    );
    let path = folder.path().to_str().unwrap();
    let listed = |more: &[&str]| {
        let mut all =
            vec!["run", "--records", path, "--from", "ssd", "--as-at", "2021-03-31", "--format", "csv"];
        all.extend(more);
        let (status, out, error) = duecare(&all);
        assert_eq!(status, 0, "{error}");
        let cells = |l: &str| l.split(',').take(5).collect::<Vec<_>>().join(",");
        out.lines().skip(1).map(cells).collect::<Vec<_>>()
    };
    let fails = [
        "A,dates-in-order,1,error,fail",
        "C,no-overlap-child-in-need,1,error,fail",
        "C,no-overlap-child-in-need,1,error,fail",
    ];
    assert_eq!(listed(&["--checks"]), fails);
    assert_eq!(listed(&["--checks", "--verdict", "pass", "--child", "B"]).len(), 2);
    assert_eq!(listed(&["--standard", "dates-in-order"]), fails[..1]);
    for practice in [&["--verdict", "all"][..], &["--verdict", "breach"]] {
        assert!(!listed(practice).iter().any(|row| row.contains("error,")), "{practice:?}");
    }
    // Nobody has to know of them to be told.
    let (_, _, error) = duecare(&["run", "--records", path, "--from", "ssd", "--as-at", "2021-03-31"]);
    assert!(error.contains("3 failing checks of the data: `duecare run --checks` lists them"), "{error}");
    let asked = ["--as-at", "2021-03-31", "--child", "A", "--standard", "dates-in-order"];
    let (_, out, _) = duecare(&[&["explain", "--records", path, "--from", "ssd"][..], &asked].concat());
    assert!(out.starts_with("FAIL dates-in-order  child A"), "{out}");
}

#[test]
fn a_list_as_parquet_has_the_cells_of_the_csv() {
    use parquet::file::reader::{FileReader, SerializedFileReader};
    use parquet::record::Field;
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("list.parquet");
    assert_eq!(run(&["--format", "parquet"]).0, 2, "it goes to no terminal");
    let every = ["--verdict", "all", "--format"];
    let (status, _, error) = run(&[&every[..], &["parquet", "--output", file.to_str().unwrap()]].concat());
    assert_eq!(status, 0, "{error}");
    let (_, csv, _) = run(&[&every[..], &["csv"]].concat());
    let reader = SerializedFileReader::new(std::fs::File::open(&file).unwrap()).unwrap();
    let columns = reader.metadata().file_metadata().schema_descr().columns().to_vec();
    let types: Vec<String> = columns.iter().map(|c| c.physical_type().to_string()).collect();
    assert_eq!(
        types.join(" "),
        "BYTE_ARRAY BYTE_ARRAY INT32 BYTE_ARRAY BYTE_ARRAY INT32 INT32 INT32 INT32 BYTE_ARRAY BYTE_ARRAY BYTE_ARRAY BYTE_ARRAY"
    );
    let mut csv = csv::Reader::from_reader(csv.as_bytes());
    let names: Vec<String> = csv.headers().unwrap().iter().map(str::to_owned).collect();
    assert_eq!(names, columns.iter().map(|c| c.name().to_owned()).collect::<Vec<_>>());
    let mut rows = 0;
    for (line, row) in csv.records().zip(reader.get_row_iter(None).unwrap()) {
        let row = row.unwrap();
        let cells: Vec<String> = row
            .get_column_iter()
            .map(|(_, field)| match field {
                Field::Null => String::new(),
                Field::Str(text) => text.clone(),
                Field::Int(n) => n.to_string(),
                Field::Date(d) => duecare::calendar::to_iso(*d),
                other => panic!("{other}"),
            })
            .collect();
        assert_eq!(line.unwrap().iter().collect::<Vec<_>>(), cells);
        rows += 1;
    }
    assert!(rows > 1000 && csv.records().next().is_none());
    assert_eq!(reader.metadata().file_metadata().num_rows(), rows);
}

#[test]
fn records_are_written_as_tables_and_nothing_of_others_is_overwritten() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("tables");
    let out = out.to_str().unwrap();
    let write = |form: &str| {
        duecare(&["import", "--records", records(), "--from", "ssd", "--write", out, "--write-format", form])
    };
    let judged = |from: &str, records: &str| {
        let all = ["--as-at", "2021-03-31", "--verdict", "all", "--format", "csv"];
        let (status, list, error) =
            duecare(&[&["run", "--records", records, "--from", from], &all[..]].concat());
        assert_eq!(status, 0, "{error}");
        let mut cells = csv::Reader::from_reader(list.as_bytes());
        // What stands behind: rows are those of other files.
        cells.records().map(|r| r.unwrap().iter().take(11).collect::<Vec<_>>().join(",")).collect::<Vec<_>>()
    };
    let wanted = judged("ssd", records());
    for form in ["csv", "parquet", "csv"] {
        let (status, _, error) = write(form);
        assert_eq!(status, 0, "{error}");
        assert!(error.contains("read with `--records"), "{error}");
        let endings: std::collections::BTreeSet<String> = std::fs::read_dir(out)
            .unwrap()
            .map(|e| e.unwrap().path().extension().unwrap().to_string_lossy().into_owned())
            .collect();
        assert_eq!(
            endings.into_iter().collect::<Vec<_>>(),
            if form == "csv" { ["csv", "toml"] } else { ["parquet", "toml"] }
        );
        assert_eq!(judged(&format!("{out}/mapping.toml"), out), wanted, "{form}");
    }
    written(Path::new(out), "notes.txt", "somebody else's");
    let (status, _, error) = write("parquet");
    assert_eq!(status, 2);
    assert!(error.contains("is not empty") && error.contains("name a folder"), "{error}");
    assert!(Path::new(out).join("visits.csv").exists());
}
