//! A source of the authority's own: a column that its mapping reads and a file lacks, and what a list says beside it.

use crate::program::duecare;
use std::path::Path;

const WORDS: &str = "subject child (children)\nsubject family (families)\n\
    period plan of child has category as text\nperiod absence of child\n\
    event visit of child has family as family\nevent contact of child\n";

const MAP: &str = r#"name = "own"
[forms]
dates = ["iso"]
[[record]]
kind = "child"
file = "children"
id = "id"
[[record]]
kind = "family"
file = "families"
id = "id"
[[record]]
kind = "plan"
file = "plans"
id = "id"
owner = "child"
start = "start"
end = "end"
fields.category = "category"
[[record]]
kind = "visit"
file = "visits"
id = "id"
owner = "child"
date = "date"
recorded = "recorded"
fields.family = "family"
[[record]]
kind = "contact"
file = "contacts"
id = "id"
owner = "child"
date = "date"
recorded = "recorded"
"#;

fn standard(id: &str, subject: &str, more: &str) -> String {
    let given = match subject {
        "family" => "    given visit on 1 January 2026\n".to_owned(),
        "contact" => "    given contact on 1 January 2026\n".to_owned(),
        _ => "    given plan from 1 January 2026\n".to_owned(),
    };
    let example = format!("  example \"x\"\n{given}    as at 2 January 2026 expect due\n");
    format!("standard {id} \"{id}\"\n  for each {subject}\n  {more}\n{example}")
}

struct Source {
    folder: tempfile::TempDir,
}

impl Source {
    fn new(standards: &[String], files: &[(&str, &str)]) -> Source {
        let source = Source { folder: tempfile::tempdir().unwrap() };
        for folder in ["rules", "records"] {
            std::fs::create_dir(source.folder.path().join(folder)).unwrap();
        }
        source.write("rules/vocabulary.care", WORDS);
        source.write("rules/own.care", &standards.concat());
        source.write("map.toml", MAP);
        for (name, text) in files {
            source.write(&format!("records/{name}.csv"), text);
        }
        source
    }

    fn write(&self, name: &str, text: &str) {
        std::fs::write(self.folder.path().join(name), text).unwrap();
    }

    fn ask(&self, command: &[&str]) -> (i32, String, String) {
        let path = |name: &str| Path::join(self.folder.path(), name).display().to_string();
        let (rules, map, records) = (path("rules"), path("map.toml"), path("records"));
        let mut all = command.to_vec();
        all.extend(["--rules", &rules, "--from", &map, "--records", &records]);
        duecare(&all)
    }

    fn run(&self, more: &[&str]) -> (String, String) {
        let mut command = vec!["run", "--as-at", "2026-06-30", "--verdict", "all", "--format", "csv"];
        command.extend(more);
        let (status, out, error) = self.ask(&command);
        assert_eq!(status, 0, "{error}");
        (out, error)
    }
}

const CHILDREN: (&str, &str) = ("children", "id\nA\nB\n");
const CONTACTS: (&str, &str) = ("contacts", "id,child,date,recorded\nc1,A,2026-06-08,\n");

#[test]
fn a_column_that_a_file_lacks_is_named_and_its_end_makes_no_breach() {
    let standards = [
        standard("starting", "plan", "must have a visit within 7 days of the start"),
        standard("often", "plan", "must have a visit every 4 weeks"),
        standard("prepared", "plan", "must have a visit within 3 days before the start"),
        standard("sorted", "plan", "must satisfy category is known"),
    ];
    let visits = ("visits", "id,child,date,recorded,family\n");
    let plans = "id,child,start,LAST,category\np1,A,2026-06-01,2026-06-13,n\n";
    let named = |column: &str| ("plans", plans.replace("LAST", column));
    let made = |column: &str| {
        let (name, text) = named(column);
        Source::new(&standards, &[CHILDREN, CONTACTS, visits, (name, &text)])
    };
    let whole = made("end");
    let (out, error) = whole.run(&[]);
    assert!(out.contains("A,starting,1,medium,missed") && out.contains("A,often,1,medium,lapsed"), "{out}");
    assert!(!error.contains("lacks") && !error.contains("no end of plan"), "{error}");
    assert_eq!(whole.ask(&["import", "--strict"]).0, 0);

    let lacking = made("end_date");
    let (out, error) = lacking.run(&[]);
    assert!(!out.contains("A,starting") && !out.contains("A,often"), "{out}");
    // What the end has no part in is judged: nothing before the start, and the category.
    assert!(out.contains("A,prepared,1,medium,missed") && out.contains("A,sorted,1,medium,met"), "{out}");
    assert!(error.contains("plans.csv lacks end of plan: it has no column `end`"), "{error}");
    for id in ["starting", "often"] {
        assert!(error.contains(&format!("  {id}: it holds no end of plan")), "{error}");
    }
    let (status, out, error) = lacking.ask(&["import", "--strict"]);
    assert_eq!(status, 1, "{error}");
    assert!(out.contains("LACKS end of plan: it has no column `end`"), "{out}");
    let (_, out, _) = lacking.ask(&["import", "--report", "json"]);
    assert!(out.contains("\"end of plan: it has no column `end`\""), "{out}");
}

