//! Published statistics: which columns are figures, what is not published, and counts that add up.

use crate::shared::shared;
use crate::support::folder;
use duecare::import::{ImportError, Level, read_statistics};
use std::path::Path;

const FIGURES: &str = "\u{feff}time_period,time_identifier,geographic_level,country_code,country_name,region_code,region_name,\
old_la_code,new_la_code,la_name,category,reviews,reviews_percent
2024,Reporting year,National,E92000001,England,,,,,,Reviews,\"31,500\",89.8
202324,Financial year,Regional,E92000001,England,E12000001,North East,,,,Reviews,2170,93
2023,Reporting year,Local authority,E92000001,England,E12000001,North East,840,E06000047,County Durham,Reviews,c,z
2023,Reporting year,Local authority,E92000001,England,E12000001,North East,841,E06000005,Darlington,Reviews,,12O
20232,Reporting year,National,E92000001,England,,,,,,Reviews,1,1
2023,Reporting year,School,E92000001,England,,,,,,Reviews,1,1
2023,Reporting year,National,E92000001
";

#[test]
fn figures_are_read_by_year_and_area() {
    let folder = folder(&[("d6.csv", FIGURES), ("notes.csv", "a,b\n1,2\n")]);
    let (figures, report) = read_statistics(folder.path()).unwrap();
    let said: Vec<String> = figures
        .iter()
        .map(|f| {
            format!(
                "{} {} {} {:?} {}={} row {}",
                f.year, f.area.code, f.area.name, f.about, f.measure, f.value, f.row
            )
        })
        .collect();
    assert_eq!(
        said,
        [
            "2024 E92000001 England [\"Reviews\"] reviews=31500 row 2",
            "2024 E92000001 England [\"Reviews\"] reviews_percent=89.8 row 2",
            "2024 E12000001 North East [\"Reviews\"] reviews=2170 row 3",
            "2024 E12000001 North East [\"Reviews\"] reviews_percent=93 row 3",
        ]
    );
    assert_eq!(figures[0].area.level, Level::National);
    let r = &report.files[0];
    assert_eq!((r.read, r.kept, r.refused), (7, 4, 3));
    let reasons: Vec<_> = r.reasons.iter().map(|x| (x.0.code(), x.1.first.clone())).collect();
    assert_eq!(reasons, [("ragged", vec![8]), ("no-area", vec![6, 7])]);
    assert_eq!(r.notes, ["3 figures are not published"]);
    let columns: Vec<_> =
        r.columns.iter().map(|c| (c.column.as_str(), c.changed, c.unreadable.first.clone())).collect();
    assert_eq!(columns, [("reviews", 2, vec![]), ("reviews_percent", 1, vec![5])]);
    assert_eq!(report.unknown, ["notes.csv"]);
}

#[test]
fn authorities_have_both_their_codes() {
    let folder = folder(&[("d6.csv", &FIGURES.replace(",c,z", ",12,3"))]);
    let (figures, _) = read_statistics(&folder.path().join("d6.csv")).unwrap();
    let durham = figures.iter().find(|f| f.area.level == Level::Authority).unwrap();
    assert_eq!(durham.area.old_code.as_deref(), Some("840"));
    assert_eq!((durham.year, durham.area.name.as_str(), durham.value), (2023, "County Durham", 12.0));
}

#[test]
fn what_is_no_table_of_figures_is_said() {
    let folder = folder(&[("notes.csv", "a,b\n1,2\n"), ("open.csv", &format!("{FIGURES}\"2024"))]);
    let (figures, report) = read_statistics(&folder.path().join("notes.csv")).unwrap();
    assert!(figures.is_empty());
    assert!(report.files[0].failed.as_ref().unwrap().contains("no columns `time_period`"));
    let (figures, report) = read_statistics(&folder.path().join("open.csv")).unwrap();
    let r = &report.files[0];
    assert!(figures.is_empty() && r.failed.is_some() && r.read == r.kept + r.refused, "{r:?}");
    assert!(matches!(read_statistics(Path::new("/nowhere")), Err(ImportError::Read { .. })));
    let empty = super::support::folder(&[]);
    assert!(matches!(read_statistics(empty.path()), Err(ImportError::NothingThere { .. })));
}

#[test]
fn the_command_reports_them() {
    let folder = folder(&[("d6.csv", FIGURES)]);
    let run = |more: &[&str]| {
        let mut command = assert_cmd::Command::cargo_bin("duecare").unwrap();
        command.args(["import", "--from", "dfe-statistics", "--records"]).arg(folder.path()).args(more);
        let out = command.output().unwrap();
        (
            out.status.success(),
            format!("{}{}", String::from_utf8_lossy(&out.stdout), String::from_utf8_lossy(&out.stderr)),
        )
    };
    let (fine, said) = run(&[]);
    assert!(fine && said.contains("read 7   kept 4   refused 3   makes 4 published figure"), "{said}");
    assert!(!run(&["--strict"]).0, "rows were refused");
    let (fine, said) = run(&["--records", "elsewhere"]);
    assert!(!fine && said.contains("`dfe-statistics` is read by itself"), "{said}");
}

/// Against Python's `csv`: rows, published figures and cells that hold none, file by file.
#[test]
fn the_samples_hold_what_a_plain_count_finds() {
    let Some(folder) = shared("samples/dfe_stats") else { return };
    let (figures, report) = read_statistics(&folder).unwrap();
    let counts: Vec<_> = report
        .files
        .iter()
        .map(|f| {
            let hidden: u64 = f.columns.iter().map(|c| c.changed).sum();
            let bad: u64 = f.columns.iter().map(|c| c.unreadable.count).sum();
            (f.file.get(..2).unwrap(), f.read, f.kept, f.refused, f.made[0].records, hidden, bad)
        })
        .collect();
    assert_eq!(counts, COUNTS);
    assert_eq!(figures.len() as u64, counts.iter().map(|c| c.4).sum::<u64>());
}

const COUNTS: &[(&str, u64, u64, u64, u64, u64, u64)] = &[
    ("a1", 180, 180, 0, 370, 170, 0),
    ("a2", 156, 156, 0, 300, 168, 0),
    ("b1", 1967, 1967, 0, 31083, 389, 0),
    ("b7", 493, 493, 0, 6652, 250, 0),
    ("c2", 1803, 1803, 0, 24571, 671, 0),
    ("c4", 1967, 1967, 0, 28838, 667, 0),
    ("d1", 1967, 1967, 0, 27133, 405, 0),
    ("d6", 1967, 1967, 0, 5817, 84, 0),
    ("he", 12, 12, 0, 70, 2, 0),
];
