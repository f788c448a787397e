//! The return on children looked after, checked from the outside: as tables and in XML, alone and with what stands beside it.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test fails by panicking")]

#[path = "support/command.rs"]
mod program;

use program::duecare;
use std::collections::BTreeSet;
use std::path::Path;
use tempfile::TempDir;

/// Two children: of the first one thing is wrong (the second episode overlaps the first), of the second several.
const TABLES: &[(&str, &str)] = &[
    (
        "SSDA903_header.csv",
        "CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB\n1,F,01/05/2015,WBRI,A123456789012,0,\n=2,M,31/02/2012,WBRI,UN1,,\n",
    ),
    (
        "SSDA903_episodes.csv",
        "CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,HOME_POST,PL_POST,URN\n\
         1,01/05/2026,S,C2,N1,U1,PR1,05/05/2026,X1,CARPL,AB1 0JD,AB1 0JE,SC055123\n\
         1,04/05/2026,P,C2,N1,U4,PR1,,,,AB1 0JD,AB1 0JD,SC999999\n\
         =2,01/05/2025,S,V2,N1,U1,PR1,,,,AB1 0JD,AB1 0JE,SC055123\n",
    ),
    ("SSDA903_reviews.csv", "CHILD,DOB,REVIEW,REVIEW_CODE\n1,01/05/2015,01/06/2026,PN1\n"),
    ("SSDA903_missing.csv", "CHILD,DOB,MISSING,MIS_START,MIS_END\n1,01/05/2015,M,02/05/2026,03/05/2026\n"),
    ("SSDA903_uasc.csv", "CHILD,SEX,DOB,DUC\n=2,M,31/02/2012,01/05/2026\n"),
    ("SSDA903_oc3.csv", "CHILD,DOB,IN_TOUCH,ACTIV,ACCOM\n"),
];

const XML: &str = "<EXPSSDA903>\
  <CHILD><HEADER><CHILDID>1</CHILDID><SEX>F</SEX><DOB>01/05/2015</DOB><ETHNIC>WBRI</ETHNIC><UPN>A123456789012</UPN><UASC>0</UASC><MOTHER>0</MOTHER>\
    <AREVIEW><REVIEW>01/06/2026</REVIEW><REVIEW_CODE>PN1</REVIEW_CODE></AREVIEW>\
    <AMISSING><MISSING>M</MISSING><MIS_START>02/05/2026</MIS_START><MIS_END>03/05/2026</MIS_END></AMISSING></HEADER>\
    <EPISODE><DECOM>01/05/2026</DECOM><RNE>S</RNE><LS>C2</LS><CIN>N1</CIN><PL>U1</PL><PLACE_PROVIDER>PR1</PLACE_PROVIDER><DEC>05/05/2026</DEC><REC>X1</REC><REASON_PLACE_CHANGE>CARPL</REASON_PLACE_CHANGE><HOME_POST>AB1 0JD</HOME_POST><PL_POST>AB1 0JE</PL_POST><URN>SC055123</URN></EPISODE>\
    <EPISODE><DECOM>04/05/2026</DECOM><RNE>P</RNE><LS>C2</LS><CIN>N1</CIN><PL>U4</PL><PLACE_PROVIDER>PR1</PLACE_PROVIDER><HOME_POST>AB1 0JD</HOME_POST><PL_POST>AB1 0JD</PL_POST><URN>SC999999</URN></EPISODE></CHILD>\
  <CHILD><HEADER><CHILDID>=2</CHILDID><SEX>M</SEX><DOB>31/02/2012</DOB><ETHNIC>WBRI</ETHNIC><UPN>UN1</UPN><UASC>1</UASC><DUC>01/05/2026</DUC></HEADER>\
    <EPISODE><DECOM>01/05/2025</DECOM><RNE>S</RNE><LS>V2</LS><CIN>N1</CIN><PL>U1</PL><PLACE_PROVIDER>PR1</PLACE_PROVIDER><HOME_POST>AB1 0JD</HOME_POST><PL_POST>AB1 0JE</PL_POST><URN>SC055123</URN></EPISODE></CHILD>\
</EXPSSDA903>";

fn folder(files: &[(&str, &str)]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    files.iter().for_each(|(name, text)| std::fs::write(folder.path().join(name), text).unwrap());
    folder
}

fn text(path: &Path) -> &str {
    path.to_str().unwrap()
}

