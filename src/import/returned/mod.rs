//! A return read as it was sent: tables and columns by the names the vocabulary gives them, no mapping, nothing refused.

mod children_xml;
mod csv_file;
mod derived;
mod names;
mod open;
mod postcodes;
mod report;
mod settle;
mod shape;
mod tables;
mod value;
mod xml_file;

pub use names::LAST_YEAR;
pub use open::{ReturnSource, read_return, read_return_bytes, return_kind, return_kind_of};
pub use report::{ReturnReport, TableReport};
pub use settle::LoadedReturn;
pub use tables::{ReturnTables, TableRows};
