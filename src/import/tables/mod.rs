//! A folder of tables read by a mapping: CSV, Parquet or sheets of a workbook, a table at a time, tables in parallel.

mod agreements;
mod csv_file;
mod days;
mod folder;
mod job;
mod load;
mod parquet_file;
mod settle;
mod sheet_file;
mod sink;

pub(super) use days::look_at_days;
pub(super) use folder::Folder;
pub use folder::TableFormat;
pub(super) use load::{provide, provided, read_tables};
pub(super) use settle::{OpenReport, settle};
