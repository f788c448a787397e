//! Ways of writing a rule that let a figure be flattered: each is found where it stands, and nothing beside it.

use duecare::lang::lint::{LINT_CODES, lint};
use duecare::lang::load_rules;
use duecare::service::{Linted, RuleFiles, linted};
use duecare::text::{Style, render, render_all};

const WORDS: &str = "
subject child (children) has born as date
period plan of child has kind as text, closed-by as text
event visit of child has seen as yes-no
event meeting of child has cancelled as yes-no
";

/// A standard of these clauses, severity medium.
fn standard(clauses: &str) -> String {
    format!(
        "standard s \"S\"\n  severity medium\n{clauses}\n  example \"e\"\n    given plan from 5 January 2026\n    as at 5 January 2026 expect no cases\n"
    )
}

/// `code about: the words underlined`, of each finding.
fn found(rules: &str) -> Vec<String> {
    let files = [("words.care", WORDS), ("rules.care", rules)];
    let loaded = load_rules(&files, &|_| None, None);
    let faults = render_all(&loaded.sources, &loaded.diagnostics, Style::Plain);
    let set = loaded.rules.unwrap_or_else(|| panic!("{faults}"));
    let told = lint(&set, &loaded.diagnostics).into_iter().map(|f| {
        let span = f.fault.span.unwrap();
        let words = loaded.sources.get(span.source).unwrap().slice(span).to_owned();
        assert!(f.fault.help.is_some() && LINT_CODES.contains(&f.fault.code), "{}", f.fault.code);
        assert!(render(&loaded.sources, &f.fault, Style::Plain).contains("^"));
        format!("{} {}: {}", f.fault.code, f.about, words.split_whitespace().collect::<Vec<_>>().join(" "))
    });
    told.collect()
}

fn of(clauses: &str) -> Vec<String> {
    found(&standard(clauses))
}

const NONE: [&str; 0] = [];

#[test]
fn a_duty_that_recurs_in_a_period_that_is_not_joined() {
    let every = "must have a visit where seen is yes every 4 weeks";
    assert_eq!(of(&format!("  for each plan\n  {every}")), ["not-joined s: for each plan"]);
    assert_eq!(of("  for each plan\n  must have a visit in each month"), ["not-joined s: for each plan"]);
    let staged = "must have a visit within 1 week of the start then every 4 weeks";
    assert_eq!(of(&format!("  for each plan\n  {staged}")), ["not-joined s: for each plan"]);
    let while_old =
        "  for each plan while it has lasted over 6 months\n  must have a visit in the last 6 months";
    assert_eq!(of(while_old), ["not-joined s: for each plan while it has lasted over 6 months"]);
    // Joined; about something that has no end; once; looked back for, beyond the first day; a limit.
    assert_eq!(of(&format!("  for each joined plan with gaps of at most 7 days\n  {every}")), NONE);
    assert_eq!(of("  for each plan\n  must have a visit within 1 week of the start"), NONE);
    assert_eq!(of("  for each plan\n  must have a visit in the last 6 months"), NONE);
    assert_eq!(of("  for each plan\n  must have at most 2 visits in the last 6 months"), NONE);
}

#[test]
fn a_scope_that_asks_that_something_is_known() {
    let once = "\n  must have a visit within 1 week of the start";
    let said = |scope: &str| of(&format!("  for each plan {scope}{once}"));
    let line = |scope: &str| vec![format!("guard-for-a-blank s: for each plan {scope}")];
    for scope in [
        "where kind is known and kind is \"x\"",
        "where kind is not blank",
        "where not (kind is not known)",
        "where born is known",
    ] {
        assert_eq!(said(scope), line(scope), "{scope}");
    }
    // A comparison alone leaves what is not known to be told; a blank that brings a record in takes nobody out; the end
    // of the record itself is not a field that is left empty.
    for scope in
        ["where kind is \"x\"", "where kind is not known", "where kind is blank", "where end is known"]
    {
        assert_eq!(said(scope), NONE, "{scope}");
    }
}

#[test]
fn what_is_planned_or_cancelled_is_not_held() {
    let once = |thing: &str| of(&format!("  for each plan\n  must have {thing} within 1 week of the start"));
    let told = ["planned-as-held s: have a meeting within 1 week of the start"];
    assert_eq!(once("a meeting"), told);
    assert_eq!(once("a meeting where cancelled is no"), NONE);
    assert_eq!(once("a visit"), NONE);
    // What ends a duty must have been held, too; a limit only grows stricter.
    let until = "  for each joined plan\n  must have a visit every 1 week until the first meeting";
    assert_eq!(of(until).len(), 1);
    assert_eq!(of(&format!("{until} where cancelled is no")), NONE);
    assert_eq!(of("  for each plan\n  must have at most 2 meetings within 1 week of the start"), NONE);
    assert_eq!(of("  for each meeting\n  must be recorded within 5 working days of the date"), NONE);
}