#[test]
fn a_standard_of_which_a_part_is_judged_is_not_told_as_missing() {
    let standards = [standard("two", "plan or absence", "must have a visit within 7 days of the start")];
    let plans = ("plans", "id,child,start,end,category\np1,A,2026-06-01,,n\n");
    let visits = ("visits", "id,child,date,recorded,family\nv1,A,2026-06-02,,F1\n");
    let source = Source::new(&standards, &[CHILDREN, CONTACTS, plans, visits]);
    let (out, error) = source.run(&[]);
    assert!(out.contains("A,two,1,medium,met"), "{out}");
    assert!(error.contains("1 standard is in this source in part:\n  two: it holds no absence"), "{error}");
    assert!(!error.contains("not in this source"), "{error}");
}

#[test]
fn a_row_names_the_family_and_says_that_a_day_is_missing() {
    let standards = [
        standard("families-seen", "family", "must have a visit in the last 2 weeks"),
        standard("answered", "contact", "must have a visit within 7 days of the date"),
    ];
    let files = [
        CHILDREN,
        ("families", "id\nF1\n"),
        ("contacts", "id,child,date,recorded\nc1,A,,2026-06-08\n"),
        ("visits", "id,child,date,recorded,family\nv1,A,2026-06-02,,F1\n"),
    ];
    let source = Source::new(&standards, &files);
    let (out, _) = source.run(&[]);
    assert!(out.contains("family F1: no visit that counts"), "{out}");
    assert!(
        out.starts_with("child,standard,") && out.lines().next().unwrap().ends_with(",why,subject"),
        "{out}"
    );
    let line = |standard: &str| out.lines().find(|l| l.contains(standard)).unwrap_or_default();
    assert!(line("families-seen").ends_with(",F1"), "{out}");
    assert!(line("answered").ends_with("its date is missing,"), "{out}");
    assert!(out.contains("contact: its date is missing"), "{out}");
}

#[test]
fn agreements_without_a_day_of_entry_are_counted() {
    let duty = "setting interval is 2 weeks, at most 2 weeks\n  for each plan\n  must have a visit every interval\n  \
                agreement on interval, at most 6 weeks, approved by head\n";
    let files = [
        CHILDREN,
        CONTACTS,
        ("plans", "id,child,start,end,category\np1,A,2026-06-20,,n\n"),
        ("visits", "id,child,date,recorded,family\n"),
        (
            "agreements",
            "agreement_id,child_id,standard,setting,value,from,until,agreed,approved_by,recorded\n\
             G1,B,often,interval,4 weeks,2026-06-05,,2026-06-05,head,2026-06-20\n\
             G2,B,often,interval,4 weeks,2026-06-14,,2026-06-03,head,\n",
        ),
    ];
    let example =
        "  example \"x\"\n    given plan from 1 January 2026\n    as at 2 January 2026 expect due\n";
    let source = Source::new(&[format!("standard often \"Often\"\n  {duty}{example}")], &files);
    // The contact, the plan and one agreement.
    let (_, error) = source.run(&["--known-on", "2026-06-30"]);
    assert!(error.contains("3 rows say no day of entry"), "{error}");
}

/// Two versions of a standard about plans, the second from 1 March 2026.
fn versions(first: &str, second: &str) -> [String; 2] {
    let version = |force: &str, given: &str, duty: &str| {
        standard("two", &format!("plan\n  {force}"), duty)
            .replace(&format!("  for each plan\n  {force}"), &format!("  {force}\n  for each plan"))
            .replace("given plan from 1 January 2026", &format!("given plan from {given}"))
            .replace("2 January 2026 expect", &format!("{given} expect"))
    };
    [
        version("in force until 28 February 2026", "1 January 2026", first),
        version("in force from 1 March 2026", "2 March 2026", second),
    ]
}

