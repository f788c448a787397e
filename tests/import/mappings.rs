//! Mappings: the shipped ones fit the shipped vocabulary, and a slip is shown with its line.

use super::support::{folder, load_from, mapped};
use duecare::import::{ImportError, SourceKind};

#[test]
fn the_shipped_mappings_fit_the_shipped_vocabulary() {
    let empty = folder(&[]);
    for from in [SourceKind::Format("ssd"), SourceKind::Format("bench")] {
        match load_from(from, empty.path()) {
            Err(ImportError::NothingThere { .. }) => {}
            other => panic!("{:?}", other.map(|l| l.report)),
        }
    }
}

#[test]
fn what_is_no_records_folder_is_said_so() {
    let other = folder(&[("notes.txt", "x"), ("table.csv", "a\n1\n")]);
    let error = load_from(SourceKind::Auto, other.path()).unwrap_err().to_string();
    assert!(error.contains("is no format known here ("), "{error}");
    assert!(error.contains("a folder with ssd_person.csv"), "{error}");
}

#[test]
fn every_slip_of_a_mapping_has_its_line() {
    let mapping = "name = 'own'\nrecognize = ['x']\n\
        [[record]]\nkind = 'chlid'\nfile = 'a'\nid = 'x'\n\
        [[record]]\nkind = 'visit'\nfile = 'a'\nowner = 'c'\nstart = 'd'\nfields.child-sen = 's'\n\
        [[record]]\nkind = 'visit'\nfile = 'a'\nowner = 'c'\ndate = 'd'\nfields.kind = { value = 'home' }\n\
        fields.child-seen = { column = 's', codes = 'none-such' }\nfields.worker = { column = 'w', file = 'b' }\n\
        [[record]]\nkind = 'worker'\nfile = 'a'\n";
    let error = mapped(mapping, &[]).unwrap_err();
    let heads: Vec<&str> =
        error.lines().filter(|l| l.contains("error[")).map(|l| l.split_once(".toml:").unwrap().1).collect();
    assert_eq!(
        heads,
        [
            "2:1: error[unknown-key]: `recognize` means nothing in a mapping",
            "4:8: error[unknown-kind]: the vocabulary has no kind `chlid`",
            "7:1: error[missing-key]: `record` lacks `date`",
            "7:1: error[wrong-shape]: `visit` is an event: it has no `start`",
            "12:8: error[unknown-field]: `visit` has no field `child-sen`",
            "18:15: error[wrong-value]: `home` is none of child-in-need, protection, care, adoption, private-fostering, leaving-care",
            "19:45: error[unknown-codes]: there is no list of codes `none-such`",
            "20:17: error[missing-key]: where a value comes from lacks `key`",
            "20:17: error[missing-key]: where a value comes from lacks `with`",
            "21:1: error[missing-key]: `record` lacks `id`",
        ]
    );
    for help in ["did you mean `recognise`?", "did you mean `child`?", "did you mean `child-seen`?"] {
        assert!(error.contains(help), "{error}");
    }
}

#[test]
fn toml_that_is_no_toml_is_shown_where() {
    let error = mapped("name = 'own\n", &[]).unwrap_err();
    assert!(error.contains("own.toml:1:"), "{error}");
    assert!(error.contains("error[toml-syntax]"), "{error}");
}

#[test]
fn a_mapping_that_fits_no_file_is_named() {
    let own = |text: &str| mapped(text, &[("table.csv", "a\n1\n")]).unwrap_err();
    let none = own("name = 'tables'\n");
    assert!(none.contains(".toml` reads (it has no [[record]] with a file)"), "{none}");
    let other = own("name = 'tables'\n[[record]]\nkind = 'family'\nfile = 'families'\nid = 'x'\n");
    assert!(other.contains(".toml` reads (families)"), "{other}");
}

#[test]
fn a_code_has_one_meaning() {
    let mapping = "name = 'own'\n[forms]\nyes = ['y', 'x']\nno = ['n', 'X']\n\
        [[record]]\nkind = 'visit'\nfile = 'a'\nowner = 'c'\ndate = 'd'\n\
        fields.kind = { column = 'k', codes = { care = ['A', 'B'], protection = ['b'] } }\n";
    let error = mapped(mapping, &[]).unwrap_err();
    assert!(error.contains("error[two-meanings]: `X` is said to mean both yes and no"), "{error}");
    let said = "error[two-meanings]: the code `b` is said to mean both `care` and `protection`";
    assert!(error.contains(said), "{error}");
}

#[test]
fn of_two_files_of_one_table_the_one_left_out_is_named() {
    let mapping = "name = 'own'\n[[record]]\nkind = 'child'\nfile = 'people'\nid = 'key'\n";
    let files = [("people.csv", "key\nK1\n"), ("People.csv", "key\nK2\nK3\n")];
    let report = mapped(mapping, &files).unwrap().report;
    let read: Vec<&str> = report.files.iter().map(|f| f.file.as_str()).collect();
    assert_eq!((read, report.not_needed), (vec!["People.csv"], vec!["people.csv".to_owned()]));
}