#[test]
fn reliefs_say_why_and_agreements_who_approved() {
    let clauses = |more: &str| {
        format!(
            "  setting gap is 4 weeks, at most 6 weeks\n  for each joined plan\n  must have a visit every gap\n  {more}"
        )
    };
    assert_eq!(
        of(&clauses("except where kind is \"x\"")),
        ["relief-without-reason s: except where kind is \"x\""]
    );
    assert_eq!(of(&clauses("excused while kind is \"x\"")).len(), 1);
    assert_eq!(of(&clauses("except where kind is \"x\" because \"another service\"")), NONE);
    assert_eq!(
        of(&clauses("except where kind is not known because \"x\"")),
        ["relief-for-a-blank s: kind is not known"]
    );
    let agreed = "agreement on gap, at most 12 weeks";
    assert_eq!(of(&clauses(agreed)), [format!("agreed-by-nobody s: {agreed}")]);
    assert_eq!(of(&clauses(&format!("{agreed}, approved by head"))), NONE);
}

#[test]
fn a_field_that_decides_needs_a_check_that_it_is_filled_in() {
    let clauses = "  for each plan where kind is \"x\"\n  must have a visit where seen is yes within 1 week of the start";
    let high = standard(clauses).replace("severity medium", "severity high");
    let told = [
        "field-without-check plan kind: for each plan where kind is \"x\"",
        "field-without-check visit seen: have a visit where seen is yes within 1 week of the start",
    ];
    assert_eq!(found(&high), told);
    assert_eq!(of(clauses), NONE, "of what is of medium weight nothing is asked");
    let check = |what: &str| {
        format!("{high}check c \"C\"\n  severity query\n  for each visit\n  must satisfy {what}\n")
    };
    assert_eq!(found(&check("seen is known")), told[..1]);
    assert_eq!(found(&check("seen is not blank")), told[..1]);
    // A check that only compares it passes where it is empty.
    assert_eq!(found(&check("seen is yes")), told);
}

fn with_reasons(reasons: &str) -> (Linted, String) {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| std::fs::write(folder.path().join(name), text).unwrap();
    write("words.care", WORDS);
    write("rules.care", &standard("  for each plan\n  must have a visit every 4 weeks"));
    write("lint.toml", reasons);
    let files = RuleFiles::folder(folder.path()).unwrap();
    let mut loaded = load_rules(&files.care, &|_| None, None);
    let found = linted(&files, loaded.rules.as_ref().unwrap(), &loaded.diagnostics, &mut loaded.sources);
    let said = render_all(&loaded.sources, &found.faults, Style::Plain);
    (found, said)
}

#[test]
fn what_is_right_where_it_stands_is_named_with_a_reason() {
    let entry = |code: &str, about: &str, reason: &str| {
        format!("[[allowed]]\ncode = \"{code}\"\nabout = {about}\nreason = \"{reason}\"\n")
    };
    let (found, said) = with_reasons(&entry("not-joined", "[\"s\"]", "each plan is a new one"));
    assert_eq!((found.findings.len(), said.as_str()), (0, ""));
    assert_eq!(found.allowed[0].1, "each plan is a new one");
    for (reasons, code, help) in [
        (entry("not-joind", "[\"s\"]", "x"), "unknown-lint", "did you mean `not-joined`?"),
        (entry("not-joined", "[\"t\"]", "x"), "allowed-for-nothing", "did you mean `s`?"),
        (entry("planned-as-held", "[\"s\"]", "x"), "allowed-for-nothing", "take the name out"),
        (entry("not-joined", "[]", "x"), "allowed-for-nothing", "name the rules in `about`"),
        (entry("not-joined", "[\"s\"]", " "), "missing-reason", "say why"),
        ("[[allowed]]\ncode = \"not-joined\"\nabout = [\"s\"]\n".to_owned(), "missing-key", "reason"),
        (format!("{}colour = 1\n", entry("not-joined", "[\"s\"]", "x")), "unknown-key", ""),
    ] {
        let (found, said) = with_reasons(&reasons);
        assert!(found.faults.has_errors(), "{reasons}");
        assert!(
            said.contains("lint.toml:") && said.contains(code) && said.contains(help),
            "{reasons}\n{said}"
        );
    }
    // A reason for something else leaves the finding.
    assert_eq!(with_reasons(&entry("planned-as-held", "[\"s\"]", "x")).0.findings.len(), 1);
}
