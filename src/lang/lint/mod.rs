//! Ways of writing a rule that let a figure be flattered: each loads, and somebody should look.

mod fields;
mod rules;

use super::checked::RuleSet;
use crate::text::{Diagnostic, Diagnostics, Span};

/// A way of writing a rule that lets a figure be flattered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// What it is about: the id of a rule, or `kind field`.
    pub about: String,
    /// The code, the place, the words.
    pub fault: Diagnostic,
}

/// The codes that a rule may be allowed with a reason: those of [`lint`], and the warnings that a load gives.
pub const LINT_CODES: &[&str] = &[
    "not-joined",
    "guard-for-a-blank",
    "field-without-check",
    "planned-as-held",
    "agreed-by-nobody",
    "relief-without-reason",
    "relief-for-a-blank",
    "plain-field-in-while",
    "unused-setting",
    "repeated-code",
    "unit-number",
];

/// Looks rules through, in order of file and place. The warnings of their load are among what is found.
pub fn lint(set: &RuleSet, warnings: &Diagnostics) -> Vec<Finding> {
    let mut out = Vec::new();
    for s in set.standards.iter().filter(|s| !s.check) {
        rules::standard(set, s, &mut out);
    }
    fields::without_check(set, &mut out);
    out.extend(
        warnings.list.iter().map(|fault| Finding { about: rule_at(set, fault.span), fault: fault.clone() }),
    );
    out.sort_by(|a, b| (a.fault.span, a.fault.code, &a.about).cmp(&(b.fault.span, b.fault.code, &b.about)));
    // The parts of a standard about several kinds say the same.
    out.dedup();
    out
}

/// The rule that holds a place; nothing outside any.
fn rule_at(set: &RuleSet, span: Option<Span>) -> String {
    let Some(span) = span else { return String::new() };
    let holds = |of: Span| of.source == span.source && of.start <= span.start && span.end <= of.end;
    let standards = set.standards.iter().map(|s| (&s.id, s.span));
    let all = standards.chain(set.measures.iter().map(|m| (&m.id, m.span)));
    all.chain(set.themes.iter().map(|t| (&t.id, t.span)))
        .find(|(_, of)| holds(*of))
        .map_or_else(String::new, |(id, _)| id.clone())
}

/// A finding at a place of a rule.
fn found(code: &'static str, about: &str, span: Span, words: String, help: &str) -> Finding {
    Finding { about: about.to_owned(), fault: Diagnostic::warning(code, span, words).help(help) }
}
