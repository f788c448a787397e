//! A list as Parquet: the columns of the CSV, with days and numbers as such.

use super::csv::COLUMNS;
use super::rows::ListRow;
use super::typed::{Cells, Holding, write};
use std::io::{Result, Write};

/// Writes a list with typed columns.
pub fn write_parquet(out: impl Write + Send, rows: &[ListRow]) -> Result<()> {
    let columns: Vec<(&str, Holding)> = COLUMNS.iter().map(|name| (*name, holding(name))).collect();
    write(out, &columns, rows.len(), |place, range| {
        let name = COLUMNS.get(place).copied().unwrap_or_default();
        cells(name, rows.get(range).unwrap_or_default())
    })
}

fn holding(name: &str) -> Holding {
    match name {
        "opened" | "due" | "done" => Holding::Days,
        "version" | "days_overdue" => Holding::Whole,
        _ => Holding::Texts,
    }
}

fn cells(name: &str, rows: &[ListRow]) -> Cells {
    let texts = |of: fn(&ListRow) -> Option<&str>| {
        Cells::Texts(rows.iter().map(|r| of(r).map(str::to_owned)).collect())
    };
    match name {
        "child" => texts(|r| r.child.as_deref()),
        "standard" => texts(|r| Some(&r.standard)),
        "version" => Cells::Whole(rows.iter().map(|r| i32::try_from(r.version).ok()).collect()),
        "severity" => texts(|r| Some(r.severity)),
        "verdict" => texts(|r| Some(r.verdict)),
        "opened" => Cells::Days(rows.iter().map(|r| r.opened).collect()),
        "due" => Cells::Days(rows.iter().map(|r| r.due).collect()),
        "done" => Cells::Days(rows.iter().map(|r| r.done).collect()),
        "days_overdue" => Cells::Whole(rows.iter().map(|r| r.days_overdue).collect()),
        "team" => texts(|r| r.team.as_deref()),
        "worker" => texts(|r| r.worker.as_deref()),
        "subject" => texts(|r| r.subject.as_deref()),
        _ => texts(|r| Some(&r.why)),
    }
}
