//! Annex A: sheets, headers, spelling, dates that are dates, and counts.

use crate::annex_a_lists::{Holds, LISTS};
use crate::plain::{Row, authority, rows, ssd};
use crate::shared::shared;
use calamine::{Data, Reader, Xlsx, open_workbook_from_rs};
use duecare::calendar::{Day, parse_iso};
use duecare::demo::{Authority, NationalFormat, Options, Profile, export, generate};
use std::collections::{BTreeMap, BTreeSet};
use std::io::Cursor;

/// The rows of each list, headers left out.
fn lists(made: &Authority) -> Vec<Vec<Vec<Data>>> {
    let files = export(made, NationalFormat::AnnexA).unwrap();
    let [file] = files.as_slice() else { panic!("{} files", files.len()) };
    assert_eq!(file.name, "annex_a.xlsx");
    let mut book: Xlsx<_> = open_workbook_from_rs(Cursor::new(file.bytes.as_slice())).unwrap();
    let wanted: Vec<String> = (1..=11).map(|n| format!("List {n}")).collect();
    assert_eq!(book.sheet_names(), wanted);
    let mut out = Vec::new();
    for (name, columns) in wanted.iter().zip(LISTS) {
        let sheet = book.worksheet_range(name).unwrap();
        let mut rows = sheet.rows();
        let header: Vec<String> = rows.next().unwrap().iter().map(ToString::to_string).collect();
        assert_eq!(header, columns.iter().map(|c| c.0).collect::<Vec<_>>(), "{name}");
        let mut list: Vec<Vec<Data>> = rows.map(<[Data]>::to_vec).collect();
        // A sheet whose last columns are blank throughout is narrower.
        list.iter_mut().for_each(|r| r.resize(columns.len(), Data::Empty));
        out.push(list);
    }
    assert_eq!(out.iter().map(Vec::len).sum::<usize>() as u64, file.rows);
    out
}

fn place(list: usize, header: &str) -> usize {
    LISTS[list - 1].iter().position(|c| c.0 == header).unwrap_or_else(|| panic!("no {header}"))
}

/// The day of a cell, from Excel's count.
fn day(cell: &Data) -> Option<Day> {
    match cell {
        Data::DateTime(d) => Some(d.as_f64() as Day - 25_569),
        _ => None,
    }
}

/// Columns that the guide wants filled and a record may lack: nobody is allocated, nobody knows the birth.
const MAY_LACK: &[&str] =
    &["Allocated Team", "Allocated Worker", "Allocated Personal Advisor", "URN of Placement"];

#[test]
fn every_cell_is_a_date_a_number_or_a_code_in_the_guides_spelling() {
    let mut faults = BTreeSet::new();
    for (profile, seed) in Profile::names().zip(1..) {
        let options = Options { children: 300, seed, last_day: None };
        let made = generate(&Profile::named(profile).unwrap(), &options).unwrap();
        for (n, (list, columns)) in lists(&made).iter().zip(LISTS).enumerate() {
            for row in list {
                for (cell, (header, may_be_blank, holds)) in row.iter().zip(columns) {
                    let fits = match (cell, holds) {
                        (Data::Empty, _) => *may_be_blank || MAY_LACK.contains(header),
                        (Data::DateTime(d), Holds::Day) => d.as_f64().fract() == 0.0,
                        (Data::String(text), Holds::Code(list)) => list.contains(&text.as_str()),
                        (Data::Float(n), Holds::Number) => n.fract() == 0.0 && *n >= 0.0,
                        (Data::String(text), Holds::Text) => !text.trim().is_empty(),
                        _ => false,
                    };
                    if !fits {
                        faults.insert(format!("{profile}: list {}: {header}: {cell:?}", n + 1));
                    }
                }
            }
        }
    }
    assert!(faults.is_empty(), "{faults:#?}");
}

#[test]
fn nothing_of_the_tables_is_lost() {
    let lists = lists(authority());
    let number = |t: &str, test: &dyn Fn(&Row) -> bool| ssd(t).iter().filter(|r| test(r)).count();
    let all = |_: &Row| true;
    let expected = [
        number("ssd_contacts", &all),
        number("ssd_early_help_episodes", &all),
        number("ssd_cin_episodes", &all),
        number("ssd_cin_assessments", &all),
        number("ssd_s47_enquiry", &all),
        number("ssd_cin_episodes", &|r| r["cine_referral_nfa"] != "Y"),
        number("ssd_cp_plans", &all),
        number("care_period", &|r| r["respite_only"] == "N"),
        number("ssd_care_leavers", &all),
        number("ssd_permanence", &all),
        2 * number("ssd_permanence", &|r| !r["perm_matched_date"].is_empty()),
    ];
    let counted: Vec<usize> = lists.iter().map(Vec::len).collect();
    assert_eq!(counted, expected);
    assert!(expected.iter().all(|n| *n > 0), "{expected:?}");
    let children: BTreeSet<String> =
        ssd("ssd_person").into_iter().map(|r| r["pers_person_id"].clone()).collect();
    for list in &lists[..10] {
        for row in list {
            assert!(children.contains(&row[0].to_string()), "a stranger");
        }
    }
}

