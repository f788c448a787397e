//! Targets, comparators and records of measures in words.

use crate::calendar::{Day, to_long};
use crate::lang::checked::{Colour, Literal, Target};
use crate::measure::{Compared, Figure, Group, Measured, Sort};
use crate::record::{Caseload, Row};
use crate::report::Naming;

fn literal(l: &Literal) -> String {
    match l {
        Literal::Percent(n) => format!("{n}%"),
        Literal::Number(n) => n.to_string(),
        _ => String::new(),
    }
}

/// `green at least 90% by 31 March 2027`.
pub fn target_words(t: &Target) -> String {
    let colour = match t.colour {
        Colour::Green => "green",
        Colour::Amber => "amber",
        Colour::Red => "red",
    };
    let side = if t.at_least { "at least" } else { "at most" };
    let by = t.by.map(|d: Day| format!(" by {}", to_long(d))).unwrap_or_default();
    format!("{colour} {side} {}{by}", literal(&t.value))
}

/// The figure of a group: `78.5%`; nothing where none was known.
pub fn compared_value(c: &Compared) -> Option<String> {
    c.found.as_ref().ok().map(|found| literal(&found.value))
}

/// What the figure of a group is of and how old it is, or why there is none.
pub fn compared_of(c: &Compared, as_at: Day) -> String {
    match &c.found {
        Ok(found) => match &found.dated {
            Some(d) => format!("{}, to {}, {}", d.period, to_long(d.to), d.age(as_at)),
            None => "the rule gives no day".to_owned(),
        },
        Err(first) => format!("none known on this day; the first is known from {}", to_long(*first)),
    }
}

/// `England 78.5% (year to 31 March 2020, to 31 March 2020, 9 months old; DfE)`.
pub fn compare_words(c: &Compared, as_at: Day) -> String {
    let source = c.dated().map(|d| format!("; {}", d.source)).unwrap_or_default();
    match compared_value(c) {
        Some(value) => format!("{} {value} ({}{source})", c.group, compared_of(c, as_at)),
        None => format!("{}: {}", c.group, compared_of(c, as_at)),
    }
}

/// What a record is called: a child, and what is of a child, by the naming given; so, where that is by key, any other
/// that is neither a worker nor a team, or of one. Those are called by their id.
pub fn record_name(caseload: &Caseload, at: Row, naming: Naming<'_>) -> String {
    let vocabulary = &caseload.vocabulary;
    let table = caseload.table(at.kind);
    let root = vocabulary.root(at.kind);
    let is = |name: &str| vocabulary.kind_named(name) == Some(root);
    match (naming, table) {
        (Naming::Keys(key), Some(t)) if !is("worker") && !is("team") => {
            key(Row { kind: root, row: t.root_of(at.row) })
        }
        (Naming::Ids, Some(t)) if is("child") => id(caseload, Row { kind: root, row: t.root_of(at.row) }),
        _ => id(caseload, at),
    }
}

fn id(caseload: &Caseload, at: Row) -> String {
    let id = caseload.table(at.kind).and_then(|t| t.ids.get(at.row as usize));
    id.map(|id| id.text(&caseload.texts)).unwrap_or_default()
}

/// The most parts of a share that stand in one line.
const PARTS: usize = 4;

/// The figure in one line; of a share its parts, of moves how many there were to move.
pub(super) fn figure_words(m: &Measured, f: &Figure) -> String {
    if !m.moves.is_empty() {
        return format!("{} of {} moved", f.text(), f.of.as_f64());
    }
    let parts =
        m.by.first()
            .filter(|b| f.sort == Sort::Number && b.groups.iter().all(|g| g.figure.sort == Sort::Percentage));
    match parts {
        Some(b) if !b.groups.is_empty() && b.groups.len() <= PARTS => {
            let one =
                |g: &Group| format!("{} {}", g.label.as_deref().unwrap_or("not known"), g.figure.text());
            let words: Vec<String> = b.groups.iter().map(one).collect();
            format!("{} of {}", words.join(", "), f.text())
        }
        Some(b) if !b.groups.is_empty() => format!("{} in {} parts", f.text(), b.groups.len()),
        _ => f.long_text(),
    }
}

/// `between 80.0% and 90.0%`, where something cannot be told.
pub(in crate::report) fn range_words(f: &Figure) -> Option<String> {
    let unit = |d: &str| crate::measure::with_unit(d, f.sort);
    f.range.as_ref().map(|r| format!("between {} and {}", unit(&r.low), unit(&r.high)))
}
