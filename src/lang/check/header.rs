//! The lines above `for each`: source, force, severity, warning.

use crate::calendar::{ALWAYS, Day, NEVER};
use crate::lang::ast;
use crate::lang::checked::Severity;
use crate::lang::resolve::{did_you_mean, either};
use crate::text::{Diagnostic, Diagnostics};

/// First and last day in force.
pub(crate) fn in_force(h: &ast::Header, out: &mut Diagnostics) -> (Day, Day) {
    let Some(force) = &h.in_force else { return (ALWAYS, NEVER) };
    let until = force.until.map_or(NEVER, |d| d.day);
    let from = force.from.map_or(ALWAYS, |d| d.day);
    if until < from {
        out.push(
            Diagnostic::error("out-of-order", force.span, "this ends before it begins")
                .help("the day after `until` is the last day in force"),
        );
    }
    (from, until)
}

/// The severity; `medium` (of a check: `error`) when not said.
pub(crate) fn severity(s: &ast::Standard, out: &mut Diagnostics) -> Severity {
    let check = s.kind == ast::StandardKind::Check;
    let Some(word) = &s.header.severity else {
        return if check { Severity::Error } else { Severity::Medium };
    };
    let all = [
        Severity::Critical,
        Severity::High,
        Severity::Medium,
        Severity::Low,
        Severity::Error,
        Severity::Query,
    ];
    let fits = |x: &Severity| matches!(x, Severity::Error | Severity::Query) == check;
    let words: Vec<&str> = all.iter().filter(|x| fits(x)).map(|x| x.word()).collect();
    match all.iter().find(|x| x.word() == word.text) {
        Some(found) if fits(found) => *found,
        Some(found) => {
            let (what, other) = if check { ("check", "standard") } else { ("standard", "check") };
            out.push(
                Diagnostic::error(
                    "unknown-severity",
                    word.span,
                    format!("`{}` is a severity of a {other}, and this is a {what}", word.text),
                )
                .help(format!("the severity of a {what} is {}", either(&words))),
            );
            *found
        }
        None => {
            let help = did_you_mean(&word.text, words.iter().copied())
                .unwrap_or_else(|| format!("the severity is {}", either(&words)));
            let message = format!("there is no severity called `{}`", word.text);
            out.push(Diagnostic::error("unknown-severity", word.span, message).help(help));
            Severity::Medium
        }
    }
}

/// Refuses what a measure or theme cannot say.
pub(crate) fn only_sources(what: &str, h: &ast::Header, settings_too: bool, out: &mut Diagnostics) {
    let mut refuse = |span, said: &str| {
        out.push(
            Diagnostic::error("no-place-here", span, format!("a {what} has no `{said}`"))
                .help("take it out: it belongs to a standard"),
        );
    };
    if let Some(force) = &h.in_force {
        refuse(force.span, "in force");
    }
    if let Some(severity) = &h.severity {
        refuse(severity.span, "severity");
    }
    if let Some((_, span)) = &h.warn {
        refuse(*span, "warn");
    }
    if settings_too && let Some(setting) = h.settings.first() {
        refuse(setting.span, "setting");
    }
}
