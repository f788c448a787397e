//! What the rules of a return may not hold: nothing there would ever be asked, so it is refused where it stands.

use crate::lang::Loaded;
use crate::lang::checked::{Duty, RuleSet, Standard};
use crate::text::{Diagnostic, Diagnostics};

/// Refuses all but checks, and of these what has no verdict where a return is looked at once.
pub(super) fn only_checks(loaded: &mut Loaded) {
    let Some(set) = &loaded.rules else { return };
    let mut faults = refused(set);
    if faults.has_errors() {
        loaded.diagnostics.list.append(&mut faults.list);
        loaded.diagnostics.sort();
        loaded.rules = None;
    }
}

fn refused(set: &RuleSet) -> Diagnostics {
    let mut faults = Diagnostics::default();
    for standard in &set.standards {
        of(standard).into_iter().for_each(|fault| faults.push(fault));
    }
    let named = set.measures.iter().map(|m| ("measure", &m.id, m.span));
    for (what, id, span) in named.chain(set.themes.iter().map(|t| ("theme", &t.id, t.span))) {
        let message = format!("`{id}` is a {what}, and the rules of a return are checks");
        faults.push(
            Diagnostic::error("no-check", span, message).help("put it beside the standards of the authority"),
        );
    }
    faults
}

fn of(s: &Standard) -> Vec<Diagnostic> {
    if !s.check {
        let message = format!("`{}` is a standard, and the rules of a return are checks", s.id);
        let help = "say `check`, or put it beside the standards of the authority";
        return vec![Diagnostic::error("no-check", s.scope_span, message).help(help)];
    }
    let mut out = Vec::new();
    if matches!(s.duty, Duty::Have(..)) {
        let message = format!("`{}` says `must have`, and a return is looked at once", s.id);
        let help = "say `must satisfy has ...`, or `must last ...`";
        out.push(Diagnostic::error("duty-of-a-return", s.duty_span, message).help(help));
    }
    for setting in s.settings.iter().filter(|setting| setting.open) {
        let message =
            format!("`{}` is left to each authority, and a return is checked alike by all", setting.name);
        out.push(Diagnostic::error("open-setting", setting.span, message).help("give it a value"));
    }
    out
}
