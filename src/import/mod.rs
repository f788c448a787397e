//! Records of a council, read into the caseload with a report of every row refused.

mod authority;
mod calendar_file;
mod catalogue;
mod cell;
mod census;
mod codes;
mod comparators;
mod csv_rows;
mod database;
mod encoding;
mod error;
mod format;
mod guarded;
mod guess;
mod lint;
mod lookup;
mod mapping;
mod placed;
mod report;
mod request;
mod requirements;
mod returned;
mod rows;
mod ssda903;
mod statistics;
mod tables;
mod tally;
mod together;
mod toml_read;
mod unfinished;
mod workbook;
mod workforce;
mod xml;

pub use authority::{AuthorityFile, DatedFigure, Figure, SettingOverride, TargetOverride, Threshold};
pub use calendar_file::{Holidays, england_calendar, england_holidays};
pub use catalogue::{CatalogueEntry, CatalogueFile, OtherRules};
pub use codes::CodeOverrides;
pub use comparators::{ComparatorFigure, ComparatorFile, StandingEntry};
pub use error::{ImportError, plain_reason};
pub use guess::{Guess, GuessedColumn, GuessedFile, guess};
pub use lint::{Allowed, AllowedFile};
pub use placed::Placed;
pub use report::{
    Agreeing, ColumnReport, Differing, FileReport, LoadReport, Made, ProvidedKind, Refusal, RowList,
    UnknownCode,
};
pub use request::{AnotherSource, FormatInfo, LoadRequest, Loaded, Reading, SourceKind, formats, load, read};
pub use requirements::{RequirementEntry, RequirementsFile};
pub use returned::{
    LAST_YEAR, LoadedReturn, ReturnReport, ReturnSource, ReturnTables, TableReport, TableRows, read_return,
    read_return_bytes, return_kind, return_kind_of,
};
pub use statistics::{Area, Level, PublishedFigure, STATISTICS, read_statistics};
pub use tables::TableFormat;