/// What fails: the rule, the child and the row, as the program lists it.
fn failing(args: &[&str]) -> BTreeSet<(String, String, String)> {
    let (status, out, _) = duecare(&[&["validate", "--format", "csv"], args].concat());
    assert_eq!(status, 1, "{out}");
    let mut lines = csv::Reader::from_reader(out.as_bytes());
    let headers = lines.headers().unwrap().clone();
    let column = |name: &str| headers.iter().position(|h| h == name).unwrap();
    let (child, rule, row) = (column("child"), column("rule"), column("row"));
    let rows = lines.records().map(|r| r.unwrap());
    rows.map(|r| (r[rule].to_owned(), r[child].to_owned(), r[row].to_owned())).collect()
}

fn has(found: &BTreeSet<(String, String, String)>, rule: &str, child: &str, row: &str) -> bool {
    found.contains(&(rule.to_owned(), child.to_owned(), row.to_owned()))
}

#[test]
fn a_folder_of_tables_is_known_for_what_it_is_and_says_where_it_fails() {
    let folder = folder(TABLES);
    let path = text(folder.path());
    let found = failing(&[path]);
    // The rows are those of a spreadsheet: the header is the first.
    assert!(has(&found, "501", "1", "3") && has(&found, "102", "'=2", "3"), "{found:?}");
    let (status, out, _) = duecare(&["validate", path]);
    assert_eq!(status, 1);
    assert!(
        out.contains("ssda903 2026-27: ") && out.contains("that of 2026-27 is taken, up to 2027-03-31"),
        "{out}"
    );
    // What stands beside the return was not given, and each rule that needs it says so.
    assert!(out.contains("needs last year's return: give it with --last-year"));
    assert!(out.contains("needs Ofsted's list of providers: give it with --providers"));
    assert!(out.contains("needs a list of postcodes: give it with --postcodes"));
    let of = |rule: &str| found.iter().any(|(r, ..)| r == rule);
    assert!(!of("1008") && !of("503B") && !of("411"), "{found:?}");
}

#[test]
fn the_same_return_in_xml_fails_in_the_same_rules() {
    let tables = folder(TABLES);
    let one = tempfile::tempdir().unwrap();
    let path = one.path().join("return.xml");
    std::fs::write(&path, XML).unwrap();
    // Rows are counted otherwise there, and a missing table may be empty.
    let of = |args: &[&str]| -> BTreeSet<(String, String)> {
        failing(args).into_iter().map(|(rule, child, _)| (rule, child)).collect()
    };
    let (in_xml, in_tables) = (of(&[text(&path)]), of(&[text(tables.path())]));
    assert!(in_tables.is_subset(&in_xml), "only in tables: {:?}", in_tables.difference(&in_xml));
    assert!(in_xml.contains(&("501".to_owned(), "1".to_owned())), "{in_xml:?}");
}

#[test]
fn last_years_return_the_providers_and_the_postcodes_are_read_beside_it() {
    let this = folder(TABLES);
    let last = folder(&[
        ("header.csv", "CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB\n=2,F,05/06/2012,WBRI,UN1,,\n"),
        (
            "episodes.csv",
            "CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,HOME_POST,PL_POST,URN\n\
             =2,01/05/2025,S,C2,N1,U1,PR1,,,,AB1 0JD,AB1 0JE,SC055123\n",
        ),
        ("oc2.csv", "CHILD,DOB,SDQ_SCORE\n"),
    ]);
    let beside = folder(&[
        (
            "providers.csv",
            "URN,POSTCODE,REG_END,PLACE_CODES,PROVIDER_CODES,LA_CODE_INFERRED\nSC055123,AB10JE,,U1,PR1,E08000032\n",
        ),
        (
            "postcodes.csv",
            "postcode,laua,easting,northing\nAB1 0JD,E08000032,400000,400000\nAB1 0JE,E08000035,403000,404000\n",
        ),
    ]);
    let (providers, postcodes) = (beside.path().join("providers.csv"), beside.path().join("postcodes.csv"));
    let args = [
        text(this.path()),
        "--last-year",
        text(last.path()),
        "--providers",
        text(&providers),
        "--postcodes",
        text(&postcodes),
        "--council",
        "E08000032",
    ];
    let found = failing(&args);
    assert!(has(&found, "202", "'=2", "3") && has(&found, "503B", "'=2", "4"), "{found:?}");
    assert!(has(&found, "1008", "1", "3") && !has(&found, "1008", "1", "2"), "{found:?}");
    // The provider of the first lies in another authority, and the second episode has no such number.
    assert!(!has(&found, "219", "1", "2") && !found.iter().any(|(rule, ..)| rule == "503C"), "{found:?}");
    let (_, out, _) = duecare(&[&["validate"], args.as_slice()].concat());
    assert!(!out.contains("give it with") && out.contains("not sent: UASC_last"), "{out}");
    assert!(out.contains("oc2.csv: no rule asks for it of last year's return"), "{out}");
}

