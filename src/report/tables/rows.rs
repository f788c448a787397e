//! The rows of one kind as CSV.

use super::{Part, Sheet, sheets};
use crate::calendar::{Day, NEVER, to_iso};
use crate::record::{Caseload, Column, FieldId, FieldType, KindId, NO_ROW, Table};
use std::io::Write;

/// Writes the table of one kind with its header, and says how many rows it has; a kind that no source holds has none.
/// Texts stand as they were read: the file is for loading, not for a spreadsheet.
pub fn write_table(out: impl Write, caseload: &Caseload, kind: KindId) -> std::io::Result<u64> {
    match sheets(caseload).find(|sheet| sheet.kind == kind) {
        Some(sheet) => write(out, caseload, &sheet),
        None => Ok(0),
    }
}

pub(super) fn write(out: impl Write, caseload: &Caseload, sheet: &Sheet<'_>) -> std::io::Result<u64> {
    let mut csv = csv::WriterBuilder::new().from_writer(out);
    csv.write_record(sheet.columns.iter().map(|(name, _)| name))?;
    let Some(table) = caseload.table(sheet.kind) else { return Ok(0) };
    for row in 0..table.len() {
        for (_, part) in &sheet.columns {
            csv.write_field(cell(caseload, sheet, table, row, *part))?;
        }
        csv.write_record(None::<&[u8]>)?;
    }
    csv.flush()?;
    Ok(u64::from(table.len()))
}

pub(super) fn cell(caseload: &Caseload, sheet: &Sheet<'_>, table: &Table, row: u32, part: Part) -> String {
    match part {
        Part::Id => id(caseload, sheet.kind, row),
        Part::Owner => {
            sheet.declared.owner.map_or_else(String::new, |o| id(caseload, o, table.parent_of(row)))
        }
        Part::Start => day(table.start(row)),
        Part::End => day(table.end(row)),
        Part::Recorded => day(table.recorded(row)),
        Part::Field(field) => match table.invalid.get(&(field, row)) {
            // Written where the type refuses it: it is refused again, and stays unknown.
            Some(text) => caseload.texts.text(*text).to_owned(),
            None => value(caseload, sheet, table.column(field), field, row),
        },
    }
}

fn value(caseload: &Caseload, sheet: &Sheet<'_>, column: &Column, field: FieldId, row: u32) -> String {
    match column {
        Column::Date(_) => day(column.date(row)),
        Column::YesNo(_) => column.yes_no(row).map_or("", |yes| if yes { "yes" } else { "no" }).to_owned(),
        Column::Number(_) => column.number(row).map_or_else(String::new, |n| n.to_string()),
        Column::Text(_) => column.text(row).map_or("", |code| caseload.texts.text(code)).to_owned(),
        Column::Link(_) => match sheet.declared.field_at(field).map(|f| &f.field_type) {
            Some(FieldType::Link(to)) => id(caseload, *to, column.link(row).unwrap_or(NO_ROW)),
            _ => String::new(),
        },
        Column::Empty => String::new(),
    }
}

/// The id of a row, as the source wrote it.
pub(super) fn id(caseload: &Caseload, kind: KindId, row: u32) -> String {
    let found = caseload.table(kind).and_then(|t| t.ids.get(row as usize));
    found.map_or_else(String::new, |id| id.text(&caseload.texts))
}

pub(super) fn day(day: Day) -> String {
    if day == NEVER { String::new() } else { to_iso(day) }
}
