//! Two extracts compared: what is judged again finds what judging everybody finds, and names the record that did it.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::print_stdout,
    reason = "a test fails by panicking"
)]

#[path = "support/authority.rs"]
mod settings;

use duecare::calendar::{Day, parse_iso, to_iso};
use duecare::demo::{Options, Profile, generate};
use duecare::import::{LoadRequest, england_calendar, load};
use duecare::judge::{Attribution, Plugins};
use duecare::lang::load_rules;
use duecare::record::Caseload;
use duecare::service::{Comparison, RuleFiles, Rules, Terms, Turn, compare, compare_some};
use std::collections::BTreeMap;
use std::path::Path;

fn rules() -> Rules {
    let files = RuleFiles::carried();
    let settings = settings::invented(&Profile::named("default").unwrap());
    let read = load_rules(&files.care, &|name| files.other(name), Some(&settings));
    let set = read.rules.unwrap();
    let functions = Box::new(Plugins::new(&set).unwrap());
    let id = files.hash(None);
    Rules {
        set,
        sources: read.sources,
        functions,
        files,
        settings: Some(settings),
        comparators: Default::default(),
        id,
        warnings: read.diagnostics,
    }
}

fn loaded(rules: &Rules, folder: &Path) -> Caseload {
    let request = LoadRequest { records: folder.to_owned(), ..LoadRequest::default() };
    load(&request, rules.set.vocabulary.clone()).unwrap().caseload
}

/// Two folders as at a day; both ways of comparing, which must agree.
fn compared(rules: &Rules, before: &Path, now: &Path, as_at: Day) -> Comparison {
    let (before, now) = (loaded(rules, before), loaded(rules, now));
    let attribution = Attribution::new(&rules.set.vocabulary);
    let calendar = england_calendar();
    let terms = Terms { rules, calendar: &calendar, attribution: attribution.as_ref(), as_at };
    let some = compare(&terms, &before, &now);
    let all = compare_some(&terms, &before, &now, false);
    assert_eq!(some.differences, all.differences);
    assert!(some.judged < all.judged || all.judged < 50, "{} of {}", some.judged, all.judged);
    some
}

/// A stream of small numbers.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, below: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) as usize) % below
    }
}

/// Changes a few rows of a few tables: gone, doubled under another id, another date, another value of the column.
fn disturbed(files: &mut BTreeMap<String, Vec<Vec<String>>>, dice: &mut Dice) {
    let names: Vec<String> = files.iter().filter(|f| f.1.len() > 3).map(|f| f.0.clone()).collect();
    for _ in 0..8 {
        let rows = files.get_mut(&names[dice.roll(names.len())]).unwrap();
        let (width, at) = (rows[0].len(), 1 + dice.roll(rows.len() - 1));
        let (column, other) = (dice.roll(width), 1 + dice.roll(rows.len() - 1));
        match dice.roll(4) {
            0 => {
                rows.remove(at);
            }
            1 => {
                let mut row = rows[at].clone();
                row[0] += "X";
                rows.push(row);
            }
            2 => {
                let dated: Vec<usize> = (0..width).filter(|c| parse_iso(&rows[at][*c]).is_some()).collect();
                if let Some(column) = dated.get(dice.roll(dated.len().max(1))) {
                    let day = parse_iso(&rows[at][*column]).unwrap() + dice.roll(60) as Day - 30;
                    rows[at][*column] = to_iso(day);
                }
            }
            _ => rows[at][column] = rows[other][column].clone(),
        }
        if rows.len() < 3 {
            return;
        }
    }
}

fn write(files: &BTreeMap<String, Vec<Vec<String>>>, folder: &Path) {
    for (name, rows) in files {
        let mut csv = csv::Writer::from_path(folder.join(format!("{name}.csv"))).unwrap();
        rows.iter().for_each(|row| csv.write_record(row).unwrap());
        csv.flush().unwrap();
    }
}

fn invented(children: u32) -> (BTreeMap<String, Vec<Vec<String>>>, Day) {
    let options = Options { children, seed: 3, last_day: None };
    let made = generate(&Profile::named("default").unwrap(), &options).unwrap();
    let rows = |text: &[u8]| -> Vec<Vec<String>> {
        let mut csv = csv::ReaderBuilder::new().has_headers(false).from_reader(text);
        csv.records().map(|r| r.unwrap().iter().map(str::to_owned).collect()).collect()
    };
    let files = made.files.iter().map(|f| (f.table.name.to_owned(), rows(&f.text))).collect();
    (files, made.summary.last_day)
}

