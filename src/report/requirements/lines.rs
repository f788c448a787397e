//! Requirements as lines of a table.

use super::Requirement;

/// The columns of a line.
pub const REQUIREMENT_COLUMNS: [&str; 8] = ["id", "report", "kind", "what", "how", "by", "command", "reason"];

/// A line for each row; several names, or several commands, stand in one cell with `; ` between them.
pub fn requirement_lines(rows: &[Requirement]) -> impl Iterator<Item = Vec<String>> {
    rows.iter().map(|row| {
        let by: Vec<String> = row.by.iter().map(|by| format!("{} {}", by.means.word(), by.name)).collect();
        vec![
            row.id.clone(),
            row.report.clone(),
            row.kind.clone(),
            row.what.clone(),
            row.how.word().to_owned(),
            by.join("; "),
            row.commands.join("; "),
            row.reason.clone().unwrap_or_default(),
        ]
    })
}
