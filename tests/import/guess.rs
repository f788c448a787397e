//! A draft of a mapping from headers: what is placed, how much of it, and how often wrongly.

mod reword;

use crate::shared::shared;
use crate::support::{folder, load_from, records};
use duecare::import::{Guess, SourceKind, guess};
use reword::{Chance, Style, reworded};
use std::collections::{BTreeMap, BTreeSet};

/// What each column of each format is right for.
const KNOWN: &str = include_str!("guess/known.tsv");

fn guessed(files: &[(&str, &str)]) -> Guess {
    let folder = folder(files);
    guess(folder.path(), &super::vocabulary()).unwrap_or_else(|e| panic!("{e}"))
}

/// Where a column of a file goes: `visit.date`.
fn goes(guess: &Guess, file: &str, column: &str) -> BTreeSet<String> {
    let file = guess.files.iter().find(|f| f.file == file).unwrap_or_else(|| panic!("no {file}"));
    let own = file.columns.iter().filter(|c| c.column == column);
    own.map(|c| format!("{}.{}", c.kind, c.field)).collect()
}

/// By file: columns with what each is right for, in the order of the format where that is at hand.
type Tables = BTreeMap<String, Vec<(String, BTreeSet<String>)>>;

fn known(format: &str) -> Tables {
    let mut tables = Tables::new();
    for line in KNOWN.lines().filter(|l| !l.starts_with('#')) {
        let parts: Vec<&str> = line.split('\t').collect();
        let [of, file, column, uses] = parts[..] else { panic!("{line}") };
        if of == format {
            let uses = uses.split(' ').map(str::to_owned).collect();
            tables.entry(file.to_owned()).or_default().push((column.to_owned(), uses));
        }
    }
    tables
}

/// The tables with all columns that the format's own list has: most of them feed nothing and must not be placed.
fn with_all_columns(format: &str, mut tables: Tables) -> Tables {
    let (list, file, column) = match format {
        "ssd" => ("formats/ssd_columns.csv", 0, 1),
        "annex-a" => ("formats/annexa_columns.csv", 0, 3),
        _ => return tables,
    };
    let Some(list) = shared(list) else { return tables };
    for row in csv::Reader::from_path(list).unwrap().records().map(Result::unwrap) {
        let table = if format == "ssd" { row[file].to_owned() } else { format!("list_{}", &row[file]) };
        let name = row[column].trim().to_lowercase();
        if let Some(columns) = tables.get_mut(&table)
            && !columns.iter().any(|c| c.0 == name)
        {
            columns.push((name, BTreeSet::new()));
        }
    }
    tables
}

/// Columns that count, those placed rightly, all that were placed, and those placed wrongly.
#[derive(Default)]
struct Tally {
    wanted: usize,
    right: usize,
    placed: usize,
    wrong: usize,
    told: Vec<String>,
}

impl Tally {
    fn percent(&self) -> (f64, f64) {
        let share = |a: usize, b: usize| 100.0 * a as f64 / b.max(1) as f64;
        (share(self.right, self.wanted), share(self.wrong, self.placed))
    }
}

/// Writes the tables with these headers, guesses, and counts.
fn measure(tables: &Tables, headers: &BTreeMap<(String, String), String>) -> Tally {
    let header = |file: &String, column: &String| {
        headers.get(&(file.clone(), column.clone())).unwrap_or(column).clone()
    };
    let folder = tempfile::tempdir().unwrap();
    for (file, columns) in tables {
        let names: Vec<String> = columns.iter().map(|(c, _)| header(file, c)).collect();
        let mut out = csv::Writer::from_path(folder.path().join(format!("{file}.csv"))).unwrap();
        out.write_record(&names).unwrap();
        out.flush().unwrap();
    }
    let guess = guess(folder.path(), &super::vocabulary()).unwrap_or_else(|e| panic!("{e}"));
    let mut tally = Tally::default();
    for (file, columns) in tables {
        for (column, uses) in columns {
            let name = header(file, column);
            let placed = goes(&guess, &format!("{file}.csv"), &name);
            let counts = uses.iter().any(|u| !u.ends_with(".key") && !u.ends_with(".condition"));
            tally.wanted += usize::from(counts);
            if placed.is_empty() {
                if counts {
                    let told = guess.files.iter().find(|f| f.file == format!("{file}.csv")).unwrap();
                    let why = told.unplaced.iter().find(|u| u.0 == name).map_or("", |u| u.1.as_str());
                    let more = told.remarks.join("; ");
                    tally.told.push(format!("not placed: {file}: {name} ({column}): {why} {more}"));
                }
                continue;
            }
            tally.placed += 1;
            if placed.is_subset(uses) {
                tally.right += usize::from(counts);
            } else {
                tally.wrong += 1;
                tally.told.push(format!("wrong: {file}: {name} ({column}) as {placed:?}, not {uses:?}"));
            }
        }
    }
    tally
}