#[test]
fn a_year_that_is_asked_for_is_that_of_the_collection() {
    let folder = folder(TABLES);
    let path = text(folder.path());
    // The second child's episode began in the year before the last: nothing is after the end of that year but the rest.
    let found = failing(&[path, "--year", "2025-26"]);
    assert!(has(&found, "570", "1", "2"), "{found:?}");
    let (_, out, _) = duecare(&["validate", path, "--year", "2025-26"]);
    assert!(out.contains("there are no rules of 2025-26: those of 2026-27 were taken"), "{out}");
}

#[test]
fn two_returns_in_one_folder_are_told() {
    let mut files = TABLES.to_vec();
    files.push(("other.xml", XML));
    let both = folder(&files);
    let (_, out, _) = duecare(&["validate", text(both.path())]);
    let told = "Episodes stands in more than one file, and all were taken: SSDA903_episodes.csv, other.xml; give one return at a time";
    assert!(out.contains(told), "{out}");
    let (_, out, _) = duecare(&["validate", text(folder(TABLES).path())]);
    assert!(!out.contains("more than one file"), "{out}");
}

#[test]
fn a_file_that_is_no_list_of_providers_blames_nobody() {
    let (given, beside) = (folder(TABLES), folder(&[("wrong.csv", "CHILD,SEX\n1,F\n")]));
    let wrong = beside.path().join("wrong.csv");
    let alone = failing(&[text(given.path())]);
    let with = failing(&[text(given.path()), "--providers", text(&wrong)]);
    assert_eq!(with, alone);
    let (status, out, _) = duecare(&["validate", text(given.path()), "--providers", text(&wrong)]);
    assert_eq!(status, 1);
    assert!(out.contains("NOT READ  wrong.csv: it needs the column URN"), "{out}");
}

#[test]
fn a_year_is_written_as_one() {
    let given = folder(TABLES);
    for year in ["banana", "2026", "2026-28", "26-27", "2026-2027", "-", ""] {
        let (status, out, said) = duecare(&["validate", text(given.path()), "--year", year]);
        assert_eq!((status, out.as_str()), (2, ""), "{year}");
        assert!(said.contains("is no year of a return: write it as 2025-26"), "{said}");
    }
    let (status, out, _) = duecare(&["validate", text(given.path()), "--year", "2099-00"]);
    assert!(status == 1 && out.contains("there are no rules of 2099-00"), "{out}");
}

#[test]
fn what_of_a_folder_was_not_read_does_not_pass() {
    let whole = folder(TABLES);
    let semicolons: Vec<(&str, String)> = TABLES.iter().map(|(n, t)| (*n, t.replace(',', ";"))).collect();
    let semicolons: Vec<(&str, &str)> = semicolons.iter().map(|(n, t)| (*n, t.as_str())).collect();
    let separated = folder(&semicolons);
    let args = |at: &Path| failing(&[text(at), "--return", "ssda903"]);
    assert_eq!(args(separated.path()), args(whole.path()), "a separator is found");

    let sound = ("SSDA903_reviews.csv", "CHILD,DOB,REVIEW,REVIEW_CODE\n1,01/05/2015,01/06/2026,PN1\n");
    for (name, wrong, told) in [
        (
            "SSDA903_missing.csv",
            "Our return\nCHILD,DOB,MISSING\n",
            "none of its columns is one of that table",
        ),
        ("SSDA903_missing.csv", "CHILD,DOB\n1,01/05/2015,M\n", "1 rows have more cells than the header"),
        ("SSDA903_missing.csv", "", "the file is empty"),
        ("visits.csv", "CHILD,DOB\n1,01/05/2015\n", "this return has no table of that name"),
    ] {
        let folder = folder(&[sound, (name, wrong)]);
        let (status, out, err) = duecare(&["validate", text(folder.path()), "--return", "ssda903"]);
        let shown = format!("{out}{err}");
        assert_eq!(status, 1, "{name}: {shown}");
        assert!(shown.contains(&format!("NOT READ  {name}: {told}")), "{shown}");
    }
}
