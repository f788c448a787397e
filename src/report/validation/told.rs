//! A rule for reading: what it says, what it asks, and what a blank in each field does.

use crate::judge::blanks;
use crate::lang::checked::{Leaf, RuleSet, Standard};
use crate::record::KindId;
use crate::text::Sources;
use std::fmt::Write as _;

/// The rule of a code (`8500`, or `cin-8500`); nothing when there is none.
pub fn rule_text(rules: &RuleSet, sources: &Sources, code: &str) -> Option<String> {
    let of = |s: &&Standard| {
        s.id == code || s.id.split_once('-').is_some_and(|(_, c)| c.eq_ignore_ascii_case(code))
    };
    let parts: Vec<&Standard> = rules.standards.iter().filter(of).collect();
    let first = parts.first()?;
    let mut out = format!("{}  {}\n  {}\n", first.id, first.severity.word(), first.title);
    if let Some(source) = sources.get(first.span.source) {
        let text = source.text.get(first.span.start as usize..first.span.end as usize).unwrap_or_default();
        let asked = text.lines().take_while(|l| !l.trim_start().starts_with("example "));
        for line in asked.skip_while(|l| !l.trim_start().starts_with("for each")) {
            let _ = writeln!(out, "  {}", line.trim_end());
        }
    }
    for part in parts {
        for blank in blanks(part) {
            let _ = writeln!(out, "  {} blank: {}", column(rules, blank.kind, blank.leaf), blank.does);
        }
    }
    Some(out)
}

/// A column as the return calls it: `UPN of ChildIdentifiers`.
fn column(rules: &RuleSet, kind: KindId, leaf: Leaf) -> String {
    let Some(k) = rules.vocabulary.kind(kind) else { return String::new() };
    let field = match leaf {
        Leaf::Field(f) => k.field_at(f),
        _ => None,
    };
    let (column, name) = match leaf {
        Leaf::Start => (k.start_column.as_deref(), "start"),
        Leaf::End => (k.end_column.as_deref(), "end"),
        Leaf::Field(_) => (field.and_then(|f| f.column.as_deref()), field.map_or("", |f| f.name.as_str())),
        Leaf::Recorded | Leaf::Record => (None, "recorded"),
    };
    format!("{} of {}", column.unwrap_or(name), k.table.as_deref().unwrap_or(&k.name))
}
