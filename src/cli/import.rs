//! `duecare import`.

use super::fault::Fault;
use super::open;
use super::options::{RecordsOptions, RulesOptions};
use super::records;
use super::screen::write;
use super::write::{WriteForm, may_write, written};
use crate::import::{LoadReport, STATISTICS, guess, read_statistics};
use clap::{Args, ValueEnum};
use std::path::{Path, PathBuf};

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
    // One of the two: records are loaded, or a mapping for them is drafted.
    mut_arg("records", |records| records.required(false).required_unless_present("guess")),
    after_help = "Examples:\n  duecare import --records extract\n  duecare import --from cin-census --records census.xml --report json\n  duecare import --records extract --records supervision --from ssd --from supervision.toml --id-map ids.csv\n  duecare import --from dfe-statistics --records figures\n  duecare import --guess extract --output own.toml\n  duecare import --records extract --write tables --write-format parquet\n\nThe report names files, columns and rows, never a value of a record. Rows read are always rows kept and rows refused."
)]
pub(super) struct ImportArgs {
    #[command(flatten)]
    rules: RulesOptions,
    #[command(flatten)]
    records: RecordsOptions,
    /// Instead of loading: draft a mapping file from the headers of the tables in this folder, and say what it could not
    /// place
    #[arg(long, value_name = "FOLDER", conflicts_with_all = ["records", "from", "id_map", "strict"], help_heading = "Records")]
    guess: Option<PathBuf>,
    /// Also write the records into this folder, as a table for each kind with the mapping that loads them; it must be new,
    /// empty, or written so before
    #[arg(long, value_name = "DIR", conflicts_with = "guess", help_heading = "Output")]
    write: Option<PathBuf>,
    /// What these tables are
    #[arg(long, value_enum, default_value_t = WriteForm::Csv, requires = "write", help_heading = "Output")]
    write_format: WriteForm,
    /// In which form the report is printed
    #[arg(long, value_enum, default_value_t = ReportForm::Text, help_heading = "Output")]
    report: ReportForm,
    /// Write the report (with --guess: the mapping) to this file instead of the terminal
    #[arg(long, value_name = "FILE", help_heading = "Output")]
    output: Option<PathBuf>,
}

pub(super) fn import(args: &ImportArgs) -> Result<(), Fault> {
    if let Some(folder) = &args.guess {
        return drafted(args, folder);
    }
    if args.records.from.iter().any(|f| f == STATISTICS) {
        return statistics(args);
    }
    if let Some(folder) = &args.write {
        may_write(folder)?;
    }
    let opened = open::rules(&args.rules)?;
    let codes = opened.codes();
    let loaded =
        records::loaded(&RecordsOptions { strict: false, ..args.records.clone() }, codes, &opened.rules.set)?;
    told(args, &loaded.report)?;
    match &args.write {
        Some(folder) => written(&loaded.caseload, args.write_format, folder),
        None => Ok(()),
    }
}

/// Drafts a mapping. Where it goes to a file, what could not be placed is told on the terminal.
fn drafted(args: &ImportArgs, folder: &Path) -> Result<(), Fault> {
    let vocabulary = open::rules(&args.rules)?.rules.set.vocabulary;
    let guess = guess(folder, &vocabulary).map_err(|e| Fault::usage(e.to_string()))?;
    match (args.report, &args.output) {
        (ReportForm::Json, output) => write(output.as_deref(), &format!("{:#}\n", guess.to_json())),
        (ReportForm::Text, None) => write(None, &guess.to_string()),
        (ReportForm::Text, Some(_)) => {
            write(args.output.as_deref(), &guess.draft)?;
            write(None, &guess.unplaced())
        }
    }
}

/// Published figures are no records of a council: they are read by themselves.
fn statistics(args: &ImportArgs) -> Result<(), Fault> {
    let RecordsOptions { records, from, id_map, .. } = &args.records;
    if args.write.is_some() {
        return Err(Fault::usage(format!("`{STATISTICS}` holds no records that `--write` could write")));
    }
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
    match args.records.strict && !report.is_whole() {
        true => Err(Fault::NotWhole),
        false => Ok(()),
    }
}
