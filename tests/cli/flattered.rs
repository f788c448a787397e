//! What keeps figures from being flattered: lint, rates, what became known since.

use crate::program::duecare;
use crate::{records, written};

#[test]
fn lint_ends_with_one_where_a_figure_could_be_flattered() {
    let (status, out, error) = duecare(&["lint", "rules"]);
    assert_eq!(status, 0, "{out}{error}");
    assert!(out.contains("0 findings") && out.contains("allowed with a reason"), "{out}");
    let (_, out, _) = duecare(&["lint", "rules", "--allowed"]);
    assert!(out.contains("allowed[not-joined] care-visits: "), "{out}");
    let folder = tempfile::tempdir().unwrap();
    let text = "standard mine \"Mine\"\n  for each protection-plan\n  must have a looked-after-review every 4 weeks\n  \
                example \"e\"\n    given protection-plan from 5 January 2026\n    as at 6 January 2026 expect due\n";
    let path = written(folder.path(), "mine.care", text);
    let (status, out, _) = duecare(&["lint", path.to_str().unwrap()]);
    assert_eq!(status, 1, "{out}");
    assert!(out.contains("mine.care:2:3: warning[not-joined]") && out.contains("  help: "), "{out}");
    assert!(out.contains("mine.care:3:8: warning[planned-as-held]") && out.contains("2 findings"), "{out}");
    let (status, out, _) = duecare(&["lint", path.to_str().unwrap(), "--format", "json"]);
    let json: serde_json::Value = serde_json::from_str(&out).unwrap();
    let first = &json["findings"][0];
    let place = (first["code"].as_str(), first["about"].as_str(), first["line"].as_u64());
    assert_eq!((status, place), (1, (Some("not-joined"), Some("mine"), Some(2))));
    // Rules that do not load are told as by `check`.
    let path = written(folder.path(), "mine.care", &text.replace("every", "evry"));
    let (status, _, error) = duecare(&["lint", path.to_str().unwrap()]);
    assert_eq!(status, 1);
    assert!(error.contains("mine.care:3:"), "{error}");
}

#[test]
fn a_measure_of_what_was_known_says_what_is_known_now() {
    let all = |more: &[&str]| {
        let days = ["--as-at", "2021-03-31", "--known-on", "2021-03-15"];
        duecare(&[&["measures", "child-in-need-seen", "--records", records()], &days[..], more].concat())
    };
    let (status, out, error) = all(&[]);
    assert_eq!(status, 0, "{error}");
    let now = out.lines().find(|l| l.starts_with("  as known now: ")).unwrap_or_else(|| panic!("{out}"));
    assert!(now.contains(", difference +") && now.ends_with(" points"), "{now}");
    let (_, out, _) = all(&["--format", "json"]);
    let json: serde_json::Value = serde_json::from_str(&out).unwrap();
    let (then, known) = (&json["items"][0], &json["items"][0]["known_now"]);
    let value = |of: &serde_json::Value| of["value"].as_f64().unwrap();
    assert!((value(known) - value(then) - known["difference"].as_f64().unwrap()).abs() < 1e-9, "{known}");
    assert!(now.contains(known["figure"].as_str().unwrap()), "{now}");
    // Without a day of knowing there is one figure.
    let plain = ["measures", "child-in-need-seen", "--records", records(), "--as-at", "2021-03-31"];
    let (_, out, _) = duecare(&plain);
    assert!(out.contains(known["figure"].as_str().unwrap()) && !out.contains("as known now"), "{out}");
}

#[test]
fn rates_are_shown_as_text_csv_and_json() {
    let all = |more: &[&str]| {
        let mut arguments = vec!["rates", "--records", records(), "--as-at", "2021-03-31"];
        arguments.extend(more);
        duecare(&arguments)
    };
    let (status, out, error) = all(&[]);
    assert_eq!(status, 0, "{error}");
    assert!(out.contains(" child-in-need-visits ") && out.contains("days out per 100"), "{out}");
    let (_, csv, _) = all(&["child-in-need-visits", "--over", "3", "--format", "csv"]);
    let lines: Vec<Vec<&str>> = csv.lines().map(|l| l.split(',').collect()).collect();
    assert_eq!(lines.len(), 4, "{csv}");
    assert!(lines.iter().all(|l| l.len() == lines[0].len()), "{csv}");
    let (_, out, _) = all(&["child-in-need-visits", "--format", "json"]);
    let json: serde_json::Value = serde_json::from_str(&out).unwrap();
    let last = json["items"][0]["periods"].as_array().unwrap().last().unwrap();
    let column = |name: &str| lines[3][lines[0].iter().position(|h| *h == name).unwrap()].to_owned();
    assert_eq!(column("to"), "2021-03-31");
    assert_eq!(last["days"]["out"].to_string(), column("days_out"));
    assert_eq!(last["subjects"]["rate"]["figure"], format!("{}%", column("percent_in_time")));
    // As known then, as known now, and the difference.
    let (_, out, _) =
        all(&["child-in-need-visits", "--known-on", "2021-03-15", "--in", "quarter", "--over", "3"]);
    assert!(out.contains("as known then") && out.contains(" points"), "{out}");
    assert!(out.contains("  1 January 2021 to 31 March 2021\n  children in time on every day: "), "{out}");
    assert!(out.contains(" 1 July 2020 ") && !out.contains(" 1 April 2020 "), "{out}");
    // What cannot be asked says what to do.
    for (more, words) in [
        (&["dates-in-order"][..], "duecare run --checks"),
        (&["--in", "fortnight"], "known: month"),
        (&["--since", "2021-04-01"], "begin it on that day or before"),
        (&["--since", "2021-01-01", "--in", "month"], "cannot be used with"),
    ] {
        let (ended, out, error) = all(more);
        assert!(ended == 2 && error.contains(words), "{more:?} {ended}\n{out}\n{error}");
    }
}
