//! `duecare report` as a user runs it.

use crate::program::duecare;
use std::path::Path;
use std::sync::OnceLock;

/// An invented authority, written once.
fn records() -> &'static str {
    static FOLDER: OnceLock<(tempfile::TempDir, String)> = OnceLock::new();
    let made = FOLDER.get_or_init(|| {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("extract").display().to_string();
        let (status, _, error) = duecare(&["demo", "--no-serve", "--children", "80", "--out", &path]);
        assert_eq!(status, 0, "{error}");
        (folder, path)
    });
    &made.1
}

#[test]
fn a_report_is_laid_out_in_every_form_and_names_no_child() {
    let folder = tempfile::tempdir().unwrap();
    let report = |more: &[&str]| {
        let mut all = vec!["report", "--records", records(), "--as-at", "2021-03-31"];
        all.extend(more);
        duecare(&all)
    };
    let (status, out, error) = report(&["--like", "slough-2021-02"]);
    assert_eq!(status, 0, "{error}");
    for words in ["Referral and assessment: neither", "Average caseload by team", "Definitions", "few"] {
        assert!(out.contains(words), "{words}: {out}");
    }
    let mut people = csv::Reader::from_path(Path::new(records()).join("ssd_person.csv")).unwrap();
    let place = people.headers().unwrap().iter().position(|name| name == "pers_person_id").unwrap();
    let ids: Vec<String> = people.records().map(|row| row.unwrap()[place].to_owned()).collect();
    assert!(ids.len() > 50);
    for format in ["text", "csv", "json", "html", "xlsx"] {
        let path = folder.path().join(format!("report.{format}"));
        let (status, out, error) =
            report(&["--like", "devon-2021-10", "--format", format, "--output", path.to_str().unwrap()]);
        assert_eq!((status, out.as_str()), (0, ""), "{error}");
        let bytes = std::fs::read(path).unwrap();
        let text = String::from_utf8_lossy(&bytes);
        assert!(bytes.len() > 5_000, "{format}");
        let told =
            ids.iter().find(|id| text.contains(&format!("{id},")) || text.contains(&format!(">{id}<")));
        assert_eq!(told, None, "{format}");
    }
    let (status, _, error) = report(&["--like", "slough-2021-03"]);
    assert!(status == 2 && error.contains("did you mean `slough-2021-02`?"), "{error}");
    let (status, _, error) = report(&["--like", "slough-2021-02", "--format", "xlsx"]);
    assert!(status == 2 && error.contains("--output"), "{error}");
    assert_eq!(report(&[]).0, 2, "a report or a layout is named");
    let own = folder.path().join("own.toml");
    std::fs::write(
        &own,
        "name = \"own\"\ntitle = \"Own\"\n[[section]]\ntitle = \"S\"\n[[section.block]]\nsort = \"figures\"\ntitle = \"B\"\nrows = [{ measure = \"looked-afer\" }]\n",
    )
    .unwrap();
    let (status, _, error) = report(&["--layout", own.to_str().unwrap()]);
    assert!(status == 2 && error.contains("did you mean `looked-after`?"), "{error}");
}

#[test]
fn an_invented_report_stands_beside_what_is_printed() {
    let (status, out, error) =
        duecare(&["report", "--like", "slough-monitoring-visit", "--invented", "--format", "json"]);
    assert_eq!(status, 0, "{error}");
    let report: serde_json::Value = serde_json::from_str(&out).unwrap();
    assert_eq!(report["as_at"], "2018-03-31");
    let table = &report["sections"][1]["blocks"][0]["table"];
    let columns: Vec<&str> = table["columns"].as_array().unwrap().iter().filter_map(|c| c.as_str()).collect();
    assert!(columns.contains(&"printed") && columns.contains(&"the same"), "{columns:?}");
}
