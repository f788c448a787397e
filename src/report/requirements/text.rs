//! Requirements for reading.

use super::{How, Requirement, requirement_counts};
use crate::report::plain_table;
use crate::text::many;
use std::fmt::Write as _;

/// Each row with what does it and the commands that show it, then how many there are by kind and by how.
pub fn requirements_text(rows: &[Requirement]) -> String {
    let mut out = String::new();
    for row in rows {
        one(&mut out, row);
        out.push('\n');
    }
    let counts = requirement_counts(rows);
    let mut header = vec!["kind", "rows"];
    header.extend(How::ALL.map(How::word));
    let line = |kind: &str, counts: [usize; 4]| {
        let mut line = vec![kind.to_owned(), counts.iter().sum::<usize>().to_string()];
        line.extend(counts.map(|n| n.to_string()));
        line
    };
    let mut lines: Vec<Vec<String>> = counts.into_iter().map(|(kind, counts)| line(kind, counts)).collect();
    lines.push(line("all", How::ALL.map(|how| rows.iter().filter(|row| row.how == how).count())));
    let _ =
        writeln!(out, "{}\n{}", many(rows.len(), "row"), plain_table(&header, &[1, 2, 3, 4, 5], lines, None));
    if rows.iter().flat_map(|row| &row.commands).any(|command| command.contains("--records")) {
        out.push_str("\nThe folder `demo` is written by `duecare demo --profile REPORT --no-serve`.\n");
    }
    out
}

fn one(out: &mut String, row: &Requirement) {
    let _ = writeln!(out, "{}  {}  {}  {}", row.id, row.report, row.kind, row.how.word());
    let _ = writeln!(out, "  {}", row.what);
    for by in &row.by {
        let _ = writeln!(out, "  by {} {}", by.means.word(), by.name);
    }
    if let Some(reason) = &row.reason {
        let _ = writeln!(out, "  note: {reason}");
    }
    for command in &row.commands {
        let _ = writeln!(out, "  $ {command}");
    }
}