/// The latest day of some rows for each child, by plain code.
fn latest(table: &str, child: &str, date: &str, test: impl Fn(&Row) -> bool) -> BTreeMap<String, Day> {
    let mut out: BTreeMap<String, Day> = BTreeMap::new();
    for row in ssd(table).iter().filter(|r| test(r)) {
        if let Some(day) = parse_iso(&row[date]) {
            let slot = out.entry(row[child].clone()).or_insert(day);
            *slot = day.max(*slot);
        }
    }
    out
}

#[test]
fn the_latest_is_the_latest_and_counts_are_counts() {
    let lists = lists(authority());
    let last = authority().summary.last_day;
    let check = |list: usize, header: &str, found: BTreeMap<String, Day>| {
        let (open, ended) = match list {
            7 => (place(7, "Child Protection Plan Start Date"), place(7, "Child Protection Plan End Date")),
            _ => (place(8, "Date Started to be Looked After"), place(8, "Date Ceased to be Looked After")),
        };
        let column = place(list, header);
        let mut seen = 0;
        for row in lists[list - 1].iter().filter(|r| day(&r[ended]).is_none_or(|d| d > last)) {
            // An earlier time of the same child is not this row's.
            let expected = found.get(&row[0].to_string()).copied().filter(|d| Some(*d) >= day(&row[open]));
            let health = header.contains("Health") || header.contains("Dental");
            let expected = if health { found.get(&row[0].to_string()).copied() } else { expected };
            assert_eq!(day(&row[column]), expected, "{header}");
            seen += usize::from(expected.is_some());
        }
        assert!(seen > 10, "{header}: {seen}");
    };
    let by_last = |date: &'static str| move |r: &Row| parse_iso(&r[date]).is_some_and(|d| d <= last);
    check(
        7,
        "Date of the Last Statutory Visit",
        latest("ssd_cp_visits", "cppv_person_id", "cppv_cp_visit_date", by_last("cppv_cp_visit_date")),
    );
    check(
        7,
        "Date of latest review conference",
        latest("ssd_cp_reviews", "cppr_person_id", "cppr_cp_review_date", by_last("cppr_cp_review_date")),
    );
    check(
        8,
        "Date of Last Social Work Visit",
        latest("ssd_cla_visits", "clav_person_id", "clav_cla_visit_date", by_last("clav_cla_visit_date")),
    );
    check(
        8,
        "Date of Latest Statutory Review",
        latest("ssd_cla_reviews", "clar_cla_person_id", "clar_cla_review_date", |r| {
            r["clar_cla_review_cancelled"] == "N" && by_last("clar_cla_review_date")(r)
        }),
    );
    for (header, kind) in [
        ("Date of Last Health Assessment", "Health Assessment"),
        ("Date of Last Dental Check", "Dental Check"),
    ] {
        check(
            8,
            header,
            latest("ssd_cla_health", "clah_person_id", "clah_health_check_date", |r| {
                r["clah_health_check_type"].ends_with(kind)
                    && r["clah_health_check_status"] == "Completed"
                    && by_last("clah_health_check_date")(r)
            }),
        );
    }
    let (id, count) = (0, place(3, "Number of Referrals in Last 12 Months"));
    let referred = ssd("ssd_cin_episodes");
    for row in &lists[2] {
        let mine = |r: &&Row| r["cine_person_id"] == row[id].to_string();
        // Twelve months back from a last day of March.
        let in_year =
            |r: &&Row| parse_iso(&r["cine_referral_date"]).is_some_and(|d| d > last - 365 && d <= last);
        assert_eq!(row[count], Data::Float(referred.iter().filter(mine).filter(in_year).count() as f64));
    }
}

#[test]
fn the_same_authority_gives_the_same_workbook() {
    let bytes = || export(authority(), NationalFormat::AnnexA).unwrap().remove(0).bytes;
    assert_eq!(bytes(), bytes());
}

#[test]
fn our_lists_are_those_of_the_specification_and_of_the_sample() {
    let Some(path) = shared("formats/annexa_columns.csv") else { return };
    let specified = rows(&std::fs::read(path).unwrap());
    for (n, columns) in (1..).zip(LISTS) {
        let of: Vec<&Row> = specified.iter().filter(|r| r["list"] == format!("{n}")).collect();
        assert_eq!(of.len(), columns.len(), "list {n}");
        for (row, (header, blank, holds)) in of.iter().zip(columns) {
            let variant = &row["header_variant_in_sample_xlsx"];
            assert!([&row["column"], variant].contains(&&(*header).to_owned()), "list {n}: {header}");
            assert_eq!(row["may_be_blank"] == "Y", *blank, "list {n}: {header}");
            if let Holds::Code(list) = holds {
                assert_eq!(row["values"], list.join(" | "), "list {n}: {header}");
            }
        }
    }
    let Some(path) = shared("samples/annex_a/Annex_A_2024_Jan.xlsx") else { return };
    let mut book: Xlsx<_> = open_workbook_from_rs(Cursor::new(std::fs::read(path).unwrap())).unwrap();
    for (n, columns) in (1..).zip(LISTS) {
        let sheet = book.worksheet_range(&format!("List {n}")).unwrap();
        let header: Vec<String> = sheet.rows().next().unwrap().iter().map(ToString::to_string).collect();
        assert_eq!(header, columns.iter().map(|c| c.0).collect::<Vec<_>>(), "list {n}");
    }
}
