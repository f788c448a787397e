//! Versions of one standard: in order of their days, without overlap and without gap.

use crate::calendar::{ALWAYS, Day, NEVER, to_long};
use crate::lang::ast;
use crate::lang::checked::Standard;
use crate::text::{Diagnostic, Diagnostics};
use std::collections::BTreeMap;

/// Refuses versions that overlap or leave a gap, and ids that are used twice.
pub(crate) fn versions(list: &[&ast::Standard], out: &mut Diagnostics) {
    let mut by_id: BTreeMap<&str, Vec<&ast::Standard>> = BTreeMap::new();
    for s in list {
        by_id.entry(&s.id.text).or_default().push(s);
    }
    for (id, mut versions) in by_id {
        versions.sort_by_key(|s| (first_day(s).unwrap_or(ALWAYS), s.span));
        for pair in versions.windows(2) {
            let [before, after] = pair else { continue };
            pair_fits(id, before, after, out);
        }
    }
}

/// The first day in force, where one is said.
fn first_day(s: &ast::Standard) -> Option<Day> {
    Some(s.header.in_force.as_ref()?.from?.day)
}

fn pair_fits(id: &str, before: &ast::Standard, after: &ast::Standard, out: &mut Diagnostics) {
    if before.kind != after.kind {
        out.push(
            Diagnostic::error(
                "duplicate-name",
                after.id.span,
                format!("`{id}` is both a standard and a check"),
            )
            .related(before.id.span, "the other is here")
            .help("give one of them another name"),
        );
        return;
    }
    // Where the later says no first day, neither does the other: none is a version of the other.
    let (Some(force), Some(from)) = (&after.header.in_force, first_day(after)) else {
        out.push(
            Diagnostic::error(
                "duplicate-name",
                after.id.span,
                format!("there are two standards called `{id}`"),
            )
            .related(before.id.span, "the first is here")
            .help("give one another name; if one replaces the other, say `in force from ...` in each"),
        );
        return;
    };
    let until = before.header.in_force.as_ref().and_then(|f| f.until.as_ref()).map_or(NEVER, |d| d.day);
    let before_at = before.header.in_force.as_ref().map_or(before.id.span, |f| f.span);
    if until >= from {
        let ends = match until {
            NEVER => "the version before it has no last day".to_owned(),
            day => format!("the version before it is in force until {}", to_long(day)),
        };
        out.push(
            Diagnostic::error(
                "versions-overlap",
                force.span,
                format!("two versions of `{id}` are in force on {}: {ends}", to_long(from)),
            )
            .related(before_at, "the version before it is here")
            .help(format!("end that version with `until {}`", to_long(from - 1))),
        );
    } else if until + 1 < from {
        out.push(
            Diagnostic::error(
                "versions-gap",
                force.span,
                format!(
                    "no version of `{id}` is in force from {} to {}",
                    to_long(until + 1),
                    to_long(from - 1)
                ),
            )
            .related(before_at, "the version before it is here")
            .help(format!(
                "begin this version on {}, or end the one before on {}",
                to_long(until + 1),
                to_long(from - 1)
            )),
        );
    }
}

/// Numbers the versions and puts all standards in order of id, version and part.
pub(crate) fn numbered(mut all: Vec<Standard>) -> Vec<Standard> {
    all.sort_by(|a, b| (&a.id, a.from, a.span, a.part).cmp(&(&b.id, b.from, b.span, b.part)));
    let mut before: Option<(String, crate::text::Span, u32)> = None;
    for s in &mut all {
        let version = match &before {
            Some((id, span, n)) if *id == s.id => n + u32::from(*span != s.span),
            _ => 1,
        };
        s.version = version;
        before = Some((s.id.clone(), s.span, version));
    }
    all
}
