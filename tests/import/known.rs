//! What was known on a day, where a source says when people were entered.

use super::support::{mapped, records};
use duecare::calendar::parse_iso;

const MAPPING: &str = "name = 'own'\n\
    [[record]]\nkind = 'child'\nfile = 'people'\nid = 'key'\nrecorded = 'entered'\nfields = { born = 'born' }\n\
    [[record]]\nkind = 'worker'\nfile = 'staff'\nid = 'key'\nrecorded = 'entered'\nfields = { role = 'role' }\n\
    [[record]]\nkind = 'allocation'\nfile = 'cases'\nid = 'note'\nowner = 'child'\nstart = 'from'\nfields = { worker = 'worker' }\n\
    [[record]]\nkind = 'visit'\nfile = 'visits'\nid = 'note'\nowner = 'child'\ndate = 'day'\n";

/// A child is not lost because the row about the child came later than the records of the child: of the child itself
/// nothing is known until then.
#[test]
fn a_person_who_was_entered_late_keeps_what_was_known_of_them() {
    let loaded = mapped(
        MAPPING,
        &[
            ("people.csv", "key,born,entered\nA,2015-01-05,2021-03-01\nB,2016-01-05,2021-01-01\nC,2017-01-05,2021-03-01\n"),
            ("staff.csv", "key,role,entered\nW,social-worker,2021-03-01\nX,social-worker,2021-03-01\n"),
            ("cases.csv", "note,child,from,worker\n1,B,2021-01-02,W\n"),
            ("visits.csv", "note,child,day\n1,A,2021-01-10\n2,B,2021-01-11\n3,C,2021-03-02\n"),
        ],
    )
    .unwrap();
    let known = |day: &str| loaded.caseload.known_on(parse_iso(day).unwrap()).0;
    let before = known("2021-02-01");
    assert_eq!(records(&before, "child"), ["A", "B recorded 2021-01-01 born=2016-01-05"]);
    assert_eq!(records(&before, "visit"), ["1 of A 2021-01-10", "2 of B 2021-01-11"]);
    assert_eq!(records(&before, "worker"), ["W"]);
    assert_eq!(records(&before, "allocation"), ["1 of B 2021-01-02.. worker=W"]);
    let after = known("2021-03-02");
    assert_eq!(records(&after, "child"), records(&loaded.caseload, "child"));
    assert_eq!(records(&after, "visit"), records(&loaded.caseload, "visit"));
    assert_eq!(records(&after, "worker"), records(&loaded.caseload, "worker"));
}
