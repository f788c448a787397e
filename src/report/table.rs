//! Lists as tables for a terminal.

use super::rows::ListRow;
use super::teams::TeamLine;
use crate::calendar::{Day, to_long};
use comfy_table::{CellAlignment, ContentArrangement, LineStyle, Table, TableStyle};

/// A table with a header, fitted to a width when one is given; columns named in `right` are aligned to the right.
pub fn plain_table(
    header: &[&str],
    right: &[usize],
    rows: impl IntoIterator<Item = Vec<String>>,
    width: Option<u16>,
) -> String {
    let mut table = Table::new();
    let line = LineStyle::none().fill('─').junction('─');
    table.load_style(TableStyle::new().header_separator(line)).force_no_tty().set_header(header.to_vec());
    if let Some(width) = width {
        table.set_content_arrangement(ContentArrangement::Dynamic).set_width(width);
    }
    for row in rows {
        table.add_row(row);
    }
    for &i in right {
        if let Some(column) = table.column_mut(i) {
            column.set_cell_alignment(CellAlignment::Right);
        }
    }
    table.trim_fmt()
}

/// A list. Days are written out, so that nobody reads 3/4 the wrong way round.
pub fn list_table(rows: &[ListRow], width: Option<u16>) -> String {
    let header = ["child", "standard", "severity", "verdict", "due", "days", "team", "worker", "why"];
    let day = |d: Option<Day>| d.map(to_long).unwrap_or_default();
    let text = |t: &Option<String>| t.clone().unwrap_or_default();
    let lines = rows.iter().map(|r| {
        let [team, worker] = &r.called;
        vec![
            text(&r.child),
            if r.version > 1 { format!("{} v{}", r.standard, r.version) } else { r.standard.clone() },
            r.severity.to_owned(),
            words(r),
            day(r.due),
            r.days_overdue.map(|n| n.to_string()).unwrap_or_default(),
            text(team),
            text(worker),
            r.why.clone(),
        ]
    });
    plain_table(&header, &[5], lines, width)
}

fn words(r: &ListRow) -> String {
    if r.soon { "due soon".to_owned() } else { r.verdict.replace('-', " ") }
}

/// Breaches by team.
pub fn teams_table(lines: &[TeamLine], width: Option<u16>) -> String {
    let header = ["team", "overdue", "children", "longest, days", "due soon", "cannot tell"];
    let rows = lines.iter().map(|l| {
        let team = match (&l.called, &l.name) {
            (Some(called), Some(id)) if called != id => format!("{called} ({id})"),
            (_, Some(id)) => id.clone(),
            _ => "(no team)".to_owned(),
        };
        let mut row = vec![team];
        row.extend(
            [l.overdue, l.children, l.longest.unsigned_abs(), l.due_soon, l.cannot_tell]
                .map(|n| n.to_string()),
        );
        row
    });
    plain_table(&header, &[1, 2, 3, 4, 5], rows, width)
}
