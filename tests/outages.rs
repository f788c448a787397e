//! A system outage in the authority file: what fell due in it is exempt and told apart in lists, explanations, measures
//! and reports.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test fails by panicking, and says what it read"
)]

#[path = "support/command.rs"]
mod program;

use program::duecare;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

const DOWN: &str =
    "name = \"N\"\n[[calendar.outages]]\nfrom = 2021-03-01\nuntil = 2021-03-05\nwhat = \"All down\"\n";
const WORDS: &str = "All down, 1 March 2021 to 5 March 2021";

struct Made {
    folder: tempfile::TempDir,
}

impl Made {
    fn new() -> Made {
        let folder = tempfile::tempdir().unwrap();
        let made = Made { folder };
        let (status, _, error) = duecare(&[
            "demo",
            "--no-serve",
            "--children",
            "150",
            "--out",
            made.path("extract").to_str().unwrap(),
        ]);
        assert_eq!(status, 0, "{error}");
        made
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// A command on the records with an authority file of this text.
    fn with(&self, authority: &str, command: &[&str]) -> (String, String) {
        let file = self.path("authority.toml");
        std::fs::write(&file, authority).unwrap();
        let extract = self.path("extract");
        let path = |p: &Path| p.to_str().unwrap().to_owned();
        let (extract, file) = (path(&extract), path(&file));
        let mut all = command.to_vec();
        all.extend(["--records", &extract, "--authority", &file]);
        let (status, out, error) = duecare(&all);
        assert_eq!(status, 0, "{error}");
        (out, error)
    }

    /// Verdict, due day and reason of every obligation as at a day, by child, standard and opened day; and the remarks.
    fn verdicts(&self, authority: &str, as_at: &str) -> (BTreeMap<[String; 4], [String; 3]>, String) {
        let mut command = vec!["run", "--as-at", as_at, "--format", "csv"];
        let words = ["met", "due", "late", "overdue", "missed", "lapsed", "exempt", "cannot-tell"];
        command.extend(words.iter().flat_map(|w| ["--verdict", w]));
        let (out, error) = self.with(authority, &command);
        let mut csv = csv::Reader::from_reader(out.as_bytes());
        let names = csv.headers().unwrap().clone();
        let at = |name: &str| names.iter().position(|n| n == name).unwrap();
        let (mut list, mut twice) = (BTreeMap::new(), BTreeSet::new());
        for row in csv.records().map(Result::unwrap) {
            let cell = |name: &str| row[at(name)].to_owned();
            let key = ["child", "worker", "standard", "opened"].map(&cell);
            if list.insert(key.clone(), ["verdict", "due", "why"].map(&cell)).is_some() {
                twice.insert(key);
            }
        }
        // Which of several is which could be told only by their order, which a verdict may change.
        list.retain(|key, _| !twice.contains(key));
        (list, error)
    }
}

#[test]
fn what_fell_due_in_an_outage_is_exempt_through_the_day_after_and_told_apart() {
    let made = Made::new();
    let breach = |word: &str| ["late", "overdue", "missed"].contains(&word);
    let marked = format!("it fell due in an outage ({WORDS})");
    for as_at in ["2021-03-06", "2021-03-31"] {
        let (plain, said) = made.verdicts("name = \"N\"\n", as_at);
        assert!(!said.contains("outage"), "{said}");
        let (only, said) = made.verdicts(&format!("{DOWN}exempts = []\n"), as_at);
        assert!(said.contains(&format!("fell due in a system outage ({WORDS}): 0 exempt, ")), "{said}");
        let (all, said) = made.verdicts(DOWN, as_at);
        assert!(said.contains(&format!("fell due in a system outage ({WORDS}): ")), "{said}");
        let (mut exempt, mut still, mut told) = (0, 0, 0);
        let within = |due: &str| ("2021-03-01"..="2021-03-05").contains(&due);
        for (key, [word, due, why]) in &plain {
            // It marks only, and changes no verdict.
            let [same, _, told_why] = &only[key];
            assert_eq!(word, same, "{key:?}");
            told += usize::from(told_why.ends_with(&marked));
            assert!(!told_why.ends_with(&marked) || within(due) && breach(word), "{told_why}");
            let Some([now, _, now_why]) = all.get(key) else {
                // What is no breach until later is looked at later.
                assert_eq!(key[2], "late-conference-oversight");
                continue;
            };
            if now == word {
                still += usize::from(now_why.ends_with(&marked) && breach(word));
                continue;
            }
            assert!(within(due) && breach(word) && now == "exempt", "{key:?}: {word} to {now}, {why}");
            assert!(now_why.ends_with(&marked) && now_why.contains(": exempt, due "), "{now_why}");
            exempt += 1;
        }
        assert!(exempt > 0 && told == exempt + still, "{exempt} {still} {told}");
        // On the day after the outage nothing that is still to be done is in breach; weeks later what was not done is.
        assert_eq!(as_at == "2021-03-06", still == 0, "{as_at}: {still}");
    }
    // One standard only.
    let of_visits = format!("{DOWN}exempts = [\"child-in-need-visits\"]\n");
    let (one, _) = made.verdicts(&of_visits, "2021-03-06");
    let exempt = one.iter().filter(|(_, v)| v[0] == "exempt" && v[2].ends_with(&marked));
    assert!(exempt.map(|(key, _)| key[2].as_str()).all(|id| id == "child-in-need-visits"));

    let (out, _) = made.with(DOWN, &["explain", "--as-at", "2021-03-06", "--verdict", "exempt"]);
    assert!(
        out.contains(&format!(
            "fell due in an outage ({WORDS}): exempt to 6 March 2021, where it is not done by then overdue from the day after"
        )),
        "{out}"
    );
    let (out, _) = made.with(DOWN, &["measures", "--as-at", "2021-03-31", "--format", "json"]);
    let json: serde_json::Value = serde_json::from_str(&out).unwrap();
    // A measure without a figure has no counts.
    let counts = |m: &serde_json::Value, key: &str| m["counts"][key].as_u64().unwrap_or_default();
    let items = json["items"].as_array().unwrap();
    assert!(items.iter().any(|m| counts(m, "outage_exempt") + counts(m, "outage_breach") > 0));
    assert!(items.iter().all(|m| counts(m, "outage_exempt") <= counts(m, "exempt")));
    let (out, _) = made.with(DOWN, &["report", "--like", "slough-2021-02", "--as-at", "2021-03-31"]);
    let note = format!(
        "System outage ({WORDS}): what fell due in it is exempt up to the day after, and counted apart."
    );
    assert!(out.contains(&note), "{out}");
}

#[test]
fn an_outage_that_names_no_standard_there_is_is_refused_with_its_place() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("n.toml");
    std::fs::write(&file, format!("{DOWN}exempts = [\"contact-decison\"]\n")).unwrap();
    let (status, out, _) = duecare(&["check", "--authority", file.to_str().unwrap()]);
    assert_eq!(status, 1, "{out}");
    assert!(out.contains("n.toml:6:12: error[matches-nothing]"), "{out}");
    assert!(out.contains("did you mean `contact-decision`?"), "{out}");
}
