//! A folder of tables read by a mapping: CSV, Parquet or sheets of a workbook, a table at a time, tables in parallel.

mod agreements;
mod csv_file;
mod days;
mod derived;
mod folder;
mod job;
mod load;
mod parquet_file;
mod settle;
mod sheet_file;
mod sink;
mod stored;
mod twins;
mod yearly;

pub(super) use days::look_at_days;
pub(super) use derived::{Derived, DerivedTable};
pub use folder::TableFormat;
pub(super) use folder::{Folder, TableFile};
pub(super) use job::feed;
pub(super) use load::{provide, provided, read_tables};
pub(super) use settle::{OpenReport, settle};
pub(super) use sink::Sink;
