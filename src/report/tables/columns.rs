//! The rows of one kind as Parquet, a column at a time.

use super::rows::cell;
use super::{Part, Sheet};
use crate::calendar::{Day, NEVER};
use crate::record::{Caseload, Column, FieldId, Table};
use crate::report::typed::{self, Cells, Holding};
use std::io::{Result, Write};
use std::ops::Range;

/// Writes the table of a kind, and says how many rows it has.
pub(super) fn write(out: impl Write + Send, caseload: &Caseload, sheet: &Sheet<'_>) -> Result<u64> {
    let Some(table) = caseload.table(sheet.kind) else {
        let columns: Vec<_> = sheet.columns.iter().map(|(name, _)| (name.as_str(), Holding::Texts)).collect();
        typed::write(out, &columns, 0, |_, _| Cells::Texts(Vec::new()))?;
        return Ok(0);
    };
    let columns: Vec<(&str, Holding)> =
        sheet.columns.iter().map(|(name, part)| (name.as_str(), holding(table, *part))).collect();
    typed::write(out, &columns, table.len() as usize, |place, range| {
        let (part, held) = match (sheet.columns.get(place), columns.get(place)) {
            (Some((_, part)), Some((_, held))) => (*part, *held),
            _ => (Part::Id, Holding::Texts),
        };
        cells(caseload, sheet, table, part, held, rows(range))
    })?;
    Ok(u64::from(table.len()))
}

fn rows(range: Range<usize>) -> impl Iterator<Item = u32> {
    range.filter_map(|row| u32::try_from(row).ok())
}

/// What the column of a part holds. A text that its type refused stands in a column of texts: it is refused again, and
/// stays unknown.
fn holding(table: &Table, part: Part) -> Holding {
    match part {
        Part::Start | Part::End | Part::Recorded => Holding::Days,
        Part::Id | Part::Owner => Holding::Texts,
        Part::Field(field) if has_refused(table, field) => Holding::Texts,
        Part::Field(field) => match table.column(field) {
            Column::Date(_) => Holding::Days,
            Column::YesNo(_) => Holding::Flags,
            Column::Number(_) => Holding::Numbers,
            Column::Text(_) | Column::Link(_) | Column::Empty => Holding::Texts,
        },
    }
}

fn has_refused(table: &Table, field: FieldId) -> bool {
    table.invalid.keys().any(|(f, _)| *f == field)
}

fn cells(
    caseload: &Caseload,
    sheet: &Sheet<'_>,
    table: &Table,
    part: Part,
    held: Holding,
    rows: impl Iterator<Item = u32>,
) -> Cells {
    let known = |d: Day| (d != NEVER).then_some(d);
    match (part, held) {
        (Part::Start, _) => Cells::Days(rows.map(|row| known(table.start(row))).collect()),
        (Part::End, _) => Cells::Days(rows.map(|row| known(table.end(row))).collect()),
        (Part::Recorded, _) => Cells::Days(rows.map(|row| known(table.recorded(row))).collect()),
        (Part::Field(field), Holding::Days) => {
            let column = table.column(field);
            Cells::Days(rows.map(|row| known(column.date(row))).collect())
        }
        (Part::Field(field), Holding::Flags) => {
            let column = table.column(field);
            Cells::Flags(rows.map(|row| column.yes_no(row)).collect())
        }
        (Part::Field(field), Holding::Numbers) => {
            let column = table.column(field);
            Cells::Numbers(rows.map(|row| column.number(row)).collect())
        }
        _ => {
            let texts = rows.map(|row| cell(caseload, sheet, table, row, part));
            Cells::Texts(texts.map(|t| (!t.is_empty()).then_some(t)).collect())
        }
    }
}
