//! A table of a return in CSV: the file is named as the table.

use super::tables::ReturnTables;
use crate::import::csv_rows::delimiter;
use std::io::{BufRead, BufReader, Read};

/// Reads a CSV file of one table. A row is named as a spreadsheet shows it: the header is row 1.
pub(super) fn read(tables: &mut ReturnTables, file: &str, name: &str, source: impl Read) {
    let mut source = BufReader::new(source);
    // What cannot be read is told below, by the reader.
    let by = source.fill_buf().map_or(b',', delimiter);
    let mut reader =
        csv::ReaderBuilder::new().has_headers(false).flexible(true).delimiter(by).from_reader(source);
    let mut record = csv::ByteRecord::new();
    let header: Vec<String> = match reader.read_byte_record(&mut record) {
        Ok(true) => record.iter().map(|c| text(c).trim().trim_start_matches('\u{feff}').to_owned()).collect(),
        Ok(false) => {
            tables.report.broken.push(format!("{file}: the file is empty"));
            return;
        }
        Err(fault) => return broken(tables, file, &fault),
    };
    let columns: Vec<&str> = header.iter().map(String::as_str).collect();
    let Some(table) = tables.table(file, name, &columns) else {
        tables
            .report
            .broken
            .push(format!("{file}: this return has no table of that name; name the file after its table, or take it out of the folder"));
        return;
    };
    if tables.report.tables.last().is_some_and(|t| t.unknown.len() == columns.len()) {
        let called = format!(
            "{file}: none of its columns is one of that table; the names of the columns go into the first row"
        );
        tables.report.broken.push(called);
    }
    let (mut number, mut long) = (1, 0u32);
    loop {
        match reader.read_byte_record(&mut record) {
            Ok(false) => break,
            Ok(true) => {
                number += 1;
                long += u32::from(record.len() > columns.len());
                let cells: Vec<String> = record.iter().map(text).collect();
                tables.row(&table, number, cells.iter().map(|c| Some(c.as_str())));
            }
            Err(fault) => return broken(tables, file, &fault),
        }
    }
    if long > 0 {
        tables
            .report
            .broken
            .push(format!("{file}: {long} rows have more cells than the header; the rest was not read"));
    }
}

/// A cell; letters that are no UTF-8 are read as Windows writes them.
fn text(cell: &[u8]) -> String {
    match std::str::from_utf8(cell) {
        Ok(text) => text.to_owned(),
        Err(_) => cell.iter().map(|b| char::from(*b)).collect(),
    }
}

fn broken(tables: &mut ReturnTables, file: &str, fault: &csv::Error) {
    let line = fault.position().map_or(String::new(), |p| format!(" from line {} on", p.line()));
    tables.report.broken.push(format!("{file}: it cannot be read{line}; export it again"));
}
