//! What `duecare lint` finds in a rule set, without what stands beside the rules with a reason.

use super::rule_files::RuleFiles;
use crate::import::{Allowed, AllowedFile, Placed};
use crate::lang::checked::RuleSet;
use crate::lang::lint::{Finding, LINT_CODES, lint};
use crate::text::{Diagnostic, Diagnostics, Sources, nearest};

/// What came of looking rules through.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Linted {
    /// What nobody has given a reason for.
    pub findings: Vec<Finding>,
    /// What is right where it stands, each with the reason.
    pub allowed: Vec<(Finding, String)>,
    /// What is wrong with the file of reasons.
    pub faults: Diagnostics,
}

/// Looks rules through. The reasons stand in `lint.toml` in the folder of the rules.
pub fn linted(files: &RuleFiles, set: &RuleSet, warnings: &Diagnostics, sources: &mut Sources) -> Linted {
    let found = lint(set, warnings);
    let Some((name, text)) = files.lint() else {
        return Linted { findings: found, ..Linted::default() };
    };
    let (file, mut faults) = AllowedFile::parse(name, text, sources);
    for entry in &file.entries {
        faults.list.extend(refused(entry, &found));
    }
    faults.sort();
    let mut out = Linted { faults, ..Linted::default() };
    for finding in found {
        let fits = |e: &&Allowed| {
            e.code.text == finding.fault.code && e.about.iter().any(|a| a.text == finding.about)
        };
        match file.entries.iter().find(fits) {
            Some(entry) => out.allowed.push((finding, entry.reason.clone())),
            None => out.findings.push(finding),
        }
    }
    out
}

/// What of an entry says nothing: a code that there is not, a rule in which nothing is found, no reason.
fn refused(entry: &Allowed, found: &[Finding]) -> Vec<Diagnostic> {
    let mut out = Vec::new();
    let code = &entry.code;
    if !LINT_CODES.contains(&code.text.as_str()) {
        let help = nearest(&code.text, LINT_CODES.iter().copied()).map_or_else(
            || format!("known: {}", LINT_CODES.join(", ")),
            |near| format!("did you mean `{near}`?"),
        );
        let message = format!("`duecare lint` finds nothing called `{}`", code.text);
        return vec![Diagnostic::error("unknown-lint", code.span, message).help(help)];
    }
    if entry.reason.trim().is_empty() {
        let message = "this says no reason".to_owned();
        out.push(
            Diagnostic::error("missing-reason", code.span, message)
                .help("say why it is right where it stands"),
        );
    }
    if entry.about.is_empty() {
        let message = "this is about no rule".to_owned();
        out.push(
            Diagnostic::error("allowed-for-nothing", code.span, message).help("name the rules in `about`"),
        );
    }
    let fits = |about: &Placed| found.iter().any(|f| f.fault.code == code.text && f.about == about.text);
    for about in entry.about.iter().filter(|about| !fits(about)) {
        let known = found.iter().filter(|f| f.fault.code == code.text).map(|f| f.about.as_str());
        let message = format!("`{}` is found in nothing called `{}`", code.text, about.text);
        let help = nearest(&about.text, known).map_or_else(
            || "take the name out: nothing has to be allowed there".to_owned(),
            |n| format!("did you mean `{n}`?"),
        );
        out.push(Diagnostic::error("allowed-for-nothing", about.span, message).help(help));
    }
    out
}