#[test]
fn an_explanation_says_which_version_asked() {
    let plans = ("plans", "id,child,start,end,category\np1,A,2026-01-01,,n\n");
    let visits = ("visits", "id,child,date,recorded,family\nv1,A,2026-01-01,,\nv2,A,2026-01-01,,\n");
    let twice = |what: &str| format!("must have at least 2 {what} in the last 80 days");
    let mut standards = versions(&twice("visits"), &twice("contacts"));
    // On its own day a plan has none yet.
    standards.iter_mut().for_each(|s| *s = s.replace("expect due", "expect overdue"));
    let source = Source::new(&standards, &[CHILDREN, CONTACTS, plans, visits]);
    let (out, error) = source.run(&[]);
    assert!(out.contains("A,two,1,medium,overdue,2026-01-01,2026-02-28,"), "{out}{error}");
    assert!(out.contains("fewer contacts than asked for since 1 March 2026"), "{out}");
    assert!(!out.contains("A,two,2"), "what is open goes on: {out}");
    let explain = ["explain", "--standard", "two", "--child", "A", "--as-at"];
    let (_, out, _) = source.ask(&[&explain[..], &["2026-06-30"]].concat());
    assert!(out.contains("asked by version 2 of the standard, in force from 1 March 2026"), "{out}");
    let over = ["the duty ended", "out of force", "no longer held"];
    assert!(!over.iter().any(|words| out.contains(words)), "it goes on: {out}");
    let (_, out, _) = source.ask(&[&explain[..], &["2026-06-30", "--format", "json"]].concat());
    assert!(out.contains("\"asked_by_version\": 2") && out.contains("\"version\": 1"), "{out}");
    let (_, out, _) = source.ask(&[&explain[..], &["2026-02-28", "--verdict", "all"]].concat());
    assert!(out.contains("MET") && !out.contains("asked by version"), "{out}");

    // What opened under the first version ends with the last.
    let every = "must have a visit every 4 weeks";
    let two = versions(every, every)
        .map(|s| s.replace("from 1 March 2026\n", "from 1 March 2026 until 30 April 2026\n"));
    let source = Source::new(&two, &[CHILDREN, CONTACTS, plans, visits]);
    let (_, out, _) = source.ask(&[&explain[..], &["2026-06-30", "--verdict", "all"]].concat());
    assert!(out.contains("from 1 May 2026 the standard is out of force"), "{out}");
    assert!(!out.contains("the duty ended 1 May 2026\n"), "{out}");
}

#[test]
fn a_version_that_cannot_be_judged_leaves_the_next_its_own() {
    let plans = ("plans", "id,child,start,end,category\np1,A,2026-01-01,,n\n");
    let visits = ("visits", "id,child,date,recorded,family\nv1,A,2026-01-01,,\n");
    let standards = versions("must have an absence every 4 weeks", "must have a visit every 4 weeks");
    let about = "standard about \"about\"\n  for each breach of two\n  must have a contact within 5 days of the date\n  \
        example \"x\"\n    given plan from 1 March 2026\n    as at 2 March 2026 expect no cases\n";
    let source =
        Source::new(&[&standards[..], &[about.to_owned()]].concat(), &[CHILDREN, CONTACTS, plans, visits]);
    let (out, error) = source.run(&[]);
    let told: Vec<&str> = out.lines().filter(|l| l.contains(",about,")).collect();
    assert!(told.len() == 1 && told[0].contains(",2026-03-30,"), "breaches of what is judged alone: {out}");
    assert!(error.contains("in this source in part:\n  two: it holds no absence"), "{error}");
    assert!(out.contains("A,two,2,medium,overdue,2026-03-01,2026-03-29,"), "{out}");

    // What must hold on every day is the next version's too.
    let standards =
        versions("must have an absence throughout", "must have at least 2 visits in the last 80 days");
    let (out, _) = Source::new(&standards, &[CHILDREN, CONTACTS, plans, visits]).run(&[]);
    assert!(out.contains("A,two,2,medium,overdue,2026-03-01,"), "{out}");
    // And one that comes later ends it.
    let standards =
        versions("must have at least 2 visits in the last 80 days", "must have an absence throughout");
    let (out, _) = Source::new(&standards, &[CHILDREN, CONTACTS, plans, visits]).run(&[]);
    assert!(out.contains("A,two,1,medium,missed,2026-01-01,") && !out.contains("A,two,2"), "{out}");
}
