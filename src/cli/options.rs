//! Options that several commands share.

use super::dates::parse_day;
use crate::calendar::Day;
use crate::service::Asked;
use clap::{Args, ValueEnum};
use std::path::PathBuf;

/// Which standards.
#[derive(Debug, Clone, Args)]
pub(super) struct RulesOptions {
    /// Folder of the rules [default: ./rules if it is there, else the rules this program carries]
    #[arg(long, value_name = "DIR", help_heading = "Rules")]
    pub rules: Option<PathBuf>,
    /// Authority file: its calendar, settings, targets and role codes
    #[arg(long, value_name = "FILE", help_heading = "Rules")]
    pub authority: Option<PathBuf>,
}

/// Which records.
#[derive(Debug, Clone, Default, Args)]
pub(super) struct RecordsOptions {
    /// The records: a folder, a file or postgres://USER@HOST/DATABASE (may be repeated: together they are one
    /// caseload, and where two tell the same fact the one named first wins)
    #[arg(long, value_name = "PATH", required = true, help_heading = "Records")]
    pub records: Vec<PathBuf>,
    /// What they are: auto, a format that `duecare sources` lists, or a mapping file (.toml); once, or once for each
    /// --records [default: auto]
    #[arg(long, value_name = "FORMAT", help_heading = "Records")]
    pub from: Vec<String>,
    /// A CSV (kind, id, same_as, and source where there are several) that says which ids of the later sources are which
    /// of the first
    #[arg(long, value_name = "FILE", help_heading = "Records")]
    pub id_map: Option<PathBuf>,
    /// Fail when a file cannot be read, lacks a column that is read, or a row is refused
    #[arg(long, help_heading = "Records")]
    pub strict: bool,
}

/// Which day.
#[derive(Debug, Clone, Args)]
pub(super) struct DayOptions {
    /// Judge as at the close of this day: 2026-01-05 or "5 January 2026" [default: today]
    #[arg(long, value_name = "DATE", value_parser = parse_day, help_heading = "Days")]
    pub as_at: Option<Day>,
    /// Leave out what was entered after this day
    #[arg(long, value_name = "DATE", value_parser = parse_day, help_heading = "Days")]
    pub known_on: Option<Day>,
}

/// Which obligations.
#[derive(Debug, Clone, Default, Args)]
pub(super) struct FilterOptions {
    /// Only this standard (may be repeated)
    #[arg(long, value_name = "ID", help_heading = "Which")]
    pub standard: Vec<String>,
    /// The checks of the data instead of the standards: what fails, and what cannot be told
    #[arg(long, conflicts_with_all = ["standard", "theme"], help_heading = "Which")]
    pub checks: bool,
    /// Only the standards of this theme (may be repeated)
    #[arg(long, value_name = "ID", help_heading = "Which")]
    pub theme: Vec<String>,
    /// Only this team (may be repeated)
    #[arg(long, value_name = "ID", help_heading = "Which")]
    pub team: Vec<String>,
    /// Only this worker (may be repeated)
    #[arg(long, value_name = "ID", help_heading = "Which")]
    pub worker: Vec<String>,
    /// Only this child (may be repeated)
    #[arg(long, value_name = "ID", help_heading = "Which")]
    pub child: Vec<String>,
    /// Only these verdicts, with commas: met, due, due-soon, late, overdue, missed, lapsed, exempt, cannot-tell,
    /// breach, all; of a check fail, pass [default: overdue,cannot-tell,due-soon, fail of a check that is asked for]
    #[arg(long, value_name = "LIST", help_heading = "Which")]
    pub verdict: Vec<String>,
}

impl FilterOptions {
    /// In the words of the service.
    pub(super) fn asked(&self) -> Asked {
        Asked {
            standards: self.standard.clone(),
            checks: self.checks,
            themes: self.theme.clone(),
            teams: self.team.clone(),
            workers: self.worker.clone(),
            children: self.child.clone(),
            keys: Vec::new(),
            verdicts: self.verdict.clone(),
        }
    }
}

/// In which form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    /// A table for reading
    Table,
    /// Comma-separated values
    Csv,
    /// One JSON document
    Json,
    /// One JSON row a line
    Ndjson,
}

/// Where to.
#[derive(Debug, Clone, Args)]
pub(super) struct OutputOptions {
    /// In which form
    #[arg(long, value_enum, default_value_t = Format::Table, help_heading = "Output")]
    pub format: Format,
    /// Write to this file instead of the terminal
    #[arg(long, value_name = "FILE", help_heading = "Output")]
    pub output: Option<PathBuf>,
}

/// In which form a list of obligations is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum ListFormat {
    /// A table for reading
    Table,
    /// Comma-separated values
    Csv,
    /// One JSON document
    Json,
    /// One JSON row a line
    Ndjson,
    /// Parquet: the columns of the CSV, days and numbers as such; needs --output
    Parquet,
}

/// Where a list of obligations goes.
#[derive(Debug, Clone, Args)]
pub(super) struct ListOptions {
    /// In which form
    #[arg(long, value_enum, default_value_t = ListFormat::Table, help_heading = "Output")]
    pub format: ListFormat,
    /// Write to this file instead of the terminal
    #[arg(long, value_name = "FILE", required_if_eq("format", "parquet"), help_heading = "Output")]
    pub output: Option<PathBuf>,
}
