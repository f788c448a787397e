//! The catalogue as lines of a table: a row each.

use super::{Catalogue, RuleKind};

/// The columns of a line.
pub const CATALOGUE_COLUMNS: [&str; 9] =
    ["id", "title", "state", "standards", "checks", "measures", "themes", "examples", "reason"];

/// A line for each row; several names of one kind stand in one cell, with a blank between them.
pub fn catalogue_lines(catalogue: &Catalogue) -> impl Iterator<Item = Vec<String>> {
    catalogue.rows.iter().map(|row| {
        let ids = |kind| row.ids(kind).join(" ");
        vec![
            row.id.clone(),
            row.title.clone(),
            row.done().word().to_owned(),
            ids(RuleKind::Standard),
            ids(RuleKind::Check),
            ids(RuleKind::Measure),
            ids(RuleKind::Theme),
            row.rules.iter().map(|rule| rule.examples).sum::<usize>().to_string(),
            row.reason.clone().unwrap_or_default(),
        ]
    })
}
