//! The return about children looked after in XML: the same records as from its CSV files.

use super::support::{everything, folder, load_from, report};
use duecare::import::{Loaded, SourceKind};

const XML: &str = "<?xml version='1.0'?>\n<EXPSSDA903><CHILD><HEADER><CHILDID>1</CHILDID><SEX>2</SEX><DOB>01/02/2010</DOB>\
<UASC>1</UASC><DUC>01/02/2028</DUC><AREVIEW><REVIEW>01/03/2017</REVIEW><REVIEW_CODE>PN1</REVIEW_CODE></AREVIEW>\
<AREVIEW><REVIEW /><REVIEW_CODE>PN0</REVIEW_CODE></AREVIEW><PERMANENCE><PREV_PERM>Z1</PREV_PERM></PERMANENCE>\
<OC2><IMMUNISATIONS>1</IMMUNISATIONS></OC2><DATE_INT>01/06/2017</DATE_INT><DATE_MATCH>01/07/2017</DATE_MATCH>\
<AD_PLACED><DATE_PLACED>01/06/2017</DATE_PLACED><DATE_PLACED_CEASED /></AD_PLACED>\
<AMISSING><MISSING>M</MISSING><MIS_START>01/05/2017</MIS_START><MIS_END>02/05/2017</MIS_END></AMISSING></HEADER>\
<EPISODE><DECOM>01/01/2017</DECOM><RNE>S</RNE><LS>C2</LS><PL>U4</PL><PLACE_PROVIDER>PR1</PLACE_PROVIDER>\
<DEC>01/04/2017</DEC><REC>X1</REC></EPISODE>\
<EPISODE><DECOM>01/04/2017</DECOM><RNE>P</RNE><LS>C2</LS><PL>K2</PL><PLACE_PROVIDER>PR4</PLACE_PROVIDER></EPISODE>\
</CHILD></EXPSSDA903>";

const TABLES: [(&str, &str); 8] = [
    ("header.csv", "CHILD,SEX,DOB,ETHNIC\n1,2,01/02/2010,\n"),
    (
        "episodes.csv",
        "CHILD,DECOM,RNE,LS,PLACE,PLACE_PROVIDER,DEC,REC,URN\n1,01/01/2017,S,C2,U4,PR1,01/04/2017,X1,\n\
         1,01/04/2017,P,C2,K2,PR4,,,\n",
    ),
    ("reviews.csv", "CHILD,REVIEW,REVIEW_CODE\n1,01/03/2017,PN1\n1,,PN0\n"),
    ("uasc.csv", "CHILD,DUC\n1,01/02/2028\n"),
    ("oc2.csv", "CHILD,IMMUNISATIONS\n1,1\n"),
    ("ad1.csv", "CHILD,DATE_INT,DATE_MATCH\n1,01/06/2017,01/07/2017\n"),
    ("placed_for_adoption.csv", "CHILD,DATE_PLACED,DATE_PLACED_CEASED\n1,01/06/2017,\n"),
    ("missing.csv", "CHILD,MISSING,MIS_START,MIS_END\n1,M,01/05/2017,02/05/2017\n"),
];

fn load(files: &[(&str, &str)]) -> Loaded {
    load_from(SourceKind::Auto, folder(files).path()).unwrap_or_else(|e| panic!("{e}"))
}

#[test]
fn a_return_in_xml_holds_what_its_tables_hold() {
    let (xml, tables) = (load(&[("return 2017.xml", XML)]), load(&TABLES));
    assert_eq!(xml.report.source, "ssda903");
    let found = everything(&xml.caseload);
    assert_eq!(found, everything(&tables.caseload));
    assert!(found.iter().any(|(kind, list)| kind == "placement" && list.len() == 2), "{found:?}");
    for ((name, _), table) in TABLES.iter().zip([
        "header",
        "episodes",
        "reviews",
        "uasc",
        "oc2",
        "ad1",
        "placed_adoption",
        "missing",
    ]) {
        let (a, b) = (report(&tables, name), report(&xml, &format!("return 2017.xml: {table}")));
        assert_eq!((a.read, a.kept, a.refused), (b.read, b.kept, b.refused), "{table}");
    }
    let reviews = report(&xml, "return 2017.xml: reviews");
    assert_eq!((reviews.read, reviews.refused), (2, 1), "a review without a day");
    assert_eq!(reviews.reasons[0].1.first, [3], "the second review of the file");
}

#[test]
fn beside_its_tables_it_is_not_read_again() {
    let mut files = TABLES.to_vec();
    files.push(("return.xml", XML));
    let loaded = load(&files);
    assert_eq!(loaded.report.not_needed, ["return.xml"]);
    assert_eq!(loaded.report.totals(), load(&TABLES).report.totals());
}

#[test]
fn one_that_breaks_off_keeps_what_came_before() {
    let second = "<CHILD><HEADER><CHILDID>2</CHILDID></HEADER></CHILD></EXPSSDA903>";
    let text = XML.replace("</EXPSSDA903>", second);
    let cut = text.get(..text.len() - 30).unwrap();
    let loaded = load(&[("return.xml", cut)]);
    let header = report(&loaded, "return.xml: header");
    assert_eq!((header.read, header.kept, header.failed.as_ref()), (1, 1, None));
    assert!(header.broken_off.as_ref().unwrap().starts_with("line 2: "), "{header:?}");
    assert!(!loaded.report.is_whole());
    let loaded = load(&[("return.xml", "<EXPSSDA903><CHILD><HEADER>")]);
    assert!(loaded.report.files.iter().all(|f| f.failed.is_some() && f.read == 0), "{:?}", loaded.report);
}
