//! The return about children looked after: columns, codes, how its tables hang together, and its counts.

use crate::plain::{Row, authority, file, header, rows, ssd};
use crate::shared::shared;
use crate::ssda903_lists::{Holds, LISTS};
use duecare::demo::{Exported, NationalFormat, Options, Profile, export, generate};
use std::collections::{BTreeMap, BTreeSet};

fn files() -> Vec<Exported> {
    export(authority(), NationalFormat::Ssda903).unwrap()
}

fn table(name: &str) -> Vec<Row> {
    rows(&file(&files(), name).bytes)
}

/// The date as a number that sorts.
fn sortable(text: &str) -> u32 {
    let [d, m, y] = text.split('/').collect::<Vec<_>>()[..] else { panic!("no date: {text}") };
    assert_eq!([d.len(), m.len(), y.len()], [2, 2, 4], "{text}");
    format!("{y}{m}{d}").parse().unwrap()
}

/// A date of the dataset as the return writes it.
fn uk(iso: &str) -> String {
    iso.split('-').rev().collect::<Vec<_>>().join("/")
}

#[test]
fn every_file_has_the_columns_of_the_guidance() {
    let files = files();
    assert_eq!(files.len(), LISTS.len());
    for (name, _, columns) in LISTS {
        let found = file(&files, name);
        assert_eq!(header(&found.bytes), columns.iter().map(|c| c.0).collect::<Vec<_>>(), "{name}");
        assert_eq!(found.rows, rows(&found.bytes).len() as u64, "{name}");
    }
}

#[test]
fn every_value_is_a_date_a_number_or_a_code_of_its_column() {
    let mut faults = BTreeSet::new();
    for (profile, seed) in Profile::names().zip(1..) {
        let options = Options { children: 400, seed, last_day: None };
        let made = generate(&Profile::named(profile).unwrap(), &options).unwrap();
        let files = export(&made, NationalFormat::Ssda903).unwrap();
        for (name, _, columns) in LISTS {
            for row in rows(&file(&files, name).bytes) {
                for (column, may_be_blank, holds) in *columns {
                    let value = row[*column].as_str();
                    let fits = match (value.is_empty(), holds) {
                        // The birth of a child who came alone, and of some others, is not known.
                        (true, _) => *may_be_blank || *column == "DOB",
                        (_, Holds::Day) => sortable(value) > 19_000_101,
                        (_, Holds::Code(list)) => list.split(' ').any(|c| c == value),
                        (_, Holds::Number) => value.bytes().all(|b| b.is_ascii_digit()),
                        (_, Holds::Text) => true,
                    };
                    if !fits {
                        faults.insert(format!("{profile}: {name} {column} `{value}`"));
                    }
                }
            }
        }
    }
    assert!(faults.is_empty(), "{faults:#?}");
}

#[test]
fn whoever_stands_anywhere_stands_in_the_header_with_the_same_birth() {
    let born: BTreeMap<String, String> =
        table("header.csv").into_iter().map(|r| (r["CHILD"].clone(), r["DOB"].clone())).collect();
    assert_eq!(born.len(), table("header.csv").len(), "a child stands twice in the header");
    for (name, _, columns) in LISTS {
        for row in table(name) {
            let known = born.get(&row["CHILD"]).unwrap_or_else(|| panic!("{name}: not in the header"));
            if columns.iter().any(|c| c.0 == "DOB") {
                assert_eq!(known, &row["DOB"], "{name}");
            }
        }
    }
}

#[test]
fn episodes_hand_over_on_the_day_and_say_why_they_begin_and_end() {
    let mut by_child: BTreeMap<String, Vec<Row>> = BTreeMap::new();
    for row in table("episodes.csv") {
        by_child.entry(row["CHILD"].clone()).or_default().push(row);
    }
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    for list in by_child.values() {
        let days: Vec<u32> = list.iter().map(|r| sortable(&r["DECOM"])).collect();
        assert!(days.is_sorted());
        let mut open: Option<&Row> = None;
        for row in list {
            *seen.entry(row["RNE"].clone()).or_default() += 1;
            assert_eq!(row["DEC"].is_empty(), row["REC"].is_empty(), "an end without its reason");
            assert!(row["DEC"].is_empty() || sortable(&row["DEC"]) >= sortable(&row["DECOM"]));
            match open {
                None => assert_eq!(row["RNE"], "S", "the first of a time in care"),
                Some(before) => {
                    assert_eq!(before["DEC"], row["DECOM"], "handed over on the day");
                    let moved =
                        ["PLACE", "URN", "PL_POST", "PLACE_PROVIDER"].iter().any(|c| before[*c] != row[*c]);
                    let status = before["LS"] != row["LS"];
                    let expected: &[&str] = match (moved, status) {
                        (true, true) => &["B", "U"],
                        (true, false) => &["P", "T"],
                        (false, true) => &["L", "B", "U"],
                        (false, false) => &["P", "T"],
                    };
                    assert!(expected.contains(&row["RNE"].as_str()), "{} where {moved} {status}", row["RNE"]);
                    let changed = row["RNE"] != "L";
                    assert_eq!(changed, !before["REASON_PLACE_CHANGE"].is_empty(), "why a placement changed");
                }
            }
            open = (row["REC"] == "X1").then_some(row);
            if open.is_none() {
                assert_eq!(row["REASON_PLACE_CHANGE"], "", "no change follows");
            }
        }
        assert!(open.is_none(), "a chain that says it goes on, and does not");
    }
    assert!(seen["S"] > 20 && seen["P"] > 20 && seen["L"] > 20, "{seen:?}");
}

