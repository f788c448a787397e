//! The failing places as CSV: a line for each cell.

use super::{VALIDATION_COLUMNS, Validation};
use crate::report::safe_cell;

/// Child, rule, message, table, column, row and value, as the validators give them; and the records that made it so.
pub fn validation_csv(v: &Validation) -> Result<String, csv::Error> {
    let mut out = csv::Writer::from_writer(Vec::new());
    out.write_record(VALIDATION_COLUMNS)?;
    for line in v.lines() {
        out.write_record(line.iter().map(|cell| safe_cell(cell)))?;
    }
    let bytes = out.into_inner().map_err(|e| csv::Error::from(e.into_error()))?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}