/// Every header reworded, one style a file; half of the files lose what all their columns begin with.
fn reworded_headers(tables: &Tables, seed: u64) -> BTreeMap<(String, String), String> {
    let mut chance = Chance::new(seed);
    let mut out = BTreeMap::new();
    for (file, columns) in tables {
        let style = Style::any(&mut chance);
        let first = |c: &str| c.split('_').next().unwrap_or_default().to_owned();
        let prefix = columns.first().map(|c| first(&c.0)).unwrap_or_default();
        let shared = columns.len() > 2 && columns.iter().all(|(c, _)| first(c) == prefix && c.contains('_'));
        let drops = shared && chance.percent(50);
        let mut taken = BTreeSet::new();
        for (column, _) in columns {
            let plain = if drops { column.split_once('_').unwrap().1 } else { column };
            let new = reworded(plain, style, &mut chance);
            // Two columns must not come to bear one name.
            let new = if taken.insert(new.to_lowercase()) { new } else { column.clone() };
            taken.insert(new.to_lowercase());
            out.insert((file.clone(), column.clone()), new);
        }
    }
    out
}

fn held(format: &str, seeds: u64) {
    let tables = with_all_columns(format, known(format));
    let exact = measure(&tables, &BTreeMap::new());
    let (right, wrong) = exact.percent();
    println!("{format}: own headers: {right:.1}% of {} placed, {wrong:.1}% wrong", exact.wanted);
    exact.told.iter().for_each(|t| println!("  {t}"));
    assert!(right >= 98.0 && wrong <= 1.0, "{format}: {right:.1}% right, {wrong:.1}% wrong");
    for seed in 1..=seeds {
        let headers = reworded_headers(&tables, seed);
        // More than capitals and separators must differ, or the measure says nothing.
        let letters =
            |name: &str| name.chars().filter(|c| c.is_alphanumeric()).collect::<String>().to_lowercase();
        let other = headers.iter().filter(|((_, old), new)| letters(old) != letters(new)).count();
        println!("{format}: seed {seed} words {other} of {} headers otherwise", headers.len());
        assert!(other * 3 > headers.len());
        let found = measure(&tables, &headers);
        let (right, wrong) = found.percent();
        println!(
            "{format}: reworded, seed {seed}: {right:.1}% of {} placed, {wrong:.1}% wrong",
            found.wanted
        );
        found.told.iter().for_each(|t| println!("  {t}"));
        assert!(right >= 90.0, "{format}, seed {seed}: {right:.1}% right");
        assert!(wrong <= 3.0, "{format}, seed {seed}: {wrong:.1}% wrong");
    }
}

#[test]
fn the_standard_dataset_is_placed_however_it_is_worded() {
    held("ssd", 5);
}

#[test]
fn the_tables_of_the_benchmark_are_placed_however_they_are_worded() {
    held("bench", 8);
}

#[test]
fn the_lists_of_annex_a_are_placed_however_they_are_worded() {
    held("annex-a", 8);
}

const PEOPLE: &str =
    "Client No,DOB,Gender,Shoe Size\n7,2015-03-04,F,12\n8,2016-04-05,M,13\n9,2017-05-06,F,14\n";
const PLANS: &str = "Plan Ref,Client No,Commenced,Closed\n1,7,2025-01-06,\n2,8,2025-02-03,2025-06-02\n";
const VISITS: &str = "Visit Ref,Client No,Date Seen,Spoken To Alone\n5,7,2025-01-20,Yes\n6,7,2025-02-17,No\n";