#[test]
fn judging_those_who_are_touched_finds_what_judging_everybody_finds() {
    let rules = rules();
    let (files, last) = invented(60);
    let before = tempfile::tempdir().unwrap();
    write(&files, before.path());
    let (mut turns, mut reasons) = (BTreeMap::new(), 0);
    for seed in 0..9 {
        let mut changed = files.clone();
        disturbed(&mut changed, &mut Dice(seed * 977 + 5));
        let now = tempfile::tempdir().unwrap();
        write(&changed, now.path());
        let found = compared(&rules, before.path(), now.path(), last - 40 * seed as Day);
        for d in &found.differences {
            *turns.entry(d.turn).or_insert(0) += 1;
            reasons += usize::from(!d.because.is_empty());
            assert!(!d.because.is_empty(), "seed {seed}: {d:?}");
        }
    }
    println!("{turns:?}, {reasons} with their records");
    assert!(turns.len() == 5, "every turn is met: {turns:?}");
}

#[test]
fn a_visit_that_is_withdrawn_is_named_as_what_did_it() {
    let rules = rules();
    let table = |visits: &str| {
        let folder = tempfile::tempdir().unwrap();
        let write = |name: &str, text: &str| std::fs::write(folder.path().join(name), text).unwrap();
        write("ssd_person.csv", "pers_person_id,pers_dob\nA,2015-01-05\nB,2016-01-05\n");
        write(
            "ssd_cin_plans.csv",
            "cinp_cin_plan_id,cinp_person_id,cinp_cin_plan_start_date,cinp_cin_plan_end_date\nP1,A,2025-01-06,\nP2,B,2025-01-06,\n",
        );
        write(
            "ssd_cin_visits.csv",
            &format!("cinv_cin_visit_id,cinv_person_id,cinv_cin_visit_date,cinv_cin_visit_seen\n{visits}"),
        );
        folder
    };
    let before = table("V1,A,2025-01-20,Y\nV2,A,2025-02-10,Y\nV3,B,2025-01-20,Y\nV4,B,2025-02-10,Y\n");
    // V2 is gone, so every row behind it stands one higher; nothing else is another record for it.
    let now = table("V1,A,2025-01-20,Y\nV3,B,2025-01-20,Y\nV4,B,2025-02-10,Y\n");
    let as_at = parse_iso("2025-03-01").unwrap();
    let found = compared(&rules, before.path(), now.path(), as_at);
    assert_eq!(found.changes.len(), 1);
    let visits: Vec<_> = found
        .differences
        .iter()
        .filter(|d| d.now.as_ref().is_some_and(|r| r.standard == "child-in-need-visits"))
        .collect();
    assert_eq!(visits.len(), 1, "{visits:?}");
    assert_eq!(visits[0].turn, Turn::New);
    assert_eq!(visits[0].now.as_ref().unwrap().child.as_deref(), Some("A"));
    assert_eq!(visits[0].because[0].words(), "visit V2: withdrawn (ssd_cin_visits.csv row 3)");
    let back = compared(&rules, now.path(), before.path(), as_at);
    let cleared = back.differences.iter().find(|d| d.turn == Turn::Cleared).unwrap();
    assert_eq!(cleared.because[0].words(), "visit V2: added (ssd_cin_visits.csv row 3)");
    assert!(compared(&rules, before.path(), before.path(), as_at).changes.is_empty());
}

#[test]
fn what_belongs_to_nobody_and_has_no_id_is_known_by_what_it_says() {
    let rules = rules();
    let table = |posts: &str| {
        let folder = tempfile::tempdir().unwrap();
        let write = |name: &str, text: String| std::fs::write(folder.path().join(name), text).unwrap();
        write("ssd_person.csv", "pers_person_id,pers_dob\nA,2015-01-05\n".to_owned());
        write("post.csv", format!("role,fte,from\n{posts}"));
        folder
    };
    let before = table("manager,1,2020-01-06\nworker,1,2021-01-04\nworker,0.5,2022-01-03\n");
    // The first is gone, so that each of the others stands where another stood; the last has other hours.
    let now = table("worker,1,2021-01-04\nworker,0.8,2022-01-03\n");
    let as_at = parse_iso("2025-03-01").unwrap();
    let found = compared(&rules, before.path(), now.path(), as_at).changes;
    let said: Vec<(bool, bool, Vec<String>)> =
        found.into_iter().map(|c| (c.before.is_some(), c.now.is_some(), c.what)).collect();
    assert_eq!(said, [(true, false, Vec::new()), (true, true, vec!["fte".to_owned()])]);
}

