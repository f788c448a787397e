//! A report as an Excel workbook: a sheet a section, each table with filters, and a sheet of definitions.

use super::made::{Block, Cell, Column, Paper, Table as PaperTable};
use crate::calendar::to_long;
use rust_xlsxwriter::{Format, Table, TableColumn, TableStyle, Workbook, Worksheet, XlsxError};
use std::collections::HashSet;

/// Rows above the first table: the title, and what day it is of.
const HEAD: u32 = 3;
/// The longest name of a sheet.
const LONGEST: usize = 31;
/// The widest a column is made, in letters.
const WIDEST: usize = 60;

/// The bytes of the workbook.
pub fn paper_book(paper: &Paper) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    let mut names = HashSet::new();
    for section in &paper.sections {
        let sheet = book.add_worksheet();
        sheet.set_name(sheet_name(&section.title, &mut names))?;
        head(sheet, paper, &section.title)?;
        let mut row = HEAD;
        for block in &section.blocks {
            row = write_block(sheet, block, row)?;
        }
        widths(sheet, section.blocks.iter().filter_map(|b| b.table.as_ref()))?;
    }
    let mut back = |name: &str, title: &str, table: &PaperTable, lines: &[String]| -> Result<(), XlsxError> {
        let sheet = book.add_worksheet();
        sheet.set_name(sheet_name(name, &mut names))?;
        head(sheet, paper, name)?;
        let block =
            Block { title: title.to_owned(), table: Some(table.clone()), chart: None, lines: lines.to_vec() };
        write_block(sheet, &block, HEAD)?;
        widths(sheet, std::iter::once(table))
    };
    back("Definitions", "Every measure, as it is counted", &paper.definitions, &paper.notes)?;
    if !paper.comparators.rows.is_empty() {
        back("Figures of others", "Whose, of when, from where", &paper.comparators, &[])?;
    }
    book.save_to_buffer()
}

/// A name that Excel allows and no other sheet has.
fn sheet_name(title: &str, taken: &mut HashSet<String>) -> String {
    let plain: String =
        title.chars().map(|c| if r"[]:*?/\'".contains(c) { ' ' } else { c }).take(LONGEST).collect();
    let plain = match plain.trim() {
        "" => "Section",
        some => some,
    };
    let mut name = plain.to_owned();
    let mut n = 2;
    while !taken.insert(name.to_lowercase()) {
        let end = format!(" {n}");
        name = format!("{}{end}", plain.chars().take(LONGEST - end.len()).collect::<String>());
        n += 1;
    }
    name
}

fn head(sheet: &mut Worksheet, paper: &Paper, title: &str) -> Result<(), XlsxError> {
    let whose = paper.authority.as_deref().map(|a| format!("{a}, ")).unwrap_or_default();
    sheet.write_with_format(
        0,
        0,
        format!("{}: {title}", paper.title),
        &Format::new().set_bold().set_font_size(14),
    )?;
    sheet.write(1, 0, format!("{whose}as at {}", to_long(paper.as_at)))?;
    sheet.set_freeze_panes(2, 1)?;
    Ok(())
}

/// Writes a block from a row on, and gives the row for the next.
fn write_block(sheet: &mut Worksheet, block: &Block, mut row: u32) -> Result<u32, XlsxError> {
    sheet.write_with_format(row, 0, block.title.as_str(), &Format::new().set_bold())?;
    row += 1;
    if let Some(table) = block.table.as_ref().filter(|t| !t.rows.is_empty()) {
        for (below, cells) in table.rows.iter().enumerate() {
            for (column, cell) in cells.iter().enumerate() {
                write_cell(sheet, row + 1 + below as u32, column as u16, cell)?;
            }
        }
        let last = row + table.rows.len() as u32;
        let right = table.columns.len().saturating_sub(1) as u16;
        sheet.add_table(row, 0, last, right, &filters(table))?;
        row = last + 1;
    }
    for line in &block.lines {
        sheet.write(row, 0, line.as_str())?;
        row += 1;
    }
    Ok(row + 1)
}

/// The header and filters of a table. Excel wants every name of a column but once.
fn filters(table: &PaperTable) -> Table {
    let mut taken = HashSet::new();
    let name = |c: &Column| {
        let mut name = c.name.clone();
        let mut n = 2;
        while !taken.insert(name.to_lowercase()) {
            name = format!("{} ({n})", c.name);
            n += 1;
        }
        TableColumn::new().set_header(name)
    };
    let columns: Vec<TableColumn> = table.columns.iter().map(name).collect();
    Table::new().set_columns(&columns).set_style(TableStyle::Light1)
}

/// A percentage as one, with the places that are shown; else a number as it is shown; else words.
fn write_cell(sheet: &mut Worksheet, row: u32, column: u16, cell: &Cell) -> Result<(), XlsxError> {
    let digits = cell.text.trim_end_matches('%');
    let places = digits.split_once('.').map_or(0, |(_, after)| after.len());
    let zeros = if places == 0 { "0".to_owned() } else { format!("0.{}", "0".repeat(places)) };
    // What is shown is written: a figure is never rounded onto a target that it does not reach.
    match (cell.number, digits.parse::<f64>()) {
        (Some(_), Ok(n)) if cell.text.ends_with('%') => {
            sheet.write_with_format(
                row,
                column,
                n / 100.0,
                &Format::new().set_num_format(format!("{zeros}%")),
            )?;
        }
        (Some(_), Ok(n)) => {
            sheet.write_with_format(row, column, n, &Format::new().set_num_format(zeros))?;
        }
        _ if cell.text.is_empty() => {}
        _ => {
            sheet.write_string(row, column, &cell.text)?;
        }
    }
    Ok(())
}

/// Columns as wide as what stands in them.
fn widths<'t>(sheet: &mut Worksheet, tables: impl Iterator<Item = &'t PaperTable>) -> Result<(), XlsxError> {
    let mut widest: Vec<usize> = Vec::new();
    for table in tables {
        for (i, column) in table.columns.iter().enumerate() {
            let cells = table.rows.iter().filter_map(|r| r.get(i)).map(|c| c.text.chars().count());
            let most = cells.chain([column.name.chars().count() + 3]).max().unwrap_or(0);
            if widest.len() <= i {
                widest.resize(i + 1, 0);
            }
            if let Some(slot) = widest.get_mut(i) {
                *slot = most.max(*slot);
            }
        }
    }
    for (i, most) in widest.into_iter().enumerate() {
        sheet.set_column_width(i as u16, (most.min(WIDEST) + 2) as f64)?;
    }
    Ok(())
}
