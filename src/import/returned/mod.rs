//! A return read as it was sent: tables and columns by the names the vocabulary gives them, no mapping, nothing refused.

mod csv_file;
mod open;
mod report;
mod settle;
mod shape;
mod tables;
mod value;
mod xml_file;

pub use open::{read_return, read_return_bytes};
pub use report::{ReturnReport, TableReport};
pub use settle::LoadedReturn;
pub use tables::{ReturnTables, TableRows};