/// Children in need with plans and visits: `id,child,start,end` and `id,child,day`.
fn plans(plans: &str, visits: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: String| std::fs::write(folder.path().join(name), text).unwrap();
    write("ssd_person.csv", "pers_person_id,pers_dob\nA,2015-01-05\nB,2016-01-05\n".to_owned());
    let head = "cinp_cin_plan_id,cinp_person_id,cinp_cin_plan_start_date,cinp_cin_plan_end_date\n";
    write("ssd_cin_plans.csv", format!("{head}{plans}"));
    let head = "cinv_cin_visit_id,cinv_person_id,cinv_cin_visit_date,cinv_cin_visit_seen\n";
    write("ssd_cin_visits.csv", format!("{head}{visits}"));
    folder
}

/// `turn: was due to is due`, of the visits every four weeks.
fn visits_of(found: &Comparison) -> Vec<String> {
    let rows = found.differences.iter().filter_map(|d| {
        let of = d.now.as_ref().or(d.before.as_ref()).unwrap();
        let due = |row: &Option<duecare::report::ListRow>| {
            row.as_ref().and_then(|r| r.due).map_or("none".to_owned(), to_iso)
        };
        let said = format!("{}: {} to {}", d.turn.word(), due(&d.before), due(&d.now));
        (of.standard == "child-in-need-visits").then_some(said)
    });
    rows.collect()
}

#[test]
fn a_trigger_that_is_dated_otherwise_moves_the_due_day() {
    let rules = rules();
    let before = plans("P1,A,2025-01-06,\nP2,B,2025-01-06,\n", "V1,B,2025-01-20,Y\n");
    let now = plans("P1,A,2025-01-13,\nP2,B,2025-01-06,\n", "V1,B,2025-01-20,Y\n");
    // Four weeks after 6 January are 3 February, after the 13th the 10th.
    let found = compared(&rules, before.path(), now.path(), parse_iso("2025-02-01").unwrap());
    assert_eq!(visits_of(&found), ["due-moved: 2025-02-03 to 2025-02-10"]);
    assert_eq!(
        found.differences.iter().find(|d| d.turn == Turn::Moved).unwrap().because[0].what.word(),
        "changed"
    );
    // Between the two days the breach is cleared; after them it has another due day.
    let found = compared(&rules, before.path(), now.path(), parse_iso("2025-02-05").unwrap());
    assert_eq!(visits_of(&found), ["cleared: 2025-02-03 to 2025-02-10"]);
    let found = compared(&rules, before.path(), now.path(), parse_iso("2025-02-15").unwrap());
    assert_eq!(visits_of(&found), ["changed: 2025-02-03 to 2025-02-10"]);
}

#[test]
fn a_plan_that_is_deleted_is_gone_whether_or_not_it_was_a_breach() {
    let rules = rules();
    let before = plans("P1,A,2025-01-06,\nP2,B,2025-01-06,\n", "V1,B,2025-01-20,Y\n");
    let now = plans("P2,B,2025-01-06,\n", "V1,B,2025-01-20,Y\n");
    for (as_at, due) in [("2025-02-01", "2025-02-03"), ("2025-02-15", "2025-02-03")] {
        let found = compared(&rules, before.path(), now.path(), parse_iso(as_at).unwrap());
        assert_eq!(visits_of(&found), [format!("gone: {due} to none")], "{as_at}");
    }
    let back = compared(&rules, now.path(), before.path(), parse_iso("2025-02-01").unwrap());
    assert_eq!(visits_of(&back), [""; 0], "what is owed anew is no news until it is a breach");
}

#[test]
fn what_is_closed_and_opened_again_since_is_listed() {
    let rules = rules();
    let before = plans("P1,A,2025-01-06,\nP2,B,2025-01-06,2025-01-20\nP3,B,2025-02-03,\n", "");
    let now = plans(
        "P1,A,2025-01-06,2025-02-01\nP4,A,2025-02-12,\nP2,B,2025-01-06,2025-01-20\nP3,B,2025-02-03,\n",
        "",
    );
    let found = compared(&rules, before.path(), now.path(), parse_iso("2025-03-01").unwrap()).reopened;
    let [one] = &found[..] else { panic!("{found:?}") };
    let days = (to_iso(one.ended), to_iso(one.began));
    assert_eq!((one.kind.as_str(), one.of.as_str()), ("child-in-need-plan", "A"));
    assert_eq!(days, ("2025-02-01".to_owned(), "2025-02-12".to_owned()));
    // On the day before it began nobody knew.
    assert!(
        compared(&rules, before.path(), now.path(), parse_iso("2025-02-11").unwrap()).reopened.is_empty()
    );
}