#[test]
fn a_councils_own_tables_get_a_draft_that_loads() {
    let files = [("clients.csv", PEOPLE), ("child_protection_plans.csv", PLANS), ("visits.csv", VISITS)];
    let guess = guessed(&files);
    let one = |file: &str, column: &str| goes(&guess, file, column).into_iter().collect::<Vec<_>>().join(" ");
    assert_eq!(one("clients.csv", "Client No"), "child.id");
    assert_eq!(one("clients.csv", "DOB"), "child.born");
    assert_eq!(one("child_protection_plans.csv", "Commenced"), "protection-plan.start");
    assert_eq!(one("child_protection_plans.csv", "Closed"), "protection-plan.end");
    assert_eq!(one("child_protection_plans.csv", "Client No"), "protection-plan.owner");
    assert_eq!(one("visits.csv", "Date Seen"), "visit.date");
    assert_eq!(one("visits.csv", "Spoken To Alone"), "visit.seen-alone");

    let folder = folder(&files);
    let own = folder.path().join("own.toml");
    std::fs::write(&own, &guess.draft).unwrap();
    let loaded =
        load_from(SourceKind::Mapping(own), folder.path()).unwrap_or_else(|e| panic!("{e}\n{guess}"));
    let plans = records(&loaded.caseload, "protection-plan");
    assert!(plans[0].starts_with("1 of 7 2025-01-06.."), "{plans:?}");
    assert_eq!(plans[1..], ["2 of 8 2025-02-03..2025-06-02"]);
    assert_eq!(
        records(&loaded.caseload, "visit"),
        ["5 of 7 2025-01-20 seen-alone=yes", "6 of 7 2025-02-17 seen-alone=no"]
    );
}

