//! A table of a database fed to a sink, as the CSV file it would be in an extract.

use super::csv_file;
use super::sink::Sink;
use crate::import::csv_rows::CsvRows;
use crate::import::database::StoredTable;
use crate::import::rows::Header;

/// Reads the table to its end. An error says why it could not be read; rows before it were fed.
pub(super) fn read(table: &StoredTable, sink: &mut impl Sink) -> Result<(), String> {
    let header = Header::new(&table.columns);
    sink.begin(&header)?;
    let wanted = sink.columns();
    table.copy(&wanted, |rows| {
        let rows = CsvRows::open(rows).map_err(|e| e.to_string())?;
        csv_file::feed(rows, header.len(), sink)
    })
}
