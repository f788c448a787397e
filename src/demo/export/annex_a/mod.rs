//! Annex A of Ofsted's inspections: eleven lists in one workbook. They hold the whole extract and not the last months
//! only; what a list asks of the latest alone is the latest on the last day, or on the day that the row's own time ended.

mod adoption;
mod assessed;
mod book;
mod care;
mod codes;
mod facts;
mod front;
mod headers;
mod leavers;
mod plans;

use super::Exported;
use super::extract::Extract;
use crate::demo::error::DemoError;
use book::Book;
use facts::Facts;
use rust_xlsxwriter::XlsxError;

const FILE: &str = "annex_a.xlsx";

/// The workbook.
pub(super) fn files(extract: &Extract) -> Result<Vec<Exported>, DemoError> {
    let (bytes, rows) =
        write(extract).map_err(|e| DemoError::Unmade { file: FILE.to_owned(), reason: e.to_string() })?;
    Ok(vec![Exported { name: FILE.to_owned(), rows, bytes }])
}

fn write(extract: &Extract) -> Result<(Vec<u8>, u64), XlsxError> {
    let facts = Facts::new(extract);
    let mut book = Book::new(extract.last)?;
    book.list(1, &front::contacts(&facts))?;
    book.list(2, &front::early_help(&facts))?;
    book.list(3, &front::referrals(&facts))?;
    book.list(4, &assessed::assessments(&facts))?;
    book.list(5, &assessed::enquiries(&facts))?;
    book.list(6, &plans::in_need(&facts))?;
    book.list(7, &plans::protection(&facts))?;
    book.list(8, &care::looked_after(&facts))?;
    book.list(9, &leavers::leavers(&facts))?;
    book.list(10, &adoption::children(&facts))?;
    book.list(11, &adoption::adopters(&facts))?;
    book.finish()
}