#[test]
fn yes_and_no_are_read_in_every_spelling_beside_those_of_the_format_drafted_after() {
    // Like the tables of the benchmark, whose own mapping reads `true` and `false` alone.
    let children = "child_id,dob,gender\n7,2015-03-04,F\n";
    let visits =
        "cin_visit_id,child_id,visit_date,seen,seen_alone\n1,7,2025-01-20,Y,true\n2,7,2025-02-20,N,0\n";
    let files = [("children.csv", children), ("cin_visits.csv", visits)];
    let guess = guessed(&files);
    let line = |key: &str| guess.draft.lines().find(|l| l.starts_with(key)).unwrap_or_default().to_owned();
    assert_eq!(line("yes = "), r#"yes = ["y", "yes", "true", "t", "1"]"#, "{guess}");
    assert_eq!(line("no = "), r#"no = ["n", "no", "false", "f", "0"]"#);
    let folder = folder(&files);
    let own = folder.path().join("own.toml");
    std::fs::write(&own, &guess.draft).unwrap();
    let loaded =
        load_from(SourceKind::Mapping(own), folder.path()).unwrap_or_else(|e| panic!("{e}\n{guess}"));
    assert_eq!(
        records(&loaded.caseload, "visit")
            .iter()
            .map(|r| r.split_once("child-seen").unwrap().1)
            .collect::<Vec<_>>(),
        ["=yes seen-alone=yes", "=no seen-alone=no"]
    );
    // A spelling of the format is kept too.
    let person = "pers_person_id,pers_dob\nC1,2015-03-27\n";
    let cinv =
        "cinv_cin_visit_id,cinv_person_id,cinv_cin_visit_date,cinv_cin_visit_seen\nV1,C1,2021-01-04,Y\n";
    let guess = guessed(&[("ssd_person.csv", person), ("ssd_cin_visits.csv", cinv)]);
    assert!(guess.draft.contains(r#"yes = ["y", "yes", "true", "t", "1", "a) yes"]"#), "{guess}");
}

#[test]
fn a_file_whose_name_says_nothing_is_known_by_its_columns() {
    let text =
        "Ref,DOB,Gender,Ethnic Group,Surname\n7,2015-03-04,F,A1,\n8,2016-04-05,M,A1,\n9,2017-05-06,F,A1,\n";
    let guess = guessed(&[("export_17.csv", text), ("export_18.csv", "ref,date\n1,2025-01-06\n")]);
    assert_eq!(goes(&guess, "export_17.csv", "DOB").into_iter().collect::<Vec<_>>(), ["child.born"]);
    // An id and a date may be anything.
    assert!(goes(&guess, "export_18.csv", "date").is_empty(), "{guess}");
}

#[test]
fn what_is_not_placed_is_named_and_the_whole_output_still_loads() {
    let guess = guessed(&[("clients.csv", PEOPLE), ("stationery.csv", "pencils,rubbers\n1,2\n")]);
    let told = guess.unplaced();
    assert!(told.contains("not placed: `Shoe Size`: no field is like it"), "{told}");
    assert!(told.contains("stationery.csv\n  not placed: nothing we know is like it"), "{told}");
    assert!(told.contains("not placed: `pencils`: its file is not placed"), "{told}");
    assert!(told.contains("  child: ") && told.contains("Kinds that nothing feeds"), "{told}");
    assert_eq!(guess.counts(), (3, 6));

    let folder = folder(&[("clients.csv", PEOPLE)]);
    let own = folder.path().join("own.toml");
    std::fs::write(&own, guess.to_string()).unwrap();
    let loaded = load_from(SourceKind::Mapping(own), folder.path()).unwrap_or_else(|e| panic!("{e}"));
    assert_eq!(records(&loaded.caseload, "child").len(), 3);
}

#[test]
fn a_toss_up_is_not_decided_and_both_are_named() {
    let text = PEOPLE.replace("Gender,Shoe Size", "Ethnic Origin,Ethnic Group");
    let guess = guessed(&[("clients.csv", &text)]);
    let nowhere = |column: &str| goes(&guess, "clients.csv", column).is_empty();
    assert!(nowhere("Ethnic Origin") && nowhere("Ethnic Group"), "{guess}");
    assert!(
        guess.unplaced().contains("`Ethnic Origin` and `Ethnic Group` are as like"),
        "{}",
        guess.unplaced()
    );
}

#[test]
fn values_that_are_no_dates_are_placed_on_no_date() {
    let text = PEOPLE.replace("DOB", "Birth").replace("2015-03-04", "Leeds").replace("2016-04-05", "York");
    let guess = guessed(&[("clients.csv", &text.replace("2017-05-06", "Hull"))]);
    assert!(goes(&guess, "clients.csv", "Birth").is_empty(), "{guess}");
    let repeated = guessed(&[("clients.csv", "Client No,DOB,DOB\n7,2015-03-04,2015-03-04\n")]);
    assert!(repeated.unplaced().contains("another column has the same name"), "{}", repeated.unplaced());
}

#[test]
fn a_shipped_format_reworded_keeps_its_structure() {
    let own = [
        ("ssd_person.csv", "pers_person_id,pers_dob,pers_sex\n7,2015-03-04,F\n"),
        (
            "ssd_cla_placement.csv",
            "clap_cla_placement_id,clap_person_id,clap_cla_placement_start_date,clap_cla_placement_end_date,\
             clap_cla_placement_type\n3,7,2025-01-06,,U4\n",
        ),
    ];
    let reworded = [
        ("ssd_person.csv", "Client ID,Date of Brith,Gender\n7,2015-03-04,F\n"),
        (
            "ssd_cla_placement.csv",
            "Placement Ref,Client ID,Started,Ended,Placement Kind\n3,7,2025-01-06,,U4\n",
        ),
    ];
    let guess = guessed(&reworded);
    assert!(guess.draft.contains("[codes.placement]"), "{guess}");
    assert!(guess.draft.contains("# probably") || guess.draft.contains("# perhaps"), "{guess}");
    let folder = folder(&reworded);
    let file = folder.path().join("own.toml");
    std::fs::write(&file, &guess.draft).unwrap();
    let loaded = load_from(SourceKind::Mapping(file), folder.path()).unwrap_or_else(|e| panic!("{e}"));
    let kept = super::support::ssd(&own);
    for kind in ["child", "placement"] {
        assert_eq!(records(&loaded.caseload, kind), records(&kept.caseload, kind), "{guess}");
    }
}

#[test]
fn the_guess_is_data_too() {
    let guess = guessed(&[("clients.csv", PEOPLE)]).to_json();
    let file = &guess["files"][0];
    assert_eq!((file["file"].as_str(), file["kind"].as_str()), (Some("clients.csv"), Some("child")));
    assert_eq!(file["unplaced"][0], "Shoe Size");
    let born = file["columns"].as_array().unwrap().iter().find(|c| c["column"] == "DOB").unwrap();
    assert_eq!((born["kind"].as_str(), born["field"].as_str()), (Some("child"), Some("born")));
    let sure = born["certainty"].as_f64().unwrap();
    assert!(sure > 0.8 && sure <= 1.0, "{sure}");
    let empty = tempfile::tempdir().unwrap();
    let error = duecare::import::guess(empty.path(), &super::vocabulary()).err().unwrap().to_string();
    assert!(error.contains("files that end in .csv"), "{error}");
}
