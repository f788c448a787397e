//! A CSV in the making.

use super::Exported;
use crate::calendar::{Day, to_iso};
use crate::demo::error::DemoError;

/// A file with a header.
pub(super) struct CsvSheet {
    name: &'static str,
    width: usize,
    rows: u64,
    writer: csv::Writer<Vec<u8>>,
    fault: Option<String>,
}

impl CsvSheet {
    pub(super) fn new(name: &'static str, header: &[&str]) -> CsvSheet {
        let mut writer = csv::Writer::from_writer(Vec::new());
        let fault = writer.write_record(header).err().map(|e| e.to_string());
        CsvSheet { name, width: header.len(), rows: 0, writer, fault }
    }

    /// Adds a row, a cell for each column.
    pub(super) fn row(&mut self, cells: &[&str]) {
        self.rows += 1;
        let fault = match (cells.len() == self.width, self.writer.write_record(cells)) {
            (true, Ok(())) => None,
            (_, Err(e)) => Some(e.to_string()),
            (false, Ok(())) => Some("a row is not as wide as its header".to_owned()),
        };
        self.fault = self.fault.take().or(fault);
    }

    /// The finished file.
    pub(super) fn finish(self) -> Result<Exported, DemoError> {
        let made = match self.fault {
            Some(reason) => Err(reason),
            None => self.writer.into_inner().map_err(|e| e.to_string()),
        };
        match made {
            Ok(bytes) => Ok(Exported { name: self.name.to_owned(), rows: self.rows, bytes }),
            Err(reason) => Err(DemoError::Unmade { file: self.name.to_owned(), reason }),
        }
    }
}

/// `31/03/2021`; blank without a day.
pub(super) fn uk(day: Option<Day>) -> String {
    let Some(day) = day else { return String::new() };
    let iso = to_iso(day);
    let mut parts = iso.split('-').rev();
    match (parts.next(), parts.next(), parts.next()) {
        (Some(d), Some(m), Some(y)) => format!("{d}/{m}/{y}"),
        _ => String::new(),
    }
}
