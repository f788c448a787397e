//! The catalogue for reading.

use super::{Catalogue, CatalogueRow, DescribedRule, Done, RuleKind};
use crate::text::many;
use std::fmt::Write as _;

/// Each row with what does it, then how many are done, in part and not.
pub fn catalogue_text(catalogue: &Catalogue) -> String {
    let mut out = String::new();
    for row in &catalogue.rows {
        one(&mut out, row);
        out.push('\n');
    }
    if !catalogue.others.is_empty() {
        out.push_str("In no row\n");
        for other in &catalogue.others {
            let _ = writeln!(out, "  {}:", other.reason);
            for rule in &other.rules {
                line(&mut out, rule);
            }
        }
        out.push('\n');
    }
    let count = |done: Done| format!("{} {}", catalogue.count(done), done.word());
    let counts = [Done::Whole, Done::Part, Done::Not].map(count).join(", ");
    let _ = writeln!(out, "{}: {counts}", many(catalogue.rows.len(), "row"));
    for done in [Done::Part, Done::Not] {
        for row in catalogue.rows.iter().filter(|row| row.done() == done) {
            let _ = writeln!(out, "  {} {}: {}", row.id, done.word(), row.reason.as_deref().unwrap_or(""));
        }
    }
    out
}

fn one(out: &mut String, row: &CatalogueRow) {
    let _ = writeln!(out, "{}  {}", row.id, row.title);
    for rule in &row.rules {
        line(out, rule);
    }
    if let Some(reason) = &row.reason {
        let _ = writeln!(out, "  {}: {reason}", row.done().word());
    }
}

fn line(out: &mut String, rule: &DescribedRule) {
    let kind = if rule.kind == RuleKind::Standard { String::new() } else { format!("{} ", rule.kind.word()) };
    let versions = if rule.versions > 1 { format!("{} versions, ", rule.versions) } else { String::new() };
    let examples = many(rule.examples, "example");
    let _ = writeln!(out, "  {kind}{}: {} ({versions}{examples})", rule.id, rule.title);
    if let Some(duty) = &rule.duty {
        let _ = writeln!(out, "    {duty}");
    }
}
