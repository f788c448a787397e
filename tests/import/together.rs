//! Several sources made into one caseload: the first wins, the others add, and where they differ is said.

use super::support::{folder, records};
use duecare::import::{AnotherSource, ImportError, LoadRequest, Loaded, SourceKind, load};

const OWN: &str = "name = 'own'\n\
    [[record]]\nkind = 'child'\nfile = 'people'\nid = 'key'\nfields.born = 'born'\nfields.sex = 'sex'\n\
    [[record]]\nkind = 'visit'\nfile = 'seen'\nowner = 'key'\ndate = 'day'\nfields.kind = 'kind'\nfields.child-seen = 'seen'\n\
    [[record]]\nkind = 'protection-plan'\nfile = 'plans'\nid = 'plan'\nowner = 'key'\nstart = 'from'\nend = 'to'\n\
    [[record]]\nkind = 'allocation'\nfile = 'held'\nowner = 'key'\nstart = 'from'\nend = 'to'\nfields.role = 'role'\nfields.worker = 'who'\n";

/// Loads the second of two folders behind the first, both by the same mapping under two names.
fn both(first: &[(&str, &str)], second: &[(&str, &str)], ids: Option<&str>) -> Result<Loaded, ImportError> {
    let (a, b) = (folder(first), folder(second));
    let map = |name: &str| {
        let file = a.path().join(format!("{name}.toml"));
        std::fs::write(&file, OWN.replace("name = 'own'", &format!("name = '{name}'"))).unwrap();
        SourceKind::Mapping(file)
    };
    let id_map = ids.map(|text| {
        let file = a.path().join("ids-of-both.txt");
        std::fs::write(&file, text).unwrap();
        file
    });
    let request = LoadRequest {
        from: map("one"),
        records: a.path().to_owned(),
        also: vec![AnotherSource { from: map("two"), records: b.path().to_owned() }],
        id_map,
        ..LoadRequest::default()
    };
    load(&request, super::vocabulary())
}

#[test]
fn what_both_tell_is_one_and_the_first_wins() {
    let first = [
        ("people.csv", "key,born,sex\nA,2015-01-05,\nB,2016-02-01,F\n"),
        ("plans.csv", "plan,key,from,to\nP1,A,2024-01-10,2024-06-01\nP2,B,2024-03-01,\n"),
    ];
    let second = [
        ("people.csv", "key,born,sex\nA,2015-01-06,M\nC,2017-01-01,F\n"),
        (
            "plans.csv",
            "plan,key,from,to\nX,A,2024-01-12,2024-06-01\nY,A,2024-06-01,2024-07-01\nZ,B,2024-03-01,2024-08-01\n",
        ),
    ];
    let loaded = both(&first, &second, None).unwrap();
    assert_eq!(
        records(&loaded.caseload, "child"),
        ["A born=2015-01-05 sex=M", "B born=2016-02-01 sex=F", "C born=2017-01-01 sex=F"]
    );
    // A plan that runs on a day on which the first source has one is that one; what follows it is another.
    assert_eq!(
        records(&loaded.caseload, "protection-plan"),
        ["P1 of A 2024-01-10..2024-06-01", "Y of A 2024-06-01..2024-07-01", "P2 of B 2024-03-01.."]
    );
    let agreeing = &loaded.report.agreeing;
    let child = agreeing.iter().find(|a| a.kind == "child").unwrap();
    assert_eq!((child.same, child.only_second, child.filled), (1, 1, 1));
    assert_eq!((child.first.as_str(), child.second.as_str()), ("one", "two"));
    assert_eq!(child.differing.len(), 1);
    assert_eq!((child.differing[0].field.as_str(), child.differing[0].count), ("born", 1));
    assert_eq!(child.differing[0].rows, [("people.csv row 2".to_owned(), "people.csv row 2".to_owned())]);
    let plans = agreeing.iter().find(|a| a.kind == "protection-plan").unwrap();
    let said: Vec<(&str, u64)> = plans.differing.iter().map(|d| (d.field.as_str(), d.count)).collect();
    assert_eq!((plans.same, plans.only_second), (2, 1));
    assert_eq!(said, [("start", 1), ("end", 1)]);
    let (read, kept, refused) = loaded.report.totals();
    assert_eq!((read, refused), (kept, 0));
    let text = loaded.report.to_string();
    assert!(text.contains("protection-plan: 2 in both one and two, 1 only in two"), "{text}");
    assert!(text.contains("start differs in 1 record: one stands"), "{text}");
}

#[test]
fn an_event_is_the_same_on_one_day_and_of_no_other_kind() {
    let first = [
        ("people.csv", "key,born,sex\nA,2015-01-05,\n"),
        (
            "seen.csv",
            "key,day,kind,seen\nA,2024-02-01,protection,\nA,2024-02-02,care,yes\nA,2024-02-03,,no\n",
        ),
    ];
    let second = [(
        "seen.csv",
        "key,day,kind,seen\nA,2024-02-01,protection,yes\nA,2024-02-01,protection,no\nA,2024-02-02,protection,yes\nA,2024-02-03,care,yes\nA,,care,yes\n",
    )];
    let loaded = both(&first, &second, None).unwrap();
    let visits = loaded.report.agreeing.iter().find(|a| a.kind == "visit").unwrap();
    // The second visit of 1 February is another visit; that of 2 February is of another kind; one has no day.
    assert_eq!((visits.same, visits.only_second, visits.filled), (2, 3, 2));
    let said: Vec<(&str, u64)> = visits.differing.iter().map(|d| (d.field.as_str(), d.count)).collect();
    assert_eq!(said, [("child-seen", 1)]);
    assert_eq!(records(&loaded.caseload, "visit").len(), 6);
}

