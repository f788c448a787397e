//! Rules as files: lists in CSV files beside them, and files of one name in two folders.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

use assert_cmd::Command;
use duecare::lang::load_rules;
use duecare::service::RuleFiles;
use std::path::Path;

/// A command run in a folder: its status, and all it printed.
fn duecare(folder: &Path, arguments: &[&str]) -> (i32, String) {
    let output =
        Command::new(env!("CARGO_BIN_EXE_duecare")).current_dir(folder).args(arguments).output().unwrap();
    let text = [output.stdout, output.stderr].concat();
    (output.status.code().unwrap(), String::from_utf8(text).unwrap())
}

fn folder(files: &[(&str, &[u8])]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in files {
        let path = folder.path().join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }
    folder
}

const POLICE: &str = r#"list police from "police.csv"

standard police-decided "What the police refer is assessed"
  source "local"
  for each referral where sender is one of police
  must have an assessment started within 10 days of the date
  example "on the last day"
    given referral on 4 January 2021 with sender "5A"
    given assessment from 14 January 2021
    as at 14 January 2021 expect met on 14 January 2021
  example "another sender"
    given referral on 4 January 2021 with sender "1A"
    as at 14 January 2021 expect no cases
"#;

const CODES: &[u8] = b"\xEF\xBB\xBFcode,caf\xE9\r\n5A,\"Police, county\"\r\n\r\n\"5B\",Police\r\n";

const CENSUS: &[u8] = b"<Message><Children><Child><ChildIdentifiers><LAchildID>A1</LAchildID></ChildIdentifiers>\
    <CINdetails><CINreferralDate>2021-01-04</CINreferralDate><ReferralSource>5B</ReferralSource></CINdetails></Child>\
    </Children></Message>";

#[test]
fn a_list_beside_its_rule_file_is_read_by_every_command() {
    let rules = folder(&[
        ("local/police.care", POLICE.as_bytes()),
        ("local/police.csv", CODES),
        ("census.xml", CENSUS),
    ]);
    let at = rules.path();
    for path in ["local/police.care", "./local/police.care"] {
        let (status, said) = duecare(at, &["check", path]);
        assert_eq!(status, 0, "{said}");
        let (status, said) = duecare(at, &["test", path]);
        assert_eq!(status, 0, "{said}");
        assert!(said.contains("police-decided"), "{said}");
        let (status, said) = duecare(
            at,
            &[
                "run",
                "--records",
                "census.xml",
                "--as-at",
                "2021-02-01",
                "--rules",
                path,
                "--standard",
                "police-decided",
                "--format",
                "csv",
            ],
        );
        assert_eq!(status, 0, "{said}");
        assert!(said.contains("A1,police-decided,1,"), "{said}");
    }
}

#[test]
fn a_list_of_a_folder_is_found_in_the_folder_of_its_rule_file() {
    let vocabulary =
        "event referral of child has sender as text\nperiod assessment of child\nsubject child\n";
    let rules = folder(&[
        ("rules/vocabulary.care", vocabulary.as_bytes()),
        ("rules/local/police.care", POLICE.as_bytes()),
        ("rules/local/police.csv", CODES),
        ("rules/police.csv", b"code\nwrong\n"),
        ("rules/local/children.csv", b"\xFF\xFF not a list"),
    ]);
    for command in ["check", "test"] {
        let (status, said) = duecare(rules.path(), &[command, "rules"]);
        assert_eq!(status, 0, "{said}");
    }
    let files = RuleFiles::folder(&rules.path().join("rules")).unwrap();
    let before = files.hash(None);
    std::fs::write(rules.path().join("rules/local/police.csv"), "code\n5A\n").unwrap();
    let files = RuleFiles::folder(&rules.path().join("rules")).unwrap();
    assert_ne!(files.hash(None), before, "another list is another set of rules");
    let loaded = load_rules(&files.care, &|name| files.other(name), None);
    assert_eq!(loaded.rules.unwrap().lists.len(), 1);
}

