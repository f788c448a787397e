//! `duecare import`.

use super::fault::Fault;
use super::open;
use super::options::{RecordsOptions, RulesOptions};
use super::records;
use super::screen::write;
use clap::{Args, ValueEnum};
use std::path::PathBuf;

/// In which form the report is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum ReportForm {
    /// For reading
    Text,
    /// One JSON document
    Json,
}

/// What to load.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  duecare import --records extract\n  duecare import --from cin-census --records census.xml --report json\n  duecare import --records extract --records supervision --from ssd --from supervision.toml --id-map ids.csv\n\nThe report names files, columns and rows, never a value of a record. Rows read are always rows kept and rows refused."
)]
pub(super) struct ImportArgs {
    #[command(flatten)]
    rules: RulesOptions,
    #[command(flatten)]
    records: RecordsOptions,
    /// In which form the report is printed
    #[arg(long, value_enum, default_value_t = ReportForm::Text, help_heading = "Output")]
    report: ReportForm,
    /// Write the report to this file instead of the terminal
    #[arg(long, value_name = "FILE", help_heading = "Output")]
    output: Option<PathBuf>,
}

pub(super) fn import(args: &ImportArgs) -> Result<(), Fault> {
    let opened = open::rules(&args.rules)?;
    let codes = opened.codes();
    let loaded = records::loaded(
        &RecordsOptions { strict: false, ..args.records.clone() },
        codes,
        opened.rules.set.vocabulary,
    )?;
    let text = match args.report {
        ReportForm::Text => loaded.report.to_string(),
        ReportForm::Json => format!("{:#}\n", loaded.report.to_json()),
    };
    write(args.output.as_deref(), &text)?;
    // The report is the answer; a strict load fails behind it.
    match args.records.strict && !records::is_whole(&loaded.report) {
        true => Err(Fault::Found),
        false => Ok(()),
    }
}