#[test]
fn people_allocated_side_by_side_are_told_apart_by_role() {
    let first = [
        ("people.csv", "key,born,sex\nA,2015-01-05,\n"),
        ("held.csv", "key,from,to,role,who\nA,2024-01-01,,social-worker,w1\n"),
    ];
    let second = [(
        "held.csv",
        "key,from,to,role,who\nA,2024-01-05,,social-worker,w2\nA,2024-01-05,,personal-adviser,w3\n",
    )];
    let loaded = both(&first, &second, None).unwrap();
    let held = loaded.report.agreeing.iter().find(|a| a.kind == "allocation").unwrap();
    let said: Vec<(&str, u64)> = held.differing.iter().map(|d| (d.field.as_str(), d.count)).collect();
    assert_eq!((held.same, held.only_second), (1, 1));
    assert_eq!(said, [("start", 1), ("worker", 1)]);
}

#[test]
fn an_id_map_says_who_is_who_and_a_slip_in_it_ends_the_load() {
    let first = [("people.csv", "key,born,sex\n100,2015-01-05,\n")];
    let second = [
        ("people.csv", "key,born,sex\n7,2015-01-05,M\n"),
        ("plans.csv", "plan,key,from,to\nP,7,2024-01-10,\n"),
    ];
    let map = "source,kind,id,same_as\ntwo,child,7,100\n";
    let loaded = both(&first, &second, Some(map)).unwrap();
    assert_eq!(records(&loaded.caseload, "child"), ["100 born=2015-01-05 sex=M"]);
    assert_eq!(records(&loaded.caseload, "protection-plan"), ["P of 100 2024-01-10.."]);
    // A line that names nobody is told: with a slip in it the child would stand there twice, and nobody would know.
    let slip = "source,kind,id,same_as\ntwo,child,7,100\ntwo,child,77,101\ntow,child,7,100\n";
    let told = both(&first, &second, Some(slip)).unwrap().report;
    let lines = told.files.iter().find(|f| f.file == "ids-of-both.txt").unwrap();
    assert_eq!((lines.read, lines.kept, lines.refused), (3, 1, 2));
    assert_eq!((lines.reasons[0].0.code(), &lines.reasons[0].1.first), ("names-nobody", &vec![3, 4]));
    // The child may stand in the other source as the one whom a record is about.
    let only_plans = [("plans.csv", "plan,key,from,to\nP,7,2024-01-10,\n")];
    let told = both(&first, &only_plans, Some(map)).unwrap().report;
    assert!(told.is_whole(), "{told}");
    for (slip, why) in [
        ("kind,id\nchild,7\n", "row 1: it has no column `same_as`"),
        (
            "kind,id,same_as\nchlid,7,100\n",
            "row 2: its `kind` is none of the vocabulary: write `child`, `worker` or another kind",
        ),
        ("kind,id,same_as\nchild,7,100\nchild,,100\n", "row 3: an id is blank"),
        (
            "kind,id,same_as\nchild,7,100\nchild,7,101\n",
            "row 3: an earlier row says something else of the same id",
        ),
        ("kind,id,same_as\nchild,7\n", "row 2: it has more or fewer cells than column names"),
    ] {
        let error = both(&first, &second, Some(slip)).unwrap_err().to_string();
        assert!(error.ends_with(why), "{error}");
    }
}

#[test]
fn records_of_two_sources_that_happen_to_share_an_id_are_two() {
    let first = [
        ("people.csv", "key,born,sex\nA,2015-01-05,\n"),
        ("plans.csv", "plan,key,from,to\n1,A,2020-01-10,2020-06-01\n"),
    ];
    let second = [("plans.csv", "plan,key,from,to\n1,A,2024-01-10,\n")];
    let loaded = both(&first, &second, None).unwrap();
    assert_eq!(
        records(&loaded.caseload, "protection-plan"),
        ["1 of A 2020-01-10..2020-06-01", "two:1 of A 2024-01-10.."]
    );
}

#[test]
fn days_that_cannot_be_right_are_named_and_freshness_is_told() {
    let files = [
        ("people.csv", "key,born,sex\nA,2015-01-05,\n"),
        (
            "seen.csv",
            "key,day,kind,seen\nA,1924-02-01,care,yes\nA,2024-02-02,care,yes\nA,2104-02-03,care,no\n",
        ),
    ];
    let folder = folder(&files);
    let file = folder.path().join("own.toml");
    std::fs::write(&file, OWN).unwrap();
    let today = duecare::calendar::parse_iso("2024-03-01");
    let from = SourceKind::Mapping(file);
    let request = LoadRequest { from, records: folder.path().to_owned(), today, ..LoadRequest::default() };
    let loaded = load(&request, super::vocabulary()).unwrap();
    let seen = super::support::report(&loaded, "seen.csv");
    assert_eq!((seen.too_early.count, &seen.too_early.first), (1, &vec![2]));
    assert_eq!((seen.too_late.count, &seen.too_late.first), (1, &vec![4]));
    assert_eq!(seen.newest, duecare::calendar::parse_iso("2024-02-02"));
}
