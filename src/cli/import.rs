//! `duecare import`.

use super::fault::Fault;
use super::open;
use super::options::{RecordsOptions, RulesOptions};
use super::records;
use super::screen::write;
use crate::import::{LoadReport, STATISTICS, read_statistics};
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
    after_help = "Examples:\n  duecare import --records extract\n  duecare import --from cin-census --records census.xml --report json\n  duecare import --records extract --records supervision --from ssd --from supervision.toml --id-map ids.csv\n  duecare import --from dfe-statistics --records figures\n\nThe report names files, columns and rows, never a value of a record. Rows read are always rows kept and rows refused."
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
    if args.records.from.iter().any(|f| f == STATISTICS) {
        return statistics(args);
    }
    let opened = open::rules(&args.rules)?;
    let codes = opened.codes();
    let loaded = records::loaded(
        &RecordsOptions { strict: false, ..args.records.clone() },
        codes,
        opened.rules.set.vocabulary,
    )?;
    told(args, &loaded.report)
}

/// Published figures are no records of a council: they are read by themselves.
fn statistics(args: &ImportArgs) -> Result<(), Fault> {
    let RecordsOptions { records, from, id_map, .. } = &args.records;
    let ([path], [_], None) = (records.as_slice(), from.as_slice(), id_map) else {
        return Err(Fault::with_help(
            format!("`{STATISTICS}` is read by itself"),
            "name one folder or file of figures, and no other source or id map",
        ));
    };
    let (_, report) = read_statistics(path).map_err(|e| Fault::usage(e.to_string()))?;
    told(args, &report)
}

/// Writes the report. It is the answer; a strict load fails behind it.
fn told(args: &ImportArgs, report: &LoadReport) -> Result<(), Fault> {
    let text = match args.report {
        ReportForm::Text => report.to_string(),
        ReportForm::Json => format!("{:#}\n", report.to_json()),
    };
    write(args.output.as_deref(), &text)?;
    match args.records.strict && !records::is_whole(report) {
        true => Err(Fault::Found),
        false => Ok(()),
    }
}
