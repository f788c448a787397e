//! Lists that rules carry with them (the catalogue, the requirements): one way to hold them against the rules and to
//! write them.

use super::fault::Fault;
use super::screen::{error_style, remark, write};
use crate::report::write_csv_lines;
use crate::text::{Diagnostics, Sources, render_all};
use clap::{Args, ValueEnum};
use serde_json::Value;
use std::path::PathBuf;

/// In which form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum LineForm {
    /// For reading
    Text,
    /// Comma-separated values, a line for each row
    Csv,
    /// One JSON document
    Json,
}

/// Where a list goes, and in which form.
#[derive(Debug, Args)]
pub(super) struct LineOptions {
    /// In which form
    #[arg(long, value_enum, default_value_t = LineForm::Text, help_heading = "Output")]
    format: LineForm,
    /// Write to this file instead of the terminal
    #[arg(long, value_name = "FILE", help_heading = "Output")]
    output: Option<PathBuf>,
}

/// Tells the faults of a list; errors end the command.
pub(super) fn sound(faults: &Diagnostics, sources: &Sources) -> Result<(), Fault> {
    if !faults.list.is_empty() {
        remark(&render_all(sources, faults, error_style()));
    }
    if faults.has_errors() { Err(Fault::Found) } else { Ok(()) }
}

impl LineOptions {
    /// Writes a list: as text, as JSON, or its lines under their columns.
    pub(super) fn write(
        &self,
        text: impl FnOnce() -> String,
        json: impl FnOnce() -> Value,
        (columns, lines): (&[&str], impl Iterator<Item = Vec<String>>),
    ) -> Result<(), Fault> {
        let text = match self.format {
            LineForm::Text => text(),
            LineForm::Json => format!("{:#}\n", json()),
            LineForm::Csv => {
                let mut bytes = Vec::new();
                write_csv_lines(&mut bytes, columns, lines)?;
                String::from_utf8_lossy(&bytes).into_owned()
            }
        };
        write(self.output.as_deref(), &text)
    }
}
