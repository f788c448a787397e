//! A list as CSV.

use super::rows::ListRow;
use crate::calendar::{Day, to_iso};
use std::io::Write;

/// The columns of a list, and the keys of each JSON row.
pub const COLUMNS: [&str; 13] = [
    "child",
    "standard",
    "version",
    "severity",
    "verdict",
    "opened",
    "due",
    "done",
    "days_overdue",
    "team",
    "worker",
    "why",
    "subject",
];

/// Writes a list with its header.
pub fn write_csv(out: impl Write, rows: &[ListRow]) -> std::io::Result<()> {
    let mut csv = csv::Writer::from_writer(out);
    csv.write_record(COLUMNS)?;
    for r in rows {
        let day = |d: Option<Day>| d.map(to_iso).unwrap_or_default();
        let number = |n: Option<i32>| n.map(|n| n.to_string()).unwrap_or_default();
        csv.write_record([
            &safe(r.child.as_deref().unwrap_or("")),
            r.standard.as_str(),
            &r.version.to_string(),
            r.severity,
            r.verdict,
            &day(r.opened),
            &day(r.due),
            &day(r.done),
            &number(r.days_overdue),
            &safe(r.team.as_deref().unwrap_or("")),
            &safe(r.worker.as_deref().unwrap_or("")),
            &safe(&r.why),
            &safe(r.subject.as_deref().unwrap_or("")),
        ])?;
    }
    csv.flush()
}

/// Writes lines of texts with their header.
pub fn write_csv_lines(
    out: impl Write,
    header: &[&str],
    lines: impl IntoIterator<Item = Vec<String>>,
) -> std::io::Result<()> {
    let mut csv = csv::Writer::from_writer(out);
    csv.write_record(header)?;
    for line in lines {
        csv.write_record(line.iter().map(|cell| safe(cell)))?;
    }
    csv.flush()
}

/// Texts of the records must not become formulas in the spreadsheet that opens the file.
pub(crate) fn safe(text: &str) -> String {
    match text.chars().next() {
        Some('=' | '+' | '-' | '@' | '\t' | '\r') => format!("'{text}"),
        _ => text.to_owned(),
    }
}