#[test]
fn a_list_that_is_missing_or_bad_is_told_with_its_place() {
    let rules = folder(&[("local/police.care", POLICE.as_bytes())]);
    let (status, said) = duecare(rules.path(), &["check", "local/police.care"]);
    assert_eq!(status, 1, "{said}");
    assert!(
        said.contains("local/police.care:1:18: error[no-such-file]: the file \"police.csv\" is not there"),
        "{said}"
    );
    assert!(said.contains("put it beside this rule file, as local/police.csv"), "{said}");
    std::fs::write(rules.path().join("local/police.csv"), b"code,what\n5A,Police\n,Police\nB\xE9,x\n")
        .unwrap();
    let (status, said) = duecare(rules.path(), &["check", "local/police.care"]);
    assert_eq!(status, 1, "{said}");
    for words in [
        "local/police.csv:3:1: error[bad-list-file]: this row has no code",
        "local/police.csv:4:1: error[bad-list-file]: this code has letters that are not UTF-8",
        "help: save the file as CSV UTF-8",
        "local/police.care:1:18",
    ] {
        assert!(said.contains(words), "{words}\n{said}");
    }
}

#[test]
fn files_of_one_name_in_two_folders_are_both_checked() {
    let rule = |id: &str, field: &str| {
        format!(
            "standard {id} \"Mine\"\n  source \"local\"\n  for each child-in-need-plan\n  \
             must have a visit where {field} is yes within 4 weeks of the start\n"
        )
    };
    let (one, two) = (rule("one", "child-sen"), rule("two", "child-sene"));
    let rules = folder(&[("a/health.care", one.as_bytes()), ("b/health.care", two.as_bytes())]);
    let (status, said) = duecare(rules.path(), &["check", "a/health.care", "b/health.care", "a/health.care"]);
    assert_eq!(status, 1, "{said}");
    assert_eq!(said.matches("a/health.care:4:27: error[unknown-field]").count(), 1, "{said}");
    assert_eq!(said.matches("b/health.care:4:27: error[unknown-field]").count(), 1, "{said}");
}

#[test]
fn a_fault_of_an_authoritys_file_names_the_file() {
    let text = "name = \"Northmere\"\n[settings.no-such-standard]\ninterval = \"3 weeks\"\n";
    let at = folder(&[("local/northmere.toml", text.as_bytes())]);
    let (status, said) = duecare(at.path(), &["check", "--authority", "local/northmere.toml"]);
    assert_eq!(status, 1, "{said}");
    assert!(said.contains("local/northmere.toml:3:1: error[matches-nothing]"), "{said}");
}

#[test]
fn a_folder_without_rules_is_refused_and_no_other_rules_are_checked_for_it() {
    let empty = folder(&[("notes.txt", b"no rules")]);
    for command in ["check", "test", "lint"] {
        let (code, text) = duecare(empty.path(), &[command, "."]);
        assert_eq!(code, 2, "{command}: {text}");
        assert!(text.contains("there is no .care file in this folder"), "{command}: {text}");
    }
}

#[test]
fn the_rules_of_a_return_are_read_whatever_the_folder_is_called_by() {
    let below = Path::new(env!("CARGO_MANIFEST_DIR")).join("rules/checks/cin");
    let counted = "0 standards, 109 checks, 0 measures and 0 themes: no errors";
    for (from, name) in [(below.join("2025-26"), "."), (below.clone(), "2025-26"), (below, "../cin/2025-26")]
    {
        let (code, text) = duecare(&from, &["check", name]);
        assert_eq!((code, text.trim()), (0, counted), "{name}");
    }
}

#[test]
fn a_folder_of_ones_own_rules_is_read_over_the_shipped_ones() {
    let rules =
        folder(&[("own/police.care", POLICE.as_bytes()), ("own/police.csv", CODES), ("census.xml", CENSUS)]);
    for arguments in [&["check", "own"][..], &["test", "own"][..]] {
        let (status, said) = duecare(rules.path(), arguments);
        assert_eq!(status, 0, "{said}");
    }
    let run = [
        "run",
        "--rules",
        "own",
        "--records",
        "census.xml",
        "--as-at",
        "2021-01-31",
        "--standard",
        "police-decided",
    ];
    let (status, said) = duecare(rules.path(), &run);
    assert_eq!(status, 0, "{said}");
    assert!(said.contains("police-decided"), "{said}");
    // A folder with records of its own stands alone.
    let alone = folder(&[("own/all.care", b"subject pupil (pupils)\n")]);
    let (status, said) = duecare(alone.path(), &["check", "own"]);
    assert_eq!(status, 0, "{said}");
    assert!(said.contains("0 standards"), "{said}");
}