#[test]
fn nothing_of_the_tables_is_lost() {
    let number = |t: &str, test: &dyn Fn(&Row) -> bool| ssd(t).iter().filter(|r| test(r)).count();
    let all = |_: &Row| true;
    for (name, expected) in [
        // The one episode of a series of breaks is told break by break.
        (
            "episodes.csv",
            number("ssd_cla_episodes", &|r| !r["clae_cla_placement_id"].is_empty())
                + number("short_break", &all),
        ),
        (
            "reviews.csv",
            number("ssd_cla_reviews", &|r| {
                r["clar_cla_review_cancelled"] == "N" && !r["clar_cla_review_date"].is_empty()
            }),
        ),
        ("missing.csv", number("ssd_missing", &all)),
        ("placed_for_adoption.csv", number("ssd_permanence", &all)),
        ("uasc.csv", number("ssd_immigration_status", &|r| r["immi_immigration_status"] == "UASC")),
        ("previous_permanence.csv", number("care_period", &|r| r["respite_only"] == "N")),
        ("ad1.csv", number("ssd_permanence", &|r| !r["perm_permanence_order_date"].is_empty())),
    ] {
        assert_eq!(table(name).len(), expected, "{name}");
    }
    let days = |list: &[Row], keys: [&str; 2]| -> BTreeSet<(String, String)> {
        list.iter().map(|r| (r[keys[0]].clone(), r[keys[1]].clone())).collect()
    };
    let mut placements = ssd("ssd_cla_placement");
    for row in &mut placements {
        let day = uk(&row["clap_cla_placement_start_date"]);
        row.insert("day".to_owned(), day);
    }
    let mut moves = table("episodes.csv");
    moves.retain(|r| r["RNE"] != "L" && !matches!(r["LS"].as_str(), "V3" | "V4"));
    assert_eq!(days(&moves, ["CHILD", "DECOM"]), days(&placements, ["clap_person_id", "day"]));
    // A year and more in care on the last day, without series of breaks.
    let last = duecare::calendar::to_iso(authority().summary.last_day);
    let year_ago = format!("{}{}", last[..4].parse::<u32>().unwrap() - 1, &last[4..]);
    let long = number("care_period", &|r| {
        r["respite_only"] == "N" && r["until"].is_empty() && r["from"].as_str() <= year_ago.as_str()
    });
    assert_eq!(table("oc2.csv").len(), long);
    assert!(long > 5 && !table("oc3.csv").is_empty() && !table("sw_episodes.csv").is_empty());
}

#[test]
fn our_lists_are_those_of_the_specification_and_of_the_samples() {
    let Some(path) = shared("formats/ssda903_columns.csv") else { return };
    let specified = rows(&std::fs::read(path).unwrap());
    for (name, called, columns) in LISTS {
        let of: Vec<&Row> = specified.iter().filter(|r| r["file"] == *called).collect();
        assert_eq!(of.len(), columns.len(), "{name}");
        for (row, (column, blank, holds)) in of.iter().zip(*columns) {
            assert_eq!((row["column"].as_str(), row["may_be_blank"] == "Y"), (*column, *blank), "{name}");
            let codes = row["codes"].replace('|', " ");
            assert_eq!(codes, if let Holds::Code(list) = holds { *list } else { "" }, "{name} {column}");
        }
    }
    let Some(samples) = shared("samples/ssda903") else { return };
    for (name, _, columns) in LISTS {
        let text = std::fs::read(samples.join(name)).unwrap();
        let text = text.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&text);
        let (mut theirs, mut ours) =
            (header(text), columns.iter().map(|c| c.0.to_owned()).collect::<Vec<_>>());
        if *name == "uasc.csv" {
            // The sample has sex before birth; the specification has it after.
            theirs.sort();
            ours.sort();
        }
        assert_eq!(theirs, ours, "{name}");
    }
}
